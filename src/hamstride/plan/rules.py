"""The hard rules of when strength may be done, as intervals of time around runs and around earlier sessions.

A rule bans the *beginning* of a session. Nothing weighs against a ban: the solver in `week` chooses among what is left.
The grounds: `docs/evidence.md`. Times are the runner's local ones, without a zone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from hamstride.plan.runs import PlannedRun, Run, RunKind

SESSION = timedelta(minutes=20)  # a little longer than a session usually takes
APART = timedelta(hours=48)  # from the beginning of one strength session to that of the next
MOST_PER_WEEK = 3  # in any seven days, whatever the runner asks for
USUAL_RUN_AT = time(7)  # for a planned run whose time of day nobody knows
USUAL_RUN = timedelta(hours=1)  # for a planned run whose length nobody knows
FEW_HOURS = timedelta(hours=3)  # a run so much earlier than planned may be another one
ABOUT = 0.7  # of what was planned: about as long

FIRST_WEEKS = timedelta(days=21)  # all of strength is new to the legs
AFTER_STEP = timedelta(days=7)  # so long the legs are given more room after more weight
RACE_STEP = timedelta(days=14)  # a step in the last two weeks keeps more days free before a race

DEMANDING = (RunKind.HARD, RunKind.LONG, RunKind.RACE)


class Rule(Enum):
    """What keeps strength from a time; the words are in `text` under `plan.week.not.`."""

    AFTER_RUN = "after-run"
    BEFORE_RUN = "before-run"
    BEFORE_DEMANDING = "before-demanding"
    BEFORE_RACE = "before-race"
    AFTER_RACE = "after-race"
    REST = "rest"
    ENOUGH = "enough"
    AVOIDED = "avoided"
    PAST = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Hours kept free before and after a run, counted from its beginning and its end; `new` where something is new to the
    legs: the first three weeks, or more weight a short while ago."""

    before_h: float
    before_new_h: float
    after_h: float


