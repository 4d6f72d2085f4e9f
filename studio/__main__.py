"""`python -m studio make SPEC... -o DIR [--only TEXT]`: films with the truth beside them; `lots --seed N`: a new list."""

import argparse
import sys
from pathlib import Path

import studio  # noqa: F401  (puts the repository's own package where it can be imported)
from hamstride.exercises.codec import DecodeError
from studio import film, lots, spec


def main() -> int:
    """Make every film of the specs whose name holds the text, or print a list of new ones; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="make films and the truth about them")
    make.add_argument("specs", nargs="+", type=Path)
    make.add_argument("-o", "--out", type=Path, required=True)
    make.add_argument("--only", default="", help="only films whose name holds this text")
    make.add_argument("--new", action="store_true", help="only films that are not there yet")
    by_lot = commands.add_parser("lots", help="print a list of films drawn by lot")
    by_lot.add_argument("--seed", type=int, required=True)
    given = parser.parse_args()
    if given.command == "lots":
        sys.stdout.write(lots.films(given.seed))
        return 0
    given.out.mkdir(parents=True, exist_ok=True)
    for each in (each for path in given.specs for each in spec.read(path)):
        if given.only in each.name and not (given.new and (given.out / f"{each.name}.json").exists()):
            sys.stdout.write(film.make(each, given.out) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except DecodeError as error:
        raise SystemExit(f"studio: {error}") from error
