"""A knee that goes outward: told beside the other repetitions of the set."""

from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.angles import measure
from hamstride.engine.events import Event, RepCompleted, RepRevised
from hamstride.engine.landmarks import Frame, Landmark
from hamstride.engine.outward import Outwardness, found
from hamstride.engine.puppet import Camera, Scene
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Side
from tests.engine import spoil

CURL = catalogue()["standing-curl"]
LEG = (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX)
UP, NEARER = 0.035, 0.15  # trunk lengths: what the pose model makes of a knee that goes 28 degrees outward


def knee_out(frame: Frame, nearer: float) -> Frame:
    """The left leg, where its knee is bent, a little higher and closer to the camera."""
    body = measure(frame, 1)
    if body is None or frame.points is None or abs(body.left.knee_deg) < 45.0:
        return frame
    up, closer = UP * body.trunk_px / frame.height, nearer * body.trunk_px / frame.width
    return replace(
        frame,
        points=tuple(
            (x, y - up, z - closer, seen) if n in LEG else (x, y, z, seen)
            for n, (x, y, z, seen) in enumerate(frame.points)
        ),
    )


def curls(count: int, out: tuple[int, ...], *, far: bool = False, jitter_deg: float = 0.0) -> list[Frame]:
    """Curls of the left leg; in some, by number, its knee goes outward."""
    acts = [puppet.rest(CURL, 1.5)]
    for _ in range(count):
        acts += puppet.repetition(CURL)
    scene = Scene(camera=Camera(azimuth_deg=180.0 if far else 0.0), jitter_deg=jitter_deg)
    frames = list(puppet.perform(CURL, acts, side=Side.LEFT, scene=scene))
    tempo = CURL.dose.tempo
    one_s = tempo.repetition_s(tempo.hold_s)
    return [
        knee_out(frame, -NEARER if far else NEARER) if int((frame.t_s - 1.5) // one_s) + 1 in out else frame
        for frame in frames
    ]


def watch(frames: list[Frame]) -> tuple[WatchReport, list[Event]]:
    watcher, events = Watcher(CURL, side=Side.LEFT), list[Event]()
    for frame in frames:
        watcher.receive(frame)
        events += watcher.events()
    report = watcher.close()
    return report, events + watcher.events()


@pytest.mark.parametrize("jitter_deg", [0.0, 1.5])
@pytest.mark.parametrize("far", [False, True], ids=["near", "far"])
@pytest.mark.parametrize("out", [(), (1,), (2,), (4,), (1, 2), (2, 5)])
def test_a_knee_that_goes_outward_is_told_in_its_repetition(
    out: tuple[int, ...], far: bool, jitter_deg: float
) -> None:
    report, _ = watch(curls(5, out, far=far, jitter_deg=jitter_deg))
    assert tuple(rep.number for rep in report.reps if "knees-close" in rep.cues) == out


def test_what_was_told_and_put_right_is_what_is_reported() -> None:
    report, events = watch(curls(5, (1, 4)))
    told = {event.rep.number: event.rep for event in events if isinstance(event, RepCompleted)}
    assert ("knees-close" in told[1].cues, "knees-close" in told[4].cues) == (False, True)
    told |= {event.rep.number: event.rep for event in events if isinstance(event, RepRevised)}
    assert tuple(told.values()) == report.reps


def test_two_repetitions_alone_say_nothing_of_one_another() -> None:
    report, _ = watch(curls(2, (2,)))
    assert [rep.cues for rep in report.reps] == [(), ()]


def test_the_mirrored_runner_is_told_the_same() -> None:
    mirrored = spoil.mirrored(curls(5, (2,)))
    watcher = Watcher(CURL, side=Side.RIGHT)
    for frame in mirrored:
        watcher.receive(frame)
    assert [rep.number for rep in watcher.close().reps if "knees-close" in rep.cues] == [2]


@pytest.mark.parametrize(
    ("shares", "known", "now"),
    [
        ([], [], []),
        ([0.1], [False], [False]),
        ([0.1, 0.2], [False, False], [False, False]),
        ([0.1, 0.2, 0.1], [False] * 3, [False, True, False]),
        ([0.2, 0.2, 0.1, 0.1], [False] * 4, [True, True, False, False]),
        ([0.1, 0.1, 0.1, 0.2, 0.2], [False] * 5, [False, False, False, True, True]),
        ([None, 0.2, 0.1, 0.1], [True, False, False, False], [True, True, False, False]),
        ([0.125, 0.1, 0.1], [True, False, False], [True, False, False]),
        ([0.125, 0.1, 0.1], [False, False, False], [False, False, False]),
        ([0.11, 0.1, 0.1], [True, False, False], [False, False, False]),
    ],
)
def test_beside_the_others(shares: list[float | None], known: list[bool], now: list[bool]) -> None:
    assert found([looked(share) for share in shares], known) == now


def looked(share: float | None, leg: Side = Side.LEFT, trembles: float = 0.002) -> Outwardness | None:
    return None if share is None else Outwardness(leg=leg, share=share, trembles=trembles)


def test_where_the_picture_trembles_more_is_asked() -> None:
    assert found([looked(share, trembles=0.02) for share in (0.15, 0.1, 0.1)], [False] * 3) == [False] * 3
    assert found([looked(share, trembles=0.02) for share in (0.2, 0.1, 0.1)], [False] * 3)[0]


def test_what_the_model_calls_the_other_leg_is_no_measure_of_this_one() -> None:
    legs = (Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT)
    seen = [looked(share, leg) for share, leg in zip((0.2, 0.1, 0.1, 0.1), legs, strict=True)]
    assert found(seen, [False] * 4) == [False] * 4


@pytest.mark.parametrize("turned", ["left and came back", "the camera fell"])
def test_what_was_seen_from_elsewhere_is_not_compared(turned: str) -> None:
    """The three first ones tell that the fourth is out, unless it was seen from elsewhere."""
    frames = curls(4, (4,))
    tempo = CURL.dose.tempo
    begins_s = 1.5 + 3 * tempo.repetition_s(tempo.hold_s)
    early = [frame for frame in frames if frame.t_s < begins_s]
    late = spoil.later((frame for frame in frames if frame.t_s >= begins_s - 1.5), 40.0)
    if turned == "the camera fell":
        late = spoil.knocked(spoil.later(late, -38.4), begins_s + 0.3, 40.0)
    report, _ = watch([*early, *late])
    assert [rep.cues for rep in report.reps] == [()] * 4
