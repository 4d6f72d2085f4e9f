"""Poses a body: from declared angles to where every joint is, and back from where the joints are to the angles.

Angles are those of the declarations (`hamstride.exercises.spec`): degrees of flexion, trunk from upright to the front. The
trunk is the line from between the hips to between the shoulders.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

from studio.body import SIDES, Body
from studio.geometry import FRONT, RIGHT, UP, Array, angle_of, between_deg, cross, frame, sagittal, turn, unit

OUTWARD = {"left": -RIGHT, "right": RIGHT}
# How much of the curve of the spine is reached at each segment, from the pelvis up.
_CURVE = (("waist", 0.3), ("belly", 0.6), ("ribs", 0.8), ("chest", 1.0))
_PARENT = {"waist": "pelvis", "belly": "waist", "ribs": "belly", "chest": "ribs"}
_FLAT_LIMIT_DEG = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One leg. `flat` (0..1) is how far the sole is level instead of at `ankle_deg`; `turn_deg` turns the toes inward."""

    hip_deg: float = 0.0
    knee_deg: float = 0.0
    ankle_deg: float = 0.0
    flat: float = 0.0
    apart_deg: float = 3.0
    turn_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A whole body: its angles, and what the hands reach for, what stays in place and what touches the floor.

    `hands`, `anchor` and `contact` are shares of named places that add up to 1, so that figures can be mixed.
    `heading_deg` turns the body about the vertical, to its left; `ahead_m` and `aside_m` move it in the room.
    """

    trunk_deg: float = 0.0
    spine_deg: float = 0.0
    head_deg: float = 0.0
    head_turn_deg: float = 0.0
    arm_deg: float = 0.0
    left: Leg = field(default_factory=Leg)
    right: Leg = field(default_factory=Leg)
    hands: dict[str, float] = field(default_factory=lambda: {"declared": 1.0})
    anchor: dict[str, float] = field(default_factory=lambda: {"pelvis": 1.0})
    contact: dict[str, float] = field(default_factory=lambda: {"all": 1.0})
    heading_deg: float = 0.0
    ahead_m: float = 0.0
    aside_m: float = 0.0
    hop_m: float = 0.0


T = TypeVar("T")


def mix(a: T, b: T, share: float) -> T:
    """The figure (or leg) at a share of the way from `a` to `b`."""
    return type(a)(**{f.name: _mix(getattr(a, f.name), getattr(b, f.name), share) for f in fields(a)})  # type: ignore[arg-type]


def _mix(a: Any, b: Any, share: float) -> Any:
    if isinstance(a, dict):
        return {key: a.get(key, 0.0) * (1 - share) + b.get(key, 0.0) * share for key in sorted({*a, *b})}
    if is_dataclass(a):
        return mix(a, b, share)
    return a + (b - a) * share


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """The turn of every segment from the body at rest, and where the joints are; the hips' middle is the origin."""

    turns: dict[str, Array]
    joints: dict[str, Array]


def posed(body: Body, figure: Figure) -> Posed:
    """The body in a figure, arms left for `reach` to place (they hang)."""
    turns, joints = _trunk(body, figure)
    for side in SIDES:
        _pose_leg(body, figure, side, turns, joints)
    return Posed(turns=turns, joints=joints)


def _trunk(body: Body, figure: Figure) -> tuple[dict[str, Array], dict[str, Array]]:
    upright = _chain(body, figure, 0.0)[1]
    lean_deg = figure.trunk_deg - (180 - angle_of(_middle(upright, "shoulder")))
    return _chain(body, figure, lean_deg)


def _chain(body: Body, figure: Figure, lean_deg: float) -> tuple[dict[str, Array], dict[str, Array]]:
    rest, origin = body.joints, _middle(body.joints, "hip")
    turns = {"pelvis": turn(RIGHT, -lean_deg)}
    joints = {f"{side}-hip": turns["pelvis"] @ (rest[f"{side}-hip"] - origin) for side in SIDES}
    at, below = np.zeros(3), origin
    for name, share in _CURVE:
        at = at + turns[_PARENT[name]] @ (rest[name] - below)
        below = rest[name]
        joints[name] = at
        turns[name] = turn(RIGHT, -(lean_deg + share * figure.spine_deg))
    chest = turns["chest"]
    joints |= {f"{side}-shoulder": at + chest @ (rest[f"{side}-shoulder"] - below) for side in SIDES}
    nod, look = turn(RIGHT, -figure.head_deg / 2), turn(UP, figure.head_turn_deg / 2)
    turns["neck"] = chest @ nod @ look
    turns["head"] = turns["neck"] @ nod @ look
    joints["neck"] = at + chest @ (rest["neck"] - below)
    joints["head"] = joints["neck"] + turns["neck"] @ (rest["head"] - rest["neck"])
    return turns, joints


def _middle(joints: dict[str, Array], name: str) -> Array:
    return (joints[f"left-{name}"] + joints[f"right-{name}"]) / 2


