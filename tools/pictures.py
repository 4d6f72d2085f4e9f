"""The pictures of the documents: every page, both sizes, light and dark, and the player, of the runner of `hamstride demo`.

.venv/bin/python -m tools.pictures                  all of them anew into docs/pictures, with the page that shows them
.venv/bin/python -m tools.pictures --data FOLDER    of somebody else's record, into .tools/pictures alone, to be looked at
"""

import argparse
import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from hamstride.system import find_browser
from tools.page_map import SHOTS, Shot
from tools.paths import ROOT, TOOLS

DOCS = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
PLAYER_SIZES = {"lying": (844, 390), **SIZES}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOURS = 128  # of a picture: flat pages need no more, and lossless WebP makes a tenth of a PNG of it
PLAYER = ("ready", "working")  # where the player stands, in the order in which it comes
BY_BEAT = """() => {
  const button = document.querySelector("[data-start-exercise]");
  button.dataset.startSource = "beat";
  button.click();
}"""
PRESS = """[...document.querySelectorAll("#player button.is-main")]
    .find(each => each.checkVisibility() && each.getBoundingClientRect().width > 0)?.click()"""
HEAD = "<!-- Written by tools/pictures.py: change the pages, then run it. -->\n"


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data folder")
    parser.add_argument("--only", default="", help="only what begins with this")
    wanted = parser.parse_args()
    browser = find_browser()
    if browser is None:
        print("There is no Chromium here. On Debian: apt install chromium", file=sys.stderr)
        return 1
    target = TOOLS / "pictures" / wanted.data.name if wanted.data else DOCS
    target.mkdir(parents=True, exist_ok=True)
    with served(wanted.data) as link, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--headless=new", "--no-sandbox"])
        photograph(opened, link, target, wanted.only)
        opened.close()
    if target == DOCS:
        (ROOT / "docs" / "pictures.md").write_text(page_of_pictures(), "utf-8")
    return 0


def photograph(browser: Browser, link: str, target: Path, only: str) -> None:
    """Every page and the player, of the Hamstride behind a link."""
    context = browser.new_context(reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    origin = link.partition("/open/")[0]
    wanted = [shot for shot in SHOTS if shot.name.startswith(only)]
    for shot in (shot for shot in wanted if not shot.signed_in):
        take(page, shot, origin, link, target)
    page.goto(link)
    page.get_by_role("button").click()
    page.wait_for_load_state()
    for shot in (shot for shot in wanted if shot.signed_in):
        take(page, shot, origin, link, target)
    if "player".startswith(only):
        take_player(context, origin, target)


def take(page: Page, shot: Shot, origin: str, link: str, target: Path) -> None:
    """One page in every size and scheme; what cannot be reached here is said and left out."""
    page.goto(origin + shot.address if shot.address else link)
    for each in shot.links:
        found = page.locator(each)
        if not found.count():
            print(f"{shot.name}: there is no {each} here", file=sys.stderr)
            return
        page.goto(origin + (found.first.get_attribute("href") or ""))
    if shot.instead:
        page.goto(page.url.replace(*shot.instead))
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_timeout(250)  # charts draw themselves anew
            keep(page, target / f"{shot.name}-{size}-{scheme}.webp")


def take_player(context: BrowserContext, origin: str, target: Path) -> None:
    """Standing curls by the beat: while one gets ready, and while one works. Begun anew for each, for it draws as it began."""
    page = context.new_page()
    for size, (width, height) in PLAYER_SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.goto(origin + "/exercises/standing-curl/")
            page.evaluate(BY_BEAT)
            for stage in PLAYER:
                until(page, stage)
                page.wait_for_timeout(700)
                keep(page, target / f"player-{stage}-{size}-{scheme}.webp")


def until(page: Page, stage: str) -> None:
    """Presses the main button until the player stands at a stage."""
    player = page.locator(f"#player[data-stage={stage}]")
    for _ in range(1200):
        if player.count():
            return
        page.evaluate(PRESS)
        page.wait_for_timeout(100)
    raise TimeoutError(f"the player did not come to {stage!r} within two minutes")


def keep(page: Page, file: Path) -> None:
    """What the page shows, small: WebP without loss, of few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(file, "WEBP", lossless=True, quality=80, method=4)


def page_of_pictures() -> str:
    """All pictures on one page of the documents, the light ones in light, the dark ones in dark."""
    lines = [HEAD + "# Every page in pictures\n"]
    lines += [
        "The made-up runner of `hamstride demo`, after twelve weeks. Each page on a phone and on a desk.\n"
    ]
    player = [f"player-{stage}" for stage in PLAYER]
    for name in (*player, *(shot.name for shot in SHOTS)):
        sizes = PLAYER_SIZES if name in player else SIZES
        there = [size for size in sizes if (DOCS / f"{name}-{size}-light.webp").exists()]
        if there:
            lines.append(f"\n## {name.replace('-', ' ')}\n\n| | light | dark |\n|---|---|---|")
        for size in there:
            cells = (
                f"![{name}, {size}, {scheme}](pictures/{name}-{size}-{scheme}.webp)" for scheme in SCHEMES
            )
            lines.append(f"| {size} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


@contextmanager
def served(data: Path | None) -> Iterator[str]:
    """`hamstride demo`, or `hamstride serve` of a data folder, on a free port; gives the link that opens it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "hamstride", "serve" if data else "demo", "--no-browser", "--port", port]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"} | ({"HAMSTRIDE_DATA": str(data)} if data else {})
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            links = (re.search(r"http://\S+/open/\S+", line) for line in process.stdout)
            yield next(link[0] for link in links if link)
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
