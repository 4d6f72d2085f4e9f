"""What Hamstride asks of the operating system. Read by the set-up, the tests and `hamstride doctor`."""

import ctypes
import shutil

# Shared libraries that the pose model needs for films, with the Debian package that brings each.
LIBRARIES: dict[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
    "libGL.so.1": "libgl1",
    "libxcb.so.1": "libxcb1",
}

# Chromium and its kin, by the names under which systems install them.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing_libraries() -> list[str]:
    """The names of `LIBRARIES` that cannot be loaded here."""
    return [name for name in LIBRARIES if not _loads(name)]


def find_browser() -> str | None:
    """The path of a Chromium, or None where there is none on the search path."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
