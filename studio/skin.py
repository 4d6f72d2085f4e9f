"""Lays the skin over a posed body: every point follows its segments, each by its weight."""

from dataclasses import dataclass

import numpy as np

from studio.body import SEGMENTS, Body
from studio.geometry import Array
from studio.skeleton import Posed

# The joint at which each segment hangs on the one before it.
PIVOT = {
    "waist": "waist", "belly": "belly", "ribs": "ribs", "chest": "chest", "neck": "neck", "head": "head",
    **{
        f"{side}-{segment}": f"{side}-{joint}"
        for side in ("left", "right")
        for segment, joint in (
            ("thigh", "hip"), ("shank", "knee"), ("foot", "ankle"),
            ("upper-arm", "shoulder"), ("forearm", "elbow"), ("hand", "wrist"),
        )
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skinner:
    """Skins one body over and over. What it returns has the hips' middle as its origin, as the posed body has."""

    body: Body

    def skin(self, at: Posed) -> Array:
        """N x 3 points."""
        blended = self.body.weights @ np.stack([self._transform(at, name).ravel() for name in SEGMENTS])
        blended = blended.reshape(-1, 3, 4)
        return np.einsum("nij,nj->ni", blended[:, :, :3], self.body.skin) + blended[:, :, 3]

    def _transform(self, at: Posed, name: str) -> Array:
        matrix = at.turns[name]
        rest, now = self._pivots(at, name)
        return np.column_stack([matrix, now - matrix @ rest]).astype(np.float32)

    def _pivots(self, at: Posed, name: str) -> tuple[Array, Array]:
        if name == "pelvis":
            hips = (self.body.joints["left-hip"] + self.body.joints["right-hip"]) / 2
            return hips, np.zeros(3)
        return self.body.joints[PIVOT[name]], at.joints[PIVOT[name]]
