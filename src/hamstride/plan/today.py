"""What to do today: what the week says, the stretches around the runs, a session to go on with, and what is to be asked.

A session that was not done is never "missed": the next day that fits is simply the next day. Days are the runner's local ones.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum

from hamstride.exercises.days import BY_WEEKDAY, date_of, named, weekday
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.values import Message, RunnerProfile
from hamstride.plan import relief as easing
from hamstride.plan import week as weeks
from hamstride.plan.around import AFTER_AT_MOST, Past, belonging, told_edge
from hamstride.plan.ladder import Amounts
from hamstride.plan.pain import Standing
from hamstride.plan.relief import SORE, Feel, Relief
from hamstride.plan.rules import Outing, outings
from hamstride.plan.runs import RunKind
from hamstride.plan.week import Day, Situation
from hamstride.plan.why import part, race_week, why

A_WEEK = timedelta(days=7)
SORE_AFTER = timedelta(days=2)  # when new exercises are felt most
AT_FULL_STRENGTH = (RunKind.HARD, RunKind.RACE)  # just before them no stretch is held, unless it is a habit


class Face(Enum):
    """What Today looks like; one card, one main button."""

    FIRST = "first"
    OPEN = "open"
    STRENGTH = "strength"
    AWAY = "away"
    ASK = "ask"
    HURTS = "hurts"
    DONE = "done"
    MOVED = "moved"
    NOTHING = "nothing"
    PAUSED = "paused"


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
    """The stretches before or after the `nth` run of the day (from 0); `done` is when they were done today, `run` the run
    they belong to, if one is known, `next` marks the one that comes next by the clock, and `over` what comes too late: before
    a run that is over, or so long after one that it would not be known as that run's."""

    routine: str
    nth: int = 0
    run: Outing | None = None
    done: Past | None = None
    next: bool = False
    over: bool = False

    def told_at(self, now: datetime) -> datetime:
        """The time with which it is kept when the runner tells about it: next to its run, so that it is no other one's, and on
        the day of it."""
        if self.run is None or not self.run.timed:
            return now
        return told_edge(self.routine, self.run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a runner beside the plan. `past` holds what was done in the last weeks, newest first; `days` all days
    of strength in the last months and the last before them, oldest first, `days_of` those of each exercise; `asked_on` when
    the first questions were answered, `torn_at` when a hamstring was told of there that had been torn in the year before;
    `begun_at` when strength was begun last, of late. `held`: what is on its way back from a gap. `injured`: the days of a sharp
    pain. `upset`: two exercises went back of late. `pains`: what was reported and still holds, the latest first."""

    past: Sequence[Past] = ()
    days: Sequence[date] = ()
    days_of: Mapping[str, Sequence[date]] = field(default_factory=dict)
    open: Open | None = None
    asked_on: date | None = None
    torn_at: datetime | None = None
    begun_at: datetime | None = None
    feel: Feel | None = None
    held: Amounts = field(default_factory=dict)
    cramped: tuple[str, ...] = ()
    injured: Collection[date] = ()
    upset: bool = False
    pains: Sequence[Standing] = ()

    @property
    def last(self) -> date | None:
        """The last day of strength ever."""
        return self.days[-1] if self.days else None

    @property
    def begins_torn(self) -> bool:
        """Whether nothing of strength was begun since the runner told of a hamstring torn of late."""
        if self.torn_at is None:
            return False
        told_on = self.torn_at.date()
        if self.last == told_on:
            return self.begun_at is not None and self.begun_at < self.torn_at
        return self.last is None or self.last < told_on

    def hurt_on(self, day: date) -> bool:
        """Whether something holds of a pain of that day."""
        return any(pain.day == day for pain in self.pains)

    @property
    def stopped_on(self) -> date | None:
        """The day of the pain because of which nothing is done."""
        return next((pain.day for pain in self.pains if pain.stops), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything that the page Today says. `routine` is what the main button starts, `why` the sentence under it; `later`
    is the moment from which the rules allow it, where that is still to come; `notes` are lines beside the card; `sessions`
    counts the days of strength so far, while they are few enough to be known (`None`: many); `pains` are those of which
    something still holds; `left_out`: the runner's answers leave nothing of strength."""

    day: date
    face: Face
    routine: str | None
    relief: Relief
    why: Message
    later: datetime | None
    notes: tuple[Message, ...]
    ask_feel: bool
    feel: Feel | None
    paused_since: date | None
    open: Open | None
    next_strength: date | None
    offers: tuple[Offer, ...]
    days: tuple[Day, ...]
    done: dict[date, tuple[str, ...]]
    strength_done: int
    per_week: int
    sessions: int | None
    pains: tuple[Standing, ...] = ()
    left_out: bool = False

    @property
    def week(self) -> tuple[Day, ...]:
        """The days of this calendar week."""
        return self.days[:7]


def today(situation: Situation, profile: RunnerProfile, known: Known, days: Sequence[Day]) -> Today:
    """Today for a runner; `days` is what `week.plan` made of the situation, for two weeks or more."""
    now = situation.now
    day = now.date()
    this = next(each for each in days if each.day == day)
    upcoming = weeks.next_strength(days)
    race = race_week(days, day)
    relief = relief_of(day, known, race_week=race is not None)
    face = _face(this, profile, known, situation)
    due = face in (Face.FIRST, Face.STRENGTH, Face.AWAY)
    later = _later(situation) if due else None
    stretches = not (profile.no_stretches or situation.paused_since is not None)
    strength_now = due and later is None
    offers = _offers(this, situation, known.past, strength_now=strength_now) if stretches else ()
    return Today(
        day=day,
        face=face,
        routine=STRENGTH if due else None,
        relief=relief,
        why=_why(face, this, days, known, situation),
        later=later,
        notes=(*_notes(situation, known, relief, race, due=due), *_before_hard(offers)),
        ask_feel=due and face is not Face.FIRST and known.feel is None,
        feel=known.feel,
        paused_since=situation.paused_since,
        open=known.open,
        next_strength=upcoming.day if upcoming and face is not Face.HURTS else None,
        offers=offers,
        days=tuple(days),
        done=_done_by_day(known.past),
        strength_done=sum(bool(each.done) for each in days[:7]),
        per_week=situation.per_week,
        sessions=_sessions(situation, known),
        pains=tuple(known.pains),
        left_out=situation.left_out,
    )


def _sessions(situation: Situation, known: Known) -> int | None:
    first = situation.newness.first
    return len(set(known.days)) if first is None or first in known.days else None


def relief_of(day: date, known: Known, *, race_week: bool) -> Relief:
    """How strength is lighter today."""
    return easing.relief(
        day,
        known.days,
        days_of=known.days_of,
        held=known.held,
        feel=known.feel,
        cramped=known.cramped,
        injured=known.injured,
        torn=known.begins_torn,
        race_week=race_week,
        upset=known.upset,
    )


def questions_due(day: date, known: Known) -> bool:
    """Whether the first questions come again: after a long time without strength in which they were not asked. Who came back
    in the last week, with an exercise by itself perhaps, is asked all the same."""
    days = known.days
    before = max((each for each in days if day - each > A_WEEK), default=None)
    if before is None:
        return False
    back = min((each for each in days if each > before), default=day)
    gap = easing.gap_of((back - before).days)
    return gap is not None and gap.ask_again and (known.asked_on is None or known.asked_on <= before)


def _face(this: Day, profile: RunnerProfile, known: Known, situation: Situation) -> Face:
    due = this.strength is not None
    faces = (
        (Face.PAUSED, situation.paused_since is not None or (profile.no_strength and profile.no_stretches)),
        (Face.OPEN, known.open is not None),
        (Face.DONE, bool(this.done)),
        (Face.HURTS, due and known.feel is Feel.HURTS),
        (Face.ASK, due and questions_due(this.day, known)),
        (Face.FIRST, due and situation.is_first),
        (Face.MOVED, this.day in situation.avoided and not profile.no_strength),
        (
            Face.AWAY,
            due and known.last is not None and easing.gap_of((this.day - known.last).days) is not None,
        ),
        (Face.STRENGTH, due),
    )
    return next((face for face, holds in faces if holds), Face.NOTHING)


def _later(situation: Situation) -> datetime | None:
    """The moment from which the rules allow a session today, if they do not yet."""
    free = weeks.free_from(situation)
    return free if free > situation.now else None


def _why(face: Face, this: Day, days: Sequence[Day], known: Known, situation: Situation) -> Message:
    name = f"plan.today.why.{face.value}"
    if face is Face.STRENGTH:
        return why(this, days, situation)
    if face is Face.MOVED:
        upcoming = weeks.next_strength(days)
        return (
            Message.of(name, day=named(upcoming.day, this.day))
            if upcoming
            else Message.of("plan.today.why.nothing")
        )
    if face is Face.OPEN and known.open is not None:
        return _why_open(known.open, this.day)
    if face is Face.PAUSED and situation.paused_since is not None:
        return Message.of("plan.today.why.paused-since", day=_since(situation.paused_since, this.day))
    if face is Face.PAUSED and known.stopped_on is not None:
        return _why_stopped(known.stopped_on, this.day)
    if face is Face.FIRST and known.begins_torn:
        return Message.of("plan.today.why.first-torn")
    if face is Face.DONE and known.hurt_on(this.day):
        return Message.of("plan.today.why.done-hurt")
    return Message.of(name)


def _why_open(stopped: Open, day: date) -> Message:
    when = _when(stopped.started, day)
    if not stopped.done:
        return Message.of("plan.today.why.open-first", when=when)
    return Message.of("plan.today.why.open", done=stopped.done, of=stopped.of, when=when)


def _why_stopped(on: date, day: date) -> Message:
    if on == day:
        return Message.of("plan.today.why.paused-pain-today")
    return Message.of("plan.today.why.paused-pain", day=_since(on, day))


def _since(since: date, day: date) -> Message:
    if since == day:
        return Message.of("plan.week.today")
    return weekday(since) if day - since <= BY_WEEKDAY else date_of(since)


def _when(started: datetime, day: date) -> Message:
    """When something of the last 24 hours began: "this morning", "this evening", "yesterday"."""
    if started.date() != day:
        return Message.of("plan.today.when.yesterday")
    return Message.of(f"plan.today.when.{part(started)}")


def _notes(
    situation: Situation, known: Known, relief: Relief, race: Message | None, *, due: bool
) -> Iterable[Message]:
    if race is not None:
        yield race
    first = situation.newness.first
    well = situation.paused_since is None and not situation.left_out and not known.pains
    usual = well and first is not None and situation.now.date() == first + SORE_AFTER
    if usual:
        yield Message.of("plan.today.note.sore-legs")
    if due:
        yield from relief.messages
    if usual or (due and SORE in relief.messages):
        yield Message.of("plan.today.note.very-sore")


def _before_hard(offers: Iterable[Offer]) -> Iterable[Message]:
    """What studies found, while a hard run or a race that the article stretches before is still to come."""
    ahead = (each for each in offers if each.routine == BEFORE and not (each.over or each.done))
    if any(each.run is not None and each.run.kind in AT_FULL_STRENGTH for each in ahead):
        yield Message.of("plan.today.note.before-hard")


def _offers(
    this: Day, situation: Situation, past: Sequence[Past], *, strength_now: bool
) -> tuple[Offer, ...]:
    """Before and after each run of the day; where none is known, once each for whoever runs all the same. Runs of before may
    have had a stretch of today, those of last week as well. `strength_now`: strength is due, and the rules allow it by now."""
    if not this.runs:
        # Newest first: of each routine the oldest stays.
        first = {each.routine: each for each in past if each.day == this.day}
        return tuple(Offer(routine=routine, done=first.get(routine)) for routine in (BEFORE, AFTER))
    known = outings(situation.runs, situation.planned)
    runs = [run for run in known if run.day <= this.day]
    done = {routine: belonging(routine, runs, past) for routine in (BEFORE, AFTER)}
    of_today = range(len(runs) - len(this.runs), len(runs))
    found = [
        Offer(routine=routine, nth=nth, run=runs[n], done=done[routine].get(n))
        for nth, n in enumerate(of_today)
        for routine in (BEFORE, AFTER)
    ]
    return tuple(_marked(found, situation.now, strength_now=strength_now))


def _marked(offers: Sequence[Offer], now: datetime, *, strength_now: bool) -> Iterable[Offer]:
    """The offers with the next one by the clock marked: before a run until it begins, after it once it is over. Where strength
    can be done (`strength_now`) the run is hours away, and strength comes first."""
    marked = False
    for offer in offers:
        assert offer.run is not None
        over = _is_over(offer.routine, offer.run, now)
        is_now = _is_now(offer.routine, offer.run, now, strength_now=strength_now)
        is_next = is_now and not (marked or over) and offer.done is None
        marked = marked or is_next
        yield replace(offer, next=is_next, over=over)


def _is_over(routine: str, run: Outing, now: datetime) -> bool:
    if routine == BEFORE:
        return run.done or (run.timed and run.ends <= now)
    return run.done and run.ends + AFTER_AT_MOST < now


def _is_now(routine: str, run: Outing, now: datetime, *, strength_now: bool) -> bool:
    if routine == BEFORE:
        return not strength_now and (now <= run.starts or not run.timed)
    return run.timed and run.ends <= now <= run.ends + AFTER_AT_MOST


def _done_by_day(past: Sequence[Past]) -> dict[date, tuple[str, ...]]:
    found: dict[date, tuple[str, ...]] = {}
    for each in reversed(past):
        found[each.day] = (*(r for r in found.get(each.day, ()) if r != each.routine), each.routine)
    return found
