"""`hamstride today`: what is due."""

import json
from typing import Any

import click

from hamstride.cli import ground
from hamstride.exercises.codec import encode
from hamstride.text.words import Words


@click.command(name="today")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(*, as_json: bool) -> None:
    """What is due today, why, and how long it takes."""
    ground.prepared()
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.today.cards import cards_of, today_of

    runner = services.local_runner()
    found = today_of(runner, clock.now())
    cards = cards_of(runner, found)
    if as_json:
        click.echo(json.dumps(_as_data(found, cards), ensure_ascii=False))
    else:
        _print(found, cards, Words(runner.profile.language))


def _as_data(found: Any, cards: dict[str, Any]) -> dict[str, Any]:
    main, after = cards["main"], found.next_strength
    return {
        "format": "hamstride-today/1",
        "date": found.day.isoformat(),
        "face": encode(found.face),
        "routine": found.routine,
        "minutes": main.minutes if main else None,
        "next_strength": after.isoformat() if after else None,
    }


def _print(found: Any, cards: dict[str, Any], words: Words) -> None:
    from hamstride.plan.why import weekday

    main = cards["main"]
    if main is not None:
        click.echo(words("web.today.line", title=main.title, minutes=main.minutes))
        for line in main.lines:
            parts = [line.dose, *([line.load] if line.load else [])]
            click.echo(
                "  " + words("web.today.dose-line", title=line.title, dose=" · ".join(map(words.of, parts)))
            )
    click.echo(words.of(found.why))
    if main is None and found.next_strength is not None:
        click.echo(words("web.today.next", day=weekday(found.next_strength)))
