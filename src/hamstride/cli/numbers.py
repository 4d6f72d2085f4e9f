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

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. A text that is none is a wrong parameter."""
        try:
            number = decimal(value) if isinstance(value, str) else value
        except ValueError:
            self.fail(Words()("cli.number.bad", found=value), param, ctx)
        return super().convert(number, param, ctx)


class DecimalRange(Decimal, click.FloatRange):
    """Such a number between two limits; one beyond them is a wrong parameter."""
