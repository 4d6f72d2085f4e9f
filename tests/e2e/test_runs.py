"""Files of runs, chosen and dropped, with and without a script, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e import people
from tests.formats import activity_files as made

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EVIL = "<img src=x onerror=alert(1)>.gpx"
DROP = """([name, data]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(data)], name));
    for (const type of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: carried}));
}"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A run, the same as GPX, a file that is none under an evil name, and an archive."""
    found = {"a.fit": made.fit(), "b.gpx": made.gpx(), EVIL: b"no run", "garmin.zip": made.garmin_export()}
    for name, data in found.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in found]


def test_files_chosen_and_dropped_come_in_line_by_line(
    browser: Browser, site: people.Site, files: list[Path]
) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("dialog", lambda dialog: troubles.append(dialog.message))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    people.come_in(page, site)
    page.goto(site.origin + "/runs/")
    page.locator("input[type=file]").set_input_files(files)
    page.locator("[data-part=see]").wait_for(state="visible")
    said = [line.replace("\xa0", " ") for line in page.locator(".brought li").all_inner_texts()]
    assert said[:2] == ["a.fit: 5 km · 30 min", "b.gpx: in already"]
    assert said[2].startswith(f"{EVIL}: This is no kind of activity file")
    assert len(said) == 5
    page.evaluate(DROP, ["again.tcx", list(made.tcx(made.START.replace(day=9)))])
    page.locator(".brought li", has_text="again.tcx").wait_for()
    page.get_by_role("link", name="See your runs").click()
    page.locator(".record li").first.wait_for()
    assert page.locator(".record li").count() == 3
    assert troubles == []


def test_without_a_script_files_come_in_and_a_run_is_typed(
    browser: Browser, site: people.Site, files: list[Path]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    people.come_in(page, site)
    page.goto(site.origin + "/runs/")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Take them in").click()
    page.get_by_role("link", name="See your runs").wait_for()
    assert page.locator(".brought li").count() == 5
    page.get_by_role("link", name="See your runs").click()
    page.get_by_text("Type a run in").click()
    page.locator("[name=length]").fill("45")
    page.locator("[name=length]").press("Enter")
    page.locator(".record li", has_text="45").first.wait_for()
    assert page.locator(".record li").count() == 3
