"""Landmarks to the angles of a body seen from the side.

The picture is turned into the body's own plane: x toward the front of the body, y up. `front` is +1 when the body faces
the right edge of the picture (or would, were it stood up), -1 for the left edge. All angles are degrees and signed:
`trunk_deg` from upright toward the front (standing 0, face down 90, on the back -90), flexion positive, straight 0, so
that a knee bent the wrong way by a mistake of the model reads negative and never folds into a repetition.
"""

import math
from dataclasses import dataclass

from hamstride.engine.landmarks import Frame, Landmark, Point
from hamstride.exercises.values import Side

_DEG = 180.0 / math.pi


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One leg. `thigh_deg` is from hanging down toward the front, `ankle_deg` is plantarflexion (0 = foot square to the
    shin), `seen` the worse visibility of knee and ankle, `knee_seen` that of the knee alone; lengths in pixels; the ankle is in
    the body's plane (x, y), the knee so high in it; `knee_depth_px` is how far behind the hip the model takes it to be, seen
    from the camera."""

    hip_deg: float
    knee_deg: float
    ankle_deg: float
    thigh_deg: float
    thigh_px: float
    shank_px: float
    seen: float
    knee_seen: float
    foot_seen: float
    ankle_x: float
    ankle_y: float
    knee_y: float
    knee_depth_px: float

    @property
    def shank_deg(self) -> float:
        """Inclination of the shin from hanging down toward the front."""
        return self.thigh_deg - self.knee_deg


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body at one instant, in its own plane. `x`, `y` is the middle of the hips in pixels of the picture; `turn_deg` is how
    far shoulders and hips are turned away from a pure side view, `aslant` how far the left side stands in front of the right
    one, in trunk lengths across it: seen straight from the side hardly; `below` how far below it, along the trunk: the near
    side does so seen from above. `exchanged`: the legs are under each other's names; `in_company`: somebody else is in the
    picture."""

    t_s: float
    front: int
    trunk_deg: float
    trunk_px: float
    x: float
    y: float
    shoulder_x: float
    shoulder_y: float
    left: Leg
    right: Leg
    turn_deg: float = 0.0
    aslant: float = 0.0
    below: float = 0.0
    exchanged: bool = False
    in_company: bool = False

    @property
    def hip_lead_deg(self) -> float:
        """How much further the left hip is bent than the right one."""
        return self.left.hip_deg - self.right.hip_deg

    def is_seen_from_above(self, near: Side) -> bool:
        """Whether the camera looks down on it: at its own height and lower the `near` side stands higher."""
        return (self.below if near is Side.LEFT else -self.below) > 0.0

    def leg(self, side: Side) -> Leg:
        """The leg of a side. `BOTH` is no leg: raises `ValueError`."""
        if side is Side.LEFT:
            return self.left
        if side is Side.RIGHT:
            return self.right
        raise ValueError("leg of Side.BOTH: ask for Side.LEFT or Side.RIGHT")


def measure(frame: Frame, front: int, turn_deg: float = 0.0) -> Body | None:
    """The body in a frame, or `None` where nobody is found or a coordinate that is needed is not a number."""
    points = frame.points
    if points is None:
        return None
    width, height = front * frame.width, -frame.height
    shoulder_x, shoulder_y = _middle(
        points[Landmark.LEFT_SHOULDER], points[Landmark.RIGHT_SHOULDER], width, height
    )
    hip_x, hip_y = _middle(points[Landmark.LEFT_HIP], points[Landmark.RIGHT_HIP], width, height)
    trunk_x, trunk_y = shoulder_x - hip_x, shoulder_y - hip_y
    trunk_px = math.hypot(trunk_x, trunk_y)
    trunk_deg = math.atan2(trunk_x, trunk_y) * _DEG
    left = _leg(points, _LEFT, width, height, trunk_deg)
    right = _leg(points, _RIGHT, width, height, trunk_deg)
    aslant, below = _apart(points, width, height, (trunk_x, trunk_y))
    if not math.isfinite(trunk_px + left.thigh_px + left.shank_px + right.thigh_px + right.shank_px):
        return None
    return Body(
        t_s=frame.t_s,
        front=front,
        trunk_deg=trunk_deg,
        trunk_px=trunk_px,
        x=front * hip_x,
        y=-hip_y,
        shoulder_x=shoulder_x,
        shoulder_y=shoulder_y,
        left=left,
        right=right,
        turn_deg=turn_deg,
        aslant=aslant,
        below=below,
        in_company=(frame.people or 0) > 1,
    )


