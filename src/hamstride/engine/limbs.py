"""Is this leg itself in this frame, or has the model for a moment fitted it to the other leg, or half way between?

For a fraction of a second, typically where the legs cross, the model puts an ankle on the other ankle, at full visibility.
The shin then changes its length in the picture *and* the knee leaves the way it was on, or the knee turns faster than any
runner curls: such frames are left out. A length alone is no sign: on the ball the model shortens the shin at every top.
"""

from collections import deque

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.exercises.values import Side

_MOST = 32  # believed frames that are kept


def shin_shares(body: Body, rest: Body) -> tuple[float, float]:
    """How long the left and the right shin are, beside the trunk, as a share of what they are at rest."""
    return shin_share(body, rest, Side.LEFT), shin_share(body, rest, Side.RIGHT)


def shin_share(body: Body, rest: Body, side: Side) -> float:
    """How long the shin of a side is, as in `shin_shares`."""
    return _beside_trunk(body, rest, body.leg(side).shank_px, rest.leg(side).shank_px)


def thigh_share(body: Body, rest: Body, side: Side) -> float:
    """How long the thigh of a side is, beside the trunk, as a share of what it is at rest."""
    return _beside_trunk(body, rest, body.leg(side).thigh_px, rest.leg(side).thigh_px)


def _beside_trunk(body: Body, rest: Body, now_px: float, then_px: float) -> float:
    scale = body.trunk_px / max(rest.trunk_px, 1e-6)
    return now_px / max(scale * then_px, 1e-6)


def is_short(share: float) -> bool:
    """Whether a shin of such a share is shorter than at rest: its leg is drawn along with the other one, or half way to it."""
    return share < limits.LENGTH_CHANGE[0]


def both_short(body: Body, rest: Body) -> bool:
    """Whether both shins are shorter than at rest: then each is drawn half way to the other one, however long that lasts."""
    return all(map(is_short, shin_shares(body, rest)))


def are_mixed(body: Body, rest: Body) -> bool:
    """Whether the legs may be partly those of somebody who passes: whoever curls bends one knee at a time, and no leg goes by
    the other one's name."""
    return body.in_company and (
        body.exchanged
        or all(
            abs(body.leg(side).knee_deg - rest.leg(side).knee_deg) > limits.MIXED_DEG
            for side in (Side.LEFT, Side.RIGHT)
        )
    )


