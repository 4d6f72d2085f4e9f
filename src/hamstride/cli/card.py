"""`hamstride card`: the programme on one sheet of paper."""

from pathlib import Path

import click

from hamstride.cli import ground, written
from hamstride.text.words import Words


@click.command(name="card")
@click.option("-o", "--output", type=written.FILE, required=True, help="The PDF file to write.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Size of the sheet."
)
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def command(output: Path, paper: str, *, as_json: bool) -> None:
    """The programme as it is for you now, with figures, on one sheet for the fridge."""
    ground.prepared()
    from hamstride.formats.card import Paper
    from hamstride.store import services
    from hamstride.web.out import making
    from hamstride.web.session.making import Refused

    runner = services.local_runner()
    words = Words.to(runner.profile)
    try:
        data = making.card_file(runner, Paper(paper), unasked=True)
    except Refused as refused:
        raise click.ClickException(words.of(refused.message)) from refused
    written.ask_first(runner)
    written.keep(output, data, words, as_json=as_json)
