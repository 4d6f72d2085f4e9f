"""Lays the skin over a posed body: every point follows its segments, each by its weight."""

from typing import Any

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


class Skinner:
    """Skins one body over and over. What it returns has the hips' middle as its origin, as the posed body has."""

    def __init__(self, body: Body) -> None:
        self.body = body
        # Every point (and every normal) once for each segment, times its weight there: posing is then one product.
        weights = body.weights[:, :, None]
        points = np.concatenate([body.skin, np.ones((len(body.skin), 1))], axis=1)
        self._points = (weights * points[:, None, :]).reshape(len(points), -1).astype(np.float32)
        across = normals(body.skin, body.faces)
        self._normals = (weights * across[:, None, :]).reshape(len(points), -1).astype(np.float32)

    def skin(self, at: Posed) -> tuple[Array, Array]:
        """N x 3 points, and as many directions that stand off the skin there."""
        transforms = [self._transform(at, name) for name in SEGMENTS]
        points = self._points @ np.vstack(transforms)
        return points, self._normals @ np.vstack([transform[:3] for transform in transforms])

    def _transform(self, at: Posed, name: str) -> Array:
        matrix = at.turns[name]
        rest, now = self._pivots(at, name)
        return np.vstack([matrix.T, now - matrix @ rest]).astype(np.float32)

    def _pivots(self, at: Posed, name: str) -> tuple[Array, Array]:
        if name == "pelvis":
            hips = (self.body.joints["left-hip"] + self.body.joints["right-hip"]) / 2
            return hips, np.zeros(3)
        return self.body.joints[PIVOT[name]], at.joints[PIVOT[name]]


def normals(points: Array, faces: Any) -> Array:
    """The direction in which the surface looks at each point, at length one."""
    a, b, c = (points[faces[:, i]] for i in range(3))
    across = np.cross(b - a, c - a)
    total = np.zeros_like(points)
    for axis in range(3):
        for corner in range(3):
            total[:, axis] += np.bincount(faces[:, corner], across[:, axis], len(points))
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))
