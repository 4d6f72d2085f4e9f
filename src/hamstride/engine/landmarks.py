"""Frames of body landmarks: the engine's only input.

Landmarks are the 33 points of MediaPipe's BlazePose in upright picture coordinates: x to the right and y down, both in
0..1 of the picture; z toward the camera is negative, in the scale of x; visibility in 0..1. `world` points are metres,
origin between the hips, same axes.
"""

from dataclasses import dataclass
from enum import IntEnum

Point = tuple[float, float, float, float]
WorldPoint = tuple[float, float, float]


class Landmark(IntEnum):
    """Index of each landmark in a frame. Left and right are the person's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture's landmarks at `t_s` seconds; `points` is `None` when nobody was found. Width and height in pixels.

    `light` is the picture's mean brightness, 0 black to 1 white, and `people` how many were found: where they were measured.
    """

    t_s: float
    width: int
    height: int
    points: tuple[Point, ...] | None
    world: tuple[WorldPoint, ...] | None = None
    light: float | None = None
    people: int | None = None
