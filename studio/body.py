"""Bodies: a skin of triangles, joints, and how much of each segment every point of the skin follows.

The shape comes from `anny`, which is slow to start and needs torch; what comes out is kept in a file, so that drawing
needs neither. Posing is the studio's own (`skeleton`), because each joint angle has to be exact.
"""

import hashlib
import json
import os
import random
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from studio.geometry import Array, angle_of

SIDES = ("left", "right")
_LIMB = {
    "thigh": ("upperleg",),
    "shank": ("lowerleg",),
    "foot": ("foot", "toe"),
    "upper-arm": ("upperarm",),
    "forearm": ("lowerarm",),
    "hand": ("wrist", "finger", "metacarpal"),
}
_SPINE = {
    "spine05": "waist",
    "spine04": "waist",
    "spine03": "belly",
    "spine02": "ribs",
    "spine01": "chest",
    "clavicle": "chest",
    "shoulder": "chest",
    "breast": "chest",
    "neck": "neck",
    "pelvis": "pelvis",
    "root": "pelvis",
}
SEGMENTS = (
    "pelvis", "waist", "belly", "ribs", "chest", "neck", "head",
    *(f"{side}-{limb}" for side in SIDES for limb in _LIMB),
)  # fmt: skip
_JOINTS = {
    "waist": "spine05", "belly": "spine03", "ribs": "spine02", "chest": "spine01", "neck": "neck01", "head": "head",
    **{
        f"{side}-{name}": f"{bone}.{side[0].upper()}"
        for side in SIDES
        for name, bone in (
            ("hip", "upperleg01"), ("knee", "lowerleg01"), ("ankle", "foot"), ("toe", "toe2-1"),
            ("shoulder", "upperarm01"), ("elbow", "lowerarm01"), ("wrist", "wrist"), ("fingers", "finger3-1"),
        )
    },
}  # fmt: skip
_LINE = ("shoulder", "hip", "knee", "ankle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a person looks like, in anny's scales of 0 to 1 (age: 0.33 a child, 0.67 young, 1 old; gender: 0 male)."""

    gender: float
    age: float
    height: float
    weight: float
    muscle: float
    proportions: float

    @classmethod
    def random(cls, seed: int, **given: float) -> "Build":
        """A grown person, the same for the same seed; what is given is taken as it is."""
        chance = random.Random(seed)
        drawn = {
            "gender": chance.choice((0.05, 0.95)),
            "age": chance.uniform(0.6, 0.85),
            "height": chance.uniform(0.25, 0.55),
            "weight": chance.uniform(0.3, 0.7),
            "muscle": chance.uniform(0.4, 0.8),
            "proportions": chance.uniform(0.4, 0.8),
        }
        return cls(**(drawn | given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body at rest: N points of skin, the M triangles between them, N x S weights of the segments, the joints, and the way
    the palms look."""

    skin: Array
    faces: Any
    weights: Array
    joints: dict[str, Array]
    eyes: Any
    palms: dict[str, Array]

    @property
    def neutral(self) -> tuple[float, float]:
        """Flexion of hip and knee, in degrees, between the lines of the joints as the body stands at ease: 0 is declared
        where a person stands straight, and the joints of nobody who does so lie on a line."""
        at = {name: (self.joints[f"left-{name}"] + self.joints[f"right-{name}"]) / 2 for name in _LINE}
        trunk, thigh, shank = (
            at[b] - at[a] for a, b in (("hip", "shoulder"), ("hip", "knee"), ("knee", "ankle"))
        )
        return angle_of(thigh) - angle_of(-trunk), angle_of(thigh) - angle_of(shank)

    @property
    def stature_m(self) -> float:
        """From the sole to the crown."""
        return float(np.ptp(self.skin[:, 1]))


def body(build: Build) -> Body:
    """The body of a build: from the file that is kept of it, or made anew."""
    mark = hashlib.sha256(json.dumps(asdict(build), sort_keys=True).encode()).hexdigest()[:16]
    file = _cache() / f"{mark}.npz"
    if not file.is_file():
        np.savez(file, **_grow(build))
    found = np.load(file)
    joints = {name: found[f"joint {name}"] for name in _JOINTS}
    skin, weights = found["skin"], found["weights"]
    palms = {side: _palm(skin[weights.argmax(1) == SEGMENTS.index(f"{side}-hand")]) for side in SIDES}
    return Body(
        skin=skin, faces=found["faces"], weights=weights, joints=joints, eyes=found["eyes"], palms=palms
    )


def _palm(hand: Array) -> Array:
    """The direction across the flat of a hand, toward the floor."""
    flat = np.linalg.svd(hand - hand.mean(0), full_matrices=False)[2][2]
    return np.asarray(-np.sign(flat[1]) * flat)


def _cache() -> Path:
    folder = Path(os.environ.get("HAMSTRIDE_STUDIO_CACHE") or Path.home() / ".cache" / "hamstride-studio")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _grow(build: Build) -> dict[str, Any]:
    model, torch = _anny()
    shape = {name: torch.tensor([value]) for name, value in asdict(build).items()}
    with torch.no_grad():
        grown = model(phenotype_kwargs=shape)
    labels = list(model.bone_labels)
    heads = _turned(grown["rest_bone_heads"][0].numpy())
    weights = _segment_weights(labels, model.vertex_bone_indices.numpy(), model.vertex_bone_weights.numpy())
    eye_bones = [i for i, label in enumerate(labels) if label.startswith("eye.")]
    of_eyes = np.isin(model.vertex_bone_indices.numpy(), eye_bones) * model.vertex_bone_weights.numpy()
    joints = {f"joint {name}": heads[labels.index(bone)] for name, bone in _JOINTS.items()}
    return {
        "skin": _turned(grown["rest_vertices"][0].numpy()),
        "faces": model.faces.numpy().astype(np.uint32),
        "weights": weights,
        "eyes": of_eyes.sum(1) > 0.5,
        **joints,
    }


@cache
def _anny() -> Any:
    import anny
    import torch

    torch.set_num_threads(1)
    made = anny.create_fullbody_model(all_phenotypes=True, triangulate_faces=True, skinning_method="lbs")
    return made.to(dtype=torch.float32), torch


def _turned(points: Array) -> Array:
    """From anny's axes (x left, y back, z up) to ours."""
    return np.column_stack([-points[:, 1], points[:, 2], -points[:, 0]]).astype(np.float64)


def _segment_weights(labels: list[str], indices: Any, weights: Any) -> Array:
    column = np.array([SEGMENTS.index(_segment(label)) for label in labels])
    total = np.zeros((len(indices), len(SEGMENTS)), dtype=np.float32)
    rows = np.repeat(np.arange(len(indices)), indices.shape[1])
    np.add.at(total, (rows, column[indices.ravel()]), weights.ravel())
    return np.asarray(total / total.sum(1, keepdims=True))


def _segment(bone: str) -> str:
    for limb, starts in _LIMB.items():
        if bone.startswith(starts):
            return f"{'left' if bone.endswith('.L') else 'right'}-{limb}"
    return next((segment for start, segment in _SPINE.items() if bone.startswith(start)), "head")
