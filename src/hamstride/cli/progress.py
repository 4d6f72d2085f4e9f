"""`hamstride progress`: what has changed."""

import json
from typing import Any

import click

from hamstride.cli import ground
from hamstride.exercises.codec import encode
from hamstride.text.words import Words

SPAN = click.option(
    "--weeks",
    "span",
    type=click.Choice(["4", "12", "all"]),
    default="12",
    show_default=True,
    help="How far back.",
)


@click.command(name="progress")
@click.option("--json", "as_json", is_flag=True, help="Every week and every point of every curve, as JSON.")
@SPAN
def command(span: str, *, as_json: bool) -> None:
    """What was done, and what has changed."""
    ground.prepared()
    from hamstride.measure.progress import Span
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.progress import blocks

    runner = services.local_runner()
    seen = blocks.look(runner, Span(span), clock.today())
    if as_json:
        click.echo(json.dumps(as_data(runner, seen), ensure_ascii=False))
    else:
        _print(runner, seen)


def as_data(runner: Any, seen: Any) -> dict[str, Any]:
    """Every week, every point of every curve, what hurt, and the tests with their errors."""
    from hamstride.measure import weekly
    from hamstride.store import progress
    from hamstride.web.progress import blocks

    days = (seen.first, seen.today)
    entries = [_days(encode(entry)) for entry in progress.entries(runner, *days)]
    pains = [
        {
            "day": note.day.isoformat(),
            "exercise": note.exercise,
            "side": note.side,
            "place": note.place,
            "score": note.score,
        }
        for note in progress.pains(runner, *days)
    ]
    checks = [
        {"day": day.isoformat(), "score": weekly.score(answers)}
        for day, answers in progress.checks(runner, *days)
    ]
    return {
        "format": "hamstride-progress/1",
        "first": seen.first.isoformat(),
        "last": seen.today.isoformat(),
        "weeks": [_days(encode(week)) for week in blocks.weeks(runner, seen)],
        "entries": entries,
        "pains": pains,
        "checks": checks,
        "tests": _tests(runner, seen),
    }


def _tests(runner: Any, seen: Any) -> dict[str, Any]:
    """What was measured in these days, with the error of each result (95 of 100 lie within it)."""
    from hamstride.measure.kept import LEGS
    from hamstride.web.progress import measured

    found = measured.tests(runner)
    bends = [
        {
            "at": bend.at.isoformat(),
            "test": bend.kept.test.value,
            "instrument": bend.kept.instrument.value,
            "warm": bend.kept.warm,
            "results": {side.value: round(value, 1) for side, value in bend.kept.results.items()},
            "give_or_take": round(bend.kept.error.around(0.0).give_or_take, 2),
        }
        for bends in found.bends.values()
        for bend in bends
        if bend.at.date() >= seen.first
    ]
    strength = [
        {
            "at": one.test.at.isoformat(),
            "back_over_front": {side.value: one.test.ratio(side) for side in LEGS},
            "give_or_take_share": round(found.error.of_ratio(1.0).give_or_take, 3),
        }
        for one in found.strength
        if one.test.at.date() >= seen.first
    ]
    return {"bends": bends, "strength": strength}


def _days(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in data.items()}


def _print(runner: Any, seen: Any) -> None:
    from hamstride.measure import progress as summing
    from hamstride.store import progress
    from hamstride.web.progress import blocks

    words = Words.to(runner.profile)
    weeks = blocks.weeks(runner, seen)
    regular = summing.regularity(weeks, runner.profile.per_week)
    if regular is None:
        click.echo(words("web.progress.done-nothing"))
    else:
        click.echo(words.of(regular))
    click.echo(words.of(summing.stretches(weeks)))
    titles = blocks.titles(runner.profile.language)
    for one in blocks.order(summing.standings(progress.entries(runner, seen.first, seen.today))):
        amounts = " · ".join(map(words.of, one.now))
        way = "up-from" if one.up else "down-from"
        change = "" if one.before is None else f" ({words(f'web.progress.{way}', before=one.before)})"
        click.echo(f"  {titles.get(one.exercise, one.exercise)}: {amounts}{change}")
