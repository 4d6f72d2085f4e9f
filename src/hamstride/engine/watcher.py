"""The watcher: frames in, events out. No clock, no input or output, constant memory."""

import math
from collections import deque
from dataclasses import dataclass, replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, measure
from hamstride.engine.cues import Cues
from hamstride.engine.events import (
    Advice,
    Event,
    HoldEnded,
    HoldPaused,
    HoldTick,
    PartialRep,
    PhaseEntered,
    RepCompleted,
    RepCounted,
    TrackingLost,
)
from hamstride.engine.holds import Stretch, StretchClock, leaned
from hamstride.engine.landmarks import Frame
from hamstride.engine.measures import travel_deg
from hamstride.engine.position import Start
from hamstride.engine.reps import Clock, LegReps, Verdict
from hamstride.engine.view import Facing, View
from hamstride.exercises.spec import Exercise, Laterality, Measure, Phase
from hamstride.exercises.values import Hold, Repetition, Side

_BACKWARDS_S = 0.5  # cameras stutter by a frame; a clock that goes back further is a mistake of the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What a whole film or set came to. `seconds` is its length, `seen` the share of frames in which the legs were seen."""

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


class Watcher:
    """Watches one set of one exercise.

    `side` is the leg that was asked for and is the side recorded; `None` finds it out. Give it frames in the order of
    time (`receive`), take events (`events`), and at the end `close`. Odd landmarks are frames not seen; a frame that is no
    later than the last is dropped; a clock that goes back, a frame that is malformed or use after `close` raises.
    """

    def __init__(self, exercise: Exercise, variant: str | None = None, side: Side | None = None) -> None:
        if variant is not None and variant not in exercise.variants:
            known = ", ".join(exercise.variants) or "no variants"
            raise ValueError(f"variant {variant!r} of {exercise.id}: it has {known}")
        self._exercise, self._variant = exercise, variant or exercise.first_variant
        self._both = exercise.laterality is Laterality.BOTH_LEGS
        self._asked = Side.BOTH if self._both else None if side is Side.BOTH else side
        self._facing, self._view, self._start = Facing(exercise.position), View(), Start(exercise)
        self._cues = Cues(exercise, self._variant)
        self._events: deque[Event] = deque()
        self._first_s: float | None = None
        self._last_s = self._body_s = 0.0
        self._frames = self._seen = self._side_on = 0
        self._closed = False
        self._reps: list[Repetition] = []
        self._holds: list[Hold] = []
        self._range_deg = travel_deg(exercise)
        self._movement: Reps | Stretches = (Stretches if exercise.is_hold else Reps)(exercise, self._cues, self._asked)

    @property
    def share(self) -> float | None:
        """Where the moving leg (or the trunk) is now: 0 at rest, 1 at the declared top; `None` before there is a rest pose."""
        return self._movement.share if self._start.rest is not None and self._view.seen else None

    def receive(self, frame: Frame) -> None:
        """Take the next frame."""
        if self._closed:
            raise RuntimeError("receive after close: make a new Watcher for a new set")
        if not self._in_order(frame):
            return
        self._frames += 1
        body = self._look(frame)
        self._events += self._view.update(frame, body, self._facing)
        if not self._view.seen or body is None:
            self._unseen(frame.t_s)
            return
        self._seen += 1
        self._side_on += self._view.side_on
        if self._body_s and frame.t_s - self._body_s > limits.REST_FORGOTTEN_AFTER_S and not self._exercise.is_hold:
            self._start.forget()
            self._movement.forget()
        self._body_s = frame.t_s
        self._events += self._start.update(body, self._facing.near)
        if self._start.rest is not None:
            self._events += self._movement.update(body, self._start, self._facing.near)

    def events(self) -> list[Event]:
        """Everything that happened since the last call, in order."""
        events = list(self._events)
        self._events.clear()
        return events

    def close(self) -> WatchReport:
        """No more frames will come: finish what is open and sum up. Further events may be drained afterwards."""
        if not self._closed:
            self._closed = True
            self._events += self._movement.finish(self._last_s)
        return WatchReport(
            exercise=self._exercise.id,
            variant=self._variant,
            side=self._movement.side,
            reps=self._movement.reps(),
            holds=self._movement.holds(),
            frames=self._frames,
            seen=self._seen / self._frames if self._frames else 0.0,
            seconds=self._last_s - self._first_s if self._first_s is not None else 0.0,
            side_on=self._seen > 0 and self._side_on >= 0.5 * self._seen,
            advice=tuple(self._view.advice),
        )

    def _in_order(self, frame: Frame) -> bool:
        if not math.isfinite(frame.t_s):
            raise ValueError(f"frame at t_s = {frame.t_s}: give a finite time in seconds")
        if frame.points is not None and len(frame.points) != 33:
            raise ValueError(f"frame with {len(frame.points)} points: give 33, or None where nobody was found")
        if self._first_s is None:
            self._first_s = self._last_s = frame.t_s
            return True
        if frame.t_s < self._last_s - _BACKWARDS_S:
            raise ValueError(f"frame at {frame.t_s:.3f} s after one at {self._last_s:.3f} s: give frames in the order of time")
        if frame.t_s <= self._last_s:
            return False
        self._last_s = frame.t_s
        return True

    def _look(self, frame: Frame) -> Body | None:
        if frame.points is None or not _finite(frame):
            return None
        return measure(frame, self._facing.update(frame, frame.points))

    def _unseen(self, t_s: float) -> None:
        if any(isinstance(event, TrackingLost) for event in self._events):
            self._events += self._movement.lost(t_s)


