"""The solver of the week: no rule is ever broken, whatever the runs; the best choice is taken; the same gives the same."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstride.plan.rules import Newness, Outing, Rule, after_h, outings
from hamstride.plan.runs import PlannedRun, Run, RunKind
from hamstride.plan.week import Day, Situation, fitting, free_from, next_strength, plan, with_room
from hamstride.plan.why import why
from hamstride.text.words import Words

MONDAY = date(2026, 11, 23)
NOW = datetime.combine(MONDAY, time(6))
OLD_HAND = Newness(first=date(2026, 1, 5))
H = timedelta(hours=1)
SESSION = timedelta(minutes=20)

EASY, HARD, LONG, RACE = RunKind.EASY, RunKind.HARD, RunKind.LONG, RunKind.RACE


def weekly(kinds: dict[int, RunKind], weeks: int = 3, at: time | None = time(7)) -> tuple[PlannedRun, ...]:
    days = (MONDAY + timedelta(days=n) for n in range(7 * weeks))
    return tuple(
        PlannedRun(day=day, kind=kinds[day.weekday()], at=at) for day in days if day.weekday() in kinds
    )


def chosen(days: tuple[Day, ...]) -> list[datetime]:
    return [day.strength for day in days if day.strength is not None]


def names(days: tuple[Day, ...]) -> str:
    return " ".join(f"{start:%a}" for start in chosen(days))


# ---------------------------------------------------------------- table


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ({}, "Mon Thu"),
        ({1: HARD, 3: EASY, 5: LONG}, "Tue Sat"),  # hard days hard
        ({1: HARD, 3: HARD, 6: LONG}, "Thu Sun"),
        ({0: EASY, 2: EASY, 4: EASY}, "Mon Fri"),
        ({6: LONG}, "Wed Sun"),
        (dict.fromkeys(range(7), HARD), "Sun"),  # the last evening alone is free of an eve
    ],
)
def test_a_week_of_runs_and_where_strength_goes(runs: dict[int, RunKind], expected: str) -> None:
    situation = Situation(now=NOW, planned=weekly(runs, weeks=1), newness=OLD_HAND)
    assert names(plan(situation)) == expected


@pytest.mark.parametrize(
    "runs",
    [
        {1: HARD, 3: HARD, 5: HARD, 6: LONG},
        {0: HARD, 2: HARD, 4: HARD, 6: LONG},
    ],
)
@pytest.mark.parametrize("first", [None, MONDAY - timedelta(days=2)])
def test_a_week_too_full_for_the_room_of_the_first_weeks_keeps_that_of_the_later_ones(
    runs: dict[int, RunKind], first: date | None
) -> None:
    situation = Situation(now=NOW, planned=weekly(runs), newness=Newness(first=first))
    assert not chosen(plan(situation, 2))
    roomy = with_room(situation)
    assert len(chosen(plan(roomy, 2))) >= 2
    assert next_strength(plan(roomy, 2)) == next_strength(plan(replace(situation, newness=OLD_HAND), 2))


def test_where_there_is_room_the_first_weeks_keep_theirs() -> None:
    situation = Situation(now=NOW, planned=weekly({1: HARD, 6: LONG}))
    assert with_room(situation) == situation
    ill = replace(situation, planned=weekly({1: HARD, 3: HARD, 5: HARD, 6: LONG}), paused_since=MONDAY)
    assert with_room(ill) == ill


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("at", [time(0, 5), time(9), time(20, 50), time(23, 50)])
def test_whoever_has_done_nothing_yet_may_begin_at_once(day: int, at: time) -> None:
    now = datetime.combine(MONDAY + timedelta(days=day), at)
    found = next_strength(plan(Situation(now=now), weeks=2))
    assert found is not None
    assert found.day == now.date()


def test_what_is_due_today_stays_due_when_the_usual_time_has_passed() -> None:
    done = (NOW - timedelta(days=4),)
    for minute in (-1, 0, 1, 180):
        now = datetime.combine(MONDAY, time(19)) + timedelta(minutes=minute)
        assert chosen(plan(Situation(now=now, done=done, newness=OLD_HAND)))[0].date() == MONDAY


def test_strength_waits_for_six_hours_after_a_run() -> None:
    ran = Run(started=datetime.combine(MONDAY, time(5)), seconds=3600)
    assert free_from(Situation(now=NOW, runs=(ran,), newness=OLD_HAND)) == datetime.combine(MONDAY, time(12))


@pytest.mark.parametrize(
    ("race", "hours"),
    [
        ({}, 48),
        ({"distance_m": 5_000}, 48),
        ({"distance_m": 10_000}, 48),
        ({"distance_m": 21_097}, 72),
        ({"distance_m": 42_195}, 120),
        ({"seconds": 40 * 60}, 48),
        ({"seconds": 100 * 60}, 72),
        ({"seconds": 4 * 3600}, 120),
        ({"distance_m": 21_097, "seconds": 3 * 3600}, 120),  # long in time as well
    ],
)
def test_the_longer_a_race_the_more_days_are_free_after_it(race: dict[str, float], hours: int) -> None:
    planned = PlannedRun(day=MONDAY, kind=RACE, at=time(7), **race)
    (outing,) = outings((), (planned,))
    assert free_from(Situation(now=NOW + H, planned=(planned,), newness=OLD_HAND)) == outing.ends + hours * H
    long = Run(
        started=NOW + H, seconds=race.get("seconds", 1800), kind=RACE, distance_m=race.get("distance_m")
    )
    assert after_h(outings((long,), ())[0]) == hours


EVENING = PlannedRun(day=MONDAY, kind=HARD, at=time(19, 30), seconds=3600)


def ran(at: time, minutes: float, kind: RunKind = EASY, km: float | None = None) -> Run:
    started = datetime.combine(MONDAY, at)
    return Run(started=started, seconds=minutes * 60, kind=kind, distance_m=km and km * 1000)


@pytest.mark.parametrize(
    ("run", "planned", "is_it"),
    [
        (ran(time(6, 30), 25), EVENING, False),
        (ran(time(6, 30), 55), EVENING, True),  # moved to the morning
        (ran(time(6, 30), 25, HARD), EVENING, True),  # short, but said to have been hard
        (ran(time(17), 25), EVENING, True),  # about when it was planned
        (ran(time(21), 25), EVENING, True),  # late, and cut short
        (ran(time(6, 30), 55, km=5), replace(EVENING, distance_m=12_000), False),
        (ran(time(6, 30), 55, km=10), replace(EVENING, distance_m=12_000), True),
        (ran(time(6, 30), 25), replace(EVENING, seconds=None), False),
        (ran(time(6, 30), 50), replace(EVENING, seconds=None), True),
        (ran(time(6, 30), 50), replace(EVENING, seconds=None, kind=LONG), False),
        (ran(time(6, 30), 25), replace(EVENING, seconds=None, kind=EASY), True),  # nothing is known of it
        (ran(time(6, 30), 25), replace(EVENING, at=None), True),  # nobody knows that it is still to come
    ],
)
def test_a_run_takes_the_place_of_the_planned_one_that_it_was(
    run: Run, planned: PlannedRun, is_it: bool
) -> None:
    found = [(each.done, each.kind) for each in outings((run,), (planned,))]
    assert found == ([(True, planned.kind)] if is_it else [(True, run.kind), (False, planned.kind)])


def test_of_two_planned_runs_the_nearer_one_was_done() -> None:
    morning = PlannedRun(day=MONDAY, at=time(7))
    found = outings((ran(time(18, 45), 60),), (morning, EVENING))
    assert [(each.done, each.kind) for each in found] == [(False, EASY), (True, HARD)]


def test_no_two_runs_were_the_same_planned_one() -> None:
    found = outings((ran(time(18), 20), ran(time(19, 30), 60)), (EVENING,))
    assert [(each.done, each.kind) for each in found] == [(True, EASY), (True, HARD)]


def test_a_jog_in_the_morning_brings_no_strength_before_the_hard_run_of_the_evening() -> None:
    now = datetime.combine(MONDAY, time(12, 40))
    jogged = Situation(now=now, runs=(ran(time(6, 30), 25),), planned=(EVENING,), newness=OLD_HAND)
    assert free_from(jogged) == datetime.combine(MONDAY + timedelta(days=1), time(2, 30))


@given(st.sampled_from(RunKind), st.floats(1, 300_000), st.floats(1, 300_000))
def test_a_longer_run_never_keeps_less_free(kind: RunKind, one_m: float, other_m: float) -> None:
    short, long = sorted((one_m, other_m))
    hours = [
        after_h(outings((), (PlannedRun(day=MONDAY, kind=kind, distance_m=each),))[0])
        for each in (short, long)
    ]
    assert hours == sorted(hours)
    assert kind is RACE or hours[0] == hours[1] == 6


def test_move_a_run_and_the_plan_moves() -> None:
    tuesday = Situation(now=NOW, planned=weekly({1: HARD}, weeks=1), newness=OLD_HAND)
    moved = replace(tuesday, planned=weekly({3: HARD}, weeks=1))
    assert names(plan(tuesday)) == "Tue Fri"
    assert names(plan(moved)) == "Mon Thu"


@pytest.mark.parametrize(("newness", "days_before"), [(OLD_HAND, 4), (Newness(), 6)])
def test_before_a_race_there_is_room_and_more_for_the_new(newness: Newness, days_before: int) -> None:
    race = datetime.combine(MONDAY + timedelta(days=13), time(9))
    situation = Situation(
        now=NOW, planned=(PlannedRun(day=race.date(), kind=RACE, at=race.time()),), newness=newness
    )
    before = [start for start in chosen(plan(situation, 3)) if start < race]
    assert max(before) + SESSION <= race - timedelta(days=days_before)


def test_a_marathon_keeps_strength_away_for_five_days_and_ten_kilometres_for_two() -> None:
    sunday = datetime.combine(MONDAY - timedelta(days=1), time(9))
    marathon = Run(started=sunday, seconds=4 * 3600, kind=RACE, distance_m=42_195)
    ten = Run(started=sunday, seconds=2700, kind=RACE, distance_m=10_000)
    first = {
        run.distance_m: chosen(plan(Situation(now=NOW, runs=(run,), newness=OLD_HAND)))[0]
        for run in (marathon, ten)
    }
    assert first[42_195] >= marathon.ended + 5 * 24 * H
    assert first[10_000] >= ten.ended + 48 * H
    assert first[10_000] < sunday + 4 * 24 * H


def test_a_watch_does_not_know_that_a_run_was_meant_hard() -> None:
    ran = Run(started=datetime.combine(MONDAY, time(5)), seconds=2400)
    meant = PlannedRun(day=MONDAY, kind=HARD, at=time(18))
    day = plan(Situation(now=NOW, runs=(ran,), planned=(meant,), newness=OLD_HAND))[0]
    assert [(run.kind, run.done) for run in day.runs] == [(HARD, True)]


def test_a_session_not_done_moves_and_is_let_go_but_never_piled_up() -> None:
    on_monday, on_thursday, on_sunday = (
        Situation(now=NOW + timedelta(days=n), newness=OLD_HAND, done=(NOW - timedelta(days=4),))
        for n in (0, 3, 6)
    )
    assert [len(chosen(plan(each))) for each in (on_monday, on_thursday, on_sunday)] == [2, 2, 1]
    assert names(plan(on_thursday)) == "Thu Sun"


def test_the_runner_puts_it_on_a_day_and_takes_it_off_another() -> None:
    free = Situation(now=NOW, newness=OLD_HAND)
    wednesday = MONDAY + timedelta(days=2)
    assert names(plan(replace(free, wanted=frozenset({wednesday})))) == "Wed Sat"
    assert names(plan(replace(free, avoided=frozenset({MONDAY})))) == "Tue Fri"


def test_a_wish_never_breaks_a_rule() -> None:
    eve = frozenset({MONDAY + timedelta(days=4)})
    situation = Situation(now=NOW, planned=weekly({5: LONG}, weeks=1), newness=OLD_HAND, wanted=eve)
    assert "Fri" not in names(plan(situation))
    assert fitting(situation, sorted(eve)) == {min(eve): Rule.BEFORE_DEMANDING}


@pytest.mark.parametrize("per_week", [0, 4])
def test_how_often_is_once_to_three_times(per_week: int) -> None:
    with pytest.raises(ValueError, match="allowed is 1 to 3"):
        Situation(now=NOW, per_week=per_week)


def test_three_times_a_week_where_it_fits() -> None:
    assert names(plan(Situation(now=NOW, per_week=3, newness=OLD_HAND))) == "Mon Wed Fri"
    assert names(plan(Situation(now=NOW, per_week=1, newness=OLD_HAND))) == "Mon"


def test_what_is_far_ahead_never_moves_this_week() -> None:
    plain = Situation(now=NOW, planned=weekly({1: HARD, 5: LONG}, weeks=1), newness=OLD_HAND)
    later = (PlannedRun(day=MONDAY + timedelta(days=20), kind=RACE),)
    assert plan(plain)[:7] == plan(replace(plain, planned=(*plain.planned, *later)), 3)[:7]


def test_while_strength_is_left_out_or_paused_nothing_is_planned() -> None:
    for off in (Situation(now=NOW, left_out=True), Situation(now=NOW, paused_since=MONDAY)):
        assert next_strength(plan(off, 2)) is None


@pytest.mark.parametrize(
    ("planned", "day", "said"),
    [
        (
            {1: HARD},
            1,
            (
                "On this day, because your run is a hard one and the day after is free: "
                "hard days hard, easy days easy."
            ),
        ),
        (
            {5: LONG},
            4,
            "Too close to the long run on Saturday: legs need a day before it, two in the first weeks and after more weight.",
        ),
        ({}, 1, "48 hours lie between one strength session and the next."),
        ({}, 6, "2 in seven days, and these are taken."),
        ({}, 3, "The one before is on Monday, so your legs will have had their rest."),
        ({6: RACE}, 4, "Race on Sunday: the days before it are for easy stretches."),
    ],
)
def test_why_and_why_not(planned: dict[int, RunKind], day: int, said: str) -> None:
    past = (NOW - timedelta(days=4),)
    situation = Situation(now=NOW, planned=weekly(planned, weeks=1), newness=OLD_HAND, done=past)
    days = plan(situation)
    assert Words().of(why(days[day], days, situation)) == said


def test_without_runs_each_session_is_told_by_the_one_before_it() -> None:
    new = Situation(now=NOW, newness=Newness(first=None))
    days = plan(new, 2)
    said = [Words().of(why(day, days, new)) for day in days if day.strength is not None]
    assert said[:2] == [
        "The first one, on the first day that fits.",
        "The one before is on Monday, so your legs will have had their rest.",
    ]
    assert said.count(said[0]) == 1
    later = Situation(now=NOW, done=(NOW - 3 * 24 * H,), newness=OLD_HAND)
    days = plan(later)
    assert Words().of(why(days[0], days, later)).startswith("Your last one was on Friday")


# ---------------------------------------------------------------- properties

runs = st.lists(
    st.builds(
        PlannedRun,
        day=st.integers(0, 27).map(lambda n: MONDAY + timedelta(days=n)),
        kind=st.sampled_from(RunKind),
        at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        seconds=st.none() | st.integers(600, 20_000).map(float),
    ),
    max_size=16,
)
past_runs = st.lists(
    st.builds(
        Run,
        started=st.integers(1, 24 * 7).map(lambda n: NOW - n * H),
        seconds=st.integers(600, 20_000).map(float),
        kind=st.sampled_from(RunKind),
    ),
    max_size=4,
)
situations = st.builds(
    Situation,
    now=st.integers(0, 24 * 7 - 1).map(lambda n: NOW.replace(hour=0) + n * H),
    done=st.lists(st.integers(1, 24 * 14), max_size=4).map(
        lambda ago: tuple(sorted(NOW.replace(hour=0) - n * H for n in ago))
    ),
    runs=past_runs.map(tuple),
    planned=runs.map(tuple),
    per_week=st.integers(1, 3),
    newness=st.builds(
        Newness,
        first=st.none() | st.integers(0, 40).map(lambda n: MONDAY - timedelta(days=n)),
        stepped=st.none() | st.integers(0, 20).map(lambda n: MONDAY - timedelta(days=n)),
    ),
    wanted=st.frozensets(st.integers(0, 27).map(lambda n: MONDAY + timedelta(days=n)), max_size=3),
    avoided=st.frozensets(st.integers(0, 27).map(lambda n: MONDAY + timedelta(days=n)), max_size=3),
)


def broken(situation: Situation, days: tuple[Day, ...]) -> list[str]:
    """Every rule of `docs/howto/plan.md` that a plan breaks, told anew and apart from the code."""
    starts = chosen(days)
    everything = sorted([*situation.done, *starts])
    found = [
        told
        for start in starts
        for run in (run for each in days for run in each.runs)
        if (told := _broken_by(run, start, situation.newness))
    ]
    for start in starts:
        if any(start != other and abs(start - other) < 48 * H for other in everything):
            found.append(f"{start} within 48 h of another")
        if start.date() in situation.avoided or start < situation.now:
            found.append(f"{start} on a day taken off, or over")
        if sum(0 <= (start.date() - other.date()).days < 7 for other in everything) > situation.per_week:
            found.append(f"{start}: too many in seven days")
    return found


def _broken_by(run: Outing, start: datetime, newness: Newness) -> str | None:
    if start >= run.starts:
        need = 48 if run.kind is RACE else 6
        return f"{start} too soon after {run}" if start - run.ends < need * H else None
    before = run.starts - start - SESSION
    return f"{start} only {before} before {run}" if before < _hours(run, start, newness) * H else None


def _hours(run: Outing, start: datetime, newness: Newness) -> int:
    """Hours that a session must keep before a run."""
    day, stepped = start.date(), newness.stepped
    new = newness.first is None or (day - newness.first).days < 21
    heavier = 99 if stepped is None or stepped > day else (day - stepped).days
    table = {EASY: (6, 6), HARD: (24, 48), LONG: (24, 48), RACE: (96, 144)}
    return table[run.kind][new or heavier < (14 if run.kind is RACE else 7)]


@settings(max_examples=150)
@given(situations)
def test_no_rule_is_broken_in_any_week(situation: Situation) -> None:
    assert broken(situation, plan(situation, 4)) == []


@settings(max_examples=40)
@given(situations)
def test_the_same_gives_the_same_whatever_the_order(situation: Situation) -> None:
    turned = replace(situation, planned=situation.planned[::-1], runs=situation.runs[::-1])
    if len({(run.day, run.at) for run in situation.planned}) == len(situation.planned):
        assert chosen(plan(turned, 4)) == chosen(plan(situation, 4))


@settings(max_examples=60)
@given(situations)
def test_every_day_has_its_sentence(situation: Situation) -> None:
    days = plan(situation, 4)
    words = Words()
    assert all(words.of(why(day, days, situation)) for day in days)


@settings(max_examples=60)
@given(situations)
def test_a_day_that_does_not_fit_is_never_chosen(situation: Situation) -> None:
    days = plan(situation, 2)
    fits = fitting(situation, [day.day for day in days])
    assert all(fits[start.date()] is None for start in chosen(days))
