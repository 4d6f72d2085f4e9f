"""The page about a film in a browser: opened from the disk, on every screen, for everybody."""

from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from hamstride.video import report, stills
from tests.video.telling import LYING, page, tell

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_the_page_opens_from_the_disk_and_is_for_everybody(
    browser: Browser, axe: str, tmp_path: Path
) -> None:
    lying = tell(LYING, "lying-neutral-right-hips-rise-4-7")
    jpeg = stills.jpeg(np.full((384, 512, 3), 120, np.uint8))
    report.write(tmp_path / "a.html", page(lying, pictures={still.t_s: jpeg for still in lying.stills}))
    for width, height in ((390, 844), (844, 390), (1280, 800)):
        for scheme in SCHEMES:
            opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            assert looked_at(opened, (tmp_path / "a.html").as_uri(), axe) == ([], [], [])
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
            opened.close()


def test_no_chart_is_cut_off_on_paper(browser: Browser, tmp_path: Path) -> None:
    report.write(tmp_path / "a.html", page(tell(LYING, "lying-neutral-right-hips-rise-4-7")))
    opened = browser.new_page(viewport={"width": 718, "height": 1000})
    opened.emulate_media(media="print")
    opened.goto((tmp_path / "a.html").as_uri())
    over = "all => all.map(each => each.scrollWidth - each.clientWidth)"
    assert max(opened.locator(".scroll").evaluate_all(over)) <= 0


def test_numbers_stand_under_each_other_on_every_screen(browser: Browser, tmp_path: Path) -> None:
    """A row with words under it too."""
    report.write(tmp_path / "a.html", page(tell(LYING, "lying-neutral-right-hips-rise-4-7")))
    edges = "rows => rows.map(row => [...row.children].slice(0, 6).map(each => Math.round(each.getBoundingClientRect().right)))"
    for width in (390, 560, 844):
        opened = browser.new_page(viewport={"width": width, "height": 844})
        opened.goto((tmp_path / "a.html").as_uri())
        rows = opened.locator("tr").evaluate_all(edges)
        assert rows == [rows[0]] * 11, width
        opened.close()


def looked_at(opened: Page, address: str, axe: str) -> tuple[list[str], list[str], list[str]]:
    """What axe complains of, what the console says, and what else than the page itself was asked for."""
    said, asked = list[str](), list[str]()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    opened.evaluate(axe)
    violations = opened.evaluate("axe.run(document).then(found => found.violations.map(each => each.id))")
    return violations, said, [url for url in asked if url != address and not url.startswith("data:")]
