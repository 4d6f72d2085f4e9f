"""Strength balance: forces to moments, ratio and word, left and right."""

import math
import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.values import Side
from hamstride.measure import balance
from hamstride.measure.balance import Muscle, Pose, Pulls, Setup, StrengthTest, Unit, Word
from hamstride.measure.error import Basis, Interval
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import FlexKept, StrengthKept
from hamstride.measure.torque import Build
from hamstride.text import words

WHEN = datetime(2026, 11, 2, 18, 30)
MAN = Build(mass_kg=70.0, height_m=1.75)
KEYS = [(side, muscle) for side in (Side.LEFT, Side.RIGHT) for muscle in Muscle]


def strength(
    left: tuple[float, float] = (200.0, 400.0),
    right: tuple[float, float] = (200.0, 400.0),
    *,
    day: float = 0.0,
    build: Build | None = None,
    setup: Setup | None = None,
) -> StrengthTest:
    """A test from (back, front) in newtons of each leg."""
    forces = dict(zip(KEYS, (*left, *right), strict=True))
    pulls = tuple(Pulls(side=side, muscle=muscle, forces_n=(n,)) for (side, muscle), n in forces.items())
    return StrengthTest(
        at=WHEN + timedelta(days=day), setup=setup or Setup(lever_m=0.38), pulls=pulls, build=build
    )


@pytest.mark.parametrize(("unit", "newtons"), [(Unit.KG, 9.81), (Unit.LB, 4.4497), (Unit.N, 1.0)])
def test_what_the_scale_shows(unit: Unit, newtons: float) -> None:
    assert unit.newtons == pytest.approx(newtons, abs=1e-4)


@pytest.mark.parametrize(
    ("pose", "knee_deg", "nm"),
    [
        (Pose.PRONE_BEND, 90.0, 40.0),
        (Pose.SEATED_STRAIGHTEN, 90.0, 40.0),
        (Pose.SEATED_BEND, 90.0, 40.0),
        (Pose.PRONE_BEND, 0.0, 50.0),
        (Pose.SEATED_STRAIGHTEN, 0.0, 50.0),
        (Pose.SEATED_BEND, 0.0, 30.0),
        (Pose.PRONE_BEND, 60.0, 45.0),
        (Pose.SEATED_BEND, 60.0, 35.0),
        (Pose.PRONE_BEND, 120.0, 35.0),
    ],
)
def test_gravity_takes_part_where_the_shin_is_not_upright(pose: Pose, knee_deg: float, nm: float) -> None:
    setup = Setup(lever_m=0.4, knee_deg=knee_deg)
    assert balance.moment_nm(100.0, setup, pose, limb_nm=10.0) == pytest.approx(nm)


def test_a_pound_is_a_pound() -> None:
    """Measuring and words know nothing of each other, and each has to know it."""
    assert balance.POUND_KG == words.POUND_KG


def test_a_strap_ten_degrees_off_costs_less_than_two_percent() -> None:
    straight, off = Setup(lever_m=0.4), Setup(lever_m=0.4, strap_off_deg=10.0)
    shares = [balance.moment_nm(100.0, each, Pose.PRONE_BEND) for each in (off, straight)]
    assert shares[0] / shares[1] == pytest.approx(0.985, abs=0.0005)


def test_the_mean_of_the_best_two() -> None:
    pulls = Pulls(side=Side.LEFT, muscle=Muscle.BACK, forces_n=(180.0, 210.0, 200.0))
    assert pulls.best_n == 205.0
    assert Pulls(side=Side.LEFT, muscle=Muscle.BACK, forces_n=(180.0,)).best_n == 180.0


def test_for_each_kilogram_of_the_body() -> None:
    test = strength(build=MAN)
    assert test.per_kg(Side.LEFT, Muscle.BACK) == pytest.approx(200.0 * 0.38 / 70.0)
    assert strength().per_kg(Side.LEFT, Muscle.BACK) is None


