"""The page of the look shows every token and every component, and its colours can be read."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.web.style import tokens

pytestmark = pytest.mark.logic

WEB = Path(tokens.__file__).parents[1]
FRONTEND = WEB.parents[2] / "frontend" / "src"
SHEETS = sorted((*(WEB / "static" / "css").glob("*.css"), *FRONTEND.rglob("*.css")))
PARTS = sorted((WEB / "templates" / "parts").glob("*.html"))
COLOURS = {each.name: each for each in tokens.tokens() if each.is_colour}


@pytest.fixture
def shown(as_alice: Client) -> str:
    return as_alice.get(reverse("style")).content.decode()


def test_every_token_is_shown_and_says_what_it_is_for(shown: str) -> None:
    found = tokens.tokens()
    assert len(found) > 40
    assert [each.name for each in found if not each.use] == []
    assert [each.name for each in found if f'data-token="{each.name}"' not in shown] == []


def test_every_component_is_shown_and_says_what_it_is_for(shown: str) -> None:
    named = {name for names in re.findall(r'data-part="([a-z ]+)"', shown) for name in names.split()}
    assert [part.stem for part in PARTS if part.stem not in named] == []
    assert [part.stem for part in PARTS if not part.read_text("utf-8").startswith("{# ")] == []


def test_every_declared_token_is_used_and_every_used_one_declared() -> None:
    sheets = "\n".join(sheet.read_text("utf-8") for sheet in SHEETS)
    declared = {each.name for each in tokens.tokens()}
    scripts = "\n".join(file.read_text("utf-8") for file in FRONTEND.glob("*.ts"))
    used = set(re.findall(r"var\(--([\w-]+)", sheets))
    local = set(re.findall(r"(?<![\w(-])--([\w-]+):", sheets)) - declared
    assert used - declared - local - {"side-em", "state-em", "halved-em", "word-em"} == set()
    assert {name for name in declared if name not in used and f"--{name}" not in scripts} == set()


def test_colours_stand_in_the_tokens_alone() -> None:
    for sheet in SHEETS:
        if sheet.name not in (
            "tokens.css",
            "report.css",
        ):  # the report goes to paper, and out as a file of its own
            bodies = " ".join(re.findall(r"\{([^{}]*)\}", sheet.read_text("utf-8")))
            assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", bodies) == [], sheet.name


@pytest.mark.parametrize(("text", "ground", "least"), tokens.PAIRS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_read(text: str, ground: str, least: float, theme: str) -> None:
    one, other = (getattr(COLOURS[name], theme) for name in (text, ground))
    assert tokens.contrast(one, other) >= least


def test_every_colour_is_in_a_pair() -> None:
    paired = {name for text, ground, _ in tokens.PAIRS for name in (text, ground)}
    assert set(COLOURS) - paired - tokens.QUIET == set()


def test_contrast_is_that_of_the_guidelines() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert tokens.contrast("#0c5c4b", "#0c5c4b") == 1


def test_no_class_is_styled_that_nobody_wears() -> None:
    sheets = "\n".join(sheet.read_text("utf-8") for sheet in SHEETS)
    bare = re.sub(r"/\*.*?\*/|\{[^{}]*\}|\"[^\"]*\"", " ", sheets, flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][\w-]*)", bare))
    places = [*WEB.rglob("*.html"), *WEB.rglob("*.py"), *FRONTEND.glob("*.ts")]
    places += [*(WEB.parent / "video").rglob("*.py"), *(WEB.parent / "engine").glob("sketch.py")]
    worn = "\n".join(place.read_text("utf-8") for place in places)
    assert {name for name in styled if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", worn)} == set()
