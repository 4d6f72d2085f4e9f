"""From a declaration's key poses to figures: who stands where, what touches the floor, where the hands are."""

from dataclasses import replace

from hamstride.exercises.spec import Exercise, Laterality, Pose, Position
from hamstride.exercises.values import Side
from studio.skeleton import Figure, Leg

# The declared arms point somewhere; the hands of these hold something.
_HANDS = {
    "lying-leg-curl": "forehead",
    "standing-curl": "chair",
    "ball-curl": "floor",
    "roll-forward": "hang",
    "hip-hinge": "hips",
    "chair-stretch": "hips",
}


def key_figures(exercise: Exercise, variant: str | None, side: Side) -> tuple[Figure, Figure]:
    """Rest and top of the declared movement."""
    movement = exercise.movement
    rest, top = (key_figure(exercise, name, variant, side) for name in (movement.rest, movement.top))
    return rest, top


def key_figure(exercise: Exercise, pose: str, variant: str | None, side: Side) -> Figure:
    """The figure of one declared key pose."""
    turn_deg = (
        exercise.variants[variant or exercise.first_variant or ""].toe_turn_deg if exercise.variants else 0.0
    )
    return _turned(_figure(exercise, exercise.poses[pose], side), side, turn_deg)


def working(side: Side) -> str:
    """The field of the leg that works (with both: the left stands for it)."""
    return "right" if side is Side.RIGHT else "left"


def other(side: Side) -> str:
    """The field of the other leg."""
    return "left" if side is Side.RIGHT else "right"


def with_leg(figure: Figure, name: str, **changes: float) -> Figure:
    """The figure with angles of one leg replaced."""
    return replace(figure, **{name: replace(getattr(figure, name), **changes)})


def _figure(exercise: Exercise, pose: Pose, side: Side) -> Figure:
    standing = exercise.position is Position.STANDING
    both = exercise.laterality is Laterality.BOTH_LEGS
    mine = Leg(
        hip_deg=pose.hip_deg,
        knee_deg=pose.knee_deg,
        ankle_deg=pose.ankle_deg,
        flat=float(standing and (both or (pose.hip_deg < 15 and pose.knee_deg < 20))),
    )
    theirs = Leg(
        hip_deg=pose.other_hip_deg,
        knee_deg=pose.other_knee_deg,
        ankle_deg=pose.ankle_deg,
        flat=float(standing),
    )
    left, right = (theirs, mine) if side is Side.RIGHT else (mine, theirs)
    return Figure(
        trunk_deg=pose.trunk_deg,
        spine_deg=pose.spine_deg,
        head_deg=_head_deg(exercise.position, pose),
        arm_deg=pose.arm_deg,
        hands={_HANDS.get(exercise.id, "declared"): 1.0},
        anchor={_anchor(exercise, side): 1.0},
        contact={exercise.position.value if not standing else "all": 1.0},
        left=left,
        right=right,
    )


def _head_deg(position: Position, pose: Pose) -> float:
    """On the back the head lies on the floor; face down it looks a little ahead."""
    if position is Position.SUPINE:
        return -90 - pose.trunk_deg - pose.spine_deg
    return -8.0 if position is Position.PRONE else 0.15 * pose.trunk_deg


def _anchor(exercise: Exercise, side: Side) -> str:
    if exercise.position is Position.STANDING:
        return "ankles" if exercise.laterality is Laterality.BOTH_LEGS else f"{other(side)}-ankle"
    return "pelvis" if exercise.position is Position.PRONE else "shoulders"


def _turned(figure: Figure, side: Side, turn_deg: float) -> Figure:
    return with_leg(figure, working(side), turn_deg=turn_deg) if turn_deg else figure
