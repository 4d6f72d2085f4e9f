"""Is this leg itself in this frame, or has the model for a moment fitted it to the other leg, or half way between?

For a fraction of a second, typically where the legs cross, the model puts an ankle on the other ankle, at full visibility.
The shin then changes its length in the picture *and* the knee leaves the way it was on, or the knee turns faster than any
runner curls: such frames are left out. A length alone is no sign: on the ball the model shortens the shin at every top.
"""

from hamstride.engine import limits
from hamstride.engine.angles import Leg


class Limb:
    """Follows the lengths and the angle of one leg; `believes` is false for frames that do not go with the ones before.

    `sure` is false while lengths are odd even though the angle may pass: no moment to decide anything.
    """

    __slots__ = ("_good_s", "_knee_deg", "_odd_memory_s", "_shank", "_speed", "_thigh", "sure")

    def __init__(self, *, alone: bool) -> None:
        """`alone`: this leg moves without the other, which may cover it."""
        self.sure = True
        self._odd_memory_s = limits.ODD_LENGTH_MEMORY_S if alone else limits.LENGTH_MEMORY_S
        self._good_s: float | None = None
        self._knee_deg = self._speed = self._shank = self._thigh = 0.0

    def believes(self, t_s: float, leg: Leg, trunk_px: float) -> bool:
        """Take the leg of a frame. What stays odd for long is believed after all: the view has changed."""
        thigh, shank = leg.thigh_px / trunk_px, leg.shank_px / trunk_px
        if self._good_s is None:
            self._thigh, self._shank = thigh, shank
        elif t_s - self._good_s > limits.GLITCH_S:
            self._speed = 0.0
        self.sure = self._as_long(thigh, shank)
        if self._good_s is not None and self._odd(t_s - self._good_s, leg.knee_deg):
            self.sure = False
            return False
        passed = 0.0 if self._good_s is None else t_s - self._good_s
        if passed > 0.0:
            speed = (leg.knee_deg - self._knee_deg) / passed
            self._speed += (speed - self._speed) * min(1.0, passed / limits.SPEED_MEMORY_S)
        memory_s = limits.LENGTH_MEMORY_S if self.sure else self._odd_memory_s
        weight = min(1.0, passed / memory_s)
        self._thigh += (thigh - self._thigh) * weight
        self._shank += (shank - self._shank) * weight
        self._good_s, self._knee_deg = t_s, leg.knee_deg
        return True

    def _as_long(self, thigh: float, shank: float) -> bool:
        low, high = limits.LENGTH_CHANGE
        return (
            low * self._shank < shank < high * self._shank and low * self._thigh < thigh < high * self._thigh
        )

    def _odd(self, passed: float, knee_deg: float) -> bool:
        if passed > limits.GLITCH_S:
            return False
        off_way = abs(knee_deg - self._knee_deg - self._speed * passed)
        if self.sure:
            return off_way > limits.OFF_WAY_DEG + 0.5 * limits.QUICKEST_DEG_PER_S2 * passed * passed
        return off_way > limits.ODD_OFF_WAY_DEG + limits.ODD_OFF_WAY_DEG_PER_S * passed
