"""Small films made on the spot: a grey picture with a white mark in its top left corner."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice
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
    """A film of any codec, kind of pixels, rate and size (`width`, `height`), in a container after its name or `format`.
    Every `gop_size` pictures one stands for itself."""
    width, height = more.pop("width", WIDTH), more.pop("height", HEIGHT)
    gop_size = more.pop("gop_size", None)
    with av.open(str(path), "w", **more) as container:
        stream = cast(VideoStream, container.add_stream(codec, rate=rate))
        stream.width, stream.height, stream.pix_fmt = width, height, pixels
        if gop_size is not None:
            stream.gop_size = gop_size
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


def spoilt(clip: Path, target: Path) -> Path:
    """Ten seconds of a film with a picture in each second that stands for itself; nothing of three of them can be read."""
    with av.open(str(clip)) as source, av.open(str(target), "w") as out:
        film = out.add_stream("libx264", rate=15, options={"bf": "0"})
        film.width, film.height, film.gop_size = (
            source.streams.video[0].width,
            source.streams.video[0].height,
            15,
        )
        for frame in islice(source.decode(video=0), 150):
            out.mux(film.encode(frame.reformat(format="yuv420p")))
        out.mux(film.encode())
    spoil(target, 45, 90)
    return target


def spoil(film: Path, first: int, end: int) -> None:
    """Write over the packets of a film from one to another."""
    data = bytearray(film.read_bytes())
    with av.open(str(film)) as made:
        for packet in islice(made.demux(video=0), first, end):
            if packet.pos is not None:
                data[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    film.write_bytes(data)


def _picture(
    seed: int, width: int = WIDTH, height: int = HEIGHT
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    picture = np.random.default_rng(seed).integers(60, 120, (height, width, 3), np.uint8)
    picture[:MARK, :MARK] = 255
    return picture
