"""The documents say what is there: no stale reference page, no dead link, no command that does not exist."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from hamstride.cli import main
from hamstride.exercises.load import catalogue
from tools import reference

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)")
COMMAND = re.compile(r"`(?:\.venv/bin/)?hamstride ([a-z][a-z ]*)")


def test_the_reference_is_not_stale() -> None:
    assert reference.stale() == [], "run .venv/bin/python -m tools.reference"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text("utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def named_commands() -> set[str]:
    """The first word after `hamstride` in backticks, anywhere in the documents."""
    found = (COMMAND.findall(document.read_text("utf-8")) for document in DOCUMENTS)
    return {call.split()[0] for calls in found for call in calls}


@pytest.mark.parametrize("name", sorted(named_commands()))
def test_commands_in_the_documents_exist(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name in reference.command_names() if f"hamstride {name}" not in text]
    assert missing == []


def test_every_cue_is_documented() -> None:
    text = (ROOT / "docs" / "reference" / "cues.md").read_text("utf-8")
    missing = [
        (e.id, cue) for e in catalogue().values() for cue in e.cues if f"| `{e.id}` | `{cue}` |" not in text
    ]
    assert missing == []
