"""Stretched before, stretched after: each stretch belongs to one run, by its time, or by its day where it has none."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.routines import AFTER, BEFORE
from hamstride.plan.around import Around, Past, around
from hamstride.plan.rules import Outing
from hamstride.plan.runs import RunKind

DAY = datetime(2026, 11, 16)


def run(hour: float, minutes: float = 45.0, *, done: bool = True) -> Outing:
    starts = DAY + timedelta(hours=hour)
    return Outing(starts=starts, ends=starts + timedelta(minutes=minutes), kind=RunKind.EASY, done=done)


def planned(hour: float) -> Outing:
    return run(hour, done=False)


def stretch(routine: str, hour: float, *, told: bool = False) -> Past:
    at = DAY + timedelta(hours=hour)
    return Past(routine=routine, day=at.date(), started=at, told=told)


NEITHER, BOTH = Around(), Around(before=True, after=True)
EARLY, LATE = Around(before=True), Around(after=True)


@pytest.mark.parametrize(
    ("runs", "past", "found"),
    [
        ([run(18)], [], [NEITHER]),
        ([run(18)], [stretch(BEFORE, 17.9), stretch(AFTER, 18.8)], [BOTH]),
        ([run(18)], [stretch(BEFORE, 8)], [NEITHER]),
        ([run(18)], [stretch(AFTER, 22.5)], [NEITHER]),
        ([run(18)], [stretch(AFTER, 17.9)], [NEITHER]),
        ([run(18)], [stretch(BEFORE, 19)], [NEITHER]),
        ([run(18)], [stretch(BEFORE, 18.1)], [EARLY]),  # two clocks
        ([run(18)], [stretch("strength", 17.9)], [NEITHER]),
        ([run(7), run(18)], [stretch(BEFORE, 6.9), stretch(AFTER, 19)], [EARLY, LATE]),
        ([run(18), run(7)], [stretch(BEFORE, 6.9)], [NEITHER, EARLY]),
        ([run(7), run(18)], [stretch(BEFORE, 22, told=True)], [NEITHER, EARLY]),
        ([run(7), run(18)], [stretch(BEFORE, 22, told=True), stretch(BEFORE, 17.9)], [EARLY, EARLY]),
        ([run(-6)], [stretch(AFTER, 10, told=True)], [NEITHER]),  # the run was the day before
        ([run(23.5)], [stretch(AFTER, 24.4)], [LATE]),  # over midnight
        ([planned(18)], [stretch(BEFORE, 8)], [EARLY]),  # who knows when it will be run
        ([planned(18)], [stretch(BEFORE, -1)], [NEITHER]),
        ([planned(7), planned(18)], [stretch(BEFORE, 17.9)], [NEITHER, EARLY]),
        ([run(7), planned(18)], [stretch(AFTER, 11)], [NEITHER, LATE]),
        (
            [planned(7), planned(18)],
            [stretch(BEFORE, 12)],
            [NEITHER, EARLY],
        ),  # no stretch before a run of the morning
        ([planned(7), planned(18)], [stretch(AFTER, 16)], [LATE, NEITHER]),
    ],
)
def test_which_stretch_belongs_to_which_run(
    runs: list[Outing], past: list[Past], found: list[Around]
) -> None:
    assert list(around(runs, past)) == found


HOURS = st.floats(-30, 60, allow_nan=False)
RUNS = st.lists(st.builds(run, HOURS, st.floats(5, 300)), max_size=6)
PAST = st.lists(
    st.builds(stretch, st.sampled_from([BEFORE, AFTER, "strength"]), HOURS, told=st.booleans()), max_size=8
)


@given(RUNS, PAST)
def test_no_stretch_belongs_to_two_runs_and_none_is_invented(runs: list[Outing], past: list[Past]) -> None:
    found = around(runs, past)
    assert len(found) == len(runs)
    assert sum(each.before for each in found) <= sum(each.routine == BEFORE for each in past)
    assert sum(each.after for each in found) <= sum(each.routine == AFTER for each in past)


@given(RUNS, PAST)
def test_another_stretch_never_takes_one_away(runs: list[Outing], past: list[Past]) -> None:
    less, more = around(runs, past[:-1]), around(runs, past)
    assert sum(each.before for each in less) <= sum(each.before for each in more)
    assert sum(each.after for each in less) <= sum(each.after for each in more)