_NEEDED = (0, 7, 8, 11, 12, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)


def _finite(frame: Frame) -> bool:
    points = frame.points
    assert points is not None
    return math.isfinite(sum(points[i][0] + points[i][1] + points[i][2] for i in _NEEDED))


class Reps:
    """The repetitions of a set: each leg followed on its own, and the one that works told from the other."""

    def __init__(self, exercise: Exercise, cues: Cues, asked: Side | None) -> None:
        self._exercise, self._cues, self._asked = exercise, cues, asked
        self._range_deg = travel_deg(exercise)
        self._legs = {side: LegReps(exercise, side) for side in (Side.LEFT, Side.RIGHT)}
        self._both = exercise.laterality is Laterality.BOTH_LEGS
        self._done: list[Repetition] = []
        self._waiting: Repetition | None = None
        self._working: LegReps | None = None
        self._phase = Phase.REST
        self._held_from_s: float | None = None
        self._ticks = 0

    @property
    def share(self) -> float:
        """Travel of the leg that moves."""
        return max(leg.share for leg in self._legs.values())

    def forget(self) -> None:
        """A movement under way is given up; what was counted stays."""
        for leg in self._legs.values():
            leg.forget()
        self._working, self._phase = None, Phase.REST

    def lost(self, t_s: float) -> list[Event]:
        """The legs cannot be seen any more."""
        return []

    def update(self, body: Body, start: Start, near: Side) -> list[Event]:
        """Take a believed body."""
        rest = start.rest
        assert rest is not None
        events: list[Event] = []
        for side, leg in self._legs.items():
            if self._both and side is not near:
                continue
            before = leg.phase
            verdict = leg.update(body, rest)
            events += self._judge_cues(leg, before, body, rest, near)
            if verdict is not None:
                events += self._settle(leg, verdict, body, near)
        events += self._complete(body.t_s)
        if all(leg.phase is Phase.REST and abs(leg.share) < 0.15 for leg in self._legs.values()):
            start.refresh(body, near)
        return events

    def _judge_cues(self, leg: LegReps, before: Phase, body: Body, rest: Body, near: Side) -> list[Event]:
        events: list[Event] = []
        if leg.phase is Phase.REST:
            return events
        if before is Phase.REST:
            events += self._complete(body.t_s, hurried=True)
            if self._working is None or self._working.phase is Phase.REST or leg.share > self._working.share:
                self._working = leg
                self._cues.begin()
        if leg is not self._working:
            return events
        if leg.phase is not self._phase:
            self._phase = leg.phase
            events.append(PhaseEntered(t_s=body.t_s, phase=leg.phase, side=self._named(leg)))
            if leg.phase is Phase.HOLD:
                self._held_from_s, self._ticks = body.t_s - 0.2, 0
        if leg.phase is Phase.HOLD and self._held_from_s is not None and body.t_s - self._held_from_s >= self._ticks + 1:
            self._ticks += 1
            events.append(HoldTick(t_s=body.t_s, seconds=self._ticks))
        return events + self._cues.update(body, rest, leg.phase, leg.side, near)

    def _named(self, leg: LegReps) -> Side:
        return self._asked or leg.side

    def _settle(self, leg: LegReps, verdict: Verdict, body: Body, near: Side) -> list[Event]:
        """The leg is back: count it, note a partial, or let a fidget go."""
        if leg is not self._working:
            return []
        self._phase = Phase.REST
        events: list[Event] = [PhaseEntered(t_s=body.t_s, phase=Phase.REST, side=self._named(leg))]
        if verdict is Verdict.FIDGET:
            self._working = None
            return events
        counted = verdict is Verdict.COUNTED
        clock = leg.clock(whole=False)
        rep = self._repetition(leg, clock, counted)
        if counted:
            assert rep.number is not None
            events.append(RepCounted(t_s=body.t_s, number=rep.number, side=rep.side, cues=rep.cues))
        self._waiting = rep
        return events

    def _repetition(self, leg: LegReps, clock: Clock, counted: bool) -> Repetition:
        numbers = {
            Measure.HOLD_SECONDS: clock.hold_s,
            Measure.LOWER_SECONDS: clock.lower_s,
            Measure.TRAVEL: leg.last.peak,
        }
        if not counted:
            numbers = {Measure.TRAVEL: leg.last.peak}
        number = 1 + sum(rep.counted for rep in self._done) if counted else None
        return Repetition(
            number=number,
            side=self._named(leg),
            start_s=clock.start_s,
            top_s=clock.top_s,
            end_s=clock.end_s,
            hold_s=clock.hold_s,
            range_deg=leg.last.peak * self._range_deg,
            counted=counted,
            cues=self._cues.broken(numbers),
            unseen=self._cues.unseen(),
        )

    def _complete(self, t_s: float, hurried: bool = False) -> list[Event]:
        """A repetition whose limb has come to rest: all its numbers are known now."""
        if self._waiting is None or self._working is None or not self._working.completed(t_s, hurried):
            return []
        leg, provisional = self._working, self._waiting
        clock = leg.clock()
        leg.close_excursion(clock)
        rep = self._repetition(leg, clock, provisional.counted)
        self._waiting = None
        self._done.append(rep)
        return [RepCompleted(t_s=t_s, rep=rep) if rep.counted else PartialRep(t_s=t_s, rep=rep)]

    def finish(self, t_s: float) -> list[Event]:
        """The film is over."""
        return self._complete(t_s, hurried=True)

    @property
    def side(self) -> Side | None:
        """The side that worked."""
        if self._asked is not None:
            return self._asked
        counts = {side: sum(rep.counted and rep.side is side for rep in self._done) for side in self._legs}
        best = max(counts, key=lambda side: counts[side])
        return best if counts[best] else None

    def reps(self) -> tuple[Repetition, ...]:
        """All repetitions and partial ones."""
        return tuple(self._done)

    def holds(self) -> tuple[Hold, ...]:
        """None: this is no stretch."""
        return ()


