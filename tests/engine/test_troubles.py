"""What the pose model and the room do to a set, done to simulated people on purpose: the count stays exact."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstride.engine import puppet
from hamstride.engine.angles import measure
from hamstride.engine.cues import CueWatch, WholeCueWatch
from hamstride.engine.events import Advice, HoldTick, PhaseEntered, ViewAdvice
from hamstride.engine.excursion import Excursion
from hamstride.engine.fidgets import Verdict, judge
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.leg import LegWay
from hamstride.engine.level import Level
from hamstride.engine.limbs import Limb
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.engine.timing import Clock
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Measure, Phase
from hamstride.exercises.values import Side
from tests.engine import odd
from tests.engine.people import (
    BALL,
    CHAIR,
    FAR_OFF,
    LYING,
    ROLL,
    STANDING,
    counted,
    fidgets,
    film,
    hang,
    stretches,
    swapped_legs,
    watch,
)
from tests.engine.spoil import knocked, moved, short_shins, torn, turned, unseen, without_feet

STANDING_LEG, CHAIR_KNEE = (24, 26, 28), 25  # the puppet has its left foot on the chair

few = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])


@few
@given(
    exercise=st.sampled_from([LYING, STANDING, BALL]),
    by_deg=st.sampled_from([-90.0, -60.0, 60.0, 90.0]),
    at_s=st.floats(6.0, 9.0),
    takes_s=st.floats(0.3, 0.6),  # more slowly than a body turns nobody can tell it
)
def test_a_phone_that_falls_over_costs_no_count(
    exercise: Exercise, by_deg: float, at_s: float, takes_s: float
) -> None:
    report, _ = watch(exercise, knocked(film(exercise, 5, scene=FAR_OFF), at_s, by_deg, takes_s))
    assert counted(report) == 5


def test_a_phone_that_has_fallen_over_is_told_of() -> None:
    _, events = watch(STANDING, knocked(film(STANDING, 5, scene=FAR_OFF), 8.0, 80.0))
    told = [
        event for event in events if isinstance(event, ViewAdvice) and event.advice is Advice.CAMERA_LEVEL
    ]
    assert len(told) == 1
    assert 8.0 <= told[0].t_s <= 10.5


@pytest.mark.parametrize("unseen_s", [0.2, 0.3])
@pytest.mark.parametrize("exercise", [LYING, STANDING, BALL], ids=lambda exercise: exercise.id)
def test_a_phone_that_falls_is_known_though_nobody_is_found_on_the_way(
    exercise: Exercise, unseen_s: float
) -> None:
    scene = replace(FAR_OFF, fps=8.0)
    frames = knocked(film(exercise, 5, scene=scene), 8.0, 80.0)
    report, _ = watch(exercise, unseen(frames, 8.15, 8.15 + unseen_s))
    assert counted(report) == 5


@pytest.mark.parametrize("righted", [False, True])
@pytest.mark.parametrize("by_deg", [-90.0, 60.0, 90.0])
@pytest.mark.parametrize("exercise", [ROLL, CHAIR], ids=lambda exercise: exercise.id)
def test_a_phone_lies_where_it_fell_or_stands_again_for_a_runner_who_comes_back(
    exercise: Exercise, by_deg: float, righted: bool
) -> None:
    before = hang(exercise, 10.0, 8.0, rest_s=6.0)
    away = unseen(knocked(before, 17.0, by_deg), 18.0, 20.5)
    frames = [
        frame if righted and frame.t_s >= 20.5 else seen for frame, seen in zip(before, away, strict=True)
    ]
    report, _ = watch(exercise, frames)
    assert [hold.held_s for hold in report.holds] == pytest.approx([10.0, 8.0], abs=0.5)


@pytest.mark.parametrize("righted", [False, True])
@pytest.mark.parametrize("by_deg", [-80.0, 80.0])
@pytest.mark.parametrize("exercise", [LYING, BALL], ids=lambda exercise: exercise.id)
def test_who_lies_where_they_lay_is_seen_again_after_a_long_loss_though_the_phone_fell(
    exercise: Exercise, by_deg: float, righted: bool
) -> None:
    upright = unseen(film(exercise, 7, scene=FAR_OFF), 14.0, 17.5)
    fallen = unseen(knocked(film(exercise, 7, scene=FAR_OFF), 8.0, by_deg), 14.0, 17.5)
    frames = [
        still if righted and still.t_s >= 17.5 else seen for still, seen in zip(upright, fallen, strict=True)
    ]
    as_if, _ = watch(exercise, upright)
    report, _ = watch(exercise, frames)
    assert counted(report) == counted(as_if) >= 5


def on_the_mat(exercise: Exercise, *acts: Act) -> list[Frame]:
    return list(puppet.perform(exercise, acts, scene=FAR_OFF))


def one_after_the_other(*parts: list[Frame]) -> list[Frame]:
    """Films cut together at fifteen pictures a second."""
    return [replace(frame, t_s=number / 15) for number, frame in enumerate(chain(*parts))]


@pytest.mark.parametrize("by_deg", [-85.0, 85.0])
@pytest.mark.parametrize("exercise", [LYING, BALL], ids=lambda exercise: exercise.id)
def test_who_got_up_in_the_fallen_picture_is_seen_again_where_they_lay(
    exercise: Exercise, by_deg: float
) -> None:
    rest = puppet.key_poses(exercise)[0]
    bent = {"hip_deg": 90.0, "other_hip_deg": 90.0, "knee_deg": 90.0, "other_knee_deg": 90.0}
    sits = replace(rest, trunk_deg=rest.trunk_deg / 3, **bent)
    curls = on_the_mat(exercise, puppet.rest(exercise, 2.0), *puppet.repetition(exercise) * 4)
    gets_up = on_the_mat(exercise, Act(go_s=1.2, stay_s=0.5, pose=sits))
    fallen = [*knocked(curls, 8.0, by_deg), *(turned(frame, by_deg) for frame in gets_up)]
    away = unseen(curls[:45], 0.0, 99.0)
    report, _ = watch(exercise, one_after_the_other(fallen, away, [turned(frame, by_deg) for frame in curls]))
    assert counted(report) == 8


@pytest.mark.parametrize("by_deg", [-80.0, 80.0])
@pytest.mark.parametrize("x", [-0.06, 0.0, 0.06])
def test_who_sits_where_the_fallen_picture_had_them_lie_is_seen_upright_again(
    x: float, by_deg: float
) -> None:
    rest = puppet.key_poses(LYING)[0]
    sits = replace(rest, trunk_deg=0.0, hip_deg=90.0, other_hip_deg=90.0, knee_deg=0.0, other_knee_deg=0.0)
    curls = on_the_mat(LYING, puppet.rest(LYING, 2.0), *puppet.repetition(LYING) * 4)
    lies_down = on_the_mat(LYING, Act(go_s=0.0, stay_s=1.5, pose=sits), Act(go_s=1.5, stay_s=0.01, pose=rest))
    ways = [x * min(1.0, max(0.0, 1.0 - (frame.t_s - 1.5) / 1.5)) for frame in lies_down]
    beside = [moved([frame], 1.0, way)[0] for frame, way in zip(lies_down, ways, strict=True)]
    away = unseen(curls[:45], 0.0, 99.0)
    report, _ = watch(LYING, one_after_the_other(knocked(curls, 8.0, by_deg), away, beside, curls))
    assert counted(report) == 8


@pytest.mark.parametrize("exercise", [ROLL, CHAIR], ids=lambda exercise: exercise.id)
def test_a_stretch_is_timed_with_the_feet_out_of_the_picture(exercise: Exercise) -> None:
    frames = film(exercise, 1, scene=Scene(far_visibility=0.3))
    report, _ = watch(exercise, without_feet(frames, 0.3))
    whole, _ = watch(exercise, frames)
    assert [hold.held_s for hold in report.holds] == [pytest.approx(whole.holds[0].held_s, abs=0.1)]
    knees = (Measure.KNEE_FLEXION, Measure.OTHER_KNEE_FLEXION)
    of_the_knees = {id_ for id_, cue in exercise.cues.items() if cue.measure in knees}
    assert of_the_knees <= set(report.holds[0].unseen)


def test_a_phone_that_falls_stops_no_clock_and_a_loss_does() -> None:
    frames = film(ROLL, 1, scene=FAR_OFF)
    (whole,) = watch(ROLL, frames)[0].holds
    (fallen,) = watch(ROLL, knocked(frames, 10.0, 80.0, 0.7))[0].holds
    (lost,) = watch(ROLL, unseen(frames, 10.0, 11.5))[0].holds
    assert fallen.held_s == pytest.approx(whole.held_s, abs=0.2)
    assert lost.held_s == pytest.approx(whole.held_s - 1.5, abs=0.5)


@pytest.mark.parametrize(("fps", "by_deg", "takes_s"), [(15.0, 80.0, 0.5), (30.0, 60.0, 0.3)])
def test_what_the_picture_of_a_falling_phone_shows_is_no_way_out(
    fps: float, by_deg: float, takes_s: float
) -> None:
    """The model turns the legs before the trunk: for some pictures it looks as if the runner came up."""
    frames = film(CHAIR, 1, scene=replace(FAR_OFF, fps=fps))
    (whole,) = watch(CHAIR, frames)[0].holds
    trunks, legs = (knocked(frames, 10.0, by_deg, each_s) for each_s in (takes_s, takes_s / 2))
    (fallen,) = watch(CHAIR, map(torn, trunks, legs))[0].holds
    assert fallen.held_s == pytest.approx(whole.held_s, abs=0.2)


@pytest.mark.parametrize("exercise", [ROLL, CHAIR], ids=lambda exercise: exercise.id)
def test_a_phone_knocked_over_on_the_way_out_makes_no_hold_longer(exercise: Exercise) -> None:
    frames = list(puppet.perform(exercise, stretches(exercise, 10.0, up_s=4.0, rest_s=3.0), scene=FAR_OFF))
    (whole,) = watch(exercise, frames)[0].holds
    (fallen,) = watch(exercise, knocked(frames, 16.2, 80.0, 0.4))[0].holds
    assert fallen.held_s == pytest.approx(whole.held_s, abs=0.5)


@pytest.mark.parametrize("knee_deg", [6.0, 40.0])
def test_the_foot_on_the_chair_is_the_one_of_the_rest_though_the_model_exchanges_the_legs_of_who_leans(
    knee_deg: float,
) -> None:
    rest, top = puppet.key_poses(CHAIR)
    acts = [
        puppet.rest(CHAIR, 2.0),
        Act(go_s=2.0, stay_s=8.0, pose=replace(top, knee_deg=knee_deg)),
        Act(go_s=2.0, stay_s=2.0, pose=rest),
    ]
    frames = [
        replace(frame, points=swapped_legs(frame.points or ())) if 4.0 < frame.t_s < 11.0 else frame
        for frame in puppet.perform(CHAIR, acts, scene=Scene(far_visibility=0.8))
    ]
    report, _ = watch(CHAIR, frames)
    (hold,) = report.holds
    assert (report.side, hold.side) == (Side.LEFT, Side.LEFT)
    assert ("knee-straight" in hold.cues) == (knee_deg > 30.0)


def test_head_taken_for_feet_is_no_camera_that_falls() -> None:
    frame = film(LYING, 1)[0]
    level = Level()
    for number in range(40):
        upside_down = 15 <= number < 25
        level.update(replace(turned(frame, 180.0 if upside_down else 0.0), t_s=number / 15))
        assert level.roll_deg == 0.0


def test_a_phone_that_falls_is_known_though_the_model_bends_the_hips_meanwhile() -> None:
    level, at_rest = Level(), film(LYING, 1)[0]
    for number in range(60):
        t_s = number / 10
        share = min(max(t_s - 2.0, 0.0), 1.0)
        trunk, legs = turned(at_rest, 85.0 * share), turned(at_rest, 85.0 * min(2.5 * share, 1.0))
        level.update(replace(torn(trunk, legs), t_s=t_s))
    assert level.roll_deg == pytest.approx(85.0, abs=6.0)


def test_a_phone_that_falls_slowly_is_known_though_the_hips_are_read_ten_degrees_off_meanwhile() -> None:
    level, at_rest = Level(), film(LYING, 1)[0]
    for number in range(40):
        share = min(max(number / 12 - 1.0, 0.0) / 0.5, 1.0)
        trunk = turned(at_rest, 40.0 * share)
        legs = turned(at_rest, 40.0 * share + 7.0 * (0.0 < share < 1.0))
        level.update(replace(torn(trunk, legs), t_s=number / 12))
    assert level.roll_deg == pytest.approx(40.0, abs=8.0)


# Trunk and legs of a picture that falls, at 8 pictures a second, as the model reads a small and noisy one.
TRUNK_DEG = (0.0, 18.0, 20.0, 35.0, 42.0, 50.0, 67.0, 77.0, 80.0)
LEGS_DEG = (0.0, 32.0, 76.0, 103.0, 103.0, 102.0, 92.0, 82.0, 80.0)


@pytest.mark.parametrize(
    ("fps", "fell"), [(8.0, True), (5.0, False)], ids=["in a second", "in one and a half"]
)
@pytest.mark.parametrize("way", [1.0, -1.0])
def test_a_body_that_lies_as_it_stood_within_a_second_is_one_of_a_phone_that_fell(
    fps: float, fell: bool, way: float
) -> None:
    level, at_rest = Level(), film(STANDING, 1)[0]
    for number in range(40):
        n = min(max(number - 12, 0), len(TRUNK_DEG) - 1)
        picture = torn(turned(at_rest, way * TRUNK_DEG[n]), turned(at_rest, way * LEGS_DEG[n]))
        level.update(replace(picture, t_s=number / fps))
    assert level.roll_deg == pytest.approx(80.0 * way if fell else 0.0, abs=5.0)


def test_who_sits_down_and_rolls_back_is_no_camera_that_falls() -> None:
    level = Level()
    rest = puppet.key_poses(BALL)[0]
    sitting = replace(
        rest, trunk_deg=-15.0, hip_deg=100.0, other_hip_deg=100.0, knee_deg=70.0, other_knee_deg=70.0
    )
    back = replace(sitting, trunk_deg=-75.0)
    acts = [Act(go_s=0.0, stay_s=1.0, pose=sitting), Act(go_s=0.7, stay_s=1.0, pose=back)]
    for frame in puppet.perform(BALL, acts):
        level.update(frame)
        assert not level.roll_deg


def resting_legs(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Both legs drawn where the still one is."""
    far = {23: 24, 25: 26, 27: 28, 29: 30, 31: 32}
    return tuple(
        points[far.get(i, i)] if i not in far else (*points[far[i]][:3], points[i][3]) for i in range(33)
    )


