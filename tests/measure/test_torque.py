"""How heavy an exercise is: equal to the reference table to 0.1 %, for every exercise from its declaration alone."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from hamstride.cli import main
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Equipment, Exercise, Laterality, Pose
from hamstride.measure import torque
from hamstride.measure.torque import Build, Load

MAN = Build(mass_kg=70.0, height_m=1.75)
TWO_KG = Load(ankle_weight_kg=2.0)
CATALOGUE = catalogue()
PRONE, STANDING, BALL = (CATALOGUE[id_] for id_ in ("lying-leg-curl", "standing-curl", "ball-curl"))

# Rows of the reference table: 70 kg, 1.75 m, 2 kg at the ankle; N·m of one leg from straight, every ten degrees.
REFERENCE = {
    "prone": (18.786, 18.5, 17.653, 16.269, 14.391, 12.075, 9.393, 6.425, 3.262, 0.0, -3.262, -6.425),
    "standing": (0.0, 3.262, 6.425, 9.393, 12.075, 14.391, 16.269, 17.653, 18.5, 18.786, 18.5, 17.653),
    "standing, knee 20 forward": (
        *(-6.425, -3.262, 0.0, 3.262, 6.425, 9.393, 12.075, 14.391, 16.269, 17.653, 18.5, 18.786),
    ),
    "ball 55": (
        *(30.871, 31.479, 31.688, 31.527, 31.021, 30.194, 29.066, 27.659, 25.992, 24.087, 21.962, 19.639),
    ),
    "ball 65": (
        *(29.743, 30.491, 30.808, 30.729, 30.28, 29.484, 28.359, 26.918, 25.167, 23.095, 20.661, 17.743),
    ),
    "ball 55, hips sagging to 30": (
        *(30.871, 31.628, 32.167, 32.508, 32.667, 32.661, 32.506, 32.216, 31.807, 31.299, 29.925, 28.321),
    ),
}


def posed(exercise: Exercise, rest: dict[str, float], top: dict[str, float]) -> Exercise:
    """The exercise with other key poses."""
    names = exercise.movement.rest, exercise.movement.top
    poses = {
        name: replace(exercise.poses[name], **change) for name, change in zip(names, (rest, top), strict=True)
    }
    return replace(exercise, poses=exercise.poses | poses)


FORWARD = posed(STANDING, {"hip_deg": 20.0}, {"hip_deg": 20.0})
SAGGING = posed(BALL, {"hip_deg": 0.0, "knee_deg": 0.0}, {"hip_deg": 30.0, "knee_deg": 90.0})


@pytest.mark.parametrize(
    ("row", "exercise", "load"),
    [
        ("prone", PRONE, TWO_KG),
        ("standing", STANDING, TWO_KG),
        ("standing, knee 20 forward", FORWARD, TWO_KG),
        ("ball 55", BALL, TWO_KG),
        ("ball 65", BALL, Load(ball_m=0.65)),
        ("ball 55, hips sagging to 30", SAGGING, Load()),
    ],
)
def test_the_reference_table(row: str, exercise: Exercise, load: Load) -> None:
    expected = list(zip(range(0, 111, 10), REFERENCE[row], strict=True))
    assert list(torque.curve(exercise, MAN, load)) == [
        (angle, pytest.approx(nm, rel=1e-3, abs=6e-4)) for angle, nm in expected
    ]


@pytest.mark.parametrize(
    ("knee_deg", "force_n", "hip_nm", "height_m"),
    [(0.0, 205.92, 43.291, 0.272), (50.0, 193.312, 38.445, 0.402), (110.0, 183.804, 23.546, 0.53)],
)
def test_the_bridge(knee_deg: float, force_n: float, hip_nm: float, height_m: float) -> None:
    found = torque.bridge(MAN, Load(), knee_deg)
    assert found.force_n == pytest.approx(force_n, rel=1e-3)
    assert found.hip_nm == pytest.approx(hip_nm, rel=1e-3)
    assert found.hip_height_m == pytest.approx(height_m, abs=6e-4)


def test_the_limb_and_the_weight() -> None:
    assert MAN.limb_nm == pytest.approx(10.93, abs=0.005)
    assert MAN.level_nm(2.0) == pytest.approx(18.786, rel=1e-4)


@pytest.mark.parametrize(("knee_deg", "nm"), [(0, 71.8), (30, 74.0), (60, 68.6), (90, 57.1)])
def test_one_leg_on_the_ball_carries_what_both_did(knee_deg: int, nm: float) -> None:
    alone = replace(BALL, laterality=Laterality.EACH_LEG)
    assert torque.moment_nm(alone, MAN, Load(), knee_deg) == pytest.approx(nm, abs=0.05)
    assert torque.moment_nm(BALL, MAN, Load(single_leg=True), knee_deg) == pytest.approx(nm, abs=0.05)


@pytest.mark.parametrize(("contact", "nm"), [(0.8, 24.6), (0.6, 17.6), (0.4, 9.7)])
def test_the_calves_on_the_ball_make_it_lighter(contact: float, nm: float) -> None:
    assert torque.moment_nm(BALL, MAN, Load(contact=contact), 0.0) == pytest.approx(nm, abs=0.05)


def test_sitting_the_front_of_the_thigh_works() -> None:
    sitting = posed(STANDING, {"hip_deg": 90.0, "knee_deg": 90.0}, {"hip_deg": 90.0, "knee_deg": 0.0})
    found = [torque.moment_nm(sitting, MAN, TWO_KG, angle) for angle in (90.0, 60.0, 0.0)]
    assert found == pytest.approx([0.0, -9.393, -18.786], abs=1e-3)


def test_the_weight_counts_where_one_is_worn() -> None:
    assert torque.curve(BALL, MAN, TWO_KG) == torque.curve(BALL, MAN, Load())
    bare = replace(PRONE, equipment=(Equipment.MAT,))
    assert torque.curve(bare, MAN, TWO_KG) == torque.curve(PRONE, MAN, Load())


def test_a_stretch_has_no_curve() -> None:
    for exercise in CATALOGUE.values():
        if not torque.is_loaded(exercise):
            with pytest.raises(torque.NoLoad, match=exercise.id):
                torque.curve(exercise, MAN, Load())


@pytest.mark.parametrize(("kg", "half_kilo"), [(0, 18.0), (1, 13.2), (2, 10.5), (3, 8.6), (5, 6.4)])
def test_steps_of_the_ladder(kg: float, half_kilo: float) -> None:
    assert 100 * torque.share_of(MAN, kg, 0.5) == pytest.approx(half_kilo, abs=0.05)


@pytest.mark.parametrize(
    ("before_kg", "after_kg", "large"),
    [
        (0.0, 0.5, False),
        (1.0, 2.0, False),
        (2.0, 3.0, False),
        (3.0, 4.0, True),
        (3.5, 4.0, False),
        (0.0, 5.0, True),
    ],
)
def test_a_large_step(before_kg: float, after_kg: float, large: bool) -> None:
    assert torque.is_large_step(MAN, before_kg, after_kg) is large


def test_the_band_of_capacity() -> None:
    assert torque.capacity_nm(70.0, 0.0) == pytest.approx((59.5, 84.0))
    assert torque.capacity_nm(70.0, 45.0) == pytest.approx((80.5, 113.4))
    assert torque.capacity_nm(70.0, 90.0) == torque.capacity_nm(70.0, 110.0) == pytest.approx((67.2, 107.8))


@pytest.mark.parametrize(
    "wrong",
    [{"mass_kg": 7000.0}, {"mass_kg": float("nan")}, {"height_m": 175.0}, {"height_m": 0.0}],
)
def test_a_body_in_the_wrong_unit_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Build(**({"mass_kg": 70.0, "height_m": 1.75} | wrong))


@pytest.mark.parametrize("wrong", [{"ankle_weight_kg": -1.0}, {"ball_m": 55.0}, {"contact": 0.0}])
def test_an_impossible_load_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Load(**wrong)


bodies = st.builds(Build, mass_kg=st.floats(40.0, 150.0), height_m=st.floats(1.4, 2.1))


@given(bodies, st.floats(0.0, 10.0), st.floats(0.0, 110.0))
def test_lying_and_standing_share_one_circle(build: Build, kg: float, knee_deg: float) -> None:
    """The shin swings the same circle: what one curl has, the other has a quarter of a turn later."""
    load = Load(ankle_weight_kg=kg)
    lying = torque.moment_nm(PRONE, build, load, knee_deg)
    standing = torque.moment_nm(STANDING, build, load, knee_deg)
    assert lying**2 + standing**2 == pytest.approx(build.level_nm(kg) ** 2)


@given(bodies, st.floats(0.45, 0.65), st.floats(0.0, 80.0))
def test_the_ball_is_always_the_same_order(build: Build, ball_m: float, knee_deg: float) -> None:
    """Calves are lighter than heels, and heels lighter than one leg alone, whoever does it on whichever ball."""
    calves, heels, single = (
        torque.moment_nm(BALL, build, load, knee_deg)
        for load in (
            Load(ball_m=ball_m, contact=torque.CALF),
            Load(ball_m=ball_m),
            Load(ball_m=ball_m, single_leg=True),
        )
    )
    assert calves < heels < single


def test_the_pose_alone_makes_the_curve() -> None:
    """A new exercise needs no code: halfway between standing and lying the curve is halfway round the circle."""
    tilted = Pose(trunk_deg=45.0)
    assert torque.free_nm(10.0, tilted, 45.0) == pytest.approx(10.0)


def test_the_command_prints_exactly_this() -> None:
    arguments = "--mass-kg 70 --height-m 1.75 --ankle-weight-kg 2 --ball-m 0.55 --json"
    result = CliRunner().invoke(main, ["torque", "lying-leg-curl", *arguments.split()])
    assert result.exit_code == 0, result.output
    points = [[angle, nm] for angle, nm in zip(range(0, 111, 10), REFERENCE["prone"], strict=True)]
    assert json.loads(result.output) == {"exercise": "lying-leg-curl", "points": points}


def test_the_command_as_a_table_and_its_refusals() -> None:
    body = ["--mass-kg", "70", "--height-m", "1.75", "--ball-m", "0.55"]
    shown = CliRunner().invoke(main, ["torque", "ball-curl", *body])
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) == 14
    none = CliRunner().invoke(main, ["torque", "hip-hinge", *body])
    assert none.exit_code == 1
    assert "lying-leg-curl" in none.output
    grams = CliRunner().invoke(main, ["torque", "ball-curl", "--mass-kg", "70000", "--height-m", "1.75"])
    assert grams.exit_code == 2
