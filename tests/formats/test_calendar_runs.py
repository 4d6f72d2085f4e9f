"""Planned runs from calendar files: what titles mean, when repeated ones fall, and that a bad file is one declared error."""

from contextlib import suppress
from datetime import date, time
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamstride.formats.calendar_runs import MOST_BYTES, CalendarError, read_runs
from hamstride.formats.run_words import kind_of, metres_in, seconds_in
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.text.words import Words

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 11, 23), date(2026, 12, 20)


def ics(*events: str) -> bytes:
    body = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n{body}\nEND:VCALENDAR\n".encode()


def read(*events: str) -> tuple[PlannedRun, ...]:
    return read_runs(ics(*events), first=FIRST, last=LAST, zone=BERLIN)


def days(*events: str) -> list[str]:
    return [run.day.isoformat() for run in read(*events)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("10 km easy", RunKind.EASY),
        ("Easy run", RunKind.EASY),
        ("Intervals", RunKind.HARD),
        ("6 x 400 m repeats, 8 km", RunKind.HARD),
        ("Long run", RunKind.LONG),
        ("Race", RunKind.RACE),
        ("Berlin Half Marathon", RunKind.RACE),
        ("Tempo 5k", RunKind.HARD),
        ("Hill run", RunKind.HARD),
        ("parkrun", RunKind.RACE),
        ("Recovery jog 30 min", RunKind.EASY),
        ("Run", RunKind.EASY),
        ("12.5 mi", RunKind.EASY),
        ("long run (hard finish)", RunKind.LONG),
        ("Langer Lauf", RunKind.LONG),
        ("Dauerlauf locker", RunKind.EASY),
        ("Intervalle", RunKind.HARD),
        ("Tirada larga", RunKind.LONG),
        ("Rodaje suave 8 km", RunKind.EASY),
        ("Course à pied facile", RunKind.EASY),
        ("Bike then run", RunKind.EASY),
        ("12 km marathon pace", RunKind.HARD),
        ("Tempo 8 km @ race pace", RunKind.HARD),
        ("5 x 1 km at 10k race pace", RunKind.HARD),
        ("Half marathon pace intervals", RunKind.HARD),
        ("Race simulation 15 km", RunKind.HARD),
        ("12 km Marathontempo", RunKind.HARD),
        ("3 x 3 km im Wettkampftempo", RunKind.HARD),
        ("8 km a ritmo de media maratón", RunKind.HARD),
        ("6 km allure semi-marathon", RunKind.HARD),
        ("Long run, last 5 km marathon pace", RunKind.LONG),
        ("Marathon training: easy 10 km", RunKind.EASY),
        ("Marathon training", RunKind.EASY),
        ("Training for Berlin Marathon", RunKind.EASY),
        ("Marathon-Vorbereitung 10 km", RunKind.EASY),
        ("Entraînement marathon 10 km", RunKind.EASY),
        ("Entrenamiento de maratón, rodaje", RunKind.EASY),
        ("Post-race recovery run", RunKind.EASY),
        ("Easy 8 km, race week", RunKind.EASY),
        ("Jog after Berlin Marathon", RunKind.EASY),
        ("Lockerer Lauf vor dem Wettkampf", RunKind.EASY),
        ("Footing après le marathon", RunKind.EASY),
        ("Rodaje después del maratón", RunKind.EASY),
        ("10k race", RunKind.RACE),
        ("Race day", RunKind.RACE),
        ("parkrun race", RunKind.RACE),
        ("10 km race at marathon pace", RunKind.RACE),
        ("Berlin Marathon", RunKind.RACE),
        ("Volkslauf 10 km", RunKind.RACE),
        ("Maratón de Sevilla", RunKind.RACE),
        ("Semi-marathon de Paris", RunKind.RACE),
        ("Tempolauf 10 km", RunKind.HARD),
        ("Tempodauerlauf", RunKind.HARD),
        ("Intervalltraining", RunKind.HARD),
        ("Intervalos", RunKind.HARD),
        ("Fractionné 10x400m", RunKind.HARD),
        ("Sortie longue", RunKind.LONG),
        ("Hill repeats", RunKind.HARD),
        ("Rennen 10 km", RunKind.RACE),
        ("Waldlauf", RunKind.EASY),
        ("Walk-run 30 min", RunKind.EASY),
        ("8 kms", RunKind.EASY),
        ("Radtour 50 km", None),
        ("Radrennen 80 km", None),
        ("Wanderung 10 km", None),
        ("Langlauf 15 km", None),
        ("Auflauf backen", None),
        ("Hiking 12 km", None),
        ("Walking 5 km", None),
        ("Rowing 10 km", None),
        ("Marcha 10 km", None),
        ("Randonnée 15 km", None),
        ("Sortie longue vélo", None),
        ("Rest day (no run)", None),
        ("Race week", None),
        ("Pre-race dinner", None),
        ("Travel to Berlin Marathon", None),
        ("Dentist", None),
        ("Long meeting", None),
        ("Bike 40 km", None),
        ("Cycling race", None),
        ("Rest", None),
        ("Pruning the roses", None),
        ("Brunch", None),
        ("Hard deadline", None),
        ("Race briefing", None),
        ("", None),
    ],
)
def test_what_a_title_means(title: str, kind: RunKind | None) -> None:
    assert kind_of(title) is kind


