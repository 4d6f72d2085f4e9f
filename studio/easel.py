"""Draws one calm picture with a soft light, soft shadows and nothing behind: colours and how much of them covers.

Colours are laid on the points in numpy; shadows, and the dark where things touch, are found from depths afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import draw  # noqa: F401  (sets OpenGL up)
from studio.geometry import UP, Array, frame, unit

Part = tuple[Array, Array, Any, Array]  # points, normals, faces, colours

FINER = 2  # pixels drawn for one that is kept, in each direction
_FLOOR_DARK, _BODY_DARK = 0.26, 0.34
_SKY, _GROUND, _KEY = (
    np.array([0.78, 0.81, 0.85]),
    np.array([0.52, 0.51, 0.50]),
    np.array([0.47, 0.445, 0.405]),
)
_LIGHT_M, _LIGHT_DEG = 9.0, 24.0
_TAPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Where the camera is, what it is aimed at (the middle of the picture), and how many metres the picture is high."""

    place: Array
    aim: Array
    width: int
    height: int
    tan: float

    @property
    def axes(self) -> Array:
        """Right, up and back of the camera, as columns."""
        back_up = frame(self.place - self.aim, UP)
        return np.column_stack([np.cross(back_up[:, 1], back_up[:, 0]), back_up[:, 1], back_up[:, 0]])

    def seen(self, points: Array) -> Array:
        """N x 2 pixels of the picture that is kept."""
        at = (points - self.place) @ self.axes
        scale = self.height / 2 / self.tan / -at[:, 2]
        return np.column_stack([self.width / 2 + at[:, 0] * scale, self.height / 2 - at[:, 1] * scale])


class Easel:
    """Pictures of one size."""

    def __init__(self, width: int, height: int) -> None:
        import pyrender

        self._pyrender = pyrender
        self.size = (width * FINER, height * FINER)
        self._renderer = pyrender.OffscreenRenderer(*self.size)

    def picture(self, parts: Sequence[Part], view: View, light: Array) -> Any:
        """Height x width x 4 bytes, of the size that is kept."""
        lit = [
            (points, faces, _lit(normals, paint, view, points, light))
            for points, normals, faces, paint in parts
        ]
        colour, depth = self._drawn(lit, view.place, view.axes, view.tan)
        lamp = unit(light) * _LIGHT_M + view.aim
        lamp_axes = View(place=lamp, aim=view.aim, width=1, height=1, tan=1).axes
        lamp_tan = float(np.tan(np.radians(_LIGHT_DEG / 2)))
        shade = self._drawn(lit, lamp, lamp_axes, lamp_tan, depth_only=True)[1]
        return _finished(colour, depth, view, _Lamp(shade, lamp, lamp_axes, lamp_tan))

    def close(self) -> None:
        """Give the drawing memory back."""
        self._renderer.delete()

    def _drawn(self, lit: Any, place: Array, axes: Array, tan: float, *, depth_only: bool = False) -> Any:
        pyrender = self._pyrender
        scene = pyrender.Scene(bg_color=[0, 0, 0, 0])
        material = pyrender.MetallicRoughnessMaterial(
            metallicFactor=0.0, roughnessFactor=1.0, doubleSided=True
        )
        for points, faces, colour in lit:
            primitive = pyrender.Primitive(positions=points, indices=faces, color_0=colour, material=material)
            scene.add(pyrender.Mesh([primitive]))
        aspect = self.size[0] / self.size[1]
        camera = pyrender.PerspectiveCamera(yfov=2 * np.arctan(tan), aspectRatio=aspect, znear=0.5, zfar=30.0)
        matrix = np.eye(4)
        matrix[:3, :3], matrix[:3, 3] = axes, place
        scene.add(camera, pose=matrix)
        flags = pyrender.RenderFlags
        if depth_only:
            return None, self._renderer.render(scene, flags=flags.DEPTH_ONLY)
        return self._renderer.render(scene, flags=flags.FLAT)


def _lit(normals: Array, paint: Array, view: View, points: Array, light: Array) -> Array:
    toward = view.place - points
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    # What is seen from its back (the inside of an open shape) is lit as if it were its front.
    high = 0.5 + 0.5 * normals[:, 1:2]
    sky = _GROUND + (_SKY - _GROUND) * high
    key = np.clip((normals @ unit(light) + 0.3) / 1.3, 0, 1)[:, None] ** 1.3 * _KEY
    rim = (1 - np.clip((normals * toward).sum(1), 0, 1))[:, None] ** 3 * 0.16 * (0.4 + 0.6 * high)
    return np.column_stack([np.clip(paint * (sky + key) + rim * (0.4 + paint), 0, 1), np.ones(len(paint))])


