"""`hamstride demo`: look around with a made-up runner."""

import os
import tempfile
from pathlib import Path

import click

from hamstride.cli import ground, serve
from hamstride.text.words import Words

DEFAULT_PORT = serve.DEFAULT_PORT + 1


@click.command(name="demo")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="Port to listen on.",
)
@click.option("--browser/--no-browser", default=True, help="Open the link in the browser as well.")
def command(port: int, *, browser: bool) -> None:
    """Start the coach with a made-up runner who has twelve weeks behind them.

    Your own record is not touched: all of it lies in a folder of its own, which is gone when this ends.
    """
    with tempfile.TemporaryDirectory(prefix="hamstride-demo-") as folder:
        os.environ |= {"HAMSTRIDE_DATA": folder, "HAMSTRIDE_PORT": str(port)}
        for name in ("HAMSTRIDE_DATABASE_URL", "HAMSTRIDE_PHONE"):
            os.environ.pop(name, None)
        click.echo(Words()("cli.demo.making"))
        ground.prepared()
        from hamstride.store import services
        from hamstride.web import clock
        from hamstride.web.demo import making

        making.fill(services.local_runner(), clock.today())
        serve.serve(Path(folder), port, browser=browser, last_word="cli.demo.gone")
