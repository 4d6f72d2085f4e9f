"""What the page "Look at a film" is told: the watcher's own report, in words and numbers to draw."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from hamstride.coach import film
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words

CLIPS = Path(__file__).parents[1] / "clips"


def pictures(clip: str) -> Iterator[dict[str, Any]]:
    head, *lines = gzip.decompress((CLIPS / f"{clip}.pose.jsonl.gz").read_bytes()).splitlines()
    size = json.loads(head)
    for line in map(json.loads, lines):
        yield {
            "t_s": line["t"],
            "width": size["width"],
            "height": size["height"],
            "points": line["landmarks"],
            "world": line.get("world"),
        }


def begin(exercise: str, language: str = "en", **more: Any) -> None:
    asked = {"declaration": catalogue(language)[exercise].to_dict(), "language": language}
    film.start(json.dumps({"variant": None, "side": "auto", **asked, **more}))


def story(exercise: str, clip: str, **more: Any) -> dict[str, Any]:
    begin(exercise, **more)
    for picture in pictures(clip):
        film.receive(json.dumps(picture))
    told: dict[str, Any] = json.loads(film.finish())
    return told


def test_repetitions_half_lifts_and_where_they_stand() -> None:
    told = story("lying-leg-curl", "lying-partial-reps-2-6", variant="neutral")
    assert told["headline"] == "Lying curl, left leg, 8 repetitions."
    assert told["lines"][0] == "2 half lifts, not counted."
    assert [row[0] for row in told["rows"]] == ["1", "half", "2", "3", "4", "half", "5", "6", "7", "8"]
    assert [span["number"] for span in told["spans"]] == [1, None, 2, 3, 4, None, 5, 6, 7, 8]
    assert all(len(row) == len(told["columns"]) for row in told["rows"])
    for span in told["spans"]:
        assert span["start"] < span["top"] <= span["low"] < span["end"]


def test_a_broken_cue_is_marked_where_it_was_seen() -> None:
    told = story("standing-curl", "standing-left-knee-forward-2")
    (mark,) = told["marks"]
    assert (mark["side"], mark["says"]) == ("left", "Working knee forward")
    assert mark["where"] == f"repetition 2, at {mark['t']:.1f}\N{NO-BREAK SPACE}s"
    span = told["spans"][1]
    assert span["start"] <= mark["t"] <= span["end"]
    assert abs(mark["still"]["t"] - mark["t"]) < 2
    assert len(mark["still"]["points"]) == 33
    assert "standing knee soft" in told["lines"][0]


def test_the_curve_is_that_of_the_working_leg_and_high_while_it_is_up() -> None:
    told = story("standing-curl", "standing-left-knee-forward-2")
    times = [t_s for t_s, _ in told["curve"]]
    assert all(b > a for a, b in pairwise(times))
    assert told["name"] == "How far the knee is bent"
    for span in told["spans"]:
        up = [deg for t_s, deg in told["curve"] if span["top"] <= t_s <= span["low"] and deg is not None]
        assert min(up) > 60 and max(up) > 85


@pytest.mark.parametrize(
    ("language", "head", "what"),
    [("en", "Not visible", "Hips flat on the mat"), ("de", "Nicht zu sehen", "Hüfte flach auf der Matte")],
)
def test_what_was_hidden_in_some_repetitions_alone_has_a_column(
    monkeypatch: pytest.MonkeyPatch, language: str, head: str, what: str
) -> None:
    shown, hidden = ({"unseen": unseen} for unseen in ((), ("hips-flat",)))
    told = reported(monkeypatch, "lying-leg-curl", [replace(REP, **shown), replace(REP, **hidden)], language)
    assert told["columns"][told["numbers"] + 1 :] == [head]
    assert [row[-1] for row in told["rows"]] == ["", what]


REP = Repetition(number=1, start_s=1.0, top_s=2.0, end_s=4.0, hold_s=0.5, range_deg=90.0, counted=True)
HOLD = Hold(number=1, start_s=1.0, end_s=41.25, held_s=38.0)


def reported(
    monkeypatch: pytest.MonkeyPatch, exercise: str, done: Sequence[Repetition | Hold], language: str = "en"
) -> dict[str, Any]:
    """A film in which the watcher found just this."""
    begin(exercise, language)
    film.receive(json.dumps({"t_s": 0.0, "width": 64, "height": 36, "points": None, "world": None}))
    monkeypatch.setattr(Watcher, "close", lambda watcher: _report(done))
    told: dict[str, Any] = json.loads(film.finish())
    return told


def _report(done: Sequence[Repetition | Hold]) -> WatchReport:
    return WatchReport(
        exercise="lying-leg-curl",
        variant=None,
        side=Side.LEFT,
        reps=tuple(each for each in done if isinstance(each, Repetition)),
        holds=tuple(each for each in done if isinstance(each, Hold)),
        frames=10,
        seen=1.0,
        seconds=10.0,
        side_on=True,
        advice=(),
    )


def test_a_stretch_is_seconds() -> None:
    told = story("hip-hinge", "hinge-left-hold-31s")
    held = re.fullmatch(r"Foot on a step, left leg, held for (\d+) seconds\.", told["headline"])
    assert held is not None and 26 <= int(held[1]) <= 33
    assert told["columns"] == ["No.", "At (s)", "Held (s)", "Next time"]
    assert told["numbers"] == 3
    assert told["spans"][0].keys() == {"number", "start", "end"}


def test_what_to_get_right_in_a_stretch_is_said_of_a_hold() -> None:
    told = story("chair-stretch", "chair-left-knee-bent")
    assert [mark["where"][:10] for mark in told["marks"]] == ["hold 1, at"]


def test_how_many_so_far() -> None:
    begin("standing-curl")
    counts = [film.receive(json.dumps(picture)) for picture in pictures("standing-left-knee-forward-2")]
    assert counts == sorted(counts)
    assert set(counts) == set(range(6))


@pytest.mark.parametrize(
    ("exercise", "says"),
    [
        ("lying-leg-curl", "For this one the runner lies face down. Was it another exercise?"),
        ("ball-curl", "For this one the runner lies on the back. Was it another exercise?"),
        ("chair-stretch", "For this one the runner stands. Was it another exercise?"),
    ],
)
def test_where_nothing_is_found_in_a_body_that_is_seen_it_may_be_another_exercise(
    monkeypatch: pytest.MonkeyPatch, exercise: str, says: str
) -> None:
    assert reported(monkeypatch, exercise, [])["lines"] == [says]


def test_a_film_in_which_nobody_is_seen_says_so() -> None:
    begin("standing-curl")
    for n in range(30):
        film.receive(json.dumps({"t_s": n / 10, "width": 640, "height": 360, "points": None, "world": None}))
    told = json.loads(film.finish())
    assert told["headline"] == "Standing curl: no repetition was seen."
    assert told["lines"] == [
        "The legs could be seen in 0\N{NO-BREAK SPACE}% of this film, so take this with care."
    ]
    assert (told["rows"], told["spans"], told["marks"]) == ([], [], [])
    assert {deg for _, deg in told["curve"]} <= {None}


def test_nothing_before_a_film_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film, "_open", [])
    with pytest.raises(RuntimeError, match="call start"):
        film.finish()
    with pytest.raises(ValueError, match="variant"):
        begin("standing-curl", variant="upside-down")


@pytest.mark.parametrize("exercise", sorted(catalogue()))
def test_every_exercise_has_its_curve(exercise: str) -> None:
    begin(exercise)
    for picture in islice(pictures("lying-partial-reps-2-6"), 60):
        film.receive(json.dumps(picture))
    told = json.loads(film.finish())
    assert told["name"] and told["curve"]


def test_each_leg_that_had_its_turn_is_told() -> None:
    begin("standing-curl")
    begin_s, counts = 0.0, [0]
    for clip in ("standing-right-holds", "standing-left-knee-forward-2"):
        for picture in pictures(clip):
            last_s = begin_s + picture["t_s"]
            counts.append(film.receive(json.dumps(picture | {"t_s": last_s})))
        begin_s = last_s + 0.1
    assert counts == sorted(counts) and counts[-1] == 10  # while it is watched: of both legs together
    told = json.loads(film.finish())
    assert told["headline"] == "Standing curl, both legs, 10 repetitions."
    place = told["columns"].index("Leg")
    assert [row[place] for row in told["rows"]] == ["right leg"] * 5 + ["left leg"] * 5
    assert place == told["numbers"]


# The nouns that a cue's text in German begins with; what else one begins with, `language.inside` names.
NOUNS = {
    "Beine",
    "Ferse",
    "Fuß",
    "Hüfte",
    "Knie",
    "Oberschenkel",
    "Schultern",
    "Standknie",
    "Wippen",
    "Zehen",
}


@pytest.mark.parametrize("exercise", sorted(catalogue()))
def test_a_german_noun_keeps_its_capital(monkeypatch: pytest.MonkeyPatch, exercise: str) -> None:
    cues = catalogue("de")[exercise].cues
    texts = (text for cue in cues.values() for text in (cue.good, cue.bad) if text)
    begun = {text.split()[0].strip(",") for text in texts}
    assert {word for word in begun if Words("de").inside(word) == word} <= NOUNS
    done: Repetition | Hold = HOLD if catalogue()[exercise].is_hold else REP
    hidden, broken = (replace(done, **{name: tuple(cues)}) for name in ("unseen", "cues"))
    for each, kind in (([hidden], "good"), ([hidden, done], "good"), ([broken], "bad")):
        told = reported(monkeypatch, exercise, each, "de")
        said = " ".join([told["headline"], *told["lines"], *(cell for row in told["rows"] for cell in row)])
        assert set(re.findall(r"\w+", said)) & {noun.lower() for noun in NOUNS} == set()
        assert all(getattr(cue, kind).lower() in said.lower() for cue in cues.values())


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize(
    ("exercise", "clip"),
    [("standing-curl", "standing-left-knee-forward-2"), ("chair-stretch", "chair-left-knee-bent")],
)
def test_numbers_have_the_decimal_mark_of_the_language(exercise: str, clip: str, language: str) -> None:
    told = story(exercise, clip, language=language)
    times = len(told["rows"][0][1 : told["numbers"]]) - (not catalogue()[exercise].is_hold)
    assert all(re.fullmatch(r"\d+,\d", cell) for row in told["rows"] for cell in row[1 : 1 + times])
    (mark,) = told["marks"]
    assert re.fullmatch(r"\d+,\d\N{NO-BREAK SPACE}s", mark["time"]) and mark["time"] in mark["where"]


def test_the_decimals_of_a_column_are_steady(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = reported(monkeypatch, "hip-hinge", [HOLD], "de")["rows"]
    assert row[1:3] == ["1,0", "38,0"]
