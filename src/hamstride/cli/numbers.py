"""Dates and numbers of the command line."""

from datetime import datetime
from typing import Any

import click

from hamstride.text.numbers import decimal
from hamstride.text.words import Words


def when(ctx: click.Context, param: click.Parameter, text: str | None) -> datetime | None:
    """A local date that has come, perhaps with a time of day, in ISO 8601; of another zone as it was on the clocks here."""
    if text is None:
        return None
    from hamstride.web import clock

    try:
        found = datetime.fromisoformat(text)
        local = found.astimezone().replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        raise click.BadParameter(Words()("cli.date.bad", found=text), ctx, param) from None
    if local > clock.now():
        raise click.BadParameter(Words()("cli.date.ahead", found=text), ctx, param)
    return local


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
