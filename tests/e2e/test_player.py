"""What may happen in a session, and what must be there afterwards."""

import json
import os
import re
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Playwright, Route, expect

from hamstride.exercises.values import Repetition, SetPlan, SetRecord, Side, Source
from tests.e2e import people
from tests.e2e.people import BEAT, CAMERA, Runner, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CURL = "[data-start-exercise=lying-leg-curl]"
SECOND_TAP_MS = 500  # later than what is taken for a second press


beginner = partial(people.beginner, pace=people.PACE)


@pytest.fixture
def site(arrived: Site) -> Site:
    """A Hamstride to which somebody has just come."""
    return arrived


def begin(somebody: Runner, what: str = BEAT) -> None:
    """Starts, and gets to the first repetition without waiting for all that is said."""
    somebody.start(what)
    somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "place", "ready"), within_s=90)
    hurry(somebody)


def hurry(somebody: Runner) -> None:
    """Presses the main button until the set is going on."""
    for _ in range(40):
        if somebody.stage() == "working":
            return
        somebody.page.evaluate("document.querySelector('#player .player-choose .is-main')?.click()")
        somebody.page.wait_for_timeout(SECOND_TAP_MS)
    raise AssertionError(f"the set never began: {somebody.screen()}")


def first_set(somebody: Runner) -> None:
    """Counts two repetitions, then goes on to the next set."""
    somebody.wait_for("two repetitions", lambda: len(somebody.numbers()) >= 2, within_s=60)
    somebody.page.keyboard.press("s")


def test_camera_refused_is_no_dead_end(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody, "[data-start-routine=strength]:not([data-start-source])")
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        said = [each["message"] for each in somebody.outputs("say")]
        assert "No camera. I keep the beat." in said
        assert somebody.outputs("screen")[-1]["source"] == "beat"
        assert somebody.page.locator("#player video").is_hidden()
        assert somebody.page.locator("#player").get_attribute("data-look") == "figure"


def test_no_pose_model_means_the_beat_at_once(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site, *CAMERA) as somebody:
        somebody.context.route("**/*.task", lambda route: route.abort())
        somebody.page.reload()
        begin(somebody, "[data-start-routine=strength]:not([data-start-source])")
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        assert somebody.outputs("screen")[-1]["source"] == "beat"


def test_a_camera_that_goes_and_comes(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site, *CAMERA, pace=1) as somebody:
        somebody.start("[data-start-routine=strength]:not([data-start-source])")
        look = somebody.page.locator("#player")
        somebody.wait_for("the first picture", lambda: seeing(somebody) is not None, within_s=90)
        somebody.page.evaluate(
            """() => {
              const [track] = document.querySelector("#player video").srcObject.getVideoTracks();
              track.stop();
              track.dispatchEvent(new Event("ended"));
            }"""
        )
        somebody.wait_for("the loss", lambda: seeing(somebody) is None, within_s=10)
        somebody.page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
        somebody.wait_for("the picture again", lambda: seeing(somebody) is not None, within_s=20)
        assert look.is_visible()


def test_pictures_that_stay_away_are_waited_for_ten_seconds(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, *CAMERA, pace=1) as somebody:
        page = somebody.page
        somebody.start("[data-start-routine=strength]:not([data-start-source])")
        somebody.wait_for("the first picture", lambda: seeing(somebody) is not None, within_s=90)
        somebody.wait_for("being placed", lambda: somebody.stage() == "place", within_s=30)
        page.evaluate("document.querySelector('#player video').pause()")
        page.wait_for_timeout(7_000)
        assert seeing(somebody) is not None
        page.evaluate("document.querySelector('#player video').play()")
        page.wait_for_timeout(5_000)
        assert seeing(somebody) is not None
        page.evaluate("document.querySelector('#player video').pause()")
        somebody.wait_for("the beat", lambda: seeing(somebody) is None, within_s=20)
        said = [each["message"] for each in somebody.outputs("say")]
        assert said.count("No camera. I keep the beat.") == 1


def test_a_test_outlasts_pictures_that_stay_away_for_a_while(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, *CAMERA, pace=1) as somebody:
        page = somebody.page
        page.goto(site.origin + "/tests/bend/straight-leg-raise/")
        somebody.start("[data-start-exercise=straight-leg-raise]")
        somebody.wait_for("the first picture", lambda: seeing(somebody) is not None, within_s=90)
        somebody.wait_for("being placed", lambda: somebody.stage() == "place", within_s=30)
        page.evaluate(
            """() => {
              const video = document.querySelector("#player video");
              video.srcObject.getVideoTracks()[0].dispatchEvent(new Event("mute"));
              video.pause();
            }"""
        )
        somebody.wait_for("that nothing is seen", lambda: seeing(somebody) is False, within_s=20)
        assert somebody.stage() == "place"
        before = page.evaluate("seen.pictures.length")
        page.evaluate("document.querySelector('#player video').play()")
        somebody.wait_for(
            "pictures again", lambda: page.evaluate("seen.pictures.length") > before + 5, within_s=30
        )
        assert somebody.stage() == "place"
        page.evaluate("document.querySelector('#player video').pause()")
        somebody.wait_for("the end", lambda: somebody.stage() == "summary", within_s=40)
        said = [each["message"] for each in somebody.outputs("say")]
        assert any("nothing to measure" in each for each in said)


