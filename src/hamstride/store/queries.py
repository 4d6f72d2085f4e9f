"""Reads sessions, their sets and what was answered. A runner's own rows only; the number of queries never grows with the
record."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from hamstride import known
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Kind
from hamstride.exercises.values import Outcome, Source
from hamstride.store import models

RESUMABLE = timedelta(hours=24)
_WORKED = ~Q(sets__outcome=Outcome.SKIPPED.value) & Q(sets__deleted=None)


def sessions(runner: models.Runner) -> "QuerySet[models.Session]":
    """The runner's sessions, but for the deleted."""
    return models.Session.objects.filter(runner=runner, deleted=None)


def begun(runner: models.Runner) -> "QuerySet[models.Session]":
    """The runner's sessions of which a set is there, be it skipped. Asked by existence, so that the latest are found without
    reading all."""
    return sessions(runner).filter(Exists(_sets_of_session()))


def worked(runner: models.Runner) -> "QuerySet[models.Session]":
    """The runner's sessions in which something was done."""
    return sessions(runner).filter(Exists(_sets_of_session().exclude(outcome=Outcome.SKIPPED.value)))


def _sets_of_session() -> "QuerySet[models.Set]":
    return models.Set.objects.filter(session=OuterRef("pk"), deleted=None)


def session(runner: models.Runner, uuid: UUID, *, deleted: bool = False) -> models.Session | None:
    """One session of the runner (with `deleted`, a hidden one as well), or `None`."""
    rows = models.Session.objects.filter(runner=runner, uuid=uuid)
    return (rows if deleted else rows.filter(deleted=None)).first()


def named(runner: models.Runner, text: str) -> models.Session | None:
    """The session that an address or a form names, or `None`, also for what is no name at all."""
    try:
        return session(runner, UUID(text))
    except ValueError:
        return None


def set_(runner: models.Runner, uuid: UUID, *, deleted: bool = False) -> models.Set | None:
    """One set of the runner (with `deleted`, a hidden one as well), or `None`."""
    rows = models.Set.objects.filter(session__runner=runner, uuid=uuid).select_related("session")
    return (rows if deleted else rows.filter(deleted=None)).first()


def sets_done(runner: models.Runner) -> "QuerySet[models.Set]":
    """The runner's sets in which something was done, but for the deleted."""
    rows = models.Set.objects.filter(session__runner=runner, session__deleted=None, deleted=None)
    return rows.exclude(outcome=Outcome.SKIPPED.value)


def sets(row: models.Session) -> Sequence[models.Set]:
    """The sets of a session in their order, whole."""
    return list(row.sets.filter(deleted=None).order_by("index", "id"))


def whole(row: models.Session) -> int:
    """How many sets of a session were done and are not gone on with: the last one may have been broken off."""
    found = sets(row)
    done = sum(each.outcome != Outcome.SKIPPED.value for each in found)
    return done - 1 if found and found[-1].value.broken_off else done


def open_session(runner: models.Runner) -> models.Session | None:
    """The session begun last, of those that came in the last 24 hours, with something done in it that was neither finished nor
    left, with `done` (its sets), `kept` (those and the skipped) and `first_at` (when the first began, as text)."""
    rows = (
        begun(runner)
        .filter(created__gt=timezone.now() - RESUMABLE, ended=None)
        .annotate(
            done=_done(), kept=Count("sets", filter=Q(sets__deleted=None)), first_at=Min("sets__started")
        )
    )
    return rows.order_by("-first_at", "-created").first()


def hurt_in(row: models.Session) -> bool:
    """Whether something hurt in a session, as far as the runner said so."""
    hurt_in_a_set = row.sets.filter(deleted=None, outcome=Outcome.PAIN.value)
    return bool(row.hurt or row.untold) or row.pain_notes.exists() or hurt_in_a_set.exists()


def ended_by_wish(row: models.Session) -> bool:
    """Whether the runner had enough of a session before it was through, and nothing hurt in it: it can be gone on with after
    all. A test is begun anew."""
    exercise = known.catalogue().get(row.routine)
    is_test = exercise is not None and exercise.kind is Kind.TEST
    return row.ended is not None and row.complete is False and not is_test and not hurt_in(row)


