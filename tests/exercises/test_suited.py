"""Exercises as they suit a runner: a smaller lift counts for a knee that does not bend so far."""

import pytest

from hamstride.engine import puppet
from hamstride.engine.watcher import Watcher
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Kind, Measure
from hamstride.exercises.suited import suited
from hamstride.exercises.values import RunnerProfile

STIFF = RunnerProfile(smaller_lifts=True)
STRENGTH = [each for each in catalogue().values() if each.kind is Kind.STRENGTH]
OTHERS = [each for each in catalogue().values() if each.kind is not Kind.STRENGTH]


def counted(exercise: Exercise, done: Exercise, share: float) -> list[tuple[bool, tuple[str, ...]]]:
    """What is said of three repetitions of an exercise that go up for a share of the way."""
    acts = [puppet.rest(done, 1.5)]
    for _ in range(3):
        acts += puppet.repetition(done, share=share)
    watcher = Watcher(exercise)
    for frame in puppet.perform(done, acts):
        watcher.receive(frame)
    return [(rep.counted, rep.cues) for rep in watcher.close().reps]


@pytest.mark.parametrize("exercise", STRENGTH, ids=lambda each: each.id)
def test_half_the_way_is_a_repetition_for_a_stiff_knee_and_a_partial_one_for_others(
    exercise: Exercise,
) -> None:
    assert counted(suited(exercise, STIFF), exercise, 0.5) == [(True, ())] * 3
    assert [is_counted for is_counted, _ in counted(exercise, exercise, 0.5)] == [False] * 3


@pytest.mark.parametrize("exercise", STRENGTH, ids=lambda each: each.id)
def test_what_is_hardly_a_lift_is_none_for_a_stiff_knee_either(exercise: Exercise) -> None:
    assert not any(is_counted for is_counted, _ in counted(suited(exercise, STIFF), exercise, 0.28))


@pytest.mark.parametrize("exercise", STRENGTH, ids=lambda each: each.id)
def test_nobody_asks_a_stiff_knee_for_a_right_angle(exercise: Exercise) -> None:
    asked = {cue.measure for cue in suited(exercise, STIFF).cues.values()}
    assert asked == {cue.measure for cue in exercise.cues.values()} - {Measure.PEAK_FLEXION}


@pytest.mark.parametrize("exercise", OTHERS, ids=lambda each: each.id)
def test_stretches_and_tests_are_as_they_are(exercise: Exercise) -> None:
    assert suited(exercise, STIFF) == exercise


@pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda each: each.id)
def test_whom_it_does_not_concern_does_the_exercise_as_it_is_declared(exercise: Exercise) -> None:
    assert suited(exercise, RunnerProfile()) is exercise


@pytest.mark.parametrize("exercise", STRENGTH, ids=lambda each: each.id)
def test_it_is_a_declaration_like_any_other(exercise: Exercise) -> None:
    made = suited(exercise, STIFF)
    assert Exercise.from_dict(made.to_dict()) == made
