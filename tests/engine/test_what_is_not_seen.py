"""Nothing is made up of what was not seen: feet out of the picture, losses, and a phone that falls while nobody is found."""

from dataclasses import replace
from itertools import pairwise

import pytest

from hamstride.engine import limits, puppet
from hamstride.engine.angles import measure
from hamstride.engine.events import Advice, BodySeen, HoldTick
from hamstride.engine.feet import Lead
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.level import Level
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side
from tests.engine.people import (
    BALL,
    CHAIR,
    FAR_OFF,
    HINGE,
    LYING,
    ROLL,
    STANDING,
    counted,
    film,
    hang,
    swapped_legs,
    watch,
)
from tests.engine.spoil import changed, knocked, torn, turned, unseen, without_feet

# ------------------------------------------------------------ a camera that falls


@pytest.mark.parametrize("exercise", [STANDING, LYING, ROLL], ids=lambda exercise: exercise.id)
def test_a_body_read_askew_after_a_gap_is_no_phone_that_fell(exercise: Exercise) -> None:
    frames = unseen(film(exercise, 3), 5.0, 5.3)
    askew = [turned(frame, 100.0) if 5.3 <= frame.t_s < 6.3 else frame for frame in frames]
    report, _ = watch(exercise, askew)
    assert counted(report) + len(report.holds) == 3
    assert Advice.CAMERA_LEVEL not in report.advice


@pytest.mark.parametrize("shift_s", [number / 45 for number in range(9)])
def test_few_pictures_a_second_are_no_gap(shift_s: float) -> None:
    level, at_rest = Level(), film(STANDING, 1)[0]
    for number in range(40):
        askew = 15 <= number < 18
        level.update(replace(turned(at_rest, 100.0 if askew else 0.0), t_s=number / 5 + shift_s))
        assert level.roll_deg == 0.0


@pytest.mark.parametrize("shift_s", [number / 90 for number in range(9)])
@pytest.mark.parametrize("missed_at_s", [2.15, 2.3])
@pytest.mark.parametrize(("fps", "missed"), [(8.0, 1), (10.0, 1), (15.0, 2)])
def test_a_fall_is_known_over_the_pictures_in_which_nobody_was_found(
    fps: float, missed: int, missed_at_s: float, shift_s: float
) -> None:
    level, at_rest = Level(), film(LYING, 1)[0]
    first = round(missed_at_s * fps)
    for number in range(round(4 * fps)):
        if first <= number < first + missed:
            continue
        turn_deg = 80.0 * min(max((number / fps - 2.0) / 0.45, 0.0), 1.0)
        off_deg = 12.0 if number == first - 1 and turn_deg else 0.0  # the hips are read bent on the way
        seen = torn(turned(at_rest, turn_deg - off_deg), turned(at_rest, turn_deg))
        level.update(replace(seen, t_s=number / fps + shift_s))
    assert level.roll_deg == pytest.approx(80.0, abs=20.0)


def test_a_quick_bend_with_pictures_missing_is_no_camera_that_turns() -> None:
    rest, top = puppet.key_poses(ROLL)
    acts = [Act(go_s=0.0, stay_s=1.0, pose=rest), Act(go_s=1.0, stay_s=1.0, pose=top)]
    level = Level()
    for frame in unseen(list(puppet.perform(ROLL, acts)), 1.35, 1.6):
        level.update(frame)
        assert not level.turning


@pytest.mark.parametrize("by_deg", [-85.0, 85.0])
def test_a_phone_that_was_stood_up_again_is_believed_of_somebody_who_lies(by_deg: float) -> None:
    between = [Act(go_s=0.0, stay_s=6.0, pose=puppet.key_poses(LYING)[0])]
    repetition = puppet.repetition(LYING)
    acts = [puppet.rest(LYING, 2.0), *repetition, *between, *repetition, *repetition]
    before = list(puppet.perform(LYING, acts, scene=FAR_OFF))
    back_s = before[-1].t_s - 2 * sum(act.go_s + act.stay_s for act in repetition) - 1.5
    fallen = unseen(knocked(before, back_s - 4.0, by_deg), back_s - 3.0, back_s)
    frames = [whole if whole.t_s >= back_s else seen for whole, seen in zip(before, fallen, strict=True)]
    assert counted(watch(LYING, frames)[0]) == 3


def test_whose_foot_was_up_long_ago_is_forgotten() -> None:
    left = measure(hang(CHAIR)[0], -1)
    assert left is not None
    right = replace(left, left=left.right, right=left.left)
    lead = Lead(limits.FOOT_MEMORY_S)
    for number in range(600):
        lead.update(replace(left, t_s=number / 10), left)
    assert lead.is_plain
    for number in range(600, 620):
        lead.update(replace(right, t_s=number / 10), right)
    assert not lead.is_plain


