"""`hamstride record`: what was done."""

import json
from typing import Any

import click

from hamstride.cli import ground
from hamstride.text.words import Words


@click.command(name="record")
@click.option("--json", "as_json", is_flag=True, help="Every session with every set, whole, as JSON.")
@click.option("--last", type=click.IntRange(1), default=10, show_default=True, help="How many sessions.")
def command(*, as_json: bool, last: int) -> None:
    """What was done: the last sessions, newest first, by left and right."""
    ground.prepared()
    from hamstride.store import queries, services

    runner = services.local_runner()
    rows = queries.page_of_record(runner, None, last)
    if as_json:
        sessions = [_as_data(row) for row in rows]
        click.echo(json.dumps({"format": "hamstride-record/1", "sessions": sessions}, ensure_ascii=False))
        return
    words = Words.to(runner.profile)
    if not rows:
        click.echo(words("web.record.empty-line"))
    for row in rows:
        _print(row, words)


def _as_data(row: Any) -> dict[str, Any]:
    from hamstride.store import queries

    sets = [each.value.to_dict() for each in queries.sets(row)]
    return {"session": str(row.uuid), "routine": row.routine, "day": row.day.isoformat(), "sets": sets}


def _print(row: Any, words: Words) -> None:
    from hamstride.store import queries
    from hamstride.web.record.tables import table
    from hamstride.web.session.making import catalogue_of
    from hamstride.web.session.views import title

    click.echo(words("web.record.line", day=row.day.isoformat(), title=title(row.routine, words.language)))
    for line in table(queries.sets(row), catalogue_of(row.runner.profile)):
        sides = [
            words(f"web.record.on.{side}", amounts=", ".join(words.of(cell.amount) for cell in cells))
            for side, cells in (("left", line.left), ("right", line.right), ("both", line.both))
            if cells
        ]
        click.echo("  " + words("web.record.set-line", title=line.title, sides=" · ".join(sides)))
