"""Rooms and the things in them: a floor, a wall with something on it, a mat, a chair, a step, a ball, ankle weights."""

import colorsys
import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from studio.geometry import Array

Solid = tuple[Array, Any, Array]


def box(low: Sequence[float], high: Sequence[float], colour: Sequence[float]) -> Solid:
    """A box from corner to corner; each side has its own points, so that edges are sharp in the light."""
    points: list[Array] = []
    faces: list[list[int]] = []
    corners = np.array([low, high])
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for end in (0, 1):
            start = len(points)
            for i, j in ((0, 0), (1, 0), (1, 1), (0, 1)):
                corner = np.zeros(3)
                corner[axis], corner[u], corner[v] = corners[end, axis], corners[i, u], corners[j, v]
                points.append(corner)
            quad = ((0, 1, 2), (0, 2, 3)) if end else ((0, 2, 1), (0, 3, 2))
            faces += [[start + i for i in triangle] for triangle in quad]
    return np.array(points), np.array(faces, dtype=np.uint32), np.tile(np.array(colour), (len(points), 1))


def ball(centre: Array, radius: float, colour: tuple[float, ...]) -> Solid:
    """A ball."""
    import trimesh

    sphere = trimesh.creation.icosphere(3, radius)
    return (
        sphere.vertices + centre,
        sphere.faces.astype(np.uint32),
        np.tile(np.array(colour), (len(sphere.vertices), 1)),
    )


def ring(around: Array, along: Array, radius: float, height: float, colour: tuple[float, ...]) -> Solid:
    """A cuff around a limb: a short tube."""
    import trimesh

    tube = trimesh.creation.cylinder(radius, height, sections=12)
    points = np.asarray(tube.vertices)
    return points + around, tube.faces.astype(np.uint32), np.tile(np.array(colour), (len(points), 1))


def together(solids: list[Solid]) -> Solid:
    """Many solids as one."""
    points, faces, paint, start = [], [], [], 0
    for p, f, c in solids:
        points.append(p)
        faces.append(f + start)
        paint.append(c)
        start += len(p)
    return np.vstack(points), np.vstack(faces), np.vstack(paint)


def room(seed: int, away: Array, mat: tuple[float, float] | None) -> Solid:
    """Floor and walls in calm colours, boards or plain, and a few pieces of furniture against the wall.

    `away` is the level direction from the camera to the person: the wall is behind them. `mat` is its ends along x.
    """
    chance = random.Random(seed)
    floor, wall = _calm(chance), _calm(chance)
    solids = (
        _boards(chance, floor) if chance.random() < 0.5 else [box((-7, -0.02, -7), (7, -0.001, 7), floor)]
    )
    solids += _walls(chance, wall, away)
    if mat:
        solids.append(box((mat[0], -0.001, -0.35), (mat[1], 0.004, 0.35), _bright(chance)))
    return together(solids)


def _calm(chance: random.Random) -> tuple[float, float, float]:
    return colorsys.hsv_to_rgb(chance.random(), chance.uniform(0.02, 0.3), chance.uniform(0.5, 0.9))


def _bright(chance: random.Random) -> tuple[float, float, float]:
    return colorsys.hsv_to_rgb(chance.random(), chance.uniform(0.2, 0.6), chance.uniform(0.4, 0.85))


def _boards(chance: random.Random, colour: tuple[float, ...]) -> list[Solid]:
    boards = []
    for i in range(28):
        shade = chance.uniform(0.9, 1.0)
        boards.append(
            box((-7, -0.02, -7 + i * 0.5), (7, -0.001, -6.5 + i * 0.5), tuple(shade * c for c in colour))
        )
    return boards


def _walls(chance: random.Random, colour: tuple[float, ...], away: Array) -> list[Solid]:
    """Walls on all four sides, 2 m behind the person and further off elsewhere; furniture before the one behind."""
    axis = 2 if abs(away[2]) >= abs(away[0]) else 0
    sign = float(np.sign(away[axis])) or 1.0
    solids = []
    for side in (0, 2):
        for end in (-1.0, 1.0):
            near = side == axis and end == sign
            distance = end * (1.9 if near else 6.9)
            low, high = [-7.0, 0.0, -7.0], [7.0, 4.0, 7.0]
            low[side], high[side] = min(distance, distance + end * 0.1), max(distance, distance + end * 0.1)
            shade = 1.0 if near else 0.92
            solids.append(box(low, high, tuple(shade * c for c in colour)))
    for i in range(chance.randint(1, 3)):
        along, width, height = chance.uniform(-2.4, 2.4), chance.uniform(0.3, 0.9), chance.uniform(0.4, 1.6)
        low, high = [along, 0.0, along], [along + width, height, along + width]
        low[axis], high[axis] = sorted((sign * (1.6 - 0.05 * i), sign * 1.89))
        solids.append(box(low, high, _bright(chance)))
    return solids
