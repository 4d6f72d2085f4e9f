"""Golden event logs: what the watcher says of our films, to 1 ms and 0.1 degrees, on every machine.

`python -m tests.engine.golden` writes them anew after a change that is meant; the difference belongs in the changelog.
"""

import json
from pathlib import Path
from typing import Any

from hamstride.engine.report import log
from tests.engine.films import CLIPS, Film, films

FOLDER = Path(__file__).parent / "golden"


def golden(film: Film) -> Path:
    """The file of a film's log."""
    return FOLDER / f"{film.name}.json"


def read(film: Film) -> Any:
    """A film's log as it should be."""
    return json.loads(golden(film).read_text())


def write(film: Film) -> None:
    """Keep the log as it is now, a line an event."""
    lines = ",\n".join(json.dumps(entry) for entry in log(film.watcher(), film.frames()))
    golden(film).write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in films(CLIPS):
        write(each)
