"""What was an excursion: a repetition, a partial one, or something else that runners do with their legs?"""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from hamstride.engine import limits
from hamstride.engine.excursion import Excursion, Moment
from hamstride.engine.filters import median
from hamstride.engine.measures import travel_deg
from hamstride.engine.timing import Clock
from hamstride.exercises.spec import Exercise, Laterality, Movement, Position


class Verdict(Enum):
    """What an excursion of the leg was."""

    COUNTED = "counted"
    PARTIAL = "partial"
    FIDGET = "fidget"


def is_fidget(excursion: Excursion, exercise: Exercise) -> bool:
    """Whether an excursion that just ended was something else, by what the legs did and before its times are read."""
    alone = exercise.laterality is Laterality.EACH_LEG
    high = excursion.high
    if len(high) < 2 or excursion.up_s < limits.SHORTEST_UP_S or _off_the_way(high, exercise):
        return True
    if exercise.position is Position.STANDING and _stands_on_one(excursion, high):
        return _other_leads(excursion, high)
    if alone:
        return _both(excursion, high) or _in_turn(excursion)
    return _is_up_for_a_moment(excursion, exercise.movement)


def judge(excursion: Excursion, clock: Clock, movement: Movement) -> Verdict:
    """The verdict on an excursion that is no fidget so far, with its times as far as they are known."""
    if _too_quick(clock, lost=excursion.rose_to > 0.0):
        return Verdict.FIDGET
    return Verdict.COUNTED if excursion.may_have_reached >= movement.count_at else Verdict.PARTIAL


def _too_quick(clock: Clock, *, lost: bool) -> bool:
    """Quicker than any repetition; of a leg that was `lost` on its way up, by more than its ways read short."""
    doubt_s = limits.LOWER_DOUBT_S if lost else 0.0
    return (
        clock.lift_s < limits.SHORTEST_LIFT_S
        or clock.lift_s + clock.lower_s < limits.SHORTEST_WAYS_S - doubt_s
        or clock.end_s - clock.start_s < limits.SHORTEST_REP_S
    )


def _is_up_for_a_moment(excursion: Excursion, movement: Movement) -> bool:
    """Whether both legs together were up, but for less than anybody's are: the model is at a loss where somebody passes in
    front."""
    frame_s = median([after.t_s - before.t_s for before, after in pairwise(excursion.moments)])
    up_s = frame_s * sum(moment.share >= movement.count_at for moment in excursion.moments)
    return excursion.peak >= movement.count_at and up_s < limits.BOTH_LEAST_UP_S


def _off_the_way(high: Sequence[Moment], exercise: Exercise) -> bool:
    """A march, a squat or bending down: the middle values of the upper part tell."""
    thigh_off = median([moment.thigh_off_deg for moment in high])
    knee_deg = median([moment.share for moment in high]) * travel_deg(exercise)
    stands = exercise.position is Position.STANDING
    if stands and knee_deg - thigh_off < limits.SHANK_SHARE * knee_deg:
        return True
    trunk_off = median([abs(moment.trunk_off_deg) for moment in high])
    return abs(thigh_off) > limits.THIGH_SWING_DEG or trunk_off > limits.TRUNK_SWING_DEG


def _stands_on_one(excursion: Excursion, high: Sequence[Moment]) -> bool:
    """Of somebody standing: whether one leg was up for longer than anybody stands on none, or kicks. Then the leg that leads is
    up, and the other one drawn along, however the model shares the bend out between them."""
    dips = excursion.dips(excursion.moments)
    long = excursion.up_s > limits.LONGEST_HOP_S * dips or excursion.bent_s > limits.LONGEST_KICKS_S
    return long and median([m.fallen for m in high]) < limits.KNEELS_AT


def _other_leads(excursion: Excursion, high: Sequence[Moment]) -> bool:
    """Whether the other leg was up further; of one that was surely itself not where that other one is hardly seen: invented."""
    invented = excursion.is_clean and median([moment.other_seen for moment in high]) < limits.INVENTED_SEEN
    further = median([moment.other_share for moment in high]) > median([moment.share for moment in high])
    return further and not invented


def _both(excursion: Excursion, high: Sequence[Moment]) -> bool:
    """Whether the other leg was up as well, nearly always: in between, the model may draw a still leg along. Where this leg
    came down more than once meanwhile, as in kicking, half of the time is enough. A leg that is hardly seen is invented, the
    sooner where it stays up."""
    travel = median([moment.share for moment in high])
    dips = excursion.dips(excursion.moments)
    kicks = dips > 1 or excursion.up_s < limits.KICKED_S
    if median([m.other_seen for m in high]) < (limits.INVENTED_SEEN if kicks else limits.BOTH_SEEN):
        return False
    sure = [moment for moment in high if moment.sure]
    along = excursion.is_clean  # this leg is surely itself: the other one may be drawn along with it
    others = sorted(
        0.0 if along and _is_drawn_along(moment) else moment.other_share
        for moment in (sure if len(sure) > 2 else high)
    )
    if others[int(limits.BOTH_QUANTILE * len(others))] > limits.BOTH_SHARE * travel:
        return True
    begin = [moment for moment in excursion.moments if moment.t_s < high[0].t_s]
    together = not begin or median([m.other_share - limits.OTHER_LEG_SHARE * m.share for m in begin]) > 0.0
    return together and dips > 1 and others[len(others) // 2] > limits.OTHER_LEG_SHARE * travel


def _is_drawn_along(moment: Moment) -> bool:
    """Whether the other leg is bent for this one only: its ankle on the way to this one's, so its shin is too short and it is
    bent by less."""
    return moment.other_short and moment.other_share < limits.DRAWN_ALONG_SHARE * moment.share


def _in_turn(excursion: Excursion) -> bool:
    """Whether this leg went down for the other to go up, both surely themselves, and quickly: kicking in turn."""
    moments = excursion.told
    up = [excursion.is_up(moment) for moment in moments]
    first, last = up.index(True), len(up) - up[::-1].index(True)
    down = [moment for moment, high in zip(moments[first:last], up[first:last], strict=True) if not high]
    crossed = sum(moment.sure and moment.other_share > limits.CROSSED_AT for moment in down)
    quick = excursion.up_s < limits.SHORTEST_SWING_S * excursion.dips(moments)
    return crossed > limits.CROSSED_SHARE * len(down) and quick
