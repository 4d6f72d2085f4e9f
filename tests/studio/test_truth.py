"""The studio's committed films: what was drawn is what the catalogue declares, and the truth beside them holds together.

Nothing is drawn here; the studio measured its own skeletons when it made the films.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Laterality, Pose

FOLDER = Path(__file__).parent.parent / "clips" / "studio"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
EXERCISES = {
    "lying": "lying-leg-curl",
    "lying-in": "lying-leg-curl",
    "lying-out": "lying-leg-curl",
    "standing": "standing-curl",
    "ball": "ball-curl",
    "roll": "roll-forward",
    "hinge": "hip-hinge",
    "chair": "chair-stretch",
}
SIDES = {"L": ("left", "right"), "R": ("right", "left")}


@pytest.fixture(params=NAMES)
def truth(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{request.param}.json").read_text("utf-8"))
    return found


def exercise(truth: dict[str, Any]) -> Exercise:
    return catalogue()[EXERCISES[truth["exercise"]]]


def working(truth: dict[str, Any]) -> tuple[str, str]:
    return SIDES[truth.get("side", "L")]


def test_there_are_films() -> None:
    assert {json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["exercise"] for name in NAMES} >= {
        "lying", "standing", "ball", "roll", "hinge", "chair",
    }  # fmt: skip


def test_film_and_track_stand_beside_the_truth(truth: dict[str, Any]) -> None:
    assert (FOLDER / f"{truth['name']}.mp4").stat().st_size <= 100_000
    with gzip.open(FOLDER / f"{truth['name']}.pose.jsonl.gz", "rt", encoding="utf-8") as file:
        header, *frames = map(json.loads, file)
    assert header["fps"] == pytest.approx(truth["fps"])
    assert len(frames) == pytest.approx(truth["duration"] * truth["fps"], abs=1)


@pytest.mark.parametrize("which", ["rest", "top"])
def test_the_drawn_key_poses_are_the_declared_ones(truth: dict[str, Any], which: str) -> None:
    declared = exercise(truth)
    pose: Pose = declared.poses[getattr(declared.movement, which)]
    mine, theirs = working(truth)
    drawn = truth["key_poses"][which]
    assert drawn["trunk"] == pytest.approx(pose.trunk_deg, abs=1)
    assert drawn[f"{mine} knee"] == pytest.approx(pose.knee_deg, abs=1)
    assert drawn[f"{mine} hip"] == pytest.approx(pose.hip_deg, abs=1)
    assert drawn[f"{theirs} knee"] == pytest.approx(pose.other_knee_deg, abs=1)
    assert drawn[f"{theirs} hip"] == pytest.approx(pose.other_hip_deg, abs=1)


def test_every_drawn_angle_is_the_one_asked_for(truth: dict[str, Any]) -> None:
    assert truth["worst_deg"] <= 1


def test_repetitions_follow_one_another_within_the_film(truth: dict[str, Any]) -> None:
    ends = 0.0
    for rep in truth["truth_reps"]:
        assert ends <= rep["start"] < rep["top"] < rep["end"] <= truth["duration"]
        assert rep["top"] + rep["hold"] < rep["end"]
        ends = rep["end"]
    assert len(truth["truth_reps"]) == truth["reps"]


def test_the_angles_at_the_top_are_those_of_the_repetition(truth: dict[str, Any]) -> None:
    declared = exercise(truth)
    rest, top = declared.poses[declared.movement.rest], declared.poses[declared.movement.top]
    column = 1 if working(truth)[0] == "left" or declared.laterality is Laterality.BOTH_LEGS else 2
    for rep in truth["truth_reps"]:
        if "knee-bent" in rep["faults"] or "knees-locked" in rep["faults"]:
            continue
        middle_s = rep["top"] + rep["hold"] / 2
        frame = min(truth["angles"], key=lambda angles: abs(angles[0] - middle_s))
        at_top_deg = rest.knee_deg + (top.knee_deg - rest.knee_deg) * rep["height"]
        assert frame[column] == pytest.approx(at_top_deg, abs=8)
