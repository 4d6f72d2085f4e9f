"""The sessions of the coming weeks, as appointments for a calendar."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from hamstride.formats.calendar import Appointment, uid_of
from hamstride.plan import relief as easing
from hamstride.plan import week
from hamstride.plan.today import STRENGTH
from hamstride.store import models, planning
from hamstride.text.words import Words
from hamstride.web.session import making
from hamstride.web.today.cards import Card, card

WEEKS = 4
AT = time(19)
ALARM_MIN = 30


def appointments(runner: models.Runner, now: datetime, words: Words) -> tuple[Appointment, ...]:
    """What is planned from now on. The second session of a week stays the second one wherever it is moved to."""
    if runner.questions_on is None:
        return ()
    strength = card(making.Making.of(runner, relief=easing.NONE, first=False), STRENGTH)
    if strength is None:
        return ()
    situation = planning.situation(runner, now, weeks=WEEKS)
    count = Counter(_week(day) for day in {start.date() for start in situation.done})
    whose = runner.created.isoformat()  # another Hamstride's first runner is somebody else
    made = []
    for start in _starts(situation):
        count[_week(start.date())] += 1
        uid = uid_of(whose, STRENGTH, _week(start.date()), count[_week(start.date())])
        made.append(_appointment(uid, start, strength, words))
    return tuple(made)


def _starts(situation: week.Situation) -> Iterator[datetime]:
    """When the coming sessions begin. What may begin at once is put in the evening, so that it does not move with the clock."""
    for day in week.plan(situation, WEEKS):
        if day.strength is not None:
            at_once = day.strength == situation.now
            yield datetime.combine(day.day, AT) if at_once else day.strength


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _appointment(uid: str, start: datetime, what: Card, words: Words) -> Appointment:
    return Appointment(
        uid=uid,
        start=start,
        seconds=what.minutes * 60.0,
        title=words("web.out.entry", title=what.title),
        text="\n".join(_lines(what, words)),
        alarm_min=ALARM_MIN,
    )


def _lines(what: Card, words: Words) -> Iterator[str]:
    for line in what.lines:
        parts = [line.dose, *([line.load] if line.load else [])]
        yield words("web.today.dose-line", title=line.title, dose=" · ".join(map(words.of, parts)))
