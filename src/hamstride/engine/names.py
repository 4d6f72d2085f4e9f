"""Which leg is which: seen from the side one leg covers the other, and in mid-movement the model exchanges their names.

One leg bends while the other is still, so within a movement the bent leg is the one that began it, whatever it is called.
With both legs straight again the model's names hold again.
"""

from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body
from hamstride.exercises.values import Side


class Names:
    """Gives each leg, for the length of a movement, the name under which it began."""

    def __init__(self) -> None:
        self._began: Side | None = None
        self._exchanged = False
        self._lead_deg = 0.0

    def update(self, body: Body, rest: Body) -> Body:
        """The body with its legs under the names of the beginning."""
        left_deg = body.left.knee_deg - rest.left.knee_deg
        right_deg = body.right.knee_deg - rest.right.knee_deg
        most_deg, lead_deg = max(left_deg, right_deg), left_deg - right_deg
        self._lead_deg = self._lead_deg + lead_deg if most_deg >= limits.BENDS_DEG else 0.0
        if most_deg < limits.BEGUN_DEG:
            self._began, self._exchanged = None, False
        elif self._began is None:
            self._began = _first(self._lead_deg)
        elif abs(lead_deg) >= limits.APART_DEG:
            self._exchanged = _first(lead_deg) is not self._began
        return replace(body, left=body.right, right=body.left) if self._exchanged else body


def _first(lead_deg: float) -> Side:
    return Side.LEFT if lead_deg > 0 else Side.RIGHT