@pytest.mark.parametrize("side", [Side.LEFT, None])
@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize(
    ("spoil", "when"),
    [
        (swapped_legs, lambda frame: int(frame.t_s * 7) % 3 == 0),
        (resting_legs, lambda frame: frame.t_s % 2.0 < 0.25),
        (resting_legs, lambda frame: 3.2 < frame.t_s < 4.1),
    ],
    ids=["names change", "lost now and then", "lost for a second at the top"],
)
def test_what_the_model_does_to_covered_legs_adds_and_takes_nothing(
    exercise: Exercise,
    side: Side | None,
    spoil: Callable[[tuple[Point, ...]], tuple[Point, ...]],
    when: Callable[[Frame], bool],
) -> None:
    frames = [
        replace(frame, points=spoil(frame.points)) if frame.points is not None and when(frame) else frame
        for frame in film(exercise, 4)
    ]
    report, _ = watch(exercise, frames, side)
    assert counted(report) == 4
    assert report.side is Side.LEFT


def lost_above(frame: Frame, bent_deg: float) -> Frame:
    """The far leg drawn where the near one rests, as soon as its knee is bent further than that."""
    body = measure(frame, -1)
    if frame.points is None or body is None or abs(body.left.knee_deg) < bent_deg:
        return frame
    near = {23: 24, 25: 26, 27: 28, 29: 30, 31: 32}
    points = frame.points
    return replace(frame, points=tuple((*points[near.get(i, i)][:3], own[3]) for i, own in enumerate(points)))


