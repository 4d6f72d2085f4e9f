"""The watcher on what a puppet does: every exercise, exact counts, holds and sides."""

import pytest

from hamstride.engine import puppet
from hamstride.engine.events import Event, HoldEnded, InPosition, RepCompleted, RepCounted
from hamstride.engine.landmarks import Frame
from hamstride.engine.puppet import Scene
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side

ALL = list(catalogue().values())
REPEATED = [exercise for exercise in ALL if not exercise.is_hold]
STRETCHES = [exercise for exercise in ALL if exercise.is_hold]


def watch(
    exercise: Exercise, frames: list[Frame], side: Side | None = None
) -> tuple[WatchReport, list[Event]]:
    watcher, events = Watcher(exercise, side=side), []
    for frame in frames:
        watcher.receive(frame)
        events += watcher.events()
    report = watcher.close()
    return report, events + watcher.events()


def set_of(exercise: Exercise, count: int, side: Side, scene: Scene | None = None) -> list[Frame]:
    acts = [puppet.rest(exercise, 1.5)]
    for _ in range(count):
        acts += puppet.repetition(exercise)
    return list(puppet.perform(exercise, acts, side=side, scene=scene))


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("exercise", REPEATED, ids=lambda e: e.id)
def test_a_perfect_set_is_counted_exactly_on_its_side(exercise: Exercise, side: Side) -> None:
    report, events = watch(exercise, set_of(exercise, 5, side))
    assert [rep.number for rep in report.reps] == [1, 2, 3, 4, 5]
    assert report.side in (side, Side.BOTH)
    assert all(rep.cues == () for rep in report.reps)
    assert [event.number for event in events if isinstance(event, RepCounted)] == [1, 2, 3, 4, 5]
    assert [event.rep for event in events if isinstance(event, RepCompleted)] == list(report.reps)


@pytest.mark.parametrize("exercise", REPEATED, ids=lambda e: e.id)
def test_times_of_a_repetition_are_those_of_the_tempo(exercise: Exercise) -> None:
    report, _ = watch(exercise, set_of(exercise, 5, Side.LEFT))
    tempo = exercise.dose.tempo
    for rep in report.reps:
        assert rep.lift_s == pytest.approx(tempo.lift_s, abs=0.15)
        assert rep.hold_s == pytest.approx(tempo.hold_s, abs=0.15)
        assert rep.lower_s == pytest.approx(tempo.lower_s, abs=0.15)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("exercise", STRETCHES, ids=lambda e: e.id)
def test_a_stretch_is_timed_while_it_is_held(exercise: Exercise, side: Side) -> None:
    report, events = watch(exercise, set_of(exercise, 1, side))
    (hold,) = report.holds
    assert hold.held_s == pytest.approx(exercise.dose.tempo.hold_s, abs=0.4)
    assert hold.cues == ()
    assert report.side in (side, Side.BOTH)
    assert [event.hold for event in events if isinstance(event, HoldEnded)] == [hold]


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_standing_or_lying_still_is_nothing_but_being_in_position(exercise: Exercise) -> None:
    frames = list(puppet.perform(exercise, [puppet.rest(exercise, 20.0)]))
    report, events = watch(exercise, frames)
    assert report.reps == ()
    assert report.holds == ()
    assert sum(isinstance(event, InPosition) for event in events) == 1
