"""Whether legs are shaken out, which is no curl of one of them.

Both heels go at once, or one after the other, or one of them at twice a second and more. Within a true
repetition the names change places from one frame to the next, and where both legs seem to be bent each is drawn half way to
the other one, its shin too short.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from hamstride.engine import limits
from hamstride.engine.filters import median
from hamstride.engine.pair import Pair, high, less_bent_share, ways
from hamstride.exercises.values import Side


def is_shaken(pairs: Sequence[Pair], *, near: bool, lost: bool, lies: bool) -> bool:
    """Whether it was no curl; see `Pairs.shaken`. `lies`: both heels can be up at once, as they cannot in standing."""
    return (
        _is_swung(pairs, leaps=lost or not near)
        or _in_turn(pairs)
        or (lies and _both(pairs))
        or _dips(pairs, near=near)
        or any(_kicks(pairs, side) for side in (Side.LEFT, Side.RIGHT))
    )


def _is_swung(pairs: Sequence[Pair], *, leaps: bool) -> bool:
    """Whether the bend went down and up again all the time, each time quicker than any repetition; where the model loses the
    leg again and again (`leaps`), not as quickly as it does."""
    most = high(pairs)
    swings, again = _swings(pairs, most, leaps=leaps)
    if leaps:
        return _all_the_time(pairs, swings)
    # Of a leg that is seen the ways before and after tell nothing, however long they are: from up first to up last.
    up = [pair for pair in pairs if pair.level > limits.SWING_DOWN * most]
    return _all_the_time(pairs, swings) or _all_the_time(up, again)


def _swings(pairs: Sequence[Pair], most: float, *, leaps: bool) -> tuple[int, int]:
    """How often the bend came up quickly from below, with the way up to the first top and without."""
    swings = again = 0
    was_up, leapt, up_s = False, False, pairs[0].t_s
    down_s: float | None = None
    for before, pair in pairwise((pairs[0], *pairs)):
        leapt |= leaps and before.level - pair.level > _leap(before, pair)
        if _is_swung_down(pair, most):
            down_s = pair.t_s if down_s is None else down_s
        elif pair.level > limits.SWING_UP * most:
            swung = down_s is not None and not (leaps and pair.t_s - down_s < limits.SWING_LEAST_S)
            swung &= not leapt and pair.t_s - up_s < limits.SWING_S
            swings, again = swings + swung, again + (swung and was_up)
            was_up, down_s, leapt, up_s = True, None, False, pair.t_s
    return swings, again


def _is_swung_down(pair: Pair, most: float) -> bool:
    """Whether the legs are down in a swing. Half way down, a shin that is too short is one on its way to the other leg's."""
    whole = pair.length > limits.CROSSING_LENGTH
    return pair.level < (limits.SWING_DOWN if whole else limits.SWING_PLAINLY_DOWN) * most


def _all_the_time(pairs: Sequence[Pair], swings: int) -> bool:
    """Whether so many swings fill the time."""
    return swings > 1 and pairs[-1].t_s - pairs[0].t_s < limits.SWING_S * (swings + 1)


def _both(pairs: Sequence[Pair]) -> bool:
    """Whether both legs were surely up at once, and alike, and not for a moment of a long time; nor was it one alone that rose
    and came down, which the model drew the other one to at its top."""
    frame_s = median([now.t_s - before.t_s for before, now in pairwise(pairs)])
    one, both = sum(_is_one_up(pair) for pair in pairs), [pair for pair in pairs if _are_both_up(pair)]
    both_s = len(both) * frame_s
    if both_s <= limits.BOTH_UP_S or len(both) <= limits.BOTH_UP_SHARE * one:
        return False
    if _one_alone(ways(pairs)) or any(_is_drawn_there(pairs, side) for side in (Side.LEFT, Side.RIGHT)):
        return False
    # Kicked heels are up for a moment; a leg that is hardly seen goes along with a slow one in the model's eyes alone.
    seen = median([pair.seen for pair in both])
    return seen >= limits.BOTH_SEEN or _longest_up_s(pairs) < limits.KICKED_UP_S


def _leapt_there_and_back(pairs: Sequence[Pair], side: Side) -> bool:
    """Whether a leg came up by a leap and went down by another, faster than any leg, while the other one did neither: the model
    drew it there."""
    up = [number for number, pair in enumerate(pairs) if pair.of(side) > limits.BOTH_UP]
    if not up or up[0] == 0 or up[-1] == len(pairs) - 1:
        return False
    ways = ((pairs[up[0] - 1], pairs[up[0]]), (pairs[up[-1]], pairs[up[-1] + 1]))
    return all(_is_leap(*way, side) and not _is_leap(*way, side.other) for way in ways)


def _is_leap(before: Pair, pair: Pair, side: Side) -> bool:
    return abs(pair.of(side) - before.of(side)) > _leap(before, pair)


def _leap(before: Pair, pair: Pair) -> float:
    """Further than this no leg goes from one picture to the next."""
    return max(limits.LEAP_LEAST, limits.LEAP_PER_S * (pair.t_s - before.t_s))


def _longest_up_s(pairs: Sequence[Pair]) -> float:
    """For how long on end one leg at least was up."""
    longest_s, from_s = 0.0, math.inf
    for pair in pairs:
        from_s = min(from_s, pair.t_s) if _is_one_up(pair) else math.inf
        longest_s = max(longest_s, pair.t_s - from_s)
    return longest_s


