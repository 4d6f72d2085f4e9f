"""A run as a runner types it: when, how long, how far, how hard. What was not touched stays as exact as it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hamstride.formats.activity import FARTHEST_M, LONGEST_S
from hamstride.plan.runs import RunKind
from hamstride.store import models
from hamstride.text.numbers import decimal
from hamstride.web.misread import Misread

USUAL_AGO = timedelta(hours=1)
_TO_MIN = 5
_HOUR_MIN = 60
_HOURS = re.compile(r"(\d{1,3})\s*(?:h|:)\s*(\d{1,2})?(?:\s*(?:m|min))?")
_MINUTES = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(?:min|m)?")
_FAR = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(km|k|m)?")
_FASTEST_M_S = 10.5  # the world record over 100 m
_COLON_H = 10  # "28:15" is minutes and seconds to a runner, and nobody's 28 hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, read."""

    started: datetime
    seconds: float
    kind: RunKind
    distance_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What stands in the form."""

    day: str
    at: str
    length: str
    km: str
    kind: str


def empty(now: datetime) -> Fields:
    """A new run: begun about an hour ago, easy."""
    begun = now - USUAL_AGO
    begun -= timedelta(minutes=begun.minute % _TO_MIN)
    return Fields(
        day=begun.date().isoformat(), at=f"{begun:%H:%M}", length="", km="", kind=RunKind.EASY.value
    )


def of(row: models.Activity) -> Fields:
    """A run that is there."""
    minutes = round(row.moving_s / 60)
    return Fields(
        day=row.day.isoformat(),
        at=row.local[11:16],
        length=_length(minutes),
        km="" if row.distance_m is None else f"{row.distance_m / 1000:.2f}".rstrip("0").rstrip("."),
        kind=row.kind,
    )


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return str(max(1, rest))
    return f"{hours}{':' if hours < _COLON_H else 'h'}{rest:02d}"


def given(form: Mapping[str, str]) -> Fields:
    """What the runner sent, as it was."""
    names = ("day", "at", "length", "km", "kind")
    return Fields(**{name: form.get(name, "").strip()[:40] for name in names})


def read(fields: Fields, now: datetime, row: models.Activity | None = None) -> Typed:
    """The run that the fields tell. Of a run that is there, what reads as before keeps its seconds and metres. Raises
    `Misread`."""
    before = None if row is None else of(row)
    same_time = before is not None and (fields.day, fields.at) == (before.day, before.at)
    started = row.at if row is not None and same_time else _started(fields, now)
    same_length = row is not None and before is not None and fields.length == before.length
    same_km = row is not None and before is not None and fields.km == before.km
    seconds = row.moving_s if row is not None and same_length else _seconds(fields.length)
    distance_m = row.distance_m if row is not None and same_km else _metres(fields.km)
    if not (same_length and same_km) and (distance_m or 0.0) > _FASTEST_M_S * seconds:
        raise Misread("km", "web.runs.bad.fast")
    return Typed(started=started, seconds=seconds, kind=_kind(fields.kind), distance_m=distance_m)


def _started(fields: Fields, now: datetime) -> datetime:
    try:
        day = date.fromisoformat(fields.day)
    except ValueError:
        raise Misread("day", "web.runs.bad.when") from None
    try:
        started = datetime.combine(day, time.fromisoformat(fields.at or "12:00"))
    except ValueError:
        raise Misread("at", "web.runs.bad.when") from None
    if started.tzinfo is not None or started.year < 1990:
        raise Misread("day", "web.runs.bad.when")
    if started > now + timedelta(days=1):
        raise Misread("day", "web.runs.bad.future")
    return started


def _seconds(text: str) -> float:
    """Minutes ("45", "45 min", "7,5"), or hours and minutes ("1:05", "1h 5"; from ten hours on only with an h)."""
    if (found := _HOURS.fullmatch(text.lower())) is not None:
        if int(found[2] or 0) >= _HOUR_MIN or (":" in text and int(found[1]) >= _COLON_H):
            raise Misread("length", "web.runs.bad.length")
        seconds = 3600.0 * int(found[1]) + 60.0 * int(found[2] or 0)
    elif (found := _MINUTES.fullmatch(text.lower())) is not None:
        seconds = 60.0 * decimal(found[1])
    else:
        raise Misread("length", "web.runs.bad.length")
    if not 0 < seconds <= LONGEST_S:
        raise Misread("length", "web.runs.bad.length")
    return seconds


def _metres(text: str) -> float | None:
    if not text:
        return None
    found = _FAR.fullmatch(text.lower())
    unit_m = 1.0 if found and found[2] == "m" else 1000.0
    metres = unit_m * decimal(found[1]) if found else 0.0
    if not 0 < metres <= FARTHEST_M:
        raise Misread("km", "web.runs.bad.km")
    return metres


def _kind(text: str) -> RunKind:
    try:
        return RunKind(text or RunKind.EASY.value)
    except ValueError:
        raise Misread("kind", "web.runs.bad.kind") from None
