"""What makes one session lighter: the table of gaps, the way back, sore legs, cramps, a lighter week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue
from hamstride.exercises.values import RunnerProfile, Session, SetPlan, Side
from hamstride.plan.compile import Basis, Wanted, session
from hamstride.plan.ladder import Amount, Amounts
from hamstride.plan.relief import INJURY, NONE, Feel, Relief, Return, gap_of, last_return, relief
from hamstride.text.words import Words

TODAY = date(2026, 11, 22)
RUNNER = RunnerProfile(ankle_weights=2, weight_kg=0.5, more_kg=(1.0, 1.5, 2.0), ball=True)
AT_TWO = {("lying-leg-curl", side): Amount(reps=10, load_kg=2.0) for side in (Side.LEFT, Side.RIGHT)}


def after(*ago: int, **more: object) -> Relief:
    return relief(TODAY, [TODAY - timedelta(days=n) for n in ago], **more)


def made(found: Relief, amounts: Amounts = AT_TWO, routine: str = "strength") -> Session:
    basis = Basis(runner=RUNNER, catalogue=catalogue(), amounts=amounts, relief=found)
    return session(Wanted(programme=routine), basis, uuid="u", date="2026-11-22")


def lying_kg(found: Relief) -> float:
    return max(plan.load_kg for plan in made(found).sets if plan.exercise == "lying-leg-curl")


@pytest.mark.parametrize(
    ("days", "kg"),
    [(3, 2.0), (7, 2.0), (8, 1.5), (14, 1.5), (15, 1.0), (28, 1.0), (29, 1.0), (300, 1.0)],
)
def test_the_table_of_gaps(days: int, kg: float) -> None:
    assert lying_kg(after(days)) == kg


@pytest.mark.parametrize(("days", "sets"), [(3, 2), (7, 2), (8, 1), (14, 1)])
def test_after_a_week_or_two_away_it_is_one_set_of_each(days: int, sets: int) -> None:
    twice = {key: Amount(sets=2, reps=10, load_kg=2.0) for key in AT_TWO}
    found = made(after(days), twice)
    left = [
        p for p in found.sets if (p.exercise, p.side, p.variant) == ("lying-leg-curl", Side.LEFT, "neutral")
    ]
    assert len(left) == sets


@given(st.integers(1, 5), st.booleans(), st.booleans())
def test_a_lighter_session_has_a_set_and_no_more_than_before(of: int, half: bool, one: bool) -> None:
    assert 1 <= Relief(half=half, gap=gap_of(8) if one else None).sets(of) <= of


def test_after_four_weeks_it_is_half_the_load_the_shorter_session_and_the_questions() -> None:
    assert after(29).shorter
    assert not after(28).shorter
    gap = gap_of(29)
    assert gap is not None and gap.ask_again


def test_only_the_first_session_back_is_lighter_by_the_table() -> None:
    assert after(3, 60).gap is None
    assert lying_kg(after(3, 60)) == 2.0  # what leads from then on is what was done


def test_what_is_held_is_never_exceeded_and_says_so() -> None:
    held = {("lying-leg-curl", side): Amount(reps=10, load_kg=1.0) for side in (Side.LEFT, Side.RIGHT)}
    assert lying_kg(after(3, held=held)) == 1.0
    assert lying_kg(after(9, held=held)) == 1.0  # 8 to 14 days: the last one again
    assert lying_kg(after(3, held=held, cramped=("lying-leg-curl",))) == 0.5
    words = Words()
    assert [words.of(each) for each in after(3, held=held).messages] == [
        "Still lighter than before the break."
    ]


def test_the_last_return_is_the_day_after_the_latest_gap() -> None:
    days = [TODAY - timedelta(days=n) for n in (100, 60, 57, 40, 37, 3, 0)]
    found = last_return(days, TODAY)
    assert found is not None and found.day == TODAY - timedelta(days=3)
    assert found.gap.ask_again
    assert last_return(days[3:5], TODAY) is None  # a gap that lasts until today is no return yet


def test_after_a_sharp_pain_it_begins_again_from_half_however_short_the_break_was() -> None:
    ago = [TODAY - timedelta(days=n) for n in (4, 8, 11)]
    hurt = after(4, 8, injured=[ago[0]])
    assert lying_kg(hurt) == 1.0 and hurt.shorter
    assert [Words().of(each) for each in hurt.messages] == [
        "After that sharp pain we start again from about half, and go up a step after each good session."
    ]
    assert after(4, 8, injured=[ago[1] - timedelta(days=1)]).gap is None  # long before these two
    assert last_return(ago, TODAY, injured=[ago[1] + timedelta(days=1)]) == Return(day=ago[0], gap=INJURY)
    assert after(40, injured=[TODAY - timedelta(days=40)]).gap == gap_of(40)  # which asks the questions again


def test_the_words_say_how_long_it_was_and_blame_nobody() -> None:
    words = Words()
    assert [words.of(each) for each in after(11).messages] == [
        "Good to see you. 11 days: we start one step lighter, so that it feels easy."
    ]
    assert after(3).messages == ()


def test_sore_legs_do_half_the_sets_and_no_step_up() -> None:
    found = after(3, feel=Feel.SORE)
    assert found.half and found.no_step
    assert len(made(found).sets) == 5
    assert lying_kg(found) == 2.0  # the same weight
    for feel in (None, Feel.FRESH, Feel.A_BIT_SORE):
        assert len(made(after(3, feel=feel)).sets) == 9


@pytest.mark.parametrize(
    ("each", "usual", "half", "positions"), [(1, 9, 5, 1), (2, 18, 9, 3), (3, 27, 14, 3), (4, 36, 18, 3)]
)
def test_half_the_sets_are_half_of_them_all(each: int, usual: int, half: int, positions: int) -> None:
    """The positions of the toes are only cut where there is but one set of each."""
    both = (Side.LEFT, Side.RIGHT)
    many = {("ball-curl", Side.BOTH): Amount(sets=each, reps=10, hold_s=1.0)}
    many |= {("lying-leg-curl", side): Amount(sets=each, reps=10, load_kg=2.0) for side in both}
    many |= {("standing-curl", side): Amount(sets=each, reps=10, hold_s=5.0, load_kg=2.0) for side in both}

    def sets(found: Relief) -> list[SetPlan]:
        return list(made(found, many).sets)

    assert len(sets(after(3))) == usual
    left = sets(after(3, feel=Feel.SORE))
    assert len(left) == half
    assert {plan.load_kg for plan in left} == {0.0, 2.0}  # the same weights
    assert len({plan.variant for plan in left if plan.exercise == "lying-leg-curl"}) == positions
    assert {plan.exercise for plan in left} == {"lying-leg-curl", "standing-curl", "ball-curl"}


def test_a_cramp_makes_its_own_exercise_lighter_once() -> None:
    found = after(3, cramped=("lying-leg-curl",))
    assert lying_kg(found) == 1.5
    standing = [plan.hold_s for plan in made(found).sets if plan.exercise == "standing-curl"]
    assert standing == [3.0, 3.0]


@pytest.mark.parametrize(("weeks", "easy"), [(4, False), (5, True), (6, False), (10, False), (11, True)])
def test_every_sixth_week_in_a_row_is_a_lighter_one(weeks: int, easy: bool) -> None:
    found = after(*(7 * n for n in range(1, weeks + 1)))
    assert found.half is easy
    assert [each.id for each in found.messages] == (["plan.relief.easy-week"] if easy else [])


def test_the_weeks_before_a_gap_do_not_make_the_one_after_it_lighter_still() -> None:
    weeks = [7 * n for n in range(1, 5)]
    assert after(*weeks, 42, 49).half is False  # five weeks and a gap among them
    assert after(*(n + 2 for n in weeks), 37).half is False  # it ends today: that is light enough


def test_a_race_and_two_steps_back_make_a_week_lighter_too() -> None:
    assert after(3, race_week=True).half
    upset = after(3, upset=True)
    assert upset.half
    assert [Words().of(each) for each in upset.messages] == [
        "A lighter week, because more than one exercise hurt: half the sets."
    ]


def test_stretches_before_a_run_are_never_longer_than_half_a_minute() -> None:
    long = {("roll-forward", Side.BOTH): Amount(hold_s=60.0)}
    seconds = {
        routine: {plan.hold_s for plan in made(NONE, long, routine).sets}
        for routine in ("before-run", "after-run")
    }
    assert seconds["before-run"] == {30.0}
    assert 60.0 in seconds["after-run"]


@given(st.lists(st.integers(0, 200), max_size=30), st.sampled_from([None, *Feel]), st.booleans())
def test_nothing_ever_makes_a_session_heavier(ago: list[int], feel: Feel | None, race: bool) -> None:
    found = after(*ago, feel=feel, race_week=race)
    assert lying_kg(found) <= 2.0
    assert len(made(found).sets) <= 9
