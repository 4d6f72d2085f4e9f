"""The cues: each judged in its phases, from this view where it can be, and otherwise *unseen*."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from hamstride.engine import limits
from hamstride.engine.angles import Body, Leg
from hamstride.engine.events import CueCleared, CueRaised, Event
from hamstride.engine.filters import Held, Mean, median
from hamstride.engine.limbs import shin_shares
from hamstride.engine.measures import READ, change, in_place, is_raised, read
from hamstride.engine.outward import Outward, Outwardness, ShorterThigh
from hamstride.exercises.spec import Bound, Cue, Exercise, Judge, Laterality, Measure, Phase, Reference
from hamstride.exercises.values import Repetition, Side

# Judged once for a whole repetition, from its numbers.
OF_REPETITION = frozenset(
    {Measure.HOLD_SECONDS, Measure.LOWER_SECONDS, Measure.PEAK_FLEXION, Measure.END_FLEXION, Measure.TRAVEL}
)
_OF_WORKING_LEG = frozenset(
    {Measure.KNEE_FLEXION, Measure.HIP_FLEXION, Measure.THIGH_FORWARD, Measure.ANKLE_FLEXION}
)
_OF_A_LEG = _OF_WORKING_LEG | {Measure.OTHER_KNEE_FLEXION}

_MOST = 600  # values of a repetition that are kept
_KNEES = (Measure.KNEE_FLEXION, Measure.OTHER_KNEE_FLEXION)


def breaks(cue: Cue, value: float) -> bool:
    """Whether a value lies on the wrong side of the limit."""
    limit = _limit(cue)
    return value > limit if cue.bound is Bound.ABOVE else value < limit


def mends(cue: Cue, value: float) -> bool:
    """Whether a value is back past `clear`."""
    clear = _limit(cue) if cue.clear is None else cue.clear
    return value < clear if cue.bound is Bound.ABOVE else value > clear


def doubtful(cue: Cue, value: float, doubt: float) -> float:
    """A value that may be wrong by so much, as it speaks for the runner: only what is plain breaks the cue."""
    return value - doubt if cue.bound is Bound.ABOVE else value + doubt


def _limit(cue: Cue) -> float:
    if cue.limit is None:
        raise ValueError("a cue without a limit cannot be judged: give it one, or let it be asked")
    return cue.limit


class CueWatch:
    """One cue, frame by frame. `broken` and `unseen` speak of the current repetition or stretch."""

    def __init__(self, cue_id: str, cue: Cue) -> None:
        self.id, self.cue = cue_id, cue
        self._value, self._wrong = Mean(0.15), Held()
        self._raised = self._broken = False
        self._frames = self._judged = 0

    def begin(self) -> None:
        """A new repetition or stretch begins: its neighbours' faults are not its own."""
        self._value, self._wrong = Mean(0.15), Held()
        self._broken, self._raised = False, False
        self._frames = self._judged = 0

    @property
    def broken(self) -> bool:
        """Whether it was broken in this repetition or stretch so far."""
        return self._broken

    @property
    def unseen(self) -> bool:
        """Whether too little was readable to judge it."""
        return not self._are_enough(self._judged)

    def _are_enough(self, frames: int) -> bool:
        """Whether so many of the frames that it was asked in are enough to judge it by."""
        return self._frames > 0 and frames >= limits.JUDGED_SHARE * self._frames

    @property
    def _stays_wrong(self) -> bool:
        """Whether what is wrong is so until it is past `clear`; what the runner can be asked instead, once it was told."""
        return self._raised or (self._wrong.is_held and self.cue.ask is None)

    def _tells(self, value: float) -> bool:
        """Whether a value shows that the cue was kept, unless it is broken. What the runner can be asked instead is not guessed
        at before it is past `clear`, where the model's own error decides."""
        return self.cue.ask is None or mends(self.cue, value)

    def learn(self) -> None:
        """The repetition that ended was counted. A cue that is judged frame by frame learns nothing of it."""

    def skip(self, t_s: float) -> None:
        """A frame that says nothing about it, one way or the other, and breaks what was wrong for so long."""
        self._wrong.update(t_s, condition=False)

    def update(self, t_s: float, value: float | None, *, far: bool = False) -> list[Event]:
        """Take the value of a frame in one of the cue's phases; `None` where it cannot be read from this view.

        What is read on the `far` leg breaks a cue only where it is plain, and never shows that the cue was kept.
        """
        self._frames += 1
        if value is None:
            return []
        plain = value if not far else doubtful(self.cue, value, limits.FAR_DOUBT_DEG)
        steady = self._value.update(t_s, plain)
        self._judged += not far and self._tells(steady)
        wrong = not mends(self.cue, steady) if self._stays_wrong else breaks(self.cue, steady)
        wrong_s = self._wrong.update(t_s, wrong)
        if wrong and not self._raised and wrong_s >= self.cue.for_s:
            self._raised = self._broken = True
            return [CueRaised(t_s=t_s, cue=self.id)]
        if self._raised and not wrong:
            self._raised = False
            return [CueCleared(t_s=t_s, cue=self.id)]
        return []


