"""The tests on the page and in the report: every point with its error, and the line beyond which a change is sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hamstride.exercises.values import Message, RunnerProfile, Side
from hamstride.measure import balance, flexibility
from hamstride.measure.balance import StrengthTest
from hamstride.measure.error import Error
from hamstride.measure.flexibility import FlexTest
from hamstride.measure.kept import LEGS
from hamstride.measure.progress import parted
from hamstride.store import measuring, models
from hamstride.store.measuring import Bend, Strength
from hamstride.web.measuring import results
from hamstride.web.progress.charts import Chart, Look, Mark

APART = 90  # days between two tests that a line still joins: they are done every four to six weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """What was measured, oldest first."""

    bends: dict[FlexTest, list[Bend]]
    strength: tuple[Strength, ...]

    @property
    def error(self) -> Error:
        """The error of one measured strength: the runner's own as soon as there is one."""
        return balance.own([each.test for each in self.strength])


def tests(runner: models.Runner) -> Tests:
    """The runner's tests of how far one bends, which are told against the first, and the last ones of strength."""
    found: dict[FlexTest, list[Bend]] = {}
    for bend in measuring.bends(runner, limit=None):
        found.setdefault(bend.kept.test, []).append(bend)
    return Tests(bends=found, strength=measuring.strength(runner))


# ---------------------------------------------------------------------------------------------------------- how far one bends
def bend_charts(found: Tests, seen: Look, profile: RunnerProfile, titles: dict[str, str]) -> list[Chart]:
    """One chart a test that was done."""
    return [_bend_chart(test, bends, seen, profile, titles) for test, bends in found.bends.items()]


def _bend_chart(
    test: FlexTest, bends: Sequence[Bend], seen: Look, profile: RunnerProfile, titles: dict[str, str]
) -> Chart:
    instrument = bends[-1].kept.instrument
    alike = [bend for bend in bends if bend.kept.instrument is instrument and not bend.kept.warm]
    least = flexibility.SURE_CHANGE[test, instrument]
    firsts = {side: value for side in Side if (value := _first(alike, side)) is not None}
    name = "" if test.is_angle else "-cm"
    return Chart(
        id=test.value,
        title=Message.of("web.progress.bend.title", test=titles.get(test.value, test.value)),
        says=_joined([_bend_line(line) for line in results.bend_lines(bends, profile.sex)]),
        unit=Message.of(f"web.progress.bend.unit{name}"),
        kind="dots",
        series={side.value: marks for side in Side if (marks := _bend_marks(alike, side, seen))},
        first=seen.first,
        last=seen.today,
        bands={side.value: (first - least, first + least) for side, first in firsts.items()}
        if len(alike) > 1
        else {},
        band_says=_band_says(len(firsts), results.plain_amount(test, least)) if len(alike) > 1 else None,
        notes=_left_out(len(bends) - len(alike)),
    )


def _band_says(legs: int, least: Message) -> Message:
    return Message.of("web.progress.bend.band" if legs == 1 else "web.progress.bend.bands", n=least)


def _first(bends: Iterable[Bend], side: Side) -> float | None:
    return next((value for bend in bends if (value := bend.kept.result(side)) is not None), None)


def _bend_line(line: results.BendLine) -> Message:
    if line.change is None:
        return Message.of("web.progress.bend.line", leg=line.leg, value=line.value)
    return Message.of("web.progress.bend.line-change", leg=line.leg, value=line.value, change=line.change)


def _left_out(count: int) -> tuple[Message, ...]:
    return (Message.of("web.progress.bend.left-out", n=count),) if count else ()


def _bend_marks(bends: Sequence[Bend], side: Side, seen: Look) -> list[Mark]:
    values = [(bend, value) for bend in bends if (value := bend.kept.result(side)) is not None]
    points = [(bend.at, value, bend.kept.error) for bend, value in values]
    made = []
    for (at, value, error), part in zip(
        points, parted([at.date() for at, _, _ in points], APART), strict=True
    ):
        spare = error.around(value)
        told = Message.of(
            "web.progress.bend.value",
            value=results.plain_amount(bends[-1].kept.test, value),
            spare=results.plain_amount(bends[-1].kept.test, spare.give_or_take),
        )
        made.append(_mark(at, value, spare.low, spare.high, part, told))
    return [mark for mark in made if mark.day >= seen.first]


