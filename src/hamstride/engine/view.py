"""Can the legs be seen and believed? Which side is near, which way does the body face, what should change?"""

import math
from dataclasses import dataclass

from hamstride.engine import limits
from hamstride.engine.advice import whole as whole_body
from hamstride.engine.angles import Body, Leg
from hamstride.engine.events import (
    BodySeen,
    Event,
    Posture,
    PostureChanged,
    TrackingFound,
    TrackingLost,
)
from hamstride.engine.filters import Held, Mean
from hamstride.engine.landmarks import Frame, Landmark, Point
from hamstride.exercises.spec import Position
from hamstride.exercises.values import Side

Points = tuple[Point, ...]


class Facing:
    """Which side is near and which way the body faces, from depth, visibility, nose and toes, averaged over a second.

    For somebody lying down gravity says more than the model: the front of a prone body is down, whatever the names say.
    """

    def __init__(self, position: Position) -> None:
        self._position = position
        self._near, self._front, self._turn = Mean(1.0), Mean(1.0), Mean(0.5)
        self.near = Side.LEFT
        self.upright_front = self._lying_front = -1
        self.turn_deg = 0.0

    def update(self, frame: Frame, points: Points) -> int:
        """Take the evidence of a frame; returns `front` for `angles.measure`."""
        width, height = frame.width, frame.height
        shoulders, hips = _span(points, Landmark.LEFT_SHOULDER), _span(points, Landmark.LEFT_HIP)
        up_x, up_y = _trunk(points, width, height)
        trunk = math.hypot(up_x, up_y) or 1.0
        deep = -(shoulders[2] + hips[2]) * width / 2
        flat = math.hypot((shoulders[0] + hips[0]) * width, (shoulders[1] + hips[1]) * height) / 2
        self.turn_deg = self._turn.update(frame.t_s, math.degrees(math.atan2(flat, abs(deep))))
        self._see_near(frame.t_s, deep / trunk + _visibility_lead(points))
        if up_y > limits.UPRIGHT_TRUNK_SHARE * trunk:
            depth = max(-limits.FRONT_DEPTH_MOST, min(limits.FRONT_DEPTH_MOST, deep / trunk))
            self._see_front(frame.t_s, _looks_right(points) * width / trunk - depth)
        return self._front_now(up_x, up_y)

    def _see_near(self, t_s: float, lead: float) -> None:
        value = self._near.update(t_s, lead)
        if abs(value) > limits.NEAR_SURE:
            self.near = Side.LEFT if value > 0 else Side.RIGHT

    def _see_front(self, t_s: float, right: float) -> None:
        value = self._front.update(t_s, right)
        if abs(value) > limits.FRONT_SURE:
            self.upright_front = 1 if value > 0 else -1

    def _front_now(self, up_x: float, up_y: float) -> int:
        if self._position is Position.STANDING or up_y > abs(up_x):
            return self.upright_front
        if abs(up_x) > limits.LYING_SLOPE * abs(up_y):
            head = 1 if up_x > 0 else -1
            self._lying_front = head if self._position is Position.PRONE else -head
        return self._lying_front


def posture(body: Body, near: Side) -> Posture:
    """How the body is held, whatever exercise is meant: the near side tells prone from supine."""
    believed = -1 if near is Side.LEFT else 1
    trunk_deg = body.trunk_deg * believed * body.front
    thigh_deg = abs(body.leg(near).thigh_deg)
    if abs(trunk_deg) < limits.STANDING_TRUNK_DEG:
        return Posture.STANDING if thigh_deg < limits.STANDING_THIGH_DEG else Posture.OTHER
    if _within(trunk_deg, limits.PRONE_TRUNK_DEG) and thigh_deg > limits.PRONE_THIGH_DEG:
        return Posture.PRONE
    return Posture.SUPINE if _within(trunk_deg, limits.SUPINE_TRUNK_DEG) else Posture.OTHER


