"""Three standing people as data folders for a real server: new, with one session, with ten years.

.venv/bin/python -m tests.e2e.standing FOLDER new|one|years
"""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

WHO = ("new", "one", "years")
YEARS_DAYS = 3650
TWELVE_WEEKS_DAYS = 84


def make(folder: Path, who: str) -> Path:
    """The data folder of one of them, made by a process of its own: the tests' own database stays out of it."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"HAMSTRIDE_DATA": str(folder)}
    environment.pop("HAMSTRIDE_DATABASE_URL", None)
    subprocess.run(
        [sys.executable, "-m", "tests.e2e.standing", str(folder), who], env=environment, check=True
    )
    return folder


def main() -> int:
    """Fills the folder that HAMSTRIDE_DATA names."""
    folder, who = sys.argv[1:]
    os.environ["HAMSTRIDE_DATA"] = folder
    from hamstride.cli import ground

    ground.prepared()
    from hamstride.store import services
    from hamstride.web import clock
    from hamstride.web.demo import making
    from tests import people

    runner, today = services.local_runner(), clock.today()
    if who == "one":
        services.answer_questions(runner, today, making.PROFILE, {})
        done = people.trained(runner, today - timedelta(days=1))
        services.end_session(done, complete=True, effort="all-right", hurt=False)
    if who == "years":
        making.fill(runner, today)
        before = today - timedelta(days=TWELVE_WEEKS_DAYS)
        people.years_of(runner, before, YEARS_DAYS - TWELVE_WEEKS_DAYS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