@pytest.mark.parametrize(
    ("title", "seconds"),
    [
        ("45 min easy", 2700.0),
        ("Run 1 h 30 min", 5400.0),
        ("Run 90'", 5400.0),
        ("10 km easy", None),
        ("Run 0 min", None),
        ("Run 999 min 10 km", 59_940.0),
        ("5 x 3 min hard", None),
        ("Run 60 min with 5 x 3 min hard", 3600.0),
        ("5x3min hard", None),
    ],
)
def test_how_long_a_title_says(title: str, seconds: float | None) -> None:
    assert seconds_in(title) == seconds


@pytest.mark.parametrize(
    ("title", "metres"),
    [
        ("Race: 10 km", 10_000),
        ("5k", 5_000),
        ("8 kms", 8_000),
        ("Long run 21,1 km", 21_100),
        ("12.5 mi", 20_117),
        ("Berlin Half Marathon", 21_097.5),
        ("Halbmarathon", 21_097.5),
        ("Semi-marathon de Paris", 21_097.5),
        ("Media maratón", 21_097.5),
        ("Marathon", 42_195),
        ("Maratón de Sevilla", 42_195),
        ("parkrun", 5_000),
        ("6 x 400 m repeats, 8 km", 8_000),
        ("6 x 1k intervals", None),
        ("Intervals 5 x 1 km", None),
        ("Tempo: 2 km warm up, 6 km fast, 2 km", None),
        ("Marathon training long run", None),
        ("12 km marathon pace", 12_000),
        ("Marathon pace", None),
        ("5 x 1 km at 10k race pace", None),
        ("Easy 8 km, race week", 8_000),
        ("Jog after Berlin Marathon", None),
        ("10k race", 10_000),
        ("Race", None),
        ("Run 0 km", None),
        ("Easy run 45 min", None),
    ],
)
def test_a_title_may_say_how_far(title: str, metres: float | None) -> None:
    assert metres_in(title) == metres


@given(st.text(max_size=60))
def test_a_distance_is_one_that_can_be_run(title: str) -> None:
    found = metres_in(title)
    assert found is None or 0 < found <= 300_000


def test_a_plan_becomes_runs_in_order() -> None:
    found = read(
        "UID:2\nDTSTART;VALUE=DATE:20261129\nSUMMARY:Long run",
        "UID:1\nDTSTART;TZID=Europe/Berlin:20261124T183000\nDTEND;TZID=Europe/Berlin:20261124T193000\nSUMMARY:Intervals",
        "UID:3\nDTSTART;VALUE=DATE:20261206\nSUMMARY:Race: 10 km",
        "UID:4\nDTSTART;VALUE=DATE:20261127\nSUMMARY:Dentist",
    )
    assert found == (
        PlannedRun(day=date(2026, 11, 24), kind=RunKind.HARD, at=time(18, 30), seconds=3600.0),
        PlannedRun(day=date(2026, 11, 29), kind=RunKind.LONG),
        PlannedRun(day=date(2026, 12, 6), kind=RunKind.RACE, distance_m=10_000),
    )


