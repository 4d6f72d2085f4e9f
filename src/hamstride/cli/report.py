"""`hamstride report`: a page for the physiotherapist."""

from pathlib import Path

import click

from hamstride.cli import ground
from hamstride.cli.progress import SPAN
from hamstride.text.words import Words


@click.command(name="report")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("hamstride-report.html"),
    show_default=True,
    help="The file to write.",
)
@SPAN
def command(output: Path, span: str) -> None:
    """Write a report to show or print: done, doses, pain, tests with their errors, what was not visible.

    One HTML file that needs nothing else.
    """
    ground.prepared()
    from hamstride.measure.progress import Span
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.progress import report

    runner = services.local_runner()
    try:
        output.write_text(report.as_file(runner, Span(span), clock.today()), "utf-8")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    click.echo(Words(runner.profile.language)("cli.report.written", file=str(output)))
