"""The pose track: what the pose model found in a film, frame by frame, as lines of JSON.

A header line `{"format": "hamstride-pose/1", "model", "width", "height", "fps", "source"}`, then one line a frame:
`{"t": seconds, "landmarks": [[x, y, z, visibility] x 33] | null, "world": [[x, y, z] x 33] | null}`, and where they were
measured `"light"` (0 to 1) and, if there was more than one, `"people"`. Landmarks are in upright picture coordinates as
`engine.landmarks` tells. Where parts of the film could not be read, a last line of the last frame's time says for how long
(`"unread"`, seconds): a reader that does not know it takes it for the same frame once more, and leaves it out. A name that ends
in `.gz` is compressed. Reading and writing stream: a track of an hour takes no more memory than one of a second.
"""

import gzip
import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from math import isfinite
from pathlib import Path
from sys import float_info
from typing import IO, Any, NoReturn, Self

from hamstride.engine.landmarks import Frame
from hamstride.engine.watcher import WatchReport
from hamstride.video.errors import SourceError
from hamstride.video.output import replacing

FORMAT = "hamstride-pose/1"
SUFFIXES = (".jsonl", ".jsonl.gz")
LANDMARKS = 33
LEAST_HOLE_S = 0.5  # less may be a picture that stands for long
MOST_PX = 100_000  # of an edge
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a track says of the film it was made from: the upright picture's size in pixels, and its mean rate."""

    model: str
    width: int
    height: int
    fps: float | None
    source: str


