"""`hamstride import`: runs from files, archives and folders."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from hamstride.cli import bar, ground
from hamstride.text.words import Words

LOOK_EVERY_S = 5.0


@click.command(name="import")
@click.argument("paths", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each file.")
@click.option(
    "--watch",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Stay, and take in what is put into this folder, until stopped with Ctrl-C.",
)
@click.pass_context
def command(ctx: click.Context, *, paths: tuple[Path, ...], as_json: bool, watch: Path | None) -> None:
    """Take in runs: FIT, TCX and GPX files, gz and zip, the archives that Strava and Garmin give, whole folders.

    Ends with 0 when everything was read or was in already; with 1 when a file was refused, and a line says why.
    """
    if not paths and watch is None:
        raise click.UsageError(Words()("cli.import.nothing"))
    ground.prepared()
    from hamstride.store import services

    runner = services.local_runner()
    words, refused = Words.to(runner.profile), 0
    if paths:
        refused = _told(_all(runner, paths), words, as_json=as_json, watching=False)
    if watch is not None:
        with suppress(KeyboardInterrupt):
            _told(_watched(runner, watch), words, as_json=as_json, watching=True)
    ctx.exit(1 if refused else 0)


def _all(runner: Any, paths: tuple[Path, ...]) -> Iterator[Any]:
    """The lines of everything named."""
    from hamstride.formats import archive
    from hamstride.store import importing
    from hamstride.web import clock

    zone, now = clock.zone(), clock.now()
    for path in paths:
        if path.is_dir():
            yield from importing.take(runner, archive.folder(path), zone=zone, now=now)
        else:
            yield from importing.take_path(runner, path, zone=zone, now=now)


def _watched(runner: Any, folder: Path) -> Iterator[Any]:
    """The lines of what is put into a folder, for as long as one waits. A file is looked at once it has stopped growing."""
    from hamstride.formats import archive
    from hamstride.store import importing
    from hamstride.web import clock

    sizes: dict[Path, tuple[int, int]] = {}
    done: dict[Path, tuple[int, int]] = {}
    while True:
        found = dict(_files(folder))
        for path in sorted(
            path for path, state in found.items() if sizes.get(path) == state != done.get(path)
        ):
            done[path] = found[path]
            found_in = archive.put_in(path)
            yield from importing.take(runner, found_in, zone=clock.zone(), now=clock.now(), again=False)
        sizes = found
        time.sleep(LOOK_EVERY_S)


def _files(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The files in a folder with their size and time; one that goes away meanwhile is not there."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file() and not path.name.startswith("."):
                state = path.stat()
                yield path, (state.st_size, state.st_mtime_ns)


# -------------------------------------------------------------------------------------------------------------- what is said
def _told(lines: Iterator[Any], words: Words, *, as_json: bool, watching: bool) -> int:
    """Say what came of each file; how many were refused."""
    from hamstride.store.importing import FileOutcome

    counted = Counter[FileOutcome]()
    for line in bar.shown(lines, words("cli.import.bar"), hidden=watching):
        counted[line.outcome] += 1
        if as_json:
            click.echo(json.dumps(_as_data(line, words), ensure_ascii=False))
        elif (said := _said(line, words)) is not None:
            click.echo(said, err=line.outcome is FileOutcome.REFUSED)
    if not as_json and not watching:
        click.echo(_summary(counted, words))
    return counted[FileOutcome.REFUSED]


def _said(line: Any, words: Words) -> str | None:
    """One line for a file; none for what lay beside the runs in an archive."""
    from hamstride.store.importing import FileOutcome
    from hamstride.web.runs.shown import line_of

    return None if line.outcome is FileOutcome.PASSED else words.of(line_of(line))


def _as_data(line: Any, words: Words) -> dict[str, Any]:
    from hamstride.cli.runs import as_data

    data = {"format": "hamstride-import/1", "file": line.name, "outcome": line.outcome.value}
    if line.problem is not None:
        data |= {"problem": line.problem.id, "says": words.of(line.problem)}
    if line.damaged:
        data["damaged"] = True
    return data | {"activities": [as_data(row) for row in line.rows]}


def _summary(counted: Counter[Any], words: Words) -> str:
    from hamstride.store.importing import FileOutcome

    return words("cli.import.summary", **{each.value: counted[each] for each in FileOutcome})
