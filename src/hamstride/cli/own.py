"""The exercises a command may name: the packaged ones, those in the runner's own folder, and any file by its path."""

from pathlib import Path

import click

from hamstride import known
from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words


def exercises() -> Catalogue:
    """All that are known. A file of one's own that cannot be used is left out with a line that says why."""
    for error in known.own().left_out:
        click.echo(Words()("own.left-out", why=str(error)), err=True)
    return known.catalogue()


def exercise(name: str) -> Exercise:
    """An exercise by its id or by the path of its file. Ends the command with one sentence if there is none."""
    if name.endswith(".toml"):
        return read(Path(name))
    found = exercises()
    if name not in found:
        raise click.ClickException(Words()("own.unknown", found=repr(name), known=", ".join(found)))
    return found[name]


def read(file: Path) -> Exercise:
    """The exercise in a file. Ends the command with one sentence naming the file, the key and what is allowed."""
    try:
        return known.read(file)
    except known.Unusable as error:
        raise click.ClickException(str(error)) from error
