"""The coach leads a test with the real watcher: three trials a leg, the measured leg toward the camera."""

from collections.abc import Iterator

import pytest

from hamstride.engine import puppet
from hamstride.engine.landmarks import Frame
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Side
from hamstride.measure import flexibility
from hamstride.measure.flexibility import FlexTest
from tests.coach.test_with_the_engine import FPS, acts, coach_for, film, led, records

TOWARD = {Side.LEFT: 0.0, Side.RIGHT: 180.0}


def trial(test: FlexTest, side: Side, seen_from: Side, **moves: float) -> Iterator[Frame]:
    exercise = catalogue()[test.value]
    scene = puppet.Scene(fps=FPS, jitter_deg=0.5, camera=puppet.Camera(azimuth_deg=TOWARD[seen_from]))
    return puppet.perform(exercise, acts(exercise, 3, **moves), side=side, scene=scene)


def nobody(seconds: float) -> Iterator[Frame]:
    """The runner gets up and turns round."""
    for n in range(int(seconds * FPS)):
        yield Frame(t_s=n / FPS, width=640, height=480, points=None)


@pytest.mark.parametrize("test", [FlexTest.KNEE, FlexTest.LEG])
def test_three_trials_a_leg_become_the_result(test: FlexTest) -> None:
    coach = coach_for(test.value)
    out = led(
        coach,
        film(
            trial(test, Side.LEFT, Side.LEFT, before_s=40, after_s=8),
            nobody(seconds=5.0),
            trial(test, Side.RIGHT, Side.RIGHT, before_s=12, after_s=30),
        ),
    )
    found = [flexibility.trials(test, record.reps) for record in records(out)]
    exercise = catalogue()[test.value]
    pose = exercise.poses[exercise.movement.top]
    top = pose.knee_deg if test is FlexTest.KNEE else pose.hip_deg
    assert [len(trials) for trials in found] == [3, 3]
    assert [flexibility.result(trials) for trials in found] == [pytest.approx(top, abs=2.0)] * 2
