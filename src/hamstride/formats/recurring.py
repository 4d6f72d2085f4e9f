"""When an appointment of a calendar happens: its own day, and the days on which it is repeated, within a horizon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rrule, rrulestr
from icalendar import Event

# What a rule may hold. Other parts can name days that never come, for which one would search to the year 9999.
_PARTS: dict[str, frozenset[str]] = {
    "DAILY": frozenset(),
    "WEEKLY": frozenset({"BYDAY"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH"}),
}
_ALWAYS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
_FIRST_YEAR = 1990
# After 400 years all days of the year fall on the same weekdays again, and nothing else is asked of them (no Easter). For a
# day that never comes dateutil searches to the year 9999: so close to it that takes a twentieth of the time.
_LATER_YEARS = 19 * 400
_MOST_STEPS = 500


class OddRule(ValueError):
    """A repetition that is none of every day, week, month or year on given days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something begins, in the wanted zone; `at` is `None` for something of the whole day."""

    day: date
    at: time | None = None


def moments(event: Event, *, first: date, last: date, zone: tzinfo) -> Iterator[Moment]:
    """When the event begins, from `first` to `last` in `zone`. Raises `OddRule`, or what icalendar makes of a bad event."""
    begin = event.start
    for start in _starts(event, begin, first, last):
        moment = _moment(start, begin, zone)
        if first <= moment.day <= last:
            yield moment


def moment(value: date, zone: tzinfo) -> Moment:
    """A date or a time as icalendar has it, in the zone."""
    return _moment(_naive(value), value, zone)


def _starts(event: Event, begin: date, first: date, last: date) -> list[datetime]:
    """The beginnings on the event's own clock, a day wider than asked on both sides."""
    own = getattr(begin, "tzinfo", None)
    low = datetime.combine(first - timedelta(days=2), time.min)
    high = datetime.combine(last + timedelta(days=2), time.max)
    found = {_naive(begin)}
    for rule in event.rrules:
        found.update(_by_rule(rule, _naive(begin), own, low, high))
    found.update(_naive(each[0] if isinstance(each, tuple) else each, own) for each in event.rdates)
    gone = {_naive(each, own) for each in event.exdates}
    return sorted(each for each in found - gone if low <= each <= high)


def _by_rule(rule: Any, begin: datetime, own: tzinfo | None, low: datetime, high: datetime) -> list[datetime]:
    """The beginnings that a rule gives, on the event's own clock."""
    _check(rule, begin)
    if begin > high:
        return []
    last = min([high, *(_naive(each, own, end=True) for each in rule.get("UNTIL", []))])
    text = type(rule)({name: value for name, value in rule.items() if name != "UNTIL"}).to_ical().decode()
    repeated = rrulestr(text, dtstart=_shifted(begin, _LATER_YEARS))
    assert isinstance(repeated, rrule)  # a text of one rule gives one
    found = repeated.between(_shifted(low, _LATER_YEARS), _shifted(last, _LATER_YEARS), inc=True)
    return [_shifted(each, -_LATER_YEARS) for each in found]


def _shifted(when: datetime, years: int) -> datetime:
    return when.replace(year=when.year + years)


def _check(rule: Any, begin: datetime) -> None:
    frequency = "".join(map(str, rule.get("FREQ", []))).upper()
    steps = rule.get("INTERVAL", [1])
    sane = begin.year >= _FIRST_YEAR and all(1 <= int(step) <= _MOST_STEPS for step in steps)
    if not sane or frequency not in _PARTS or set(rule) - _PARTS[frequency] - _ALWAYS:
        raise OddRule(rule.to_ical().decode()[:80])


def _naive(value: date, own: tzinfo | None = None, *, end: bool = False) -> datetime:
    """A date or a time on the clock `own`, without a zone; a mere day is its midnight (its last moment with `end`)."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.max if end else time.min)
    if own is not None and value.tzinfo is not None:
        value = value.astimezone(own)
    return value.replace(tzinfo=None)


def _moment(start: datetime, begin: date, zone: tzinfo) -> Moment:
    if not isinstance(begin, datetime):
        return Moment(day=start.date())
    there = start if begin.tzinfo is None else start.replace(tzinfo=begin.tzinfo).astimezone(zone)
    return Moment(day=there.date(), at=there.time().replace(second=0, microsecond=0, tzinfo=None))