class Stretches:
    """The holds of a stretch."""

    def __init__(self, exercise: Exercise, cues: Cues, asked: Side | None) -> None:
        self._exercise, self._cues, self._asked = exercise, cues, asked
        self._clock = StretchClock(exercise)
        self._done: list[Hold] = []
        self._ticks = 0
        self._phase = Phase.REST
        self._raised_side: dict[Side, float] = {Side.LEFT: 0.0, Side.RIGHT: 0.0}

    @property
    def share(self) -> float:
        """Travel into the stretch."""
        return self._clock.share

    def forget(self) -> None:
        """Begin anew; what was held stays."""
        self._clock.forget()

    def lost(self, t_s: float) -> list[Event]:
        """The clock stops until it is clear whether the runner comes back."""
        if self._clock.phase is not Phase.HOLD:
            return []
        return [HoldPaused(t_s=t_s, held_s=self._clock.held_s)]

    def update(self, body: Body, start: Start, near: Side) -> list[Event]:
        """Take a believed body."""
        rest = start.rest
        assert rest is not None
        fits = start.raised(body) and (self._clock.phase is Phase.REST or leaned(self._exercise, body))
        done = self._clock.update(body, rest, self._working(near), fits)
        events = self._ended(body.t_s, done)
        phase = self._clock.phase
        if phase is not self._phase:
            if phase is Phase.HOLD:
                self._cues.begin()
                self._ticks = 0
            self._phase = phase
            events.append(PhaseEntered(t_s=body.t_s, phase=phase, side=self.side))
        if phase is Phase.HOLD:
            self._raised_side[Side.LEFT] += body.left.hip_deg - body.right.hip_deg
            events += self._tick(body.t_s)
            events += self._cues.update(body, rest, phase, self._working(near), near)
        elif phase is Phase.REST and abs(self.share) < 0.1:
            start.refresh(body, near)
        return events

    def _tick(self, t_s: float) -> list[Event]:
        if self._clock.held_s < self._ticks + 1:
            return []
        self._ticks = int(self._clock.held_s)
        return [HoldTick(t_s=t_s, seconds=self._ticks)]

    def _ended(self, t_s: float, done: Stretch | None) -> list[Event]:
        if done is None or done.held_s < limits.SHORTEST_HOLD_S:
            return []
        hold = Hold(
            number=len(self._done) + 1,
            side=self.side,
            start_s=done.start_s,
            end_s=done.end_s,
            held_s=done.held_s,
            cues=self._cues.broken({}),
            unseen=self._cues.unseen(),
        )
        self._done.append(hold)
        return [HoldEnded(t_s=t_s, hold=hold)]

    def _working(self, near: Side) -> Side:
        side = self.side
        return near if side in (None, Side.BOTH) else side

    def finish(self, t_s: float) -> list[Event]:
        """The film is over."""
        if self._clock.phase not in (Phase.HOLD, Phase.LOWER):
            return []
        return self._ended(t_s, self._clock.stop())

    @property
    def side(self) -> Side | None:
        """The leg on the step or chair."""
        if self._asked is not None:
            return self._asked
        lead = self._raised_side[Side.LEFT]
        return None if lead == 0 else Side.LEFT if lead > 0 else Side.RIGHT

    def reps(self) -> tuple[Repetition, ...]:
        """None: this is a stretch."""
        return ()

    def holds(self) -> tuple[Hold, ...]:
        """All holds of two seconds or more."""
        return tuple(self._done)
