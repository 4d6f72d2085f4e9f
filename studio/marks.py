"""The ring that says where to look."""

from typing import Any

import numpy as np

from studio.geometry import Array

_GOOD, _NOT_SO = (38, 150, 120), (214, 128, 18)
_RADIUS, _THICK, _FINER = 0.135, 5, 4  # the radius is a share of the picture's height


def ringed(picture: Any, at: Array, *, good: bool, size: tuple[int, int]) -> Any:
    """The picture with a ring around a place, at the size that is kept."""
    from PIL import Image, ImageDraw

    height, width = picture.shape[:2]
    ring = Image.new("L", (width * _FINER, height * _FINER), 0)
    radius = _RADIUS * height
    (x, y) = (
        float(np.clip(at[i], radius + _THICK, end - radius - _THICK)) for i, end in ((0, width), (1, height))
    )
    box = [_FINER * (x - radius), _FINER * (y - radius), _FINER * (x + radius), _FINER * (y + radius)]
    ImageDraw.Draw(ring).ellipse(box, outline=255, width=_THICK * _FINER)
    mask = ring.resize((width, height), Image.Resampling.BOX)
    drawn = Image.fromarray(picture, "RGBA")
    drawn.alpha_composite(_coloured(mask, _GOOD if good else _NOT_SO))
    # Colours of what does not cover must not bleed in while it is made smaller.
    return np.asarray(drawn.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA"))


def _coloured(mask: Any, colour: tuple[int, int, int]) -> Any:
    from PIL import Image

    filled = Image.new("RGBA", mask.size, (*colour, 0))
    filled.putalpha(mask)
    return filled
