"""`hamstride flexibility`: how far a runner bends."""

import json
from datetime import datetime
from typing import Any

import click

from hamstride import known
from hamstride.cli import ground
from hamstride.cli.numbers import Decimal, when
from hamstride.exercises.values import Message, Side
from hamstride.measure import flexibility
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import FlexKept
from hamstride.text.words import Words

FORMAT = "hamstride-flexibility/1"
TESTS = [test.value for test in FlexTest]
TYPED = [instrument.value for instrument in Instrument if instrument is not Instrument.CAMERA]


@click.group(name="flexibility", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Every test as JSON.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """How far the knee straightens, how high the straight leg comes, how far the fingers reach: the tests that were done."""
    if ctx.invoked_subcommand is not None:
        return
    ground.prepared()
    from hamstride.store import measuring, services

    runner = services.local_runner()
    bends = measuring.bends(runner, limit=None)
    if as_json:
        tests = [_as_data(bend, runner.profile.sex) for bend in bends]
        click.echo(json.dumps({"format": FORMAT, "tests": tests}))
    elif not bends:
        click.echo(Words.to(runner.profile)("cli.flexibility.empty"))
    else:
        for test in FlexTest:
            _print([bend for bend in bends if bend.kept.test is test], runner)


@command.command()
@click.argument("test", type=click.Choice(TESTS))
@click.option("--with", "instrument", type=click.Choice(TYPED), help="What it was read with.")
@click.option("--left", type=Decimal(), multiple=True, help="Degrees of the left leg; two or three times.")
@click.option("--right", type=Decimal(), multiple=True, help="Degrees of the right leg; two or three times.")
@click.option(
    "--cm", type=Decimal(), multiple=True, help="Of the toe touch: above the floor, past it negative."
)
@click.option("--warm", is_flag=True, help="The legs were warm: kept, but not compared.")
@click.option("--at", callback=when, metavar="DATE[TTIME]", help="When it was, if not now.")
def add(
    test: str,
    instrument: str | None,
    left: tuple[float, ...],
    right: tuple[float, ...],
    cm: tuple[float, ...],
    at: datetime | None,
    *,
    warm: bool,
) -> None:
    """Keep a test: each trial as its own option, two or three of each leg."""
    ground.prepared()
    from hamstride.store import measuring, services
    from hamstride.web import clock

    runner = services.local_runner()
    legs = {Side.LEFT: left, Side.RIGHT: right, Side.BOTH: cm}
    trials = {side.value: found for side, found in legs.items() if found}
    usual = flexibility.instruments(FlexTest(test))[-1]
    if (wrong := _wrong(FlexTest(test), trials)) is not None:
        raise click.UsageError(Words.to(runner.profile).of(wrong))
    try:
        kept = FlexKept(
            test=FlexTest(test),
            instrument=Instrument(instrument) if instrument else usual,
            trials=trials,
            warm=warm,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    measuring.keep_bend(runner, at or clock.now(), kept)
    _print(list(measuring.bends(runner, kept.test, limit=None)), runner)


def _wrong(test: FlexTest, trials: dict[str, tuple[float, ...]]) -> Message | None:
    """What keeps these trials from being those of a test."""
    if test.is_angle and Side.BOTH.value in trials:
        return Message.of("cli.flexibility.degrees")
    if not test.is_angle and set(trials) - {Side.BOTH.value}:
        return Message.of("cli.flexibility.centimetres")
    if any(len(found) > flexibility.TRIALS for found in trials.values()):
        return Message.of("cli.number.too-many", most=flexibility.TRIALS)
    if not trials or any(len(found) < flexibility.FEWEST for found in trials.values()):
        return Message.of("web.bend.too-few")
    return None


def _as_data(bend: Any, sex: Any) -> dict[str, Any]:
    kept = bend.kept
    return {
        "at": bend.at.isoformat(),
        "test": kept.test.value,
        "instrument": kept.instrument.value,
        "warm": kept.warm,
        "results": {side.value: round(value, 2) for side, value in kept.results.items()},
        "words": {side.value: flexibility.word(kept.test, v, sex).value for side, v in kept.results.items()},
        "sure_change": flexibility.SURE_CHANGE[kept.test, kept.instrument],
        "limits": list(flexibility.limits(kept.test, sex).tight),
    }


def _print(bends: list[Any], runner: Any) -> None:
    if not bends:
        return
    from hamstride.web.measuring import results

    words, last, sex = Words.to(runner.profile), bends[-1], runner.profile.sex
    title = known.catalogue(runner.profile.language)[last.kept.test.value].text.title
    click.echo(words("cli.flexibility.title", title=title, day=last.at.date().isoformat()))
    for line in results.bend_lines(bends, sex):
        said = words("cli.flexibility.leg", leg=line.leg, value=line.value, word=line.word)
        click.echo("  " + (said if line.change is None else f"{said}, {words.of(line.change)}"))
    for message in (results.bend_error(last), results.bend_limits(last.kept.test, sex)):
        click.echo("  " + words.of(message))
