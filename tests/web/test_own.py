"""Exercises of one's own: a file in the folder is listed, shown, led, watched and recorded as the ones that come with us."""

import json
import os
import re
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hamstride import known
from hamstride.coach import film
from hamstride.coach.bridge import Bridge
from hamstride.engine import puppet
from hamstride.exercises.load import parse
from hamstride.exercises.values import Session, Side
from hamstride.store import models, services
from tests import people

pytestmark = pytest.mark.django_db

OURS = (resources.files("hamstride.exercises") / "catalogue" / "standing-curl.toml").read_text("utf-8")
MINE = OURS.replace('id = "standing-curl"', 'id = "heel-lift"').replace(
    'title = "Standing curl"', 'title = "Heel <lift>"'
)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, with one exercise of one's own."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "mine.toml").write_text(MINE, "utf-8")
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    return folder


def _post(browser: Client, address: str, body: Any) -> Any:
    return browser.post(address, data=json.dumps(body), content_type="application/json")


def _begin(browser: Client) -> dict[str, Any]:
    answer = _post(browser, "/api/sessions", {"exercise": "heel-lift"})
    assert answer.status_code == 201, answer.content
    begun: dict[str, Any] = answer.json()
    return begun


def test_it_is_listed_and_has_its_page(own: Path, as_alice: Client) -> None:
    assert "Heel &lt;lift&gt;" in as_alice.get("/exercises/").content.decode()
    page = as_alice.get("/exercises/heel-lift/").content.decode()
    assert "<h1>Heel &lt;lift&gt;</h1>" in page
    assert 'data-start-exercise="heel-lift"' in page
    assert "<svg" in page, "nobody drew a person doing it, so the line figure moves"


def test_poses_that_no_leg_can_take_keep_nobody_from_the_pages(own: Path, as_alice: Client) -> None:
    ball = OURS.replace('id = "standing-curl"', 'id = "odd"').replace("knee_deg = 100", "knee_deg = 360")
    (own / "odd.toml").write_text(ball.replace('"ankle-weights"', '"ball"'), "utf-8")
    assert "odd" in known.catalogue()
    for page in ("odd", "ball-curl"):
        assert as_alice.get(f"/exercises/{page}/").status_code == 200


def test_what_no_camera_can_follow_is_left_out_and_named(own: Path) -> None:
    small = MINE.replace('id = "heel-lift"', 'id = "small"').replace("knee_deg = 100", "knee_deg = 10")
    (own / "small.toml").write_text(small, "utf-8")
    assert "small" not in known.catalogue()
    (why,) = known.own().left_out
    assert f"{own}/small.toml: The movement cannot be followed. small: knee-flexion goes 10 degrees" in str(
        why
    )


def test_its_session_brings_declaration_and_figure_to_the_player(own: Path, as_alice: Client) -> None:
    begun = _begin(as_alice)
    declared = begun["session"]["declarations"]["heel-lift"]
    assert declared == parse(MINE, "mine.toml").to_dict()
    assert len(begun["figures"]["heel-lift/"]["frames"]) == 24
    bridge = Bridge({"session": begun["session"], "now": "2026-11-02T09:00:00"}, lambda: str(uuid4()))
    screens = [out for out in bridge.receive({"kind": "tick", "t_s": 0.0}) if out["kind"] == "screen"]
    assert screens[-1]["exercise"] == "heel-lift"


def test_a_film_of_it_is_watched(own: Path, as_alice: Client) -> None:
    page = as_alice.get("/film/?exercise=heel-lift").content.decode()
    assert re.findall(r'data-exercise="([^"]*)"[^>]* selected', page) == ["heel-lift"]
    found = re.search(r'<script id="declarations" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    declaration = json.loads(found[1])["heel-lift"]
    film.start(json.dumps({"declaration": declaration, "variant": None, "side": "auto", "language": "en"}))
    exercise = known.catalogue()["heel-lift"]
    acts = [puppet.rest(exercise, 2.0), *puppet.repetition(exercise) * 3]
    for frame in puppet.perform(exercise, acts, side=Side.LEFT):
        film.receive(_plain(frame))
    assert json.loads(film.finish())["headline"] == "Heel <lift>, left leg, 3 repetitions."


def _plain(frame: Any) -> str:
    return json.dumps(
        {
            "t_s": frame.t_s,
            "width": frame.width,
            "height": frame.height,
            "points": frame.points,
            "world": frame.world,
        }
    )


PAGES = ("/", "/exercises/", "/progress/", "/record/", "/runs/", "/settings/", "/week/", "/film/", "/tests/")


def test_what_was_done_stays_when_its_file_goes(own: Path, as_alice: Client, alice: models.Runner) -> None:
    begun = _begin(as_alice)
    record = people.record(Session.from_dict(begun["session"]), 0)
    kept = as_alice.put(
        f"/api/sets/{record.uuid}", data=json.dumps(record.to_dict()), content_type="application/json"
    )
    assert kept.status_code == 201, kept.content
    address = f"/api/sessions/{record.session}"
    assert as_alice.get(address).status_code == 200
    record_page = f"/record/{record.session}/"
    assert "Heel &lt;lift&gt;" in as_alice.get(record_page).content.decode()
    assert as_alice.get("/progress/heel-lift/").status_code == 200
    (own / "mine.toml").unlink()
    assert as_alice.get(address).status_code == 409
    assert as_alice.get("/exercises/heel-lift/").status_code == 404
    assert "heel-lift" in as_alice.get(record_page).content.decode()
    assert {page: as_alice.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_it_speaks_the_runner_s_language_where_it_is_translated(own: Path) -> None:
    (own / "mine.de.toml").write_text('[text]\ntitle = "Ferse hoch"\n', "utf-8")
    (own / "mine.fr.toml").write_text('[text]\ntitel = "Talon haut"\n', "utf-8")
    titles = [known.catalogue(language)["heel-lift"].text.title for language in ("en", "de", "es", "fr")]
    assert titles == ["Heel <lift>", "Ferse hoch", "Heel <lift>", "Heel <lift>"]
    assert [len(known.own(language).left_out) for language in ("en", "de", "fr")] == [0, 0, 1]


def test_a_change_of_the_file_is_seen_at_once(own: Path, as_alice: Client) -> None:
    assert "Heel &lt;lift&gt;" in as_alice.get("/exercises/heel-lift/").content.decode()
    (own / "mine.toml").write_text(MINE.replace("Heel <lift>", "Heel up"), "utf-8")
    os.utime(own / "mine.toml", ns=(1, 1))
    assert "<h1>Heel up</h1>" in as_alice.get("/exercises/heel-lift/").content.decode()


def test_a_file_that_cannot_be_used_is_told_without_its_folder(own: Path) -> None:
    (own / "draft.toml").write_text("a draft", "utf-8")
    runner = people.runner("dora")
    runner.change(language="de")
    services.save_profile(runner, runner.profile)
    runner.user.is_staff = True
    runner.user.save()
    page = people.client(runner).get("/exercises/").content.decode()
    assert "Ausgelassen: draft.toml: this is not TOML" in page
    assert "in deren eigenen Wörtern, auf Englisch.)" in page
    assert str(own) not in page


def test_why_a_file_is_left_out_is_told_whoever_can_mend_it(own: Path, as_alice: Client) -> None:
    (own / "odd.toml").write_text("order = ", "utf-8")
    browsers = as_alice, people.client(services.local_runner())
    told = ["Left out: odd.toml" in each.get("/exercises/").content.decode() for each in browsers]
    assert told == [False, True]
