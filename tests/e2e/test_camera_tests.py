"""A test of flexibility by camera, with a real browser: a drawn film for a camera, whose true angle is known."""

import json
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from hamstride.exercises.values import SetRecord
from hamstride.measure import flexibility
from hamstride.measure.flexibility import FlexTest, Instrument
from tests.e2e.film import camera_file
from tests.e2e.people import Site, beginner, filmed
from tests.measure.test_drawn_films import true_angles

pytestmark = [pytest.mark.browser, pytest.mark.alone, pytest.mark.slow]

LEAD_IN_S = 20.0  # what is said, and being seen
TRIALS = 3
PAGE = "/tests/bend/straight-leg-raise/"


def is_whole(site: Site) -> bool:
    """Whether the first set is over and its record has every trial; it is sent again as it grows."""
    kept = site.sets()[:1]
    return any(record["outcome"] == "done" and len(peaks(record)) >= TRIALS for record in kept)


def peaks(record: dict[str, Any]) -> list[float]:
    return [rep["peak_deg"] for rep in record["reps"] if rep["counted"]]


def test_the_straight_leg_raise_is_measured(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    clip = clips / "measuring" / "leg-near-left.mp4"
    truth = true_angles(json.loads(clip.with_suffix(".json").read_text()), FlexTest.LEG)
    error = flexibility.error(FlexTest.LEG, Instrument.CAMERA)
    film = camera_file(clip, tmp_path / "film.mjpeg", lead_in_s=LEAD_IN_S)
    with beginner(playwright, chromium, site, *filmed(film)) as somebody:
        somebody.page.goto(site.origin + PAGE)
        somebody.start_warm("[data-start-exercise=straight-leg-raise]")
        somebody.wait_for("the first trial", lambda: bool(somebody.numbers()), within_s=180)
        somebody.wait_for("the whole set in the database", lambda: is_whole(site), within_s=120)
        kept = site.sets()[0]
        assert (kept["exercise"], kept["side"], kept["source"]) == ("straight-leg-raise", "left", "camera")
        assert peaks(kept)[:TRIALS] == pytest.approx(truth, abs=error.factor * error.sem)
        somebody.page.goto(site.origin + PAGE)
        used = unspoilt(site.sets()[0], truth)
        shown, true = (fmean(each) for each in zip(*used, strict=True))
        assert shown == pytest.approx(true, abs=error.sem)
        expect(somebody.page.locator("#result")).to_contain_text(f"{round(shown)}° high")


def unspoilt(record: dict[str, Any], truth: list[float]) -> list[tuple[float, float]]:
    """What was read beside what was true, of the trials that make the result: those with a straight knee."""
    reps = [rep for rep in SetRecord.from_dict(record).reps if rep.counted][:TRIALS]
    return [
        (value, true)
        for rep, true in zip(reps, truth, strict=True)
        for value in flexibility.trials(FlexTest.LEG, [rep])
    ]
