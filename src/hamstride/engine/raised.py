"""A test on the back raises one leg over the other, and there the pose model errs for up to a second at a time: it gives the
raised leg the other one's name, or draws both half way between. Seen in drawn films, at a visibility of 0.95.

One leg is up and the other flat, whatever they are called: so the raised one is the leg that is measured, and a frame in which
the flat leg is not flat, or the raised one is off the declared way, tells nothing.
"""

from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.measures import declared, travel_deg
from hamstride.exercises.spec import Exercise, Measure
from hamstride.exercises.values import Side


class Raised:
    """Gives the raised leg the name of the working one; frames that cannot be are left out."""

    def __init__(self, exercise: Exercise) -> None:
        self._signal = exercise.movement.signal
        rest, top = declared(exercise, "rest"), declared(exercise, "top")
        self._hip_way_deg, self._range_deg = top.hip_deg - rest.hip_deg, travel_deg(exercise)

    def update(self, body: Body, rest: Body, working: Side) -> Body | None:
        """The body with its legs under their names, or `None` where it cannot be."""
        flat_deg = rest.leg(working.other).hip_deg
        if (
            body.leg(working.other).hip_deg - flat_deg
            > limits.RAISED_APART_DEG
            > body.leg(working).hip_deg - flat_deg
        ):
            body = replace(body, left=body.right, right=body.left)
        raised, other = body.leg(working), body.leg(working.other)
        return (
            body
            if self._is_flat(other, rest.leg(working.other)) and self._is_on_way(raised, rest.leg(working))
            else None
        )

    def _is_flat(self, leg: Leg, rest: Leg) -> bool:
        hip_off, knee_off = abs(leg.hip_deg - rest.hip_deg), abs(leg.knee_deg - rest.knee_deg)
        return hip_off <= limits.FLAT_LEG_DEG and knee_off <= limits.FLAT_LEG_DEG

    def _is_on_way(self, leg: Leg, rest: Leg) -> bool:
        """What is not measured itself stays as at rest: the thigh where the knee moves, the knee where the thigh does."""
        if self._signal is Measure.HIP_FLEXION:
            return -limits.OVERSTRETCH_DEG <= leg.knee_deg - rest.knee_deg <= limits.RAISED_KNEE_DEG
        gone = (rest.knee_deg - leg.knee_deg) / self._range_deg
        return abs(leg.hip_deg - rest.hip_deg - self._hip_way_deg * gone) <= limits.RAISED_THIGH_DEG
