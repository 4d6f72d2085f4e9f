"""The foot on the step or chair: whether it is up, and whose it is."""

import math

from hamstride.engine import limits
from hamstride.engine.angles import Body
from hamstride.engine.filters import Mean
from hamstride.engine.measures import declared, in_place, is_raised
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side


class Foot:
    """The foot on the step or chair, where the declaration has one there: whether it is up, and whose it is.

    Leaning, one leg covers the other and the model exchanges them or draws both alike; so this goes by a second's mean.
    """

    def __init__(self, exercise: Exercise) -> None:
        rest = declared(exercise, "rest")
        self._wanted_deg = rest.hip_deg - rest.other_hip_deg
        self.asked = is_raised(exercise)
        self._apart, self._lead = Mean(limits.RAISED_MEMORY_S), Mean(limits.RAISED_MEMORY_S)

    def update(self, body: Body) -> None:
        """Take a believed body."""
        if self.asked:
            self._lead.update(body.t_s, body.hip_lead_deg)
            self._apart.update(body.t_s, abs(body.hip_lead_deg))

    @property
    def is_up(self) -> bool:
        """Whether the foot is up, or need not be."""
        return not self.asked or (self._apart.value or 0.0) >= limits.RAISED_SHARE * self._wanted_deg

    @property
    def is_down(self) -> bool:
        """Whether it is surely down though it should be up: less is asked of the legs of somebody who leans."""
        return self.asked and (self._apart.value or 0.0) < limits.LOWERED_SHARE * self._wanted_deg

    @property
    def side(self) -> Side | None:
        """Whose foot is up."""
        lead_deg = self._lead.value or 0.0
        return None if not self.asked or lead_deg == 0.0 else Side.LEFT if lead_deg > 0.0 else Side.RIGHT


class Lead:
    """For how long which foot alone was seen where the one that is up belongs; what is long ago counts for little where it has
    a memory."""

    def __init__(self, memory_s: float = math.inf) -> None:
        self._seconds = {Side.LEFT: 0.0, Side.RIGHT: 0.0}
        self._memory_s = memory_s
        self._seen_s: float | None = None

    def update(self, body: Body, rest: Body) -> None:
        """Take a believed body."""
        up = [side for side in self._seconds if in_place(body.leg(side), rest, raised=True)]
        passed_s = 0.0 if self._seen_s is None else body.t_s - self._seen_s
        self._seen_s = body.t_s
        fades = math.exp(-passed_s / self._memory_s)
        self._seconds = {side: seconds * fades for side, seconds in self._seconds.items()}
        if len(up) == 1 and passed_s <= limits.LOST_AFTER_S:
            self._seconds[up[0]] += passed_s

    @property
    def side(self) -> Side | None:
        """Whose foot it was, where one leads for long enough."""
        left_s, right_s = self._seconds[Side.LEFT], self._seconds[Side.RIGHT]
        if abs(left_s - right_s) <= limits.FOOT_LEAD_S:
            return None
        return Side.LEFT if left_s > right_s else Side.RIGHT

    @property
    def is_plain(self) -> bool:
        """Whether the model never named the other one, or hardly ever."""
        all_s = sum(self._seconds.values())
        return all_s >= limits.FOOT_PLAIN_S and max(self._seconds.values()) >= limits.FOOT_PLAIN_SHARE * all_s