def seeing(somebody: Runner) -> bool | None:
    screens = somebody.outputs("screen")
    seen: bool | None = screens[-1].get("seeing") if screens else None
    return seen


# The buttons of earphones as the browser passes them on, what a screen reader is told, and when we speak ourselves.
EARS = """() => {
  window.buttons = {};
  window.told = [];
  window.spoke = 0;
  navigator.mediaSession.setActionHandler = (name, press) => { buttons[name] = press; };
  speechSynthesis.speak = () => { spoke += 1; };
  localStorage.setItem("hamstride.speaker", "reader");
  document.addEventListener("DOMContentLoaded", () => {
    const live = document.querySelector("#player [data-part=live]");
    if (live === null) return;
    const note = () => told.push([live.closest("#player").dataset.stage, live.textContent]);
    new MutationObserver(note).observe(live, { childList: true });
  });
}"""


def test_with_a_screen_reader_and_the_buttons_of_earphones(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.context.add_init_script(f"({EARS})()")
        somebody.page.reload()
        begin(somebody)
        somebody.wait_for("two numbers", lambda: len(somebody.numbers()) >= 2, within_s=60)
        told = somebody.page.evaluate("told")
        assert [text.rstrip(".") for stage, text in told if stage == "working"][:2] == ["One", "Two"]
        assert [text for stage, text in told if stage == "ready"], "before a set it is told everything"
        assert somebody.page.evaluate("spoke") == 0, "two voices at once"
        somebody.page.evaluate("buttons.pause()")
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        pause(somebody)
        somebody.page.evaluate("buttons.play()")
        somebody.wait_for("going on", lambda: somebody.stage() != "paused", within_s=5)
        pause(somebody)
        somebody.page.evaluate("buttons.nexttrack()")
        somebody.wait_for("the next set", lambda: side(somebody) == "right", within_s=20)


def test_a_hidden_page_waits_and_asks(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        somebody.page.evaluate(
            "localStorage.setItem('hamstride.speaker', 'reader')"
        )  # what it reads can be seen
        live = somebody.page.locator("#player [data-part=live]")
        somebody.hide(hidden=True)
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        expect(live).not_to_contain_text("Go on?")
        counted = len(somebody.numbers())
        go_by(somebody, 8)
        assert len(somebody.numbers()) == counted, "it counted while nobody was there"
        somebody.hide(hidden=False)
        expect(live).to_contain_text("Go on?")
        somebody.page.get_by_role("button", name="Go on").click()
        somebody.wait_for("the next number", lambda: len(somebody.numbers()) > counted, within_s=40)


def test_any_key_and_a_touch_of_the_number_pause_but_for_a_screen_reader(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        number = somebody.page.locator("#player [data-part=number]")
        for pause in (partial(somebody.page.keyboard.press, "x"), number.click):
            somebody.wait_for("the set", lambda: somebody.stage() == "working", within_s=40)
            somebody.page.wait_for_timeout(SECOND_TAP_MS)
            pause()
            somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
            somebody.page.wait_for_timeout(SECOND_TAP_MS)
            somebody.page.get_by_role("button", name="Go on").click()
        somebody.wait_for("the set", lambda: somebody.stage() == "working", within_s=40)
        somebody.page.evaluate("localStorage.setItem('hamstride.speaker', 'reader')")
        somebody.page.keyboard.press("x")
        number.click()
        somebody.page.wait_for_timeout(SECOND_TAP_MS)
        assert somebody.stage() == "working"


BREAKS_ONCE = """() => {
    const player = document.getElementById("player");
    player.dispatchEvent = () => { delete player.dispatchEvent; throw new Error("made for the test"); };
}"""


def test_a_page_that_broke_down_goes_on_when_it_is_told_to(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        first_set(somebody)
        somebody.wait_for_sets(1)
        somebody.page.evaluate(BREAKS_ONCE)
        somebody.wait_for("the failure", lambda: somebody.stage() == "failed", within_s=20)
        somebody.complaints.clear()  # it was told
        somebody.page.get_by_role("button", name="Try again").click()
        somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "place", "ready"), within_s=90)
        hurry(somebody)
        assert somebody.outputs("screen")[-1]["number"] >= 2, "what was done stays"


def test_a_killed_browser_loses_no_set(
    playwright: Playwright, chromium: str, site: Site, tmp_path: Path
) -> None:
    """The server cannot be reached when the set ends, and the browser is killed as soon as anybody can know of its end."""
    profile = tmp_path / "profile"
    arguments = ["--headless=new", *people.QUIET]
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium, args=arguments, viewport={"width": 844, "height": 390}
    )
    context.add_init_script(path=people.WATCHER)
    context.add_init_script(people.KNOWS_THE_SOUNDS)
    people.quicken(context, people.PACE)
    somebody = Runner(site=site, context=context, page=context.pages[0])
    somebody.arrive()
    context.route("**/api/sets/*", lambda route: route.abort())
    begin(somebody)
    first_set(somebody)
    somebody.wait_for("the end of the set", lambda: bool(somebody.outputs("set")), within_s=20)
    kill(profile)
    assert site.sets() == []

    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium, args=arguments
    )
    again = Runner(site=site, context=context, page=context.pages[0])
    again.page.goto(site.fresh_link())
    # Cookies reach the disk twice a minute: the sign-in may be gone, the set may not.
    if "/open/" in again.page.url:
        again.page.get_by_role("button").click()
    again.wait_for_sets(1)
    (kept,) = site.sets()
    assert (kept["side"], kept["source"], kept["outcome"]) == ("left", "beat", "stopped")
    assert kept["seen"] >= 2
    context.close()


