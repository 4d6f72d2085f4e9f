"""The pictures of the documents, taken from the made-up runner of `hamstride demo`.

.venv/bin/python -m tools.pictures     every page, both sizes, light and dark, into .tools/pictures; a few go to docs/pictures
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from hamstride.system import find_browser
from tools.paths import ROOT, TOOLS

EVERY = TOOLS / "pictures"
DOCS = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
SCHEMES = ("light", "dark")
PAGES = {
    "today": "/",
    "week": "/week/",
    "exercises": "/exercises/",
    "exercise": "/exercises/standing-curl/",
    "progress": "/progress/",
    "curves": "/progress/standing-curl/",
    "report": "/progress/report/",
    "record": "/record/",
    "runs": "/runs/",
    "tests": "/tests/",
    "settings": "/settings/",
    "data": "/settings/data/",
    "why": "/why/",
    "help": "/help/",
}
KEPT = ("today-phone-light", "progress-phone-light", "progress-desk-dark", "exercise-phone-light")


def main() -> int:
    """Take them all."""
    browser = find_browser()
    if browser is None:
        print("There is no Chromium here. On Debian: apt install chromium", file=sys.stderr)
        return 1
    EVERY.mkdir(parents=True, exist_ok=True)
    with demo() as link, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--headless=new", "--no-sandbox"])
        page = opened.new_page(reduced_motion="reduce")
        page.goto(link)
        page.get_by_role("button").click()
        page.wait_for_load_state()
        for name, address in PAGES.items():
            take(page, name, link.partition("/open/")[0] + address)
        opened.close()
    for kept in KEPT:
        (DOCS / f"{kept}.png").write_bytes((EVERY / f"{kept}.png").read_bytes())
    return 0


def take(page: Page, name: str, address: str) -> None:
    """One page in every size and scheme; what is not there is said and left out."""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        print(f"{address}: not there", file=sys.stderr)
        return
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
            page.wait_for_timeout(300)  # charts draw themselves anew
            page.screenshot(path=EVERY / f"{name}-{size}-{scheme}.png")


@contextmanager
def demo() -> Iterator[str]:
    """`hamstride demo` on a free port; gives the link that opens it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "hamstride", "demo", "--no-browser", "--port", port]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            links = (re.search(r"http://\S+/open/\S+", line) for line in process.stdout)
            yield next(link[0] for link in links if link)
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
