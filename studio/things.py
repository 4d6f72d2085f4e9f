"""The things of the demonstrations, with soft edges: chair, step, ball, mat."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

from studio.geometry import Array, frame, unit
from studio.skin import normals

Solid = tuple[Array, Array, Any, Array]  # points, normals, faces, colours

WOOD, DARK_WOOD = (0.80, 0.67, 0.52), (0.66, 0.53, 0.40)
STEP, MAT, BALL, BAND = (0.66, 0.65, 0.63), (0.45, 0.57, 0.51), (0.56, 0.67, 0.74), (0.50, 0.61, 0.68)
_GRID = 7


def block(low: Sequence[float], high: Sequence[float], radius: float, colour: tuple[float, ...]) -> Solid:
    """A box from corner to corner with rounded edges."""
    points, faces = _cube()
    middle, half = (np.array(high) + low) / 2, (np.array(high) - low) / 2
    radius = min(radius, *half)
    # The grid is finer toward the edges, where the rounding is.
    inner = half - radius
    reach = np.sign(points) * np.minimum(np.abs(points) ** 0.25, 1) * half
    core = np.clip(reach, -inner, inner)
    out = reach - core
    far = np.linalg.norm(out, axis=1, keepdims=True)
    skin = core + np.where(far > 0, out / np.maximum(far, 1e-9) * radius, 0)
    return skin + middle, normals(skin, faces), faces, _plain(skin, colour)


def _cube() -> tuple[Array, Any]:
    points: list[Array] = []
    faces: list[tuple[int, ...]] = []
    grid = np.linspace(-1, 1, 2 * _GRID + 1)
    count = len(grid)
    for axis, end in product(range(3), (-1.0, 1.0)):
        start = len(points)
        for a, b in product(grid, grid):
            point = np.empty(3)
            point[axis], point[(axis + 1) % 3], point[(axis + 2) % 3] = end, a, b
            points.append(point)
        for i, j in product(range(count - 1), range(count - 1)):
            p = start + i * count + j
            quad = (p, p + count, p + count + 1, p + 1) if end > 0 else (p, p + 1, p + count + 1, p + count)
            faces += [(quad[0], quad[1], quad[2]), (quad[0], quad[2], quad[3])]
    return np.array(points), np.array(faces, dtype=np.uint32)


def rod(a: Sequence[float], b: Sequence[float], radius: float, colour: tuple[float, ...]) -> Solid:
    """A round bar from one end to the other, a little thinner at the second."""
    import trimesh

    start, end = np.array(a, dtype=float), np.array(b, dtype=float)
    tube = trimesh.creation.cylinder(radius, float(np.linalg.norm(end - start)), sections=20)
    points = np.asarray(tube.vertices).copy()
    points[:, :2] *= np.where(points[:, 2:] > 0, 0.8, 1.0)
    axes = frame(end - start, np.array([1.0, 0.3, 0.2]))
    points = points @ np.column_stack([axes[:, 1], axes[:, 2], axes[:, 0]]).T + (start + end) / 2
    faces = tube.faces.astype(np.uint32)
    split = points[faces].reshape(-1, 3)
    corners = np.arange(len(split), dtype=np.uint32).reshape(-1, 3)
    return split, _round_normals(split, start, end), corners, _plain(split, colour)


def _round_normals(points: Array, start: Array, end: Array) -> Array:
    along = unit(end - start)
    off = points - start
    off -= (off @ along)[:, None] * along
    return np.asarray(off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-9))


def ball(radius: float) -> Solid:
    """A ball around the origin, with seams that show how it rolls."""
    import trimesh

    sphere = trimesh.creation.icosphere(5, radius)
    points = np.asarray(sphere.vertices)
    seam = np.abs(np.sin(3 * np.arctan2(points[:, 1], points[:, 0]))) * np.hypot(points[:, 0], points[:, 1])
    paint = np.where((seam < 0.018)[:, None], BAND, _plain(points, BALL))
    return points, points / radius, sphere.faces.astype(np.uint32), paint


def mat(begin_x: float, end_x: float) -> Solid:
    """A mat along the body, its top at the height of the floor."""
    return block((begin_x, -0.014, -0.33), (end_x, -0.001, 0.33), 0.006, MAT)


def chair(
    back_x: float, seat_m: float, back_m: float, z: float = 0.0, *, turned: bool = False
) -> list[Solid]:
    """A chair whose back stands at `back_x`; its seat lies in front of it, or behind when `turned`."""
    way = -1.0 if turned else 1.0
    front_x = back_x + way * 0.42
    ends = [z - 0.2, z + 0.2]

    def at(x: float, y: float, side: float) -> tuple[float, float, float]:
        return x, y, side

    low_x, high_x = sorted((back_x - way * 0.01, front_x))
    parts = [block((low_x, seat_m - 0.035, z - 0.22), (high_x, seat_m, z + 0.22), 0.014, WOOD)]
    for side in ends:
        parts.append(
            rod(
                at(front_x - way * 0.04, seat_m - 0.03, side),
                at(front_x - way * 0.02, 0, side),
                0.019,
                DARK_WOOD,
            )
        )
        parts.append(rod(at(back_x, seat_m - 0.03, side), at(back_x - way * 0.03, 0, side), 0.019, DARK_WOOD))
        parts.append(
            rod(
                at(back_x, seat_m - 0.03, side),
                at(back_x - way * 0.02, back_m - 0.02, side),
                0.017,
                DARK_WOOD,
            )
        )
    for low, high in ((back_m - 0.09, back_m), (seat_m + 0.17, seat_m + 0.23)):
        parts.append(block((back_x - 0.03, low, z - 0.22), (back_x - 0.002, high, z + 0.22), 0.013, WOOD))
    return parts


def step(low_x: float, high_x: float, height: float, z: float) -> list[Solid]:
    """A low step."""
    return [block((low_x, 0, z - 0.24), (high_x, height, z + 0.24), 0.018, STEP)]


def _plain(points: Array, colour: tuple[float, ...]) -> Array:
    return np.tile(np.array(colour), (len(points), 1))