ROOM = {
    RunKind.EASY: Room(before_h=6, before_new_h=6, after_h=6),
    RunKind.HARD: Room(before_h=24, before_new_h=48, after_h=6),
    RunKind.LONG: Room(before_h=24, before_new_h=48, after_h=6),
    RunKind.RACE: Room(before_h=96, before_new_h=144, after_h=48),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Hours kept free after a race from a distance or from a length of time on."""

    from_m: float
    lasting: timedelta
    after_h: float


RECOVERIES = (
    Recovery(from_m=30_000.0, lasting=timedelta(hours=2, minutes=30), after_h=120),
    Recovery(from_m=15_000.0, lasting=timedelta(minutes=75), after_h=72),
)
PACE_S_PER_KM = 360.0  # for a planned race of which the distance alone is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """A run as the rules see it, done or planned."""

    starts: datetime
    ends: datetime
    kind: RunKind
    done: bool
    timed: bool = True  # False: the time of day is only supposed
    distance_m: float | None = None

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.starts.date()

    @property
    def demanding(self) -> bool:
        """Whether it asks for fresh legs."""
        return self.kind in DEMANDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Newness:
    """What is new to the legs: the first day of strength ever (`None`: not yet), and the last day with more weight. `crowded`:
    the room of the first weeks would leave no day at all, so they keep that of the later ones."""

    first: date | None = None
    stepped: date | None = None
    crowded: bool = False

    def is_first_weeks(self, day: date) -> bool:
        """Whether all of strength is new on this day."""
        return self.first is None or day < self.first + FIRST_WEEKS

    def at(self, day: date, kind: RunKind) -> bool:
        """Whether more room is kept before a run of this kind, for a session on this day."""
        if self.is_first_weeks(day) and not self.crowded:
            return True
        window = RACE_STEP if kind is RunKind.RACE else AFTER_STEP
        return self.stepped is not None and self.stepped <= day < self.stepped + window


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """From `begins` up to (not including) `ends` no session may begin, by a rule and because of a run."""

    begins: datetime
    ends: datetime
    rule: Rule
    run: Outing


def outings(runs: Iterable[Run], planned: Iterable[PlannedRun]) -> tuple[Outing, ...]:
    """Runs done and runs planned as one sequence in time. A run that was done takes the place of the planned one that it was
    (`meant`), and keeps the heavier kind of the two: a watch does not know that a run was meant hard."""
    ran, plans = list(runs), list(planned)
    were = meant(ran, plans)
    found = [_done(run, plans[were[n]].kind if n in were else run.kind) for n, run in enumerate(ran)]
    found += [_planned(each) for n, each in enumerate(plans) if n not in were.values()]
    return tuple(sorted(found, key=lambda one: one.starts))


def meant(runs: Sequence[Run], planned: Sequence[PlannedRun]) -> dict[int, int]:
    """Which planned run each of the runs was, by their places in both: of the same day, the nearest in time first.

    A run more than a few hours before the planned one may be another, and the planned one still to come. It was that one,
    moved, only where it was about as long, or as hard, as far as either is known: a jog in the morning is not the hard hour
    of the evening.
    """
    near = sorted(
        (abs(_begin(plan) - run.started), n, m)
        for n, run in enumerate(runs)
        for m, plan in enumerate(planned)
        if plan.day == run.started.date() and _may_be(run, plan)
    )
    found: dict[int, int] = {}
    for _, n, m in near:
        if n not in found and m not in found.values():
            found[n] = m
    return found


def _begin(plan: PlannedRun) -> datetime:
    return datetime.combine(plan.day, plan.at or USUAL_RUN_AT)


def _may_be(run: Run, plan: PlannedRun) -> bool:
    earlier = plan.at is not None and _begin(plan) - run.started > FEW_HOURS
    return not earlier or _is_about(run, plan)


def _is_about(run: Run, plan: PlannedRun) -> bool:
    if plan.kind in DEMANDING and run.kind is plan.kind:
        return True
    if plan.distance_m is not None and run.distance_m is not None:
        return run.distance_m >= ABOUT * plan.distance_m
    unknown = plan.seconds is None and plan.distance_m is None
    return timedelta(seconds=run.seconds) >= (_AT_LEAST[plan.kind] if unknown else ABOUT * _length(plan))


_AT_LEAST = {
    RunKind.EASY: timedelta(),
    RunKind.HARD: timedelta(minutes=30),
    RunKind.LONG: timedelta(minutes=60),
    RunKind.RACE: timedelta(minutes=60),  # in the morning before it many jog
}
"""How long a run is at least that may have been a planned one whose length nobody knows."""


def _done(run: Run, meant: RunKind) -> Outing:
    return Outing(
        starts=run.started,
        ends=run.ended,
        kind=_heavier(run.kind, meant),
        done=True,
        distance_m=run.distance_m,
    )


_WEIGHT = {kind: n for n, kind in enumerate((RunKind.EASY, RunKind.LONG, RunKind.HARD, RunKind.RACE))}


def _heavier(one: RunKind, other: RunKind) -> RunKind:
    return max(one, other, key=_WEIGHT.__getitem__)


def _planned(run: PlannedRun) -> Outing:
    starts = _begin(run)
    return Outing(
        starts=starts,
        ends=starts + _length(run),
        kind=run.kind,
        done=False,
        timed=run.at is not None,
        distance_m=run.distance_m,
    )


def _length(run: PlannedRun) -> timedelta:
    if run.seconds is not None:
        return timedelta(seconds=run.seconds)
    if run.distance_m is not None:
        return timedelta(seconds=run.distance_m / 1000 * PACE_S_PER_KM)
    return USUAL_RUN


def bans(outings_: Iterable[Outing], newness: Newness) -> Iterator[Ban]:
    """What the runs ban, before and after each."""
    for run in outings_:
        room = ROOM[run.kind]
        yield _before(run, room, newness)
        rule = Rule.AFTER_RACE if run.kind is RunKind.RACE else Rule.AFTER_RUN
        yield Ban(begins=run.starts, ends=run.ends + timedelta(hours=after_h(run)), rule=rule, run=run)


def after_h(run: Outing) -> float:
    """Hours kept free after a run: after a race the more, the longer it is."""
    usual = ROOM[run.kind].after_h
    if run.kind is not RunKind.RACE:
        return usual
    lasted, far_m = run.ends - run.starts, run.distance_m or 0.0
    return next((r.after_h for r in RECOVERIES if far_m >= r.from_m or lasted >= r.lasting), usual)


_BEFORE = {RunKind.EASY: Rule.BEFORE_RUN, RunKind.RACE: Rule.BEFORE_RACE}


def _before(run: Outing, room: Room, newness: Newness) -> Ban:
    """The ban ahead of a run: the session must have ended by then. The longer one holds if anything is new meanwhile."""
    long = timedelta(hours=room.before_new_h)
    days = range((run.day - (run.starts - long).date()).days + 1)
    new = room.before_new_h > room.before_h and any(
        newness.at(run.day - timedelta(days=n), run.kind) for n in days
    )
    begins = run.starts - SESSION - (long if new else timedelta(hours=room.before_h))
    rule = _BEFORE.get(run.kind, Rule.BEFORE_DEMANDING)
    return Ban(begins=begins + timedelta(microseconds=1), ends=run.starts, rule=rule, run=run)


def banned_after(start: datetime, earlier: Sequence[datetime], per_week: int) -> Rule | None:
    """The rule by which earlier sessions (oldest first) keep one from beginning at this time."""
    if earlier and start - earlier[-1] < APART:
        return Rule.REST
    if len(earlier) >= per_week and (start.date() - earlier[-per_week].date()).days < 7:
        return Rule.ENOUGH
    return None
