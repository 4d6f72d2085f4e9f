"""The page Runs: empty, with one, with years; typing in, files in, what was set aside, what could not be read."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamstride.plan.runs import RunKind
from hamstride.store import importing, models, runs, services
from hamstride.web import clock, security
from tests import people
from tests.formats import activity_files as made


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def send(browser: Client, *files: tuple[str, bytes], only_lines: bool = False) -> str:
    given: dict[str, object] = {"file": [SimpleUploadedFile(name, data) for name, data in files]}
    answer = browser.post(reverse("runs-bring"), given | ({"only-lines": "yes"} if only_lines else {}))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def typed(browser: Client, **fields: str) -> int:
    now = clock.now()
    given = {"day": now.date().isoformat(), "at": "00:01", "length": "45", "km": "", "kind": "easy"} | fields
    return browser.post(reverse("run-type"), given).status_code


# ----------------------------------------------------------------------------------------------------------------- by hand
def test_a_week_without_runs_is_no_nought_and_a_whole_hour_no_minutes(as_alice: Client) -> None:
    long_ago = (clock.today() - timedelta(days=30)).isoformat()
    assert typed(as_alice, day=long_ago, length="3:00") == 302
    page = text(as_alice, reverse("runs"))
    assert "No runs this week yet." in page
    assert "3 h" in page
    assert not re.search(r"0 runs|1 s\b|0 min", page)


def test_the_empty_page_says_what_to_do(as_alice: Client) -> None:
    page = text(as_alice, reverse("runs"))
    assert "No runs yet. Drop a file from your watch here" in page
    assert "two strength days a week" in page


@pytest.mark.parametrize(
    ("fields", "seconds", "metres"),
    [
        ({}, 2700, None),
        ({"length": "1:05"}, 3900, None),
        ({"length": "1h"}, 3600, None),
        ({"length": "1 h 5 min"}, 3900, None),
        ({"length": "45 min", "km": "8,4"}, 2700, 8400),
        ({"length": "7.5", "km": "1.5 km"}, 450, 1500),
        ({"length": "12h30", "km": "800 m"}, 45_000, 800),
    ],
)
def test_a_run_typed_in(
    alice: models.Runner, as_alice: Client, fields: dict[str, str], seconds: float, metres: float | None
) -> None:
    assert typed(as_alice, **fields) == 302
    (run,) = runs.between(alice, clock.today(), clock.today())
    assert (run.seconds, run.distance_m) == (seconds, metres)
    assert "45 min" in text(as_alice, reverse("runs")) or seconds != 2700


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"length": ""}, "length"),
        ({"length": "soon"}, "length"),
        ({"length": "0"}, "length"),
        ({"length": "99999"}, "length"),
        ({"length": "28:15"}, "length"),
        ({"length": "45 km"}, "length"),
        ({"length": "1:75"}, "length"),
        ({"length": "1h60"}, "length"),
        ({"length": "45", "km": "500"}, "Nobody runs so far in so short a time"),
        ({"km": "far"}, "distance"),
        ({"km": "0"}, "distance"),
        ({"day": "2026-02-30"}, "day and a time"),
        ({"day": ""}, "day and a time"),
        ({"at": "25:00"}, "day and a time"),
        ({"at": "10:00+02:00"}, "day and a time"),
        ({"day": "9999-12-31", "at": "23:59"}, "still to come"),
        ({"kind": "slow"}, "Easy, hard"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_kept(
    alice: models.Runner, as_alice: Client, fields: dict[str, str], said: str
) -> None:
    now = clock.now()
    given = {"day": now.date().isoformat(), "at": "00:01", "length": "45", "km": "", "kind": "easy"} | fields
    answer = as_alice.post(reverse("run-type"), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert runs.activities(alice).count() == 0


def test_a_change_touches_only_what_was_changed(alice: models.Runner, as_alice: Client) -> None:
    send(as_alice, ("a.fit", made.fit(seconds=1830.7, metres=5123.4)))
    row = runs.runs(alice).get()
    page = as_alice.get(reverse("run", args=[row.uuid])).content.decode()
    fields = dict(re.findall(r'name="(day|at|length|km)" value="([^"]*)"', page))
    assert as_alice.post(reverse("run-change", args=[row.uuid]), fields | {"kind": "hard"}).status_code == 302
    row.refresh_from_db()
    assert (row.moving_s, row.distance_m, row.kind, row.started) == (1830.7, 5123.4, "hard", made.START)
    as_alice.post(reverse("run-change", args=[row.uuid]), fields | {"kind": "hard", "length": "40"})
    row.refresh_from_db()
    assert (row.moving_s, row.distance_m) == (2400.0, 5123.4)
    assert "Take back" in text(as_alice, reverse("run", args=[row.uuid]))
    as_alice.post(reverse("run-back", args=[row.uuid]))
    row.refresh_from_db()
    assert (row.moving_s, row.elapsed_s, row.kind, row.started, row.said) == (
        1830.7,
        1830.7,
        "easy",
        made.START,
        False,
    )
    assert "Take back" not in text(as_alice, reverse("run", args=[row.uuid]))


def test_deleting_and_undoing(alice: models.Runner, as_alice: Client) -> None:
    typed(as_alice)
    row = runs.runs(alice).get()
    answer = as_alice.post(reverse("run-delete", args=[row.uuid]), follow=True)
    assert "Run deleted." in answer.content.decode()
    assert runs.runs(alice).count() == 0
    as_alice.post(reverse("run-restore", args=[row.uuid]))
    assert runs.runs(alice).count() == 1


def test_undoing_makes_no_second_run_of_one_that_came_in_again(
    alice: models.Runner, as_alice: Client
) -> None:
    send(as_alice, ("a.fit", made.fit()))
    row = runs.runs(alice).get()
    as_alice.post(reverse("run-delete", args=[row.uuid]))
    send(as_alice, ("a.fit", made.fit()))
    as_alice.post(reverse("run-restore", args=[row.uuid]))
    assert runs.runs(alice).count() == 1


# ------------------------------------------------------------------------------------------------------------------- files
def test_files_come_in_a_line_each_and_the_rest_go_on(alice: models.Runner, as_alice: Client) -> None:
    page = send(as_alice, ("a.fit", made.fit()), ("bad.gpx", b"<gpx"), ("b.gpx", made.gpx()))
    said = [unescape(re.sub(r"<[^>]*>", "", item)).strip() for item in re.findall(r"<li .*?</li>", page)]
    assert [line.replace("\xa0", " ") for line in said] == [
        "a.fit: 5 km · 30 min",
        "bad.gpx: It breaks off or is garbled at line 1, column 1.",
        "b.gpx: in already",
    ]
    assert page.rstrip().endswith("</html>")
    assert runs.runs(alice).count() == 1


def test_a_script_gets_the_lines_alone(as_alice: Client) -> None:
    lines = send(as_alice, ("export.zip", made.strava_export()), only_lines=True)
    assert lines.count("\n") == 3
    assert all(line.startswith("<li ") and line.endswith("</li>") for line in lines.splitlines())
    assert "photograph" not in lines


def test_no_file_at_all(as_alice: Client) -> None:
    assert as_alice.post(reverse("runs-bring")).status_code == 302


@pytest.mark.parametrize(
    "name", ['"><img src=x onerror=alert(1)>.gpx', "</li><script>alert(1)</script>.fit", "a\nb\r\n.gpx"]
)
def test_names_are_shown_and_never_run(as_alice: Client, name: str) -> None:
    evil = made.gpx(name="&lt;script&gt;alert(1)&lt;/script&gt;", creator="&lt;img src=x&gt;")
    lines = send(as_alice, (name, b"no run"), ("run.gpx", evil), only_lines=True)
    assert len(lines.splitlines()) == 2
    pages = [reverse("runs"), reverse("runs-refused"), *re.findall(r'href="(/runs/[^"]*)"', lines)]
    for page in (lines, *(as_alice.get(address).content.decode() for address in pages)):
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_a_refused_file_can_be_had_back_and_deleted(
    alice: models.Runner, as_alice: Client, as_bob: Client
) -> None:
    send(as_alice, ("../../etc/bad.gpx", b"<gpx"))
    assert "bad.gpx" in text(as_alice, reverse("runs-refused"))
    file = models.RunFile.objects.get(runner=alice)
    address = reverse("runs-original", args=[file.pk])
    answer = as_alice.get(address)
    assert b"".join(answer.streaming_content) == b"<gpx"  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bad.gpx"'
    assert as_bob.get(address).status_code == 404
    assert as_bob.post(reverse("runs-forget", args=[file.pk])).status_code == 404
    assert as_alice.post(reverse("runs-forget", args=[file.pk])).status_code == 302
    assert "Every file could be read." in text(as_alice, reverse("runs-refused"))
    assert as_alice.get(address).status_code == 404


SAID = {"en": ["walking", "alpine skiing"], "de": ["Gehen", "Ski alpin"], "fr": ["marche", "ski alpin"]}


@pytest.mark.parametrize("language", SAID)
def test_a_sport_is_said_in_the_language_of_the_runner_and_an_unknown_one_as_given(
    alice: models.Runner, as_alice: Client, language: str
) -> None:
    services.save_profile(alice, replace(alice.profile, language=language))
    kinds = ("walking", "AlpineSki", "Quidditch_Match")
    given = [
        (f"{n}.gpx", made.gpx(made.START - timedelta(days=n), kind=kind)) for n, kind in enumerate(kinds)
    ]
    lines = send(as_alice, *given, only_lines=True)
    aside = text(as_alice, reverse("runs-aside"))
    for name in [*SAID[language], "quidditch match"]:
        assert f"({name})" in lines
        assert f"{name} · 2026" in aside
    walk = runs.activities(alice).get(sport="walking")
    assert SAID[language][0] in text(as_alice, reverse("run", args=[walk.uuid]))


def test_a_sport_kept_under_a_name_of_its_file_is_said_by_its_usual_one(
    alice: models.Runner, as_alice: Client
) -> None:
    send(as_alice, ("walk.gpx", made.gpx(kind="walking")))
    runs.activities(alice).update(sport="nordic_ski")  # as it was kept before its names were known to be one
    assert "cross-country skiing" in text(as_alice, reverse("runs-aside"))


def test_what_was_set_aside_can_be_called_a_run(alice: models.Runner, as_alice: Client) -> None:
    send(as_alice, ("walk.gpx", made.gpx(kind="walking")))
    assert "walking" in text(as_alice, reverse("runs-aside"))
    row = runs.activities(alice).get()
    as_alice.post(reverse("run-say", args=[row.uuid]), {"run": "yes", "back": "aside"})
    assert "Nothing is set aside." in text(as_alice, reverse("runs-aside"))
    assert "5.01 km" in text(as_alice, reverse("runs"))
    as_alice.post(reverse("run-say", args=[row.uuid]), {"run": "no"})
    assert runs.runs(alice).count() == 0


def test_all_that_do_not_say_what_they_were_at_once(alice: models.Runner, as_alice: Client) -> None:
    send(as_alice, ("walk.gpx", made.gpx(kind="walking")))
    days = [made.START + timedelta(days=n) for n in (1, 2, 3)]
    send(as_alice, *((f"{n}.gpx", made.gpx(day, kind=None)) for n, day in enumerate(days)))
    assert "were runs" in text(as_alice, reverse("runs-aside"))
    as_alice.post(reverse("runs-unknown"))
    assert runs.runs(alice).count() == 3
    assert "were runs" not in text(as_alice, reverse("runs-aside"))


def test_whether_a_run_is_there_is_asked_while_nobody_else_can_type_it_in(
    alice: models.Runner, as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button pressed twice sends the run twice at once."""
    within: list[bool] = []
    alone, same = services.alone, runs.same

    @contextmanager
    def watched(runner: models.Runner) -> Iterator[None]:
        with alone(runner):
            within.append(True)
            yield
            within.pop()

    monkeypatch.setattr(services, "alone", watched)
    monkeypatch.setattr(runs, "same", lambda *asked: same(*asked) if within else pytest.fail("not alone"))
    assert [typed(as_alice), typed(as_alice)] == [302, 302]
    assert runs.runs(alice).count() == 1


