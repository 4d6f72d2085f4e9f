"""What follows from "it hurts", in words: the answer to a report, and those that a session takes along for a page that
reaches nobody."""

from typing import Any

from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import PainPlace, Session
from hamstride.plan import pain as rules
from hamstride.plan.pain import Answer, PainNext
from hamstride.text.words import Words


def told(found: PainNext, words: Words) -> dict[str, Any]:
    """An answer as the player takes it."""
    return {"lines": [words.of(message) for message in found.messages], "then": found.then.value}


def of_session(session: Session, *, step: bool) -> dict[str, Any]:
    """The answers to whatever may hurt in a session, by exercise and place: for each its numbers up to `to`. `again` has the
    lines where it is not the first time this week."""
    words = Words.to(session)
    exercises = {id_: Exercise.from_dict(data) for id_, data in session.declarations.items()}
    return {id_: _by_place(exercise, words, step=step) for id_, exercise in exercises.items()}


def _by_place(exercise: Exercise, words: Words, *, step: bool) -> dict[str, Any]:
    return {
        place.value: [_entry(each, words) for each in rules.every_answer(exercise, place, step=step)]
        for place in PainPlace
    }


def _entry(answer: Answer, words: Words) -> dict[str, Any]:
    found = {"to": answer.to, **told(answer.first, words)}
    if answer.another == answer.first:
        return found
    return {**found, "again": told(answer.another, words)["lines"]}
