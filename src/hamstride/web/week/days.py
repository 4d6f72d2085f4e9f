"""The days of the week page: what is planned on each, why, and what may be moved."""

from dataclasses import dataclass
from datetime import date, datetime

from hamstride.exercises.values import Message
from hamstride.plan import week
from hamstride.plan.rules import Outing, Rule
from hamstride.plan.why import race_week, why
from hamstride.store import models, planning

WEEKS = 2
MOST_WEEKS = 53


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One day: runs, strength with its time (planned or done), why, and whether strength may be put there or taken off.

    `wish` is what the runner said of the day: "on", "off" or nothing."""

    day: date
    runs: tuple[Outing, ...]
    due: datetime | None
    done: bool
    why: Message
    past: bool
    wish: str
    can: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """The weeks, and what a race changes."""

    days: list[Shown]
    race: Message | None


def week_of(runner: models.Runner, now: datetime, weeks: int = WEEKS) -> Shows:
    """So many weeks of a runner from this Monday on."""
    situation = planning.situation(runner, now, weeks=weeks)
    days = week.plan(situation, weeks)
    fits = week.fitting(situation, [each.day for each in days])
    shown = [_shown(each, days, situation, fits[each.day]) for each in days]
    return Shows(days=shown, race=race_week(days, now.date()))


def _shown(day: week.Day, days: tuple[week.Day, ...], situation: week.Situation, rule: Rule | None) -> Shown:
    past = day.day < situation.now.date()
    wish = "on" if day.day in situation.wanted else "off" if day.day in situation.avoided else ""
    return Shown(
        day=day.day,
        runs=day.runs,
        due=day.strength,
        done=bool(day.done),
        why=why(day, days, situation),
        past=past,
        wish=wish,
        can=rule is None and not situation.off,
    )
