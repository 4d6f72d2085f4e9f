"""`python -m studio make SPEC... -o DIR [--only TEXT]`: films with the truth beside them.
`python -m studio lots --seed N`: a new list of films, drawn by lot.
`python -m studio demonstrate [ID...]`: the demonstrations of the pages, those that are missing or out of date."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import studio  # noqa: F401  (puts the repository's own package where it can be imported)
from hamstride import demonstrations
from hamstride.exercises.codec import DecodeError
from studio import demonstrate, film, lots, spec


def main() -> int:
    """Draw what is asked for; returns the exit code."""
    given = _parser().parse_args()
    for line in given.run(given):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="make films and the truth about them")
    make.add_argument("specs", nargs="+", type=Path)
    make.add_argument("-o", "--out", type=Path, required=True)
    make.add_argument("--only", default="", help="only films whose name holds this text")
    make.add_argument("--new", action="store_true", help="only films that are not there yet")
    make.set_defaults(run=_films)
    by_lot = commands.add_parser("lots", help="print a list of films drawn by lot")
    by_lot.add_argument("--seed", type=int, required=True)
    by_lot.set_defaults(run=_lots)
    show = commands.add_parser("demonstrate", help="draw the demonstrations of the pages")
    show.add_argument("ids", nargs="*", metavar="ID", help="exercises; all when none is named")
    show.add_argument("--again", action="store_true", help="also those that are as declared")
    show.add_argument("-o", "--out", type=Path, default=demonstrations.folder())
    show.set_defaults(run=_demonstrations)
    return parser


def _films(given: argparse.Namespace) -> Iterator[str]:
    """Make every film of the specs whose name holds the text."""
    given.out.mkdir(parents=True, exist_ok=True)
    for each in (each for path in given.specs for each in spec.read(path)):
        if given.only in each.name and not (given.new and (given.out / f"{each.name}.json").exists()):
            yield film.make(each, given.out)


def _lots(given: argparse.Namespace) -> Iterator[str]:
    return iter(lots.films(given.seed).splitlines())


def _demonstrations(given: argparse.Namespace) -> Iterator[str]:
    return demonstrate.draw(given.out, given.ids, again=given.again)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except DecodeError as error:
        raise SystemExit(f"studio: {error}") from error
