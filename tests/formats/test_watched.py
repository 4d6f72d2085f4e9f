"""Sets of a watch find their planned sets: by the step's name, else by the exercise's numbers, in order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises import load
from hamstride.exercises.values import RunnerProfile
from hamstride.formats.activity import WatchSet
from hamstride.formats.watch_names import step_name
from hamstride.formats.watched import matched
from hamstride.plan.compile import Basis, Wanted, session
from hamstride.text.words import Words

CATALOGUE = load.catalogue()
PROFILE = RunnerProfile(ankle_weights=2, weight_kg=1.0, ball=True, chair=True)
PLANS = session(
    Wanted(programme="strength"), Basis(runner=PROFILE, catalogue=CATALOGUE), uuid="u", date="2026-11-22"
).sets
NAMES = [step_name(plan, CATALOGUE[plan.exercise], Words()) for plan in PLANS]
CURL, BALL = WatchSet(category=15, name=1), WatchSet(category=15, name=10)


def places(*sets: WatchSet) -> list[int | None]:
    return list(matched(sets, PLANS, NAMES, CATALOGUE))


def test_a_session_followed_on_the_watch_is_matched_step_by_step() -> None:
    assert places(*(WatchSet(step=name) for name in NAMES)) == list(range(len(PLANS)))


def test_steps_in_another_order_find_their_own() -> None:
    assert places(WatchSet(step=NAMES[4].upper()), WatchSet(step=NAMES[1])) == [4, 1]


@pytest.mark.parametrize(
    ("sets", "found"),
    [
        ([CURL, CURL, BALL], [0, 1, len(PLANS) - 1]),
        ([BALL, CURL], [len(PLANS) - 1, 0]),
        ([WatchSet(category=28, name=3), CURL], [None, 0]),
        ([WatchSet(), WatchSet(category=65534)], [None, None]),
        ([BALL, BALL], [len(PLANS) - 1, None]),
        ([replace(CURL, step="Six times one")], [0]),
    ],
)
def test_by_numbers_in_order(sets: list[WatchSet], found: list[int | None]) -> None:
    assert places(*sets) == found


SETS = st.builds(
    WatchSet,
    category=st.sampled_from([15, 35, 10, 65534, None]),
    name=st.sampled_from([0, 1, 10, 15, None]),
    step=st.sampled_from([*NAMES, "Rest", None]),
)


@given(st.lists(SETS, max_size=14))
def test_no_planned_set_is_given_twice(sets: list[WatchSet]) -> None:
    found = [index for index in places(*sets) if index is not None]
    assert len(places(*sets)) == len(sets)
    assert len(found) == len(set(found))
