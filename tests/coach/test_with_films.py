"""The coach in front of films whose truth is known: what it says, when, and what it keeps."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hamstride.coach.coach import Coach
from hamstride.coach.screen import Say, SetFinished, SetProgress, Tick
from hamstride.coach.speech import number
from hamstride.coach.wording import words_of
from hamstride.engine.landmarks import Frame
from hamstride.exercises.values import Outcome, SetRecord, Side, Source
from hamstride.video import track
from tests.coach.rig import NOW, one_set

CLIPS = Path(__file__).parents[1] / "clips"
LEAD_S = 25.0  # the first picture stands still while the coach explains
FPS = 15


@dataclass(frozen=True)
class Led:
    """What came of one film; times are those of the film."""

    truth: dict[str, Any]
    numbers: list[tuple[float, int]]
    said: list[str]
    record: SetRecord


def shown(name: str) -> Iterator[Frame]:
    frames = list(track.read(CLIPS / f"{name}.pose.jsonl.gz").frames)
    for n in range(int(LEAD_S * FPS)):
        yield replace(frames[0], t_s=n / FPS)
    for frame in frames:
        yield replace(frame, t_s=LEAD_S + frame.t_s)


def led(name: str, exercise: str, side: Side) -> Led:
    session, ids = one_set(exercise, side), count(1)
    coach = Coach(session, uuid=lambda: f"set-{next(ids)}", now=NOW)
    words, spoken = words_of(session), {words_of(session).of(number(n)): n for n in range(1, 40)}
    numbers, said, record, last_s = [], [], None, 0.0
    for frame in shown(name):
        coach.receive(frame)
        last_s = frame.t_s
        for out in coach.outputs():
            if isinstance(out, Say) and out.number:
                numbers.append((frame.t_s - LEAD_S, spoken[words.of(out.message)]))
            if isinstance(out, Say):
                said.append(words.of(out.message))
            if isinstance(out, SetFinished | SetProgress):
                record = out.record
    for n in range(1, 40):
        coach.receive(Tick(t_s=last_s + n / 10))
        record = next((o.record for o in coach.outputs() if isinstance(o, SetFinished)), record)
    assert record is not None
    return Led(json.loads((CLIPS / f"{name}.json").read_text("utf-8")), numbers, said, record)


@pytest.mark.parametrize(
    ("name", "exercise", "side"),
    [
        ("lying-neutral-left-10", "lying-leg-curl", Side.LEFT),
        ("lying-neutral-right-hips-rise-4-7", "lying-leg-curl", Side.RIGHT),
        ("lying-partial-reps-2-6", "lying-leg-curl", Side.LEFT),
        ("standing-right-holds", "standing-curl", Side.RIGHT),
        ("standing-left-knee-forward-2", "standing-curl", Side.LEFT),
        ("ball-12-hips-sag-5", "ball-curl", Side.BOTH),
    ],
)
def test_each_repetition_is_counted_aloud_as_the_leg_comes_down(name: str, exercise: str, side: Side) -> None:
    found = led(name, exercise, side)
    whole = [rep for rep in found.truth["truth_reps"] if rep["height"] > 0.9]
    aloud = whole[:10]
    assert [n for _, n in found.numbers] == list(range(1, len(aloud) + 1))
    late = [said_s - rep["end"] for (said_s, _), rep in zip(found.numbers, aloud, strict=True)]
    assert max(late) <= 0.3
    assert min(late) >= -1.0
    assert (found.record.seen, found.record.side, found.record.source) == (len(whole), side, Source.CAMERA)
    assert found.record.outcome is (Outcome.DONE if len(whole) >= 10 else Outcome.STOPPED)


def test_half_lifts_are_told_at_the_second() -> None:
    found = led("lying-partial-reps-2-6", "lying-leg-curl", Side.LEFT)
    assert found.said.count("A bit higher.") == 1


@pytest.mark.parametrize(
    ("name", "exercise", "side"),
    [
        ("roll-forward-hold-33s", "roll-forward", Side.BOTH),
        ("hinge-left-hold-31s", "hip-hinge", Side.LEFT),
        ("chair-left-knee-bent", "chair-stretch", Side.LEFT),
    ],
)
def test_a_stretch_is_timed_as_it_was_held(name: str, exercise: str, side: Side) -> None:
    found = led(name, exercise, side)
    (truth,) = found.truth["truth_reps"]
    assert abs(found.record.held_s - truth["hold"]) <= 0.5
    assert found.numbers == []
