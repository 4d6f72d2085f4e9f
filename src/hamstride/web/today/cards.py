"""Fills the cards of Today: the runner's record in, sessions with their length out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hamstride.exercises import values
from hamstride.exercises.load import Catalogue
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.spec import Equipment, Exercise, Kind
from hamstride.exercises.values import Message
from hamstride.plan import compile as compiling
from hamstride.plan import week
from hamstride.plan.compile import Basis, Wanted
from hamstride.plan.lines import Line, lines, needs
from hamstride.plan.pace import USUAL
from hamstride.plan.progression import Step, Way, differing
from hamstride.plan.relief import Feel
from hamstride.plan.rules import Outing
from hamstride.plan.today import Face, Offer, Open, Today, today
from hamstride.plan.week import Day
from hamstride.store import models, pains, planning, queries, training
from hamstride.store.training import Footing
from hamstride.web.session import making
from hamstride.web.session.views import title

LOOK_BACK_AFTER = 6
YESTERDAY = timedelta(days=1)
# When something can have been done that nobody saw.
_TOLD = (("today", timedelta()), ("yesterday", YESTERDAY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A session that can be started: what is in it, what one needs, how long it takes (`then` after the first time); and how
    long its longer version does, where there is one."""

    routine: str
    title: str
    minutes: int
    then: int
    lines: tuple[Line, ...]
    needs: tuple[Equipment, ...]
    longer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """A day in the strip of the week."""

    day: date
    done: bool
    due: bool
    runs: tuple[Outing, ...]
    stretched: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return self.done or self.due or bool(self.runs) or self.stretched


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step that is on offer: from what to what, and why."""

    exercise: str
    title: str
    to: Message
    at: Message
    reason: Message


def today_of(runner: models.Runner, now: datetime, stands: Footing) -> Today:
    """Today for a runner, from the record and the runs."""
    situation, known = planning.ground(runner, now, stands)
    return today(situation, runner.profile, known, week.plan(situation, planning.WEEKS_AHEAD))


def cards_of(runner: models.Runner, now: Today, stands: Footing) -> dict[str, Any]:
    """The sessions on offer, by the place they have on the page."""
    amounts, is_first = stands.ladders.amounts, now.face is Face.FIRST
    basis = making.basis_of(runner, amounts, relief=now.relief, first=is_first, pace=stands.pace)
    whole = card(basis, now.routine) if now.routine else None
    shorter = card(basis, STRENGTH, shorter=True) if whole else None
    lead_shorter = making.leads_shorter(basis, STRENGTH)
    # A stretch is short the first time too, and goes by the clock.
    known = replace(basis, first=False, pace=USUAL)
    around = {routine: _stretch(known, routine) for routine in (BEFORE, AFTER)}
    offers = [(offer, around[offer.routine]) for offer in now.offers]
    top = next((each for each in offers if each[0].next and each[1] and now.face is not Face.OPEN), None)
    beside = [each for each in offers if each is not top and each[1] is not None]
    return {
        "top": top,
        "main": shorter if lead_shorter else whole,
        "lead_shorter": lead_shorter,
        "other": _other(whole, shorter, lead_shorter=lead_shorter),
        "offers": offers,
        "beside": beside,
        "longer_costs": any(_costs(*each) for each in beside),
        "advised": any(_comes(*each) for each in offers) and queries.last_day(runner, (BEFORE,)) is None,
        "untold": [when for when, ago in _TOLD if not _done(now, ago) & set(queries.strength())],
        "untold_stretches": [each for each in around if around[each] and each not in _done(now, YESTERDAY)],
        "running": any(offer.run for offer in now.offers),
        "like": around[AFTER] if now.offers else None,
        "open_title": title(now.open.routine, basis.runner.language) if now.open else "",
        "can_go_on": now.open is not None and _can_go_on(runner, now.open),
        "strip": [_bead(day, now) for day in now.week],
        "feels": list(Feel),
        "said": _said(runner, now),
    }


def stretch_now(runner: models.Runner, now: Today, stands: Footing) -> Card | None:
    """The stretches that may follow whatever else was done; `None` where they are done already, or left out."""
    due = [offer for offer in now.offers if offer.routine == AFTER]
    if not due or any(offer.done for offer in due):
        return None
    return card(making.basis_of(runner, stands.ladders.amounts, relief=now.relief, first=False), AFTER)


def _done(now: Today, ago: timedelta) -> set[str]:
    """What was done so long before today."""
    return set(now.done.get(now.day - ago, ()))


def _comes(offer: Offer, stretch: Card | None) -> bool:
    """Whether it is a stretch that a run comes after."""
    return stretch is not None and offer.routine == BEFORE and not offer.done and not offer.over


def _costs(offer: Offer, stretch: Card | None) -> bool:
    """Whether a longer stretch is on offer that a run comes after."""
    return _comes(offer, stretch) and stretch is not None and stretch.longer is not None


def _said(runner: models.Runner, now: Today) -> Message | None:
    """How the legs feel, as it was said: what goes on after a pain in one spot does so as with sore legs."""
    if now.feel is None:
        return None
    note = pains.of_legs(runner, now.day) if now.feel is Feel.SORE else None
    if note is None or note.score is None:
        return Message.of(f"plan.feel.{now.feel.value}")
    return Message.of(
        "web.today.feel-pain",
        feel=Message.of(f"plan.feel.{Feel.HURTS.value}"),
        place=Message.of(f"coach.pain.{note.place}"),
        n=note.score,
    )


def _other(whole: Card | None, shorter: Card | None, *, lead_shorter: bool) -> Card | None:
    """The length beside the one that leads: the whole session, or a shorter one where it saves a minute."""
    if whole is None or shorter is None or lead_shorter:
        return whole
    return shorter if shorter.minutes < whole.minutes else None


def _can_go_on(runner: models.Runner, stopped: Open) -> bool:
    row = queries.session(runner, UUID(stopped.uuid))
    return row is not None and making.can_go_on(row.value)


def _bead(day: Day, now: Today) -> Bead:
    routines = now.done.get(day.day, ())
    return Bead(
        day=day.day,
        done=bool(day.done),
        due=day.strength is not None,
        runs=day.runs,
        stretched=BEFORE in routines or AFTER in routines,
    )


def steps_of(now: Today, stands: Footing) -> list[Asked]:
    """The steps up on offer, the first of strength and the first stretch; none while legs are sore or time was lost."""
    if now.relief.no_step or now.paused_since or now.face is Face.OPEN:
        return []
    return [_asked(*first) for first in _firsts(training.offered(stands, now.day), stands).values()]


def next_step(stands: Footing, day: date) -> Message | None:
    """The step up of strength that comes next, as soon as there is room for one or after one more session; `None` where none is
    in sight."""
    for name, steps in (("now", training.offered), ("nearly", training.nearly_offered)):
        first = _firsts(steps(stands, day), stands).get(Kind.STRENGTH)
        if first is not None:
            asked = _asked(*first)
            said = Message.of(f"web.progress.next.{name}", title=asked.title, to=asked.to)
            return said if first[0].way is Way.UP else None
    return None


def _firsts(steps: Sequence[Step], stands: Footing) -> dict[Kind, tuple[Step, Exercise]]:
    """Of each kind of exercise the first step."""
    first: dict[Kind, tuple[Step, Exercise]] = {}
    for step in steps:
        exercise = stands.ladders.catalogue[step.exercise]
        if not compiling.left_out(exercise, stands.ladders.runner):
            first.setdefault(exercise.kind, (step, exercise))
    return first


def _asked(step: Step, exercise: Exercise) -> Asked:
    named = differing(step.before, step.after, exercise)
    assert named is not None  # a rung up is never the same
    return Asked(
        exercise=step.exercise, title=exercise.text.plural, at=named[0], to=named[1], reason=step.reason
    )


def lighter_after(runner: models.Runner, session: models.Session) -> list[Message]:
    """What became lighter because of a session, an exercise a line."""
    catalogue = making.catalogue_of(runner.profile)
    steps = [step for step in training.made_lighter(session) if step.before != step.after]
    asked = [_asked(step, catalogue[step.exercise]) for step in steps if step.exercise in catalogue]
    return [
        Message.of("player.summary.next-lighter", title=each.title, to=each.to, reason=each.reason)
        for each in asked
    ]


def looking_back(
    runner: models.Runner, now: Today, stands: Footing, steps: Collection[Asked]
) -> Message | None:
    """One line after a session: the first look back after six, beside the steps on offer; else, where none is, what one more
    like this puts on offer."""
    if now.face is not Face.DONE:
        return None
    catalogue = stands.ladders.catalogue
    if now.sessions == LOOK_BACK_AFTER and (found := _then_and_now(runner, catalogue)) is not None:
        return found
    if steps:
        return None
    coming = training.nearly_offered(stands, now.day)
    step = next((each for each in coming if catalogue[each.exercise].kind is Kind.STRENGTH), None)
    if step is None:
        return None
    asked = _asked(step, catalogue[step.exercise])
    return Message.of("plan.today.note.nearly", title=asked.title, to=asked.to)


def _then_and_now(runner: models.Runner, catalogue: Catalogue) -> Message | None:
    first, last = training.first_and_last(runner, STRENGTH)
    for id_ in (each for each in catalogue if each in first and each in last):
        named = differing(first[id_], last[id_], catalogue[id_])
        if named is not None:
            title_ = catalogue[id_].text.plural
            return Message.of("plan.today.note.sixth", title=title_, first=named[0], now=named[1])
    return None


def _stretch(basis: Basis, routine: str) -> Card | None:
    """The stretches of a routine, with the minutes of the article's longer version."""
    found, longer = card(basis, routine), card(basis, routine, longer=True)
    if found is None or longer is None or longer.minutes <= found.minutes:
        return found
    return replace(found, longer=longer.minutes)


def card(basis: Basis, routine: str, *, shorter: bool = False, longer: bool = False) -> Card | None:
    """One session in a few lines, or `None` when nothing is left of it for this runner."""
    wanted = Wanted(programme=routine, shorter=shorter, longer=longer)
    try:
        session = compiling.session(wanted, basis, uuid="", date="")
    except compiling.NothingToDo:
        return None
    return Card(
        routine=routine,
        title=title(routine, basis.runner.language),
        minutes=_minutes(session, basis),
        then=_minutes(replace(session, first=False), basis),
        lines=lines(session, basis.catalogue),
        needs=needs(session, basis.catalogue),
    )


def _minutes(session: values.Session, basis: Basis) -> int:
    return max(1, round(compiling.expected_s(session, basis.pace) / 60))
