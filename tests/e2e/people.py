"""A runner at the browser: a real Hamstride on a free port, a real Chromium, and what the page saw of both."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Cookie, Error, Page, Playwright, Route

from tests.e2e.film import RATE

RECORD = "hamstride.sqlite3"
WATCHER = Path(__file__).with_name("watcher.js")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
# Requests of a service worker cannot be seen or held up by a test: who is not there for it does without.
EVERYBODY: dict[str, Any] = {"viewport": {"width": 844, "height": 390}, "service_workers": "block"}
# A page with a Start on it gets the pose model and its Python ready while nobody does anything: ten seconds of a processor.
# Where nobody ever starts it stays undone.
NOBODY_STARTS = """globalThis.requestIdleCallback = work =>
  document.querySelector("[data-start-routine], [data-start-exercise], [data-resume]") ? 0 : setTimeout(work, 0)"""
# The sounds were explained once, which takes ten seconds.
KNOWS_THE_SOUNDS = (
    """if (location.protocol === "http:") localStorage.setItem("hamstride.sounds_known", "yes")"""
)
# Where no film sets the pace, nobody waits for the seconds of a beat: the page and its coach live them faster.
PACE = 3
FASTER = """{
  const [ticks, every] = [performance.now.bind(performance), globalThis.setInterval];
  performance.now = () => ticks() + (%(pace)d - 1) * (performance.timeOrigin + ticks() - %(zero_ms)d);
  globalThis.setInterval = (work, ms) => every(work, ms / %(pace)d);
}
"""
BEAT = "[data-start-routine=strength][data-start-source=beat]"  # the button of a session without a camera
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", {get: () => hidden, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running Hamstride."""

    origin: str
    link: str
    data: Path
    cookies: tuple[Cookie, ...] = ()  # of the one runner, if they have come already

    def keep(self, copy: Path) -> Path:
        """Copies the record as it is."""
        _copied(self.data / RECORD, copy)
        return copy

    def put_back(self, copy: Path) -> None:
        """Makes the record what it was when it was copied, while it is served; exercises of one's own are gone too."""
        _copied(copy, self.data / RECORD)
        shutil.rmtree(self.data / "exercises", ignore_errors=True)

    def sets(self) -> list[dict[str, Any]]:
        """What the database has of sets, in the order done."""
        with sqlite3.connect(f"file:{self.data / RECORD}?mode=ro", uri=True) as database:
            rows = database.execute("SELECT data FROM store_set ORDER BY 'index'").fetchall()
        return sorted((json.loads(data) for (data,) in rows), key=lambda record: int(record["index"]))

    def fresh_link(self) -> str:
        """A new one-time link, as a second start of the command prints it."""
        command = served_at(int(self.origin.rpartition(":")[2]))
        environment = os.environ | {"HAMSTRIDE_DATA": str(self.data)}
        printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        link = re.search(r"http://\S+", printed)
        assert link is not None, printed
        return link[0]

    def ends(self) -> list[tuple[Any, ...]]:
        """When sessions ended, and what was said of them."""
        with sqlite3.connect(f"file:{self.data / RECORD}?mode=ro", uri=True) as database:
            return database.execute("SELECT ended, complete, effort, hurt FROM store_session").fetchall()


