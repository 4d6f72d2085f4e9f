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
class Appointment:
    """What is to be done and when. `uid` is of `uid_of`; `start` is the runner's local time, without a zone, of which a
    `whole_day` has the day alone; `alarm_min` is how long before the start to remind, `None` for never."""

    uid: str
    start: datetime
    seconds: float
    title: str
    text: str = ""
    alarm_min: int | None = None
    whole_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An appointment as a calendar has it: `sequence` rises with every change, which was made at `changed` (an instant with
    its zone); a `cancelled` one tells the calendar to take it out."""

    appointment: Appointment
    sequence: int
    changed: datetime
    cancelled: bool = False


def uid_of(*what: str | int) -> str:
    """The UID of something by what it is, never by when: the same at every export."""
    return f"{uuid5(NAMESPACE_URL, 'hamstride:' + '/'.join(map(str, what)))}{OURS}"


def write(entries: Iterable[Entry], *, name: str, zone: tzinfo, language: str = "en") -> bytes:
    """The calendar file, with the description of its time zone in it. The same entries give the same bytes."""
    ordered = sorted(entries, key=lambda entry: (entry.appointment.start, entry.appointment.uid))
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
        first, last = ordered[0].appointment.start, ordered[-1].appointment.start
        calendar.add_missing_timezones(date(first.year - 1, 1, 1), date(last.year + 2, 1, 1))
    data: bytes = calendar.to_ical()
    return data


def _event(entry: Entry, zone: tzinfo) -> Event:
    what = entry.appointment
    start, end = _span(what, zone)
    event = Event()
    event.add("UID", what.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", entry.changed)
    event.add("LAST-MODIFIED", entry.changed)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", what.title)
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    if what.text:
        event.add("DESCRIPTION", what.text)
    if what.alarm_min is not None and not entry.cancelled:
        event.add_component(_alarm(what.title, what.alarm_min))
    return event


def _span(what: Appointment, zone: tzinfo) -> tuple[date, date]:
    """Begin and end, as days or as times."""
    if what.whole_day:
        return what.start.date(), what.start.date() + timedelta(days=1)
    start = what.start.replace(tzinfo=zone)
    return start, start + timedelta(seconds=round(what.seconds))


def _alarm(title: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title)
    alarm.add("TRIGGER", -timedelta(minutes=minutes))
    return alarm
