"""FIT files, read by fitdecode: each session of a file is an activity; a file that is cut off is read as far as it goes."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import fitdecode

from hamstride.formats.activity import (
    Activity,
    Lap,
    Unreadable,
    WatchSet,
    finite,
    local_of,
    metres,
    plain_name,
    whole,
)

MAGIC = b".FIT"
CLOCK_BEGINS = 0x10000000  # smaller stamps count from when the device was switched on
_MOST = 1000  # sessions, laps, sets, steps: no file has more
# What the decoder raises on bytes that were changed or lost: its own errors, and those of its tables and its arithmetic.
_BROKEN = (
    fitdecode.FitError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_NOT_ACTIVITIES = {  # what other kinds of FIT file hold; any other is "settings"
    "workout": "workout",
    "course": "course",
    "schedules": "workout",
}


def looks_like(head: bytes) -> bool:
    """Whether the beginning of a file is that of a FIT file."""
    return head[8:12] == MAGIC


@dataclass(slots=True)
class _Gathered:
    """What was met on the way through a file."""

    kinds: list[str] = field(default_factory=list)
    device: str = ""
    sport: dict[str, Any] = field(default_factory=dict)  # what the device was set to
    offset_s: float | None = None
    switched_on: datetime | None = None  # local time of stamp 0, where stamps count from there
    sessions: list[dict[str, Any]] = field(default_factory=list)
    laps: list[dict[str, Any]] = field(default_factory=list)
    sets: list[dict[str, Any]] = field(default_factory=list)
    steps: dict[int, str] = field(default_factory=dict)
    first: fitdecode.FitDataMessage | None = None
    last: fitdecode.FitDataMessage | None = None
    damaged: bool = False


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in a FIT file, each leg of several sports apart. Raises `Unreadable`."""
    gathered = _gather(data)
    if not gathered.sessions and (rest := _session_of_records(gathered)):
        gathered.sessions.append(rest)
    if not gathered.sessions:
        raise _nothing(gathered)
    legs = [session for session in gathered.sessions if session.get("sport") != "transition"]
    if not legs:
        raise Unreadable("formats.refused.no-length")
    return _with_sets(whole(partial(_activity, leg, gathered) for leg in legs), gathered)


def _gather(data: bytes) -> _Gathered:
    gathered = _Gathered()
    for frame in _frames(data, gathered):
        if isinstance(frame, fitdecode.FitDataMessage):
            take = _TAKERS.get(frame.name)
            if take is not None:
                take(gathered, frame)
        elif isinstance(frame, fitdecode.FitCRC):
            gathered.damaged |= not frame.matched
    return gathered


def _frames(data: bytes, gathered: _Gathered) -> Iterator[object]:
    """The frames of a file up to where it breaks off; what was read until there stands."""
    options = {"check_crc": fitdecode.CrcCheck.READONLY, "error_handling": fitdecode.ErrorHandling.IGNORE}
    try:
        with fitdecode.FitReader(data, **options) as frames:
            yield from frames
    except _BROKEN:
        gathered.damaged = True


def _values(frame: fitdecode.FitDataMessage) -> dict[str, Any]:
    """A message's fields that hold something, by name; exercises and steps by their numbers."""
    return {
        each.name: each.raw_value if each.name in _BY_NUMBER else each.value
        for each in frame.fields
        if each.value is not None
    }


_BY_NUMBER = {"category", "category_subtype", "message_index", "wkt_step_index", "set_type"}


# ------------------------------------------------------------------------------------------------ what each message gives
def _file_id(gathered: _Gathered, frame: fitdecode.FitDataMessage) -> None:
    values = _values(frame)
    gathered.kinds.append(str(values.get("type", "")))
    if not gathered.device:
        names = (values.get("manufacturer"), values.get("garmin_product") or values.get("product_name"))
        gathered.device = plain_name(
            " ".join(str(name) for name in names if isinstance(name, str)).replace("_", " ")
        )


def _of_activity(gathered: _Gathered, frame: fitdecode.FitDataMessage) -> None:
    values = _values(frame)
    local, stamp = values.get("local_timestamp"), values.get("timestamp")
    if isinstance(local, datetime) and isinstance(stamp, datetime):
        gathered.offset_s = (local - stamp).total_seconds()
    elif isinstance(local, datetime) and isinstance(stamp, int):
        gathered.switched_on = local.replace(tzinfo=None) - timedelta(seconds=stamp)


def _record(gathered: _Gathered, frame: fitdecode.FitDataMessage) -> None:
    if gathered.first is None:
        gathered.first = frame
    gathered.last = frame


def _sport(gathered: _Gathered, frame: fitdecode.FitDataMessage) -> None:
    values = _values(frame)
    gathered.sport = {key: values.get(key) for key in ("sport", "sub_sport")}


def _listed(name: str) -> Callable[[_Gathered, fitdecode.FitDataMessage], None]:
    def take(gathered: _Gathered, frame: fitdecode.FitDataMessage) -> None:
        found: list[dict[str, Any]] = getattr(gathered, name)
        if len(found) < _MOST:
            found.append(_values(frame))

    return take


