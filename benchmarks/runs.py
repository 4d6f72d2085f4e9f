"""Runs read in, against bare loops of the libraries that read them: `.venv/bin/python -m benchmarks.runs [--files N]`.

Makes one-hour files with a point a second, in memory, and reads each once our way and once with the bare library, in turns, so
that a busy moment of the machine falls on both. Our way ends in an `Activity`; the bare way parses and throws away. Prints the
ratio of the sums over three rounds.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import fitdecode
import gpxpy
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Sport

from hamstride.formats import files

HOUR_S = 3600
ROUNDS = 3
REACH = {"gpx": 1.4, "fit": 1.2}
START = datetime(2026, 6, 1, 6, tzinfo=UTC)


def gpx(day: int) -> bytes:
    """An hour's run with height and heart rate, as watches write it."""
    start = START + timedelta(days=day)
    points = "".join(_point(start, t) for t in range(HOUR_S + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="a watch" '
        'xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk><name>Day {day}</name><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def _point(start: datetime, t: int) -> str:
    when = (start + timedelta(seconds=t)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<trkpt lat="{48 + t * 2.5e-5:.7f}" lon="{11.5 + (t % 60) * 1e-6:.7f}"><ele>{520 + t % 40}</ele>'
        f"<time>{when}</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{140 + t % 20}</gpxtpx:hr>"
        "</gpxtpx:TrackPointExtension></extensions></trkpt>\n"
    )


def gpx_files(number: int) -> list[bytes]:
    """A file a day."""
    return [gpx(day) for day in range(number)]


def fit_files(number: int) -> list[bytes]:
    """The same file so many times: writing one takes longer than reading all."""
    return [fit(START)] * number


def fit(start: datetime) -> bytes:
    """An hour's run with place, height, heart rate and distance a second."""
    builder = FitFileBuilder(auto_define=True)
    head = FileIdMessage()
    head.type, head.manufacturer, head.time_created = FileType.ACTIVITY, 1, _ms(start)
    builder.add(head)
    for t in range(HOUR_S + 1):
        record = RecordMessage()
        record.timestamp, record.distance = _ms(start + timedelta(seconds=t)), t * 2.8
        record.position_lat, record.position_long = 48 + t * 2.5e-5, 11.5
        record.enhanced_altitude, record.heart_rate, record.cadence = 520.0, 140 + t % 20, 85
        builder.add(record)
    session = SessionMessage()
    session.timestamp, session.start_time = _ms(start + timedelta(seconds=HOUR_S)), _ms(start)
    session.total_elapsed_time = session.total_timer_time = float(HOUR_S)
    session.total_distance, session.sport = HOUR_S * 2.8, Sport.RUNNING
    builder.add(session)
    return bytes(builder.build_bytes())


def _ms(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def bare_gpx(data: bytes) -> None:
    """What the library alone takes."""
    gpxpy.parse(data.decode())


def bare_fit(data: bytes) -> None:
    """What the library alone takes."""
    with fitdecode.FitReader(data) as frames:
        for _ in frames:
            pass


def compare(made: Sequence[bytes], bare: Callable[[bytes], None]) -> tuple[float, float]:
    """Seconds for all files and rounds, ours and bare, each file in turns."""
    ours_s = bare_s = 0.0
    for n in range(ROUNDS):
        for data in made:
            first, second = ((bare, files.read), (files.read, bare))[n % 2]
            spent = {read: _seconds(read, data) for read in (first, second)}
            ours_s, bare_s = ours_s + spent[files.read], bare_s + spent[bare]
    return ours_s, bare_s


def _seconds(read: Callable[[bytes], object], data: bytes) -> float:
    begin = time.perf_counter()
    read(data)
    return time.perf_counter() - begin


def main() -> None:
    """Make the files, read them, say the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=20)
    number = parser.parse_args().files
    for name, make, bare in (("gpx", gpx_files, bare_gpx), ("fit", fit_files, bare_fit)):
        made = make(number)
        ours_s, bare_s = compare(made, bare)
        ratio = ours_s / bare_s
        print(
            f"{name}: {number} files of {len(made[0]) / 1e6:.2f} MB: ours {ours_s:.2f} s, bare {bare_s:.2f} s, "
            f"ratio {ratio:.2f} (reach: at most {REACH[name]})"
        )


if __name__ == "__main__":
    main()