class WholeCueWatch(CueWatch):
    """A cue whose measure is a guess in each single frame (the model's feet): the middle value of a repetition decides, beside
    those of the good ones before it, in which the same leg was near or far."""

    def __init__(self, cue_id: str, cue: Cue) -> None:
        super().__init__(cue_id, cue)
        self._values: deque[float] = deque(maxlen=_MOST)
        self._read, self._far = 0, False
        self._good = {far: deque[float](maxlen=limits.FEET_COMPARED) for far in (False, True)}

    def begin(self) -> None:
        """A new repetition begins."""
        super().begin()
        self._values.clear()
        self._read, self._far = 0, False

    def learn(self) -> None:
        """What is usual, where it was good: else toes that are pulled up little by little were usual in the end."""
        if self._are_enough(self._read) and not self.broken and not self._is_past(self._middle):
            self._good[self._far].append(self._middle)

    def update(self, t_s: float, value: float | None, *, far: bool = False) -> list[Event]:
        """Take the value of a frame; nothing is said before the repetition is over."""
        self._frames += 1
        if value is not None:
            self._far |= far
            self._read += 1
            self._judged += not far
            self._values.append(value)
        return []

    def _are_enough(self, frames: int) -> bool:
        return super()._are_enough(frames) and frames >= limits.FOOT_FRAMES

    @property
    def broken(self) -> bool:
        """Whether the middle value is past the limit, on the far leg plainly so and further than is usual; or not past `clear`
        and far from what is usual."""
        if not self._are_enough(self._read):
            return False
        value, good = self._middle, self._good[self._far]
        stands_out = bool(good) and self._is_worse(value, median(list(good)))
        if self._is_past(value):
            return stands_out or not (self._far and good)
        return stands_out and not mends(self.cue, value)

    @property
    def _middle(self) -> float:
        return median(list(self._values))

    def _is_past(self, value: float) -> bool:
        """Whether a value is past the limit, on the far leg plainly so."""
        return breaks(self.cue, doubtful(self.cue, value, limits.FAR_FOOT_DOUBT_DEG) if self._far else value)

    def _is_worse(self, value: float, usual: float) -> bool:
        """Whether a value is plainly on the wrong side of what is usual."""
        plain = doubtful(self.cue, value, limits.FOOT_STANDS_OUT_DEG)
        return plain > usual if self.cue.bound is Bound.ABOVE else plain < usual