def _mark(at: datetime, value: float, low: float, high: float, part: int, told: Message) -> Mark:
    return Mark(day=at.date(), value=value, low=round(low, 2), high=round(high, 2), part=part, told=told)


def _joined(lines: Sequence[Message]) -> Message:
    if len(lines) == 1:
        return lines[0]
    first, *rest = lines
    return Message.of("web.progress.two", first=first, second=_joined(rest))


# ---------------------------------------------------------------------------------------------------------- front and back
def ratio_chart(found: Tests, seen: Look) -> Chart | None:
    """Back of the thigh over front, each leg, with the article's rule and what studies of this test found."""
    if not found.strength:
        return None
    ratios = [_ratio(found.strength[-1].test, side, found.error) for side in LEGS]
    band = found.strength[-1].test.setup.band
    return Chart(
        id="ratio",
        title=Message.of("web.strength.title"),
        says=_joined([_ratio_line(ratio, found) for ratio in ratios if ratio is not None]),
        unit=Message.of("web.progress.ratio.unit"),
        kind="dots",
        series={side.value: marks for side in LEGS if (marks := _ratio_marks(found, side, seen))},
        first=seen.first,
        last=seen.today,
        band=(band.low, band.high),
        band_says=Message.of("web.progress.ratio.band", low=band.low, high=band.high),
        goal=balance.ARTICLE_RATIO,
        reach=(0.3, 0.85),
        notes=tuple(results.differences(found.strength, found.error)),
    )


def _ratio(test: StrengthTest, side: Side, error: Error) -> balance.Ratio | None:
    return balance.ratio(test, side, error)


def _ratio_line(ratio: balance.Ratio, found: Tests) -> Message:
    params: dict[str, Any] = {"leg": results.leg(ratio.side), "ratio": results.ratio_words(ratio)}
    earlier = [value for one in found.strength[:-1] if (value := one.test.ratio(ratio.side)) is not None]
    if not earlier:
        return Message.of("web.progress.ratio.line", **params)
    before, now = earlier[0], ratio.interval.value
    name = "sure" if balance.ratio_changed(before, now, found.error) else "not-sure"
    percent, needs = round(100 * abs(now / before - 1)), round(100 * found.error.sure_ratio_change)
    return Message.of(f"web.progress.ratio.line-{name}", **params, n=percent, needs=needs)


def _ratio_marks(found: Tests, side: Side, seen: Look) -> list[Mark]:
    values = [
        (one.test.at, ratio) for one in found.strength if (ratio := _ratio(one.test, side, found.error))
    ]
    parts = parted([at.date() for at, _ in values], APART)
    made = [
        _mark(
            at,
            ratio.interval.value,
            ratio.interval.low,
            ratio.interval.high,
            part,
            results.ratio_words(ratio),
        )
        for (at, ratio), part in zip(values, parts, strict=True)
    ]
    return [mark for mark in made if mark.day >= seen.first]


# -------------------------------------------------------------------------------------------------------------- in a table
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A test in the report: when, which, read with what, what came out, give or take."""

    at: datetime
    name: Message
    result: Message
    error: Message


def lines(found: Tests, seen: Look, titles: dict[str, str]) -> list[Line]:
    """The tests of a span, oldest first."""
    made = [_bend_row(bend, titles) for bends in found.bends.values() for bend in bends]
    made += [_strength_row(one, found.error) for one in found.strength]
    return sorted((line for line in made if line.at.date() >= seen.first), key=lambda line: line.at)


def _bend_row(bend: Bend, titles: dict[str, str]) -> Line:
    kept = bend.kept
    how = Message.of(f"web.bend.instrument.{kept.instrument.value}")
    name = "web.report.test-warm" if kept.warm else "web.report.test"
    return Line(
        at=bend.at,
        name=Message.of(name, test=titles.get(kept.test.value, kept.test.value), how=how),
        result=results.bend_summary(bend),
        error=results.plain_amount(kept.test, kept.error.factor * kept.error.sem),
    )


def _strength_row(one: Strength, error: Error) -> Line:
    ratio = _ratio(one.test, Side.LEFT, error) or _ratio(one.test, Side.RIGHT, error)
    spare = ratio.interval.give_or_take if ratio else 0.0
    return Line(
        at=one.test.at,
        name=Message.of("web.strength.title"),
        result=results.strength_summary(one),
        error=Message.of("web.report.share", n=round(spare, 2)),
    )
