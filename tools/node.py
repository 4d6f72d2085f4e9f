"""Node for the front end: the machine's own where it is new enough, otherwise the one that PyPI carries."""

import re
import shutil
import subprocess
from pathlib import Path

from tools.paths import NODE_MODULES, ROOT, TOOLS
from tools.run import ToolError, environment, run, say
from tools.stamps import Stamp, digest

OLDEST = (22, 12)


def system_bin() -> Path | None:
    """The folder of the machine's own node and npm, or None where they are missing or too old."""
    node = shutil.which("node")
    if node is None or shutil.which("npm", path=str(Path(node).parent)) is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", answer)
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        return None
    return Path(node).parent


def any_bin() -> Path:
    """The folder of the node and npm to use: the machine's, else the tool box's.

    Raises:
        ToolError: there is neither.
    """
    own = system_bin()
    if own is not None:
        return own
    if not (TOOLS / "bin" / "node").exists():
        raise ToolError("there is no Node here; run `make setup`, or build with isolation.")
    return TOOLS / "bin"


def install_packages(bin_folder: Path) -> None:
    """Bring node_modules to what package-lock.json says, if it is not so already."""
    stamp = Stamp(NODE_MODULES / ".hamstride.json")
    fingerprint = digest([ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"])
    if stamp.holds("packages", fingerprint):
        return
    say("installing the front end's packages")
    # No package here needs its install script; not running them is one thing less to trust.
    run([bin_folder / "npm", "ci", "--ignore-scripts", "--loglevel=error"], env=environment(bin_folder))
    stamp.set("packages", fingerprint)
