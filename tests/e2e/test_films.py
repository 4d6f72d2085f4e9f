"""The main job, seen by a real camera: a film of a person is counted, timed, spoken, shown and kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Playwright

from tests.e2e.film import Pixels, camera_file, camera_film, pictures
from tests.e2e.people import Runner, Site, beginner, filmed

pytestmark = [pytest.mark.browser, pytest.mark.alone, pytest.mark.slow]

LEAD_IN_S = 20.0  # brief, being seen, into position; all hands-free
NUMBERS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
CLOSE_S = 0.5


def truth_of(clip: Path) -> list[dict[str, Any]]:
    reps: list[dict[str, Any]] = json.loads(clip.with_suffix(".json").read_text())["truth_reps"]
    return reps


def check_times(somebody: Runner, reps: list[dict[str, Any]], truth: list[dict[str, Any]]) -> None:
    film_s = somebody.film_time(LEAD_IN_S)
    assert len(reps) == len(truth)
    for rep, true in zip(reps, truth, strict=True):
        found = {name: round(film_s(rep[f"{name}_s"]), 2) for name in ("start", "top", "end")}
        off = {name: round(abs(at - true[name]), 2) for name, at in found.items()}
        assert max(off.values()) <= CLOSE_S, f"repetition {rep.get('number')}: {found}, truly {true}"


VISIT_AFTER = 3  # repetitions
VISIT_S = 25.0  # a slow browser looks for others in one of sixty pictures, so not more often than that


def test_ten_lying_curls_are_ten_though_somebody_comes_by(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    clip = clips / "lying-neutral-left-10.mp4"
    film = camera_film(tmp_path / "film.mjpeg", visited(clip, clips / "standing-left-knee-forward-2.mp4"))
    with beginner(playwright, chromium, site, *filmed(film)) as somebody:
        somebody.start_warm("[data-start-routine=strength]")
        check_visit(somebody)
        somebody.wait_for("ten", lambda: len(somebody.numbers()) >= 10, within_s=90)
        shown = {
            screen.get("number") for screen in somebody.outputs("screen") if screen.get("side") == "left"
        }
        captions = " ".join(screen.get("caption") or "" for screen in somebody.outputs("screen"))
        somebody.wait_for("the set", lambda: bool(somebody.outputs("set")), within_s=60)
        assert somebody.numbers()[:10] == NUMBERS
        assert set(range(11)) <= shown
        assert all(number in captions for number in NUMBERS)
        somebody.wait_for(
            "the set in the database", lambda: kept_reps(site) >= 10 and done(site), within_s=30
        )
        kept = site.sets()[0]
        assert (kept["exercise"], kept["variant"], kept["side"]) == ("lying-leg-curl", "neutral", "left")
        assert (kept["source"], kept["outcome"], kept["seen"]) == ("camera", "done", 10)
        check_times(somebody, [rep for rep in kept["reps"] if rep["counted"]][:10], in_the_film(clip))


def check_visit(somebody: Runner) -> None:
    """Somebody else in the picture is waited for, once, and the count goes on where it was."""
    somebody.wait_for("three", lambda: len(somebody.numbers()) >= VISIT_AFTER, within_s=240)
    somebody.wait_for("the wait", lambda: WAIT in said(somebody), within_s=60)
    assert len(somebody.numbers()) == VISIT_AFTER
    somebody.wait_for("the way on", lambda: "Go on: four." in said(somebody), within_s=60)
    somebody.wait_for("four", lambda: len(somebody.numbers()) > VISIT_AFTER, within_s=60)
    assert said(somebody).count(WAIT) == 1


def in_the_film(clip: Path) -> list[dict[str, Any]]:
    """The truth of a clip into which the visit was cut."""
    times = ("start", "top", "end")
    return [
        rep | {name: rep[name] + VISIT_S * (number >= VISIT_AFTER) for name in times}
        for number, rep in enumerate(truth_of(clip))
    ]


WAIT = "Someone else is in the picture. I wait."


def said(somebody: Runner) -> list[str]:
    return [each["message"] for each in somebody.outputs("say")]


def visited(clip: Path, other: Path) -> Iterator[tuple[float, Pixels]]:
    """Ten curls before a bare wall; after the third the runner keeps still while somebody else is beside."""
    truth = truth_of(clip)
    pause_s = (truth[VISIT_AFTER - 1]["end"] + truth[VISIT_AFTER]["start"]) / 2
    paused = False
    for until_s, runner_ in pictures(clip):
        wall = np.full((runner_.shape[0], 300, 3), 120, np.uint8)
        if until_s > pause_s and not paused:
            paused = True
            for other_s, visitor in pictures(other):
                if other_s < VISIT_S:
                    yield LEAD_IN_S + until_s + other_s, beside(runner_, visitor[:, 100:400])
        yield LEAD_IN_S + until_s + VISIT_S * paused, beside(runner_, wall)


def beside(left: Pixels, right: Pixels) -> Pixels:
    return np.ascontiguousarray(np.concatenate([left, right], axis=1))


def done(site: Site) -> bool:
    return any(record["outcome"] == "done" for record in site.sets())


WATCHED = 3  # repetitions: more of them would take longer, and tell nothing more
REST_S = 0.5


def test_standing_curls_with_their_holds(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    clip = clips / "standing-left-knee-forward-2.mp4"
    truth = truth_of(clip)[:WATCHED]
    film = camera_file(clip, tmp_path / "film.mjpeg", lead_in_s=LEAD_IN_S, until_s=truth[-1]["end"] + REST_S)
    with beginner(playwright, chromium, site, *filmed(film)) as somebody:
        somebody.page.goto(site.origin + "/exercises/standing-curl/")
        somebody.start_warm("[data-start-exercise=standing-curl]")
        somebody.wait_for("the first number", lambda: bool(somebody.numbers()), within_s=180)
        somebody.wait_for("all numbers", lambda: len(somebody.numbers()) >= len(truth), within_s=90)
        somebody.wait_for("all numbers in the database", lambda: kept_reps(site) >= len(truth), within_s=30)
        kept = site.sets()[0]
        assert (kept["exercise"], kept["side"], kept["source"]) == ("standing-curl", "left", "camera")
        reps = [rep for rep in kept["reps"] if rep["counted"]][: len(truth)]
        check_times(somebody, reps, truth)
        held = [(round(rep["hold_s"], 2), true["hold"]) for rep, true in zip(reps, truth, strict=True)]
        assert all(abs(found - true) <= CLOSE_S for found, true in held), held
        assert somebody.numbers()[: len(truth)] == NUMBERS[: len(truth)]
        ticks = [sound for sound in somebody.outputs("sound") if sound["sound"] == "tick"]
        assert len(ticks) >= 2 * len(truth)


def kept_reps(site: Site) -> int:
    sets = site.sets()
    return len([rep for rep in sets[0]["reps"] if rep["counted"]]) if sets else 0
