"""`hamstride report`: a page for the physiotherapist."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from hamstride.cli import ground, written
from hamstride.cli.progress import SPAN, as_data
from hamstride.text.words import Words


@click.command(name="report")
@click.option(
    "-o",
    "--output",
    type=written.FILE,
    default=Path("hamstride-report.html"),
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="The same facts as JSON, written to the terminal and to no file."
)
@SPAN
def command(output: Path, span: str, *, as_json: bool) -> None:
    """Write a report to show or print: done, doses, pain, tests with their errors, what was not visible.

    One HTML file that needs nothing else.
    """
    ground.prepared()
    from hamstride.measure.progress import Span
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.progress import report

    runner = services.local_runner()
    if as_json:
        click.echo(json.dumps(_as_data(runner, Span(span), clock.today()), ensure_ascii=False))
        return
    words = Words.to(runner.profile)
    written.whole(output, report.as_file(runner, Span(span), clock.today()).encode(), words)
    click.echo(words("cli.report.written", file=str(output)))


def _as_data(runner: Any, span: Any, today: date) -> dict[str, Any]:
    """What `progress --json` tells, with the last strength sessions set by set, the cues that were not visible in a set
    of them, and the answers to the first questions."""
    from hamstride import known
    from hamstride.exercises.asked import not_visible
    from hamstride.store import progress
    from hamstride.web.progress import blocks, report

    catalogue = known.catalogue()
    records = [row.value for row in progress.latest_sets(runner, report.SESSIONS)]
    asked = report.first_asked(runner)
    told = [(record, catalogue[record.exercise]) for record in records if record.exercise in catalogue]
    hidden = {cue for record, exercise in told for cue in not_visible(record, exercise)}
    return as_data(runner, blocks.look(runner, span, today)) | {
        "format": "hamstride-report/1",
        "sets": [record.to_dict() for record in records],
        "unseen": sorted(hidden),
        "first_questions": None
        if asked is None
        else {
            "day": asked.day.isoformat(),
            "answers": {question.id: answer.value for question, answer in asked.answers},
        },
    }
