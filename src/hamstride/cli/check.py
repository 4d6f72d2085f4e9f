"""`hamstride check`: does a declaration of one's own work?"""

from pathlib import Path

import click

from hamstride.cli import own
from hamstride.engine import check as engine
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words, languages


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Try out the declarations in FILES: simulated people do them, and the watcher must see what they do."""
    words, wrong = Words(), False
    for file in files:
        try:
            exercise = own.read(file)
        except click.ClickException as error:
            error.show()
            wrong = True
            continue
        problems = engine.check(exercise)
        for problem in problems:
            click.echo(f"{file}: {words.of(problem)}")
        wrong = wrong or bool(problems)
        if not problems:
            click.echo(f"{file}: {words('check.fine', title=exercise.text.title)}")
        if _takes_a_place(exercise):
            click.echo(f"{file}: {words('check.same-id', id=exercise.id)}")
    ctx.exit(1 if wrong else 0)


def _takes_a_place(exercise: Exercise) -> bool:
    """Whether it has the id of another exercise that comes with Hamstride."""
    ours = (catalogue(language).get(exercise.id) for language in languages())
    return exercise.id in catalogue() and exercise not in ours
