"""`hamstride watch`: count and time what is done in films and pose tracks."""

import json
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hamstride.cli import bar, own
from hamstride.cli.trouble import one_line
from hamstride.coach.watched import SIDES, Wording
from hamstride.engine.landmarks import Frame
from hamstride.engine.report import to_dict
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words
from hamstride.video import many, places
from hamstride.video.jobs import Failed, Job, WatchOutcome
from hamstride.video.results import Result, Results
from hamstride.video.track import Track

INTERRUPTED = 130  # what a shell says of a program that was stopped with Ctrl-C


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--exercise", "name", required=True, help="The exercise: its id, or the path of a declaration.")
@click.option("--variant", help="Its variant; without it, the first.")
@click.option("--side", type=click.Choice(list(SIDES)), default="auto", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One object; a line an object for several files.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the results in this file (JSON Lines) and go on from it.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="Write a page to look at; for several files, a folder of them.",
)
@click.option(
    "--overlay",
    type=click.Path(path_type=Path),
    help="Write the film with what was seen (MP4); for several files, a folder.",
)
@click.option(
    "--scheduler", help="Spread the films over the machines of this Dask scheduler (tls://HOST:PORT)."
)
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    name: str,
    variant: str | None,
    side: str,
    *,
    as_json: bool,
    out: Path | None,
    report: Path | None,
    overlay: Path | None,
    scheduler: str | None,
) -> None:
    """Count, time and judge the repetitions in FILES: films, or pose tracks (*.pose.jsonl, *.pose.jsonl.gz)."""
    exercise = _exercise(name, variant)
    with one_line():
        if overlay is not None and len(files) == 1 and not overlay.is_dir():
            places.mp4(overlay)
        pages = places.beside(files, report, ".html", places.PAGE)
        films = places.beside(files, overlay, ".mp4", places.FILM)
        places.apart(out, *pages, *films)
        jobs = [
            Job(file=file, exercise=exercise, variant=variant, side=SIDES[side], report=page, overlay=film)
            for file, page, film in zip(files, pages, films, strict=True)
        ]
        work = Work(exercise, variant, jobs, scheduler)
        ctx.exit(work.tell(as_json=as_json) if out is None else work.keep(out))


def _exercise(name: str, variant: str | None) -> Exercise:
    exercise = own.exercise(name)
    if variant is not None and variant not in exercise.variants:
        known = ", ".join(exercise.variants) or "none"
        says = Words()("cli.watch.no-variant", exercise=exercise.id, found=repr(variant), known=known)
        raise click.ClickException(says)
    return exercise


class Work:
    """The films of one command, on their way to the terminal or into a file. Both ways return the exit code."""

    def __init__(
        self, exercise: Exercise, variant: str | None, jobs: Sequence[Job], scheduler: str | None
    ) -> None:
        self._exercise, self._jobs, self._scheduler = exercise, jobs, scheduler
        self._variant = variant or exercise.first_variant
        self._side = jobs[0].side
        self._words = Words()
        self._failed = self._stopped = False
        if scheduler is not None:
            self._warn(scheduler)

    def tell(self, *, as_json: bool) -> int:
        """Print every outcome, in the order of the files."""
        ready: dict[int, WatchOutcome] = {}
        told = 0
        try:
            with self._outcomes(self._jobs) as outcomes:
                for place, outcome in outcomes:
                    ready[place] = outcome
                    while told in ready:
                        self._print(self._jobs[told].file, ready.pop(told), as_json=as_json)
                        told += 1
        finally:  # stopped before what stands between them was ready
            for place, outcome in sorted(ready.items()):
                self._print(self._jobs[place].file, outcome, as_json=as_json)
        if self._stopped and len(self._jobs) > 1:
            count = told + len(ready)
            click.echo(self._words("cli.watch.stopped", count=count, of=len(self._jobs)), err=True)
        return self._code()

    def keep(self, out: Path) -> int:
        """Keep every outcome in a file, and leave out what is there already."""
        every = {job.file: job for job in self._jobs}
        with Results(out, every, self._exercise.id, self._variant, self._side) as kept:
            missing = kept.missing()
            jobs = [job for job in every.values() if job.file in missing or not job.is_written]
            with self._outcomes(jobs) as outcomes:
                for place, outcome in outcomes:
                    kept.add(self._plain(jobs[place].file, outcome))
                    if isinstance(outcome, Failed):
                        self._complain(outcome)
        count = len(every) - len(kept.missing())
        if self._stopped:
            click.echo(
                self._words("cli.watch.stopped-kept", count=count, of=len(every), out=str(out)), err=True
            )
            return self._code()
        click.echo(self._words("cli.watch.kept", count=count, out=str(out), before=len(every) - len(jobs)))
        return self._code()

    @contextmanager
    def _outcomes(self, jobs: Sequence[Job]) -> Iterator[Iterator[tuple[int, WatchOutcome]]]:
        """What becomes of the jobs. Ctrl-C inside the block leaves it, and whatever is under way ends."""
        try:
            with closing(self._running(jobs)) as running:
                yield running
        except KeyboardInterrupt:
            self._stopped = True

    def _running(self, jobs: Sequence[Job]) -> Generator[tuple[int, WatchOutcome]]:
        if len(jobs) == 1 and self._scheduler is None:
            yield 0, many.watch(jobs[0], self._shown)
        elif jobs:
            outcomes = many.outcomes(jobs, self._scheduler)
            yield from bar.shown(outcomes, self._words("cli.watch.working"), len(jobs))

    def _shown(self, found: Track) -> Iterable[Frame]:
        """The frames of the only film, with a bar."""
        return bar.shown(
            found.frames, self._words("cli.watch.working-on", file=found.header.source), found.expected
        )

    def _code(self) -> int:
        return INTERRUPTED if self._stopped else int(self._failed)

    def _warn(self, scheduler: str) -> None:
        from hamstride.video.cluster import is_open

        if is_open(scheduler):
            click.echo(self._words("cli.watch.open-cluster", address=scheduler), err=True)

    def _complain(self, failed: Failed) -> None:
        self._failed = True
        click.echo(f"Error: {self._words.of(failed.message)}", err=True)

    def _plain(self, file: Path, outcome: WatchOutcome) -> Result:
        if isinstance(outcome, Failed):
            return {"file": str(file), "error": self._words.of(outcome.message)}
        return to_dict(outcome, str(file))

    def _print(self, file: Path, outcome: WatchOutcome, *, as_json: bool) -> None:
        if isinstance(outcome, Failed):
            self._complain(outcome)
        if as_json:
            click.echo(json.dumps(self._plain(file, outcome), ensure_ascii=False))
        elif not isinstance(outcome, Failed):
            wording = Wording(report=outcome, exercise=self._exercise, words=self._words)
            _print_table(file, wording, Console(file=sys.stdout, highlight=False))


def _print_table(file: Path, wording: Wording, console: Console) -> None:
    console.print(f"{file}: {wording.headline()}", markup=False, soft_wrap=True)
    rows = list(wording.rows())
    if rows:
        table = Table(box=None, pad_edge=False)
        for name, is_text in wording.columns():
            table.add_column(name, justify="left" if is_text else "right")
        for row in rows:
            table.add_row(*map(escape, row))
        console.print(table)
    for line in wording.lines():
        console.print(line, markup=False)
