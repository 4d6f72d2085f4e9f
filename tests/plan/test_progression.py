"""The ladders: which rung comes next, after which sessions, and what is lighter after pain."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Gate
from hamstride.exercises.values import RunnerProfile, Side
from hamstride.plan.ladder import Amount, amount_of, higher, loads, lower, place, restart, rungs, start
from hamstride.plan.progression import Ladders, Step, differing, easier, nearly, steps_down, steps_up
from hamstride.plan.verdicts import Bout, Trained, Verdict, verdict
from hamstride.text.words import Words

DAY = date(2026, 11, 22)
HALF_KILOS = RunnerProfile(ankle_weights=2, weight_kg=0.5, more_kg=(1.0, 1.5, 2.0), ball=True)
NOTHING = RunnerProfile()
LYING, STANDING, BALL, ROLL = "lying-leg-curl", "standing-curl", "ball-curl", "roll-forward"


def said(exercise: str, runner: RunnerProfile) -> list[tuple[int, int | None, float | None, float]]:
    return [(a.sets, a.reps, a.hold_s, a.load_kg) for a in rungs(catalogue()[exercise], runner)]


# ---------------------------------------------------------------- the ladders


def test_the_lying_curl_goes_up_by_weight_then_by_a_second_set() -> None:
    assert said(LYING, HALF_KILOS) == [
        (1, 6, None, 0.0),
        (1, 8, None, 0.0),
        (1, 10, None, 0.0),
        (1, 10, None, 0.5),
        (1, 10, None, 1.0),
        (1, 10, None, 1.5),
        (1, 10, None, 2.0),
        (2, 10, None, 2.0),
    ]
    assert said(LYING, NOTHING)[2:] == [(1, 10, None, 0.0), (2, 10, None, 0.0)]


def test_the_standing_curl_holds_longer_before_it_gets_heavier_and_then_shorter_again() -> None:
    assert said(STANDING, HALF_KILOS)[:7] == [
        (1, 6, 3.0, 0.0),
        (1, 8, 3.0, 0.0),
        (1, 10, 3.0, 0.0),
        (1, 10, 4.0, 0.0),
        (1, 10, 5.0, 0.0),
        (1, 10, 3.0, 0.5),
        (1, 10, 4.0, 0.5),
    ]


def test_the_ball_by_repetitions_and_the_stretches_by_ten_seconds() -> None:
    assert [(sets, reps) for sets, reps, _, _ in said(BALL, NOTHING)] == [
        (1, 8),
        (1, 10),
        (1, 11),
        (1, 12),
        (2, 8),
        (2, 10),
        (2, 12),
    ]
    assert [hold for _, _, hold, _ in said(ROLL, NOTHING)] == [30, 40, 50, 60]


@pytest.mark.parametrize(
    ("owned", "expected"),
    [
        ((1, 0.5, ()), (0.0, 0.5)),
        ((2, 1.0, (3.0, 5.0, 8.0)), (0.0, 1.0, 3.0, 5.0)),  # home weights stop at 5 kg
        ((0, 1.0, ()), (0.0,)),
        ((2, 0.0, ()), (0.0,)),
    ],
)
def test_the_loads_are_those_the_runner_owns(
    owned: tuple[int, float, tuple[float, ...]], expected: tuple[float, ...]
) -> None:
    number, lightest, more = owned
    runner = RunnerProfile(ankle_weights=number, weight_kg=lightest, more_kg=more)
    assert loads(catalogue()[LYING], runner) == expected
    assert loads(catalogue()[BALL], runner) == (0.0,)


@pytest.mark.parametrize(("lightest", "begins_at"), [(0.5, 0.5), (1.0, 1.0), (1.5, 0.0)])
def test_everybody_begins_at_the_articles_lower_end_and_one_kilogram_at_most(
    lightest: float, begins_at: float
) -> None:
    runner = RunnerProfile(ankle_weights=2, weight_kg=lightest)
    assert start(catalogue()[STANDING], runner) == Amount(reps=10, hold_s=3.0, load_kg=begins_at)


EXERCISES = st.sampled_from([e for e in catalogue().values() if e.ladder is not None])


@given(EXERCISES, st.sampled_from([NOTHING, HALF_KILOS]))
def test_up_and_down_lead_back_and_every_rung_knows_its_place(exercise: Any, runner: RunnerProfile) -> None:
    ladder = rungs(exercise, runner)
    assert len(set(ladder)) == len(ladder)
    for n, rung in enumerate(ladder):
        assert place(rung, ladder) == n
        above = higher(rung, ladder)
        assert (above is None) == (n == len(ladder) - 1)
        assert above is None or lower(above, ladder) == rung
        assert 0 <= restart(rung, ladder) <= n
        assert ladder[n - restart(rung, ladder)].load_kg * 2 <= rung.load_kg or rung.load_kg == 0


def test_a_dose_set_by_hand_stands_between_the_rungs() -> None:
    ladder = rungs(catalogue()[LYING], HALF_KILOS)
    assert higher(Amount(reps=12, load_kg=1.0), ladder) == Amount(reps=10, load_kg=1.5)
    assert higher(Amount(reps=5, load_kg=0.0), ladder) == ladder[0]
    assert lower(Amount(reps=5), ladder) == Amount(reps=5)  # lower is never more


STANDING_RUNNER = RunnerProfile(ankle_weights=2, weight_kg=1.0, more_kg=(2.0,))


@pytest.mark.parametrize(
    ("exercise", "by_hand", "above"),
    [
        (STANDING, Amount(sets=2, reps=10, hold_s=3.0, load_kg=1.0), (2, 10, 4.0, 1.0)),
        (STANDING, Amount(sets=3, reps=10, hold_s=3.0, load_kg=1.0), (3, 10, 4.0, 1.0)),
        (STANDING, Amount(reps=12, hold_s=3.0, load_kg=1.0), (1, 12, 4.0, 1.0)),
        (
            STANDING,
            Amount(sets=2, reps=12, hold_s=5.0, load_kg=1.0),
            (2, 10, 3.0, 2.0),
        ),  # more weight: begin again
        (STANDING, Amount(sets=3, reps=10, hold_s=5.0, load_kg=2.0), None),
        (LYING, Amount(sets=2, reps=10, load_kg=1.0), (2, 10, None, 2.0)),
        (LYING, Amount(sets=2, reps=8, load_kg=2.0), (2, 10, None, 2.0)),
        (BALL, Amount(sets=3, reps=6, hold_s=1.0), (3, 8, 1.0, 0.0)),
        (BALL, Amount(reps=15, hold_s=1.0), (2, 8, 1.0, 0.0)),
    ],
)
def test_a_step_up_from_an_amount_by_hand_keeps_what_it_has(
    exercise: str, by_hand: Amount, above: tuple[int, int, float | None, float] | None
) -> None:
    found = higher(by_hand, rungs(catalogue()[exercise], STANDING_RUNNER))
    assert (found and (found.sets, found.reps, found.hold_s, found.load_kg)) == above


@given(
    st.sampled_from([LYING, STANDING, BALL]),
    st.builds(
        Amount,
        sets=st.integers(1, 5),
        reps=st.integers(1, 30),
        hold_s=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, 8.0]),
        load_kg=st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0]),
    ),
)
def test_a_step_up_is_never_less(exercise: str, amount: Amount) -> None:
    """But for what begins again: repetitions with more weight or sets, holds with more weight."""
    ladder = rungs(catalogue()[exercise], HALF_KILOS)
    if exercise == LYING:
        amount = replace(amount, hold_s=None)
    found = higher(amount, ladder)
    if found is None:
        return
    heavier = found.load_kg > amount.load_kg
    assert found != amount
    assert found.sets >= amount.sets and found.load_kg >= amount.load_kg
    assert heavier or (found.hold_s or 0) >= (amount.hold_s or 0)
    assert heavier or found.sets * (found.reps or 0) >= amount.sets * (amount.reps or 0)
    assert heavier or found.sets > amount.sets or (found.reps or 0) >= (amount.reps or 0)


def test_a_weight_that_is_gone_is_not_asked_for() -> None:
    found = {(LYING, Side.LEFT): Amount(reps=10, load_kg=2.0)}
    lighter = replace(HALF_KILOS, more_kg=())
    assert amount_of(catalogue()[LYING], Side.LEFT, found, lighter).load_kg == 0.5


# ---------------------------------------------------------------- what a session says


def bout(exercise: str = STANDING, side: Side = Side.LEFT, **changes: Any) -> Bout:
    fine = Bout(
        exercise=exercise,
        side=side,
        amount=Amount(reps=10, hold_s=3.0, load_kg=0.5),
        reached=True,
        counted=10,
        good=10,
    )
    return replace(fine, **changes)


def both(**changes: Any) -> tuple[Bout, ...]:
    return tuple(bout(side=side, **changes) for side in (Side.LEFT, Side.RIGHT))


def session(ago: int = 0, bouts: tuple[Bout, ...] | None = None, **changes: Any) -> Trained:
    fine = Trained(day=DAY - timedelta(days=ago), bouts=both() if bouts is None else bouts, effort_fine=True)
    return replace(fine, **changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Verdict.CLEAN),
        ({"bouts": both(good=8)}, Verdict.CLEAN),  # two of ten flagged
        ({"bouts": both(good=7)}, Verdict.REPEAT),
        ({"bouts": both(good=4)}, Verdict.POOR),  # fewer than half
        ({"bouts": both(positions=3, counted=30, good=14)}, Verdict.POOR),
        ({"effort_fine": False}, Verdict.REPEAT),
        ({"effort_fine": None}, Verdict.UNKNOWN),
        ({"bouts": both(seen=False)}, Verdict.UNKNOWN),
        ({"bouts": both(reached=False, counted=9)}, Verdict.REPEAT),
        ({"bouts": both(reached=False, counted=7)}, Verdict.POOR),
        ({"bouts": both(cramp=True)}, Verdict.POOR),
        ({"bouts": both(broken_off=True, reached=False, counted=3)}, Verdict.UNKNOWN),
        ({"bouts": (bout(counted=3), bout(side=Side.RIGHT, broken_off=True))}, Verdict.POOR),
        ({"bouts": both(broken_off=True, pain=6)}, Verdict.HIGH),
        ({"bouts": both(pain=2)}, Verdict.CLEAN),
        ({"bouts": both(pain=3)}, Verdict.SORE),
        ({"bouts": both(pain=5)}, Verdict.SORE),
        ({"bouts": both(pain=6)}, Verdict.HIGH),
        ({"hurt": True}, Verdict.SORE),  # a yes without a number
        ({"hurt": True, "bouts": both(pain=1)}, Verdict.CLEAN),
        ({"bouts": both(pain=1), "morning_pain": 4}, Verdict.SORE),
        ({"bouts": both(pain=1), "morning_pain": 7}, Verdict.HIGH),
        ({"bouts": (bout(), bout(side=Side.RIGHT, good=5))}, Verdict.REPEAT),  # the weaker leg governs
    ],
)
def test_what_a_session_says(changes: dict[str, Any], expected: Verdict) -> None:
    assert verdict(session(**changes), STANDING) is expected


def test_the_morning_speaks_for_what_hurt_and_for_nothing_else() -> None:
    told = session(bouts=(bout(pain=3), bout(LYING)), morning_pain=4)
    assert (verdict(told, STANDING), verdict(told, LYING)) == (Verdict.SORE, Verdict.CLEAN)


# ---------------------------------------------------------------- steps up

AT_HALF = {(STANDING, side): Amount(reps=10, hold_s=3.0, load_kg=0.5) for side in (Side.LEFT, Side.RIGHT)}


def ladders(**changes: Any) -> Ladders:
    usual = Ladders(catalogue=catalogue(), runner=HALF_KILOS, amounts=AT_HALF, changed={}, refused={})
    return replace(usual, **changes)


def up(*history: Trained, **changes: Any) -> list[Step]:
    return [step for step in steps_up(history, ladders(**changes), DAY) if step.exercise == STANDING]


def test_two_clean_sessions_offer_one_rung_with_its_reason() -> None:
    (step,) = up(session(0), session(4))
    words = Words()
    assert [
        words.of(each) for each in differing(step.before, step.after, catalogue()[step.exercise]) or ()
    ] == ["3 s", "4 s"]
    assert step.sides == (Side.LEFT, Side.RIGHT)
    assert words.of(step.reason).startswith("2 sessions in a row with every repetition done")


def test_the_step_of_a_stretch_is_told_in_seconds() -> None:
    hang = Amount(hold_s=30.0)
    held = (bout(ROLL, Side.BOTH, amount=hang, counted=0, good=0),)
    history = [session(ago, held) for ago in (0, 2, 4)]
    (step,) = steps_up(history, ladders(amounts={(ROLL, Side.BOTH): hang}), DAY)
    assert Words().of(step.reason) == "3 sessions in a row with every second held."


@pytest.mark.parametrize(
    "history",
    [
        (session(0),),
        (session(0), session(4, effort_fine=False), session(7)),
        (session(0, bouts=both(pain=4)), session(4), session(7)),
        (
            session(0, bouts=both(amount=Amount(reps=10, hold_s=3.0))),
            session(4, bouts=both(amount=Amount(reps=10))),
        ),
    ],
    ids=["one alone", "a hard one between", "pain", "lighter than the dose"],
)
def test_nothing_is_offered_without_two_clean_ones_in_a_row(history: tuple[Trained, ...]) -> None:
    assert up(*history) == []


def test_a_lighter_session_counts_neither_way_but_for_its_pain() -> None:
    half = session(2, lighter=True)
    assert up(session(0, lighter=True), half) == []
    assert up(session(0), half) == []
    assert up(session(0), half, session(4))
    assert up(session(0), session(2, both(pain=4), lighter=True), session(4)) == []


def test_fewer_sets_than_the_dose_are_no_ground_for_more() -> None:
    twice = {key: replace(amount, sets=2) for key, amount in AT_HALF.items()}
    all_of_it = both(amount=twice[STANDING, Side.LEFT], counted=20, good=20)
    assert up(session(0), session(4), amounts=twice) == []
    assert up(session(0, all_of_it), session(4, all_of_it), amounts=twice)


def test_far_too_few_are_told_from_all_positions() -> None:
    of_three = both(positions=3, reached=False, counted=23, good=23)
    assert verdict(session(bouts=of_three), STANDING) is Verdict.POOR
    short = both(positions=3, reached=False, counted=24, good=24)
    assert verdict(session(bouts=short), STANDING) is Verdict.REPEAT


def test_what_nobody_saw_counts_neither_way() -> None:
    assert up(session(0), session(2, bouts=both(seen=False)), session(4))


def test_pain_that_rises_from_week_to_week_offers_nothing() -> None:
    def after(now: int, before: int) -> list[Step]:
        return up(session(1, both(pain=now)), session(3), session(8, both(pain=before)))

    assert after(2, 1) == []
    assert after(1, 2)
    assert after(2, 2)


@pytest.mark.parametrize(
    ("pain", "ago", "offered"),
    [(0, 0, True), (1, 0, False), (1, 1, True), (2, 1, True), (3, 1, False), (3, 4, False)],
)
def test_what_hurt_lets_nothing_of_strength_grow_until_the_next_session_or_morning(
    pain: int, ago: int, offered: bool
) -> None:
    hurt = both(exercise=LYING, pain=pain) + both()
    assert bool(up(session(ago, hurt), session(ago + 3), session(ago + 6))) is offered


@pytest.mark.parametrize(
    ("gate", "offered"), [(Gate.SIT_BONE, False), (Gate.RADIATING, False), (Gate.NECK, True)]
)
def test_what_somebody_should_look_at_first_gets_no_more(gate: Gate, offered: bool) -> None:
    made_from = ladders(runner=replace(HALF_KILOS, gates=(gate,)))
    history = [session(0), session(4)]
    assert bool(steps_up(history, made_from, DAY)) is offered
    assert bool(nearly(history[:1], made_from, DAY)) is offered


def test_what_was_clean_before_a_sharp_pain_says_nothing_of_now() -> None:
    history = [session(0), session(3), session(6)]
    assert up(*history)
    assert not up(*history, injured=(DAY - timedelta(days=2),))
    assert up(*history, injured=(DAY - timedelta(days=5),))  # two clean ones since


def test_that_it_hurt_without_a_number_is_more_than_a_little() -> None:
    hurt = replace(session(1, both(exercise=LYING)), hurt=True)
    assert up(session(2), session(5)) and not up(hurt, session(2), session(5))


def test_a_step_that_doubles_the_repetitions_wants_twice_as_many_clean_sessions() -> None:
    top = {(LYING, side): Amount(reps=10) for side in (Side.LEFT, Side.RIGHT)}
    made_from = ladders(runner=NOTHING, amounts=top)
    clean = [session(ago, both(exercise=LYING, amount=Amount(reps=10))) for ago in (0, 3, 6, 9)]
    assert steps_up(clean[:3], made_from, DAY) == ()
    (step,) = steps_up(clean, made_from, DAY)
    assert step.after == Amount(reps=10, sets=2)
    words = Words()
    assert [words.of(each) for each in differing(step.before, step.after, catalogue()[LYING]) or ()] == [
        "3 × 10",
        "6 × 10",
    ]


def test_far_too_few_twice_in_a_row_offer_an_easier_step() -> None:
    few = both(reached=False, counted=6, good=6)
    assert easier([session(0, few), session(4)], ladders()) == ()
    (step,) = easier([session(0, few), session(4, few)], ladders())
    assert (step.exercise, step.before.load_kg, step.after.load_kg) == (STANDING, 0.5, 0.0)
    assert easier([session(0, few), session(4, few)], ladders(refused={STANDING: DAY})) == ()


def test_fewer_than_half_as_asked_twice_in_a_row_offer_an_easier_step_and_say_why() -> None:
    def why(*history: Trained) -> list[str]:
        return [step.reason.id for step in easier(history, ladders())]

    form, few = both(good=0), both(reached=False, counted=6, good=6)
    assert why(session(0, form)) == []
    assert why(session(0, form), session(4, form)) == ["plan.step.reason.form"]
    assert why(session(0, form), session(4, few)) == ["plan.step.reason.hard"]
    assert why(session(0, few), session(4, few)) == ["plan.step.reason.poor"]
    cramp = both(cramp=True)
    assert why(session(0, cramp), session(4, cramp)) == ["plan.step.reason.hard"]


def test_one_session_short_of_a_step_it_is_said_and_not_offered() -> None:
    def close(*history: Trained) -> list[str]:
        return [step.exercise for step in nearly(history, ladders(), DAY)]

    assert close(session(0)) == [STANDING]
    assert close(session(0), session(4)) == []
    assert close(session(0, effort_fine=False)) == []


def test_a_knee_that_gives_way_is_never_loaded() -> None:
    assert loads(catalogue()[LYING], replace(HALF_KILOS, gates=(Gate.KNEE,))) == (0.0,)


def test_sessions_before_the_last_change_do_not_count_again() -> None:
    assert up(session(0), session(4), changed={STANDING: DAY - timedelta(days=2)}) == []
    assert up(session(0), session(4), changed={STANDING: DAY - timedelta(days=5)})


def test_a_refused_step_is_not_offered_for_two_sessions() -> None:
    history = (session(0), session(4), session(7), session(11))
    answers = [bool(up(*history, refused={STANDING: DAY - timedelta(days=ago)})) for ago in (0, 4, 7)]
    assert answers == [False, False, True]


def test_a_large_jump_of_weight_wants_twice_as_many() -> None:
    one_big = replace(HALF_KILOS, weight_kg=0.5, more_kg=(2.0,))
    at_top = {key: Amount(reps=10, hold_s=5.0, load_kg=0.5) for key in AT_HALF}
    history = tuple(session(ago, bouts=both(amount=at_top[STANDING, Side.LEFT])) for ago in (0, 4, 7, 11))
    assert up(*history[:3], runner=one_big, amounts=at_top) == []
    (step,) = up(*history, runner=one_big, amounts=at_top)
    assert step.after.load_kg == 2.0


def test_half_a_kilo_is_a_large_jump_for_a_light_runner_where_it_is_heavy_already() -> None:
    """The moment grows by an eighth, beyond two fifths of what such a body can hold; nobody's body is guessed."""
    heavy = RunnerProfile(ankle_weights=2, weight_kg=2.5, more_kg=(3.0,))
    at_top = {key: Amount(reps=10, hold_s=5.0, load_kg=2.5) for key in AT_HALF}
    history = tuple(session(ago, bouts=both(amount=at_top[STANDING, Side.LEFT])) for ago in (0, 4, 7, 11))
    light = replace(heavy, mass_kg=45.0, height_m=1.55)
    assert up(*history[:2], runner=heavy, amounts=at_top)
    assert up(*history[:3], runner=light, amounts=at_top) == []
    assert up(*history, runner=light, amounts=at_top)
    assert up(*history[:2], runner=replace(heavy, mass_kg=80.0, height_m=1.85), amounts=at_top)


