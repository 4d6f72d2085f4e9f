"""One leg's repetitions: from its travel over time to repetitions counted, partial ones and fidgets."""

from collections import deque
from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.excursion import Excursion, Moment
from hamstride.engine.fidgets import Verdict, is_fidget, judge
from hamstride.engine.filters import Held, Median3, Recent, median, slope
from hamstride.engine.limbs import Limb, are_mixed, is_short, shin_share
from hamstride.engine.measures import change, declared, read, travel_deg
from hamstride.engine.timing import Clock, read_clock
from hamstride.exercises.spec import Exercise, Kind, Laterality, Measure, Phase
from hamstride.exercises.values import Side


class LegWay:
    """Follows one leg. `phase` is where it is; `update` returns a verdict at the instant the leg is back under `return_at`,
    `last` tells of that excursion, `provisional` its times as far as they are known then, and `clock` its times."""

    def __init__(self, exercise: Exercise, side: Side) -> None:
        self.side = side
        self._exercise, self._movement = exercise, exercise.movement
        self._range_deg = travel_deg(exercise)
        self._rest, self._top = declared(exercise, "rest"), declared(exercise, "top")
        self._alone = exercise.laterality is Laterality.EACH_LEG
        self._rests_at_deg = self._movement.followed_deg(self._rest)
        self._taken: Body | None = None
        self._track = Recent(limits.REPETITION_KEPT_S, limits.REPETITION_FRAMES)
        self._moments: deque[Moment] = deque(maxlen=limits.REPETITION_FRAMES)
        self._doubted: deque[Moment] = deque(maxlen=limits.REPETITION_FRAMES)
        self._ended_s = float("-inf")
        self._is_test = exercise.kind is Kind.TEST
        self.rest_deg = 0.0
        self.forget()

    def forget(self) -> None:
        """Give up whatever movement is under way."""
        self._limb, self._steady = Limb(alone=self._alone), Median3()
        self._shares: deque[float] = deque(maxlen=12)
        self._waited: deque[tuple[float, float]] = deque(maxlen=limits.REPETITION_FRAMES)
        self._below, self._down, self._lowest, self._down_s = Held(), Held(), 0.0, 0.0
        self._both_down, self._both_down_s = Held(), 0.0
        self._mixed = Held()
        self.phase, self.share, self.peak = Phase.REST, 0.0, 0.0
        self._frames = self._sure = 0
        self._is_sure = True
        self._is_short = self._is_other_short = self._is_half_way = False
        self._began_short = self._dipped = self._leapt = False
        self._rough_s, self._doubted_s, self._up_s = float("-inf"), float("-inf"), 0.0
        self.last, self.provisional = Excursion(), Clock()
        self._tops_deg: deque[float] = deque(maxlen=limits.LATEST)
        self._track.clear()
        self._moments.clear()
        self._doubted.clear()

    def update(self, body: Body, rest: Body) -> Verdict | None:
        """Take a believed body; returns the verdict on an excursion when the leg comes back."""
        up = self._up_s >= limits.SEEN_UP_S
        mixed = self._is_mixed(body, rest)
        if mixed:
            self._limb.wait(body.t_s)
        believed = not mixed and self._limb.believes(body.t_s, body.leg(self.side), body.trunk_px, up=up)
        self._both_down_s = self._both_down.update(body.t_s, self._are_down(body, rest))
        self._taken = rest
        shin = shin_share(body, rest, self.side)
        self._is_short, self._is_half_way = is_short(shin), self._alone and shin < limits.HALF_WAY_SHIN
        self._is_other_short = is_short(shin_share(body, rest, self.side.other))
        self._is_sure = self._limb.sure and not (self._alone and self._is_short and self._is_other_short)
        self._frames += 1
        self._sure += self._is_sure
        if mixed:
            self._doubted_s = self._rough_s = body.t_s
            return None
        if not believed:
            self._doubt(body, rest)
            return None
        moment = self._moment(body, rest)
        self._came_down(moment.share)
        self.share = self._steady.update(moment.share)
        self._track.update(moment.t_s, self._level(body), 1.0 if moment.sure else limits.UNSURE_WEIGHT)
        if not self._limb.as_long and abs(moment.share - self.share) > limits.ROUGH_SHARE:
            self._rough_s = moment.t_s
        if self.phase is not Phase.REST:
            if moment.sure and self.share >= self._movement.count_at:
                self._up_s += min(moment.t_s - self._moments[-1].t_s, limits.GLITCH_S)
            self._moments.append(moment)
            return self._follow(moment.t_s, self._shared(moment))
        self._lowest = min(self._lowest, self.share)
        if self.share > max(self._movement.partial_at, self._lowest + limits.TURN_SHARE):
            # The rest pose of before: it may be taken afresh at the end.
            self.rest_deg = read(self._movement.signal, rest, self.side)
            self._leave(moment)
        return None

    @property
    def rests(self) -> bool:
        """Whether the leg is where it was at the start; or further down, where it was up when the rest pose was taken (of a leg
        behind the other one that does not show)."""
        near_rest = self._movement.partial_at  # what is no movement is a rest, perhaps another one
        if self.phase is not Phase.REST or self.share >= near_rest:
            return False
        return self.share > -near_rest or self._was_up()

    @property
    def is_surely_up(self) -> bool:
        """Whether the leg went to where it counts, is not back yet, and was surely itself nearly all the while."""
        clean = self._sure >= limits.CLEAN_SHARE * self._frames
        return self.phase is not Phase.REST and self.peak >= self._movement.count_at and clean

    def _was_up(self) -> bool:
        """Whether the leg was up when the rest pose was taken."""
        if self._is_test or self._taken is None:
            return False
        deg = read(self._movement.signal, self._taken, self.side)
        return deg - self._rests_at_deg > limits.SIGNAL_TOLERANCE_DEG

    def _are_down(self, body: Body, rest: Body) -> bool:
        """Whether neither leg is bent, of a leg that nothing covers: of another one that is how the model loses it."""
        shares = (
            change(self._movement.signal, body, rest, side) / self._range_deg
            for side in (Side.LEFT, Side.RIGHT)
        )
        seen = self._alone and body.leg(self.side).seen >= limits.COVERED_SEEN
        return seen and all(abs(share) < limits.NOT_BENT for share in shares)

    def _shared(self, moment: Moment) -> float:
        """What the other leg is bent, where it may be this one's bend: not of a leg that has been down for long."""
        if not self._alone or self._down_s > limits.SHARED_MOST_S:
            return 0.0
        return max(0.0, moment.other_share - (0.0 if self._is_rough(moment.t_s) else limits.ALONG_SHARE))

    def _is_mixed(self, body: Body, rest: Body) -> bool:
        """Whether this leg, at its top or on its way from it, is for a moment partly somebody else's. What lasts is this leg,
        in whatever company."""
        was_up = self.phase in (Phase.HOLD, Phase.LOWER)
        mixed = was_up and self._alone and not self._is_test and are_mixed(body, rest)
        return self._mixed.update(body.t_s, mixed) < limits.GLITCH_S and mixed

    def _level(self, body: Body) -> float:
        """Where the leg is, from the angle's own zero and not from rest: the rest pose may be taken afresh while this movement
        is summed up."""
        return read(self._movement.signal, body, self.side) / self._range_deg

    def _came_down(self, share: float) -> None:
        """The leg is believed again: where it did come down while it was waited for, it was itself where it was seen whole, and
        not sooner down than it can fall."""
        if self._waited and share < self.share - limits.TURN_SHARE:
            lost_s, high, _ = self._track.last
            for t_s, level in self._waited:
                fallen_deg = (high - level) * self._range_deg
                if fallen_deg <= limits.FALL_DEG + limits.FALL_DEG_PER_S * (t_s - lost_s):
                    self._track.update(t_s, level)
        self._waited.clear()

    def _doubt(self, body: Body, rest: Body) -> None:
        """A frame that is not believed: it may show that the model loses the leg, or that the legs kick in turn."""
        self._doubted_s = body.t_s
        if self._limb.gone and self._limb.as_long:
            self._waited.append((body.t_s, self._level(body)))
        if self._limb.gone or not self._limb.as_long:
            self._rough_s = body.t_s
        elif self.phase is not Phase.REST:
            self._doubted.append(replace(self._moment(body, rest), sure=True))

    def _leave(self, moment: Moment) -> None:
        self.phase, self.peak, self._limb.rose_to_deg = Phase.LIFT, self.share, None
        self._leapt = moment.t_s - self._doubted_s < limits.GLITCH_S
        self._frames, self._sure = 1, int(self._is_sure)
        self._below, self._began_short, self._dipped = Held(), self._is_short, False
        self._moments.clear()
        self._doubted.clear()
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
        was_below = self._below.is_held
        half_way = self._is_half_way and self._down_s < limits.HALF_WAY_S
        below_s = self._below.update(t_s, share + shared < under and not half_way)
        wait_s = max(self._wait_s(t_s), self._drawn_wait_s())
        if self._below.is_held and max(below_s, self._both_down_s) >= wait_s:
            return self._back(t_s)
        self._dipped |= was_below and not self._below.is_held
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

    def _drawn_wait_s(self) -> float:
        """The same, of a leg that was not surely itself all along: hardly seen, or now with too short a shin for one that is
        down, once in a movement that began with a whole one (else it is the rest pose that does not hold any more)."""
        if not self._alone or self._sure >= limits.CLEAN_SHARE * self._frames:
            return 0.0
        if self._is_short and not self._began_short and not self._dipped:
            return limits.DRAWN_WAIT_S
        return limits.HARDLY_WAIT_S if self._moments[-1].seen < limits.HARDLY_SEEN else 0.0

    def _is_rough(self, t_s: float) -> bool:
        """Whether the model loses this leg now and then: of late, or for much of this excursion."""
        return t_s - self._rough_s < limits.ROUGH_S or self._sure < limits.ROUGH_SURE * self._frames

    def _back(self, t_s: float) -> Verdict:
        self.phase, self._lowest, self._up_s = Phase.REST, self.share, 0.0
        # Kept whole: the next movement may begin before this one is summed up.
        self.last = Excursion(
            left_s=self._moments[0].t_s,
            back_s=t_s,
            peak=self.peak,
            rose_to=self._gone_share(self._limb.rose_to_deg),
            swung_to=self._swung_to(),
            sure=self._sure / self._frames,
            leapt=self._leapt,
            moments=tuple(self._moments),
            doubted=tuple(self._doubted),
        )
        if is_fidget(self.last, self._exercise):
            return Verdict.FIDGET
        seen = self._clock(whole=False, top=0.0)
        top = self._lost_top()
        self.provisional = self._clock(whole=False, top=top) if top else seen
        return judge(self.last, seen, self._movement)

    def _swung_to(self) -> float:
        """How far it must have gone where its shin was drawn too short meanwhile; never of a test, as in `_lost_top`, nor of
        both legs together, whose shins are drawn short at every top; else 0."""
        swung_to = self._gone_share(self._limb.take_swing())
        curls = self._alone and not self._is_test and self._movement.signal is Measure.KNEE_FLEXION
        return swung_to if curls else 0.0

    def _gone_share(self, deg: float | None) -> float:
        """How far it went (share of the range) where it was lost on its way up and seen again; else 0."""
        return 0.0 if deg is None else max(0.0, (deg - self.rest_deg) / self._range_deg)

    @property
    def timed(self) -> bool:
        """Whether the last excursion's times may be judged: not where the other leg covered this one for long."""
        seen = self.last.sure >= limits.TIMED_SHARE or self.last.seen >= limits.COVERED_SEEN
        return seen or not self._alone

    def is_over(self, t_s: float) -> bool:
        """Whether the last excursion can be summed up: the leg rests, or has been back for long."""
        back_s = t_s - self.last.back_s
        if back_s < limits.COMPLETE_WITHIN_S:
            return False
        falls_deg_per_s = -slope(self._track.since(t_s - 0.5), 0.3) * self._range_deg
        return falls_deg_per_s < limits.RESTING_DEG_PER_S or back_s >= limits.COMPLETE_AT_MOST_S

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
            other_seen=other.seen,
            other_short=self._is_other_short,
            fallen=(body.y - rest.y) / max(rest.trunk_px, 1e-6),
            thigh_off_deg=leg.thigh_deg - resting.thigh_deg - thigh_way,
            trunk_off_deg=body.trunk_deg - rest.trunk_deg - trunk_way,
        )

    def clock(self, *, whole: bool) -> Clock:
        """The times of the excursion that just ended; `whole` when the way down has been seen to its end."""
        return self._clock(whole=whole, top=self._lost_top())

    def _lost_top(self) -> float:
        """The usual level of this leg's tops, where the model lost the leg in much of a repetition; else 0. Of a test,
        how high it went is the question."""
        last = self.last
        kept = self._is_test or not self._alone or last.sure >= limits.LOST_TOP_SURE
        if kept or last.reached < self._movement.count_at:
            return 0.0
        if not self._tops_deg:
            return limits.USUAL_TOP
        return (median(list(self._tops_deg)) - self.rest_deg) / self._range_deg

    def _clock(self, *, whole: bool, top: float) -> Clock:
        rest = self.rest_deg / self._range_deg
        track = self._track.since(max(self.last.left_s - 2.0, self._ended_s))
        samples = [(t_s, level - rest, weight) for t_s, level, weight in track]
        return read_clock(self.last, samples, self._movement, whole=whole, top=top)

    def close(self, clock: Clock) -> None:
        """Remember where this excursion ended, for the next one not to read into it, and of a clean repetition its top."""
        self._ended_s = min(clock.end_s, self.last.back_s + 0.3)
        if self.last.is_clean and clock.high >= self._movement.count_at:
            self._tops_deg.append(self.rest_deg + clock.high * self._range_deg)
