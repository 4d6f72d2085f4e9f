"""Was it stretched before and after a run? From what was done and when, nothing guessed.

A stretch that was led has a time: it belongs to the run that begins within two hours after it, or that ended within three hours
before it. One that the runner told about afterwards has a day alone, and belongs to a run of that day that has none yet. No
stretch belongs to two runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hamstride.plan.runs import Run
from hamstride.plan.today import AFTER, BEFORE, Past

BEFORE_AT_MOST = timedelta(hours=2)
AFTER_AT_MOST = timedelta(hours=3)
CLOCKS_DIFFER = timedelta(minutes=10)  # the watch's and this device's


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Whether a run was stretched before, and after."""

    before: bool = False
    after: bool = False


def around(runs: Sequence[Run], past: Sequence[Past]) -> tuple[Around, ...]:
    """For each run whether a stretch before and one after belong to it. In any order."""
    oldest_first = sorted(range(len(runs)), key=lambda n: runs[n].started)
    before = _given(runs, oldest_first, [each for each in past if each.routine == BEFORE])
    after = _given(runs, oldest_first, [each for each in past if each.routine == AFTER])
    return tuple(Around(before=n in before, after=n in after) for n in range(len(runs)))


def _given(runs: Sequence[Run], order: Sequence[int], stretches: list[Past]) -> set[int]:
    """The runs that one of the stretches (all of one routine) belongs to; those with a time are given first."""
    found: set[int] = set()
    for stretch in sorted(stretches, key=lambda each: (each.told, each.started)):
        fitting = (n for n in order if n not in found and _fits(stretch, runs[n]))
        nearest = min(fitting, key=lambda n: abs(stretch.started - _edge(stretch, runs[n])), default=None)
        if nearest is not None:
            found.add(nearest)
    return found


def _edge(stretch: Past, run: Run) -> datetime:
    return run.started if stretch.routine == BEFORE else run.ended


def _fits(stretch: Past, run: Run) -> bool:
    if stretch.told:
        return stretch.day == run.started.date()
    gap = stretch.started - _edge(stretch, run)
    if stretch.routine == BEFORE:
        return -BEFORE_AT_MOST <= gap <= CLOCKS_DIFFER
    return -CLOCKS_DIFFER <= gap <= AFTER_AT_MOST
