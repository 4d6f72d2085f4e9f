"""Every face of the player: nothing hidden, nothing small, nothing that colour alone tells, at every size."""

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from hamstride.coach.screen import Screen, Stage
from hamstride.text.words import Words, languages
from hamstride.web import figures
from tests.e2e import people
from tests.e2e.faces import faces
from tests.e2e.states import STATES, plain

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SIZES = {"lying phone": (844, 390), "upright phone": (390, 844), "laptop": (1280, 800)}
# What the bars of a browser leave of a phone.
BARRED = {
    f"{width} × {height}": (width, height)
    for width, height in (
        (375, 553),
        (390, 664),
        (320, 568),
        (360, 640),
        (667, 331),
        (750, 342),
        (780, 360),
    )
}
EVERY_SIZE = SIZES | BARRED
# A figure is long: it goes to the page once, as text; of lines alone, as a drawn one is taken apart anew for every face.
FIGURE = """([name, drawn]) => { (window.figures ??= {})[name] = JSON.parse(drawn); }"""
# Shows a face, if its figure is here, and looks at it before the browser paints it: painting takes longer than all the rest.
SHOW = """async ([screen, name]) => {
  if (!(name in (window.figures ?? {}))) return null;
  const player = await import("/static/built/player.js");
  const root = document.getElementById("player");
  root.dataset.picture = "me";
  for (const other of document.body.children) if (!other.contains(root)) other.inert = true;
  player.show(root, screen, screen.seeing !== undefined, window.figures);
  root.getBoundingClientRect(); // says which letters are wanted
  await document.fonts.ready;
  return [LOOKS];
}"""
BOXES = """names => Object.fromEntries([...document.querySelectorAll(names)]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && each.getBoundingClientRect().width > 2)
  .map((each, i) => {
    const {left, top, right, bottom} = each.getBoundingClientRect();
    return [(each.dataset.part ?? each.textContent.trim()) + " " + i, [left, top, right, bottom]];
  }))"""
# How tall the letters are of what can be seen there.
LETTERS = """names => [...document.querySelectorAll(names)]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && each.getBoundingClientRect().width > 0)
  .map(each => {
    const context = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(each);
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const text = style.textTransform === "uppercase" ? "E" : "6";
    return context.measureText(text).actualBoundingBoxAscent;
  })"""
OUTLINE = "name => getComputedStyle(document.querySelector(name)).outline"
BUTTONS = "#player .player-stage button"
TEXTS = ", ".join(
    f"#player .player-stage [data-part={name}]"
    for name in ("far", "state", "number", "of", "caption", "next", "title", "advice", "lines", "dots")
)
NUMBER = "#player [data-part=number]"
FAR = "#player .player-stage :is([data-part=far], [data-part=state])"
LARGE = f"{FAR}, {NUMBER}"
Box = list[float]


@pytest.fixture(scope="module")
def somebody(
    playwright: Playwright, chromium: str, arrival: tuple[Path, people.Site]
) -> Iterator[people.Runner]:
    record, site = arrival
    site.put_back(record)
    with people.runner(playwright, chromium, site) as found:
        found.context.add_init_script(people.NOBODY_STARTS)
        found.arrive()
        yield found


@pytest.fixture
def page(somebody: people.Runner) -> Page:
    somebody.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    somebody.page.goto(somebody.site.origin)
    return somebody.page


def show(page: Page, state: str | dict[str, Any], *looks: str) -> list[Any]:
    """Shows a face. Returns what each of the `looks` (see `look`) saw of it, one after the other."""
    screen = STATES[state] if isinstance(state, str) else state
    exercise, variant = screen.get("exercise") or "lying-leg-curl", screen.get("variant")
    name = f"{exercise}/{variant or ''}"
    shown = SHOW.replace("LOOKS", ", ".join(looks)), [plain(screen), name]
    found: list[Any] | None = page.evaluate(*shown)
    if found is None:
        page.evaluate(FIGURE, [name, json.dumps({**figures._as_data(exercise, variant), "drawn": None})])
        found = page.evaluate(*shown)
    assert found is not None
    return found


def look(script: str, *told: Any) -> str:
    """What a script of the page (a function) says."""
    return f"({script})({', '.join(map(json.dumps, told))})"


