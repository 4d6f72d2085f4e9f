"""A running Hamstride and a browser, for the tests of the whole: what needs a browser stands here, and nowhere else."""

import os
from collections.abc import Iterator
from dataclasses import replace
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
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[people.Site]:
    """The Hamstride of all tests of a process that need not stop it: each start takes seconds, and so does each first page."""
    with people.site(tmp_path_factory.mktemp("running")) as found:
        yield found


@pytest.fixture(scope="session")
def blank(running: people.Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its record before anybody used it."""
    return running.keep(tmp_path_factory.mktemp("blank") / "record.sqlite3")


@pytest.fixture
def site(running: people.Site, blank: Path) -> people.Site:
    """A Hamstride that nobody used."""
    running.put_back(blank)
    return running


@pytest.fixture(scope="session")
def arrival(
    playwright: Playwright,
    chromium: str,
    running: people.Site,
    blank: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, people.Site]:
    """The record once somebody has come to Today for the first time, and the site as their browser knows it."""
    running.put_back(blank)
    with people.runner(playwright, chromium, running) as somebody:
        somebody.context.add_init_script(people.NOBODY_STARTS)
        somebody.arrive()
        known = replace(running, cookies=tuple(somebody.context.cookies()))
    return running.keep(tmp_path_factory.mktemp("arrival") / "record.sqlite3"), known


@pytest.fixture
def arrived(arrival: tuple[Path, people.Site]) -> people.Site:
    """A Hamstride to which somebody has just come, and where nothing else was done."""
    record, known = arrival
    known.put_back(record)
    return known


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
