"""The calm body of the demonstrations: nobody in particular, the hamstring that works drawn on the back of the thigh."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.body import SEGMENTS, SIDES, Body, Build
from studio.geometry import Array, unit
from studio.look import Look
from studio.skin import normals

BUILD = Build(gender=0.55, age=0.62, height=0.5, weight=0.38, muscle=0.62, proportions=0.75)
SKIN, SHIRT, SHORTS, HAIR = (0.82, 0.71, 0.63), (0.55, 0.66, 0.66), (0.30, 0.38, 0.41), (0.37, 0.31, 0.28)
CUFF = (0.16, 0.19, 0.21)
MUSCLE = (0.91, 0.36, 0.13)
_ROUND = 0.7  # how far a new point leaves the flat of its triangle


@dataclass(frozen=True, slots=True, kw_only=True)
class Glow:
    """How much of each part of the hamstring is tinted, 0..1, on one side: toward the other leg, and away from it."""

    side: str
    inner: float = 1.0
    outer: float = 1.0


def look(cuffs: bool) -> Look:
    """What the demonstrations wear, for what stands off the skin; the colours are `paint`'s."""
    return Look(
        skin=SKIN,
        hair=HAIR,
        shirt=SHIRT,
        legs=SHORTS,
        shoes=SKIN,
        bottoms="shorts",
        sleeves=True,
        cuffs=cuffs,
    )