@pytest.mark.parametrize("side", [Side.LEFT, None])
@pytest.mark.parametrize("fps", [10, 15, 30])
@pytest.mark.parametrize(("lost_deg", "share", "count"), [(70.0, 1.0, 4), (80.0, 1.0, 4), (42.0, 0.5, 0)])
def test_a_far_leg_that_is_lost_on_its_way_up_is_waited_for(
    lost_deg: float, share: float, count: int, fps: int, side: Side | None
) -> None:
    """Who lies with the working leg behind: above a certain bend the model draws it onto the near one, until it comes down."""
    acts = [
        puppet.rest(LYING, 1.5),
        *(act for _ in range(4) for act in puppet.repetition(LYING, share=share)),
    ]
    scene = Scene(camera=Camera(azimuth_deg=180.0), far_visibility=0.35, fps=fps)
    frames = puppet.perform(LYING, [*acts, puppet.rest(LYING, 1.0)], side=Side.LEFT, scene=scene)
    report, _ = watch(LYING, [lost_above(frame, lost_deg) for frame in frames], side)
    assert counted(report) == count
    assert not count or report.side is Side.LEFT


@pytest.mark.parametrize(
    ("seen", "lost_for_s", "again_deg", "reached_deg"),
    [(0.3, 1.2, 75.0, 83.75), (0.3, 0.2, 50.0, 83.75), (0.9, 0.4, 75.0, None)],
    ids=["lost at the top", "for a moment", "a leg that is well seen"],
)
def test_a_leg_that_is_lost_on_its_way_up_is_itself_where_it_is_seen_again(
    seen: float, lost_for_s: float, again_deg: float, reached_deg: float | None
) -> None:
    body = measure(film(LYING, 1)[0], -1)
    assert body is not None
    limb = Limb(alone=True)
    for number in range(40):
        t_s = number / 15
        gone, again = 1.0 <= t_s < 1.0 + lost_for_s, t_s >= 1.0 + lost_for_s
        deg = 4.0 if gone else again_deg if again else 150.0 * max(t_s - 0.5, 0.0)
        assert limb.believes(t_s, replace(body.left, knee_deg=deg, seen=seen), body.trunk_px) is not gone
        assert limb.gone is gone
    assert limb.rose_to_deg == (None if reached_deg is None else pytest.approx(reached_deg))


