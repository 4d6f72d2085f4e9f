"""A knee that goes outward: told beside the other repetitions of the set."""

from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.angles import measure
from hamstride.engine.events import RepCompleted, RepRevised
from hamstride.engine.landmarks import Frame, Landmark
from hamstride.engine.outward import Look, Seen, Way, which_stand_out
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.engine.watcher import WatchReport
from hamstride.exercises.values import Side
from tests.engine import spoil
from tests.engine.films import CLIPS, Film, films
from tests.engine.people import STANDING as CURL
from tests.engine.people import watch

LEG = (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX)
ONE_S = CURL.dose.tempo.repetition_s(CURL.dose.tempo.hold_s)
OUTWARD = [film for film in films(CLIPS / "studio") if "outward" in film.name]
UP, NEARER = 0.035, 0.15  # trunk lengths: what the pose model makes of a knee that goes 28 degrees outward


def knee_out(frame: Frame, nearer: float, up: float = UP) -> Frame:
    """The left leg, where its knee is bent, a little higher and closer to the camera."""
    body = measure(frame, 1)
    if body is None or frame.points is None or abs(body.left.knee_deg) < 45.0:
        return frame
    up, closer = up * body.trunk_px / frame.height, nearer * body.trunk_px / frame.width
    return replace(
        frame,
        points=tuple(
            (x, y - up, z - closer, seen) if n in LEG else (x, y, z, seen)
            for n, (x, y, z, seen) in enumerate(frame.points)
        ),
    )


