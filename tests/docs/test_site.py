"""The site of the documents: it is built strictly, asks nobody else for anything, and what it tells one to type works."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import site
from tests.docs.site import DOCS

ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|video)[^>]*\ssrc=["'](?:https?:)?//|<link[^>]*rel=["'][^"']*(?:stylesheet|icon|preload|preconnect|dns-prefetch)[^"']*["'][^>]*href=["'](?:https?:)?//|url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site.build(tmp_path_factory.mktemp("site"))


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


def test_what_the_library_page_shows_is_what_comes_out() -> None:
    failed, tried = doctest.testfile(str(DOCS / "howto" / "library.md"), module_relative=False)
    assert (failed, tried > 20) == (0, True)
