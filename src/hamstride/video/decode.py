"""Films as upright pictures with their times, through PyAV."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, cast

from hamstride.video.errors import SourceError
from hamstride.video.track import LEAST_HOLE_S, Unread

try:
    import av
    import numpy as np
except ImportError as error:
    raise SourceError("no-video-extra", what=str(error)) from error

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

# What FFmpeg opens though nobody would call it a film: photographs, and any text by its name.
_NO_FILMS = ("image2", "*_pipe", "tty")
# And the pictures that travel with music and films, to be shown in lists.
_STILL = (av.stream.Disposition.attached_pic, av.stream.Disposition.timed_thumbnails)
# FFmpeg's number for pictures that do not say how their colours are written (AVCOL_SPC_UNSPECIFIED).
_NO_COLOURS = 2

WHOLE_SHARE, WHOLE_SPARE_S = 0.9, 1.0  # a film of which less can be read breaks off
MOST_BETWEEN_BYTES = 500  # what a file notes between two packets is far shorter
LONGEST_PX = 1920  # larger pictures are made smaller: the pose model looks at a person in 256 x 256 pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One upright picture: height x width x 3 bytes of red, green and blue, shown at `t_s` seconds of the film."""

    t_s: float
    rgb: "Pixels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """An open film. Width and height are those of the upright picture; `fps` is a mean and `expected` a guess; `unread` grows
    while the pictures are read."""

    width: int
    height: int
    fps: float | None
    expected: int | None
    pictures: Iterator[Picture]
    unread: Unread


@contextmanager
def open_film(path: Path) -> Iterator[Film]:
    """Open a film for as long as the block lasts.

    Raises:
        SourceError: the file is missing, cannot be read, or holds no moving pictures.
    """
    try:
        # By its whole path, lest FFmpeg takes "12:30.mp4" for the address of something: only files are ever opened.
        container = av.open(str(path.absolute()), metadata_errors="replace")  # old titles are in any alphabet
    except FileNotFoundError:
        raise SourceError("missing", file=str(path)) from None
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            raise SourceError("unreadable", file=str(path), why=error.strerror or str(error)) from error
        raise SourceError("not-a-film", file=str(path)) from error
    with container:
        moving = [stream for stream in container.streams.video if _moves(stream)]
        if not moving or any(fnmatch(container.format.name, name) for name in _NO_FILMS):
            raise SourceError("not-a-film", file=str(path))
        yield _film(container, max(moving, key=lambda stream: stream.width * stream.height), path)


def _moves(stream: "av.video.stream.VideoStream") -> bool:
    """Whether there may be pictures to see: no cover, and of a kind that there is a decoder for (else it has no size)."""
    return stream.codec_context is not None and stream.disposition not in _STILL


def _film(
    container: "av.container.InputContainer", stream: "av.video.stream.VideoStream", path: Path
) -> Film:
    stream.thread_type = "AUTO"
    unread = Unread()
    pictures = _pictures(container, stream, path, unread)
    first = next(pictures, None)
    if first is None:
        raise SourceError("not-a-film", file=str(path))
    height, width = first.rgb.shape[:2]
    rate = float(stream.average_rate) if stream.average_rate else None
    return Film(
        width=width,
        height=height,
        fps=rate,
        expected=stream.frames or _guess(container, rate),
        pictures=chain([first], pictures),
        unread=unread,
    )


def _guess(container: "av.container.InputContainer", rate: float | None) -> int | None:
    """How many pictures a film that does not say so will have."""
    if rate is None or container.duration is None:
        return None
    return round(container.duration / av.time_base * rate)


def _pictures(
    container: "av.container.InputContainer",
    stream: "av.video.stream.VideoStream",
    path: Path,
    unread: Unread,
) -> Iterator[Picture]:
    """The pictures in order. Times are the stream's own, counted from where the film begins. How long none could be read, where
    something was spoilt, adds to `unread`.

    Raises:
        SourceError: after the last picture, that there should have been more.
    """
    begin = Fraction(container.start_time or 0, av.time_base)
    before_s, timeless = float("-inf"), False
    end_s = 0.0
    size: tuple[int, int] | None = None
    for frame in _decoded(container, stream, path, unread):
        if frame.pts is None or frame.time_base is None:
            timeless = True
            continue
        t_s = round(float(frame.pts * frame.time_base - begin), 6) + 0.0  # which makes a zero of -0.0
        end_s = t_s + float((frame.duration or 0) * frame.time_base)
        if t_s > before_s:
            shown = size or _shown(frame, stream.sample_aspect_ratio)
            rgb = _readable(frame, shown)
            if rgb is None:
                unread.spoil()
                continue
            unread.took(t_s, end_s)
            yield Picture(t_s=t_s, rgb=rgb)
            size, before_s = shown, t_s
    if timeless and size is None:
        raise SourceError("no-times", file=str(path))
    whole_s = _length_s(container, stream)
    if size is not None and whole_s is not None and end_s < WHOLE_SHARE * whole_s - WHOLE_SPARE_S:
        raise SourceError("breaks-off", file=str(path), read=max(0, round(end_s)), of=round(whole_s))
    if whole_s is not None:
        unread.took(whole_s, whole_s)


def _length_s(
    container: "av.container.InputContainer", stream: "av.video.stream.VideoStream"
) -> float | None:
    """How long the film says that its pictures are. Sound may be longer, and a cut that was only noted down shorter."""
    if stream.duration is None or stream.time_base is None or container.duration is None:
        return None
    return min(float(stream.duration * stream.time_base), container.duration / av.time_base)


def _decoded(
    container: "av.container.InputContainer",
    stream: "av.video.stream.VideoStream",
    path: Path,
    unread: Unread,
) -> "Iterator[av.VideoFrame]":
    """The frames that can be decoded: a damaged one is left out, and a film that breaks off ends there."""
    try:
        for packet in _packets(container, stream, unread):
            if packet.is_corrupt:
                unread.spoil()
            try:
                yield from packet.decode()
            except av.InvalidDataError:
                unread.spoil()
    except av.InvalidDataError:
        return
    except av.FFmpegError as error:
        raise SourceError("unreadable", file=str(path), why=error.strerror or str(error)) from error


def _packets(
    container: "av.container.InputContainer", stream: "av.video.stream.VideoStream", unread: Unread
) -> "Iterator[av.Packet[Any]]":
    """The packets of the pictures. Where a Matroska file (WebM is one) is damaged, FFmpeg looks for the next part that is whole
    and says nothing: bytes that belong to no packet, between pictures far apart, tell."""
    if not container.format.name.startswith("matroska"):
        yield from container.demux(stream)
        return
    places, before_s = _Places(), float("inf")
    for packet in container.demux():
        places.took(packet)
        if packet.stream.index != stream.index:
            continue
        if packet.pts is not None:
            t_s = float(packet.pts * packet.time_base)
            if places.lost() and t_s - before_s >= LEAST_HOLE_S:
                unread.spoil()
            before_s = t_s
        yield packet


class _Places:
    """Where the packets of a file lie, one after the other."""

    def __init__(self) -> None:
        self._begin = self._end = 0
        self._lost = False

    def took(self, packet: "av.Packet[Any]") -> None:
        """The next packet, of any stream. Those of one block have one place."""
        if packet.pos is None or not packet.size:
            return
        if packet.pos != self._begin:
            self._lost |= 0 < self._end < packet.pos - MOST_BETWEEN_BYTES
            self._begin = self._end = packet.pos
        self._end += packet.size

    def lost(self) -> bool:
        """Whether there were bytes between them that belong to none, since this was asked last."""
        lost, self._lost = self._lost, False
        return lost


def _shown(frame: "av.VideoFrame", pixel: Fraction | None) -> tuple[int, int]:
    """Width and height to look at, before turning: with square pixels, and none too many of them."""
    width, height = float(frame.width * (pixel or 1)), float(frame.height)
    scale = min(1.0, LONGEST_PX / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _readable(frame: "av.VideoFrame", size: tuple[int, int]) -> "Pixels | None":
    """The picture upright. Lost bytes may leave a note of colours that there are not: without it the rest can be seen."""
    with suppress(av.FFmpegError):
        return _upright(frame, size)
    frame.colorspace = _NO_COLOURS
    with suppress(av.FFmpegError):
        return _upright(frame, size)
    return None


def _upright(frame: "av.VideoFrame", size: tuple[int, int]) -> "Pixels":
    """The picture as a person holds it up: turned as the camera noted. Whatever its own size, that of the first one."""
    if (frame.width, frame.height) != size:
        frame = frame.reformat(width=size[0], height=size[1])
    rgb = cast("Pixels", frame.to_ndarray(format="rgb24"))
    return turned(rgb, round(frame.rotation / 90) % 4)


def turned(rgb: "Pixels", quarter_turns: int) -> "Pixels":
    """A picture turned counter-clockwise by quarters."""
    # Without gaps between the rows, always: the pose model reads straight on, and sees nobody in a picture 360 wide.
    return np.ascontiguousarray(np.rot90(rgb, quarter_turns))