def curls(
    count: int,
    out: tuple[int, ...],
    *,
    far: bool = False,
    jitter_deg: float = 0.0,
    up: float = UP,
    pitch_deg: float = 0.0,
) -> list[Frame]:
    """Curls of the left leg; in some, by number, its knee goes outward."""
    acts = [puppet.rest(CURL, 1.5)]
    for _ in range(count):
        acts += puppet.repetition(CURL)
    camera = Camera(azimuth_deg=180.0 if far else 0.0, pitch_deg=pitch_deg)
    scene, nearer = Scene(camera=camera, jitter_deg=jitter_deg), -NEARER if far else NEARER
    frames = list(puppet.perform(CURL, acts, side=Side.LEFT, scene=scene))
    return [
        knee_out(frame, nearer, up) if int((frame.t_s - 1.5) // ONE_S) + 1 in out else frame
        for frame in frames
    ]


def swung_curls(azimuth_deg: float, thigh_deg: float, *, count: int = 5, which: int = 3) -> list[Frame]:
    """Curls of the left leg; in one of them its thigh swings forward by so much."""
    rest_pose, top = puppet.key_poses(CURL)
    swung, tempo = replace(top, hip_deg=top.hip_deg + thigh_deg), CURL.dose.tempo
    acts = [puppet.rest(CURL, 1.5)]
    for number in range(1, count + 1):
        acts += [
            Act(go_s=tempo.lift_s, stay_s=tempo.hold_s, pose=swung if number == which else top),
            Act(go_s=tempo.lower_s, stay_s=1.5, pose=rest_pose),
        ]
    scene = Scene(camera=Camera(azimuth_deg=azimuth_deg))
    return list(puppet.perform(CURL, acts, side=Side.LEFT, scene=scene))


def told_out(report: WatchReport) -> list[int | None]:
    """The repetitions, by number, in which the cue was broken."""
    return [rep.number for rep in report.reps if "knees-close" in rep.cues]


@pytest.mark.parametrize("out", [(), (1,), (2,), (4,), (1, 2), (2, 5)])
def test_a_knee_that_goes_outward_is_told_in_its_repetition(out: tuple[int, ...]) -> None:
    report, _ = watch(CURL, curls(5, out, jitter_deg=1.5), Side.LEFT)
    assert told_out(report) == list(out)


@pytest.mark.parametrize(
    ("azimuth_deg", "outward"), [(25.0, -1), (-25.0, 1), (155.0, 1), (205.0, -1)], ids=str
)
@pytest.mark.parametrize("by_deg", [-9.0, -2.0, 0.0, 2.0, 9.0])
def test_seen_aslant_a_knee_that_goes_away_from_the_other_one_is_told_of_either_leg(
    azimuth_deg: float, outward: int, by_deg: float
) -> None:
    """From there forward or back, which of the two depends on the view, may as well be outward."""
    report, _ = watch(CURL, swung_curls(azimuth_deg, outward * by_deg), Side.LEFT)
    assert len(report.reps) == 5
    assert told_out(report) == ([3] if by_deg > 2.0 else [])


@pytest.mark.parametrize("which", [1, 2])
@pytest.mark.parametrize("by_deg", [2.0, 9.0])
def test_seen_aslant_one_other_repetition_is_enough(which: int, by_deg: float) -> None:
    report, _ = watch(CURL, swung_curls(155.0, by_deg, count=2, which=which), Side.LEFT)
    assert told_out(report) == ([which] if by_deg > 2.0 else [])


def test_behind_the_other_leg_a_little_is_unseen() -> None:
    report, _ = watch(CURL, curls(5, (2,), far=True, up=0.5 * UP), Side.LEFT)
    assert told_out(report) == []
    assert all("knees-close" in rep.unseen for rep in report.reps)


@pytest.mark.parametrize("out", [(1,), (2, 5)])
def test_behind_the_other_leg_what_is_plain_is_told(out: tuple[int, ...]) -> None:
    report, _ = watch(CURL, curls(5, out, far=True, up=1.5 * UP), Side.LEFT)
    assert told_out(report) == list(out)
    assert [rep.number for rep in report.reps if "knees-close" not in rep.unseen] == list(out)


@pytest.mark.parametrize(("up", "out"), [(-2 * UP, [3]), (-0.5 * UP, []), (0.5 * UP, [])])
def test_seen_from_above_a_knee_that_comes_nearer_stands_lower(up: float, out: list[int]) -> None:
    report, _ = watch(CURL, curls(5, (3,), up=up, pitch_deg=25.0), Side.LEFT)
    assert told_out(report) == out


def test_what_was_told_and_put_right_is_what_is_reported() -> None:
    report, events = watch(CURL, curls(5, (1, 4)), Side.LEFT)
    told = {event.rep.number: event.rep for event in events if isinstance(event, RepCompleted)}
    assert ("knees-close" in told[1].cues, "knees-close" in told[4].cues) == (False, True)
    told |= {event.rep.number: event.rep for event in events if isinstance(event, RepRevised)}
    assert tuple(told.values()) == report.reps


@pytest.mark.parametrize("far", [False, True], ids=["near", "far"])
@pytest.mark.parametrize("thigh_deg", [-15.0, 15.0])
def test_a_thigh_that_swings_a_little_has_not_gone_outward(thigh_deg: float, far: bool) -> None:
    report, _ = watch(CURL, swung_curls(180.0 if far else 0.0, thigh_deg), Side.LEFT)
    assert [rep.cues for rep in report.reps] == [()] * 5


@pytest.mark.parametrize("scale", [0.92, 1.08])
def test_who_stands_a_little_farther_off_in_a_repetition_has_not_gone_outward(scale: float) -> None:
    begins_s, ends_s = (1.5 + number * ONE_S for number in (2, 3))
    frames = [
        spoil.moved([frame], 1.0 + (scale - 1.0) * min(1.0, frame.t_s - begins_s, ends_s - frame.t_s))[0]
        if begins_s < frame.t_s < ends_s
        else frame
        for frame in curls(5, ())
    ]
    report, _ = watch(CURL, frames, Side.LEFT)
    assert [rep.cues for rep in report.reps] == [()] * 5


def test_a_side_that_flickers_for_a_moment_does_not_make_another_view() -> None:
    frames, pause_s = curls(5, (5,)), 1.5 + 2 * ONE_S - 0.2
    flickers = [
        replace(frame, points=tuple((x, y, -z, seen) for x, y, z, seen in frame.points))
        if frame.points is not None and pause_s - 0.6 < frame.t_s < pause_s
        else frame
        for frame in frames
    ]
    report, _ = watch(CURL, flickers, Side.LEFT)
    assert told_out(report) == [5]


@pytest.mark.parametrize("film", OUTWARD, ids=lambda film: film.name)
def test_drawn_people_whose_knee_goes_outward_are_told(film: Film) -> None:
    true = [number for number, rep in enumerate(film.reps, 1) if "knees-apart" in rep["faults"]]
    assert true
    assert told_out(film.watch()) == true


def test_the_last_repetition_before_a_loss_is_told() -> None:
    frames, ends_s = curls(5, (4,)), 1.5 + 4 * ONE_S
    counted_s = ends_s - CURL.dose.tempo.pause_s + 0.1
    gone = spoil.later((frame for frame in frames if frame.t_s > ends_s), 30.0)
    report, _ = watch(CURL, [*(frame for frame in frames if frame.t_s < counted_s), *gone], Side.LEFT)
    assert told_out(report) == [4]


def test_two_repetitions_alone_say_nothing_of_one_another() -> None:
    report, _ = watch(CURL, curls(2, (2,)), Side.LEFT)
    assert [rep.cues for rep in report.reps] == [(), ()]


def test_the_mirrored_runner_is_told_the_same() -> None:
    mirrored = spoil.mirrored(curls(5, (2,)))
    report, _ = watch(CURL, mirrored, Side.RIGHT)
    assert told_out(report) == [2]


@pytest.mark.parametrize(
    ("shares", "known", "now"),
    [
        ([], [], []),
        ([0.1], [False], [False]),
        ([0.1, 0.2], [False, False], [False, False]),
        ([0.1, 0.2, 0.1], [False] * 3, [False, True, False]),
        ([0.2, 0.2, 0.1, 0.1], [False] * 4, [True, True, False, False]),
        ([0.1, 0.1, 0.1, 0.2, 0.2], [False] * 5, [False, False, False, True, True]),
        ([0.1, 0.1, 0.0], [False] * 3, [False] * 3),  # the lower one may be what is odd
        ([None, 0.2, 0.1, 0.1], [True, False, False, False], [True, True, False, False]),
        ([0.147, 0.1, 0.1], [True, False, False], [True, False, False]),
        ([0.147, 0.1, 0.1], [False, False, False], [False, False, False]),
        ([0.156, 0.1, 0.1], [False, False, False], [True, False, False]),
        ([0.11, 0.1, 0.1], [True, False, False], [False, False, False]),
    ],
)
def test_beside_the_others(shares: list[float | None], known: list[bool], now: list[bool]) -> None:
    assert which_stand_out([looked(share) for share in shares], known) == now


def looked(share: float | None, trembles: float = 0.002, pixel: float = 0.005, way: Way = Way.NEARER) -> Seen:
    look = None if share is None else Look(share=share, trembles=trembles, pixel=pixel)
    return Seen(looks={} if look is None else {way: look})


@pytest.mark.parametrize(("way", "is_out"), [(Way.NEARER, False), (Way.ASIDE, True)])
def test_from_elsewhere_only_what_goes_aside_is_compared(way: Way, is_out: bool) -> None:
    first, *others = (looked(share, way=way) for share in (0.2, 0.1, 0.1))
    read = [first, *(replace(other, place=1) for other in others)]
    assert which_stand_out(read, [False] * 3) == [is_out, False, False]


def test_of_a_place_that_was_left_what_was_said_stands() -> None:
    read = [*map(looked, (0.1, 0.2, 0.2)), *(replace(looked(0.1), place=1) for _ in range(3))]
    assert (
        which_stand_out(read, [False, True, True, False, False, False]) == [False, True, True] + [False] * 3
    )


@pytest.mark.parametrize("askew", [(True, True, True), (True, False, False), (False, True, False)])
def test_in_a_picture_that_lies_askew_more_is_asked(askew: tuple[bool, ...]) -> None:
    for share, is_out in ((0.17, False), (0.19, True)):
        looks = map(looked, (share, 0.1, 0.1))
        read = [replace(look, askew=lies) for look, lies in zip(looks, askew, strict=True)]
        assert which_stand_out(read, [False] * 3) == [is_out, False, False]


def test_where_the_picture_trembles_more_is_asked() -> None:
    for share, is_out in ((0.22, False), (0.26, True)):
        read = [looked(each, trembles=0.02) for each in (share, 0.1, 0.1)]
        assert which_stand_out(read, [False] * 3) == [is_out, False, False]


def test_in_a_small_picture_more_is_asked() -> None:
    assert (
        which_stand_out([looked(share, pixel=0.02) for share in (0.15, 0.1, 0.1)], [False] * 3) == [False] * 3
    )
    assert which_stand_out([looked(share, pixel=0.02) for share in (0.17, 0.1, 0.1)], [False] * 3)[0]


@pytest.mark.parametrize("turned", ["left and came back", "turned round", "the camera fell"])
def test_what_was_seen_from_elsewhere_is_not_compared(turned: str) -> None:
    """The three first ones tell that the fourth is out, unless it was seen from elsewhere."""
    frames = curls(4, (4,))
    begins_s = 1.5 + 3 * ONE_S
    early = [frame for frame in frames if frame.t_s < begins_s]
    if turned == "left and came back":
        late = spoil.later((frame for frame in frames if frame.t_s >= begins_s - 1.5), 40.0)
    elif turned == "turned round":
        early = [frame for frame in curls(4, (), far=True) if frame.t_s < begins_s - 1.5]
        late = [frame for frame in frames if frame.t_s >= begins_s - 1.5]
    else:
        late = spoil.knocked((frame for frame in frames if frame.t_s >= begins_s), begins_s + 0.3, 40.0)
    report, _ = watch(CURL, [*early, *late], Side.LEFT)
    assert [rep.cues for rep in report.reps] == [()] * 4
