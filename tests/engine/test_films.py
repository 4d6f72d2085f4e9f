"""The watcher on films of which everything is known: counts, sides, times and cues."""

import statistics
from pathlib import Path

import pytest

from hamstride.engine.watcher import WatchReport
from hamstride.exercises.values import Hold, Repetition, Side
from tests.engine.films import CLIPS, CUES, Film, films

OURS = films(CLIPS)


def counted(report: WatchReport) -> list[Repetition]:
    return [rep for rep in report.reps if rep.counted]


def check(film: Film, side: Side | None = None) -> None:
    report = film.watch(side)
    done: list[Repetition | Hold] = [*report.holds, *counted(report)]
    assert len(done) == len(film.reps)
    assert report.side is film.side
    assert len(report.reps) - len(counted(report)) == film.partials
    assert report.seen > 0.98
    for got, true in zip(done, film.reps, strict=True):
        check_times(got, true)
        # Whether the standing knee is locked and the back round cannot be seen from here, and is not claimed.
        wanted = {CUES[fault] for fault in true["faults"]} - {"soft-knee", "back-straight"}
        wanted |= {"hold-top"} if film.exercise == "standing-curl" and true["hold"] < 2.7 else set()
        assert set(got.cues) == wanted


def check_times(got: Repetition | Hold, true: dict[str, float]) -> None:
    held = got.held_s if isinstance(got, Hold) else got.hold_s
    assert held == pytest.approx(true["hold"], abs=0.5)
    assert got.start_s == pytest.approx(true["start"], abs=0.5)
    assert got.end_s == pytest.approx(true["end"], abs=0.5)
    if isinstance(got, Repetition):
        assert got.top_s == pytest.approx(true["top"], abs=0.5)


@pytest.mark.parametrize("film", OURS, ids=lambda film: film.name)
def test_what_is_seen_is_what_was_done(film: Film) -> None:
    check(film)


@pytest.mark.parametrize("film", OURS, ids=lambda film: film.name)
def test_the_side_asked_for_changes_nothing_when_it_is_the_one_that_works(film: Film) -> None:
    check(film, film.side)


def test_hold_and_tempo_are_right_to_a_few_hundredths() -> None:
    holds, tempo = [], []
    for film in OURS:
        report = film.watch()
        for rep, true in zip(counted(report), film.reps, strict=False):
            holds.append(abs(rep.hold_s - true["hold"]))
            tempo.append(abs(rep.lift_s - (true["top"] - true["start"])))
            tempo.append(abs(rep.lower_s - (true["end"] - true["top"] - true["hold"])))
        holds += [
            abs(hold.held_s - true["hold"]) for hold, true in zip(report.holds, film.reps, strict=False)
        ]
    assert len(holds) > 40
    assert statistics.median(holds) <= 0.15
    assert statistics.median(tempo) <= 0.15


def test_every_film_of_the_common_material(shared: Path) -> None:
    found = films(shared / "clips")
    assert len(found) >= 10
    for film in found:
        check(film)
