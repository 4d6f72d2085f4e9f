"""The way back after a gap: a rung up after a good session, the same again after any other."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue
from hamstride.exercises.values import RunnerProfile, Side
from hamstride.plan.ladder import Amount, rungs, weaker
from hamstride.plan.progression import Ladders, steps_down, steps_up
from hamstride.plan.relief import Return, gap_of, last_return, relief
from hamstride.plan.returning import held
from hamstride.plan.verdicts import Bout, Trained, Verdict, verdict

BACK = date(2026, 11, 2)
BOTH = (Side.LEFT, Side.RIGHT)
STANDING, LYING, BALL = "standing-curl", "lying-leg-curl", "ball-curl"
RUNNER = RunnerProfile(ankle_weights=2, weight_kg=1.0, more_kg=(2.0, 3.0, 4.0), ball=True)
LADDER = rungs(catalogue()[STANDING], RUNNER)
DOSE = Amount(reps=10, hold_s=5.0, load_kg=4.0)
LADDERS = Ladders(
    catalogue=catalogue(),
    runner=RUNNER,
    amounts={(STANDING, side): DOSE for side in BOTH},
    changed={},
    refused={},
)


def returned(days: int) -> Return:
    gap = gap_of(days)
    assert gap is not None
    return Return(day=BACK, gap=gap)


def session(
    day: date, amount: Amount, *, pain: int | None = None, exercise: str = STANDING, **more: Any
) -> Trained:
    total = (amount.reps or 0) * amount.sets
    sides = (Side.BOTH,) if exercise == BALL else BOTH
    bouts = tuple(
        Bout(
            exercise=exercise,
            side=side,
            amount=amount,
            reached=True,
            counted=total,
            good=total,
            pain=pain,
        )
        for side in sides
    )
    return Trained(**{"day": day, "bouts": bouts, "effort_fine": True, **more})


def broken_off(one: Trained) -> Trained:
    return replace(one, bouts=tuple(replace(bout, reached=False) for bout in one.bouts))


def most(
    *history: Trained, days: int = 20, chosen: date | None = None, **changes: Any
) -> tuple[float | None, float] | None:
    on = {} if chosen is None else {(STANDING, Side.LEFT): chosen}
    back = {STANDING: returned(days)}
    found = held(history, replace(LADDERS, **changes), back, on).get((STANDING, Side.LEFT))
    return None if found is None else (found.hold_s, found.load_kg)


AT = Amount(reps=10, hold_s=3.0, load_kg=4.0)  # two rungs below the dose
D = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (session(BACK, AT), (4.0, 4.0)),
        (session(BACK, AT, pain=2), (4.0, 4.0)),
        (session(BACK, AT, pain=4), (3.0, 4.0)),
        (session(BACK, AT, pain=8), (3.0, 4.0)),
        (session(BACK, AT, effort_fine=None), (4.0, 4.0)),  # done whole, and nobody said how hard it was
        (broken_off(session(BACK, AT, effort_fine=None)), (3.0, 4.0)),
        (session(BACK, AT, effort_fine=False), (3.0, 4.0)),
        (session(BACK, replace(AT, hold_s=4.0)), None),  # a clean one away from the dose
        (session(BACK, DOSE, pain=4), None),  # it was there
    ],
)
def test_what_was_last_done_leads(last: Trained, expected: tuple[float, float] | None) -> None:
    assert most(last) == expected


def test_an_exercise_left_out_meanwhile_is_as_far_back_as_its_own_gap_says() -> None:
    """However often the others were done, and however short a gap it is that ends today."""
    week = [BACK - n * 7 * D for n in range(1, 9)]
    days_of = {LYING: week, STANDING: [BACK - 59 * D], BALL: [BACK - 9 * D]}
    found = relief(BACK, week, days_of=days_of)
    asked = found.amount(STANDING, Side.LEFT, DOSE, LADDER)
    assert (asked.hold_s, asked.load_kg, found.gap) == (3.0, 2.0, None)
    assert found.amount(LYING, Side.LEFT, DOSE, LADDER) == DOSE
    assert [message.id for message in found.messages] == ["plan.relief.after-gap"]


def test_done_so_long_ago_that_it_is_out_of_sight_it_is_as_far_back_as_the_gap_said() -> None:
    others = [session(BACK + n * D, Amount(reps=10), exercise=BALL) for n in range(10, 0, -1)]
    assert most(*others) == (3.0, 4.0)
    assert most(*others, days=40) == (3.0, 2.0)


def test_of_one_set_of_each_the_sets_come_back_first() -> None:
    dose = {(BALL, Side.BOTH): Amount(sets=2, reps=12, hold_s=1.0)}
    mine, back = replace(LADDERS, amounts=dose), {BALL: returned(9)}

    def ball(*asked: tuple[int, int]) -> tuple[int, int | None] | None:
        history = [
            session(BACK + 3 * n * D, Amount(sets=sets, reps=reps, hold_s=1.0), exercise=BALL)
            for n, (sets, reps) in enumerate(asked)
        ]
        found = held(history[::-1], mine, back, {}).get((BALL, Side.BOTH))
        return None if found is None else (found.sets, found.reps)

    assert ball((1, 10)) == (2, 10)  # one set of each, a rung below the dose
    assert ball((1, 10), (2, 10)) is None
    assert ball((1, 11)) == (1, 12)


def test_a_gap_on_the_way_back_makes_nothing_heavier_than_last_time() -> None:
    light = Amount(reps=10, hold_s=3.0, load_kg=2.0)
    again = BACK + 9 * D
    kept = held([session(BACK, light)], LADDERS, {STANDING: returned(40)}, {}, {STANDING})
    found = relief(again, [BACK], days_of={STANDING: [BACK]}, held=kept)
    assert found.amount(STANDING, Side.LEFT, DOSE, LADDER) == light


def test_with_sore_legs_nothing_goes_up() -> None:
    """The same as last time, until the legs are themselves again."""
    history = [session(BACK, AT)]
    found = held(history, LADDERS, {STANDING: returned(20)}, {}, {STANDING})
    assert found[STANDING, Side.LEFT] == AT
    assert most(*history) == (4.0, 4.0)


def test_a_longer_gap_never_gives_more_than_a_shorter_one() -> None:
    for dose in LADDER:
        one, two, restart = (returned(days).gap.lighter(dose, LADDER) for days in (9, 20, 40))
        assert weaker((restart, two), LADDER) == restart
        assert weaker((two, one), LADDER) == two


def test_a_dose_that_was_chosen_since_stands() -> None:
    assert most(session(BACK, AT), chosen=BACK) is None
    assert most(session(BACK, AT), chosen=BACK - D) == (4.0, 4.0)


def test_a_step_of_one_leg_leaves_the_other_on_its_way_back() -> None:
    on = {(STANDING, Side.LEFT): BACK + D}
    found = held([session(BACK, AT)], LADDERS, {STANDING: returned(20)}, on)
    assert {side: amount.hold_s for (_, side), amount in found.items()} == {Side.RIGHT: 4.0}


def test_a_dose_that_pain_made_lighter_than_what_was_done_is_reached() -> None:
    lighter = {(STANDING, side): Amount(reps=10, hold_s=4.0, load_kg=3.0) for side in BOTH}
    assert most(session(BACK, AT, pain=8), amounts=lighter) is None
    # A pain of before the gap that was settled late says nothing of the way back.
    late = session(BACK, Amount(reps=10, hold_s=5.0, load_kg=2.0), pain=4)
    assert most(late, amounts=lighter, changed={STANDING: BACK}) == (5.0, 2.0)


def test_sessions_with_half_the_sets_lead_only_if_they_hurt() -> None:
    half = session(BACK + 3 * D, replace(AT, hold_s=4.0), lighter=True)
    assert most(half, session(BACK, AT)) == (4.0, 4.0)
    sore = session(BACK + 3 * D, replace(AT, hold_s=4.0), lighter=True, pain=4)
    assert most(sore, session(BACK, AT)) == (4.0, 4.0)
    assert most(replace(sore, lighter=False), session(BACK, AT)) == (4.0, 4.0)


def test_once_at_the_dose_a_gap_is_over() -> None:
    cramped = session(BACK + 6 * D, replace(DOSE, hold_s=4.0))
    assert most(cramped, session(BACK + 3 * D, DOSE)) is None


def test_pain_above_five_leads_two_rungs_back_from_what_was_really_done() -> None:
    light = Amount(reps=10, hold_s=3.0, load_kg=2.0)  # half of the dose, after a long gap
    (step,) = steps_down(session(BACK, light, pain=8), [], LADDERS)
    assert (step.after.hold_s, step.after.load_kg) == (4.0, 1.0)
    twice = [session(BACK, light, pain=4), session(BACK + 3 * D, light, pain=4)]
    (step,) = steps_down(twice[1], twice[:1], LADDERS)
    assert (step.after.hold_s, step.after.load_kg) == (5.0, 1.0)


def test_clean_sessions_of_before_a_gap_offer_no_step_up() -> None:
    dose = {(STANDING, side): AT for side in BOTH}
    before = [session(BACK - n * D, AT) for n in (9, 12)]
    mine = replace(LADDERS, amounts=dose)
    assert any(step.exercise == STANDING for step in steps_up(before, mine, BACK - 8 * D))
    assert not any(step.exercise == STANDING for step in steps_up(before, mine, BACK))
    back = session(BACK, replace(AT, load_kg=3.0))
    assert not any(step.exercise == STANDING for step in steps_up([back, *before], mine, BACK + D))


@given(
    st.sampled_from([9, 20, 40]),
    st.sampled_from(LADDER),
    st.lists(st.sampled_from([None, 2, 4, 5, 8]), min_size=1, max_size=12),
    st.booleans(),
)
def test_nothing_is_ever_heavier_after_a_session_that_went_ill(
    days: int, dose: Amount, pains: list[int | None], told: bool
) -> None:
    """Led through the plan as the record would be: sessions of half a week, with their pains."""
    done = [BACK - days * D]
    history = [session(done[0], dose)]
    mine = replace(LADDERS, amounts={(STANDING, side): dose for side in BOTH})
    for n, pain in enumerate(pains):
        day = BACK + 3 * n * D
        back = last_return(done, day)
        kept = held(history, mine, {STANDING: back} if back else {}, {})
        now = relief(day, done, held=kept).amount(
            STANDING, Side.LEFT, mine.amounts[STANDING, Side.LEFT], LADDER
        )
        if n and verdict(history[0], STANDING) not in (Verdict.CLEAN, Verdict.UNKNOWN):
            before = history[0].bouts[0].amount
            assert weaker((now, before), LADDER) == now
        last = session(day, now, pain=pain, effort_fine=None if told else True)
        for step in steps_down(last, history, mine):
            mine = replace(mine, changed={STANDING: day}, amounts=dict.fromkeys(mine.amounts, step.after))
        history, done = [last, *history], [*done, day]
