"""What a browser keeps to do without us: the files, the worker, the sessions, and what it sends later."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image

from hamstride import demonstrations
from hamstride.exercises import load
from hamstride.exercises.values import Session
from hamstride.store import models, services
from hamstride.web import clock, drawing
from hamstride.web.offline import files
from tests import people

pytestmark = pytest.mark.django_db


def _put(browser: Client, session: dict[str, Any], uuid: str | None = None) -> Any:
    address = f"/api/sessions/{uuid or session['uuid']}"
    return browser.put(address, data=json.dumps(session), content_type="application/json")


def _kept(browser: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get("/api/offline").json()["sessions"]
    return found


def _begun(browser: Client) -> dict[str, Any]:
    """A session as a browser begins it by itself."""
    (strength,) = [each for each in _kept(browser) if each["session"]["routine"] == "strength"]
    return {**strength["session"], "uuid": str(uuid4()), "declarations": {}}


def test_without_a_connection_too_the_shorter_session_comes_first_after_four_weeks(
    as_alice: Client, alice: models.Runner
) -> None:
    assert not [each["title"] for each in _kept(as_alice) if each["lead_shorter"]]
    services.end_session(people.trained(alice, clock.today() - timedelta(days=30)), complete=True)
    (kept,) = [each for each in _kept(as_alice) if each["lead_shorter"]]
    assert kept["session"]["routine"] == "strength"
    assert len(kept["lengths"]["shorter"]["session"]["sets"]) < len(kept["session"]["sets"])


def test_the_files_are_there_with_their_true_sizes(stranger: Client, repository: Path) -> None:
    answer = stranger.get("/offline/files.json").json()
    assert answer["stamp"] == files.stamp()
    listed = {each["url"]: each["bytes"] for each in answer["files"]}
    for url, size in listed.items():
        assert (repository / "src" / "hamstride" / "web" / url[1:]).stat().st_size == size
        served = stranger.get(url)
        assert served.status_code == 200
        served.close()
    assert "/static/built/models/pose_landmarker_full.task" in listed
    assert not [url for url in listed if "lite" in url or "charts" in url]
    drawn = [url for url in listed if url.startswith("/static/demonstrations/")]
    wanted = list(demonstrations.wanted(load.catalogue().values()))
    assert sum(".sheet." in url for url in drawn) == len(wanted)
    ways = (drawing.demonstration(each.id, variant) for each, variant in wanted if variant)
    stills = {drawing.sheet(way)["still"] for way in ways if way}
    assert {url for url in drawn if ".sheet." not in url} == stills
    assert {each["url"] for each in answer["files"] if each["shell"]} == {
        f"/static/{name}" for name in files.SHELL
    }


def test_new_files_make_a_new_worker(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stranger.get("/sw.js")
    assert before.headers["Content-Type"].startswith("text/javascript")
    assert before.content.startswith(f'self.STAMP="{files.stamp()}";'.encode())
    monkeypatch.setattr(files, "stamp", lambda: "another")
    assert stranger.get("/sw.js").content.startswith(b'self.STAMP="another";')


def test_the_worker_is_one_script_that_imports_nothing(stranger: Client) -> None:
    assert b"import" not in stranger.get("/sw.js").content


def test_the_stamp_follows_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    files.stamp.cache_clear()
    before = files.stamp()
    files.stamp.cache_clear()
    monkeypatch.setattr(files, "_changed", lambda url: 1)
    assert files.stamp() != before
    files.stamp.cache_clear()


def test_the_page_that_stands_in_knows_nobody(as_alice: Client, stranger: Client) -> None:
    pages = [browser.get("/offline/").content.decode() for browser in (as_alice, stranger)]
    without = [re.sub(r'nonce="[^"]*"', "", page) for page in pages]
    assert without[0] == without[1]
    assert "data-offline-page" in pages[0]


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("", "en"), ("?language=de", "de"), ("?language=xx", "en"), ("?language=../de", "en")],
)
def test_the_page_that_stands_in_speaks_as_it_is_asked(stranger: Client, asked: str, spoken: str) -> None:
    assert f'<html lang="{spoken}">' in stranger.get(f"/offline/{asked}").content.decode()


def test_how_it_looks_among_other_programs(stranger: Client) -> None:
    manifest = stranger.get("/manifest.webmanifest").json()
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    page = stranger.get("/offline/").content.decode()
    touch = re.search(r'rel="apple-touch-icon" href="([^"]+)"', page)
    assert touch is not None
    pictures = {touch[1]: "180x180"} | {
        icon["src"]: icon["sizes"] for icon in manifest["icons"] if icon["type"] == "image/png"
    }
    assert set(pictures.values()) == {"180x180", "192x192", "512x512"}
    for address, size in pictures.items():
        served = stranger.get(address)
        with Image.open(BytesIO(b"".join(served))) as picture:
            assert f"{picture.width}x{picture.height}" == size
        served.close()
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_a_session_of_each_routine_to_keep_and_none_is_begun(as_alice: Client, stranger: Client) -> None:
    kept = _kept(as_alice)
    assert [each["session"]["routine"] for each in kept] == ["strength", "before-run", "after-run"]
    assert [each["title"] for each in kept] == ["Strength", "Before a run", "After a run"]
    assert all(each["session"]["declarations"] and each["figures"] for each in kept)
    assert models.Session.objects.count() == 0
    assert stranger.get("/api/offline").status_code == 401


def test_a_session_is_kept_in_each_length_it_can_be_asked_for(as_alice: Client) -> None:
    kept = {each["session"]["routine"]: each for each in _kept(as_alice)}
    strength, after = kept["strength"], kept["after-run"]
    shorter, longer = strength["lengths"]["shorter"]["session"], after["lengths"]["longer"]["session"]
    assert len(shorter["sets"]) < len(strength["session"]["sets"])
    assert longer["expected_s"] > after["session"]["expected_s"]
    assert longer["declarations"] and after["lengths"]["longer"]["figures"]
    for each in kept.values():
        assert all(other["session"]["sets"] != each["session"]["sets"] for other in each["lengths"].values())
    assert _put(as_alice, {**longer, "uuid": str(uuid4()), "declarations": {}}).status_code == HTTPStatus.OK


def test_what_follows_from_a_pain_travels_with_every_session(as_alice: Client) -> None:
    kept = {each["session"]["routine"]: each for each in _kept(as_alice)}
    longer = kept["after-run"]["lengths"]["longer"]
    begun = as_alice.post("/api/sessions", '{"routine": "strength"}', content_type="application/json").json()
    for each in (*kept.values(), longer, begun):
        assert each["pains"].keys() == each["session"]["declarations"].keys()
    for place, score in (("sharp", 1), ("tingling", 4), ("muscle", 5), ("knee", 6)):
        report = {"exercise": "lying-leg-curl", "side": "left", "place": place, "score": score}
        asked = as_alice.post("/api/pain", json.dumps(report), content_type="application/json").json()
        known = next(each for each in begun["pains"]["lying-leg-curl"][place] if score <= each["to"])
        assert {name: known[name] for name in ("lines", "then")} == asked


def test_that_it_hurt_before_this_week_travels_with_every_session(
    as_alice: Client, alice: models.Runner
) -> None:
    today = clock.today()
    again = ["Once the pain is down to 2 of 10 at rest, try it again.", AGAIN]
    for ago in (8, 7, 6, 0):
        models.PainNote.objects.create(
            uuid=uuid4(), runner=alice, day=today - timedelta(days=ago), exercise="ball-curl", side="both",
            place="knee", score=6,
        )  # fmt: skip
        until = (today + timedelta(days=6 - ago)).isoformat() if ago < 7 else None
        begun = as_alice.post("/api/sessions", '{"routine": "strength"}', content_type="application/json")
        kept = _kept(as_alice)
        others = [other for each in kept for other in each["lengths"].values()]
        assert {"again_until" in each for each in others} == {False}
        for each in (kept[0], begun.json()):
            assert each.get("again_until") == until
            mild, moderate, high = each["pains"]["lying-leg-curl"]["muscle"]
            assert (high["again"], "again" in mild, "again" in moderate) == (again, False, False)
    report = {"exercise": "lying-leg-curl", "side": "left", "place": "muscle", "score": 6}
    asked = as_alice.post("/api/pain", json.dumps(report), content_type="application/json").json()
    assert asked["lines"] == again


AGAIN = "That is the second time this week. Have somebody look at it who can judge it."


def test_a_session_begun_without_us_is_kept_once(as_alice: Client, alice: models.Runner) -> None:
    session = _begun(as_alice)
    assert [_put(as_alice, session).status_code for _ in range(2)] == [200, 200]
    (row,) = models.Session.objects.all()
    assert (row.runner, row.routine, row.day) == (alice, "strength", clock.today())
    assert row.value == replace(Session.from_dict(session), declarations={})


@pytest.mark.parametrize(
    "changes",
    [
        {"routine": "marathon"},
        {"sets": []},
        {"sets": [{"exercise": "handstand", "side": "left", "reps": 10}]},
        {"sets": [{"exercise": "lying-leg-curl", "variant": "toes-up", "side": "left", "reps": 10}]},
        {"date": "yesterday"},
        {"date": (clock.today() - timedelta(days=61)).isoformat()},
        {"date": (clock.today() + timedelta(days=2)).isoformat()},
        {"uuid": "not a uuid"},
        {"format": "hamstride-session/9"},
    ],
)
def test_a_session_that_we_could_not_have_made_is_refused(as_alice: Client, changes: dict[str, Any]) -> None:
    session = _begun(as_alice)
    assert _put(as_alice, session | changes, session["uuid"]).status_code == 422
    assert models.Session.objects.count() == 0


def test_nobody_takes_over_the_session_of_another(as_alice: Client, as_bob: Client) -> None:
    session = _begun(as_alice)
    assert _put(as_alice, session).status_code == 200
    assert _put(as_bob, session).status_code == 422
    assert models.Session.objects.get().runner.user.username == "alice"


def test_a_page_of_one_runner_gets_nothing_into_the_record_of_another(
    as_alice: Client, as_bob: Client, alice: models.Runner
) -> None:
    """What Alice's browser sends once Bob is signed in there is refused as if nobody were."""
    told = re.search(r'name="hamstride-runner" content="([^"]+)"', as_alice.get("/help/").content.decode())
    assert told is not None
    session = as_alice.get("/api/offline").json()["sessions"][0]["session"]
    address = f"/api/sessions/{session['uuid']}"
    header = {"X-Runner": told[1]}
    assert as_bob.get("/api/offline", headers=header).status_code == HTTPStatus.UNAUTHORIZED
    refused = as_bob.put(address, session, content_type="application/json", headers=header)
    assert refused.status_code == HTTPStatus.UNAUTHORIZED
    assert not models.Session.objects.exists()
    assert (
        as_alice.put(address, session, content_type="application/json", headers=header).status_code
        == HTTPStatus.OK
    )
    assert models.Session.objects.get().runner == alice


def test_looking_around_does_not_stay_on_the_page_that_stands_in(as_alice: Client) -> None:
    as_alice.post("/look-around/")
    assert b"made-up" not in as_alice.get("/offline/").content