def test_a_run_typed_in_that_is_there_already_leads_to_it(alice: models.Runner, as_alice: Client) -> None:
    typed(as_alice)
    answer = as_alice.post(
        reverse("run-type"),
        {"day": clock.today().isoformat(), "at": "00:05", "length": "40", "kind": "hard"},
        follow=True,
    )
    assert "A run is in already for that time." in answer.content.decode()
    assert runs.runs(alice).count() == 1


def test_strength_of_a_watch_planned_against_done(alice: models.Runner, as_alice: Client) -> None:
    from fit_tool.profile.profile_type import Sport

    sets = [made.strength_set(15, 1, reps=n) for n in (10, 8)]
    lines = send(as_alice, ("s.fit", made.fit(sport=Sport.TRAINING, metres=0.0, sets=sets)), only_lines=True)
    assert "strength, 2 sets as planned for 1 July" in lines
    row = runs.activities(alice).get()
    page = text(as_alice, reverse("run", args=[row.uuid]))
    assert "Lying curl, plain, right 10 · 1 kg 8 · 1 kg" in page
    assert row.session is not None
    assert "counted by your watch" in text(as_alice, reverse("record-session", args=[row.session.uuid]))


# ------------------------------------------------------------------------------------------------------- adherence, in honesty
def test_stretched_before_and_after_and_the_week(alice: models.Runner, as_alice: Client) -> None:
    today = clock.today()
    runs.type_in(alice, clock.now().replace(hour=10, minute=3), 1800.0, RunKind.EASY, zone=clock.zone())
    people.trained(alice, today, routine="before-run", sets=1)  # at 10:00
    people.trained(alice, today, routine="strength", sets=1)
    page = text(as_alice, reverse("runs"))
    assert "Stretched before 1 of 1, after 0 of 1." in page
    assert "Strength 1 of 2." in page
    assert "stretched before" in page


