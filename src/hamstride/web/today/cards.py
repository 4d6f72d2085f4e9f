"""Fills the cards of Today: the runner's record in, sessions with their length out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hamstride.exercises.spec import Equipment
from hamstride.plan import compile as compiling
from hamstride.plan import week
from hamstride.plan.today import AFTER, BEFORE, STRENGTH, Face, Line, Today, lines, needs, today
from hamstride.store import models, planning
from hamstride.web.session import making
from hamstride.web.session.views import title


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A session that can be started: what is in it, what one needs, how long it takes."""

    routine: str
    title: str
    minutes: int
    lines: tuple[Line, ...]
    needs: tuple[Equipment, ...]


def today_of(runner: models.Runner, now: datetime) -> Today:
    """Today for a runner, from the record and the runs."""
    past = planning.recent_of(runner, now)
    situation = planning.situation(runner, now, past=past)
    days = week.plan(situation, planning.WEEKS_AHEAD)
    return today(situation, runner.profile, planning.known(runner, now, past), days)


def cards_of(runner: models.Runner, now: Today) -> dict[str, Any]:
    """The sessions on offer, by the place they have on the page."""
    first = now.face is Face.FIRST
    makes = making.Making.of(runner, relief=now.relief, first=first)
    main = card(makes, now.routine) if now.routine else None
    shorter = card(makes, STRENGTH, shorter=True) if main else None
    around = {routine: card(makes, routine) for routine in (BEFORE, AFTER)}
    offers = [(offer, around[offer.routine]) for offer in now.offers]
    like = around[AFTER] if now.offers else None
    title_ = title(now.open.routine) if now.open else ""
    return {"main": main, "shorter": shorter, "offers": offers, "like": like, "open_title": title_}


def card(makes: making.Making, routine: str, *, shorter: bool = False) -> Card | None:
    """One session in a few lines, or `None` when nothing is left of it for this runner."""
    try:
        session = makes.session(routine, uuid="", date="", shorter=shorter)
    except compiling.NothingToDo:
        return None
    return Card(
        routine=routine,
        title=title(routine),
        minutes=max(1, round((session.expected_s or 0.0) / 60)),
        lines=lines(session, makes.catalogue),
        needs=needs(session, makes.catalogue),
    )
