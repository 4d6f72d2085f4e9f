"""The start position: is the runner in it, since when, and what is their own rest pose there?"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, wrap
from hamstride.engine.events import Event, InPosition, PositionLeft
from hamstride.engine.feet import Foot
from hamstride.engine.filters import Held, is_still
from hamstride.engine.measures import declared, read, typical
from hamstride.exercises.spec import Exercise, Measure, Position
from hamstride.exercises.values import Side

_MOST = 120  # bodies of the still window: a second at 120 frames a second


class Start:
    """Watches for the declared start position. `rest` is the runner's own rest pose, or `None` before it is known.

    Half a second of stillness arms the counting; a whole one is reported. The rest pose is taken afresh after every loss.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._rest, self._top = declared(exercise, "rest"), declared(exercise, "top")
        self._window: deque[Body] = deque(maxlen=_MOST)
        self._away = Held()
        self._told = False
        self._before: Body | None = None
        self._again = Held()
        self._refreshed_s = float("-inf")
        self.foot = Foot(exercise)
        self.rest: Body | None = None

    def forget(self) -> None:
        """The rest pose is no longer to be trusted (a long loss, another camera place)."""
        self._window.clear()
        self.rest, self._before, self._told = None, None, False

    def update(self, body: Body, near: Side) -> list[Event]:
        """Take a believed body; returns what there is to say."""
        self.foot.update(body)
        if self._left(body, near):
            before = self.rest
            self.forget()
            self._before = before
            return [PositionLeft(t_s=body.t_s)]
        if not self._fits(body, near):
            self._window.clear()
            return []
        return self._settle(body, near)

    def _settle(self, body: Body, near: Side) -> list[Event]:
        self._resume(body, near)
        window = self._window
        lies = self._exercise.position is not Position.STANDING
        if lies and window and window[-1].front != body.front:
            window.clear()
        window.append(body)
        while window[0].t_s < body.t_s - limits.STILL_S:
            window.popleft()
        span_s = body.t_s - window[0].t_s
        if span_s < limits.ARMED_S or not self._still(window, near):
            return []
        if self.rest is None:
            self.rest = typical(list(window))
        if self._told or span_s < limits.STILL_WINDOW_SHARE * limits.STILL_S:
            return []
        self.rest, self._told = typical(list(window)), True
        return [InPosition(t_s=body.t_s)]

    def _resume(self, body: Body, near: Side) -> None:
        """After bending down or the like: the old rest pose is good again as soon as the body is back in it."""
        if self.rest is None and self._before is not None:
            back_s = self._again.update(body.t_s, _alike(body, self._before, near))
            if back_s >= limits.BACK_AFTER_S:
                self.rest = self._before

    def refresh(self, body: Body, near: Side) -> None:
        """Between repetitions: take over a new rest pose where the legs have come to rest a little elsewhere."""
        if self.rest is None or body.t_s - self._refreshed_s < limits.REFRESH_S:
            return
        recent = [each for each in self._window if each.t_s >= body.t_s - limits.REFRESH_WINDOW_S]
        known_s, drift_deg = recent[-1].t_s - recent[0].t_s if recent else 0.0, limits.REFRESH_DRIFT_DEG
        enough_s = limits.REFRESH_WINDOW_SHARE * limits.REFRESH_WINDOW_S
        if known_s < enough_s or not self._still(recent, near, drift_deg):
            return
        fresh, self._refreshed_s = typical(recent), body.t_s
        if not self._still(recent, near.other, drift_deg):
            left_is_near = near is Side.LEFT
            fresh = (
                replace(fresh, right=self.rest.right) if left_is_near else replace(fresh, left=self.rest.left)
            )
        self.rest = fresh

    def _still(self, bodies: Sequence[Body], side: Side, drift_deg: float = limits.STILL_DRIFT_DEG) -> bool:
        signal = self._exercise.movement.signal
        signals = [read(signal, body, side) for body in bodies]
        trunks = [body.trunk_deg for body in bodies]
        return all(is_still(each, drift_deg, limits.STILL_SPREAD_DEG) for each in (signals, trunks))

    def _fits(self, body: Body, near: Side) -> bool:
        """In the declared start pose, give or take the model's bias and the person's build."""
        exercise, rest, leg = self._exercise, self._rest, body.leg(near)
        signal = exercise.movement.signal
        if abs(wrap(body.trunk_deg - rest.trunk_deg)) > limits.TRUNK_TOLERANCE_DEG:
            return False
        tells = signal is not Measure.TRUNK_LEAN and leg.seen >= limits.VISIBLE
        if tells and abs(leg.knee_deg - rest.knee_deg) > limits.SIGNAL_TOLERANCE_DEG:
            return False
        if (
            exercise.position is not Position.STANDING
            and leg.hip_deg - rest.hip_deg > limits.HIP_TOLERANCE_DEG
        ):
            return False
        return self._stands(body, near) and self.foot.is_up

    def _stands(self, body: Body, near: Side) -> bool:
        if self._exercise.position is not Position.STANDING:
            return True
        thighs = (
            (body.left.thigh_deg, body.right.thigh_deg) if self.foot.asked else (body.leg(near).thigh_deg,)
        )
        return min(abs(thigh) for thigh in thighs) < limits.SIGNAL_TOLERANCE_DEG

    def _left(self, body: Body, near: Side) -> bool:
        if self.rest is None:
            return False
        lowest, highest = sorted((self._rest.trunk_deg, self._top.trunk_deg))
        spare = limits.TRUNK_TOLERANCE_DEG + limits.LEFT_TRUNK_DEG
        trunk_deg = wrap(body.trunk_deg - lowest) + lowest
        hip_change = body.leg(near).hip_deg - self.rest.leg(near).hip_deg
        hip_allowed = (
            max(self._top.hip_deg, self._top.other_hip_deg)
            - min(self._rest.hip_deg, self._rest.other_hip_deg)
            + limits.LEFT_HIP_DEG
        )
        gone = not lowest - spare <= trunk_deg <= highest + spare or hip_change > hip_allowed
        return self._away.update(body.t_s, gone) >= limits.LEFT_AFTER_S


def _alike(body: Body, rest: Body, near: Side) -> bool:
    now, before = body.leg(near), rest.leg(near)
    pairs = ((body.trunk_deg, rest.trunk_deg), (now.hip_deg, before.hip_deg), (now.knee_deg, before.knee_deg))
    return all(abs(a - b) <= limits.SAME_REST_DEG for a, b in pairs)
