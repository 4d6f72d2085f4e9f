"""The first questions: what each answer leaves out, and what nobody is told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Gate
from hamstride.exercises.values import RunnerProfile, Torn
from hamstride.plan.compile import for_runner
from hamstride.plan.screening import QUESTIONS, Answer, Group, Level, asked, by_now, decide, standing

YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


def test_one_press_leaves_everything_as_it_is() -> None:
    decision = decide({}, step=True)
    assert (decision.stop, decision.gates, decision.hinge, decision.messages) == (False, (), False, ())
    assert decision.apply(RunnerProfile()) == RunnerProfile()


def test_the_first_page_has_four_and_three_questions() -> None:
    first = [question.id for question in asked({}) if question.group is Group.TODAY]
    assert first == ["acute", "radiating", "sit-bone", "condition"]
    assert [question.id for question in asked({}) if question.group is Group.LASTING] == [
        "back",
        "reach",
        "torn",
    ]


def test_what_was_reported_since_is_ticked_already() -> None:
    assert standing((Gate.ACUTE,)) == {"acute": YES}
    assert standing((Gate.RADIATING, Gate.SIT_BONE, Gate.KNEE)) == {"radiating": YES, "sit-bone": YES}
    assert standing(()) == {}


@pytest.mark.parametrize(
    ("answer", "torn", "said"),
    [
        (NO, Torn.NEVER, []),
        (Answer.LONG_AGO, Torn.LONG_AGO, []),
        (Answer.LATELY, Torn.LATELY, ["plan.screening.torn.then"]),
    ],
)
def test_a_torn_hamstring_is_kept_and_a_recent_one_says_what_follows(
    answer: Answer, torn: Torn, said: list[str]
) -> None:
    decision = decide({"torn": answer}, step=True)
    assert [message.id for message in decision.messages] == said
    assert (decision.stop, decision.gates, decision.hinge) == (False, (), False)
    assert decision.apply(RunnerProfile(torn=Torn.LATELY)).torn is torn


@pytest.mark.parametrize(("days", "answer"), [(364, Answer.LATELY), (365, Answer.LONG_AGO)])
def test_what_was_torn_of_late_was_torn_longer_ago_a_year_after(days: int, answer: Answer) -> None:
    kept = {"back": YES, "torn": Answer.LATELY}
    assert by_now(kept, timedelta(days=days)) == {"back": YES, "torn": answer}


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
def test_back_trouble_is_asked_what_cannot_wait(answer: Answer) -> None:
    assert {q.id for q in asked({"back": answer}) if q.group is Group.FOLLOW_UP} == {
        "emergency",
        "back-signs",
    }
    assert len([q for q in asked({"back": answer, "radiating": YES}) if q.id == "emergency"]) == 1
    assert decide({"back": answer, "emergency": YES}, step=True).level is Level.EMERGENCY
    assert decide({"back": answer, "back-signs": NOT_SURE}, step=True).stop
    usual = decide({"back": answer, "emergency": NO, "back-signs": NO}, step=True)
    assert (usual.level, usual.gates, usual.hinge) == (Level.LEAVE_OUT, (Gate.BACK,), True)


@pytest.mark.parametrize("answer", [YES, NOT_SURE])
@pytest.mark.parametrize("id_", ["acute", "radiating", "sit-bone", "condition"])
def test_yes_and_not_sure_lead_to_a_follow_up(id_: str, answer: Answer) -> None:
    follow_ups = [question for question in asked({id_: answer}) if id_ in question.after]
    assert follow_ups
    assert all(question.group is Group.FOLLOW_UP for question in follow_ups)


@pytest.mark.parametrize(
    ("answers", "level", "strength_off", "stretches_off"),
    [
        ({"acute": YES}, Level.SEE_SOMEBODY, True, True),
        ({"acute": NOT_SURE, "tear": YES}, Level.URGENT, True, True),
        ({"acute": YES, "calf": YES}, Level.URGENT, True, True),
        ({"radiating": YES}, Level.LEAVE_OUT, False, True),
        ({"radiating": YES, "below-knee": YES}, Level.SEE_SOMEBODY, True, True),
        ({"radiating": YES, "emergency": NOT_SURE}, Level.EMERGENCY, True, True),
        ({"radiating": YES, "back-signs": YES}, Level.SEE_SOMEBODY, True, True),
        ({"sit-bone": YES}, Level.LEAVE_OUT, False, True),
        ({"sit-bone": YES, "sit-bone-sudden": YES}, Level.URGENT, True, True),
        ({"sit-bone": YES, "under-18": YES}, Level.SEE_SOMEBODY, True, True),
        ({"condition": YES, "heart": YES}, Level.SEE_SOMEBODY, True, True),
        ({"condition": YES, "fracture": YES}, Level.SEE_SOMEBODY, True, True),
        ({"condition": YES, "operation": YES}, Level.SEE_SOMEBODY, True, True),
        ({"condition": YES, "bone": YES}, Level.LEAVE_OUT, False, False),
        ({"condition": YES}, Level.NOTHING, False, False),
    ],
)
def test_each_answer_has_its_own_action(
    answers: dict[str, Answer], level: Level, strength_off: bool, stretches_off: bool
) -> None:
    decision = decide(answers, step=True)
    assert decision.level is level
    assert (decision.no_strength, decision.no_stretches) == (strength_off, stretches_off)
    assert decision.stop is (level >= Level.SEE_SOMEBODY)
    assert bool(decision.messages) is (level > Level.NOTHING)


def test_the_weightiest_is_said_first() -> None:
    decision = decide({"back": YES, "radiating": YES, "emergency": YES}, step=True)
    assert decision.messages[0].id == "plan.screening.emergency.then"


@pytest.mark.parametrize(
    "answers",
    [{"back": YES}, {"back": NOT_SURE}, {"reach": NO}, {"reach": NOT_SURE}, {"back": YES, "reach": NO}],
)
def test_a_troubled_back_or_tight_hamstrings_take_the_step(answers: dict[str, Answer]) -> None:
    decision = decide(answers, step=True)
    assert decision.hinge
    assert not decision.stop
    assert decision.apply(RunnerProfile()).hinge


def test_what_follows_from_two_answers_is_said_once() -> None:
    assert [message.id for message in decide({"back": YES, "reach": NO}, step=True).messages] == [
        "plan.screening.step"
    ]


def test_where_nothing_is_to_be_done_nothing_is_said_to_stay() -> None:
    decision = decide({"sit-bone": YES, "under-18": YES, "condition": YES, "neck": YES}, step=True)
    assert [message.id for message in decision.messages] == ["plan.screening.under-18.then"]


@pytest.mark.parametrize(
    ("id_", "gate"),
    [
        ("bone", Gate.BONE),
        ("pressure", Gate.PRESSURE),
        ("pregnancy", Gate.PREGNANCY),
    ],
)
def test_a_condition_switches_its_gate(id_: str, gate: Gate) -> None:
    assert decide({"condition": YES, id_: YES}, step=True).gates == (gate,)


def test_a_follow_up_without_its_question_counts_for_nothing() -> None:
    assert decide({"emergency": YES}, step=True).level is Level.NOTHING


def test_later_answers_replace_earlier_ones() -> None:
    ill = decide({"acute": YES}, step=True).apply(RunnerProfile(ball=True))
    assert ill.no_strength
    assert decide({}, step=True).apply(ill) == RunnerProfile(ball=True)


def test_a_question_that_is_none_says_which_there_are() -> None:
    with pytest.raises(KeyError, match="sit-bone"):
        decide({"shoe-size": YES}, step=True)


@given(st.dictionaries(st.sampled_from([question.id for question in QUESTIONS]), st.sampled_from(Answer)))
def test_more_trouble_never_allows_more(answers: dict[str, Answer]) -> None:
    usual = {question.id: question.usual for question in QUESTIONS}
    calm, troubled = decide(usual, step=True), decide(answers, step=True)
    assert troubled.level >= calm.level
    assert set(troubled.gates) >= set(calm.gates)
    assert len(troubled.messages) == len({message.id for message in troubled.messages})


NAMES_THE_STEP = {f"plan.screening.{id_}" for id_ in ("step", "dizzy.then", "pressure.then")}


@given(
    st.dictionaries(st.sampled_from([question.id for question in QUESTIONS]), st.sampled_from(Answer)),
    st.booleans(),
)
def test_a_stretch_is_named_instead_only_where_it_is_planned(answers: dict[str, Answer], step: bool) -> None:
    decision = decide(answers, step=step)
    named = {message.id for message in decision.messages} & NAMES_THE_STEP
    runner = decision.apply(RunnerProfile(step=step))
    found = for_runner(catalogue()["roll-forward"], runner, catalogue())
    assert not named or (found is not None and found.id == "hip-hinge")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"back": YES}, ["no-step"]),
        ({"back": YES, "reach": NO}, ["no-step"]),
        ({"condition": YES, "bone": YES}, ["no-step", "no-chair"]),
        ({"condition": YES, "pressure": YES}, ["pressure.then-alone", "no-step"]),
        ({"condition": YES, "dizzy": YES, "back": YES}, ["dizzy.then-alone", "no-step"]),
        ({"back": YES, "radiating": YES}, ["radiating.then"]),
    ],
)
def test_without_a_step_something_as_low_is_named(answers: dict[str, Answer], said: list[str]) -> None:
    decision = decide(answers, step=False)
    assert [message.id.removeprefix("plan.screening.") for message in decision.messages] == said


@pytest.mark.parametrize(
    ("also", "left"), [("back", None), ("bone", None), ("dizzy", "dizzy"), ("pressure", "pressure")]
)
def test_where_all_stretches_are_left_out_none_is_named_instead(also: str, left: str | None) -> None:
    answers = {"condition": Answer.YES, also: Answer.YES}
    alone = {message.id for message in decide(answers, step=True).messages}
    assert (f"plan.screening.{left}.then" if left else "plan.screening.step") in alone
    both = {message.id for message in decide({**answers, "radiating": Answer.YES}, step=True).messages}
    wanted = {"plan.screening.radiating.then"} | ({f"plan.screening.{left}.then-alone"} if left else set())
    assert both == wanted
