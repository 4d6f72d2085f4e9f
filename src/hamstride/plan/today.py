"""What to do today: strength twice a week with rest between, the stretches around runs, a session to go on with.

A session that was not done is never "missed": the next day that fits is simply the next day. Days are the runner's local ones.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import Equipment
from hamstride.exercises.values import Message, RunnerProfile, Session, SetPlan, Side

STRENGTH, BEFORE, AFTER = "strength", "before-run", "after-run"
PER_WEEK = 2
DAYS_APART = 3  # at least 48 hours whatever the time of day, and twice in every seven days
AWAY_DAYS = 10
LONG_HOLD_S = 2.0  # a shorter stop at the top is part of the movement, not worth a word
LONG_AWAY_DAYS = 28  # from here on the shorter session is the one offered first


class Face(Enum):
    """What Today looks like; one card, one main button."""

    FIRST = "first"
    OPEN = "open"
    STRENGTH = "strength"
    AWAY = "away"
    DONE = "done"
    MOVED = "moved"
    NOTHING = "nothing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A session of which something was done: when its first set began, and whether the runner only told about it."""

    routine: str
    day: date
    started: datetime
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A session that stopped half-way and can be gone on with."""

    uuid: str
    routine: str
    started: datetime
    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The stretches before or after a run; `done` is the one of today, if any."""

    routine: str
    done: Past | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of this week: the routines done on it, and whether strength is due then."""

    day: date
    done: tuple[str, ...] = ()
    strength: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything that the page Today says. `routine` is what the main button starts, `why` the sentence under it."""

    day: date
    face: Face
    routine: str | None
    shorter: bool
    why: Message
    open: Open | None
    next_strength: date | None
    offers: tuple[Offer, ...]
    week: tuple[Day, ...]
    strength_done: int


def today(
    now: datetime,
    profile: RunnerProfile,
    past: Sequence[Past],
    *,
    open_: Open | None = None,
    last: date | None = None,
) -> Today:
    """Today for a runner. `past` holds what was done in the last two weeks, newest first; `last` is the last day on which
    strength was done at all (`None`: never)."""
    day = now.date()
    next_strength = None if profile.no_strength else _next_strength(profile, past, day)
    face = _face(day, profile, past, open_, last, next_strength)
    return Today(
        day=day,
        face=face,
        routine=STRENGTH if face in (Face.FIRST, Face.STRENGTH, Face.AWAY) else None,
        shorter=face is Face.AWAY and last is not None and (day - last).days >= LONG_AWAY_DAYS,
        why=_why(face, day, last, open_, next_strength),
        open=open_,
        next_strength=next_strength,
        offers=()
        if profile.no_stretches
        else tuple(_offer(routine, day, past) for routine in (BEFORE, AFTER)),
        week=_week(day, past, next_strength),
        strength_done=len(set(strength_days(past)) & set(_days_of_week(day))),
    )


def strength_days(past: Sequence[Past]) -> tuple[date, ...]:
    """The days on which strength was done."""
    return tuple(each.day for each in past if each.routine == STRENGTH)


def next_day(done: Sequence[date], day: date) -> date:
    """The first day from `day` on that fits the next strength session: rest before it, and no third one in seven days."""
    found = max(day, max(done) + timedelta(days=DAYS_APART)) if done else day
    while sum(found - timedelta(days=7) < each <= found for each in done) >= PER_WEEK:
        found += timedelta(days=1)
    return found


def not_today(past: Sequence[Past], day: date) -> date:
    """The day to which strength moves when it is not done today: the next one that fits."""
    return next_day(strength_days(past), day + timedelta(days=1))


def _next_strength(profile: RunnerProfile, past: Sequence[Past], day: date) -> date:
    moved_to = day if profile.not_before is None else date.fromisoformat(profile.not_before)
    return next_day(strength_days(past), max(day, moved_to))


def _face(
    day: date,
    profile: RunnerProfile,
    past: Sequence[Past],
    open_: Open | None,
    last: date | None,
    next_strength: date | None,
) -> Face:
    faces = (
        (Face.OPEN, open_ is not None),
        (Face.PAUSED, profile.no_strength and profile.no_stretches),
        (Face.FIRST, last is None and next_strength == day),
        (Face.DONE, day in strength_days(past)),
        (Face.MOVED, _moved(past, day, next_strength)),
        (Face.AWAY, next_strength == day and last is not None and (day - last).days >= AWAY_DAYS),
        (Face.STRENGTH, next_strength == day),
    )
    return next((face for face, holds in faces if holds), Face.NOTHING)