def test_weeks_are_told_as_far_back_as_there_is_something_in_them(
    alice: models.Runner, as_alice: Client
) -> None:
    runs.type_in(alice, clock.now().replace(hour=0, minute=1), 1800.0, RunKind.EASY, zone=clock.zone())
    assert "The last" not in text(as_alice, reverse("runs"))
    ago = clock.now().replace(hour=10) - timedelta(weeks=3)
    runs.type_in(alice, ago, 1800.0, RunKind.EASY, zone=clock.zone())
    assert "The last 4 weeks" in text(as_alice, reverse("runs"))


# ----------------------------------------------------------------------------------------------- who, how much, how many
ADDRESSES = ("run", "run-change", "run-back", "run-say", "run-delete", "run-restore")


def test_everybody_sees_their_own_runs_alone(alice: models.Runner, as_bob: Client, stranger: Client) -> None:
    row = runs.type_in(alice, clock.now(), 600.0, RunKind.EASY, zone=clock.zone())
    for name in ADDRESSES:
        for uuid in (row.uuid, uuid4()):
            address = reverse(name, args=[uuid])
            assert (as_bob.get(address) if name == "run" else as_bob.post(address)).status_code == 404
    assert stranger.get(reverse("runs")).status_code == 403
    assert "No runs yet" in text(as_bob, reverse("runs"))