@pytest.mark.parametrize(("up", "waits_s"), [(False, 2.0), (True, 1.0)])
def test_a_leg_that_was_at_its_top_long_enough_is_not_on_its_way_up(up: bool, waits_s: float) -> None:
    """It falls out of sight for a moment, comes back, and is down in the next picture: the model drew it so."""
    body = measure(film(LYING, 1)[0], -1)
    assert body is not None
    limb = Limb(alone=True)
    for number, knee_deg in enumerate([*[100] * 10, 86, 72, 72, 80, 90, 100, *[15] * 45]):
        leg = replace(body.left, knee_deg=float(knee_deg), seen=0.5)
        limb.believes(number / 15, leg, body.trunk_px, up=up)
        if limb.gone:
            gone_s = number / 15
    assert gone_s - 15 / 15 == pytest.approx(waits_s, abs=0.15)


# Let go within half a second, as the model draws a leg that the other one covers: by jerks.
LET_GO_DEG = (100, 100, 100, 97, 85, 70, 35, 38, 34, 21, 15, 13, 12, 11, 11)


@pytest.mark.parametrize(("seen", "gone"), [(0.5, False), (0.9, True)])
def test_a_covered_leg_that_falls_already_may_fall_by_jerks(seen: float, gone: bool) -> None:
    body = measure(film(LYING, 1)[0], -1)
    assert body is not None
    limb, was_gone = Limb(alone=True), False
    for number, knee_deg in enumerate(LET_GO_DEG):
        limb.believes(number / 15, replace(body.left, knee_deg=knee_deg, seen=seen), body.trunk_px)
        was_gone |= limb.gone
    assert was_gone is gone


