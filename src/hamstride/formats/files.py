"""The kinds of activity file there are, told apart by what is in them and never by their name."""

from collections.abc import Callable
from dataclasses import dataclass

from hamstride.formats import fit, gpx, tcx, xml
from hamstride.formats.activity import Activity, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """One kind of file: its name, how its first bytes look, and what reads it."""

    name: str
    looks_like: Callable[[bytes], bool]
    read: Callable[[bytes], tuple[Activity, ...]]


KINDS = (
    FileKind(name="fit", looks_like=fit.looks_like, read=fit.read),
    FileKind(name="gpx", looks_like=lambda head: xml.root_of(head) == "gpx", read=gpx.read),
    FileKind(name="tcx", looks_like=lambda head: xml.root_of(head) == tcx.ROOT, read=tcx.read),
)
HEAD_BYTES = 4096


def kind_of(head: bytes) -> FileKind | None:
    """The kind of the file that begins like this, or `None`."""
    return next((kind for kind in KINDS if kind.looks_like(head)), None)


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in one file. Raises `Unreadable`."""
    kind = kind_of(data[:HEAD_BYTES])
    if kind is None:
        raise Unreadable("formats.refused.empty" if not data.strip() else "formats.refused.unknown")
    return kind.read(data)
