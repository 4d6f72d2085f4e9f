"""Every sentence of the pages exists, and every sentence there is stands somewhere."""

import re
from pathlib import Path

import pytest

from hamstride.text.words import texts

pytestmark = pytest.mark.logic

OURS = ("web.", "day.", "plan.today.", "measure.progress.")
ID = r"(?:web|day|plan\.today|plan\.screening|measure\.progress|why)\.[a-z0-9.-]*"
SOURCES = ("web", "cli", "plan", "measure", "exercises")


@pytest.fixture(scope="module")
def sources(repository: Path) -> str:
    files = [file for name in SOURCES for file in (repository / "src" / "hamstride" / name).rglob("*")]
    return "\n".join(file.read_text("utf-8") for file in files if file.suffix in (".py", ".html"))


def _whole(sources: str) -> set[str]:
    """Ids that stand as they are."""
    return {
        id_
        for id_ in re.findall(rf"""["']({ID})["'](?!\|add|\s*\+)""", sources)
        if not id_.endswith((".", "-"))
    }


def _begun(sources: str) -> set[str]:
    """Beginnings of ids that are put together."""
    added = re.findall(rf"""["']({ID})["'](?:\|add|\s*\+)""", sources)
    filled = re.findall(rf"""f["']({ID})\{{""", sources)
    return {*added, *filled}


def test_every_sentence_that_is_asked_for_exists(sources: str) -> None:
    known = texts("en")
    assert {id_ for id_ in _whole(sources) if id_ not in known} == set()
    for beginning in _begun(sources):
        assert any(id_.startswith(beginning) for id_ in known), beginning


def test_every_sentence_stands_somewhere(sources: str) -> None:
    whole, begun = _whole(sources), tuple(_begun(sources))
    unused = [
        id_ for id_ in texts("en") if id_.startswith(OURS) and id_ not in whole and not id_.startswith(begun)
    ]
    assert unused == []


def test_the_pages_hold_no_sentence_of_their_own(repository: Path) -> None:
    for file in (repository / "src" / "hamstride" / "web").rglob("*.html"):
        if file.name == "player.html":
            continue
        text = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(svg|style).*?</\1>|<[^>]*>",
            " ",
            file.read_text("utf-8"),
            flags=re.DOTALL,
        )
        words = set(re.findall(r"[A-Za-z]{2,}", text)) - {"hamstride", "kg", "cm", "bare"}
        assert not words, f"{file.name}: {words}"
