"""The pages of somebody with ten years behind them, against those of somebody with one month.

.venv/bin/python -m benchmarks.pages
"""

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

PAGES = ("today", "week", "record", "progress", "report", "runs", "tests", "exercises", "settings")
DAYS = {"month": 30, "decade": 3650}
ROUNDS = 12


def best_ms(browser: "Client", address: str) -> float:
    """The shortest of a few loads, in milliseconds of this process."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = browser.get(address)
        found.append(time.process_time() - began)
        assert answer.status_code == 200, address
    return 1000 * min(found)


def prepared(folder: Path) -> None:
    """An empty record in a folder of its own."""
    os.environ |= {"HAMSTRIDE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "hamstride.web.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def main() -> None:
    """Measure each page with both, and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        prepared(Path(folder))
        from django.conf import settings
        from django.urls import reverse

        from hamstride.web import clock
        from tests import people

        settings.ALLOWED_HOSTS = ["*"]
        browsers = {}
        for name, days in DAYS.items():
            runner = people.runner(name)
            people.years_of(runner, clock.today(), days)
            browsers[name] = people.client(runner)
        for page in PAGES:
            month_ms, decade_ms = (best_ms(browsers[name], reverse(page)) for name in DAYS)
            print(f"{page:10} {month_ms:6.1f} {decade_ms:6.1f} ms  {decade_ms / month_ms:.2f} (reach: 1.2)")


if __name__ == "__main__":
    main()
