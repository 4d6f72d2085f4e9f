"""The one way in for files of runs, whoever brings them: the page, the command line, a watched folder.

Each file is one transaction. A bad one is one `Line` that says why, and the rest go on. A run that is in already is found again
by when it was, whatever format it comes in, and only what was not known of it is added.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from pathlib import Path
from typing import IO
from uuid import uuid4

from hamstride.exercises.codec import encode
from hamstride.exercises.values import Message
from hamstride.formats import archive, files, strava
from hamstride.formats.activity import FILE_BYTES, RUNNING, Activity, Unreadable, plain_name
from hamstride.plan.rules import meant
from hamstride.plan.runs import Run, RunKind
from hamstride.store import models, originals, planning, runs, services, watch_sets

DAMAGED = "damaged"
LONG_FROM_S = 5400.0  # a run of an hour and a half takes it out of the legs whatever its pace
_RECENT = timedelta(days=14)  # the usual week of today says nothing of years ago
_AHEAD = timedelta(days=1)  # a clock may be a little wrong
_PASSED = ("formats.refused.fit-workout", "formats.refused.fit-course", "formats.refused.fit-settings")


class FileOutcome(Enum):
    """What came of a file."""

    READ = "read"
    DUPLICATE = "duplicate"
    REFUSED = runs.REFUSED
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of one file: the activities that are new, or those it repeats; why it was refused; whether it was damaged."""

    name: str
    outcome: FileOutcome
    rows: tuple[models.Activity, ...] = ()
    problem: Message | None = None
    damaged: bool = False


def take_file(
    runner: models.Runner,
    name: str,
    file: IO[bytes],
    *,
    zone: tzinfo,
    now: datetime,
) -> Iterator[Line]:
    """Take in one file and all that is in it, a line each."""
    for found in archive.entries(name, file):
        whole = isinstance(found, archive.Refusal) and found.whole
        yield _take(runner, found, zone, now, file if whole else None)


def take_path(runner: models.Runner, path: Path, *, zone: tzinfo, now: datetime) -> Iterator[Line]:
    """Take in the file at a path."""
    try:
        with path.open("rb") as file:
            yield from take_file(runner, path.name, file, zone=zone, now=now)
    except OSError as error:
        why = Message.of("formats.refused.file", why=error.strerror or path.name)
        yield Line(name=plain_name(path.name, 255), outcome=FileOutcome.REFUSED, problem=why)


def take(
    runner: models.Runner, found: Iterable[archive.Found], *, zone: tzinfo, now: datetime, again: bool = True
) -> Iterator[Line]:
    """Take in what was found, a line each. Without `again` a file that ever came in before is not looked at."""
    for each in found:
        yield _take(runner, each, zone, now, None, again=again)


def _take(
    runner: models.Runner,
    found: archive.Found,
    zone: tzinfo,
    now: datetime,
    whole: IO[bytes] | None,
    *,
    again: bool = True,
) -> Line:
    found = replace(found, name=plain_name(found.name, 255))  # names in archives may hold anything
    if isinstance(found, archive.PassedOver):
        return Line(name=found.name, outcome=FileOutcome.PASSED)
    if isinstance(found, archive.Refusal):
        data = _whole(whole)
        return _refused(runner, found.name, data, found.message)
    if isinstance(found, archive.Alone):
        return _alone(runner, found, zone, now)
    return _entry(runner, found, zone, now, again=again)


def _whole(file: IO[bytes] | None) -> bytes | None:
    if file is None:
        return None
    file.seek(0)
    data = file.read(FILE_BYTES + 1)
    return data if len(data) <= FILE_BYTES else None


def _entry(runner: models.Runner, entry: archive.Entry, zone: tzinfo, now: datetime, *, again: bool) -> Line:
    sha256 = originals.digest(entry.data)
    known = models.RunFile.objects.filter(runner=runner, sha256=sha256).first()
    if known is not None and (line := _known(known, entry.name, again=again)) is not None:
        return line
    try:
        found = tuple(_labelled(each, entry.label) for each in files.read(entry.data))
        _not_in_the_future(found, zone, now)
    except Unreadable as error:
        if entry.inside and error.message.id in _PASSED:
            return Line(name=entry.name, outcome=FileOutcome.PASSED, problem=error.message)
        return _refused(runner, entry.name, entry.data, error.message)
    return _read(runner, entry.name, sha256, len(entry.data), found, zone, now)


def _known(file: models.RunFile, name: str, *, again: bool) -> Line | None:
    """The line of a file that came in before, unless it is to be read once more."""
    rows = tuple(file.activities.filter(deleted=None))
    if rows or not again:
        return Line(name=name, outcome=FileOutcome.DUPLICATE, rows=rows)
    return None


def _labelled(activity: Activity, label: strava.Label | None) -> Activity:
    """A site's list has the runner's last word on the name and the sport."""
    if label is None:
        return activity
    named = replace(activity, name=label.name or activity.name)
    if label.sport is None:
        return named
    return replace(named, sport=label.sport, sub_sport=label.sub_sport or activity.sub_sport)


def _not_in_the_future(found: Iterable[Activity], zone: tzinfo, now: datetime) -> None:
    latest = now.replace(tzinfo=zone) + _AHEAD
    for each in found:
        started = _times(each, zone)[0]
        if started > latest:
            raise Unreadable("formats.refused.future", day=started.date().isoformat())


def _alone(runner: models.Runner, found: archive.Alone, zone: tzinfo, now: datetime) -> Line:
    name = f"{found.name} {found.mark}"
    sha256 = originals.digest(f"{strava.LIST} {found.mark}".encode())
    known = models.RunFile.objects.filter(runner=runner, sha256=sha256).first()
    if known is not None and (line := _known(known, name, again=True)) is not None:
        return line
    return _read(runner, name, sha256, 0, (found.activity,), zone, now)


