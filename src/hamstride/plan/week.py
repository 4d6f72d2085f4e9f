"""The days of strength around the runs: what the rules leave, chosen by a score with stated weights.

Calendar weeks are solved one after the other, each with what was done and chosen before it, so that a change far ahead
never moves this week. Within a week every choice that keeps the hard rules (`rules`) is scored and the best one taken;
equal scores go to the earlier day, so the same things always give the same week. What was not done is simply not there
any more: the next week is planned from now, and nothing is made up for.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hamstride.plan.rules import (
    APART,
    MOST_PER_WEEK,
    Ban,
    Newness,
    Outing,
    Rule,
    banned_after,
    bans,
    outings,
)
from hamstride.plan.runs import PlannedRun, Run

PER_WEEK = 2
TIMES = (time(7), time(13), time(19))  # when a session may be planned; today also at once

NOTHING_NEW_KNOWN = Newness()  # no first day yet: everything is new

# The weights. A session is worth more than anything that is said of its place; a wish more than any preference.
SESSION = 100.0
WANTED = 250.0  # the runner put it there; rather this one than two others
AFTER_DEMANDING = 4.0  # the evening of a hard or long run: hard days hard, easy days easy
EASY_DAY = 2.0  # after an easy run
FREE_DAY = 1.0
BEFORE_A_RUN = -3.0  # a run follows later on the same day
EVE = -2.0  # a hard run, a long run or a race on the next day, where the rules allow that at all
USUAL_TIME = 1.0  # when the runner usually trains; where that has passed today, now is as good
UNEVEN = -2.0  # for each day that the distance to the session before differs from an even one
UNEVEN_MOST_D = 4.0
LATER = -0.25  # a day: what is done early can still move


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that a week depends on. `done` holds when strength sessions began, oldest first, of the last four weeks
    at least; `runs` the runs of the last week; `planned` those from a week ago up to the end of what is to be planned.

    `wanted` and `avoided` are days on which the runner put strength, and from which they took it. Nothing is planned while a
    pause lasts (`paused_since`), nor where strength is `left_out` because of the runner's answers.
    """

    now: datetime
    done: tuple[datetime, ...] = ()
    runs: tuple[Run, ...] = ()
    planned: tuple[PlannedRun, ...] = ()
    per_week: int = PER_WEEK
    newness: Newness = NOTHING_NEW_KNOWN
    wanted: frozenset[date] = frozenset()
    avoided: frozenset[date] = frozenset()
    usual_at: time = TIMES[-1]
    paused_since: date | None = None
    left_out: bool = False

    @property
    def is_first(self) -> bool:
        """Whether no strength was ever done."""
        return self.newness.first is None

    @property
    def off(self) -> bool:
        """Whether no strength is to be done for now."""
        return self.left_out or self.paused_since is not None

    def __post_init__(self) -> None:
        if not 1 <= self.per_week <= MOST_PER_WEEK:
            raise ValueError(f"per_week: found {self.per_week}, allowed is 1 to {MOST_PER_WEEK}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day. `strength` is when a session is to begin; `done` when one began; `why` says why it is due, or what speaks
    against it."""

    day: date
    runs: tuple[Outing, ...] = ()
    done: tuple[datetime, ...] = ()
    strength: datetime | None = None
    rule: Rule | None = None
    because: Outing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time at which strength could begin, and what the place of it is worth."""

    starts: datetime
    worth: float


class Calendar:
    """Runs and bans by day, made once for a situation."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.outings = outings(situation.runs, situation.planned)
        self._runs: dict[date, list[Outing]] = {}
        self._bans: dict[date, list[Ban]] = {}
        for run in self.outings:
            self._runs.setdefault(run.day, []).append(run)
        for ban in bans(self.outings, situation.newness):
            for n in range((ban.ends.date() - ban.begins.date()).days + 1):
                self._bans.setdefault(ban.begins.date() + timedelta(days=n), []).append(ban)

    def runs(self, day: date) -> Sequence[Outing]:
        """The runs of a day, in time."""
        return self._runs.get(day, ())

    def ban(self, start: datetime) -> Ban | None:
        """The weightiest ban on a session that begins at this time."""
        found = [each for each in self._bans.get(start.date(), ()) if each.begins <= start < each.ends]
        return max(found, key=lambda each: (each.run.demanding, each.ends), default=None)

    def free_from(self, start: datetime) -> datetime:
        """The first moment from `start` on that no ban covers."""
        while (ban := self.ban(start)) is not None:
            start = ban.ends
        return start

    def times(self, day: date) -> Iterator[datetime]:
        """When a session could begin on a day, bans aside: at the usual times, and today at once."""
        now = self.situation.now
        if day == now.date():
            yield now
        usual = sorted({*TIMES, self.situation.usual_at})
        starts = (datetime.combine(day, each) for each in usual)
        yield from (each for each in starts if each > now)
        if day == now.date() and (free := self.free_from(now)).date() == day and free > now:
            yield free

    def slots(self, day: date) -> Iterator[Slot]:
        """The times of a day that no ban covers, with their worth."""
        if day in self.situation.avoided or day < self.situation.now.date():
            return
        for starts in sorted(set(self.times(day))):
            if self.ban(starts) is None:
                yield Slot(starts=starts, worth=self._worth(starts))

    def _worth(self, starts: datetime) -> float:
        day = starts.date()
        today = self.runs(day)
        before = [run for run in today if run.ends <= starts]
        worth = WANTED if day in self.situation.wanted else 0.0
        worth += FREE_DAY if not today else 0.0
        if before:
            worth += AFTER_DEMANDING if any(run.demanding for run in before) else EASY_DAY
        worth += BEFORE_A_RUN if len(before) < len(today) else 0.0
        worth += EVE if any(run.demanding for run in self.runs(day + timedelta(days=1))) else 0.0
        worth += USUAL_TIME if starts.time() == self._usual_on(day) else 0.0
        return worth + LATER * day.weekday()

    def _usual_on(self, day: date) -> time:
        now, usual_at = self.situation.now, self.situation.usual_at
        return max(usual_at, now.time()) if day == now.date() else usual_at


def plan(situation: Situation, weeks: int = 1) -> tuple[Day, ...]:
    """The days of the calendar week of `now` and of the ones after it, Monday first."""
    calendar = Calendar(situation)
    monday = situation.now.date() - timedelta(days=situation.now.weekday())
    done = tuple(sorted(situation.done))
    taken = list(done)
    for n in range(0 if situation.off else weeks):
        taken += _best(calendar, monday + timedelta(weeks=n), taken)
    chosen = {start.date(): start for start in taken[len(done) :]}
    return tuple(_day(calendar, monday + timedelta(days=n), done, chosen) for n in range(7 * weeks))


def with_room(situation: Situation) -> Situation:
    """The same situation, with the room of later weeks where that of the first ones leaves no day in two: whoever runs hard
    every other day would never begin."""
    newness = situation.newness
    if situation.off or not newness.is_first_weeks(situation.now.date()) or next_strength(plan(situation, 2)):
        return situation
    return replace(situation, newness=replace(newness, crowded=True))


def next_strength(days: Sequence[Day]) -> Day | None:
    """The first day with strength still to do."""
    return next((each for each in days if each.strength is not None), None)


def next_after(situation: Situation, weeks: int) -> date | None:
    """The day on which strength comes next if it is done now, some calendar weeks ahead at most."""
    today = situation.now.date()
    # What is done on one day counts once.
    before = (start for start in situation.done if start.date() != today)
    days = plan(with_room(replace(situation, done=(*before, situation.now))), weeks)
    return next((each.day for each in days if each.strength is not None and each.day > today), None)


def free_from(situation: Situation) -> datetime:
    """The first moment from now on at which the rules around runs and the rest after the last session allow one."""
    start = max([situation.now, *(each + APART for each in situation.done)])
    return Calendar(situation).free_from(start)


def fitting(situation: Situation, days: Sequence[date]) -> dict[date, Rule | None]:
    """For each day what keeps strength from it (`None`: nothing), other planned sessions and wishes aside: where the runner
    may put one."""
    free = Calendar(replace(situation, avoided=frozenset()))
    return {day: _kept_from(free, day, sorted(situation.done))[0] for day in days}


def _best(calendar: Calendar, monday: date, taken: Sequence[datetime]) -> list[datetime]:
    """The best choice for the week that begins on `monday`, after the sessions already taken."""
    days = [monday + timedelta(days=n) for n in range(7)]
    slots = [slot for day in days for slot in calendar.slots(day)]
    before = [start for start in taken if start.date() < days[-1] + timedelta(days=1)]
    room = calendar.situation.per_week - sum(start.date() >= monday for start in before)
    return _search(slots, before[-MOST_PER_WEEK:], room, calendar.situation.per_week)[1]


def _search(
    slots: Sequence[Slot], earlier: list[datetime], room: int, per_week: int
) -> tuple[float, list[datetime]]:
    """The best of all choices of at most `room` slots (in time), each keeping its distance from those before it."""
    best: tuple[float, list[datetime]] = (0.0, [])
    if room <= 0:
        return best
    for n, slot in enumerate(slots):
        if banned_after(slot.starts, earlier, per_week) is None:
            worth, rest = _search(slots[n + 1 :], [*earlier, slot.starts], room - 1, per_week)
            worth += SESSION + slot.worth + _evenness(slot.starts, earlier, per_week)
            if worth > best[0] + 1e-9:
                best = worth, [slot.starts, *rest]
    return best


def _evenness(start: datetime, earlier: Sequence[datetime], per_week: int) -> float:
    if not earlier:
        return 0.0
    days = (start.date() - earlier[-1].date()).days
    return UNEVEN * min(abs(days - 7 / per_week), UNEVEN_MOST_D)


def _day(calendar: Calendar, day: date, done: Sequence[datetime], chosen: dict[date, datetime]) -> Day:
    strength = chosen.get(day)
    taken = sorted([*done, *chosen.values()])
    rule, because = (None, None) if strength else _kept_from(calendar, day, taken)
    return Day(
        day=day,
        runs=tuple(calendar.runs(day)),
        done=tuple(start for start in done if start.date() == day),
        strength=strength,
        rule=rule,
        because=because,
    )


def _kept_from(calendar: Calendar, day: date, taken: Sequence[datetime]) -> tuple[Rule | None, Outing | None]:
    """What keeps strength from a day: the ban at the time that comes nearest to being free, or what else is taken."""
    situation = calendar.situation
    if day < situation.now.date():
        return Rule.PAST, None
    if day in situation.avoided:
        return Rule.AVOIDED, None
    free = list(calendar.slots(day))
    if not free:
        ban = calendar.ban(max(datetime.combine(day, TIMES[-1]), situation.now))
        return (ban.rule, ban.run) if ban else (Rule.REST, None)
    found = [_by_others(slot.starts, taken, situation.per_week) for slot in free]
    return (None if None in found else found[-1]), None


def _by_others(start: datetime, taken: Sequence[datetime], per_week: int) -> Rule | None:
    """The rule by which the sessions before and after keep one from beginning at this time."""
    at = bisect_left(taken, start)
    with_it = [*taken[:at], start, *taken[at:]]
    for n in range(at, min(at + per_week + 1, len(with_it))):
        rule = banned_after(with_it[n], with_it[:n], per_week)
        if rule is not None:
            return rule
    return None
