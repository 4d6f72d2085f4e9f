"""The line figure of an exercise, for the page and for print: which landmarks are joined, from rest to top, and the things
around the body (ball, chair, step, ankle weight), placed by where the body is. From the declaration alone, so that an exercise
of one's own is drawn too. The left leg works, seen from the left; x to the right, y down, a hundred to the picture's height.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from hamstride.engine import puppet
from hamstride.exercises.spec import Equipment, Exercise
from hamstride.exercises.values import Side

Point = tuple[float, float]
Points = tuple[Point, ...]

HIP, KNEE, ANKLE, HEEL, TOE, WRIST = 23, 25, 27, 29, 31, 15
EARS = (7, 8)
HEAD = 4.6  # radius
WEIGHT = (0.12, 0.2)  # where it is worn, as shares of the way from ankle to knee
# The bones by what they are drawn as, far side first. Indexes are MediaPipe's landmarks.
BONES = (
    ("far", ((24, 26), (26, 28), (30, 32))),
    ("far", ((12, 14), (14, 16))),
    ("trunk", ((11, 23),)),
    ("trunk", ((11, 13), (13, 15))),
    ("work", ((23, 25), (25, 27), (29, 31))),
)
MARGIN = 6.0
FLOOR = 1.6  # so far below the lowest landmark
LONGEST_HOLD_S = 3.0  # so long the moving figure stays at the top, however long the hold is
THIGH_M, SEAT_M, LOW_M = 0.40, 0.40, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Ball:
    """A ball on the floor under the feet: it rolls along with them."""

    xs: tuple[float, ...]
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Props:
    """What to draw: a ball, a thing of lines that stands still, whether a weight is worn; from where to where it reaches."""

    ball: Ball | None = None
    lines: tuple[Points, ...] = ()
    weight: bool = False
    span: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """What of the plane is shown: left, top, width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """The body at each step from rest to top, the floor under it, and the things around."""

    steps: tuple[Points, ...]
    floor_y: float
    props: Props
    view: Viewport


def sketch(exercise: Exercise, steps: int = 8) -> Sketch:
    """The figure of an exercise in so many steps of the way up, and one more for where it begins."""
    body = tuple(_step(exercise, n / steps) for n in range(steps + 1))
    floor_y = max(y for points in body for _, y in points) + FLOOR
    props = _props(exercise, body, floor_y)
    return Sketch(steps=body, floor_y=floor_y, props=props, view=_view(body, props.span))


def middle(points: Points, of: tuple[int, int]) -> Point:
    """The point half way between two landmarks."""
    (ax, ay), (bx, by) = (points[i] for i in of)
    return (ax + bx) / 2, (ay + by) / 2


def weight(points: Points) -> Points:
    """The band around the shin, from below to above."""
    (kx, ky), (ax, ay) = points[KNEE], points[ANKLE]
    return tuple((ax + share * (kx - ax), ay + share * (ky - ay)) for share in WEIGHT)


def _step(exercise: Exercise, share: float) -> Points:
    frame = puppet.figure(exercise, side=Side.LEFT, share=share)
    wide = 100 * frame.width / frame.height
    return tuple((round(x * wide, 1), round(y * 100, 1)) for x, y, *_ in frame.points or ())


def _view(steps: Sequence[Points], span: tuple[float, float]) -> Viewport:
    xs = [*span, *(x for points in steps for x, _ in points)]
    ys = [y for points in steps for _, y in points]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return Viewport(left=left, top=top, width=max(xs) + MARGIN - left, height=max(ys) + MARGIN - top)


def _props(exercise: Exercise, steps: Sequence[Points], floor_y: float) -> Props:
    things, rest = exercise.equipment, steps[0]
    worn = Equipment.ANKLE_WEIGHTS in things
    if Equipment.BALL in things:
        ball = _ball(steps, floor_y)
        return Props(ball=ball, weight=worn, span=(min(ball.xs) - ball.radius, max(ball.xs) + ball.radius))
    width = _ahead(rest) * SEAT_M * _metre(rest)
    if Equipment.STEP in things or (Equipment.CHAIR in things and _raised(rest, floor_y)):
        lines = _under_the_heel(rest, floor_y, width, chair=Equipment.CHAIR in things)
    elif Equipment.CHAIR in things:
        lines = _under_the_hands(rest, floor_y, width)
    else:
        return Props(weight=worn, span=(rest[HIP][0], rest[HIP][0]))
    xs = [x for line in lines for x, _ in line]
    return Props(lines=lines, weight=worn, span=(min(xs), max(xs)))


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


def _under_the_heel(rest: Points, floor_y: float, width: float, *, chair: bool) -> tuple[Points, ...]:
    """A seat, or a block, whose top the heel stands on."""
    x, y = rest[HEEL][0] - width / 5, rest[HEEL][1] + 1.5
    if not chair:
        return (((x, floor_y), (x, y), (x + width, y), (x + width, floor_y)),)
    back = y - 1.1 * abs(width)
    return ((x, floor_y), (x, y), (x + width, y), (x + width, back)), ((x + width, y), (x + width, floor_y))


def _under_the_hands(rest: Points, floor_y: float, width: float) -> tuple[Points, ...]:
    """A chair whose back the hands rest on, its seat away from the body."""
    x, y = rest[WRIST][0], rest[WRIST][1] + 1.5
    seat = floor_y - 1.1 * abs(width)
    return ((x, y), (x, floor_y)), ((x, seat), (x + width, seat), (x + width, floor_y))