def refined(body: Body) -> Body:
    """The body with four rounded triangles for each one."""
    edges = np.sort(body.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    pairs, which = np.unique(edges, axis=0, return_inverse=True)
    a, b = pairs[:, 0], pairs[:, 1]
    middle = len(body.skin) + which.reshape(-1, 3)
    v, m = body.faces.astype(np.int64), middle
    faces = np.vstack(
        [
            np.column_stack(corners)
            for corners in (
                (v[:, 0], m[:, 0], m[:, 2]),
                (m[:, 0], v[:, 1], m[:, 1]),
                (m[:, 2], m[:, 1], v[:, 2]),
                (m[:, 0], m[:, 1], m[:, 2]),
            )
        ]
    )
    return replace(
        body,
        skin=np.vstack([body.skin, _rounded(body, a, b)]),
        faces=faces.astype(np.uint32),
        weights=np.vstack([body.weights, (body.weights[a] + body.weights[b]) / 2]),
        eyes=np.concatenate([body.eyes, body.eyes[a] & body.eyes[b]]),
    )


def _rounded(body: Body, a: Any, b: Any) -> Array:
    """Points half way between two, on the curve that their normals tell of."""
    across = normals(body.skin, body.faces)
    flat = (body.skin[a] + body.skin[b]) / 2
    lifted = [
        flat - ((flat - body.skin[end]) * across[end]).sum(1, keepdims=True) * across[end] for end in (a, b)
    ]
    return np.asarray((1 - _ROUND) * flat + _ROUND * (lifted[0] + lifted[1]) / 2)


def paint(body: Body, glows: tuple[Glow, ...], cuffs: bool) -> Array:
    """N x 3 colours of 0..1 for the body at rest."""
    colour = np.tile(np.array(SKIN), (len(body.skin), 1))
    for where, worn in ((_shorts(body), SHORTS), (_shirt(body), SHIRT), (_hair(body), HAIR)):
        colour = _over(colour, where, worn)
    for glow in glows:
        colour = _over(colour, 0.9 * _hamstring(body, glow), MUSCLE)
    if cuffs:
        colour = _over(colour, _cuff(body), CUFF)
    return colour


def _over(below: Array, share: Array, colour: tuple[float, ...]) -> Array:
    share = np.clip(share, 0, 1)[:, None]
    return np.asarray(below * (1 - share) + np.array(colour) * share)


def _ramp(value: Array, begin: float, end: float) -> Array:
    """0 up to `begin`, 1 from `end`, smooth between them."""
    share = np.clip((value - begin) / (end - begin), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def _weight(body: Body, *names: str) -> Array:
    return np.asarray(body.weights[:, [SEGMENTS.index(name) for name in names]].sum(1))


def _limbs(body: Body, *limbs: str) -> Array:
    return _weight(body, *(f"{side}-{limb}" for side in SIDES for limb in limbs))


def _shirt(body: Body) -> Array:
    """To the hips and half way down the upper arms, with a round neck."""
    up, joints = body.skin[:, 1], body.joints
    trunk = _weight(body, "waist", "belly", "ribs", "chest", "pelvis") + _limbs(body, "upper-arm")
    out = np.abs(body.skin[:, 2])
    sleeve = abs(joints["left-shoulder"][2]) + 0.13
    neck = joints["neck"]
    off = np.linalg.norm((body.skin - neck) * np.array([1.0, 0.75, 1.0]) - np.array([0.02, 0.03, 0]), axis=1)
    return np.asarray(
        _ramp(trunk, 0.4, 0.6)
        * _ramp(up, joints["waist"][1] - 0.06, joints["waist"][1] - 0.054)
        * (1 - _ramp(out, sleeve, sleeve + 0.01))
        * _ramp(off, 0.085, 0.095)
    )


def _shorts(body: Body) -> Array:
    hip, knee = (body.joints[f"left-{name}"][1] for name in ("hip", "knee"))
    end = hip - 0.3 * (hip - knee)
    up = body.skin[:, 1]
    of_hips = _weight(body, "pelvis", "waist") + _limbs(body, "thigh")
    waist = body.joints["waist"][1]
    return np.asarray(
        _ramp(of_hips, 0.4, 0.6) * _ramp(up, end, end + 0.008) * (1 - _ramp(up, waist - 0.005, waist + 0.005))
    )


def _hair(body: Body) -> Array:
    up, front = body.skin[:, 1] - body.joints["head"][1], body.skin[:, 0] - body.joints["head"][0]
    brow = np.clip(0.125 + 0.5 * (front - 0.05), 0.0, 0.155)
    line = np.where(front > -0.01, brow, np.maximum(0.085 + 1.9 * (front + 0.01), -0.005))
    return np.asarray(_weight(body, "head") * _ramp(up - line, -0.003, 0.003))


def _cuff(body: Body) -> Array:
    up = body.skin[:, 1] - body.joints["left-ankle"][1]
    return np.asarray((_limbs(body, "shank") > 0.3) * _ramp(up, 0.015, 0.022) * (1 - _ramp(up, 0.125, 0.132)))


def _hamstring(body: Body, glow: Glow) -> Array:
    """Two spindles from the sit bone to either side of the hollow of the knee."""
    hip, knee = (body.joints[f"{glow.side}-{name}"] for name in ("hip", "knee"))
    along = unit(knee - hip)
    from_hip = body.skin - hip
    share = from_hip @ along / np.linalg.norm(knee - hip)
    off = from_hip - (from_hip @ along)[:, None] * along
    outward = np.array([0, 0, 1.0]) if glow.side == "right" else np.array([0, 0, -1.0])
    angle = np.degrees(np.arctan2(off @ outward, -off[:, 0]))  # 0 behind, positive to the outer side
    mine = _ramp(
        _weight(body, f"{glow.side}-thigh") + _weight(body, f"{glow.side}-shank", "pelvis"), 0.3, 0.6
    )
    begin, end = 0.06, 1.02
    run = np.clip((share - begin) / (end - begin), 0, 1)
    belly = np.sin(np.pi * run**0.85) ** 0.7
    apart = (
        13 + 17 * run + 16 * _ramp(run, 0.62, 1.0)
    )  # together at the sit bone, to either side of the hollow of the knee
    found = np.zeros(len(body.skin))
    for strength, sign in ((glow.outer, 1.0), (glow.inner, -1.0)):
        half = 4 + 25 * belly
        edge = np.abs(angle - sign * (apart + 12 * belly)) / half
        found = np.maximum(found, strength * (1 - _ramp(edge, 0.72, 1.06)))
    ends = _ramp(share, begin, begin + 0.03) * (1 - _ramp(share, end - 0.04, end))
    return np.asarray(found * ends * mine)
