"""The runner's calendar: its secret address, and what was given out, so that what moves is the same appointment moved."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from hamstride.formats.calendar import Appointment, Entry
from hamstride.store import models, services, tokens

PAST_KEPT = timedelta(days=14)  # so long what is past stays in the calendar
CANCELLED_KEPT = timedelta(days=30)  # so long a calendar has time to take something out
_FIELDS = ("start", "seconds", "title", "text", "alarm_min", "whole_day")


def address_of(runner: models.Runner) -> models.CalendarFeed | None:
    """The runner's address, as far as it is kept: whether there is one, and since when."""
    return models.CalendarFeed.objects.filter(runner=runner).first()


def new_address(runner: models.Runner) -> str:
    """A fresh secret token for the runner's calendar. The one before is worth nothing from now on."""
    token = tokens.new()
    values = {"token_hash": tokens.hash_of(token), "created": timezone.now()}
    models.CalendarFeed.objects.update_or_create(runner=runner, defaults=values)
    return token


def end_address(runner: models.Runner) -> None:
    """Nobody can follow the runner's calendar any more."""
    models.CalendarFeed.objects.filter(runner=runner).delete()


def runner_of(token: str) -> models.Runner | None:
    """The runner whose calendar has this token."""
    return models.Runner.objects.filter(calendar_feed__token_hash=tokens.hash_of(token)).first()


def give_out(runner: models.Runner, wanted: Iterable[Appointment], now: datetime) -> tuple[Entry, ...]:
    """The runner's calendar with what is `wanted` from `now` (local) on. What moved or changed has a higher sequence, what
    is not wanted any more is cancelled for some time, and what is past stays as it was. Nothing new changes nothing."""
    with services.alone(runner):
        rows = {row.uid: row for row in models.CalendarEntry.objects.filter(runner=runner)}
        _clear(rows, now)
        asked = {each.uid: each for each in wanted}
        for uid, appointment in asked.items():
            _put(rows.setdefault(uid, models.CalendarEntry(runner=runner, uid=uid)), appointment)
        _cancel((row for uid, row in rows.items() if uid not in asked), now)
    return tuple(row.value for row in rows.values())


def _clear(rows: dict[str, models.CalendarEntry], now: datetime) -> None:
    """Forget what is long past, or was cancelled long ago."""
    before, since = (now - PAST_KEPT).isoformat(), timezone.now() - CANCELLED_KEPT
    old = [row for row in rows.values() if row.start < before or (row.cancelled and row.changed < since)]
    if old:
        models.CalendarEntry.objects.filter(pk__in=[row.pk for row in old]).delete()
    for row in old:
        del rows[row.uid]


def _put(row: models.CalendarEntry, what: Appointment) -> None:
    fields = {name: getattr(what, name) for name in _FIELDS} | {"start": what.start.isoformat()}
    if row.pk is not None and not row.cancelled and all(getattr(row, k) == v for k, v in fields.items()):
        return
    for name, value in fields.items():
        setattr(row, name, value)
    _save(row, cancelled=False)


def _cancel(rows: Iterable[models.CalendarEntry], now: datetime) -> None:
    """What is still to come and is not wanted any more."""
    for row in rows:
        if not row.cancelled and row.start > now.isoformat():
            _save(row, cancelled=True)


def _save(row: models.CalendarEntry, *, cancelled: bool) -> None:
    row.sequence += row.pk is not None
    row.cancelled, row.changed = cancelled, timezone.now().replace(microsecond=0)
    row.save()
