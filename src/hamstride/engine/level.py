"""Has the camera been turned? A phone that falls over turns the whole body in the picture, and no joint moves.

Nobody lies down or gets up in a second with straight hips: when the trunk has turned that fast, without a leap, and the hips
are as they were, it was the camera, and the pictures from then on are turned back.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hamstride.engine import limits
from hamstride.engine.angles import wrap
from hamstride.engine.landmarks import Frame, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """How trunk, thighs and shanks lie in the picture (degrees from up, clockwise); hips and knees are bent whichever way."""

    t_s: float
    lean_deg: float
    thigh_deg: float
    shank_deg: float

    @property
    def hip_deg(self) -> float:
        return abs(wrap(self.lean_deg - self.thigh_deg))

    @property
    def knee_deg(self) -> float:
        return abs(wrap(self.thigh_deg - self.shank_deg))


class Level:
    """Follows how far the camera has been turned: `roll_deg`, positive where the body now leans to the right of what it was.

    While `turning`, the body is distorted and nothing should be read from it.
    """

    def __init__(self) -> None:
        self._recent: deque[Lean] = deque(maxlen=64)
        self._believed: tuple[Frame, float] | None = None
        self.forget()

    def forget(self) -> None:
        """Nobody was there for long: the camera may have been set up again."""
        self.roll_deg = 0.0
        self._before: Lean | None = None
        self._calm: Lean | None = None  # the last picture in which nothing had begun to turn
        self._bent_deg = 0.0
        self._fast = self._leaps = self._lent = self._calm_leaps = False
        self._recent.clear()

    def come_back(self, frame: Frame, *, standing: bool) -> None:
        """Somebody is there again after long: the camera lies as it lay, unless it was set up again, which who stands shows by
        being upright then. Of who lies down nothing is known before `lie_again`."""
        roll_deg, as_it_lay_deg = self.roll_deg, _off_upright_deg(self.upright(frame))
        self.forget()
        if standing and as_it_lay_deg < _off_upright_deg(frame) + limits.UPRIGHT_BY_DEG:
            self.roll_deg = roll_deg

    def believe(self, frame: Frame) -> None:
        """Remember how the runner lies in the camera's own picture."""
        self._believed = frame, self.roll_deg

    def lie_again(self, frame: Frame) -> None:
        """While somebody lies in the very place and way of before, the camera lies as it lay then."""
        if self._believed is not None and _lies_as(frame, self._believed[0]):
            if self.roll_deg != self._believed[1]:
                self._calm = None  # of a picture that was turned otherwise
            self.roll_deg, self._lent = self._believed[1], True
        elif self._lent:
            self.forget()

    @property
    def turning(self) -> bool:
        """Whether the trunk turns too fast for a body."""
        return self._before is not None

    def upright(self, frame: Frame) -> Frame:
        """The frame as the camera saw the room before it was turned."""
        if frame.points is None or not self.roll_deg:
            return frame
        turn, aspect = math.radians(self.roll_deg), frame.width / frame.height
        sin, cos = math.sin(turn), math.cos(turn)
        return replace(frame, points=tuple(_turned(point, sin, cos, aspect) for point in frame.points))

    def update(self, frame: Frame) -> bool:
        """Take the next upright frame with finite points; returns whether it shows that the camera was turned."""
        if frame.points is None:
            return False
        now, recent = _lean(frame.t_s, frame.points, frame.width / frame.height), self._recent
        last = recent[-1] if recent else now
        # The model may find nobody in pictures that are being turned: then the turn is sought over that gap too.
        missed_s = max(0.0, min(now.t_s - last.t_s, limits.LOST_AFTER_S) - limits.TURN_FRAME_S)
        leaps = abs(wrap(now.lean_deg - last.lean_deg)) >= limits.LEAP_DEG + limits.LEAP_DEG_PER_S * missed_s
        recent.append(now)
        while recent[0].t_s < now.t_s - limits.TURN_WINDOW_S - missed_s:
            recent.popleft()
        turned_deg = abs(wrap(now.lean_deg - recent[0].lean_deg))
        if self._has_toppled(now, turned_deg):
            return True
        if turned_deg < limits.CALM_DEG:
            self._calm, self._calm_leaps = now, False
        self._calm_leaps |= leaps
        if self._before is None:
            self._fast = _fast(now, recent[0])
            if self._fast or turned_deg > limits.STIFF_TURN_DEG / 2:
                self._notice()
            self._leaps = leaps
            return False
        self._fast |= _fast(now, recent[0])
        self._leaps |= leaps
        self._bent_deg = max(self._bent_deg, abs(now.hip_deg - self._before.hip_deg))
        return turned_deg < limits.TURNED_DEG and self._settle(self._before)

    def _has_toppled(self, now: Lean, turned_deg: float) -> bool:
        """Whether the body lies still again, as it was, but turned by more than any body turns so quickly; the model may have
        bent its hips on the way."""
        calm = self._calm
        if calm is None or self._calm_leaps or turned_deg >= limits.TURNED_DEG:
            return False
        by_deg = wrap(now.lean_deg - calm.lean_deg)
        toppled = (
            limits.QUICK_TURN_DEG < abs(by_deg) < limits.MOST_TURN_DEG
            and now.t_s - calm.t_s < limits.QUICK_TURN_S
            and abs(now.hip_deg - calm.hip_deg) < limits.SAME_HIP_DEG
        )
        if toppled:
            self._turn(by_deg)
        return toppled

    def _notice(self) -> None:
        # Of single pictures with 5 degrees of noise, two are soon found as far apart as a turn.
        now, before = _mean(_latest(self._recent)), _mean(_first(self._recent))
        turned_deg = abs(wrap(now.lean_deg - before.lean_deg))
        bent_deg = abs(now.hip_deg - before.hip_deg)
        # Who sits down rolls back with hips and knees bent; who hangs in a stretch has straight knees.
        hip_deg, knee_deg = max(now.hip_deg, before.hip_deg), max(now.knee_deg, before.knee_deg)
        straight = min(hip_deg, knee_deg) < limits.STRAIGHT_DEG
        stiff = straight and bent_deg < limits.STIFF_HIP_DEG
        # Means lie less than the window apart, and few pictures a second fill it not quite.
        filled = max(0.6, (now.t_s - before.t_s) / limits.TURN_WINDOW_S)
        if self._fast or (turned_deg > limits.STIFF_TURN_DEG * filled and stiff):
            self._before, self._bent_deg = before, bent_deg

    def _settle(self, before: Lean) -> bool:
        self._before, now = None, _mean(_latest(self._recent))
        by_deg = wrap(now.lean_deg - before.lean_deg)
        # Whoever moves on at once has bent or straightened the hips since the turn was over.
        hips_deg = min(abs(each.hip_deg - before.hip_deg) for each in (self._recent[0], now))
        turned = (
            limits.STIFF_TURN_DEG < abs(by_deg) < limits.MOST_TURN_DEG
            and now.t_s - before.t_s < limits.TURN_TAKES_S
            and hips_deg < limits.SAME_HIP_DEG
            and not self._leaps
            and (self._fast or self._bent_deg < limits.TURNED_HIP_DEG)
        )
        if turned:
            self._turn(by_deg)
        return turned

    def _turn(self, by_deg: float) -> None:
        """From the next picture on all of them are turned back by so much more."""
        self.roll_deg = wrap(self.roll_deg + by_deg)
        self._before = self._calm = None
        self._recent.clear()


