"""Runs with the stretches around them, and weeks with what was done in them. A fixed number of queries, however many runs."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Min, Q

from hamstride.exercises.routines import AFTER, BEFORE
from hamstride.exercises.values import Outcome, Source
from hamstride.plan.around import Around, Past, around
from hamstride.plan.rules import Outing
from hamstride.store import models, planning, queries, runs

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What was done in a week that begins on a Monday: runs, those stretched before and after, and the days of strength.

    `runs_planned`, and `planned_done` of them, are known of this week alone: the usual week of today says nothing of those
    before. A run of a day for which none was planned is none of them.
    """

    monday: date
    runs: int = 0
    seconds: float = 0.0
    distance_m: float = 0.0
    before: int = 0
    after: int = 0
    strength: int = 0
    strength_planned: int
    runs_planned: int | None = None
    planned_done: int = 0


def of(runner: models.Runner, rows: Sequence[models.Activity]) -> dict[int, Around]:
    """For each of the runs (by primary key) whether it was stretched before and after."""
    found = [row for row in rows if row.is_run]
    if not found:
        return {}
    days = _with_neighbours(row.day for row in found)
    asked = {row.pk for row in found}
    near = runs.runs(runner).filter(day__in=days).exclude(pk__in=asked)
    everything = [
        *found,
        *near.defer("details"),
    ]  # a neighbour beyond the page may be the one that a stretch belongs to
    judged = around([_run(row) for row in everything], past(runner, days))
    return {row.pk: each for row, each in zip(everything, judged, strict=True) if row.pk in asked}


def _with_neighbours(days: Iterable[date]) -> set[date]:
    return {day + n * A_DAY for day in days for n in (-1, 0, 1)}


def _run(row: models.Activity) -> Outing:
    ends = row.at + timedelta(seconds=row.elapsed_s)
    return Outing(starts=row.at, ends=ends, kind=row.kind_, done=True)


def past(runner: models.Runner, days: Collection[date]) -> tuple[Past, ...]:
    """The stretches around runs and the strength done on some days; one query."""
    worked = ~Q(sets__outcome=Outcome.SKIPPED.value) & Q(sets__deleted=None)
    rows = queries.sessions(runner).filter(day__in=days, routine__in=(BEFORE, AFTER, *queries.strength()))
    rows = rows.annotate(
        begun=Min("sets__started", filter=worked),
        told=Min("sets__id", filter=worked & Q(sets__source=Source.TOLD.value)),
    )
    fields = rows.exclude(begun=None).order_by("day", "id").values_list("routine", "day", "begun", "told")
    return tuple(
        Past(routine=routine, day=day, started=datetime.fromisoformat(begun), told=told is not None)
        for routine, day, begun, told in fields
    )


def weeks(runner: models.Runner, today: date, number: int) -> tuple[Week, ...]:
    """The last weeks, this one first, as far back as there is something in them; a handful of queries."""
    this = today - timedelta(days=today.weekday())
    first, last = this - (number - 1) * A_WEEK, this + A_WEEK - A_DAY
    rows = list(runs.runs(runner).filter(day__gte=first, day__lte=last).defer("details"))
    done = past(runner, _with_neighbours(first + n * A_DAY for n in range(7 * number)))
    judged = around([_run(row) for row in rows], done)
    per_week = runner.profile.per_week
    found = [_week(this - n * A_WEEK, rows, judged, done, per_week) for n in range(number)]
    planned = Counter(each.day for each in planning.planned(runner, this, last))
    as_planned = planned & Counter(row.day for row in rows)
    while len(found) > 1 and not (found[-1].runs or found[-1].strength):
        found.pop()  # before the first one there was nothing to do
    this_week = replace(found[0], runs_planned=planned.total() or None, planned_done=as_planned.total())
    return (this_week, *found[1:])


def _week(
    monday: date,
    rows: Sequence[models.Activity],
    judged: Sequence[Around],
    done: Sequence[Past],
    per_week: int,
) -> Week:
    mine = [(row, each) for row, each in zip(rows, judged, strict=True) if _within(row.day, monday)]
    of_strength = queries.strength()
    strength = {each.day for each in done if each.routine in of_strength and _within(each.day, monday)}
    return Week(
        monday=monday,
        runs=len(mine),
        seconds=sum(row.moving_s for row, _ in mine),
        distance_m=sum(row.distance_m or 0.0 for row, _ in mine),
        before=sum(each.before for _, each in mine),
        after=sum(each.after for _, each in mine),
        strength=len(strength),
        strength_planned=per_week,
    )


def _within(day: date, monday: date) -> bool:
    return monday <= day < monday + A_WEEK
