"""One sentence each: why strength is due on a day, what keeps it from one, and what a race changes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hamstride.exercises.days import BY_WEEKDAY, named, weekday
from hamstride.exercises.values import Message
from hamstride.plan.rules import Outing
from hamstride.plan.runs import RunKind
from hamstride.plan.week import Day, Situation


def why(day: Day, days: Sequence[Day], situation: Situation) -> Message:
    """Why strength is due on this day, or why it is not. `days` are those of the plan that the day is in."""
    if day.done and day.strength is None:
        return Message.of("plan.week.why.done")
    if situation.off:
        return Message.of("plan.week.not.off")
    return _due(day, days, situation) if day.strength is not None else _not_due(day, days, situation)


def _due(day: Day, days: Sequence[Day], situation: Situation) -> Message:
    before = _last_before(day, days, situation)
    name = _reason(day, situation, before)
    return Message.of(
        f"plan.week.why.{name}",
        day=_called(day.day, situation.now.date()),
        run=_run_before(day),
        next=_tomorrow(day, days, situation.now.date()),
        last=named(before, day.day) if before else "",
    )


def _reason(day: Day, situation: Situation, last: date | None) -> str:
    assert day.strength is not None
    before = [run for run in day.runs if run.ends <= day.strength]
    if day.day in situation.wanted:
        return "wanted"
    if any(run.demanding for run in before):
        return "after-demanding"
    if day.runs:
        return "after-easy" if before else "before-easy"
    if situation.runs or situation.planned:
        return "free"
    if last is None:
        return "first"
    return "rested" if any(start.date() == last for start in situation.done) else "spaced"


def _last_before(day: Day, days: Sequence[Day], situation: Situation) -> date | None:
    earlier = [start.date() for start in situation.done] + [each.day for each in days if each.strength]
    return max((each for each in earlier if each < day.day), default=None)


def _called(day: date, today: date) -> Message:
    return Message.of("plan.week.today") if day == today else weekday(day)


def _run_before(day: Day) -> Message:
    """The heaviest run of the day, as what was done ("you ran hard this morning") or is to be ("you run hard")."""
    run = next((each for each in day.runs if each.demanding), day.runs[0] if day.runs else None)
    if run is None:
        return Message.of("plan.week.run.none")
    if not run.done:
        return Message.of(f"plan.week.run.planned.{run.kind.value}")
    return Message.of(
        f"plan.week.run.done.{run.kind.value}", when=Message.of(f"plan.today.when.{part(run.ends)}")
    )


def part(moment: datetime) -> str:
    """The part of the day: morning, afternoon or evening."""
    return "morning" if moment.hour < 12 else "afternoon" if moment.hour < 18 else "evening"


def _tomorrow(day: Day, days: Sequence[Day], today: date) -> Message:
    after = next((each for each in days if each.day == day.day + timedelta(days=1)), None)
    name = "free" if after is None or not after.runs else after.runs[0].kind.value
    return Message.of(f"plan.week.after.{name}", day=_next_called(day.day, today))


def _next_called(day: date, today: date) -> Message:
    return Message.of("plan.week.tomorrow" if day == today else "plan.week.day-after")


def _not_due(day: Day, days: Sequence[Day], situation: Situation) -> Message:
    if day.rule is not None:
        run = day.because
        return Message.of(
            f"plan.week.not.{day.rule.value}",
            day=named(run.day, day.day) if run else "",
            run=kind_of(run) if run else "",
            n=situation.per_week,
        )
    chosen = [each for each in days if each.strength is not None]
    nearest = min(chosen, key=lambda each: (abs((each.day - day.day).days), each.day), default=None)
    if nearest is None:
        return Message.of("plan.week.not.free")
    today = situation.now.date()
    near = Message.of("plan.week.today") if nearest.day == today else named(nearest.day, day.day)
    return Message.of("plan.week.not.better", day=near)


def kind_of(run: Outing) -> Message:
    """What kind of run it is, inside a sentence."""
    return Message.of(f"plan.week.kind.{run.kind.value}")


def race_week(days: Sequence[Day], today: date) -> Message | None:
    """What a race today or within the next six days changes, if there is one."""
    races = [
        run.day
        for each in days
        for run in each.runs
        if run.kind is RunKind.RACE and today <= run.day <= today + BY_WEEKDAY and not run.done
    ]
    if not races:
        return None
    if races[0] == today:
        return Message.of("plan.week.race.today")
    race = weekday(races[0])
    before = [each.day for each in days if each.strength is not None and each.day < races[0]]
    if not before:
        return Message.of("plan.week.race.rest", day=race)
    return Message.of("plan.week.race.last", day=race, last=_called(max(before), today))
