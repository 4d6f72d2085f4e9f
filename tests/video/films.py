"""Small films made on the spot: a grey picture with a white mark in its top left corner."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.stream import Disposition
from av.video.stream import VideoStream

WIDTH, HEIGHT, MARK = 96, 64, 16
# What a phone held upright notes in the track header: "turn me a quarter clockwise", as 16.16 and 2.30 fixed point.
QUARTER_CLOCKWISE = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
UNTURNED = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


def make(path: Path, times_s: Sequence[float], *, pixel: Fraction | None = None) -> Path:
    """A film whose pictures are shown at the given times."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        if pixel:
            stream.codec_context.sample_aspect_ratio = pixel
        for number, t_s in enumerate(times_s):
            frame = av.VideoFrame.from_ndarray(_picture(number), format="rgb24")
            frame.pts, frame.time_base = round(t_s * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def encode(
    path: Path, codec: str, *, pixels: str = "yuv420p", rate: int = 30, frames: int = 12, **more: Any
) -> Path:
    """A film of any codec, kind of pixels, rate and size (`width`, `height`), in a container after its name or `format`."""
    width, height = more.pop("width", WIDTH), more.pop("height", HEIGHT)
    with av.open(str(path), "w", **more) as container:
        stream = cast(VideoStream, container.add_stream(codec, rate=rate))
        stream.width, stream.height, stream.pix_fmt = width, height, pixels
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(_picture(number, width, height), format="rgb24")
            frame = frame.reformat(format=pixels)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def sound(path: Path, *, cover: bool = False) -> Path:
    """A second of silence, with or without a picture on its cover."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=8000)
        shown = container.add_stream("mjpeg", rate=1) if cover else None
        if shown is not None:
            shown.width, shown.height, shown.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
            shown.disposition = Disposition.attached_pic
            frame = av.VideoFrame.from_ndarray(_picture(0), format="rgb24").reformat(format="yuvj420p")
            frame.pts = 0
            container.mux(shown.encode(frame))
            container.mux(shown.encode(None))
        for number in range(8):
            silence = av.AudioFrame.from_ndarray(
                np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
            )
            silence.sample_rate, silence.pts = 8000, number * 1024
            container.mux(stream.encode(silence))
        container.mux(stream.encode(None))
    return path


def turned(path: Path, out: Path) -> Path:
    """The same film as a phone that was held upright would have written it."""
    # The first matrix is the whole file's, the last that of the one track.
    before, untouched, after = path.read_bytes().rpartition(UNTURNED)
    assert untouched
    out.write_bytes(before + QUARTER_CLOCKWISE + after)
    return out


def _picture(
    seed: int, width: int = WIDTH, height: int = HEIGHT
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    picture = np.random.default_rng(seed).integers(60, 120, (height, width, 3), np.uint8)
    picture[:MARK, :MARK] = 255
    return picture
