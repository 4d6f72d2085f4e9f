"""What follows from "it hurts", in words: the answer to a report, and those that a session takes along for a page that
reaches nobody."""

from datetime import date
from typing import Any

from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import PainPlace, Session
from hamstride.plan import pain as rules
from hamstride.plan.pain import Answer, PainNext
from hamstride.text.words import Words


def told(found: PainNext, words: Words) -> dict[str, Any]:
    """An answer as the player takes it."""
    return {"lines": [words.of(message) for message in found.messages], "then": found.then.value}


def of_session(session: Session, *, step: bool, again_until: date | None) -> dict[str, Any]:
    """The answers to whatever may hurt in a session, by exercise and place: for each its numbers up to `to`. `again` has the
    lines where it is not the first time this week, which it is not up to the day `until`, whatever hurts in the session."""
    words = Words.to(session)
    exercises = {id_: Exercise.from_dict(data) for id_, data in session.declarations.items()}
    until = {} if again_until is None else {"until": again_until.isoformat()}
    return {id_: _by_place(exercise, words, until, step=step) for id_, exercise in exercises.items()}


def _by_place(exercise: Exercise, words: Words, until: dict[str, str], *, step: bool) -> dict[str, Any]:
    return {
        place.value: [_entry(each, words, until) for each in rules.every_answer(exercise, place, step=step)]
        for place in PainPlace
    }


def _entry(answer: Answer, words: Words, until: dict[str, str]) -> dict[str, Any]:
    found = {"to": answer.to, **told(answer.first, words)}
    if answer.another == answer.first:
        return found
    return {**found, "again": {"lines": told(answer.another, words)["lines"], **until}}