def test_only_the_leg_that_does_less_goes_up() -> None:
    apart = {**AT_HALF, (STANDING, Side.RIGHT): Amount(reps=10, hold_s=4.0, load_kg=0.5)}
    (step,) = up(session(0), session(4), amounts=apart)
    assert (step.sides, step.after.hold_s) == ((Side.LEFT,), 4.0)


def test_of_two_legs_at_one_rung_the_one_with_fewer_sets_goes_up_alone() -> None:
    apart = {**AT_HALF, (STANDING, Side.LEFT): Amount(sets=2, reps=10, hold_s=3.0, load_kg=0.5)}
    twice = bout(amount=Amount(sets=2, reps=10, hold_s=3.0, load_kg=0.5), counted=20, good=20)
    more = (twice, bout(side=Side.RIGHT))
    (step,) = up(session(0, more), session(4, more), amounts=apart)
    assert (step.sides, step.after.sets, step.after.hold_s) == ((Side.RIGHT,), 1, 4.0)


def test_a_leg_left_out_is_left_alone() -> None:
    (step,) = up(session(0), session(4), runner=replace(HALF_KILOS, left_out=Side.RIGHT))
    assert step.sides == (Side.LEFT,)


def test_stretches_go_up_once_a_week_and_need_no_word_on_effort() -> None:
    held = Bout(exercise=ROLL, side=Side.BOTH, amount=Amount(hold_s=30.0), reached=True)
    history = tuple(session(ago, bouts=(held,), effort_fine=None) for ago in (0, 2, 4))
    none: dict[tuple[str, Side], Amount] = {}
    (step,) = steps_up(history, ladders(amounts=none), DAY)
    assert (step.exercise, step.after.hold_s) == (ROLL, 40.0)
    lately = ladders(amounts=none, changed={ROLL: DAY - timedelta(days=6)})
    assert steps_up(history, lately, DAY) == ()


