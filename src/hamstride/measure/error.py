"""How far a number can be trusted: standard error of measurement, smallest sure change, give or take.

`sem` is the standard error of one measurement: a share (0.05 = 5 %) for strength, degrees or centimetres for flexibility.
Smallest sure change (MDC) = 1.96 · √2 · SEM. After three tests the runner's own error takes the place of the published one; it
rests on few numbers, so the factor 1.96 grows to that of Student's t.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import NormalDist, fmean
from typing import Final

LEVEL: Final = 0.95
TESTS_FOR_OWN: Final = 3


class Basis(Enum):
    """Where an error comes from."""

    PUBLISHED = "published"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value, and the bounds between which the truth lies in 95 of 100 cases."""

    low: float
    value: float
    high: float

    @property
    def give_or_take(self) -> float:
        """Half of the width."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """The error of one measurement; `freedom` is how many numbers stand behind it (`None`: many)."""

    sem: float
    basis: Basis = Basis.PUBLISHED
    freedom: int | None = None

    def __post_init__(self) -> None:
        if not (self.sem >= 0 and math.isfinite(self.sem)):
            raise ValueError(f"sem: got {self.sem!r}, expected a finite number of 0 or more")

    @property
    def factor(self) -> float:
        """Standard errors on either side of a value that hold 95 of 100."""
        return student(LEVEL, self.freedom)

    @property
    def sure_change(self) -> float:
        """The smallest difference of two measurements that is more than chance (MDC)."""
        return self.factor * math.sqrt(2.0) * self.sem

    def around(self, value: float) -> Interval:
        """A measurement in the unit of `sem`, give or take."""
        spare = self.factor * self.sem
        return Interval(low=value - spare, value=value, high=value + spare)

    def of_ratio(self, ratio: float) -> Interval:
        """A ratio of two measurements whose errors are shares (`sem` of each)."""
        spare = abs(ratio) * self.factor * math.sqrt(2.0) * self.sem
        return Interval(low=ratio - spare, value=ratio, high=ratio + spare)

    @property
    def sure_ratio_change(self) -> float:
        """The smallest relative change of a ratio that is more than chance."""
        return math.sqrt(2.0) * self.sure_change


def student(level: float, freedom: int | None) -> float:
    """Two-sided quantile of Student's t (of the normal distribution where `freedom` is `None`).

    Cornish and Fisher's expansion around the normal quantile: within 1 % from three degrees of freedom on; exact for fewer.
    """
    tail = 0.5 + level / 2
    z = NormalDist().inv_cdf(tail)
    if freedom is None:
        return z
    if freedom < 1:
        raise ValueError(f"freedom: got {freedom}, expected 1 or more")
    if freedom == 1:
        return math.tan(math.pi * (tail - 0.5))
    if freedom == 2:
        return (2 * tail - 1) * math.sqrt(2 / (4 * tail * (1 - tail)))
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom ** (order + 1) for order, term in enumerate(terms))


def own_error(series: Sequence[Sequence[float]]) -> Error | None:
    """The runner's own error of one measurement from repeated tests of the same things (each a row, oldest first), or `None`
    before three tests.

    From the differences of one test to the next: SD of the differences / √2. A steady gain is taken out of each row, and what
    that takes from the sum is given back exactly: Σ(d − d̄)² has the expectation σ²(2m − 2/m) for m differences in a row.
    """
    rows = [row for row in series if len(row) >= TESTS_FOR_OWN]
    if not rows:
        return None
    squares = weight = 0.0
    freedom = 0
    for row in rows:
        steps = [b - a for a, b in pairwise(row)]
        mean, count = fmean(steps), len(steps)
        squares += sum((step - mean) ** 2 for step in steps)
        weight += 2 * count - 2 / count
        freedom += count - 1
    return Error(sem=math.sqrt(squares / weight), basis=Basis.OWN, freedom=freedom)