def _fast(now: Lean, before: Lean) -> bool:
    """Faster than a body: the trunk alone, or trunk and thighs together, though the model bends the hips meanwhile."""
    trunk_deg, thigh_deg = wrap(now.lean_deg - before.lean_deg), wrap(now.thigh_deg - before.thigh_deg)
    both_deg = abs(trunk_deg + thigh_deg) / 2 if abs(trunk_deg) > limits.STIFF_TURN_DEG else 0.0
    windows = max(1.0, (now.t_s - before.t_s) / limits.TURN_WINDOW_S)
    return max(abs(trunk_deg), both_deg) > limits.TURN_DEG * windows


def _lean(t_s: float, points: tuple[Point, ...], aspect: float) -> Lean:
    shoulders, hips, knees, ankles = (_both(points, left) for left in (11, 23, 25, 27))
    lean, thigh, shank = (
        _from_up_deg(*line, aspect) for line in ((shoulders, hips), (hips, knees), (knees, ankles))
    )
    return Lean(t_s=t_s, lean_deg=lean, thigh_deg=thigh, shank_deg=shank)


def _first(leans: Sequence[Lean]) -> list[Lean]:
    return [lean for lean in leans if lean.t_s <= leans[0].t_s + limits.TURN_SMOOTH_S]


def _latest(leans: Sequence[Lean]) -> list[Lean]:
    return [lean for lean in leans if lean.t_s >= leans[-1].t_s - limits.TURN_SMOOTH_S]


