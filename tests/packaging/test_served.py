"""The first page, served by the installed wheel on a machine with no Node."""

import http.cookiejar
import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hamstride import parts
from tests.packaging.conftest import Installed

LINK = re.compile(r"http://127\.0\.0\.1:\d+/open/\S+")


@contextmanager
def serving(installed: Installed) -> Iterator[str]:
    """The one-time link of a server that runs while the block does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(installed.folder / "bin" / "hamstride"), "serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(
        command, env=installed.environment(PYTHONUNBUFFERED="1"), stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        yield next(found[0] for line in server.stdout if (found := LINK.search(line)))
    finally:
        server.terminate()
        server.communicate(timeout=20)


@pytest.fixture(scope="module")
def link(installed: Installed) -> Iterator[str]:
    with serving(installed) as found:
        yield found


@pytest.fixture
def browser() -> urllib.request.OpenerDirector:
    """Something that keeps cookies and follows redirects."""
    return urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.ProxyHandler({})
    )


def test_the_link_opens_the_coach(link: str, browser: urllib.request.OpenerDirector) -> None:
    with browser.open(link) as page:
        assert 'method="post"' in page.read().decode().lower()
    with browser.open(link, data=b"") as page:
        assert page.status == 200
        assert "/open/" not in page.url
        assert "Hamstride" in page.read().decode()


@pytest.mark.parametrize("part", [*parts.PLAYER, parts.MODELS["lite"]])
def test_the_built_parts_are_served(link: str, browser: urllib.request.OpenerDirector, part: str) -> None:
    address = link.partition("/open/")[0] + "/static/" + part.removeprefix("web/static/")
    with browser.open(address) as answer:
        assert answer.status == 200
        assert answer.read() == parts.find(part).read_bytes()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("player.js", "text/javascript"),
        ("pyodide/pyodide.mjs", "text/javascript"),
        ("engine.zip", "application/zip"),
        ("pyodide/pyodide.asm.wasm", "application/wasm"),
    ],
)
def test_a_browser_takes_them_for_what_they_are(
    link: str, browser: urllib.request.OpenerDirector, name: str, kind: str
) -> None:
    """A module with another type is refused by every browser; wasm with another is slower to start."""
    with browser.open(link.partition("/open/")[0] + f"/static/built/{name}") as answer:
        assert answer.headers.get_content_type() == kind
