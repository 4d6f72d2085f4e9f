"""Runs: reading them, and what the runner does with them by hand. The number of queries never grows with their number."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import BinaryIO
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from hamstride.formats.activity import FARTHEST_M, LONGEST_S
from hamstride.plan.runs import Run, RunKind
from hamstride.store import models, originals
from hamstride.store.services import UNDO_LASTS

TYPED = "typed"
REFUSED = "refused"
WAS = "was"  # in the details: what stood there before the runner changed it
MADE_SESSION = "made_session"  # in the details: whether its session was made of it
_CHANGED = ("local", "moving_s", "elapsed_s", "distance_m", "kind", "said")
SAME_SHARE = 0.5  # of the longer one's time: two records of one outing
_SHORTEST_S = 60.0


class WrongRun(ValueError):
    """A run that cannot have been; `field` is the one to mend."""

    def __init__(self, field: str, found: object, allowed: str) -> None:
        super().__init__(f"{field}: found {found!r}, allowed is {allowed}")
        self.field = field


# -------------------------------------------------------------------------------------------------------------- reading
def between(runner: models.Runner, first: date, last: date) -> tuple[Run, ...]:
    """The runner's runs from a local day to another (both included), oldest first, from their beginning to their end with
    the stops between; at most one query."""
    rows = runs(runner).filter(day__gte=first, day__lte=last).order_by("local", "id")
    fields = rows.values_list("local", "elapsed_s", "kind", "distance_m")
    return tuple(
        Run(started=datetime.fromisoformat(local), seconds=seconds, kind=RunKind(kind), distance_m=metres)
        for local, seconds, kind, metres in fields
    )


def activities(runner: models.Runner) -> "QuerySet[models.Activity]":
    """Everything that came in or was typed in, but for the deleted."""
    return models.Activity.objects.filter(runner=runner, deleted=None)


def runs(runner: models.Runner) -> "QuerySet[models.Activity]":
    """The runs among them."""
    return activities(runner).filter(is_run=True)


def one(runner: models.Runner, uuid: UUID, *, deleted: bool = False) -> models.Activity | None:
    """One activity of the runner (with `deleted`, a hidden one as well), or `None`."""
    rows = models.Activity.objects.filter(runner=runner, uuid=uuid).select_related(
        "file", "session", "runner"
    )
    return (rows if deleted else rows.filter(deleted=None)).first()


def page(
    runner: models.Runner, before: tuple[str, int] | None, size: int, *, is_run: bool = True
) -> Sequence[models.Activity]:
    """Up to `size` activities, newest first; with `before` (a local start and an id), those after that one in this order."""
    rows = activities(runner).filter(is_run=is_run).defer("details")
    if before is not None:
        local, id_ = before
        rows = rows.filter(Q(local__lt=local) | Q(local=local, id__lt=id_))
    return list(rows.order_by("-local", "-id")[:size])


def same(runner: models.Runner, begin: datetime, seconds: float) -> models.Activity | None:
    """The activity that is in already for the same time, if any: nobody runs two runs at once. `begin` is an instant."""
    length = max(seconds, _SHORTEST_S)
    near = activities(runner).filter(
        started__gt=begin - timedelta(seconds=2 * length), started__lt=begin + timedelta(seconds=length)
    )
    return next((row for row in near.order_by("started", "id") if _overlap(row, begin, length)), None)


def _overlap(row: models.Activity, begin: datetime, length: float) -> bool:
    other = max(row.elapsed_s, _SHORTEST_S)
    apart = (row.started - begin).total_seconds()
    shared = min(length, apart + other) - max(0.0, apart)
    return shared >= SAME_SHARE * max(length, other)


def refused(runner: models.Runner) -> "QuerySet[models.RunFile]":
    """The files that could not be read, the latest first."""
    return models.RunFile.objects.filter(runner=runner, outcome=REFUSED).order_by("-created", "-id")


def beside(session: models.Session) -> models.Activity | None:
    """What a watch recorded of a session that was done with us, or the one that the session was made of."""
    rows = models.Activity.objects.filter(session=session, deleted=None).select_related("session", "runner")
    return rows.order_by("id").first()


def has_original(file: models.RunFile) -> bool:
    """Whether the file is still kept; the record may have moved to another device without it."""
    return file.kept and originals.place(file.runner_id, file.sha256).is_file()


def original(file: models.RunFile) -> BinaryIO | None:
    """A kept file, opened; `None` where it is not there (any more)."""
    return originals.place(file.runner_id, file.sha256).open("rb") if has_original(file) else None


# ---------------------------------------------------------------------------------------------------------------- deeds
def type_in(
    runner: models.Runner,
    started: datetime,
    seconds: float,
    kind: RunKind,
    *,
    zone: tzinfo,
    distance_m: float | None = None,
) -> models.Activity:
    """Keep a run that the runner typed in; `started` is their local time, in `zone`. Raises `WrongRun`."""
    _check(seconds, distance_m)
    row = models.Activity(runner=runner, uuid=uuid4(), origin=TYPED, is_run=True, said=True, sport="running")
    _put(row, started, seconds, kind, distance_m, zone)
    row.save()
    return row


def change(
    row: models.Activity,
    started: datetime,
    seconds: float,
    kind: RunKind,
    *,
    zone: tzinfo,
    distance_m: float | None = None,
) -> None:
    """Put the runner's own words in place of what was there, which `change_back` brings back. Raises `WrongRun`."""
    _check(seconds, distance_m)
    if WAS not in row.details:
        was = {name: getattr(row, name) for name in _CHANGED} | {"started": row.started.isoformat()}
        row.details = {**row.details, WAS: was}
    _put(row, started, seconds, kind, distance_m, zone)
    row.said = True
    row.save()


