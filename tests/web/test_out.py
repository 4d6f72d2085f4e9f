"""What one takes along: the files, and the secret address of the calendar."""

import io
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import fitdecode
import pypdf
import pytest
import vobject
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamstride.exercises import values
from hamstride.formats.calendar_runs import read_runs
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import feeds, models, planning, services, training
from hamstride.web import clock
from hamstride.web.today.cards import cards_of, today_of
from tests import people

pytestmark = pytest.mark.django_db
CALENDAR = "/out/hamstride.ics"
MONDAY = datetime(2026, 11, 23, 9)
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def monday_morning_and_no_reader_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    cache.clear()


def steps_of(data: bytes) -> list[str]:
    return [
        frame.get_value("wkt_step_name")
        for frame in fitdecode.FitReader(io.BytesIO(data))
        if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "workout_step"
    ]


@pytest.mark.parametrize(
    ("routine", "step"),
    [("strength", "Ball curl"), ("before-run", "Roll forward"), ("after-run", "Right: Foot on a chair")],
)
def test_a_routine_comes_as_a_file_for_the_watch(as_alice: Client, routine: str, step: str) -> None:
    answer = as_alice.get(f"/out/{routine}.fit")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="hamstride-{routine}.fit"'
    assert step in steps_of(answer.content)


@pytest.mark.parametrize("routine", ["nothing", "standing-curl"])
def test_no_file_of_what_is_no_routine(as_alice: Client, routine: str) -> None:
    assert as_alice.get(f"/out/{routine}.fit").status_code == 404


