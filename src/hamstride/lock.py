"""One at a time: a file that one process at once can hold. Whoever is killed lets go of it at once."""

import errno
import getpass
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def of(path: Path) -> Path:
    """A file to hold for another one, in the folder of this machine's temporary files: nothing is left beside that one."""
    name = f"{getpass.getuser()} {path.resolve()}".encode("utf-8", "surrogateescape")
    return Path(tempfile.gettempdir()) / f"hamstride-{hashlib.sha256(name).hexdigest()[:24]}.lock"


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold a file, made where there is none; yields False when another process holds it.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("a+b") as file:
        yield _lock(file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True

    _NO_LOCKS = (
        errno.ENOLCK,
        errno.ENOSYS,
        errno.EOPNOTSUPP,
    )  # some file systems have none: then nobody holds any