def whole_session(runner: models.Runner, routine: str, day: date) -> models.Session | None:
    """The session of that day and routine that was done as a whole, led or told, if any of it is still there."""
    return worked(runner).filter(routine=routine, day=day, complete=True).order_by("id").first()


def worked_since(runner: models.Runner, since: date) -> Sequence[models.Session]:
    """Sessions since a day in which at least one set was done, newest first, each with `done` (its sets), `first_at` (when
    the first began, as text) and `told` (whether the runner only told about it)."""
    rows = sessions(runner).filter(day__gte=since).defer("plan", "answers")
    rows = rows.annotate(
        done=_done(),
        first_at=Min("sets__started", filter=_WORKED),
        told=_count(sets__source=Source.TOLD.value),
    )
    return list(rows.filter(done__gt=0).order_by("-day", "-id"))


def strength() -> tuple[str, ...]:
    """What a session is of when it counts as strength: the routine, and each of its kind of exercise done by itself."""
    found = (exercise.id for exercise in known.catalogue().values() if exercise.kind is Kind.STRENGTH)
    return (STRENGTH, *found)


def last_day(runner: models.Runner, routines: Collection[str] | None = None) -> date | None:
    """The last day on which something of the routines (default: of any) was done."""
    rows = worked(runner)
    if routines is not None:
        rows = rows.filter(routine__in=routines)
    return rows.order_by("-day", "-id").values_list("day", flat=True).first()


def page_of_record(
    runner: models.Runner, before: tuple[date, int] | None, size: int
) -> Sequence[models.Session]:
    """Up to `size` sessions that have sets, newest first, their sets attached (light rows); with `before` (a day and an
    id), those that come after that one in this order."""
    light = models.Set.objects.filter(deleted=None).defer("data").order_by("index", "id")
    rows = begun(runner).defer("plan")
    if before is not None:
        day, id_ = before
        rows = rows.filter(Q(day__lt=day) | Q(day=day, id__lt=id_))
    return list(rows.order_by("-day", "-id").prefetch_related(Prefetch("sets", light))[:size])


def last_counts(runner: models.Runner, exercise: str, limit: int) -> Sequence[models.Set]:
    """The runner's last sets of an exercise, newest first (light rows)."""
    light = models.Set.objects.filter(deleted=None, exercise=exercise).exclude(outcome=Outcome.SKIPPED.value)
    light = light.defer("data").order_by("-index", "-id")
    rows = sessions(runner).filter(Exists(light.filter(session=OuterRef("pk")))).defer("plan")
    latest = rows.order_by("-day", "-id").prefetch_related(Prefetch("sets", light))[:limit]
    return [each for row in latest for each in row.sets.all()][:limit]


def last_answers(runner: models.Runner, kind: str) -> dict[str, str]:
    """The runner's latest answers to a set of questions, by question; none of it if never asked."""
    row = last_answered(runner, kind)
    return {} if row is None else row.answers


def last_answered(runner: models.Runner, kind: str) -> models.CheckAnswer | None:
    """The same with the day on which they were given."""
    return models.CheckAnswer.objects.filter(runner=runner, kind=kind).order_by("-created", "-id").first()


def answered_at(runner: models.Runner, kind: str) -> datetime | None:
    """When a set of questions was answered last."""
    rows = models.CheckAnswer.objects.filter(runner=runner, kind=kind)
    found: datetime | None = rows.aggregate(last=Max("created"))["last"]
    return found


def high_pains(runner: models.Runner, since: date, above: int, *, besides: UUID) -> int:
    """How many pains above a score (or not given one) were noted since a day, besides one."""
    return _high_pains(runner, above).filter(day__gte=since).exclude(uuid=besides).count()


def last_high_pain(runner: models.Runner, above: int) -> date | None:
    """The day of the last pain above a score (or not given one)."""
    found: date | None = _high_pains(runner, above).aggregate(last=Max("day"))["last"]
    return found


def _high_pains(runner: models.Runner, above: int) -> "QuerySet[models.PainNote]":
    return models.PainNote.objects.filter(Q(score__gt=above) | Q(score=None), runner=runner)


def _done() -> Count:
    return Count("sets", filter=_WORKED)


def _count(**where: str) -> Count:
    return Count("sets", filter=Q(**where) & _WORKED)
