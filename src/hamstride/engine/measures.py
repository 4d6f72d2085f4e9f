"""The quantities that a declaration may name, each read from one body. One table; a cue or a signal is an entry of it."""

from collections.abc import Callable
from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg, wrap
from hamstride.engine.filters import median
from hamstride.exercises.spec import FOLLOWED, Exercise, Measure, Pose
from hamstride.exercises.values import Side

Values = tuple[float, ...]

# What a measure reads on a body, for the leg that is asked about. Where there are two values, a change counts only
# as far as both changed: the thigh comes forward only if it does so against the trunk *and* against gravity.
READ: dict[Measure, Callable[[Body, Leg], Values]] = {
    Measure.KNEE_FLEXION: lambda _, leg: (leg.knee_deg,),
    Measure.KNEE_EXTENSION: lambda _, leg: (-leg.knee_deg,),
    Measure.OTHER_KNEE_FLEXION: lambda _, leg: (leg.knee_deg,),
    Measure.HIP_FLEXION: lambda _, leg: (leg.hip_deg,),
    Measure.HIP_RISE: lambda _, leg: (leg.hip_deg,),
    Measure.THIGH_FORWARD: lambda _, leg: (leg.hip_deg, leg.thigh_deg),
    Measure.THIGH_TILT: lambda _, leg: (abs(wrap(2.0 * leg.thigh_deg)) / 2.0,),
    Measure.TRUNK_LEAN: lambda body, _: (body.trunk_deg,),
    Measure.ANKLE_FLEXION: lambda _, leg: (leg.ankle_deg,),
}


def read(measure: Measure, body: Body, side: Side) -> float:
    """The absolute value of a measure for the leg of `side`."""
    return READ[measure](body, body.leg(side))[0]


def change(measure: Measure, body: Body, rest: Body, side: Side) -> float:
    """How far a measure is from the rest pose's, for the leg of `side`."""
    reader = READ[measure]
    now, before = reader(body, body.leg(side)), reader(rest, rest.leg(side))
    first = now[0] - before[0]
    return first if len(now) == 1 else min(first, now[1] - before[1])


def travel_deg(exercise: Exercise) -> float:
    """Degrees that the declared movement's signal goes from rest to top. Raises `ValueError` where it cannot be followed."""
    movement, signal = exercise.movement, exercise.movement.signal
    if signal not in FOLLOWED:
        known = ", ".join(measure.value for measure in FOLLOWED)
        raise ValueError(f"{exercise.id}: the movement's signal is {signal.value!r}; it can follow {known}")
    rest, top = exercise.poses[movement.rest], exercise.poses[movement.top]
    travel = movement.followed_deg(top) - movement.followed_deg(rest)
    if travel < 15.0:
        raise ValueError(
            f"{exercise.id}: {signal.value} goes {travel:g} degrees from rest to top; it must rise by 15 or more"
        )
    return travel


def is_raised(exercise: Exercise) -> bool:
    """Whether one foot is declared to be on something."""
    rest = declared(exercise, "rest")
    return rest.hip_deg - rest.other_hip_deg > limits.RAISED_DEG


def in_place(leg: Leg, rest: Body, *, raised: bool) -> bool:
    """Whether a leg is drawn where the one with its foot on something (`raised`; or beyond, as of somebody who leans) or the
    other one was at rest, and not half way between them: leaning, the thighs stay where they were."""
    down_deg, up_deg = sorted((rest.left.thigh_deg, rest.right.thigh_deg))
    off_deg = up_deg - leg.thigh_deg if raised else abs(leg.thigh_deg - down_deg)
    most = limits.IN_PLACE_SHARE if raised else limits.STANDS_SHARE
    return off_deg <= most * (up_deg - down_deg)


def declared(exercise: Exercise, name: str) -> Pose:
    """A key pose of the movement: `rest` or `top`."""
    return exercise.poses[getattr(exercise.movement, name)]


def typical(bodies: list[Body]) -> Body:
    """The body of the middle values of a still window: a rest pose."""
    last = bodies[-1]
    return replace(
        last,
        trunk_deg=median([body.trunk_deg for body in bodies]),
        trunk_px=median([body.trunk_px for body in bodies]),
        aslant=median([body.aslant for body in bodies]),
        below=median([body.below for body in bodies]),
        left=_typical([body.left for body in bodies]),
        right=_typical([body.right for body in bodies]),
    )


def _typical(legs: list[Leg]) -> Leg:
    return replace(
        legs[-1],
        hip_deg=median([leg.hip_deg for leg in legs]),
        knee_deg=median([leg.knee_deg for leg in legs]),
        ankle_deg=median([leg.ankle_deg for leg in legs]),
        thigh_deg=median([leg.thigh_deg for leg in legs]),
        thigh_px=median([leg.thigh_px for leg in legs]),
        shank_px=median([leg.shank_px for leg in legs]),
        knee_y=median([leg.knee_y for leg in legs]),
        knee_depth_px=median([leg.knee_depth_px for leg in legs]),
    )
