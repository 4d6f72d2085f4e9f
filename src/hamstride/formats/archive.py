"""Files by the handful: zips in zips, gzip, folders, and what sites give when asked for everything.

`entries` walks through one file, `folder` through a folder; both give one `Entry` a file inside, with its bytes, or a `Refusal`
that says why there is none. Sizes are counted while bytes are unpacked, never believed: a small file that unpacks into a huge
one stops at the limit.
"""

import gzip
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO

from hamstride.exercises.values import Message
from hamstride.formats import strava
from hamstride.formats.activity import FILE_BYTES, Activity, Unreadable
from hamstride.formats.damage import DAMAGED_ZIP
from hamstride.formats.files import HEAD_BYTES, kind_of

MB = 1024 * 1024
ARCHIVE_BYTES = 2048 * MB
ALL_BYTES = 16 * 1024 * MB
MOST_FILES = 100_000
DEEPEST = 4
DENSEST = 300  # unpacked : packed; GPX made by programs reaches some fifty
DENSE_FROM = 4 * MB
_CHUNK = MB // 4

_GZIP, _ZIPS = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_NAMED_LIKE = {".fit", ".gpx", ".tcx", ".gz", ".zip"}
_OTHER_ZIPS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".jar", ".apk", ".epub", ".kmz", ".svgz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file: its name (with those of the archives around it), its bytes, and what a site's list says of it."""

    name: str
    data: bytes
    label: strava.Label | None = None
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that could not be opened or unpacked, and why; `whole` where it is the one that was given, not one in it."""

    name: str
    message: Message
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A file in an archive or a folder that is of another kind: a photograph, a list."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """An activity that a site's list knows without a file; `mark` is the site's own number for it."""

    name: str
    mark: str
    activity: Activity


Found = Entry | Refusal | PassedOver | Alone


@dataclass(slots=True)
class _Left:
    """How much may still be unpacked, over everything."""

    files: int = field(default_factory=lambda: MOST_FILES)
    bytes: int = field(default_factory=lambda: ALL_BYTES)

    def take(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            raise Unreadable("formats.refused.too-much", most=ALL_BYTES // MB)

    def next_file(self) -> None:
        self.files -= 1
        if self.files < 0:
            raise Unreadable("formats.refused.too-many", most=MOST_FILES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where one is: the names around, how deep in archives, and the limits."""

    names: tuple[str, ...]
    depth: int = 0
    left: _Left = field(default_factory=_Left)

    @property
    def name(self) -> str:
        return " › ".join(self.names)

    def within(self, *names: str) -> "_Place":
        """A level deeper, in an archive, under these names."""
        if self.depth >= DEEPEST:
            raise Unreadable("formats.refused.nested", most=DEEPEST)
        return _Place(names=names, depth=self.depth + 1, left=self.left)


def entries(name: str, file: IO[bytes]) -> Iterator[Found]:
    """The files in one file: itself, or what it holds where it is packed. Never raises for what is in it."""
    place = _Place(names=(PurePosixPath(name.replace("\\", "/")).name or name,))
    return _guarded(place, _opened(place, file))


def folder(path: Path) -> Iterator[Found]:
    """The files in a folder and in those under it, in the order of their names; links are not followed."""
    left, listing = _Left(), _listing_in(path / strava.LIST)
    listed = _Place(names=(strava.LIST,), left=left)
    yield from _guarded(listed, _alone(listed, listing))
    closed: list[OSError] = []
    for file in _walked(path, closed.append):
        place = _Place(names=(file.relative_to(path).as_posix(),), left=left)
        yield from _labelled(_guarded(place, _from_folder(file, place)), listing.labels.get(place.name))
    for error in closed:
        yield Refusal(name=str(error.filename), message=_why(error))


def put_in(file: Path) -> Iterator[Found]:
    """A file that was put into a folder, as `entries` gives it; one of another kind is passed over."""
    place = _Place(names=(file.name,))
    return _guarded(place, _from_folder(file, place))