class Unread:
    """For how long nothing of a film could be read so far, because it was spoilt there. A decoder works ahead and hands out
    pictures in another order than it met them: where it failed is told by the holes that are left between them."""

    def __init__(self) -> None:
        self._holes_s = self._end_s = 0.0
        self._spoilt = False

    @property
    def seconds(self) -> float:
        """All holes together; in a film that is sound, pictures that stand for long are none."""
        return self._holes_s if self._spoilt else 0.0

    def spoil(self) -> None:
        """Something could not be read."""
        self._spoilt = True

    def tell(self, seconds: float) -> None:
        """Somebody else has found out for how long."""
        self._holes_s, self._spoilt = seconds, True

    def took(self, begin_s: float, end_s: float) -> None:
        """The next picture that could be, and until when it stands."""
        hole_s = begin_s - self._end_s
        self._holes_s += hole_s if hole_s >= LEAST_HOLE_S else 0.0
        self._end_s = end_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A header and the frames in order of time, read as they are asked for. `expected` is how many, where it is known.

    A context manager: who may stop half-way lets go of the file, and of the model, by leaving the block.
    """

    header: Header
    frames: Generator[Frame]
    expected: int | None = None
    unread: Unread = field(default_factory=Unread)

    def told(self, report: WatchReport) -> WatchReport:
        """What was watched in its frames, once they are all read, with what could not be."""
        return replace(report, unread_s=self.unread.seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.frames.close()


def is_track(path: Path) -> bool:
    """Whether a file is a pose track by its name (anything else is taken for a film)."""
    return path.name.lower().endswith(SUFFIXES)


def read(path: Path) -> Track:
    """Open a track.

    Raises:
        SourceError: the file is missing, empty or no track; while the frames are read: the line and what is wrong in it
            (not a number, time running backwards, not 33 landmarks, a file that breaks off).
    """
    lines, unread = _Lines(path), Unread()
    header = _header(lines.first(), str(path))
    return Track(header=header, frames=_frames(lines, header, unread), unread=unread)


def _header(found: Any, file: str) -> Header:
    got = str(found.get("format"))[:40]
    if got != FORMAT:
        if not got.startswith(FORMAT.rstrip("1")):
            raise SourceError("not-a-track", file=file)
        raise SourceError("track-version", file=file, got=got, expected=FORMAT)
    values: dict[str, Any] = {}
    for name, read_as in _HEADER.items():
        try:
            values[name] = read_as(found.get(name))
        except (TypeError, ValueError, OverflowError) as error:
            said = f"{name} is {json.dumps(found[name])[:40]}" if name in found else f"there is no {name}"
            raise SourceError("track-header", file=file, what=said) from error
    return Header(**values)


def _size(value: Any) -> int:
    size = int(value)
    if not 1 <= size <= MOST_PX:
        raise ValueError(f"{size} pixels: 1 to {MOST_PX}")
    return size


def _rate(value: Any) -> float | None:
    return None if value is None else float(value)


_HEADER: dict[str, Callable[[Any], Any]] = {
    "model": str,
    "width": _size,
    "height": _size,
    "fps": _rate,
    "source": str,
}


class _Lines:
    """The lines of a track as JSON values; knows the number of the one it has read, for the messages."""

    def __init__(self, path: Path) -> None:
        self.number = 0
        self._path = path
        self._lines = self._read()

    def __iter__(self) -> Iterator[Any]:
        return self._lines

    def first(self) -> dict[str, Any]:
        try:
            found = next(self._lines)
        except StopIteration:
            raise SourceError("track-empty", file=self.file) from None
        except SourceError as error:
            if error.message.id == "cli.source.track-line":
                raise SourceError("not-a-track", file=self.file) from error
            raise
        return found if isinstance(found, dict) else {}

    @property
    def file(self) -> str:
        """The path, as it is told."""
        return str(self._path)

    def wrong(self, id_: str, **params: str | float) -> NoReturn:
        """Raise what is wrong with the line that was read last."""
        raise SourceError(id_, file=self.file, line=self.number, **params)

    def _read(self) -> Generator[Any]:
        try:
            with _open(self._path) as file:
                for line in file:
                    self.number += 1
                    if line.strip():
                        yield self._parse(line)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise SourceError("track-breaks-off", file=self.file, line=self.number) from None
        except FileNotFoundError:
            raise SourceError("missing", file=self.file) from None
        except OSError as error:
            raise SourceError("unreadable", file=self.file, why=error.strerror or str(error)) from error

    def _parse(self, line: bytes) -> Any:
        try:
            return json.loads(line, parse_constant=self._not_a_number)
        except SourceError:
            raise
        except (ValueError, RecursionError):
            self.wrong("track-line")

    def _not_a_number(self, constant: str) -> NoReturn:
        self.wrong("track-number", found=constant)


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        compressed = file.read(2) == GZIP_MAGIC
    return gzip.open(path, "rb") if compressed else path.open("rb")  # type: ignore[return-value]


def _frames(lines: _Lines, header: Header, unread: Unread) -> Generator[Frame]:
    before_s = float("-inf")
    for entry in lines:
        frame = _frame(lines, header, entry)
        if entry.get("unread") is not None:
            unread.tell(_seconds(lines, entry["unread"]))
        if frame.t_s < before_s:
            lines.wrong("track-backwards", before=before_s, after=frame.t_s)
        if frame.t_s > before_s:
            yield frame
        before_s = frame.t_s
    if before_s == float("-inf"):
        raise SourceError("track-no-frames", file=lines.file)


def _frame(lines: _Lines, header: Header, entry: Any) -> Frame:
    try:
        frame = Frame(
            t_s=float(entry["t"]),
            width=header.width,
            height=header.height,
            points=_rows(entry["landmarks"], 4),
            world=_rows(entry.get("world"), 3),
            light=None if entry.get("light") is None else float(entry["light"]),
            people=None if entry.get("people") is None else int(entry["people"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        lines.wrong("track-frame")
    # A sum is finite only if all that is in it is: JSON can hold 1e999, and nan as a text.
    if not isfinite(
        frame.t_s + sum(map(sum, frame.points or ())) + sum(map(sum, frame.world or ())) + (frame.light or 0)
    ):
        lines.wrong("track-number", found="nan or infinite")
    return frame


def _seconds(lines: _Lines, found: Any) -> float:
    # JSON can hold 1e999, and in Python true is a number.
    if type(found) not in (int, float) or not 0 <= found <= float_info.max:
        lines.wrong("track-unread", found=json.dumps(found)[:40])
    return float(found)


def _rows(rows: Any, width: int) -> Any:
    """33 rows of `width` numbers as tuples, or None where nobody was seen."""
    if rows is None:
        return None
    points = tuple(tuple(map(float, row)) for row in rows)
    if len(points) != LANDMARKS or any(len(point) != width for point in points):
        raise ValueError(f"expected {LANDMARKS} rows of {width} numbers")
    return points


def write(
    path: Path, header: Header, frames: Iterable[Frame], unread: Unread | None = None
) -> tuple[int, int]:
    """Write a track, whole or not at all; of what `unread` says once the frames are read, a last line tells.

    Returns:
        how many frames were written, and in how many somebody was seen.

    Raises:
        SourceError: the file cannot be written, for instance because the disk is full; nothing is left behind.
    """
    count = seen = 0
    last: Frame | None = None
    with replacing(path) as raw, _packed(raw, path) as file:
        file.write(_line({"format": FORMAT, **asdict(header)}))
        for frame in frames:
            file.write(_line(_entry(frame)))
            count += 1
            seen += frame.points is not None
            last = frame
        if last is not None and unread is not None and unread.seconds:
            file.write(_line(_entry(_nobody_at(last)) | {"unread": round(unread.seconds, 3)}))
    return count, seen


def _nobody_at(frame: Frame) -> Frame:
    return replace(frame, points=None, world=None, light=None, people=None)


def _packed(raw: IO[bytes], path: Path) -> AbstractContextManager[IO[bytes]]:
    if path.suffix != ".gz":
        return nullcontext(raw)
    # No name and no date inside: the same frames give the same bytes.
    return gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0)  # type: ignore[return-value]


def _entry(frame: Frame) -> dict[str, Any]:
    people = frame.people if (frame.people or 0) > 1 else None
    measured = {"light": frame.light, "people": people}
    return {
        "t": round(frame.t_s, 4),
        "landmarks": frame.points and [[*(round(v, 4) for v in p[:3]), round(p[3], 2)] for p in frame.points],
        "world": frame.world and [[round(v, 3) for v in p] for p in frame.world],
        **{name: value for name, value in measured.items() if value is not None},
    }


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode() + b"\n"