def _mean(leans: Sequence[Lean]) -> Lean:
    """The mean of some pictures, and of their times."""

    def mean_deg(each_deg: list[float]) -> float:
        return wrap(each_deg[0] + sum(wrap(deg - each_deg[0]) for deg in each_deg) / len(each_deg))

    return Lean(
        t_s=sum(lean.t_s for lean in leans) / len(leans),
        lean_deg=mean_deg([lean.lean_deg for lean in leans]),
        thigh_deg=mean_deg([lean.thigh_deg for lean in leans]),
        shank_deg=mean_deg([lean.shank_deg for lean in leans]),
    )


def _both(points: tuple[Point, ...], left: int) -> tuple[float, float]:
    """A joint and its right twin, added up."""
    return points[left][0] + points[left + 1][0], points[left][1] + points[left + 1][1]


def _from_up_deg(upper: Sequence[float], lower: Sequence[float], aspect: float) -> float:
    """How far a line leans from up, clockwise; `aspect` is the picture's width to its height."""
    return math.degrees(math.atan2((upper[0] - lower[0]) * aspect, lower[1] - upper[1]))


def _off_upright_deg(frame: Frame) -> float:
    """How far the trunk and the steeper thigh lean, together."""
    if frame.points is None:
        return 0.0
    points, aspect = frame.points, frame.width / frame.height
    trunk_deg = _from_up_deg(_both(points, 11), _both(points, 23), aspect)
    thighs_deg = (_from_up_deg(points[hip], points[hip + 2], aspect) for hip in (23, 24))
    return abs(trunk_deg) + min(map(abs, thighs_deg))


def _lies_as(frame: Frame, before: Frame) -> bool:
    """Whether shoulders and hips are where those of before were, by the length of that trunk."""
    if frame.points is None or before.points is None:
        return False
    (now, hips_now), (then, hips_then) = _trunk(frame.points), _trunk(before.points)
    aspect = frame.width / frame.height
    far = max(_apart(now, then, aspect), _apart(hips_now, hips_then, aspect))
    return far < limits.SAME_PLACE * _apart(then, hips_then, aspect)


def _trunk(points: tuple[Point, ...]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Twice the middles of shoulders and hips."""
    return _both(points, 11), _both(points, 23)


def _apart(one: tuple[float, float], other: tuple[float, float], aspect: float) -> float:
    return math.hypot((one[0] - other[0]) * aspect, one[1] - other[1])


def _turned(point: Point, sin: float, cos: float, aspect: float) -> Point:
    """A point turned anticlockwise about the middle of the picture."""
    x, y = (point[0] - 0.5) * aspect, point[1] - 0.5
    return (x * cos + y * sin) / aspect + 0.5, y * cos - x * sin + 0.5, point[2], point[3]