@pytest.mark.parametrize(
    ("knee_deg", "middle"), [(90.0, 0.45), (75.0, 0.45), (60.0, 0.43), (30.0, 0.43), (10.0, 0.57)]
)
def test_the_band_is_that_of_the_test_really_done(knee_deg: float, middle: float) -> None:
    assert Setup(lever_m=0.38, knee_deg=knee_deg).band.middle == middle


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.40, 0.50, Word.USUAL),
        (0.31, 0.62, Word.USUAL),
        (0.30, 0.40, Word.EDGE),
        (0.55, 0.70, Word.EDGE),
        (0.20, 0.80, Word.EDGE),
        (0.20, 0.30, Word.OUTSIDE),
        (0.65, 0.90, Word.OUTSIDE),
    ],
)
def test_three_words(low: float, high: float, word: Word) -> None:
    interval = Interval(low=low, value=(low + high) / 2, high=high)
    assert balance.word(interval, Setup(lever_m=0.38).band) is word


def test_a_ratio_with_its_interval() -> None:
    found = balance.ratio(strength(left=(180.0, 400.0)), Side.LEFT)
    assert found is not None
    assert found.interval.value == pytest.approx(0.45)
    assert found.interval.give_or_take == pytest.approx(0.45 * 0.1386, abs=1e-4)
    assert found.word is Word.USUAL


def test_a_leg_that_was_not_tested_has_no_ratio() -> None:
    half = StrengthTest(
        at=WHEN,
        setup=Setup(lever_m=0.38),
        pulls=(Pulls(side=Side.LEFT, muscle=Muscle.BACK, forces_n=(200.0,)),),
    )
    assert balance.ratio(half, Side.LEFT) is None
    assert balance.ratio(half, Side.RIGHT) is None
    assert balance.difference([half], Muscle.BACK) is None
    assert balance.difference([], Muscle.BACK) is None


@given(st.floats(20.0, 900.0), st.floats(20.0, 900.0), st.floats(0.2, 0.6), st.sampled_from(list(Unit)))
def test_the_ratio_needs_neither_lever_nor_unit(
    back: float, front: float, lever_m: float, unit: Unit
) -> None:
    test = strength(
        left=(back * unit.newtons / 9.81, front * unit.newtons / 9.81), setup=Setup(lever_m=lever_m)
    )
    assert test.ratio(Side.LEFT) == pytest.approx(back / front)


@given(st.floats(50.0, 500.0), st.floats(50.0, 500.0))
def test_right_is_the_mirror_of_left(left: float, right: float) -> None:
    one = balance.asymmetry(strength(left=(left, 400.0), right=(right, 400.0)), Muscle.BACK)
    other = balance.asymmetry(strength(left=(right, 400.0), right=(left, 400.0)), Muscle.BACK)
    assert one == pytest.approx(-other)


WEAK = {"right": (150.0, 400.0)}  # the right back a quarter behind


@pytest.mark.parametrize(
    ("tests", "sure"),
    [
        ([strength(**WEAK)], False),
        ([strength(**WEAK), strength(**WEAK, day=1.5)], False),
        ([strength(**WEAK), strength(**WEAK, day=2)], True),
        ([strength(**WEAK), strength(day=3), strength(**WEAK, day=6)], False),
        ([strength(**WEAK), strength(left=(150.0, 400.0), day=4)], False),
        ([strength(**WEAK), strength(right=(175.0, 400.0), day=4)], False),
        ([strength(**WEAK, day=4), strength(**WEAK)], True),
        ([strength(**WEAK), strength(**WEAK, day=4), strength(**WEAK, day=5)], True),
    ],
    ids=[
        "once",
        "too soon",
        "two days",
        "not twice running",
        "other leg",
        "small",
        "any order",
        "third soon after",
    ],
)
def test_a_difference_only_under_the_stated_rules(tests: list[StrengthTest], sure: bool) -> None:
    found = balance.difference(tests, Muscle.BACK, balance.PUBLISHED)
    assert found is not None
    assert found.sure is sure


