"""`hamstride data`: all that is kept, out and in again, or gone."""

from pathlib import Path

import click

from hamstride.cli import ground, written
from hamstride.text.words import Words


@click.group(name="data")
def command() -> None:
    """Everything that is kept about you: write it to a file, read it back, or delete it."""


@command.command()
@click.argument("file", type=written.FILE)
def export(file: Path) -> None:
    """Write everything to FILE: a .zip of JSON and tables (CSV), or plain JSON where FILE ends in .json."""
    ground.prepared()
    from hamstride.formats import own
    from hamstride.store import backup, services

    runner = services.local_runner()
    archive, words = backup.take(runner), Words.to(runner.profile)
    pack = own.to_json if file.suffix.lower() == ".json" else own.to_zip
    written.whole(file, pack(archive), words)
    click.echo(words("cli.data.written", file=str(file), n=sum(map(len, archive.values()))))


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what is there already.")
def import_(file: Path, *, replace: bool) -> None:
    """Read back what `export` wrote. With an error nothing is changed."""
    ground.prepared()
    from hamstride.formats import own
    from hamstride.store import backup, services

    runner = services.local_runner()
    words = Words.to(runner.profile)
    if not replace and not backup.is_empty(runner):
        raise click.ClickException(words("cli.data.there"))
    try:
        archive = own.read(written.content(file, words))
        backup.put(runner, archive)
    except (own.Unreadable, backup.WrongArchive) as error:
        raise click.ClickException(words("cli.data.bad", file=str(file), why=str(error))) from error
    words = Words.to(runner.profile)  # that of the archive
    click.echo(words("cli.data.read", file=str(file), n=sum(map(len, archive.values()))))


@command.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(*, yes: bool) -> None:
    """Delete everything. It cannot be undone."""
    ground.prepared()
    from hamstride.store import backup, services

    runner = services.local_runner()
    words = Words.to(runner.profile)
    if not yes:
        click.confirm(words("cli.data.sure"), abort=True)
    backup.delete_all(runner)
    click.echo(words("cli.data.deleted"))
