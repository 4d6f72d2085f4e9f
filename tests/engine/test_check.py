"""The generic check passes every exercise of ours, and says what is wrong with one that does not work."""

from dataclasses import replace

import pytest

from hamstride.engine.check import check
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Judge, Measure, Reference
from hamstride.text.words import Words
from tests.engine.people import LYING, STANDING


@pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda exercise: exercise.id)
def test_every_exercise_of_ours_works(exercise: Exercise) -> None:
    assert check(exercise) == ()


def changed(exercise: Exercise, cue: str, **fields: object) -> Exercise:
    return replace(exercise, cues={**exercise.cues, cue: replace(exercise.cues[cue], **fields)})


def problems(exercise: Exercise) -> dict[str, dict[str, object]]:
    words = Words()
    found = check(exercise)
    assert all(words.of(problem) for problem in found)
    return {problem.id: dict(problem.params) for problem in found}


def test_a_movement_that_cannot_be_followed() -> None:
    sideways = replace(LYING, movement=replace(LYING.movement, signal=Measure.ANKLE_FLEXION))
    assert "check.not-followed" in problems(sideways)


def test_a_top_that_is_hardly_a_movement() -> None:
    low = {**LYING.poses, "curled": replace(LYING.poses["curled"], knee_deg=10)}
    assert "check.not-followed" in problems(replace(LYING, poses=low))


def test_a_limit_that_the_key_poses_break() -> None:
    found = problems(changed(STANDING, "hold-top", limit=3.5, clear=3.5))
    assert found["check.false-cue"]["cue"] == "hold-top"


def test_a_cue_that_never_speaks() -> None:
    found = problems(changed(LYING, "hips-flat", for_s=60.0))
    assert found["check.missed-cue"] == {"cue": "hips-flat"}


def test_a_cue_that_nobody_can_break() -> None:
    found = problems(
        changed(LYING, "toes-turned", judge=Judge.CAMERA, limit=5.0, clear=4.0, reference=Reference.ABSOLUTE)
    )
    assert found["check.no-fault"] == {"cue": "toes-turned"}


def test_counting_at_a_third_of_the_way() -> None:
    easy = replace(LYING.movement, count_at=0.4, return_at=0.35)
    assert "check.half" not in problems(replace(LYING, movement=easy))