def kill(profile: Path) -> None:
    """Kills the browser of this profile, and nothing else, as a power cut would."""
    mine = f"--user-data-dir={profile}"
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            command = (process / "cmdline").read_bytes().decode().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if mine in command and not any(part.startswith("--type=") for part in command):
            os.kill(int(process.name), signal.SIGKILL)


def test_back_pauses_before_it_leaves(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        page.goto(site.origin + "/runs/")
        page.goto(site.origin + "/")
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        page.go_back()
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        counted = len(somebody.numbers())
        page.wait_for_timeout(SECOND_TAP_MS)
        page.get_by_role("button", name="Go on").click()
        somebody.wait_for("the next number", lambda: len(somebody.numbers()) > counted, within_s=40)
        page.go_back()
        somebody.wait_for("the pause again", lambda: somebody.stage() == "paused", within_s=5)
        page.go_back()
        page.wait_for_url("**/runs/")
        page.goto(site.origin + "/")
        page.locator("[data-resume]").wait_for()


def test_back_closes_an_open_panel_and_leaves_the_session_alone(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        panel = page.locator("#player [data-part=settings]")
        begin(somebody)
        page.go_back()
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        for _ in range(2):  # the pause has used the step up that the start had made
            page.locator("#player [data-part=settings-open]").click()
            panel.wait_for(state="visible")
            page.go_back()
            panel.wait_for(state="hidden")
            page.wait_for_timeout(SECOND_TAP_MS)
            assert somebody.stage() == "paused"
        page.locator("#player [data-part=settings-open]").click()
        page.keyboard.press("Escape")
        panel.wait_for(state="hidden")
        page.go_back()
        page.locator("#player").wait_for(state="hidden")


def test_three_to_try_leave_nothing_behind(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.page.goto(site.origin + "/exercises/lying-leg-curl/?variant=toes-in")
        begin(somebody, "[data-start-trial]")
        assert somebody.page.locator("[data-notice=trial]").count() == 1
        somebody.wait_for("three", lambda: somebody.numbers() == ["One", "Two", "Three"], within_s=60)
        somebody.page.locator("#player").wait_for(state="hidden", timeout=30_000)
        assert "variant=toes-in" in somebody.page.url
        assert (site.sets(), site.ends()) == ([], [])


def test_a_session_goes_on_where_it_was_left(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        first_set(somebody)
        somebody.wait_for("the end of the set", lambda: bool(somebody.outputs("set")), within_s=20)
        somebody.wait_for_sets(1)
        somebody.page.goto(site.origin)
        somebody.page.locator("[data-resume]").first.click()
        somebody.wait_for("the player", lambda: bool(somebody.outputs("say")), within_s=60)
        assert somebody.outputs("say")[0]["message"] == "Welcome back."
        hurry(somebody)
        screen = somebody.outputs("screen")[-1]
        assert screen["sets"] > 1


def test_signed_out_in_mid_session_loses_nothing(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        cookies = somebody.context.cookies()
        somebody.context.clear_cookies()
        first_set(somebody)
        notice = somebody.page.locator("[data-notice=signed-out]")
        somebody.wait_for("the grey line", lambda: notice.count() == 1, within_s=30)
        assert site.sets() == []
        somebody.context.add_cookies(cookies)  # the link was opened again, in another tab
        somebody.wait_for_sets(1)
        somebody.wait_for("the line to go", lambda: notice.count() == 0, within_s=30)


def test_an_old_csrf_mark_is_renewed(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        stale = [{**each, "value": "x" * 32} for each in somebody.context.cookies() if "csrf" in each["name"]]
        assert len(stale) == 1
        somebody.context.add_cookies(stale)
        first_set(somebody)
        somebody.wait_for_sets(1)


def test_an_answer_that_got_lost_makes_no_second_set(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        lost: list[str] = []
        found_again = False

        def lose(route: Route) -> None:
            """The server takes the set, its answer never comes."""
            if found_again:
                route.continue_()
                return
            route.fetch()
            lost.append(route.request.url)
            route.abort()

        somebody.context.route("**/api/sets/*", lose)
        first_set(somebody)
        somebody.wait_for("a lost answer", lambda: bool(somebody.outputs("set")) and bool(lost), within_s=30)
        found_again = True
        somebody.wait_for(
            "the outbox to be empty",
            lambda: somebody.page.locator("#player").get_attribute("data-outbox") == "empty",
            within_s=60,
        )
        assert [each["index"] for each in site.sets()].count(0) == 1


def test_what_the_server_refuses_for_good_waits_for_the_runner(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, pace=1) as somebody:
        page, asked = somebody.page, list[str]()

        def refuse(route: Route) -> None:
            asked.append(route.request.url)
            route.fulfill(status=422, json={"problem": "no"})

        begin(somebody)
        somebody.context.route("**/api/sets/*", refuse)
        first_set(somebody)
        notice = page.locator("[data-notice=aside]")
        somebody.wait_for("the grey line", lambda: notice.count() == 1, within_s=30)
        page.goto(site.origin + "/")
        told = page.locator("[data-aside]")
        told.wait_for()
        before = len(asked)
        page.reload()
        told.wait_for()
        page.wait_for_timeout(2000)
        assert len(asked) == before, "nobody asked again"
        told.get_by_role("button", name="Try again").click()
        told.get_by_text("That did not work yet.").wait_for()
        let_go = told.get_by_role("button", name="Let it go", exact=True)
        let_go.dblclick()
        told.get_by_text("Then it is gone for good.").wait_for()
        assert not told.get_by_text("That did not work yet.").is_visible()
        page.wait_for_timeout(600)
        told.get_by_role("button", name="Keep it").click()
        let_go.wait_for()
        somebody.context.unroute("**/api/sets/*")
        told.get_by_role("button", name="Try again").click()
        somebody.wait_for_sets(1)
        told.wait_for(state="hidden")


def test_the_keyboard_alone_leads_to_the_end(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        keys = somebody.page.keyboard
        start = somebody.page.locator(BEAT)
        tab_to(somebody, start.evaluate("each => each.textContent.trim()"))
        keys.press("Enter")
        somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "ready"), within_s=90)
        for _ in range(40):
            if somebody.stage() == "working":
                break
            focused = somebody.page.evaluate("document.activeElement.className")
            if focused == "is-main":
                keys.press("Enter")
            somebody.page.wait_for_timeout(SECOND_TAP_MS)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        keys.press("Space")
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        pause(somebody)
        keys.press("h")
        somebody.wait_for("where it hurts", lambda: somebody.stage() == "pain", within_s=5)
        pause(somebody)
        tab_to(somebody, "Tapped by mistake")
        keys.press("Enter")
        somebody.wait_for("the way back", lambda: somebody.stage() != "pain", within_s=5)
        pause(somebody)
        keys.press("s")
        somebody.wait_for("the next set", lambda: side(somebody) == "right", within_s=20)
        pause(somebody)
        keys.press("Space")
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        pause(somebody)
        tab_to(somebody, "Enough for today")
        keys.press("Enter")
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        somebody.wait_for("the end to be kept", lambda: site.ends()[0][0] is not None, within_s=20)
        tab_to(somebody, "Done")
        with somebody.page.expect_event("load"):  # the step back to the page itself is none
            keys.press("Enter")
        assert somebody.page.url == site.origin + "/"


def test_after_a_click_the_space_bar_still_pauses(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        somebody.page.locator("#player [data-part=plus]").click()
        pause(somebody)
        somebody.page.keyboard.press("Space")
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)


def test_behind_voice_and_picture_the_session_waits(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.start(BEAT)
        somebody.wait_for("the player", lambda: somebody.stage() == "brief", within_s=90)
        for stage in ("brief", "ready"):
            to_stage(somebody, stage)
            somebody.page.get_by_role("button", name="Voice and picture").click()
            somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
            go_by(somebody, 12)
            assert (somebody.stage(), somebody.numbers()) == ("paused", []), "it went on behind the sheet"
            somebody.page.locator("[data-part=settings-done]").click()
            somebody.wait_for("going on", lambda was=stage: somebody.stage() == was, within_s=5)
        hurry(somebody)


def to_stage(somebody: Runner, stage: str) -> None:
    """Presses the main button until this stage is there: of a set the one with its number, when it could begin. A page may take
    its time: the next press waits for what the one before did."""
    for _ in range(20):
        before = here, numbered = at_stage(somebody)
        if here == stage and (numbered or stage != "ready"):
            return
        somebody.page.evaluate("document.querySelector('#player .player-choose .is-main')?.click()")
        for _ in range(10):
            somebody.page.wait_for_timeout(SECOND_TAP_MS)
            if at_stage(somebody) != before:
                break
    raise AssertionError(f"{stage} never came: {somebody.screen()}")


def at_stage(somebody: Runner) -> tuple[str, bool]:
    """The stage, and whether a number stands in it."""
    return somebody.stage(), somebody.outputs("screen")[-1].get("number") is not None


def test_the_focus_goes_to_the_answers_when_what_had_it_is_gone(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        somebody.page.locator("[data-part=plus]").focus()
        somebody.page.keyboard.press("h")
        for kind in ("pain-place", "pain-score"):
            somebody.wait_for(f"an answer to {kind}", lambda kind=kind: focused(somebody) == kind, within_s=5)
            pause(somebody)
            somebody.page.keyboard.press("Enter")
        somebody.wait_for("what next", lambda: bool(somebody.outputs("pain")), within_s=10)


def focused(somebody: Runner) -> str | None:
    found: str | None = somebody.page.evaluate("document.activeElement.dataset.tap")
    return found


def test_without_the_camera_it_is_off_until_it_is_wanted_again(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site, *CAMERA, pace=1) as somebody:
        somebody.start("[data-start-routine=strength]:not([data-start-source])")
        somebody.wait_for("the first picture", lambda: seeing(somebody) is not None, within_s=90)
        to_stage(somebody, "place")
        assert filmed(somebody)
        somebody.page.get_by_role("button", name="Without the camera").click()
        somebody.wait_for("the end of the film", lambda: not filmed(somebody), within_s=5)
        hurry(somebody)
        assert (somebody.page.locator("#player").get_attribute("data-look"), filmed(somebody)) == (
            "figure",
            False,
        )
        somebody.page.keyboard.press("s")
        somebody.wait_for("the next set", lambda: side(somebody) == "right", within_s=20)
        pause(somebody)
        again = somebody.page.locator("#player").get_by_role("button", name="With the camera")
        again.click(timeout=20_000)
        somebody.wait_for("the film", lambda: filmed(somebody), within_s=20)
        somebody.wait_for(
            "the camera's set", lambda: somebody.outputs("screen")[-1]["source"] == "camera", within_s=20
        )


def filmed(somebody: Runner) -> bool:
    """Whether the camera is running."""
    live: bool = somebody.page.evaluate(
        """() => (document.querySelector("#player video").srcObject?.getTracks() ?? [])
          .some(track => track.readyState === "live")"""
    )
    return live


def side(somebody: Runner) -> str | None:
    found: str | None = somebody.outputs("screen")[-1].get("side")
    return found


def go_by(somebody: Runner, seconds: float) -> None:
    """Lets so many seconds of the coach's go by."""
    somebody.page.wait_for_timeout(1000 * seconds / people.PACE)


def pause(somebody: Runner) -> None:
    """A second press within 0.4 s is no press."""
    somebody.page.wait_for_timeout(600)


def test_at_ones_own_pace_a_press_counts_and_the_beat_can_be_had_back(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        begin(somebody)
        pause(somebody)
        page.get_by_role("button", name="At my own pace").click()
        page.get_by_role("button", name="Count one").wait_for()
        before = len(somebody.numbers())
        for _ in range(2):
            pause(somebody)
            page.get_by_role("button", name="Count one").click()
        pause(somebody)
        page.keyboard.press("Enter")
        somebody.wait_for("three numbers", lambda: len(somebody.numbers()) == before + 3, within_s=5)
        page.wait_for_timeout(3000)
        assert len(somebody.numbers()) == before + 3, "nothing counts of itself"
        page.keyboard.press("s")
        somebody.wait_for_sets(1)
        kept = site.sets()[0]
        assert (kept["seen"], kept["source"]) == (before + 3, "tap")
        pause(somebody)
        page.get_by_role("button", name="With the beat").click()
        somebody.wait_for("the beat", lambda: len(somebody.numbers()) > before + 3, within_s=60)


def tab_to(somebody: Runner, label: str) -> None:
    """Presses the tab key until the focus stands on what has this label."""
    for _ in range(60):
        somebody.page.keyboard.press("Tab")
        if somebody.page.evaluate("document.activeElement.textContent.trim()") == label:
            return
    raise AssertionError(f"the tab key never reached {label!r}")


def test_the_summary_takes_corrections_and_answers(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        first_set(somebody)
        somebody.wait_for("the end of the set", lambda: bool(somebody.outputs("set")), within_s=20)
        pause(somebody)
        somebody.page.keyboard.press("Space")
        pause(somebody)
        somebody.page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        summary = somebody.page.locator("[data-part=summary]")
        seen = site.sets()[0]["seen"]
        columns = "cells => cells.map(cell => cell.getBoundingClientRect().left)"
        before = summary.locator("thead th").evaluate_all(columns)
        shown = summary.locator("td button").first
        assert (shown.get_attribute("aria-label") or "").endswith(", left: change")
        shown.click()
        assert summary.locator("thead th").evaluate_all(columns) == before, "nothing moves sideways"
        summary.get_by_role("button", name="one more").first.click()
        assert (shown.get_attribute("aria-label") or "").startswith(f"{seen + 1}, ")
        somebody.wait_for("the correction", lambda: site.sets()[0].get("corrected") == seen + 1, within_s=20)
        assert site.sets()[0]["seen"] == seen, "the correction stands beside what was counted, not instead"
        summary.get_by_label("hard", exact=True).check()
        summary.get_by_label("no", exact=True).check()
        somebody.wait_for("the answers", lambda: site.ends()[0][2:] == ("hard", 0), within_s=20)
        summary.get_by_label("yes", exact=True).check()
        summary.get_by_role("button", name="Where, and how much?").click()
        somebody.page.wait_for_url(site.origin + "/hurts/")
        assert site.ends()[0][3] == 1


def test_the_summary_has_every_set_of_a_leg(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.context.route("**/api/sessions", with_two_sets_of_the_first_leg)
        end_early(somebody, BEAT)
        cell = somebody.page.locator("[data-part=rows] td").first
        numbers = cell.get_by_role("button")
        assert numbers.all_inner_texts() == ["10", "8"]
        assert (numbers.last.get_attribute("aria-label") or "").endswith(", left, set 2 of 2: change")
        for nth, by in enumerate(("one less", "one more")):
            numbers.nth(nth).click()
            somebody.page.get_by_role("button", name=by).click()
            expect(numbers.nth(nth)).to_have_text("9 ✎")
        somebody.wait_for_sets(2)
        assert [(each["seen"], each["corrected"]) for each in site.sets()] == [(10, 9), (8, 9)]


def test_the_summary_offers_no_correction_of_a_stretch(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.context.route("**/api/sessions", with_a_first_stretch_held)
        end_early(somebody, "[data-start-routine=after-run]")
        cell = somebody.page.locator("[data-part=rows] td").first
        assert cell.inner_text() == "45 s"
        assert cell.get_by_role("button").count() == 0


@pytest.mark.parametrize("connected", [True, False])
def test_enough_for_today_can_be_taken_back_in_the_summary(
    playwright: Playwright, chromium: str, site: Site, connected: bool
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        begin(somebody)
        somebody.wait_for("two repetitions", lambda: len(somebody.numbers()) >= 2, within_s=60)
        page.keyboard.press("Space")
        pause(somebody)
        if not connected:
            somebody.context.route("**/api/**", lambda route: route.abort())
        page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        onward = page.get_by_role("button", name="Go on after all")
        summary = page.locator("[data-part=summary]")
        summary.get_by_label("yes", exact=True).check()
        expect(onward).to_be_hidden()
        summary.get_by_label("no", exact=True).check()
        onward.click()
        somebody.wait_for("the player", lambda: somebody.stage() in ("place", "ready"), within_s=90)
        assert summary.is_hidden()
        hurry(somebody)
        assert somebody.outputs("screen")[-1]["number"] >= 2
        somebody.context.unroute("**/api/**")
        page.evaluate("dispatchEvent(new Event('online'))")
        pause(somebody)
        page.keyboard.press("s")
        somebody.wait_for_sets(1)
        somebody.wait_for("that it goes on", lambda: site.ends()[0][:2] == (None, None), within_s=60)
        assert len(site.ends()) == 1
        pause(somebody)
        page.keyboard.press("Space")
        pause(somebody)
        page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        assert not summary.get_by_label("no", exact=True).is_checked()
        assert page.locator("[data-part=rows] td button").count() == 1


def test_after_strength_one_goes_on_to_the_stretches_or_to_all_details(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        somebody.context.route("**/api/sessions", with_two_sets_of_the_first_leg, times=1)
        end_early(somebody, BEAT)
        strength = page.get_by_role("link", name="All details").get_attribute("href")
        page.get_by_role("button", name="Stretch now (3 min)").click()
        somebody.wait_for(
            "the stretches", lambda: somebody.stage() in ("brief", "place", "ready"), within_s=90
        )
        hurry(somebody)
        assert somebody.outputs("screen")[-1]["exercise"] == "roll-forward"
        pause(somebody)
        page.keyboard.press("Space")
        pause(somebody)
        page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        details = page.get_by_role("link", name="All details")
        details.wait_for()
        assert page.get_by_role("button", name="Stretch now").count() == 0
        there = details.get_attribute("href")
        assert there != strength
        details.click()
        page.wait_for_url(f"{site.origin}{there}")


def test_the_summary_says_where_it_is_kept_until_it_is_sent(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.context.route("**/api/sets/*", lambda route: route.abort())
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        somebody.page.keyboard.press("Space")
        pause(somebody)
        somebody.page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        line = somebody.page.locator("#player [data-part=minutes]")
        expect(line).to_have_text(re.compile("on this device only, so far$"))
        assert site.sets() == []
        somebody.context.unroute("**/api/sets/*")
        somebody.page.evaluate("dispatchEvent(new Event('online'))")  # or up to a minute later
        expect(line).to_have_text(re.compile("· saved$"), timeout=30_000)
        assert len(site.sets()) == 1


def test_the_summary_remarks_on_what_the_camera_saw(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        somebody.context.route("**/api/sessions", with_a_set_that_was_seen)
        begin(somebody)
        somebody.page.keyboard.press("Space")
        pause(somebody)
        somebody.page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        assert somebody.page.locator("[data-part=remarks] p").all_inner_texts() == [
            "Nice: foot all the way up, every time (6 of 6).",
            "Next time, on the left: Hips heavy on the mat.",
        ]
        hidden = somebody.page.locator("[data-part=unseen]").inner_text()
        assert hidden == "Not visible from where the phone was: toes pointed."


def end_early(somebody: Runner, what: str) -> None:
    """Starts, and has enough for today at once."""
    begin(somebody, what)
    pause(somebody)
    somebody.page.keyboard.press("Space")
    pause(somebody)
    somebody.page.get_by_role("button", name="Enough for today").click()
    somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)


def with_two_sets_of_the_first_leg(route: Route) -> None:
    """The first leg has two sets of the first exercise in this session, and both are done."""
    answer = route.fetch()
    begun = answer.json()
    session = begun["session"]
    session["sets"].insert(1, session["sets"][0])
    done = [done_of(session, 0, seen=10), done_of(session, 1, seen=8)]
    route.fulfill(response=answer, json={**begun, "done": [each.to_dict() for each in done]})


def with_a_first_stretch_held(route: Route) -> None:
    """The session comes with its first stretch done."""
    answer = route.fetch()
    begun = answer.json()
    record = done_of(begun["session"], 0, seen=45, held_s=45.2)
    route.fulfill(response=answer, json={**begun, "done": [record.to_dict()]})


def done_of(session: dict[str, Any], index: int, **done: Any) -> SetRecord:
    """A set of a session as it is kept of somebody who did it."""
    plan = SetPlan(**{**session["sets"][index], "side": Side(session["sets"][index]["side"])})
    record = plan.as_planned(
        uuid=str(uuid4()), session=session["uuid"], index=index, started="2026-11-22T10:00:00"
    )
    return replace(record, source=Source.CAMERA, seconds=60, **done)


def with_a_set_that_was_seen(route: Route) -> None:
    """The session comes with its first set done: hips off the mat, toes not seen."""
    answer = route.fetch()
    begun = answer.json()
    rep = Repetition(
        start_s=0,
        top_s=1,
        end_s=4,
        hold_s=0.5,
        range_deg=95,
        counted=True,
        cues=("hips-flat",),
        unseen=("toes-pointed",),
    )
    record = done_of(begun["session"], 0, seen=6, corrected=10, reps=(rep,) * 6)
    route.fulfill(response=answer, json={**begun, "done": [record.to_dict()]})


def test_pain_is_reported_and_acted_on(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        somebody.page.get_by_role("button", name="It hurts").click()
        pause(somebody)
        somebody.page.get_by_role("button", name="Sharp, or a pop").click()
        pause(somebody)
        somebody.page.get_by_role("button", name="7", exact=True).click()
        somebody.wait_for("what next", lambda: bool(somebody.outputs("pain")), within_s=10)
        lines = somebody.page.locator("[data-part=pain-lines] p")
        somebody.wait_for("the words", lambda: lines.count() > 0, within_s=10)
        go_by(somebody, 10)  # no word on a pain goes by itself
        assert (somebody.stage(), lines.count()) == ("pain", 1)
        assert somebody.page.locator("[data-part=state]").inner_text().lower() == "stop"
        read = somebody.page.get_by_role("button", name="I have read it")
        box, room = read.bounding_box(), somebody.page.evaluate("innerHeight")
        assert box is not None
        assert box["height"] >= 64
        assert box["y"] + box["height"] <= room
        read.click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        told = somebody.page.locator("[data-part=summary-lines] p")
        somebody.wait_for("what was reported", lambda: "7 of 10" in told.first.inner_text(), within_s=20)
        assert not somebody.page.locator("[data-part=hurt]").is_visible()
        somebody.page.goto(site.origin + "/")
        assert "needs a doctor or physiotherapist" in somebody.page.locator("main").inner_text()
        assert json.dumps(site.sets()[0]["outcome"]) == '"pain"'


@pytest.mark.parametrize("silence", ["refused", "hanging"])
def test_a_sharp_pain_ends_it_where_nobody_answers_too(
    playwright: Playwright, chromium: str, site: Site, silence: str
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        somebody.context.route("**/api/**", lambda route: route.abort() if silence == "refused" else None)
        somebody.page.get_by_role("button", name="It hurts").click()
        pause(somebody)
        somebody.page.get_by_role("button", name="Sharp, or a pop").click()
        pause(somebody)
        somebody.page.get_by_role("button", name="3", exact=True).click()
        read = somebody.page.get_by_role("button", name="I have read it")
        somebody.wait_for("what next", lambda: read.count() == 1, within_s=10)
        assert "needs a doctor" in somebody.page.locator("[data-part=pain-lines]").inner_text()
        pause(somebody)
        read.click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        assert "needs a doctor" in somebody.page.locator("[data-part=summary-lines]").inner_text()


@pytest.mark.parametrize("way", ["cross", "back"])
def test_a_pain_that_was_told_of_is_asked_about_elsewhere(
    playwright: Playwright, chromium: str, site: Site, way: str
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        page = somebody.page
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        page.get_by_role("button", name="It hurts").click()
        pause(somebody)
        page.get_by_role("button", name="Sharp, or a pop").click()
        pause(somebody)
        if way == "cross":
            page.locator("#player [data-part=close]").click()
        else:
            page.go_back()
        page.wait_for_url(re.compile(r"/hurts/\?session=[0-9a-f-]{36}$"))


def test_a_pain_is_kept_from_the_first_tap_on_unless_it_was_a_slip(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with beginner(playwright, chromium, site) as somebody:
        begin(somebody)
        somebody.wait_for("a number", lambda: bool(somebody.numbers()), within_s=60)
        dies, today = somebody.page, somebody.context.new_page()
        today.add_init_script(people.NOBODY_STARTS)
        asked = today.get_by_text("Something hurt in this session.")
        it_hurts(somebody)
        today.goto(site.origin + "/")
        asked.wait_for()
        dies.get_by_role("button", name="Tapped by mistake").click()
        somebody.wait_for("the way back", lambda: somebody.stage() != "pain", within_s=5)
        pause(somebody)
        today.goto(site.origin + "/")
        assert asked.count() == 0
        it_hurts(somebody)
        somebody.page = today
        dies.close()
        today.goto(site.origin + "/")
        asked.wait_for()
        today.get_by_role("link", name="Where, and how much?").click()
        today.wait_for_url("**/hurts/")


def it_hurts(somebody: Runner) -> None:
    """Says in a set that it hurts."""
    somebody.page.get_by_role("button", name="It hurts").click()
    somebody.wait_for("the question", lambda: somebody.stage() == "pain", within_s=5)
    pause(somebody)


def test_a_test_ends_on_its_own_page(playwright: Playwright, chromium: str, site: Site) -> None:
    with beginner(playwright, chromium, site, *CAMERA) as somebody:
        page = somebody.page
        page.goto(site.origin + "/tests/bend/straight-leg-raise/")
        somebody.start("[data-start-exercise=straight-leg-raise]")
        somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "place"), within_s=90)
        page.locator("#player [data-part=close]").click()
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        pause(somebody)
        page.get_by_role("button", name="Enough for today").click()
        somebody.wait_for("the summary", lambda: somebody.stage() == "summary", within_s=40)
        assert page.locator("#player [data-part=effort]").is_hidden()
        page.locator("#player [data-part=leave]").click()
        page.wait_for_url("**/tests/bend/straight-leg-raise/")
        page.locator("#player").wait_for(state="hidden")
