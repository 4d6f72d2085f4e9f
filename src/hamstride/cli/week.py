"""`hamstride week`: the plan of this week and the next."""

import json
from typing import Any

import click

from hamstride.cli import ground
from hamstride.exercises.codec import encode
from hamstride.exercises.days import weekday
from hamstride.plan.why import kind_of
from hamstride.text.words import Words


@click.command(name="week")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(*, as_json: bool) -> None:
    """This week and the next: runs, strength, and why it is where it is."""
    ground.prepared()
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.week.days import week_of

    runner = services.local_runner()
    found = week_of(runner, clock.now())
    words = Words.to(runner.profile)
    if as_json:
        days = [as_data(day, words) for day in found.days]
        race = words.of(found.race) if found.race else None
        click.echo(json.dumps({"format": "hamstride-week/1", "days": days, "race": race}, ensure_ascii=False))
        return
    for day in found.days:
        _print(day, words)
    if found.race is not None:
        click.echo(words.of(found.race))


def as_data(day: Any, words: Words) -> dict[str, Any]:
    """A day of the plan as plain data."""
    return {
        "date": day.day.isoformat(),
        "runs": [
            {"kind": encode(run.kind), "at": run.starts.isoformat() if run.timed else None, "done": run.done}
            for run in day.runs
        ],
        "strength": "done" if day.done else "due" if day.due else None,
        "at": day.due.isoformat() if day.due else None,
        "why": words.of(day.why),
    }


def _print(day: Any, words: Words) -> None:
    what = [words.of(kind_of(run)) for run in day.runs]
    if day.done or day.due:
        what.append(words("web.week.strength") + (" ✓" if day.done else ""))
    click.echo(f"{day.day.isoformat()}  {words.of(weekday(day.day)):<10} {' · '.join(what) or '–'}")
