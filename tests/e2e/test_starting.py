"""From the press on Start to the first screen, and what may come between."""

import pytest
from playwright.sync_api import Playwright, Route

from tests.e2e.people import BEAT, CAMERA, Runner, Site, beginner

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNPREPARED = "globalThis.requestIdleCallback = () => 0"  # nothing is here before it is wanted
SOUNDS_KNOWN = "localStorage.getItem('hamstride.sounds_known')"
BUTTONS = "#player :is([data-part=choices], [data-part=actions]) button"
FIRST = ("brief", "place", "ready")


@pytest.fixture
def site(arrived: Site) -> Site:
    """A Hamstride to which somebody has just come."""
    return arrived


def begun(somebody: Runner) -> int:
    """How many sessions were asked for."""
    return sum(url.endswith("/api/sessions") for url in somebody.asked)


def first_screen(somebody: Runner) -> None:
    somebody.wait_for("the first screen", lambda: somebody.stage() in FIRST, within_s=90)


def test_start_pressed_twice_begins_one_session(playwright: Playwright, chromium: str, site: Site) -> None:
    def late(route: Route) -> None:
        somebody.page.wait_for_timeout(1500)
        route.continue_()

    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        somebody.context.add_init_script(UNPREPARED)
        somebody.context.route("**/built/player*.js", late)
        page.reload()
        page.locator(BEAT).scroll_into_view_if_needed()
        place = page.locator(BEAT).bounding_box()
        assert place is not None
        middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.mouse.click(*middle)
        assert page.locator("#player [data-part=caption]").inner_text() == "One moment."
        page.wait_for_timeout(350)
        page.mouse.click(*middle)
        first_screen(somebody)
        assert begun(somebody) == 1


def test_the_cross_shuts_what_is_not_here_yet(playwright: Playwright, chromium: str, site: Site) -> None:
    held: list[Route] = []
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        somebody.context.add_init_script(UNPREPARED)
        somebody.context.route("**/built/player*.js", lambda route: held.append(route))  # noqa: PLW0108
        page.reload()
        somebody.start(BEAT)
        page.locator("#player [data-part=close]").click()
        page.locator("#player").wait_for(state="hidden")
        somebody.wait_for("the request", lambda: bool(held), within_s=10)
        for route in held:
            route.continue_()
        page.wait_for_timeout(1000)
        assert (begun(somebody), page.locator("#player").is_visible()) == (0, False)
        somebody.start(BEAT)
        first_screen(somebody)


def test_who_hears_nothing_is_told_what_to_try(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site, knows_the_sounds=False) as somebody:
        page = somebody.page
        line, box = page.locator("[data-part=check-line]"), page.locator("[data-part=check]")
        somebody.start(BEAT)
        box.wait_for(timeout=60_000)
        assert line.inner_text() == "This click is one repetition.", (
            "no voice here can ask whether it is heard"
        )
        page.get_by_role("button", name="No sound").click()
        assert line.inner_text() == "Turn the sound up, and the silent switch off."
        page.get_by_role("button", name="Again").click()
        assert line.inner_text() == "This click is one repetition."
        page.get_by_role("button", name="No sound").click()
        assert page.evaluate(SOUNDS_KNOWN) is None
        page.get_by_role("button", name="Go on without sound").click()
        box.wait_for(state="hidden")
        assert page.evaluate(SOUNDS_KNOWN) == "yes"


