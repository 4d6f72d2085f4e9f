"""Planned runs from a calendar file (ICS). Sizes and repetitions are limited; a bad file is a `CalendarError`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta, tzinfo

from icalendar import Calendar, Event

from hamstride.exercises.values import Message
from hamstride.formats import run_words
from hamstride.formats.calendar import OURS
from hamstride.formats.recurring import Moment, OddRule, moment, moments
from hamstride.plan.runs import PlannedRun

MOST_BYTES = 1024 * 1024
MOST_LINES = 50_000
MOST_REPEATED = 100
MOST_RUNS = 1000
LONGEST_DAYS = 800
_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(hours=24)
_FOLD, _LINE_END = re.compile(r"(?:\r?\n)+[ \t]"), re.compile(r"\r?\n")  # a text may hold other ends of lines
_ZONE_MARK = re.compile(r"(BEGIN|END)(?:;[^:]*)?:VTIMEZONE", re.IGNORECASE)
_ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError)


class CalendarError(ValueError):
    """A calendar file that cannot be read; `message` says what is wrong with it."""

    def __init__(self, name: str, **params: str | int) -> None:
        self.message = Message.of(f"formats.calendar.{name}", **params)
        super().__init__(f"{self.message.id} {params}")


def read_runs(data: bytes, *, first: date, last: date, zone: tzinfo) -> tuple[PlannedRun, ...]:
    """The planned runs in a calendar file from `first` to `last` (at most 800 days), in the time zone of the runner.

    An appointment is a run when its title says so ("10 km easy", "Intervals", "Long run", "Race"); all others, cancelled
    ones and Hamstride's own are passed over. Raises `CalendarError`.
    """
    if not timedelta(0) <= last - first <= timedelta(days=LONGEST_DAYS):
        raise ValueError(f"first {first}, last {last}: expected first <= last within {LONGEST_DAYS} days")
    runs = dict.fromkeys(_runs(_events(data), first, last, zone))
    if len(runs) > MOST_RUNS:
        raise CalendarError("too-many", most=MOST_RUNS)
    return tuple(sorted(runs, key=lambda run: (run.day, run.at is not None, run.at, run.kind.value)))


def _events(data: bytes) -> list[Event]:
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_LINES:
        raise CalendarError("too-big", megabytes=MOST_BYTES // 1024**2)
    begins, ends = (data.upper().count(mark) for mark in (b"BEGIN:VCALENDAR", b"END:VCALENDAR"))
    if not begins:
        raise CalendarError("not-one")
    if begins != ends:
        raise CalendarError("damaged")
    try:
        calendars = Calendar.from_ical(_without_zones(data), multiple=True)
        return [event for each in calendars for event in each.walk("VEVENT") if isinstance(event, Event)]
    except _ODD as error:
        raise CalendarError("damaged") from error


def _without_zones(data: bytes) -> str:
    """The text without its own descriptions of time zones: they are known here by name, and one could be made to spin."""
    kept, inside = [], False
    for line in _LINE_END.split(_FOLD.sub("", data.decode("utf-8-sig", "replace"))):
        mark = _ZONE_MARK.fullmatch(line.strip())
        inside = inside or (mark is not None and mark[1].upper() == "BEGIN")
        if not inside:
            kept.append(line)
        inside = inside and (mark is None or mark[1].upper() != "END")
    return "\r\n".join(kept) + "\r\n"


def _runs(events: list[Event], first: date, last: date, zone: tzinfo) -> Iterator[PlannedRun]:
    wanted = [event for event in events if _is_run(event)]
    if sum(bool(event.get("RRULE")) for event in wanted) > MOST_REPEATED:
        raise CalendarError("too-many", most=MOST_REPEATED)
    moved = frozenset(_places(events, zone))
    for event in wanted:
        with _one_sentence(event):
            for each in moments(event, first=first, last=last, zone=zone):
                if "RECURRENCE-ID" in event or (_uid(event), each) not in moved:
                    yield _run(event, _title(event), each)


def _places(events: list[Event], zone: tzinfo) -> Iterator[tuple[str, Moment]]:
    """The places in a series for which another appointment stands, or which were called off."""
    for event in events:
        with _one_sentence(event):
            if (place := event.RECURRENCE_ID) is not None:
                yield _uid(event), moment(place, zone)


@contextmanager
def _one_sentence(event: Event) -> Iterator[None]:
    """What icalendar and dateutil make of an odd appointment becomes a `CalendarError` that names it."""
    try:
        yield
    except OddRule as error:
        raise CalendarError("odd-rule", title=_title(event)[:60], rule=str(error)) from error
    except _ODD as error:
        raise CalendarError("odd-time", title=_title(event)[:60]) from error


def _uid(event: Event) -> str:
    return str(event.get("UID", ""))


def _is_run(event: Event) -> bool:
    off = _uid(event).endswith(OURS) or str(event.get("STATUS", "")).upper() == "CANCELLED"
    return not off and run_words.kind_of(_title(event)) is not None


def _title(event: Event) -> str:
    title = event.get("SUMMARY", "")
    return " ".join(str(title[0] if isinstance(title, list) and title else title).split())[:200]


def _run(event: Event, title: str, moment: Moment) -> PlannedRun:
    kind = run_words.kind_of(title)
    assert kind is not None
    return PlannedRun(
        day=moment.day,
        kind=kind,
        at=moment.at,
        seconds=_seconds(event, title, moment),
        distance_m=run_words.metres_in(title),
    )


def _seconds(event: Event, title: str, moment: Moment) -> float | None:
    """As the title says; else from begin to end, where that is a time one can run for."""
    said = run_words.seconds_in(title)
    if said is not None or moment.at is None:
        return said
    taken = event.duration
    return taken.total_seconds() if _SHORTEST <= taken < _LONGEST else None
