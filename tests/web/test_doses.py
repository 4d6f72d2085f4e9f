"""How much comes next, through the record: after lighter weeks, gaps and pain, single exercises, new weights."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises import values
from hamstride.exercises.load import catalogue
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
    return {step.exercise for step in training.offered(who, catalogue(), TODAY)}


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
    do(alice, 4, effort=None)  # nobody said how hard it was
    assert standing(making.make(alice, "strength", NOW)) == (3.0, 3.0)
    as_alice.post(reverse("set-dose", args=[STANDING]), {})
    assert standing(making.make(alice, "strength", NOW)) == (5.0, 3.0)