def boxes(page: Page, selector: str) -> dict[str, Box]:
    found: dict[str, Box] = page.evaluate(BOXES, selector)
    return found


def overlap(a: Box, b: Box, apart: float = 0) -> bool:
    slack = 0.5  # browsers lay out in parts of a pixel
    return (
        min(a[2], b[2]) - max(a[0], b[0]) > slack - apart
        and min(a[3], b[3]) - max(a[1], b[1]) > slack - apart
    )


def test_states_are_screens_and_every_stage_has_one() -> None:
    fields = set(Screen.__dataclass_fields__)
    assert all(set(screen) <= fields for screen in STATES.values())
    assert {screen["stage"] for screen in STATES.values()} == {stage.value for stage in Stage}


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_everything_is_inside_apart_and_large_enough(page: Page, size: str) -> None:
    width, height = EVERY_SIZE[size]
    page.set_viewport_size({"width": width, "height": height})
    for state in STATES:
        buttons, texts, far = show(
            page, state, look(BOXES, BUTTONS), look(BOXES, TEXTS), look(LETTERS, LARGE)
        )
        assert len(far) <= 3, f"{state}: more than three things to read from the floor"
        for name, (left, top, right, bottom) in (buttons | texts).items():
            assert left >= 0 and top >= -1, f"{state}: {name} begins outside"
            assert right <= width + 1 and bottom <= height + 1, f"{state}: {name} ends outside"
        for name, (left, top, right, bottom) in buttons.items():
            assert right - left >= 64 and bottom - top >= 64, f"{state}: {name} is small"
        for (one, a), (other, b) in combinations(buttons.items(), 2):
            assert not overlap(a, b, 11.5), f"{state}: {one} stands too near {other}"
        for one, a in texts.items():
            for other, b in buttons.items():
                assert not overlap(a, b), f"{state}: {other} covers {one}"


ADVICE = """lines => document.querySelector("#player [data-part=pain-lines]").replaceChildren(
    ...lines.map(line => Object.assign(document.createElement("p"), {textContent: line})))"""
# The most that may stand under "left out today", and under "Stop".
SAID = {"pain-left": ("plan.pain.high", "plan.pain.again"), "pain-stop": ("plan.pain.sharp",)}
NOTICES = """texts => document.querySelector("#player [data-part=notices]").replaceChildren(
  ...Object.entries(texts).map(([notice, textContent]) => {
    const line = Object.assign(document.createElement("p"), {textContent});
    line.dataset.notice = notice;
    return line;
  }))"""
# What is out of sight in its own box, and words that do not fit on a line of their button.
CUT = """() => [...document.querySelectorAll("#player .player-stage :is(.player-choose, .player-picture, button)")]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .filter(each => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
  .map(each => each.className + " " + each.textContent.trim().slice(0, 40))"""
BROKEN = """() => [...document.querySelectorAll("#player .player-stage button")]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .flatMap(each => [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE))
  .flatMap(node => [...node.data.matchAll(/[^\\s\\u00ad-]+/g)].filter(word => {
    const line = at => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return Math.round([...range.getClientRects()].at(-1).top);
    };
    return line(word.index) !== line(word.index + word[0].length - 1);
  }).map(word => word[0]))"""
CROSS = "#player [data-part=close]"
PICTURE = "#player .player-picture"
LINES = "#player [data-part=lines] li"
SEEN = f"{TEXTS}, #player .player-stage :is(.player-kept, [data-part=notices], video)"
# The figure, or the picture, of what comes is at least so tall.
TALL = {"lying phone": 110, "upright phone": 200, "laptop": 300} | dict.fromkeys(BARRED, 50)
# Where there is room for one corner under all notices.
CORNERED = (*SIZES, "375 × 553", "667 × 331")
LOOKED_AT = ("ready", "enter", "rest", "gear", "place")


