"""Where the hands go: each named place gives a wrist and which way the elbow points, in the body's own room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from studio.body import Body
from studio.geometry import FRONT, RIGHT, UP, Array, sagittal
from studio.skeleton import OUTWARD, Figure, Posed, Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """All that a place may depend on; `grip` is a fixed point of the room (a chair's back), seen from the hips' middle."""

    body: Body
    at: Posed
    figure: Figure
    side: str
    grip: Array

    @property
    def arm_m(self) -> float:
        """From shoulder to wrist along a stretched arm."""
        rest = self.body.joints
        places = [rest[f"{self.side}-{name}"] for name in ("shoulder", "elbow", "wrist")]
        return float(sum(np.linalg.norm(b - a) for a, b in pairwise(places)))

    def joint(self, name: str) -> Array:
        """Where a joint is; a name without a side means this arm's side."""
        return self.at.joints.get(name, self.at.joints.get(f"{self.side}-{name}", np.zeros(3)))


def _declared(h: Holder) -> Reach:
    along = sagittal(h.figure.arm_deg - h.figure.trunk_deg)
    wrist = h.joint("shoulder") + 0.96 * h.arm_m * along + 0.06 * OUTWARD[h.side]
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] - h.at.turns["chest"] @ FRONT)


def _hang(h: Holder) -> Reach:
    wrist = h.joint("shoulder") - 0.95 * h.arm_m * UP + 0.08 * OUTWARD[h.side] + 0.04 * FRONT
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] - h.at.turns["chest"] @ FRONT)


def _above(h: Holder) -> Reach:
    wrist = h.joint("shoulder") + 0.93 * h.arm_m * UP + 0.1 * OUTWARD[h.side] + 0.03 * FRONT
    return Reach(wrist=wrist, elbow=OUTWARD[h.side])


def _forehead(h: Holder) -> Reach:
    head = h.at.turns["chest"]
    wrist = h.joint("head") + head @ np.array([0.10, 0.12, 0.0]) + 0.05 * OUTWARD[h.side]
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] + 0.2 * head @ FRONT)


def _grip(h: Holder) -> Reach:
    return Reach(wrist=h.grip + 0.14 * OUTWARD[h.side], elbow=OUTWARD[h.side] * 0.5 - UP)


def _hips(h: Holder) -> Reach:
    pelvis = h.at.turns["pelvis"]
    wrist = h.joint("hip") + pelvis @ np.array([0.03, 0.12, 0.0]) + 0.13 * OUTWARD[h.side]
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] - pelvis @ FRONT)


def _floor(h: Holder) -> Reach:
    wrist = h.joint("shoulder") + 0.95 * h.arm_m * FRONT - 0.06 * UP + 0.15 * OUTWARD[h.side]
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] + 0.3 * UP)


def _floor_ahead(h: Holder) -> Reach:
    wrist = h.joint("shoulder") - 0.9 * h.arm_m * UP + 0.05 * FRONT
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] - FRONT)


def _ankle(which: str) -> Callable[[Holder], Reach]:
    def at_ankle(h: Holder) -> Reach:
        return Reach(
            wrist=h.joint(f"{which}-ankle") + 0.08 * UP + 0.05 * OUTWARD[h.side],
            elbow=OUTWARD[h.side] + FRONT,
        )

    return at_ankle


def _turned(place: Callable[[Holder], Reach], fingers: Array, palm: Array) -> Callable[[Holder], Reach]:
    """The same place, the hand turned: fingers and palm in the room's directions; their z is the way outward."""

    def turned(h: Holder) -> Reach:
        outward = np.array([1.0, 1.0, OUTWARD[h.side][2]])
        found = place(h)
        return Reach(wrist=found.wrist, elbow=found.elbow, fingers=fingers * outward, palm=palm * outward)

    return turned


def _beside(h: Holder) -> Reach:
    """On the floor, close to the body."""
    wrist = h.joint("shoulder") + 0.93 * h.arm_m * FRONT + 0.07 * OUTWARD[h.side]
    wrist[1] = h.joint("shoulder")[1] - 0.045
    return Reach(wrist=wrist, elbow=OUTWARD[h.side] + 0.3 * UP)


def _behind(which: str) -> Callable[[Holder], Reach]:
    """Behind a thigh, a little above the hollow of the knee."""

    def behind(h: Holder) -> Reach:
        hip, knee = h.joint(f"{which}-hip"), h.joint(f"{which}-knee")
        back = h.at.turns[f"{which}-thigh"] @ -FRONT
        wrist = hip + 0.70 * (knee - hip) + 0.05 * back + 0.085 * OUTWARD[h.side]
        return Reach(
            wrist=wrist,
            elbow=OUTWARD[h.side],
            fingers=back - 0.8 * OUTWARD[h.side],
            palm=-OUTWARD[h.side] - 0.5 * back,
        )

    return behind


def _stacked(h: Holder) -> Reach:
    """Under the forehead, one hand on the other."""
    high = 0.03 if h.side == "left" else 0.0
    chest = h.at.turns["chest"]
    wrist = h.joint("head") + chest @ np.array([0.135 - high, 0.13, 0.0]) + 0.105 * OUTWARD[h.side]
    return Reach(
        wrist=wrist,
        elbow=OUTWARD[h.side] + 0.35 * (chest @ UP),
        fingers=-OUTWARD[h.side] + 0.35 * (chest @ UP),
        palm=chest @ FRONT,
    )


PLACES: Mapping[str, Callable[[Holder], Reach]] = {
    "declared": _declared,
    "hang": _hang,
    "above": _above,
    "forehead": _forehead,
    "chair": _grip,
    "hips": _hips,
    "floor": _floor,
    "floor-ahead": _floor_ahead,
    "left-ankle": _ankle("left"),
    "right-ankle": _ankle("right"),
    "beside": _turned(_beside, FRONT + 0.1 * RIGHT, -UP),
    "stacked": _stacked,
    "rail": _turned(_grip, FRONT - 0.25 * UP, -UP - 0.25 * FRONT),
    "hanging": _turned(_hang, -UP, -RIGHT - 0.4 * FRONT),
    "behind-left-thigh": _behind("left"),
    "behind-right-thigh": _behind("right"),
}


def place(holder: Holder) -> Reach:
    """The mixture of places that the figure names."""
    reaches = [(share, PLACES[name](holder)) for name, share in holder.figure.hands.items() if share > 0]
    _, main = max(reaches, key=lambda each: each[0])
    return Reach(
        wrist=sum((share * reach.wrist for share, reach in reaches), start=np.zeros(3)),
        elbow=sum((share * reach.elbow for share, reach in reaches), start=np.zeros(3)),
        fingers=main.fingers,
        palm=main.palm,
    )
