"""How much comes next, through the record: after lighter weeks, gaps and pain, single exercises, new weights."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

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
