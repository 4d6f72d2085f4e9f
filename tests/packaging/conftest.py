"""The wheel, built once, and installed where there is no Node and nothing of this repository."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder on one worker, so that the wheel is built once."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("packaging"))


@pytest.fixture(scope="session")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (found,) = folder.glob("hamstride-*.whl")
    return found


@pytest.fixture(scope="session")
def contents(wheel: Path) -> dict[str, bytes]:
    """The files in the wheel by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An environment with nothing but the wheel and what it needs to run the coach."""

    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Only the environment's own programs on the path (so no Node), and a home of its own."""
        bare = {"PATH": str(self.folder / "bin"), "HOME": str(self.folder / "home"), "LANG": "C.UTF-8"}
        return {**bare, "HAMSTRIDE_DATA": str(self.folder / "data"), **more}

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """`hamstride WORDS`."""
        command = [str(self.folder / "bin" / "hamstride"), *words]
        return subprocess.run(
            command, env=self.environment(), cwd=self.folder, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="session")
def installed(repository: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a fresh environment, with the versions that the lock names."""
    folder = tmp_path_factory.mktemp("installed")
    uv = repository / ".tools" / "bin" / "uv"
    if not uv.exists():
        pytest.skip("needs the tool box that `make setup` makes")
    env = {**os.environ, "UV_SYSTEM_CERTS": "1", "VIRTUAL_ENV": str(folder)}
    subprocess.run(
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, folder], env=env, check=True
    )
    lock = repository / "requirements" / "run.txt"
    subprocess.run([uv, "pip", "install", "--quiet", "--constraints", lock, wheel], env=env, check=True)
    (folder / "home").mkdir()
    return Installed(folder=folder)
