"""The sign for a pause: both hands above the head for about a second.

Read from the flat picture, on the feet alone: of somebody who sits or kneels the model loses a raised arm too often. Nobody
curls, rolls or stretches with both hands above an upright trunk, and a wild frame is not a second.
"""

import math

from hamstride.engine import limits
from hamstride.engine.filters import Held
from hamstride.engine.landmarks import Frame, Landmark, Point

_SHOULDERS = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_HIPS = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_ELBOWS = (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW)
_WRISTS = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)


class Hands:
    """Watches for the sign. It is given once; the hands must come down before it can be given again."""

    def __init__(self) -> None:
        self._up = Held()
        self._seen_s = -math.inf
        self._given = False

    def update(self, frame: Frame) -> bool:
        """Take a frame; true in the one in which the sign is certain."""
        if frame.t_s - self._seen_s > limits.HANDS_GAP_S:
            self._up.update(frame.t_s, False)  # nobody was looked at meanwhile, or the hands were down
            self._given = False
        up = frame.points is not None and are_up(frame.points, frame.width / frame.height)
        if up:
            self._seen_s = frame.t_s
        held_s = self._up.update(frame.t_s, frame.t_s - self._seen_s <= limits.HANDS_GAP_S)
        if not self._up.is_held:
            self._given = False
        if self._given or not up or held_s < limits.HANDS_UP_S:
            return False
        self._given = True
        return True


def are_up(points: tuple[Point, ...], aspect: float) -> bool:
    """Whether both hands are above the head of an upright body."""
    shoulders, hips = _middle(points, _SHOULDERS), _middle(points, _HIPS)
    across, up = abs(shoulders[0] - hips[0]) * aspect, hips[1] - shoulders[1]
    if math.degrees(math.atan2(across, up)) > limits.HANDS_LEAN_MAX_DEG or not _seen(points):
        return False
    highest = points[Landmark.NOSE][1] - limits.HANDS_ABOVE * math.hypot(across, up)
    return all(points[i][1] < highest for i in _WRISTS) and all(points[i][1] < shoulders[1] for i in _ELBOWS)


def _seen(points: tuple[Point, ...]) -> bool:
    """Trunk and one hand plainly; the other may stand behind them."""
    far, near = sorted(points[i][3] for i in _WRISTS)
    trunk = min(points[i][3] for i in (*_SHOULDERS, *_HIPS))
    return min(trunk, near) >= limits.HANDS_SEEN and far >= limits.FAR_HAND_SEEN


def _middle(points: tuple[Point, ...], pair: tuple[Landmark, Landmark]) -> tuple[float, float]:
    one, two = (points[i] for i in pair)
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2
