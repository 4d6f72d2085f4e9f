"""The tests in a real browser: by keyboard alone, without a script, with a phone that tells its tilt, and for everybody."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people
from tests.e2e.test_everyone import barriers, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PULLS = {"back-left": "20", "back-right": "19", "front-left": "41", "front-right": "40"}


def to(page: Page, what: str) -> None:
    """Tab on until the thing named (a CSS selector) has the focus; fails when it is not reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"{what} cannot be reached by keyboard on {page.url}")


def typed(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        to(page, f"input[name='{name}']")
        page.keyboard.press("Control+A")
        page.keyboard.type(value)


def begin_strength(page: Page, site: people.Site) -> None:
    page.goto(site.origin + "/tests/strength/")
    typed(page, {"lever": "38"})
    to(page, "input[name=hurts]")
    page.keyboard.press("Space")
    to(page, "main button.go")
    page.keyboard.press("Enter")
    page.wait_for_url("**/back-left/")


def test_the_strength_test_by_keyboard_reloaded_half_way(
    browser: Browser, site: people.Site, axe: str
) -> None:
    page = browser.new_page()
    people.come_in(page, site)
    begin_strength(page, site)
    for part, force in PULLS.items():
        page.wait_for_url(f"**/{part}/")
        page.reload()
        to(page, "[data-rest-start]")
        page.keyboard.press("Enter")
        expect(page.locator("[data-rest-left]")).not_to_have_text("45")
        typed(page, {"pull-1": "10", "pull-2": force, "pull-3": force})
        page.keyboard.press("Enter")
    page.wait_for_url(
        lambda url: url.endswith("/") and "-" in url and "left" not in url and "right" not in url
    )
    expect(page.locator("main")).to_contain_text("0.49, give or take 0.07")
    expect(page.locator("main")).to_contain_text("the article's rule: 0.80")
    assert barriers(page, axe) + too_wide(page) == []
    to(page, "form[action*='/delete/'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The test is deleted.")
    to(page, "form[action*='/restore/'] button")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("0.49")


def test_flexibility_by_keyboard_and_without_a_script(browser: Browser, site: people.Site) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    people.come_in(page, site)
    page.goto(site.origin + "/tests/bend/straight-leg-raise/")
    fields = {"left-1": "78", "left-2": "80", "left-3": "82", "right-1": "60", "right-2": "62"}
    for name, value in fields.items():
        page.locator(f"[name='{name}']").focus()
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_contain_text("80° high")
    expect(page.locator("#result")).to_contain_text("Under 70° is very tight")
    expect(page.locator("main")).to_contain_text("Use the step from now on")
    assert page.locator("[data-tilt]").is_hidden()


def test_a_phone_that_tells_its_tilt_fills_the_fields(browser: Browser, site: people.Site) -> None:
    page = browser.new_page()
    people.come_in(page, site)
    page.goto(site.origin + "/tests/bend/active-knee-extension/")
    page.locator("[data-tilt-start]").click()
    page.wait_for_function(  # a phone tells its tilt all the time, also before anybody listens
        """() => {
            dispatchEvent(new DeviceOrientationEvent('deviceorientation', {alpha: 0, beta: 71, gamma: 0}));
            return !document.querySelector('[data-tilt-keep]').hidden;
        }"""
    )
    for _ in range(2):
        page.locator("[data-tilt-keep]").click()
    assert [page.locator(f"[name='left-{n}']").input_value() for n in (1, 2, 3)] == ["19", "19", ""]
    page.locator("form[data-trials] button.go").click()
    expect(page.locator("#result")).to_contain_text("19° short of straight")


def test_a_device_that_tells_nothing_says_so(browser: Browser, site: people.Site, tmp_path: Path) -> None:
    page = browser.new_page()
    people.come_in(page, site)
    page.goto(site.origin + "/tests/bend/active-knee-extension/")
    page.locator("[data-tilt-start]").click()
    expect(page.locator("[data-tilt-says]")).to_contain_text("does not tell how it is tilted")
