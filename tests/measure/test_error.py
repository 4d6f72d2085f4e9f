"""Errors: the published ones, the runner's own, and by simulation that an interval holds the truth as often as it says."""

import math
import random
from statistics import fmean

import pytest
from scipy import stats

from hamstride.measure.balance import PUBLISHED
from hamstride.measure.error import Basis, Error, own_error, student

PAIRS = 10_000


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 6, 8, 16, 40])
def test_the_factor_is_that_of_students_t(freedom: int) -> None:
    assert student(0.95, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=0.01)


def test_without_freedom_it_is_the_normal_one() -> None:
    assert student(0.95, None) == pytest.approx(1.95996, abs=1e-5)
    with pytest.raises(ValueError, match="freedom"):
        student(0.95, 0)


def test_the_published_errors_of_strength() -> None:
    assert PUBLISHED.sure_change == pytest.approx(0.139, abs=0.001)  # MDC 14 %
    assert PUBLISHED.sure_ratio_change == pytest.approx(
        0.196, abs=0.001
    )  # 20 % to call a change of the ratio
    one = PUBLISHED.of_ratio(0.60)
    assert (one.low, one.high) == pytest.approx((0.52, 0.68), abs=0.005)
    assert PUBLISHED.of_ratio(1.0).give_or_take == pytest.approx(0.139, abs=0.001)


def test_the_interval_of_a_ratio_holds_the_truth() -> None:
    """10,000 simulated tests of a back and a front, each with an error of 5 %."""
    chance = random.Random(2026)
    hits = 0
    for _ in range(PAIRS):
        truth = chance.uniform(0.3, 0.9)
        front_nm = chance.uniform(60.0, 200.0)
        back, front = (nm * chance.gauss(1.0, 0.05) for nm in (truth * front_nm, front_nm))
        interval = PUBLISHED.of_ratio(back / front)
        hits += interval.low <= truth <= interval.high
    assert 0.93 <= hits / PAIRS <= 0.97


def test_the_interval_of_one_value_holds_the_truth() -> None:
    chance = random.Random(7)
    error = Error(sem=12.0 / 2.77)
    hits = sum(error.around(chance.gauss(20.0, error.sem)).low <= 20.0 for _ in range(PAIRS))
    assert hits / PAIRS == pytest.approx(0.975, abs=0.006)


@pytest.mark.parametrize("tests", [3, 4, 6])
def test_the_own_error_holds_the_truth_too(tests: int) -> None:
    """Four rows (two legs, two muscles) of so many tests, getting steadily stronger: the interval of the next ratio."""
    chance = random.Random(tests)
    hits, sems = 0, []
    for _ in range(PAIRS // 2):
        sem = 0.04
        rows = [[0.03 * n + chance.gauss(0.0, sem) for n in range(tests)] for _ in range(4)]
        error = own_error(rows)
        assert error is not None
        sems.append(error.sem**2)
        interval = error.of_ratio(0.6 * math.exp(chance.gauss(0.0, sem)) / math.exp(chance.gauss(0.0, sem)))
        hits += interval.low <= 0.6 <= interval.high
    assert math.sqrt(fmean(sems)) == pytest.approx(0.04, rel=0.03)
    assert 0.93 <= hits / (PAIRS // 2) <= 0.97


def test_the_own_error_waits_for_three_tests() -> None:
    assert own_error([]) is None
    assert own_error([[1.0, 2.0], [3.0]]) is None
    error = own_error([[1.0, 1.1, 1.05]])
    assert error is not None
    assert error.basis is Basis.OWN
    assert error.sem == pytest.approx(math.sqrt(0.01125 / 3))
    assert error.freedom == 1


def test_a_steady_gain_is_no_error() -> None:
    error = own_error([[1.0, 1.5, 2.0, 2.5]])
    assert error is not None
    assert error.sem == 0.0


@pytest.mark.parametrize("sem", [-0.1, math.nan, math.inf])
def test_an_error_is_a_number(sem: float) -> None:
    with pytest.raises(ValueError, match="sem"):
        Error(sem=sem)
