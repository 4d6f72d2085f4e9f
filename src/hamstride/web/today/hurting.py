"""Pains in words: what was reported, and what still holds of the answer to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hamstride.exercises.days import date_of
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.values import Message, PainPlace
from hamstride.plan.pain import Standing
from hamstride.store import models, pains
from hamstride.web.session.making import catalogue_of
from hamstride.web.session.views import title


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What still holds, and because of which report."""

    messages: tuple[Message, ...]
    because: Message


def shown(runner: models.Runner, found: Iterable[Standing]) -> list[Shown]:
    """Pains as a page shows them."""
    return [Shown(messages=each.messages, because=_because(runner, each)) for each in found]


def of_exercise(found: Iterable[Standing], exercise: Exercise, *, left_out: bool) -> list[Standing]:
    """Those that belong on the page of an exercise: it hurt there, or that is why the exercise is left out."""
    mine = {exercise.id} | ({STRENGTH} if exercise.kind is Kind.STRENGTH else set())
    return [each for each in found if each.what in mine or (left_out and each.gates)]


def of_session(runner: models.Runner, session: models.Session) -> list[Message]:
    """What was reported in a session, with what was said to it, for the page that ends it."""
    return [
        message
        for note, answer in pains.of_session(runner, session)
        for message in (
            _told(runner, note.exercise, PainPlace(note.place), note.score),
            *answer.messages,
        )
    ]


def _because(runner: models.Runner, pain: Standing) -> Message:
    told = _told(runner, pain.what, pain.place, pain.score)
    return Message.of("web.pain.because", day=date_of(pain.day), told=told)


def _told(runner: models.Runner, what: str, place: PainPlace, score: int | None) -> Message:
    """In what, where, and how much where it was said."""
    named, where = _title(runner, what), Message.of(f"coach.pain.{place.value}")
    if score is None:
        return Message.of("web.pain.unscored", title=named, place=where)
    return Message.of("web.pain.scored", title=named, place=where, n=score)


def _title(runner: models.Runner, what: str) -> str:
    catalogue = catalogue_of(runner.profile)
    return catalogue[what].text.plural if what in catalogue else title(what, runner.profile.language)
