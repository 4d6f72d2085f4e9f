"""The repetitions of a set: each leg followed on its own, and the one that works told from the other."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hamstride.engine import limits
from hamstride.engine.angles import Body
from hamstride.engine.cues import Cues
from hamstride.engine.events import (
    Event,
    HoldTick,
    OtherLeg,
    PartialRep,
    PhaseEntered,
    RepCompleted,
    RepCounted,
    RepRevised,
)
from hamstride.engine.feet import Foot
from hamstride.engine.fidgets import Verdict
from hamstride.engine.leg import LegWay
from hamstride.engine.measures import travel_deg
from hamstride.engine.names import Names
from hamstride.engine.outward import Outwardness, Seen, which_stand_out
from hamstride.engine.pairs import Pairs
from hamstride.engine.raised import Raised
from hamstride.engine.sides import Answer, Hidden, Sides, agreed, of_the_set
from hamstride.engine.timing import Clock
from hamstride.exercises.spec import Exercise, Kind, Laterality, Measure, Phase, Position
from hamstride.exercises.values import Hold, Repetition, Side


@dataclass(slots=True, kw_only=True)
class Done:
    """A repetition on its way: back from the top, perhaps not yet at rest. `leg` is the model's name for what moved, `moved`
    the leg that it was, `near` the nearer one, `plain` whether there is no doubt about that, `answer` what becomes of it,
    `number` its number among the counted ones of its side, `outward` how far outward its knee looked, from which `place` of the
    runner's and in an `askew` picture or not, `is_outward` what the others of the set say to that."""

    leg: Side
    moved: Side
    plain: bool
    rep: Repetition
    answer: Answer
    near: Side
    place: int
    askew: bool
    number: int | None = None
    finished: bool = False
    outward: Outwardness | None = None
    is_outward: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a repetition of the set."""
        return self.rep.counted and self.answer is Answer.COUNT


class OneLeg:
    """One leg with its own cues: tells of its phases, and of each repetition twice, at its return and at its end."""

    def __init__(self, exercise: Exercise, variant: str | None, side: Side, pairs: Pairs | None) -> None:
        self.way, self._pairs = LegWay(exercise, side), pairs
        self.returned: Repetition | None = None
        self.finished: Repetition | None = None
        self.outward: Outwardness | None = None  # of the finished one
        self.hidden = False  # back from a movement of which too much was hidden to tell how far it went
        self._cues = Cues(exercise, variant)
        self._range_deg = travel_deg(exercise)
        self._is_test = exercise.kind is Kind.TEST
        self._phase = Phase.REST
        self._open: Verdict | None = None
        self._held_from_s: float | None = None
        self._ticks = 0
        self._is_far = False
        self._seen_s, self._blind_s = 0.0, -math.inf  # until when the movement was out of sight for a while

    def update(self, body: Body, rest: Body, near: Side) -> list[Event]:
        """Take a believed body; returns phases, ticks and cues. Look at `returned` and `finished` afterwards."""
        self.returned = self.finished = None
        self._is_far = self.way.side is not near
        verdict = self.way.update(body, rest)
        events: list[Event] = []
        if self.way.phase is not self._phase:
            events += self._enter(body.t_s, self.way.phase)
        gap_s, self._seen_s = body.t_s - self._seen_s, body.t_s
        if self.way.phase is not Phase.REST:
            if gap_s > limits.LOST_AFTER_S:
                self._blind_s = body.t_s
            events += self._tick(body.t_s)
            events += self._cues.update(body, rest, self.way.phase, self.way.side, near)
        elif self._open is not None and self.way.is_over(body.t_s):
            self.finish()
        self.hidden = self._is_less(verdict) and self.way.last.is_hidden
        if verdict not in (None, Verdict.FIDGET) and not self.hidden and not self._is_shaken(near):
            self._open = verdict
            self.returned = self._repetition(self.way.provisional)
        return events

    def _is_less(self, verdict: Verdict | None) -> bool:
        """Whether it may have been a repetition of which less was seen: a half one, or one that begins with a leap."""
        return verdict is Verdict.PARTIAL or (verdict is Verdict.FIDGET and self.way.last.leapt)

    def _is_shaken(self, near: Side) -> bool:
        last, is_near = self.way.last, self.way.side is near
        if self._pairs is None:
            return False
        from_s = min(last.left_s, self.way.provisional.start_s)
        return self._pairs.shaken(from_s, last.back_s, near=is_near, lost=last.rose_to > 0.0)

    def finish(self) -> None:
        """What is open is over: the leg rests, moves again, or the film ends."""
        self.finished = None
        if self._open is None:
            return
        clock = self.way.clock(whole=True)
        self.way.close(clock)
        self.finished, self.outward = self._repetition(clock), self._cues.outward
        if self._open is Verdict.COUNTED:
            self._cues.learn()
        self._open = None

    def forget(self, t_s: float) -> list[Event]:
        """Give up whatever movement is under way; returns the phase that it leaves for."""
        self.finish()
        self.way.forget()
        return [] if self._phase is Phase.REST else self._enter(t_s, Phase.REST)

    def _enter(self, t_s: float, phase: Phase) -> list[Event]:
        if self._phase is Phase.REST:
            self.finish()
            self._cues.begin()
            self._held_from_s, self._blind_s = None, -math.inf
        if phase is Phase.HOLD and self._held_from_s is None:
            self._held_from_s, self._ticks = t_s - limits.HOLD_NOTICED_S, 0
        self._phase = phase
        return [PhaseEntered(t_s=t_s, phase=phase, side=self.way.side)]

    def _tick(self, t_s: float) -> list[Event]:
        held_s = 0.0 if self._held_from_s is None else t_s - self._held_from_s
        if self._phase is not Phase.HOLD or held_s < self._ticks + 1:
            return []
        self._ticks = int(held_s)
        return [HoldTick(t_s=t_s, seconds=self._ticks)]

    def _repetition(self, clock: Clock) -> Repetition:
        counted, way = self._open is Verdict.COUNTED, self.way
        numbers = self._numbers(clock, counted=counted)
        return Repetition(
            side=way.side,
            start_s=clock.start_s,
            top_s=clock.top_s,
            end_s=clock.end_s,
            hold_s=clock.hold_s,
            range_deg=way.last.reached * self._range_deg,
            peak_deg=self._kept_deg() if counted and self._is_test else None,
            counted=counted,
            cues=self._cues.broken(numbers),
            unseen=self._cues.unseen(numbers if counted else None),
        )

    def _numbers(self, clock: Clock, *, counted: bool) -> dict[Measure, float]:
        """What the cues of a whole repetition are judged by, as far as it was in sight."""
        way, blind = self.way, self._blind_s > -math.inf
        numbers = {} if blind and not counted else {Measure.TRAVEL: way.last.may_have_reached}
        if counted and way.timed and self._blind_s < clock.top_s + clock.hold_s - limits.LOST_AFTER_S:
            numbers[Measure.LOWER_SECONDS] = clock.lower_s + self._lower_doubt_s(clock)
        if not counted or blind:
            return numbers
        if way.timed:
            numbers[Measure.HOLD_SECONDS] = clock.longest_hold_s + self._hold_doubt_s(clock)
        return numbers | {
            Measure.PEAK_FLEXION: way.rest_deg + clock.high * self._range_deg,
            Measure.END_FLEXION: way.rest_deg + clock.floor * self._range_deg,
        }

    def _hold_doubt_s(self, clock: Clock) -> float:
        """By how much a hold may read too short."""
        lost = self.way.last.sure < limits.LOST_TOP_SURE and not clock.guessed
        return limits.LOST_HOLD_DOUBT_S if lost else 0.0

    def _lower_doubt_s(self, clock: Clock) -> float:
        """By how much a lowering may read too short."""
        last, begins_s = self.way.last, clock.top_s + clock.hold_s - limits.LOWER_ABOUT_S
        lost = last.lost_share(begins_s, clock.end_s) >= limits.LOST_LOWER_SHARE
        if last.trembles and lost and not clock.guessed:
            return limits.LOST_LOWER_DOUBT_S
        if last.trembles or self._is_far:
            return limits.BAD_LOWER_DOUBT_S
        made_good = last.is_clean or clock.guessed
        return limits.LOWER_DOUBT_S if made_good else limits.COVERED_LOWER_DOUBT_S

    def outward_in(self, rep: Repetition) -> Repetition:
        """A repetition in which the knee went outward, as the others of the set show."""
        return self._cues.outward_in(rep)

    def under(self, moved: Side, near: Side, rep: Repetition) -> Repetition:
        """The repetition, as far as it can be told when this leg `moved`, or the far one under the near one's name."""
        return self._cues.disowned(rep) if self.way.side is near and moved is not near else rep

    def _kept_deg(self) -> float | None:
        """The angle that a trial kept to, where there were pictures enough to read it."""
        last = self.way.last
        return self.way.rest_deg + last.kept_share * self._range_deg if last.is_read else None


