"""A running Hamstride and a browser, for the tests of the whole: what needs a browser stands here, and nowhere else."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from hamstride.system import find_browser
from tests.e2e import people

CLIPS = Path(__file__).parents[1] / "clips"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, driving whatever Chromium there is; one a process, it cannot be started twice."""
    with sync_playwright() as started:
        yield started
        for each in people.LAUNCHED.values():
            each.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Where CI is set a missing one fails, elsewhere it is a skip that says so."""
    found = find_browser()
    if found is not None:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium on this machine; on Debian: apt install chromium")
    pytest.skip("NO BROWSER: nothing of the player was tested; on Debian: apt install chromium")


@pytest.fixture
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """The browser that tests share. What this one opens in it is shut after it."""
    found = people.shared(playwright, chromium)
    before = found.contexts
    yield found
    for context in found.contexts:
        if context not in before:
            context.close()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a Hamstride that was started once and that nobody used: a first start takes seconds longer than a second."""
    data = tmp_path_factory.mktemp("blank")
    with people.site(data):
        pass
    return data


@pytest.fixture
def site(blank: Path, tmp_path: Path) -> Iterator[people.Site]:
    """A fresh Hamstride."""
    data = tmp_path / "data"
    shutil.copytree(blank, data)
    with people.site(data) as running:
        yield running


@pytest.fixture(scope="session")
def axe(repository: Path) -> str:
    """The accessibility checker, as a script."""
    file = repository / "node_modules" / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("needs node_modules: make test gets them")
    return file.read_text("utf-8")


@pytest.fixture(scope="session")
def clips() -> Path:
    """The repository's own clips, with their truth."""
    return CLIPS
