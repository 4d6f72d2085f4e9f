"""Landmarks made worse, as another model, a darker room or a hidden leg would: the same for every counter."""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from hamstride.engine.landmarks import Frame, Point
from hamstride.exercises.values import Side

HIDDEN = 0.3  # visibility of a far leg behind the near one
_LEG = {Side.LEFT: (25, 27, 29, 31), Side.RIGHT: (26, 28, 30, 32)}


def jittered(frames: Sequence[Frame], jitter_deg: float, seed: int = 1) -> list[Frame]:
    """White noise on every point, so much that the angle at a knee shakes by `jitter_deg` (standard deviation)."""
    if not jitter_deg:
        return list(frames)
    # Both bones share the knee: with bones of equal length the angle's deviation is sqrt(6) times the points' over the length.
    off_px = math.radians(jitter_deg) * _bone_px(frames) / math.sqrt(6.0)
    chance = random.Random(seed)
    return [_shaken(frame, off_px, chance) for frame in frames]


def _shaken(frame: Frame, off_px: float, chance: random.Random) -> Frame:
    if frame.points is None:
        return frame
    x, y = off_px / frame.width, off_px / frame.height
    points = tuple((p[0] + chance.gauss(0, x), p[1] + chance.gauss(0, y), p[2], p[3]) for p in frame.points)
    return replace(frame, points=points)


def _bone_px(frames: Iterable[Frame]) -> float:
    return median(
        math.hypot((p[25][0] - p[23][0]) * frame.width, (p[25][1] - p[23][1]) * frame.height)
        for frame in frames
        if (p := frame.points) is not None
    )


def far_leg_hidden(frames: Iterable[Frame], near: Side) -> list[Frame]:
    """The far leg at a visibility of 0.3, as a model gives it that is honest about a covered leg."""
    return [
        frame if frame.points is None else replace(frame, points=_hidden(frame.points, _LEG[near.other]))
        for frame in frames
    ]


def _hidden(points: Sequence[Point], leg: Sequence[int]) -> tuple[Point, ...]:
    return tuple((*p[:3], min(p[3], HIDDEN)) if i in leg else p for i, p in enumerate(points))
