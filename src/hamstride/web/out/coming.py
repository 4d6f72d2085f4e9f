"""The sessions of the coming weeks, as appointments for a calendar."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from hamstride.formats.calendar import Appointment, uid_of
from hamstride.plan.today import STRENGTH, next_day
from hamstride.store import models, queries
from hamstride.text.words import Words
from hamstride.web.today.cards import Card, card

AHEAD = timedelta(weeks=4)
LOOK_BACK = timedelta(weeks=2)
AT = time(18)
ALARM_MIN = 30


def appointments(runner: models.Runner, now: datetime, words: Words) -> tuple[Appointment, ...]:
    """What is planned from now on. The second session of a week stays the second one wherever it is moved to."""
    strength = card(runner, STRENGTH) if runner.questions_on is not None else None
    if strength is None:
        return ()
    done = [row.day for row in queries.worked(runner, (now - LOOK_BACK).date()) if row.routine == STRENGTH]
    count = Counter(_week(day) for day in set(done))
    whose = runner.created.isoformat()  # another Hamstride's first runner is somebody else
    made = []
    for day in _days(runner, done, now.date()):
        count[_week(day)] += 1
        uid = uid_of(whose, STRENGTH, _week(day), count[_week(day)])
        made.append(_appointment(uid, datetime.combine(day, AT), strength, words))
    return tuple(made)


def _days(runner: models.Runner, done: list[date], today: date) -> Iterator[date]:
    if runner.profile.no_strength:
        return
    moved_to = runner.profile.not_before
    day = next_day(done, max(today, date.fromisoformat(moved_to)) if moved_to else today)
    while day < today + AHEAD:
        yield day
        done = [*done, day]
        day = next_day(done, day + timedelta(days=1))


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
