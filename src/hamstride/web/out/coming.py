"""The sessions of the coming weeks, as appointments for a calendar."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.values import Torn
from hamstride.formats.calendar import Appointment, uid_of
from hamstride.plan import relief as easing
from hamstride.plan import week
from hamstride.plan.compile import Basis
from hamstride.plan.rules import APART
from hamstride.store import models, planning, training
from hamstride.text.words import Words
from hamstride.web.session import making
from hamstride.web.today.cards import Card, card

WEEKS = 4
STRENGTH_ALARM_MIN, STRETCH_ALARM_MIN = 30, 10


def appointments(
    runner: models.Runner, now: datetime, words: Words, *, unasked: bool = False
) -> tuple[Appointment, ...]:
    """What is planned from now on; nothing before the first questions are answered, unless `unasked`.

    The second session of a week stays the second one wherever it is moved to, and so do the stretches of its second run.
    """
    situation, torn = _ground(runner, now)
    if (runner.questions_on is None and not unasked) or situation.paused_since is not None:
        return ()
    days = week.plan(situation, WEEKS)
    amounts = training.amounts(training.doses(runner))
    basis = making.basis_of(runner, amounts, relief=easing.NONE, first=False)
    first = replace(basis, first=situation.is_first, relief=easing.Relief(torn=torn))
    writes = _Writes(whose=runner.created.isoformat(), words=words)
    return (
        *_strength(days, situation, (first, basis), writes),
        *_stretches(days, now, {routine: card(basis, routine) for routine in (BEFORE, AFTER)}, writes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writes:
    """Puts an appointment into words. `whose` is in every UID: another Hamstride's first runner is somebody else."""

    whose: str
    words: Words

    def appointment(
        self, what: Card, start: datetime, of_week: str, number: int, alarm_min: int
    ) -> Appointment:
        """`of_week` is that of the day it belongs to: the stretch after a run over midnight may begin in the next one."""
        return Appointment(
            uid=uid_of(self.whose, what.routine, of_week, number),
            start=start,
            seconds=what.minutes * 60.0,
            title=self.words("web.out.entry", title=what.title),
            text="\n".join(self._lines(what)),
            alarm_min=alarm_min,
        )

    def whole_day(self, whats: Sequence[Card], day: date, number: int) -> Appointment:
        """For the stretches of a run whose time of day nobody knows."""
        return Appointment(
            uid=uid_of(self.whose, "around-run", _week(day), number),
            start=datetime.combine(day, time()),
            seconds=0.0,
            title=self.words("web.out.around")
            if len(whats) > 1
            else self.words("web.out.entry", title=whats[0].title),
            text="\n\n".join("\n".join((what.title, *self._lines(what))) for what in whats),
            whole_day=True,
        )

    def _lines(self, what: Card) -> Iterator[str]:
        for line in what.lines:
            parts = [line.dose, *([line.load] if line.load else [])]
            dose = " · ".join(map(self.words.of, parts))
            yield self.words("web.today.dose-line", title=line.title, dose=dose)


def _ground(runner: models.Runner, now: datetime) -> tuple[week.Situation, bool]:
    """The situation, and whether the next session is the first one since a torn hamstring was told of."""
    if runner.profile.torn is not Torn.LATELY:
        return planning.situation(runner, now, weeks=WEEKS), False
    situation, known = planning.ground(runner, now, training.footing(runner), weeks=WEEKS)
    return situation, known.begins_torn


def _strength(
    days: Sequence[week.Day], situation: week.Situation, of: tuple[Basis, Basis], writes: _Writes
) -> Iterator[Appointment]:
    """The sessions, as long as each takes, `of` what the next one is made and of what the others: the very first one longer,
    and the shorter one where that leads."""
    count = Counter(_week(day) for day in {start.date() for start in situation.done})
    what, usual = (card(each, STRENGTH, shorter=making.leads_shorter(each, STRENGTH)) for each in of)
    for day in days:
        if day.strength is None or what is None:
            continue
        found = _week(day.day)
        count[found] += 1
        start = _later_today(days, situation) if day.strength == situation.now else day.strength
        yield writes.appointment(what, start.replace(microsecond=0), found, count[found], STRENGTH_ALARM_MIN)
        what = usual


def _later_today(days: Sequence[week.Day], situation: week.Situation) -> datetime:
    """When to do what may begin at once: at a time of day that the rules allow too, so that it does not move with the clock;
    where there is none, within this hour."""
    now, calendar = situation.now, week.Calendar(situation)
    others = [day.strength for day in days if day.strength is not None and day.strength != now]
    for at in (situation.usual_at, *week.TIMES):
        start = datetime.combine(now.date(), at)
        if start > now and calendar.ban(start) is None and all(each - start >= APART for each in others):
            return start
    return now.replace(minute=0, second=0)


def _stretches(
    days: Sequence[week.Day], now: datetime, whats: Mapping[str, Card | None], writes: _Writes
) -> Iterator[Appointment]:
    """The stretches before and after each planned run; of the whole day where its time is not known."""
    count: Counter[str] = Counter()
    offered = [what for what in whats.values() if what is not None]
    for run in (run for day in days for run in day.runs):
        found = _week(run.day)
        count[found] += 1
        number = count[found]
        if run.done or run.day < now.date() or not offered:
            continue
        if not run.timed:
            yield writes.whole_day(offered, run.day, number)
            continue
        for what in offered:
            before = what.routine == BEFORE
            start = run.starts - timedelta(minutes=what.minutes) if before else run.ends
            if start > now:
                yield writes.appointment(what, start, found, number, STRETCH_ALARM_MIN if before else 0)


def _week(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"
