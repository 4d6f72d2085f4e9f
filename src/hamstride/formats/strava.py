"""The list in a Strava export: what the runner calls each activity, and those that have no file at all.

Columns are found by their English names; in an export in another language the files are still read, only their names and the
activities without a file are not.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hamstride.formats.activity import Activity, Unreadable, metres, plain_name
from hamstride.formats.sports import sport_of

LIST = "activities.csv"
_NEEDED = ("Activity ID", "Activity Date", "Activity Type", "Filename")
_DATES = ("%b %d, %Y, %I:%M:%S %p", "%d %b %Y, %H:%M:%S", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the list says of one file."""

    name: str
    sport: str | None
    sub_sport: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list read: labels by file name, and what was done without a file (a treadmill, typed in), each under its number."""

    labels: Mapping[str, Label] = field(default_factory=dict)
    alone: tuple[tuple[str, Activity], ...] = ()


def listing(data: bytes) -> Listing:
    """Read a list; an empty one where the file is another."""
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        header = next(rows, [])
        if any(name not in header for name in _NEEDED):
            return Listing()
        return _read(header, rows)
    except (UnicodeDecodeError, csv.Error):
        return Listing()


def _read(header: list[str], rows: Iterator[list[str]]) -> Listing:
    labels: dict[str, Label] = {}
    alone: list[tuple[str, Activity]] = []
    last = {name: at for at, name in enumerate(header)}  # of two columns of a name the later one is exact
    for row in rows:
        cells = {name: row[at].strip() for name, at in last.items() if at < len(row)}
        sport, sub_sport = sport_of(cells.get("Activity Type"))
        label = Label(name=plain_name(cells.get("Activity Name")), sport=sport, sub_sport=sub_sport)
        if cells.get("Filename"):
            labels[cells["Filename"]] = label
        elif (found := _alone(cells, label)) is not None:
            alone.append((plain_name(cells["Activity ID"], 40), found))
    return Listing(labels=labels, alone=tuple(alone))


def _alone(cells: Mapping[str, str], label: Label) -> Activity | None:
    started, elapsed_s = _date(cells.get("Activity Date", "")), _number(cells.get("Elapsed Time", ""))
    if started is None or elapsed_s is None:
        return None
    try:
        return Activity(
            started=started,
            moving_s=_number(cells.get("Moving Time", "")) or elapsed_s,
            elapsed_s=elapsed_s,
            distance_m=metres(_number(cells.get("Distance", ""))),
            sport=label.sport,
            sub_sport=label.sub_sport,
            name=label.name,
        )
    except Unreadable:
        return None


def _date(text: str) -> datetime | None:
    """The list's times are UTC."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
