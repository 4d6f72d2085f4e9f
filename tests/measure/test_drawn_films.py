"""What the camera reads of drawn people whose angles are known: films of `studio/films/tests.toml`, as tracks."""

import json
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from hamstride.engine.events import RepCompleted
from hamstride.engine.watcher import Watcher
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Side
from hamstride.measure import flexibility
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.video import track

FOLDER = Path(__file__).parents[1] / "clips" / "measuring"
TRACKS = sorted(each for each in FOLDER.glob("*.pose.jsonl.gz") if not each.name.startswith("toes"))
REACHES = sorted(FOLDER.glob("toes*.pose.jsonl.gz"))
COLUMN = {(FlexTest.KNEE, "L"): 1, (FlexTest.KNEE, "R"): 2, (FlexTest.LEG, "L"): 3, (FlexTest.LEG, "R"): 4}


def true_angles(film: dict[str, Any], test: FlexTest) -> list[float]:
    """The angle in the middle of each hold."""
    middles = [rep["top"] + rep["hold"] / 2 for rep in film["truth_reps"]]
    rows = [min(film["angles"], key=lambda row, at=at: abs(row[0] - at)) for at in middles]
    return [row[COLUMN[test, film["side"]]] for row in rows]


@pytest.mark.parametrize("file", TRACKS, ids=lambda file: file.name.partition(".")[0])
def test_a_result_is_within_what_the_test_can_tell(file: Path) -> None:
    film = json.loads(file.with_name(file.name.replace(".pose.jsonl.gz", ".json")).read_text())
    test, side = FlexTest(film["exercise"]), {"L": Side.LEFT, "R": Side.RIGHT}[film["side"]]
    watcher = Watcher(catalogue()[test.value], side=side)
    for frame in track.read(file).frames:
        watcher.receive(frame)
    trials = flexibility.trials(test, watcher.close().reps)
    truth = true_angles(film, test)
    assert len(trials) == len(truth)
    assert trials == pytest.approx(truth, abs=8.0)
    error = flexibility.error(test, Instrument.CAMERA)
    assert fmean(trials) == pytest.approx(fmean(truth), abs=error.sem)


@pytest.mark.parametrize("file", REACHES, ids=lambda file: file.name.partition(".")[0])
def test_a_reach_is_within_what_the_test_can_tell(file: Path) -> None:
    film = json.loads(file.with_name(file.name.replace(".pose.jsonl.gz", ".json")).read_text())
    watcher = Watcher(catalogue()[FlexTest.REACH.value])
    for frame in track.read(file).frames:
        watcher.receive(frame)
    trials = flexibility.trials(FlexTest.REACH, watcher.close().reps, film["stature_m"])
    error = flexibility.error(FlexTest.REACH, Instrument.CAMERA)
    spare = error.around(fmean(trials)).give_or_take
    assert trials == pytest.approx(film["reach_cm"], abs=spare)
    off = [one - true for one, true in zip(trials, film["reach_cm"], strict=True)]
    assert max(off) - min(off) < error.sure_change / 2  # a person's own offset falls out of a change


def test_a_reach_is_told_alike_whenever_the_events_are_asked_for() -> None:
    told: list[float | None] = []
    watcher = Watcher(catalogue()[FlexTest.REACH.value])
    for frame in track.read(REACHES[0]).frames:
        watcher.receive(frame)
        told += [each.rep.reach_share for each in watcher.events() if isinstance(each, RepCompleted)]
    report = watcher.close()
    told += [each.rep.reach_share for each in watcher.events() if isinstance(each, RepCompleted)]
    assert told == [rep.reach_share for rep in report.reps]
    assert None not in told
