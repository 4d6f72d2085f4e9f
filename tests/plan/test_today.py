"""What is due today, and when strength comes next."""

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Equipment
from hamstride.exercises.values import RunnerProfile, Source
from hamstride.plan import compile as compiling
from hamstride.plan.today import (
    AFTER,
    BEFORE,
    STRENGTH,
    Face,
    Open,
    Past,
    Today,
    lines,
    needs,
    next_day,
    not_today,
    today,
)
from hamstride.text.words import Words

WEDNESDAY = datetime.fromisoformat("2026-11-18T09:30")
PROFILE = RunnerProfile()


def done(*days_ago: int, routine: str = STRENGTH) -> list[Past]:
    starts = (WEDNESDAY - timedelta(days=ago) for ago in days_ago)
    return [Past(routine=routine, day=start.date(), started=start) for start in starts]


def asked(*days_ago: int, profile: RunnerProfile = PROFILE, open_: Open | None = None) -> Today:
    last = WEDNESDAY.date() - timedelta(days=min(days_ago)) if days_ago else None
    recent = done(*(ago for ago in days_ago if ago <= 14))
    return today(WEDNESDAY, profile, recent, open_=open_, last=last)


@pytest.mark.parametrize(
    ("days_ago", "face", "next_"),
    [
        ((), Face.FIRST, "2026-11-18"),
        ((0,), Face.DONE, "2026-11-21"),
        ((1,), Face.NOTHING, "2026-11-20"),
        ((2,), Face.NOTHING, "2026-11-19"),
        ((3,), Face.STRENGTH, "2026-11-18"),
        ((3, 6), Face.NOTHING, "2026-11-19"),
        ((3, 7), Face.STRENGTH, "2026-11-18"),
        ((9,), Face.STRENGTH, "2026-11-18"),
        ((10,), Face.AWAY, "2026-11-18"),
        ((40,), Face.AWAY, "2026-11-18"),
    ],
)
def test_the_face_of_today_and_the_next_day(days_ago: tuple[int, ...], face: Face, next_: str) -> None:
    found = asked(*days_ago)
    assert found.face is face
    assert found.next_strength == date.fromisoformat(next_)
    assert (found.routine == STRENGTH) == (face in (Face.FIRST, Face.STRENGTH, Face.AWAY))


def test_an_open_session_comes_before_everything() -> None:
    open_ = Open(uuid="u", routine=STRENGTH, started=WEDNESDAY, done=4, of=9)
    for days in ((), (0,), (3,)):
        found = asked(*days, open_=open_)
        assert (found.face, found.open) == (Face.OPEN, open_)


@pytest.mark.parametrize(("ago", "shorter"), [(10, False), (27, False), (28, True), (400, True)])
def test_after_four_weeks_the_shorter_session_comes_first(ago: int, shorter: bool) -> None:
    assert asked(ago).shorter is shorter


def test_what_is_left_out_is_not_offered() -> None:
    no_stretches = asked(3, profile=RunnerProfile(no_stretches=True))
    assert (no_stretches.face, no_stretches.offers) == (Face.STRENGTH, ())
    no_strength = asked(3, profile=RunnerProfile(no_strength=True))
    assert (no_strength.face, no_strength.next_strength) == (Face.NOTHING, None)
    assert [offer.routine for offer in no_strength.offers] == [BEFORE, AFTER]
    assert asked(profile=RunnerProfile(no_strength=True, no_stretches=True)).face is Face.PAUSED


def test_a_stretch_done_today_is_ticked() -> None:
    found = today(WEDNESDAY, PROFILE, done(0, routine=BEFORE) + done(1, routine=AFTER), last=None)
    assert {offer.routine: offer.done is not None for offer in found.offers} == {BEFORE: True, AFTER: False}


def test_the_week_runs_from_monday_and_counts_its_own_days_only() -> None:
    found = asked(2, 5)
    assert [day.day.weekday() for day in found.week] == list(range(7))
    assert [day.done for day in found.week][0] == (STRENGTH,)
    assert found.strength_done == 1
    assert [day.day for day in found.week if day.strength] == [found.next_strength]


