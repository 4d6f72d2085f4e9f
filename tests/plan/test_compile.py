"""A routine and a runner become a session: the right sets, in the right order, with the right load."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue, routines
from hamstride.exercises.spec import Equipment, Gate
from hamstride.exercises.values import RunnerProfile, Session, Side, Source
from hamstride.plan.compile import Basis, NothingToDo, Wanted, expected_s, lacking, session, sets_s
from hamstride.plan.ladder import Amount, Amounts

EVERYTHING = RunnerProfile(ankle_weights=2, weight_kg=1.0, ball=True)


def made(
    programme: str = "strength",
    runner: RunnerProfile = EVERYTHING,
    *,
    first: bool = False,
    amounts: Amounts | None = None,
    **asked: Any,
) -> Session:
    basis = Basis(runner=runner, catalogue=catalogue(), amounts=amounts or {}, first=first)
    return session(Wanted(programme=programme, **asked), basis, uuid="u", date="2026-11-22")


def order(made_: Session) -> list[tuple[str, str | None, str]]:
    return [(plan.exercise, plan.variant, plan.side.value) for plan in made_.sets]


CURLS = ("neutral", "toes-in", "toes-out")


def test_two_weights_left_then_right_in_each_position() -> None:
    assert order(made()) == [
        *(("lying-leg-curl", variant, side) for variant in CURLS for side in ("left", "right")),
        ("standing-curl", None, "left"),
        ("standing-curl", None, "right"),
        ("ball-curl", None, "both"),
    ]


def test_one_weight_all_positions_on_one_leg_before_it_changes() -> None:
    runner = replace(EVERYTHING, ankle_weights=1)
    assert order(made(runner=runner))[:8] == [
        *(("lying-leg-curl", variant, side) for side in ("left", "right") for variant in CURLS),
        ("standing-curl", None, "right"),  # where the weight is
        ("standing-curl", None, "left"),
    ]
    lying = [plan for plan in made(runner=runner).sets if plan.exercise == "lying-leg-curl"]
    assert {plan.rest_s for plan in lying} == {20.0}


def test_without_weights_the_order_is_that_of_two() -> None:
    runner = RunnerProfile(ball=True)
    assert order(made(runner=runner)) == order(made())
    assert {plan.load_kg for plan in made(runner=runner).sets} == {0.0}
    assert made(runner=runner).weights == 0


@pytest.mark.parametrize(
    ("exercise", "things"),
    [
        ("lying-leg-curl", []),  # on a carpet, without a weight
        ("standing-curl", [Equipment.CHAIR]),
        ("ball-curl", [Equipment.BALL]),
        ("hip-hinge", []),  # on a kerb, on a thick book
    ],
)
def test_nobody_lacks_what_can_be_done_without(exercise: str, things: list[Equipment]) -> None:
    bare = RunnerProfile(chair=False, step=False, ball=False)
    assert lacking(catalogue()[exercise], bare) == things
    assert lacking(catalogue()[exercise], RunnerProfile(ball=True)) == []


def test_the_load_is_on_the_curls_alone() -> None:
    loads = {plan.exercise: plan.load_kg for plan in made().sets}
    assert loads == {"lying-leg-curl": 1.0, "standing-curl": 1.0, "ball-curl": 0.0}


@pytest.mark.parametrize(("weight_kg", "load_kg"), [(0.5, 0.5), (1.0, 1.0), (2.0, 0.0)])
def test_the_very_first_session_takes_one_kilogram_at_most(weight_kg: float, load_kg: float) -> None:
    first = made(runner=replace(EVERYTHING, weight_kg=weight_kg), first=True)
    assert max(plan.load_kg for plan in first.sets) == load_kg
    assert first.first


@pytest.mark.parametrize(("days", "reminds"), [(0, True), (1, False), (4, False), (5, True), (6, False)])
def test_of_the_first_time_and_every_fifth_is_reminded(days: int, *, reminds: bool) -> None:
    basis = Basis(runner=EVERYTHING, catalogue=catalogue(), days_done={"ball-curl": days})
    found = session(Wanted(programme="strength"), basis, uuid="u", date="2026-11-22")
    assert found.reminds == (("ball-curl",) if reminds else ())


def test_the_dose_is_the_low_end_of_the_article() -> None:
    doses = {(plan.exercise, plan.reps, plan.hold_s) for plan in made().sets}
    assert doses == {("lying-leg-curl", 10, None), ("standing-curl", 10, 3.0), ("ball-curl", 10, 1.0)}
    assert {plan.hold_s for plan in made("after-run").sets} == {30.0}


def test_the_stretches_around_a_run() -> None:
    assert order(made("before-run")) == [("roll-forward", None, "both")]
    assert order(made("after-run")) == [
        ("roll-forward", None, "both"),
        ("chair-stretch", None, "left"),
        ("chair-stretch", None, "right"),
    ]
    assert made("before-run").source is Source.BEAT
    assert made("strength").source is Source.CAMERA


def test_the_step_replaces_the_roll_forward() -> None:
    runner = RunnerProfile(hinge=True)
    assert order(made("before-run", runner)) == [("hip-hinge", None, "left"), ("hip-hinge", None, "right")]


def test_whoever_begins_with_the_step_comes_to_the_chair_by_asking_for_it() -> None:
    runner = RunnerProfile(hinge=True)
    assert {plan.exercise for plan in made("after-run", runner).sets} == {"hip-hinge"}
    assert {plan.exercise for plan in made("after-run", runner, longer=True).sets} == {
        "hip-hinge",
        "chair-stretch",
    }
    assert {plan.exercise for plan in made("chair-stretch", runner).sets} == {"chair-stretch"}


@pytest.mark.parametrize("gate", [Gate.BONE, Gate.PRESSURE, Gate.PREGNANCY])
def test_a_gate_on_the_roll_forward_alone_takes_the_step_as_well(gate: Gate) -> None:
    assert {plan.exercise for plan in made("before-run", RunnerProfile(gates=(gate,))).sets} == {"hip-hinge"}


def test_thin_bones_are_bent_over_no_chair_either() -> None:
    runner = RunnerProfile(gates=(Gate.BONE,))
    assert {plan.exercise for plan in made("after-run", runner).sets} == {"hip-hinge"}


@pytest.mark.parametrize("gate", [Gate.SIT_BONE, Gate.RADIATING, Gate.ACUTE])
def test_a_gate_on_all_stretches_leaves_nothing(gate: Gate) -> None:
    with pytest.raises(NothingToDo, match="before-run"):
        made("before-run", RunnerProfile(gates=(gate,)))


def test_a_pregnant_runner_stands() -> None:
    runner = replace(EVERYTHING, gates=(Gate.PREGNANCY,))
    assert {plan.exercise for plan in made(runner=runner).sets} == {"standing-curl"}


def test_no_ball_no_ball_curl_and_no_chair_no_standing_curl() -> None:
    assert "ball-curl" not in {plan.exercise for plan in made(runner=RunnerProfile()).sets}
    assert {plan.exercise for plan in made(runner=RunnerProfile(chair=False)).sets} == {"lying-leg-curl"}


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_leg_that_is_left_out_has_no_sets(side: Side) -> None:
    sides = {plan.side for plan in made(runner=replace(EVERYTHING, left_out=side)).sets}
    assert sides == {side.other}


def test_the_shorter_session_is_plain_curls_only() -> None:
    assert {plan.variant for plan in made(shorter=True).sets} == {"neutral", None}
    assert {plan.exercise for plan in made(shorter=True).sets} == {"lying-leg-curl", "standing-curl"}
    assert {plan.exercise for plan in made("after-run", shorter=True).sets} == {"roll-forward"}


def test_one_exercise_alone_even_an_optional_one() -> None:
    assert order(made("chair-stretch")) == [("chair-stretch", None, "left"), ("chair-stretch", None, "right")]
    assert made("standing-curl").routine == "standing-curl"


def test_a_programme_that_nobody_knows_says_what_is_known() -> None:
    with pytest.raises(KeyError, match="strength"):
        made("handstand")


def test_strength_switched_off_leaves_nothing() -> None:
    with pytest.raises(NothingToDo):
        made(runner=RunnerProfile(no_strength=True))


def test_only_the_declarations_that_are_needed_travel() -> None:
    assert set(made(runner=RunnerProfile()).declarations) == {"lying-leg-curl", "standing-curl"}


def test_a_session_survives_its_own_dict() -> None:
    assert Session.from_dict(made().to_dict()) == made()


# ---------------------------------------------------------------- how long


def minutes(runner: RunnerProfile, programme: str = "strength", **asked: Any) -> float:
    return expected_s(made(programme, runner, **asked)) / 60


def test_a_strength_session_is_about_fifteen_minutes_and_twenty_the_first_time() -> None:
    assert 14 <= minutes(EVERYTHING) <= 16
    assert 19 <= minutes(EVERYTHING, first=True) <= 21
    assert 1.0 <= minutes(replace(EVERYTHING, ankle_weights=1)) - minutes(EVERYTHING) <= 2.5
    assert 1.0 <= minutes(EVERYTHING) - minutes(replace(EVERYTHING, ankle_weights=0)) <= 1.7
    assert minutes(EVERYTHING) - minutes(replace(EVERYTHING, ball=False)) >= 2.0
    assert 7 <= minutes(EVERYTHING, shorter=True) <= 10


def test_who_takes_longer_for_the_sets_is_told_so_and_nothing_else_takes_longer() -> None:
    basis = Basis(runner=EVERYTHING, catalogue=catalogue(), pace=1.2)
    found = session(Wanted(programme="strength"), basis, uuid="u", date="2026-11-22")
    usual = made()
    assert found.expected_s is not None
    assert found.expected_s - expected_s(usual) == pytest.approx(0.2 * sets_s(usual))
    assert 0.8 * expected_s(usual) < sets_s(usual) < expected_s(usual)


def test_the_stretches_are_short() -> None:
    assert minutes(RunnerProfile(), "before-run") <= 1.5
    assert 2.5 <= minutes(RunnerProfile(), "after-run") <= 4


profiles = st.builds(
    RunnerProfile,
    ankle_weights=st.integers(0, 2),
    weight_kg=st.sampled_from([0.0, 0.5, 1.0, 2.0]),
    chair=st.booleans(),
    step=st.booleans(),
    ball=st.booleans(),
    hinge=st.booleans(),
    left_out=st.sampled_from([None, Side.LEFT, Side.RIGHT]),
    gates=st.lists(st.sampled_from(Gate), max_size=2, unique=True).map(tuple),
)


@given(runner=profiles, programme=st.sampled_from([*routines(), *catalogue()]), first=st.booleans())
def test_whatever_the_runner_nothing_left_out_is_asked_for(
    runner: RunnerProfile, programme: str, first: bool
) -> None:
    try:
        found = made(programme, runner, first=first)
    except NothingToDo:
        return
    for plan in found.sets:
        exercise = catalogue()[plan.exercise]
        assert not set(exercise.excluded_by) & set(runner.gates)
        assert plan.side is not runner.left_out
        assert (plan.reps is None) is exercise.is_hold
        assert plan.load_kg <= runner.weight_kg
    assert len(set(order(found))) == len(found.sets)
    assert found.expected_s == expected_s(found) > 0


def test_a_leg_without_weight_by_hand_has_no_weight_to_change() -> None:
    owner = RunnerProfile(ankle_weights=1, weight_kg=1.0)
    alone = {("lying-leg-curl", side): Amount(reps=10) for side in (Side.LEFT, Side.RIGHT)}
    session_ = made("lying-leg-curl", owner, amounts=alone)
    assert [plan.side for plan in session_.sets[:2]] == [Side.LEFT, Side.RIGHT]


@pytest.mark.parametrize("routine", ["before-run", "after-run"])
def test_the_longer_version_is_every_stretch_for_as_long_as_the_article_says(routine: str) -> None:
    longer = made(routine, longer=True)
    assert order(longer) == [
        ("roll-forward", None, "both"),
        ("chair-stretch", None, "left"),
        ("chair-stretch", None, "right"),
    ]
    assert {plan.hold_s for plan in longer.sets} == {60.0}
    assert (longer.expected_s or 0) > (made(routine).expected_s or 0)


def test_the_longer_version_still_leaves_out_what_the_runner_does() -> None:
    no_chair = replace(EVERYTHING, chair=False, hinge=True)
    assert order(made("before-run", no_chair, longer=True)) == [
        ("hip-hinge", None, "left"),
        ("hip-hinge", None, "right"),
    ]
