"""TCX files: training centres' XML. Laps carry times and distances, so that a treadmill needs no place on earth."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from xml.etree.ElementTree import Element

from hamstride.formats import xml
from hamstride.formats.activity import (
    Activity,
    Lap,
    Unreadable,
    finite,
    instant,
    metres,
    plain_name,
    strays,
    whole,
)
from hamstride.formats.sports import sport_of

ROOT = "TrainingCenterDatabase"
_MOST_LAPS = 1000


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in a TCX file, each leg of several sports apart. Raises `Unreadable`."""
    root = xml.tree(data)
    found = [element for element in root.iter() if _tag(element) == "Activity"]
    if not found:
        raise Unreadable("formats.refused.only-planned")
    return whole(partial(_activity, element) for element in found)


def _tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _tag(child) == name)


def _text(element: Element | None, name: str) -> str | None:
    child = None if element is None else next(_children(element, name), None)
    return None if child is None else child.text


def _activity(element: Element) -> Activity:
    laps = list(_children(element, "Lap"))[:_MOST_LAPS]
    if not laps:
        raise Unreadable("formats.refused.no-length")
    begins = _time(laps[0].get("StartTime") or _text(element, "Id"))
    told = [_moment(text) for text in _points(laps)]
    clock = [begins, *(time for time in told if time is not None)]
    right = [time for time, stray in zip(clock, strays(clock), strict=True) if not stray]
    started, local = instant(right[0])
    lengths = tuple(_lap(lap) for lap in laps)
    moving_s = sum(lap.seconds for lap in lengths)
    sport, sub_sport = sport_of(element.get("Sport"))
    known = [lap.distance_m for lap in lengths if lap.distance_m is not None]
    return Activity(
        started=started,
        local=local,
        moving_s=moving_s,
        elapsed_s=max(moving_s, (instant(right[-1])[0] - started).total_seconds()),
        distance_m=metres(sum(known)),
        sport=sport,
        sub_sport=sub_sport,
        name=plain_name(_text(element, "Notes")),
        device=plain_name(_text(next(_children(element, "Creator"), None), "Name")),
        laps=lengths if len(lengths) > 1 else (),
        damaged=len(right) < 1 + len(told),
    )


def _lap(lap: Element) -> Lap:
    return Lap(
        seconds=_number(_text(lap, "TotalTimeSeconds")) or 0.0,
        distance_m=metres(_number(_text(lap, "DistanceMeters"))),
    )


def _points(laps: Iterable[Element]) -> Iterator[str]:
    """The times of the points of some laps as they stand there, where they have one."""
    for point in (point for lap in laps for track in _children(lap, "Track") for point in track):
        if text := _text(point, "Time"):
            yield text


def _number(text: str | None) -> float | None:
    try:
        return finite(float(text or ""))
    except ValueError:
        return None


def _time(text: str | None) -> datetime:
    if (found := _moment(text)) is None:
        raise Unreadable("formats.refused.date", found=plain_name(text, 40))
    return found


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