def _moved(past: Sequence[Past], day: date, next_strength: date | None) -> bool:
    """Whether strength would be due today, had it not been moved."""
    return next_strength not in (None, day) and next_day(strength_days(past), day) == day


def _why(face: Face, day: date, last: date | None, open_: Open | None, next_strength: date | None) -> Message:
    name = f"plan.today.why.{face.value}"
    if face is Face.MOVED and next_strength is not None:
        return Message.of(name, day=weekday(next_strength))
    if face is Face.OPEN and open_ is not None:
        return Message.of(name, done=open_.done, of=open_.of, when=_when(open_.started, day))
    if face is Face.AWAY and last is not None:
        return Message.of(name, days=(day - last).days)
    if face is Face.STRENGTH and last is not None:
        return Message.of(name, day=weekday(last))
    return Message.of(name)


def _when(started: datetime, day: date) -> Message:
    """When something of the last 24 hours began: "this morning", "this evening", "yesterday"."""
    if started.date() != day:
        return Message.of("plan.today.when.yesterday")
    part = "morning" if started.hour < 12 else "afternoon" if started.hour < 18 else "evening"
    return Message.of(f"plan.today.when.{part}")


def _offer(routine: str, day: date, past: Sequence[Past]) -> Offer:
    done = next((each for each in past if each.routine == routine and each.day == day), None)
    return Offer(routine=routine, done=done)


def _days_of_week(day: date) -> tuple[date, ...]:
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(7))


def _week(day: date, past: Sequence[Past], next_strength: date | None) -> tuple[Day, ...]:
    def routines(each: date) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.routine for one in past if one.day == each))

    return tuple(
        Day(day=each, done=routines(each), strength=each == next_strength) for each in _days_of_week(day)
    )


def weekday(day: date) -> Message:
    """The name of a day of the week."""
    return Message.of(f"plan.today.weekday.{day.weekday()}")


# ---------------------------------------------------------------------------------------------- a session in a few lines
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One exercise of a session: its name, and how much of it."""

    exercise: str
    title: str
    dose: Message
    load: Message | None = None


def lines(session: Session, catalogue: Catalogue) -> tuple[Line, ...]:
    """What a session consists of, a line an exercise."""
    groups: dict[str, list[SetPlan]] = {}
    for plan in session.sets:
        groups.setdefault(plan.exercise, []).append(plan)
    return tuple(_line(id_, plans, catalogue) for id_, plans in groups.items())


def _line(id_: str, plans: list[SetPlan], catalogue: Catalogue) -> Line:
    kg = max(plan.load_kg for plan in plans)
    return Line(
        exercise=id_, title=catalogue[id_].text.plural, dose=dose(plans), load=load_of(kg) if kg else None
    )


def load_of(kg: float) -> Message:
    """A load in words."""
    return Message.of("plan.today.load.kg", kg=plain(kg))


def dose(plans: Sequence[SetPlan]) -> Message:
    """How much, for the sets of one exercise: "3 × 10 each", "10 each · hold 3 s", "30 s"."""
    first = plans[0]
    sides = Counter(plan.side for plan in plans)
    legs = Message.of(f"plan.today.legs.{_legs(sides)}")
    times, hold_s = max(sides.values()), first.hold_s or 0.0
    if first.reps is None:
        return Message.of("plan.today.dose.seconds", times=times, seconds=plain(hold_s), legs=legs)
    hold = Message.of(
        "plan.today.dose." + ("hold" if hold_s >= LONG_HOLD_S else "no-hold"), seconds=plain(hold_s)
    )
    return Message.of("plan.today.dose.reps", times=times, reps=first.reps, legs=legs, hold=hold)


def _legs(sides: Iterable[Side]) -> str:
    found = set(sides)
    return "each" if found == {Side.LEFT, Side.RIGHT} else found.pop().value


def plain(number: float) -> str:
    """A number as one writes it: 3 for 3.0, 1.5 for 1.5."""
    return f"{number:g}"


def needs(session: Session, catalogue: Catalogue) -> tuple[Equipment, ...]:
    """The things to have within reach, in the order of use; weights only where some are worn."""
    found = dict.fromkeys(thing for plan in session.sets for thing in catalogue[plan.exercise].equipment)
    weighted = any(plan.load_kg for plan in session.sets)
    return tuple(thing for thing in found if thing is not Equipment.ANKLE_WEIGHTS or weighted)
