"""Angles, filters and ramps, each beside a plain calculation of the same."""

import math
import random
import statistics
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.engine import puppet, timing
from hamstride.engine.angles import measure, wrap
from hamstride.engine.filters import Held, Mean, Median3, Recent, is_still, median, slope
from hamstride.engine.names import Names
from hamstride.engine.phases import Levels, Sample, falling, rising, smooth
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side
from tests.engine.people import STANDING as CURL

UP = Levels(low=0.0, high=1.0)
NUMBERS = st.lists(st.floats(-1000, 1000), min_size=1, max_size=40)


@given(values=NUMBERS)
def test_the_median_of_three_is_the_middle_one(values: list[float]) -> None:
    filtered = Median3()
    got = [filtered.update(value) for value in values]
    for i in range(2, len(values)):
        assert got[i] == statistics.median(values[i - 2 : i + 1])


@given(values=NUMBERS)
def test_the_median_is_the_library_s(values: list[float]) -> None:
    assert median(values) == pytest.approx(statistics.median(values))


def test_the_median_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        median([])


@given(values=NUMBERS, span_s=st.floats(0.1, 5.0))
def test_recent_keeps_what_is_recent(values: list[float], span_s: float) -> None:
    recent = Recent(span_s, most=1000)
    for number, value in enumerate(values):
        recent.update(number * 0.25, value)
        assert recent.values() == [
            v for i, v in enumerate(values[: number + 1]) if i * 0.25 >= number * 0.25 - span_s
        ]


def test_a_mean_follows_a_step_with_its_time_constant() -> None:
    for rate in (5, 30, 100):
        mean = Mean(0.5)
        mean.update(0.0, 0.0)
        for number in range(1, rate + 1):
            mean.update(number / rate, 1.0)
        assert mean.value == pytest.approx(1 - math.exp(-2.0))


def test_held_counts_from_the_first_true() -> None:
    held = Held()
    times = [(0.0, False), (1.0, True), (2.0, True), (3.0, False), (4.0, True)]
    assert [held.update(*each) for each in times] == [0.0, 0.0, 1.0, 0.0, 0.0]


def test_still_is_still_in_jitter_and_no_drift() -> None:
    chance = random.Random(1)
    assert is_still([chance.gauss(0, 5) for _ in range(30)], 6.0, 25.0)
    assert not is_still([number * 1.0 for number in range(30)], 6.0, 25.0)
    assert not is_still([0.0, 40.0] * 15, 6.0, 25.0)


@given(rate=st.floats(-50, 50), level=st.floats(-100, 100))
def test_the_slope_of_a_line_is_its_rate(rate: float, level: float) -> None:
    line = [(number / 10, level + rate * number / 10, 1.0) for number in range(9)]
    assert slope(line, 0.5) == pytest.approx(rate, abs=1e-6)
    assert slope(line[:2], 0.5) == math.inf


def test_smoothing_moves_nothing() -> None:
    line = [(number / 15, 3.0 * number, 1.0) for number in range(20)]
    for (t_s, value, _), (_, smoothed, _) in zip(line[2:-2], smooth(line)[2:-2], strict=True):
        assert smoothed == pytest.approx(value), t_s


def way(begin_s: float, end_s: float, fps: float = 15, jitter: float = 0.0) -> list[Sample]:
    """Up from 0 to 1 between two instants, still before and after."""
    chance, samples = random.Random(2), []
    for number in range(int(8 * fps)):
        t_s = number / fps
        share = min(max((t_s - begin_s) / (end_s - begin_s), 0.0), 1.0)
        samples.append((t_s, (1 - math.cos(math.pi * share)) / 2 + chance.gauss(0.0, jitter), 1.0))
    return samples


@pytest.mark.parametrize("fps", [8, 15, 30, 60])
@pytest.mark.parametrize(("begin_s", "end_s"), [(2.0, 2.6), (2.03, 3.5), (1.5, 5.5)])
def test_the_ends_of_a_ramp_are_found_in_jitter(begin_s: float, end_s: float, fps: float) -> None:
    found = rising(way(begin_s, end_s, fps, jitter=0.03), UP)
    assert found == pytest.approx((begin_s, end_s), abs=0.15)
    back = falling([(-t_s, v, 1.0) for t_s, v, _ in reversed(way(begin_s, end_s, fps))], UP)
    assert back == pytest.approx((-end_s, -begin_s), abs=0.05)