def test_a_runner_who_moves_on_at_once_does_not_hide_that_the_phone_fell() -> None:
    rest = puppet.key_poses(BALL)[0]
    sagging = replace(rest, hip_deg=rest.hip_deg + 20.0, other_hip_deg=rest.other_hip_deg + 20.0)
    acts = [Act(go_s=0.0, stay_s=2.4, pose=sagging), Act(go_s=0.4, stay_s=2.0, pose=rest)]
    level = Level()
    for frame in knocked(list(puppet.perform(BALL, acts, scene=FAR_OFF)), 2.0, 70.0, 0.4):
        level.update(level.upright(frame))
    assert level.roll_deg == pytest.approx(70.0, abs=20.0)


@pytest.mark.parametrize("by_deg", [-90.0, -60.0, 60.0, 90.0])
@pytest.mark.parametrize("exercise", [ROLL, CHAIR], ids=lambda exercise: exercise.id)
def test_who_is_seen_again_still_hanging_was_there_all_along(exercise: Exercise, by_deg: float) -> None:
    frames = unseen(knocked(hang(exercise, 14.0, 8.0), 7.0, by_deg), 9.0, 12.0)
    report, _ = watch(exercise, frames)
    assert [hold.held_s for hold in report.holds] == pytest.approx([11.0, 8.0], abs=0.6)
    assert not any("still" in hold.cues for hold in report.holds)


def test_a_fall_stops_no_clock_and_a_loss_after_it_does() -> None:
    frames = knocked(hang(ROLL, 30.0), 10.0, 80.0, 0.7)
    report, events = watch(ROLL, unseen(frames, 10.95, 25.0))
    (hold,) = report.holds
    assert hold.held_s == pytest.approx(30.0 - 14.0, abs=1.5)
    ticks = [event.seconds for event in events if isinstance(event, HoldTick)]
    assert max(later - before for before, later in pairwise(ticks)) <= 3


# ------------------------------------------------------------ a stretch and what it needs


@pytest.mark.parametrize("exercise", [ROLL, HINGE, CHAIR], ids=lambda exercise: exercise.id)
def test_no_way_into_a_stretch_reaches_over_a_loss(exercise: Exercise) -> None:
    rest, top = puppet.key_poses(exercise)
    acts = [
        puppet.rest(exercise, 3.0),
        Act(go_s=2.0, stay_s=0.2, pose=puppet.between(rest, top, 0.7)),
        Act(go_s=1.0, stay_s=10.0, pose=rest),
        Act(go_s=2.0, stay_s=6.0, pose=top),
        Act(go_s=2.0, stay_s=1.5, pose=rest),
    ]
    report, _ = watch(exercise, unseen(list(puppet.perform(exercise, acts)), 5.0, 18.5))
    assert [hold.held_s for hold in report.holds] == pytest.approx([6.0], abs=0.7)


@pytest.mark.parametrize("lean_deg", [10.0, 22.0, 35.0])
@pytest.mark.parametrize("feet", [True, False])
def test_who_sits_down_and_leans_does_not_stretch(lean_deg: float, *, feet: bool) -> None:
    rest = puppet.key_poses(ROLL)[0]
    folded = {"hip_deg": 90.0 + lean_deg, "other_hip_deg": 90.0 + lean_deg}
    sits = replace(rest, trunk_deg=lean_deg, knee_deg=90.0, other_knee_deg=90.0, **folded)
    acts = [
        puppet.rest(ROLL, 3.0),
        Act(go_s=1.5, stay_s=12.0, pose=sits),
        Act(go_s=1.5, stay_s=2.0, pose=rest),
    ]
    frames = list(puppet.perform(ROLL, acts))
    report, _ = watch(ROLL, frames if feet else without_feet(frames))
    assert report.holds == ()


@pytest.mark.parametrize(("held_s", "listed"), [(2.1, False), (2.5, True)])
def test_a_stretch_is_listed_where_it_is_two_seconds_beyond_doubt(held_s: float, *, listed: bool) -> None:
    report, _ = watch(ROLL, hang(ROLL, held_s))
    assert bool(report.holds) is listed


@pytest.mark.parametrize("exercise", [ROLL, CHAIR], ids=lambda exercise: exercise.id)
def test_nobody_is_told_that_all_of_them_is_seen_while_the_feet_are_not(exercise: Exercise) -> None:
    report, events = watch(exercise, without_feet(hang(exercise, 8.0)))
    assert not [event for event in events if isinstance(event, BodySeen)]
    assert Advice.LEGS_HIDDEN in report.advice
    assert [hold.held_s for hold in report.holds] == pytest.approx([8.0], abs=0.3)


def test_a_knee_low_in_the_picture_is_enough_for_a_stretch_and_tells_nothing_of_the_knees() -> None:
    """The ankles are below its edge: hardly seen at rest, a little better while the runner hangs, and guessed all the while."""
    frames = hang(ROLL, 12.0)

    def low(frame: Frame) -> Frame:
        ankle_seen = 0.55 if 4.0 < frame.t_s < frames[-1].t_s - 3.0 else 0.38
        seen = {25: 0.57, 26: 0.57} | dict.fromkeys(range(27, 33), ankle_seen)
        (drawn,) = changed(
            [frame], lambda points: tuple((*p[:3], seen.get(number, p[3])) for number, p in enumerate(points))
        )
        return drawn

    report, _ = watch(ROLL, [low(frame) for frame in frames])
    (hold,) = report.holds
    assert hold.held_s == pytest.approx(12.0, abs=0.3)
    assert "soft-knee" in hold.unseen


