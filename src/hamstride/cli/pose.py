"""`hamstride pose`: the pose track of a film."""

from pathlib import Path

import click

from hamstride.cli import bar
from hamstride.cli.trouble import one_line
from hamstride.text.words import Words
from hamstride.video import places, track


@click.command()
@click.argument("clip", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write; without it, beside the film as NAME.pose.jsonl.gz.",
)
@click.option("--model", type=click.Choice(["lite", "full"]), default="full", show_default=True)
def command(clip: Path, out: Path | None, model: str) -> None:
    """Find the pose in every picture of CLIP and write it down as a pose track."""
    words = Words()
    with one_line():
        target = places.free(out or clip.with_name(f"{clip.stem}.pose.jsonl.gz"), [clip], places.TRACK)
        from hamstride.video import pose

        with pose.track(clip, pose.Model(model)) as found:
            frames = bar.shown(found.frames, words("cli.pose.working", file=clip.name), found.expected)
            count, seen = track.write(target, found.header, frames, found.unread)
    click.echo(words("cli.pose.done", out=str(target), count=count, share=round(100 * seen / count)))
