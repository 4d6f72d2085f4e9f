"""Activity files made by the tests themselves: FIT by fit-tool, GPX and TCX as text, archives by the standard library."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import FileType, Sport, SubSport

START = datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
FIT_EPOCH_S = 631_065_600  # 1989-12-31 in seconds of 1970


def _ms(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def fit(
    started: datetime = START,
    *,
    seconds: float = 1800.0,
    metres: float = 5000.0,
    sport: Sport = Sport.RUNNING,
    sub_sport: SubSport = SubSport.GENERIC,
    offset_h: float | None = 2.0,
    points: int = 5,
    summary: bool = True,
    sets: Sequence[SetMessage] = (),
    steps: Sequence[WorkoutStepMessage] = (),
) -> bytes:
    """A FIT activity of one session."""
    legs = [(sport, sub_sport, started, seconds, metres)] if summary else []
    return fit_of(
        legs,
        started=started,
        seconds=seconds,
        metres=metres,
        offset_h=offset_h,
        points=points,
        sets=sets,
        steps=steps,
    )


def fit_of(
    legs: Sequence[tuple[Sport, SubSport, datetime, float, float]],
    *,
    started: datetime = START,
    seconds: float = 1800.0,
    metres: float = 5000.0,
    offset_h: float | None = 2.0,
    points: int = 5,
    sets: Sequence[SetMessage] = (),
    steps: Sequence[WorkoutStepMessage] = (),
) -> bytes:
    """A FIT activity of several sessions; with none, of points alone."""
    builder = FitFileBuilder(auto_define=True)
    builder.add(_file_id(FileType.ACTIVITY, started))
    for n in range(points):
        builder.add(
            _record(
                started + timedelta(seconds=seconds * n / max(1, points - 1)), metres * n / max(1, points - 1)
            )
        )
    for step in steps:
        builder.add(step)
    for each in sets:
        builder.add(each)
    for leg in legs:
        builder.add(_session(*leg))
    if legs:
        builder.add(_activity(started + timedelta(seconds=seconds), seconds, offset_h))
    return bytes(builder.build().to_bytes())


def _file_id(kind: FileType, when: datetime) -> FileIdMessage:
    message = FileIdMessage()
    message.type, message.manufacturer, message.product, message.serial_number = kind, 1, 1, 7
    message.time_created = _ms(when)
    return message


def _record(when: datetime, metres: float) -> RecordMessage:
    message = RecordMessage()
    message.timestamp, message.distance = _ms(when), metres
    message.position_lat, message.position_long = 48.1, 11.5
    return message


def _session(
    sport: Sport, sub_sport: SubSport, started: datetime, seconds: float, metres: float
) -> SessionMessage:
    message = SessionMessage()
    message.timestamp, message.start_time = _ms(started + timedelta(seconds=seconds)), _ms(started)
    message.total_elapsed_time, message.total_timer_time, message.total_distance = seconds, seconds, metres
    message.sport, message.sub_sport = sport, sub_sport
    return message


def _activity(end: datetime, seconds: float, offset_h: float | None) -> ActivityMessage:
    message = ActivityMessage()
    message.timestamp, message.total_timer_time, message.num_sessions = _ms(end), seconds, 1
    if offset_h is not None:
        message.local_timestamp = int((end + timedelta(hours=offset_h)).timestamp()) - FIT_EPOCH_S
    return message


def strength_set(
    category: int,
    name: int,
    *,
    reps: int = 10,
    weight_kg: float | None = 1.0,
    active: int = 1,
    step: int | None = None,
) -> SetMessage:
    """One set as a watch writes it."""
    message = SetMessage()
    message.timestamp, message.duration = _ms(START), 50.0
    message.set_type, message.repetitions, message.weight = active, reps, weight_kg
    message.category, message.category_subtype = [category], [name]
    if step is not None:
        message.workout_step_index = step
    return message


def named_step(index: int, name: str) -> WorkoutStepMessage:
    """A step of the workout that was followed."""
    message = WorkoutStepMessage()
    message.message_index, message.workout_step_name = index, name
    return message


def fit_workout() -> bytes:
    """A FIT file that is a workout, no activity."""
    builder = FitFileBuilder(auto_define=True)
    builder.add(_file_id(FileType.WORKOUT, START))
    workout = WorkoutMessage()
    workout.workout_name, workout.num_valid_steps = "Six times one", 1
    builder.add(workout)
    return bytes(builder.build().to_bytes())


def gpx(
    started: datetime = START,
    *,
    seconds: int = 1800,
    every_s: int = 30,
    kind: str | None = "running",
    metres: float = 5000.0,
    times: bool = True,
    name: str = "Round the lake",
    creator: str = "a watch",
) -> bytes:
    """A GPX track that goes north at an even pace."""
    points = []
    for t in range(0, seconds + 1, every_s):
        when = (
            f"<time>{(started + timedelta(seconds=t)).strftime('%Y-%m-%dT%H:%M:%SZ')}</time>" if times else ""
        )
        points.append(f'<trkpt lat="{48 + metres * t / seconds / 111_195:.7f}" lon="11.5">{when}</trkpt>')
    sport = "" if kind is None else f"<type>{kind}</type>"
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="{creator}" '
        f'xmlns="http://www.topografix.com/GPX/1/1"><trk><name>{name}</name>{sport}<trkseg>'
        f"{''.join(points)}</trkseg></trk></gpx>"
    )
    return text.encode()


def tcx(
    started: datetime = START,
    *,
    laps: Sequence[tuple[float, float | None]] = ((900.0, 2500.0), (900.0, 2500.0)),
    sport: str = "Running",
    device: str = "a watch",
) -> bytes:
    """A TCX activity of laps (seconds, metres); as a treadmill writes it, without places."""
    parts, begin = [], started
    for seconds, metres in laps:
        end = begin + timedelta(seconds=seconds)
        far = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
        parts.append(
            f'<Lap StartTime="{_z(begin)}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>{far}'
            f"<Track><Trackpoint><Time>{_z(begin)}</Time></Trackpoint><Trackpoint><Time>{_z(end)}</Time></Trackpoint></Track></Lap>"
        )
        begin = end
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="{sport}"><Id>{_z(started)}</Id>{"".join(parts)}'
        f"<Creator><Name>{device}</Name></Creator></Activity></Activities></TrainingCenterDatabase>"
    )
    return text.encode()


def _z(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def packed(data: bytes) -> bytes:
    """gzip."""
    return gzip.compress(data, mtime=0)


def zipped(files: dict[str, bytes], **options: Any) -> bytes:
    """A zip of files by name."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED, **options) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return room.getvalue()