class Cues:
    """All cues of an exercise and variant."""

    def __init__(self, exercise: Exercise, variant: str | None) -> None:
        self._exercise = exercise
        ids = exercise.cue_ids(variant)
        wanted = {id_: exercise.cues[id_] for id_ in ids if exercise.cues[id_].judge is not Judge.REMIND}
        self._watches = [_watch(id_, cue) for id_, cue in wanted.items() if _by_frame(cue)]
        self._numbers = {id_: cue for id_, cue in wanted.items() if _by_number(cue)}
        self._of_a_thigh = {watch.id for watch in self._watches if watch.cue.measure is Measure.THIGH_FORWARD}
        self._never = wanted.keys() - self._numbers.keys() - {watch.id for watch in self._watches}
        self._in_front = is_raised(exercise)  # a foot on a chair: the other leg does not cover this one
        self._on_something = self._in_front and exercise.is_hold
        self._bounce, self._outward, self._thigh = Bounce(), Outward(), ShorterThigh()
        self._seen_s = float("-inf")

    def learn(self) -> None:
        """The repetition that ended was counted: what is usual in this view."""
        if not any(watch.broken for watch in self._watches if watch.id in self._of_a_thigh):
            self._thigh.learn()
        for watch in self._watches:
            watch.learn()

    @property
    def outward(self) -> Outwardness | None:
        """How far outward the knee looked in this repetition so far; `None` where that is not asked, or was seen too little."""
        return self._outward.read() if self._of_a_thigh else None

    def outward_in(self, rep: Repetition) -> Repetition:
        """A repetition in which the knee went outward, as the others of the set show."""
        return replace(
            rep,
            cues=self._in_order(self._of_a_thigh.union(rep.cues)),
            unseen=self._in_order(set(rep.unseen) - self._of_a_thigh),
        )

    def begin(self) -> None:
        """A new repetition or stretch begins."""
        self._outward.begin()
        self._thigh.begin()
        for watch in self._watches:
            watch.begin()

    def exchange(self) -> None:
        """It is the other leg that works in this stretch: what was judged so far on either is forgotten."""
        for watch in self._watches:
            if watch.cue.measure in _OF_A_LEG:
                watch.begin()

    def disowned(self, rep: Repetition) -> Repetition:
        """A repetition that was the other leg's after all: what was read on the leg of this name is unseen."""
        read_here = {watch.id for watch in self._watches if watch.cue.measure in _OF_WORKING_LEG}
        return replace(
            rep,
            cues=tuple(id_ for id_ in rep.cues if id_ not in read_here),
            unseen=self._in_order(read_here.union(rep.unseen)),
        )

    def update(self, body: Body, rest: Body, phase: Phase, working: Side, near: Side) -> list[Event]:
        """Judge a frame in a phase of the movement of the `working` leg."""
        if body.t_s - self._seen_s > limits.LOST_AFTER_S:
            self._interrupt(body.t_s)
        self._seen_s = body.t_s
        bounce = self._bounce.update(body)
        if self._of_a_thigh:
            self._outward.update(body, rest, working, near)
        events: list[Event] = []
        oblique = abs(rest.aslant) >= limits.ASLANT or rest.is_seen_from_above(near)
        for watch in self._watches:
            if phase not in watch.cue.phases:
                continue
            if watch.cue.measure is Measure.BOUNCE:
                events += watch.update(body.t_s, bounce)
                continue
            if _foot_is_covered(watch.cue, body.leg(working)):
                watch.skip(body.t_s)
                continue
            side = self._leg_for(watch.cue.measure, working, near, oblique=oblique)
            value = None if side is None else self._value(watch.cue, body, rest, side, near)
            events += watch.update(body.t_s, value, far=side is not near and not self._in_front)
        return events

    def _interrupt(self, t_s: float) -> None:
        """Nothing was judged for a while: what was wrong before has not been wrong since."""
        self._bounce = Bounce()
        for watch in self._watches:
            watch.skip(t_s)

    def _value(self, cue: Cue, body: Body, rest: Body, side: Side, near: Side) -> float | None:
        if cue.measure is None:
            return None
        foot_seen = limits.VISIBLE if side is near else limits.FAR_FOOT_SEEN
        if cue.measure is Measure.ANKLE_FLEXION and body.leg(side).foot_seen < foot_seen:
            return None
        if self._on_something:
            named = _under_its_name(cue, body, rest, side)
            if named is None:
                return None
            side = named
        stands_out = self._in_front and side is not near
        is_seen = body.leg(side).seen >= limits.VISIBLE
        # A shin that was not seen at rest, beyond the edge of the picture, is guessed at in other poses too.
        is_knee_seen = is_seen and rest.leg(side).seen >= limits.VISIBLE
        if (stands_out and not is_seen) or (cue.measure in _KNEES and not is_knee_seen):
            return None
        # Of a thigh that is hardly seen, how long it looks says nothing.
        if cue.measure is Measure.THIGH_FORWARD and side is near and is_seen:
            return max(change(cue.measure, body, rest, side), self._thigh.deg(body, rest, side))
        if cue.reference is Reference.REST:
            return change(cue.measure, body, rest, side)
        value = read(cue.measure, body, side)
        if cue.measure is Measure.ANKLE_FLEXION and side is near and abs(rest.aslant) > limits.FROM_ABOVE:
            value -= limits.FROM_ABOVE_FOOT_DEG
        return None if cue.measure in _KNEES and _is_half_way(value, body, rest, side) else value

    def _leg_for(self, measure: Measure | None, working: Side, near: Side, *, oblique: bool) -> Side | None:
        """The leg to read a measure on; `None` where that is the far one, which is not judged (but for a thigh that moves, a
        lifted foot, and a leg that stands out in front), or a standing one seen `oblique`, from in front, behind or above,
        whose knee looks straighter."""
        both = self._exercise.laterality is Laterality.BOTH_LEGS
        if both or measure in (Measure.HIP_RISE, Measure.TRUNK_LEAN):
            return near
        if measure is Measure.OTHER_KNEE_FLEXION:
            return near if working is not near and not oblique else None
        clear = measure in (Measure.THIGH_FORWARD, Measure.ANKLE_FLEXION) or self._in_front
        return working if working is near or clear else None

    def broken(self, numbers: Mapping[Measure, float]) -> tuple[str, ...]:
        """Ids of the cues broken in this repetition or stretch, in the declaration's order; `numbers` are those known."""
        found = {watch.id for watch in self._watches if watch.broken}
        found |= {
            id_
            for id_, cue in self._numbers.items()
            if (value := numbers.get(cue.measure or Measure.TRAVEL)) is not None and breaks(cue, value)
        }
        return self._in_order(found)

    def unseen(self, numbers: Mapping[Measure, float] | None = None) -> tuple[str, ...]:
        """Ids of the cues that nobody could judge in this repetition or stretch; `numbers` are those known of a counted one."""
        found = {watch.id for watch in self._watches if watch.unseen and not watch.broken} | self._never
        if numbers is not None:
            found |= {id_ for id_, cue in self._numbers.items() if cue.measure not in numbers}
        return self._in_order(found)

    def _in_order(self, ids: set[str]) -> tuple[str, ...]:
        return tuple(id_ for id_ in self._exercise.cues if id_ in ids)


