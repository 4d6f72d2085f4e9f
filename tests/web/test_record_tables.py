"""What the record says of a set: only what was seen, and of the repetitions that count."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hamstride.coach import remarks
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Repetition, SetRecord, Source
from hamstride.store import models, queries
from hamstride.text.words import Words
from hamstride.web.record.tables import cell, notes, summary, unseen
from tests import people

pytestmark = pytest.mark.django_db


def rep(*cues: str, lower_s: float = 2.5, **other: Any) -> Repetition:
    times = {"start_s": 0.0, "top_s": 1.5, "end_s": 4.5 + lower_s, "hold_s": 3.0, "range_deg": 95.0}
    return Repetition(**{"counted": True, **times, **other}, cues=cues)


def curls(runner: models.Runner, *reps: Repetition, source: Source = Source.CAMERA) -> models.Set:
    row = queries.sets(people.trained(runner, date(2026, 11, 16), sets=1))[0]
    record: SetRecord = replace(row.value, exercise="standing-curl", variant=None, reps=reps, source=source)
    row.exercise, row.data = "standing-curl", record.to_dict()
    return row


def said(runner: models.Runner, *reps: Repetition) -> list[str]:
    return [Words("en").of(note) for note in notes(curls(runner, *reps), catalogue())]


@pytest.mark.parametrize(
    ("reps", "end"),
    [
        ((rep("hold-top"), rep(), rep()), "held 3 s or more: 2 of 3"),
        ((rep("hold-top"), rep(), rep("full-lift", "hold-top", counted=False)), "held 3 s or more: 1 of 2"),
        (
            (rep("knees-close"), rep(), rep(unseen=("knees-close",))),
            "knee moved away from the other in 1 of 2",
        ),
        ((rep("slow-lower", lower_s=1.0), rep(lower_s=1.5), rep()), "lowered in 2 s or more: 1 of 3"),
        (
            (rep(), rep("full-lift", counted=False), rep("full-lift", counted=False)),
            "2 half lifts, not counted",
        ),
    ],
)
def test_a_note_counts_what_was_judged(alice: models.Runner, reps: tuple[Repetition, ...], end: str) -> None:
    assert any(note.endswith(end) for note in said(alice, *reps))


def test_a_set_done_well_has_no_notes(alice: models.Runner) -> None:
    assert said(alice, rep(), rep()) == []


KNEE, CLOCK = rep(unseen=("soft-knee",)), rep(unseen=("hold-top",))


@pytest.mark.parametrize(
    ("reps", "source", "named"),
    [
        ((KNEE, KNEE), Source.CAMERA, True),
        ((KNEE, rep(counted=False)), Source.CAMERA, True),
        ((KNEE, rep()), Source.CAMERA, False),
        ((CLOCK, CLOCK), Source.CAMERA, False),
        ((KNEE, KNEE), Source.BEAT, False),
    ],
    ids=["in every one", "in every one that counts", "in some", "the clock's", "nobody watched"],
)
def test_the_record_names_what_the_summary_named(
    alice: models.Runner, reps: tuple[Repetition, ...], source: Source, *, named: bool
) -> None:
    row = curls(alice, *reps, source=source)
    assert unseen([row], catalogue()) == (["Standing knee soft"] if named else [])
    assert (remarks.unseen([row.value], catalogue()) is not None) is named


def test_what_was_held_stays_seconds_when_its_exercise_is_gone(alice: models.Runner) -> None:
    sets = queries.sets(people.trained(alice, date(2026, 11, 16)))
    one = summary(sets, {})
    assert (one.reps, one.held_s) == (20, 30)
    assert [cell(each, {}).countable for each in sets] == [True, True, False]
