"""A film from the runner's disk: watched in the page, told truly, and never sent anywhere."""

import json
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import islice
from math import inf
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from playwright.sync_api import Locator, Page, Playwright, Request, expect

from hamstride.engine.landmarks import Frame, Landmark
from hamstride.engine.turning import GOOD, score
from tests.e2e.people import Runner, Site, runner
from tests.video import films

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
COMPLAINTS = """async () => (await axe.run("main", {resultTypes: ["violations"]})).violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`)"""
SIZES = ((390, 844), (844, 390), (1280, 800))
CLOSE_S = 0.5


@pytest.fixture
def site(arrived: Site) -> Site:
    """A Hamstride to which somebody has just come."""
    return arrived


def test_a_film_is_watched_here_and_goes_nowhere(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path, axe: str
) -> None:
    film = clips / "studio" / "standing-knee-forward-2-trousers.mp4"
    truth = json.loads(film.with_suffix(".json").read_text())["truth_reps"]
    with runner(playwright, chromium, site) as somebody:
        page = somebody.page
        sent: list[Request] = []
        page.on("filechooser", lambda _: None)  # else the key may come before the browser is told to ask us
        somebody.arrive()
        page.goto(site.origin + "/exercises/standing-curl/")
        page.get_by_role("link", name="Look at a film").click()
        page.on("request", lambda request: sent.append(request) if request.post_data_buffer else None)
        _no_film(page, tmp_path)
        _stopped_at_once(page, film)
        _stopped_half_way(somebody, film)
        _watched(somebody, film)
        assert page.locator("[data-part=headline]").inner_text() == "Standing curl, right leg, 2 repetitions."
        _table(page, truth)
        _stills(page)
        assert _problems(page, axe) == []
        assert [request.url for request in sent] == []


