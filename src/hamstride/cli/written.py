"""Files that a command reads and writes: what it made, whole or not at all, and what it is given."""

import json
from pathlib import Path
from typing import Any

import click

from hamstride.text.words import Words
from hamstride.video.errors import SourceError
from hamstride.video.output import replacing

FILE = click.Path(dir_okay=False, path_type=Path)


def ask_first(runner: Any) -> None:
    """Say beside the file that the first questions are still to be answered: something may have to be left out."""
    if runner.questions_on is None:
        click.echo(Words.to(runner.profile)("cli.export.questions"), err=True)


def keep(file: Path, data: bytes, words: Words, *, as_json: bool) -> None:
    """Write the file, as `whole` does, and say how large it is."""
    whole(file, data, words)
    if as_json:
        click.echo(json.dumps({"format": "hamstride-export/1", "file": str(file), "bytes": len(data)}))
    else:
        click.echo(words("cli.export.written", file=str(file), bytes=len(data)))


def whole(file: Path, data: bytes, words: Words) -> None:
    """Write a file; where that fails, the command ends with one line, and what was there before is as it was."""
    try:
        with replacing(file) as opened:
            opened.write(data)
    except SourceError as error:
        raise click.ClickException(words.of(error.message)) from error


def content(file: Path, words: Words) -> bytes:
    """What a file holds. One that cannot be read ends the command with one line."""
    try:
        return file.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise click.ClickException(words("cli.source.unreadable", file=str(file), why=why)) from error
