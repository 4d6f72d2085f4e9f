"""What goes wrong for a reason that the person at the keyboard can mend is one line, not a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from hamstride.text.words import Words
from hamstride.video.errors import SourceError


@contextmanager
def one_line() -> Iterator[None]:
    """End the command with status 1 and the sentence of a `SourceError`."""
    try:
        yield
    except SourceError as error:
        raise click.ClickException(str(error)) from error


def says(error: Exception) -> str | None:
    """What the pages say of a full disk and of a record that cannot be reached; `None` for any other error."""
    from hamstride.web import problems

    kind, _ = problems.kind_of(error)
    return None if kind == problems.UNKNOWN else Words()(f"web.problem.{kind}.says")
