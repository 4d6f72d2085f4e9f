"""GPX files: gpxpy reads them, once `xml` has let them pass."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import gpxpy.gpx
from gpxpy.gpx import GPXTrack, GPXTrackSegment

from hamstride.formats import xml
from hamstride.formats.activity import Activity, Unreadable, instant, metres, plain_name, strays, whole
from hamstride.formats.sports import sport_of

ONE_OUTING = timedelta(minutes=30)  # a device that was switched off and on writes two tracks for one outing
STILL_M_S = 1 / 3.6  # slower than a kilometre an hour is standing
_ENDLESS = re.compile(
    r"\sxmlns[^=]{1000}"
)  # no name is as long; gpxpy looks on to the end of the file from each


def read(data: bytes) -> tuple[Activity, ...]:
    """The outings in a GPX file, oldest first. Raises `Unreadable`."""
    try:
        found = gpxpy.parse(_checked(data))
        lost = sum([_drop_strays(track) for track in found.tracks if _drop_unusable(track)])
        tracks = [track for track in found.tracks if track.segments]
        if not tracks:
            raise Unreadable(_why_nothing(found))
        outings = _outings(sorted(tracks, key=lambda track: _times(track)[0]))
        return whole(partial(_activity, outing, found, damaged=lost > 0) for outing in outings)
    except (
        gpxpy.gpx.GPXException,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("formats.refused.gpx", why=plain_name(error)) from error


def _checked(data: bytes) -> str:
    """The text of the file, in which gpxpy's own search for names does not lose itself."""
    text = xml.checked(data)
    if (endless := _ENDLESS.search(text)) is not None:
        *above, line = text[: endless.end()].split("\n")
        raise Unreadable("formats.refused.xml", line=len(above) + 1, column=len(line))
    return text


def _why_nothing(found: gpxpy.gpx.GPX) -> str:
    if found.tracks:
        return "formats.refused.no-times"
    return "formats.refused.route" if found.routes else "formats.refused.no-track"


def _drop_unusable(track: GPXTrack) -> int:
    """Leave in a track only the points with a time and a place on earth; how many there are."""
    for segment in track.segments:
        segment.points = [
            point
            for point in segment.points
            if point.time is not None and abs(point.latitude) <= 90 and abs(point.longitude) <= 180
        ]
    track.segments = [segment for segment in track.segments if segment.points]
    return sum(len(segment.points) for segment in track.segments)


def _drop_strays(track: GPXTrack) -> int:
    """Leave in a track only the points whose times are near those of the others; how many were not."""
    times = [point.time for segment in track.segments for point in segment.points if point.time is not None]
    found = strays(times)
    if not any(found):
        return 0
    each = iter(found)
    for segment in track.segments:
        segment.points = [point for point in segment.points if not next(each)]
    track.segments = [segment for segment in track.segments if segment.points]
    return sum(found)


def _times(track: GPXTrack) -> tuple[datetime, datetime]:
    """The instants of the first and the last point."""
    first, last = track.segments[0].points[0].time, track.segments[-1].points[-1].time
    assert first is not None and last is not None
    return instant(first)[0], instant(last)[0]


def _outings(tracks: Sequence[GPXTrack]) -> Iterator[list[GPXTrack]]:
    outing = [tracks[0]]
    for track in tracks[1:]:
        gap = _times(track)[0] - _times(outing[-1])[1]
        if track.type == outing[-1].type and timedelta() <= gap <= ONE_OUTING:
            outing.append(track)
        else:
            yield outing
            outing = [track]
    yield outing


def _activity(outing: list[GPXTrack], found: gpxpy.gpx.GPX, *, damaged: bool) -> Activity:
    first = outing[0].segments[0].points[0].time
    assert first is not None
    started, local = instant(first)
    elapsed_s = (_times(outing[-1])[1] - started).total_seconds()
    sport, sub_sport = sport_of(outing[0].type)
    walked_m, moving_s = _walked(outing)
    return Activity(
        started=started,
        local=local,
        moving_s=moving_s or elapsed_s,
        elapsed_s=elapsed_s,
        distance_m=metres(walked_m),
        sport=sport,
        sub_sport=sub_sport,
        name=plain_name(outing[0].name or found.name),
        device=plain_name(found.creator),
        damaged=damaged,
    )


def _walked(tracks: Iterable[GPXTrack]) -> tuple[float, float]:
    """Metres along the tracks, and the seconds of it that were not spent standing. In one pass over the points: gpxpy's own
    way of telling moving from standing measures each step again and sorts the speeds, which nobody asked for."""
    metres_ = moving_s = 0.0
    for segment in (segment for track in tracks for segment in track.segments):
        steps = pairwise(zip(segment.points, _clock(segment), strict=True))
        for (before, begin), (point, end) in steps:
            step_m, step_s = point.distance_2d(before) or 0.0, (end - begin).total_seconds()
            metres_ += step_m
            if step_s > 0 and step_m > STILL_M_S * step_s:
                moving_s += step_s
    return metres_, moving_s


def _clock(segment: GPXTrackSegment) -> list[datetime]:
    """The times of the points for taking differences; without their zone where that says the same, as it is twice as quick."""
    zoned = [point.time for point in segment.points if point.time is not None]
    plain = [time.replace(tzinfo=None) for time in zoned]
    return plain if plain[-1] - plain[0] == zoned[-1] - zoned[0] else zoned