def under_the_other_name(frame: Frame) -> Frame:
    """From the first third of the way on, the near leg's bend stands under the far leg's name."""
    body = measure(frame, -1)
    if frame.points is None or body is None or max(abs(body.left.knee_deg), abs(body.right.knee_deg)) < 30.0:
        return frame
    swapped = zip(swapped_legs(frame.points), frame.points, strict=True)
    return replace(frame, points=tuple((*there[:3], own[3]) for there, own in swapped))


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
def test_the_first_degrees_tell_whose_leg_it_is(exercise: Exercise) -> None:
    scene = Scene(fps=15, far_visibility=0.8)  # the model sees that "far" leg far too well
    report, _ = watch(exercise, map(under_the_other_name, film(exercise, 4, scene=scene)))
    assert counted(report) == 4
    assert report.side is Side.LEFT


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
def test_a_near_leg_that_stood_all_the_while_did_not_work_whatever_the_first_degrees_say(
    exercise: Exercise,
) -> None:
    report, _ = watch(exercise, map(under_the_other_name, film(exercise, 4, scene=Scene(fps=15))))
    assert counted(report) == 4
    assert report.side is Side.RIGHT


@pytest.mark.parametrize("when", [(3.2, 4.1), (2.6, 2.9)], ids=["for a second", "for a moment"])
def test_up_is_told_once_though_the_leg_is_lost_at_the_top(when: tuple[float, float]) -> None:
    frames = [
        replace(frame, points=resting_legs(frame.points))
        if frame.points is not None and when[0] < frame.t_s < when[1]
        else frame
        for frame in film(STANDING, 3)
    ]
    _, events = watch(STANDING, frames, Side.LEFT)
    phases = [event.phase for event in events if isinstance(event, PhaseEntered)]
    assert phases.count(Phase.LIFT) == 3
    ticks = [event.seconds for event in events if isinstance(event, HoldTick)]
    assert all(b > a or b == 1 for a, b in pairwise(ticks))


# At twelve pictures a second: seconds, the knee's bend from and to (degrees), how long the shin is drawn.
Drawn = tuple[tuple[float, int, int, float], ...]
LIFTED: Drawn = ((1.0, 0, 0, 1.0), (1.0, 0, 100, 1.0))
A_TOP_DRAWN_HALF_WAY: Drawn = (
    *LIFTED,
    (0.5, 100, 100, 1.0),
    (2.0, 20, 20, 0.6),
    (0.6, 34, 96, 0.8),
    (0.5, 96, 96, 1.0),
    (1.2, 96, 0, 1.0),
    (1.0, 0, 0, 1.0),
)
# Let go where it seems to be on its way up, and at rest since, a little shorter than it is.
LET_GO_AT_ITS_TOP: Drawn = (
    *LIFTED,
    (2.0, 100, 100, 1.0),
    (0.2, 85, 72, 1.0),
    (0.3, 72, 100, 1.0),
    (2.5, 12, 12, 0.89),
)


