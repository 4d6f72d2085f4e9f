"""Strength of the back and the front of the thigh, measured with a scale at home: moments, their ratio, left and right.

Forces in newtons, levers in metres, moments in newton metres (`_nm`), relative errors as shares. The front is the quadriceps,
the back the hamstrings. The ratio is back over front; the article's rule is 0.80, studies of *this* test found about 0.45.
Nothing here says anything of injuries.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from statistics import fmean
from typing import Final

from hamstride.exercises.spec import Gate
from hamstride.exercises.values import Side
from hamstride.measure.error import Error, Interval, own_error
from hamstride.measure.torque import GRAVITY, Build

PUBLISHED: Final = Error(sem=0.05)  # fixed isometric test of the hamstrings: SEM 4.7 to 5.0 % (Wollin 2016)
ARTICLE_RATIO: Final = 0.80
LEAST_SEM: Final = PUBLISHED.sem / 2  # a few tests that agree show a coarse scale, not a surer hand
FLAG_SHARE: Final = 0.15
APART: Final = timedelta(hours=48)
PULLS: Final = 3
# All that somebody has, with the hip bent: not on a sore tendon or nerve, nor where pressing hard or the knee itself is a risk.
EXCLUDED_BY: Final = frozenset(
    {
        Gate.ACUTE,
        Gate.RADIATING,
        Gate.SIT_BONE,
        Gate.OPERATION,
        Gate.KNEE,
        Gate.PRESSURE,
        Gate.PREGNANCY,
    }
)
BEST: Final = 2
POUND_KG: Final = 0.45359237
MOST_N: Final = 3000.0  # more than any leg pulls: no more is taken in
LEVER_CM: Final = (15.0, 60.0)  # from the knee to the strap


class Unit(Enum):
    """What the scale shows."""

    KG = "kg"
    LB = "lb"
    N = "N"

    @property
    def newtons(self) -> float:
        """Newtons of one."""
        return {Unit.KG: GRAVITY, Unit.LB: POUND_KG * GRAVITY, Unit.N: 1.0}[self]

    @property
    def most(self) -> int:
        """The largest whole number of them that is believed."""
        return int(MOST_N / self.newtons)


class Muscle(Enum):
    """Which side of the thigh pulls."""

    BACK = "back"
    FRONT = "front"


class Pose(Enum):
    """How a pull is done: lying face down and bending, sitting and bending, sitting and straightening the knee."""

    PRONE_BEND = "prone-bend"
    SEATED_BEND = "seated-bend"
    SEATED_STRAIGHTEN = "seated-straighten"

    @property
    def gravity(self) -> float:
        """+1 where the shin's weight resists (and is part of the strength), -1 where it helps."""
        return -1.0 if self is Pose.SEATED_BEND else 1.0