def _pose_leg(
    body: Body, figure: Figure, side: str, turns: dict[str, Array], joints: dict[str, Array]
) -> None:
    leg: Leg = getattr(figure, side)
    rest = {name: body.joints[f"{side}-{name}"] for name in ("hip", "knee", "ankle", "toe")}
    apart = np.radians(leg.apart_deg)
    hip_deg, knee_deg = body.neutral
    thigh = np.cos(apart) * sagittal(leg.hip_deg + hip_deg - figure.trunk_deg) + np.sin(apart) * OUTWARD[side]
    across = frame(thigh, RIGHT)[:, 1]
    shank = turn(across, -leg.knee_deg - knee_deg) @ thigh
    inward = leg.turn_deg if side == "left" else -leg.turn_deg
    shank_across = turn(shank, inward) @ across
    turns[f"{side}-thigh"] = frame(thigh, across) @ frame(rest["knee"] - rest["hip"], RIGHT).T
    turns[f"{side}-shank"] = frame(shank, shank_across) @ frame(rest["ankle"] - rest["knee"], RIGHT).T
    # The sole at rest is level and points to the front.
    sole, sole_across = _sole(leg, shank, shank_across)
    turns[f"{side}-foot"] = frame(sole, sole_across) @ frame(FRONT, RIGHT).T
    joints[f"{side}-knee"] = joints[f"{side}-hip"] + thigh * np.linalg.norm(rest["knee"] - rest["hip"])
    joints[f"{side}-ankle"] = joints[f"{side}-knee"] + shank * np.linalg.norm(rest["ankle"] - rest["knee"])
    foot = turns[f"{side}-foot"] @ (rest["toe"] - rest["ankle"])
    joints[f"{side}-toe"] = joints[f"{side}-ankle"] + foot


def _sole(leg: Leg, shank: Array, across: Array) -> tuple[Array, Array]:
    forward = cross(across, shank)
    if leg.flat <= 0:
        return turn(across, -leg.ankle_deg) @ forward, across
    level = unit(forward * [1, 0, 1])
    needed_deg = np.sign(forward[1] - level[1]) * between_deg(forward, level)
    pitch_deg = float(np.clip(needed_deg, -_FLAT_LIMIT_DEG, _FLAT_LIMIT_DEG))
    pointed_deg = leg.ankle_deg + (pitch_deg - leg.ankle_deg) * leg.flat
    # With a level sole the ankle gives sideways too: the foot does not stand on its edge.
    return turn(across, -pointed_deg) @ forward, unit(across * [1, 1 - leg.flat, 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a wrist goes, and which way its elbow points; where fingers and palm point, if not along the forearm."""

    wrist: Array
    elbow: Array
    fingers: Array | None = None
    palm: Array | None = None


def reach(body: Body, at: Posed, side: str, to: Reach) -> None:
    """Bend an arm so that its wrist is at (or as near as it gets to) a place; writes into the posed body."""
    rest = {name: body.joints[f"{side}-{name}"] for name in ("shoulder", "elbow", "wrist", "fingers")}
    shoulder = at.joints[f"{side}-shoulder"]
    upper, fore = (
        float(np.linalg.norm(rest[b] - rest[a])) for a, b in (("shoulder", "elbow"), ("elbow", "wrist"))
    )
    line = to.wrist - shoulder
    far = float(np.clip(np.linalg.norm(line), abs(upper - fore) + 0.02, (upper + fore) * 0.995))
    along = unit(line)
    out = unit(to.elbow - (to.elbow @ along) * along)
    lead = (far**2 + upper**2 - fore**2) / (2 * far)
    elbow = shoulder + along * lead + out * np.sqrt(max(upper**2 - lead**2, 0.0))
    wrist = shoulder + along * far
    rest_bend = cross(rest["elbow"] - rest["shoulder"], rest["wrist"] - rest["elbow"])
    bend = cross(elbow - shoulder, wrist - elbow)
    for name, a, b, was in (
        ("upper-arm", shoulder, elbow, rest["elbow"] - rest["shoulder"]),
        ("forearm", elbow, wrist, rest["wrist"] - rest["elbow"]),
    ):
        at.turns[f"{side}-{name}"] = frame(b - a, bend) @ frame(was, rest_bend).T
    at.turns[f"{side}-hand"] = at.turns[f"{side}-forearm"]
    if to.fingers is not None and to.palm is not None:
        rest_hand = frame(rest["fingers"] - rest["wrist"], body.palms[side])
        at.turns[f"{side}-hand"] = frame(to.fingers, to.palm) @ rest_hand.T
    at.joints.update({f"{side}-elbow": elbow, f"{side}-wrist": wrist})


def measured(joints: dict[str, Array], neutral: tuple[float, float]) -> dict[str, float]:
    """The angles of a body as it stands, found from its joints alone: `trunk`, and `knee`, `hip` of each side, in degrees.

    `neutral` is `Body.neutral`, from which hips and knees are counted. A knee is negative when the shin is in front of the
    thigh's line; hips are measured in the plane seen from the side.
    """
    trunk_deg = 180 - angle_of(_middle(joints, "shoulder") - _middle(joints, "hip"))
    found = {"trunk": (trunk_deg + 180) % 360 - 180}
    for side in SIDES:
        thigh = joints[f"{side}-knee"] - joints[f"{side}-hip"]
        shank = joints[f"{side}-ankle"] - joints[f"{side}-knee"]
        bend = between_deg(thigh, shank)
        found[f"{side} knee"] = (bend if cross(thigh, shank)[2] <= 0 else -bend) - neutral[1]
        found[f"{side} hip"] = (angle_of(thigh) + trunk_deg - neutral[0] + 180) % 360 - 180
    return found
