"""What one takes along: the files, and the secret address of the calendar."""

import io
import re

import fitdecode
import pypdf
import pytest
import vobject
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hamstride.store import feeds, models, services
from hamstride.web import clock
from tests import people

pytestmark = pytest.mark.django_db
CALENDAR = "/out/hamstride.ics"


@pytest.fixture(autouse=True)
def no_reader_yet() -> None:
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


def test_the_calendar_holds_the_coming_sessions(as_alice: Client) -> None:
    events = vobject.readOne(as_alice.get(CALENDAR).content.decode()).vevent_list
    days = sorted(event.dtstart.value.date() for event in events)
    assert days[0] == clock.today()
    assert len(days) >= 7
    assert len({event.uid.value for event in events}) == len(events)
    assert "Lying curls: 3 × 10 each · 1 kg" in events[0].description.value


def test_not_today_moves_the_same_appointment(as_alice: Client, alice: models.Runner) -> None:
    def by_uid() -> dict[str, tuple[str, str]]:
        events = vobject.readOne(as_alice.get(CALENDAR).content.decode()).vevent_list
        return {e.uid.value: (e.dtstart.value.date().isoformat(), e.sequence.value) for e in events}

    before = by_uid()
    as_alice.post("/not-today/")
    after = by_uid()
    moved = {uid for uid in before if uid in after and before[uid] != after[uid]}
    assert moved
    assert all(int(after[uid][1]) > int(before[uid][1]) for uid in moved)


def test_who_does_no_strength_has_an_empty_calendar(as_alice: Client, alice: models.Runner) -> None:
    alice.change(no_strength=True)
    services.save_profile(alice, alice.profile)
    assert not hasattr(vobject.readOne(as_alice.get(CALENDAR).content.decode()), "vevent")


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


def test_here_the_page_says_that_only_this_computer_reaches_it(as_alice: Client) -> None:
    assert "on this computer alone" in as_alice.get("/out/").content.decode()