# ---------------------------------------------------------------- steps down


@pytest.mark.parametrize(
    ("last", "before", "hold_s", "load_kg"),
    [
        (both(pain=6), both(), 5.0, 0.0),  # two back: 3 s at 0.5 kg, 5 s, 4 s at none
        (both(pain=4), both(pain=3), 5.0, 0.0),
        (both(pain=4), both(), None, None),
    ],
)
def test_after_pain_it_becomes_lighter(
    last: tuple[Bout, ...], before: tuple[Bout, ...], hold_s: float | None, load_kg: float | None
) -> None:
    found = steps_down(session(0, last), [session(3, before)], ladders())
    if hold_s is None:
        assert found == ()
        return
    (step,) = found
    steps = place(step.before, rungs(catalogue()[STANDING], HALF_KILOS)) - place(
        step.after, rungs(catalogue()[STANDING], HALF_KILOS)
    )
    assert steps == (2 if last[0].pain == 6 else 1)
    assert step.after.load_kg == load_kg


def test_nothing_is_lighter_than_the_lowest_rung() -> None:
    lowest = {key: Amount(reps=6, hold_s=3.0) for key in AT_HALF}
    assert steps_down(session(0, both(pain=9)), [], ladders(amounts=lowest)) == ()


@given(
    st.lists(
        st.builds(
            session,
            st.integers(0, 60),
            st.sampled_from([both(), both(pain=4), both(pain=8), both(good=3), both(seen=False)]),
            effort_fine=st.sampled_from([True, False, None]),
        ),
        max_size=6,
    )
)
def test_a_step_up_is_one_rung_and_never_follows_pain(history: list[Trained]) -> None:
    newest_first = sorted(history, key=lambda each: each.day, reverse=True)
    ladder = rungs(catalogue()[STANDING], HALF_KILOS)
    for step in up(*newest_first):
        assert place(step.after, ladder) == place(step.before, ladder) + 1
        assert verdict(newest_first[0], STANDING) in (Verdict.CLEAN, Verdict.UNKNOWN)


def test_after_pain_no_leg_does_more_than_before() -> None:
    uneven = {
        (LYING, Side.LEFT): Amount(reps=10, load_kg=0.5),
        (LYING, Side.RIGHT): Amount(reps=10, load_kg=2.0),
    }
    bouts = tuple(
        Bout(exercise=LYING, side=side, amount=amount, reached=True, counted=10, good=10, pain=7)
        for (_, side), amount in uneven.items()
    )
    (step,) = steps_down(session(0, bouts), [], ladders(amounts=uneven))
    assert step.sides == (Side.LEFT, Side.RIGHT)
    assert step.after == Amount(reps=8)  # two back from the weaker one, which governs


def test_few_repetitions_with_much_weight_by_hand_lead_up_and_down_sensibly() -> None:
    ladder = rungs(catalogue()[LYING], HALF_KILOS)
    few = Amount(reps=8, load_kg=2.0)
    assert higher(few, ladder) == Amount(reps=10, load_kg=2.0)
    assert lower(few, ladder, 2) == Amount(reps=8, load_kg=1.0)
    assert restart(few, ladder) == 2
