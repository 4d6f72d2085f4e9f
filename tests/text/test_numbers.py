"""Numbers as people type them."""

import re
from pathlib import Path

import pytest

from hamstride.text.numbers import decimal

SOURCE = Path(__file__).parents[2] / "src" / "hamstride"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("36,5", 36.5),
        ("36.5", 36.5),
        (" 36 ", 36.0),
        ("-3,5", -3.5),
        ("\u22123,5", -3.5),
        ("+2", 2.0),
        (",5", 0.5),
        ("5,", 5.0),
    ],
)
def test_a_number_has_a_comma_or_a_point(typed: str, read: float) -> None:
    assert decimal(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["", ",", "1.234,5", "1,234.5", "1,234,5", "1 234,5", "abc", "nan", "inf", "1e3", "1_5", "²", "9" * 400],
)
def test_what_may_be_meant_in_two_ways_or_in_none_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="one comma or one point"):
        decimal(typed)


def test_numbers_are_read_in_one_place() -> None:
    by_hand = re.compile(r"""replace\(["'],["'], ["']\.["']\)|type=float\b|click\.FloatRange\(""")
    reads = [file.name for file in SOURCE.rglob("*.py") if by_hand.search(file.read_text("utf-8"))]
    assert reads == ["numbers.py"]