class Limb:
    """Follows the lengths and the angle of one leg; `believes` is false for frames that do not go with the ones before.

    `as_long` is false while lengths are odd, `sure` also where the frame is not believed: no moment to decide anything.
    """

    __slots__ = (
        "_gone_from_deg",
        "_good",
        "_good_s",
        "_knee_deg",
        "_lost_deg",
        "_lost_s",
        "_odd_memory_s",
        "_rising_to_deg",
        "_seen_s",
        "_shank",
        "_speed",
        "_swings_to_deg",
        "_swung_to_deg",
        "_thigh",
        "as_long",
        "rose_to_deg",
        "sure",
    )

    def __init__(self, *, alone: bool) -> None:
        """`alone`: this leg moves without the other, which may cover it."""
        self.sure = self.as_long = True
        self._odd_memory_s = limits.ODD_LENGTH_MEMORY_S if alone else limits.LENGTH_MEMORY_S
        self._good_s: float | None = None
        self._good: deque[tuple[float, float]] = deque(maxlen=_MOST)
        self._seen_s = float("-inf")
        self._gone_from_deg: float | None = None
        self.rose_to_deg: float | None = None  # how far a leg went that was lost on its way up and seen again
        self._rising_to_deg: float | None = None
        self._swung_to_deg: float | None = None  # the same, of a leg whose lengths were odd meanwhile
        self._swings_to_deg: float | None = None
        self._lost_s = self._lost_deg = 0.0
        self._knee_deg = self._speed = self._shank = self._thigh = 0.0

    @property
    def gone(self) -> bool:
        """Whether the leg is waited for where it was."""
        return self._gone_from_deg is not None

    def believes(self, t_s: float, leg: Leg, trunk_px: float, *, up: bool = False) -> bool:
        """Take the leg of a frame, `up` where it was at its top already. What stays odd for long is believed after all: the
        view has changed."""
        thigh, shank = leg.thigh_px / trunk_px, leg.shank_px / trunk_px
        if self._good_s is None:
            self._thigh, self._shank = thigh, shank
        elif t_s - self._good_s > limits.GLITCH_S:
            self._speed = 0.0
        if t_s - self._seen_s > limits.GLITCH_S:
            self._gone_from_deg = self._swings_to_deg = None
            self._good.clear()
        self._seen_s = t_s
        self.sure = self.as_long = self._as_long(thigh, shank)
        self._swing(t_s, leg.knee_deg)
        if self._good_s is not None and (
            self._is_gone(t_s, leg, up=up) or self._odd(t_s - self._good_s, leg.knee_deg)
        ):
            self.sure = False
            return False
        self._learn(t_s, leg.knee_deg, thigh, shank)
        return True

    def wait(self, t_s: float) -> None:
        """Take a frame that says nothing of this leg: it is waited for where it was."""
        self._seen_s, self.sure = t_s, False
        if self._gone_from_deg is None:
            self._gone_from_deg, self._rising_to_deg = max((deg for _, deg in self._good), default=None), None

    def _learn(self, t_s: float, knee_deg: float, thigh: float, shank: float) -> None:
        passed = 0.0 if self._good_s is None else t_s - self._good_s
        if passed > 0.0:
            speed = (knee_deg - self._knee_deg) / passed
            self._speed += (speed - self._speed) * min(1.0, passed / limits.SPEED_MEMORY_S)
        memory_s = limits.LENGTH_MEMORY_S if self.sure else self._odd_memory_s
        weight = min(1.0, passed / memory_s)
        self._thigh += (thigh - self._thigh) * weight
        self._shank += (shank - self._shank) * weight
        self._good_s, self._knee_deg = t_s, knee_deg
        self._good.append((t_s, knee_deg))
        while self._good[0][0] < t_s - limits.FALL_S:
            self._good.popleft()

    def _as_long(self, thigh: float, shank: float) -> bool:
        low, high = limits.LENGTH_CHANGE
        return (
            low * self._shank < shank < high * self._shank and low * self._thigh < thigh < high * self._thigh
        )

    def _is_gone(self, t_s: float, leg: Leg, *, up: bool) -> bool:
        """Whether the knee opened faster than a leg can fall: then it is waited for where it was."""
        knee_deg = leg.knee_deg
        if self._gone_from_deg is None:
            if knee_deg >= self._knee_deg - limits.GONE_DEG:
                return False
            fall_deg_per_s = self._fastest_fall(leg)
            for then_s, deg in self._good:
                if deg - knee_deg > limits.FALL_DEG + fall_deg_per_s * (t_s - then_s):
                    self._gone_from_deg = max(deg for _, deg in self._good)
                    rises = leg.seen < limits.LOST_RISING_SEEN and not up
                    self._rising_to_deg = self._rise() if rises else None
                    return True
            return False
        waited_s = t_s - (self._good_s or 0.0)
        if self._rising_to_deg is not None:
            self._see_again(knee_deg)
            down_deg = max(limits.GONE_DEG, limits.LOWER_AS_ASKED_DEG_PER_S * (waited_s - limits.ABOVE_S))
            lowest_deg = self._gone_from_deg - down_deg
            waits = waited_s < limits.GONE_RISING_S and (knee_deg < lowest_deg or not self.as_long)
        else:
            lowest_deg = self._gone_from_deg - limits.GONE_DEG - limits.LOWER_DEG_PER_S * waited_s
            waits = waited_s < limits.GONE_S and knee_deg < lowest_deg
        if waits:
            return True
        self._gone_from_deg = None
        self._good.clear()
        return False

    def _fastest_fall(self, leg: Leg) -> float:
        """Degrees a second by which a leg can fall; one that the other covers, and that falls already, is drawn so by jerks."""
        falls = -limits.FALLS_FASTER * self._speed if leg.seen < limits.COVERED_SEEN else 0.0
        return max(limits.FALL_DEG_PER_S, falls)

    def _see_again(self, knee_deg: float) -> None:
        """A leg that was lost on its way up went on up where it is seen coming down again, well bent still."""
        if knee_deg > limits.AGAIN_SHARE * (self._gone_from_deg or 0.0):
            self.rose_to_deg = self._rising_to_deg

    def _swing(self, t_s: float, knee_deg: float) -> None:
        """A leg whose lengths are odd while it rises goes on rising, as it shows where it is seen whole again."""
        if self._swings_to_deg is None:
            if not self.as_long and self._good:
                self._swings_to_deg, self._lost_deg = self._rise(), self._knee_deg
                self._lost_s = self._good[-1][0]
            return
        lost_s = t_s - self._lost_s
        if self.as_long and lost_s > limits.SWINGS_S and knee_deg > limits.AGAIN_SHARE * self._lost_deg:
            self._swung_to_deg, self._swings_to_deg = self._swings_to_deg, None
        elif lost_s > limits.GONE_S or (self.as_long and lost_s <= limits.SWINGS_S):
            self._swings_to_deg = None

    def take_swing(self) -> float | None:
        """How far it must have gone in the movement that ends here, if it was lost so; the next one begins anew."""
        swung_to_deg, self._swung_to_deg, self._swings_to_deg = self._swung_to_deg, None, None
        return swung_to_deg

    def _rise(self) -> float | None:
        """How far it will have gone before it stops, where it was on its way up: it cannot do so at once."""
        (first_s, first_deg), (last_s, last_deg) = self._good[0], self._good[-1]
        speed = (last_deg - first_deg) / max(last_s - first_s, limits.RISES_S)
        if speed <= limits.RISING_DEG_PER_S:
            return None
        return last_deg + speed * speed / (2 * limits.STOPS_DEG_PER_S2)

    def _odd(self, passed: float, knee_deg: float) -> bool:
        if passed > limits.GLITCH_S:
            return False
        off_way = abs(knee_deg - self._knee_deg - self._speed * passed)
        if self.sure:
            return off_way > limits.OFF_WAY_DEG + 0.5 * limits.QUICKEST_DEG_PER_S2 * passed * passed
        return off_way > limits.ODD_OFF_WAY_DEG + limits.ODD_OFF_WAY_DEG_PER_S * passed
