"""What must come from the operating system: libraries for pose from video, and what the tests drive."""

import os
import shutil
from pathlib import Path

from hamstride.system import LIBRARIES, find_browser, missing_libraries
from tools.run import ToolError, environment, run, say


def ensure(*, tests: bool) -> None:
    """Install what is missing where that needs no question (root on Debian), else say it in one sentence."""
    missing = {name: LIBRARIES[name] for name in missing_libraries()}
    if tests and find_browser() is None:
        missing["a browser"] = "chromium"
    if tests and shutil.which("strace") is None:
        missing["strace"] = "strace"
    if not missing:
        return
    if may_install():
        apt_install(list(missing.values()))
        return
    names, packages = ", ".join(missing), " ".join(missing.values())
    say(f"{names} missing, for pose from film or for the tests; on Debian: apt install {packages}")


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
