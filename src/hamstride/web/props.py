"""The things around the line figure: ball, chair, step, ankle weight. Placed by where the body is, from the declaration
alone, so that an exercise of one's own gets them too."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from hamstride.exercises.spec import Equipment, Exercise
from hamstride.web.figures import Points

HIP, KNEE, ANKLE, HEEL, TOE, WRIST = 23, 25, 27, 29, 31, 15
THIGH_M, SEAT_M, LOW_M = 0.40, 0.40, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Ball:
    """A ball on the floor under the feet: it rolls along with them."""

    xs: tuple[float, ...]
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Props:
    """What to draw: a ball, outlines that stand still, whether a weight is worn; and from where to where it all reaches."""

    ball: Ball | None = None
    outlines: tuple[str, ...] = ()
    weight: bool = False
    span: tuple[float, float]


def of(exercise: Exercise, steps: Sequence[Points], floor_y: float) -> Props:
    """The things of an exercise, for its figure's steps from rest to top."""
    things, rest = exercise.equipment, steps[0]
    weight = Equipment.ANKLE_WEIGHTS in things
    if Equipment.BALL in things:
        ball = _ball(steps, floor_y)
        return Props(ball=ball, weight=weight, span=(min(ball.xs) - ball.radius, max(ball.xs) + ball.radius))
    width = _ahead(rest) * SEAT_M * _metre(rest)
    if Equipment.STEP in things or (Equipment.CHAIR in things and _raised(rest, floor_y)):
        outline, x = _under_the_heel(rest, floor_y, width, chair=Equipment.CHAIR in things)
    elif Equipment.CHAIR in things:
        outline, x = _under_the_hands(rest, floor_y, width)
    else:
        return Props(weight=weight, span=(rest[HIP][0], rest[HIP][0]))
    return Props(outlines=(outline,), weight=weight, span=(min(x, x + width), max(x, x + width)))


def _raised(points: Points, floor_y: float) -> bool:
    """Whether the working heel stands on something."""
    return floor_y - points[HEEL][1] > LOW_M * _metre(points)


def _metre(points: Points) -> float:
    """How long a metre is in the drawing, by the thigh."""
    (ax, ay), (bx, by) = points[HIP], points[KNEE]
    return max(hypot(ax - bx, ay - by), 1.0) / THIGH_M


def _ball(steps: Sequence[Points], floor_y: float) -> Ball:
    radius = (floor_y - max(points[HEEL][1] for points in steps)) / 2
    return Ball(xs=tuple(points[HEEL][0] for points in steps), y=floor_y - radius, radius=radius)


def _ahead(points: Points) -> float:
    """1 when the body faces right in the drawing, -1 when left."""
    return 1.0 if points[TOE][0] >= points[HEEL][0] else -1.0


def _under_the_heel(rest: Points, floor_y: float, width: float, *, chair: bool) -> tuple[str, float]:
    """A seat, or a block, whose top the heel stands on; and where it begins."""
    x, y = rest[HEEL][0] - width / 5, rest[HEEL][1] + 1.5
    height = floor_y - y
    if not chair:
        return f"M{x:.1f} {floor_y:.1f}v{-height:.1f}h{width:.1f}v{height:.1f}", x
    back = -1.1 * abs(width)
    return (
        f"M{x:.1f} {floor_y:.1f}v{-height:.1f}h{width:.1f}v{back:.1f}M{x + width:.1f} {y:.1f}v{height:.1f}",
        x,
    )


def _under_the_hands(rest: Points, floor_y: float, width: float) -> tuple[str, float]:
    """A chair whose back the hands rest on, its seat away from the body; and where it begins."""
    x, y = rest[WRIST][0], rest[WRIST][1] + 1.5
    seat = floor_y - 1.1 * abs(width)
    return f"M{x:.1f} {y:.1f}V{floor_y:.1f}M{x:.1f} {seat:.1f}h{width:.1f}V{floor_y:.1f}", x