class Word(Enum):
    """All that is ever said of a ratio."""

    USUAL = "usual"
    EDGE = "edge"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What studies found of a test: the extremes, and the middle. Of men: for women no such numbers were found."""

    low: float
    middle: float
    high: float


# Still pulls, by how far the knee is bent (411 studies, Šarabon 2021): the knee at which each class begins.
BANDS: Final = (
    (0.0, Band(low=0.38, middle=0.57, high=0.90)),
    (30.0, Band(low=0.33, middle=0.43, high=0.55)),
    (75.0, Band(low=0.31, middle=0.45, high=0.62)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulls:
    """The pulls of one leg and muscle, in newtons."""

    side: Side
    muscle: Muscle
    forces_n: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.forces_n or not all(0 < force < 5000 for force in self.forces_n):
            raise ValueError(
                f"forces_n: got {self.forces_n!r}, expected one to three forces above 0 and below 5000 N"
            )

    @property
    def best_n(self) -> float:
        """Mean of the best two (of one, where only one was done)."""
        return fmean(sorted(self.forces_n, reverse=True)[:BEST])


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Where and how it was pulled: knee to strap, bend of the knee (90: shin upright, gravity takes no part), how far the strap
    is from a right angle to the shin, how the back of the thigh was tested."""

    lever_m: float
    knee_deg: float = 90.0
    strap_off_deg: float = 0.0
    back_pose: Pose = Pose.SEATED_BEND

    def __post_init__(self) -> None:
        for name, low, high in (
            ("lever_m", 0.1, 0.8),
            ("knee_deg", 0.0, 120.0),
            ("strap_off_deg", 0.0, 60.0),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: got {value!r}, expected {low:g} to {high:g}")

    def pose(self, muscle: Muscle) -> Pose:
        """How this muscle was tested."""
        return self.back_pose if muscle is Muscle.BACK else Pose.SEATED_STRAIGHTEN

    @property
    def band(self) -> Band:
        """What studies found with the knee bent like this."""
        return next(band for begins_deg, band in reversed(BANDS) if self.knee_deg >= begins_deg)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthTest:
    """One test: when (local time), the set-up, the pulls of both legs, and the body if it is known."""

    at: datetime
    setup: Setup
    pulls: tuple[Pulls, ...]
    build: Build | None = None
    mass_kg: float | None = None

    def best_n(self, side: Side, muscle: Muscle) -> float | None:
        """How hard the leg pulled: the mean of the best two; `None` where it was not pulled."""
        found = (each.best_n for each in self.pulls if (each.side, each.muscle) == (side, muscle))
        return next(found, None)

    def moment_nm(self, side: Side, muscle: Muscle) -> float | None:
        """The leg's strength as a moment about the knee; `None` where it was not pulled."""
        best_n = self.best_n(side, muscle)
        if best_n is None:
            return None
        limb_nm = self.build.limb_nm if self.build else 0.0
        return moment_nm(best_n, self.setup, self.setup.pose(muscle), limb_nm=limb_nm)

    def per_kg(self, side: Side, muscle: Muscle) -> float | None:
        """The moment for each kilogram of the body; `None` where either is not known."""
        moment, mass_kg = self.moment_nm(side, muscle), self.build.mass_kg if self.build else self.mass_kg
        return None if moment is None or mass_kg is None else moment / mass_kg

    def ratio(self, side: Side) -> float | None:
        """Back over front of one leg."""
        back, front = self.moment_nm(side, Muscle.BACK), self.moment_nm(side, Muscle.FRONT)
        return None if back is None or front is None or front <= 0 else back / front


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A ratio with its interval, what studies found of this test, and the one word for it."""

    side: Side
    interval: Interval
    band: Band
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Left against right: `share` is (right - left) / the stronger, `symmetry` the weaker over the stronger (LSI), `sure` is
    true where the stated rules allow it to be called a difference."""

    muscle: Muscle
    share: float
    symmetry: float
    sure_from: float
    sure: bool

    @property
    def stronger(self) -> Side:
        """The leg that pulled more."""
        return Side.RIGHT if self.share > 0 else Side.LEFT


def moment_nm(force_n: float, setup: Setup, pose: Pose, *, limb_nm: float = 0.0) -> float:
    """τ = F · r · cos ε ± G · cos α, with α the shin's inclination from level: in all three poses the bend of the knee.

    `limb_nm` is G, the moment of the level shin and foot: `Build.limb_nm`, or what the relaxed leg weighs at the strap times
    the lever. With the shin upright (90 degrees) it takes no part.
    """
    pull = force_n * setup.lever_m * math.cos(math.radians(setup.strap_off_deg))
    level = math.cos(math.radians(setup.knee_deg)) if setup.knee_deg != 90.0 else 0.0
    return pull + pose.gravity * limb_nm * level


def own(tests: Sequence[StrengthTest]) -> Error:
    """The error of one measured moment: the runner's own once three tests were done, but no less than half of the published
    one, which it is before that."""
    rows = []
    for side in (Side.LEFT, Side.RIGHT):
        for muscle in Muscle:
            found = [test.moment_nm(side, muscle) for test in sorted(tests, key=lambda test: test.at)]
            rows.append([math.log(value) for value in found if value is not None and value > 0])
    error = own_error(rows)
    return PUBLISHED if error is None else replace(error, sem=max(error.sem, LEAST_SEM))


def ratio(test: StrengthTest, side: Side, error: Error = PUBLISHED) -> Ratio | None:
    """Back over front of one leg, with interval and word; `None` where the leg was not tested whole."""
    value = test.ratio(side)
    if value is None:
        return None
    interval, band = error.of_ratio(value), test.setup.band
    return Ratio(side=side, interval=interval, band=band, word=word(interval, band))


def word(interval: Interval, band: Band) -> Word:
    """Usual where the whole interval lies in the band, outside where none of it does, and at the edge between."""
    if band.low <= interval.low and interval.high <= band.high:
        return Word.USUAL
    return Word.OUTSIDE if interval.high < band.low or interval.low > band.high else Word.EDGE


def difference(
    tests: Sequence[StrengthTest], muscle: Muscle, error: Error | None = None
) -> Difference | None:
    """Left against right in the newest test. It is called a difference only where it is more than 15 %, more than the runner's
    own error, and the same leg was ahead by as much in a test at least 48 hours before. `None` where one leg was not tested."""
    ordered = sorted(tests, key=lambda test: test.at)
    error = own(ordered) if error is None else error
    found = [(test.at, share) for test in ordered if (share := asymmetry(test, muscle)) is not None]
    if not found:
        return None
    at, now = found[-1]
    least = max(FLAG_SHARE, error.sure_change)
    earlier = [share for when, share in found if at - when >= APART]
    again = bool(earlier) and abs(earlier[-1]) > least and earlier[-1] * now > 0
    return Difference(
        muscle=muscle, share=now, symmetry=1.0 - abs(now), sure_from=least, sure=abs(now) > least and again
    )


def asymmetry(test: StrengthTest, muscle: Muscle) -> float | None:
    """(right - left) / the stronger; `None` where one leg was not tested."""
    left, right = test.moment_nm(Side.LEFT, muscle), test.moment_nm(Side.RIGHT, muscle)
    if left is None or right is None or max(left, right) <= 0:
        return None
    return (right - left) / max(left, right)


def ratio_changed(before: float, now: float, error: Error = PUBLISHED) -> bool:
    """Whether a ratio changed by more than chance."""
    return abs(now - before) > error.sure_ratio_change * before
