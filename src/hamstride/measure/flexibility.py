"""How far a runner bends: straightening the knee (AKE), raising the straight leg (SLR), touching the toes.

`KNEE` is what the knee lacks to straight with the thigh upright (degrees, fewer is suppler), `LEG` how high the straight leg
comes (degrees, more is suppler), `REACH` how far the fingertips are from the floor (cm, above it positive, fewer is suppler).
The tests cannot be exchanged for one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean
from typing import Final

from hamstride.exercises.values import Repetition, Sex
from hamstride.measure.error import Error

TRIALS: Final = 3
FEWEST: Final = 2  # trials without a fault that make a result


class FlexTest(Enum):
    """A flexibility test, by the id of its declaration."""

    KNEE = "active-knee-extension"
    LEG = "straight-leg-raise"
    REACH = "toe-touch"

    @property
    def is_angle(self) -> bool:
        """Degrees of one leg; the reach is centimetres of both."""
        return self is not FlexTest.REACH


class Instrument(Enum):
    """What the number was read with."""

    CAMERA = "camera"
    PHONE = "phone"
    TYPED = "typed"
    RULER = "ruler"


class Word(Enum):
    """Where a result lies. The names are for the code; what is said stands in the texts."""

    USUAL = "usual"
    EDGE = "edge"
    TIGHT = "tight"


# Smallest sure change in the test's unit. Camera: 2.77 · √(2.7² + 3.5²), the test's own error and the camera's; of the reach
# 2.77 · √(1.6² + 3.6²), as found on five drawn people; phone: held on the shin by the runner; typed: an examiner's (Neto 2015);
# ruler: Ekedahl 2012.
SURE_CHANGE: Final = {
    (FlexTest.KNEE, Instrument.CAMERA): 12.0,
    (FlexTest.KNEE, Instrument.PHONE): 7.0,
    (FlexTest.KNEE, Instrument.TYPED): 8.0,
    (FlexTest.LEG, Instrument.CAMERA): 12.0,
    (FlexTest.LEG, Instrument.PHONE): 7.0,
    (FlexTest.LEG, Instrument.TYPED): 7.0,
    (FlexTest.REACH, Instrument.CAMERA): 11.0,
    (FlexTest.REACH, Instrument.RULER): 4.5,
}
_SEMS: Final = 2.77  # 1.96 · √2

KNEE_TIGHT_DEG: Final = {Sex.MALE: 33.0, Sex.FEMALE: 23.4}  # Yıldırım 2018, 123 people of 18 to 24
LEG_TIGHT_DEG: Final = 70.0
LEG_EDGE_DEG: Final = 80.0
REACH_SHORT_CM: Final = 10.0

# What a trial may not have broken to be part of the result.
SPOILT_BY: Final = frozenset({"thigh-upright", "knee-straight"})

# From what the camera sees of a toe touch to centimetres. The points of the hands are the knuckles, those of the feet the
# heels: a straight hand is so much nearer to the floor than they tell.
EYES_SHARE: Final = 0.936  # the eyes' height, of the body's
FINGERS_BELOW_CM: Final = 6.2

# Numbers beyond these are typing errors.
POSSIBLE: Final = {FlexTest.KNEE: (-10.0, 100.0), FlexTest.LEG: (10.0, 150.0), FlexTest.REACH: (-60.0, 120.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits shown beside a result: beyond `tight` it is very tight. Of two the sex decides; both are shown where it was
    not said."""

    tight: tuple[float, ...]
    edge: float | None = None


def instruments(test: FlexTest) -> tuple[Instrument, ...]:
    """What a test can be read with."""
    return tuple(instrument for each, instrument in SURE_CHANGE if each is test)


def error(test: FlexTest, instrument: Instrument) -> Error:
    """The error of one result. Raises `ValueError` for an instrument that does not go with the test."""
    if (test, instrument) not in SURE_CHANGE:
        known = ", ".join(each.value for each in instruments(test))
        raise ValueError(f"{test.value} with {instrument.value!r}: it can be read with {known}")
    return Error(sem=SURE_CHANGE[test, instrument] / _SEMS)


def result(trials: Sequence[float]) -> float | None:
    """The mean of three trials (of two, where one was spoilt); `None` for fewer."""
    return fmean(trials[:TRIALS]) if len(trials) >= FEWEST else None


def trials(test: FlexTest, reps: Sequence[Repetition], height_m: float | None = None) -> tuple[float, ...]:
    """The trials that a camera saw: without those spoilt by a tilted thigh or a bent knee, those of the far leg, where that
    cannot be judged, and those that no body can do. The reach is told in the runner's own height: without it there is none."""
    low, high = POSSIBLE[test]
    good = (rep for rep in reps if rep.counted and not SPOILT_BY.intersection((*rep.cues, *rep.unseen)))
    found = (_seen(test, rep, height_m) for rep in good)
    return tuple(round(value, 1) for value in found if value is not None and low <= value <= high)


def _seen(test: FlexTest, rep: Repetition, height_m: float | None) -> float | None:
    if test is FlexTest.REACH:
        if rep.reach_share is None or height_m is None:
            return None
        return 100 * EYES_SHARE * height_m * rep.reach_share - FINGERS_BELOW_CM
    if rep.peak_deg is None:
        return None
    return -rep.peak_deg if test is FlexTest.KNEE else rep.peak_deg


def limits(test: FlexTest, sex: Sex) -> Limits:
    """The published limits for a runner; both where the sex was not said and they differ."""
    if test is FlexTest.LEG:
        return Limits(tight=(LEG_TIGHT_DEG,), edge=LEG_EDGE_DEG)
    if test is FlexTest.REACH:
        return Limits(tight=(REACH_SHORT_CM,))
    one = KNEE_TIGHT_DEG.get(sex)
    return Limits(tight=(one,) if one is not None else tuple(sorted(KNEE_TIGHT_DEG.values())))


def word(test: FlexTest, value: float, sex: Sex) -> Word:
    """Where a result lies. Between two limits of which one holds it is at the edge."""
    found = limits(test, sex)
    if test is FlexTest.LEG:
        return Word.TIGHT if value < found.tight[0] else Word.EDGE if value < LEG_EDGE_DEG else Word.USUAL
    beyond = [value > limit for limit in found.tight]
    return Word.TIGHT if all(beyond) else Word.EDGE if any(beyond) else Word.USUAL


def very_tight(test: FlexTest, value: float, sex: Sex) -> bool:
    """Whether the article's "very tight hamstrings" is met, so that the foot on a step is offered instead of the roll forward.
    The reach is no measure of the hamstrings alone and offers nothing."""
    return test.is_angle and word(test, value, sex) is Word.TIGHT


def changed(test: FlexTest, instrument: Instrument, before: float, now: float) -> bool:
    """Whether two results with the same instrument differ by more than chance."""
    return abs(now - before) > SURE_CHANGE[test, instrument]


def check(test: FlexTest, value: float) -> float:
    """The value, if a body can do it. Raises `ValueError`."""
    low, high = POSSIBLE[test]
    if not low <= value <= high:
        raise ValueError(f"{test.value}: got {value!r}, expected {low:g} to {high:g}")
    return value
