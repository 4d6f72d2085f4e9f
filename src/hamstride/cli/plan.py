"""`hamstride plan`: why strength is on a day or is not, and planned runs from a calendar file."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import click

from hamstride.cli import ground, written
from hamstride.cli.week import as_data
from hamstride.text.words import Words


@click.group(name="plan")
def command() -> None:
    """The plan around the runs."""


@command.command()
@click.argument("day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def why(day: datetime, *, as_json: bool) -> None:
    """Why strength is planned on DATE (like 2026-11-26), or what keeps it from that day."""
    ground.prepared()
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.week.days import MOST_WEEKS, week_of

    runner, now = services.local_runner(), clock.now()
    words = Words.to(runner.profile)
    monday = now.date() - timedelta(days=now.weekday())
    weeks = (day.date() - monday).days // 7 + 1
    if not 1 <= weeks <= MOST_WEEKS:
        last = monday + timedelta(weeks=MOST_WEEKS) - timedelta(days=1)
        said = {"day": day.date().isoformat(), "first": monday.isoformat(), "last": last.isoformat()}
        raise click.ClickException(words("cli.plan.beyond", **said))
    found = next(each for each in week_of(runner, now, weeks).days if each.day == day.date())
    if as_json:
        click.echo(json.dumps({"format": "hamstride-why/1", **as_data(found, words)}, ensure_ascii=False))
    else:
        click.echo(words.of(found.why))


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def read(file: Path, *, as_json: bool) -> None:
    """Read planned runs from a calendar FILE (ICS), in place of those of the last one."""
    ground.prepared()
    from hamstride.formats.calendar_runs import CalendarError, read_runs
    from hamstride.store import planning, services
    from hamstride.web import clock

    runner, today = services.local_runner(), clock.today()
    words = Words.to(runner.profile)
    content = written.content(file, words)
    try:
        runs = read_runs(content, first=today, last=today + planning.READ_AHEAD, zone=clock.zone())
    except CalendarError as error:
        raise click.ClickException(f"{file}: {words.of(error.message)}") from error
    kept = planning.read_in(runner, runs, today)
    if as_json:
        click.echo(json.dumps({"format": "hamstride-planned/1", "runs": kept}))
    else:
        click.echo(words("cli.plan.read", n=kept))
