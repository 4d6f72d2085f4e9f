"""The site of the documents: it is built strictly, asks nobody else for anything, and what it tells one to type works."""

import doctest
import functools
import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

DOCS = Path(__file__).parents[2] / "docs"
ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|video)[^>]*\ssrc=["'](?:https?:)?//|<link[^>]*rel=["'][^"']*(?:stylesheet|icon|preload|preconnect|dns-prefetch)[^"']*["'][^>]*href=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it: a warning fails."""
    target = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-n",
        "-q",
        "-b",
        "html",
        str(DOCS),
        str(target),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def test_every_document_has_its_page(built: Path) -> None:
    documents = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert len(documents) > 20
    assert [str(page) for page in documents if not (built / page).is_file()] == []


def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        (DOCS / "conf.py").read_text("utf-8").split("html_theme = ")[0], "utf-8"
    )
    (tmp_path / "index.md").write_text("# Page\n\n[there](nowhere.md)\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-n",
        "-q",
        "-b",
        "dummy",
        str(tmp_path),
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "nowhere" in done.stderr


def test_the_site_asks_nobody_else(built: Path) -> None:
    files = [path for path in built.rglob("*") if path.suffix in (".html", ".css", ".js")]
    asking = {path.name: ELSEWHERE.findall(path.read_text("utf-8")) for path in files}
    assert {name: found for name, found in asking.items() if found} == {}


@pytest.mark.browser
def test_it_is_searched_without_a_connection(built: Path, playwright: Playwright, chromium: str) -> None:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--headless=new", "--no-sandbox"])
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    with served(built) as origin:
        page.goto(f"{origin}/search.html?q=goniometer")
        page.locator("ul.search a").first.wait_for()
        assert "How to measure" in page.locator("ul.search").inner_text()
        page.goto(f"{origin}/index.html")
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
    browser.close()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder behind an address of this computer."""
    handler = functools.partial(_Silent, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_what_the_library_page_shows_is_what_comes_out() -> None:
    failed, tried = doctest.testfile(str(DOCS / "howto" / "library.md"), module_relative=False)
    assert (failed, tried > 20) == (0, True)
