"""The calendar file, read back by another library than the one that wrote it."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical

from hamstride.formats.calendar import Appointment, Entry, uid_of, write

BERLIN = ZoneInfo("Europe/Berlin")
WHAT = Appointment(
    uid=uid_of(1, "strength", "2026-W48", 1),
    start=datetime(2026, 11, 24, 18),
    seconds=900.0,
    title="Strength, fifteen minutes; mat",
    text="Lying curls: 3 × 10 each\nBall: 10",
    alarm_min=30,
)
ENTRY = Entry(appointment=WHAT, sequence=3, changed=datetime(2026, 11, 22, 9, tzinfo=UTC))


def with_(**changes: Any) -> Entry:
    return replace(ENTRY, appointment=replace(WHAT, **changes))


def read(*entries: Entry, zone: ZoneInfo = BERLIN) -> Any:
    return vobject.readOne(write(entries, name="Hamstride", zone=zone).decode())


def test_another_reader_finds_the_same() -> None:
    (event,) = read(ENTRY).vevent_list
    assert event.uid.value == WHAT.uid
    assert event.sequence.value == "3"
    assert event.dtstart.value.replace(tzinfo=None) == WHAT.start
    assert event.dtstart.value.utcoffset() == timedelta(hours=1)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=15)
    assert event.summary.value == WHAT.title
    assert event.description.value == WHAT.text
    assert event.valarm.trigger.value == timedelta(minutes=-30)
    assert event.status.value == "CONFIRMED"


@pytest.mark.parametrize(("day", "hours"), [((2027, 3, 27), 1), ((2027, 3, 29), 2), ((2027, 11, 1), 1)])
def test_the_zone_is_described_and_right_on_both_sides_of_the_change_of_clocks(
    day: tuple[int, int, int], hours: int
) -> None:
    data = write([ENTRY, with_(start=datetime(*day, 18))], name="Hamstride", zone=BERLIN)
    described = tzical(io.StringIO(data.decode()))
    assert described.keys() == ["Europe/Berlin"]
    zone = described.get("Europe/Berlin")
    assert zone is not None
    assert zone.utcoffset(datetime(*day, 18)) == timedelta(hours=hours)


def test_a_cancelled_one_says_so_and_reminds_of_nothing() -> None:
    (event,) = read(replace(ENTRY, cancelled=True)).vevent_list
    assert event.status.value == "CANCELLED"
    assert not hasattr(event, "valarm")


def test_what_is_of_a_whole_day_has_no_time() -> None:
    (event,) = read(with_(whole_day=True, alarm_min=None)).vevent_list
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 11, 24), date(2026, 11, 25))


def test_the_same_entries_are_the_same_bytes_in_any_order() -> None:
    other = with_(uid=uid_of("other"))
    one = write([ENTRY, other], name="Hamstride", zone=BERLIN)
    assert one == write([other, ENTRY], name="Hamstride", zone=BERLIN)


def test_a_uid_is_of_what_it_is() -> None:
    assert uid_of(1, "strength", "2026-W48", 1) == WHAT.uid
    assert uid_of(1, "strength", "2026-W48", 2) != WHAT.uid
    assert WHAT.uid.endswith("@hamstride")


@pytest.mark.parametrize(
    "title", ["a\r\nBEGIN:VEVENT\r\nSUMMARY:b", "x" * 500, "Übung, “gut”; \\n", "BEGIN:VALARM"]
)
def test_no_title_breaks_the_file(title: str) -> None:
    (event,) = read(with_(title=title)).vevent_list
    assert event.summary.value.split() == title.split()


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    data = write([with_(text="ä" * 300)], name="Hamstride", zone=BERLIN)
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_an_empty_calendar_is_one_too() -> None:
    assert not hasattr(read(), "vevent")


def test_a_machine_on_utc_needs_no_description_of_its_zone() -> None:
    found = read(ENTRY, zone=ZoneInfo("UTC"))
    assert found.vevent.dtstart.value.utcoffset() == timedelta(0)
