"""Three of an exercise, to see how it feels: counted as ever, and nothing of it kept."""

from dataclasses import replace

from hamstride.exercises.values import Session, SetPlan
from hamstride.plan import compile as compiling

REPS = 3
HOLD_S = 10.0


def trial(session: Session) -> Session:
    """The first set of a session alone, without a weight: three repetitions, or ten seconds of a stretch."""
    session = replace(session, sets=(_short(session.sets[0]),), first=False, rest_lines=False, next_date=None)
    return replace(session, expected_s=compiling.expected_s(session))


def _short(plan: SetPlan) -> SetPlan:
    if plan.reps is None:
        return replace(plan, hold_s=HOLD_S)
    return replace(plan, reps=REPS, load_kg=0.0)
