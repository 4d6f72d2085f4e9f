"""Single pictures out of a film, as JPEG."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image

from hamstride.video.decode import Pixels, open_film

LONGEST_PX = 720
_QUALITY = 82


def take(film: Path, times_s: Iterable[float]) -> dict[float, bytes]:
    """The picture shown at each time, to a millisecond; times after the film's end are left out.

    Raises:
        SourceError: the film cannot be read.
    """
    wanted = sorted(set(times_s))
    found: dict[float, bytes] = {}
    if not wanted:
        return found
    with open_film(film) as opened:
        for picture in opened.pictures:
            while wanted and picture.t_s >= wanted[0] - 0.001:
                found[wanted.pop(0)] = jpeg(picture.rgb)
            if not wanted:
                break
    return found


def jpeg(rgb: Pixels) -> bytes:
    """A picture as JPEG, made smaller where its longer edge has more than `LONGEST_PX` pixels."""
    image = Image.fromarray(rgb)
    image.thumbnail((LONGEST_PX, LONGEST_PX))
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
