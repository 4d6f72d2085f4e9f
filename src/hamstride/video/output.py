"""Writing a file whole or not at all."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from hamstride.video.errors import SourceError

_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` when the block ends, and vanishes if the block fails. A link stays one;
    what is no file (a pipe, a device) is written to as it is.

    Raises:
        SourceError: it cannot be written, for instance because the disk is full.
    """
    try:
        with path.open("wb") if path.exists() and not path.is_file() else _drafted(true_place(path)) as file:
            yield file
    except OSError as error:
        if error.errno in _FULL:
            raise SourceError("disk-full", file=str(path)) from error
        raise SourceError("unwritable", file=str(path), why=error.strerror or str(error)) from error


def true_place(path: Path) -> Path:
    """Where a link leads. Raises `OSError` where it leads in a circle."""
    try:
        return path.resolve()
    except RuntimeError as error:  # what Python before 3.13 makes of it
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


@contextmanager
def _drafted(path: Path) -> Iterator[IO[bytes]]:
    """A draft beside a file, of which it takes the place. Raises `OSError`."""
    part = path.with_name(f".{uuid4()}.part")  # no longer than names may be, however long that of the file is
    try:
        with part.open("wb") as file:
            yield file
        with suppress(OSError):  # whoever may read what was there may read what takes its place
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        with suppress(OSError):  # where nothing could be written, nothing is left either
            part.unlink()
