"""The values of model fields as plain data: one exact way out and in for each kind of field."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

_NUL = re.compile(r"(?<!\\)(\\\\)*\\u0000")  # the character itself, not a text that talks of it


YEARS = range(1900, 2200)  # the pages count weeks before and after a day


class Unfit(ValueError):
    """A value of another kind than the field's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How a value of a field goes out as JSON-ready data, and is read from it. `allowed` says what is expected."""

    out: Callable[[Any], Any]
    read: Callable[[Any], Any]
    allowed: str


def _exactly(*kinds: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise Unfit
        return value

    return read


def _text(value: Any) -> str:
    if type(value) is not str or "\0" in value:
        raise Unfit
    value.encode()  # raises UnicodeEncodeError, a ValueError, for half a character
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not abs(value) < float("inf"):
        raise Unfit
    return float(value)


def _json(value: Any) -> Any:
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    written.encode()
    if _NUL.search(written):
        raise Unfit
    return value


def _instant(value: Any) -> datetime:
    read = datetime.fromisoformat(_text(value))
    if read.tzinfo is None:
        raise Unfit
    return read.astimezone(UTC)  # raises OverflowError where that lies before the first or after the last day


def _day(value: Any) -> date:
    read = date.fromisoformat(_text(value))
    if read.year not in YEARS:
        raise Unfit
    return read


def _time(value: Any) -> time:
    read = time.fromisoformat(_text(value))
    if read.tzinfo is not None:
        raise Unfit
    return read


def _same(value: Any) -> Any:
    return value


_CODECS: dict[type[Any], Codec] = {
    models.BooleanField: Codec(out=_same, read=_exactly(bool), allowed="true or false"),
    models.IntegerField: Codec(out=_same, read=_exactly(int), allowed="a whole number"),
    models.FloatField: Codec(out=float, read=_number, allowed="a finite number"),
    models.DecimalField: Codec(out=str, read=lambda value: Decimal(_text(value)), allowed="a number as text"),
    models.CharField: Codec(out=_same, read=_text, allowed="a text"),
    models.TextField: Codec(out=_same, read=_text, allowed="a text"),
    models.DateField: Codec(
        out=date.isoformat,
        read=_day,
        allowed="a date like 2026-11-22, from 1900 to 2199",
    ),
    models.TimeField: Codec(
        out=time.isoformat,
        read=_time,
        allowed="a time of day like 07:30",
    ),
    models.DateTimeField: Codec(
        out=lambda value: value.astimezone(UTC).isoformat(),
        read=_instant,
        allowed="an instant like 2026-11-22T07:30:00+00:00",
    ),
    models.UUIDField: Codec(out=str, read=lambda value: UUID(_text(value)), allowed="a uuid"),
    models.JSONField: Codec(out=_same, read=_json, allowed="JSON without NUL"),
    models.BinaryField: Codec(
        out=lambda value: b64encode(bytes(value)).decode(),
        read=lambda value: b64decode(_text(value), validate=True),
        allowed="bytes in base64",
    ),
}


def codec_of(field: Any) -> Codec:
    """The codec of a model's field. Raises `TypeError` for a kind of field that has none."""
    for kind in type(field).__mro__:
        if kind in _CODECS:
            return _CODECS[kind]
    raise TypeError(f"{field}: no way to write down a {type(field).__name__}; add it to store/plainly.py")
