"""How long a runner takes, from what their last sessions took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.plan.pace import QUICKEST, SLOWEST, USUAL, pace

EXPECTED_S = 900.0


@pytest.mark.parametrize(
    ("took", "share"),
    [
        ((), USUAL),
        ((1.2, 1.2), USUAL),  # too few
        ((1.1, 1.3, 1.2), 1.2),
        ((1.1, 1.3, 1.2, 0.8, 0.8, 0.8), 1.2),  # the last ones alone
        ((1.1, 40.0, 1.3, 1.2), 1.2),  # gone on with hours later
        ((-0.3, 1.1, 0.0, 1.3, 1.2), 1.2),  # a clock that was set back
        ((1.9, 1.9, 1.9), SLOWEST),
        ((0.3, 0.4, 0.3), QUICKEST),
    ],
)
def test_the_median_of_the_last_three_within_bounds(took: tuple[float, ...], share: float) -> None:
    assert pace((each * EXPECTED_S, EXPECTED_S) for each in took) == pytest.approx(share)


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e6)), max_size=6))
def test_whatever_was_recorded_it_is_within_bounds(lengths: list[tuple[float, float]]) -> None:
    assert QUICKEST <= pace(lengths) <= SLOWEST