@given(st.lists(st.integers(0, 13), max_size=6, unique=True))
def test_the_next_day_keeps_its_distance_and_its_measure(ago: list[int]) -> None:
    day = WEDNESDAY.date()
    past = [day - timedelta(days=n) for n in ago]
    found = next_day(past, day)
    assert found >= day
    assert all((found - each).days >= 3 for each in past)
    assert sum((found - each).days < 7 for each in past) < 2
    assert (found - day).days <= 7


def test_whoever_follows_it_trains_twice_in_every_seven_days() -> None:
    day = WEDNESDAY.date()
    past: list[date] = []
    for _ in range(60):
        if next_day(past, day) == day:
            past.append(day)
        day += timedelta(days=1)
    gaps = {(b - a).days for a, b in itertools.pairwise(past)}
    assert gaps == {3, 4}


@given(
    st.lists(st.integers(0, 14), max_size=5, unique=True),
    st.sampled_from([PROFILE, RunnerProfile(no_strength=True), RunnerProfile(no_stretches=True)]),
)
def test_every_face_has_its_words(ago: list[int], profile: RunnerProfile) -> None:
    assert Words().of(asked(*ago, profile=profile).why)


def _said(profile: RunnerProfile, routine: str) -> list[str]:
    session = compiling.session(routine, profile, catalogue(), uuid="", date="")
    words = Words()
    return [
        f"{line.title}: {words.of(line.dose)}{' · ' + words.of(line.load) if line.load else ''}"
        for line in lines(session, catalogue())
    ]


def test_a_session_in_a_few_lines() -> None:
    everything = RunnerProfile(ankle_weights=2, weight_kg=1.5, ball=True)
    assert _said(everything, STRENGTH) == [
        "Lying curls: 3 × 10 each · 1.5 kg",
        "Standing curls: 10 each · hold 3 s · 1.5 kg",
        "Ball curls: 10",
    ]
    assert _said(RunnerProfile(hinge=True), AFTER) == [
        "Foot on a step: 30 s each",
        "Foot on a chair: 30 s each",
    ]
    assert _said(PROFILE, BEFORE) == ["Roll forward: 30 s"]


def test_what_one_needs_has_weights_only_where_some_are_worn() -> None:
    def things(profile: RunnerProfile) -> tuple[Equipment, ...]:
        session = compiling.session(STRENGTH, profile, catalogue(), uuid="", date="", source=Source.BEAT)
        return needs(session, catalogue())

    assert Equipment.ANKLE_WEIGHTS not in things(PROFILE)
    assert Equipment.ANKLE_WEIGHTS in things(RunnerProfile(ankle_weights=1, weight_kg=1.0))


# ---------------------------------------------------------------- not today


@pytest.mark.parametrize(
    ("days_ago", "moved_to"),
    [((), "2026-11-19"), ((3,), "2026-11-19"), ((5, 3), "2026-11-20"), ((9,), "2026-11-19")],
)
def test_not_today_moves_strength_to_the_next_day_that_fits(days_ago: tuple[int, ...], moved_to: str) -> None:
    day = not_today(done(*days_ago), WEDNESDAY.date())
    assert day.isoformat() == moved_to
    found = asked(*days_ago, profile=replace(PROFILE, not_before=moved_to))
    assert (found.routine, found.next_strength) == (None, day)


def test_a_moved_session_says_where_to_and_comes_back_on_that_day() -> None:
    moved = replace(PROFILE, not_before="2026-11-19")
    found = asked(9, profile=moved)
    assert found.face is Face.MOVED
    assert Words("en").of(found.why) == "Moved to Thursday. Nothing due today."
    assert [day.day.isoformat() for day in found.week if day.strength] == ["2026-11-19"]
    tomorrow = today(WEDNESDAY + timedelta(days=1), moved, done(9), last=WEDNESDAY.date() - timedelta(days=9))
    assert tomorrow.routine == STRENGTH


def test_a_move_of_long_ago_and_one_on_a_day_of_rest_change_nothing() -> None:
    long_ago = replace(PROFILE, not_before="2026-11-02")
    assert asked(4, profile=long_ago) == asked(4)
    resting = asked(1, profile=replace(PROFILE, not_before="2026-11-19"))
    assert (resting.face, resting.next_strength) == (Face.NOTHING, date(2026, 11, 20))
