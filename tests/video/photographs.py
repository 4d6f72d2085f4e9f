"""Photographs of real people as films: cut from one to the next by an unsteady hand, and as bodies that move between two."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from hamstride.engine.landmarks import Frame, Point

Pixels = np.ndarray[Any, np.dtype[np.uint8]]

RATE = 12
WIDTH, HEIGHT = 640, 424
SWAY = 0.012  # of the picture, to each side
ZOOM = 0.02
GRAIN = 4.0  # of 255
DISSOLVE_S = 0.25  # from one photograph to the next


def pixels(photo: Path, width: int = WIDTH, height: int = HEIGHT) -> Pixels:
    """A photograph as rows of red, green and blue."""
    with av.open(str(photo)) as file:
        frame = next(file.decode(video=0)).reformat(width=width, height=height)
        return np.ascontiguousarray(frame.to_ndarray(format="rgb24"))


def film(target: Path, scenes: Sequence[tuple[Path, float]]) -> Path:
    """Write a film in which each photograph is shown for its seconds."""
    with av.open(str(target), "w") as out:
        stream = out.add_stream("mpeg4", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.bit_rate = 4_000_000
        for number, picture in enumerate(_pictures(scenes)):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return target


def _pictures(scenes: Sequence[tuple[Path, float]]) -> Iterator[Pixels]:
    chance, number = np.random.default_rng(1), 0
    stills = {photo: pixels(photo, WIDTH * 5 // 4, HEIGHT * 5 // 4).astype(np.float32) for photo, _ in scenes}
    before = stills[scenes[0][0]]
    for photo, seconds in scenes:
        now = stills[photo]
        for step in range(round(seconds * RATE)):
            share = min(1.0, (step + 1) / (DISSOLVE_S * RATE))
            yield _shaken(before * (1 - share) + now * share, number / RATE, chance)
            number += 1
        before = now


def _shaken(picture: "np.ndarray[Any, np.dtype[np.float32]]", t_s: float, chance: Any) -> Pixels:
    """What an unsteady hand with a grainy camera makes of a picture."""
    height, width = picture.shape[:2]
    zoom = 1 + ZOOM * math.sin(0.9 * t_s)
    cut_w, cut_h = round(width * 0.95 / zoom), round(height * 0.95 / zoom)
    x = round((width - cut_w) / 2 + SWAY * width * math.sin(1.7 * t_s))
    y = round((height - cut_h) / 2 + SWAY * height * math.sin(1.1 * t_s + 1))
    cut = picture[max(y, 0) : y + cut_h, max(x, 0) : x + cut_w]
    grain = chance.normal(0.0, GRAIN, cut.shape)
    rgb = np.clip(cut + grain, 0, 255).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
    return np.ascontiguousarray(frame.reformat(width=WIDTH, height=HEIGHT).to_ndarray(format="rgb24"))


# ------------------------------------------------------------ real bodies in motion

_FIRM = (
    *range(13),
    23,
    24,
)  # head, shoulders and hips go straight; each limb turns about the joint before it
_JOINT_BEFORE = {
    13: 11,
    14: 12,
    15: 13,
    16: 14,
    25: 23,
    26: 24,
    27: 25,
    28: 26,
    29: 27,
    30: 28,
    31: 27,
    32: 28,
    **{finger: 15 if finger % 2 else 16 for finger in range(17, 23)},
}
JITTER = 0.002  # of the picture: what the model's points tremble by


def moving(rest: Frame, top: Frame, scenes: Sequence[tuple[float, float]], *, rate: int = 15) -> list[Frame]:
    """A track of a body that goes between two that were found in photographs.

    Each scene is a share of the way (0 `rest`, 1 `top`) and the seconds in which it is gone to, with a smooth start and stop.
    """
    chance, frames, at, begun_s = random.Random(1), list[Frame](), 0.0, 0.0
    for share, seconds in scenes:
        for step in range(round(seconds * rate)):
            gone = (1 - math.cos(math.pi * step / (seconds * rate))) / 2
            points = _between(rest, top, at + (share - at) * gone)
            shaken = tuple(
                (x + chance.gauss(0, JITTER), y + chance.gauss(0, JITTER), z, v) for x, y, z, v in points
            )
            frames.append(replace(rest, t_s=begun_s + step / rate, points=shaken, world=None))
        at, begun_s = share, begun_s + seconds
    return frames


def _between(one: Frame, other: Frame, share: float) -> tuple[Point, ...]:
    assert one.points is not None and other.points is not None
    size = (one.width, one.height)
    at = dict[int, tuple[float, float]]()
    for joint in (*_FIRM, *_JOINT_BEFORE):
        a, b = one.points[joint], other.points[joint]
        before = _JOINT_BEFORE.get(joint)
        if before is None:
            at[joint] = tuple(p + (q - p) * share for p, q in zip(a[:2], b[:2], strict=True))
            continue
        (long_a, way_a), (long_b, way_b) = (_limb(frame, before, joint) for frame in (one, other))
        turn = (way_b - way_a + math.pi) % (2 * math.pi) - math.pi
        long, way = long_a + (long_b - long_a) * share, way_a + turn * share
        at[joint] = (
            at[before][0] + long * math.cos(way) / size[0],
            at[before][1] + long * math.sin(way) / size[1],
        )
    mixed = zip(one.points, other.points, strict=True)
    return tuple(
        (*at[i], a[2] + (b[2] - a[2]) * share, a[3] + (b[3] - a[3]) * share) for i, (a, b) in enumerate(mixed)
    )


def _limb(frame: Frame, joint: int, end: int) -> tuple[float, float]:
    """Length in pixels and direction of a limb."""
    assert frame.points is not None
    x, y = (
        (frame.points[end][axis] - frame.points[joint][axis]) * size
        for axis, size in ((0, frame.width), (1, frame.height))
    )
    return math.hypot(x, y), math.atan2(y, x)