def shown_to(way: LegWay, drawn: Drawn, seen: float) -> list[tuple[float, Verdict]]:
    """When a leg was back, and what it had done, by one seen so well."""
    rest = measure(film(LYING, 1)[0], -1)
    assert rest is not None
    rest = replace(rest, left=replace(rest.left, seen=seen))
    told, number = list[tuple[float, Verdict]](), 0
    for lasts_s, from_deg, to_deg, length in drawn:
        for part in range(round(12 * lasts_s)):
            bent_deg = from_deg + (to_deg - from_deg) * part / (12 * lasts_s)
            knee_deg, shank_px = rest.left.knee_deg + bent_deg, length * rest.left.shank_px
            left = replace(rest.left, knee_deg=knee_deg, shank_px=shank_px)
            verdict = way.update(replace(rest, t_s=number / 12, left=left), rest)
            told += [] if verdict is None else [(number / 12, verdict)]
            number += 1
    return told


def test_a_shin_half_as_long_as_it_is_belongs_to_no_leg_that_is_down() -> None:
    told = shown_to(LegWay(LYING, Side.LEFT), A_TOP_DRAWN_HALF_WAY, seen=0.9)
    assert [verdict for _, verdict in told] == [Verdict.COUNTED]


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
def test_a_far_leg_whose_shin_is_drawn_short_from_now_on_is_counted_as_before(exercise: Exercise) -> None:
    chance, short_s = random.Random(1), 12.0

    def short(frame: Frame) -> Frame:
        points, length = list(frame.points or ()), 0.72 + chance.uniform(-0.03, 0.03)
        (knee_x, knee_y), (x, y) = points[25][:2], points[27][:2]
        by_x, by_y = (length - 1.0) * (x - knee_x), (length - 1.0) * (y - knee_y)
        for n in (27, 29, 31):
            points[n] = (points[n][0] + by_x, points[n][1] + by_y, *points[n][2:])
        return replace(frame, points=tuple(points))

    acts = [puppet.rest(exercise, 2.0), *puppet.repetition(exercise) * 4, puppet.rest(exercise, 4.0)]
    frames = puppet.perform(exercise, acts, scene=Scene(camera=Camera(azimuth_deg=180.0)))
    drawn = [short(frame) if frame.t_s > short_s else frame for frame in frames]
    assert counted(watch(exercise, drawn)[0]) == 4


def test_a_leg_that_was_held_at_its_top_is_not_waited_for_as_one_on_its_way_up() -> None:
    ((back_s, verdict),) = shown_to(LegWay(LYING, Side.LEFT), LET_GO_AT_ITS_TOP, seen=0.5)
    assert verdict is Verdict.COUNTED
    assert back_s - 4.5 < 1.7


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
def test_a_leg_shaken_out_hard_is_nothing_at_eight_frames(exercise: Exercise) -> None:
    rest = puppet.key_poses(exercise)[0]
    shaken = [puppet.Act(go_s=0.2, pose=replace(rest, knee_deg=deg)) for deg in (75.0, 5.0) * 4]
    between = [*shaken, puppet.rest(exercise, 0.6)]
    report, _ = watch(exercise, film(exercise, 4, between=between, scene=Scene(fps=8)))
    assert counted(report) == 4


def test_kicking_in_turn_is_nothing() -> None:
    rest = puppet.key_poses(LYING)[0]
    kicks = [
        puppet.Act(go_s=0.4, pose=replace(rest, **bent))
        for bent in ({"knee_deg": 95.0}, {"other_knee_deg": 95.0}) * 3
    ]
    report, _ = watch(LYING, film(LYING, 4, between=[*kicks, puppet.rest(LYING, 1.0)]))
    assert counted(report) == 4


@pytest.mark.parametrize("name", ["shaking", "other leg", "both legs"])
@pytest.mark.parametrize("fps", [8, 12])
def test_fidgets_are_nothing_at_low_frame_rates(name: str, fps: float) -> None:
    report, _ = watch(STANDING, film(STANDING, 4, between=fidgets(STANDING)[name], scene=Scene(fps=fps)))
    assert counted(report) == 4


@pytest.mark.parametrize(
    ("changes", "advice"),
    [({"light": 0.05}, Advice.MORE_LIGHT), ({"people": 2}, Advice.ONE_PERSON)],
)
def test_what_the_pose_step_measured_is_told_once_and_soon(changes: dict[str, float], advice: Advice) -> None:
    frames = [replace(frame, **changes) for frame in film(STANDING, 3)]
    _, events = watch(STANDING, frames)
    told = [event for event in events if isinstance(event, ViewAdvice) and event.advice is advice]
    assert len(told) == 1
    assert told[0].t_s <= 2.0
    assert not [event for event in watch(STANDING, film(STANDING, 3))[1] if isinstance(event, ViewAdvice)]


def test_who_rests_where_all_was_well_is_not_told_what_is_wrong_until_moving() -> None:
    frames = list(puppet.perform(LYING, [puppet.rest(LYING, 8.0), *puppet.repetition(LYING)]))
    dark = [replace(frame, light=0.05 if frame.t_s > 4.0 else 0.6) for frame in frames]
    _, events = watch(LYING, dark)
    told = [event.t_s for event in events if isinstance(event, ViewAdvice)]
    assert len(told) == 1
    assert 8.0 < told[0] < 9.5


