"""What is said of a session when it is over: one thing that was seen to be right every time, one for the next time, and what
the camera did not see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from hamstride.coach.speech import declared
from hamstride.exercises.asked import Asked, Tally, cue_by_cue, not_visible
from hamstride.exercises.spec import Exercise, Judge
from hamstride.exercises.values import Message, SetRecord, Side, Source

ENOUGH = 5  # repetitions (or holds) in which a cue was seen, before it is praised
OFTEN = 3  # repetitions of one leg in which it was broken, and
OFTEN_SHARE = 0.3  # this share of those seen: less is a slip

_Told = tuple[Exercise, Asked]


def remarks(records: Sequence[SetRecord], exercises: Mapping[str, Exercise]) -> tuple[Message, ...]:
    """What was good, then what is for the next time; either may be missing."""
    watched: list[_Told] = []
    some: list[_Told] = []
    for exercise in exercises.values():
        sets = [record for record in records if record.exercise == exercise.id]
        told = [(exercise, asked) for asked in cue_by_cue(sets, exercise)]
        some += told
        watched += told if all(record.source is Source.CAMERA for record in sets) else []
    return (*_praise(watched), *_next_time(some))


def _praise(told: Iterable[_Told]) -> Iterator[Message]:
    """A cue that was seen in every repetition of every set and kept in each, the clock's first; nothing unseen is praised."""
    kept = [(exercise, asked) for exercise, asked in told if asked.cue.good and _is_every_time(asked)]
    if kept:
        exercise, best = max(kept, key=lambda each: (each[1].cue.judge is Judge.CLOCK, _judged(each[1])))
        what = declared(exercise, "cues", best.id, "good")
        yield Message.of("player.summary.praise", what=what, n=_judged(best))


def _judged(asked: Asked) -> int:
    return sum(leg.judged for leg in asked.legs.values())


def _is_every_time(asked: Asked) -> bool:
    legs = asked.legs.values()
    return _judged(asked) >= ENOUGH and all(leg.good == leg.judged and not leg.unseen for leg in legs)


def _next_time(told: Iterable[_Told]) -> Iterator[Message]:
    """The cue that was broken the most, if it was often, with the leg where it was one leg's alone."""
    often = [(exercise, asked) for exercise, asked in told if asked.cue.say and _broken_share(asked)]
    if often:
        exercise, worst = max(often, key=lambda each: _broken_share(each[1]))
        side = _one_leg(worst.legs)
        name = "player.summary.next-time" if side is None else f"player.summary.next-time-{side.value}"
        yield Message.of(name, what=declared(exercise, "cues", worst.id, "say"))


def _broken_share(asked: Asked) -> float:
    """Of what was seen of the worse leg; 0 where it was a slip."""
    legs = (leg for leg in asked.legs.values() if leg.broken >= max(OFTEN, OFTEN_SHARE * leg.judged))
    return max((leg.broken / leg.judged for leg in legs), default=0.0)


def _one_leg(legs: Mapping[Side, Tally]) -> Side | None:
    """The leg that broke it at least twice as often as the other."""
    if Side.BOTH in legs:
        return None
    left, right = (legs.get(side, Tally()).broken for side in (Side.LEFT, Side.RIGHT))
    return Side.LEFT if left >= 2 * right else Side.RIGHT if right >= 2 * left else None


def unseen(records: Sequence[SetRecord], exercises: Mapping[str, Exercise]) -> Message | None:
    """What was not visible in a set: each thing once."""
    found: dict[str, Message] = {}
    for exercise in exercises.values():
        for record in records:
            if record.exercise == exercise.id:
                found |= _hidden(record, exercise)
    if not found:
        return None
    return Message.of("player.summary.unseen", what=reduce(_also, found.values()))


def _hidden(record: SetRecord, exercise: Exercise) -> dict[str, Message]:
    """By what it is in the runner's own language: two exercises may call a thing the same."""
    return {
        good: declared(exercise, "cues", id_, "good")
        for id_ in not_visible(record, exercise)
        if (good := exercise.cues[id_].good)
    }


def _also(first: Message, then: Message) -> Message:
    return Message.of("player.summary.also", first=first, then=then)
