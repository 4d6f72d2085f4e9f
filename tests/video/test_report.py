"""The page about a film: one file, nothing from outside, everything that comes from outside escaped, for everybody."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import av
import numpy as np
import pytest

from hamstride.coach.watched import Wording
from hamstride.engine.story import Story
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words
from hamstride.video import chart, report, stills
from hamstride.video.errors import SourceError
from tests.video import films
from tests.video.telling import BALL, HINGE, LYING, page, tell

EVIL = '"><script>alert(1)</script><img src=//x.example/ onerror=a>.mp4'


@pytest.fixture(scope="module")
def lying() -> Story:
    return tell(LYING, "lying-neutral-right-hips-rise-4-7")


class Seen(HTMLParser):
    """Tags, attributes and visible text of a page, and that its tags are closed in order."""

    VOID = ("meta", "img")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self._open = "", list[str]()
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.text += data + " "


def test_the_page_says_what_was_watched(lying: Story) -> None:
    seen = Seen(page(lying))
    words = " ".join(seen.text.split())
    assert "Lying curl, right leg, 10 repetitions." in words
    assert words.count("Hips lifted") == 1 + 2 + 2  # the lane, the rows, the stills
    assert "Repetition 4, at 0:14" in words
    rows = [tag for tag, _ in seen.tags].count("tr")
    assert rows == 1 + len(lying.done)
    assert "cli." not in words


@pytest.mark.parametrize(("language", "mark"), [("en", "."), ("de", ","), ("fr", ","), ("es", ",")])
def test_its_table_has_the_decimal_mark_of_the_language(lying: Story, language: str, mark: str) -> None:
    rows = list(Wording(report=lying.report, exercise=LYING, words=Words(language)).rows())
    assert all(re.fullmatch(rf"\d+\{mark}\d", cell) for row in rows for cell in row[1:5])


def test_nothing_is_asked_of_anybody(lying: Story) -> None:
    text = page(lying, pictures={still.t_s: b"\xff\xd8\xff" for still in lying.stills})
    seen = Seen(text)
    assert {tag for tag, _ in seen.tags} & {"script", "link", "iframe", "object", "form", "base"} == set()
    outside = [
        value
        for _, attrs in seen.tags
        for name, value in attrs.items()
        if name in ("src", "href", "srcset", "action")
    ]
    assert len(outside) == len(lying.stills)
    assert all(str(value).startswith("data:image/jpeg;base64,") for value in outside)
    assert not any(name.startswith("on") or name == "style" for _, attrs in seen.tags for name in attrs)
    assert re.search(r"url\((?!#)|@import|https?:", text.replace("http-equiv", "")) is None


def test_its_policy_allows_its_own_style_alone(lying: Story) -> None:
    text = page(lying)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(attrs["content"] for tag, attrs in Seen(text).tags if attrs.get("http-equiv"))
    assert policy == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'"


def test_names_of_files_and_words_of_declarations_are_only_text(lying: Story) -> None:
    cue = replace(LYING.cues["hips-flat"], bad=EVIL, good=EVIL)
    mine = replace(LYING, text=replace(LYING.text, title=EVIL), cues={**LYING.cues, "hips-flat": cue})
    seen = Seen(page(lying, mine, EVIL, {lying.stills[0].t_s: b"x"}))
    assert "script" not in {tag for tag, _ in seen.tags}
    assert "onerror" not in {name for _, attrs in seen.tags for name in attrs}
    assert seen.text.count("<script>alert(1)</script>") >= 5


@pytest.mark.parametrize(
    ("exercise", "name"),
    [
        (LYING, None),
        (LYING, "lying-partial-reps-2-6"),
        (HINGE, "hinge-left-hold-31s"),
        (BALL, "ball-12-hips-sag-5"),
    ],
)
def test_every_exercise_and_an_empty_film_has_its_page(exercise: Exercise, name: str | None) -> None:
    story = tell(exercise, name)
    seen = Seen(page(story, exercise))
    charts = [attrs for tag, attrs in seen.tags if tag == "svg" and attrs.get("class") == "chart"]
    assert len(charts) == len(story.charts)
    ids = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for each in charts:  # a text alternative that is there
        assert all(part in ids for part in str(each["aria-labelledby"]).split())
    assert ("No repetition and no hold was seen." in seen.text) == (name is None)


def test_a_chart_is_well_formed_and_within_its_frame(lying: Story) -> None:
    wording = Wording(report=lying.report, exercise=LYING, words=Words())
    lost = replace(lying, gaps=(replace(lying.phases[0], start_s=3.0, end_s=4.0),))
    cut = replace(lying, end_s=lying.done[-1].end_s - 1.5)  # the film was over before the leg was quite down
    for story in (lying, lost, cut):
        root = ET.fromstring(chart.draw(story, story.charts[0], wording, "c"))
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for part in root.iter("rect"):
            x, y = float(part.get("x", 0)), float(part.get("y", 0))
            assert 0 <= x <= x + float(part.attrib["width"]) <= width + 0.2
            assert 0 <= y <= y + float(part.attrib["height"]) <= height
        for text in root.iter("text"):
            assert 0 <= float(text.attrib["x"]) <= width
        labels = [text.text for text in root.iter("text")]
        assert [str(n) for n in range(1, 11)] == [label for label in labels if str(label).isdigit()]
        assert "-0°" not in labels and "0°" in labels and "0:05" in labels


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 60, 7, [0, 10, 20, 30, 40, 50, 60]),
        (-12, 130, 6, [0, 30, 60, 90, 120]),
        (3.2, 3.9, 5, []),
        (-95, 5, 3, [-90, -45, 0]),
    ],
)
def test_ticks_are_round_and_few(low: float, high: float, most: float, expected: list[int]) -> None:
    assert list(chart._ticks(low, high, (10, 20, 30, 45, 90), most)) == expected


@pytest.mark.parametrize(
    ("t_s", "text"), [(0, "0:00"), (59.6, "1:00"), (65, "1:05"), (3600, "60:00"), (-2, "−0:02")]
)
def test_a_time_reads_as_a_clock(t_s: float, text: str) -> None:
    assert chart.clock(t_s) == text


def test_stills_are_the_pictures_of_their_times(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mp4", [0.0, 0.5, 1.0])
    found = stills.take(film, [0.5, 0.5, 1.0, 9.0])
    assert list(found) == [0.5, 1.0]
    assert all(jpeg.startswith(b"\xff\xd8") for jpeg in found.values())
    assert stills.take(film, []) == {}


def test_a_large_picture_makes_a_small_still() -> None:
    jpeg = stills.jpeg(np.zeros((2000, 1000, 3), np.uint8))
    with av.open(BytesIO(jpeg)) as opened:
        assert (opened.streams.video[0].width, opened.streams.video[0].height) == (360, 720)


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        report.write(tmp_path / "no" / "a.html", "x")
    report.write(tmp_path / "a.html", "x")
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]
    report.write(tmp_path / "a.html", "bad\udcff.mp4")  # a name that is no UTF-8
    assert (tmp_path / "a.html").read_text("utf-8") == "bad?.mp4"
