"""Which stretch belongs to which run? From what was done and when, nothing guessed.

A stretch that was led has a time, and so has a run that was done: it belongs to the run that begins within two hours after it,
or that ended within three hours before it. A stretch that the runner told about has a day alone, and so has a run that is
planned: there it is the nearest run of that day that has none yet, and rather one that by its time it is indeed before, or
after. No stretch belongs to two runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hamstride.exercises.routines import AFTER, BEFORE
from hamstride.plan.rules import Outing

BEFORE_AT_MOST = timedelta(hours=2)
AFTER_AT_MOST = timedelta(hours=3)
CLOCKS_DIFFER = timedelta(minutes=10)  # the watch's and this device's
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A session of which something was done: when its first set began, and whether the runner only told about it."""

    routine: str
    day: date
    started: datetime
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Whether a run was stretched before, and after."""

    before: bool = False
    after: bool = False


def around(runs: Sequence[Outing], past: Sequence[Past]) -> tuple[Around, ...]:
    """For each run whether a stretch before and one after belong to it. In any order."""
    before, after = (belonging(routine, runs, past) for routine in (BEFORE, AFTER))
    return tuple(Around(before=n in before, after=n in after) for n in range(len(runs)))


def belonging(routine: str, runs: Sequence[Outing], past: Sequence[Past]) -> Mapping[int, Past]:
    """The stretches of a routine that belong to a run, by the place of that run; those with a time are given first."""
    oldest_first = sorted(range(len(runs)), key=lambda n: runs[n].starts)
    stretches = (each for each in past if each.routine == routine)
    found: dict[int, Past] = {}
    for stretch in sorted(stretches, key=lambda each: (each.told, each.started)):
        fitting = (n for n in oldest_first if n not in found and _fits(stretch, runs[n]))
        nearest = min(fitting, key=lambda n: _distance(stretch, runs[n]), default=None)
        if nearest is not None:
            found[nearest] = stretch
    return found


def told_edge(routine: str, run: Outing) -> datetime:
    """The moment of a run that stretches of a routine are next to, where the runner tells about them: on the run's day."""
    return min(_edge(routine, run), datetime.combine(run.day, _LAST_MINUTE))


def _edge(routine: str, run: Outing) -> datetime:
    return run.starts if routine == BEFORE else run.ends


def _distance(stretch: Past, run: Outing) -> tuple[bool, timedelta]:
    """How far a stretch is from a run: farther than any other where it is on the wrong side of it."""
    away = _away(stretch, run)
    return run.timed and away < -CLOCKS_DIFFER, abs(away)


def _away(stretch: Past, run: Outing) -> timedelta:
    """How long before the run its stretch before was, how long after it the one after; negative on the wrong side."""
    gap = stretch.started - (told_edge if stretch.told else _edge)(stretch.routine, run)
    return -gap if stretch.routine == BEFORE else gap


def _fits(stretch: Past, run: Outing) -> bool:
    if stretch.told or not run.done:
        return stretch.day == run.day
    at_most = BEFORE_AT_MOST if stretch.routine == BEFORE else AFTER_AT_MOST
    return -CLOCKS_DIFFER <= _away(stretch, run) <= at_most
