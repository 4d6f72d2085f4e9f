"""What Today says: its face, what is due, what is asked, and the week it lies in."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.values import RunnerProfile
from hamstride.plan.around import Past
from hamstride.plan.relief import Feel
from hamstride.plan.rules import Newness
from hamstride.plan.runs import PlannedRun, Run, RunKind
from hamstride.plan.today import Face, Known, Open, Today, questions_due, today
from hamstride.plan.week import Situation, plan
from hamstride.text.words import Words

WEDNESDAY = datetime.fromisoformat("2026-11-18T09:30")
PROFILE = RunnerProfile()


def done(*days_ago: int, routine: str = STRENGTH) -> list[Past]:
    starts = (WEDNESDAY - timedelta(days=ago) for ago in days_ago)
    return [Past(routine=routine, day=start.date(), started=start) for start in starts]


def asked(
    *days_ago: int,
    profile: RunnerProfile = PROFILE,
    known: dict[str, Any] | None = None,
    past: tuple[Past, ...] = (),
    **situation: Any,
) -> Today:
    """Today after strength so many days ago."""
    recent = done(*(ago for ago in sorted(days_ago) if ago <= 14))
    days = sorted((WEDNESDAY - timedelta(days=ago)).date() for ago in days_ago)
    now = Situation(
        now=WEDNESDAY,
        done=tuple(sorted(each.started for each in recent)),
        newness=Newness(first=days[0] if days else None),
        left_out=profile.no_strength,
        **situation,
    )
    told: dict[str, Any] = {"asked_on": WEDNESDAY.date(), **(known or {})}
    facts = Known(past=(*past, *recent), days=days, **told)
    return today(now, profile, facts, plan(now, 2))


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
        ((7,), Face.STRENGTH, "2026-11-18"),
        ((8,), Face.AWAY, "2026-11-18"),
        ((40,), Face.AWAY, "2026-11-18"),
    ],
)
def test_the_face_of_today_and_the_next_day(days_ago: tuple[int, ...], face: Face, next_: str) -> None:
    found = asked(*days_ago)
    assert (found.face, found.next_strength) == (face, date.fromisoformat(next_))
    assert (found.routine == STRENGTH) == (face in (Face.FIRST, Face.STRENGTH, Face.AWAY))


def test_an_open_session_comes_before_everything() -> None:
    open_ = Open(uuid="u", routine=STRENGTH, started=WEDNESDAY, done=4, of=9)
    for days in ((), (0,), (3,)):
        found = asked(*days, known={"open": open_})
        assert (found.face, found.open) == (Face.OPEN, open_)


@pytest.mark.parametrize(("ago", "shorter"), [(10, False), (28, False), (29, True), (400, True)])
def test_after_four_weeks_the_shorter_session_comes_first(ago: int, shorter: bool) -> None:
    assert asked(ago).relief.shorter is shorter


@pytest.mark.parametrize(
    ("days_ago", "asked_ago", "shorter"),
    [((), 0, True), ((3,), 0, True), ((3,), 2, True), ((3,), 3, False), ((3,), 9, False)],
)
def test_the_first_session_since_a_torn_hamstring_was_told_of_is_the_shorter_one(
    days_ago: tuple[int, ...], asked_ago: int, shorter: bool
) -> None:
    found = asked(*days_ago, known={"torn_at": WEDNESDAY - timedelta(days=asked_ago)})
    assert found.relief.shorter is found.relief.no_step is shorter
    assert ("plan.relief.torn" in {note.id for note in found.notes}) is shorter
    assert (found.why.id == "plan.today.why.first-torn") is (found.face is Face.FIRST)


@pytest.mark.parametrize(("hours", "shorter"), [(-1, True), (1, False)])
def test_a_session_of_the_day_on_which_a_torn_hamstring_was_told_of_counts_from_then_on(
    hours: int, *, shorter: bool
) -> None:
    told_at = WEDNESDAY - timedelta(days=3)
    facts = {"torn_at": told_at, "begun_at": told_at + timedelta(hours=hours)}
    assert asked(3, known=facts).relief.shorter is shorter


@pytest.mark.parametrize(
    ("ago", "asked_ago", "due"),
    [(28, 100, False), (29, 100, True), (29, 29, True), (29, 3, False), (400, 5, False)],
)
def test_the_questions_come_again_after_a_long_time_once(ago: int, asked_ago: int, due: bool) -> None:
    day = WEDNESDAY.date()
    facts = {"asked_on": day - timedelta(days=asked_ago)}
    assert questions_due(day, Known(days=(day - timedelta(days=ago),), **facts)) is due
    assert (asked(ago, known=facts).face is Face.ASK) is due


def test_who_came_back_with_one_exercise_is_asked_all_the_same() -> None:
    day = WEDNESDAY.date()
    days = tuple(day - timedelta(days=ago) for ago in (40, 3))
    known = Known(days=days, asked_on=day - timedelta(days=100))
    assert questions_due(day, known)
    assert not questions_due(day, replace(known, asked_on=day - timedelta(days=3)))
    assert not questions_due(day + timedelta(days=5), known)  # a week on, nobody is held up any more


def test_what_is_left_out_is_not_offered() -> None:
    no_stretches = asked(3, profile=RunnerProfile(no_stretches=True))
    assert (no_stretches.face, no_stretches.offers) == (Face.STRENGTH, ())
    no_strength = asked(3, profile=RunnerProfile(no_strength=True))
    assert (no_strength.face, no_strength.next_strength) == (Face.NOTHING, None)
    assert [offer.routine for offer in no_strength.offers] == [BEFORE, AFTER]
    assert asked(profile=RunnerProfile(no_strength=True, no_stretches=True)).face is Face.PAUSED


def test_while_paused_nothing_is_due() -> None:
    found = asked(3, paused_since=date(2026, 11, 16))
    assert (found.face, found.next_strength, found.offers) == (Face.PAUSED, None, ())
    assert Words().of(found.why) == "Paused since Monday. Nothing is due."


@pytest.mark.parametrize(
    ("feel", "face", "half", "ask"),
    [
        (None, Face.STRENGTH, False, True),
        (Feel.FRESH, Face.STRENGTH, False, False),
        (Feel.A_BIT_SORE, Face.STRENGTH, False, False),
        (Feel.SORE, Face.STRENGTH, True, False),
        (Feel.HURTS, Face.HURTS, False, False),
    ],
)
def test_how_the_legs_feel(feel: Feel | None, face: Face, half: bool, ask: bool) -> None:
    found = asked(3, known={"feel": feel})
    assert (found.face, found.relief.half, found.ask_feel) == (face, half, ask)
    assert (found.routine is None) == (face is Face.HURTS)


USUAL = "Sore legs around now are usual and go by themselves."
VERY_SORE = (
    "If walking is hard, or it has lasted four days, leave strength out today. "
    "With dark urine or much swelling, see a doctor today."
)


def test_two_days_after_the_first_session_what_soreness_is_usual_and_never_again() -> None:
    said = [[Words().of(note) for note in asked(*ago).notes] for ago in ((1,), (2,), (3,), (2, 5))]
    assert said == [[], [USUAL, VERY_SORE], [], []]


@pytest.mark.parametrize(("feel", "times"), [(Feel.SORE, 1), (Feel.A_BIT_SORE, 0), (Feel.FRESH, 0)])
def test_sore_legs_are_told_what_is_more_than_usual(feel: Feel, times: int) -> None:
    said = [Words().of(note) for note in asked(3, known={"feel": feel}).notes]
    assert said.count(VERY_SORE) == times


# ---------------------------------------------------------------- around runs


def _run(hours: float, kind: RunKind = RunKind.EASY, minutes: float = 60) -> Run:
    return Run(started=WEDNESDAY + timedelta(hours=hours), seconds=minutes * 60, kind=kind)


def test_each_run_has_its_stretches_and_the_clock_says_which_is_next() -> None:
    evening = PlannedRun(day=WEDNESDAY.date(), at=time(18))
    found = asked(1, planned=(evening,))
    assert [(offer.routine, offer.next) for offer in found.offers] == [(BEFORE, True), (AFTER, False)]
    ran = asked(1, runs=(_run(-2),), planned=(evening,))
    assert [(offer.routine, offer.next) for offer in ran.offers] == [(BEFORE, False), (AFTER, True)]
    twice = asked(
        1, runs=(_run(-2), _run(-20)), planned=(evening, PlannedRun(day=WEDNESDAY.date(), at=time(7)))
    )
    assert [(offer.nth, offer.routine) for offer in twice.offers] == [
        (0, BEFORE),
        (0, AFTER),
        (1, BEFORE),
        (1, AFTER),
    ]


@pytest.mark.parametrize(
    ("days_ago", "at", "later", "stretch_next"),
    [
        (3, time(19), False, False),  # strength is due, and the run is hours away
        (3, time(11, 30), True, True),  # due, but after the run
        (3, None, True, True),  # some time in the morning
        (1, time(19), False, True),  # nothing else is due
    ],
)
def test_hours_before_a_run_strength_that_is_due_comes_first(
    days_ago: int, at: time | None, later: bool, stretch_next: bool
) -> None:
    day, due = WEDNESDAY.date(), days_ago == 3
    planned = PlannedRun(day=day, at=at)
    found = asked(days_ago, planned=(planned,), wanted=frozenset({day} if due else ()))
    assert (found.face is Face.STRENGTH, found.later is not None) == (due, later)
    assert [offer.next for offer in found.offers] == [stretch_next, False]


def test_before_a_run_that_is_over_it_is_too_late() -> None:
    early, late = (PlannedRun(day=WEDNESDAY.date(), at=time(hour)) for hour in (5, 18))
    for runs, planned, over in (((_run(-2, minutes=30),), late, True), ((), early, True), ((), late, False)):
        found = asked(1, runs=runs, planned=(planned,))
        assert [offer.over for offer in found.offers] == [over, False]
    assert [offer.over for offer in asked(1).offers] == [False, False]


@pytest.mark.parametrize(
    ("kind", "hour", "past", "told"),
    [
        (RunKind.HARD, 18, (), True),
        (RunKind.RACE, 18, (), True),
        (RunKind.LONG, 18, (), False),
        (RunKind.EASY, 18, (), False),
        (RunKind.HARD, 5, (), False),  # it is over
        (RunKind.HARD, 10, tuple(done(0, routine=BEFORE)), False),  # stretched already
    ],
)
def test_before_a_hard_run_or_a_race_what_studies_found_is_told(
    kind: RunKind, hour: int, past: tuple[Past, ...], told: bool
) -> None:
    run = PlannedRun(day=WEDNESDAY.date(), at=time(hour), kind=kind)
    found = asked(1, planned=(run,), past=past)
    assert ("plan.today.note.before-hard" in [note.id for note in found.notes]) is told
    none = asked(1, planned=(run,), past=past, profile=RunnerProfile(no_stretches=True))
    assert not any(note.id == "plan.today.note.before-hard" for note in none.notes)


def test_a_stretch_done_today_is_ticked() -> None:
    past = (*done(0, routine=BEFORE), *done(1, routine=AFTER))
    found = asked(past=past)
    assert {offer.routine: offer.done is not None for offer in found.offers} == {BEFORE: True, AFTER: False}


def _stretch(routine: str, hour: float, *, told: bool = False) -> Past:
    at = datetime.combine(WEDNESDAY.date(), time()) + timedelta(hours=hour)
    return Past(routine=routine, day=at.date(), started=at, told=told)


def test_of_two_runs_on_a_day_each_has_the_stretches_of_its_own_time() -> None:
    twice = tuple(PlannedRun(day=WEDNESDAY.date(), at=time(hour)) for hour in (7, 18))
    for stretch, at in (
        (_stretch(BEFORE, 6.9), 0),
        (_stretch(BEFORE, 17.8), 1),
        (_stretch(BEFORE, 18, told=True), 1),
        (_stretch(AFTER, 8.1), 0),
    ):
        found = asked(1, planned=twice, past=(stretch,)).offers
        assert [(one.routine, one.nth) for one in found if one.done is not None] == [(stretch.routine, at)]


def test_the_stretch_after_a_run_over_the_midnight_of_a_week_is_not_that_of_the_next_run() -> None:
    midnight = datetime.fromisoformat("2026-11-16T00:00")  # a Monday
    late = Run(started=midnight - timedelta(hours=1), seconds=4500, kind=RunKind.EASY)
    past = (Past(routine=AFTER, day=midnight.date(), started=midnight + timedelta(minutes=25)),)
    evening = PlannedRun(day=midnight.date(), at=time(18))
    now = Situation(now=midnight + timedelta(hours=9), runs=(late,), planned=(evening,))
    found = today(now, PROFILE, Known(past=past, asked_on=midnight.date()), plan(now, 2))
    assert [offer.done for offer in found.offers] == [None, None]


def test_what_is_told_of_a_run_is_kept_as_that_runs() -> None:
    twice = tuple(PlannedRun(day=WEDNESDAY.date(), at=time(hour)) for hour in (7, 18))
    for hour in (5, 12, 20):  # early, or late
        now = datetime.combine(WEDNESDAY.date(), time(hour))
        for n, offer in enumerate(asked(1, planned=twice).offers):
            at = offer.told_at(now)
            told = Past(routine=offer.routine, day=at.date(), started=at, told=True)
            found = asked(1, planned=twice, past=(told,)).offers
            assert [m for m, one in enumerate(found) if one.done is not None] == [n]


def test_what_is_told_of_a_run_over_midnight_is_kept_on_its_day() -> None:
    day = WEDNESDAY.date()
    over = PlannedRun(day=day, at=time(23, 30), seconds=3600.0)
    earlier = PlannedRun(day=day, at=time(18), seconds=2700.0)
    offers = asked(1, planned=(earlier, over)).offers
    at = offers[-1].told_at(WEDNESDAY)
    assert (offers[-1].routine, offers[-1].nth, at.date()) == ("after-run", 1, day)
    told = Past(routine="after-run", day=day, started=at, told=True)
    found = asked(1, planned=(earlier, over), past=(told,)).offers
    assert [(one.routine, one.nth) for one in found if one.done is not None] == [("after-run", 1)]


def test_hours_after_a_run_a_stretch_is_not_led_any_more_as_one_after_it() -> None:
    for hours, known in ((-2, True), (-5, False)):
        after = asked(1, runs=(_run(hours),)).offers[1]
        assert (after.next, after.over) == (known, not known)
    early = PlannedRun(day=WEDNESDAY.date(), at=time(4))  # a planned one may have been run later
    after = asked(1, planned=(early,)).offers[1]
    assert (after.next, after.over) == (False, False)


def test_after_a_hard_run_strength_is_due_six_hours_later_and_says_why() -> None:
    found = asked(3, runs=(_run(-3, RunKind.HARD),))
    assert found.face is Face.STRENGTH
    assert found.later == WEDNESDAY + timedelta(hours=4)
    assert Words().of(found.why) == (
        "On this day, because you ran hard this morning and tomorrow is free: hard days hard, easy days easy."
    )


def test_before_a_hard_run_nothing_is_due() -> None:
    tomorrow = PlannedRun(day=WEDNESDAY.date() + timedelta(days=1), kind=RunKind.HARD, at=time(7))
    found = asked(3, 30, planned=(tomorrow,))
    assert (found.face, found.next_strength) == (Face.NOTHING, tomorrow.day)


def test_race_week_says_when_the_last_strength_is() -> None:
    sunday = PlannedRun(day=date(2026, 11, 22), kind=RunKind.RACE, at=time(10))
    found = asked(3, 10, 17, 24, planned=(sunday,))
    assert [Words().of(note) for note in found.notes] == [
        "Race on Sunday: the last strength is today, the rest of the time only easy stretches.",
        "Race week: half the sets.",
    ]
    assert found.relief.half
    rested = asked(0, 10, 17, 24, planned=(sunday,))
    assert [Words().of(note) for note in rested.notes] == ["Race on Sunday: only easy stretches until then."]


def test_a_day_further_away_than_its_weekday_can_say_is_named_with_its_date() -> None:
    race = PlannedRun(day=date(2026, 11, 22), kind=RunKind.RACE, distance_m=42_195.0)
    found = asked(3, 7, planned=(race,), avoided=frozenset({WEDNESDAY.date()}))
    assert (found.face, found.next_strength) == (Face.MOVED, date(2026, 11, 27))
    assert Words().of(found.why) == "Moved to Friday 27 November. Nothing due today."
    near = asked(3, 7, avoided=frozenset({WEDNESDAY.date()}))
    assert Words().of(near.why) == "Moved to Thursday. Nothing due today."


# ---------------------------------------------------------------- the week


def test_the_week_runs_from_monday_and_counts_its_own_days_only() -> None:
    found = asked(2, 5)
    assert [day.day.weekday() for day in found.week] == list(range(7))
    assert found.done[found.week[0].day] == (STRENGTH,)
    assert found.strength_done == 1
    assert [day.day for day in found.week if day.strength] == [found.next_strength]


def test_not_today_moves_strength_to_the_next_day_that_fits_and_says_where_to() -> None:
    found = asked(7, avoided=frozenset({WEDNESDAY.date()}))
    assert (found.face, found.routine, found.next_strength) == (Face.MOVED, None, date(2026, 11, 19))
    assert Words().of(found.why) == "Moved to Thursday. Nothing due today."


@given(
    st.lists(st.integers(0, 14), max_size=5, unique=True),
    st.sampled_from([PROFILE, RunnerProfile(no_strength=True), RunnerProfile(no_stretches=True)]),
    st.sampled_from([None, *Feel]),
    st.sampled_from([None, *RunKind]),
)
def test_every_face_has_its_words(
    ago: list[int], profile: RunnerProfile, feel: Feel | None, kind: RunKind | None
) -> None:
    planned = (PlannedRun(day=WEDNESDAY.date() + timedelta(days=2), kind=kind),) if kind else ()
    found = asked(*ago, profile=profile, known={"feel": feel}, planned=planned)
    words = Words()
    assert all(words.of(each) for each in (found.why, *found.notes))
