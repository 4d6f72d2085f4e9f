"""Every command that a document tells one to type is one that Hamstride understands, with the options it is given."""

import re
import shlex
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hamstride.cli import main
from hamstride.exercises.load import catalogue

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^(?: {4,}|\t)((?:\S+/)?hamstride(?: .*)?)$", re.MULTILINE)
UNFINISHED = (
    click.exceptions.Exit,
    click.exceptions.NoArgsIsHelpError,
    click.MissingParameter,
    click.BadOptionUsage,  # an option without its value; one that is not there is another error
)
MENTION = re.compile(r"`((?:\.venv/bin/)?hamstride [^`\n]+)`")


def _lines(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """All there is of it in the documents, but for the help of the commands itself."""
    texts = {each.name: each.read_text("utf-8") for each in DOCUMENTS if each.name != "commands.md"}
    joined = {name: re.sub(r"\\\n\s*", "", text) for name, text in texts.items()}
    return sorted({(name, line) for name, text in joined.items() for line in pattern.findall(text)})


def _understood(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Goes down to the command as Click does, without calling it. Files need not be there."""
    monkeypatch.setattr(click.Path, "convert", lambda self, value, param, ctx: value)
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = main
    context = main.make_context("hamstride", list(words), resilient_parsing=False) if words else None
    while context is not None and isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        if not rest:
            return
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None and name is not None
        context = found.make_context(name, list(rest), parent=context)
        command = found


@pytest.mark.parametrize(("document", "line"), _lines(BLOCK))
def test_what_one_is_to_type_is_understood(document: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with suppress(click.exceptions.Exit):  # --help, --version
        _understood(line, monkeypatch)


@pytest.mark.parametrize(("document", "line"), _lines(MENTION))
def test_what_is_mentioned_is_there(document: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence a command may stand without what it needs, never with what it has not got."""
    with suppress(*UNFINISHED):
        _understood(line, monkeypatch)


def test_a_command_that_is_not_there_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (
        "hamstride nothing",
        "hamstride watch --exercise x --nothing y f.mp4",
        "hamstride watch f.mp4",
    ):
        with pytest.raises(click.UsageError):
            _understood(line, monkeypatch)


def test_an_exercise_is_added_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "howto" / "add-an-exercise.md").read_text("utf-8")
    source, target = re.search(r"^ {4}cp (\S+) (\S+)$", page, re.MULTILINE).groups()  # type: ignore[union-attr]
    text = (ROOT / source).read_text("utf-8")
    for key, value in re.findall(r'^ {4}(id|title|plural) = "(.+)"$', page, re.MULTILINE):
        text = re.sub(rf'^{key} = ".*"$', f'{key} = "{value}"', text, count=1, flags=re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    Path(target).write_text(text, "utf-8")
    for line in re.findall(r"^ {4}hamstride ((?:check|programme) .*)$", page, re.MULTILINE):
        done = CliRunner().invoke(main, line.split())
        assert done.exit_code == 0, done.output
        assert "Foot on a bench" in done.output
    assert "bench-stretch" not in catalogue()
