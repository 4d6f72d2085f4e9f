"""The sign for a pause: told on the feet, and never by anything else that people do."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hamstride.engine.events import HandsRaised
from hamstride.engine.gesture import Hands
from hamstride.engine.landmarks import Frame
from hamstride.engine.watcher import Watcher
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Position
from hamstride.video import track

CLIPS = Path(__file__).parents[1] / "clips"
SIGNS = CLIPS / "signs"
RAISED_S = (11.5, 13.5)  # both hands are up in both films
STANDING = tuple(each.id for each in catalogue().values() if each.position is Position.STANDING)
TRACKS = sorted(path for path in CLIPS.rglob("*.pose.jsonl.gz") if path.parent != SIGNS)


def frames(path: Path) -> list[Frame]:
    return list(track.read(path).frames)


def signs(path: Path, exercise: str) -> list[float]:
    watcher, found = Watcher(catalogue()[exercise]), []
    for frame in frames(path):
        watcher.receive(frame)
        found += [event.t_s for event in watcher.events() if isinstance(event, HandsRaised)]
    return found


@pytest.mark.parametrize("name", ["hands-up-standing-side", "hands-up-standing-slant"])
def test_both_hands_up_are_one_sign(name: str) -> None:
    (at_s,) = signs(SIGNS / f"{name}.pose.jsonl.gz", "standing-curl")
    assert RAISED_S[0] <= at_s <= RAISED_S[1]


@pytest.mark.parametrize("path", TRACKS, ids=lambda path: path.name.removesuffix(".pose.jsonl.gz"))
def test_no_exercise_and_no_fidget_is_a_sign(path: Path) -> None:
    """Each film as what it is, and as a standing exercise, which is when signs are looked for."""
    truth = json.loads(path.with_name(path.name.replace(".pose.jsonl.gz", ".json")).read_text())
    own = truth["exercise"] if truth["exercise"] in catalogue() else "standing-curl"
    assert signs(path, own) == []
    assert signs(path, "standing-curl") == []


def test_lying_down_nobody_gives_signs() -> None:
    assert signs(SIGNS / "hands-up-standing-side.pose.jsonl.gz", "lying-leg-curl") == []


def test_a_wild_frame_neither_makes_nor_breaks_a_sign() -> None:
    film = frames(SIGNS / "hands-up-standing-side.pose.jsonl.gz")
    up = next(frame for frame in film if frame.t_s >= RAISED_S[0] + 0.5)
    down = film[5]

    def told(pictures: list[Frame]) -> list[bool]:
        hands = Hands()
        return [hands.update(replace(each, t_s=n / 10)) for n, each in enumerate(pictures)]

    assert not any(told([down, up, down, up, up, down] * 4))
    assert told([*[down] * 3, *[up] * 4, down, *[up] * 20]).count(True) == 1
    assert told([*[up] * 12, *[down] * 5, *[up] * 12]).count(True) == 2


def test_two_pictures_far_apart_are_no_sign() -> None:
    film = frames(SIGNS / "hands-up-standing-side.pose.jsonl.gz")
    up = next(frame for frame in film if frame.t_s >= RAISED_S[0] + 0.5)
    hands = Hands()
    assert not any(hands.update(replace(up, t_s=t_s)) for t_s in (2.0, 5.0))
