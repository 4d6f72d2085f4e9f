"""Dates and numbers of the command line."""

from datetime import datetime
from typing import Any

import click

from hamstride.text.numbers import decimal
from hamstride.text.words import Words


def when(ctx: click.Context, param: click.Parameter, text: str | None) -> datetime | None:
    """A local date, perhaps with a time of day, in ISO 8601."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("a date like 2026-11-22 or 2026-11-22T18:30 is wanted", ctx, param) from None
    return found.replace(tzinfo=None)


class Decimal(click.types.FloatParamType):
    """A number as the pages read it, with a comma or a point."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. A text that is none is a wrong parameter."""
        return float(super().convert(_read(self, value, param, ctx), param, ctx))


class DecimalRange(click.FloatRange):
    """Such a number between two limits."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. A text that is none, and one beyond the limits, is a wrong parameter."""
        return float(super().convert(_read(self, value, param, ctx), param, ctx))


def _read(
    kind: Decimal | DecimalRange, value: Any, param: click.Parameter | None, ctx: click.Context | None
) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return decimal(value)
    except ValueError:
        kind.fail(Words()("cli.number.bad", found=value), param, ctx)
