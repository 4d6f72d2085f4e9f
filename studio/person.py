"""A person in the room: a body that wears something, takes figures, and keeps its feet (or its belly) on the floor."""

from dataclasses import dataclass, replace

import numpy as np

from studio.body import SEGMENTS, SIDES, Body
from studio.geometry import UP, Array, turn
from studio.hands import Holder, place
from studio.look import Look, colours, dressed
from studio.skeleton import Figure, Posed, measured, posed, reach
from studio.skin import Skinner

# Which segments lie on the floor; soft parts give way by so many metres.
_LYING = {
    "prone": (("pelvis", "waist", "belly", "ribs", "chest", "left-thigh", "right-thigh"), 0.015),
    "supine": (("ribs", "chest", "pelvis", "waist", "belly"), 0.01),
    "all": (SEGMENTS, 0.0),
}
_ANCHORS = {
    "left-ankle": ("left-ankle",), "right-ankle": ("right-ankle",), "ankles": ("left-ankle", "right-ankle"),
    "shoulders": ("left-shoulder", "right-shoulder"), "pelvis": ("left-hip", "right-hip"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One instant: the points of the skin in the room and their normals, the joints, and the angles measured between them."""

    skin: Array
    normals: Array
    joints: dict[str, Array]
    angles: dict[str, float]


class Person:
    """Takes figures. The first figure is home: what its anchor touches there stays in place from then on."""

    def __init__(self, body: Body, look: Look, home: Figure) -> None:
        self._body = replace(body, skin=dressed(body, look))
        self._skinner = Skinner(self._body)
        self._parts = {name: self._points_of(segments) for name, (segments, _) in _LYING.items()}
        self._grip = np.zeros(3)
        self._home = {name: np.zeros(3) for name in _ANCHORS}
        self.faces, self.paint = body.faces, colours(body, look)
        first = self._posed(home)
        self._home = {name: self._anchor(first, name) for name in _ANCHORS}
        # A chair's back stands where the hands of the declared arms would be, a little above the hips.
        self._grip = np.array([0.42, 0.10 + float(first.joints["left-hip"][1]), 0.0])

    @property
    def grip(self) -> Array:
        """Where both hands hold on, in the room of the figure at home (before it stands on the floor)."""
        return self._grip

    @property
    def stature_m(self) -> float:
        """From the sole to the crown."""
        return self._body.stature_m

    def fingers_m(self, shown: Shown) -> float:
        """How high the lowest point of the hands is above the soles."""
        hands = self._points_of(tuple(f"{side}-hand" for side in SIDES))
        return float(shown.skin[hands][:, 1].min() - shown.skin[:, 1].min())

    def show(self, figure: Figure) -> Shown:
        """The person in a figure."""
        at = self._posed(figure)
        skin, normals = self._skinner.skin(at)
        shift = self._shift(at, figure, skin)
        heading = turn(UP, figure.heading_deg)
        moved = np.array([figure.ahead_m, 0.0, -figure.aside_m])
        joints = {name: heading @ (place + shift) + moved for name, place in at.joints.items()}
        angles = measured(at.joints, self._body.neutral)
        skin = (skin + shift) @ heading.T + moved
        return Shown(skin=skin, normals=normals @ heading.T, joints=joints, angles=angles)

    def _posed(self, figure: Figure) -> Posed:
        at = posed(self._body, figure)
        back = sum(
            (w * (self._anchor(at, n) - self._home[n]) for n, w in figure.anchor.items()), start=np.zeros(3)
        )
        for side in SIDES:
            holder = Holder(body=self._body, at=at, figure=figure, side=side, grip=self._grip + back)
            reach(self._body, at, side, place(holder))
        return at

    def _shift(self, at: Posed, figure: Figure, skin: Array) -> Array:
        shift = sum(
            (w * (self._home[n] - self._anchor(at, n)) for n, w in figure.anchor.items()), start=np.zeros(3)
        )
        shift[1] = figure.hop_m
        for name, weight in figure.contact.items():
            shift[1] -= weight * (skin[self._parts[name], 1].min() + _LYING[name][1]) if weight else 0.0
        return shift

    def _anchor(self, at: Posed, name: str) -> Array:
        return sum((at.joints[joint] for joint in _ANCHORS[name]), start=np.zeros(3)) / len(_ANCHORS[name])

    def _points_of(self, segments: tuple[str, ...]) -> Array:
        return np.isin(self._body.weights.argmax(1), [SEGMENTS.index(name) for name in segments])
