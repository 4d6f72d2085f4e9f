"""What the week page asks, read from its forms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from hamstride.exercises.values import Message
from hamstride.plan.rules import MOST_PER_WEEK
from hamstride.plan.runs import RunKind
from hamstride.store.planning import WeekdayRun


class Unreadable(ValueError):
    """A field that cannot be read; `message` says what it should look like."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.message = Message.of(id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A weekday in the form: its name in words, long and short, and the run it shows."""

    weekday: int
    name: Message
    short: str
    run: WeekdayRun | None


def usual_fields(pattern: Sequence[WeekdayRun]) -> list[Field]:
    """The seven days of the usual week."""
    by_day = {each.weekday: each for each in pattern}
    return [
        Field(
            weekday=n,
            name=Message.of(f"plan.today.weekday.{n}"),
            short=f"web.short-day.{n}",
            run=by_day.get(n),
        )
        for n in range(7)
    ]


def usual_from(form: Mapping[str, str]) -> tuple[list[WeekdayRun], int]:
    """The usual week and how often strength is planned. Raises `Unreadable`."""
    runs = []
    for n in range(7):
        kind = kind_of(form.get(f"kind-{n}", ""))
        if kind is not None:
            runs.append(WeekdayRun(weekday=n, kind=kind, at=time_of(form.get(f"at-{n}", ""))))
    per_week = form.get("per_week", "")
    if per_week not in {str(n) for n in range(1, MOST_PER_WEEK + 1)}:
        raise Unreadable("web.week.bad-often")
    return runs, int(per_week)


def kind_of(text: str) -> RunKind | None:
    """A kind of run, or `None` for no run. Raises `Unreadable`."""
    if text in ("", "none"):
        return None
    try:
        return RunKind(text)
    except ValueError:
        raise Unreadable("web.week.bad-kind") from None


def time_of(text: str) -> time | None:
    """A time of day as browsers send it, or `None` where it was left empty. Raises `Unreadable`."""
    if not text.strip():
        return None
    try:
        found = time.fromisoformat(text.strip())
    except ValueError:
        raise Unreadable("web.week.bad-time") from None
    return found.replace(second=0, microsecond=0, tzinfo=None)


_FAR = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)(?: ?km)?")
FARTHEST_KM = 300.0


def metres_of(text: str) -> float | None:
    """How far a run is to be, typed in kilometres, or `None` where it was left empty. Raises `Unreadable`."""
    if not text.strip():
        return None
    found = _FAR.fullmatch(text.strip().lower())
    km = float(found[1].replace(",", ".")) if found else 0.0
    if not 0 < km <= FARTHEST_KM:
        raise Unreadable("web.week.bad-km")
    return round(km * 1000)


def day_of(text: str) -> date:
    """A date as browsers send it. Raises `Unreadable`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unreadable("web.week.bad-date") from None
