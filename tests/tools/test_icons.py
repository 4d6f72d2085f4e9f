"""The drawn icons: no phone shows a white corner, and nothing important is cut off."""

import math

import pytest
from PIL import Image

from tools.icons import ICONS, STATIC, Icon

GREEN, PAPER = (12, 92, 75), (246, 243, 236)
SAFE = 0.4  # of its width: what a mask leaves of a picture, at the least


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.name)
def test_corners_are_round_or_full(icon: Icon) -> None:
    with Image.open(STATIC / f"{icon.name}.png") as opened:
        picture = opened.convert("RGBA")
    assert picture.size == (icon.px, icon.px)
    *colour, seen = picture.getpixel((0, 0))
    assert seen == (255 if icon.full else 0)
    if icon.full:
        assert math.dist(colour, GREEN) < 12


def test_what_is_drawn_lies_inside_every_mask() -> None:
    with Image.open(STATIC / "icon-maskable-512.png") as opened:
        picture = opened.convert("RGB")
    middle = picture.width / 2
    drawn = [
        math.dist((x, y), (middle, middle))
        for x in range(0, picture.width, 4)
        for y in range(0, picture.height, 4)
        if math.dist(picture.getpixel((x, y)), PAPER) < 40
    ]
    assert drawn and max(drawn) <= SAFE * picture.width
