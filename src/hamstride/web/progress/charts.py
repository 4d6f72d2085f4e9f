"""Charts as data: what `charts.ts` draws, and the table with the same numbers that stands beside it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from csp.decorators import csp_update

from hamstride.exercises.values import Message
from hamstride.measure.progress import Span
from hamstride.text.words import Words, in_unit
from hamstride.web.access import PageView

# Observable Plot puts one style sheet into every picture, always the same text: charts.ts gives it one name. A view whose page
# has charts is marked `with_charts`, so that its policy allows that text and nothing more.
PLOT_STYLE = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"


def with_charts(view: PageView) -> PageView:
    """Mark a view whose page has charts."""
    return cast(PageView, csp_update({"style-src": [PLOT_STYLE]})(view))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The stretch of days that a page is about."""

    span: Span
    first: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value of a chart: on a day, drawn at `value` with its error from `low` to `high`, and told as `told`."""

    day: date
    value: float
    told: Message
    part: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A block of a page: a title, one sentence of plain meaning, the drawing and the table.

    `series` maps a name to its marks; `kind` is "bars" or "dots"; `band` is a stretch of values drawn behind all of them,
    `bands` one for each series in which a change is too small to be sure of; a bar stands for `days`; `goal` is a level drawn
    across; `reach` values that the axis must show at least. Without a `unit` the values are weights, drawn in the
    reader's own.
    """

    id: str
    title: Message
    says: Message
    unit: Message | None
    kind: str
    series: Mapping[str, Sequence[Mark]]
    first: date
    last: date
    band: tuple[float, float] | None = None
    bands: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    band_says: Message | None = None
    goal: float | None = None
    reach: tuple[float, ...] = ()
    days: int = 7
    notes: tuple[Message, ...] = field(default=())

    @property
    def rows(self) -> list[tuple[date, list[Message | None]]]:
        """The table: a row a day, newest first, with one cell a series."""
        cells: dict[date, dict[str, Message]] = {}
        for name, marks in self.series.items():
            for mark in marks:
                cells.setdefault(mark.day, {})[name] = mark.told
        return [(day, [cells[day].get(name) for name in self.series]) for day in sorted(cells, reverse=True)]

    @property
    def names(self) -> list[Message]:
        """The heads of the table's columns."""
        return [Message.of(f"web.progress.series.{name}") for name in self.series]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(self.series.values())

    def data(self, words: Words) -> str:
        """What the script draws, as JSON."""
        data: dict[str, Any] = {
            "kind": self.kind,
            "label": words.of(self.says),
            "unit": words(f"unit.{words.unit}") if self.unit is None else words.of(self.unit),
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "reach": [self._drawn(value, words) for value in self.reach],
            "days": self.days,
            "series": [
                {"name": words.of(title), "marks": self._marks(marks, words), **self._band_of(name)}
                for title, (name, marks) in zip(self.names, self.series.items(), strict=True)
            ],
        }
        if self.band is not None and self.band_says is not None:
            data["band"] = {"low": self.band[0], "high": self.band[1], "label": words.of(self.band_says)}
        if self.goal is not None:
            data["goal"] = self.goal
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def _band_of(self, series: str) -> dict[str, Any]:
        if series not in self.bands:
            return {}
        low, high = self.bands[series]
        return {"band": {"low": round(low, 2), "high": round(high, 2)}}

    def _marks(self, marks: Iterable[Mark], words: Words) -> list[dict[str, Any]]:
        return [
            {
                "day": mark.day.isoformat(),
                "value": round(self._drawn(mark.value, words), 2),
                "part": mark.part,
                "told": words.of(mark.told),
                **({} if mark.low is None or mark.high is None else {"low": mark.low, "high": mark.high}),
            }
            for mark in marks
        ]

    def _drawn(self, value: float, words: Words) -> float:
        return in_unit(value, words.unit) if self.unit is None else value
