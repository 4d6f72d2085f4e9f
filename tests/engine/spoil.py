"""What can be done to the frames of any film and leaves what happens in it as it is."""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from hamstride.engine import puppet
from hamstride.engine.angles import measure
from hamstride.engine.landmarks import Frame, Landmark, Point

Points = tuple[Point, ...]

# Each point of a limb with the point that it turns about, from the trunk outward.
_LIMBS = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ELBOW),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
    (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE),
    (Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE),
)


def changed(frames: Iterable[Frame], change: Callable[[Points], Points]) -> list[Frame]:
    """The points of every frame in which somebody was found, changed."""
    return [f if f.points is None else replace(f, points=change(f.points)) for f in frames]


def mirrored(frames: Iterable[Frame]) -> list[Frame]:
    """The mirrored person: left is right and right is left."""
    return [puppet.mirrored(frame) for frame in frames]


def moved(frames: Iterable[Frame], scale: float = 1.0, x: float = 0.0, y: float = 0.0) -> list[Frame]:
    """Nearer or farther, and elsewhere in the picture."""

    def change(points: Points) -> Points:
        return tuple(
            ((p[0] - 0.5) * scale + 0.5 + x, (p[1] - 0.5) * scale + 0.5 + y, p[2] * scale, p[3])
            for p in points
        )

    return changed(frames, change)


def turned(frame: Frame, by_deg: float) -> Frame:
    """The frame of a camera that leans: everything turns clockwise in the picture."""
    if frame.points is None:
        return frame
    sin, cos, aspect = (
        math.sin(math.radians(by_deg)),
        math.cos(math.radians(by_deg)),
        frame.width / frame.height,
    )

    def one(p: Point) -> Point:
        x, y = (p[0] - 0.5) * aspect, p[1] - 0.5
        return (x * cos - y * sin) / aspect + 0.5, x * sin + y * cos + 0.5, p[2], p[3]

    return replace(frame, points=tuple(map(one, frame.points)))


def leaning(frames: Iterable[Frame], by_deg: float) -> list[Frame]:
    """All frames of a camera that leans."""
    return [turned(frame, by_deg) for frame in frames]


def knocked(frames: Iterable[Frame], at_s: float, by_deg: float, takes_s: float = 0.5) -> list[Frame]:
    """A camera that falls over at an instant."""
    return [turned(frame, by_deg * min(max((frame.t_s - at_s) / takes_s, 0.0), 1.0)) for frame in frames]


def unseen(frames: Iterable[Frame], from_s: float, to_s: float) -> list[Frame]:
    """Nobody found between two instants."""
    return [replace(f, points=None, world=None) if from_s < f.t_s < to_s else f for f in frames]


def without_feet(frames: Iterable[Frame], seen: float = 0.2) -> list[Frame]:
    """What is below the knees hardly seen."""
    first = Landmark.LEFT_ANKLE
    return changed(
        frames, lambda points: tuple((*p[:3], seen) if n >= first else p for n, p in enumerate(points))
    )


def drawn_along(frames: Iterable[Frame], share: float) -> list[Frame]:
    """The right ankle drawn a part of the way to the left one: a still leg follows the one that works, its shin too short."""
    return changed(frames, lambda points: _drawn_to(points, Landmark.RIGHT_ANKLE, Landmark.LEFT_ANKLE, share))


def short_shin(frames: Iterable[Frame], share: float) -> list[Frame]:
    """The left shin drawn at this share of its length."""
    return changed(
        frames, lambda points: _drawn_to(points, Landmark.LEFT_ANKLE, Landmark.LEFT_KNEE, 1.0 - share)
    )


def short_shins(frames: Iterable[Frame], share: float) -> list[Frame]:
    """Both shins drawn at this share of their lengths."""

    def drawn(points: Points) -> Points:
        left = _drawn_to(points, Landmark.LEFT_ANKLE, Landmark.LEFT_KNEE, 1.0 - share)
        return _drawn_to(left, Landmark.RIGHT_ANKLE, Landmark.RIGHT_KNEE, 1.0 - share)

    return changed(frames, drawn)


