"""Films for the browser's fake camera: a clip at thirty pictures a second, its first picture standing still before it."""

from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import VideoFrame

RATE = 30
FINE = {"qmin": "1", "qmax": "2", "bt": "20M"}  # the pose model is not to suffer from the film


def camera_file(clip: Path, target: Path, *, lead_in_s: float) -> Path:
    """Write `clip` as the MJPEG file that Chromium plays as a camera, over and over.

    The browser shows thirty pictures a second whatever the clip's own rate, so every picture stands as long as it did
    in the clip. The first one stands still for `lead_in_s` before it begins to move.
    """
    with av.open(str(target), "w", format="mjpeg") as out, av.open(str(clip)) as clip_file:
        stream = clip_file.streams.video[0]
        film = out.add_stream("mjpeg", rate=RATE, options=FINE)
        film.bit_rate = 40_000_000
        film.width, film.height, film.pix_fmt = stream.width, stream.height, "yuvj420p"
        frame_s = 1 / float(stream.average_rate or RATE)
        written = 0
        for picture in clip_file.decode(stream):
            until_s = lead_in_s + float(picture.time or 0) + frame_s
            while written / RATE < until_s:
                out.mux(film.encode(_at(picture, written)))
                written += 1
        out.mux(film.encode())
    return target


def _at(picture: VideoFrame, number: int) -> VideoFrame:
    again = picture.reformat(format="yuvj420p")
    again.pts, again.time_base = number, Fraction(1, RATE)
    return again
