"""What every test may ask for."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The common material beside the repository; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "clips").is_dir():
        pytest.skip("needs the project's common material in ../shared, which is not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Where CI is set a missing one fails, elsewhere it is a skip that says so."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is not None:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium on this machine; on Debian: apt install chromium")
    pytest.skip("NO BROWSER: nothing of the player was tested; on Debian: apt install chromium")
