"""Exercises as they suit a runner: for a knee that does not bend so far, stiff or operated on, a smaller lift counts."""

from dataclasses import replace
from typing import Final

from hamstride.exercises.spec import Cue, Exercise, Judge, Kind, Measure
from hamstride.exercises.values import RunnerProfile

# Of the declared range, of which six tenths count otherwise. A movement must still come back under three tenths.
SMALLER_COUNTS_AT: Final = 0.35


def suited(exercise: Exercise, runner: RunnerProfile) -> Exercise:
    """An exercise as this runner does it, and is to be watched at it."""
    return with_smaller_lifts(exercise) if runner.smaller_lifts else exercise


def with_smaller_lifts(exercise: Exercise) -> Exercise:
    """The same exercise, of which a smaller lift counts and is high enough, and nobody asks how far the knee bends. Only what
    is done to bend the knee for strength changes: the way of a stretch is its own measure, and a test measures it.

    What is not asked stays declared: the record of it must say that nobody judged it, for it is read by the exercise as it is
    declared for everybody, where a cue that is neither broken nor unseen was kept."""
    movement = exercise.movement
    if exercise.kind is not Kind.STRENGTH or movement.signal is not Measure.KNEE_FLEXION:
        return exercise
    cues = {id_: _eased(cue) for id_, cue in exercise.cues.items()}
    return replace(exercise, movement=replace(movement, count_at=SMALLER_COUNTS_AT), cues=cues)


def _eased(cue: Cue) -> Cue:
    if cue.measure is Measure.TRAVEL:
        return replace(cue, limit=SMALLER_COUNTS_AT, clear=SMALLER_COUNTS_AT)
    if cue.measure is Measure.PEAK_FLEXION:
        return Cue(judge=Judge.NOBODY, good=cue.good, bad=cue.bad)
    return cue
