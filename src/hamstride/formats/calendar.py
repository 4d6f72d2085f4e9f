"""A calendar file (ICS) of what is planned: the same appointment keeps its UID wherever it is moved, so that reading the
file again updates it in place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vDuration

OURS = "@hamstride"
PRODUCT = "-//Hamstride//Hamstride//EN"
READ_AGAIN = timedelta(hours=6)  # what we ask of a calendar that follows the feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One appointment. `start` is the runner's local time, without a zone; `changed` has one.

    `uid` is of `uid_of`; `sequence` rises with every change; a `cancelled` one tells the calendar to take it out.
    `alarm_min` is how long before the start to remind, `None` for never.
    """

    uid: str
    sequence: int
    start: datetime
    seconds: float
    title: str
    text: str = ""
    alarm_min: int | None = None
    changed: datetime
    cancelled: bool = False


def uid_of(*what: str | int) -> str:
    """The UID of something by what it is, never by when: the same at every export."""
    return f"{uuid5(NAMESPACE_URL, 'hamstride:' + '/'.join(map(str, what)))}{OURS}"


def write(entries: Iterable[Entry], *, name: str, zone: tzinfo, language: str = "en") -> bytes:
    """The calendar file, with the description of its time zone in it. The same entries give the same bytes."""
    ordered = sorted(entries, key=lambda entry: (entry.start, entry.uid))
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name, parameters={"LANGUAGE": language})
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(READ_AGAIN))
    for entry in ordered:
        calendar.add_component(_event(entry, zone))
    if ordered:
        calendar.add_missing_timezones(_year(ordered[0].start, -1), _year(ordered[-1].start, 2))
    data: bytes = calendar.to_ical()
    return data


def _year(around: datetime, years: int) -> date:
    return date(around.year + years, 1, 1)


def _event(entry: Entry, zone: tzinfo) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.changed)
    event.add("LAST-MODIFIED", entry.changed)
    event.add("DTSTART", entry.start.replace(tzinfo=zone))
    event.add("DTEND", entry.start.replace(tzinfo=zone) + timedelta(seconds=round(entry.seconds)))
    event.add("SUMMARY", entry.title)
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    if entry.text:
        event.add("DESCRIPTION", entry.text)
    if entry.alarm_min is not None and not entry.cancelled:
        event.add_component(_alarm(entry.title, entry.alarm_min))
    return event


def _alarm(title: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title)
    alarm.add("TRIGGER", -timedelta(minutes=minutes))
    return alarm
