"""How the pose model fails on real people (the seven ways of the design), done to simulated ones.

Each way takes the points of a frame, the chance, and how far it is gone (0 to 1, to and fro within a burst), and gives the
points that the model would have given.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from hamstride.engine import puppet
from hamstride.engine.landmarks import Frame, Landmark, Point
from hamstride.engine.puppet import Act
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Kind, Position
from tests.engine.people import swapped_legs

Points = tuple[Point, ...]
Way = Callable[[Frame, random.Random, float], Points]

LEFT = (
    Landmark.LEFT_HIP,
    Landmark.LEFT_KNEE,
    Landmark.LEFT_ANKLE,
    Landmark.LEFT_HEEL,
    Landmark.LEFT_FOOT_INDEX,
)
_TRUNK_TO_THIGH = 2.2


def in_bursts(frames: Sequence[Frame], way: Way, share: float, seed: int = 1) -> list[Frame]:
    """The frames with a share of them failed: for a third of a second to two seconds on end, at any time."""
    chance, out, left, length = random.Random(seed), list[Frame](), 0, 1
    fps = (len(frames) - 1) / (frames[-1].t_s - frames[0].t_s)
    for frame in frames:
        if left == 0 and chance.random() < share / (1 - share) / (1.15 * fps):
            left = length = round(chance.uniform(0.3, 2.0) * fps)
        if left > 0 and frame.points is not None:
            gone = math.sin(math.pi * (length - left) / length)
            frame = replace(frame, points=way(frame, chance, gone))  # noqa: PLW2901
            left -= 1
        out.append(frame)
    return out


def throughout(frames: Sequence[Frame], way: Way, seed: int = 1) -> list[Frame]:
    """All frames failed, swinging once in two seconds."""
    chance = random.Random(seed)
    return [
        f if f.points is None else replace(f, points=way(f, chance, (1 - math.cos(math.pi * f.t_s)) / 2))
        for f in frames
    ]


# ------------------------------------------------------------ the ways


def reversed_skeleton(frame: Frame, chance: random.Random, gone: float) -> Points:
    """Trunk and arm taken for thigh and shin: head and feet change places, the thigh is short, the knee (an elbow) bent."""
    points = list(_of(frame))
    for side in (0, 1):
        hip, shoulder, ankle = (_at(frame, joint + side) for joint in (23, 11, 27))
        along = _minus(shoulder, hip)
        trunk_px = math.hypot(*_minus(ankle, hip))
        thigh = _scaled(along, trunk_px / _TRUNK_TO_THIGH)
        bent = math.radians(180 - 55 - 35 * gone + chance.gauss(0, 2))
        knee = _plus(hip, thigh)
        foot = _plus(
            knee,
            _turned(_scaled(thigh, math.hypot(*thigh) * 0.8), math.pi - bent if side else bent - math.pi),
        )
        _put(points, frame, 11 + side, ankle, 1.0)
        _put(points, frame, 25 + side, knee, 0.8)
        for joint in (27, 29, 31):
            _put(points, frame, joint + side, foot, 0.8)
    return tuple(points)


def invented_far_leg(frame: Frame, chance: random.Random, gone: float) -> Points:
    """The leg behind is drawn beside the near one, a little off, and is not believed much."""
    points, far = list(_of(frame)), _far(frame)
    for joint in LEFT[1:]:
        near = points[joint + 1 - far]
        off = chance.gauss(0, 0.006), chance.gauss(0, 0.006)
        points[joint + far] = (near[0] + off[0], near[1] + off[1], near[2], chance.uniform(0.1, 0.6))
    return tuple(points)


def legs_mixed(frame: Frame, chance: random.Random, gone: float) -> Points:
    """Where the thighs overlap each knee is given to the other leg, at full visibility: a straight knee reads well bent."""
    points = list(_of(frame))
    points[Landmark.LEFT_KNEE], points[Landmark.RIGHT_KNEE] = (
        points[Landmark.RIGHT_KNEE],
        points[Landmark.LEFT_KNEE],
    )
    return tuple((*point[:3], 0.99) for point in points)


def names_swapped(frame: Frame, chance: random.Random, gone: float) -> Points:
    """Both legs under each other's name."""
    return swapped_legs(_of(frame))


def bent_the_wrong_way(frame: Frame, chance: random.Random, gone: float) -> Points:
    """The near shin on the wrong side of the thigh: without a sign its angle is as before."""
    points, side = list(_of(frame)), 1 - _far(frame)
    hip, knee, ankle = (_at(frame, joint + side) for joint in LEFT[:3])
    thigh, shank = _minus(knee, hip), _minus(ankle, knee)
    bent = math.atan2(thigh[0] * shank[1] - thigh[1] * shank[0], thigh[0] * shank[0] + thigh[1] * shank[1])
    for joint in LEFT[2:]:
        _put(
            points,
            frame,
            joint + side,
            _plus(knee, _turned(_minus(_at(frame, joint + side), knee), -2 * bent)),
            0.9,
        )
    return tuple(points)