class _Depths:
    """Where each pixel's point is in the room; where nothing is drawn, the floor."""

    def __init__(self, depth: Array, view: View) -> None:
        height, width = depth.shape
        tan, axes = view.tan, view.axes
        x = (np.arange(width) + 0.5) / width * 2 - 1
        y = 1 - (np.arange(height) + 0.5) / height * 2
        ray = np.empty((height, width, 3), dtype=np.float32)
        ray[..., 0], ray[..., 1], ray[..., 2] = x[None] * tan * width / height, y[:, None] * tan, -1
        ray = ray @ axes.T.astype(np.float32)
        self.solid = depth > 0
        with np.errstate(divide="ignore"):
            floor = np.where(ray[..., 1] < -1e-3, -view.place[1] / ray[..., 1], 60.0)
        self.depth = np.where(self.solid, depth, np.minimum(floor, 60.0)).astype(np.float32)
        self.floor = ~self.solid & (floor < 50)
        self.points = view.place.astype(np.float32) + ray * self.depth[..., None]
        self.tan = tan


class _Lamp:
    """What the light reaches."""

    def __init__(self, depth: Array, place: Array, axes: Array, tan: float) -> None:
        self._depth = np.where(depth > 0, depth, 99.0).astype(np.float32)
        self._place, self._axes, self._tan = place, axes, tan

    def shadow(self, points: Array, soft_m: float) -> Array:
        """N shares of darkness for N x 3 points."""
        at = (points - self._place.astype(np.float32)) @ self._axes.astype(np.float32)
        height, width = self._depth.shape
        scale = height / 2 / self._tan / -at[:, 2]
        x, y = width / 2 + at[:, 0] * scale, height / 2 - at[:, 1] * scale
        found = np.zeros(len(points), dtype=np.float32)
        for dx, dy in _disc(_TAPS):
            i = np.clip(y + dy * soft_m * scale, 0, height - 1).astype(np.int32)
            j = np.clip(x + dx * soft_m * scale, 0, width - 1).astype(np.int32)
            found += self._depth[i, j] < -at[:, 2] - 0.02
        return found / _TAPS


def _disc(count: int) -> list[tuple[float, float]]:
    """Points spread over a disc of radius one, as in a sunflower."""
    turns = np.arange(count) * 2.399963
    radii = np.sqrt((np.arange(count) + 0.5) / count)
    return list(zip(radii * np.cos(turns), radii * np.sin(turns), strict=True))


def _finished(colour: Any, depth: Array, view: View, lamp: _Lamp) -> Any:
    """The picture with its shadows: found once for each pixel that is kept, they are soft."""
    from scipy.ndimage import gaussian_filter

    depths = _Depths(depth[FINER // 2 :: FINER, FINER // 2 :: FINER], view)
    near = _touching(depths)
    dark = np.zeros(near.shape, dtype=np.float32)
    dark[depths.solid] = lamp.shadow(depths.points[depths.solid], 0.035)
    dark = 1 - (1 - _BODY_DARK * dark) * (1 - 0.75 * near)
    inside = gaussian_filter(depths.solid.astype(np.float32), 0.8)
    dark = gaussian_filter(dark * depths.solid, 0.8) / np.maximum(inside, 1e-3)
    cover = depth > 0
    light = colour.astype(np.float32) / 255 * (cover * (1 - _enlarged(dark)))[..., None]
    floor = np.zeros(near.shape, dtype=np.float32)
    floor[depths.floor] = lamp.shadow(depths.points[depths.floor], 0.10)
    floor = np.clip(_FLOOR_DARK * floor + 0.55 * near * depths.floor, 0, 0.6)
    outside = gaussian_filter(depths.floor.astype(np.float32), 2.0)
    floor = gaussian_filter(floor, 2.0) / np.maximum(outside, 0.05)
    return _kept(light, cover, np.where(floor < 0.012, 0, floor))


def _enlarged(picture: Array) -> Array:
    return np.repeat(np.repeat(picture, FINER, 0), FINER, 1)


def _touching(depths: _Depths) -> Array:
    """How much of the sky near things take from one another, 0..1, from the depths alone."""
    from scipy.ndimage import gaussian_filter

    points = depths.points
    back = -np.cross(np.gradient(points, axis=1), np.gradient(points, axis=0))
    back /= np.maximum(np.linalg.norm(back, axis=2, keepdims=True), 1e-9)
    metre = points.shape[0] / (2 * depths.tan * float(np.median(depths.depth[depths.solid])))
    total = np.zeros(points.shape[:2], dtype=np.float32)
    for radius_m in (0.05, 0.16):
        for dx, dy in _disc(14):
            toward = (
                np.roll(points, (-round(dy * radius_m * metre), -round(dx * radius_m * metre)), (0, 1))
                - points
            )
            distance = np.linalg.norm(toward, axis=2) + 1e-6
            rise = (toward * back).sum(2) / distance
            total += np.clip(rise - 0.12, 0, 1) * np.clip(1 - distance / (2.2 * radius_m), 0, 1)
    return np.asarray(gaussian_filter(np.clip(total / 14, 0, 1), 1.2))


def _kept(light: Array, cover: Array, floor: Array) -> Any:
    """The pixels that are kept, each of many drawn ones: colours, and how much they cover."""
    height, width = floor.shape
    light = light.reshape(height, FINER, width, FINER, 3).mean((1, 3))
    alpha = cover.reshape(height, FINER, width, FINER).mean((1, 3))
    alpha = alpha + (1 - alpha) * floor
    straight = light / np.maximum(alpha, 1e-4)[..., None]
    return np.round(np.clip(np.dstack([straight, alpha]), 0, 1) * 255).astype(np.uint8)
