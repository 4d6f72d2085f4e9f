"""The first questions on a page: which to show with the answers so far, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from hamstride.exercises.values import Message
from hamstride.plan import screening
from hamstride.plan.screening import Answer, Group, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A question as it stands in the form: its name there, and the answer it shows (`None`: not answered yet)."""

    name: str
    question: Question
    answer: Answer | None

    @property
    def ask(self) -> Message:
        """The words of the question."""
        return self.question.ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is answered, and what is left to ask: `open` follow-ups."""

    answers: dict[str, Answer]
    open: tuple[Question, ...]


def read(form: Mapping[str, str]) -> Asked:
    """The answers in a form that was sent. Questions of today are ticked or not; a follow-up stays open until answered."""
    known = {question.id: _answer(form, question) for question in screening.QUESTIONS}
    answers = {id_: answer for id_, answer in known.items() if answer is not None}
    missing = tuple(question for question in screening.asked(answers) if known[question.id] is None)
    return Asked(answers=answers, open=missing)


def fields(group: Group, answers: Mapping[str, Answer]) -> list[Field]:
    """The questions of a group, showing these answers or the usual ones."""
    return [
        Field(name=_name(question), question=question, answer=answers.get(question.id, question.usual))
        for question in screening.QUESTIONS
        if question.group is group
    ]


def follow_ups(asked: Asked) -> list[Field]:
    """The questions still open, with no answer shown: nobody should wave these through."""
    return [Field(name=_name(question), question=question, answer=None) for question in asked.open]


def as_answers(kept: Mapping[str, str]) -> dict[str, Answer]:
    """Answers as they were kept, without any that no question of today's has."""
    ids = {question.id for question in screening.QUESTIONS}
    values = {answer.value for answer in Answer}
    return {id_: Answer(value) for id_, value in kept.items() if id_ in ids and value in values}


def _name(question: Question) -> str:
    return f"q-{question.id}"


def _answer(form: Mapping[str, str], question: Question) -> Answer | None:
    """What the form says of a question: a box that is not ticked means no, a row that was not touched is open."""
    said = form.get(_name(question))
    if said in {answer.value for answer in Answer}:
        return Answer(said)
    return None if question.group is Group.FOLLOW_UP else question.usual
