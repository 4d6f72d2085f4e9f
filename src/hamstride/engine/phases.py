"""When did a movement begin and end? Read from the ramps between two levels.

A limb that goes from one level to another follows nearly a half cosine. Where it crosses the outer parts of
the way is certain to a few hundredths of a second even in jitter, and from the two the ends of the ramp follow: a speed
threshold would be late by up to a second at both.
"""

import math
from collections.abc import Sequence

from hamstride.engine import limits

Samples = Sequence[tuple[float, float]]


def smooth(samples: Samples, half_s: float = limits.SMOOTH_S) -> list[tuple[float, float]]:
    """The samples with each value replaced by the mean of those within `half_s`: no delay."""
    result: list[tuple[float, float]] = []
    first, total, last = 0, 0.0, 0
    for t_s, _ in samples:
        while last < len(samples) and samples[last][0] <= t_s + half_s:
            total += samples[last][1]
            last += 1
        while samples[first][0] < t_s - half_s:
            total -= samples[first][1]
            first += 1
        result.append((t_s, total / (last - first)))
    return result


def rising(
    samples: Samples, low: float, high: float, shares: tuple[float, float]
) -> tuple[float, float] | None:
    """Begin and end (seconds) of the way up from `low` to `high` through samples in time order, judged at two shares of
    the way. `None` when the samples do not cross both."""
    level_b = low + shares[1] * (high - low)
    index_b = next((i for i in range(1, len(samples)) if samples[i - 1][1] < level_b <= samples[i][1]), None)
    if index_b is None:
        return None
    level_a = low + shares[0] * (high - low)
    index_a = next((i for i in range(index_b, 0, -1) if samples[i - 1][1] < level_a <= samples[i][1]), None)
    if index_a is None:
        return None
    return _ends(_crossing(samples, index_a, level_a), _crossing(samples, index_b, level_b), shares)


def falling(
    samples: Samples, high: float, low: float, shares: tuple[float, float]
) -> tuple[float, float] | None:
    """Begin and end of the way down from `high` to `low`; `shares` of the height, as for `rising`."""
    back = [(-t_s, value) for t_s, value in reversed(samples)]
    found = rising(back, low, high, shares)
    return None if found is None else (-found[1], -found[0])


def _crossing(samples: Samples, index: int, level: float) -> float:
    (t0, v0), (t1, v1) = samples[index - 1], samples[index]
    return t0 + (t1 - t0) * (level - v0) / (v1 - v0)


def _ends(a_s: float, b_s: float, shares: tuple[float, float]) -> tuple[float, float]:
    at_a, at_b = (math.acos(1.0 - 2.0 * share) / math.pi for share in shares)
    whole_s = (b_s - a_s) / (at_b - at_a)
    begin_s = a_s - at_a * whole_s
    return begin_s, begin_s + whole_s
