"""Exercises as they suit a runner: a smaller lift counts for a knee that does not bend so far."""

import pytest

from hamstride.engine import puppet
from hamstride.engine.watcher import Watcher
from hamstride.exercises.asked import Tally, cue_by_cue
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Judge, Kind, Measure
from hamstride.exercises.suited import suited
from hamstride.exercises.values import Outcome, Repetition, RunnerProfile, SetRecord, Side, Source

STIFF = RunnerProfile(smaller_lifts=True)
STRENGTH = [each for each in catalogue().values() if each.kind is Kind.STRENGTH]
OTHERS = [each for each in catalogue().values() if each.kind is not Kind.STRENGTH]


def counted(exercise: Exercise, done: Exercise, share: float) -> list[tuple[bool, tuple[str, ...]]]:
    """What is said of three repetitions of an exercise that go up for a share of the way."""
    return [(rep.counted, rep.cues) for rep in performed(exercise, done, share)]


def performed(exercise: Exercise, done: Exercise, share: float) -> tuple[Repetition, ...]:
    """Three repetitions of an exercise that go up for a share of the way, as they are watched."""
    acts = [puppet.rest(done, 1.5)]
    for _ in range(3):
        acts += puppet.repetition(done, share=share)
    watcher = Watcher(exercise)
    for frame in puppet.perform(done, acts):
        watcher.receive(frame)
    return watcher.close().reps


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
    made = suited(exercise, STIFF)
    asked = {cue.measure for cue in made.cues.values() if cue.judge is not Judge.NOBODY}
    assert asked == {cue.measure for cue in exercise.cues.values()} - {Measure.PEAK_FLEXION}
    alone = [cue for cue in made.cues.values() if cue.judge is Judge.NOBODY]
    assert not any(cue.before or cue.halfway or cue.say or cue.summary or cue.ask for cue in alone)


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_what_is_not_asked_of_a_stiff_knee_is_unseen_in_the_record_and_not_kept(share: float) -> None:
    declared = catalogue()["ball-curl"]
    reps = performed(suited(declared, STIFF), declared, share)
    assert [rep.counted for rep in reps] == [True] * 3
    assert all("knees-90" in rep.unseen for rep in reps)
    record = SetRecord(
        uuid="1",
        session="2",
        index=0,
        exercise=declared.id,
        side=Side.BOTH,
        source=Source.CAMERA,
        outcome=Outcome.DONE,
        started="2026-12-01T17:00:00+00:00",
        target=3,
        seen=3,
        reps=reps,
        seconds=20.0,
    )
    told = {each.id: each.legs[Side.BOTH] for each in cue_by_cue([record], declared)}
    assert told["knees-90"] == Tally(unseen=3)


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
