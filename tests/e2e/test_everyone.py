"""Every page for everybody: three standing people, light and dark, every size, large letters, keyboard alone, less motion."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from hamstride.text.words import languages
from tests.e2e import people, standing
from tools.page_map import SHOTS, Shot

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group(__name__)]

SIZES = ((390, 844), (844, 390), (1280, 800))
# The pages that a record changes; the others look the same whoever comes, and are looked at once.
OF_THE_RECORD = frozenset(
    {
        "today",
        "week",
        "exercise",
        "progress",
        "progress-exercise",
        "progress-week",
        "report",
        "record",
        "record-session",
        "session",
        "tests",
        "bend",
        "strength",
        "strength-test",
        "runs",
        "run",
        "runs-aside",
        "out",
        "settings",
        "data",
    }
)
AXE = """async ([scheme, only]) => (await axe.run(document, {resultTypes: ["violations"], ...only})).violations.map(
    (one) => `${scheme} ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`)"""
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"
WIDER = "document.documentElement.scrollWidth - innerWidth"
MOVING = """() => document.getAnimations().length
    + [...document.querySelectorAll("animate, animateTransform")]
        .filter((each) => each.closest("svg").checkVisibility()).length"""
# Where the keyboard is: its place among all that can have it, whether one sees it there, and whether the bar below covers it.
AT = """() => {
  const now = document.activeElement;
  if (now === document.body) return null;
  const all = [...document.querySelectorAll("*")];
  const shown = [now, now.nextElementSibling, now.parentElement].filter(Boolean);
  const outlined = shown.some((each) => getComputedStyle(each).outlineStyle !== "none");
  const box = now.getBoundingClientRect(), bar = document.querySelector(".nav");
  const under = bar !== null && !bar.contains(now) && box.height < innerHeight / 2
    && box.bottom > bar.getBoundingClientRect().top + 0.5;
  return [all.indexOf(now), outlined && !under, now.outerHTML.slice(0, 100)];
}"""
MOST_PRESSES = 150


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium, args=["--headless=new", *people.QUIET])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def who(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def page(who: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The browser of one of the three, signed in."""
    folder = standing.make(tmp_path_factory.mktemp(who), who)
    with people.site(folder) as site:
        opened = browser.new_page(base_url=site.origin, reduced_motion="reduce", service_workers="block")
        opened.add_init_script(people.NOBODY_STARTS)
        asked, said = list[str](), list[str]()
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.goto(site.link)
        opened.get_by_role("button").click()
        opened.wait_for_load_state()
        yield opened
        opened.close()
        assert [url for url in asked if not url.startswith((site.origin, "data:", "blob:"))] == []
        assert [text for text in said if "Content Security" in text] == []


def shots(who: str) -> list[Shot]:
    """The faces that one of the three is shown."""
    return [shot for shot in SHOTS if shot.signed_in and (who == "years" or shot.name in OF_THE_RECORD)]


