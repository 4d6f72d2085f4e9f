"""One leg's repetitions: from its travel over time to repetitions counted, partial ones and fidgets."""

from collections import deque
from dataclasses import dataclass
from enum import Enum

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.filters import Median3, Recent, median
from hamstride.engine.limbs import Limb
from hamstride.engine.measures import change, declared, travel_deg
from hamstride.engine.phases import falling, rising, smooth
from hamstride.exercises.spec import Exercise, Laterality, Phase, Position
from hamstride.exercises.values import Side


class Verdict(Enum):
    """What an excursion of the leg was."""

    COUNTED = "counted"
    PARTIAL = "partial"
    FIDGET = "fidget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is kept of one frame of an excursion: travel as a share of the range, and what tells a fidget."""

    t_s: float
    share: float
    other_share: float
    thigh_off_deg: float
    trunk_off_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """A movement away from rest and back: when it was noticed, when the leg was back under `return_at`, how far it went."""

    left_s: float
    back_s: float
    peak: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The times of a repetition."""

    start_s: float
    top_s: float
    hold_s: float
    end_s: float

    @property
    def lower_s(self) -> float:
        """Seconds of the way back."""
        return self.end_s - self.top_s - self.hold_s


_AT_END = (limits.RAMP_LOW, limits.RAMP_HIGH)
_AT_RETURN = (0.4, limits.RAMP_HIGH)


class LegReps:
    """Follows one leg. `phase` is where it is; `update` returns a verdict at the instant the leg is back under `return_at`,
    and `completed` the times once it has come to rest."""

    def __init__(self, exercise: Exercise, side: Side) -> None:
        self.side = side
        self._exercise, self._movement = exercise, exercise.movement
        self._range_deg = travel_deg(exercise)
        self._rest, self._top = declared(exercise, "rest"), declared(exercise, "top")
        self._limb, self._steady = Limb(), Median3()
        self._track = Recent(limits.FRAMES_KEPT_S)
        self._moments: deque[Moment] = deque(maxlen=1500)
        self.phase = Phase.REST
        self.share = 0.0
        self.peak = 0.0
        self.last = Excursion(left_s=0.0, back_s=0.0, peak=0.0)
        self._ended_s = float("-inf")

    def forget(self) -> None:
        """Give up whatever movement is under way."""
        self._steady, self.phase, self.share, self.peak = Median3(), Phase.REST, 0.0, 0.0
        self._track.clear()
        self._moments.clear()

    def update(self, body: Body, rest: Body) -> Verdict | None:
        """Take a believed body; returns the verdict on an excursion when the leg comes back."""
        if not self._limb.believes(body.t_s, body.leg(self.side), body.trunk_px):
            return None
        moment = self._moment(body, rest)
        self.share = self._steady.update(moment.share)
        self._track.update(moment.t_s, moment.share)
        if self.phase is Phase.REST:
            if self.share > self._movement.partial_at:
                self._leave(moment)
            return None
        self._moments.append(moment)
        return self._follow(moment.t_s)

    def _leave(self, moment: Moment) -> None:
        self.phase, self.peak = Phase.LIFT, self.share
        self._moments.clear()
        self._moments.append(moment)

    def _follow(self, t_s: float) -> Verdict | None:
        share, movement = self.share, self._movement
        self.peak = max(self.peak, share)
        back_at = min(movement.return_at, 0.5 * self.peak)
        if share < back_at:
            self.phase = Phase.REST
            self.last = Excursion(left_s=self._moments[0].t_s, back_s=t_s, peak=self.peak)
            return self._judge()
        if self.phase is not Phase.LOWER and share < self.peak - limits.TURN_SHARE and self._sinking():
            self.phase = Phase.LOWER
        elif self.phase is Phase.LOWER and share > self._lowest_since_turn() + 0.25:
            self.phase = Phase.LIFT
        elif self.phase is Phase.LIFT and share >= movement.count_at and self._slow(t_s):
            self.phase = Phase.HOLD
        return None

    def _sinking(self) -> bool:
        return self.share < self._hold_now() - limits.TURN_SHARE

    def _hold_now(self) -> float:
        recent = [moment.share for moment in self._moments]
        return median(recent[-12:-2]) if len(recent) > 6 else self.peak

    def _lowest_since_turn(self) -> float:
        lowest = self.share
        for moment in reversed(self._moments):
            lowest = min(lowest, moment.share)
            if moment.share > self.peak - limits.TURN_SHARE:
                break
        return lowest

    def _slow(self, t_s: float) -> bool:
        recent = self._track.since(t_s - 0.3)
        if len(recent) < 3 or recent[-1][0] - recent[0][0] < 0.15:
            return False
        half = len(recent) // 2
        first, second = recent[:half], recent[-half:]
        step = (sum(v for _, v in second) - sum(v for _, v in first)) / half
        passed = (sum(t for t, _ in second) - sum(t for t, _ in first)) / half
        return abs(step) * self._range_deg / passed < limits.STILL_DEG_PER_S

    def _moment(self, body: Body, rest: Body) -> Moment:
        signal, leg, other = self._movement.signal, body.leg(self.side), body.leg(self.side.other)
        share = change(signal, body, rest, self.side) / self._range_deg
        gone = min(max(share, 0.0), 1.0)
        trunk_way = (self._top.trunk_deg - self._rest.trunk_deg) * gone
        thigh_way = (self._top.hip_deg - self._rest.hip_deg) * gone - trunk_way
        resting: Leg = rest.leg(self.side)
        return Moment(
            t_s=body.t_s,
            share=share,
            other_share=(other.knee_deg - rest.leg(self.side.other).knee_deg) / self._range_deg,
            thigh_off_deg=leg.thigh_deg - resting.thigh_deg - thigh_way,
            trunk_off_deg=body.trunk_deg - rest.trunk_deg - trunk_way,
        )

    def _judge(self) -> Verdict:
        high = [moment for moment in self._moments if moment.share >= 0.7 * self.peak]
        if len(high) < 2 or self._is_fidget(high):
            return Verdict.FIDGET
        passed = self.last.back_s - self.last.left_s
        if self.peak >= self._movement.count_at:
            lift_s = next(m.t_s for m in self._moments if m.share >= 0.55) - self._moments[0].t_s
            fair = passed >= limits.SHORTEST_REP_S and lift_s + 0.05 >= limits.SHORTEST_LIFT_S
            return Verdict.COUNTED if fair else Verdict.FIDGET
        return Verdict.PARTIAL if passed >= limits.SHORTEST_PARTIAL_S else Verdict.FIDGET

    def _is_fidget(self, high: list[Moment]) -> bool:
        """Both legs, a march, a squat or bending down: the middle values of the upper part tell."""
        travel = median([moment.share for moment in high])
        thigh_off = median([moment.thigh_off_deg for moment in high])
        other = median([moment.other_share for moment in high])
        if self._exercise.laterality is Laterality.EACH_LEG and other > limits.OTHER_LEG_SHARE * travel:
            return True
        shank = travel * self._range_deg - thigh_off
        if (
            self._exercise.position is Position.STANDING
            and shank < limits.SHANK_SHARE * travel * self._range_deg
        ):
            return True
        trunk_off = median([abs(moment.trunk_off_deg) for moment in high])
        return abs(thigh_off) > limits.THIGH_SWING_DEG or trunk_off > limits.TRUNK_SWING_DEG

    def completed(self, t_s: float, *, hurried: bool) -> bool:
        """Whether the leg, back from an excursion, has come to rest (or moves again, or time is up)."""
        passed = t_s - self.last.back_s
        return hurried or self.phase is not Phase.REST or passed >= limits.COMPLETE_WITHIN_S

    def clock(self, *, whole: bool) -> Clock:
        """The times of the excursion that just ended; `whole` when the way down has been seen to its end."""
        begin_s, end_s = self.last.left_s, self.last.back_s
        samples = smooth(self._track.since(begin_s - 3.0))
        high = self._level([s for s in samples if begin_s <= s[0] <= end_s], first=True)
        late = self._level([s for s in samples if begin_s <= s[0] <= end_s], first=False)
        low = self._floor([s for s in samples if s[0] < begin_s])
        up = rising([s for s in samples if self._ended_s <= s[0] <= end_s], low, high, _AT_END) or (
            begin_s,
            begin_s,
        )
        way_down = [s for s in samples if s[0] >= up[1]]
        floor = self._floor([s for s in way_down if s[0] > end_s]) if whole else low
        down = falling(self._cut(way_down, end_s), late, floor, _AT_END if whole else _AT_RETURN)
        if down is None:
            down = falling(self._cut(way_down, end_s), late, floor, _AT_RETURN) or (end_s, end_s)
        top_s = up[1]
        return Clock(start_s=up[0], top_s=top_s, hold_s=max(0.0, down[0] - top_s), end_s=max(down[1], top_s))

    def close_excursion(self, clock: Clock) -> None:
        """Remember where this excursion ended, so that the next one does not read into it."""
        self._ended_s = min(clock.end_s, self.last.back_s + 0.3)

    def _cut(self, samples: list[tuple[float, float]], end_s: float) -> list[tuple[float, float]]:
        """Up to the first new rise after the leg was back."""
        result: list[tuple[float, float]] = []
        for sample in samples:
            if sample[0] > end_s and sample[1] > self._movement.return_at + 0.05:
                break
            result.append(sample)
        return result

    def _level(self, samples: list[tuple[float, float]], *, first: bool) -> float:
        """The level of the top, near its first or its last instant."""
        peak = max(value for _, value in samples)
        above = [t_s for t_s, value in samples if value >= 0.93 * peak]
        edge = above[0] if first else above[-1]
        near = [
            v
            for t, v in samples
            if v >= 0.93 * peak and (edge <= t <= edge + 0.7 if first else edge - 0.7 <= t <= edge)
        ]
        return median(near)

    def _floor(self, samples: list[tuple[float, float]]) -> float:
        """The level of rest around an excursion; the runner's own rest pose (0) where too little was seen of it."""
        low = [value for _, value in samples if abs(value) < 0.12]
        return median(low) if len(low) >= 3 else 0.0