def test_deeds_want_a_form(as_alice: Client) -> None:
    for name in ADDRESSES[1:]:
        assert as_alice.get(reverse(name, args=[uuid4()])).status_code == 405


def test_large_files_only_where_they_belong(
    alice: models.Runner, stranger: Client, as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(security, "SMALL", 100)
    monkeypatch.setitem(security.LARGE, reverse("runs-bring"), 100_000)
    file = ("a.gpx", made.gpx())
    assert "30" in send(as_alice, file)
    body = {"file": SimpleUploadedFile(*file)}
    assert as_alice.post(reverse("run-type"), body).status_code == 413
    assert stranger.post(reverse("runs-bring"), {"file": SimpleUploadedFile(*file)}).status_code == 413
    monkeypatch.setitem(security.LARGE, reverse("runs-bring"), 200)
    assert as_alice.post(reverse("runs-bring"), {"file": SimpleUploadedFile(*file)}).status_code == 413


@pytest.mark.parametrize(
    "before",
    ["", "x", "2026-01-01T10:00:00", "x.1", "2026-01-01T10:00:00.99999999999999999999", "9999-99-99.1"],
)
def test_a_mistyped_address_shows_the_first_page(as_alice: Client, before: str) -> None:
    assert as_alice.get(reverse("runs"), {"before": before}).status_code == 200


def many(who: models.Runner, number: int) -> None:
    """So many runs, one every other day back."""
    rows = []
    for n in range(number):
        at = clock.now() - timedelta(days=2 * n)
        rows.append(
            models.Activity(
                uuid=uuid4(),
                runner=who,
                started=runs.instant(at, clock.zone()),
                local=runs.local_text(at),
                day=at.date(),
                moving_s=2700.0,
                elapsed_s=2700.0,
                distance_m=8000.0,
                is_run=n % 9 != 0,
                sport="running",
                origin="file",
            )
        )
    models.Activity.objects.bulk_create(rows)


@pytest.mark.django_db
def test_five_thousand_runs_cost_a_page_no_more_queries_than_fifty() -> None:
    counts = {}
    for name, number in (("fifty", 50), ("thousands", 5000)):
        who = people.runner(name)
        many(who, number)
        browser = people.client(who)
        for page in ("runs", "runs-aside", "today", "record"):
            with CaptureQueriesContext(connection) as counted:
                assert browser.get(reverse(page)).status_code == 200
            counts[name, page] = len(counted)
    for page in ("runs", "runs-aside", "today", "record"):
        assert counts["fifty", page] == counts["thousands", page], page
    assert counts["thousands", "runs"] <= 16


def test_years_are_paged(alice: models.Runner, as_alice: Client) -> None:
    many(alice, 100)
    address, seen = reverse("runs"), 0
    while address:
        page = as_alice.get(address).content.decode()
        seen += page.count('id="run-')
        found = re.search(r'href="(\?before=[^"]*)"', page)
        address = reverse("runs") + unescape(found[1]) if found else ""
    assert seen == runs.runs(alice).count()


def test_the_same_way_in_for_everybody(alice: models.Runner, as_alice: Client) -> None:
    send(as_alice, ("a.fit", made.fit()))
    (line,) = importing.take_file(alice, "a.gpx", io.BytesIO(made.gpx()), zone=clock.zone(), now=clock.now())
    assert line.outcome is importing.FileOutcome.DUPLICATE
