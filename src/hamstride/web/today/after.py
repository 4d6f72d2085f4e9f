"""What comes after a session, for the page that ends it: as it is, also when it hurt."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from hamstride.exercises import values
from hamstride.exercises.days import named
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.values import Message
from hamstride.plan.today import Face, Today
from hamstride.store import models, pains, queries, training
from hamstride.store.training import Footing
from hamstride.web.session import making
from hamstride.web.today import cards


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What is said of what comes next, and how many minutes the stretches take that may follow; `None` where none do."""

    lines: list[Message]
    stretch_minutes: int | None = None


def after(runner: models.Runner, session: models.Session, now: datetime) -> After:
    """What comes after a session. Stretches follow strength alone, where nothing hurt."""
    if session.routine != STRENGTH:
        return After(lines=cards.lighter_after(runner, session))
    stands = training.footing(runner)
    this = cards.today_of(runner, now, stands)
    stretch = None if queries.hurt_in(session) else cards.stretch_now(runner, this, stands)
    return After(
        lines=_after_strength(runner, session, this, stands, now),
        stretch_minutes=stretch.minutes if stretch else None,
    )


def _after_strength(
    runner: models.Runner, session: models.Session, this: Today, stands: Footing, now: datetime
) -> list[Message]:
    """Its next day, and what became lighter because of this session, or else the look back after six, and a step that is on
    offer by now or after one more like this; nothing while strength is not done for today."""
    if this.face is Face.PAUSED:
        return [this.why]
    if this.face is not Face.DONE or this.next_strength is None:
        return []
    day = named(this.next_strength, this.day)
    lighter = cards.lighter_after(runner, session)
    # Whoever is at the lightest has nothing lighter to come, but "the same" it is not either.
    if lighter or pains.of_session(runner, session):
        return [Message.of("player.summary.next-day", day=day), *lighter]
    steps = cards.steps_of(this, stands)
    back = cards.looking_back(runner, this, stands, steps)
    told = [back] if back else []
    if steps:
        offered = Message.of("player.summary.next-offer", title=steps[0].title, to=steps[0].to)
        return [Message.of("player.summary.next-day", day=day), *told, offered]
    same = _asks(_next(runner, this.next_strength, now)) == _asks(session.value)
    said = Message.of(f"player.summary.next-{'same' if same else 'day'}", day=day)
    return [said, *told]


def _next(runner: models.Runner, day: date, now: datetime) -> values.Session:
    """The session that is led on that day, if nothing happens before."""
    return making.make(runner, STRENGTH, now + (day - now.date()))


def _asks(session: values.Session) -> Counter[tuple[object, ...]]:
    """What a session asks for: its sets, in whatever order."""
    return Counter(
        (each.exercise, each.variant, each.side, each.reps, each.hold_s, each.load_kg)
        for each in session.sets
    )
