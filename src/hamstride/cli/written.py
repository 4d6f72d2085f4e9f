"""Writes a file that a command made, and says so."""

import json
from pathlib import Path
from typing import Any

import click

from hamstride.text.words import Words

FILE = click.Path(dir_okay=False, path_type=Path)


def ask_first(runner: Any) -> None:
    """Say beside the file that the first questions are still to be answered: something may have to be left out."""
    if runner.questions_on is None:
        click.echo(Words.to(runner.profile)("cli.export.questions"), err=True)


def keep(file: Path, data: bytes, *, as_json: bool) -> None:
    """Write the file and say how large it is. A place that cannot be written ends the command with one line."""
    try:
        file.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    if as_json:
        click.echo(json.dumps({"format": "hamstride-export/1", "file": str(file), "bytes": len(data)}))
    else:
        click.echo(Words()("cli.export.written", file=str(file), bytes=len(data)))
