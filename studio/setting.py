"""One demonstration set up: the calm person, the things around, and where the camera stands."""

from dataclasses import replace

import numpy as np

from hamstride.exercises.spec import Equipment, Exercise, Kind, Laterality, Position
from hamstride.exercises.values import Side
from studio import mannequin, props, things
from studio.body import SEGMENTS, Body, body
from studio.easel import View
from studio.figures import key_figure, key_figures, working
from studio.geometry import FRONT, RIGHT, UP, Array, turn
from studio.mannequin import Glow
from studio.person import Person, Shown
from studio.skeleton import Figure, mix

SIDE = Side.LEFT  # the right leg is the picture in a mirror
LIGHT = np.array([0.15, 1.0, -0.30])
FROM_M, FIELD = 7.0, 0.15
# From where each position shows the back of the thigh: degrees from the left side (negative: from behind), and from the floor.
_FROM = {Position.PRONE: (-34.0, 26.0), Position.SUPINE: (-17.0, 8.0), Position.STANDING: (-42.0, 10.0)}
_FAINT = 0.16
# Where a demonstration puts the hands more carefully than a film does.
_HANDS = {"forehead": "stacked", "floor": "beside", "chair": "rail", "hang": "hanging"}
_HANDS_OF = {
    "active-knee-extension": "behind-left-thigh",
    "straight-leg-raise": "beside",
    "toe-touch": "hang",
}


def grown() -> Body:
    """The body of the demonstrations, fine enough for sharp edges of what it wears."""
    return mannequin.refined(mannequin.refined(body(mannequin.BUILD)))


class Setting:
    """An exercise ready to be drawn, in any figure."""

    def __init__(self, exercise: Exercise, variant: str | None, of: Body) -> None:
        self.exercise, self.variant = exercise, variant
        cuffs = Equipment.ANKLE_WEIGHTS in exercise.equipment
        rest, top = (self._handed(figure) for figure in key_figures(exercise, variant, SIDE))
        self.person = Person(of, mannequin.look(cuffs), rest)
        self._head = of.weights.argmax(1) == SEGMENTS.index("head")
        self.rest, self.top = self.posed(rest), self.posed(top)
        self._paint = mannequin.paint(of, _glows(exercise, variant), cuffs)
        rest, top = self.person.show(self.rest), self.person.show(self.top)
        feet = props.soles(of.weights, ("left", "right"))
        self._ball = props.ball(exercise, rest, top, feet)
        self._still = _around(exercise, self.person, rest, of.weights)
        self._ground = [solid[0] for solid in self._still]

    def posed(self, figure: Figure) -> Figure:
        """The figure as a demonstration has it: careful hands, and a head that lies on the floor and not in it."""
        figure = self._handed(figure)
        for _ in range(4 if self.exercise.position is Position.SUPINE else 0):
            shown = self.person.show(figure)
            low, far = (
                shown.skin[self._head, 1].min(),
                np.linalg.norm(shown.joints["head"] - shown.joints["neck"]),
            )
            figure = replace(figure, head_deg=figure.head_deg - float(np.degrees(low / (far + 0.12))))
        return figure

    def _handed(self, figure: Figure) -> Figure:
        (name,) = figure.hands
        name = _HANDS_OF.get(self.exercise.id, name)
        return replace(figure, hands={_HANDS.get(name, name): 1.0})

    def pose(self, name: str) -> Figure:
        """The figure of a declared key pose."""
        return self.posed(key_figure(self.exercise, name, self.variant, SIDE))

    def plain(self) -> "tuple[Figure, Figure]":
        """Rest and top of the same exercise without the turn of its variant."""
        return tuple(self.posed(figure) for figure in key_figures(self.exercise, None, SIDE))  # type: ignore[return-value]

    def way(self, frames: int) -> list[Figure]:
        """So many figures, evenly from rest to top."""
        return [mix(self.rest, self.top, n / (frames - 1)) for n in range(frames)]

    def parts(self, shown: Shown) -> list[things.Solid]:
        """All that is drawn."""
        drawn = [(shown.skin, shown.normals, self.person.faces, self._paint), *self._still]
        if self._ball:
            points, normals, faces, paint = things.ball(self._ball.radius)
            centre = self._ball.centre(shown)
            rolled = turn(RIGHT, -np.degrees((centre[0] - self._ball.start_x) / self._ball.radius))
            drawn.append((points @ rolled.T + centre, normals @ rolled.T, faces, paint))
        return drawn

    def view(self, figures: list[Figure], width: int, height: int) -> View:
        """The camera that sees all of these, and what stands around."""
        points = [self.person.show(figure).skin for figure in figures]
        if self._ball:
            points += [self._around_ball(figure) for figure in figures]
        seen = np.vstack([*points, *self._ground])
        return aimed(seen, *_FROM[self.exercise.position], width, height)

    def _around_ball(self, figure: Figure) -> Array:
        assert self._ball
        ways = np.vstack([np.eye(3), -np.eye(3)])
        return np.asarray(self._ball.centre(self.person.show(figure)) + self._ball.radius * ways)