def test_who_hears_no_words_is_told_beforehand_what_to_do_face_down(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    """No voice here speaks; standing up the screen is in sight anyway."""
    with beginner(playwright, chromium, site) as somebody:
        somebody.start(BEAT)
        first_screen(somebody)
        told = somebody.page.locator("#player [data-notice=face-down]")
        assert (somebody.stage(), told.is_visible()) == ("brief", True)
        somebody.page.reload()
        somebody.start("[data-start-routine=before-run]")
        first_screen(somebody)
        assert (somebody.stage(), told.count()) == ("brief", 0)


# Nobody waits the half minute for somebody who does not answer.
IMPATIENT = """{
  const later = globalThis.setTimeout;
  globalThis.setTimeout = (work, ms, ...more) => later(work, ms === 30000 ? 100 : ms, ...more);
}"""


def later_session(route: Route) -> None:
    """As the server gives it to somebody who has done one before."""
    answer = route.fetch()
    given = answer.json()
    given["session"]["first"] = False
    route.fulfill(response=answer, json=given)


def test_sounds_that_nobody_said_they_heard_are_taught_again(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, knows_the_sounds=False) as somebody:
        somebody.context.add_init_script(IMPATIENT)
        somebody.context.route("**/api/sessions", later_session)
        somebody.page.reload()
        somebody.start(BEAT)
        somebody.page.locator("[data-part=check]").wait_for(timeout=60_000)
        first_screen(somebody)
        assert somebody.page.evaluate(SOUNDS_KNOWN) is None


# A browser whose runner takes a while to answer whether it may use the camera; what the page shows when it asks.
SLOW_ANSWER = """{
  const allow = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const shown = (name) => document.querySelector(`#player [data-part=${name}]`);
  window.asks = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    asks.push([shown("caption").textContent, shown("check").checkVisibility()]);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    asks.push([shown("caption").textContent, shown("check").checkVisibility()]);
    return allow(wanted);
  };
  navigator.permissions.query = async () => ({ state: "%s" });
}"""
CAMERA_SOON = "Your browser now asks for the camera. The picture stays on this device."
CAMERA_START = "[data-start-routine=strength]:not([data-start-source])"


def test_the_camera_is_asked_for_before_the_sounds_are_taught(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, *CAMERA, knows_the_sounds=False) as somebody:
        somebody.context.add_init_script(SLOW_ANSWER % "prompt")
        somebody.page.reload()
        somebody.start(CAMERA_START)
        somebody.page.locator("[data-part=check]").wait_for(timeout=60_000)
        assert somebody.page.evaluate("asks") == [[CAMERA_SOON, False]] * 2


def test_who_allowed_the_camera_before_is_not_told_of_a_question(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, *CAMERA) as somebody:
        somebody.context.add_init_script(SLOW_ANSWER % "granted")
        somebody.page.reload()
        somebody.start(CAMERA_START)
        first_screen(somebody)
        assert CAMERA_SOON not in [caption for caption, _ in somebody.page.evaluate("asks")]


def failed(somebody: Runner) -> str:
    """What is said where it did not start."""
    somebody.wait_for("the failure", lambda: somebody.stage() == "failed", within_s=60)
    somebody.complaints.clear()  # the console has it too
    return somebody.page.locator("#player [data-part=caption]").inner_text()


def press(somebody: Runner, name: str) -> None:
    somebody.page.locator("#player [data-part=choices]").get_by_role("button", name=name).click()


NO_START = "That did not work. Your sessions are saved. Is Hamstride still running?"


def test_what_did_not_start_is_tried_again(playwright: Playwright, chromium: str, site: Site) -> None:
    """Whatever was missing: the coach, then the server's answer, then the sign-in."""
    with beginner(playwright, chromium, site) as somebody:
        somebody.context.route("**/engine.zip*", lambda route: route.abort())
        somebody.page.reload()
        somebody.start(BEAT)
        assert failed(somebody) == NO_START
        somebody.context.unroute("**/engine.zip*")
        somebody.context.route("**/api/sessions", lambda route: route.fulfill(status=500, body="x"))
        press(somebody, "Try again")
        assert failed(somebody) == NO_START
        somebody.context.unroute("**/api/sessions")
        cookies = somebody.context.cookies()
        somebody.context.clear_cookies()
        press(somebody, "Try again")
        assert "type hamstride and open the link" in failed(somebody)
        somebody.context.add_cookies(cookies)  # the link was opened, in another tab
        press(somebody, "Try again")
        first_screen(somebody)
        assert len(somebody.outputs("screen")[-1]["choices"]) == somebody.page.locator(BUTTONS).count()


def test_a_player_that_did_not_come_is_closed(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.context.add_init_script(UNPREPARED)
        somebody.context.route("**/built/player*.js", lambda route: route.abort())
        somebody.page.reload()
        somebody.start(BEAT)
        failed(somebody)
        press(somebody, "Close")
        somebody.page.locator("#player").wait_for(state="hidden")


def test_nothing_begins_behind_another_app(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.start(BEAT)
        somebody.hide(hidden=True)
        ready = "seen.ready.includes('coach')"
        somebody.wait_for("the coach", lambda: bool(somebody.page.evaluate(ready)), within_s=90)
        somebody.page.wait_for_timeout(3000)
        assert (somebody.stage(), somebody.outputs("say")) == ("loading", [])
        somebody.hide(hidden=False)
        first_screen(somebody)


def test_after_a_run_the_camera_may_look_on(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site, *CAMERA) as somebody:
        somebody.start("[data-start-routine=after-run][data-start-source=camera]")
        somebody.wait_for("being looked for", lambda: somebody.stage() == "place", within_s=90)