def test_a_difference_in_numbers() -> None:
    found = balance.difference([strength(**WEAK)], Muscle.BACK)
    assert found is not None
    assert (found.share, found.symmetry, found.stronger) == (-0.25, 0.75, Side.LEFT)
    assert found.sure_from == balance.FLAG_SHARE


def noisy(chance: random.Random, day: float, sem: float = 0.05) -> StrengthTest:
    forces = [force * chance.gauss(1.0, sem) for force in (200.0, 400.0, 200.0, 400.0)]
    return strength((forces[0], forces[1]), (forces[2], forces[3]), day=day)


def test_two_equal_legs_are_hardly_ever_called_different() -> None:
    """10,000 pairs of tests of a runner with equal legs, 5 % error on every pull."""
    chance, flags = random.Random(11), 0
    for _ in range(10_000):
        tests = [noisy(chance, 0.0), noisy(chance, 7.0)]
        flags += any(found.sure for muscle in Muscle if (found := balance.difference(tests, muscle)))
    assert flags / 10_000 < 0.05


def test_a_true_difference_is_found() -> None:
    chance, flags = random.Random(12), 0
    for _ in range(1_000):
        tests = [
            strength((200.0 * chance.gauss(1, 0.05), 400.0), (140.0 * chance.gauss(1, 0.05), 400.0), day=day)
            for day in (0.0, 7.0)
        ]
        found = balance.difference(tests, Muscle.BACK)
        flags += found is not None and found.sure
    assert flags / 1_000 > 0.9


def test_the_own_error_takes_over_after_three_tests() -> None:
    chance = random.Random(3)
    tests = [noisy(chance, float(day), sem=0.02) for day in range(0, 90, 30)]
    assert balance.own(tests[:2]) is balance.PUBLISHED
    own = balance.own(tests)
    assert own.basis is Basis.OWN
    assert own.freedom == 4
    assert own.sem == pytest.approx(0.02, abs=0.015)


def test_a_scale_too_coarse_to_differ_is_not_without_error() -> None:
    error = balance.own([strength(day=30 * n) for n in range(3)])
    assert error.sem == balance.LEAST_SEM == balance.PUBLISHED.sem / 2


def test_what_is_kept_can_be_read_by_the_formulas() -> None:
    with pytest.raises(ValueError, match="lever_m"):
        StrengthKept(unit=Unit.KG, lever_cm=1.0)
    with pytest.raises(ValueError, match="forces_n"):
        StrengthKept(unit=Unit.KG, lever_cm=38.0, pulls={"back-left": ()})
    with pytest.raises(ValueError, match="parts"):
        StrengthKept(unit=Unit.KG, lever_cm=38.0, pulls={"arm-left": (20.0,)})
    with pytest.raises(ValueError, match="mass_kg"):
        StrengthKept(unit=Unit.KG, lever_cm=38.0, mass_kg=0.0)
    with pytest.raises(ValueError, match="trials"):
        FlexKept(test=FlexTest.LEG, instrument=Instrument.PHONE, trials={"left": (70.0,)})


def test_changes() -> None:
    assert not balance.ratio_changed(0.50, 0.59)
    assert balance.ratio_changed(0.50, 0.61)


@pytest.mark.parametrize("forces", [(), (0.0,), (-5.0,), (math.nan,), (1e9,)])
def test_forces_that_nobody_pulls(forces: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="forces_n"):
        Pulls(side=Side.LEFT, muscle=Muscle.BACK, forces_n=forces)


@pytest.mark.parametrize(
    "wrong", [{"lever_m": 38.0}, {"lever_m": 0.38, "knee_deg": 200.0}, {"lever_m": math.nan}]
)
def test_a_setup_in_the_wrong_unit(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Setup(**wrong)
