"""`hamstride serve`: start the coach and show the link that opens it."""

import os
import signal
import sys
import webbrowser
from pathlib import Path
from types import FrameType

import click

from hamstride.cli import ground
from hamstride.text.words import Words

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
def command(port: int, *, browser: bool) -> None:
    """Start the coach on this computer and show the one-time link that opens it.

    It listens on 127.0.0.1 only. While one is running, a second start shows a fresh link to that one and ends.
    """
    os.environ["HAMSTRIDE_PORT"] = str(port)
    folder = ground.ready()
    from hamstride.web import server

    with ground.one_line(), server.only_one(folder) as mine:
        if mine:
            serve(folder, port, browser=browser)
        else:
            _show_running(folder, browser=browser)


def serve(folder: Path, port: int, *, browser: bool) -> None:
    """Listen until somebody says stop, with the record in `folder`."""
    from hamstride.web import server

    for asked in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell may ignore it for background jobs
        signal.signal(asked, _stop)
    try:
        listening = server.listen(port)
    except server.PortTaken:
        raise click.ClickException(
            f"Port {port} is in use by another program. Stop it, or choose another: hamstride serve --port {port + 1}"
        ) from None
    try:
        server.retire(folder)  # a killed one may have left where it was
        ground.prepared()
        server.announce(folder, port)
        _show("web.serve.ready", server.fresh_link(port), browser=browser)
        click.echo(Words()("web.serve.stop"))
        listening.serve()
    except SystemExit:
        click.echo(Words()("web.serve.stopped"))
    finally:
        server.retire(folder)
        listening.stop()


def _show_running(folder: Path, *, browser: bool) -> None:
    from hamstride.web import server

    port = server.running_port(folder)
    if port is None:
        raise click.ClickException(
            "Another Hamstride is just starting on the same data. Try again in a moment."
        )
    _show("web.serve.running", server.fresh_link(port), browser=browser)


def _show(id_: str, link: str, *, browser: bool) -> None:
    click.echo(f"{Words()(id_)}\n\n    {link}\n")
    if browser and _has_screen():
        webbrowser.open(link)


def _has_screen() -> bool:
    """Whether a browser would open in a window of its own, not in this terminal."""
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