# ---------------------------------------------------------------------------------------------------------------- keeping
def _refused(runner: models.Runner, name: str, data: bytes | None, why: Message) -> Line:
    sha256 = originals.digest(name.encode() if data is None else data)
    kept = data is not None and originals.keep(runner.pk, sha256, data)
    values = {
        "name": name,
        "size": len(data or b""),
        "outcome": FileOutcome.REFUSED.value,
        "problem": encode(why),
        "kept": kept,
    }
    models.RunFile.objects.update_or_create(runner=runner, sha256=sha256, defaults=values)
    return Line(name=name, outcome=FileOutcome.REFUSED, problem=why)


def _read(
    runner: models.Runner,
    name: str,
    sha256: str,
    size: int,
    found: tuple[Activity, ...],
    zone: tzinfo,
    now: datetime,
) -> Line:
    with services.alone(runner):  # two imports at once take turns
        file = _file(runner, name, sha256, size)
        new, old = [], []
        for each in found:
            row = runs.same(runner, _times(each, zone)[0], each.elapsed_s)
            if row is None:
                new.append(_keep(runner, file, each, zone, now))
            else:
                _complete(row, each, file, zone)
                old.append(row)
        file.outcome = (FileOutcome.READ if new else FileOutcome.DUPLICATE).value
        file.save(update_fields=["outcome"])
    damaged = any(each.damaged for each in found)
    return Line(name=name, outcome=FileOutcome(file.outcome), rows=tuple(new or old), damaged=damaged)


def _file(runner: models.Runner, name: str, sha256: str, size: int) -> models.RunFile:
    values = {"name": name, "size": size, "problem": None, "outcome": FileOutcome.READ.value}
    row, made = models.RunFile.objects.get_or_create(
        runner=runner, sha256=sha256, defaults={**values, "kept": False}
    )
    if not made and row.kept:  # it was refused once; now it can be read
        originals.delete(runner.pk, sha256)
        models.RunFile.objects.filter(pk=row.pk).update(**values, kept=False)
    return row


def _times(activity: Activity, zone: tzinfo) -> tuple[datetime, datetime]:
    """When it began: as an instant, and in local time; what the file does not know follows from the runner's zone."""
    if activity.started is None:
        assert activity.local is not None
        return runs.instant(activity.local, zone), activity.local
    started = activity.started.astimezone(UTC)
    return started, activity.local or started.astimezone(zone).replace(tzinfo=None)


def _keep(
    runner: models.Runner, file: models.RunFile, activity: Activity, zone: tzinfo, now: datetime
) -> models.Activity:
    started, local = _times(activity, zone)
    row = models.Activity(
        uuid=uuid4(),
        runner=runner,
        file=file,
        started=started,
        local=runs.local_text(local),
        day=local.date(),
        moving_s=activity.moving_s,
        elapsed_s=activity.elapsed_s,
        distance_m=activity.distance_m,
        sport=activity.sport,
        sub_sport=activity.sub_sport,
        is_run=activity.is_run,
        kind=_kind(runner, activity, local, now).value,
        origin="file",
        name=activity.name,
        device=activity.device,
        details=_details(activity),
    )
    row.save()
    watch_sets.attach(runner, row, activity.sets)
    return row


def _kind(runner: models.Runner, activity: Activity, local: datetime, now: datetime) -> RunKind:
    """That of the planned run that it was, where it is a recent one; else a guess by the length. The runner can change it."""
    guess = RunKind.LONG if activity.moving_s >= LONG_FROM_S else RunKind.EASY
    day = local.date()
    if not activity.is_run or not now.date() - _RECENT <= day <= now.date():
        return guess
    planned, others = planning.planned(runner, day, day), runs.between(runner, day, day)
    run = Run(started=local, seconds=activity.elapsed_s, kind=guess, distance_m=activity.distance_m)
    were = meant((*others, run), planned)
    return planned[were[len(others)]].kind if len(others) in were else guess


def _details(activity: Activity) -> dict[str, object]:
    parts = {"laps": encode(activity.laps), "sets": encode(activity.sets), DAMAGED: activity.damaged}
    return {key: value for key, value in parts.items() if value}


# ------------------------------------------------------------------------------------------------------------- duplicates
def _complete(row: models.Activity, activity: Activity, file: models.RunFile, zone: tzinfo) -> None:
    """Add what only the new file knows. What the runner said or changed stays; only a run typed in, and one read from a
    damaged file, takes over what a whole file measured."""
    typed = row.origin == runs.TYPED and row.file is None
    mended = bool(row.details.get(DAMAGED)) and not activity.damaged and not row.said
    if typed or mended:
        _measured(row, activity, zone)
        row.file, row.details = file, {key: value for key, value in row.details.items() if key != DAMAGED}
    if row.distance_m is None and not row.said:
        row.distance_m = activity.distance_m
    if row.sport is None or (activity.is_run and row.sport != RUNNING):
        row.sport, row.sub_sport = activity.sport, activity.sub_sport
        row.is_run = row.is_run if row.said else activity.is_run
    row.name, row.device = row.name or activity.name, row.device or activity.device
    row.details = _details(replace(activity, damaged=False)) | row.details
    row.save()
    if activity.sets and row.session is None:
        watch_sets.attach(row.runner, row, activity.sets)


def _measured(row: models.Activity, activity: Activity, zone: tzinfo) -> None:
    row.started, local = _times(activity, zone)
    row.local, row.day = runs.local_text(local), local.date()
    row.moving_s, row.elapsed_s = activity.moving_s, activity.elapsed_s
    row.distance_m = activity.distance_m or row.distance_m