def _is_same(one: Repetition, other: Repetition) -> bool:
    """Whether two repetitions are at the same time, for most of the shorter one."""
    both_s = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return both_s > 0.5 * min(one.end_s - one.start_s, other.end_s - other.start_s)


class Reps:
    """Takes believed bodies; returns what happened."""

    def __init__(self, exercise: Exercise, variant: str | None, asked: Side | None) -> None:
        self._asked = asked
        self._both = exercise.laterality is Laterality.BOTH_LEGS
        on_back = exercise.kind is Kind.TEST and exercise.position is Position.SUPINE and not self._both
        self._raised = Raised(exercise) if on_back else None
        # One leg is up all through a trial, whatever the model makes of the other one.
        self._pairs = None if self._both or on_back else Pairs(exercise)
        self._legs = {side: OneLeg(exercise, variant, side, self._pairs) for side in (Side.LEFT, Side.RIGHT)}
        self._sides, self._names, self._hidden = Sides(asked, exercise.position), Names(), Hidden()
        self._done: list[Done] = []
        self._near, self._aslant = Side.LEFT, 0.0
        self._place, self._askew = 0, False  # whoever comes back stands elsewhere

    @property
    def share(self) -> float:
        """Travel of the leg that moves."""
        return max(leg.way.share for leg in self._watched())

    @property
    def at_rest(self) -> bool:
        """Whether the legs are where they were at the start."""
        return all(leg.way.rests for leg in self._watched())

    @property
    def is_hidden(self) -> bool:
        """Whether the working leg is too badly seen behind the other one."""
        return self._hidden.lasts

    def forget(self, t_s: float) -> list[Event]:
        """A movement under way is given up; what was counted stays."""
        self._hidden = Hidden()
        events: list[Event] = []
        for leg in self._legs.values():
            events += self._heard(leg, leg.forget(t_s))
            events += self._complete(leg, t_s)
        self._place += 1
        return events

    def lost(self, t_s: float) -> list[Event]:
        """The legs cannot be seen any more: what was counted stays."""
        return []

    def camera_fell(self, t_s: float) -> None:
        """The camera was turned until now: repetitions bridge that as any other gap."""
        self._place, self._askew = self._place + 1, True

    def update(self, body: Body, rest: Body, near: Side, *, foot: Foot) -> list[Event]:
        """Take a believed body."""
        if near is not self._near:
            self._near, self._hidden = near, Hidden()
        self._aslant = abs(rest.aslant)
        if self._pairs is not None:
            self._pairs.update(body, rest)
        named = self._under_names(body, rest)
        if named is None:
            return []
        body, events = named, list[Event]()
        for leg in self._watched():
            events += self._heard(leg, leg.update(body, rest, near))
            events += self._complete(leg, body.t_s)
            if leg.returned is not None:
                events += self._count(leg, leg.returned, body.t_s)
            elif leg.hidden and self._likely() in (None, leg.way.side):
                self._hidden.came_back()
        return events

    def _under_names(self, body: Body, rest: Body) -> Body | None:
        """The legs under their right names; `None` for a frame that tells nothing of them."""
        if self._both:
            return body
        if self._raised is not None:
            return self._raised.update(body, rest, self._asked or self._near)
        shown = any(done.number is not None for done in self._done)
        return self._names.update(
            body, rest, self._near, likely=self._likely(), shown=shown, busy=self._busy()
        )

    def _busy(self) -> bool:
        return any(leg.way.phase is not Phase.REST for leg in self._legs.values())

    def _likely(self) -> Side | None:
        """The leg that works in this set, by the model's names, as far as is known: that of most of the latest repetitions."""
        counted = [done.leg for done in self._done[-limits.LATEST :] if done.number is not None]
        return max(counted, key=counted.count) if counted else self._asked

    def _watched(self) -> Iterator[OneLeg]:
        """Both legs, the nearer one first, or for a movement of both together that one alone."""
        return (
            self._legs[side] for side in ((self._near,) if self._both else (self._near, self._near.other))
        )

    def _named(self, leg: OneLeg) -> tuple[Side, bool]:
        """The leg that really moved, whatever the model calls it, and whether that is plain."""
        last, side = leg.way.last, leg.way.side
        covered = side is self._near and last.seen < limits.COVERED_SEEN
        led = None if self._pairs is None else self._pairs.led(side, last.left_s, last.back_s)
        if led is not None:
            side = side if led else side.other
            self._sides.known(side)
            return side, True
        if self._pairs is None or (side is self._near and not covered):
            return self._sides.truly(side, self._near, last.seen, aslant=self._aslant), True
        if covered and self._pairs.stood(side, last.left_s, last.back_s):
            side = side.other
        side = self._sides.truly(side, self._near, last.seen, aslant=self._aslant)
        return side, side is leg.way.side

    def _heard(self, leg: OneLeg, told: list[Event]) -> list[Event]:
        """What is passed on of a leg's events: those of the leg that works, while the names are its own."""
        if not self._sides.follows(leg.way.side) or self._names.began not in (None, leg.way.side):
            return []
        return [self._renamed(event) for event in told]

    def _renamed(self, event: Event) -> Event:
        return replace(event, side=self._asked or event.side) if isinstance(event, PhaseEntered) else event

    def _count(self, leg: OneLeg, rep: Repetition, t_s: float) -> list[Event]:
        """The leg is back: count it, let it wait, or let a fidget go."""
        side, plain = self._named(leg)
        drawn_along = self._is_told(leg, side, rep) or self._is_to_come(leg, side)
        answer = Answer.FIDGET if drawn_along else self._sides.answer(side, counted=rep.counted)
        waited = [done for done in self._done if done.answer is Answer.WAIT]
        rep = replace(leg.under(side, self._near, rep), side=self._asked or side)
        self._done.append(
            Done(
                leg=leg.way.side,
                moved=side,
                plain=plain,
                rep=rep,
                answer=answer,
                near=self._near,
                place=self._place,
                askew=self._askew,
            )
        )
        if self._asked is not None and answer is Answer.WAIT and plain:
            return [OtherLeg(t_s=t_s, side=self._asked)]
        if not rep.counted or answer is not Answer.COUNT:
            return []
        for done in waited:
            done.answer = Answer.FIDGET if side is self._asked else Answer.COUNT
        accepted = [done for done in (*waited, self._done[-1]) if done.answer is Answer.COUNT]
        return [event for done in accepted for event in self._accept(done, t_s)]

    def _is_told(self, leg: OneLeg, side: Side, rep: Repetition) -> bool:
        """Whether it is a repetition that was told already under the other name: the model drew both legs up."""
        return any(
            done.moved is side
            and done.leg is not leg.way.side
            and done.rep.counted
            and done.answer is not Answer.FIDGET
            and _is_same(done.rep, rep)
            for done in self._done[-limits.LATEST :]
        )

    def _is_to_come(self, leg: OneLeg, side: Side) -> bool:
        """Whether the leg that really moved was surely up as well, and is still on its way back: it tells of that better."""
        return side is not leg.way.side and self._legs[side].way.is_surely_up

    def _accept(self, done: Done, t_s: float) -> list[Event]:
        same = [
            each.number for each in self._done if each.rep.side is done.rep.side and each.number is not None
        ]
        done.number = len(same) + 1
        self._hidden.counted()
        events: list[Event] = [
            RepCounted(t_s=t_s, number=done.number, side=done.rep.side, cues=done.rep.cues)
        ]
        return events + self._told(done, t_s) if done.finished else events

    def _complete(self, leg: OneLeg, t_s: float) -> list[Event]:
        """All numbers of a repetition are known now."""
        if leg.finished is None:
            return []
        done = next(each for each in reversed(self._done) if each.leg is leg.way.side and not each.finished)
        done.rep = replace(leg.under(done.moved, self._near, leg.finished), side=done.rep.side)
        done.finished = True
        done.outward = leg.outward
        revised = [each for each in self._compare(done) if each is not done]
        events: list[Event] = [RepRevised(t_s=t_s, rep=self._known(each)) for each in revised]
        return events + self._told(done, t_s) if done.answer is Answer.COUNT else events

    def _compare(self, last: Done) -> list[Done]:
        """Whose knee went outward, told beside the latest others of that leg, seen from that side; returns those of which that
        is news."""
        if last.leg is not last.moved:
            return []
        seen = [done for done in self._done if done.finished and done.counts and done.near is last.near]
        same = [done for done in seen if done.leg is done.moved is last.moved][-limits.COMPARED :]
        before = [self._known(done) for done in same]
        read = [Seen(looks=done.outward or {}, place=done.place, askew=done.askew) for done in same]
        are_out = which_stand_out(read, [done.is_outward for done in same])
        for done, is_out in zip(same, are_out, strict=True):
            done.is_outward = is_out
        return [done for done, rep in zip(same, before, strict=True) if self._known(done) != rep]

    def _known(self, done: Done) -> Repetition:
        """The repetition with all that is known of it by now."""
        rep = self._legs[done.leg].outward_in(done.rep) if done.is_outward else done.rep
        return replace(rep, number=done.number)

    def _told(self, done: Done, t_s: float) -> list[Event]:
        if not done.rep.counted:
            return [PartialRep(t_s=t_s, rep=done.rep)]
        return [RepCompleted(t_s=t_s, rep=self._known(done))]

    def finish(self, t_s: float) -> list[Event]:
        """The film is over."""
        events: list[Event] = []
        for leg in self._legs.values():
            leg.finish()
            events += self._complete(leg, t_s)
        return events

    @property
    def side(self) -> Side | None:
        """The side that worked; `None` where nobody did, or both did a set."""
        if self._asked is not None:
            return self._asked
        sides = {rep.side for rep in self.reps() if rep.counted}
        return sides.pop() if len(sides) == 1 else None

    def reps(self) -> tuple[Repetition, ...]:
        """The repetitions and partial ones of the set, in order, numbered."""
        done = [done for done in self._done if done.answer is Answer.COUNT and done.finished]
        known = [self._known(each) for each in done]
        if self._asked is None:
            known = of_the_set(agreed(known, [each.plain for each in done]))
        numbers = iter(range(1, len(known) + 1))
        return tuple(replace(rep, number=next(numbers)) if rep.counted else rep for rep in known)

    def holds(self) -> tuple[Hold, ...]:
        """None: this is no stretch."""
        return ()
