"""Simulated people for the tests: sets with fidgets between the repetitions, filmed from anywhere."""

from collections.abc import Iterable
from dataclasses import replace

from hamstride.engine import puppet
from hamstride.engine.events import Event
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Pose
from hamstride.exercises.values import Side

LYING, STANDING, BALL = (catalogue()[id_] for id_ in ("lying-leg-curl", "standing-curl", "ball-curl"))
ROLL, HINGE, CHAIR = (catalogue()[id_] for id_ in ("roll-forward", "hip-hinge", "chair-stretch"))
FAR_OFF = Scene(camera=Camera(distance_m=4.5))  # in the picture whichever way up it is


def watch(
    exercise: Exercise, frames: Iterable[Frame], side: Side | None = None
) -> tuple[WatchReport, list[Event]]:
    """The report and all events."""
    watcher, events = Watcher(exercise, side=side), list[Event]()
    for frame in frames:
        watcher.receive(frame)
        events += watcher.events()
    report = watcher.close()
    return report, events + watcher.events()


def counted(report: WatchReport) -> int:
    return sum(rep.counted for rep in report.reps)


def acts(exercise: Exercise, count: int, between: Iterable[Act] = ()) -> list[Act]:
    """A set of repetitions with something done between the first and the second, and before the last."""
    done = [puppet.rest(exercise, 1.5)]
    for number in range(count):
        done += puppet.repetition(exercise)
        if number in (0, count - 2):
            done += between
    return [*done, puppet.rest(exercise, 0.8)]


def film(
    exercise: Exercise,
    count: int,
    *,
    side: Side = Side.LEFT,
    between: Iterable[Act] = (),
    scene: Scene | None = None,
) -> list[Frame]:
    return list(puppet.perform(exercise, acts(exercise, count, between), side=side, scene=scene))


def stretches(exercise: Exercise, *holds_s: float, up_s: float = 2.0, rest_s: float = 2.0) -> list[Act]:
    """So many stretches one after the other, two seconds into each."""
    rest, top = puppet.key_poses(exercise)
    done = [puppet.rest(exercise, 2.0)]
    for held_s in holds_s:
        done += [Act(go_s=2.0, stay_s=held_s, pose=top), Act(go_s=up_s, stay_s=rest_s, pose=rest)]
    return done


def hang(exercise: Exercise, *holds_s: float, rest_s: float = 2.0, scene: Scene = FAR_OFF) -> list[Frame]:
    """Who does such stretches, two seconds in and out of each."""
    return list(puppet.perform(exercise, stretches(exercise, *holds_s, rest_s=rest_s), scene=scene))


def swapped_legs(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Both legs under each other's names."""
    return tuple(points[i + 1 if i % 2 else i - 1] if i >= 23 else points[i] for i in range(33))


def fidgets(exercise: Exercise) -> dict[str, list[Act]]:
    """What people do between repetitions, which is none."""
    rest_pose = puppet.key_poses(exercise)[0]

    def go(seconds: float, stay_s: float = 0.1, **angles: float) -> Act:
        return Act(go_s=seconds, stay_s=stay_s, pose=replace(rest_pose, **angles))

    def back(seconds: float = 0.5, stay_s: float = 0.4) -> Act:
        return Act(go_s=seconds, stay_s=stay_s, pose=rest_pose)

    found = {
        "other leg": [go(1.2, 0.4, other_knee_deg=100), back(1.5)],
        "both legs": [go(0.5, knee_deg=100, other_knee_deg=100), back()] * 3,
        "shaking": [go(0.15, 0.0, knee_deg=45), back(0.15, 0.0)] * 5 + [back()],
        "half lifts": [go(1.0, knee_deg=50), back(1.0)] * 2,
        "away": [Act(go_s=0.5, stay_s=4.0, pose=rest_pose, away=True), puppet.rest(exercise, 1.5)],
    }
    if exercise is STANDING:
        found |= _standing(rest_pose)
    return found


def _standing(rest_pose: Pose) -> dict[str, list[Act]]:
    def go(seconds: float, stay_s: float = 0.1, **angles: float) -> Act:
        return Act(go_s=seconds, stay_s=stay_s, pose=replace(rest_pose, **angles))

    back = Act(go_s=0.8, stay_s=0.3, pose=rest_pose)
    squat = {"trunk_deg": 35, "hip_deg": 95, "knee_deg": 95, "other_hip_deg": 95, "other_knee_deg": 95}
    bend = {"trunk_deg": 80, "hip_deg": 95, "knee_deg": 20, "other_hip_deg": 95, "other_knee_deg": 20}
    return {
        "marching": [
            go(0.4, hip_deg=70, knee_deg=85),
            back,
            go(0.4, other_hip_deg=70, other_knee_deg=85),
            back,
        ]
        * 2,
        "squatting": [go(0.8, 0.2, **squat), back],
        "bending to the weight": [go(1.0, 1.0, **bend), back],
    }