def test_wild_frames_on_the_way_do_not_move_its_ends() -> None:
    samples = [(t_s, 0.1 if 3.0 <= t_s <= 3.2 else value, 1.0) for t_s, value, _ in way(2.0, 4.0)]
    assert rising(samples, UP) == pytest.approx((2.0, 4.0), abs=0.12)


@pytest.mark.parametrize("seen", [0.6, 0.75, 0.9])
def test_a_way_that_is_lost_near_its_top_has_the_same_ends(seen: float) -> None:
    samples = [(t_s, min(value, seen), 1.0) for t_s, value, _ in way(2.0, 4.0)]
    assert rising(samples, Levels(low=0.0, high=1.0, seen=seen)) == pytest.approx((2.0, 4.0), abs=0.1)
    short = rising(samples, Levels(low=0.0, high=seen))
    assert short is not None
    assert short[1] < 3.9, "without knowing of its top it seems shorter"


def test_where_there_is_no_way_there_are_no_ends() -> None:
    assert rising([(number / 15, 0.0, 1.0) for number in range(30)], UP) is None
    assert rising([], UP) is None


@given(angle=st.floats(-2000, 2000), lowest=st.sampled_from([-180.0, -120.0]))
def test_wrapping_keeps_the_direction(angle: float, lowest: float) -> None:
    wrapped = wrap(angle, lowest)
    assert lowest <= wrapped <= lowest + 360.0
    assert math.cos(math.radians(wrapped)) == pytest.approx(math.cos(math.radians(angle)), abs=1e-6)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda exercise: exercise.id)
def test_what_a_puppet_is_posed_in_is_what_is_measured(exercise: Exercise, side: Side) -> None:
    for share, pose in zip((0.0, 1.0), puppet.key_poses(exercise), strict=True):
        front = {Side.LEFT: -1, Side.RIGHT: 1}[side]
        body = measure(puppet.figure(exercise, side=side, share=share), front)
        assert body is not None
        leg, other = body.leg(side), body.leg(side.other)
        assert body.trunk_deg == pytest.approx(pose.trunk_deg, abs=3)
        assert leg.hip_deg == pytest.approx(pose.hip_deg, abs=4)
        assert leg.knee_deg == pytest.approx(pose.knee_deg, abs=4)
        assert leg.ankle_deg == pytest.approx(pose.ankle_deg, abs=4)
        assert other.knee_deg == pytest.approx(pose.other_knee_deg, abs=4)


def test_what_was_read_higher_before_a_way_begins_is_no_part_of_it() -> None:
    """The legs of somebody who passed, in a single picture, and nothing seen of the runner's until they are on the way."""
    before = [(9.75, -0.03, 1.0), (9.83, -0.06, 1.0), (10.25, 1.18, 0.3)]
    way = [(11.08, 0.29, 1.0), (11.17, 0.37, 1.0), (11.25, 0.45, 1.0)]
    assert list(timing._lead_in([*before, *way], 11.08, 0.25)) == way
    lower = [(10.9, 0.1, 1.0), (11.0, 0.27, 1.0)]
    assert list(timing._lead_in([*lower, *way], 11.08, 0.25)) == [*lower, *way]


# How far the knees are bent beyond rest on the first third of the way, the near one first: the far leg leads in three pictures,
# then its bend jumps to the near one's name.
RISES_THEN_JUMPS_DEG = ((8, 12), (9, 15), (9, 23), (48, 13))


@pytest.mark.parametrize(
    ("likely", "shown", "began"),
    [
        (Side.RIGHT, True, Side.RIGHT),
        (Side.RIGHT, False, Side.LEFT),
        (None, False, Side.LEFT),
        (Side.LEFT, True, Side.LEFT),
    ],
)
def test_the_leg_of_the_set_outweighs_a_picture_in_which_the_other_one_has_its_bend(
    likely: Side | None, shown: bool, began: Side
) -> None:
    frame = next(iter(puppet.perform(CURL, [puppet.rest(CURL, 1.0)], side=Side.RIGHT)))
    rest = measure(frame, 1)
    assert rest is not None
    names = Names()
    for number, (near_deg, far_deg) in enumerate(RISES_THEN_JUMPS_DEG):
        left = replace(rest.left, knee_deg=rest.left.knee_deg + near_deg)
        right = replace(rest.right, knee_deg=rest.right.knee_deg + far_deg)
        body = replace(rest, t_s=number / 15, left=left, right=right)
        names.update(body, rest, Side.LEFT, likely=likely, shown=shown, busy=False)
    assert names.began is began
