"""The exercises a command may name: the packaged ones, those in the runner's own folder, and any file by its path."""

from pathlib import Path

import click

from hamstride.exercises.load import Catalogue, DeclarationError, catalogue, merge, parse
from hamstride.exercises.spec import Exercise
from hamstride.web import place


def exercises() -> Catalogue:
    """The packaged exercises, and those in the folder `exercises` of the runner's data."""
    files = sorted((place.where() / "exercises").glob("*.toml"))
    return merge(catalogue(), map(read, files))


def exercise(name: str) -> Exercise:
    """An exercise by its id or by the path of its file. Ends the command with one sentence if there is none."""
    if name.endswith(".toml"):
        return read(Path(name))
    known = exercises()
    if name not in known:
        raise click.ClickException(f"There is no exercise {name!r}. There are: {', '.join(known)}.")
    return known[name]


def read(file: Path) -> Exercise:
    """The exercise in a file. Ends the command with one sentence naming the file, the key and what is allowed."""
    try:
        return parse(file.read_text("utf-8"), file.name)
    except DeclarationError as error:
        raise click.ClickException(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} cannot be read: {error}") from error