def test_a_guessed_ankle_says_nothing_of_a_knee_under_whichever_name() -> None:
    def guessed(points: tuple[Point, ...]) -> tuple[Point, ...]:
        """The raised leg under the far leg's name, with an ankle from nowhere."""
        swapped = swapped_legs(points)
        knee = swapped[26]
        ankle = (knee[0] + 0.02, knee[1] + 0.1, knee[2], 0.2)
        return tuple(ankle if n in (28, 30, 32) else p for n, p in enumerate(swapped))

    frames = [
        replace(frame, points=guessed(frame.points or ())) if 4.5 < frame.t_s < 11.5 else frame
        for frame in hang(CHAIR, 8.0, scene=Scene(far_visibility=0.8))
    ]
    (hold,) = watch(CHAIR, frames)[0].holds
    assert "knee-straight" not in hold.cues
    assert "knee-straight" in hold.unseen


# ------------------------------------------------------------ times near a limit


@pytest.mark.parametrize(
    ("lower_s", "covered_share", "azimuth_deg", "quick"),
    [
        (1.0, 0.0, 0.0, True),
        (1.1, 0.0, 0.0, False),
        (0.9, 0.3, 0.0, True),
        (1.06, 0.3, 0.0, False),
        (0.9, 0.0, 180.0, True),
        (1.0, 0.0, 180.0, False),  # of a far leg both ends of a way are read too flat
    ],
)
def test_a_lowering_is_quick_beyond_its_own_error(
    lower_s: float, covered_share: float, azimuth_deg: float, *, quick: bool
) -> None:
    tempo = replace(STANDING.dose.tempo, lift_s=1.0, hold_s=3.5, lower_s=lower_s)
    acts = [puppet.rest(STANDING, 2.0), *puppet.repetition(STANDING, tempo=tempo), puppet.rest(STANDING, 1.0)]
    frames = list(
        puppet.perform(STANDING, acts, scene=Scene(fps=30.0, camera=Camera(azimuth_deg=azimuth_deg)))
    )
    covered_s = covered_share * (4.5 + lower_s)
    shown = [short_of_shin(f) if 3.5 < f.t_s < 3.5 + covered_s else f for f in frames]
    (rep,) = watch(STANDING, shown)[0].reps
    assert ("slow-lower" in rep.cues) is quick


@pytest.mark.parametrize(
    ("hold_s", "covered_s", "short"),
    [(2.55, 0.0, True), (2.55, 2.2, False), (2.2, 2.2, True)],
    ids=["seen", "covered", "covered and short"],
)
def test_a_hold_is_short_beyond_its_own_error(hold_s: float, covered_s: float, *, short: bool) -> None:
    tempo = replace(STANDING.dose.tempo, lift_s=1.0, hold_s=hold_s, lower_s=2.0)
    acts = [puppet.rest(STANDING, 2.0), *puppet.repetition(STANDING, tempo=tempo), puppet.rest(STANDING, 1.0)]
    frames = puppet.perform(STANDING, acts, scene=Scene(fps=30.0))
    shown = [short_of_shin(f) if 3.2 < f.t_s < 3.2 + covered_s else f for f in frames]
    (rep,) = watch(STANDING, shown)[0].reps
    assert ("hold-top" in rep.cues) is short


def short_of_shin(frame: Frame) -> Frame:
    """The working leg half covered: its shin is drawn too short, the knee bent as it is."""
    points = list(frame.points or ())
    knee, ankle = points[25], points[27]
    points[27] = (
        knee[0] + 0.8 * (ankle[0] - knee[0]),
        knee[1] + 0.8 * (ankle[1] - knee[1]),
        ankle[2],
        ankle[3],
    )
    return replace(frame, points=tuple(points))


@pytest.mark.parametrize(
    ("camera", "unseen"),
    [
        (Camera(), False),
        (Camera(azimuth_deg=8.0), False),
        (Camera(azimuth_deg=25.0), True),
        (Camera(azimuth_deg=-25.0), True),
        (Camera(pitch_deg=-8.0), False),
        (Camera(pitch_deg=4.0), False),
        (Camera(pitch_deg=10.0), True),
        (Camera(pitch_deg=30.0), True),
    ],
)
def test_a_standing_knee_is_read_from_the_side_alone(camera: Camera, unseen: bool) -> None:
    """Seen aslant or from above a bent one looks straighter."""
    acts = [puppet.rest(STANDING, 1.5)]
    for _ in range(2):
        acts += puppet.repetition(STANDING, fault="soft-knee")
    scene = Scene(camera=camera)
    report, _ = watch(STANDING, list(puppet.perform(STANDING, acts, side=Side.RIGHT, scene=scene)))
    assert [("soft-knee" in rep.cues, "soft-knee" in rep.unseen) for rep in report.reps] == [
        (not unseen, unseen)
    ] * 2
