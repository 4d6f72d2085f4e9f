"""What is said to have changed: only what did, only what was seen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises import load
from hamstride.exercises.values import Outcome, Repetition, SetRecord, Side, Source
from hamstride.measure import progress
from hamstride.measure.progress import Entry, Quantity, Span, Week
from hamstride.text.words import Words

MONDAY = date(2026, 11, 16)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
say = Words("en").of


def entry(day: date, reps: float | None = 10, side: Side = Side.LEFT, **more: Any) -> Entry:
    return Entry(**{"day": day, "exercise": "standing-curl", "side": side, "reps": reps, **more})


def week(n: int, strength: int, **more: int) -> Week:
    return Week(monday=MONDAY + n * progress.WEEK, strength=strength, **more)


# --------------------------------------------------------------------------------------------------------------- one set
def rep(*cues: str, unseen: tuple[str, ...] = (), range_deg: float = 90, **more: Any) -> Repetition:
    times = {"start_s": 0.0, "top_s": 1.0, "end_s": 6.0, "hold_s": 3.0, "counted": True}
    return Repetition(**{**times, **more}, range_deg=range_deg, cues=cues, unseen=unseen)


def record(*reps: Repetition, source: Source = Source.CAMERA) -> SetRecord:
    return SetRecord(
        uuid="",
        session="",
        index=0,
        exercise="standing-curl",
        side=Side.LEFT,
        source=source,
        outcome=Outcome.DONE,
        started="2026-11-16T10:00",
        seconds=60,
        target=10,
        seen=len(reps),
        reps=reps,
    )


def test_half_lifts_are_left_out_and_the_middle_one_is_told() -> None:
    half = rep("full-lift", range_deg=30, counted=False)
    seen = progress.seen(
        record(rep(range_deg=80), rep("hold-top"), rep(range_deg=99), half), load.catalogue()["standing-curl"]
    )
    assert (seen.range_deg, seen.top_hold_s, seen.judged, seen.as_asked) == (90, 3.0, 3, 2)


def test_what_belongs_to_another_variant_was_not_seen_in_this_one() -> None:
    lying = load.catalogue()["lying-leg-curl"]
    inward = replace(lying.variants["toes-in"], cues=("full-lift",))
    exercise = replace(lying, variants={**lying.variants, "toes-in": inward})
    plain = rep(unseen=("hips-flat", "toes-pointed"))
    judged = [
        progress.seen(replace(record(plain), exercise=lying.id, variant=variant), exercise).judged
        for variant in ("neutral", "toes-in")
    ]
    assert judged == [0, 1]


def test_what_nobody_saw_is_neither_judged_nor_good() -> None:
    exercise = load.catalogue()["standing-curl"]
    blind = rep(unseen=tuple(exercise.cues))
    assert progress.seen(record(blind, blind), exercise).judged == 0
    beat = progress.seen(record(rep(), rep(), source=Source.BEAT), exercise)
    assert (beat.range_deg, beat.judged, beat.as_asked) == (None, 0, 0)


# ----------------------------------------------------------------------------------------------------------------- weeks
@given(DAYS, st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["strength", "before-run"]))))
def test_every_day_is_in_one_week_and_counts_once(first: date, ago: list[tuple[int, str]]) -> None:
    last = first + timedelta(days=200)
    done = [(first + timedelta(days=n), routine) for n, routine in ago]
    found = progress.weeks(first, last, done, [])
    assert [each.monday.weekday() for each in found] == [0] * len(found)
    assert found[0].monday <= first and last - found[-1].monday < progress.WEEK
    assert sum(each.strength for each in found) == len({day for day, what in done if what == "strength"})


def test_two_runs_on_one_day_are_two() -> None:
    (found,) = progress.weeks(MONDAY, MONDAY, [], [MONDAY, MONDAY])
    assert found.runs == 2


@pytest.mark.parametrize(
    ("strength", "says"),
    [
        ((), None),
        ((0, 0, 0), None),
        ((1,), "You did one strength session in this week."),
        ((0, 0, 2, 1), "You did 3 strength sessions in 2 weeks."),
        ((2, 2, 1, 1), "In 2 of the last 3 weeks you did 2 strength sessions."),
        ((2, 2, 1, 2), "In 3 of the last 4 weeks you did 2 strength sessions."),
        ((1, 2, 2, 2, 2, 2, 2, 0), "In 6 of the last 6 weeks you did 2 strength sessions."),
    ],
)
def test_regularity(strength: tuple[int, ...], says: str | None) -> None:
    found = progress.regularity([week(n, each) for n, each in enumerate(strength)], per_week=2)
    assert (found and say(found)) == says


@pytest.mark.parametrize(
    ("per_week", "says"),
    [
        (1, "In 3 of the last 3 weeks you did one strength session."),
        (3, "In 0 of the last 2 weeks you did 3 strength sessions."),
    ],
)
def test_how_regular_goes_by_how_often_the_runner_wants_to(per_week: int, says: str) -> None:
    found = progress.regularity([week(n, each) for n, each in enumerate((1, 2, 1))], per_week)
    assert (found and say(found)) == says


@pytest.mark.parametrize(("span", "first"), [(Span.FOUR, "2026-10-26"), (Span.TWELVE, "2026-08-31")])
def test_a_span_begins_on_a_monday(span: Span, first: str) -> None:
    assert progress.first_day(span, date(2026, 11, 22), None) == date.fromisoformat(first)


def test_everything_begins_with_the_first_session() -> None:
    assert progress.first_day(Span.ALL, MONDAY, date(2026, 3, 5)) == date(2026, 3, 2)
    assert progress.first_day(Span.ALL, MONDAY, None) == MONDAY


# --------------------------------------------------------------------------------------------------------- where you are
@pytest.mark.parametrize(
    ("then", "now", "before", "after", "up"),
    [
        ({"load_kg": 0.0}, {"load_kg": 1.0}, "your own leg", "1 kg", True),
        ({"hold_s": 3.1}, {"hold_s": 4.9}, "3 s", "5 s", True),
        ({"hold_s": 3.1}, {"hold_s": 3.4}, None, None, None),
        ({"reps": 8}, {"reps": 12}, "8", "12", True),
        ({"reps": 12}, {"reps": 8, "sets": 2}, "12", "2 × 8", True),
        ({"reps": 8, "sets": 2}, {"reps": 10, "sets": 2}, "2 × 8", "2 × 10", True),
        ({"load_kg": 1.5, "reps": 8}, {"load_kg": 1.0, "reps": 10}, "1.5 kg", "1 kg", False),
        ({"reps": None, "held_s": 30.0}, {"reps": None, "held_s": 44.8}, "30 s", "45 s", True),
    ],
)
def test_the_step_is_the_first_figure_that_differs(
    then: dict[str, Any], now: dict[str, Any], before: str | None, after: str | None, up: bool | None
) -> None:
    (found,) = progress.standings([entry(MONDAY, **then), entry(MONDAY + progress.WEEK, **now)])
    assert (found.before and say(found.before), found.after and say(found.after), found.up) == (
        before,
        after,
        up,
    )


def test_the_sentence_is_about_what_is_counted_before_what_is_held() -> None:
    def both(exercise: str, **figures: tuple[float, float]) -> list[Entry]:
        return [
            entry(MONDAY + n * progress.WEEK, exercise=exercise, **{k: v[n] for k, v in figures.items()})
            for n in (0, 1)
        ]

    names = {"a": "Ball", "b": "Standing", "z": "Roll"}
    roll = both("z", reps=(None, None), held_s=(30.0, 45.0))
    found = progress.standings([*both("b", hold_s=(3.0, 5.0)), *both("a", reps=(8, 12)), *roll])
    step = progress.step(found, names)
    assert step and say(step) == "Ball: from 8 to 12."
    only = progress.step(progress.standings(roll), names)
    assert only and say(only) == "Roll: from 30 s to 45 s."
    few = both("z", reps=(None, None), held_s=(30.0, 33.0))
    assert progress.step(progress.standings(few), names) is None


def test_the_weaker_leg_governs() -> None:
    (found,) = progress.standings([entry(MONDAY, 10), entry(MONDAY, 7, Side.RIGHT)])
    assert [say(part) for part in found.now] == ["7"]


@pytest.mark.parametrize(("right", "differ"), [(10, False), (9.2, False), (9, True), (12, True)])
def test_legs_differ_only_by_a_repetition_and_a_tenth(right: float, differ: bool) -> None:
    days = [MONDAY + timedelta(days=3 * n) for n in range(3)]
    both = [entry(day, reps, side) for day in days for side, reps in ((Side.LEFT, 10), (Side.RIGHT, right))]
    (found,) = progress.legs(both)
    assert found.differ is differ
    assert progress.legs(both[:4]) == ()


# ---------------------------------------------------------------------------------------------------------------- curves
def test_a_line_is_not_drawn_through_a_gap() -> None:
    days = [MONDAY, MONDAY + timedelta(days=21), MONDAY + timedelta(days=43), MONDAY + timedelta(days=44)]
    assert [point.part for point in progress.curve([entry(day) for day in days], Quantity.REPS)] == [
        0,
        0,
        1,
        1,
    ]


@given(st.lists(DAYS, unique=True))
def test_parts_never_go_back_and_begin_at_nothing(days: list[date]) -> None:
    parts = [p.part for p in progress.curve([entry(day) for day in sorted(days)], Quantity.REPS)]
    assert parts == sorted(parts) and parts[:1] in ([], [0])


def test_a_figure_that_was_not_seen_is_no_point() -> None:
    assert progress.curve([entry(MONDAY)], Quantity.RANGE) == ()
    assert progress.curve([entry(MONDAY, judged=0)], Quantity.AS_ASKED) == ()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([10], "One day so far: 10 repetitions a set."),
        ([8, 12], "From 8 to 12 repetitions a set."),
        ([10, 9, 10], "10 repetitions a set."),
    ],
)
def test_one_sentence_about_a_curve(values: list[float], says: str) -> None:
    entries = [entry(MONDAY + timedelta(days=n), value) for n, value in enumerate(values)]
    assert say(progress.trend(progress.curve(entries, Quantity.REPS), Quantity.REPS)) == says


@pytest.mark.parametrize(
    ("held_s", "left_out", "said"),
    [
        ({}, None, None),
        ({Side.BOTH: 40.0}, None, "for less than a minute"),
        ({Side.BOTH: 60.0, Side.LEFT: 90.0, Side.RIGHT: 30.0}, None, "for 2 minutes"),
        ({Side.BOTH: 60.0}, None, "for one minute"),
        ({Side.RIGHT: 300.0}, Side.LEFT, "for 5 minutes"),
    ],
)
def test_the_week_of_stretching_is_told_by_the_leg(
    held_s: dict[Side, float], left_out: Side | None, said: str | None
) -> None:
    found = progress.stretched(held_s, left_out)
    assert (found is None) is (said is None)
    assert found is None or f"each leg was stretched {said}; studies suggest five to ten a week." in say(
        found
    )
