"""`hamstride serve`: start the coach and show the link that opens it."""

import os
import signal
import webbrowser
from pathlib import Path
from types import FrameType

import click

DEFAULT_PORT = 4127


@click.command(name="serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="Port to listen on.",
)
@click.option("--browser/--no-browser", default=True, help="Open the link in the browser as well.")
def command(port: int = DEFAULT_PORT, *, browser: bool = True) -> None:
    """Start the coach on this computer and show the one-time link that opens it.

    It listens on 127.0.0.1 only. While one is running, a second start shows a fresh link to that one and ends.
    """
    os.environ["HAMSTRIDE_PORT"] = str(port)
    folder = _ready()
    from hamstride.web import server

    with server.only_one(folder) as mine:
        if mine:
            _serve(folder, port, browser=browser)
        else:
            _show_running(folder, browser=browser)


def _ready() -> Path:
    """Django, with the data folder in place. Trouble is one clear sentence."""
    from hamstride.web.place import PlaceError, data_folder

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamstride.web.settings")
    try:
        folder = data_folder()
        import django

        django.setup()
    except PlaceError as error:
        raise click.ClickException(str(error)) from error
    return folder


def _serve(folder: Path, port: int, *, browser: bool) -> None:
    from hamstride.web import server

    try:
        listening = server.listen(port)
    except server.PortTaken:
        raise click.ClickException(
            f"Port {port} is in use by another program. Stop that one, or choose another: hamstride serve --port {port + 1}"
        ) from None
    try:
        link = _prepared_link(folder, port)
        server.announce(folder, port)
        _say("web.serve.ready", link, browser=browser)
        click.echo(_words("web.serve.stop"))
        signal.signal(signal.SIGTERM, _stop)
        listening.serve()
    except (KeyboardInterrupt, SystemExit):
        click.echo(_words("web.serve.stopped"))
    finally:
        server.retire(folder)
        listening.stop()


def _prepared_link(folder: Path, port: int) -> str:
    from django.db import DatabaseError

    from hamstride.web import problems, server

    try:
        server.prepare()
        return server.fresh_link(port)
    except (DatabaseError, OSError) as error:
        what = "the disk is full" if problems.is_full(error) else str(error).strip()
        raise click.ClickException(
            f"The record cannot be opened: {what}. It is kept in {folder} (or at HAMSTRIDE_DATABASE_URL); nothing was changed."
        ) from error


def _show_running(folder: Path, *, browser: bool) -> None:
    from hamstride.web import server

    port = server.running_port(folder)
    if port is None:
        raise click.ClickException(
            "Another Hamstride is just starting on the same data. Try again in a moment."
        )
    _say("web.serve.running", server.fresh_link(port), browser=browser)


def _say(id_: str, link: str, *, browser: bool) -> None:
    click.echo(_words(id_))
    click.echo(f"\n    {link}\n")
    if browser:
        webbrowser.open(link)


def _words(id_: str) -> str:
    from hamstride.text.words import Words

    return Words()(id_)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
