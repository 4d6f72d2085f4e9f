"""A few questions before the first session, as data, and what their answers change.

Nobody is told to be well: the questions only find what should be left out, or seen by somebody who can judge it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, IntEnum

from hamstride.exercises.spec import Gate
from hamstride.exercises.values import Message, RunnerProfile, Torn


class Answer(Enum):
    """What can be answered; the words are in `text` under `plan.screening.answer.`."""

    NO = "no"
    YES = "yes"
    NOT_SURE = "not-sure"
    LATELY = "lately"
    LONG_AGO = "long-ago"


class Level(IntEnum):
    """How much an answer weighs. From `SEE_SOMEBODY` on nothing is to be done today."""

    NOTHING = 0
    LEAVE_OUT = 1
    SEE_SOMEBODY = 2
    URGENT = 3
    EMERGENCY = 4


class Group(Enum):
    """Where a question stands: "is any of this so today", the lasting ones, or only after another one's yes."""

    TODAY = "today"
    LASTING = "lasting"
    FOLLOW_UP = "follow-up"


_ANY = (Answer.NO, Answer.YES, Answer.NOT_SURE)
_YES = (Answer.YES, Answer.NOT_SURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `after` names the questions whose trigger leads to it, each of them. `usual` is the answer it begins with,
    one of `answers`.

    One of `triggers` as the answer switches `gates` on, takes the step instead of the roll forward (`hinge`), and weighs
    `level`. A question that only leads to others has level `NOTHING`.
    """

    id: str
    group: Group
    after: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = _ANY
    usual: Answer = Answer.NO
    triggers: tuple[Answer, ...] = _YES
    level: Level = Level.NOTHING
    gates: tuple[Gate, ...] = ()
    hinge: bool = False

    @property
    def ask(self) -> Message:
        """The question itself."""
        return Message.of(f"plan.screening.{self.id}.ask")

    def then(self, *, stretches: bool = True, step: bool = True) -> tuple[Message, ...]:
        """What follows from it: what is left out, and whom to ask. Nothing is named instead that will not be done: no stretch
        where all of them are left out (`stretches` false), no step where there is none (`step` false): anything as low does."""
        chair = (_NO_CHAIR,) if stretches and Gate.BONE in self.gates else ()
        if self.id in _BESIDE_THE_STEP and not (stretches and step):
            return (*_BESIDE_THE_STEP[self.id], *([_NO_STEP] if stretches else []), *chair)
        return (_STEP if self.id in _ONLY_THE_STEP else Message.of(f"plan.screening.{self.id}.then"), *chair)


def _today(id_: str, level: Level = Level.NOTHING, *gates: Gate) -> Question:
    return Question(id=id_, group=Group.TODAY, level=level, gates=gates)


def _follow(id_: str, after: str | tuple[str, ...], level: Level, *gates: Gate) -> Question:
    after = (after,) if isinstance(after, str) else after
    return Question(id=id_, group=Group.FOLLOW_UP, after=after, level=level, gates=gates)


QUESTIONS: tuple[Question, ...] = (
    _today("acute", Level.SEE_SOMEBODY, Gate.ACUTE),
    _follow("tear", "acute", Level.URGENT, Gate.ACUTE),
    _follow("calf", "acute", Level.URGENT, Gate.ACUTE),
    _today("radiating", Level.LEAVE_OUT, Gate.RADIATING),
    _follow("emergency", ("radiating", "back"), Level.EMERGENCY, Gate.RADIATING),
    _follow("below-knee", "radiating", Level.SEE_SOMEBODY, Gate.RADIATING),
    _follow("back-signs", ("radiating", "back"), Level.SEE_SOMEBODY, Gate.RADIATING),
    _today("sit-bone", Level.LEAVE_OUT, Gate.SIT_BONE),
    _follow("sit-bone-sudden", "sit-bone", Level.URGENT, Gate.SIT_BONE, Gate.ACUTE),
    _follow("under-18", "sit-bone", Level.SEE_SOMEBODY, Gate.SIT_BONE),
    _today("condition"),
    _follow("operation", "condition", Level.SEE_SOMEBODY, Gate.OPERATION),
    _follow("fracture", "condition", Level.SEE_SOMEBODY),
    _follow("bone", "condition", Level.LEAVE_OUT, Gate.BONE),
    _follow("heart", "condition", Level.SEE_SOMEBODY),
    _follow("pressure", "condition", Level.LEAVE_OUT, Gate.PRESSURE),
    _follow("pregnancy", "condition", Level.LEAVE_OUT, Gate.PREGNANCY),
    _follow("neck", "condition", Level.LEAVE_OUT, Gate.NECK),
    _follow("knee", "condition", Level.LEAVE_OUT, Gate.KNEE),
    _follow("dizzy", "condition", Level.LEAVE_OUT, Gate.DIZZY),
    Question(id="back", group=Group.LASTING, level=Level.LEAVE_OUT, gates=(Gate.BACK,), hinge=True),
    Question(
        id="reach",
        group=Group.LASTING,
        usual=Answer.YES,
        triggers=(Answer.NO, Answer.NOT_SURE),
        level=Level.LEAVE_OUT,
        hinge=True,
    ),
    Question(
        id="torn",
        group=Group.LASTING,
        answers=(Answer.NO, Answer.LATELY, Answer.LONG_AGO),
        triggers=(Answer.LATELY,),
        level=Level.LEAVE_OUT,
    ),
)
LATELY = timedelta(days=365)  # so long after it was told, a hamstring torn of late was torn longer ago
_TORN = {Answer.LATELY: Torn.LATELY, Answer.LONG_AGO: Torn.LONG_AGO}
_BY_ID = {question.id: question for question in QUESTIONS}
_ONLY_THE_STEP = ("bone", "back", "reach")
_STEP = Message.of("plan.screening.step")
"""What these answers lead to, said once for them all."""
_NO_STEP = Message.of("plan.screening.no-step")
"""What they lead to for whoever has no step: the foot on something else that is slightly raised."""
_NO_CHAIR = Message.of("plan.screening.no-chair")
"""Thin bones are bent over no raised leg: the stretch with a foot on a chair goes as well."""
_BESIDE_THE_STEP: dict[str, tuple[Message, ...]] = {
    **dict.fromkeys(_ONLY_THE_STEP, ()),
    "pressure": (Message.of("plan.screening.pressure.then-alone"),),
    "dizzy": (Message.of("plan.screening.dizzy.then-alone"),),
}
"""What answers that lead to the foot on a step say beside it."""
_NO_STRETCHES = {Gate.SIT_BONE, Gate.RADIATING, Gate.ACUTE}

NO_PROMISE = Message.of("plan.screening.no-promise")
"""Stands under the questions: a no is not a promise of anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the answers change. `messages` say it, the weightiest first; `stop` means: nothing today, and then they say
    nothing of what would stay."""

    level: Level
    gates: tuple[Gate, ...]
    hinge: bool
    torn: Torn
    messages: tuple[Message, ...]

    @property
    def stop(self) -> bool:
        """True when somebody who can judge it should see the runner before anything is done."""
        return self.level >= Level.SEE_SOMEBODY

    @property
    def no_strength(self) -> bool:
        """True when the curls and the ball are left out."""
        return self.stop or Gate.ACUTE in self.gates

    @property
    def no_stretches(self) -> bool:
        """True when all stretches are left out."""
        return self.stop or not _NO_STRETCHES.isdisjoint(self.gates)

    def apply(self, runner: RunnerProfile) -> RunnerProfile:
        """The profile with these answers in place of earlier ones."""
        return replace(
            runner,
            gates=self.gates,
            hinge=self.hinge,
            torn=self.torn,
            no_strength=self.no_strength,
            no_stretches=self.no_stretches,
        )


def standing(gates: Collection[Gate]) -> dict[str, Answer]:
    """The answers that the page begins with where one of today's conditions stands (a report in a session may have said it):
    who is well again takes the tick away."""
    return {
        question.id: Answer.YES
        for question in QUESTIONS
        if question.group is Group.TODAY and not set(question.gates).isdisjoint(gates)
    }


def by_now(answers: Mapping[str, Answer], ago: timedelta) -> dict[str, Answer]:
    """Answers of so long ago, as far as time alone has changed them."""
    longer = ago >= LATELY
    return {
        id_: Answer.LONG_AGO if longer and answer is Answer.LATELY else answer
        for id_, answer in answers.items()
    }


def asked(answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions that are to be shown with these answers so far: all first ones, and the follow-ups they lead to."""
    _check(answers)
    return tuple(
        question
        for question in QUESTIONS
        if not question.after or any(_triggered(id_, answers) for id_ in question.after)
    )


def decide(answers: Mapping[str, Answer], *, step: bool) -> Decision:
    """What follows from the answers by question id, for whoever has a `step` or not; one that is not there has its usual
    answer.

    A follow-up counts only where the question before it leads to it. Raises `KeyError` for an id that is no question.
    """
    hits = [question for question in asked(answers) if _triggered(question.id, answers)]
    weighty = sorted((q for q in hits if q.level > Level.NOTHING), key=lambda q: -q.level)
    gates = {gate for question in hits for gate in question.gates}
    found = Decision(
        level=max((question.level for question in hits), default=Level.NOTHING),
        gates=tuple(gate for gate in Gate if gate in gates),
        hinge=any(question.hinge for question in hits),
        torn=_TORN.get(answers.get("torn", Answer.NO), Torn.NEVER),
        messages=(),
    )
    if found.stop:
        weighty = [question for question in weighty if question.level >= Level.SEE_SOMEBODY]
    says = [
        each for question in weighty for each in question.then(stretches=not found.no_stretches, step=step)
    ]
    return replace(found, messages=tuple({each.id: each for each in says}.values()))


def _triggered(id_: str, answers: Mapping[str, Answer]) -> bool:
    question = _BY_ID[id_]
    return answers.get(id_, question.usual) in question.triggers


def _check(answers: Mapping[str, Answer]) -> None:
    for id_ in answers:
        if id_ not in _BY_ID:
            raise KeyError(f"{id_!r} is no question; the questions are {', '.join(_BY_ID)}")
