"""Films for the browser's fake camera: a clip at thirty pictures a second, its first picture standing still before it."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame

RATE = 30
BITS = 16
STRIP_PX = 16
FINE = {"qmin": "1", "qmax": "2", "bt": "20M"}  # the pose model is not to suffer from the film


def camera_file(clip: Path, target: Path, *, lead_in_s: float) -> Path:
    """Write `clip` as the MJPEG file that Chromium plays as a camera, over and over.

    The browser shows thirty pictures a second whatever the clip's own rate, so every picture stands as long as it did
    in the clip. The first one stands still for `lead_in_s` before it begins to move. Each picture carries its own number
    in a strip of black and white at the bottom, because a busy machine plays the film late: so a test can tell which
    picture it was that the page saw.
    """
    with av.open(str(target), "w", format="mjpeg") as out, av.open(str(clip)) as clip_file:
        stream = clip_file.streams.video[0]
        film = out.add_stream("mjpeg", rate=RATE, options=FINE)
        film.bit_rate = 40_000_000
        film.width, film.height, film.pix_fmt = stream.width, stream.height, "yuvj420p"
        frame_s = 1 / float(stream.average_rate or RATE)
        written = 0
        for picture in clip_file.decode(stream):
            pixels = picture.to_ndarray(format="rgb24")
            while written / RATE < lead_in_s + float(picture.time or 0) + frame_s:
                out.mux(film.encode(_numbered(pixels, written)))
                written += 1
        out.mux(film.encode())
    return target


def _numbered(pixels: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", number: int) -> VideoFrame:
    edges = np.linspace(0, pixels.shape[1], BITS + 1).astype(int)
    for bit in range(BITS):
        pixels[-STRIP_PX:, edges[bit] : edges[bit + 1]] = 255 if number >> bit & 1 else 0
    frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuvj420p")
    frame.pts, frame.time_base = number, Fraction(1, RATE)
    return frame
