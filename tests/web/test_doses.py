"""How much comes next, through the record: after lighter weeks, gaps and pain, single exercises, new weights."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises import values
from hamstride.exercises.spec import Gate
from hamstride.exercises.values import Message, Side
from hamstride.plan.ladder import Amount
from hamstride.plan.relief import Feel
from hamstride.store import models, planning, services, training
from hamstride.web import clock
from hamstride.web.session import making
from tests import people

NOW = datetime(2026, 11, 18, 18)  # a Wednesday
TODAY = NOW.date()
BOTH = (Side.LEFT, Side.RIGHT)
LYING, STANDING = "lying-leg-curl", "standing-curl"


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def do(
    who: models.Runner, ago: int, what: str = "strength", *, effort: str | None = "easy"
) -> values.Session:
    """A session made for a day and done as planned."""
    when = NOW - timedelta(days=ago)
    session = making.make(who, what, when)
    row = services.begin_session(who, session)
    for index in range(len(session.sets)):
        started = (when + timedelta(minutes=2 * index)).isoformat()
        services.keep_set(row, replace(people.record(session, index), started=started))
    services.end_session(row, complete=True, effort=effort, hurt=False)
    return session


def by_hand(who: models.Runner, exercise: str, amount: Amount, *, ago: int) -> None:
    sides = BOTH if exercise != "ball-curl" else (Side.BOTH,)
    reason = Message.of("plan.step.reason.hand")
    day = TODAY - timedelta(days=ago)
    training.change(who, exercise, dict.fromkeys(sides, amount), day, by="hand", reason=reason)


def up(who: models.Runner) -> set[str]:
    """The exercises with a step up on offer."""
    return {step.exercise for step in training.offered(training.footing(who), TODAY)}


def test_how_often_an_exercise_was_done_tells_what_is_reminded_of(alice: models.Runner) -> None:
    found = [do(alice, ago).reminds for ago in (24, 20, 16, 12, 8, 4)]
    assert found == [("ball-curl",), (), (), (), (), ("ball-curl",)]


def test_a_new_year_is_reminded_anew(alice: models.Runner) -> None:
    found = [do(alice, ago).reminds for ago in (330, 326, 320, 316)]  # the second of January is the third
    assert found == [("ball-curl",), (), ("ball-curl",), ()]


# ---------------------------------------------------------------- lighter weeks


@pytest.mark.parametrize("sets", [1, 2, 3])
def test_what_is_done_in_lighter_sessions_offers_nothing_and_stops_nothing(
    alice: models.Runner, sets: int
) -> None:
    alice.change(more_kg=(1.5,))
    alice.save()
    by_hand(alice, LYING, Amount(sets=sets, reps=10, load_kg=1.0), ago=30)
    for ago in (6, 3):
        planning.feel(alice, TODAY - timedelta(days=ago), Feel.SORE)
        assert do(alice, ago).lighter
    assert not up(alice)
    whole = [do(alice, ago).lighter for ago in (9, 12)]
    assert whole == [False, False]
    assert LYING in up(alice)


# ---------------------------------------------------------------- gaps


def hurts(who: models.Runner, ago: int, score: int) -> tuple[float | None, float]:
    """A session of a day in which the standing curl hurt; how it was asked for."""
    session = do(who, ago)
    row = models.Session.objects.get(uuid=session.uuid)
    note = models.PainNote(
        uuid=uuid4(), session=row, day=row.day, exercise=STANDING, side="left", place="muscle", score=score
    )
    services.note_pain(who, note, who.profile)
    return standing(session)


def standing(session: values.Session) -> tuple[float | None, float]:
    return next((plan.hold_s, plan.load_kg) for plan in session.sets if plan.exercise == STANDING)


@pytest.mark.parametrize(
    ("gap", "pain", "asked"),
    [
        (20, 8, [(3.0, 4.0), (4.0, 3.0)]),  # two rungs back from what was really done
        (20, 4, [(3.0, 4.0), (3.0, 4.0)]),  # the same again
        (20, 2, [(3.0, 4.0), (4.0, 4.0)]),  # a rung back up
        (40, 8, [(3.0, 2.0), (4.0, 1.0)]),
        (40, 4, [(3.0, 2.0), (3.0, 2.0)]),
        (40, 2, [(3.0, 2.0), (4.0, 2.0)]),
    ],
)
def test_after_a_gap_what_hurt_does_not_get_heavier(
    alice: models.Runner, gap: int, pain: int, asked: list[tuple[float, float]]
) -> None:
    alice.change(more_kg=(2.0, 3.0, 4.0))
    alice.save()
    by_hand(alice, STANDING, Amount(reps=10, hold_s=5.0, load_kg=4.0), ago=100)
    do(alice, 3 + gap)
    assert [hurts(alice, 3, pain), standing(making.make(alice, "strength", NOW))] == asked


def test_many_stretches_push_no_strength_out_of_sight(alice: models.Runner) -> None:
    alice.change(more_kg=(2.0, 3.0))
    alice.save()
    by_hand(alice, STANDING, Amount(reps=10, hold_s=5.0, load_kg=3.0), ago=100)
    do(alice, 24)
    hurts(alice, 4, 4)
    for ago in (3, 2, 1):
        for what in ("before-run", "after-run") * 2:
            do(alice, ago, what)
    assert standing(making.make(alice, "strength", NOW)) == (3.0, 3.0)


def test_an_amount_set_again_by_hand_ends_the_way_back(as_alice: Client, alice: models.Runner) -> None:
    alice.change(more_kg=(2.0, 3.0))
    alice.save()
    by_hand(alice, STANDING, Amount(reps=10, hold_s=5.0, load_kg=3.0), ago=100)
    do(alice, 24)
    do(alice, 4, effort="hard")  # the same again follows
    assert standing(making.make(alice, "strength", NOW)) == (3.0, 3.0)
    as_alice.post(reverse("set-dose", args=[STANDING]), {})
    assert standing(making.make(alice, "strength", NOW)) == (5.0, 3.0)


def test_a_step_that_was_taken_since_the_gap_is_given(as_alice: Client, alice: models.Runner) -> None:
    by_hand(alice, STANDING, Amount(reps=10, hold_s=4.0, load_kg=1.0), ago=100)
    do(alice, 40)
    for ago in (24, 21, 18, 15, 12, 9, 6):
        do(alice, ago)
    do(alice, 2, effort=None)
    as_alice.post(reverse("step", args=[STANDING]), {"answer": "yes"})
    assert standing(making.make(alice, "strength", NOW)) == (5.0, 1.0)


# ---------------------------------------------------------------- an exercise by itself


def plans(who: models.Runner, what: str, **more: Any) -> list[tuple[str | None, float | None, float]]:
    found = making.make(who, what, NOW, **more).sets
    return [(plan.variant, plan.hold_s, plan.load_kg) for plan in found if plan.side is not Side.RIGHT]


def test_an_exercise_by_itself_is_as_light_as_it_would_be_in_the_session(alice: models.Runner) -> None:
    alice.change(more_kg=(3.0,))
    alice.save()
    by_hand(alice, STANDING, Amount(sets=2, reps=10, hold_s=5.0, load_kg=3.0), ago=100)
    do(alice, 40)
    assert plans(alice, STANDING) == [(None, 3.0, 1.0)]


def test_sore_legs_do_half_of_an_exercise_by_itself_in_the_position_that_was_chosen(
    alice: models.Runner,
) -> None:
    by_hand(alice, LYING, Amount(sets=2, reps=10, load_kg=1.0), ago=100)
    do(alice, 3)
    planning.feel(alice, TODAY, Feel.SORE)
    assert [variant for variant, _, _ in plans(alice, LYING)] == ["neutral", "toes-in", "toes-out"]
    assert plans(alice, LYING, variant="toes-in") == [("toes-in", None, 1.0)]
    assert not making.make(alice, "roll-forward", NOW).lighter  # a stretch has nothing to do with it


def later(who: models.Runner, hours: int) -> tuple[int, bool]:
    """How many days of strength count, and whether Today offers it, so many hours later."""
    when = NOW + timedelta(hours=hours)
    return len(planning.situation(who, when).done), people.today_of(who, when).routine is not None


@pytest.mark.parametrize(("what", "days"), [(STANDING, 2), ("ball-curl", 2), ("roll-forward", 1)])
def test_an_exercise_of_strength_by_itself_is_strength_done_and_a_stretch_is_not(
    alice: models.Runner, what: str, days: int
) -> None:
    alice.change(per_week=3)
    alice.save()
    do(alice, 5)
    do(alice, 0, what)
    assert later(alice, 14) == (days, days == 1)
    assert later(alice, 49) == (days, True)
    assert people.today_of(alice, NOW + timedelta(hours=14)).strength_done == days - 1


def test_exercises_done_one_by_one_are_one_session(alice: models.Runner) -> None:
    do(alice, 4)
    for what in (STANDING, LYING, "ball-curl"):
        do(alice, 0, what)
    situation, known = planning.ground(alice, NOW + timedelta(hours=2), training.footing(alice))
    assert len(situation.done) == 2
    assert people.today_of(alice, NOW + timedelta(hours=2)).strength_done == 1
    assert known.last == TODAY


def test_a_cramp_is_remembered_until_its_exercise_is_done_again(alice: models.Runner) -> None:
    do(alice, 4)
    models.Set.objects.filter(exercise=LYING).update(outcome=values.Outcome.CRAMP.value)
    do(alice, 2, "ball-curl")
    assert planning.ground(alice, NOW, training.footing(alice))[1].cramped == (LYING,)
    do(alice, 1, LYING)
    assert planning.ground(alice, NOW, training.footing(alice))[1].cramped == ()


def test_of_an_exercise_by_itself_the_morning_after_is_asked_as_well(alice: models.Runner) -> None:
    session = do(alice, 1, STANDING)
    models.Session.objects.filter(uuid=session.uuid).update(hurt=True)
    due = planning.morning_due(alice, TODAY)
    assert due is not None and str(due.uuid) == session.uuid
    planning.morning(alice, TODAY, 7)
    training.settle(alice, TODAY)
    assert set(models.Dose.objects.filter(by="rule").values_list("exercise", flat=True)) == {STANDING}


# ---------------------------------------------------------------- new weights


def buy(who: models.Runner, *kg: float) -> None:
    number = 2 if kg else 0
    lightest, *more = kg or (0.0,)
    profile = replace(who.profile, ankle_weights=number, weight_kg=lightest, more_kg=tuple(more))
    services.save_profile(who, profile)


def asked_kg(who: models.Runner, exercise: str = STANDING) -> set[float]:
    return {plan.load_kg for plan in making.make(who, "strength", NOW).sets if plan.exercise == exercise}


def test_weights_that_were_bought_are_a_question(as_alice: Client, alice: models.Runner) -> None:
    buy(alice)
    by_hand(alice, STANDING, Amount(reps=10, hold_s=5.0), ago=30)
    for ago in (9, 6, 3):
        do(alice, ago)
    buy(alice, 0.5)
    assert asked_kg(alice) == asked_kg(alice, LYING) == {0.0}
    history = as_alice.get(reverse("exercise", args=[LYING])).content.decode()
    assert "More weight is a step, and is offered after good sessions." in history
    assert {STANDING, LYING} <= up(alice)  # clean sessions before count
    assert training.stepped(alice) is None
    as_alice.post(reverse("step", args=[LYING]), {"answer": "yes"})
    assert asked_kg(alice, LYING) == {0.5}
    assert training.stepped(alice) == TODAY


def test_who_has_done_nothing_yet_begins_with_the_weight(alice: models.Runner) -> None:
    buy(alice)
    do(alice, 3, "roll-forward")
    buy(alice, 1.0)
    assert asked_kg(alice) == {1.0}
    assert not training.doses(alice)


def test_weights_that_were_away_for_a_moment_are_back_as_they_were(alice: models.Runner) -> None:
    do(alice, 3)
    buy(alice)
    assert asked_kg(alice) == {0.0}
    buy(alice, 1.0)
    assert asked_kg(alice) == {1.0}


def test_weights_bought_again_after_a_time_without_are_a_question_too(alice: models.Runner) -> None:
    by_hand(alice, STANDING, Amount(reps=10, hold_s=3.0, load_kg=1.0), ago=30)
    do(alice, 9)
    buy(alice)
    do(alice, 3)
    buy(alice, 1.0)
    assert asked_kg(alice) == {0.0}


def test_a_knee_that_holds_again_is_loaded_by_a_step(alice: models.Runner) -> None:
    gated = replace(alice.profile, gates=(Gate.KNEE,))
    services.save_profile(alice, gated)
    do(alice, 3)
    services.answer_questions(alice, TODAY, replace(gated, gates=()), {})
    assert asked_kg(alice) == {0.0}
