"""`python -m studio make SPEC... -o DIR [--only TEXT]`: films with the truth beside them.
`python -m studio demonstrate [ID...]`: the demonstrations of the pages, those that are missing or out of date."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import studio  # noqa: F401  (puts the repository's own package where it can be imported)
from hamstride import demonstrations
from hamstride.exercises.codec import DecodeError
from studio import demonstrate, film, spec


def main() -> int:
    """Draw what is asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="make films and the truth about them")
    make.add_argument("specs", nargs="+", type=Path)
    make.add_argument("-o", "--out", type=Path, required=True)
    make.add_argument("--only", default="", help="only films whose name holds this text")
    make.add_argument("--new", action="store_true", help="only films that are not there yet")
    show = commands.add_parser("demonstrate", help="draw the demonstrations of the pages")
    show.add_argument("ids", nargs="*", metavar="ID", help="exercises; all when none is named")
    show.add_argument("--again", action="store_true", help="also those that are as declared")
    show.add_argument("-o", "--out", type=Path, default=demonstrations.folder())
    given = parser.parse_args()
    lines = (
        _films(given)
        if given.command == "make"
        else demonstrate.draw(given.out, given.ids, again=given.again)
    )
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


def _films(given: argparse.Namespace) -> Iterator[str]:
    """Make every film of the specs whose name holds the text."""
    given.out.mkdir(parents=True, exist_ok=True)
    for each in (each for path in given.specs for each in spec.read(path)):
        if given.only in each.name and not (given.new and (given.out / f"{each.name}.json").exists()):
            yield film.make(each, given.out)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except DecodeError as error:
        raise SystemExit(f"studio: {error}") from error
