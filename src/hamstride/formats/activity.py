"""What a file from a watch, a phone or a site says was done, as values.

Seconds, metres and kilograms. `started` is an aware instant in UTC, `local` the date and time of day where it was done, without
a zone; a file knows the one, the other or both. Nothing here keeps track points: an activity is a few numbers.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hamstride.exercises.values import Message

RUNNING = "running"
LONGEST_S = 7 * 86_400.0
LONGEST = timedelta(seconds=LONGEST_S)
FARTHEST_M = 2_000_000.0
FILE_BYTES = 64 * 1024 * 1024  # the most that one file of activities has
FIRST_YEAR, LAST_YEAR = 1990, 2099
_NAME_LENGTH = 120
_FARTHEST_ZONE = timedelta(hours=14)
_ZONE_STEP_S = 900  # zones differ by quarters of an hour


class Unreadable(ValueError):
    """A file, or a part of one, that says nothing of a run; `message` tells the runner why and where."""

    def __init__(self, id_: str, /, **params: str | float | Message) -> None:
        super().__init__(id_)
        self.message = Message.of(id_, **params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One lap: its moving time, and how far where that is known."""

    seconds: float
    distance_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSet:
    """One set as a watch kept it. `category` and `name` are the numbers that FIT gives to exercises; `step` is the name of
    the workout's step that was done, where a workout was followed."""

    category: int | None = None
    name: int | None = None
    step: str | None = None
    reps: int | None = None
    weight_kg: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that was done, as one file tells it. `moving_s` leaves out the pauses, `elapsed_s` does not. `damaged` says
    that the file is cut off, has a wrong check number or points at impossible times, so that some of it may be missing."""

    started: datetime | None
    local: datetime | None = None
    moving_s: float
    elapsed_s: float
    distance_m: float | None = None
    sport: str | None = None
    sub_sport: str | None = None
    name: str = ""
    device: str = ""
    laps: tuple[Lap, ...] = ()
    sets: tuple[WatchSet, ...] = ()
    damaged: bool = False

    def __post_init__(self) -> None:
        _check(self)

    @property
    def is_run(self) -> bool:
        """Whether the file calls it a run, on a road, a trail, a track or a treadmill."""
        return self.sport == RUNNING


def _check(activity: Activity) -> None:
    """Raise `Unreadable` for numbers that no activity has: broken files read as nonsense."""
    when = activity.started or activity.local
    if when is None or not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise Unreadable("formats.refused.no-date")
    if not 1.0 <= activity.elapsed_s <= LONGEST_S or not 0.0 < activity.moving_s <= LONGEST_S:
        raise Unreadable("formats.refused.no-length")
    if activity.distance_m is not None and not 0.0 < activity.distance_m <= FARTHEST_M:
        raise Unreadable("formats.refused.no-distance")


def whole(parts: Iterable[Callable[[], Activity]]) -> tuple[Activity, ...]:
    """The activities of one file, each made by its own call: one that says nothing does not take the others with it. What took
    no time was none; of anything else that is left out, `damaged` tells. Raises `Unreadable`, the first, where none is left."""
    found: list[Activity] = []
    wrong: list[Unreadable] = []
    for part in parts:
        try:
            found.append(part())
        except Unreadable as error:
            wrong.append(error)
    if wrong and not found:
        raise wrong[0]
    damaged = any(error.message.id != "formats.refused.no-length" for error in wrong)
    return tuple(replace(each, damaged=each.damaged or damaged) for each in found)


def strays(times: Sequence[datetime]) -> list[bool]:
    """For each time of one activity whether it is further from most of them than any activity lasts: a clock that was not set
    yet, or that jumped. In whatever zones they are told."""
    clock = [time.replace(tzinfo=None) for time in times]
    if not clock or max(clock) - min(clock) <= LONGEST:
        return [False] * len(clock)
    middle = sorted(clock)[len(clock) // 2]
    return [abs(time - middle) > LONGEST for time in clock]


def metres(value: object) -> float | None:
    """A distance, or `None` where it is not a number or nothing was measured (a treadmill, a watch without a signal)."""
    number = finite(value)
    return number if number is not None and number > 0 else None


def finite(value: object) -> float | None:
    """A number that can be reckoned with, or `None`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def instant(when: datetime) -> tuple[datetime, datetime | None]:
    """A file's time as an instant in UTC, and as local time where the file names an offset of its own.

    A time without a zone is UTC, as the formats prescribe; so is a "Z", which says nothing of where the runner was.
    Raises `Unreadable` for a time that no clock in UTC shows, in the first or the last hours that there are.
    """
    if when.tzinfo is None:
        return when.replace(tzinfo=UTC), None
    offset = when.utcoffset() or timedelta()
    local = when.replace(tzinfo=None) if offset else None
    try:
        return when.astimezone(UTC), local
    except OverflowError as error:
        raise Unreadable("formats.refused.no-date") from error


def local_of(started: datetime, offset_s: float | None) -> datetime | None:
    """The local time of an instant, with the offset of the device's clock; `None` for an offset that no place has."""
    if offset_s is None:
        return None
    offset = timedelta(seconds=round(offset_s / _ZONE_STEP_S) * _ZONE_STEP_S)
    if abs(offset) > _FARTHEST_ZONE or abs(offset.total_seconds() - offset_s) > 60:
        return None
    return (started + offset).replace(tzinfo=None)


def plain_name(text: object, length: int = _NAME_LENGTH) -> str:
    """A name from a file as one short line without control characters."""
    kept = "".join(char if char.isprintable() else " " for char in str(text or ""))
    return " ".join(kept.split())[:length].strip()