def lost_above(frames: Sequence[Frame], bent_deg: float) -> list[Frame]:
    """The left ankle drawn half way to the right one while the left knee is bent by more than so much."""
    lost = changed(frames, lambda points: _drawn_to(points, Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, 0.5))
    bodies = [measure(frame, -1) for frame in frames]
    return [
        half_way if body is not None and abs(body.left.knee_deg) > bent_deg else frame
        for frame, half_way, body in zip(frames, lost, bodies, strict=True)
    ]


def lost_to_the_other(frame: Frame) -> Frame:
    """The left ankle drawn on the right one."""
    assert frame.points is not None
    drawn = _drawn_to(frame.points, Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, 1.0)
    return replace(frame, points=drawn)


def _drawn_to(points: Points, moved: Landmark, to: Landmark, share: float) -> Points:
    """A point drawn a share of the way to another one."""
    (x, y, *rest), (to_x, to_y, *_) = points[moved], points[to]
    drawn = (x + share * (to_x - x), y + share * (to_y - y), *rest)
    return (*points[:moved], drawn, *points[moved + 1 :])


def torn(trunk: Frame, legs: Frame) -> Frame:
    """The upper body of one picture over the legs of another."""
    assert trunk.points is not None
    assert legs.points is not None
    return replace(trunk, points=(*trunk.points[:25], *legs.points[25:]))


def later(frames: Iterable[Frame], by_s: float) -> list[Frame]:
    """The same on a clock that begins elsewhere."""
    return [replace(frame, t_s=frame.t_s + by_s) for frame in frames]


def twice(frames: Sequence[Frame]) -> list[Frame]:
    """One after the other."""
    step_s = (frames[-1].t_s - frames[0].t_s) / (len(frames) - 1)
    return [*frames, *later(frames, frames[-1].t_s - frames[0].t_s + step_s)]


def with_gaps(frames: Iterable[Frame], share: float, seed: int) -> list[Frame]:
    """Nobody found in a share of the frames, never in more than two on end."""
    chance, missing, out = random.Random(seed), 0, list[Frame]()
    for frame in frames:
        missing = missing + 1 if missing < 2 and chance.random() < share else 0
        out.append(replace(frame, points=None) if missing else frame)
    return out


def thinned(frames: Sequence[Frame], fps: float) -> list[Frame]:
    """The frames that a slower camera would have taken."""
    out, next_s = list[Frame](), frames[0].t_s
    for frame in frames:
        if frame.t_s >= next_s - 1e-6:
            out.append(frame)
            next_s += 1 / fps
    return out


def trembling(frames: Iterable[Frame], by_deg: float, seed: int) -> list[Frame]:
    """Every knee and ankle (and elbow) off by white noise, as seen from the joint before it."""
    chance = random.Random(seed)
    return [f if f.points is None else replace(f, points=_trembling(f, by_deg, chance)) for f in frames]


def _trembling(frame: Frame, by_deg: float, chance: random.Random) -> Points:
    assert frame.points is not None
    size = (frame.width, frame.height)
    points = list(frame.points)
    for joint, end in _LIMBS:
        angle = math.radians(chance.gauss(0.0, by_deg))
        x, y = ((points[end][axis] - points[joint][axis]) * size[axis] for axis in (0, 1))
        to = (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle))
        by = tuple(points[joint][axis] + to[axis] / size[axis] - points[end][axis] for axis in (0, 1))
        for each in (end, *_CARRIED.get(end, ())):
            px, py, pz, seen = points[each]
            points[each] = (px + by[0], py + by[1], pz, seen)
    return tuple(points)


_CARRIED = {
    Landmark.LEFT_ELBOW: (15, 17, 19, 21),
    Landmark.RIGHT_ELBOW: (16, 18, 20, 22),
    Landmark.LEFT_KNEE: (27, 29, 31),
    Landmark.RIGHT_KNEE: (28, 30, 32),
    Landmark.LEFT_ANKLE: (29, 31),
    Landmark.RIGHT_ANKLE: (30, 32),
}