def change_back(row: models.Activity, *, zone: tzinfo) -> None:
    """Undo every `change`: the run is again what the file said, or what was typed in first."""
    was = row.details.get(WAS)
    if was is None:
        return
    row.details = {name: value for name, value in row.details.items() if name != WAS}
    started = datetime.fromisoformat(was["local"])
    _put(row, started, was["moving_s"], RunKind(was["kind"]), was["distance_m"], zone)
    row.elapsed_s, row.said = was["elapsed_s"], was["said"]
    if "started" in was:  # the file's own instant, which need not be in the zone of this device
        row.started = datetime.fromisoformat(was["started"])
    row.save()


def _put(
    row: models.Activity,
    started: datetime,
    seconds: float,
    kind: RunKind,
    distance_m: float | None,
    zone: tzinfo,
) -> None:
    if row.local != local_text(started):
        row.started, row.local, row.day = instant(started, zone), local_text(started), started.date()
    row.elapsed_s = seconds if row.moving_s != seconds else row.elapsed_s
    row.moving_s, row.kind, row.distance_m = seconds, kind.value, distance_m


def local_text(started: datetime) -> str:
    """A local time as it is kept."""
    return started.replace(microsecond=0, tzinfo=None).isoformat()


def instant(local: datetime, zone: tzinfo) -> datetime:
    """The instant of a local time in a zone."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def _check(seconds: float, distance_m: float | None) -> None:
    if not 0 < seconds <= LONGEST_S:
        raise WrongRun("seconds", seconds, f"more than 0 and at most {LONGEST_S:.0f}")
    if distance_m is not None and not 0 <= distance_m <= FARTHEST_M:
        raise WrongRun("distance_m", distance_m, f"0 to {FARTHEST_M:.0f}")


def say_kind(rows: Iterable[models.Activity], *, is_run: bool) -> None:
    """Keep the runner's word on whether these were runs."""
    ids = [row.pk for row in rows]
    models.Activity.objects.filter(pk__in=ids).update(is_run=is_run, said=True)


def unknown(runner: models.Runner) -> "QuerySet[models.Activity]":
    """What was set aside only because its file does not say what it was, and nobody else did."""
    return activities(runner).filter(is_run=False, sport=None, said=False)


def delete(row: models.Activity) -> None:
    """Hide an activity, and the session that was made of it. `restore` brings both back within a day."""
    _hide(row, row.deleted or timezone.now())


def restore(row: models.Activity) -> models.Activity:
    """Undo `delete`; the activity that is there now, which is another one where the run has come in again meanwhile."""
    there = same(row.runner, row.started, row.elapsed_s)
    if there is not None and there != row:
        return there
    _hide(row, None)
    return row


def _hide(row: models.Activity, when: datetime | None) -> None:
    row.deleted = when
    row.save(update_fields=["deleted"])
    if row.session is not None and row.details.get(MADE_SESSION):
        row.session.deleted = when
        row.session.save(update_fields=["deleted"])


def forget(file: models.RunFile) -> None:
    """Delete a file that could not be read, with what is kept of it."""
    originals.delete(file.runner_id, file.sha256)
    file.delete()


def purge() -> None:
    """Remove for good what was deleted more than a day ago."""
    models.Activity.objects.filter(deleted__lt=timezone.now() - UNDO_LASTS).delete()
