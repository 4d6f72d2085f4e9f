"""A stretch: when it was entered, how long it was held, when it was left. The clock runs only while the pose is held."""

import math
from dataclasses import dataclass, replace

from hamstride.engine import limits
from hamstride.engine.angles import Body
from hamstride.engine.cues import Cues
from hamstride.engine.events import Event, HoldEnded, HoldPaused, HoldTick, PhaseEntered
from hamstride.engine.feet import Foot, Lead
from hamstride.engine.filters import Held, Mean, Median3, Recent, median, slope
from hamstride.engine.measures import change, declared, travel_deg
from hamstride.engine.phases import Levels, Sample, falling, rising, smooth
from hamstride.exercises.spec import Exercise, Phase
from hamstride.exercises.values import Hold, Repetition, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The times of a stretch that is over."""

    start_s: float
    end_s: float
    held_s: float


class Same:
    """Whether it is still the same person: the trunk as long as it was before the stretch, step by step nearer or not."""

    def __init__(self) -> None:
        self._before_px, self._now_px = Mean(limits.TRUNK_BEFORE_S), Mean(limits.TRUNK_NOW_S)

    def update(self, body: Body, *, before: bool) -> None:
        """Take a believed body, `before` the stretch or in it."""
        self._now_px.update(body.t_s, body.trunk_px)
        if before:
            self._before_px.update(body.t_s, body.trunk_px)

    @property
    def is_other(self) -> bool:
        """Whether somebody bigger or smaller is there now, or nearer to the camera or further away."""
        before_px, now_px = self._before_px.value or 0.0, self._now_px.value or 0.0
        low, high = limits.SAME_TRUNK
        return not low * before_px <= now_px <= high * before_px


class StretchClock:
    """Follows one stretch. `phase` is REST outside of it, LIFT on the way in, HOLD while held, LOWER on the way out."""

    def __init__(self, exercise: Exercise) -> None:
        self._signal, self._range_deg = exercise.movement.signal, travel_deg(exercise)
        self._rest, self._top = declared(exercise, "rest"), declared(exercise, "top")
        self._partial_at = exercise.movement.partial_at
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._steady, self._track, self._level = Median3(), Recent(limits.FRAMES_KEPT_S), Mean(2.0)
        self.phase, self.share = Phase.REST, 0.0
        self._start_s = self._begun_s = self._last_s = self._high_s = 0.0
        self._since_s = self._seen_s = -math.inf
        self._paused_s, self._fell_s = 0.0, -math.inf
        self._same = Same()
        self._end: Stretch | None = None  # how the hold ended, if nobody comes back to it

    @property
    def held_s(self) -> float:
        """Seconds on the clock of the current hold."""
        return max(0.0, self._last_s - self._begun_s - self._paused_s)

    @property
    def runs(self) -> bool:
        """Whether a hold is going on, or may go on yet: somebody else stands before the runner."""
        return self.phase is Phase.HOLD or self._end is not None

    def camera_fell(self, t_s: float) -> None:
        """The camera was turned until now: nothing could be read meanwhile, and whoever is as before held on."""
        self._fell_s = t_s

    def update(self, body: Body, rest: Body, near: Side, *, fits: bool) -> Stretch | None:
        """Take a believed body; `fits` says whether the rest of the body is in the declared position. Returns a stretch
        when it is over."""
        share = change(self._signal, body, rest, near) / self._range_deg
        if self._fell_s > self._seen_s:
            self._stay(share, fits=fits)
        if self.phase is Phase.HOLD and body.t_s - self._last_s > limits.LOST_AFTER_S:
            finished = self._return(body.t_s, share)
            if finished is not None:
                return finished
        self.share = self._steady.update(share)
        self._track.update(body.t_s, share)
        self._same.update(body, before=self.phase is Phase.REST)
        lost = body.t_s - self._seen_s > limits.REST_FORGOTTEN_AFTER_S
        self._seen_s = body.t_s
        if lost and self.phase in (Phase.REST, Phase.LIFT):
            self.phase, self._since_s = Phase.REST, body.t_s  # no way in reaches over so long a loss
        if self.phase is Phase.REST:
            self._outside(fits=fits)
        elif self.phase is Phase.LIFT:
            self._entering(body.t_s, fits=fits)
        elif self.phase is Phase.HOLD:
            self._holding(body.t_s, fits=fits)
        else:
            return self._leaving(body.t_s, fits=fits)
        return None

    def _stay(self, share: float, *, fits: bool) -> None:
        """Upright again after a fall: where the pose is as before, what looked like the way out was the picture that turned."""
        as_before = fits and abs(share - (self._level.value or 0.0)) <= limits.SAME_POSE_SHARE
        if self.phase is Phase.LOWER and self._fell_s - self._last_s <= limits.TURN_TAKES_S and as_before:
            self.phase, self._end, self._steady = Phase.HOLD, None, Median3()

    def _return(self, t_s: float, share: float) -> Stretch | None:
        """Seen again after a gap in a hold: the same pose goes on without the gap, any other ends the hold at the loss."""
        level = self._level.value or 0.0
        gap_s = t_s - self._last_s
        self._steady = Median3()
        if abs(share - level) <= limits.SAME_POSE_SHARE and gap_s <= limits.LONGEST_PAUSE_S:
            self._paused_s += gap_s - self._fall_s(t_s)
            return None
        return self.stop()

    def _fall_s(self, t_s: float) -> float:
        """For how much of the gap since the hold was last seen the camera fell, or was found again: no time was lost then."""
        if self._fell_s <= self._last_s:
            return 0.0
        fell_s, found_s = self._fell_s - self._last_s, t_s - self._fell_s
        return min(fell_s, limits.TURN_TAKES_S) + min(found_s, limits.LOST_AFTER_S + limits.FOUND_AFTER_S)

    def stop(self) -> Stretch:
        """End the hold as it was seen to, or else where it was last seen."""
        done = self._end or self._as_last_seen()
        self.forget()
        return done

    def _as_last_seen(self) -> Stretch:
        return Stretch(start_s=self._start_s, end_s=self._last_s, held_s=self.held_s)

    def _outside(self, *, fits: bool) -> None:
        if self.share > self._partial_at and fits:
            self.phase = Phase.LIFT

    def _entering(self, t_s: float, *, fits: bool) -> None:
        if self.share < self._partial_at or not fits:
            self.phase, self._since_s = Phase.REST, t_s  # a way in that came to nothing
            return
        if self.share < limits.ENTER_SHARE or not self._settled(t_s):
            return
        level = median([v for _, v, _ in self._track.since(t_s - limits.SETTLED_S)])
        samples = smooth(self._track.since(self._since_s))
        ramp = rising(samples, Levels(low=self._floor(samples), high=level)) or (t_s - limits.SETTLED_S,) * 2
        self.phase, self._last_s, self._paused_s = Phase.HOLD, t_s, 0.0
        self._start_s, self._begun_s = ramp[0], min(ramp[1], t_s)
        self._level = Mean(2.0)
        self._level.update(t_s, level)

    def _holding(self, t_s: float, *, fits: bool) -> None:
        level = self._level.value or 0.0
        self._last_s = t_s
        if self.share >= limits.HIGH_SHARE * level:
            self._high_s = t_s
        if fits and self.share >= limits.LEAVE_SHARE * level:
            if abs(self.share - level) < limits.LEVEL_SHARE:
                self._level.update(t_s, self.share)
            return
        self.phase = Phase.LOWER

    def _leaving(self, t_s: float, *, fits: bool) -> Stretch | None:
        gone = self.share < self._partial_at * limits.LEFT_SHARE
        if gone and self._end is None:
            self._end = self._torn(t_s)
        if self._end is not None:
            level = self._level.value or 0.0
            return self._wait(t_s, back=fits and abs(self.share - level) <= limits.SAME_POSE_SHARE)
        if not (gone or self._settled(t_s) or t_s - self._last_s > limits.LONGEST_WAY_OUT_S):
            return None
        done = self._up(t_s)
        self.phase, self._since_s = Phase.REST, done.end_s
        return done

    def _torn(self, t_s: float) -> Stretch | None:
        """How the hold ended if nobody comes back to it, where somebody else may stand there; `None` where it is the runner."""
        if t_s - self._high_s < limits.QUICKEST_LEAVE_S:  # nobody comes up so quickly
            return self._as_last_seen()
        return self._up(t_s) if self._same.is_other else None

    def _up(self, t_s: float) -> Stretch:
        """The stretch of somebody who came up, by the way out."""
        samples = smooth(self._track.since(max(self._begun_s, t_s - limits.FRAMES_KEPT_S)))
        floor = median([v for _, v, _ in self._track.since(t_s - 0.3)]) if self.share > 0.15 else 0.0
        high = self._plateau(samples, self._level.value or 0.0)
        ramp = falling(samples, Levels(low=floor, high=high)) or (self._last_s, t_s)
        held_s = max(0.0, ramp[0] - self._begun_s - self._paused_s)
        return Stretch(start_s=self._start_s, end_s=max(ramp[1], ramp[0]), held_s=held_s)

    def _wait(self, t_s: float, *, back: bool) -> Stretch | None:
        """Somebody else stands there: the hold goes on without that time, or ended before it."""
        waited_s = t_s - self._last_s
        if back and waited_s <= limits.LONGEST_PAUSE_S:
            self.phase, self._end = Phase.HOLD, None
            self._paused_s += waited_s
            self._last_s = self._high_s = t_s
            return None
        return self.stop() if waited_s > limits.TORN_S else None

    def _settled(self, t_s: float) -> bool:
        rate = slope(self._track.since(t_s - limits.SETTLED_S), 0.8 * limits.SETTLED_S)
        return abs(rate) * self._range_deg < limits.STILL_DEG_PER_S / 2

    def _floor(self, samples: list[Sample]) -> float:
        low = [value for _, value, _ in samples if abs(value) < 0.12]
        return median(low) if len(low) >= 3 else 0.0

    def _plateau(self, samples: list[Sample], level: float) -> float:
        near = [v for t, v, _ in samples if abs(v - level) < limits.LEVEL_SHARE and t > self._last_s - 3.0]
        return median(near) if near else level


def stands(body: Body) -> bool:
    """Whether one thigh at least hangs down: somebody who sits or squats folds at the hips too."""
    return min(abs(body.left.thigh_deg), abs(body.right.thigh_deg)) < limits.STANDS_DEG


def leaned(exercise: Exercise, body: Body) -> bool:
    """Whether the trunk has gone its declared way far enough for this to be the stretch."""
    rest, top = declared(exercise, "rest"), declared(exercise, "top")
    way = top.trunk_deg - rest.trunk_deg
    return way < limits.LEAN_TOLD_DEG or (body.trunk_deg - rest.trunk_deg) >= limits.LEANED_SHARE * way


class Stretches:
    """The holds of a stretch."""

    def __init__(self, exercise: Exercise, variant: str | None, asked: Side | None) -> None:
        self._exercise, self._asked = exercise, asked
        self._cues = Cues(exercise, variant)
        self._clock = StretchClock(exercise)
        self._done: list[Hold] = []
        self._ticks = 0
        self._phase = Phase.REST
        self._held_s: dict[Side, float] = {Side.LEFT: 0.0, Side.RIGHT: 0.0}
        self._foot_side: Side | None = None
        self._own = Lead()  # since the feet changed places last
        self._plain: list[bool] = []  # of the holds: whether their own feet told whose they were
        self._sits = Held()
        self._at_rest, self._held = Lead(limits.FOOT_MEMORY_S), Lead()

    @property
    def share(self) -> float:
        """Travel into the stretch."""
        return self._clock.share

    def forget(self, t_s: float) -> list[Event]:
        """Begin anew; what was held stays."""
        self._clock.forget()
        return []

    @property
    def is_hidden(self) -> bool:
        """Never: a stretch is told from the trunk as well."""
        return False

    def lost(self, t_s: float) -> list[Event]:
        """The clock stops until it is clear whether the runner comes back."""
        if not self._clock.runs:
            return []
        return [HoldPaused(t_s=t_s, held_s=self._clock.held_s)]

    def camera_fell(self, t_s: float) -> None:
        """The camera was turned until now."""
        self._clock.camera_fell(t_s)

    @property
    def at_rest(self) -> bool:
        """Whether the runner is where they were at the start."""
        return self._phase is Phase.REST and abs(self.share) < 0.1

    def update(self, body: Body, rest: Body, near: Side, *, foot: Foot) -> list[Event]:
        """Take a believed body; `foot` says whether a foot is where it is declared to be: on the way in, for somebody who
        hangs over the leg may be drawn with both alike."""
        fits, sits_s = leaned(self._exercise, body), self._sits.update(body.t_s, not stands(body))
        if self._clock.phase is Phase.REST:
            self._see_rest(body, rest, foot)
            fits &= foot.is_up
        elif self._clock.phase is Phase.LIFT:
            fits &= sits_s < limits.SITS_S and not foot.is_down
        done = self._clock.update(body, rest, self._working(near), fits=fits)
        events = self._ended(body.t_s, done)
        phase = self._clock.phase
        if phase is not self._phase:
            if phase is Phase.HOLD and self._phase is not Phase.LOWER:
                self._cues.begin()
                self._ticks, self._held = 0, Lead()
            self._phase = phase
            events.append(PhaseEntered(t_s=body.t_s, phase=phase, side=self._leg))
        if phase is Phase.HOLD:
            events += self._tick(body.t_s)
            if foot.asked and self._asked is None:
                self._see_foot(body, rest)
            events += self._cues.update(body, rest, phase, self._working(near), near)
        return events

    def _see_rest(self, body: Body, rest: Body, foot: Foot) -> None:
        """Whose foot is up while nobody leans."""
        if foot.side is not self._foot_side:
            self._foot_side, self._own = foot.side, Lead()
        if foot.asked:
            self._at_rest.update(body, rest)
            self._own.update(body, rest)

    def _see_foot(self, body: Body, rest: Body) -> None:
        """Whose foot is up shows in the hold as well: at rest the legs may change their names all the time."""
        self._held.update(body, rest)
        side = self._held.side
        if side in (None, self._foot_side) or self._at_rest.is_plain:
            return
        before, self._foot_side = self._leg, side
        if self._leg is not before:
            self._cues.exchange()

    def _tick(self, t_s: float) -> list[Event]:
        if self._clock.held_s < self._ticks + 1:
            return []
        self._ticks = int(self._clock.held_s)
        return [HoldTick(t_s=t_s, seconds=self._ticks)]

    def _ended(self, t_s: float, done: Stretch | None) -> list[Event]:
        if done is None or done.held_s < limits.SHORTEST_HOLD_S:
            return []
        if self._foot_side is not None:
            self._held_s[self._foot_side] += done.held_s
        hold = Hold(
            number=len(self._done) + 1,
            side=self._leg,
            start_s=done.start_s,
            end_s=done.end_s,
            held_s=done.held_s,
            cues=self._cues.broken({}),
            unseen=self._cues.unseen(),
        )
        self._done.append(hold)
        self._plain.append(self._told is not None)
        self._at_rest, self._own = Lead(limits.FOOT_MEMORY_S), Lead()
        return [HoldEnded(t_s=t_s, hold=hold)]

    def _working(self, near: Side) -> Side:
        leg = self._leg
        return near if leg in (None, Side.BOTH) else leg

    def finish(self, t_s: float) -> list[Event]:
        """The film is over."""
        if self._clock.phase not in (Phase.HOLD, Phase.LOWER):
            return []
        return self._ended(t_s, self._clock.stop())

    @property
    def side(self) -> Side | None:
        """The leg on the step or chair; `None` where each had its turn, or nobody can tell."""
        sides = {hold.side for hold in self.holds()}
        return None if len(sides) > 1 else sides.pop() if sides else self._leg

    @property
    def _leg(self) -> Side | None:
        """The leg of this hold: the one whose foot was plainly up before it, else that of most of the set."""
        return self._told or self._usual

    @property
    def _told(self) -> Side | None:
        """The leg that its own foot tells, where it does so plainly."""
        return self._own.side if self._asked is None and self._own.is_plain else None

    @property
    def _usual(self) -> Side | None:
        """The leg that was asked for, or that of most of the time held."""
        if self._asked is not None:
            return self._asked
        left_s, right_s = self._held_s[Side.LEFT], self._held_s[Side.RIGHT]
        if left_s == right_s:
            return self._foot_side
        return Side.LEFT if left_s > right_s else Side.RIGHT

    def reps(self) -> tuple[Repetition, ...]:
        """None: this is a stretch."""
        return ()

    def holds(self) -> tuple[Hold, ...]:
        """The holds that are listed: one whose feet did not tell was of the leg of most of the set."""
        told = zip(self._done, self._plain, strict=True)
        return tuple(hold if plain else replace(hold, side=self._usual) for hold, plain in told)
