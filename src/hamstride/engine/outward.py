"""The knee of a lifted leg that goes outward, away from the other one: toward the camera or away from it.

From the side that hardly shows, and only of the near leg: what is read of one behind it goes either way. Where it is plain the
thigh looks shorter at once (`ShorterThigh`). Else the thigh looks a little shorter and the knee stands a little higher, the
shin, which comes nearer, looks longer, and the model takes the knee for nearer; by how much a good repetition does so too
depends on the person and the view, and the others of the set tell (`Outward`, `which_stand_out`).
"""

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.filters import Mean, median
from hamstride.engine.limbs import shin_share, thigh_share
from hamstride.exercises.values import Side

_MOST = 600  # values of a repetition that are kept


class ShorterThigh:
    """By how much the thigh of a lifted leg looks shorter than it usually does.

    The model draws any lifted thigh shorter than at rest, by how much depends on the view: the set's own repetitions tell.
    """

    def __init__(self) -> None:
        self._usual: deque[float] = deque(maxlen=5)
        self.begin()

    def begin(self) -> None:
        """A new repetition begins."""
        self._lengths: deque[float] = deque(maxlen=_MOST)
        self._length = Mean(limits.THIGH_MEMORY_S)

    def deg(self, body: Body, rest: Body, side: Side) -> float:
        """Degrees outward; 0 where the camera is not square to the body."""
        if max(body.turn_deg, rest.turn_deg) > limits.SQUARE_DEG or not rest.leg(side).thigh_px:
            return 0.0
        length = thigh_share(body, rest, side)
        if body.leg(side).knee_deg - rest.leg(side).knee_deg > limits.LIFTED_KNEE_DEG:
            self._lengths.append(length)
        usual = median(list(self._usual)) if self._usual else limits.LIFTED_THIGH
        doubt = limits.THIGH_DOUBT_PX * rest.trunk_px / (rest.leg(side).thigh_px * body.trunk_px)
        shorter = (self._length.update(body.t_s, length) + doubt) / min(usual, limits.LONGEST_THIGH)
        return math.degrees(math.acos(max(0.0, min(1.0, shorter))))

    def learn(self) -> None:
        """The repetition that ended was a good one."""
        if self._lengths:
            self._usual.append(median(list(self._lengths)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How far outward the knee looked in a repetition: `share` is in trunk lengths, with an offset of the person and the view,
    `trembles` how far it goes from one picture to the next, `pixel` how long a pixel is."""

    share: float
    trembles: float
    pixel: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outwardness:
    """The two ways in which that shows in a repetition, where it was seen enough: `deep` is toward the camera, of a near leg
    alone, `aside` in the picture, of either leg, where the camera sees the body aslant."""

    deep: Look | None = None
    aside: Look | None = None


class Outward:
    """Reads both, picture by picture."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new repetition begins."""
        self._frames, self._pixel = 0, 0.0
        self._deep: deque[float] = deque(maxlen=_MOST)
        self._aside: deque[float] = deque(maxlen=_MOST)

    def update(self, body: Body, rest: Body, side: Side, near: Side) -> None:
        """Take a body in the movement of the leg of `side`; only where its knee is bent does it tell."""
        self._frames = min(self._frames + 1, _MOST)
        now, leg = body.leg(side), side.other if body.exchanged else side
        then = rest.leg(leg)
        if now.knee_deg - then.knee_deg <= limits.LIFTED_KNEE_DEG:
            return
        self._pixel = 1.0 / max(rest.trunk_px, 1e-6)
        if abs(rest.aslant) >= limits.ASIDE_ASLANT and not body.exchanged:
            ahead = math.copysign(1.0, rest.aslant if side is Side.LEFT else -rest.aslant)
            self._aside.append(ahead * (_forward_px(now) - _forward_px(then)) * self._pixel)
        # Of a leg that is the near one by the model's own names: one that it draws behind the other it thinks there.
        if leg is near:
            self._deep.append(self._nearer(body, rest, side, leg))

    def _nearer(self, body: Body, rest: Body, side: Side, leg: Side) -> float:
        """How much nearer to the camera the knee of a side looks, whose leg goes by the name of `leg` at rest."""
        now, then, other = body.leg(side), rest.leg(leg), rest.leg(leg.other)
        rose = now.knee_y - then.knee_y
        over = rose - (body.leg(side.other).knee_y - other.knee_y)
        higher = over + limits.ROSE_SHARE * (rose - over) - _swing_px(now, then)
        nearer = then.knee_depth_px - now.knee_depth_px
        return (higher + limits.DEPTH_SHARE * nearer) * self._pixel + _looks(body, rest, side)

    def read(self) -> Outwardness:
        """What came of it in the repetition so far."""
        return Outwardness(deep=self._look(self._deep), aside=self._look(self._aside))

    def _look(self, read: deque[float]) -> Look | None:
        shares = list(read)
        if len(shares) < max(limits.OUTWARD_FRAMES, limits.OUTWARD_READ_SHARE * self._frames):
            return None
        steps = [abs(after - before) for before, after in pairwise(shares)]
        return Look(share=median(shares), trembles=median(steps), pixel=self._pixel)


def _forward_px(leg: Leg) -> float:
    """How far in front of the hip the knee is."""
    return leg.thigh_px * math.sin(math.radians(leg.thigh_deg))


def _looks(body: Body, rest: Body, side: Side) -> float:
    """How far outward the lengths of thigh and shin speak for. Under the other leg's name a leg is as long as that one."""
    thigh, shin = (math.log(max(share(body, rest, side), 1e-6)) for share in (thigh_share, shin_share))
    low, high = limits.SHIN_LOOKS
    return limits.SHIN_SHARE * max(low, min(high, shin)) - limits.THIGH_SHARE * thigh


def _swing_px(now: Leg, then: Leg) -> float:
    """By how much a thigh lifts its knee that swings forward or back in the picture, beyond what it is read wrong."""
    swung_deg = now.thigh_deg - then.thigh_deg
    plain_deg = math.copysign(max(0.0, abs(swung_deg) - limits.SWING_READ_DEG), swung_deg)
    return then.thigh_px * (
        math.cos(math.radians(then.thigh_deg)) - math.cos(math.radians(then.thigh_deg + plain_deg))
    )


# Either way, and how much further than the others it takes.
_WAYS: tuple[tuple[Callable[[Outwardness], Look | None], float], ...] = (
    (attrgetter("deep"), limits.OUTWARD),
    (attrgetter("aside"), limits.ASIDE),
)


def which_stand_out(read: Sequence[Outwardness | None], known: Sequence[bool]) -> list[bool]:
    """In which repetitions of a set the knee went outward; `known` is what was said of them before."""
    return [_is_out(read, place, before=before) for place, before in enumerate(known)]


def _is_out(read: Sequence[Outwardness | None], place: int, *, before: bool) -> bool:
    """Whether it went outward in one of them, either way; what was said before where neither tells."""
    told = [_is_further(*beside, before=before) for beside in _beside(read, place)]
    return any(told) if told else before


def _beside(read: Sequence[Outwardness | None], place: int) -> Iterator[tuple[Look, list[Look], float]]:
    """The ways in which one of them can be told beside enough others, whose looks go from the least far out to the furthest."""
    for way, least in _WAYS:
        looks = [None if one is None else way(one) for one in read]
        own = looks.pop(place)
        others = sorted((look for look in looks if look is not None), key=attrgetter("share"))
        if own is not None and len(others) >= limits.OUTWARD_OTHERS:
            yield own, others, least


def _is_further(own: Look, others: Sequence[Look], least: float, *, before: bool) -> bool:
    """Whether it is further outward than the middle one of the others, the upper one of two."""
    further = own.share - others[len(others) // 2].share
    trembles = median([own.trembles, *(one.trembles for one in others)])
    least = max(least, limits.OUTWARD_PX * own.pixel, limits.OUTWARD_TREMBLES * trembles)
    return further > (limits.OUTWARD_CLEAR_SHARE * least if before else least)