def _apart(
    points: tuple[Point, ...], width: int, height: int, trunk: tuple[float, float]
) -> tuple[float, float]:
    """How far the left shoulder and hip stand in front of the right ones, and below them, in trunk lengths."""
    x = y = 0.0
    for left, right in _SIDES:
        x += (points[right][0] - points[left][0]) * 0.5 * width
        y += (points[right][1] - points[left][1]) * 0.5 * height
    trunk_x, trunk_y = trunk
    square = max(trunk_x * trunk_x + trunk_y * trunk_y, 1e-6)
    return (trunk_x * y - trunk_y * x) / square, (trunk_x * x + trunk_y * y) / square


_SIDES = (
    (Landmark.LEFT_SHOULDER.value, Landmark.RIGHT_SHOULDER.value),
    (Landmark.LEFT_HIP.value, Landmark.RIGHT_HIP.value),
)
_LEFT = (
    Landmark.LEFT_HIP.value,
    Landmark.LEFT_KNEE.value,
    Landmark.LEFT_ANKLE.value,
    Landmark.LEFT_FOOT_INDEX.value,
)
_RIGHT = tuple(index + 1 for index in _LEFT)


def wrap(angle_deg: float, lowest_deg: float = -180.0) -> float:
    """The same direction between `lowest_deg` and a full turn above it."""
    return (angle_deg - lowest_deg) % 360.0 + lowest_deg


def _middle(a: Point, b: Point, width: int, height: int) -> tuple[float, float]:
    return (a[0] + b[0]) * 0.5 * width, (a[1] + b[1]) * 0.5 * height


def _leg(
    points: tuple[Point, ...], joints: tuple[int, ...], width: int, height: int, trunk_deg: float
) -> Leg:
    hip, knee, ankle, toe = (points[joint] for joint in joints)
    thigh_x, thigh_y = (knee[0] - hip[0]) * width, (knee[1] - hip[1]) * height
    shank_x, shank_y = (ankle[0] - knee[0]) * width, (ankle[1] - knee[1]) * height
    thigh_deg = math.atan2(thigh_x, -thigh_y) * _DEG
    shank_deg = math.atan2(shank_x, -shank_y) * _DEG
    foot_deg = math.atan2((toe[0] - ankle[0]) * width, -(toe[1] - ankle[1]) * height) * _DEG
    return Leg(
        hip_deg=wrap(thigh_deg + trunk_deg, -120.0),
        knee_deg=wrap(thigh_deg - shank_deg, -120.0),
        ankle_deg=wrap(shank_deg + 90.0 - foot_deg),
        thigh_deg=wrap(
            thigh_deg, -135.0
        ),  # the seam lies where no thigh rests: not at the upright one of a test
        thigh_px=math.hypot(thigh_x, thigh_y),
        shank_px=math.hypot(shank_x, shank_y),
        seen=min(_number(knee[3]), _number(ankle[3])),
        knee_seen=_number(knee[3]),
        foot_seen=_number(toe[3]),
        ankle_x=ankle[0] * width,
        ankle_y=ankle[1] * height,
        knee_y=knee[1] * height,
        knee_depth_px=(knee[2] - hip[2]) * abs(width),
    )


def _number(value: float) -> float:
    return value if math.isfinite(value) else 0.0
