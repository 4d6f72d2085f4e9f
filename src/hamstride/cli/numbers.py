"""Dates of the command line."""

from datetime import datetime

import click


def when(ctx: click.Context, param: click.Parameter, text: str | None) -> datetime | None:
    """A local date, perhaps with a time of day, in ISO 8601."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("a date like 2026-11-22 or 2026-11-22T18:30 is wanted", ctx, param) from None
    return found.replace(tzinfo=None)
