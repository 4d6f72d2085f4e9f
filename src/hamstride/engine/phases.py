"""When did a movement begin and end? Read from the ramps between two levels.

A limb that goes from one level to another follows nearly a half cosine. A first guess comes from where it crosses two
shares of the way; then begin and end are moved until the sum of absolute errors is least, so that neither jitter nor a few
wild frames in the middle of the way matter. A speed threshold would be late by up to a second at both ends.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos

from hamstride.engine import limits

Sample = tuple[float, float, float]  # seconds, value, and how much it counts for
Samples = Sequence[Sample]


def smooth(samples: Samples, half_s: float = limits.SMOOTH_S) -> list[Sample]:
    """The samples with each value replaced by the mean of those within `half_s`: no delay."""
    result: list[Sample] = []
    first, total, weights, last = 0, 0.0, 0.0, 0
    for t_s, _, weight in samples:
        while last < len(samples) and samples[last][0] <= t_s + half_s:
            total += samples[last][1] * samples[last][2]
            weights += samples[last][2]
            last += 1
        while samples[first][0] < t_s - half_s:
            total -= samples[first][1] * samples[first][2]
            weights -= samples[first][2]
            first += 1
        result.append((t_s, total / weights, weight))
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Between what a way goes. `under` is the weight of samples below it: less than 1 where what is wrong with them is that
    they read too low. Up to `seen` it can be followed: where it is higher, that is all that samples show of it."""

    low: float
    high: float
    under: float = 1.0
    seen: float = math.inf


def rising(samples: Samples, levels: Levels) -> tuple[float, float] | None:
    """Begin and end (seconds) of the way up between two levels through samples in time order; `None` where there is none."""
    found = (_guess(samples, levels, shares, first=first) for shares, first in _GUESSES)
    ways = sorted({ends for ends in found if ends is not None})
    if not ways:
        return None
    misfit = _Misfit(samples, levels)
    best, *others = sorted((misfit.of(ends), ends) for ends in ways)
    another = next((other for other in others if _differ(best[1], other[1])), best)
    return min(_refined(misfit, *guess) for guess in {best, another})[1]


def falling(samples: Samples, levels: Levels) -> tuple[float, float] | None:
    """Begin and end of the way down between two levels."""
    backward = [(-t_s, value, weight) for t_s, value, weight in reversed(samples)]
    found = rising(backward, levels)
    return None if found is None else (-found[1], -found[0])


# Shares of the way at which a first guess is read, and whether the lower one is crossed for the first time or for the last
# before the upper; several, because wild frames may lie at any of them.
_GUESSES = (
    ((0.15, 0.85), False),
    ((0.15, 0.85), True),
    ((0.1, 0.5), False),
    ((0.5, 0.9), False),
    ((0.3, 0.7), False),
)
_BEYOND_S = 0.5  # a way may begin before the first sample, or end after the last, by so much
_FIRST_STEP_S, _LAST_STEP_S = 0.16, 0.01
# Which way begin and end go at a step: one alone may find no better place where both would.
_DIRECTIONS = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1))


def _differ(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two guesses are so far apart that they may lead to different ends."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _FIRST_STEP_S / 2


def _guess(
    samples: Samples, levels: Levels, shares: tuple[float, float], *, first: bool
) -> tuple[float, float] | None:
    low, top = levels.low, min(levels.high, levels.seen)
    level_a, level_b = (low + share * (top - low) for share in shares)
    index_b = _rises(samples, range(1, len(samples)), level_b)
    if index_b is None:
        return None
    index_a = _rises(samples, range(1, index_b + 1) if first else range(index_b, 0, -1), level_a)
    if index_a is None:
        return None
    known = (top - low) / (levels.high - low) if levels.high > top else 1.0
    of_whole = (known * shares[0], known * shares[1])
    return _ends(_crossing(samples, index_a, level_a), _crossing(samples, index_b, level_b), of_whole)


def _rises(samples: Samples, indices: range, level: float) -> int | None:
    """The first of the indices at which the level is crossed upward."""
    return next((i for i in indices if samples[i - 1][1] < level <= samples[i][1]), None)


class _Misfit:
    """How badly samples go with a way between two levels, for any begin and end: asked for hundreds of times, so what lies
    before the begin and after the end is summed up once."""

    __slots__ = ("_levels", "_off_high", "_off_low", "_samples", "_times_s")

    def __init__(self, samples: Samples, levels: Levels) -> None:
        self._samples, self._levels = samples, levels
        self._times_s = [t_s for t_s, _, _ in samples]
        self._off_low = self._summed(levels.low)
        self._off_high = self._summed(min(levels.high, levels.seen))

    def _summed(self, level: float) -> list[float]:
        """The errors against one level of the samples before each, and of them all."""
        return list(
            accumulate((self._off(value - level, weight) for _, value, weight in self._samples), initial=0.0)
        )

    def _off(self, off: float, weight: float) -> float:
        share = weight if off > 0.0 else weight * self._levels.under
        return share * min(abs(off), limits.WILD_SHARE)

    def of(self, ends: tuple[float, float]) -> float:
        """Sum of the absolute errors of a half cosine between the levels that begins and ends there."""
        begin_s, end_s = ends
        times_s = self._times_s
        if end_s <= begin_s or begin_s < times_s[0] - _BEYOND_S or end_s > times_s[-1] + _BEYOND_S:
            return math.inf
        first, last = bisect_right(times_s, begin_s), bisect_left(times_s, end_s)
        flat = self._off_low[first] + self._off_high[-1] - self._off_high[last]
        return flat + self._between(self._samples[first:last], begin_s, math.pi / (end_s - begin_s))

    def _between(self, samples: Samples, begin_s: float, turn: float) -> float:
        levels, most, seen = self._levels, limits.WILD_SHARE, self._levels.seen
        middle, half = (levels.low + levels.high) / 2, (levels.high - levels.low) / 2
        above = below = 0.0
        for t_s, value, weight in samples:
            way = middle - half * cos(turn * (t_s - begin_s))
            off = value - (way if way < seen else seen)  # noqa: FURB136 (the innermost loop: no call)
            if off > 0.0:
                above += weight * (off if off < most else most)  # noqa: FURB136
            else:
                below += weight * (-off if -off < most else most)  # noqa: FURB136
        return above + levels.under * below


def _refined(misfit: _Misfit, least: float, ends: tuple[float, float]) -> tuple[float, tuple[float, float]]:
    """Move one end, or both, while that makes the error less, by ever smaller steps."""
    step_s = _FIRST_STEP_S
    while step_s >= _LAST_STEP_S:
        begin_s, end_s = ends
        tries = ((begin_s + begin * step_s, end_s + end * step_s) for begin, end in _DIRECTIONS)
        error, best = min((misfit.of(each), each) for each in tries)
        if error < least:
            least, ends = error, best
        else:
            step_s /= 2
    return least, ends


def _crossing(samples: Samples, index: int, level: float) -> float:
    (t0, v0, _), (t1, v1, _) = samples[index - 1], samples[index]
    return t0 + (t1 - t0) * (level - v0) / (v1 - v0)


def _ends(a_s: float, b_s: float, shares: tuple[float, float]) -> tuple[float, float]:
    at_a, at_b = (math.acos(1.0 - 2.0 * share) / math.pi for share in shares)
    whole_s = (b_s - a_s) / (at_b - at_a)
    begin_s = a_s - at_a * whole_s
    return begin_s, begin_s + whole_s
