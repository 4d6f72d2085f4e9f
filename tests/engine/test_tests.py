"""Exercises that measure (`kind = "test"`): the angle at the top, read from the side alone, and only where it may be."""

import pytest

from hamstride.engine import puppet
from hamstride.engine.events import Advice
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.values import Side
from tests.engine import people, spoil

KNEE, LEG = (catalogue()[id_] for id_ in ("active-knee-extension", "straight-leg-raise"))
FROM = {Side.LEFT: 0.0, Side.RIGHT: 180.0}


def watch(
    exercise: Exercise,
    shares: tuple[float, ...],
    side: Side = Side.LEFT,
    *,
    turned_deg: float = 0.0,
    jitter_deg: float = 0.0,
    fault: str | None = None,
) -> WatchReport:
    acts = [puppet.rest(exercise, 1.6)]
    for share in shares:
        acts += puppet.repetition(exercise, share=share, fault=fault)
    scene = Scene(camera=Camera(azimuth_deg=FROM[side] + turned_deg), jitter_deg=jitter_deg)
    watcher = Watcher(exercise, side=side)
    for frame in puppet.perform(exercise, [*acts, puppet.rest(exercise, 1.0)], side=side, scene=scene):
        watcher.receive(frame)
        watcher.events()
    return watcher.close()


def peaks(report: WatchReport) -> list[float | None]:
    return [rep.peak_deg for rep in report.reps if rep.counted]


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize(
    ("exercise", "expected"),
    [(KNEE, [-15.0, -30.0, -45.0]), (LEG, [75.0, 60.0, 45.0])],
    ids=["knee", "leg"],
)
def test_the_angle_at_the_top_is_the_one_that_was_reached(
    exercise: Exercise, side: Side, expected: list[float]
) -> None:
    assert peaks(watch(exercise, (1.0, 0.8, 0.6), side)) == pytest.approx(expected, abs=1.0)
    assert peaks(watch(exercise, (1.0, 0.8, 0.6), side, jitter_deg=3.0)) == pytest.approx(expected, abs=4.0)


@pytest.mark.parametrize("exercise", [KNEE, LEG], ids=["knee", "leg"])
def test_turned_a_little_it_is_read_and_turned_much_it_is_not(exercise: Exercise) -> None:
    assert len(peaks(watch(exercise, (1.0, 0.8), turned_deg=15.0))) == 2
    slanting = watch(exercise, (1.0, 0.8), turned_deg=40.0)
    assert peaks(slanting) == []
    assert Advice.SIDE_ON in slanting.advice


@pytest.mark.parametrize(("exercise", "cue"), [(KNEE, "thigh-upright"), (LEG, "knee-straight")])
def test_what_spoils_a_trial_is_marked_on_it(exercise: Exercise, cue: str) -> None:
    (trial,) = watch(exercise, (1.0,), fault=cue).reps
    assert trial.cues == (cue,)


def test_what_is_no_test_tells_no_angle() -> None:
    others = [each for each in catalogue().values() if each.kind is Kind.STRENGTH]
    assert all(peaks(watch(exercise, (1.0,))) == [None] for exercise in others)


def test_a_shin_drawn_short_while_the_leg_comes_down_makes_no_trial_longer() -> None:
    """The knee bends more and more then, as in a curl that goes on rising; how far a test went is never guessed."""
    rest, top = puppet.key_poses(KNEE)
    acts = [puppet.rest(KNEE, 1.6), Act(go_s=1.5, stay_s=2.0, pose=top), Act(go_s=1.2, stay_s=2.0, pose=rest)]
    frames = list(puppet.perform(KNEE, acts))
    short = spoil.short_shin(frames, 0.8)
    drawn = [bad if 5.3 < bad.t_s < 5.8 else good for good, bad in zip(frames, short, strict=True)]
    (rep,) = people.watch(KNEE, drawn, Side.LEFT)[0].reps
    assert rep.range_deg == pytest.approx(75.0, abs=3.0)
