"""The knee of a lifted leg that goes outward, away from the other one: toward the camera or away from it.

From the side that hardly shows. Where it is plain the thigh of a near leg looks shorter at once (`ShorterThigh`). Else the
thigh looks a little shorter, the knee stands a little higher, and the model takes it for nearer, of a far leg for farther; by
how much a good repetition does so too depends on the person and the view, and the others of the set tell (`Outward`,
`which_stand_out`).
"""

import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
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


class Way(Enum):
    """How it shows: a near knee comes nearer to the camera, and stands lower where that looks from above; a far one goes
    farther from it; and where the camera sees the body aslant either goes aside in the picture."""

    NEARER = "nearer"
    BELOW = "below"
    FARTHER = "farther"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How far outward the knee looked in a repetition: `share` is in trunk lengths, with an offset of the person and the view,
    `trembles` how far it goes from one picture to the next, `pixel` how long a pixel is."""

    share: float
    trembles: float
    pixel: float


Outwardness = Mapping[Way, Look]  # of a repetition, each way in which it was seen enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A repetition beside the others of its set: how far outward its knee `looks`, at the runner's how many-eth `place`, and
    whether in an `askew` picture, in which knees tell less."""

    looks: Outwardness
    place: int = 0
    askew: bool = False


class Outward:
    """Reads every way, picture by picture."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new repetition begins."""
        self._frames, self._pixel = 0, 0.0
        self._shares = {way: deque[float](maxlen=_MOST) for way in Way}

    def update(self, body: Body, rest: Body, side: Side, near: Side) -> None:
        """Take a body in the movement of the leg of `side`; only where its knee is bent does it tell."""
        self._frames = min(self._frames + 1, _MOST)
        # The model's own name for it: a leg that it draws behind the other one it thinks there.
        leg = side.other if body.exchanged else side
        if body.leg(side).knee_deg - rest.leg(leg).knee_deg <= limits.LIFTED_KNEE_DEG:
            return
        self._pixel = _in_trunks(1.0, rest)
        if leg is near:
            way = Way.BELOW if rest.is_seen_from_above(leg) else Way.NEARER
            self._shares[way].append(_nearer(body, rest, side, leg, way))
        elif not body.exchanged:
            self._shares[Way.FARTHER].append(_farther(body, rest, side))
        if abs(rest.aslant) >= limits.ASLANT and not body.exchanged:
            self._shares[Way.ASIDE].append(_aside(body, rest, side))

    def read(self) -> Outwardness:
        """What came of it in the repetition so far."""
        enough = max(limits.OUTWARD_FRAMES, limits.OUTWARD_READ_SHARE * self._frames)
        return {
            way: self._look(list(shares)) for way, shares in self._shares.items() if len(shares) >= enough
        }

    def _look(self, shares: list[float]) -> Look:
        steps = [abs(after - before) for before, after in pairwise(shares)]
        return Look(share=median(shares), trembles=median(steps), pixel=self._pixel)


def _nearer(body: Body, rest: Body, side: Side, leg: Side, way: Way) -> float:
    """How much nearer to the camera the knee of a side looks, whose leg goes by the name of `leg` at rest. Seen from above it
    stands lower then and not higher, and the thigh looks longer."""
    risen, (low, high) = _risen(body, rest, side, leg), limits.SHIN_LOOKS
    shin = max(low, min(high, math.log(max(shin_share(body, rest, side), 1e-6))))
    lengths = limits.SHIN_SHARE * shin - _deeper(body, rest, side, leg)
    return lengths - risen if way is Way.BELOW else lengths + risen


def _farther(body: Body, rest: Body, side: Side) -> float:
    """How much farther from the camera it looks."""
    return _risen(body, rest, side, side) + _deeper(body, rest, side, side)


def _risen(body: Body, rest: Body, side: Side, leg: Side) -> float:
    """How much higher it stands, and how much shorter its thigh looks. Under the other leg's name a leg is as long as that
    one."""
    now, then, other = body.leg(side), rest.leg(leg), rest.leg(leg.other)
    rose = now.knee_y - then.knee_y
    over = rose - (body.leg(side.other).knee_y - other.knee_y)
    higher_px = over + limits.ROSE_SHARE * (rose - over) - _swing_px(now, then)
    shorter = -math.log(max(thigh_share(body, rest, side), 1e-6))
    return _in_trunks(higher_px, rest) + limits.THIGH_SHARE * shorter