def test_a_bent_knee_on_the_chair_is_seen_between_frames_in_which_the_legs_change_names() -> None:
    fault = puppet.repetition(CHAIR, fault="knee-straight", tempo=replace(CHAIR.dose.tempo, hold_s=8.0))
    acts = [puppet.rest(CHAIR, 1.5), *fault, puppet.rest(CHAIR, 1.0)]
    frames = [
        replace(frame, points=swapped_legs(frame.points))
        if frame.points is not None and frame.t_s > 5.0 and int(frame.t_s * 3) % 3 == 0
        else frame
        for frame in puppet.perform(CHAIR, acts)
    ]
    report, _ = watch(CHAIR, frames)
    assert [hold.cues for hold in report.holds] == [("knee-straight",)]


@pytest.mark.parametrize(("aside", "unseen"), [(0.0, False), (0.21, True)])
def test_a_standing_knee_on_the_chair_is_not_judged_where_its_thigh_is_drawn_aside(
    aside: float, unseen: bool
) -> None:
    """Whoever leans forward keeps the standing thigh where it was: a knee drawn behind it would look locked."""
    done = puppet.repetition(CHAIR, tempo=replace(CHAIR.dose.tempo, hold_s=8.0))
    acts = [puppet.rest(CHAIR, 1.5), *done, puppet.rest(CHAIR, 1.0)]
    scene = Scene(camera=Camera(azimuth_deg=180.0), far_visibility=0.7)
    frames = puppet.perform(CHAIR, acts, side=Side.LEFT, scene=scene)

    def drawn(frame: Frame) -> Frame:
        if frame.points is None or not 5.0 < frame.t_s < 10.0:
            return frame
        points = list(frame.points)
        hip, knee, ankle = (points[joint] for joint in STANDING_LEG)
        toward_chair = 1.0 if points[CHAIR_KNEE][0] > hip[0] else -1.0
        off = toward_chair * aside * (ankle[1] - knee[1]) * frame.height / frame.width
        points[STANDING_LEG[1]] = (knee[0] - off, *knee[1:])
        return replace(frame, points=tuple(points))

    report, _ = watch(CHAIR, [drawn(frame) for frame in frames])
    (hold,) = report.holds
    assert "soft-knee" not in hold.cues
    assert ("soft-knee" in hold.unseen) is unseen


def test_a_foot_is_judged_by_its_middle_value() -> None:
    cue = LYING.cues["toes-pointed"]
    for pulled_up, broken in ((0.3, False), (0.7, True)):
        watch = WholeCueWatch("toes-pointed", cue)
        watch.begin()
        for number in range(40):
            watch.update(number / 10, 25.0 if number % 10 < 10 * pulled_up else 60.0)
        assert watch.broken is broken
        assert not watch.unseen
        watch.begin()
        assert not watch.broken
        assert watch.unseen
        for number in range(2):
            watch.update(number / 10, 25.0)
        assert (watch.broken, watch.unseen) == (False, True)


@pytest.mark.parametrize(
    ("knee_deg", "broken", "unseen"), [(2.0, True, False), (6.5, False, True), (12.0, False, False)]
)
def test_what_the_runner_can_be_asked_is_not_guessed_at_between_limit_and_clear(
    knee_deg: float, broken: bool, unseen: bool
) -> None:
    watch = CueWatch("soft-knee", STANDING.cues["soft-knee"])
    for number in range(40):
        watch.update(number / 10, knee_deg)
    assert (watch.broken, watch.unseen and not watch.broken) == (broken, unseen)


def test_what_the_runner_can_be_asked_is_not_broken_by_a_moment_past_the_limit() -> None:
    watch = CueWatch("soft-knee", STANDING.cues["soft-knee"])
    for number in range(60):
        watch.update(number / 10, 2.0 if 10 <= number < 15 else 8.0)
    assert (watch.broken, watch.unseen) == (False, True)


@pytest.mark.parametrize(("rose_to", "verdict"), [(0.9, Verdict.COUNTED), (0.0, Verdict.FIDGET)])
def test_the_ways_of_a_leg_that_was_lost_on_its_way_up_read_short(rose_to: float, verdict: Verdict) -> None:
    clock = Clock(start_s=0.0, top_s=0.35, hold_s=0.9, end_s=1.85)  # up in 0.35 s, down in 0.6
    assert judge(Excursion(peak=0.8, rose_to=rose_to), clock, LYING.movement) is verdict


