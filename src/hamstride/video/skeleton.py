"""The stick figure: which landmarks it joins, how it is drawn over a still, and where it was in every picture of a film."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hamstride.engine.landmarks import Frame, Landmark

_LIMBS = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST),
    (
        Landmark.LEFT_SHOULDER,
        Landmark.LEFT_HIP,
        Landmark.LEFT_KNEE,
        Landmark.LEFT_ANKLE,
        Landmark.LEFT_FOOT_INDEX,
    ),
)
_LEFT = tuple((int(a), int(b)) for limb in _LIMBS for a, b in pairwise(limb))
_ACROSS = tuple((int(a), int(a) + 1) for a in (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP))
BONES = (*_ACROSS, *_LEFT, *((a + 1, b + 1) for a, b in _LEFT))
DIM = 0.6  # less visible bones are drawn thin: the model guesses them


@dataclass(frozen=True, slots=True)
class Size:
    """Of a picture, in pixels."""

    width: int
    height: int


def bones(points: Sequence[Sequence[float]], size: Size) -> Iterator[tuple[float, float, float, float, bool]]:
    """Every bone as x, y, x, y in pixels, the dim ones first, and whether it is seen well. `points`: x, y, …, visibility."""
    drawn = [
        (points[a][0] * size.width, points[a][1] * size.height, points[b][0] * size.width, points[b][1] * size.height,
         min(points[a][-1], points[b][-1]) >= DIM)
        for a, b in BONES
    ]  # fmt: skip
    yield from sorted(drawn, key=lambda bone: bone[4])


def figure(points: Sequence[Sequence[float]], size: Size) -> str:
    """The figure as an `svg` element of the picture's shape."""
    lines: list[str] = []
    for x, y, to_x, to_y, seen in bones(points, size):
        place = f'x1="{x:.0f}" y1="{y:.0f}" x2="{to_x:.0f}" y2="{to_y:.0f}"'
        lines.append(
            f'<line class="bone under" {place}/><line class="bone{"" if seen else " far"}" {place}/>'
        )
    return f'<svg viewBox="0 0 {size.width} {size.height}" aria-hidden="true">{"".join(lines)}</svg>'


@dataclass(slots=True)
class Poses:
    """Where the landmarks were in every picture: 400 bytes a picture, so that an hour stays small."""

    times_s: "array[float]" = field(default_factory=lambda: array("d"))
    _points: list["array[float] | None"] = field(default_factory=list)

    def receive(self, frame: Frame) -> None:
        """Take the next frame."""
        self.times_s.append(frame.t_s)
        flat = (
            None
            if frame.points is None
            else array("f", [v for x, y, _, seen in frame.points for v in (x, y, seen)])
        )
        self._points.append(flat)

    def at(self, t_s: float) -> list[tuple[float, float, float]] | None:
        """x, y and visibility of the landmarks in the picture of a time; `None` where nobody was seen."""
        place = bisect_right(self.times_s, t_s + 0.0005) - 1
        flat = self._points[place] if place >= 0 else None
        return None if flat is None else [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat), 3)]