# German has the longest words.
@pytest.mark.parametrize(("language", "size"), [*product(languages(), SIZES), *product(("de",), BARRED)])
def test_as_the_coach_shows_them_nothing_is_cut_or_covered(page: Page, language: str, size: str) -> None:
    width, height = EVERY_SIZE[size]
    page.set_viewport_size({"width": width, "height": height})
    words, corners = Words(language), set()
    parts = [look(BOXES, each) for each in (BUTTONS, SEEN, CROSS, PICTURE)]
    for name, face in faces(language).items():
        told = {name: words(f"player.{name}") for name in ("no-voice", "face-down")}
        said = [look(NOTICES, told), look(ADVICE, [*map(words, SAID.get(name, ()))])]
        _, _, cut, broken, buttons, texts, cross, picture = show(
            page, face, *said, look(CUT), look(BROKEN), *parts
        )
        where = f"{name} in {language}"
        assert (cut, broken) == ([], []), where
        corners |= {tuple(map(round, box)) for box in cross.values()}
        for one, (left, top, right, bottom) in (buttons | texts).items():
            assert left >= 0 and top >= -1, f"{where}: {one} begins outside"
            assert right <= width + 1 and bottom <= height + 1, f"{where}: {one} ends outside"
        for (one, a), (other, b) in combinations((buttons | texts).items(), 2):
            apart = 11.5 if one in buttons and other in buttons else 0
            if one.startswith("number") or other.startswith("number"):
                apart = -12  # the box of a figure is taller than the figure
            assert not overlap(a, b, apart), f"{where}: {one} and {other}"
        if face["stage"] in LOOKED_AT:
            ((_, top, _, bottom),) = picture.values()
            assert bottom - top >= TALL[size], f"{where}: {bottom - top} px of picture"
    assert len(corners) == 1 or size not in CORNERED, f"the cross keeps its corner: {corners}"


@pytest.mark.parametrize("size", SIZES)
def test_between_exercises_the_last_set_stands_there_to_be_put_right(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for name in ("enter-between", "ready-between", "gear-between"):
        (lines, *adjust) = show(
            page, faces("en")[name], look(BOXES, LINES), look(BOXES, "#player .player-adjust button")
        )
        assert (len(lines), len(adjust[0])) == (2, 2), f"{name}: {lines}, {adjust}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", languages())
def test_voice_and_picture_are_chosen_without_scrolling(page: Page, language: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, "ready")
    word = Words(language)
    panel = page.locator("#player [data-part=settings]")
    for each in panel.locator("label").all():
        value = each.locator("input").get_attribute("value")
        each.evaluate("(each, text) => { each.lastChild.data = text; }", word(f"player.settings.{value}"))
    panel.evaluate("each => { each.hidden = false; }")
    try:
        wide = (
            "labels => labels.filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"
        )
        assert panel.locator("label").evaluate_all(wide) == []
        found = boxes(page, "#player [data-part=settings] :is(label, .player-kept, button)")
        assert len(found) == 11
        for one, (left, top, right, bottom) in found.items():
            assert left >= 0 and top >= 0 and right <= width and bottom <= height, one
        for (one, a), (other, b) in combinations(found.items(), 2):
            assert not overlap(a, b), f"{one} and {other}"
    finally:
        panel.evaluate("each => { each.hidden = true; }")


def test_repetitions_brighten_a_band_and_seconds_do_not(page: Page) -> None:
    page.set_viewport_size({"width": 844, "height": 390})
    band = page.locator("#player [data-part=band]")
    show(page, "stretch")
    assert "is-bright" not in (band.get_attribute("class") or "")
    show(page, "working")
    assert "is-bright" in (band.get_attribute("class") or "")
    (box,) = boxes(page, "#player [data-part=band]").values()
    assert (box[0], box[2]) == (0, 844) and box[3] - box[1] < 300


WORKING = ("working", "working-right", "unseen", "beat")


@pytest.mark.parametrize("state", WORKING)
def test_the_number_can_be_read_from_the_floor(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 844, "height": 390})
    ((number,),) = show(page, state, look(LETTERS, NUMBER))
    assert number >= 210


@pytest.mark.parametrize(("size", "least_px"), [("lying phone", 90), ("laptop", 68)])
def test_the_far_words_can_be_read_from_the_floor(page: Page, size: str, least_px: float) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for state in (*WORKING, "ready", "rest", "stretch", "gear", "stopped"):
        (found,) = show(page, state, look(LETTERS, FAR))
        assert found and min(found) >= least_px, f"{state}: {found}"


