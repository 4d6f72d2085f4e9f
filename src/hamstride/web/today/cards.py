"""Fills the cards of Today: the runner's record in, sessions with their length out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hamstride.exercises.spec import Equipment
from hamstride.plan import compile as compiling
from hamstride.plan.today import (
    AFTER,
    STRENGTH,
    Face,
    Line,
    Open,
    Past,
    Today,
    lines,
    needs,
    not_today,
    today,
)
from hamstride.store import models, queries
from hamstride.web.session.making import catalogue_of
from hamstride.web.session.views import title

LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A session that can be started: what is in it, what one needs, how long it takes."""

    routine: str
    title: str
    minutes: int
    lines: tuple[Line, ...]
    needs: tuple[Equipment, ...]


def today_of(runner: models.Runner, now: datetime) -> Today:
    """Today for a runner, from the record."""
    past = _recent(runner, now)
    last = queries.last_day(runner, STRENGTH)
    return today(now, runner.profile, past, open_=_open(queries.open_session(runner)), last=last)


def next_of(runner: models.Runner, now: datetime) -> date:
    """The day to which strength moves when it is not done today."""
    return not_today(_recent(runner, now), now.date())


def _recent(runner: models.Runner, now: datetime) -> list[Past]:
    return [_past(row) for row in queries.worked(runner, (now - LOOK_BACK).date())]


def _past(row: Any) -> Past:
    return Past(
        routine=row.routine, day=row.day, started=datetime.fromisoformat(row.first_at), told=bool(row.told)
    )


def _open(row: Any) -> Open | None:
    if row is None or row.kept >= len(
        row.plan["sets"]
    ):  # all of it is there: only the last word is not in yet
        return None
    started = datetime.fromisoformat(row.first_at)
    return Open(
        uuid=str(row.uuid), routine=row.routine, started=started, done=row.done, of=len(row.plan["sets"])
    )


def cards_of(runner: models.Runner, now: Today) -> dict[str, Any]:
    """The sessions on offer, by the place they have on the page."""
    first = now.face is Face.FIRST
    main = card(runner, now.routine, first=first) if now.routine else None
    shorter = card(runner, STRENGTH, first=first, shorter=True) if main else None
    offers = [(offer, card(runner, offer.routine)) for offer in now.offers]
    like = next((each for offer, each in offers if offer.routine == AFTER), None)
    language = runner.profile.language
    title_ = title(now.open.routine, language) if now.open else ""
    return {"main": main, "shorter": shorter, "offers": offers, "like": like, "open_title": title_}


def card(runner: models.Runner, routine: str, *, first: bool = False, shorter: bool = False) -> Card | None:
    """One session in a few lines, or `None` when nothing is left of it for this runner."""
    catalogue = catalogue_of(runner.profile)
    try:
        session = compiling.session(
            routine, runner.profile, catalogue, uuid="", date="", first=first, shorter=shorter
        )
    except compiling.NothingToDo:
        return None
    return Card(
        routine=routine,
        title=title(routine, runner.profile.language),
        minutes=max(1, round((session.expected_s or 0.0) / 60)),
        lines=lines(session, catalogue),
        needs=needs(session, catalogue),
    )
