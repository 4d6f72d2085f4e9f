"""The figure of every exercise: drawn, moving, with its things around it."""

import re
import xml.etree.ElementTree as ET
from importlib import resources
from pathlib import Path

import pytest

from hamstride.engine import sketch
from hamstride.exercises import load
from hamstride.web import drawing

pytestmark = pytest.mark.logic

CATALOGUE = load.catalogue()


@pytest.mark.parametrize("id_", list(CATALOGUE))
def test_the_moving_figure_is_sound_svg_and_returns_to_where_it_began(id_: str) -> None:
    root = ET.fromstring(drawing.moving(id_))
    animations = list(root.iter("animate"))
    assert len(animations) >= 7
    for each in animations:
        values, times = (
            each.attrib["values"].split(";"),
            [float(t) for t in each.attrib["keyTimes"].split(";")],
        )
        assert len(values) == len(times)
        assert (times[0], times[-1]) == (0.0, 1.0)
        assert times == sorted(times)
        assert values[0] == values[-1]
    assert not re.search(r"nan|inf", drawing.moving(id_))
    assert " style=" not in drawing.moving(id_)


@pytest.mark.parametrize(
    ("id_", "seconds"), [("ball-curl", 2 + 1 + 2 + 1), ("roll-forward", 4 + sketch.LONGEST_HOLD_S + 4 + 2)]
)
def test_a_movement_takes_as_long_as_is_declared_but_for_a_long_hold(id_: str, seconds: float) -> None:
    found = {each.attrib["dur"] for each in ET.fromstring(drawing.moving(id_)).iter("animate")}
    assert found == {f"{seconds:g}s"}


@pytest.mark.parametrize("id_", list(CATALOGUE))
def test_the_body_stays_in_the_picture(id_: str) -> None:
    for share in (0.0, 0.5, 1.0):
        root = ET.fromstring(drawing.still(id_, share))
        left, top, width, height = map(float, root.attrib["viewBox"].split())
        for path in root.iter("path"):
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.attrib["d"]):
                assert left <= float(x) <= left + width
                assert top <= float(y) <= top + height


@pytest.mark.parametrize(
    ("id_", "ball", "outlines", "weight"),
    [
        ("lying-leg-curl", 0, 0, 1),
        ("standing-curl", 0, 1, 1),
        ("ball-curl", 1, 0, 0),
        ("roll-forward", 0, 0, 0),
        ("hip-hinge", 0, 1, 0),
        ("chair-stretch", 0, 1, 0),
    ],
)
def test_the_things_of_an_exercise_are_drawn(id_: str, ball: int, outlines: int, weight: int) -> None:
    classes = [each.attrib.get("class") for each in ET.fromstring(drawing.still(id_)).iter()]
    assert [classes.count(name) for name in ("ball", "prop", "weight")] == [ball, outlines, weight]


def test_a_still_does_not_move() -> None:
    assert "<animate" not in drawing.still("ball-curl")


def test_slower_is_slower() -> None:
    def seconds(svg: str) -> float:
        return float(re.findall(r'dur="([\d.]+)s"', svg)[0])

    assert seconds(drawing.moving("ball-curl", 3)) == pytest.approx(3 * seconds(drawing.moving("ball-curl")))


def test_a_drawn_person_takes_the_place_of_the_lines_only_while_it_is_as_declared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawing.demonstration("standing-curl")
    assert found is not None
    assert drawing.demonstration("no-such-exercise") is None
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    (tmp_path / "exercises").mkdir()
    declared = (resources.files("hamstride.exercises") / "catalogue" / "standing-curl.toml").read_text(
        "utf-8"
    )
    changed = declared.replace(" knee_deg = 100", " knee_deg = 70")
    assert changed != declared
    (tmp_path / "exercises" / "mine.toml").write_text(changed, "utf-8")
    assert drawing.demonstration("standing-curl") is None


def test_the_variant_that_is_not_named_is_the_first() -> None:
    assert drawing.demonstration("lying-leg-curl") == drawing.demonstration("lying-leg-curl", "neutral")
    assert drawing.demonstration("lying-leg-curl") != drawing.demonstration("lying-leg-curl", "toes-in")