def _step(gathered: _Gathered, frame: fitdecode.FitDataMessage) -> None:
    values = _values(frame)
    index, name = values.get("message_index"), values.get("wkt_step_name")
    if isinstance(index, int) and isinstance(name, str) and len(gathered.steps) < _MOST:
        gathered.steps[index] = plain_name(name)


_TAKERS: dict[str, Callable[[_Gathered, fitdecode.FitDataMessage], None]] = {
    "file_id": _file_id,
    "activity": _of_activity,
    "record": _record,
    "sport": _sport,
    "session": _listed("sessions"),
    "lap": _listed("laps"),
    "set": _listed("sets"),
    "workout_step": _step,
}


# ------------------------------------------------------------------------------------------------------- put together
def _nothing(gathered: _Gathered) -> Unreadable:
    kinds = [kind for kind in gathered.kinds if kind]
    if kinds and "activity" not in kinds:
        return Unreadable(f"formats.refused.fit-{_NOT_ACTIVITIES.get(kinds[0], 'settings')}")
    return Unreadable("formats.refused.cut-off" if gathered.damaged else "formats.refused.fit-empty")


def _session_of_records(gathered: _Gathered) -> dict[str, Any] | None:
    """What the points alone tell of an activity whose summary is missing: the battery went before the end."""
    if gathered.first is None or gathered.last is None:
        return None
    first, last = _values(gathered.first), _values(gathered.last)
    begin, end = first.get("timestamp"), last.get("timestamp")
    if not isinstance(begin, datetime) or not isinstance(end, datetime) or end <= begin:
        return None
    gathered.damaged = True
    seconds = (end - begin).total_seconds()
    summary = {"start_time": begin, "total_elapsed_time": seconds, "total_distance": last.get("distance")}
    return gathered.sport | summary


def _activity(session: dict[str, Any], gathered: _Gathered) -> Activity:
    started, local = _start(session, gathered)
    elapsed_s = finite(session.get("total_elapsed_time")) or finite(session.get("total_timer_time")) or 0.0
    sport, sub_sport = (_name(session.get(key)) for key in ("sport", "sub_sport"))
    moving_s = finite(session.get("total_timer_time")) or elapsed_s
    return Activity(
        started=started,
        local=local,
        moving_s=moving_s,
        elapsed_s=max(elapsed_s, moving_s),
        distance_m=metres(session.get("total_distance")),
        sport=sport,
        sub_sport=sub_sport,
        device=gathered.device,
        laps=tuple(_laps(session, gathered)),
        damaged=gathered.damaged,
    )


def _name(value: object) -> str | None:
    """A sport by its name; an unknown number is kept as it is."""
    text = "" if value is None else plain_name(value, 40)
    return None if text in ("", "generic", "all") else text


def _start(session: dict[str, Any], gathered: _Gathered) -> tuple[datetime | None, datetime | None]:
    begin = session.get("start_time") or session.get("timestamp")
    if isinstance(begin, int) and 0 <= begin < CLOCK_BEGINS and gathered.switched_on is not None:
        return None, gathered.switched_on + timedelta(seconds=begin)
    if not isinstance(begin, datetime):
        raise Unreadable("formats.refused.no-date")
    return begin, local_of(begin, gathered.offset_s)


def _laps(session: dict[str, Any], gathered: _Gathered) -> Iterator[Lap]:
    """The laps of a session, where there is more than one."""
    first, number = session.get("first_lap_index", 0), session.get("num_laps", len(gathered.laps))
    if not isinstance(first, int) or not isinstance(number, int) or number < 2:
        return
    for lap in gathered.laps[first : first + number]:
        seconds = finite(lap.get("total_timer_time"))
        if seconds:
            yield Lap(seconds=seconds, distance_m=metres(lap.get("total_distance")))


def _with_sets(found: tuple[Activity, ...], gathered: _Gathered) -> tuple[Activity, ...]:
    """The sets belong to the session that is training, else to the first."""
    sets = tuple(_set(values, gathered) for values in gathered.sets if values.get("set_type") != 0)
    if not sets:
        return found
    index = next((n for n, each in enumerate(found) if each.sport == "training"), 0)
    return tuple(replace(each, sets=sets) if n == index else each for n, each in enumerate(found))


def _set(values: dict[str, Any], gathered: _Gathered) -> WatchSet:
    reps, step = _first(values.get("repetitions")), _first(values.get("wkt_step_index"))
    return WatchSet(
        category=_first(values.get("category")),
        name=_first(values.get("category_subtype")),
        step=gathered.steps.get(step) if step is not None else None,
        reps=reps,
        weight_kg=finite(values.get("weight")),
        seconds=finite(values.get("duration")),
    )


def _first(value: object) -> int | None:
    """A number, or the first that is given of several."""
    if isinstance(value, tuple | list):
        return next((each for each in value if isinstance(each, int)), None)
    return value if isinstance(value, int) else None