_COLUMNS = (
    *("Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description"),
    *("Elapsed Time", "Distance", "Filename", "Moving Time", "Distance"),
)
STRAVA = ",".join(_COLUMNS) + "\n"


def strava_export() -> bytes:
    """What Strava gives: a list, files packed each, a photograph; and a run typed in there, which has no file."""
    listed = STRAVA + (
        '11,"Jul 1, 2026, 6:30:00 AM",Round the lake,Run,,1800,5.0,activities/11.fit.gz,1800,5000.0\n'
        '12,"Jul 2, 2026, 6:30:00 AM",To work,Ride,,1500,9.0,activities/12.gpx,1500,9000.0\n'
        '13,"Jul 3, 2026, 5:00:00 PM",Treadmill,Run,,2400,6.0,,2400,6000.0\n'
    )
    return zipped(
        {
            "activities.csv": listed.encode(),
            "activities/11.fit.gz": packed(fit()),
            "activities/12.gpx": gpx(START + timedelta(days=1), kind=None, seconds=1500),
            "media/a.jpg": b"\xff\xd8\xff\xe0 a photograph",
            "profile.csv": b"name,email\n",
        }
    )


def garmin_export() -> bytes:
    """What Garmin gives: zips in a zip, files of every kind in them."""
    inner = zipped(
        {"a_1.fit": fit(), "a_2.fit": fit_workout(), "a_3.fit": fit(START + timedelta(days=2), offset_h=-7.0)}
    )
    return zipped(
        {
            "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": inner,
            "DI_CONNECT/DI-Connect-User/user.json": b"{}",
        }
    )
