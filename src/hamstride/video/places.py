"""Where what is made of a film goes: the file that was named, or for several films a folder of files named after them."""

from collections.abc import Sequence
from pathlib import Path

from hamstride.video import track
from hamstride.video.errors import SourceError

_TRACKS = tuple(before + end for before in (".pose", "") for end in track.SUFFIXES)


def beside(files: Sequence[Path], out: Path | None, suffix: str) -> list[Path | None]:
    """A place for each film, in order; `None` where nothing is asked for. Films of one name get a number.

    Raises:
        SourceError: several films and one file for all, a place that is a film itself, or a folder that cannot be made.
    """
    if out is None:
        return [None] * len(files)
    if len(files) == 1 and not out.is_dir():
        return [_free(out, files)]
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
        found.append(_free(place, files))
    return found


def _stem(file: Path) -> str:
    """The name of a film, or of the film that a pose track was made of, without what tells its format."""
    name = next((file.name.removesuffix(end) for end in _TRACKS if file.name.endswith(end)), file.stem)
    return name or file.name


def _free(place: Path, files: Sequence[Path]) -> Path:
    if any(place.resolve() == file.resolve() for file in files):
        raise SourceError("over-itself", file=str(place))
    return place
