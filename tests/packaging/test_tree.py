"""The repository itself: what is locked, and what it must not name."""

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

# Written in two halves so that this file does not name them.
REGISTRIES = [
    f"{a}.{b}" for a, b in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com")]
]
REGISTRIES += [
    f"{a}.{b}" for a, b in [("deb.debian", "org"), ("yarnpkg", "com"), ("unpkg", "com"), ("jsdelivr", "net")]
]


def tracked(repository: Path) -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [repository / name for name in done.stdout.split("\0") if name and (repository / name).is_file()]


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_registry(repository: Path, host: str) -> None:
    found = [path for path in tracked(repository) if host.encode() in path.read_bytes()]
    assert found == []


def test_locks_hold_hashes_and_no_address(repository: Path) -> None:
    for lock in (repository / "requirements").glob("*.txt"):
        pins = [line for line in lock.read_text().splitlines() if re.match(r"[a-z]", line)]
        assert pins
        assert "://" not in lock.read_text()
        assert all("==" in pin and pin.endswith("\\") for pin in pins)


def test_the_front_end_s_lock_holds_hashes_and_no_address(repository: Path) -> None:
    packages = json.loads((repository / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        assert "resolved" not in package
        assert not name or package["integrity"].startswith("sha512-")


def test_locks_hold_what_the_project_asks_for(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    locked = (repository / "requirements" / "run.txt").read_text()
    for requirement in wanted:
        name = re.split(r"[\[<>=]", requirement)[0]
        assert re.search(rf"^{name}==", locked, re.MULTILINE), f"run `make lock`: {name} is not in the lock"


@pytest.mark.parametrize(
    "package",
    [
        "@mediapipe/tasks-vision",
        "@mediapipe/pose",
        "pyodide",
        "@observablehq/plot",
        "@fontsource/barlow-condensed",
    ],
)
def test_the_licences_name_the_version_that_is_shipped(repository: Path, package: str) -> None:
    packages = json.loads((repository / "package-lock.json").read_text())["packages"]
    version = packages[f"node_modules/{package}"]["version"]
    assert version in (repository / "THIRD_PARTY_LICENSES.md").read_text()


def test_setting_up_again_does_nothing(repository: Path) -> None:
    if not (repository / ".tools").exists():
        pytest.skip("needs a tree that `make setup` has set up")
    import sys
    import time

    setup = [sys.executable, "-m", "tools.setup", "--dev"]
    subprocess.run(setup, cwd=repository, check=True, capture_output=True)
    begin = time.perf_counter()
    again = subprocess.run(setup, cwd=repository, check=True, capture_output=True, text=True)
    assert (again.stdout, again.stderr) == ("", "")
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("name", ["Kind", "Outcome", "View"])
def test_a_name_that_once_meant_several_things_means_one(repository: Path, name: str) -> None:
    """A class, or what is given the name, at the top of a module."""
    where = [
        file.name
        for file in (repository / "src" / "hamstride").rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if name
        in (getattr(node, "name", ""), *(getattr(each, "id", "") for each in getattr(node, "targets", ())))
    ]
    assert len(where) == 1, where
