"""`hamstride balance`: the strength tests, front and back of the thigh."""

import json
from datetime import datetime
from typing import Any

import click

from hamstride.cli import ground
from hamstride.cli.numbers import DecimalRange, when
from hamstride.exercises.codec import encode
from hamstride.exercises.values import Side
from hamstride.measure import balance
from hamstride.measure.balance import Muscle, Unit
from hamstride.measure.error import Error
from hamstride.measure.kept import LEGS, PARTS, StrengthKept, part_id
from hamstride.text.words import Words

FORMAT = "hamstride-balance/1"


@click.group(name="balance", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Every strength test as JSON.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Strength of the back and the front of the thigh, left and right, from the tests that were done."""
    if ctx.invoked_subcommand is not None:
        return
    ground.prepared()
    from hamstride.store import measuring, services

    runner = services.local_runner()
    tests = measuring.strength(runner, None)
    if as_json:
        click.echo(
            json.dumps({"format": FORMAT, "tests": [_as_data(tests[: n + 1]) for n in range(len(tests))]})
        )
    elif not tests:
        click.echo(Words.to(runner.profile)("cli.balance.empty"))
    else:
        _print(tests, Words.to(runner.profile))


@command.command()
@click.option("--unit", type=click.Choice([unit.value for unit in Unit]), default="kg", show_default=True)
@click.option(
    "--lever-cm", type=DecimalRange(*balance.LEVER_CM), required=True, help="From the knee to the strap."
)
@click.option("--back-left", type=DecimalRange(0, min_open=True), multiple=True, required=True)
@click.option("--back-right", type=DecimalRange(0, min_open=True), multiple=True, required=True)
@click.option("--front-left", type=DecimalRange(0, min_open=True), multiple=True, required=True)
@click.option("--front-right", type=DecimalRange(0, min_open=True), multiple=True, required=True)
@click.option("--at", callback=when, metavar="DATE[TTIME]", help="When it was, if not now.")
def add(unit: str, lever_cm: float, at: datetime | None, **pulls: tuple[float, ...]) -> None:
    """Keep a test: sitting, knee at a right angle; each pull as its own option, two or three of each."""
    ground.prepared()
    from hamstride.store import measuring, services
    from hamstride.web import clock

    runner = services.local_runner()
    parts = [part_id(*part) for part in PARTS]
    found = {part: pulls[part.replace("-", "_")] for part in parts}
    words, most = Words.to(runner.profile), Unit(unit).most
    if any(len(each) < balance.BEST for each in found.values()):
        raise click.UsageError(words("web.strength.too-few"))
    if any(len(each) > balance.PULLS for each in found.values()):
        raise click.UsageError(words("cli.number.too-many", most=balance.PULLS))
    if any(pull > most for each in found.values() for pull in each):
        raise click.UsageError(words("web.strength.bad-pull", low="0.1", high=most))
    try:
        kept = StrengthKept(unit=Unit(unit), lever_cm=lever_cm, mass_kg=runner.profile.mass_kg, pulls=found)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    measuring.begin_strength(runner, at or clock.now(), kept)
    _print(measuring.strength(runner, None), words)


def _error(tests: Any) -> Error:
    from hamstride.store.measuring import LATEST

    return balance.own([each.test for each in tests[-LATEST:]])


def _as_data(tests: Any) -> dict[str, Any]:
    """The last of these tests, judged with what was known then."""
    one, error = tests[-1], _error(tests)
    differences = (balance.difference([each.test for each in tests], muscle, error) for muscle in Muscle)
    return {
        "at": one.test.at.isoformat(),
        "legs": {side.value: _leg(one, side, error) for side in LEGS},
        "band": encode(one.test.setup.band),
        "article": balance.ARTICLE_RATIO,
        "error": _rounded(encode(error)),
        "differences": [_rounded(encode(each)) for each in differences if each is not None],
    }


def _leg(one: Any, side: Side, error: Error) -> dict[str, Any]:
    """The moments of a leg in newton metres, and its ratio with interval and word."""
    found = balance.ratio(one.test, side, error)
    moments = {f"{muscle.value}_nm": one.test.moment_nm(side, muscle) for muscle in Muscle}
    judged = {} if found is None else {"ratio": _rounded(encode(found.interval)), "word": found.word.value}
    return _rounded(moments) | judged


def _rounded(data: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in data.items()}


def _print(tests: Any, words: Words) -> None:
    from hamstride.web.measuring import results

    one, error = tests[-1], _error(tests)
    click.echo(words("cli.balance.title", day=one.test.at.date().isoformat()))
    for side in LEGS:
        found = balance.ratio(one.test, side, error)
        if found is not None:
            ratio = results.ratio_words(found)
            word = words(f"web.strength.word.{found.word.value}")
            click.echo("  " + words("cli.balance.leg", leg=results.leg(side), ratio=ratio, word=word))
    band = one.test.setup.band
    click.echo("  " + words("web.strength.band", low=band.low, high=band.high, middle=band.middle))
    click.echo("  " + words("web.strength.article", n=f"{balance.ARTICLE_RATIO:.2f}"))
    for message in [*results.differences(tests, error), results.error_of(error)]:
        click.echo("  " + words.of(message))