@pytest.mark.parametrize("size", BARRED)
def test_under_the_bars_of_a_browser_the_set_can_be_read_from_the_floor(page: Page, size: str) -> None:
    width, height = BARRED[size]
    page.set_viewport_size({"width": width, "height": height})
    for state in ("working", "working-right", "beat"):
        far, (number,) = show(page, state, look(LETTERS, FAR), look(LETTERS, NUMBER))
        assert min(far) >= (90 if height > width else 75), state
        assert number >= 130, state


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_longer_languages_are_read_from_the_floor_too(page: Page, language: str) -> None:
    words = Words(language)
    page.set_viewport_size({"width": 844, "height": 390})
    for side, state in product(("left", "right"), ("rest", "up", "hold", "down", "holding", "unseen")):
        seeing = state != "unseen"
        said = {"far": words(f"coach.side.{side}"), "state": words(f"coach.state.{state}")}
        screen = STATES["working"] | said | {"side": side, "seeing": seeing}
        letters, far = show(page, screen, look(LETTERS, FAR), look(BOXES, FAR))
        assert min(letters) >= 78, said
        assert all(left >= 0 and right <= 845 for left, _, right, _ in far.values()), said
        assert not any(overlap(a, b, 12) for a, b in combinations(far.values(), 2)), said


