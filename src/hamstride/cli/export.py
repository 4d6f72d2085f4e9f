"""`hamstride export`: files for the watch and the calendar."""

from pathlib import Path

import click

from hamstride.cli import ground, written
from hamstride.text.words import Words


@click.group(name="export")
def command() -> None:
    """Files that take the sessions elsewhere."""


@command.command()
@click.option("--routine", default="strength", show_default=True, help="A routine, or one exercise.")
@click.option("-o", "--output", type=written.FILE, required=True, help="The FIT file to write.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def watch(routine: str, output: Path, *, as_json: bool) -> None:
    """A session as a FIT workout file, for a Garmin watch that knows strength sessions.

    Copy it into the folder GARMIN/NewFiles of the watch.
    """
    ground.prepared()
    from hamstride.store import services
    from hamstride.web.out import making
    from hamstride.web.session.making import Refused

    runner = services.local_runner()
    words = Words.to(runner.profile)
    try:
        data = making.watch_file(runner, routine, unasked=True)
    except Refused as refused:
        raise click.ClickException(words.of(refused.message)) from refused
    written.ask_first(runner)
    written.keep(output, data, words, as_json=as_json)


@command.command()
@click.option("-o", "--output", type=written.FILE, required=True, help="The ICS file to write.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def calendar(output: Path, *, as_json: bool) -> None:
    """The sessions of the next four weeks as a calendar file. Read it in again after a change: what has moved moves."""
    ground.prepared()
    from hamstride.store import services
    from hamstride.web.out import making

    runner = services.local_runner()
    data, words = making.calendar_file(runner, unasked=True), Words.to(runner.profile)
    written.ask_first(runner)
    written.keep(output, data, words, as_json=as_json)
