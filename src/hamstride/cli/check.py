"""`hamstride check`: does a declaration of one's own work?"""

from pathlib import Path

import click

from hamstride.cli import own
from hamstride.engine import check as engine
from hamstride.text.words import Words


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Try out the declarations in FILES: simulated people do them, and the watcher must see what they do."""
    words, wrong = Words(), False
    for file in files:
        exercise = own.read(file)
        problems = engine.check(exercise)
        for problem in problems:
            click.echo(f"{file}: {words.of(problem)}")
        wrong = wrong or bool(problems)
        if not problems:
            click.echo(f"{file}: {words('check.fine', title=exercise.text.title)}")
    ctx.exit(1 if wrong else 0)