def _kicks(pairs: Sequence[Pair], side: Side) -> bool:
    """Whether a leg that is plainly seen went up and down again more than once, as quickly as in kicking: not drawn so, for it
    was seen on every way."""
    down = [number for number, pair in enumerate(pairs) if pair.of(side) < limits.DIP_TO]
    between = [pairs[last : again + 1] for last, again in pairwise(down)]
    return sum(_is_one_kick(kick, side) for kick in between) >= limits.SEEN_KICKS


def _is_one_kick(kick: Sequence[Pair], side: Side) -> bool:
    """Whether a leg was up between two pictures in which it was down, not by a leap, and plainly seen all the while."""
    up = [number for number, pair in enumerate(kick) if pair.of(side) > limits.DIP_FROM]
    return (
        _is_quick(kick, up)
        and min(pair.seen_of(side) for pair in kick) >= limits.KICK_SEEN
        and min(pair.length_of(side) for pair in kick) > limits.LENGTH_CHANGE[0]
    )


def _one_alone(ways: Sequence[Pair]) -> bool:
    """Whether on the ways one leg was bent and the other nearly not at all."""
    return len(ways) >= limits.WAYS_FRAMES and less_bent_share(ways) < limits.ALONE_SHARE


def _is_drawn_there(pairs: Sequence[Pair], side: Side) -> bool:
    """Whether a leg was up beside the other one in the model's eyes alone."""
    return _is_thrown(pairs, side) or _leapt_there_and_back(pairs, side)


def _is_thrown(pairs: Sequence[Pair], side: Side) -> bool:
    """Whether the other leg surely went up and down once, while this one leapt to and fro: the model drew it there."""
    surely = min(pair.seen_of(side.other) for pair in pairs) >= limits.ONCE_SEEN
    once = _way(pairs, side.other) <= limits.ONCE_UP_AND_DOWN
    return surely and once and _way(pairs, side) >= limits.THROWN


def _way(pairs: Sequence[Pair], side: Side) -> float:
    """How far a leg went to and fro in all, in shares of how far it was up."""
    top = max(pair.of(side) for pair in pairs)
    gone = sum(abs(now.of(side) - before.of(side)) for before, now in pairwise(pairs))
    return gone / top if top > limits.BOTH_UP else 0.0


def _is_one_up(pair: Pair) -> bool:
    return max(pair.left, pair.right) > limits.BOTH_UP


def _are_both_up(pair: Pair) -> bool:
    return (
        min(pair.left, pair.right) > limits.BOTH_UP
        and abs(pair.lead) < limits.ALIKE
        and pair.length > limits.LENGTH_CHANGE[0]
        and pair.seen > limits.INVENTED_SEEN
    )


def _in_turn(pairs: Sequence[Pair]) -> bool:
    """Whether one leg went down while the other came up, again and again, and both could be seen on the way."""
    turns, last = 0, pairs[0]
    between: list[float] = []  # the lengths of the shins on the way from one lead to the next
    for pair in pairs:
        if abs(pair.lead) < limits.LEADS:
            between.append(pair.length)
            continue
        turned = pair.lead * last.lead < 0.0 and abs(last.lead) >= limits.LEADS
        in_time = limits.CROSSING_S[0] < pair.t_s - last.t_s < limits.CROSSING_S[1]
        turns += turned and in_time and bool(between) and min(between) > limits.CROSSING_LENGTH
        last, between = pair, []
    return turns >= max(limits.TURNS, limits.TURNS_PER_S * (pairs[-1].t_s - pairs[0].t_s))


def _dips(pairs: Sequence[Pair], *, near: bool) -> bool:
    """Whether both legs were down again and again in between; less often where they were seen to go down and come up. Of a far
    leg, which the model loses, only where both did so together."""
    whole = limits.LENGTH_CHANGE[0] * median([pair.length for pair in pairs[:3]])
    up = [number for number, pair in enumerate(pairs) if pair.level > limits.DIP_FROM]
    between = [pairs[last : again + 1] for last, again in pairwise(up)]
    dips = [dip for dip in between if any(_are_down(pair, whole) for pair in dip)]
    kicks = [dip for dip in dips if _is_kick(dip) and (near or _is_of_both(dip))]
    return (near and len(dips) >= limits.DIPS) or len(kicks) >= limits.SEEN_DIPS


def _is_of_both(dip: Sequence[Pair]) -> bool:
    """Whether both legs were bent alike where they went down and where they came up again."""
    return all(
        min(pair.left, pair.right) > limits.LITTLE_BENT[0] / 2 and abs(pair.lead) < limits.ALIKE
        for pair in (dip[0], dip[-1])
    )


def _are_down(pair: Pair, whole: float) -> bool:
    """Whether neither leg is bent, and neither shin shorter than a `whole` one: else it is drawn on its way to the other."""
    return pair.level < limits.DIP_TO and pair.length > whole


def _is_kick(dip: Sequence[Pair]) -> bool:
    """Whether the legs went down and came up again as in kicking, from the last picture in which one was up to the next: seen
    on both ways, which are no leaps as when the model loses a leg, and without a rest."""
    down = [number for number, pair in enumerate(dip) if pair.level < limits.DIP_TO]
    return _is_quick(dip, down)


def _is_quick(pairs: Sequence[Pair], there: Sequence[int]) -> bool:
    """Whether a leg went somewhere and back as in kicking, `there` in the pictures of these numbers: seen on both ways, neither
    of them a leap, and without a rest."""
    if not there or there[0] < 2 or there[-1] > len(pairs) - 3:
        return False
    quicker_s = min(pairs[there[0]].t_s - pairs[0].t_s, pairs[-1].t_s - pairs[there[-1]].t_s)
    return quicker_s >= limits.SEEN_WAY_S and pairs[-1].t_s - pairs[0].t_s <= limits.LONGEST_DIP_S
