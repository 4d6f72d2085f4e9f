"""`hamstride data`: all that is kept, out and in again, or gone."""

from pathlib import Path

import click

from hamstride.cli import ground
from hamstride.text.words import Words

REPLACE = "Replace what is there already."


@click.group(name="data")
def command() -> None:
    """Everything that is kept about you: write it to a file, read it back, or delete it."""


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write everything to FILE: a .zip of JSON and tables (CSV), or plain JSON where FILE ends in .json."""
    ground.prepared()
    from hamstride.formats import own
    from hamstride.store import backup, services

    archive = backup.take(services.local_runner())
    content = own.to_json(archive) if file.suffix == ".json" else own.to_zip(archive)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error
    click.echo(Words()("cli.data.written", file=str(file), n=sum(map(len, archive.values()))))


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help=REPLACE)
def import_(file: Path, *, replace: bool) -> None:
    """Read back what `export` wrote. With an error nothing is changed."""
    ground.prepared()
    from hamstride.formats import own
    from hamstride.store import backup, services

    runner = services.local_runner()
    if not replace and not backup.is_empty(runner):
        raise click.ClickException(f"There is something here already. {REPLACE[:-1]} with --replace.")
    try:
        archive = own.read(file.read_bytes())
        backup.put(runner, archive)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}") from error
    except (own.Unreadable, backup.WrongArchive) as error:
        raise click.ClickException(f"{file} cannot be read in: {error}. Nothing was changed.") from error
    click.echo(Words()("cli.data.read", file=str(file), n=sum(map(len, archive.values()))))


@command.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(*, yes: bool) -> None:
    """Delete everything. It cannot be undone."""
    ground.prepared()
    from hamstride.store import backup, services

    words = Words()
    if not yes:
        click.confirm(words("cli.data.sure"), abort=True)
    backup.delete_all(services.local_runner())
    click.echo(words("cli.data.deleted"))
