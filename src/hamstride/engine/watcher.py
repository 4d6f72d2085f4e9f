"""The watcher: frames in, events out. No clock, no input or output, constant memory."""

import math
from collections import deque
from dataclasses import dataclass

from hamstride.engine import limits
from hamstride.engine.advice import Adviser, tilt_deg
from hamstride.engine.angles import Body, measure
from hamstride.engine.events import Advice, Event, HandsRaised, TrackingLost, ViewAdvice
from hamstride.engine.filters import Held
from hamstride.engine.gesture import Hands
from hamstride.engine.holds import Stretches
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.level import Level
from hamstride.engine.position import Start
from hamstride.engine.reach import Reach
from hamstride.engine.reps import Reps
from hamstride.engine.view import Facing, View
from hamstride.exercises.spec import Exercise, Kind, Laterality, Position
from hamstride.exercises.values import Hold, Repetition, Side

_BACKWARDS_S = 0.5  # cameras stutter by a frame; a clock that goes back further is a mistake of the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What a whole film or set came to. `seconds` is its length, `seen` the share of frames in which the legs were seen;
    `unread_s` is for whoever read the film to say: for how long there were no frames, because it was spoilt there."""

    exercise: str
    variant: str | None
    side: Side | None
    reps: tuple[Repetition, ...]
    holds: tuple[Hold, ...]
    frames: int
    seen: float
    seconds: float
    side_on: bool
    advice: tuple[Advice, ...]
    unread_s: float = 0.0

    @property
    def done(self) -> tuple[Repetition | Hold, ...]:
        """The repetitions (partial ones included) or the holds, in order."""
        return (*self.reps, *self.holds)


class Watcher:
    """Watches one set of one exercise.

    `side` is the leg that was asked for and is the side recorded; `None` finds it out. Give it frames in the order of
    time (`receive`), take events (`events`), and at the end `close`. `body` is what was measured in the last frame that was
    taken, as the picture stood before the camera was turned; `None` where nobody was found, or while it turns. Odd landmarks
    are frames not seen; a frame that is no later than the last is dropped; a clock that goes back, a frame that is malformed
    or use after `close` raises.
    """

    def __init__(self, exercise: Exercise, variant: str | None = None, side: Side | None = None) -> None:
        if variant is not None and variant not in exercise.variants:
            known = ", ".join(exercise.variants) or "no variants"
            raise ValueError(f"variant {variant!r} of {exercise.id}: it has {known}")
        self._exercise, self._variant = exercise, variant or exercise.first_variant
        self._both = exercise.laterality is Laterality.BOTH_LEGS
        self._asked = Side.BOTH if self._both else None if side is Side.BOTH else side
        self._is_test = exercise.kind is Kind.TEST
        reaches = self._is_test and self._both and exercise.position is Position.STANDING
        self._reach = Reach() if reaches else None
        turned_max_deg = limits.TEST_SIDE_ON_MAX_DEG if self._is_test else limits.SIDE_ON_MAX_DEG
        self._facing, self._start = Facing(exercise.position), Start(exercise)
        self._level, self._adviser = Level(), Adviser(turned_max_deg=turned_max_deg)
        self._hands = Hands() if exercise.position is Position.STANDING else None
        self._tilt_of: Body | None = None
        self._tilted = False
        self._view = View(turned_max_deg=turned_max_deg, shins=not exercise.is_hold)
        self._events: deque[Event] = deque()
        self._first_s: float | None = None
        self._last_s, self._taken_s, self._body_s = 0.0, -math.inf, math.inf
        self._frames = self._taken = self._seen = self._side_on = 0
        self._closed = False
        self._round = Held()
        self.body: Body | None = None
        self._movement: Reps | Stretches = (Stretches if exercise.is_hold else Reps)(
            exercise, self._variant, self._asked
        )

    @property
    def share(self) -> float | None:
        """Where the moving leg (or the trunk) is now: 0 at rest, 1 at the declared top; `None` before there is a rest pose."""
        return self._movement.share if self._start.rest is not None and self._view.seen else None

    @property
    def near(self) -> Side:
        """The leg nearer to the camera, as it is taken to be now."""
        return self._facing.near

    def receive(self, frame: Frame) -> None:
        """Take the next frame."""
        if self._closed:
            raise RuntimeError("receive after close: make a new Watcher for a new set")
        if not self._in_order(frame):
            return
        self._frames += 1
        if frame.t_s - self._taken_s < limits.FRAME_LEAST_S:
            return
        self._taken, self._taken_s = self._taken + 1, frame.t_s
        body = self.body = self._look(frame)
        told = self._view.update(frame, body, self._facing)
        self._events += told
        self._events += self._advise(frame, body)
        if any(isinstance(event, TrackingLost) for event in told):
            self._tell(self._movement.lost(frame.t_s))
        if not self._view.seen or body is None:
            return
        self._seen += 1
        self._side_on += self._view.side_on
        if self._is_test and not self._view.side_on:
            return  # a test is about degrees, and they are only right from the side
        self._take(frame, body)

    def _take(self, frame: Frame, body: Body) -> None:
        """A body whose legs are seen."""
        stands = self._exercise.position is Position.STANDING
        if frame.t_s - self._body_s > limits.REST_FORGOTTEN_AFTER_S:
            self._come_back(frame, standing=stands)
        self._body_s = frame.t_s
        if not stands and not self._is_right_way_round(body):
            return
        if self._start.rest is None and not stands:
            self._level.lie_again(frame)
        self._events += self._start.update(body, self._facing.near)
        self._see_tilt()
        rest = self._start.rest
        if rest is not None:
            if self._reach is not None:
                self._reach.receive(self._level.upright(frame), standing=self._movement.at_rest)
            self._follow(body, rest)
            lies = not stands and self._movement.at_rest
            if lies and abs(body.trunk_deg - rest.trunk_deg) < limits.LIES_STILL_DEG:
                self._level.believe(frame)

    def _come_back(self, frame: Frame, *, standing: bool) -> None:
        """Somebody is there again after so long that they may be anywhere and in any pose."""
        self._level.come_back(frame, standing=standing)
        if not self._exercise.is_hold:
            self._begin_anew(frame.t_s)

    def _begin_anew(self, t_s: float) -> None:
        self._start.forget()
        self._tell(self._movement.forget(t_s))

    def _is_right_way_round(self, body: Body) -> bool:
        """Whether who lies there has the head where it was at rest. The model takes head for feet now and then; who stays so
        has turned round, or lay the wrong way round in its eyes before, as is plain at once where this body is seen far better.
        """
        rest = self._start.rest
        lies = abs(body.trunk_deg) > limits.LIES_DEG  # who sits up or stands has left the position instead
        is_round = rest is not None and lies and body.front != rest.front
        round_s = self._round.update(body.t_s, is_round)
        if rest is None or not is_round:
            return True
        near = self._facing.near
        better = body.leg(near).seen > rest.leg(near).seen + limits.SEEN_BETTER
        waits_s = limits.JUMP_SETTLES_S if self._movement.at_rest else limits.REST_FORGOTTEN_AFTER_S
        if not better and round_s < waits_s:
            return False
        self._begin_anew(body.t_s)
        return True

    def _tell(self, events: list[Event]) -> None:
        """What the movement tells, with how far a repetition reached where that is asked."""
        self._events += events if self._reach is None else map(self._reach.told, events)

    def _advise(self, frame: Frame, body: Body | None) -> list[ViewAdvice]:
        view = self._view
        return self._adviser.update(
            frame,
            body,
            turn_deg=self._facing.turn_deg,
            setting_up=view.setting_up,
            others=view.others,
            tilted=self._tilted,
            hidden=self._movement.is_hidden,
        )

    def _see_tilt(self) -> None:
        """The camera leans where it was turned, or where the line of a resting body does."""
        rest, square = self._start.rest, self._facing.turn_deg < limits.SQUARE_DEG
        if rest is not None and rest is not self._tilt_of and square:
            self._tilt_of = rest
            tilt = tilt_deg(rest, self._facing.near, self._exercise.position)
            self._tilted = tilt is not None and abs(tilt) > limits.TILTED_DEG
        self._tilted |= abs(self._level.roll_deg) > limits.TILTED_DEG

    def _follow(self, body: Body, rest: Body) -> None:
        near = self._facing.near
        self._tell(self._movement.update(body, rest, near, foot=self._start.foot))
        if self._movement.at_rest:
            self._start.refresh(body, near)

    def events(self) -> list[Event]:
        """Everything that happened since the last call, in order."""
        events = list(self._events)
        self._events.clear()
        return events

    def close(self) -> WatchReport:
        """No more frames will come: finish what is open and sum up. Further events may be drained afterwards."""
        if not self._closed:
            self._closed = True
            self._tell(self._movement.finish(self._last_s))
        reps = self._movement.reps()
        return WatchReport(
            exercise=self._exercise.id,
            variant=self._variant,
            side=self._movement.side,
            reps=tuple(map(self._reach.of, reps)) if self._reach else reps,
            holds=self._movement.holds(),
            frames=self._frames,
            seen=self._seen / self._taken if self._taken else 0.0,
            seconds=self._last_s - self._first_s if self._first_s is not None else 0.0,
            side_on=self._seen > 0 and self._side_on >= 0.5 * self._seen,
            advice=tuple(self._adviser.given),
        )

    def _in_order(self, frame: Frame) -> bool:
        if not math.isfinite(frame.t_s):
            raise ValueError(f"frame at t_s = {frame.t_s}: give a finite time in seconds")
        if frame.points is not None and len(frame.points) != 33:
            raise ValueError(
                f"frame with {len(frame.points)} points: give 33, or None where nobody was found"
            )
        if self._first_s is None:
            self._first_s = self._last_s = frame.t_s
            return True
        if frame.t_s < self._last_s - _BACKWARDS_S:
            raise ValueError(
                f"frame at {frame.t_s:.3f} s after one at {self._last_s:.3f} s: give frames in the order of time"
            )
        if frame.t_s <= self._last_s:
            return False
        self._last_s = frame.t_s
        return True

    def _look(self, frame: Frame) -> Body | None:
        if frame.points is None or not _finite(frame.points):
            return None
        level = self._level
        upright = level.upright(frame)
        if level.update(upright):
            upright = level.upright(frame)
            self._movement.camera_fell(frame.t_s)
        if level.turning or upright.points is None:
            return None
        if self._hands is not None and self._hands.update(upright):
            self._events.append(HandsRaised(t_s=frame.t_s))
        front = self._facing.update(upright, upright.points)
        return measure(upright, front, self._facing.turn_deg)


_NEEDED = (0, 7, 8, 11, 12, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)


def _finite(points: tuple[Point, ...]) -> bool:
    total = 0.0
    for i in _NEEDED:
        x, y, z, seen = points[i]
        total += x + y + z + seen
    return math.isfinite(total)
