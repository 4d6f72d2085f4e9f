"""The week by keyboard alone and without a script: runs are planned, strength is moved, a dose is set."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(browser: Browser, site: people.Site) -> Page:
    found = browser.new_context(java_script_enabled=False).new_page()
    people.come_in(found, site)
    return found


def test_the_week_without_a_script_and_without_a_mouse(page: Page, site: people.Site) -> None:
    page.goto(site.origin + "/")
    page.get_by_role("link", name="The week, and your runs").press("Enter")
    wednesday = page.get_by_label("Wednesday: run", exact=True)
    wednesday.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("group", name="Wednesday").locator("input").fill("07:30")
    page.get_by_role("button", name="Keep").press("Enter")
    assert "Kept. The plan follows." in page.locator("p[role=status]").inner_text()
    assert wednesday.input_value() == "easy"
    assert "easy run 07:30" in " ".join(page.locator(".day").all_inner_texts()).replace("\n", " ")
    page.get_by_role("button", name="Not on this day").first.press("Enter")
    assert "You took strength off this day." in page.locator("main").inner_text()
    page.get_by_role("button", name="Leave it to the plan").first.press("Enter")
    assert "You took strength off this day." not in page.locator("main").inner_text()


def test_the_dose_and_the_pain_questions_without_a_script(page: Page, site: people.Site) -> None:
    page.goto(site.origin + "/exercises/standing-curl/")
    page.locator("#how-much summary").press("Enter")
    page.locator("[name=left-reps]").fill("8")
    page.get_by_role("button", name="Set it").press("Enter")
    assert "8 left" in page.locator("dl.lines").first.inner_text()
    page.goto(site.origin + "/hurts/")
    page.get_by_label("An ache in the muscle").check(force=True)
    page.get_by_role("button", name="7", exact=True).press("Enter")
    assert "Strength waits today" in page.locator("main").inner_text()