@pytest.mark.parametrize(
    ("peak", "sure", "verdict"),
    [(0.57, 0.7, Verdict.COUNTED), (0.57, 0.9, Verdict.PARTIAL), (0.5, 0.7, Verdict.PARTIAL)],
    ids=["lost at its top", "well seen", "a half one"],
)
def test_the_top_of_a_leg_that_was_lost_may_read_too_low(peak: float, sure: float, verdict: Verdict) -> None:
    clock = Clock(start_s=0.0, top_s=0.8, hold_s=0.3, end_s=2.0)
    assert judge(Excursion(peak=peak, sure=sure), clock, LYING.movement) is verdict


def test_a_leg_that_is_well_seen_is_timed_however_short_the_shins_are_drawn() -> None:
    tempo = replace(STANDING.dose.tempo, hold_s=1.2, lower_s=0.9)
    acts = [puppet.rest(STANDING, 1.5), *puppet.repetition(STANDING, tempo=tempo)]
    frames = list(puppet.perform(STANDING, acts))
    drawn = zip(frames, short_shins(frames, 0.8), strict=True)
    report, _ = watch(STANDING, [short if short.t_s > 1.8 else frame for frame, short in drawn])
    (rep,) = report.reps
    assert rep.hold_s == pytest.approx(1.2, abs=0.15)
    assert {"hold-top", "slow-lower"} <= set(rep.cues)


def test_a_bent_knee_of_the_far_leg_on_the_chair_is_seen() -> None:
    fault = puppet.repetition(CHAIR, fault="knee-straight", tempo=replace(CHAIR.dose.tempo, hold_s=8.0))
    acts = [puppet.rest(CHAIR, 1.5), *fault, puppet.rest(CHAIR, 1.0)]
    scene = Scene(camera=Camera(azimuth_deg=180.0), far_visibility=0.7)
    report, _ = watch(CHAIR, puppet.perform(CHAIR, acts, side=Side.LEFT, scene=scene))
    assert [hold.cues for hold in report.holds] == [("knee-straight",)]


@pytest.mark.parametrize("exercise", [LYING, STANDING, BALL, ROLL], ids=lambda exercise: exercise.id)
def test_three_thousand_odd_frames_end_in_events_or_declared_errors(exercise: Exercise) -> None:
    events, refused = odd.fuzz(exercise, 3000)
    assert events > 0
    assert refused >= 0


def test_a_trial_is_summed_up_from_its_own_frames_though_the_next_has_begun() -> None:
    odd.fuzz(catalogue()["active-knee-extension"], 200, seed=9)  # raised an IndexError


def test_the_long_run_of_odd_frames_knows_every_exercise(capsys: pytest.CaptureFixture[str]) -> None:
    odd.main(200)
    assert next(iter(catalogue())) in capsys.readouterr().out


@pytest.mark.parametrize("stay_s", [2.0, 5.0])
@pytest.mark.parametrize("through_a_lunge", [True, False])
def test_kneeling_down_in_a_set_is_no_repetition(stay_s: float, through_a_lunge: bool) -> None:
    stands, _ = puppet.key_poses(STANDING)
    kneels = replace(stands, knee_deg=90.0, other_knee_deg=90.0, hip_deg=0.0, other_hip_deg=0.0)
    lunge = replace(stands, knee_deg=95.0, hip_deg=-10.0, other_knee_deg=90.0, other_hip_deg=80.0)
    way = [Act(go_s=1.0, pose=lunge)] if through_a_lunge else []
    down = [*way, Act(go_s=1.0, stay_s=stay_s, pose=kneels), *way, Act(go_s=1.0, stay_s=2.0, pose=stands)]
    curl = puppet.repetition(STANDING)
    acts = [puppet.rest(STANDING, 3.0), *curl, *curl, *down, *curl, puppet.rest(STANDING, 1.0)]
    report, _ = watch(STANDING, puppet.perform(STANDING, acts, side=Side.LEFT), side=Side.LEFT)
    assert counted(report) == 3


@pytest.mark.parametrize("bent_deg", [10.0, 20.0])
@pytest.mark.parametrize("after", [0, 2])
def test_a_far_leg_that_rests_bent_costs_the_near_one_nothing(bent_deg: float, after: int) -> None:
    flat, top = puppet.key_poses(LYING)
    moved = [replace(pose, other_knee_deg=pose.other_knee_deg + bent_deg) for pose in (flat, top)]
    curl = [Act(go_s=1.5, stay_s=0.5, pose=moved[1]), Act(go_s=2.0, stay_s=1.0, pose=moved[0])]
    acts = [
        puppet.rest(LYING, 3.0),
        *puppet.repetition(LYING) * after,
        Act(go_s=0.5, stay_s=1.0, pose=moved[0]),
    ]
    report, _ = watch(LYING, puppet.perform(LYING, [*acts, *curl * 4], side=Side.LEFT), side=Side.LEFT)
    assert counted(report) == 4 + after