def _copied(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


@contextmanager
def site(data: Path, port: int | None = None) -> Iterator[Site]:
    """Hamstride on a free port (or on the one of before), with its record in `data`."""
    port = port or free_port()
    environment = os.environ | {"HAMSTRIDE_DATA": str(data)}
    with subprocess.Popen(served_at(port), env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if "/open/" in line)
            link = re.search(r"http://\S+", line)
            assert link is not None
            yield Site(origin=f"http://127.0.0.1:{port}", link=link[0], data=data)
        finally:
            process.terminate()


def served_at(port: int) -> list[str]:
    """The command that serves at a port, and opens no browser."""
    return [sys.executable, "-m", "hamstride", "serve", "--port", str(port), "--no-browser"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True, kw_only=True)
class Runner:
    """Somebody at the browser."""

    site: Site
    context: BrowserContext
    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def arrive(self) -> None:
        """Comes to Today. Who was never there opens the printed link and answers the first questions with their defaults."""
        if self.site.cookies:
            self.context.add_cookies(self.site.cookies)
            self.page.goto(self.site.origin + "/")
            return
        self.page.goto(self.site.link)
        self.page.get_by_role("button").click()
        self.page.wait_for_url("**/welcome/")
        self.page.locator("main a.go").click()
        for _ in range(4):
            if "/welcome" not in self.page.url:
                break
            before = self.page.url
            self.page.locator("main form button").first.click()
            self.page.wait_for_url(lambda url, was=before: url != was)
        assert self.page.url == self.site.origin + "/"

    def start(self, what: str = "[data-start-routine=strength]") -> None:
        """Presses the first such button."""
        self.page.locator(what).first.click()

    def start_warm(self, what: str) -> None:
        """Presses it once coach and pose model are ready: a film is not to run while they are brought."""
        ready = "['coach', 'pose'].every(name => seen.ready.includes(name))"
        self.wait_for("coach and pose model", lambda: bool(self.page.evaluate(ready)), within_s=120)
        self.start(what)

    def outputs(self, kind: str) -> list[dict[str, Any]]:
        """Everything of one kind that the coach has put out so far."""
        found: list[dict[str, Any]] = self.page.evaluate(
            "kind => seen.outputs.filter(output => output.kind === kind)", kind
        )
        return found

    def numbers(self) -> list[str]:
        """The repetitions counted aloud."""
        return [said["message"].rstrip(".") for said in self.outputs("say") if said["number"]]

    def wait_for(self, what: str, true: Callable[[], bool], *, within_s: float) -> None:
        """Waits until `true()`; fails with what the screen showed otherwise."""
        end = time.monotonic() + within_s
        while not true():
            assert time.monotonic() < end, f"{what}: not within {within_s} s; {self.screen()}"
            self.page.wait_for_timeout(100)

    def wait_for_sets(self, count: int) -> None:
        """Waits until the database has so many sets."""
        self.wait_for(f"{count} in the database", lambda: len(self.site.sets()) >= count, within_s=90)

    def screen(self) -> dict[str, Any]:
        """The last screen, and what was said."""
        if not self.page.evaluate("'seen' in window"):
            return {}
        screens = self.outputs("screen")
        return {
            "screen": screens[-1] if screens else None,
            "said": [s["message"] for s in self.outputs("say")][-8:],
        }

    def wait_for_files(self) -> None:
        """Waits until all that a session needs is kept in the browser."""
        ready = "document.documentElement.dataset.offline === 'ready'"
        self.wait_for("all files", lambda: bool(self.page.evaluate(ready)), within_s=120)

    def hide(self, *, hidden: bool) -> None:
        """Another app comes before the page, or goes again."""
        self.page.evaluate(HIDE, hidden)

    def stage(self) -> str:
        """The stage that the page shows."""
        return self.page.locator("#player").get_attribute("data-stage") or ""

    def film_time(self, lead_in_s: float) -> Callable[[float], float]:
        """A function from seconds on the coach's clock to seconds of the clip, by the pictures that the page saw."""
        pictures: list[tuple[float, int]] = self.page.evaluate("seen.pictures")
        zero_ms = float(self.page.locator("#player").get_attribute("data-zero-ms") or 0)
        taken = [at for at, _ in pictures]

        def film_s(coach_s: float) -> float:
            at = zero_ms + 1000 * coach_s
            after = min(max(bisect_left(taken, at), 1), len(taken) - 1)
            (before_ms, before), (after_ms, number) = pictures[after - 1], pictures[after]
            share = (at - before_ms) / max(after_ms - before_ms, 1)
            return (before + share * (number - before)) / RATE - lead_in_s

        return film_s


def come_in(page: Page, site: Site) -> None:
    """Opens the printed link, with no answer to the first questions; for pages on which nobody starts."""
    page.add_init_script(NOBODY_STARTS)
    page.goto(site.link)
    page.locator("main form button").click()
    page.wait_for_url("**/welcome/")
    page.goto(site.origin + "/welcome/questions/")
    page.locator(".none-of-these").click()
    page.wait_for_url(site.origin + "/")


LAUNCHED: dict[str, Browser] = {}


def shared(playwright: Playwright, chromium: str) -> Browser:
    """The browser of all tests of a process that need no switch of their own: nothing of a context is in another one."""
    found = LAUNCHED.get(chromium)
    if found is None or not found.is_connected():
        found = LAUNCHED[chromium] = launched(playwright, chromium)
    return found


def launched(playwright: Playwright, chromium: str, *args: str) -> Browser:
    """A browser that asks nobody anything by itself."""
    return playwright.chromium.launch(executable_path=chromium, args=["--headless=new", *QUIET, *args])


@contextmanager
def runner(
    playwright: Playwright, chromium: str, site: Site, *args: str, pace: int = 1, **options: Any
) -> Iterator[Runner]:
    """Somebody in a context of their own. Leaving checks that nothing was asked of anybody else, nor refused."""
    browser = launched(playwright, chromium, *args) if args else shared(playwright, chromium)
    context = browser.new_context(**{**EVERYBODY, **options})
    somebody = Runner(site=site, context=context, page=context.new_page())
    context.on("request", lambda request: somebody.asked.append(request.url))
    context.on("console", lambda message: somebody.complaints.append(message.text))
    somebody.page.on("pageerror", lambda error: somebody.complaints.append(f"uncaught: {error}"))
    context.add_init_script(path=WATCHER)
    quickened = quicken(context, pace) if pace > 1 else None
    try:
        yield somebody
        check_manners(somebody)
        assert quickened != [] or not any("/pyodide/" in url for url in somebody.asked), (
            "a coach at another pace"
        )
    finally:
        # A page that is just being loaded may be asking for its coach: nobody waits for that answer.
        with suppress(Error):  # or the browser is gone
            context.unroute_all(behavior="ignoreErrors")
        with suppress(Error):
            context.close()
        if args:
            browser.close()


@contextmanager
def beginner(
    playwright: Playwright,
    chromium: str,
    site: Site,
    *args: str,
    pace: int = 1,
    knows_the_sounds: bool = True,
) -> Iterator[Runner]:
    """A runner on Today for the first time; with no permission for a camera, unless it is among the `args`."""
    with runner(playwright, chromium, site, *args, pace=pace) as somebody:
        if not args:
            somebody.context.route("**/pose.worker*.js", idle)
        if knows_the_sounds:
            somebody.context.add_init_script(KNOWS_THE_SOUNDS)
        somebody.arrive()
        yield somebody


def idle(route: Route) -> None:
    """Answers with a worker that does nothing: where no camera is, nobody waits for the pose model, which takes seconds to get
    ready."""
    route.fulfill(body="", content_type="text/javascript")


def filmed(film: Path) -> tuple[str, ...]:
    """What a browser is started with that has a camera, and sees this film in it."""
    return (*CAMERA, f"--use-file-for-fake-video-capture={film}")


def quicken(context: BrowserContext, pace: int) -> list[str]:
    """Lets the seconds of pages and of their coach go by so many times as fast, from now on, on one clock. Returns a list to
    which each coach's address is added."""
    quickened: list[str] = []
    faster = FASTER % {"pace": pace, "zero_ms": time.time() * 1000}

    def coach(route: Route) -> None:
        answer = route.fetch()
        quickened.append(route.request.url)
        route.fulfill(response=answer, body=faster + answer.text())

    context.add_init_script(faster)
    context.route("**/coach.worker*.js", coach)
    return quickened


def check_manners(somebody: Runner) -> None:
    """No other origin, no breach of the content security policy, no error that nobody caught."""
    own = (somebody.site.origin + "/", "data:", "blob:" + somebody.site.origin)
    assert [url for url in somebody.asked if not url.startswith(own)] == []
    assert somebody.page.evaluate("seen.violations") == []
    bad = [
        text
        for text in somebody.complaints
        if "Content Security Policy" in text or text.startswith("uncaught")
    ]
    assert bad == [], bad
