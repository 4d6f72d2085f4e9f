"""What is told from both legs together, from a far foot, from a long repetition and from too few pictures."""

from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Pose
from hamstride.exercises.values import Side
from tests.engine.people import LYING, STANDING, counted, film, watch

RAISE = catalogue()["straight-leg-raise"]


def at_rest(exercise: Exercise, **angles: float) -> Pose:
    return replace(puppet.key_poses(exercise)[0], **angles)


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0])
def test_two_heels_and_then_one_after_the_other_are_nothing(fps: float) -> None:
    both, left, right = (
        at_rest(LYING, **bent)
        for bent in (
            {"knee_deg": 100.0, "other_knee_deg": 100.0},
            {"knee_deg": 90.0},
            {"other_knee_deg": 90.0},
        )
    )
    kicks = [
        Act(go_s=0.5, pose=pose)
        for pose in (both, at_rest(LYING), both, at_rest(LYING), right, left, right, left)
    ]
    between = [*kicks, Act(go_s=0.5, pose=at_rest(LYING)), puppet.rest(LYING, 1.0)]
    report, _ = watch(LYING, film(LYING, 4, between=between, scene=Scene(fps=fps)))
    assert counted(report) == 4


def test_legs_that_are_down_again_and_again_are_no_curl_though_each_fall_is_waited_for() -> None:
    """A fall faster than a leg falls is waited for: the model may have lost the leg. Not three times of the near one."""
    up, down = at_rest(LYING, knee_deg=95.0), at_rest(LYING)
    kicks = [
        act
        for _ in range(4)
        for act in (Act(go_s=0.4, stay_s=0.3, pose=up), Act(go_s=0.15, stay_s=0.6, pose=down))
    ]
    report, _ = watch(LYING, film(LYING, 4, between=[*kicks, puppet.rest(LYING, 2.0)], scene=Scene(fps=15.0)))
    assert counted(report) == 4


def test_nobody_stands_on_no_leg_for_long_though_the_far_one_is_drawn_half_up() -> None:
    up = at_rest(STANDING, knee_deg=92.0, other_knee_deg=64.0)
    acts = [
        puppet.rest(STANDING, 1.5),
        Act(go_s=1.1, stay_s=1.9, pose=up),
        Act(go_s=0.9, stay_s=1.0, pose=at_rest(STANDING)),
    ]
    report, _ = watch(STANDING, puppet.perform(STANDING, acts))
    assert counted(report) == 1


@pytest.mark.parametrize(
    ("pulled_deg", "seen", "broken"), [(40.0, 0.9, True), (15.0, 0.9, False), (40.0, 0.7, False)]
)
def test_toes_of_the_far_leg_are_told_of_where_they_are_plainly_pulled_up(
    pulled_deg: float, seen: float, broken: bool
) -> None:
    limit = LYING.cues["toes-pointed"].limit
    assert limit is not None
    up = replace(puppet.key_poses(LYING)[1], ankle_deg=limit - pulled_deg)
    acts = [
        puppet.rest(LYING, 1.5),
        Act(go_s=1.2, stay_s=0.5, pose=up),
        Act(go_s=2.0, stay_s=1.0, pose=at_rest(LYING, ankle_deg=limit - pulled_deg)),
    ]
    scene = Scene(camera=Camera(azimuth_deg=180.0), far_visibility=seen)
    report, _ = watch(LYING, puppet.perform(LYING, acts, side=Side.LEFT, scene=scene))
    (rep,) = report.reps
    assert ("toes-pointed" in rep.cues) is broken
    assert broken or "toes-pointed" in rep.unseen


def test_a_repetition_of_half_a_minute_is_one() -> None:
    tempo = replace(STANDING.dose.tempo, hold_s=30.0)
    acts = [
        puppet.rest(STANDING, 1.5),
        *puppet.repetition(STANDING, tempo=tempo),
        puppet.rest(STANDING, 1.0),
    ]
    report, _ = watch(STANDING, puppet.perform(STANDING, acts))
    (rep,) = report.reps
    assert rep.counted
    assert rep.hold_s == pytest.approx(30.0, abs=0.15)


@pytest.mark.parametrize(("fps", "read"), [(4.0, False), (15.0, True)])
def test_a_trial_of_few_pictures_is_not_read(fps: float, read: bool) -> None:
    acts = [puppet.rest(RAISE, 2.5), *puppet.repetition(RAISE), puppet.rest(RAISE, 1.0)]
    report, _ = watch(RAISE, puppet.perform(RAISE, acts, scene=Scene(fps=fps)))
    (rep,) = report.reps
    assert rep.counted
    assert (rep.peak_deg is not None) is read
