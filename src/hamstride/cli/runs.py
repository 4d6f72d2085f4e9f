"""`hamstride runs`: what was run."""

import json
from typing import Any

import click

from hamstride.cli import ground
from hamstride.text.words import Words


@click.command(name="runs")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@click.option("--last", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--others", is_flag=True, help="What was set aside because it is no run.")
def command(*, as_json: bool, last: int, others: bool) -> None:
    """The last runs, newest first, and whether you stretched before and after."""
    ground.prepared()
    from hamstride.store import around, runs, services

    runner = services.local_runner()
    rows = runs.page(runner, None, last, is_run=not others)
    stretched = around.of(runner, rows)
    if as_json:
        data = [as_data(row) | _stretched(stretched.get(row.pk)) for row in rows]
        click.echo(json.dumps({"format": "hamstride-runs/1", "runs": data}, ensure_ascii=False))
        return
    words = Words.to(runner.profile)
    if not rows:
        click.echo(words("web.runs.nothing-aside" if others else "web.runs.none"))
    for row in rows:
        click.echo(_line(row, stretched.get(row.pk), words))


def as_data(row: Any) -> dict[str, Any]:
    """An activity as plain data."""
    return {
        "id": str(row.uuid),
        "started": row.local,
        "started_utc": row.started.isoformat(),
        "run": row.is_run,
        "kind": row.kind,
        "moving_s": row.moving_s,
        "elapsed_s": row.elapsed_s,
        "distance_m": row.distance_m,
        "sport": row.sport,
        "sub_sport": row.sub_sport,
        "name": row.name,
        "device": row.device,
    }


def _stretched(found: Any) -> dict[str, Any]:
    return {} if found is None else {"stretched_before": found.before, "stretched_after": found.after}


def _line(row: Any, found: Any, words: Words) -> str:
    from hamstride.web.runs.shown import amount, sport, stretched

    what = words(f"web.runs.kind.{row.kind}") if row.is_run else words.of(sport(row))
    parts = [row.local[:16].replace("T", " "), words.of(amount(row)), what]
    if found is not None:
        parts.append(words.of(stretched(found)))
    return " · ".join(parts)