@pytest.mark.parametrize(
    ("start", "day", "at"),
    [
        ("DTSTART:20261124T233000Z", date(2026, 11, 25), time(0, 30)),
        ("DTSTART;TZID=America/New_York:20261124T200000", date(2026, 11, 25), time(2, 0)),
        ("DTSTART;TZID=W. Europe Standard Time:20261124T070000", date(2026, 11, 24), time(7, 0)),
        ("DTSTART;TZID=/somewhere/odd:20261124T070000", date(2026, 11, 24), time(7, 0)),
        ("DTSTART:20261124T070000", date(2026, 11, 24), time(7, 0)),
    ],
)
def test_times_are_the_runners_own(start: str, day: date, at: time) -> None:
    (run,) = read(f"UID:1\n{start}\nSUMMARY:Run")
    assert (run.day, run.at) == (day, at)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("RRULE:FREQ=WEEKLY", ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2", ["2026-11-24", "2026-12-01"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261201T180000Z", ["2026-11-24", "2026-12-01"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261201", ["2026-11-24", "2026-12-01"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261130T225900Z", ["2026-11-24"]),
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
            ["2026-11-24", "2026-11-27", "2026-12-08", "2026-12-11"],
        ),
        ("RRULE:FREQ=DAILY;COUNT=3", ["2026-11-24", "2026-11-25", "2026-11-26"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1SU", ["2026-11-24", "2026-12-06"]),
        (
            "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20261201T180000",
            ["2026-11-24", "2026-12-08", "2026-12-15"],
        ),
        ("RDATE;TZID=Europe/Berlin:20261203T070000", ["2026-11-24", "2026-12-03"]),
    ],
)
def test_repeated_runs_fall_on_their_days(rule: str, expected: list[str]) -> None:
    assert days(f"UID:1\nDTSTART;TZID=Europe/Berlin:20261124T180000\n{rule}\nSUMMARY:Run") == expected


def test_a_series_begun_long_ago_keeps_its_time_of_day_across_the_change_of_clocks() -> None:
    found = read_runs(
        ics("UID:1\nDTSTART;TZID=Europe/Berlin:20240102T180000\nRRULE:FREQ=WEEKLY\nSUMMARY:Run"),
        first=date(2026, 3, 20),
        last=date(2026, 4, 2),
        zone=BERLIN,
    )
    assert [(run.day.isoformat(), run.at) for run in found] == [
        ("2026-03-24", time(18)),
        ("2026-03-31", time(18)),
    ]


SERIES = "UID:1\nDTSTART;TZID=Europe/Berlin:20261124T180000\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Run"
OTHER = "UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20261201T180000\n"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261203T180000\nSUMMARY:Run", ["2026-11-24", "2026-12-03"]),
        ("DTSTART;TZID=Europe/Berlin:20261201T180000\nSTATUS:CANCELLED\nSUMMARY:Run", ["2026-11-24"]),
        ("DTSTART;TZID=Europe/Berlin:20261201T180000\nSUMMARY:Dinner", ["2026-11-24"]),
    ],
)
def test_one_of_a_series_can_be_moved_called_off_or_changed(other: str, expected: list[str]) -> None:
    assert days(SERIES, OTHER + other) == expected


def test_cancelled_and_our_own_appointments_are_passed_over() -> None:
    assert read("UID:1\nDTSTART;VALUE=DATE:20261124\nSTATUS:CANCELLED\nSUMMARY:Run") == ()
    assert read("UID:x@hamstride\nDTSTART;VALUE=DATE:20261124\nSUMMARY:Before your run") == ()


def test_the_same_run_twice_is_one() -> None:
    event = "DTSTART;VALUE=DATE:20261124\nSUMMARY:Run"
    assert len(read(f"UID:1\n{event}", f"UID:2\n{event}")) == 1