class Bounce:
    """Swinging of the shoulders at about 0.5 to 3 Hz, as the root mean square in trunk lengths."""

    def __init__(self) -> None:
        self._fast = (Mean(0.07), Mean(0.07))
        self._slow = (Mean(0.45), Mean(0.45))
        self._square = Mean(1.0)

    def update(self, body: Body) -> float:
        """The swing after one more body."""
        square = 0.0
        for fast, slow, at in zip(self._fast, self._slow, (body.shoulder_x, body.shoulder_y), strict=True):
            square += (fast.update(body.t_s, at) - slow.update(body.t_s, at)) ** 2
        return float(self._square.update(body.t_s, square) ** 0.5) / max(body.trunk_px, 1e-6)


def _watch(cue_id: str, cue: Cue) -> CueWatch:
    return (WholeCueWatch if cue.measure is Measure.ANKLE_FLEXION else CueWatch)(cue_id, cue)


def _under_its_name(cue: Cue, body: Body, rest: Body, side: Side) -> Side | None:
    """The model's name for the leg that a cue is about, where one has its foot on something: of a knee, the one that is where
    that leg belongs; `None` where neither is, or both."""
    if cue.measure in _KNEES:
        raised = cue.measure is Measure.KNEE_FLEXION
        there = [each for each in (side, side.other) if in_place(body.leg(each), rest, raised=raised)]
        return there[0] if len(there) == 1 else None
    before_deg = rest.hip_lead_deg
    own = body.hip_lead_deg * before_deg >= limits.OWN_NAMES_SHARE * before_deg * before_deg
    return side if own else None


def _is_half_way(knee_deg: float, body: Body, rest: Body, side: Side) -> bool:
    """Whether a knee is drawn half way to the other one: past straight, and its shin too short."""
    left, right = shin_shares(body, rest)
    share = left if side is Side.LEFT else right
    return knee_deg < limits.PAST_STRAIGHT_DEG and share < limits.LENGTH_CHANGE[0]


def _foot_is_covered(cue: Cue, leg: Leg) -> bool:
    return cue.measure is Measure.ANKLE_FLEXION and leg.knee_deg >= limits.FOOT_READS_DEG


def _by_frame(cue: Cue) -> bool:
    return cue.is_watched and (cue.measure in READ or cue.measure is Measure.BOUNCE)


def _by_number(cue: Cue) -> bool:
    return cue.is_watched and cue.measure in OF_REPETITION
