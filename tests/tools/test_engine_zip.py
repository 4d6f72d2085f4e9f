"""The engine for the browser: the same bytes from the same sources, and it runs from the zip alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import engine_zip
from tools.paths import SOURCE


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Another place, other dates, other files beside."""
    engine_zip.write(SOURCE, tmp_path / "a.zip")
    copy = tmp_path / "hamstride"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("built", "models", "__pycache__"))
    for path in copy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    engine_zip.write(copy, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_zip_alone_is_enough(tmp_path: Path) -> None:
    """An interpreter with nothing but its standard library imports every module and loads the catalogue."""
    engine_zip.write(SOURCE, tmp_path / "engine.zip")
    code = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import hamstride
found = [m.name for m in pkgutil.walk_packages(hamstride.__path__, "hamstride.")]
for name in found:
    importlib.import_module(name)
from hamstride.exercises.load import catalogue
assert hamstride.__file__.startswith(sys.argv[1]), hamstride.__file__
print(len(catalogue()), *found)
"""
    command = [sys.executable, "-I", "-S", "-c", code, str(tmp_path / "engine.zip")]
    number, *modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(number) >= 6
    assert {
        f"hamstride.{name}" for name in ("text", "exercises", "engine", "coach", "plan", "measure")
    } <= set(modules)
    assert not {"hamstride.web", "hamstride.video", "hamstride.cli"} & set(modules)
