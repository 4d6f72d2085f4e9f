"""The pages in a real browser, without a script and by keyboard; `test_everyone` looks at all of them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.e2e import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


def test_the_way_past_the_navigation_leads_past_it(browser: Browser, site: people.Site) -> None:
    page = browser.new_page()
    _come_in(page, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)