def aimed(seen: Array, azimuth_deg: float, rise_deg: float, width: int, height: int) -> View:
    """The camera from a direction that has all the points in its picture."""
    toward = direction(azimuth_deg, rise_deg)
    aim = (seen.min(0) + seen.max(0)) / 2
    for _ in range(3):  # near things are larger than far ones, so the middle of the picture is found in steps
        view = View(place=aim + FROM_M * toward, aim=aim, width=width, height=height, tan=FIELD)
        at = view.seen(seen)
        middle = (at.min(0) + at.max(0)) / 2 - [width / 2, height / 2]
        metre = height / 2 / FIELD / FROM_M
        aim = aim + view.axes[:, 0] * middle[0] / metre - view.axes[:, 1] * middle[1] / metre
    reach = np.abs(at - (at.min(0) + at.max(0)) / 2).max(0) / [width / 2, height / 2]
    return replace(view, place=aim + FROM_M * toward, aim=aim, tan=FIELD * float(reach.max()) * 1.04)


def close(aim: Array, azimuth_deg: float, rise_deg: float, high_m: float, size: tuple[int, int]) -> View:
    """The camera that sees so many metres around a place."""
    place = aim + FROM_M * direction(azimuth_deg, rise_deg)
    return View(place=place, aim=aim, width=size[0], height=size[1], tan=high_m / 2 / FROM_M)


def direction(azimuth_deg: float, rise_deg: float) -> Array:
    """From what is looked at toward the camera."""
    azimuth, rise = np.radians([azimuth_deg, rise_deg])
    level = -np.cos(azimuth) * RIGHT + np.sin(azimuth) * FRONT
    return np.asarray(np.cos(rise) * level + np.sin(rise) * UP)


def _glows(exercise: Exercise, variant: str | None) -> tuple[Glow, ...]:
    bias = exercise.variants[variant].bias if variant else None
    inner, outer = (_FAINT if bias not in (None, part) else 1.0 for part in ("inner", "outer"))
    both = exercise.laterality is Laterality.BOTH_LEGS
    sides = ("left", "right") if both else (working(SIDE),)
    return tuple(Glow(side=side, inner=inner, outer=outer) for side in sides)


def _around(exercise: Exercise, person: Person, rest: Shown, weights: Array) -> list[things.Solid]:
    ends = props.mat_ends(exercise, rest)
    if ends:
        return [things.mat(*ends)]
    if exercise.kind is Kind.STRENGTH and Equipment.CHAIR in exercise.equipment:
        height = rest.joints["left-hip"][1] + 0.06
        return things.chair(person.grip[0] + 0.05, 0.45, height)
    if {Equipment.CHAIR, Equipment.STEP} & set(exercise.equipment):
        return _under(
            rest.skin[props.soles(weights, (working(SIDE),))], Equipment.CHAIR in exercise.equipment
        )
    return []


def _under(foot: Array, chair: bool) -> list[things.Solid]:
    """What stands under a foot, whose lowest points are the heel."""
    height, heel_x, z = foot[:, 1].min(), foot[foot[:, 1].argmin(), 0], foot[:, 2].mean()
    if chair:
        return things.chair(heel_x + 0.33, height, height + 0.45, z, turned=True)
    return things.step(heel_x - 0.09, heel_x + 0.36, height, z)
