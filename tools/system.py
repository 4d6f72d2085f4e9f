"""What must come from the operating system: libraries for pose from video, and a browser for the tests."""

import ctypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tools.run import ToolError, environment, run, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something of the system's and the Debian package that brings it."""

    name: str
    package: str


LIBRARIES = (
    Need(name="libEGL.so.1", package="libegl1"),
    Need(name="libGLESv2.so.2", package="libgles2"),
    Need(name="libGL.so.1", package="libgl1"),
    Need(name="libxcb.so.1", package="libxcb1"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = Need(name="chromium", package="chromium")


def ensure(*, browser: bool) -> None:
    """Install what is missing where that needs no question (root on Debian), else say it in one sentence."""
    missing = [need for need in LIBRARIES if not _loads(need.name)]
    if browser and not any(shutil.which(name) for name in BROWSERS):
        missing.append(BROWSER)
    if not missing:
        return
    if may_install():
        apt_install([need.package for need in missing])
        return
    names = ", ".join(need.name for need in missing)
    packages = " ".join(need.package for need in missing)
    say(f"{names} missing, for pose from video and the browser tests; on Debian: apt install {packages}")


def may_install() -> bool:
    """Whether Debian packages can be installed without asking anybody."""
    return Path("/etc/debian_version").exists() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    """Install Debian packages; a machine whose registry says no is told of, not stopped."""
    say(f"installing {', '.join(packages)}")
    env = environment(DEBIAN_FRONTEND="noninteractive")
    try:
        run(["apt-get", "update", "-qq"], env=env)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=env)
    except ToolError as error:
        say(f"could not install {', '.join(packages)}: {error}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
