"""How others count repetitions, each in its usual form, on the same landmarks as ours.

Every counter takes the frames of a set and an exercise and returns a number. The angle they look at is the one at the knee,
or at the hip for a stretch, unsigned as the public examples have it: 180 is straight.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from hamstride.engine import puppet
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side

Array = NDArray[Any]
Counter = Callable[[Exercise, Sequence[Frame]], int]

# Bent under, straight above, as the well-known counters have them at the knee; a stretch bends the hip less.
KNEE_DEG, HIP_DEG = (90.0, 160.0), (120.0, 160.0)
# A peak finder's usual settings: a repetition stands out by 40 degrees and takes a second.
PROMINENCE_DEG, APART_S, SMOOTH_S = 40.0, 1.0, 0.3
# The classifier of ML Kit's guide: its numbers.
NEAREST_BY_WORST, NEAREST_BY_MEAN, SMOOTHED_OVER, SMOOTHING = 30, 10, 10, 0.2
ENTER, LEAVE = 6.0, 4.0


def fixed_thresholds(exercise: Exercise, frames: Sequence[Frame]) -> int:
    """Two thresholds on an angle: bent, then straight again, is one; of the leg with more."""
    bent_deg, straight_deg = HIP_DEG if exercise.is_hold else KNEE_DEG
    return max(_crossings(angles, bent_deg, straight_deg) for angles in _both_legs(exercise, frames))


def _crossings(angles: Iterable[float], bent_deg: float, straight_deg: float) -> int:
    count, bent = 0, False
    for angle in angles:
        if angle < bent_deg:
            bent = True
        elif angle > straight_deg and bent:
            bent, count = False, count + 1
    return count


def peaks(exercise: Exercise, frames: Sequence[Frame]) -> int:
    """`scipy.signal.find_peaks` on the smoothed angle; of the leg with more."""
    seen = [frame.t_s for frame in frames if frame.points is not None]
    if len(seen) < 3:
        return 0
    fps = (len(seen) - 1) / (seen[-1] - seen[0])
    width = max(1, round(SMOOTH_S * fps))
    found = []
    for angles in _both_legs(exercise, frames):
        smooth = np.convolve([180.0 - angle for angle in angles], np.ones(width) / width, mode="same")
        found.append(len(find_peaks(smooth, prominence=PROMINENCE_DEG, distance=max(1, APART_S * fps))[0]))
    return max(found)


def _both_legs(exercise: Exercise, frames: Sequence[Frame]) -> Iterator[list[float]]:
    first = 11 if exercise.is_hold else 23
    for left in (0, 1):
        a, b, c = (
            first + left,
            (23 if exercise.is_hold else 25) + left,
            (25 if exercise.is_hold else 27) + left,
        )
        yield [
            _unsigned(frame.points[a], frame.points[b], frame.points[c]) for frame in frames if frame.points
        ]


def _unsigned(a: Point, b: Point, c: Point) -> float:
    angle = abs(math.degrees(math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(a[1] - b[1], a[0] - b[0])))
    return 360.0 - angle if angle > 180.0 else angle


def neighbours(exercise: Exercise, frames: Sequence[Frame]) -> int:
    """A nearest-neighbour pose classifier in the manner of ML Kit's guide: entering and leaving the pose of the top is one."""
    samples, is_top = _samples(exercise.id)
    poses = np.array([frame.points for frame in frames if frame.points is not None])
    if not len(poses):
        return 0
    aspect = frames[0].width / frames[0].height
    confidence = _confidences(_embedded(poses, aspect), _embedded(poses, -aspect), samples, is_top)
    return _entries(confidence)


def _confidences(poses: Array, flipped: Array, samples: Array, is_top: Array) -> list[float]:
    found = []
    for pair in zip(poses, flipped, strict=True):
        off = [np.abs(samples - pose) for pose in pair]
        worst = np.minimum(*(each.max(axis=(1, 2)) for each in off)).argsort()[:NEAREST_BY_WORST]
        mean = np.minimum(*(each[worst].mean(axis=(1, 2)) for each in off)).argsort()[:NEAREST_BY_MEAN]
        found.append(float(is_top[worst[mean]].sum()))
    return found


def _entries(confidence: Sequence[float]) -> int:
    count, inside, weights = 0, False, [(1 - SMOOTHING) ** i for i in range(SMOOTHED_OVER)]
    for i in range(len(confidence)):
        recent = confidence[max(0, i + 1 - SMOOTHED_OVER) : i + 1][::-1]
        smooth = sum(w * c for w, c in zip(weights, recent, strict=False)) / sum(weights[: len(recent)])
        if not inside:
            inside = smooth > ENTER
        elif smooth < LEAVE:
            inside, count = False, count + 1
    return count


# From joint to joint: what the guide's embedding is made of. -1 and -2 are the middle of the hips and of the shoulders.
_PAIRS = (
    (-1, -2), (11, 13), (12, 14), (13, 15), (14, 16), (23, 25), (24, 26), (25, 27), (26, 28), (11, 15), (12, 16),
    (23, 27), (24, 28), (23, 15), (24, 16), (11, 27), (12, 28), (13, 14), (25, 26), (15, 16), (27, 28),
)  # fmt: skip


def _embedded(poses: Array, aspect: float) -> Array:
    """N x pairs x 3, in trunk lengths; a negative aspect is the flipped picture."""
    points = poses[:, :, :3] * np.array([aspect, 1.0, abs(aspect)])
    middles = np.stack([points[:, [11, 12]].mean(1), points[:, [23, 24]].mean(1)], axis=1)
    points = np.concatenate([points, middles], axis=1)
    trunk = np.linalg.norm(middles[:, 0] - middles[:, 1], axis=1) + 1e-9
    ends = np.array(_PAIRS)
    found: Array = (points[:, ends[:, 1]] - points[:, ends[:, 0]]) / trunk[:, None, None]
    return found


@cache
def _samples(exercise_id: str) -> tuple[Array, Array]:
    """Poses at rest and at the top of puppets seen from a few places, and which of them are the top."""
    exercise = catalogue()[exercise_id]
    rest, top = puppet.key_poses(exercise)
    acts = [Act(go_s=0.0, stay_s=0.7, pose=rest), Act(go_s=0.01, stay_s=0.7, pose=top)]
    poses, is_top = [], []
    for side, beside_deg in ((Side.LEFT, 0.0), (Side.RIGHT, 180.0)):
        for azimuth_deg in (-20.0, 0.0, 20.0):
            scene = Scene(fps=10, camera=Camera(azimuth_deg=beside_deg + azimuth_deg), jitter_deg=3.0)
            for frame in puppet.perform(exercise, acts, side=side, scene=scene):
                poses.append(_embedded(np.array([frame.points]), frame.width / frame.height)[0])
                is_top.append(frame.t_s > 0.7)
    return np.array(poses), np.array(is_top)


OTHERS: dict[str, Counter] = {
    "thresholds": fixed_thresholds,
    "peaks": peaks,
    "neighbours": neighbours,
}
