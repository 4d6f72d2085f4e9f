"""The angles of a set over time, as lines to be drawn: which ones an exercise has, and how they grow with the film."""

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import Final

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.filters import Median3
from hamstride.exercises.spec import Exercise, Judge, Laterality, Measure
from hamstride.exercises.values import Side

MOST_POINTS: Final = 1200  # of a curve: more than a screen has columns


class Quantity(Enum):
    """An angle that is drawn; signs and zero as in docs/conventions.md."""

    KNEE = "knee"
    HIP = "hip"
    ANKLE = "ankle"
    TRUNK = "trunk"


# What a measure of a declaration is drawn as.
DRAWN: Final[dict[Measure, Quantity]] = {
    Measure.KNEE_FLEXION: Quantity.KNEE,
    Measure.KNEE_EXTENSION: Quantity.KNEE,  # the same angle; straighter is lower
    Measure.OTHER_KNEE_FLEXION: Quantity.KNEE,
    Measure.HIP_FLEXION: Quantity.HIP,
    Measure.HIP_RISE: Quantity.HIP,
    Measure.THIGH_FORWARD: Quantity.HIP,
    Measure.ANKLE_FLEXION: Quantity.ANKLE,
    Measure.TRUNK_LEAN: Quantity.TRUNK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One line of a chart: (seconds, degrees), degrees `None` where the line breaks. `side` is the leg; `None`: the trunk."""

    side: Side | None
    points: tuple[tuple[float, float | None], ...]


def lines_of(exercise: Exercise) -> "list[Line]":
    """The lines of an exercise: first those of its movement, then those its cues are read from. `BOTH` is the near leg."""
    judged = (cue.measure for cue in exercise.cues.values() if cue.judge is Judge.CAMERA)
    measures = [exercise.movement.signal, *(each for each in judged if each is not None)]
    legs = (Side.BOTH,) if exercise.laterality is Laterality.BOTH_LEGS else (Side.LEFT, Side.RIGHT)
    quantities = dict.fromkeys(DRAWN[each] for each in measures if each in DRAWN)
    return [Line(each, side) for each in quantities for side in ((None,) if each is Quantity.TRUNK else legs)]


_READ_LEG: Final = {Quantity.KNEE: "knee_deg", Quantity.HIP: "hip_deg", Quantity.ANKLE: "ankle_deg"}


class Line:
    """A curve that grows with the film, at constant memory."""

    def __init__(self, quantity: Quantity, side: Side | None) -> None:
        self.quantity, self._side = quantity, side
        self._points: list[tuple[float, float | None]] = []
        self._steady = Median3()

    def update(self, t_s: float, body: Body | None, near: Side) -> None:
        """Take the body of a frame; `None` breaks the line."""
        value = None if body is None else self._read(body, near)
        if value is None:
            if self._points and self._points[-1][1] is not None:
                self._keep(t_s, None)
                self._steady = Median3()
            return
        self._keep(t_s, round(self._steady.update(value), 1))

    def _keep(self, t_s: float, deg: float | None) -> None:
        self._points.append((round(t_s, 3), deg))
        if len(self._points) > 4 * MOST_POINTS:
            self._points = list(thinned(self._points, 2 * MOST_POINTS))

    def _read(self, body: Body, near: Side) -> float | None:
        if self._side is None:
            return body.trunk_deg
        leg: Leg = body.leg(near if self._side is Side.BOTH else self._side)
        value: float = getattr(leg, _READ_LEG[self.quantity])
        seen = leg.knee_seen if self.quantity is Quantity.HIP else leg.seen  # that needs no shin
        return value if seen >= limits.INVENTED_SEEN else None

    def curve(self) -> Curve:
        """The line so far."""
        return Curve(side=self._side, points=thinned(self._points))


def thinned(
    points: list[tuple[float, float | None]], most: int = MOST_POINTS
) -> tuple[tuple[float, float | None], ...]:
    """Some `most` points that look the same: of each of equal times the lowest and the highest, and the break of the line."""
    if len(points) <= most:
        return tuple(points)
    begin_s, last_s = points[0][0], points[-1][0]
    width_s = 2.0 * (last_s - begin_s) / most
    kept: list[tuple[float, float | None]] = []
    for _, run in groupby(points, key=lambda point: int((point[0] - begin_s) / width_s)):
        part = list(run)
        seen = [(t_s, deg) for t_s, deg in part if deg is not None]
        ends = {min(seen, key=lambda p: p[1]), max(seen, key=lambda p: p[1])} if seen else set()
        gap = next(((t_s, None) for t_s, deg in part if deg is None), None)
        kept += sorted([*ends, *([gap] if gap else [])], key=lambda p: p[0])
    return tuple(kept)