@pytest.mark.parametrize("size", SIZES)
def test_what_cannot_be_seen_is_told_in_amber_and_in_words_while_the_picture_grows(
    page: Page, size: str
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    parts = look(BOXES, PICTURE), look(LETTERS, NUMBER), look(OUTLINE, PICTURE)
    seen, (seen_number,), _ = show(page, "working", *parts)
    unseen, (number,), outline = show(page, "unseen", *parts)
    assert "8px" in outline
    assert page.locator("#player [data-part=state]").is_visible()
    assert number == seen_number, "the number stays as large as it was"
    assert area(unseen) > 1.15 * area(seen), f"{seen} before, {unseen} now"


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_the_ways_of_what_comes_are_drawn_beside_each_other(page: Page, size: str) -> None:
    width, height = EVERY_SIZE[size]
    page.set_viewport_size({"width": width, "height": height})
    gear = faces("de")["gear"]
    for way in gear["ways"]:
        name = f"lying-leg-curl/{way['variant']}"
        page.evaluate(FIGURE, [name, json.dumps(figures._as_data("lying-leg-curl", way["variant"]))])
    show(page, gear)
    page.locator(".player-ways img").evaluate_all("all => Promise.all(all.map(each => each.decode()))")
    ways = page.locator(".player-ways li")
    assert ways.all_inner_texts() == ["Gerade", "Zehen nach innen", "Zehen nach außen"]
    stills, texts = boxes(page, ".player-ways img"), boxes(page, ".player-ways li")
    ((left, top, right, bottom),) = boxes(page, PICTURE).values()
    for x, y, to_x, to_y in (*stills.values(), *texts.values()):
        assert left <= x and top <= y and to_x <= right and to_y <= bottom
    assert all(to_x - x >= 80 and to_y - y >= 35 for x, y, to_x, to_y in stills.values())
    assert not any(overlap(a, b) for a, b in combinations(texts.values(), 2))
    assert page.locator(".player-ways img").evaluate_all("all => all.every(each => each.naturalWidth > 0)")
    cut, buttons = show(page, gear, look(CUT), look(BOXES, BUTTONS))
    assert cut == []
    assert all(to_y <= height + 1 for _, _, _, to_y in buttons.values())


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_what_is_asked_of_somebody_who_keeps_still_leaves_the_number_where_it_is(
    page: Page, size: str
) -> None:
    width, height = EVERY_SIZE[size]
    page.set_viewport_size({"width": width, "height": height})
    parts = look(LETTERS, NUMBER), look(BOXES, NUMBER)
    number, before = show(page, faces("de")["working"], *parts)
    asked, after = show(page, faces("de")["still"], *parts)
    assert asked == number, "it stays as large as it was"
    ((left, top, *_),) = before.values()
    ((x, y, *_),) = after.values()
    assert abs(x - left) <= 1 and abs(y - top) <= 0.05 * height
    assert page.get_by_role("button", name="Krampf").is_visible()


@pytest.mark.parametrize("number", [6, 10, 100])
@pytest.mark.parametrize("size", [name for name, (width, height) in BARRED.items() if height > width])
def test_under_the_bars_of_a_browser_too_the_phone_can_be_set_right(
    page: Page, size: str, number: int
) -> None:
    """By a picture of more than a third of the height, under which the number is as large as it was."""
    width, height = BARRED[size]
    page.set_viewport_size({"width": width, "height": height})
    parts = look(BOXES, PICTURE), look(LETTERS, NUMBER), look(LETTERS, FAR), look(BOXES, LARGE)
    stretch = {"seconds": True, "ring": 0.49, "side": "both", "far": None}
    for language, kind in product(languages(), ({}, stretch)):
        ((seen_number,),) = show(page, STATES["working"] | kind | {"number": number}, look(LETTERS, NUMBER))
        said = {"state": Words(language)("coach.state.unseen"), "number": number}
        picture, (unseen_number,), far, large = show(page, STATES["unseen"] | kind | said, *parts)
        ((left, top, right, bottom),) = picture.values()
        where = f"{kind} in {language}: {bottom - top} px"
        assert bottom - top >= 0.6 * (right - left) and bottom - top >= 0.36 * height, where
        assert min(far) >= 30, where
        assert not any(overlap(a, b) for a, b in combinations(large.values(), 2)), where
        assert unseen_number >= 0.95 * seen_number, where


def area(found: dict[str, Box]) -> float:
    (box,) = found.values()
    return (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize("size", SIZES)
def test_left_stands_left_and_right_stands_right(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for state, word in (("working", "Left"), ("working-right", "Right")):
        show(page, state)
        far = page.locator("#player [data-part=far]")
        assert far.text_content() == word
        box = far.bounding_box()
        assert box is not None
        at = box["x"] if word == "Left" else width - box["x"] - box["width"]
        assert at < 30, f"{word} stands {at} px from its edge"


@pytest.mark.parametrize("size", ["lying phone", "upright phone"])
def test_large_text_drops_the_picture_before_the_number(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for state in ("working", "working-right", "unseen"):
        show(page, state)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        number, picture = boxes(page, "#player [data-part=number]"), boxes(page, "#player .player-picture")
        ((_, top, _, bottom),) = number.values()
        assert bottom - top > 100 and top >= 0 and bottom <= height
        assert picture == {}
        for name, (left, top, right, bottom) in boxes(page, BUTTONS).items():
            assert left >= 0 and top >= -1, f"{state}: {name} begins outside"
            assert right <= width + 1 and bottom <= height + 1, f"{state}: {name} ends outside"
        page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.parametrize("size", ["lying phone", "upright phone"])
@pytest.mark.parametrize("language", languages())
def test_with_letters_twice_as_large_nothing_is_covered_and_no_word_is_broken(
    page: Page, language: str, size: str
) -> None:
    """What can be chosen may be longer than its room then; it is scrolled."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.documentElement.style.fontSize = '200%'")  # until the next page
    inside = "#player .player-choose :is(button, [data-part=lines])"
    parts = [look(BOXES, each) for each in ("#player .player-choose", inside, f"{BUTTONS}, {SEEN}")]
    for name, face in faces(language).items():
        broken, chosen, inside, seen = show(page, face, look(BROKEN), *parts)
        where = f"{name} in {language}"
        assert broken == [], where
        shown = {one: box for one, box in seen.items() if box not in inside.values()}
        for one, (left, top, right, bottom) in (shown | chosen).items():
            assert left >= -1 and top >= -1, f"{where}: {one} begins outside"
            assert right <= width + 1 and bottom <= height + 1, f"{where}: {one} ends outside"
        for (one, a), (other, b) in combinations(shown.items(), 2):
            number = one.startswith("number") or other.startswith("number")
            assert not overlap(a, b, -12 if number else 0), f"{where}: {one} and {other}"


# All rules, and in the other scheme those that colours can break.
AXE_RUN = """async only => (await axe.run("#player", {resultTypes: ["violations"], ...only})).violations.map(
    one => [one.id, ...one.nodes.map(node => node.html)])"""
SCHEMES: tuple[tuple[Any, dict[str, Any]], ...] = (
    ("light", {}),
    ("dark", {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}),
)


@pytest.mark.parametrize("size", ["lying phone", "upright phone"])
def test_no_barrier_that_a_machine_can_find(page: Page, axe: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(axe)
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for state in STATES:
            (trouble,) = show(page, state, f"await {look(AXE_RUN, rules)}")
            assert trouble == [], f"{state}, {scheme}, {size}"
