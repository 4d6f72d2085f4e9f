"""A year of three runners, day by day: they run, forget, move things, fall ill. No rule is broken by what they are told."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from random import Random

import pytest

from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.values import RunnerProfile
from hamstride.plan.around import Past
from hamstride.plan.rules import Newness
from hamstride.plan.runs import PlannedRun, Run, RunKind
from hamstride.plan.today import Face, Known, today
from hamstride.plan.week import Situation, plan

FIRST = date(2026, 1, 5)
H = timedelta(hours=1)
EASY, HARD, LONG, RACE = RunKind.EASY, RunKind.HARD, RunKind.LONG, RunKind.RACE


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of runner: the usual week (weekday: kind, hour, minutes), races by day of the year, days ill, how faithful."""

    usual: dict[int, tuple[RunKind, int, int]]
    races: dict[int, float] = field(default_factory=dict)
    ill: range = range(0)
    does: float = 0.85
    per_week: int = 2


RUNNERS = {
    "5 km beginner": Kind(
        usual={1: (EASY, 18, 30), 4: (EASY, 18, 30), 6: (EASY, 10, 35)}, races={160: 5_000}, does=0.7
    ),
    "marathoner": Kind(
        usual={
            0: (EASY, 6, 50),
            1: (HARD, 18, 70),
            2: (EASY, 6, 60),
            3: (HARD, 18, 75),
            5: (EASY, 8, 50),
            6: (LONG, 8, 150),
        },
        races={97: 21_097, 286: 42_195},
        does=0.95,
    ),
    "injured returner": Kind(
        usual={2: (EASY, 12, 25), 5: (EASY, 9, 30)}, ill=range(60, 110), does=0.8, per_week=3
    ),
}


class Year:
    """One runner's year: what was run and done, and what they were told on each morning and evening."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind, self.dice = kind, Random(seed)
        self.runs: list[Run] = []
        self.done: list[datetime] = []
        self.sessions_of_week: dict[date, int] = {}

    def planned(self, first: date, days: int) -> tuple[PlannedRun, ...]:
        found = []
        for day in (first + timedelta(days=n) for n in range(days)):
            number = (day - FIRST).days
            if number in self.kind.races:
                seconds = self.kind.races[number] / 3.0
                found.append(PlannedRun(day=day, kind=RACE, at=clock(9), seconds=seconds))
            elif day.weekday() in self.kind.usual:
                kind, hour, minutes = self.kind.usual[day.weekday()]
                found.append(PlannedRun(day=day, kind=kind, at=clock(hour), seconds=minutes * 60.0))
        return tuple(found)

    def situation(self, now: datetime) -> Situation:
        ill = (now.date() - FIRST).days in self.kind.ill
        week_ago = now.date() - timedelta(days=7)
        return Situation(
            now=now,
            done=tuple(each for each in self.done if each.date() > now.date() - timedelta(days=14)),
            runs=tuple(run for run in self.runs if run.started.date() >= week_ago),
            planned=self.planned(week_ago, 30),
            per_week=self.kind.per_week,
            newness=Newness(first=self.done[0].date() if self.done else None),
            paused_since=FIRST if ill else None,
        )

    def live(self) -> None:
        for n in range(365):
            day = FIRST + timedelta(days=n)
            self._run(day, ill=n in self.kind.ill)
            for hour in (7, 13, 21):
                self._asks(datetime.combine(day, clock(hour)))

    def _run(self, day: date, *, ill: bool) -> None:
        for each in self.planned(day, 1):
            if not ill and (each.kind is RACE or self.dice.random() < 0.85):
                assert each.at is not None and each.seconds is not None
                late = self.dice.choice((0, 0, 0, 1, 2)) if each.kind is not RACE else 0
                started = datetime.combine(day, each.at) + late * H
                self.runs.append(Run(started=started, seconds=each.seconds, kind=each.kind))

    def _asks(self, now: datetime) -> None:
        """Looks at Today as somebody would who knows only the runs that are over; perhaps does what it says."""
        known = replace(
            self.situation(now), runs=tuple(run for run in self.runs if now - 8 * 24 * H < run.ended <= now)
        )
        days = plan(known, 2)
        past = [Past(routine=STRENGTH, day=each.date(), started=each) for each in reversed(known.done)]
        facts = Known(past=past, days=[each.date() for each in self.done[-1:]], asked_on=now.date())
        found = today(known, RunnerProfile(), facts, days)
        if known.off:
            assert found.face is Face.PAUSED and found.routine is None
        if found.routine == STRENGTH and found.later is None and self.dice.random() < self.kind.does:
            self._check(now)
            self.done.append(now)

    def _check(self, now: datetime) -> None:
        """What was done and run for certain keeps its distance, told anew and apart from the code."""
        assert all(now - each >= 48 * H for each in self.done)
        assert sum((now.date() - each.date()).days < 7 for each in self.done) < self.kind.per_week
        assert all(now - run.ended >= 6 * H for run in self.runs if run.started <= now)
        new = not self.done or (now.date() - self.done[0].date()).days < 21
        for each in self.planned(now.date(), 8):
            assert each.at is not None
            before = datetime.combine(each.day, each.at) - now
            need = {EASY: 0, HARD: 24, LONG: 24, RACE: 96}[each.kind]
            need = {24: 48, 96: 144}.get(need, need) if new else need
            assert before < timedelta(0) or before >= need * H, f"{now}: only {before} before {each}"


@pytest.mark.parametrize("name", RUNNERS)
def test_a_year_breaks_no_rule(name: str) -> None:
    year = Year(RUNNERS[name], seed=7)
    year.live()
    weeks = {each.isocalendar()[:2] for each in year.done}
    assert len(weeks) > 30, "strength hardly ever fits"
    ill = RUNNERS[name].ill
    assert not any((each.date() - FIRST).days in ill for each in year.done)
