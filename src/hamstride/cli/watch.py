"""`hamstride watch`: count and time what is done in films and pose tracks."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from hamstride.cli import bar, own
from hamstride.engine.report import to_dict
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words
from hamstride.video import source
from hamstride.video.errors import SourceError

SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "auto": None}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--exercise", "name", required=True, help="The exercise: its id, or the path of a declaration.")
@click.option("--variant", help="Its variant; without it, the first.")
@click.option("--side", type=click.Choice(list(SIDES)), default="auto", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One object; a line an object for several files.")
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], name: str, variant: str | None, side: str, *, as_json: bool
) -> None:
    """Count, time and judge the repetitions in FILES: films, or pose tracks (*.pose.jsonl, *.pose.jsonl.gz)."""
    exercise = own.exercise(name)
    if variant is not None and variant not in exercise.variants:
        known = ", ".join(exercise.variants) or "none"
        raise click.ClickException(f"{exercise.id} has no variant {variant!r}. It has: {known}.")
    words, failed = Words(), False
    for file in bar.shown(files, words("cli.watch.working"), hidden=len(files) == 1):
        try:
            report = watch(file, Watcher(exercise, variant, SIDES[side]))
        except SourceError as error:
            failed = True
            click.echo(f"Error: {error}", err=True)
            if as_json:
                click.echo(json.dumps({"file": str(file), "error": str(error)}))
            continue
        _print(report, file, exercise, words, as_json=as_json)
    ctx.exit(1 if failed else 0)


def watch(file: Path, watcher: Watcher) -> WatchReport:
    """What a watcher makes of a film or a pose track. Raises `SourceError` where the file cannot be used."""
    with source.read(file) as found:
        for frame in found.frames:
            watcher.receive(frame)
            watcher.events()
    return watcher.close()


def _print(report: WatchReport, file: Path, exercise: Exercise, words: Words, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(to_dict(report, str(file)), ensure_ascii=False))
        return
    console = Console(file=sys.stdout, highlight=False)
    console.print(_headline(report, file, exercise, words), markup=False, soft_wrap=True)
    if report.reps or report.holds:
        console.print(_table(_rows(report, exercise, words), words, hold=exercise.is_hold))
    for advice in report.advice:
        console.print(words(f"advice.{advice.value}"))


def _headline(report: WatchReport, file: Path, exercise: Exercise, words: Words) -> str:
    kind = "holds" if exercise.is_hold else "reps"
    count = len(report.holds) if exercise.is_hold else sum(rep.counted for rep in report.reps)
    side = words(f"cli.watch.side.{report.side.value if report.side else 'unknown'}")
    return words(f"cli.watch.{kind}", file=str(file), title=exercise.text.title, side=side, count=count)


_COLUMNS = {
    False: ("number", "start", "lift", "hold", "lower", "range", "broken", "unseen"),
    True: ("number", "start", "held", "broken", "unseen"),
}


def _table(rows: Iterable[tuple[str, ...]], words: Words, *, hold: bool) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS[hold]:
        table.add_column(
            words(f"cli.watch.column.{column}"), justify="left" if column in ("broken", "unseen") else "right"
        )
    for row in rows:
        table.add_row(*row)
    return table


def _rows(report: WatchReport, exercise: Exercise, words: Words) -> Iterator[tuple[str, ...]]:
    for rep in report.reps:
        yield (*_numbers(rep, words), *_cues(rep, exercise))
    for hold in report.holds:
        yield (str(hold.number), f"{hold.start_s:.1f}", f"{hold.held_s:.1f}", *_cues(hold, exercise))


def _numbers(rep: Repetition, words: Words) -> tuple[str, ...]:
    number = words("cli.watch.half") if rep.number is None else str(rep.number)
    times = (rep.start_s, rep.lift_s, rep.hold_s, rep.lower_s)
    return (number, *(f"{value:.1f}" for value in times), f"{rep.range_deg:.0f}")


def _cues(done: Repetition | Hold, exercise: Exercise) -> tuple[str, str]:
    broken = (exercise.cues[cue].bad or cue for cue in done.cues)
    return ", ".join(broken), ", ".join(done.unseen)