def _within(deg: float, limits_deg: tuple[float, float]) -> bool:
    return limits_deg[0] < deg < limits_deg[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a believed body was, to tell it from a jump to something else."""

    t_s: float
    x: float
    y: float
    trunk_px: float

    def jumped(self, body: Body) -> bool:
        """Whether `body` is too far away, or of too different a size, to be the same one so soon."""
        passed = body.t_s - self.t_s
        reach = (limits.JUMP + limits.JUMP_PER_S * passed) * self.trunk_px
        scale = max(body.trunk_px, 1e-6) / self.trunk_px
        allowed = limits.SCALE_JUMP + passed
        return math.hypot(body.x - self.x, body.y - self.y) > reach or not 1 / allowed < scale < allowed


class View:
    """Follows whether the legs can be believed, and says so once. `seen` is true while movement may be judged; `side_on` while
    the body is turned away from a pure side view by less than `turned_max_deg`. Without `shins` a trunk and a thigh are enough:
    a stretch is told from these."""

    def __init__(self, *, turned_max_deg: float = limits.SIDE_ON_MAX_DEG, shins: bool = True) -> None:
        self._turned_max_deg, self._shins = turned_max_deg, shins
        self.seen = False
        self.side_on = True
        self._place: Place | None = None
        self._visible = not shins  # a knee at the edge of the picture, from the first, is taken as it is
        self._believed_s: float | None = None
        self._told_lost = self._told_seen = False
        self._good, self._whole, self._elsewhere = Held(), Held(), Held()
        self._posture, self._posture_next, self._posture_held = Posture.NONE, Posture.NONE, Held()

    @property
    def setting_up(self) -> bool:
        """Whether the whole body has not been seen well yet, or not since the last loss."""
        return not self._told_seen

    @property
    def others(self) -> bool:
        """Whether a body was found elsewhere than the one that is followed: somebody else."""
        return self._elsewhere.is_held

    def update(self, frame: Frame, body: Body | None, facing: Facing) -> list[Event]:
        """Judge a frame; returns what there is to say."""
        believed = body is not None and self._believe(body, facing.near)
        events = self._track(frame.t_s, believed=believed)
        shins = body is not None and body.leg(facing.near).seen >= limits.VISIBLE
        events += self._whole_body(frame, facing, believed=believed and shins)
        return events + self._hold_posture(frame.t_s, posture(body, facing.near) if body else Posture.NONE)

    def _believe(self, body: Body, near: Side) -> bool:
        leg = body.leg(near)
        seen = leg.seen if self._shins else leg.knee_seen
        self._visible = seen >= (limits.VISIBLE if self._visible else limits.VISIBLE_AGAIN)
        sane = self._visible and _may_be(body, leg, shin=leg.seen >= limits.VISIBLE)
        if not sane:
            return False
        jumped = self._place is not None and self._place.jumped(body)
        if jumped and self._elsewhere.update(body.t_s, condition=True) < limits.JUMP_SETTLES_S:
            return False
        self._elsewhere.update(body.t_s, condition=False)
        self._place = Place(t_s=body.t_s, x=body.x, y=body.y, trunk_px=body.trunk_px)
        return True

    def _track(self, t_s: float, *, believed: bool) -> list[Event]:
        """A short gap is bridged; after a loss the legs must be good for a moment before they are believed again."""
        good_s = self._good.update(t_s, believed)
        if self._believed_s is None:
            self._believed_s = t_s
        if self._told_lost:
            self.seen = believed and good_s >= limits.FOUND_AFTER_S
            if not self.seen:
                return []
            self._told_lost, self._believed_s = False, t_s
            return [TrackingFound(t_s=t_s)]
        self.seen = believed
        if believed:
            self._believed_s = t_s
        elif t_s - self._believed_s >= limits.LOST_AFTER_S:
            self._told_lost, self._told_seen = True, False
            return [TrackingLost(t_s=t_s)]
        return []

    def _whole_body(self, frame: Frame, facing: Facing, *, believed: bool) -> list[Event]:
        points = frame.points
        again_deg = 0.0 if self.side_on else limits.SIDE_ON_AGAIN_DEG
        self.side_on = facing.turn_deg < self._turned_max_deg - again_deg
        whole = believed and points is not None and self.side_on and whole_body(points)
        held_s = self._whole.update(frame.t_s, whole)
        if held_s < limits.SEEN_FOR_S or self._told_seen:
            return []
        self._told_seen = True
        return [BodySeen(t_s=frame.t_s)]

    def _hold_posture(self, t_s: float, now: Posture) -> list[Event]:
        if now is not self._posture_next:
            self._posture_next = now
            self._posture_held.update(t_s, condition=False)
        if self._posture_held.update(t_s, condition=True) < limits.STILL_S or now is self._posture:
            return []
        self._posture = now
        return [PostureChanged(t_s=t_s, posture=now)]


def _may_be(body: Body, leg: Leg, *, shin: bool) -> bool:
    """Whether a leg has lengths that a leg can have, and, where the shin is seen, a knee that bends as knees do."""
    if body.trunk_px <= 0 or leg.thigh_px <= 0:
        return False
    thigh, shank = leg.thigh_px / body.trunk_px, leg.shank_px / leg.thigh_px
    low, high = limits.THIGH_TO_TRUNK
    short, long = limits.SHANK_TO_THIGH
    bends = short < shank < long and leg.knee_deg > limits.KNEE_FORWARD_DEG
    return low < thigh < high and (bends or not shin)


def _span(points: Points, left: Landmark) -> tuple[float, float, float]:
    """From the right joint to its left twin."""
    a, b = points[left], points[left + 1]
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _trunk(points: Points, width: int, height: int) -> tuple[float, float]:
    x = points[11][0] + points[12][0] - points[23][0] - points[24][0]
    y = points[11][1] + points[12][1] - points[23][1] - points[24][1]
    return x * width / 2, -y * height / 2


def _visibility_lead(points: Points) -> float:
    left = points[Landmark.LEFT_KNEE][3] + points[Landmark.LEFT_ANKLE][3]
    return (left - points[Landmark.RIGHT_KNEE][3] - points[Landmark.RIGHT_ANKLE][3]) / 2


def _looks_right(points: Points) -> float:
    """How far nose and toes stand out toward the right edge, as a share of the picture's width."""
    nose = points[Landmark.NOSE][0] - (points[Landmark.LEFT_EAR][0] + points[Landmark.RIGHT_EAR][0]) / 2
    toes = (points[31][0] - points[29][0] + points[32][0] - points[30][0]) / 2
    return 2 * nose + toes
