"""Films as upright pictures with their times, through PyAV."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, cast

from hamstride.video.errors import SourceError

try:
    import av
    import numpy as np
except ImportError as error:
    raise SourceError("no-video-extra", what=str(error)) from error

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

# What FFmpeg opens though nobody would call it a film: photographs, and any text by its name.
_NO_FILMS = ("image2", "*_pipe", "tty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One upright picture: height x width x 3 bytes of red, green and blue, shown at `t_s` seconds of the film."""

    t_s: float
    rgb: "Pixels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """An open film. Width and height are those of the upright picture; `fps` is a mean and `expected` a guess."""

    width: int
    height: int
    fps: float | None
    expected: int | None
    pictures: Iterator[Picture]


@contextmanager
def open_film(path: Path) -> Iterator[Film]:
    """Open a film for as long as the block lasts.

    Raises:
        SourceError: the file is missing, cannot be read, or holds no moving pictures.
    """
    try:
        container = av.open(str(path))
    except FileNotFoundError:
        raise SourceError("missing", file=str(path)) from None
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            raise SourceError("unreadable", file=str(path), why=error.strerror or str(error)) from error
        raise SourceError("not-a-film", file=path.name) from error
    with container:
        if any(fnmatch(container.format.name, name) for name in _NO_FILMS) or not container.streams.video:
            raise SourceError("not-a-film", file=path.name)
        yield _film(container, path)


def _film(container: "av.container.InputContainer", path: Path) -> Film:
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    pictures = _pictures(container, stream)
    first = next(pictures, None)
    if first is None:
        raise SourceError("not-a-film", file=path.name)
    height, width = first.rgb.shape[:2]
    rate = float(stream.average_rate) if stream.average_rate else None
    return Film(
        width=width,
        height=height,
        fps=rate,
        expected=stream.frames or _guess(container, rate),
        pictures=chain([first], pictures),
    )


def _guess(container: "av.container.InputContainer", rate: float | None) -> int | None:
    """How many pictures a film that does not say so will have."""
    if rate is None or container.duration is None:
        return None
    return round(container.duration / av.time_base * rate)


def _pictures(
    container: "av.container.InputContainer", stream: "av.video.stream.VideoStream"
) -> Iterator[Picture]:
    """The pictures in order. Times are the stream's own, counted from where the film begins."""
    begin = Fraction(container.start_time or 0, av.time_base)
    before_s = float("-inf")
    for frame in _decoded(container, stream):
        if frame.pts is None or frame.time_base is None:
            continue
        t_s = float(frame.pts * frame.time_base - begin)
        if t_s > before_s:
            yield Picture(t_s=t_s, rgb=_upright(frame, stream.sample_aspect_ratio))
            before_s = t_s


def _decoded(
    container: "av.container.InputContainer", stream: "av.video.stream.VideoStream"
) -> "Iterator[av.VideoFrame]":
    """The frames that can be decoded: a damaged one is left out, and a film that breaks off ends there."""
    try:
        for packet in container.demux(stream):
            try:
                yield from packet.decode()
            except av.InvalidDataError:
                continue
    except av.InvalidDataError:
        return


def _upright(frame: "av.VideoFrame", pixel: Fraction | None) -> "Pixels":
    """The picture as a person holds it up: turned as the camera noted, and with square pixels."""
    if pixel and pixel != 1:
        frame = frame.reformat(width=round(frame.width * pixel))
    rgb = cast("Pixels", frame.to_ndarray(format="rgb24"))
    return turned(rgb, round(frame.rotation / 90) % 4)


def turned(rgb: "Pixels", quarter_turns: int) -> "Pixels":
    """A picture turned counter-clockwise by quarters."""
    # Without gaps between the rows, always: the pose model reads straight on, and sees nobody in a picture 360 wide.
    return np.ascontiguousarray(np.rot90(rgb, quarter_turns))