def reached(page: Page, shot: Shot) -> bool:
    """Goes to a face; False where this runner has nothing of the kind."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(shot.address)
    for each in shot.links:
        found = page.locator(each)
        if not found.count():
            return False
        page.goto(found.first.get_attribute("href") or "")
    if shot.instead:
        page.goto(page.url.replace(*shot.instead))
    return True


def barriers(page: Page, axe: str) -> list[str]:
    """What a machine can find, with everything opened that opens: all rules in light, what changes in dark."""
    page.evaluate(OPEN)
    page.evaluate(axe)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found: list[str] = page.evaluate(AXE, ["light", {}])
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += page.evaluate(AXE, ["dark", CONTRAST])
    return found


def too_wide(page: Page) -> list[str]:
    """Screens and sizes of letters at which one would have to scroll sideways."""
    found = []
    for width, height, letters in (
        *((*size, "100%") for size in SIZES),
        (320, 640, "100%"),
        (1280, 800, "200%"),
        (390, 844, "200%"),
    ):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
        wider: Any = page.evaluate(WIDER)
        if wider > 0:
            found.append(f"{wider} px too wide at {width} × {height}, letters {letters}")
    return found


@pytest.mark.parametrize("who", standing.WHO, indirect=True, scope="module")
def test_no_barrier_nothing_too_wide_nothing_that_moves(page: Page, who: str, axe: str) -> None:
    problems: dict[str, list[str]] = {}
    seen = set()
    for shot in shots(who):
        if not reached(page, shot):
            continue
        seen.add(shot.name)
        found = barriers(page, axe) + too_wide(page)
        if page.evaluate(MOVING):
            found.append("something moves")
        if found:
            problems[shot.name] = found
    assert problems == {}
    if who == "years":
        assert {shot.name for shot in shots(who)} - seen == set()


@pytest.mark.parametrize("who", ["one"], indirect=True, scope="module")
def test_the_keyboard_alone_gets_everywhere(page: Page) -> None:
    """Walked by who has one of each: long lists take long, and tell nothing more."""
    problems: dict[str, list[str]] = {}
    for shot in SHOTS:
        if shot.signed_in and reached(page, shot):
            found = walked(page)
            if found:
                problems[shot.name] = found
    assert problems == {}


def walked(page: Page) -> list[str]:
    """Tab from the top of the page to its end: the way past the navigation first, in the order of reading, always seen."""
    found: list[str] = []
    last = -1
    for press in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if at is None:
            return found
        place, visible, html = at
        if press == 0 and 'class="skip"' not in html:
            found.append(f"begins at {html}")
        if press > 0 and 'class="skip"' in html:
            return found  # once round
        if place < last:  # a date has several places of its own
            return [*found, f"back to {html}"]
        if not visible:
            found.append(f"not seen: {html}")
        last = place
    return [*found, "no end"]


OPENS_AT_IT = """() => [...document.querySelectorAll("[aria-invalid]")].every((field) => {
  const { top, bottom } = field.getBoundingClientRect();
  return field === document.activeElement && top >= 0 && bottom <= innerHeight;
})"""

# A form, what is written into it, and the button: what it answers must be for everybody as well.
MISTAKES: tuple[tuple[str, dict[str, str], str], ...] = (
    ("/settings/body/", {"mass": "many"}, "main .go"),
    ("/settings/", {"weight": "heavy"}, "main .go"),
    ("/welcome/questions/", {"weight": "heavy"}, ".none-of-these"),
    ("/week/", {"km": "far"}, ".on-date .strong"),
    ("/runs/", {"length": "long"}, ".in[open] .go"),
    ("/exercises/standing-curl/", {"left-reps": "many"}, ".amounts .small"),
    ("/tests/strength/", {"hurts": "yes"}, "main .go"),
    ("/tests/bend/toe-touch/", {"both-1": "far"}, "main [data-trials] .go"),
    ("/settings/data/", {}, "section:last-of-type button"),
    ("/hurts/", {}, ".scores button"),
)


@pytest.mark.parametrize("who", ["one"], indirect=True, scope="module")
def test_what_is_said_of_a_mistake_is_for_everybody(page: Page, axe: str) -> None:
    problems: dict[str, list[str]] = {}
    for address, written, button in MISTAKES:
        page.goto(address)
        page.evaluate(OPEN)
        page.evaluate("for (const form of document.forms) form.noValidate = true")
        for name, value in written.items():
            write(page, name, value)
        page.locator(button).first.click()
        page.wait_for_load_state()
        assert page.locator("[role=alert]:visible").count() == 1, address
        assert page.evaluate(OPENS_AT_IT), f"{address} does not open at what is wrong"
        problems[address] = barriers(page, axe)
    assert {address: found for address, found in problems.items() if found} == {}


def write(page: Page, name: str, value: str) -> None:
    """Fills a field in, or makes a choice."""
    field = page.locator(f"main [name='{name}']")
    if field.first.get_attribute("type") == "radio":
        page.locator(f"main [name='{name}'][value='{value}']").check(force=True)
    else:
        field.first.fill(value)


@pytest.mark.parametrize("who", ["new"], indirect=True, scope="module")
def test_who_is_not_let_in_meets_no_barrier_either(page: Page, browser: Browser, axe: str) -> None:
    outside = browser.new_page(base_url=re.sub(r"(://[^/]+).*", r"\1", page.url))
    for shot in SHOTS:
        if not shot.signed_in and shot.address:
            outside.goto(shot.address)
            assert barriers(outside, axe) + too_wide(outside) == [], shot.name
    outside.close()


OTHERS = tuple(code for code in languages() if code != "en")


@pytest.mark.parametrize("who", ["one"], indirect=True, scope="module")
@pytest.mark.parametrize("language", OTHERS)
def test_no_language_is_too_wide_for_large_letters(page: Page, language: str) -> None:
    """German words are the longest."""
    page.goto("/settings/")
    page.locator(f"input[name=language][value={language}]").check()
    page.locator("main form button.go").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language, "it was not kept"
    found = {}
    for shot in SHOTS:
        if shot.signed_in and reached(page, shot):
            page.evaluate(OPEN)
            found[shot.name] = too_wide(page)
    assert found, "no page was reached"
    assert {name: wide for name, wide in found.items() if wide} == {}
