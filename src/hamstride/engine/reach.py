"""How far the hands come down, for the test that asks it: the knuckles above the heels, as a share of the eyes' height.

A share of the runner's own height in the picture needs no camera's distance. The points of the hands are the knuckles, not the
fingertips, and those of the feet the heels, not the floor: `measure.flexibility` knows what lies between.
"""

import math
from collections import deque
from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.events import Event, RepCompleted
from hamstride.engine.filters import Recent, median
from hamstride.engine.landmarks import Frame, Landmark, Point
from hamstride.exercises.values import Repetition

_STANDING = 300  # frames of standing that the height is the middle of


class Reach:
    """Takes the frames in which the body was believed; tells of a repetition how far it reached."""

    def __init__(self) -> None:
        self._hands, self._eyes = (
            Recent(limits.REPETITION_KEPT_S, limits.REPETITION_FRAMES),
            deque[float](maxlen=_STANDING),
        )
        self._told: dict[float, float | None] = {}

    def receive(self, frame: Frame, *, standing: bool) -> None:
        """Take a frame; `standing` where the movement has not begun."""
        if frame.points is None:
            return
        heels = _middle(frame.points, Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL)
        knuckles = max(frame.points[Landmark.LEFT_INDEX][1], frame.points[Landmark.RIGHT_INDEX][1])
        if math.isfinite(heels - knuckles):
            self._hands.update(frame.t_s, (heels - knuckles) * frame.height)
        eyes = _middle(frame.points, Landmark.LEFT_EYE, Landmark.RIGHT_EYE)
        if standing and math.isfinite(heels - eyes):
            self._eyes.append((heels - eyes) * frame.height)

    def told(self, event: Event) -> Event:
        """The event, a finished repetition's with its reach."""
        return replace(event, rep=self.of(event.rep)) if isinstance(event, RepCompleted) else event

    def of(self, rep: Repetition) -> Repetition:
        """The repetition with its reach, where it counts and was read."""
        if rep.peak_deg is None:
            return rep
        if rep.top_s not in self._told:
            self._told[rep.top_s] = self._share(rep)
        return replace(rep, reach_share=self._told[rep.top_s])

    def _share(self, rep: Repetition) -> float | None:
        ends_s = rep.top_s + rep.hold_s
        held = [value for t_s, value, _ in self._hands.since(rep.top_s) if t_s <= ends_s]
        tall = median(list(self._eyes)) if self._eyes else 0.0
        return median(held) / tall if held and tall > 0 else None


def _middle(points: tuple[Point, ...], left: Landmark, right: Landmark) -> float:
    return (points[left][1] + points[right][1]) * 0.5
