"""What the week page asks, read from its forms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from hamstride.exercises.days import nth_weekday
from hamstride.exercises.values import Message
from hamstride.plan.rules import MOST_PER_WEEK
from hamstride.plan.runs import RunKind
from hamstride.store.planning import WeekdayRun
from hamstride.text.numbers import decimal
from hamstride.web.misread import Misread

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A weekday in the form: its name in words, long and short, and its two fields with what stands in them."""

    name: Message
    short: str
    kind_name: str
    kind: str
    at_name: str
    at: str


def usual_written(pattern: Sequence[WeekdayRun], per_week: int) -> dict[str, str]:
    """The form of the usual week as a browser would send it, of what is known."""
    kinds = {f"kind-{each.weekday}": each.kind.value for each in pattern}
    times = {f"at-{each.weekday}": f"{each.at:%H:%M}" for each in pattern if each.at is not None}
    return {**kinds, **times, "per_week": str(per_week)}


def usual_fields(form: Form) -> list[Field]:
    """The seven days of the usual week."""
    return [_field(form, n) for n in range(7)]


def _field(form: Form, n: int) -> Field:
    kind, at = f"kind-{n}", f"at-{n}"
    return Field(
        name=nth_weekday(n),
        short=f"web.short-day.{n}",
        kind_name=kind,
        kind=form.get(kind, ""),
        at_name=at,
        at=form.get(at, ""),
    )


def usual_from(form: Form) -> tuple[list[WeekdayRun], int]:
    """The usual week and how often strength is planned. Raises `Misread`."""
    runs = []
    for n in range(7):
        kind = kind_of(form, f"kind-{n}")
        if kind is not None:
            runs.append(WeekdayRun(weekday=n, kind=kind, at=time_of(form, f"at-{n}")))
    per_week = form.get("per_week", "")
    if per_week not in {str(n) for n in range(1, MOST_PER_WEEK + 1)}:
        raise Misread("per_week", "web.week.bad-often")
    return runs, int(per_week)


def kind_of(form: Form, field: str) -> RunKind | None:
    """A kind of run, or `None` for no run. Raises `Misread`."""
    text = form.get(field, "")
    if text in ("", "none"):
        return None
    try:
        return RunKind(text)
    except ValueError:
        raise Misread(field, "web.week.bad-kind") from None


def time_of(form: Form, field: str) -> time | None:
    """A time of day as browsers send it, or `None` where it was left empty. Raises `Misread`."""
    text = form.get(field, "").strip()
    if not text:
        return None
    try:
        found = time.fromisoformat(text)
    except ValueError:
        raise Misread(field, "web.week.bad-time") from None
    return found.replace(second=0, microsecond=0, tzinfo=None)


_FAR = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)(?: ?km)?")
FARTHEST_KM = 300.0


def metres_of(form: Form, field: str) -> float | None:
    """How far a run is to be, typed in kilometres, or `None` where it was left empty. Raises `Misread`."""
    text = form.get(field, "").strip().lower()
    if not text:
        return None
    found = _FAR.fullmatch(text)
    km = decimal(found[1]) if found else 0.0
    if not 0 < km <= FARTHEST_KM:
        raise Misread(field, "web.week.bad-km")
    return round(km * 1000)


def day_of(form: Form) -> date:
    """The date as browsers send it. Raises `Misread`."""
    try:
        return date.fromisoformat(form.get("day", "").strip())
    except ValueError:
        raise Misread("day", "web.week.bad-date") from None
