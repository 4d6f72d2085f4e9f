"""One leg's repetitions: from its travel over time to repetitions counted, partial ones and fidgets."""

from collections import deque
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.filters import Held, Median3, Recent, densest, median, slope
from hamstride.engine.limbs import Limb, both_short
from hamstride.engine.measures import change, declared, read, travel_deg
from hamstride.engine.phases import Sample, falling, rising, smooth
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
    sure: bool
    seen: float
    other_share: float
    fallen: float
    thigh_off_deg: float
    trunk_off_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """A movement away from rest and back: when it was noticed, when the leg was back under `return_at`, how far it went (share
    of the range), how well the leg was seen up there, and in which share of its frames it was surely itself."""

    left_s: float
    back_s: float
    peak: float
    seen: float
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The times of a repetition, and its levels as shares of the range: the top's, and that of the rest it came back to."""

    start_s: float
    top_s: float
    hold_s: float
    end_s: float
    high: float
    floor: float

    @property
    def lift_s(self) -> float:
        """Seconds of the way up."""
        return self.top_s - self.start_s

    @property
    def lower_s(self) -> float:
        """Seconds of the way back."""
        return self.end_s - self.top_s - self.hold_s


_MOST = 1500  # moments of an excursion that are kept


class LegWay:
    """Follows one leg. `phase` is where it is; `update` returns a verdict at the instant the leg is back under `return_at`,
    `last` tells of that excursion, `provisional` its times as far as they are known then, and `clock` its times."""

    def __init__(self, exercise: Exercise, side: Side) -> None:
        self.side = side
        self._exercise, self._movement = exercise, exercise.movement
        self._range_deg = travel_deg(exercise)
        self._rest, self._top = declared(exercise, "rest"), declared(exercise, "top")
        self._alone = exercise.laterality is Laterality.EACH_LEG
        self._track = Recent(limits.FRAMES_KEPT_S)
        self._moments: deque[Moment] = deque(maxlen=_MOST)
        self._doubted: deque[Moment] = deque(maxlen=_MOST)
        self._sums: deque[tuple[float, float]] = deque(maxlen=_MOST)
        self._ended_s = float("-inf")
        self.rest_deg = 0.0
        self.forget()

    def forget(self) -> None:
        """Give up whatever movement is under way."""
        self._limb, self._steady = Limb(alone=self._alone), Median3()
        self._shares: deque[float] = deque(maxlen=12)
        self._below, self._down, self._lowest, self._down_s = Held(), Held(), 0.0, 0.0
        self.phase, self.share, self.peak = Phase.REST, 0.0, 0.0
        self._past: tuple[Moment, ...] = ()
        self._frames = self._sure = 0
        self._is_sure = True
        self._rough_s = float("-inf")
        self.last = Excursion(left_s=0.0, back_s=0.0, peak=0.0, seen=0.0, sure=0.0)
        self.provisional = Clock(start_s=0.0, top_s=0.0, hold_s=0.0, end_s=0.0, high=0.0, floor=0.0)
        self._track.clear()
        self._moments.clear()
        self._doubted.clear()

    def update(self, body: Body, rest: Body) -> Verdict | None:
        """Take a believed body; returns the verdict on an excursion when the leg comes back."""
        believed = self._limb.believes(body.t_s, body.leg(self.side), body.trunk_px)
        self._is_sure = self._limb.sure and not (self._alone and both_short(body, rest))
        self._frames += 1
        self._sure += self._is_sure
        if self.phase is not Phase.REST:
            self._sums.append((body.t_s, self._sum(body, rest)))
        if not believed:
            self._doubt(body, rest)
            return None
        moment = self._moment(body, rest)
        self.share = self._steady.update(moment.share)
        self._track.update(moment.t_s, moment.share, 1.0 if moment.sure else limits.UNSURE_WEIGHT)
        if not self._limb.as_long and abs(moment.share - self.share) > limits.ROUGH_SHARE:
            self._rough_s = moment.t_s
        if self.phase is not Phase.REST:
            self._moments.append(moment)
            return self._follow(moment.t_s, self._shared(moment))
        self._lowest = min(self._lowest, self.share)
        if self.share > max(self._movement.partial_at, self._lowest + limits.TURN_SHARE):
            # The rest pose of before: it may be taken afresh at the end.
            self.rest_deg = read(self._movement.signal, rest, self.side)
            self._leave(moment)
        return None

    def _shared(self, moment: Moment) -> float:
        """What the other leg is bent, where it may be this one's bend: not of a leg that has been down for long."""
        if not self._alone or self._down_s > limits.SHARED_MOST_S:
            return 0.0
        return max(0.0, moment.other_share - (0.0 if self._is_rough(moment.t_s) else limits.ALONG_SHARE))

    def _doubt(self, body: Body, rest: Body) -> None:
        """A frame that is not believed: it may show that the model loses the leg, or that the legs kick in turn."""
        if self._limb.gone or not self._limb.as_long:
            self._rough_s = body.t_s
        elif self.phase is not Phase.REST:
            self._doubted.append(replace(self._moment(body, rest), sure=True))

    def _leave(self, moment: Moment) -> None:
        self.phase, self.peak = Phase.LIFT, self.share
        self._frames, self._sure = 1, int(self._is_sure)
        self._moments.clear()
        self._doubted.clear()
        self._sums.clear()
        self._shares.clear()
        self._moments.append(moment)

    def _follow(self, t_s: float, shared: float) -> Verdict | None:
        """One more frame of an excursion. What the other leg is bent (`shared`) may be this one's, shared out between them: the
        leg is back when neither is bent."""
        share, movement = self.share, self._movement
        self.peak = max(self.peak, share)
        self._shares.append(share)
        under = min(movement.return_at, 0.5 * self.peak)
        self._down_s = self._down.update(t_s, share < under)
        below_s = self._below.update(t_s, share + shared < under)
        if self._below.is_held and below_s >= self._wait_s(t_s):
            return self._back(t_s)
        if self.phase is Phase.LOWER:
            self._lowest = min(self._lowest, share)
            if share > self._lowest + limits.RISE_AGAIN_SHARE:
                # Up once, whatever it did since: the model lost it for a moment, or it dipped.
                self.phase = Phase.HOLD
        elif share < self._held_level() - limits.TURN_SHARE:
            self.phase, self._lowest = Phase.LOWER, share
        elif self.phase is Phase.LIFT and share >= movement.count_at and self._slow(t_s):
            self.phase = Phase.HOLD
        return None

    def _wait_s(self, t_s: float) -> float:
        """How long the leg must be back before it is believed: at once, unless the model loses it now and then."""
        if self._is_rough(t_s):
            return limits.ROUGH_WAIT_S
        return 0.0 if self._is_sure else limits.UNSURE_S

    def _is_rough(self, t_s: float) -> bool:
        """Whether the model loses this leg now and then: of late, or for much of this excursion."""
        return t_s - self._rough_s < limits.ROUGH_S or self._sure < limits.ROUGH_SURE * self._frames

    def _back(self, t_s: float) -> Verdict:
        self.phase, self._lowest = Phase.REST, self.share
        self._past = tuple(self._moments)  # the next movement may begin before this one is summed up
        high = [moment for moment in self._moments if moment.share >= 0.7 * self.peak]
        seen = median([moment.seen for moment in high]) if high else 0.0
        self.last = Excursion(
            left_s=self._moments[0].t_s,
            back_s=t_s,
            peak=self.peak,
            seen=seen,
            sure=self._sure / self._frames,
        )
        return self._judge(high)

    @property
    def kept_share(self) -> float:
        """The level that the last excursion kept to: of its upper half, where most frames agree. A few wild ones do no harm."""
        return densest([moment.share for moment in self._past if moment.share >= 0.5 * self.last.peak])

    @property
    def timed(self) -> bool:
        """Whether the last excursion's times may be judged: not where the other leg covered this one for long."""
        return not self._alone or self.last.sure >= limits.TIMED_SHARE

    def _held_level(self) -> float:
        """The level of the last few frames but the newest two."""
        shares = list(self._shares)[:-2]
        return median(shares) if len(shares) > 3 else self.peak

    def _slow(self, t_s: float) -> bool:
        return abs(slope(self._track.since(t_s - 0.3), 0.15)) * self._range_deg < limits.STILL_DEG_PER_S

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
            sure=self._is_sure,
            seen=leg.seen,
            other_share=(other.knee_deg - rest.leg(self.side.other).knee_deg) / self._range_deg,
            fallen=(body.y - rest.y) / max(rest.trunk_px, 1e-6),
            thigh_off_deg=leg.thigh_deg - resting.thigh_deg - thigh_way,
            trunk_off_deg=body.trunk_deg - rest.trunk_deg - trunk_way,
        )

    def _sum(self, body: Body, rest: Body) -> float:
        """How far both knees together are bent, as a share: whichever leg the model gives the bend to."""
        signal = self._movement.signal
        left_deg, right_deg = change(signal, body, rest, Side.LEFT), change(signal, body, rest, Side.RIGHT)
        return (max(0.0, left_deg) + max(0.0, right_deg)) / self._range_deg

    def _shaken(self) -> bool:
        """Whether the leg went down and up again all the time, each time quicker than any repetition."""
        levels = sorted(level for _, level in self._sums)
        if not levels:
            return False
        high = levels[int(limits.TOP_QUANTILE * len(levels))]
        swings, down, up_s = 0, False, self._sums[0][0]
        for t_s, level in self._sums:
            if level < limits.SWING_DOWN * high:
                down = True
            elif level > limits.SWING_UP * high:
                swings += down and t_s - up_s < limits.SWING_S
                down, up_s = False, t_s
        return swings > 1 and self.last.back_s - self.last.left_s < limits.SWING_S * (swings + 1)

    def _judge(self, high: list[Moment]) -> Verdict:
        if len(high) < 2 or self._is_fidget(high):
            return Verdict.FIDGET
        clock = self.provisional = self.clock(whole=False)
        up_s = self.last.back_s - self.last.left_s
        shaken = (
            (self._alone and self._shaken())
            or up_s < limits.SHORTEST_UP_S
            or clock.lift_s < limits.SHORTEST_LIFT_S
            or clock.lift_s + clock.lower_s < limits.SHORTEST_WAYS_S
        )
        if shaken or clock.end_s - clock.start_s < limits.SHORTEST_REP_S:
            return Verdict.FIDGET
        return Verdict.COUNTED if self.peak >= self._movement.count_at else Verdict.PARTIAL

    def _is_fidget(self, high: list[Moment]) -> bool:
        """Both legs, a march, a squat or bending down: the middle values of the upper part tell."""
        travel = median([moment.share for moment in high])
        thigh_off = median([moment.thigh_off_deg for moment in high])
        if self._alone and (self._both(high, travel) or self._in_turn()):
            return True
        shank = travel * self._range_deg - thigh_off
        if (
            self._exercise.position is Position.STANDING
            and shank < limits.SHANK_SHARE * travel * self._range_deg
        ):
            return True
        trunk_off = median([abs(moment.trunk_off_deg) for moment in high])
        return abs(thigh_off) > limits.THIGH_SWING_DEG or trunk_off > limits.TRUNK_SWING_DEG

    def _both(self, high: list[Moment], travel: float) -> bool:
        """Whether the other leg was up as well, nearly always: in between, the model may draw a still leg along. Where this leg
        came down more than once meanwhile, as in kicking, half of the time is enough. Nobody stands on no leg for long."""
        dips = self._dips([moment.share for moment in self._moments])
        stands = self._exercise.position is Position.STANDING
        long = self.last.back_s - self.last.left_s > limits.LONGEST_HOP_S
        if stands and dips == 1 and long and median([m.fallen for m in high]) < limits.KNEELS_AT:
            return False
        sure = [moment for moment in high if moment.sure]
        others = sorted(moment.other_share for moment in (sure if len(sure) > 2 else high))
        if others[int(limits.BOTH_QUANTILE * len(others))] > limits.BOTH_SHARE * travel:
            return True
        begin = [moment for moment in self._moments if moment.t_s < high[0].t_s]
        together = not begin or median([m.other_share / m.share for m in begin]) > limits.OTHER_LEG_SHARE
        return together and dips > 1 and others[len(others) // 2] > limits.OTHER_LEG_SHARE * travel

    def _dips(self, shares: list[float]) -> int:
        """How often the leg came down from its upper part."""
        up = [share >= limits.DOWN_SHARE * self.peak for share in shares]
        return 1 + sum(before and not now for before, now in pairwise(up[: len(up) - up[::-1].index(True)]))

    def _in_turn(self) -> bool:
        """Whether this leg went down for the other to go up, both surely themselves, and quickly: kicking in turn."""
        moments = sorted((*self._moments, *self._doubted), key=lambda moment: moment.t_s)
        level = limits.DOWN_SHARE * self.peak
        up = [moment.share >= level for moment in moments]
        first, last = up.index(True), len(up) - up[::-1].index(True)
        down = [moment for moment, high in zip(moments[first:last], up[first:last], strict=True) if not high]
        crossed = sum(moment.sure and moment.other_share > limits.CROSSED_AT for moment in down)
        up_s = self.last.back_s - self.last.left_s
        dips = self._dips([moment.share for moment in moments])
        return crossed > limits.CROSSED_SHARE * len(down) and up_s < limits.SHORTEST_SWING_S * dips

    def clock(self, *, whole: bool) -> Clock:
        """The times of the excursion that just ended; `whole` when the way down has been seen to its end."""
        begin_s, end_s = self.last.left_s, self.last.back_s
        under = 1.0 if self.last.sure >= limits.CLEAN_SHARE else limits.UNDER_WEIGHT
        samples = [s for s in self._track.since(begin_s - 2.0) if s[0] >= self._ended_s]
        if sum(begin_s <= t_s <= end_s for t_s, _, _ in samples) < 4:  # hardly a sure frame: then all of them
            samples = [(moment.t_s, moment.share, 1.0) for moment in self._past]
        steady = smooth(samples)
        inside = [s for s in steady if begin_s <= s[0] <= end_s]
        high, late = self._level(inside, first=True), self._level(inside, first=False)
        low = self._floor([s for s in steady if s[0] < begin_s])
        turn_s = self._middle(inside, min(high, late))
        way_up = self._lead_in([s for s in samples if s[0] <= turn_s], begin_s)
        up = rising(way_up, low, high, under) or (begin_s, begin_s)
        way_down = self._cut([s for s in samples if s[0] >= turn_s], end_s)
        after = [s for s in steady if s[0] > end_s]
        rests = whole and len(after) > 2 and after[len(after) // 2][1] - after[-1][1] < limits.RESTING_SHARE
        floor = self._floor(after) if rests else low
        down = falling(way_down, late, floor, under) or (end_s, end_s)
        top_s = up[1]
        hold_s = max(0.0, down[0] - top_s)
        end_s = max(down[1], top_s + hold_s)
        return Clock(start_s=up[0], top_s=top_s, hold_s=hold_s, end_s=end_s, high=high, floor=floor)

    def _middle(self, inside: list[Sample], level: float) -> float:
        """An instant at the top, between the way up and the way down."""
        above = [t_s for t_s, value, _ in inside if value >= 0.93 * level]
        return (above[0] + above[-1]) / 2 if above else inside[-1][0]

    def close(self, clock: Clock) -> None:
        """Remember where this excursion ended, so that the next one does not read into it."""
        self._ended_s = min(clock.end_s, self.last.back_s + 0.3)

    def _cut(self, samples: list[Sample], end_s: float) -> list[Sample]:
        """Up to the first new rise after the leg was back."""
        result: list[Sample] = []
        for sample in samples:
            if sample[0] > end_s and sample[1] > self._movement.return_at + 0.05:
                break
            result.append(sample)
        return result

    def _level(self, samples: list[Sample], *, first: bool) -> float:
        """The level of the top, near its first or its last instant: the one that most of the samples keep to, or a high one of
        them where a covered leg reads too low."""
        peak = max((value for _, value, _ in samples), default=0.0)
        above = [sample for sample in samples if sample[1] >= limits.TOP_SHARE * peak]
        if not above:
            return peak
        edge_s = above[0][0] if first else above[-1][0]
        near = [value for t_s, value, _ in above if abs(t_s - edge_s) <= limits.TOP_S]
        if self.last.sure >= limits.CLEAN_SHARE:
            return densest(near)
        return sorted(near)[int(limits.TOP_QUANTILE * len(near))]

    def _lead_in(self, samples: list[Sample], begin_s: float) -> list[Sample]:
        """Without what the leg did before it was at rest last."""
        rested = False
        for number in range(len(samples) - 1, -1, -1):
            t_s, value, _ = samples[number]
            if t_s < begin_s:
                rested |= value < limits.RESTED_SHARE
                if rested and value > self._movement.partial_at:
                    return samples[number + 1 :]
        return samples

    def _floor(self, samples: list[Sample]) -> float:
        """The level of rest around an excursion; the runner's own rest pose (0) where too little was seen of it."""
        values = sorted(value for _, value, _ in samples)
        low = [value for value in values if abs(value) < 0.12] or values[: len(values) // 2]
        return low[len(low) // 4] if len(low) >= 3 else 0.0
