"""Gets Django and the database ready for a command. What stands in the way is said in one line."""

import os
from pathlib import Path

import click


def ready() -> Path:
    """Django set up; returns the data folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamstride.web.settings")
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
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from hamstride.web import problems, server

    folder = ready()
    try:
        server.prepare()
    except ImproperlyConfigured as error:
        raise click.ClickException(
            "HAMSTRIDE_DATABASE_URL names a PostgreSQL, and the part that speaks to it is missing: "
            "install hamstride[postgres]."
        ) from error
    except (DatabaseError, OSError) as error:
        what = "the disk is full" if problems.is_full(error) else " ".join(str(error).split())
        where = "at HAMSTRIDE_DATABASE_URL" if os.environ.get("HAMSTRIDE_DATABASE_URL") else f"in {folder}"
        raise click.ClickException(
            f"The record {where} cannot be opened: {what}. Nothing in it was changed."
        ) from error