def swinging_by_the_hand(frame: Frame, chance: random.Random, gone: float) -> Points:
    """A heel that is held at the seat, read as swinging from 28 to 160 degrees."""
    return _bent(list(_of(frame)), frame, 1 - _far(frame), math.radians(28 + 132 * gone))


def _marching() -> list[Frame]:
    standing = catalogue()["standing-curl"]
    rest = puppet.key_poses(standing)[0]
    steps = [
        replace(rest, hip_deg=70, knee_deg=95),
        rest,
        replace(rest, other_hip_deg=70, other_knee_deg=95),
        rest,
    ]
    return list(puppet.perform(standing, [Act(go_s=0.4, stay_s=0.05, pose=pose) for pose in steps]))


_OTHER = _marching()


def somebody_elsewhere(frame: Frame, chance: random.Random, gone: float) -> Points:
    """The model goes over to somebody else, who marches at the edge of the picture."""
    other = _of(_OTHER[round(frame.t_s * 15) % len(_OTHER)])
    return tuple((p[0] * 0.45 + 0.6, p[1] * 0.45 + 0.05, p[2] * 0.45, p[3]) for p in other)


def talking_head(frame: Frame, chance: random.Random, gone: float) -> Points:
    """A title card or a face: somebody is returned all the same, whose legs are anywhere and not believed."""
    seen = {joint + side: chance.uniform(0.0, 0.3) for joint in LEFT[1:] for side in (0, 1)}
    return tuple(
        (p[0] + chance.gauss(0, 0.03), p[1] + (0.2 * gone if i in seen else 0.0), p[2], seen.get(i, p[3]))
        for i, p in enumerate(_of(frame))
    )


def cropped(frame: Frame, chance: random.Random, gone: float) -> Points:
    """Cut off at the knees: what is below is guessed at the edge of the picture."""
    points = list(_of(frame))
    for joint in LEFT[2:]:
        for side in (0, 1):
            x, _, z, _ = points[joint + side]
            points[joint + side] = (
                x + chance.gauss(0, 0.05),
                1.05 + chance.gauss(0, 0.03) + 0.1 * gone,
                z,
                chance.uniform(0.0, 0.4),
            )
    return tuple(points)


# Each way, and for which exercises: the positions in which the model was seen to fail so.
WAYS: dict[str, tuple[Way, Callable[[Exercise], bool]]] = {
    "reversed skeleton": (reversed_skeleton, lambda exercise: exercise.position is Position.PRONE),
    "invented far leg": (invented_far_leg, lambda exercise: exercise.position is not Position.SUPINE),
    "knees given to the other leg": (legs_mixed, lambda exercise: exercise.position is Position.SUPINE),
    "legs under each other's name": (names_swapped, lambda exercise: True),
    "knee bent the wrong way": (bent_the_wrong_way, lambda exercise: not exercise.is_hold),
    "somebody elsewhere": (somebody_elsewhere, lambda exercise: exercise.kind is not Kind.TEST),
    "talking head": (talking_head, lambda exercise: True),
    "cut off at the knees": (cropped, lambda exercise: True),
}


# ------------------------------------------------------------ geometry, in pixels

Vector = tuple[float, float]


def _of(frame: Frame) -> Points:
    assert frame.points is not None
    return frame.points


def _at(frame: Frame, joint: int) -> Vector:
    point = _of(frame)[joint]
    return point[0] * frame.width, point[1] * frame.height


def _put(points: list[Point], frame: Frame, joint: int, at: Vector, seen: float) -> None:
    points[joint] = (at[0] / frame.width, at[1] / frame.height, points[joint][2], seen)


def _far(frame: Frame) -> int:
    """0 where the left leg is the far one, 1 where the right is."""
    points = _of(frame)
    return 0 if points[Landmark.LEFT_HIP][2] > points[Landmark.RIGHT_HIP][2] else 1


def _bent(points: list[Point], frame: Frame, side: int, angle: float) -> Points:
    """The shin of a side turned from the line of its thigh: positive is toward the seat."""
    hip, knee, ankle, heel, toe = (_at(frame, joint + side) for joint in LEFT)
    thigh, foot = _minus(knee, hip), _minus(toe, heel)
    front = math.copysign(1.0, thigh[0] * foot[1] - thigh[1] * foot[0])  # toes point to the front
    shank = _turned(_scaled(thigh, math.hypot(*_minus(ankle, knee))), -front * angle)
    for joint in (27, 29, 31):
        _put(points, frame, joint + side, _plus(knee, shank), 0.9)
    return tuple(points)


def _minus(a: Vector, b: Vector) -> Vector:
    return a[0] - b[0], a[1] - b[1]


def _plus(a: Vector, b: Vector) -> Vector:
    return a[0] + b[0], a[1] + b[1]


def _scaled(a: Vector, length: float) -> Vector:
    by = length / (math.hypot(*a) or 1.0)
    return a[0] * by, a[1] * by


def _turned(a: Vector, angle: float) -> Vector:
    sin, cos = math.sin(angle), math.cos(angle)
    return a[0] * cos - a[1] * sin, a[0] * sin + a[1] * cos
