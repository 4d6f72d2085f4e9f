"""The pages in a real browser: for everybody, light and dark, with and without a script, nothing from elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request

from tests.e2e import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = ((390, 844), (844, 390), (1280, 800))
PAGES = (
    "/",
    "/exercises/",
    "/exercises/lying-leg-curl/?variant=toes-in",
    "/exercises/chair-stretch/",
    "/film/?exercise=standing-curl",
    "/why/",
    "/record/",
    "/progress/",
    "/progress/standing-curl/",
    "/tests/",
    "/tests/bend/active-knee-extension/",
    "/tests/bend/toe-touch/",
    "/tests/strength/",
    "/settings/body/",
    "/progress/week/",
    "/progress/report/",
    "/runs/",
    "/runs/aside/",
    "/runs/refused/",
    "/help/",
    "/settings/data/",
    "/settings/",
    "/welcome/",
    "/welcome/questions/",
    "/week/",
    "/hurts/",
    "/out/",
    "/phone/",
    "/nowhere/",
)
COMPLAINTS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`)"""


@pytest.fixture(scope="module")
def axe(repository: Path) -> str:
    """The accessibility checker, as a script."""
    file = repository / "node_modules" / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("needs node_modules: make test gets them")
    return file.read_text("utf-8")


@pytest.fixture
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium, args=list(people.QUIET))
    yield opened
    opened.close()


def _come_in(page: Page, site: people.Site) -> None:
    page.goto(site.link)
    page.locator("main form button").click()
    page.wait_for_url("**/welcome/")
    page.goto(site.origin + "/welcome/questions/")
    page.locator(".none-of-these").click()
    page.wait_for_url(site.origin + "/")


def _told(page: Page, site: people.Site) -> None:
    """Something in the record, so that its pages show more than their empty faces."""
    page.goto(site.origin + "/")
    page.locator("summary.quiet").click()
    page.locator("[name=when][value=today]").click()
    page.wait_for_url(site.origin + "/")


def test_every_page_is_for_everybody_and_fits(browser: Browser, site: people.Site, axe: str) -> None:
    page = browser.new_page()
    foreign: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((site.origin, "data:", "blob:")):
            foreign.append(request.url)

    page.on("request", asked)
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    _come_in(page, site)
    found = {path: _looked_at(page, site.origin + path, axe) for path in ("/", "/record/")}
    _told(page, site)
    page.goto(site.origin + "/record/")
    done = page.locator("a.row").first.get_attribute("href") or ""
    found |= {path: _looked_at(page, site.origin + path, axe) for path in (*PAGES, done)}
    assert {path: problems for path, problems in found.items() if problems} == {}
    assert (foreign, complaints) == ([], [])


def _looked_at(page: Page, address: str, axe: str) -> list[str]:
    """What is wrong with a page, in light and dark; whether it is wider than any of the screens."""
    problems: list[str] = []
    page.goto(address)
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        problems += page.evaluate(COMPLAINTS)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wider: Any = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wider > 0:
            problems.append(f"{wider} px too wide at {width} × {height}")
    return problems


def test_pages_work_without_a_script(browser: Browser, site: people.Site) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    _come_in(page, site)
    assert "JavaScript" in page.locator("noscript").first.inner_text()
    _told(page, site)
    page.goto(site.origin + "/record/")
    page.locator("a.row").first.click()
    page.locator(".cell summary").first.click()
    page.locator(".cell [value=minus]").first.click()
    page.wait_for_url(re.compile("#set-"))
    assert "9" in page.locator(".count").first.inner_text()


def test_every_page_can_be_walked_through_by_keyboard(browser: Browser, site: people.Site) -> None:
    page = browser.new_page()
    _come_in(page, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)
