"""Which leg is which: seen from the side one leg covers the other, and in mid-movement the model exchanges their names.

One leg bends while the other is still, so within a movement the bent leg is the one that began it, whatever it is called.
With both legs straight again the model's names hold again.
"""

from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.limbs import both_short
from hamstride.exercises.values import Side


class Names:
    """Gives each leg, for the length of a movement, the name under which it began."""

    def __init__(self) -> None:
        self.began: Side | None = None
        self._exchanged = False
        self._settled = False
        self._bent_deg = self._for_near = 0.0
        self._votes = 0

    def update(
        self, body: Body, rest: Body, near: Side, *, likely: Side | None, shown: bool, busy: bool
    ) -> Body:
        """The body with its legs under the names of the beginning.

        `likely` is the leg that works in this set as far as is known, by repetitions where it was `shown`: it decides where the
        first degrees do not. While `busy` (a leg is on its way) the names stay as they are, even where the model sees no bent
        leg for a moment.
        """
        left_deg = body.left.knee_deg - rest.left.knee_deg
        right_deg = body.right.knee_deg - rest.right.knee_deg
        most_deg, lead_deg = max(left_deg, right_deg), left_deg - right_deg
        if not busy and most_deg < limits.BEGUN_DEG:
            self.began, self._exchanged, self._settled = None, False, False
        if not self._settled:
            off_deg = (left_deg, right_deg) if near is Side.LEFT else (right_deg, left_deg)
            lead = limits.LIKELY_LEAD if shown else limits.ASKED_LEAD
            known = 0.0 if likely is None else lead if likely is near else -lead
            self._begin(*off_deg, near, known)
        if self.began is None:
            return body
        if abs(lead_deg) >= limits.APART_DEG:
            self._exchanged = _first(lead_deg) is not self.began
        named = _exchanged(body, rest) if self._exchanged else body
        return self._whole(named, rest, most_deg, min(left_deg, right_deg))

    def _whole(self, body: Body, rest: Body, most_deg: float, least_deg: float) -> Body:
        """Half-way between the legs the model shares the bend out among them: both bent, and both shins too short. Then the leg
        that works is where it was, as far as the sum of both goes. A still leg may be drawn along, short by itself, all the
        while: that takes nothing from the one that works."""
        bent_deg = most_deg
        if least_deg >= limits.BEGUN_DEG and both_short(body, rest):
            bent_deg = min(max(self._bent_deg, most_deg), most_deg + least_deg)
        self._bent_deg = bent_deg
        if bent_deg == most_deg or self.began is None:
            return body
        knee_deg = rest.leg(self.began).knee_deg + bent_deg
        if self.began is Side.LEFT:
            return replace(body, left=replace(body.left, knee_deg=knee_deg))
        return replace(body, right=replace(body.right, knee_deg=knee_deg))

    def _begin(self, near_deg: float, far_deg: float, near: Side, known: float) -> None:
        """Every frame of the way up to the middle has one vote: in a single one the bend may jump to the other leg's name.

        Nothing covers the near leg: while it stands still it is seen to. So a part of the votes is enough for it, and a frame
        says little for the far one in which the near one is not quite still. What is `known` speaks for the near leg, or
        against it.
        """
        most_deg = max(near_deg, far_deg)
        if most_deg < limits.BENDS_DEG:
            if self.began is None:
                self._for_near, self._votes = 0.0, 0
            return
        lead = max(-1.0, min(1.0, (near_deg - far_deg) / most_deg))
        if lead < 0.0:
            lead = -1.0 if abs(near_deg) < limits.QUIET_DEG else limits.UNQUIET_SHARE * lead
        self._for_near += lead
        self._votes += 1
        if most_deg < limits.BEGUN_DEG:
            return
        self.began = near if self._for_near / self._votes + limits.NEAR_LEAD + known > 0.0 else near.other
        self._settled = most_deg >= limits.SETTLED_DEG


def _first(lead: float) -> Side:
    return Side.LEFT if lead > 0 else Side.RIGHT


def _exchanged(body: Body, rest: Body) -> Body:
    """The legs under each other's names, as long as the leg of that name is."""
    return replace(
        body,
        left=_as_long(body.right, rest.left, rest.right),
        right=_as_long(body.left, rest.right, rest.left),
        exchanged=True,
    )


def _as_long(leg: Leg, as_leg: Leg, of_leg: Leg) -> Leg:
    return replace(
        leg,
        thigh_px=leg.thigh_px * as_leg.thigh_px / max(of_leg.thigh_px, 1e-6),
        shank_px=leg.shank_px * as_leg.shank_px / max(of_leg.shank_px, 1e-6),
    )
