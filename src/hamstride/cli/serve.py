"""`hamstride serve`: start the coach and show the link that opens it."""

import os
import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from hamstride.cli import ground
from hamstride.text.words import Words

if TYPE_CHECKING:
    from cheroot.wsgi import Server

    from hamstride.web.phone.server import Phone

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
@click.option(
    "--phone", is_flag=True, help="Answer in the home network too, for one phone, until it is stopped."
)
@click.option("--phone-address", help="This computer's address in the home network, where it has several.")
def command(port: int, *, browser: bool, phone: bool, phone_address: str | None) -> None:
    """Start the coach on this computer and show the one-time link that opens it.

    It listens on 127.0.0.1 only, unless --phone is given. While one is running, a second start shows a fresh link to that
    one and ends.
    """
    os.environ["HAMSTRIDE_PORT"] = str(port)
    os.environ.pop("HAMSTRIDE_PHONE", None)
    if phone:
        os.environ["HAMSTRIDE_PHONE"] = f"{_home_address(phone_address)}:{_beside(port)}"
    folder = ground.ready()
    from hamstride.web import server

    with ground.one_line(), server.only_one(folder) as mine:
        if mine:
            serve(folder, port, browser=browser)
        else:
            _show_running(folder, browser=browser)
            if phone:
                click.echo(Words()("web.serve.phone-later"))


def _home_address(named: str | None) -> str:
    from hamstride.web.phone.address import NoHomeNetwork, home_address

    try:
        return home_address(named)
    except NoHomeNetwork as error:
        found = str(error)
        says = Words()("web.serve.no-home", found=found) if found else Words()("web.serve.no-network")
        raise click.ClickException(says) from error


def _beside(port: int) -> int:
    """The port of the door for the phone."""
    return port + 1 if port < 65_535 else port - 1


def serve(folder: Path, port: int, *, browser: bool, last_word: str = "web.serve.stopped") -> None:
    """Listen until somebody says stop, with the record in `folder`; then say the `last_word` (the id of a text)."""
    from hamstride.web import server

    for asked in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell may ignore it for background jobs
        signal.signal(asked, _stop)
    listening = _listen(port)
    try:
        server.retire(folder)  # a killed one may have left where it was
        ground.prepared()
        server.announce(folder, port)
        with _door() as phone:
            _show("web.serve.ready", server.fresh_link(port), browser=browser)
            if phone is None:
                click.echo(Words()("web.serve.stop"))
            else:
                _show_code(phone.fresh_link())
            listening.serve()
    except SystemExit:
        click.echo(Words()(last_word))
    finally:
        server.retire(folder)
        listening.stop()


def _listen(port: int) -> "Server":
    from hamstride.web import server

    try:
        return server.listen(port)
    except server.PortTaken:
        says = Words()("web.serve.port-taken", port=str(port), other=str(port + 1))
        raise click.ClickException(says) from None


@contextmanager
def _door() -> Iterator["Phone | None"]:
    """The door for the phone, open, if one is wanted."""
    from django.conf import settings

    if settings.PHONE is None:
        yield None
        return
    from hamstride.web import server as local
    from hamstride.web.phone import server

    address, _, port = settings.PHONE.rpartition(":")
    phone = server.Phone(address, int(port))
    try:
        phone.listen()
    except local.PortTaken:
        says = Words()("web.serve.door-taken", port=port, address=address, other=str(int(port) + 1))
        raise click.ClickException(says) from None
    server.current = phone
    try:
        yield phone
    finally:
        server.current = None
        phone.stop()


def _show_code(link: str) -> None:
    words = Words()
    click.echo(words("web.serve.phone"))
    if sys.stdout.isatty():
        import segno

        segno.make(link, micro=False).terminal(compact=True)
    click.echo(f"\n    {link}\n\n{words('web.serve.phone-warns')}\n{words('web.serve.stop-phone')}")


def _show_running(folder: Path, *, browser: bool) -> None:
    from hamstride.web import server

    port = server.running_port(folder)
    if port is None:
        raise click.ClickException(Words()("web.serve.starting"))
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
