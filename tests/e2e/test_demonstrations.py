"""The drawn person on a page: moves, slower, still, the other leg, by hand and by key; calm where less motion is wanted."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import people

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# How much of the picture is drawn on, and a number that changes with what is drawn.
SEEN = """() => {
  const canvas = document.querySelector(".demonstration canvas");
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let drawn = 0, mark = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) { drawn++; mark += data[i] * (i % 9973); }
  return {share: drawn / (canvas.width * canvas.height), mark};
}"""


def _opened(browser: Browser, site: people.Site, **wanted: str) -> tuple[Page, list[str]]:
    """The page of the standing curl, and the sheets that were fetched for it."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, **wanted)
    page.add_init_script(people.NOBODY_STARTS)
    fetched: list[str] = []
    page.goto(site.link)
    page.locator("main form button").click()
    page.wait_for_load_state("networkidle")  # what the first page fetches is not for this one
    page.on("request", lambda request: fetched.append(request.url) if ".sheet." in request.url else None)
    page.goto(site.origin + "/exercises/standing-curl/")
    return page, fetched


def _show_stills(page: Page, wanted: list[bool]) -> None:
    """Wait until these of the stills can be seen."""
    page.wait_for_function(
        """wanted => {
          const stills = [...document.querySelectorAll(".stage-still img")];
          return String(stills.map(one => one.checkVisibility())) === String(wanted);
        }""",
        arg=wanted,
    )


def test_it_moves_and_keys_and_taps_choose_how(site: people.Site, browser: Browser) -> None:
    page, _ = _opened(browser, site)
    page.wait_for_selector(".demonstration[data-moves]")
    canvas, stills = page.locator(".demonstration canvas"), page.locator(".demonstration .stage-still")
    assert canvas.is_visible()
    assert stills.is_hidden()
    marks = set()
    for _ in range(12):
        page.wait_for_timeout(250)
        marks.add(page.evaluate(SEEN)["mark"])
    assert len(marks) >= 4
    assert 0.05 < page.evaluate(SEEN)["share"] < 0.9  # a person on nothing
    page.get_by_role("radio", name="moving").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="slower").is_checked()
    page.keyboard.press("ArrowRight")
    assert (canvas.is_visible(), stills.is_visible()) == (False, True)
    assert page.locator(".stage-still img").evaluate_all("all => all.every(one => one.naturalWidth > 300)")
    page.keyboard.press("ArrowRight")
    canvas.click()
    assert page.get_by_role("radio", name="slower").is_checked()


def _marks(page: Page) -> set[int]:
    """What is drawn within more than a second."""
    marks = set()
    for _ in range(6):
        page.wait_for_timeout(250)
        marks.add(page.evaluate(SEEN)["mark"])
    return marks


def test_behind_the_player_and_out_of_sight_nothing_is_drawn(site: people.Site, browser: Browser) -> None:
    page, _ = _opened(browser, site)
    page.wait_for_selector(".demonstration[data-moves]")
    for hide, show in (
        ("document.querySelector('main').inert = true", "document.querySelector('main').inert = false"),
        ("scrollTo(0, document.body.scrollHeight)", "scrollTo(0, 0)"),
    ):
        assert len(_marks(page)) >= 2
        page.evaluate(hide)
        page.wait_for_timeout(250)
        assert len(_marks(page)) == 1, hide
        page.evaluate(show)


def test_the_other_leg_is_the_picture_in_a_mirror(site: people.Site, browser: Browser) -> None:
    page, _ = _opened(browser, site)
    page.wait_for_selector(".demonstration[data-moves]")
    flipped = "one => new DOMMatrix(getComputedStyle(one).transform).a"
    assert page.locator(".demonstration canvas").evaluate(flipped) == 1
    page.get_by_role("checkbox", name="other leg").press("Space")
    assert page.locator(".demonstration canvas").evaluate(flipped) == -1
    page.get_by_role("radio", name="still").press("Space")
    assert page.locator(".stage-still img").first.evaluate(flipped) == -1


def test_with_less_motion_there_are_stills_and_no_sheet_is_fetched(
    site: people.Site, browser: Browser
) -> None:
    page, fetched = _opened(browser, site, reduced_motion="reduce")
    _show_stills(page, [True, True])
    assert page.locator(".demonstration canvas").is_hidden()
    assert page.get_by_role("radio").count() == 0
    assert fetched == []


def test_without_a_sheet_the_still_of_the_begin_stays(site: people.Site, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(people.NOBODY_STARTS)
    page.route("**/*.sheet.*", lambda route: route.abort())
    page.goto(site.link)
    page.locator("main form button").click()
    page.goto(site.origin + "/exercises/standing-curl/")
    _show_stills(page, [True, False])
