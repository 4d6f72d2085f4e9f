"""What becomes lighter after pain, and what does not when it is told later, or taken back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Gate
from hamstride.exercises.values import Message, PainPlace, Side
from hamstride.plan import pain
from hamstride.plan.ladder import Amount
from hamstride.plan.progression import Way
from hamstride.store import models, planning, queries, services, training
from hamstride.text.words import Words
from hamstride.web.record import tables
from tests import people

DAY = date(2026, 11, 5)
LEGS = (Side.LEFT, Side.RIGHT)


@pytest.fixture
def strong(alice: models.Runner) -> models.Runner:
    """Alice holds the standing curl for five seconds with 2 kg: four and three seconds are the rungs below."""
    services.save_profile(alice, replace(alice.profile, ankle_weights=2, weight_kg=1.0, more_kg=(2.0,)))
    by_side = dict.fromkeys(LEGS, Amount(sets=1, reps=10, hold_s=5.0, load_kg=2.0))
    why = Message.of("plan.step.reason.hand")
    training.change(alice, "standing-curl", by_side, date(2026, 10, 1), by="hand", reason=why)
    return alice


def told(
    who: models.Runner,
    row: models.Session,
    score: int,
    exercise: str = "standing-curl",
    place: PainPlace = PainPlace.MUSCLE,
) -> UUID:
    """A pain that is reported, and what follows from it."""
    note = models.PainNote(
        uuid=uuid4(),
        session=row,
        day=row.day,
        exercise=exercise,
        side="left",
        place=place.value,
        score=score,
    )
    judge = catalogue().get(exercise, catalogue()["standing-curl"])
    services.note_pain(who, note, pain.after(judge, place, score, step=True).apply(who.profile))
    return note.uuid


def as_asked(who: models.Runner, day: date, held_s: float = 5.0) -> models.Session:
    """A session of a day in which the standing curls were done as the dose asks, each held for so long."""
    value = people.session_value(day)
    sets = tuple(replace(each, hold_s=5.0, load_kg=2.0) if each.reps else each for each in value.sets)
    value = replace(value, sets=sets)
    row = services.begin_session(who, value)
    for index in range(len(sets)):
        set_ = people.record(value, index)
        reps = tuple(replace(rep, hold_s=held_s) for rep in set_.reps)
        services.keep_set(row, replace(set_, reps=reps))
    return row


def done(who: models.Runner, day: date, score: int) -> models.Session:
    row = as_asked(who, day)
    services.end_session(row, complete=True, effort="all-right")
    told(who, row, score)
    training.settle(who, day)
    return row


def held(who: models.Runner) -> list[float | None]:
    """How long each leg holds the standing curl."""
    return [dose.hold_s for dose in training.doses(who) if dose.exercise == "standing-curl"]


@pytest.mark.parametrize(("held_s", "offered"), [(4.8, True), (2.8, False)])
def test_five_seconds_lead_to_more_only_where_they_were_held(
    strong: models.Runner, held_s: float, offered: bool
) -> None:
    services.save_profile(strong, replace(strong.profile, more_kg=(2.0, 2.5)))
    for days in (6, 3):
        row = as_asked(strong, DAY - timedelta(days=days), held_s)
        services.end_session(row, complete=True, effort="all-right")
    steps = training.offered(training.footing(strong), DAY)
    up = [step.after.load_kg for step in steps if step.way is Way.UP and step.exercise == "standing-curl"]
    assert up == ([2.5] if offered else [])


def test_a_hold_that_keeps_a_step_back_is_told_in_the_record_and_no_curve_calls_it_as_asked(
    strong: models.Runner,
) -> None:
    row = as_asked(strong, DAY, 4.2)
    each = queries.sets(row)[0]
    left = tables.notes(each, catalogue())
    told = Words("en")
    assert "left: held the 5 s asked for: 0 of 10" in [told.of(note).lower() for note in left]
    assert (each.judged, each.as_asked) == (10, 0)
    held = queries.sets(as_asked(strong, DAY, 4.8))[0]
    assert not any("asked" in told.of(note) for note in tables.notes(held, catalogue()))
    assert held.as_asked == 8  # two broke a cue


def test_a_larger_pain_on_the_next_morning_makes_it_two_steps_though_one_was_made_already(
    strong: models.Runner,
) -> None:
    done(strong, DAY - timedelta(days=3), 4)
    row = done(strong, DAY, 4)
    assert held(strong) == [4.0, 4.0]
    planning.morning(strong, DAY + timedelta(days=1), 8)
    for _ in range(2):  # and again changes nothing
        training.settle(strong, DAY + timedelta(days=1))
        assert held(strong) == [3.0, 3.0]
    (step,) = training.made_lighter(row)
    assert step.reason.id == training.HIGH


def test_a_larger_pain_told_of_the_whole_session_is_not_hidden_by_a_small_one(strong: models.Runner) -> None:
    row = done(strong, DAY, 1)
    assert held(strong) == [5.0, 5.0]
    told(strong, row, 8, "strength")
    training.settle(strong, DAY)
    assert held(strong) == [3.0, 3.0]


def test_what_became_lighter_for_a_pain_taken_back_does_not_stay_so(strong: models.Runner) -> None:
    row = as_asked(strong, DAY)
    slip = told(strong, row, 8)
    training.settle(strong, DAY)
    assert held(strong) == [3.0, 3.0]
    services.take_back_pain(strong, slip)
    training.settle(strong, DAY)
    assert held(strong) == [5.0, 5.0]
    assert not models.Dose.objects.filter(by="rule").exists()


def test_what_was_set_by_hand_since_stays_when_a_pain_is_taken_back(strong: models.Runner) -> None:
    row = as_asked(strong, DAY)
    slip = told(strong, row, 8)
    training.settle(strong, DAY)
    by_side = dict.fromkeys(LEGS, Amount(sets=1, reps=10, hold_s=4.0, load_kg=1.0))
    training.change(
        strong, "standing-curl", by_side, DAY, by="hand", reason=Message.of("plan.step.reason.hand")
    )
    services.take_back_pain(strong, slip)
    assert held(strong) == [4.0, 4.0]


def test_a_lighter_start_is_the_start_again_when_the_pain_was_a_slip(alice: models.Runner) -> None:
    slip = told(alice, people.trained(alice, DAY), 8)
    training.settle(alice, DAY)
    services.take_back_pain(alice, slip)
    assert training.doses(alice) == []


@pytest.mark.parametrize("back", [0, 1])
def test_one_of_two_equal_reports_taken_back_leaves_what_the_other_one_says(
    alice: models.Runner, back: int
) -> None:
    row = people.trained(alice, DAY)
    reports = [told(alice, row, 2, place=PainPlace.SIT_BONE), told(alice, row, 3, place=PainPlace.SIT_BONE)]
    services.take_back_pain(alice, reports.pop(back))
    assert alice.profile.gates == (Gate.SIT_BONE,)
    services.take_back_pain(alice, reports.pop())
    assert (alice.profile.gates, alice.profile.no_stretches) == ((), False)


def test_an_answer_between_two_reports_stays_when_the_first_is_taken_back(alice: models.Runner) -> None:
    row = people.trained(alice, DAY)
    first = told(alice, row, 2, place=PainPlace.SIT_BONE)
    services.save_profile(alice, replace(alice.profile, hinge=True))
    told(alice, row, 2, place=PainPlace.SIT_BONE)
    services.take_back_pain(alice, first)
    assert (alice.profile.hinge, alice.profile.gates) == (True, (Gate.SIT_BONE,))


def test_one_morning_speaks_of_one_day_of_strength_however_often_it_was_done(strong: models.Runner) -> None:
    for day in (DAY - timedelta(days=1), DAY, DAY):
        services.end_session(as_asked(strong, day), complete=True, effort="all-right")
    planning.morning(strong, DAY + timedelta(days=1), 4)
    training.settle(strong, DAY + timedelta(days=1))
    assert held(strong) == [5.0, 5.0]
