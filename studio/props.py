"""The things an exercise needs, where its own figures put them."""

from dataclasses import dataclass

import numpy as np

from hamstride.exercises.spec import Equipment, Exercise, Kind, Position
from hamstride.exercises.values import Side
from studio import room
from studio.body import SEGMENTS
from studio.figures import working
from studio.geometry import Array
from studio.person import Person, Shown

_WOOD = (0.55, 0.42, 0.30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ball:
    """The ball under the heels: half as far as the feet go, it rolls."""

    radius: float
    start_x: float
    heels_x: float
    travel: float

    def centre(self, shown: Shown) -> Array:
        """Where it is while the person is in a figure."""
        gone = float(np.clip(_heels_x(shown) - self.heels_x, min(0, self.travel), max(0, self.travel)))
        return np.array([self.start_x + gone / 2, self.radius, 0.0])


def ball(exercise: Exercise, rest: Shown, top: Shown, soles: Array) -> Ball | None:
    """The ball that fits under the heels at rest, if the exercise has one. `soles` marks the points of the feet."""
    if Equipment.BALL not in exercise.equipment:
        return None
    low = rest.skin[soles][:, 1].min()
    travel = _heels_x(top) - _heels_x(rest)
    return Ball(radius=low / 2, start_x=_heels_x(rest) + travel / 4, heels_x=_heels_x(rest), travel=travel)


def _heels_x(shown: Shown) -> float:
    return float(shown.joints["left-ankle"][0] + shown.joints["right-ankle"][0]) / 2


def soles(weights: Array, which: tuple[str, ...]) -> Array:
    """The points of the skin that belong to the feet of these sides."""
    return np.isin(weights.argmax(1), [SEGMENTS.index(f"{side}-foot") for side in which])


def mat_ends(exercise: Exercise, rest: Shown) -> tuple[float, float] | None:
    """Where a mat lies along the body, for what is done lying on it."""
    if exercise.position is Position.STANDING:
        return None
    x = [place[0] for place in rest.joints.values()]
    return min(x) - 0.25, max(x) + 0.1


def furniture(
    exercise: Exercise, side: Side, person: Person, rest: Shown, weights: Array
) -> list[room.Solid]:
    """The chair to hold on to, or what the foot stands on."""
    if exercise.position is not Position.STANDING:
        return []
    if exercise.kind is Kind.STRENGTH and Equipment.CHAIR in exercise.equipment:
        return _chair(person.grip[0] + 0.05, rest.joints["left-hip"][1] + 0.06)
    if {Equipment.CHAIR, Equipment.STEP} & set(exercise.equipment):
        foot = rest.skin[soles(weights, (working(side),))]
        return _stand(foot, Equipment.CHAIR in exercise.equipment)
    return []


def _chair(back_x: float, height: float) -> list[room.Solid]:
    legs = [(x, z) for x in (back_x, back_x + 0.4) for z in (-0.2, 0.17)]
    return [
        room.box((back_x, 0.45, -0.2), (back_x + 0.04, height, 0.2), _WOOD),
        room.box((back_x, 0.43, -0.2), (back_x + 0.43, 0.46, 0.2), _WOOD),
        *(room.box((x, 0, z), (x + 0.03, 0.45, z + 0.03), _WOOD) for x, z in legs),
    ]


def _stand(foot: Array, chair: bool) -> list[room.Solid]:
    """A step, or a chair with its seat, under the foot (its lowest points are the heel)."""
    height, heel_x, z = foot[:, 1].min(), foot[foot[:, 1].argmin(), 0], foot[:, 2].mean()
    low, high = heel_x - 0.08, heel_x + 0.34
    if not chair:
        return [room.box((low, 0, z - 0.25), (high, height, z + 0.25), _WOOD)]
    legs = [(x, side) for x in (low, high - 0.03) for side in (z - 0.2, z + 0.17)]
    return [
        room.box((low, height - 0.03, z - 0.2), (high, height, z + 0.2), _WOOD),
        room.box((high, height - 0.03, z - 0.2), (high + 0.04, height + 0.45, z + 0.2), _WOOD),
        *(room.box((x, 0, side), (x + 0.03, height, side + 0.03), _WOOD) for x, side in legs),
    ]
