"""After "it hurts"."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Gate
from hamstride.exercises.values import PAIN_SCORES, Message, PainPlace, RunnerProfile
from hamstride.plan.pain import PainNext, Then, after, afterwards, before, every_answer, holding
from hamstride.plan.screening import Answer, decide
from hamstride.text.words import Words

Judge = Callable[..., PainNext]
CURL, STRETCH, ROLL = (catalogue()[id_] for id_ in ("lying-leg-curl", "chair-stretch", "roll-forward"))


@pytest.mark.parametrize(
    ("score", "then", "message"),
    [
        (0, Then.GO_ON, "mild"),
        (2, Then.GO_ON, "mild"),
        (3, Then.GO_ON, "moderate"),
        (5, Then.GO_ON, "moderate"),
        (6, Then.LEAVE_EXERCISE, "high"),
        (10, Then.LEAVE_EXERCISE, "high"),
        (None, Then.LEAVE_EXERCISE, "high"),
    ],
)
@pytest.mark.parametrize("place", [PainPlace.MUSCLE, PainPlace.KNEE, PainPlace.ELSEWHERE])
def test_a_muscle_a_knee_or_elsewhere_goes_by_the_number(
    place: PainPlace, score: int | None, then: Then, message: str
) -> None:
    found = after(CURL, place, score, step=True)
    assert (found.then, found.messages[0].id, found.gates) == (then, f"plan.pain.{message}", ())


@pytest.mark.parametrize("exercise", [CURL, STRETCH, ROLL])
@pytest.mark.parametrize("place", PainPlace)
@pytest.mark.parametrize("step", [True, False])
def test_every_answer_is_the_answer_to_each_number(
    exercise: Exercise, place: PainPlace, *, step: bool
) -> None:
    known = every_answer(exercise, place, step=step)
    for score in PAIN_SCORES:
        found = next(each for each in known if score <= each.to)
        assert found.first == after(exercise, place, score, step=step)
        assert found.another == after(exercise, place, score, step=step, high_before=1)
    assert len(known) <= 3, "the same answer twice"


@pytest.mark.parametrize("score", [0, 3, 10, None])
@pytest.mark.parametrize(
    ("place", "gate"), [(PainPlace.SHARP, Gate.ACUTE), (PainPlace.TINGLING, Gate.RADIATING)]
)
def test_sharp_or_tingling_ends_the_session_whatever_the_number(
    place: PainPlace, gate: Gate, score: int | None
) -> None:
    found = after(CURL, place, score, step=True)
    assert (found.then, found.gates) == (Then.END, (gate,))


def test_the_sit_bone_ends_the_stretches_and_switches_them_off() -> None:
    found = after(STRETCH, PainPlace.SIT_BONE, 1, step=True)
    assert (found.then, found.gates) == (Then.END, (Gate.SIT_BONE,))
    runner = found.apply(RunnerProfile())
    assert runner.no_stretches
    assert not runner.no_strength


def test_the_back_in_the_roll_forward_takes_the_step_from_now_on() -> None:
    found = after(ROLL, PainPlace.BACK, 3, step=True)
    assert found.then is Then.LEAVE_EXERCISE
    assert found.apply(RunnerProfile()).hinge


@pytest.mark.parametrize("score", [6, 10, None])
def test_a_back_that_hurts_much_ends_the_stretches_and_is_to_be_looked_at(score: int | None) -> None:
    found = after(ROLL, PainPlace.BACK, score, step=True)
    assert (found.then, found.hinge) == (Then.END, True)
    assert [each.id for each in found.messages] == ["plan.pain.back-high", "plan.pain.back-step"]


@pytest.mark.parametrize(
    ("score", "then"),
    [(0, Then.GO_ON), (2, Then.GO_ON), (3, Then.LEAVE_EXERCISE), (None, Then.LEAVE_EXERCISE)],
)
def test_with_an_ache_at_the_sit_bone_a_curl_goes_on_up_to_two(score: int | None, then: Then) -> None:
    assert after(CURL, PainPlace.SIT_BONE, score, step=True).then is then
    assert after(ROLL, PainPlace.SIT_BONE, score, step=True).then is Then.END


@pytest.mark.parametrize("judge", [after, afterwards, before])
def test_the_back_of_somebody_without_a_step_is_promised_none(judge: Judge) -> None:
    found = judge(ROLL, PainPlace.BACK, 3, step=False)
    assert [message.id for message in found.messages] == ["plan.pain.back-no-step"]
    assert found.hinge


@pytest.mark.parametrize("judge", [after, afterwards, before])
@pytest.mark.parametrize("place", [PainPlace.SHARP, PainPlace.TINGLING])
def test_a_sharp_pain_and_tingling_switch_everything_off(judge: Judge, place: PainPlace) -> None:
    runner = judge(CURL, place, 4, step=True).apply(RunnerProfile())
    assert runner.no_strength
    assert runner.no_stretches


def test_tingling_in_a_session_leads_to_what_it_leads_to_in_the_first_questions_and_out_of_it_again() -> None:
    yes, no = Answer.YES, Answer.NO
    told = after(CURL, PainPlace.TINGLING, 7, step=True).apply(RunnerProfile())
    assert told == decide({"radiating": yes, "below-knee": yes}, step=True).apply(RunnerProfile())
    thigh = decide({"radiating": yes, "below-knee": no}, step=True).apply(told)
    assert (thigh.no_strength, thigh.no_stretches) == (False, True)
    assert decide({"radiating": no}, step=True).apply(told) == RunnerProfile()


def test_the_second_high_one_in_a_week_asks_for_somebody_to_look() -> None:
    assert after(CURL, PainPlace.KNEE, 7, high_before=1, step=True).messages[-1].id == "plan.pain.again"
    assert len(after(CURL, PainPlace.KNEE, 7, step=True).messages) == 1
    assert len(after(CURL, PainPlace.KNEE, 4, high_before=5, step=True).messages) == 1


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_out_of_range_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        after(CURL, PainPlace.KNEE, score, step=True)


ORDER = [Then.GO_ON, Then.LEAVE_EXERCISE, Then.END]


@given(
    exercise=st.sampled_from(list(catalogue().values())),
    place=st.sampled_from(PainPlace),
    scores=st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted),
)
def test_more_pain_never_allows_more(exercise: Exercise, place: PainPlace, scores: list[int]) -> None:
    less, more = (after(exercise, place, score, step=True) for score in scores)
    assert ORDER.index(more.then) >= ORDER.index(less.then)
    assert more.messages


# ---------------------------------------------------------------- before strength, and after it


@pytest.mark.parametrize(
    ("score", "then", "first", "later"),
    [
        (0, Then.GO_ON, "mild", "mild"),
        (2, Then.GO_ON, "mild", "mild"),
        (3, Then.GO_ON, "moderate-before", "after-moderate"),
        (5, Then.GO_ON, "moderate-before", "after-moderate"),
        (6, Then.END, "high-before", "after-high"),
        (10, Then.END, "high-before", "after-high"),
    ],
)
def test_the_same_number_says_another_thing_before_and_after(
    score: int, then: Then, first: str, later: str
) -> None:
    told_before, told_after = (
        before(CURL, PainPlace.MUSCLE, score, step=True),
        afterwards(CURL, PainPlace.MUSCLE, score, step=True),
    )
    assert (told_before.then, told_before.messages[0].id) == (then, f"plan.pain.{first}")
    assert told_after.messages[0].id == f"plan.pain.{later}"


@pytest.mark.parametrize("judge", [before, afterwards])
@pytest.mark.parametrize("place", [PainPlace.SHARP, PainPlace.TINGLING])
def test_some_places_end_it_whenever_they_are_told(judge: Judge, place: PainPlace) -> None:
    assert judge(CURL, place, 1, step=True) == after(CURL, place, 1, step=True)
    assert judge(CURL, place, 1, step=True).then is Then.END


@pytest.mark.parametrize("judge", [before, afterwards])
def test_the_second_high_one_in_a_week_should_be_looked_at(judge: Judge) -> None:
    assert "plan.pain.again" in [
        each.id for each in judge(CURL, PainPlace.MUSCLE, 8, high_before=1, step=True).messages
    ]
    assert "plan.pain.again" not in [each.id for each in judge(CURL, PainPlace.MUSCLE, 8, step=True).messages]


DAY = date(2026, 11, 18)


def held(found: PainNext, days: int, runner: RunnerProfile, *, done_since: bool = False) -> list[str]:
    messages = holding(found, runner, DAY, DAY + timedelta(days=days), done_since=done_since)
    return [message.id.removeprefix("plan.pain.") for message in messages]


@pytest.mark.parametrize(
    ("place", "score", "today", "tomorrow"),
    [
        (PainPlace.SHARP, 8, ["sharp"], ["sharp"]),
        (PainPlace.TINGLING, 3, ["tingling"], ["tingling-on"]),
        (PainPlace.SIT_BONE, 2, ["sit-bone"], ["sit-bone"]),
        (PainPlace.SIT_BONE, 3, ["sit-bone", "sit-bone-curls"], ["sit-bone"]),
        (PainPlace.MUSCLE, 6, ["high"], ["high"]),
        (PainPlace.MUSCLE, 4, ["moderate"], []),
        (PainPlace.MUSCLE, 2, [], []),
    ],
)
def test_what_was_said_holds_for_as_long_as_it_is_true(
    place: PainPlace, score: int, today: list[str], tomorrow: list[str]
) -> None:
    found = after(CURL, place, score, step=True)
    runner = found.apply(RunnerProfile())
    assert (held(found, 0, runner), held(found, 1, runner)) == (today, tomorrow)


def test_what_is_left_out_is_told_until_the_profile_allows_it_again() -> None:
    found = after(CURL, PainPlace.SHARP, 8, step=True)
    assert held(found, 60, found.apply(RunnerProfile()), done_since=True) == ["sharp"]
    assert held(found, 0, RunnerProfile()) == []


def test_that_nothing_is_done_is_told_until_the_curls_come_back() -> None:
    found = after(CURL, PainPlace.TINGLING, 3, step=True)
    assert held(found, 0, RunnerProfile(gates=found.gates, no_stretches=True)) == []


def test_a_high_number_is_told_until_the_exercise_is_done_again_and_not_for_ever() -> None:
    found = after(CURL, PainPlace.KNEE, 7, step=True)
    assert held(found, 14, RunnerProfile()) == ["high"]
    assert held(found, 15, RunnerProfile()) == []
    assert held(found, 3, RunnerProfile(), done_since=True) == []


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("id_", ["high", "after-high"])
def test_nothing_lighter_is_promised_where_nothing_may_be_lighter(language: str, id_: str) -> None:
    said = Words(language).of(Message.of(f"plan.pain.{id_}"))
    lighter = ("lighter", "leichter", "ligero", "léger")
    assert "2" in said
    assert not any(word in said for word in lighter)


@pytest.mark.parametrize("judge", [before, afterwards])
def test_the_back_goes_by_the_number_as_well_where_nothing_takes_the_place(judge: Judge) -> None:
    assert judge(CURL, PainPlace.BACK, 4, step=True) == judge(CURL, PainPlace.MUSCLE, 4, step=True)
    assert judge(ROLL, PainPlace.BACK, 4, step=True) == after(ROLL, PainPlace.BACK, 4, step=True)
