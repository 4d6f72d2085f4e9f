"""`hamstride programme`: the exercises and routines, one of them in full, and the format of their files."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstride.cli import own
from hamstride.exercises.codec import encode
from hamstride.exercises.load import Catalogue, routines
from hamstride.exercises.schema import schema
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Everything that is declared, as one object.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the exercises and the routines."""
    if ctx.invoked_subcommand is not None:
        return
    known = own.exercises()
    if as_json:
        _dump(
            {
                "exercises": [each.to_dict() for each in known.values()],
                "routines": encode(routines()),
            }
        )
        return
    console, words = _console(), Words()
    console.print(_table(known, words))
    for routine in routines().values():
        titles = (known[id_].text.title for id_ in routine.exercises)
        line = words("cli.programme.routine", title=routine.title, exercises=", ".join(titles))
        console.print(line, markup=False)


@command.command()
@click.argument("exercise_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The declaration as one object.")
def show(exercise_id: str, *, as_json: bool) -> None:
    """Show the exercise ID (or the file of one) in full."""
    exercise = own.exercise(exercise_id)
    if as_json:
        _dump(exercise.to_dict())
        return
    console = _console()
    for line in _lines(exercise, Words()):
        console.print(line, markup=False)


@command.command("schema")
def show_schema() -> None:
    """Print the JSON Schema of an exercise's file."""
    _dump(schema())


def _dump(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False)


def _table(known: Catalogue, words: Words) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("id", "title", "position", "dose"):
        table.add_column(words(f"cli.programme.column.{column}"))
    for exercise in known.values():
        names = "".join(
            f"\n  {words('cli.programme.variant', title=v.title)}" for v in exercise.variants.values()
        )
        position = words(f"cli.programme.position.{exercise.position.value}")
        table.add_row(exercise.id, escape(exercise.text.title + names), position, _dose(exercise, words))
    return table


def _dose(exercise: Exercise, words: Words) -> str:
    dose = exercise.dose
    legs = words(f"cli.programme.{exercise.laterality.value}")
    parts = [("reps", dose.reps), ("hold", dose.hold_s)]
    told = [words(f"cli.programme.{name}", range=_range(found)) for name, found in parts if found is not None]
    return ", ".join([*told, legs])


def _range(found: tuple[float, float]) -> str:
    low, high = found
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _lines(exercise: Exercise, words: Words) -> Iterator[str]:
    text = exercise.text
    yield f"{text.title} ({exercise.id})"
    yield text.summary
    yield _dose(exercise, words)
    yield ""
    yield from (f"{number}. {step}" for number, step in enumerate(text.steps, 1))
    yield from (variant.intro for variant in exercise.variants.values())
    yield ""
    yield words("cli.programme.cues")
    for id_, cue in exercise.cues.items():
        yield f"  {id_}: {cue.good or cue.ask or id_} ({words(f'cli.programme.judge.{cue.judge.value}')})"
    yield ""
    yield words("cli.programme.article", words=text.article)
    yield words("cli.programme.studies", words=text.studies)
    if text.leave_out_if:
        yield words("cli.programme.leave-out")
        yield from (f"  {reason}" for reason in text.leave_out_if)
