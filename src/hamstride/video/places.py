"""Where what is made of a film goes: the file that was named, or for several films a folder of files named after them."""

import gzip
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from hamstride.exercises.spec import Exercise
from hamstride.video import track
from hamstride.video.errors import SourceError
from hamstride.video.output import true_place

# What a page, a film and a pose track of ours have near their begin or end, by which they are known.
PAGE, FILM, TRACK = b"Hamstride: a film that was watched", b"What Hamstride saw", track.FORMAT.encode()
_NEAR = 1 << 20  # bytes
_TRACKS = tuple(before + end for before in (".pose", "") for end in track.SUFFIXES)


def beside(files: Sequence[Path], out: Path | None, suffix: str, mark: bytes) -> list[Path | None]:
    """A place for each film, in order; `None` where nothing is asked for. Films of one name get a number.

    Raises:
        SourceError: several films and one file for all, a place that is a film itself or holds something else that is none of
            ours, or a folder that cannot be made or written to.
    """
    if out is None:
        return [None] * len(files)
    if len(files) == 1 and not out.is_dir():
        return [free(out, files, mark)]
    if out.suffix == suffix or out.is_file():
        raise SourceError("one-for-many", out=str(out))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError("unwritable", file=str(out), why=error.strerror or str(error)) from error
    found: list[Path | None] = []
    for file in files:
        stem, number = _stem(file), 2
        place = out / f"{stem}{suffix}"
        while place in found:
            place, number = out / f"{stem}-{number}{suffix}", number + 1
        found.append(free(place, files, mark))
    return found


def _stem(file: Path) -> str:
    """The name of a film, or of the film that a pose track was made of, without what tells its format."""
    name = next((file.name.removesuffix(end) for end in _TRACKS if file.name.endswith(end)), file.stem)
    return name or file.name


def free(place: Path, files: Sequence[Path], mark: bytes) -> Path:
    """A place where something may be written: no film itself, and nothing there but what this command made before.

    Raises:
        SourceError: it is one of the films, what is there does not hold our `mark`, or nothing can be written there.
    """
    there = _true(place)
    if any(there == _true(file) for file in files):
        raise SourceError("over-itself", file=str(place))
    try:
        with TemporaryFile(dir=there.parent):  # told now, and not after an hour of film
            ours = not place.is_file() or not place.stat().st_size or is_marked(place, mark)
    except OSError as error:
        raise SourceError("unwritable", file=str(place), why=error.strerror or str(error)) from error
    if not ours:
        raise SourceError("not-ours", file=str(place))
    return place


def _true(place: Path) -> Path:
    """Where a link leads. Raises `SourceError` where it leads in a circle."""
    try:
        return true_place(place)
    except OSError as error:
        raise SourceError("unwritable", file=str(place), why=error.strerror or str(error)) from error


def is_marked(place: Path, mark: bytes) -> bool:
    """Whether a file holds a mark near its begin or its end (what is compressed: near its begin). Raises `OSError`."""
    with place.open("rb") as file, suppress(EOFError, zlib.error, gzip.BadGzipFile):
        begin = file.read(_NEAR)
        if begin.startswith(track.GZIP_MAGIC):
            file.seek(0)
            return mark in gzip.GzipFile(fileobj=file).read(_NEAR)
        file.seek(max(0, place.stat().st_size - _NEAR))
        return mark in begin or mark in file.read()
    return False


def mark_of(kind: bytes, exercise: Exercise, variant: str | None) -> bytes:
    """The mark of a page or a film about an exercise: another one's is no answer to who asks for this one's."""
    return kind + f" for {exercise.id} {variant or exercise.first_variant or ''}".rstrip().encode() + b"."


def mp4(place: Path) -> None:
    """See that the name of a film says what it is. Raises `SourceError` where it does not."""
    if place.suffix.lower() != ".mp4":
        raise SourceError("no-mp4", file=str(place))


def apart(*places: Path | None) -> None:
    """See that nothing is to be written to one place twice. Raises `SourceError` where it is."""
    named = [_true(place) for place in places if place is not None]
    for place in named:
        if named.count(place) > 1:
            raise SourceError("one-place", file=str(place))
