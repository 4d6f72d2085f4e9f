"""`hamstride today`: what is due."""

import json
from typing import Any

import click

from hamstride.cli import ground
from hamstride.exercises.codec import encode
from hamstride.exercises.days import named
from hamstride.plan.why import kind_of
from hamstride.text.words import Words


@click.command(name="today")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(*, as_json: bool) -> None:
    """What is due today, why, how long it takes, and the stretches around the runs."""
    ground.prepared()
    from hamstride.store import services, training
    from hamstride.web import clock
    from hamstride.web.today.cards import cards_of, today_of

    runner = services.local_runner()
    stands = training.footing(runner)
    found = today_of(runner, clock.now(), stands)
    cards = cards_of(runner, found, stands)
    words = Words.to(runner.profile)
    if as_json:
        click.echo(json.dumps(_as_data(found, cards, words), ensure_ascii=False))
    else:
        _print(found, cards, words)


def _as_data(found: Any, cards: dict[str, Any], words: Words) -> dict[str, Any]:
    main, after = cards["main"], found.next_strength
    return {
        "format": "hamstride-today/1",
        "date": found.day.isoformat(),
        "face": encode(found.face),
        "routine": found.routine,
        "minutes": main.minutes if main else None,
        "why": words.of(found.why),
        "notes": [words.of(note) for note in found.notes],
        "from": found.later.isoformat() if found.later else None,
        "next_strength": after.isoformat() if after else None,
        "strength_done": found.strength_done,
        "strength_planned": found.per_week,
        "stretches": [_stretch(offer) for offer, card in cards["offers"] if card is not None],
    }


def _stretch(offer: Any) -> dict[str, Any]:
    run = offer.run
    return {
        "routine": offer.routine,
        "run": {"kind": encode(run.kind), "at": run.starts.isoformat(), "done": run.done} if run else None,
        "done": offer.done.started.isoformat() if offer.done else None,
        "next": offer.next,
    }


def _print(found: Any, cards: dict[str, Any], words: Words) -> None:
    main, top = cards["main"], cards["top"]
    if top is not None:
        _print_offer(top[0], top[1], words)
    if main is not None:
        _print_card(main, words)
    for note in found.notes:
        click.echo(words.of(note))
    click.echo(words.of(found.why))
    if main is None and found.next_strength is not None:
        click.echo(words("web.today.next", day=named(found.next_strength, found.day)))
    if found.later is not None:
        click.echo(words("web.today.later", time=f"{found.later:%H:%M}"))
    for offer, card in cards["beside"]:
        if offer.run is not None:
            _print_offer(offer, card, words)


def _print_card(main: Any, words: Words) -> None:
    click.echo(words("web.today.line", title=main.title, minutes=main.minutes))
    for line in main.lines:
        parts = [line.dose, *([line.load] if line.load else [])]
        click.echo(
            "  " + words("web.today.dose-line", title=line.title, dose=" · ".join(map(words.of, parts)))
        )


def _print_offer(offer: Any, card: Any, words: Words) -> None:
    mark = "✓" if offer.done else "○"
    kind = words.of(kind_of(offer.run))
    click.echo(f"{mark} {words('web.today.line', title=card.title, minutes=card.minutes)} ({kind})")
