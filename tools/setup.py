"""`make setup`: a private tool box, the environment, the front end and the built parts, each only once."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import assets, node, system
from tools.paths import REQUIREMENTS, ROOT, TOOLS, VENV
from tools.run import ToolError, environment, run, say
from tools.stamps import Stamp, digest


def make_tools() -> None:
    """`.tools`: uv (and Node where the machine has none), so that nothing of the system's is touched."""
    files = [REQUIREMENTS / "tools.txt"]
    if node.system_bin() is None:
        files.append(REQUIREMENTS / "node.txt")
    stamp, fingerprint = Stamp(TOOLS / ".hamstride.json"), digest(files, sys.version)
    if stamp.holds("tools", fingerprint):
        return
    say("making the private tool box (.tools)")
    _make_venv(TOOLS)
    for file in files:
        run([TOOLS / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", file])
    stamp.set("tools", fingerprint)


def _make_venv(folder: Path) -> None:
    make = [sys.executable, "-m", "venv", "--clear", str(folder)]
    if subprocess.run(make, capture_output=True, check=False).returncode == 0:
        return
    # Debian keeps ensurepip in a package of its own.
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if system.may_install():
        system.apt_install([package])
    if subprocess.run(make, capture_output=True, check=False).returncode != 0:
        shutil.rmtree(folder, ignore_errors=True)
        raise ToolError(f"Python's venv module cannot make an environment; on Debian: apt install {package}")


def make_venv(*, dev: bool) -> None:
    """`.venv` with every extra, and with the test tools if `dev`; one that has more stays as it is."""
    stamp = Stamp(VENV / ".hamstride.json")
    project = digest([ROOT / "pyproject.toml", ROOT / "src" / "hamstride" / "__init__.py"], str(ROOT))
    prints = {name: digest([REQUIREMENTS / f"{name}.txt"], project) for name in ("run", "dev")}
    wanted = "dev" if dev or stamp.holds("kind", "dev") else "run"
    same_python = stamp.holds("python", sys.version)
    if same_python and stamp.holds("installed", prints[wanted]):
        return
    say(f"making the environment (.venv, {wanted})")
    uv = TOOLS / "bin" / "uv"
    if not same_python:
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV])
    env = environment(VIRTUAL_ENV=str(VENV), **_index())
    run([uv, "pip", "sync", "--quiet", "--require-hashes", REQUIREMENTS / f"{wanted}.txt"], env=env)
    run([uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."], env=env)
    stamp.set("python", sys.version)
    stamp.set("kind", wanted)
    stamp.set("installed", prints[wanted])


def _index() -> dict[str, str]:
    """The machine's own package index, where pip was told of one: uv does not read pip's settings."""
    if "UV_DEFAULT_INDEX" in os.environ:
        return {}
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "config", "list"]
    listing = subprocess.run(pip, capture_output=True, text=True, check=False).stdout
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        if key.rpartition(".")[2] == "index-url":
            return {"UV_DEFAULT_INDEX": value.strip("'\"")}
    return {}


def main() -> int:
    """Set everything up."""
    parser = argparse.ArgumentParser(prog="make setup")
    parser.add_argument("--dev", action="store_true", help="with what the tests need")
    dev = parser.parse_args().dev
    try:
        make_tools()
        make_venv(dev=dev)
        system.ensure(tests=dev)
        folder = node.any_bin()
        node.install_packages(folder)
        assets.build(folder)
    except ToolError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
