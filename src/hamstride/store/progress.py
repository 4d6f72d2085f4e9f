"""What the page Progress reads: rows summed up by the database, so that years cost about what a month does."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Avg, BooleanField, Count, ExpressionWrapper, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from hamstride import known
from hamstride.exercises import load
from hamstride.exercises.load import Catalogue
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Kind
from hamstride.exercises.values import SetRecord, Side, Source
from hamstride.measure.progress import Entry
from hamstride.store import models, queries

WEEKLY = "weekly"
LATEST_WATCHED = 20  # sets that the table of cues is made of: ten sessions of both legs
MONTHLY_FROM_DAYS = 366  # a longer span is summed up by the month


def first_day(runner: models.Runner) -> date | None:
    """The first day on which something was done."""
    return _sets(runner).order_by("session__day").values_list("session__day", flat=True).first()


def days(runner: models.Runner, first: date, last: date) -> Sequence[tuple[date, str]]:
    """Each day with each routine of which something was done on it; an exercise of strength done by itself is strength."""
    rows = _sets(runner).filter(session__day__range=(first, last))
    found = rows.values_list("session__day", "session__routine").distinct()
    of_strength = queries.strength()
    return sorted({(day, STRENGTH if routine in of_strength else routine) for day, routine in found})


def stretched_s(runner: models.Runner, first: date, last: date) -> Mapping[Side, float]:
    """For how many seconds stretches were held, by leg."""
    stretches = [id_ for id_, exercise in known.catalogue().items() if exercise.kind is Kind.STRETCH]
    rows = _sets(runner).filter(session__day__range=(first, last), exercise__in=stretches)
    return {Side(side): held_s for side, held_s in rows.values_list("side").annotate(Sum("held_s"))}


def sessions(runner: models.Runner) -> int:
    """How many sessions there are in which something was done, up to a handful."""
    return len(_sets(runner).values_list("session_id").distinct()[:5])


def is_monthly(first: date, last: date) -> bool:
    """Whether so long a time is summed up by the month."""
    return (last - first).days > MONTHLY_FROM_DAYS


def entries(runner: models.Runner, first: date, last: date, exercise: str | None = None) -> Sequence[Entry]:
    """Every exercise, variant and leg by day, oldest first; by month where the span is longer than a year. A stretch in the
    short form before a run counts only where it is done in no other."""
    rows = _sets(runner).filter(session__day__range=(first, last))
    if exercise is not None:
        rows = rows.filter(exercise=exercise)
    day: F | TruncMonth = F("session__day")
    if is_monthly(first, last):
        day = TruncMonth("session__day")
    rows = rows.annotate(at=day, short=_short())
    grouped = rows.values("at", "exercise", "variant", "side", "short").annotate(**_FIGURES)
    found = list(grouped.order_by("at", "exercise", "variant", "side"))
    whole, catalogue = {row["exercise"] for row in found if not row["short"]}, known.catalogue()
    return [_entry(row, catalogue) for row in found if not (row["short"] and row["exercise"] in whole)]


def _short() -> "ExpressionWrapper[Q]":
    """Whether a set belongs to a routine that cuts holds short."""
    short = [id_ for id_, routine in load.routines().items() if routine.hold_at_most_s is not None]
    return ExpressionWrapper(Q(session__routine__in=short), output_field=BooleanField())


_FIGURES = {
    "load": Max("load_kg"),
    "count": Avg(Coalesce("corrected", "seen")),
    "sets_done": Count("pk"),
    "of_sessions": Count("session", distinct=True),
    "held": Avg("held_s"),
    "hold": Avg("top_hold_s"),
    "range": Avg("range_deg"),
    "all_judged": Sum("judged"),
    "all_as_asked": Sum("as_asked"),
}


def _entry(row: Mapping[str, Any], catalogue: Catalogue) -> Entry:
    exercise = catalogue.get(row["exercise"])
    is_hold = row["held"] > 0 if exercise is None else exercise.is_hold
    return Entry(
        day=row["at"],
        exercise=row["exercise"],
        variant=row["variant"],
        side=Side(row["side"]),
        load_kg=row["load"],
        reps=None if is_hold else float(row["count"]),
        sets=round(row["sets_done"] / row["of_sessions"]),
        hold_s=row["hold"],
        held_s=row["held"] if is_hold else None,
        range_deg=row["range"],
        judged=row["all_judged"],
        as_asked=row["all_as_asked"],
    )


def _sets(runner: models.Runner) -> "QuerySet[models.Set]":
    """What was done, but for tests: they are measured, not trained."""
    return queries.sets_done(runner).exclude(exercise__in=_tests())


def _tests() -> list[str]:
    return [id_ for id_, exercise in known.catalogue().items() if exercise.kind is Kind.TEST]


# ------------------------------------------------------------------------------------------------------- aches and weeks
def pains(runner: models.Runner, first: date, last: date) -> Sequence[models.PainNote]:
    """What hurt, oldest first."""
    rows = models.PainNote.objects.filter(runner=runner, day__range=(first, last))
    return list(rows.order_by("day", "id"))


def checks(runner: models.Runner, first: date, last: date) -> Sequence[tuple[date, dict[str, str]]]:
    """The answers to the question of the week, oldest first."""
    rows = models.CheckAnswer.objects.filter(runner=runner, kind=WEEKLY, day__range=(first, last))
    return [(row.day, row.said) for row in rows.order_by("day", "id")]


def last_check(runner: models.Runner) -> date | None:
    """The day of the last answer to the question of the week."""
    rows = models.CheckAnswer.objects.filter(runner=runner, kind=WEEKLY).order_by("-day", "-id")
    return rows.values_list("day", flat=True).first()


def answer_check(runner: models.Runner, day: date, answers: Mapping[str, str]) -> None:
    """Keep the answers to the question of the week; the same day's replace those before."""
    models.CheckAnswer.objects.update_or_create(
        runner=runner, kind=WEEKLY, day=day, defaults={"answers": dict(answers)}
    )


def watched_sets(
    runner: models.Runner, first: date, last: date, exercise: str, variant: str | None
) -> Sequence[SetRecord]:
    """The last sets of an exercise (and variant) that a camera watched, so many at most that years cost what a month does."""
    rows = _sets(runner).filter(session__day__range=(first, last), exercise=exercise, variant=variant)
    rows = rows.filter(source=Source.CAMERA.value).order_by("-session__day", "-pk")
    return [row.value for row in rows[:LATEST_WATCHED]]


def latest_sets(runner: models.Runner, count: int) -> Sequence[models.Set]:
    """The sets of the last so many days on which strength was done, whole."""
    strength = _sets(runner).filter(session__routine__in=queries.strength())
    days = list(strength.order_by("-session__day").values_list("session__day", flat=True).distinct()[:count])
    rows = strength.filter(session__day__in=days).select_related("session")
    return list(rows.order_by("session__day", "session_id", "index", "pk"))
