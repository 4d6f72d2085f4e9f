"""A session in a few lines says how much of what, and what one needs for it."""

import pytest

from hamstride.exercises.load import catalogue
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.spec import Equipment
from hamstride.exercises.values import RunnerProfile, Session, SetPlan, Side
from hamstride.plan.compile import Basis, Wanted
from hamstride.plan.compile import session as session_of
from hamstride.plan.lines import lines, needs
from hamstride.text.words import Words

PROFILE = RunnerProfile()


def _made(routine: str, profile: RunnerProfile) -> Session:
    basis = Basis(runner=profile, catalogue=catalogue())
    return session_of(Wanted(programme=routine), basis, uuid="", date="")


def _said(profile: RunnerProfile, routine: str) -> list[str]:
    session = _made(routine, profile)
    words = Words()
    return [
        f"{line.title}: {words.of(line.dose)}{' · ' + words.of(line.load) if line.load else ''}"
        for line in lines(session, catalogue())
    ]


def test_a_session_in_a_few_lines() -> None:
    everything = RunnerProfile(ankle_weights=2, weight_kg=1.0, ball=True)
    assert _said(everything, STRENGTH) == [
        "Lying curls: 3 × 10 each · 1 kg",
        "Standing curls: 10 each · hold 3 s · 1 kg",
        "Ball curls: 10",
    ]
    assert _said(RunnerProfile(hinge=True), AFTER) == ["Foot on a step: 30 s each"]
    assert _said(PROFILE, AFTER) == ["Roll forward: 30 s", "Foot on a chair: 30 s each"]
    assert _said(PROFILE, BEFORE) == ["Roll forward: 30 s"]


@pytest.mark.parametrize(
    ("left", "right", "says"),
    [
        ((2, 12, 1.0), (2, 12, 1.0), "2 × 12 each · 1 kg"),
        ((2, 12, 1.0), (1, 10, 1.0), "2 × 12 left, 10 right · 1 kg"),
        ((1, 10, 0.0), (1, 8, 0.0), "10 left, 8 right"),
        ((1, 10, 1.0), (1, 10, 0.5), "10 left · 1 kg, 10 right · 0.5 kg"),
        ((2, 12, 1.0), (1, 10, 0.0), "2 × 12 left · 1 kg, 10 right · no weight"),
    ],
)
def test_legs_that_do_not_do_the_same_are_told_apart(
    left: tuple[int, int, float], right: tuple[int, int, float], says: str
) -> None:
    legs = ((Side.LEFT, left), (Side.RIGHT, right))
    sets = tuple(
        SetPlan(exercise="lying-leg-curl", side=side, reps=reps, load_kg=kg)
        for side, (times, reps, kg) in legs
        for _ in range(times)
    )
    session = Session(uuid="", routine=STRENGTH, date="2026-12-02", sets=sets, declarations={})
    (line,) = lines(session, catalogue())
    words = Words()
    assert " · ".join(words.of(each) for each in (line.dose, line.load) if each) == says


def test_what_one_needs_has_weights_only_where_some_are_worn() -> None:
    def things(profile: RunnerProfile) -> tuple[Equipment, ...]:
        session = _made(STRENGTH, profile)
        return needs(session, catalogue())

    assert Equipment.ANKLE_WEIGHTS not in things(PROFILE)
    assert Equipment.ANKLE_WEIGHTS in things(RunnerProfile(ankle_weights=1, weight_kg=1.0))
