"""Without a connection: after the first visit a session can be led, and what was done is sent later, once."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

import hamstride
from tests.e2e import people
from tests.e2e.people import Runner, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("offline")]


@dataclass(frozen=True)
class Served:
    """A site that can be closed, and opened again where it was, while its runner stays on the page."""

    site: Site
    somebody: Runner
    stack: ExitStack

    def close(self) -> None:
        self.stack.close()

    def open_again(self) -> None:
        port = int(self.site.origin.rpartition(":")[2])
        self.stack.enter_context(people.site(self.site.data, port))


@pytest.fixture
def served(playwright: Playwright, chromium: str, tmp_path: Path) -> Iterator[Served]:
    data = tmp_path / "data"
    data.mkdir()
    with ExitStack() as server:
        site = server.enter_context(people.site(data))
        with people.runner(playwright, chromium, site, service_workers="allow") as somebody:
            somebody.context.add_init_script(people.KNOWS_THE_SOUNDS)
            yield Served(site, somebody, server)


def test_a_session_while_nobody_answers_is_sent_later_once(served: Served) -> None:
    _first_visit(served.somebody)
    served.close()
    _offline(served.somebody)
    assert served.site.sets() == []
    served.open_again()
    _sent(served.somebody)


def test_another_language_is_spoken_while_nobody_answers_too(served: Served) -> None:
    somebody, origin = served.somebody, served.site.origin
    page = somebody.page
    somebody.arrive()
    somebody.wait_for_files()
    page.locator("[data-start-routine=strength][data-start-source=beat]").click()
    _two_repetitions(somebody)
    page.goto(origin + "/settings/")
    page.locator("[name=language][value=de]").check()
    page.locator("form", has=page.locator("[name=language]")).locator("button").last.click()
    page.wait_for_url("**/settings/?saved")
    somebody.wait_for("the sessions in German", lambda: bool(page.evaluate(IN_GERMAN)), within_s=20)
    served.close()
    page.goto(origin + "/")
    assert page.locator("h1").inner_text() == "Keine Verbindung"
    page.get_by_role("button", name="Weiter: Kraft").click()
    somebody.wait_for("the welcome", lambda: bool(somebody.outputs("say")), within_s=90)
    assert somebody.outputs("say")[0]["message"] == "Willkommen zurück."


# The sessions that the browser keeps, `null` before it keeps any.
SESSIONS = """async () => {
  const opened = await new Promise((done) => {
    const request = indexedDB.open("hamstride-kept", 1);
    request.onupgradeneeded = () => request.transaction.abort();
    request.onsuccess = () => done(request.result);
    request.onerror = () => done(null);
  });
  if (opened === null) return null;
  const kept = await new Promise((done) => {
    const request = opened.transaction("sessions").objectStore("sessions").getAll();
    request.onsuccess = () => done(request.result);
  });
  opened.close();
  return kept;
}"""
IN_GERMAN = f"""async () => {{
  const kept = await ({SESSIONS})();
  const page = await (await caches.match("/offline/", {{ ignoreVary: true }})).text();
  return page.includes('lang="de"') && kept.every(({{ session }}) => session.language === "de");
}}"""


def test_an_update_waits_for_the_session_in_progress(served: Served) -> None:
    somebody = served.somebody
    somebody.arrive()
    somebody.wait_for_files()
    before = somebody.page.evaluate(STAMP)
    somebody.page.locator("[data-start-routine=strength][data-start-source=beat]").click()
    _two_repetitions(somebody, "working")
    served.close()
    with _updated():
        served.open_again()
        other = somebody.context.new_page()
        other.goto(served.site.origin + "/exercises/")
        somebody.wait_for("the new worker", lambda: bool(other.evaluate(WAITING)), within_s=30)
        counted = len(somebody.numbers())
        somebody.wait_for("the next number", lambda: len(somebody.numbers()) > counted, within_s=30)
        assert other.evaluate(STAMP) == before, "the session's parts stay as they are"
        somebody.page.goto("about:blank")
        other.reload()
        changed = "the new worker's turn"
        somebody.wait_for(changed, lambda: bool(other.evaluate(STAMP) != before), within_s=30)
        somebody.page.goto(served.site.origin + "/")


STAMP = "async () => (await fetch('/offline/stamp')).text()"
WAITING = "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"


@contextmanager
def _updated() -> Iterator[None]:
    """As after an update: one of the files that browsers keep is another."""
    file = Path(hamstride.__file__).parent / "web" / "static" / "icon.svg"
    before = file.stat()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))
    try:
        yield
    finally:
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _first_visit(somebody: Runner) -> None:
    page = somebody.page
    somebody.arrive()
    somebody.wait_for_files()
    somebody.wait_for("the sessions", lambda: bool(page.evaluate(KEPT)), within_s=20)
    page.goto(somebody.site.origin + "/settings/")
    line = page.locator("[data-offline-standing]")
    line.wait_for()
    told = re.search(r"without a connection: (\d\d) MB are kept", line.inner_text())
    assert told is not None
    parts = re.findall(r": (\d+\.\d) MB", " ".join(page.locator("[data-offline-part]").all_text_contents()))
    assert len(parts) == 3
    assert sum(map(float, parts)) == pytest.approx(float(told[1]), abs=1.2), "the parts are the whole"


def _offline(somebody: Runner) -> None:
    page = somebody.page
    page.goto(somebody.site.origin + "/exercises/")
    assert page.locator("h1").inner_text() == "No connection"
    page.get_by_role("button", name="Strength").click()
    _two_repetitions(somebody)
    page.goto(somebody.site.origin + "/")
    page.get_by_role("button", name="Go on: Strength").click()
    somebody.wait_for("the welcome", lambda: bool(somebody.outputs("say")), within_s=90)
    assert somebody.outputs("say")[0]["message"] == "Welcome back."
    page.goto(somebody.site.origin + "/")
    page.get_by_role("button", name="Before a run").click()
    _whole_stretch(somebody)


def _sent(somebody: Runner) -> None:
    page, site = somebody.page, somebody.site
    page.goto(site.origin + "/")
    somebody.wait_for_sets(2)
    somebody.wait_for("both ends", lambda: len(site.ends()) == 2, within_s=20)
    page.reload()
    page.wait_for_timeout(1500)
    curls, stretch = sorted(site.sets(), key=lambda kept: str(kept["exercise"]))
    assert (curls["exercise"], curls["side"]) == ("lying-leg-curl", "left")
    assert curls["seen"] >= 2
    assert (stretch["exercise"], stretch["outcome"]) == ("roll-forward", "done")
    assert stretch["held_s"] >= 29
    ends = [(complete, hurt) for _, complete, _, hurt in site.ends()]
    assert (1, 0) in ends, "one session to its end, with its answer"
    assert len(ends) == 2, "two sessions, and only two"


KEPT = f"async () => ((await ({SESSIONS})()) ?? []).length >= 3"


def _whole_stretch(somebody: Runner) -> None:
    """A session from its first word to the page that ends it, while nobody answers."""
    somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "ready"), within_s=90)
    somebody.page.evaluate("document.querySelector('#player .player-choose .is-main')?.click()")
    somebody.wait_for("the end", lambda: somebody.stage() == "summary", within_s=150)
    somebody.page.get_by_label("no", exact=True).check()
    somebody.page.wait_for_timeout(500)


def _two_repetitions(somebody: Runner, until: str = "the end of the set") -> None:
    somebody.wait_for("the player", lambda: somebody.stage() in ("brief", "place", "ready"), within_s=90)
    for _ in range(60):
        if somebody.stage() == "working":
            break
        somebody.page.evaluate("document.querySelector('#player .player-choose .is-main')?.click()")
        somebody.page.wait_for_timeout(700)
    somebody.wait_for("two repetitions", lambda: len(somebody.numbers()) >= 2, within_s=60)
    if until == "working":
        return
    somebody.page.keyboard.press("s")
    somebody.wait_for("the end of the set", lambda: bool(somebody.outputs("set")), within_s=20)
