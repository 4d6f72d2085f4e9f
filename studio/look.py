"""What people wear: a colour for every point of the skin, and trousers that stand off the legs."""

import colorsys
import random
from dataclasses import dataclass

import numpy as np

from studio.body import SEGMENTS, SIDES, Body
from studio.geometry import Array

_SKIN = ((0.94, 0.79, 0.69), (0.85, 0.65, 0.51), (0.68, 0.47, 0.34), (0.45, 0.30, 0.22), (0.30, 0.20, 0.15))
_HAIR = ((0.10, 0.08, 0.07), (0.28, 0.18, 0.10), (0.60, 0.44, 0.22), (0.45, 0.45, 0.45))
_LOOSE_M = 0.035
_CUFF = (0.12, 0.12, 0.14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours of 0..1 and what the legs are in: `shorts`, `tights` or (loose) `trousers`."""

    skin: tuple[float, float, float]
    hair: tuple[float, float, float]
    shirt: tuple[float, float, float]
    legs: tuple[float, float, float]
    shoes: tuple[float, float, float]
    bottoms: str
    sleeves: bool
    cuffs: bool = False

    @classmethod
    def random(cls, seed: int, bottoms: str | None = None, cuffs: bool = False) -> "Look":
        """Clothes from a seed; no two garments of the same colour."""
        chance = random.Random(seed)
        hue = chance.random()
        cloth = [_cloth((hue + third) % 1, chance) for third in (0.0, 0.31, 0.63)]
        return cls(
            skin=chance.choice(_SKIN),
            hair=chance.choice(_HAIR),
            shirt=cloth[0],
            legs=cloth[1],
            shoes=cloth[2],
            bottoms=bottoms or chance.choice(("shorts", "shorts", "tights")),
            sleeves=chance.random() < 0.3,
            cuffs=cuffs,
        )


def _cloth(hue: float, chance: random.Random) -> tuple[float, float, float]:
    return colorsys.hsv_to_rgb(hue, chance.uniform(0.1, 0.75), chance.uniform(0.2, 0.95))


def colours(body: Body, look: Look) -> Array:
    """N x 3, 0..1."""
    segment = np.array(SEGMENTS, dtype=object)[body.weights.argmax(1)]
    limb = np.array([name.split("-", 1)[-1] if "-" in name else name for name in segment], dtype=object)
    paint = np.tile(np.array(look.skin), (len(body.skin), 1))
    worn = {
        "shirt": np.isin(limb, ("waist", "belly", "ribs", "chest"))
        | (limb == "upper-arm") & _upper(body, limb, look),
        "legs": (limb == "pelvis") | np.isin(limb, ("thigh", "shank")) & _covered(body, look),
        "shoes": limb == "foot",
        "hair": (limb == "head") & _scalp(body),
    }
    worn["legs"] |= (limb == "waist") & (body.skin[:, 1] < body.joints["waist"][1] + 0.05)
    for name, where in worn.items():
        paint[where] = getattr(look, name)
    paint[body.eyes] = (0.1, 0.1, 0.1)
    if look.cuffs:
        paint[_cuffs(body)] = _CUFF
    return paint


def _upper(body: Body, limb: Array, look: Look) -> Array:
    if look.sleeves:
        return np.ones(len(limb), dtype=bool)
    return np.asarray(np.abs(body.skin[:, 2]) < abs(body.joints["left-shoulder"][2]) + 0.1)


def _covered(body: Body, look: Look) -> Array:
    hip, knee, ankle = (body.joints[f"left-{name}"][1] for name in ("hip", "knee", "ankle"))
    ends = {"shorts": knee + 0.5 * (hip - knee), "tights": ankle + 0.06, "trousers": ankle}
    return np.asarray(body.skin[:, 1] > ends[look.bottoms])


def _scalp(body: Body) -> Array:
    up, front = body.skin[:, 1] - body.joints["head"][1], body.skin[:, 0] - body.joints["head"][0]
    return np.asarray((up > 0.14) | (up > 0.02) & (front < -0.01) | (up > 0.1) & (front < 0.05))


def _cuffs(body: Body) -> Array:
    """The points that an ankle weight covers."""
    shank = sum(body.weights[:, SEGMENTS.index(f"{side}-shank")] for side in SIDES)
    up = body.skin[:, 1] - body.joints["left-ankle"][1]
    return np.asarray((shank > 0.3) & (up > 0.02) & (up < 0.13))


def dressed(body: Body, look: Look) -> Array:
    """The skin at rest with the clothes on it: loose trousers and ankle weights stand off the leg's bones."""
    skin = body.skin.copy()
    off_m = np.where(_cuffs(body), 0.02 if look.cuffs else 0.0, 0.0) + (
        _LOOSE_M if look.bottoms == "trousers" else 0.0
    )
    for side in SIDES:
        for limb, top, end in (("thigh", "hip", "knee"), ("shank", "knee", "ankle")):
            weight = body.weights[:, SEGMENTS.index(f"{side}-{limb}")] * off_m
            a, b = body.joints[f"{side}-{top}"], body.joints[f"{side}-{end}"]
            along = (b - a) / np.linalg.norm(b - a)
            off = body.skin - a - ((body.skin - a) @ along)[:, None] * along
            skin += weight[:, None] * off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 0.01)
    return skin
