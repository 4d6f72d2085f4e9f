"""What should change so that the watcher can see: said once, until the view has been good again, and only to who moves.

Before the whole body has been seen well, whoever is there is setting up and always told.
"""

import math

from hamstride.engine import limits
from hamstride.engine.angles import Body
from hamstride.engine.events import Advice, ViewAdvice
from hamstride.engine.filters import Held, Mean
from hamstride.engine.landmarks import Frame, Landmark, Point
from hamstride.exercises.spec import Position
from hamstride.exercises.values import Side

_HEAD = (Landmark.NOSE,)
_FEET = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)
# Told whether the runner moves or not: whoever comes into the picture does, and the leg that was hidden did.
_MOVE = {Advice.ONE_PERSON, Advice.OTHER_WAY_ROUND}
_LIMBS = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, *_FEET)


class Adviser:
    """Follows what is wrong with the view. `given` is all that was said, in order."""

    def __init__(self, *, turned_max_deg: float) -> None:
        self._turned_max_deg = turned_max_deg
        self._since_s: dict[Advice, float] = {}
        self._fine, self._told = Held(), set[Advice]()
        self._motion, self._moved_s = Motion(), float("-inf")
        self.given: list[Advice] = []

    def update(
        self,
        frame: Frame,
        body: Body | None,
        *,
        turn_deg: float,
        setting_up: bool,
        others: bool,
        tilted: bool,
        hidden: bool,
    ) -> list[ViewAdvice]:
        """Take a frame: whether more than one body was met (`others`), the camera leans (`tilted`), the near leg hides the one
        that works (`hidden`)."""
        if body is not None and self._motion.update(frame, body.trunk_px):
            self._moved_s = frame.t_s
        wrong = self._seen(frame, body, turn_deg) | _of_the_place(
            frame, others=others, tilted=tilted, hidden=hidden
        )
        if self._fine.update(frame.t_s, not wrong) >= limits.SEEN_FOR_S:
            self._told.clear()
        moves = setting_up or frame.t_s - self._moved_s <= limits.MOVED_S
        lasting = self._lasting(frame.t_s, wrong)
        new = [advice for advice in lasting if (moves or advice in _MOVE) and advice not in self._told]
        self._told.update(new)
        self.given += [advice for advice in new if advice not in self.given]
        return [ViewAdvice(t_s=frame.t_s, advice=advice) for advice in new]

    def _lasting(self, t_s: float, wrong: set[Advice]) -> list[Advice]:
        """What has been wrong for long enough to be told."""
        if not wrong:
            self._since_s.clear()
            return []
        self._since_s = {each: self._since_s.get(each, t_s) for each in Advice if each in wrong}
        return [each for each, since_s in self._since_s.items() if t_s - since_s >= limits.ADVICE_AFTER_S]

    def _seen(self, frame: Frame, body: Body | None, turn_deg: float) -> set[Advice]:
        if frame.points is None or body is None:
            return set()
        head, feet = is_cut(frame.points, _HEAD), is_cut(frame.points, _FEET)
        hidden = max(body.left.seen, body.right.seen) < limits.VISIBLE
        found = (
            (Advice.STEP_BACK, head and feet),
            (Advice.HEAD_IN_PICTURE, head and not feet),
            (Advice.FEET_IN_PICTURE, feet and not head),
            (Advice.LEGS_HIDDEN, hidden and not feet),
            (Advice.COME_CLOSER, body.trunk_px < limits.SMALL_BODY * frame.height),
            (Advice.SIDE_ON, turn_deg > self._turned_max_deg),
        )
        return {advice for advice, is_wrong in found if is_wrong}


def _of_the_place(frame: Frame, *, others: bool, tilted: bool, hidden: bool) -> set[Advice]:
    found = (
        (Advice.MORE_LIGHT, frame.light is not None and frame.light < limits.DARK),
        (Advice.ONE_PERSON, others or (frame.people or 0) > 1),
        (Advice.CAMERA_LEVEL, tilted),
        (Advice.OTHER_WAY_ROUND, hidden),
    )
    return {advice for advice, is_wrong in found if is_wrong}


def whole(points: tuple[Point, ...]) -> bool:
    """Whether head and feet are inside the picture."""
    return not (is_cut(points, _HEAD) or is_cut(points, _FEET))


def is_cut(points: tuple[Point, ...], marks: tuple[Landmark, ...]) -> bool:
    """Whether one of these points lies outside the picture."""
    low, high = -limits.EDGE, 1.0 + limits.EDGE
    for mark in marks:
        x, y, _, _ = points[mark]
        if not (low <= x <= high and low <= y <= high):
            return True
    return False


def tilt_deg(rest: Body, near: Side, position: Position) -> float | None:
    """How far the camera leans, from the line between ankles and shoulders of somebody at rest; `None` where that line tells
    nothing (on the ball) or is not seen."""
    leg = rest.leg(near)
    if position is Position.STANDING:
        leg = min(
            rest.left, rest.right, key=lambda each: abs(each.thigh_deg)
        )  # the other foot may be on something
    if leg.seen < limits.VISIBLE:
        return None
    x, y = rest.shoulder_x - leg.ankle_x, rest.shoulder_y - leg.ankle_y
    if position is Position.STANDING:
        return math.degrees(math.atan2(x, y))
    return math.degrees(math.atan2(y, x)) if position is Position.PRONE else None


class Motion:
    """Whether hands, knees or feet move, as jitter does not: a quick mean of their places against a slow one."""

    def __init__(self) -> None:
        self._means = [(Mean(0.25), Mean(1.0)) for _ in range(2)]

    def update(self, frame: Frame, trunk_px: float) -> bool:
        """Take a frame; returns whether somebody with a trunk of that length moves."""
        points, off_px = frame.points, 0.0
        if points is None:
            return False
        for axis, (quick, slow) in enumerate(self._means):
            at_px = 0.0
            for mark in _LIMBS:
                at_px += points[mark][axis]
            at_px *= frame.height if axis else frame.width
            if not math.isfinite(at_px):
                return False
            off_px += abs(quick.update(frame.t_s, at_px) - slow.update(frame.t_s, at_px))
        return off_px > limits.MOVES * trunk_px