RUN = "SUMMARY:Run"
BAD = {
    "empty": (b"", "not-one"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(300), "not-one"),
    "too big": (b"BEGIN:VCALENDAR" + b"x" * MOST_BYTES, "too-big"),
    "too many lines": (b"BEGIN:VCALENDAR\n" + b"\n" * 60_000, "too-big"),
    "cut off": (ics(f"UID:1\nDTSTART:20261124T1\n{RUN}")[:-40], "damaged"),
    "no begin": (ics(f"UID:1\n{RUN}"), "odd-time"),
    "no date": (ics(f"UID:1\nDTSTART:tomorrow\n{RUN}"), "odd-time"),
    "a zone that is a folder": (ics(f"UID:1\nDTSTART;TZID=Europe:20261124T070000\n{RUN}"), "damaged"),
    "every second": (ics(f"UID:1\nDTSTART:20261124T100000\nRRULE:FREQ=SECONDLY\n{RUN}"), "odd-rule"),
    "no step": (ics(f"UID:1\nDTSTART:20261124T100000\nRRULE:FREQ=DAILY;INTERVAL=0\n{RUN}"), "odd-rule"),
    "never": (
        ics(f"UID:1\nDTSTART:20261124T100000\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2\n{RUN}"),
        "odd-rule",
    ),
    "since the year 1": (ics(f"UID:1\nDTSTART:00010101T100000\nRRULE:FREQ=DAILY\n{RUN}"), "odd-rule"),
    "too many series": (
        ics(*(f"UID:{n}\nDTSTART;VALUE=DATE:20261124\nRRULE:FREQ=DAILY\n{RUN}" for n in range(101))),
        "too-many",
    ),
}


@pytest.mark.parametrize(("data", "name"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_one_sentence(data: bytes, name: str) -> None:
    with pytest.raises(CalendarError) as refused:
        read_runs(data, first=FIRST, last=LAST, zone=BERLIN)
    assert refused.value.message.id == f"formats.calendar.{name}"
    assert Words().of(refused.value.message).endswith(".")


def test_other_ends_of_lines_within_a_text_do_no_harm() -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:one\u2028two\x0cthree\nTRIGGER:-PT5M\nEND:VALARM"
    assert days(f"UID:1\nDTSTART:20261124T070000\n{RUN}\n{alarm}") == ["2026-11-24"]


@pytest.mark.parametrize("begin", ["BEGIN:VTIMEZONE", "BEGIN:VTIME\n ZONE", "begin;x=y:vtimezone"])
def test_a_description_of_a_zone_cannot_make_it_spin(begin: str) -> None:
    zone = (
        f"{begin}\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    data = ics(f"UID:1\nDTSTART;TZID=Odd:20261124T070000\n{RUN}").replace(
        b"BEGIN:VEVENT", zone.encode() + b"BEGIN:VEVENT"
    )
    began = perf_counter()
    (run,) = read_runs(data, first=FIRST, last=LAST, zone=BERLIN)
    assert run.at == time(7)
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_rules_that_never_come_end_soon(rule: str) -> None:
    assert days(f"UID:1\nDTSTART:20260228T100000\nRRULE:{rule}\n{RUN}") == []


def test_many_rules_that_never_come_end_soon() -> None:
    data = ics(*(f"UID:{n}\nDTSTART:20260202T100000\nRRULE:FREQ=MONTHLY;BYDAY=6MO\n{RUN}" for n in range(10)))
    began = process_time()
    assert len(read_runs(data, first=date(2026, 2, 1), last=date(2026, 3, 1), zone=BERLIN)) == 1
    assert process_time() - began < 5.0  # searched to the year 9999 it takes a quarter of a minute


def test_a_horizon_without_end_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="expected first <= last"):
        read_runs(ics(), first=FIRST, last=date(2100, 1, 1), zone=BERLIN)


MOVED = OTHER + "DTSTART;TZID=Europe/Berlin:20261203T180000\nSUMMARY:Run"
LONG = "UID:2\nDTSTART:20261125T100000Z\nDURATION:PT1H\nSUMMARY:Long run"
BITS = (b"", b"\n", b";", b":", b"=", b"9", b"Z", b"\xff", b"-", b"RRULE:FREQ=DAILY\n")


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_changed_in_a_file_ends_in_runs_or_the_declared_error(data: st.DataObject) -> None:
    whole = bytearray(ics(SERIES, MOVED, LONG))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        bit = data.draw(st.sampled_from(BITS))
        whole[at : at + data.draw(st.integers(0, 6))] = bit
    with suppress(CalendarError):
        assert all(
            FIRST <= run.day <= LAST for run in read_runs(bytes(whole), first=FIRST, last=LAST, zone=BERLIN)
        )