def _walked(path: Path, closed: Callable[[OSError], object]) -> Iterator[Path]:
    for where, folders, names in os.walk(path, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(where, name)
            if not name.startswith(".") and not _is_other(file):
                yield file


def _is_other(file: Path) -> bool:
    """Whether it is known to be no file of its own: a link, a pipe. Of what cannot be looked at, opening it tells why."""
    try:
        return not stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _from_folder(file: Path, place: _Place) -> Iterator[Found]:
    place.left.next_file()
    with file.open("rb") as opened:
        if not _wanted(place.name, opened.read(HEAD_BYTES)):
            yield PassedOver(name=place.name)
            return
        opened.seek(0)
        yield from _opened(place, opened)


def _labelled(found: Iterator[Found], label: strava.Label | None) -> Iterator[Found]:
    for each in found:
        yield replace(each, label=label) if label is not None and isinstance(each, Entry) else each


def _alone(place: _Place, listing: strava.Listing) -> Iterator[Found]:
    for mark, activity in listing.alone:
        place.left.next_file()
        yield Alone(name=place.name, mark=mark, activity=activity)


def _guarded(place: _Place, walk: Iterator[Found]) -> Iterator[Found]:
    """What goes wrong on the way is one refusal in the place where it went wrong; what came before it stands."""
    try:
        yield from walk
    except DAMAGED_ZIP as error:
        yield Refusal(name=place.name, message=_why(error), whole=place.depth == 0)


def _why(error: Exception) -> Message:
    if isinstance(error, Unreadable):
        return error.message
    if isinstance(error, RuntimeError) and "password" in str(error).lower():
        return Message.of("formats.refused.password")
    if isinstance(error, OSError) and error.strerror and not isinstance(error, gzip.BadGzipFile):
        return Message.of("formats.refused.file", why=error.strerror)
    return Message.of("formats.refused.packed")


# ----------------------------------------------------------------------------------------------- one file, by its bytes
def _opened(place: _Place, file: IO[bytes]) -> Iterator[Found]:
    head = file.read(4)
    file.seek(0)
    if head.startswith(_ZIPS):
        yield from _in_zip(place, file)
    elif head.startswith(_GZIP):
        yield from _in_gzip(place, file)
    else:
        yield Entry(name=place.name, data=_read(file, place), inside=place.depth > 0)


def _in_gzip(place: _Place, file: IO[bytes]) -> Iterator[Found]:
    *around, name = place.names
    inner = place.within(*around, name.removesuffix(".gz"))
    with gzip.GzipFile(fileobj=file, mode="rb") as unpacked, TemporaryFile() as room:
        _copy(unpacked, room, ARCHIVE_BYTES, place, packed=_size(file))
        for found in _opened(inner, room):
            yield replace(found, inside=place.depth > 0) if isinstance(found, Entry) else found


def _in_zip(place: _Place, file: IO[bytes]) -> Iterator[Found]:
    with zipfile.ZipFile(file) as opened:
        members = opened.infolist()
        listing, list_place = strava.Listing(), replace(place, names=(*place.names, strava.LIST))
        try:
            listing = _listing_of(opened, list_place)
        except DAMAGED_ZIP as error:  # the files are read all the same, only without the names in it
            yield Refusal(name=list_place.name, message=_why(error))
            members = [member for member in members if member.filename != strava.LIST]
        yield from _alone(list_place, listing)
        for member in members:
            if not member.is_dir() and not _hidden(member.filename):
                place.left.next_file()
                inner = place.within(*place.names, member.filename)
                label = listing.labels.get(member.filename)
                yield from _labelled(_guarded(inner, _member(opened, member, inner)), label)


def _hidden(name: str) -> bool:
    return any(part != ".." and part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _member(opened: zipfile.ZipFile, member: zipfile.ZipInfo, place: _Place) -> Iterator[Found]:
    with opened.open(member) as file:
        head = file.read(HEAD_BYTES)
    if not _wanted(member.filename, head):
        yield PassedOver(name=place.name)
        return
    with opened.open(member) as file, TemporaryFile() as room:
        most = ARCHIVE_BYTES if head.startswith((*_ZIPS, _GZIP)) else FILE_BYTES
        _copy(file, room, most, place, packed=member.compress_size)
        yield from _opened(place, room)


def _wanted(name: str, head: bytes) -> bool:
    """Whether a file is for us: it looks like an activity or an archive, or it is named like one."""
    packed = head.startswith((*_ZIPS, _GZIP)) and not name.lower().endswith(_OTHER_ZIPS)
    return packed or PurePosixPath(name.lower()).suffix in _NAMED_LIKE or kind_of(head) is not None


# ---------------------------------------------------------------------------------------------------------------- bytes
def _size(file: IO[bytes]) -> int:
    at = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(at)
    return end - at


def _copy(
    source: IO[bytes] | gzip.GzipFile, room: IO[bytes], most: int, place: _Place, *, packed: int
) -> None:
    """Unpack into `room`, never more than `most` bytes, than all is allowed, or than so small a file can honestly hold."""
    done = 0
    while chunk := source.read(_CHUNK):
        done += len(chunk)
        place.left.take(len(chunk))
        if done > most:
            raise Unreadable("formats.refused.big", most=most // MB)
        if done > DENSE_FROM and done > DENSEST * max(1, packed):
            raise Unreadable("formats.refused.dense")
        room.write(chunk)
    room.seek(0)


def _read(file: IO[bytes], place: _Place) -> bytes:
    data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise Unreadable("formats.refused.big", most=FILE_BYTES // MB)
    place.left.take(len(data))
    return data


# ---------------------------------------------------------------------------------------------------------- a site's list
def _listing_of(opened: zipfile.ZipFile, place: _Place) -> strava.Listing:
    if strava.LIST not in opened.namelist():
        return strava.Listing()
    with opened.open(strava.LIST) as file:
        return strava.listing(_read(file, place))


def _listing_in(file: Path) -> strava.Listing:
    try:
        is_list = not _is_other(file) and file.stat().st_size <= FILE_BYTES
        return strava.listing(file.read_bytes()) if is_list else strava.Listing()
    except OSError:
        return strava.Listing()
