"""Which way up the pose model is shown a picture: it was made for people who stand, and may miss one who lies down.

The pose step follows the body in the pictures as they are. Where it has nobody, or a body that cannot be one, it tries the
same picture turned by a quarter, keeps the better way, and stays with it for as long as it works. The rule stands here
once; the browser's pose worker mirrors it, as the table in docs/conventions.md tells it, with these numbers. Pure: no pictures,
only what was found in them.
"""

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from hamstride.engine import limits
from hamstride.engine.landmarks import Frame, Landmark, Point, WorldPoint

GOOD: Final = 0.6  # a body found so well needs no other look
BETTER_BY: Final = 0.2  # another way up must find it so much better to be kept
# Whoever lies down and is found the right way round is found so well in nearly every picture, and with head and feet exchanged
# in few: 0.6 to 0.9 then.
SURELY: Final = 0.9
SURELY_BETTER_BY: Final = 0.1
WAIT_S: Final = 0.3  # not good for so long: a first try
# Until the next try; doubled after every try in vain, so that an empty room costs little.
AGAIN_S: Final = 0.5
RAREST_S: Final = 4.0


class Turn(Enum):
    """How a picture is turned before the model sees it; the value is the number of quarters counter-clockwise."""

    UPRIGHT = 0
    LEFT = 1
    RIGHT = 3


# Where to look next, by how the picture is turned now.
OTHERS: Final = {
    Turn.UPRIGHT: (Turn.RIGHT, Turn.LEFT),
    Turn.LEFT: (Turn.UPRIGHT, Turn.RIGHT),
    Turn.RIGHT: (Turn.UPRIGHT, Turn.LEFT),
}


def score(frame: Frame) -> float:
    """How well a body was found, 0 to 1: the visibility of knee and ankle of the better leg that is in proportion.

    0 where nobody was found, or no leg has lengths that a leg can have beside its trunk (a reversed skeleton has not).
    """
    if frame.points is None:
        return 0.0
    trunk_px = _apart(
        frame, _middle(frame.points, Landmark.LEFT_SHOULDER), _middle(frame.points, Landmark.LEFT_HIP)
    )
    return max(_leg(frame, frame.points, side, trunk_px) for side in (0, 1))


def lies(frame: Frame) -> bool:
    """Whether trunk and thighs of who was found lie flat in the picture, rather than upright."""
    if frame.points is None:
        return False
    shoulders, hips, knees = (_middle(frame.points, left) for left in _DOWN_TO_THE_KNEES)
    return all(
        abs(b[0] - a[0]) * frame.width > abs(b[1] - a[1]) * frame.height
        for a, b in ((shoulders, hips), (hips, knees))
    )


def _leg(frame: Frame, points: tuple[Point, ...], side: int, trunk_px: float) -> float:
    hip, knee, ankle = (points[joint + side] for joint in _LEFT_LEG)
    thigh_px, shank_px = _apart(frame, hip, knee), _apart(frame, knee, ankle)
    if not trunk_px > 0 or not thigh_px > 0:
        return 0.0
    thin, thick = limits.THIGH_TO_TRUNK
    short, long = limits.SHANK_TO_THIGH
    fits = thin < thigh_px / trunk_px < thick and short < shank_px / thigh_px < long
    return min(knee[3], ankle[3]) if fits else 0.0


_LEFT_LEG: Final = (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
_DOWN_TO_THE_KNEES: Final = (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE)


def _middle(points: tuple[Point, ...], left: int) -> tuple[float, float]:
    a, b = points[left], points[left + 1]
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _apart(frame: Frame, a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return math.hypot((a[0] - b[0]) * frame.width, (a[1] - b[1]) * frame.height)


@dataclass(slots=True)
class Turning:
    """Follows which way up works. Give every frame to `next`; look where it says, and tell what was found to `keep`."""

    turn: Turn = Turn.UPRIGHT
    _found: bool = False
    _good_s: float | None = None
    _tried_s: float = -math.inf
    _again_s: float = AGAIN_S
    _tries: int = 0
    _now: float = 0.0

    def next(self, frame: Frame) -> Turn | None:
        """Take what was found the present way; returns another way to look at this same picture, `None` for none."""
        self._now = score(frame)
        good = self._now >= (SURELY if lies(frame) else GOOD)
        self._found |= good
        if self._good_s is None or good:
            self._good_s, self._again_s, self._tries = frame.t_s, AGAIN_S, 0
            if good:
                return None
        if frame.t_s - self._good_s < WAIT_S or frame.t_s - self._tried_s < self._again_s:
            return None
        # Afresh in the same way too: following may cling to a mistake. First of all, where that way has worked before.
        others = OTHERS[self.turn]
        ways = (self.turn, *others) if self._found else (*others, self.turn)
        way = ways[self._tries % len(ways)]
        self._tried_s = frame.t_s
        self._tries += 1
        self._again_s = min(RAREST_S, self._again_s * 2) if self._tries > 1 else AGAIN_S
        return way

    def keep(self, way: Turn, frame: Frame) -> bool:
        """Whether what was found that `way` is so much better that the film goes on with it; `turn` is then that way."""
        well, surely = max(GOOD, self._now + BETTER_BY), max(SURELY, self._now + SURELY_BETTER_BY)
        if score(frame) < min(well, surely):
            return False
        self.turn, self._good_s, self._again_s, self._tries = way, frame.t_s, AGAIN_S, 0
        self._found = True
        return True


def upright(frame: Frame, turn: Turn) -> Frame:
    """What was found in a turned picture, as it stands in the upright one: points, world and size."""
    if turn is Turn.UPRIGHT:
        return frame
    sign = 1.0 if turn is Turn.RIGHT else -1.0
    deeper = frame.width / frame.height  # z is in the scale of x, which is now the other edge
    return replace(
        frame,
        width=frame.height,
        height=frame.width,
        points=frame.points and tuple(_point(point, sign, deeper) for point in frame.points),
        world=frame.world and tuple(_world(point, sign) for point in frame.world),
    )


def _point(point: Point, sign: float, deeper: float) -> Point:
    x, y = sign * (point[1] - 0.5) + 0.5, -sign * (point[0] - 0.5) + 0.5
    return x, y, point[2] * deeper, point[3]


def _world(point: WorldPoint, sign: float) -> WorldPoint:
    return sign * point[1], -sign * point[0], point[2]
