"""The exercises a command may name: the packaged ones, those in the runner's own folder, and any file by its path."""

from pathlib import Path

import click

from hamstride.exercises.load import Catalogue, DeclarationError, catalogue, merge, parse
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words, languages
from hamstride.web import place

MOST_BYTES = 1_000_000


def exercises() -> Catalogue:
    """The packaged exercises, and those in the folder `exercises` of the runner's data. A file there that cannot be used is
    left out with a line that says why: it keeps nobody from the others. A translation is passed over beside its exercise."""
    files = sorted((place.where() / "exercises").glob("*.toml"))
    mine: dict[str, tuple[Path, Exercise]] = {}
    for file in (each for each in files if _main_of(each) not in files):
        try:
            exercise = read(file)
            _alone(file, exercise, mine)
        except click.ClickException as error:
            click.echo(Words()("cli.own.left-out", why=error.message), err=True)
        else:
            mine[exercise.id] = (file, exercise)
    return merge(catalogue(), (exercise for _, exercise in mine.values()))


def _alone(file: Path, exercise: Exercise, others: dict[str, tuple[Path, Exercise]]) -> None:
    if exercise.id in others:
        other, _ = others[exercise.id]
        raise _wrong("twice", file=str(file), id=exercise.id, other=other.name)


def exercise(name: str) -> Exercise:
    """An exercise by its id or by the path of its file. Ends the command with one sentence if there is none."""
    if name.endswith(".toml"):
        return read(Path(name))
    known = exercises()
    if name not in known:
        raise click.ClickException(f"There is no exercise {name!r}. There are: {', '.join(known)}.")
    return known[name]


def read(file: Path) -> Exercise:
    """The exercise in a file; of a translation, the exercise beside it in those words. Ends the command with one sentence
    naming the file, the key and what is allowed."""
    main = _main_of(file)
    text = _text(file)
    if main is not None and not main.exists():
        raise _wrong("alone", file=str(file), main=main.name)
    try:
        return parse(text, str(file)) if main is None else parse(_text(main), str(main), text)
    except DeclarationError as error:
        raise click.ClickException(str(error)) from error


def _main_of(file: Path) -> Path | None:
    """The file that a translation belongs to, by its name; `None` for an exercise itself."""
    name, _, language = file.stem.rpartition(".")
    return file.with_name(f"{name}.toml") if name and language in languages() else None


def _text(file: Path) -> str:
    try:
        if not file.exists():
            raise click.ClickException(Words()("cli.source.missing", file=str(file)))
        if not file.is_file():
            raise _wrong("no-file", file=str(file))
        if file.stat().st_size > MOST_BYTES:
            raise _wrong("large", file=str(file))
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise _wrong("letters", file=str(file)) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise click.ClickException(Words()("cli.source.unreadable", file=str(file), why=why)) from error


def _wrong(id_: str, **params: str) -> click.ClickException:
    return click.ClickException(Words()(f"cli.own.{id_}", **params))
