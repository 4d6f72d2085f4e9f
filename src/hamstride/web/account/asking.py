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
    found = ((question.id, _among(question, kept.get(question.id))) for question in screening.QUESTIONS)
    return {id_: answer for id_, answer in found if answer is not None}


def told(answers: Mapping[str, Answer]) -> list[tuple[Question, Answer]]:
    """The questions that were asked, each with what was answered: no follow-up that nothing led to."""
    return [(each, answers[each.id]) for each in screening.asked(answers) if each.id in answers]


def _name(question: Question) -> str:
    return f"q-{question.id}"


def _answer(form: Mapping[str, str], question: Question) -> Answer | None:
    """What the form says of a question: a box that is not ticked means no, a row that was not touched is open."""
    said = _among(question, form.get(_name(question)))
    return question.usual if said is None and question.group is not Group.FOLLOW_UP else said


def _among(question: Question, said: str | None) -> Answer | None:
    """The answer that is meant, if it is one of this question's."""
    return next((answer for answer in question.answers if answer.value == said), None)
