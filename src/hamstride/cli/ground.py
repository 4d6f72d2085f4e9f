"""Gets Django and the database ready for a command. What stands in the way is said in one line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


def ready() -> Path:
    """Django set up; returns the data folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamstride.web.settings")
    os.umask(0o077)  # what is kept about a runner is theirs to read alone
    from hamstride.web.place import PlaceError, data_folder

    try:
        folder = data_folder()
        import django

        django.setup()
    except PlaceError as error:
        raise click.ClickException(str(error)) from error
    return folder


def prepared() -> None:
    """The record up to date, and its one runner there."""
    ready()
    from hamstride.web import server

    with one_line():
        server.prepare()


@contextmanager
def one_line() -> Iterator[None]:
    """End the command with one sentence where the record cannot be opened. Only once Django is set up."""
    from hamstride.web import server

    try:
        yield
    except server.Unopened as error:
        raise click.ClickException(str(error)) from error