def test_a_film_of_an_exercise_of_one_s_own_is_watched(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    film = _begin(
        clips / "studio" / "standing-knee-forward-2-trousers.mp4", tmp_path / "one.mp4", until_s=8.5
    )
    ours = (resources.files("hamstride.exercises") / "catalogue" / "standing-curl.toml").read_text("utf-8")
    (site.data / "exercises").mkdir()
    mine = ours.replace('id = "standing-curl"', 'id = "heel-lift"')
    (site.data / "exercises" / "mine.toml").write_text(mine, "utf-8")
    with runner(playwright, chromium, site) as somebody:
        somebody.arrive()
        somebody.page.goto(site.origin + "/exercises/heel-lift/")
        somebody.page.get_by_role("link", name="Look at a film").click()
        _watched(somebody, film)
        assert somebody.page.locator("[data-part=headline]").inner_text() == (
            "Standing curl, right leg, one repetition."
        )


def picker(page: Page) -> Locator:
    """Where a film is picked, once the page listens: before, nobody can."""
    found = page.locator("input[type=file]")
    expect(found).to_be_enabled(timeout=30_000)
    return found


def _watched(somebody: Runner, film: Path) -> None:
    """Picks a film and waits until all of it is told."""
    picker(somebody.page).set_input_files(film)
    headline = somebody.page.locator("h2[data-part=headline]")
    somebody.wait_for("the story", headline.is_visible, within_s=120)


def _no_film(page: Page, folder: Path) -> None:
    """Something else than a film is a kind sentence, and the next one can be picked."""
    letter = folder / "letter.mp4"
    letter.write_text("Dear runner, this is no film.")
    picker(page).focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(letter)
    page.get_by_text("That file is no film that I can read.").wait_for(timeout=30_000)
    assert page.locator("[data-part=pick]").is_visible()


def _stopped_at_once(page: Page, film: Path) -> None:
    """Left before the file is open: nobody goes on with it behind the page."""
    page.evaluate(
        """() => document.querySelector("[data-part=file]").addEventListener(
            "change", () => document.querySelector("[data-part=cancel]").click(), {once: true})"""
    )
    picker(page).set_input_files(film)
    page.wait_for_timeout(500)
    assert page.workers == []
    assert page.locator("[data-part=pick]").is_visible()


def _stopped_half_way(somebody: Runner, film: Path) -> None:
    page = somebody.page
    picker(page).set_input_files(film)
    somebody.wait_for(
        "progress", lambda: "watched" in page.locator("[data-part=progress]").inner_text(), within_s=60
    )
    page.keyboard.press("Enter")  # the button to stop has the focus
    page.locator("[data-part=pick]").wait_for()


def _table(page: Page, truth: list[dict[str, Any]]) -> None:
    rows = page.locator("[data-part=table] tbody tr")
    found = [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]
    assert [row[0] for row in found] == ["1", "2"]
    for row, true in zip(found, truth, strict=True):
        assert abs(float(row[1]) - true["start"]) <= CLOSE_S
        assert abs(float(row[3]) - true["hold"]) <= CLOSE_S
        assert abs(float(row[4]) - (true["end"] - true["top"] - true["hold"])) <= CLOSE_S
    assert found[1][-1] == "Working knee forward"
    said = page.locator("main [data-part=lines]").inner_text()
    assert said == "Not visible from where the phone was: standing knee soft.", (
        "what the film does not show is said"
    )


def _stills(page: Page) -> None:
    assert page.locator("svg.curve .curve-band").count() == 6
    assert page.locator("svg.curve .curve-mark").count() == 1
    assert _legend(page) == ["up", "held", "down"]
    still = page.locator("[data-part=stills] li")
    still.locator("canvas").wait_for()
    assert "Working knee forward · repetition 2" in still.inner_text()


def _legend(page: Page) -> list[str]:
    return page.locator("[data-part=legend] span:visible").all_inner_texts()


def test_a_stretch_is_told_as_one(playwright: Playwright, chromium: str, site: Site, clips: Path) -> None:
    film = clips / "studio" / "hinge-right-back-round.mp4"
    (truth,) = json.loads(film.with_suffix(".json").read_text())["truth_reps"]
    with runner(playwright, chromium, site) as somebody:
        page = somebody.page
        somebody.arrive()
        page.goto(site.origin + "/film/?exercise=hip-hinge")
        _watched(somebody, film)
        assert page.locator("svg.curve .curve-band").count() == 1
        assert _legend(page) == ["the stretch, with the way in and out"]
        (row,) = page.locator("[data-part=table] tbody tr").all()
        held = float(row.locator("td").nth(1).inner_text())
        assert abs(held - truth["hold"]) <= CLOSE_S
        progress = page.locator("main [data-part=progress]").text_content()
        assert progress is not None and progress.endswith(" s watched"), "of a stretch nothing is counted"


def test_what_is_done_in_the_film_is_asked_first(playwright: Playwright, chromium: str, site: Site) -> None:
    with runner(playwright, chromium, site) as somebody:
        page = somebody.page
        somebody.arrive()
        page.goto(site.origin + "/film/")
        picker(page)  # the page listens
        place, leg = page.locator("[data-part=drop]"), page.locator("[data-part=sides]")
        assert not place.is_visible()
        assert not leg.is_visible()
        page.locator("[data-part=exercise]").select_option(label="Ball curl")
        assert place.is_visible()
        assert not leg.is_visible(), "both legs work at the ball"
        page.locator("[data-part=exercise]").select_option(label="Standing curl")
        assert leg.is_visible()
        assert page.evaluate(DROPPED_BESIDE) == [True, True], "the browser would open it and leave the page"
        assert page.locator("[data-film]").get_attribute("data-state") == "pick"


DROPPED_BESIDE = """() => ["dragover", "drop"].map(kind => {
  const dropped = new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: new DataTransfer()});
  document.body.dispatchEvent(dropped);
  return dropped.defaultPrevented;
})"""


def test_a_film_that_breaks_off_is_told_as_one(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    film = _half(clips / "studio" / "standing-knee-forward-2-trousers.mp4", tmp_path / "half.mp4")
    with runner(playwright, chromium, site) as somebody:
        somebody.arrive()
        somebody.page.goto(site.origin + "/film/?exercise=standing-curl")
        _watched(somebody, film)
        told = somebody.page.locator("[data-part=breaks-off]").inner_text()
        assert re.fullmatch(
            r"Only \d+ of this film's \d+ seconds could be read\. Was it copied whole\?", told
        )


def test_behind_a_spoilt_part_a_film_goes_on_and_what_is_missing_is_told(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    film = films.spoilt(clips / "standing-right-holds.mp4", tmp_path / "spoilt.mp4")
    with runner(playwright, chromium, site) as somebody:
        somebody.arrive()
        somebody.page.goto(site.origin + "/film/?exercise=standing-curl")
        _watched(somebody, film)
        told = somebody.page.locator("[data-part=breaks-off]").inner_text()
        assert re.match(r"Only [567] of this film's 10 seconds could be read\.", told), told


def _half(clip: Path, target: Path) -> Path:
    """The first half of the bytes of a film that says at its begin what is in it."""
    _begin(clip, target)
    target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
    return target


def _begin(clip: Path, target: Path, until_s: float = inf) -> Path:
    """A film of the first seconds of a clip; it says at its begin what is in it."""
    with (
        av.open(str(clip)) as source,
        av.open(str(target), "w", options={"movflags": "faststart"}) as out,
    ):
        film = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None and packet.dts * packet.time_base < until_s:
                packet.stream = film
                out.mux(packet)
    return target


def _problems(page: Page, axe: str) -> list[str]:
    problems: list[str] = []
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        problems += page.evaluate(COMPLAINTS)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wider: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wider > 0:
            problems.append(f"{wider} px too wide at {width} × {height}")
        hidden: int = page.locator(".film-table").evaluate("each => each.scrollWidth - each.clientWidth")
        if hidden > 0:
            problems.append(f"{hidden} px of the table hidden at {width} × {height}")
    return problems


NOTED = """(() => {
  window.noted = [];
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message?.type === "frame" && message.frame) noted.push(message.frame);
    return send.call(this, message, ...more);
  };
})();"""


def test_who_is_lost_lying_down_is_found_in_the_picture_turned(
    playwright: Playwright, chromium: str, site: Site, clips: Path, tmp_path: Path
) -> None:
    """The ball, filmed so flat that the model sees nobody upright: the page finds her as the command line does."""
    film = _flat(clips / "studio" / "ball-right-side-sag-2.mp4", tmp_path / "flat.webm")
    with runner(playwright, chromium, site) as somebody:
        page = somebody.page
        somebody.arrive()
        page.add_init_script(NOTED)
        page.goto(site.origin + "/film/?exercise=ball-curl")
        _watched(somebody, film)
        frames = [
            Frame(
                t_s=each["captured_ms"] / 1000,
                width=each["width"],
                height=each["height"],
                points=each["points"] and tuple(batched(each["points"], 4)),
            )
            for each in page.evaluate("noted")
        ]
    assert len(frames) == FLAT_PICTURES
    assert {(frame.width, frame.height) for frame in frames} == {(480, 134)}
    good = [frame for frame in frames if score(frame) >= GOOD]
    assert len(good) >= 0.25 * len(frames), f"{len(good)} of {len(frames)}"
    for frame in good:  # on the back, head to the left or right of the hips and about as high
        assert frame.points is not None
        nose, hip = frame.points[Landmark.NOSE], frame.points[Landmark.LEFT_HIP]
        assert abs(nose[0] - hip[0]) * frame.width > abs(nose[1] - hip[1]) * frame.height


FLAT_PICTURES = 40


def batched(values: Iterable[float], size: int) -> Iterator[tuple[Any, ...]]:
    each = iter(values)
    while row := tuple(islice(each, size)):
        yield row


def _flat(clip: Path, target: Path) -> Path:
    """A film of the lower three quarters of a clip's pictures, pressed into half of their height."""
    with av.open(str(target), "w") as out, av.open(str(clip)) as source:
        film = out.add_stream("libvpx", rate=4, options={"crf": "8", "b:v": "4M"})
        film.width, film.height, film.pix_fmt = 480, 134, "yuv420p"
        for picture in islice(source.decode(video=0), 0, 3 * FLAT_PICTURES, 3):
            pixels = picture.to_ndarray(format="rgb24")
            lower = VideoFrame.from_ndarray(
                np.ascontiguousarray(pixels[pixels.shape[0] // 4 :]), format="rgb24"
            )
            flat = lower.reformat(width=480, height=134, format="yuv420p")
            flat.pts = None
            out.mux(film.encode(flat))
        out.mux(film.encode())
    return target
