"""The site of the documents in a browser: it is searched without a connection, and asks nobody else."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.docs import site

pytestmark = pytest.mark.browser


def test_it_is_searched_without_a_connection(browser: Browser, tmp_path: Path) -> None:
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    with served(site.build(tmp_path)) as origin:
        page.goto(f"{origin}/search.html?q=goniometer")
        page.locator("ul.search a").first.wait_for()
        assert "How to measure" in page.locator("ul.search").inner_text()
        page.goto(f"{origin}/index.html")
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []


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
