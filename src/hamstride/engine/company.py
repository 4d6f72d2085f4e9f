"""Whether somebody else is in the picture, and whom to follow: always the one who was followed.

The pose step follows one body. Now and then it looks for all there are (looking for two in every picture would cost half as
much again), says how many were well found, and goes back to the runner when what it follows has jumped to somebody
else. Pure: no pictures, only what was found in them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hamstride.engine.landmarks import Frame, Landmark
from hamstride.engine.turning import GOOD, score

LOOK_EVERY_S: Final = 2.0
PICTURES: Final = 60  # between two looks, so that they cost little at any rate
AGAIN_S: Final = 1.0  # between two looks after a jump, however many pictures that is
# Trunk lengths between the middles of two trunks: nearer is the same body, found twice.
ELSEWHERE: Final = 0.5
HOME_S: Final = 30.0  # for so long after a jump the runner may come back
BEFORE_S: Final = 0.5  # between two frames further apart a body may have gone anywhere


def elsewhere(one: Frame, other: Frame) -> bool:
    """Whether two bodies stand at different places. False where either is nobody."""
    if one.points is None or other.points is None:
        return False
    (x, y, trunk_px), (to_x, to_y, to_trunk_px) = _trunk(one), _trunk(other)
    return math.hypot(x - to_x, y - to_y) > ELSEWHERE * max(trunk_px, to_trunk_px)


def _back(home: Frame, frame: Frame) -> bool:
    return frame.points is not None and not elsewhere(home, frame)


def _trunk(frame: Frame) -> tuple[float, float, float]:
    """Middle and length of the trunk in pixels."""
    points = frame.points
    assert points is not None
    shoulder_x, shoulder_y, hip_x, hip_y = (
        (points[left][axis] + points[left + 1][axis]) / 2 * (frame.height if axis else frame.width)
        for left in (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP)
        for axis in (0, 1)
    )
    length = math.hypot(shoulder_x - hip_x, shoulder_y - hip_y)
    return (shoulder_x + hip_x) / 2, (shoulder_y + hip_y) / 2, length


@dataclass(slots=True)
class Company:
    """Give every frame to `next`, look for everybody where it says so, and give what was found to `seen`.

    `people` is how many bodies the last look found, the runner's among them; `None` before the first.
    """

    people: int | None = None
    _looked_s: float = -math.inf
    _pictures: int = PICTURES
    _before: Frame | None = None
    _home: Frame | None = None

    def next(self, frame: Frame) -> bool:
        """Take the body that is followed; returns whether to look for everybody in this picture."""
        before = self._before
        if score(frame) >= GOOD:  # where a body was badly found is nobody's place
            self._before = frame
        if (
            before is not None
            and self._home is None
            and frame.t_s - before.t_s < BEFORE_S
            and elsewhere(before, frame)
        ):
            self._home = before
        home = self._home
        if home is not None and (frame.t_s - home.t_s > HOME_S or _back(home, frame)):
            self._home = None
        self._pictures += 1
        every_s, enough = (LOOK_EVERY_S, PICTURES) if self._home is None else (AGAIN_S, 0)
        if frame.points is None or self._pictures < enough or frame.t_s - self._looked_s < every_s:
            return False
        self._looked_s, self._pictures = frame.t_s, 0
        return True

    def likeliest(self, bodies: Sequence[Frame]) -> Frame | None:
        """Who of these is the runner: whoever is well found where the runner was last, else the one found best."""
        known = self._home or self._before

        def rank(body: Frame) -> tuple[bool, float]:
            found = score(body)
            return known is not None and found >= GOOD and not elsewhere(known, body), found

        return max(bodies, key=rank, default=None)

    def seen(self, frame: Frame, bodies: Sequence[Frame]) -> Frame | None:
        """Take all bodies of a picture; returns the runner's where another one is followed."""
        found = [body for body in bodies if score(body) >= GOOD]
        home = self._home
        runner = next((body for body in found if home is not None and not elsewhere(home, body)), None)
        if runner is not None and elsewhere(runner, frame):
            self._home, self._before = None, runner
            self.people = 1 + sum(elsewhere(runner, body) for body in found)
            return runner
        self.people = 1 + sum(elsewhere(frame, body) for body in found)
        return None
