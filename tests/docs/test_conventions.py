"""The conventions say the numbers of the rules that stand in them."""

import re
from pathlib import Path

import pytest

from hamstride.engine import company, limits, turning

PAGE = (Path(__file__).parents[2] / "docs" / "conventions.md").read_text("utf-8")
FLAT_DEG = 45  # where it goes as far across as down: no number of the code


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)]


def row(name: str) -> str:
    found = re.search(rf"^\| {name} \| (.*) \|$", PAGE, re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("score of a frame", [0, *limits.THIGH_TO_TRUNK, *limits.SHANK_TO_THIGH]),
        ("good", [turning.GOOD, FLAT_DEG, turning.SURELY]),
        ("first look", [turning.WAIT_S]),
        ("next looks", [turning.AGAIN_S, turning.RAREST_S]),
        ("kept", [turning.GOOD, turning.BETTER_BY, turning.SURELY, turning.SURELY_BETTER_BY]),
    ],
)
def test_which_way_up(name: str, said: list[float]) -> None:
    assert numbers(row(name)) == said


def test_the_order_of_the_looks() -> None:
    now = {turn: f"turned {turn.name.lower()}" for turn in turning.Turn}
    now[turning.Turn.UPRIGHT] = "upright now"
    order = [
        f"{now[turn]}: {', '.join(way.name.lower() for way in ways)}" for turn, ways in turning.OTHERS.items()
    ]
    assert row("order of the looks").partition(";")[0] == " · ".join(order)


def test_somebody_else() -> None:
    told = PAGE.partition("### Somebody else\n")[2].partition("\n## ")[0]
    assert numbers(told) == [
        company.LOOK_EVERY_S,
        company.PICTURES,
        turning.GOOD,
        company.ELSEWHERE,
        company.BEFORE_S,
        company.AGAIN_S,
        company.HOME_S,
    ]
