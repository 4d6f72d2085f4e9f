"""Films for the browser's fake camera: a clip at thirty pictures a second, its first picture standing still before it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import takewhile
from math import inf
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

RATE = 30
BITS = 16
STRIP_PX = 16
FINE = {"qmin": "1", "qmax": "2", "bt": "20M"}  # the pose model is not to suffer from the film


def camera_file(clip: Path, target: Path, *, lead_in_s: float, until_s: float = inf) -> Path:
    """Write `clip`, or so many seconds of it, as the MJPEG file that Chromium plays as a camera, over and over.

    The first picture stands still for `lead_in_s` before it begins to move.
    """
    shown = takewhile(lambda picture: picture[0] <= until_s, pictures(clip))
    return camera_film(target, ((lead_in_s + ends_s, pixels) for ends_s, pixels in shown))


def pictures(clip: Path) -> Iterator[tuple[float, Pixels]]:
    """The pictures of a clip, each with the second until which it stands."""
    with av.open(str(clip)) as file:
        stream = file.streams.video[0]
        frame_s = 1 / float(stream.average_rate or RATE)
        for picture in file.decode(stream):
            yield float(picture.time or 0) + frame_s, picture.to_ndarray(format="rgb24")


def camera_film(target: Path, shown: Iterable[tuple[float, Pixels]]) -> Path:
    """Write pictures, each shown until its second, as the MJPEG file of a camera.

    The browser shows thirty pictures a second whatever the file's own rate, so every picture stands as long as it did
    in the clip. Each one carries its own number in a strip of black and white at the bottom, because a busy machine plays
    the film late: so a test can tell which picture it was that the page saw.
    """
    with av.open(str(target), "w", format="mjpeg") as out:
        film = out.add_stream("mjpeg", rate=RATE, options=FINE)
        film.bit_rate = 40_000_000
        film.pix_fmt = "yuvj420p"
        written = 0
        for until_s, pixels in shown:
            if written == 0:
                film.width, film.height = pixels.shape[1], pixels.shape[0]
            while written / RATE < until_s:
                out.mux(film.encode(_numbered(pixels, written)))
                written += 1
        out.mux(film.encode())
    return target


def _numbered(pixels: Pixels, number: int) -> VideoFrame:
    edges = np.linspace(0, pixels.shape[1], BITS + 1).astype(int)
    for bit in range(BITS):
        pixels[-STRIP_PX:, edges[bit] : edges[bit + 1]] = 255 if number >> bit & 1 else 0
    frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuvj420p")
    frame.pts, frame.time_base = number, Fraction(1, RATE)
    return frame
