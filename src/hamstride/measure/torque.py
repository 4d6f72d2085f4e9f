"""How heavy an exercise is along the way: the moment of gravity about the knee, from the declaration and the runner's body.

Static, rigid segments in the sagittal plane (Winter's segment data). Angles in degrees, lengths in metres, masses in kilograms,
moments in newton metres of *one* leg. Positive tries to straighten the knee: the back of the thigh must resist; negative
tries to bend it. Segment data of a person differ from the average by about a tenth, and so does everything here. The
model of the ball has not been compared with a force plate.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from hamstride.exercises.spec import Equipment, Exercise, Laterality, Measure, Pose
from hamstride.exercises.values import BALL_M

GRAVITY: Final = 9.81
SHANK_MASS: Final = 0.061  # shin and foot, of the body's mass
SHANK_CENTRE: Final = 0.606  # their centre of mass, of the shin's length from the knee
SHANK_LENGTH: Final = 0.246  # knee to ankle, of the body's height
THIGH_MASS: Final = 0.100
THIGH_CENTRE: Final = 0.433
THIGH_LENGTH: Final = 0.245
TRUNK_MASS: Final = 0.497
TRUNK_LENGTH: Final = 0.288
WEIGHT_ABOVE_ANKLE_M: Final = 0.03  # the middle of an ankle weight above the ankle bone
HEEL_ABOVE_BALL_M: Final = 0.05  # the ankle above the ball it rests on
SHOULDER_HEIGHT_M: Final = 0.08  # the shoulder joint above the floor it rests on

LARGE_SHARE: Final = 0.10
LIGHT_SHARE: Final = 0.40

STEP_DEG: Final = 10
LAST_DEG: Final = 110

HEEL: Final = 1.0
CALF: Final = 0.6  # where a calf lies on the ball, of the shin's length from the knee


class NoLoad(ValueError):
    """The exercise is no curl: its movement does not bend the knee, so there is nothing to draw."""


class OutOfReach(ValueError):
    """A shin that is bent so does not lie on top of the ball."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The runner's mass and height."""

    mass_kg: float
    height_m: float

    def __post_init__(self) -> None:
        for name, low, high in (("mass_kg", 20.0, 300.0), ("height_m", 1.0, 2.5)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: got {value!r}, expected {low:g} to {high:g}; check the unit")

    @property
    def shank_m(self) -> float:
        """Knee to ankle."""
        return SHANK_LENGTH * self.height_m

    @property
    def limb_nm(self) -> float:
        """Moment of shin and foot about the knee, with the shin level."""
        return GRAVITY * SHANK_MASS * self.mass_kg * SHANK_CENTRE * self.shank_m

    @property
    def weight_arm_m(self) -> float:
        """Knee to the middle of an ankle weight."""
        return self.shank_m - WEIGHT_ABOVE_ANKLE_M

    def level_nm(self, ankle_weight_kg: float) -> float:
        """Moment of shin, foot and ankle weight about the knee, with the shin level: the heaviest they can be."""
        return self.limb_nm + GRAVITY * ankle_weight_kg * self.weight_arm_m


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What makes an exercise heavier or lighter: the ankle weight, the ball's diameter, where the shin lies on the ball (`HEEL`
    or `CALF`, or any share of its length from the knee), and whether one leg does the work of both."""

    ankle_weight_kg: float = 0.0
    ball_m: float = BALL_M
    contact: float = HEEL
    single_leg: bool = False

    def __post_init__(self) -> None:
        for name, low, high in (
            ("ankle_weight_kg", 0.0, 100.0),
            ("ball_m", 0.2, 1.2),
            ("contact", 0.3, 1.0),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: got {value!r}, expected {low:g} to {high:g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """A body between two supports, shoulder blades and ball: how high the hips are (m above the floor), the force of the ball
    on both legs (N), and the moments about knee and hip of one leg (N·m)."""

    hip_height_m: float
    force_n: float
    knee_nm: float
    hip_nm: float


def is_loaded(exercise: Exercise) -> bool:
    """Whether there is a curve: the movement bends or straightens the knee."""
    return exercise.movement.signal is Measure.KNEE_FLEXION


def moment_nm(exercise: Exercise, build: Build, load: Load, knee_deg: float) -> float:
    """Moment about the knee of one leg at a knee angle. Raises `NoLoad` for an exercise that is no curl, and `OutOfReach`."""
    if not is_loaded(exercise):
        raise NoLoad(
            f"{exercise.id}: its movement is {exercise.movement.signal.value}, not a bend of the knee"
        )
    pose = _pose_at(exercise, knee_deg)
    if Equipment.BALL in exercise.equipment:
        single = load.single_leg or exercise.laterality is Laterality.EACH_LEG
        return bridge(build, load, knee_deg, hip_deg=pose.hip_deg, single_leg=single).knee_nm
    weight_kg = load.ankle_weight_kg if Equipment.ANKLE_WEIGHTS in exercise.equipment else 0.0
    return free_nm(build.level_nm(weight_kg), pose, knee_deg)


def free_nm(level_nm: float, pose: Pose, knee_deg: float) -> float:
    """Moment of a shin that hangs free: the level moment times the shin's share of level.

    The thigh hangs at `hip_deg - trunk_deg` from straight down, the shin `knee_deg` behind it; face down that is `W cos θ`,
    standing `W sin θ`, standing with the knee drifted forward by φ `W sin(θ − φ)`, sitting `−W cos θ`.
    """
    behind_deg = pose.trunk_deg + knee_deg - pose.hip_deg
    return level_nm * _sin(behind_deg)


def bridge(
    build: Build, load: Load, knee_deg: float, *, hip_deg: float = 0.0, single_leg: bool = False
) -> Bridge:
    """The bridge on a ball: vertical forces at the shoulder blades and where the shin lies on top of the ball.

    Head and arms rest on the floor and are left out. With `hip_deg` the hips sag. Single-leg: one leg carries what both did,
    the other one is held up beside it.
    """
    trunk_m, thigh_m = TRUNK_LENGTH * build.height_m, THIGH_LENGTH * build.height_m
    reach_m = load.contact * build.shank_m
    lift_m = load.ball_m + HEEL_ABOVE_BALL_M - SHOULDER_HEIGHT_M
    trunk_deg = _inclination(trunk_m, thigh_m, reach_m, lift_m, knee_deg, hip_deg)
    thigh_deg = trunk_deg + hip_deg
    shank_deg = knee_deg - thigh_deg  # below level
    hip_x = trunk_m * _cos(trunk_deg)
    knee_x = hip_x + thigh_m * _cos(thigh_deg)
    contact_x = knee_x + reach_m * _cos(shank_deg)
    shank_x = knee_x + SHANK_CENTRE * build.shank_m * _cos(shank_deg)
    thigh_x = hip_x + THIGH_CENTRE * (knee_x - hip_x)
    trunk_n, thigh_n, shank_n = (
        GRAVITY * part * build.mass_kg for part in (TRUNK_MASS, THIGH_MASS, SHANK_MASS)
    )
    force_n = (trunk_n * hip_x / 2 + 2 * thigh_n * thigh_x + 2 * shank_n * shank_x) / contact_x
    each_n = force_n if single_leg else force_n / 2
    return Bridge(
        hip_height_m=SHOULDER_HEIGHT_M + trunk_m * _sin(trunk_deg),
        force_n=force_n,
        knee_nm=each_n * (contact_x - knee_x) - shank_n * (shank_x - knee_x),
        hip_nm=each_n * (contact_x - hip_x) - thigh_n * (thigh_x - hip_x) - shank_n * (shank_x - hip_x),
    )


def curve(
    exercise: Exercise, build: Build, load: Load, *, step_deg: int = STEP_DEG
) -> tuple[tuple[int, float], ...]:
    """(knee flexion, moment of one leg) over the range, from straight. Raises `NoLoad`."""
    angles = range(0, LAST_DEG + 1, step_deg)
    return tuple((angle, moment_nm(exercise, build, load, float(angle))) for angle in angles)


def peak_nm(exercise: Exercise, build: Build, load: Load) -> float:
    """The heaviest point of the way that the declaration goes. Raises `NoLoad`."""
    return max(moment_nm(exercise, build, load, angle) for angle in _way(exercise))


def share_of(build: Build, ankle_weight_kg: float, more_kg: float) -> float:
    """By which share the moment grows with `more_kg` at the ankle. The shin and foot are most of the load: half a kilogram is
    18 % without a weight and 6 % with five."""
    return build.level_nm(ankle_weight_kg + more_kg) / build.level_nm(ankle_weight_kg) - 1.0


def is_large_step(build: Build, before_kg: float, after_kg: float) -> bool:
    """Whether a heavier ankle weight is a large step: the whole moment over a tenth heavier, and beyond two fifths of what
    people of this mass can hold with the knee straight. Below that half a kilogram more is easily borne."""
    low_nm, _ = capacity_nm(build.mass_kg, 0.0)
    heavy = build.level_nm(after_kg) > LIGHT_SHARE * low_nm
    return heavy and share_of(build, before_kg, after_kg - before_kg) > LARGE_SHARE


# Strongest still pull of the back of the thigh in healthy men, N·m a kg of body mass, with the knee straight, half bent and
# at a right angle: 95 % intervals of the mean of 411 studies (Šarabon 2021). For women no such numbers were found.
CAPACITY: Final = ((0.0, 0.85, 1.20), (45.0, 1.15, 1.62), (90.0, 0.96, 1.54))


def capacity_nm(mass_kg: float, knee_deg: float) -> tuple[float, float]:
    """The band of what men of this mass can hold at a knee angle; straight lines between the three angles studied."""
    low, high = (_along([(row[0], row[column]) for row in CAPACITY], knee_deg) for column in (1, 2))
    return mass_kg * low, mass_kg * high


def _along(knots: list[tuple[float, float]], at: float) -> float:
    at = min(max(at, knots[0][0]), knots[-1][0])
    (a, low), (b, high) = next(pair for pair in pairwise(knots) if at <= pair[1][0])
    return low + (high - low) * (at - a) / (b - a)


def _way(exercise: Exercise) -> Iterator[float]:
    rest, top = _ends(exercise)
    low, high = sorted((rest.knee_deg, top.knee_deg))
    count = max(2, round((high - low) / 5))
    return (low + (high - low) * i / count for i in range(count + 1))


def _ends(exercise: Exercise) -> tuple[Pose, Pose]:
    return exercise.poses[exercise.movement.rest], exercise.poses[exercise.movement.top]


def _pose_at(exercise: Exercise, knee_deg: float) -> Pose:
    """Trunk and hip as declared for a knee angle: on the way from rest to top, and as there beyond its ends."""
    rest, top = _ends(exercise)
    share = min(1.0, max(0.0, (knee_deg - rest.knee_deg) / (top.knee_deg - rest.knee_deg)))
    return Pose(
        trunk_deg=rest.trunk_deg + (top.trunk_deg - rest.trunk_deg) * share,
        hip_deg=rest.hip_deg + (top.hip_deg - rest.hip_deg) * share,
    )


def _inclination(
    trunk_m: float, thigh_m: float, reach_m: float, lift_m: float, knee_deg: float, hip_deg: float
) -> float:
    """Inclination of the trunk at which the shin lies on top of the ball. Raises `OutOfReach`."""

    def over(trunk_deg: float) -> float:
        thigh_deg = trunk_deg + hip_deg
        return (
            trunk_m * _sin(trunk_deg)
            + thigh_m * _sin(thigh_deg)
            - reach_m * _sin(knee_deg - thigh_deg)
            - lift_m
        )

    low, high = -45.0, 90.0
    if over(low) > 0 or over(high) < 0:
        raise OutOfReach(f"a ball of this height cannot be reached with the knee at {knee_deg:g} degrees")
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if over(middle) < 0 else (low, middle)
    return (low + high) / 2


def _sin(angle_deg: float) -> float:
    return math.sin(math.radians(angle_deg))


def _cos(angle_deg: float) -> float:
    return math.cos(math.radians(angle_deg))
