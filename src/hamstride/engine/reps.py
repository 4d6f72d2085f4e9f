"""The repetitions of a set: each leg followed on its own, and the one that works told from the other."""

from hamstride.engine.angles import Body
from hamstride.engine.cues import Cues
from hamstride.engine.events import Event, HoldTick, PartialRep, PhaseEntered, RepCompleted, RepCounted
from hamstride.engine.leg import Clock, LegReps, Verdict
from hamstride.engine.measures import travel_deg
from hamstride.exercises.spec import Exercise, Laterality, Measure, Phase
from hamstride.exercises.values import Hold, Repetition, Side


class Reps:
    """Takes believed bodies; returns what happened."""

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
        """The legs cannot be seen any more: what was counted stays."""
        return []

    @property
    def at_rest(self) -> bool:
        """Whether both legs are where they were at the start."""
        return all(leg.phase is Phase.REST and abs(leg.share) < 0.15 for leg in self._legs.values())

    def update(self, body: Body, rest: Body, near: Side, *, raised: bool) -> list[Event]:
        """Take a believed body."""
        events: list[Event] = []
        for side, leg in self._legs.items():
            if self._both and side is not near:
                continue
            before = leg.phase
            verdict = leg.update(body, rest)
            events += self._judge_cues(leg, before, body, rest, near)
            if verdict is not None:
                events += self._settle(leg, verdict, body)
        events += self._complete(body.t_s)
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
        if (
            leg.phase is Phase.HOLD
            and self._held_from_s is not None
            and body.t_s - self._held_from_s >= self._ticks + 1
        ):
            self._ticks += 1
            events.append(HoldTick(t_s=body.t_s, seconds=self._ticks))
        return events + self._cues.update(body, rest, leg.phase, leg.side, near)

    def _named(self, leg: LegReps) -> Side:
        return self._asked or leg.side

    def _settle(self, leg: LegReps, verdict: Verdict, body: Body) -> list[Event]:
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
        rep = self._repetition(leg, clock, counted=counted)
        if rep.number is not None:
            events.append(RepCounted(t_s=body.t_s, number=rep.number, side=rep.side, cues=rep.cues))
        self._waiting = rep
        return events

    def _repetition(self, leg: LegReps, clock: Clock, *, counted: bool) -> Repetition:
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

    def _complete(self, t_s: float, *, hurried: bool = False) -> list[Event]:
        """A repetition whose limb has come to rest: all its numbers are known now."""
        if (
            self._waiting is None
            or self._working is None
            or not self._working.completed(t_s, hurried=hurried)
        ):
            return []
        leg, provisional = self._working, self._waiting
        clock = leg.clock(whole=True)
        leg.close_excursion(clock)
        rep = self._repetition(leg, clock, counted=provisional.counted)
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