def _deeper(body: Body, rest: Body, side: Side, leg: Side) -> float:
    """What the model takes for its depth counts for."""
    deeper_px = body.leg(side).knee_depth_px - rest.leg(leg).knee_depth_px
    return limits.DEPTH_SHARE * _in_trunks(deeper_px, rest)


def _aside(body: Body, rest: Body, side: Side) -> float:
    """How far the knee goes in the picture to where its hip stands beside the other one."""
    ahead = math.copysign(1.0, rest.aslant if side is Side.LEFT else -rest.aslant)
    return ahead * _in_trunks(_forward_px(body.leg(side)) - _forward_px(rest.leg(side)), rest)


def _in_trunks(length_px: float, rest: Body) -> float:
    """A length in the picture in trunk lengths."""
    return length_px / max(rest.trunk_px, 1e-6)


def _forward_px(leg: Leg) -> float:
    """How far in front of the hip the knee is."""
    return leg.thigh_px * math.sin(math.radians(leg.thigh_deg))


def _swing_px(now: Leg, then: Leg) -> float:
    """By how much a thigh lifts its knee that swings forward or back in the picture, beyond what it is read wrong."""
    swung_deg = now.thigh_deg - then.thigh_deg
    plain_deg = math.copysign(max(0.0, abs(swung_deg) - limits.SWING_READ_DEG), swung_deg)
    return then.thigh_px * (
        math.cos(math.radians(then.thigh_deg)) - math.cos(math.radians(then.thigh_deg + plain_deg))
    )


# How much further outward than in the others, and beside how many others at least that tells.
_LEAST = {
    Way.NEARER: (limits.OUTWARD, limits.OUTWARD_OTHERS),
    Way.BELOW: (limits.BELOW, limits.OUTWARD_OTHERS),
    Way.FARTHER: (limits.FARTHER, limits.OUTWARD_OTHERS),
    Way.ASIDE: (limits.ASIDE, limits.ASIDE_OTHERS),
}


def which_stand_out(read: Sequence[Seen], known: Sequence[bool]) -> list[bool]:
    """In which repetitions of a set the knee went outward; `known` is what was said of them before."""
    return [_is_out(read, number, before=before) for number, before in enumerate(known)]


def _is_out(read: Sequence[Seen], number: int, *, before: bool) -> bool:
    """Whether it went outward in one of them, any way; what was said before where none tells."""
    told = [_is_further(*beside, before=before) for beside in _beside(read, number)]
    return any(told) if told else before


def _beside(read: Sequence[Seen], number: int) -> Iterator[tuple[Look, list[Look], float]]:
    """The ways in which one of them can be told beside enough others, whose looks go from the least far out to the furthest.
    Whoever comes back stands elsewhere, and what is seen from the side has another offset there; not what goes aside. So of the
    place that was left nothing else is news."""
    own, here = read[number], read[-1].place
    others = [one for n, one in enumerate(read) if n != number]
    for way, look in own.looks.items():
        anywhere = way is Way.ASIDE
        beside = [one for one in others if way in one.looks and (anywhere or one.place == here)]
        least, enough = _LEAST[way]
        if len(beside) >= enough and (anywhere or own.place == here):
            askew = limits.ASKEW if any(one.askew for one in (own, *beside)) else 1.0
            yield look, sorted((one.looks[way] for one in beside), key=attrgetter("share")), least * askew


def _is_further(own: Look, others: Sequence[Look], least: float, *, before: bool) -> bool:
    """Whether it is further outward than the middle one of the others, the upper one of two."""
    further = own.share - others[len(others) // 2].share
    trembles = median([own.trembles, *(one.trembles for one in others)])
    least = max(least, limits.OUTWARD_PX * own.pixel, limits.OUTWARD_TREMBLES * trembles)
    return further > (limits.OUTWARD_CLEAR_SHARE * least if before else least)
