"""The pages in a real browser, without a script and by keyboard; `test_everyone` looks at all of them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people, standing

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _told(page: Page, site: people.Site) -> None:
    """Something in the record, so that its pages show more than their empty faces."""
    page.goto(site.origin + "/")
    page.locator("summary.quiet").first.click()
    page.locator("[name=when][value=today]").click()
    page.wait_for_url(re.compile("#now$"))
    expect(page.locator("#now"), "the keyboard goes on where it was").to_be_focused()


def test_pages_work_without_a_script(browser: Browser, site: people.Site) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    people.come_in(page, site)
    assert "JavaScript" in page.locator("noscript").first.inner_text()
    _told(page, site)
    page.goto(site.origin + "/record/")
    page.locator("a.row").first.click()
    page.locator(".cell summary").first.click()
    page.locator(".cell [value=minus]").first.click()
    page.wait_for_url(re.compile("#set-"))
    assert "9" in page.locator(".count").first.inner_text()


# What does not fit its place: a segment of a switch, a second row of paces or of the buttons of a row, a word cut in a select.
CRAMPED = """() => {
  const rows = (all) => new Set([...all].map((each) => each.getBoundingClientRect().top)).size;
  const pen = document.createElement("canvas").getContext("2d");
  const cut = (select) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(select);
    pen.font = font;
    const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 20; // its arrow
    return [...select.options].some(({ text }) => pen.measureText(text).width > room);
  };
  return [
    ...[...document.querySelectorAll(".switch a")].filter((each) => each.scrollWidth > each.clientWidth + 1),
    ...[...document.querySelectorAll(".speeds")].filter((each) => rows(each.querySelectorAll("label")) > 1),
    ...[...document.querySelectorAll(".presses")].filter((each) => rows(each.querySelectorAll("button")) > 1),
    ...[...document.querySelectorAll(".usual select")].filter(cut),
  ].map((each) => each.outerHTML.slice(0, 80));
}"""
# Titles of which a word is broken: narrower than their longest word would be in one piece.
BROKEN = """() => [...document.querySelectorAll(".top > h1, .top > p")].filter((each) => {
  const wide = each.getBoundingClientRect().width;
  each.style.width = "min-content";
  each.style.overflowWrap = "normal";
  return each.getBoundingClientRect().width > wide + 1;
}).map((each) => each.textContent)"""


def test_every_language_fits_a_phone_and_large_letters_break_no_title(
    browser: Browser, site: people.Site
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    people.come_in(page, site)
    for language in ("de", "es", "fr", "en"):
        page.goto(site.origin + "/settings/")
        page.locator(f"[name=language][value={language}]").check(force=True)
        page.locator("form.stack > .go").click()
        page.wait_for_url("**/settings/?saved")
        for address in ("/", "/week/", "/exercises/lying-leg-curl/?variant=toes-in"):
            page.goto(site.origin + address)
            assert page.evaluate(CRAMPED) == [], (language, address)
        page.set_viewport_size({"width": 360, "height": 640})
        for address in ("/", "/settings/", "/exercises/lying-leg-curl/"):
            page.goto(site.origin + address)
            assert page.evaluate(BROKEN) == [], (language, address)
        page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/", "/settings/"):
        page.goto(site.origin + address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(BROKEN) == [], address


# Words of the rows of Progress that stand on two lines.
SPLIT = r"""() => [...document.querySelectorAll(".standing .row-name")].flatMap((each) => {
  const node = each.firstChild;
  return [...node.data.matchAll(/\S+/g)].filter((word) => {
    const line = (at) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return Math.round(range.getBoundingClientRect().top);
    };
    return line(word.index) !== line(word.index + word[0].length - 1);
  }).map((word) => word[0]);
})"""


def test_a_phone_on_its_side_shows_the_main_button_whole(browser: Browser, site: people.Site) -> None:
    page = browser.new_page(viewport={"width": 844, "height": 390})
    page.add_init_script(people.NOBODY_STARTS)
    page.goto(site.link)
    page.locator("main form button").click()
    page.wait_for_url("**/welcome/")
    assert _bottom(page) <= 390
    page.goto(site.origin + "/welcome/questions/")
    page.locator(".none-of-these").click()
    page.wait_for_url(site.origin + "/")
    assert _bottom(page) <= 390


def _bottom(page: Page) -> float:
    box = page.locator(".go").first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_large_letters_break_no_name_on_progress(browser: Browser, tmp_path: Path) -> None:
    with people.site(standing.make(tmp_path / "one", "one")) as site:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(site.link)
        page.get_by_role("button").click()
        page.wait_for_load_state()
        page.goto(site.origin + "/progress/")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.locator(".standing").count() > 0
        assert page.evaluate(SPLIT) == []
        page.close()


def test_the_way_past_the_navigation_leads_past_it(browser: Browser, site: people.Site) -> None:
    page = browser.new_page()
    people.come_in(page, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)