def test_before_the_questions_there_is_no_file_for_the_watch(as_charlie: Client) -> None:
    assert as_charlie.get("/out/strength.fit").status_code == 409
    assert "/welcome/questions/" in as_charlie.get("/out/").content.decode()
    assert not hasattr(vobject.readOne(as_charlie.get(CALENDAR).content.decode()), "vevent")


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_card_is_one_sheet_of_what_this_runner_does(as_alice: Client, paper: str) -> None:
    answer = as_alice.get(f"/out/card-{paper}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    (page,) = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(page.extract_text().split())
    for said in (
        "Lying curl",
        "3 × 10 each · 1 kg · plain, toes in, toes out",
        "Ball curl",
        "Before and after each run",
    ):
        assert said in text


def test_the_card_leaves_out_what_the_runner_does(alice: models.Runner, as_alice: Client) -> None:
    alice.change(ball=False, hinge=True, no_strength=True)
    services.save_profile(alice, alice.profile)
    (page,) = pypdf.PdfReader(io.BytesIO(as_alice.get("/out/card-a4.pdf").content)).pages
    text = page.extract_text()
    assert "Foot on a step" in text
    assert "Lying curl" not in text
    assert "Roll forward" not in text


def test_the_card_and_the_calendar_promise_nothing_that_is_not_on_them(
    alice: models.Runner, as_alice: Client
) -> None:
    planning.set_usual(alice, [planning.WeekdayRun(weekday=2, kind=RunKind.EASY)], 2)
    for none in (True, False):
        alice.change(no_stretches=none)
        services.save_profile(alice, alice.profile)
        assert bool(events_of(as_alice, "before and after the run")) is not none
        assert ("short stretch" in card_of(as_alice)) is not none


def test_the_card_says_where_a_stretch_is_shorter_before_the_run(as_alice: Client) -> None:
    assert "30 s Before and after each run" in card_of(as_alice)
    as_alice.post(reverse("set-dose", args=["roll-forward"]), {"both-hold_s": "60"})
    assert "before 30 s, after 60 s Before and after each run" in card_of(as_alice)


def card_of(browser: Client) -> str:
    (page,) = pypdf.PdfReader(io.BytesIO(browser.get("/out/card-a4.pdf").content)).pages
    return " ".join(page.extract_text().split())


def test_no_card_where_nothing_is_left_and_none_on_other_paper(
    alice: models.Runner, as_alice: Client, as_charlie: Client
) -> None:
    assert as_alice.get("/out/card-a3.pdf").status_code == 404
    assert as_charlie.get("/out/card-a4.pdf").status_code == 409
    alice.change(no_strength=True, no_stretches=True)
    services.save_profile(alice, alice.profile)
    assert as_alice.get("/out/card-a4.pdf").status_code == 409


def test_everything_but_the_feed_wants_somebody_signed_in(stranger: Client) -> None:
    for name in ("out", "out-calendar", "feed-new", "feed-end"):
        assert stranger.get(reverse(name)).status_code == 403, name
    assert stranger.get("/out/strength.fit").status_code == 403


def events_of(browser: Client, title: str = "") -> list[Any]:
    """The appointments in the runner's calendar whose title holds some words, in time."""
    found = vobject.readOne(browser.get(CALENDAR).content.decode())
    rows = [event for event in getattr(found, "vevent_list", []) if title in event.summary.value]
    return sorted(rows, key=lambda event: str(event.dtstart.value))


def when(event: Any) -> str:
    """Its local begin: a day and a time, or a day."""
    start = event.dtstart.value
    return f"{start:%Y-%m-%d %H:%M}" if isinstance(start, datetime) else f"{start:%Y-%m-%d}"


def test_the_calendar_holds_the_sessions_of_four_weeks(as_alice: Client) -> None:
    events = events_of(as_alice)
    assert when(events[0]) == "2026-11-23 19:00"
    weeks = [event.dtstart.value.isocalendar().week for event in events]
    assert [weeks.count(week) for week in sorted(set(weeks))] == [2, 2, 2, 2]
    assert len({event.uid.value for event in events}) == 8
    assert "Lying curls: 3 × 10 each · 1 kg" in events[0].description.value


def test_the_calendar_and_today_say_the_same_length_of_the_first_session(
    as_alice: Client, alice: models.Runner
) -> None:
    stands = training.footing(alice)
    main = cards_of(alice, today_of(alice, MONDAY, stands), stands)["main"]
    first, second, *_ = (event.dtend.value - event.dtstart.value for event in events_of(as_alice))
    assert (first, first - second) == (timedelta(minutes=main.minutes), timedelta(minutes=5))


def test_after_a_torn_hamstring_the_next_session_of_the_calendar_is_the_shorter_one(
    as_alice: Client, alice: models.Runner
) -> None:
    torn = replace(alice.profile, torn=values.Torn.LATELY)
    services.answer_questions(alice, MONDAY.date(), torn, {"torn": "lately"})
    stands = training.footing(alice)
    main = cards_of(alice, today_of(alice, MONDAY, stands), stands)["main"]
    with CaptureQueriesContext(connection) as asked:
        first, second, *_ = events_of(as_alice)
    usual = [each for each in asked.captured_queries if "store_weeklyrun" in each["sql"]]
    assert len(usual) == 1, "the situation is read once"
    assert first.dtend.value - first.dtstart.value == timedelta(minutes=main.minutes)
    balls = ["ball" in event.description.value.lower() for event in (first, second)]
    assert balls == [False, True]


def test_after_the_first_session_none_is_as_long(as_alice: Client, alice: models.Runner) -> None:
    services.end_session(people.trained(alice, MONDAY.date()), complete=True)
    assert len({event.dtend.value - event.dtstart.value for event in events_of(as_alice)}) == 1


def test_the_calendar_does_not_move_with_the_clock(as_alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = as_alice.get(CALENDAR).content
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(hours=2))
    assert as_alice.get(CALENDAR).content == before


def test_not_today_moves_the_same_appointment(as_alice: Client) -> None:
    first = events_of(as_alice)[0]
    as_alice.post("/not-today/")
    (moved,) = [event for event in events_of(as_alice) if event.uid.value == first.uid.value]
    assert when(moved) > "2026-11-24"
    assert int(moved.sequence.value) == 1


def test_the_second_session_stays_the_second_when_the_first_is_done(
    as_alice: Client, alice: models.Runner
) -> None:
    _, second = events_of(as_alice)[:2]
    people.trained(alice, MONDAY.date())
    left = [event for event in events_of(as_alice) if event.status.value == "CONFIRMED"]
    assert second.uid.value == left[0].uid.value
    assert left[0].dtstart.value.isocalendar().week == 48


def test_stretches_stand_around_a_planned_run_and_move_with_it(
    as_alice: Client, alice: models.Runner
) -> None:
    planning.plan_run(alice, WEDNESDAY, PlannedRun(day=WEDNESDAY, at=time(18), seconds=3600.0))
    (before,), (after,) = events_of(as_alice, "Before a run"), events_of(as_alice, "After a run")
    assert before.dtend.value.time() == time(18)
    assert when(after) == "2026-11-25 19:00"
    assert "Roll forward: 30 s" in before.description.value

    planning.plan_run(alice, WEDNESDAY, PlannedRun(day=WEDNESDAY, at=time(7), seconds=3600.0))
    (moved,) = events_of(as_alice, "Before a run")
    assert (moved.uid.value, moved.sequence.value) == (before.uid.value, "1")
    assert moved.dtend.value.time() == time(7)


def test_the_stretch_after_a_run_over_midnight_is_of_its_week(as_alice: Client, alice: models.Runner) -> None:
    sunday, monday = WEDNESDAY + timedelta(days=4), WEDNESDAY + timedelta(days=5)
    planning.plan_run(alice, sunday, PlannedRun(day=sunday, at=time(23, 30), seconds=3600.0))
    planning.plan_run(alice, monday, PlannedRun(day=monday, at=time(18), seconds=3600.0))
    after = events_of(as_alice, "After a run")
    assert [when(event) for event in after] == ["2026-11-30 00:30", "2026-11-30 19:00"]

    planning.plan_run(alice, sunday, PlannedRun(day=sunday, at=time(18), seconds=3600.0))
    moved = events_of(as_alice, "After a run")[0]
    assert (when(moved), moved.uid.value) == ("2026-11-29 19:00", after[0].uid.value)


def test_a_run_without_a_time_has_its_stretches_on_the_day(as_alice: Client, alice: models.Runner) -> None:
    planning.set_usual(alice, [planning.WeekdayRun(weekday=2, kind=RunKind.EASY)], 2)
    events = events_of(as_alice, "before and after the run")
    assert [when(event) for event in events] == ["2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16"]
    assert not hasattr(events[0], "valarm")
    assert "Foot on a chair: 30 s each" in events[0].description.value


def test_a_run_that_is_called_off_takes_its_stretches_along(as_alice: Client, alice: models.Runner) -> None:
    planning.plan_run(alice, WEDNESDAY, PlannedRun(day=WEDNESDAY, at=time(18)))
    events_of(as_alice)
    planning.plan_run(alice, WEDNESDAY, None)
    events = events_of(as_alice, "a run")
    assert {event.status.value for event in events} == {"CANCELLED"}
    assert len(events) == 2


def test_what_hamstride_plans_is_never_read_back_as_a_run(as_alice: Client, alice: models.Runner) -> None:
    planning.plan_run(alice, WEDNESDAY, PlannedRun(day=WEDNESDAY, at=time(18)))
    data = as_alice.get(CALENDAR).content
    assert read_runs(data, first=MONDAY.date(), last=date(2026, 12, 31), zone=ZoneInfo("UTC")) == ()


def test_a_pause_empties_what_is_to_come(as_alice: Client, alice: models.Runner) -> None:
    planning.plan_run(alice, WEDNESDAY, PlannedRun(day=WEDNESDAY, at=time(18)))
    assert len(events_of(as_alice)) == 10
    planning.pause(alice, MONDAY.date())
    assert [event.status.value for event in events_of(as_alice)] == ["CANCELLED"] * 10


def test_who_does_no_strength_has_an_empty_calendar(as_alice: Client, alice: models.Runner) -> None:
    alice.change(no_strength=True)
    services.save_profile(alice, alice.profile)
    assert not hasattr(vobject.readOne(as_alice.get(CALENDAR).content.decode()), "vevent")


@pytest.mark.parametrize(("run_at", "put"), [(time(17), "09:00"), (time(20), "13:00")])
def test_what_may_begin_at_once_is_never_put_where_a_run_forbids_it(
    as_alice: Client, alice: models.Runner, run_at: time, put: str
) -> None:
    planning.plan_run(alice, MONDAY.date(), PlannedRun(day=MONDAY.date(), at=run_at))
    planning.wish(alice, {MONDAY.date(): True})
    assert when(events_of(as_alice, "Strength")[0]) == f"2026-11-23 {put}"


# ------------------------------------------------------------------------------------------------------------ the address
def address_on(page: bytes) -> str:
    found = re.search(r"http://[^\"]+/calendar/[^\"]+\.ics", page.decode())
    assert found
    return found[0].partition(people.HOST)[2]


def test_the_address_is_shown_once_and_read_without_signing_in(as_alice: Client, stranger: Client) -> None:
    address = address_on(as_alice.post("/out/address/new/").content)
    assert address not in as_alice.get("/out/").content.decode()
    answer = stranger.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=900"
    assert vobject.readOne(answer.content.decode()).vevent_list
    assert stranger.head(address).status_code == 200


def test_the_address_is_the_file(as_alice: Client, stranger: Client) -> None:
    address = address_on(as_alice.post("/out/address/new/").content)
    assert stranger.get(address).content == as_alice.get(CALENDAR).content


def test_a_new_address_ends_the_old_and_taking_it_back_ends_it(as_alice: Client, stranger: Client) -> None:
    old = address_on(as_alice.post("/out/address/new/").content)
    new = address_on(as_alice.post("/out/address/new/").content)
    assert (stranger.get(old).status_code, stranger.get(new).status_code) == (404, 200)
    assert as_alice.post("/out/address/end/").status_code == 302
    assert stranger.get(new).status_code == 404


def test_the_address_shows_nothing_but_the_calendar_and_signs_nobody_in(
    as_alice: Client, stranger: Client
) -> None:
    answer = stranger.get(address_on(as_alice.post("/out/address/new/").content))
    assert not answer.cookies
    assert stranger.get("/").status_code == 403


def test_an_address_that_is_read_all_the_time_is_asked_to_wait(as_alice: Client, stranger: Client) -> None:
    address = address_on(as_alice.post("/out/address/new/").content)
    statuses = [stranger.get(address).status_code for _ in range(32)]
    assert statuses == [200] * 30 + [429] * 2


def test_guessing_is_slowed_down_and_keeps_nobody_else_out(as_alice: Client, stranger: Client) -> None:
    address = address_on(as_alice.post("/out/address/new/").content)
    statuses = {stranger.get(f"/calendar/guess-{n}.ics").status_code for n in range(31)}
    assert statuses == {404, 429}
    assert stranger.get(address).status_code == 200


def test_a_change_of_the_address_needs_the_form(alice: models.Runner) -> None:
    browser = people.client(alice, enforce_csrf_checks=True)
    assert browser.post("/out/address/new/").status_code == 403
    assert browser.get("/out/address/new/").status_code == 405
    assert feeds.address_of(alice) is None


def test_on_the_phone_the_page_offers_no_address(alice: models.Runner, settings: Any) -> None:
    settings.PHONE, settings.ALLOWED_HOSTS = "192.168.1.5:4128", ["192.168.1.5"]
    browser = people.client(alice)
    page = browser.get("/out/", secure=True, headers={"host": settings.PHONE}).content.decode()
    assert "need the file" in page
    assert "/out/address/new/" not in page


def test_here_the_page_says_that_only_this_computer_reaches_it(as_alice: Client) -> None:
    assert "on this computer alone" in as_alice.get("/out/").content.decode()
