"""What a visit costs: the pages are light, no script holds them up, and the player comes once. Nothing is compressed: sizes are
those of the files, and headers count as well."""

import json
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e import people

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("offline")]

MOST_BYTES = 100_000
# Everything that was on its way before the page was there, the page itself included.
LOADED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const parts = performance.getEntriesByType("resource").filter((each) => each.startTime <= page.loadEventEnd);
  return [page, ...parts].map((each) => ({
    name: each.name, bytes: each.transferSize, blocking: each.renderBlockingStatus, kind: each.initiatorType}));
}"""
# What the player asks for on a second visit, and how much of each came from the server.
AGAIN = """async () => {
  const {files} = await (await fetch("/offline/files.json")).json();
  const parts = files.filter((each) => !each.shell).map((each) => each.url);
  performance.setResourceTimingBufferSize(1000);
  for (const url of parts) await (await fetch(url)).arrayBuffer();
  return performance.getEntriesByType("resource").map((each) => ({name: new URL(each.name).pathname, bytes: each.transferSize}))
    .filter((each) => parts.includes(each.name));
}"""


def loaded(page: Page, address: str) -> list[dict[str, Any]]:
    """What came for a page until it was there."""
    page.goto(address)
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    found: list[dict[str, Any]] = page.evaluate(LOADED)
    return found


def listed(site: people.Site) -> set[str]:
    """The player's download, as the pages are told of it."""
    with urllib.request.urlopen(f"{site.origin}/offline/files.json") as answer:
        return {each["url"] for each in json.load(answer)["files"]}


def test_the_first_pages_are_light_and_no_script_holds_them_up(
    playwright: Playwright, chromium: str, site: people.Site
) -> None:
    with people.runner(playwright, chromium, site) as somebody:
        somebody.arrive()
        for path in ("/welcome/", "/welcome/questions/", "/", "/exercises/"):
            came = loaded(somebody.page, site.origin + path)
            assert len(came) > 4, "the style sheets and the script at least"
            assert 10_000 < sum(each["bytes"] for each in came) < MOST_BYTES, came
            scripts = [each for each in came if each["kind"] == "script"]
            assert [each["name"] for each in scripts if each["blocking"] == "blocking"] == []


def taken(somebody: people.Runner) -> set[str]:
    """The paths of the parts that were asked for so far."""
    return {urlsplit(url).path for url in somebody.asked if "/static/" in url}


def test_the_player_takes_only_what_is_listed(
    playwright: Playwright, chromium: str, site: people.Site
) -> None:
    with people.runner(playwright, chromium, site) as somebody:
        somebody.context.add_init_script(people.KNOWS_THE_SOUNDS)
        somebody.arrive()
        pictures = {path for path in taken(somebody) if path.endswith(".webp")}  # of the pages before
        somebody.start("[data-start-source=beat]")
        somebody.wait_for("the player", lambda: somebody.stage() not in ("", "loading"), within_s=60)
        assert "/static/built/player.js" in taken(somebody)
        assert taken(somebody) - pictures <= listed(site)


def test_the_second_visit_takes_none_of_it_again(
    playwright: Playwright, chromium: str, site: people.Site
) -> None:
    with people.runner(playwright, chromium, site, service_workers="allow") as somebody:
        somebody.arrive()
        somebody.wait_for_files()
        somebody.page.goto(site.origin + "/exercises/standing-curl/")
        again: list[dict[str, Any]] = somebody.page.evaluate(AGAIN)
        assert len(again) > 8
        assert [each for each in again if each["bytes"] > 0] == []
