"""Which way up a picture is shown to the pose model: when another way is tried, and when it is kept."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.engine.landmarks import Frame, Landmark
from hamstride.engine.turning import (
    AGAIN_S,
    GOOD,
    RAREST_S,
    SURELY,
    WAIT_S,
    Turn,
    Turning,
    lies,
    score,
    upright,
)
from tests.engine.people import BALL, LYING, STANDING, film

PEOPLE = [film(exercise, 1)[40] for exercise in (LYING, STANDING, BALL)]
SOMEBODY = PEOPLE[0]
CORNERS = {
    Turn.UPRIGHT: (0.1, 0.2),
    Turn.LEFT: (0.8, 0.1),  # the top of the turned picture is the right edge of the upright one
    Turn.RIGHT: (0.2, 0.9),
}


def nobody(t_s: float) -> Frame:
    return Frame(t_s=t_s, width=640, height=480, points=None)


def at(t_s: float, frame: Frame = SOMEBODY) -> Frame:
    return replace(frame, t_s=t_s)


def dim(t_s: float, visibility: float) -> Frame:
    points = tuple((x, y, z, visibility) for x, y, z, _ in SOMEBODY.points or ())
    return replace(SOMEBODY, t_s=t_s, points=points)


# ---------------------------------------------------------------- back to the upright picture


@pytest.mark.parametrize("turn", Turn)
def test_a_point_of_a_turned_picture_is_where_it_stands_upright(turn: Turn) -> None:
    turned = Frame(t_s=1.0, width=300, height=400, points=((0.1, 0.2, 0.4, 0.9),) * 33)
    found = upright(turned, turn)
    assert found.points is not None
    assert found.points[0][:2] == pytest.approx(CORNERS[turn])
    sideways = turn is not Turn.UPRIGHT
    assert (found.width, found.height) == ((400, 300) if sideways else (300, 400))
    # The same depth in pixels, whichever edge is its measure.
    assert found.points[0][2] * found.width == pytest.approx(0.4 * 300)
    assert found.points[0][3] == 0.9


@given(x=st.floats(-0.5, 1.5), y=st.floats(-0.5, 1.5), z=st.floats(-1, 1), width=st.integers(10, 4000))
def test_turned_there_and_back_is_where_it_was(x: float, y: float, z: float, width: int) -> None:
    frame = Frame(t_s=0.0, width=width, height=480, points=((x, y, z, 0.5),) * 33, world=((x, y, z),) * 33)
    for there, back in ((Turn.LEFT, Turn.RIGHT), (Turn.RIGHT, Turn.LEFT)):
        again = upright(upright(frame, there), back)
        assert again.points is not None and again.points[0] == pytest.approx((x, y, z, 0.5))
        assert again.world is not None and again.world[0] == pytest.approx((x, y, z))
        assert (again.width, again.height) == (width, 480)


@pytest.mark.parametrize("turn", [Turn.LEFT, Turn.RIGHT])
def test_the_metres_turn_with_the_points(turn: Turn) -> None:
    points, world = SOMEBODY.points, None
    assert points is not None
    world = tuple((x * SOMEBODY.width, y * SOMEBODY.height, z * SOMEBODY.width) for x, y, z, _ in points)
    found = upright(replace(SOMEBODY, world=world), turn)
    assert found.points is not None and found.world is not None
    nose, foot = Landmark.NOSE, Landmark.LEFT_FOOT_INDEX
    size = (found.width, found.height, found.width)
    for axis in range(3):
        flat = (found.points[nose][axis] - found.points[foot][axis]) * size[axis]
        assert found.world[nose][axis] - found.world[foot][axis] == pytest.approx(flat)


# ---------------------------------------------------------------- how well somebody was found


@pytest.mark.parametrize("frame", PEOPLE)
def test_a_body_seen_from_the_side_is_well_found(frame: Frame) -> None:
    assert score(frame) >= GOOD


def test_nobody_and_a_point_are_not_found() -> None:
    assert score(nobody(0.0)) == 0.0
    assert score(replace(SOMEBODY, points=((0.5, 0.5, 0.0, 1.0),) * 33)) == 0.0
    assert score(replace(SOMEBODY, points=((float("nan"),) * 4,) * 33)) == 0.0


def test_a_reversed_skeleton_is_not_found() -> None:
    """Trunk and arm fitted as thigh and shin, face down and seen from the feet: the thigh is half as long as it may be."""
    assert SOMEBODY.points is not None
    points = list(SOMEBODY.points)
    for side in (0, 1):
        hip, knee = points[Landmark.LEFT_HIP + side], points[Landmark.LEFT_KNEE + side]
        x, y = (hip[axis] + 0.4 * (knee[axis] - hip[axis]) for axis in (0, 1))
        points[Landmark.LEFT_KNEE + side] = (x, y, knee[2], 1.0)
    assert score(replace(SOMEBODY, points=tuple(points))) == 0.0


# ---------------------------------------------------------------- when another way is tried


def looks(frames: list[Frame]) -> list[tuple[float, Turn]]:
    turning = Turning()
    return [(frame.t_s, way) for frame in frames if (way := turning.next(frame)) is not None]


def test_who_is_well_found_costs_no_look() -> None:
    assert looks([at(n / 30) for n in range(3000)]) == []


def test_a_short_loss_costs_no_look() -> None:
    frames = [nobody(n / 30) if n % 30 < WAIT_S * 30 - 1 else at(n / 30) for n in range(900)]
    assert looks(frames) == []


def test_where_nobody_is_found_every_way_is_tried_ever_more_seldom() -> None:
    tried = looks([nobody(n / 30) for n in range(30 * 60)])
    assert [way for _, way in tried[:4]] == [Turn.RIGHT, Turn.LEFT, Turn.UPRIGHT, Turn.RIGHT]
    waits = [after - before for (before, _), (after, _) in pairwise(tried)]
    assert tried[0][0] == pytest.approx(WAIT_S, abs=0.04)
    assert waits[0] == pytest.approx(AGAIN_S, abs=0.04)
    assert waits == sorted(waits, key=lambda wait: round(wait, 1))
    assert waits[-1] == pytest.approx(RAREST_S, abs=0.04)


@given(rate=st.integers(8, 60), seconds=st.integers(20, 200))
def test_looks_are_few_whatever_is_found(rate: int, seconds: int) -> None:
    tried = looks([nobody(n / rate) for n in range(seconds * rate)])
    assert len(tried) <= 5 + seconds / RAREST_S


@pytest.mark.parametrize("now", [0.0, 0.3, 0.55])
def test_a_way_that_is_no_better_is_not_kept(now: float) -> None:
    turning = Turning()
    for n in range(20):
        turning.next(dim(n / 30, now))
    assert not turning.keep(Turn.LEFT, dim(0.7, GOOD - 0.01))
    assert not turning.keep(Turn.LEFT, dim(0.7, now + 0.19))
    assert turning.turn is Turn.UPRIGHT
    assert turning.keep(Turn.LEFT, dim(0.7, 0.9))
    assert turning.turn is Turn.LEFT


def test_who_lies_there_badly_seen_may_have_head_and_feet_exchanged() -> None:
    """Found so, bodies have 0.6 to 0.9; the right way round nearly always more."""
    turning = Turning()
    ways = [turning.next(dim(n / 30, 0.8)) for n in range(30)]
    assert [way for way in ways if way] == [Turn.RIGHT, Turn.LEFT]
    assert not turning.keep(Turn.LEFT, dim(1.0, 0.89))
    assert turning.keep(Turn.LEFT, dim(1.0, 0.95))
    assert looks([dim(n / 30, SURELY + 0.01) for n in range(300)]) == []


def test_who_stands_there_badly_seen_is_found() -> None:
    stands = PEOPLE[1]
    points = tuple((x, y, z, 0.7) for x, y, z, _ in stands.points or ())
    assert not lies(stands) and lies(SOMEBODY)
    assert looks([replace(stands, t_s=n / 30, points=points) for n in range(300)]) == []


def test_the_way_that_works_is_kept_and_left_only_when_it_works_no_more() -> None:
    turning = Turning()
    for n in range(10):
        turning.next(nobody(n / 30))
    assert turning.keep(Turn.RIGHT, at(0.35))
    assert all(turning.next(at(0.4 + n / 30)) is None for n in range(300))
    ways = [turning.next(nobody(11 + n / 30)) for n in range(60)]
    assert [way for way in ways if way][:3] == [Turn.RIGHT, Turn.UPRIGHT, Turn.LEFT]


def test_who_was_well_found_is_looked_for_afresh_before_the_picture_is_turned() -> None:
    tried = looks([*(at(n / 30) for n in range(60)), *(nobody(n / 30) for n in range(60, 300))])
    assert [way for _, way in tried[:4]] == [Turn.UPRIGHT, Turn.RIGHT, Turn.LEFT, Turn.UPRIGHT]
