"""The watcher on what a puppet does: every exercise, exact counts, holds and sides."""

import math
from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.events import Event, HoldEnded, InPosition, RepCompleted, RepCounted
from hamstride.engine.landmarks import Frame
from hamstride.engine.puppet import Scene
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Cue, Exercise, Judge, Measure
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


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_a_film_in_slow_motion_is_read_like_any_other(exercise: Exercise) -> None:
    frames = set_of(exercise, 2, Side.LEFT, Scene(fps=240.0))
    report, _ = watch(exercise, frames)
    assert sum(rep.counted for rep in report.reps) + len(report.holds) == 2
    assert report.frames == len(frames)
    assert report.seen > 0.99


@pytest.mark.parametrize("exercise", REPEATED, ids=lambda e: e.id)
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_one_odd_visibility_costs_one_frame(exercise: Exercise, value: float) -> None:
    frames = set_of(exercise, 3, Side.RIGHT)
    for at in (0, 20):
        points = frames[at].points
        assert points is not None
        x, y, z, _ = points[25]
        frames[at] = replace(frames[at], points=(*points[:25], (x, y, z, value), *points[26:]))
    report, _ = watch(exercise, frames)
    assert sum(rep.counted for rep in report.reps) == 3
    assert report.seen > 0.9


def on_each_leg(exercise: Exercise, first: Side, *, holds_s: tuple[float, float]) -> list[Frame]:
    """A stretch on one leg, then on the other, before a camera that stays where it is."""
    frames: list[Frame] = []
    for side, hold_s in zip((first, first.other), holds_s, strict=True):
        tempo = replace(exercise.dose.tempo, hold_s=hold_s)
        acts = [
            puppet.rest(exercise, 2.0),
            *puppet.repetition(exercise, tempo=tempo),
            puppet.rest(exercise, 2.0),
        ]
        begin_s = frames[-1].t_s + 1 / 15 if frames else 0.0
        scene = Scene(camera=puppet.Camera(), jitter_deg=2.0)
        frames += [
            replace(frame, t_s=frame.t_s + begin_s)
            for frame in puppet.perform(exercise, acts, side=side, scene=scene)
        ]
    return frames


@pytest.mark.parametrize("exercise", [e for e in STRETCHES if e.id != "roll-forward"], ids=lambda e: e.id)
@pytest.mark.parametrize("first", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("holds_s", [(9.0, 6.0), (6.0, 9.0)])
def test_each_leg_has_its_own_stretches(
    exercise: Exercise, first: Side, holds_s: tuple[float, float]
) -> None:
    report, _ = watch(exercise, on_each_leg(exercise, first, holds_s=holds_s))
    assert [hold.side for hold in report.holds] == [first, first.other]
    assert report.side is None  # neither leg's set


CAMERA_READS = (Measure.TRAVEL, Measure.ANKLE_FLEXION)
CAMERA_DOES_NOT = (Measure.BACK_CURVE, Measure.TOE_TURN)


@pytest.mark.parametrize(
    ("judge", "measure"),
    [
        *((judge, each) for judge in (Judge.ASK, Judge.REMIND) for each in (*CAMERA_READS, *CAMERA_DOES_NOT)),
        *((judge, each) for judge in (Judge.CAMERA, Judge.CLOCK) for each in CAMERA_DOES_NOT),
    ],
)
def test_what_nobody_judges_is_never_broken_and_never_silently_good(judge: Judge, measure: Measure) -> None:
    limit = 0.0 if judge in (Judge.CAMERA, Judge.CLOCK) else None
    cue = Cue(measure=measure, judge=judge, limit=limit, ask="Was it so?")
    exercise = catalogue()["standing-curl"]
    exercise = replace(exercise, cues=exercise.cues | {"another": cue})
    report, _ = watch(exercise, set_of(exercise, 2, Side.LEFT))
    unseen = judge is not Judge.REMIND
    assert [("another" in rep.cues, "another" in rep.unseen) for rep in report.reps] == [(False, unseen)] * 2
