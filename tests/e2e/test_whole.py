"""A whole session from Today to the end: in German, in the voice of the language, with nothing but the keyboard."""

import re

import pytest
from playwright.sync_api import Playwright

from hamstride.text.words import Words, texts
from tests.e2e import people
from tests.e2e.people import Runner, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STRETCH = "[data-start-routine=before-run]:not([data-start-longer])"
# Headless browsers have no voice: three of them, of which one is of this device and of the language.
VOICES = """() => {
  const voice = (name, lang, localService) => ({name, lang, localService, default: name === "english"});
  window.spoken = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voices = [voice("english", "en-US", true), voice("far", "de-DE", false), voice("near", "de-DE", true)];
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => voices,
    addEventListener: () => undefined,
    cancel: () => undefined,
    speak: (said) => {
      if (said.text.trim() !== "") spoken.push([said.text, said.voice.name, said.lang]);
      setTimeout(() => said.onend?.(), 20);
    },
  }});
}"""


def test_a_whole_session_in_german_by_keyboard_alone(
    playwright: Playwright, chromium: str, site: Site
) -> None:
    with people.runner(
        playwright, chromium, site, pace=people.PACE, locale="de-DE", timezone_id="Europe/Berlin"
    ) as somebody:
        somebody.context.add_init_script(f"({VOICES})()")
        somebody.arrive()
        page, keys = somebody.page, somebody.page.keyboard
        assert page.locator("html").get_attribute("lang") == "de"
        tab_to(somebody, f"document.activeElement.matches('{STRETCH}')")
        keys.press("Enter")
        page.get_by_text(Words("de")("player.check.look")).wait_for(timeout=90_000)
        tab_to(somebody, "document.activeElement.dataset.part === 'heard'")
        keys.press("Enter")
        somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "ready"), within_s=90)
        tab_to(somebody, "document.activeElement.classList.contains('is-main')")
        keys.press("Enter")
        somebody.wait_for("the stretch", lambda: somebody.stage() == "working", within_s=60)
        keys.press("Space")
        somebody.wait_for("the pause", lambda: somebody.stage() == "paused", within_s=5)
        page.wait_for_timeout(600)  # a second press within 0.4 s is no press
        keys.press("Space")
        somebody.wait_for("the end", lambda: somebody.stage() == "summary", within_s=150)
        check_the_words(somebody)
        assert page.locator("#player [data-part=effort]").is_hidden()
        tab_to(somebody, "document.activeElement.name === 'hurt'")
        keys.press("Space")
        somebody.wait_for("the answer", lambda: site.ends()[0][1:] == (1, None, 0), within_s=20)
        tab_to(somebody, "document.activeElement.dataset.part === 'leave'")
        with page.expect_event("load"):  # the step back to the page itself is none
            keys.press("Enter")
        assert page.url == site.origin + "/"
        (kept,) = site.sets()
        assert (kept["exercise"], kept["outcome"], kept["held_s"] >= 29) == ("roll-forward", "done", True)


def check_the_words(somebody: Runner) -> None:
    """German words in a German voice, heard, shown and at the end."""
    german = Words("de")
    said = [output["message"] for output in somebody.outputs("say")]
    spoken = somebody.page.evaluate("spoken")
    assert {tuple(voice) for _, *voice in spoken} == {("near", "de-DE")}
    check = {german(f"player.check.{name}") for name in ("hear", "click", "tick", "look")}
    assert check <= {text for text, *_ in spoken} <= {*said, *check}
    shown = somebody.page.locator("#player").inner_text()
    assert german("player.summary.title") in shown
    assert german("player.summary.hurt") in shown
    heard = " ".join(
        [
            *(text for text, *_ in spoken),
            *said,
            *(screen.get("caption") or "" for screen in somebody.outputs("screen")),
            shown,
        ]
    )
    translated = texts("de")
    english = [
        id_
        for id_, words in texts("en").items()
        if len(words.split()) >= 3 and "{" not in words and words != translated[id_] and words in heard
    ]
    assert english == []
    assert re.search(r"\bHälfte\b", heard), "half way, as it is said in German"


def tab_to(somebody: Runner, there: str) -> None:
    """Presses the tab key until the focus stands where it should."""
    for _ in range(80):
        if somebody.page.evaluate(there):
            return
        somebody.page.keyboard.press("Tab")
    raise AssertionError(f"the tab key never reached {there}")
