"""Which leg works? The side asked for is the side recorded; the names that the model gives to the legs are no proof."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from hamstride.engine import limits
from hamstride.exercises.spec import Position
from hamstride.exercises.values import Repetition, Side


class Answer(Enum):
    """What becomes of a repetition of a leg of that name."""

    COUNT = "count"
    WAIT = "wait"  # not yet: the next one decides
    FIDGET = "fidget"


class Hidden:
    """Whether the leg that works, farther from the camera, is too badly seen to be counted: again and again it came back from
    a movement of which too much was hidden, and no repetition was counted in between."""

    def __init__(self) -> None:
        self._often = 0

    def came_back(self) -> None:
        """A leg is back from such a movement."""
        self._often += 1

    def counted(self) -> None:
        """A repetition was counted."""
        self._often = 0

    @property
    def lasts(self) -> bool:
        """Whether it is worth a word."""
        return self._often >= limits.HIDDEN_OFTEN


class Sides:
    """Decides repetition by repetition, for a side that was asked for.

    The other leg is a fidget as soon as the asked one has worked. Before that, one repetition of the other name waits; a
    second in a row shows that the names are wrong (or the runner has the other leg up), and both count.
    """

    def __init__(self, asked: Side | None, position: Position) -> None:
        self._asked, self._stands = asked, position is Position.STANDING
        self._trusted: Side | None = None
        self._named: set[Side] = set()
        self._waiting = 0

    def known(self, leg: Side) -> None:
        """That leg has plainly moved under its own name."""
        self._named.add(leg)

    def truly(self, leg: Side, near: Side, seen: float, *, aslant: float) -> Side:
        """The leg that moved, given the model's name for it. Standing, with the lens low, the model sometimes gives the near
        leg's lifts to the far one's name, from the first on, and then sees that "far" leg far too well. Seen so far `aslant`
        that the far leg stands free, it is seen well and under its own name."""
        too_well = seen >= limits.NAMED_WRONG_SEEN and aslant <= limits.FROM_ABOVE
        wrong = self._stands and leg is not near and too_well and not self._named
        if not wrong:
            self._named.add(leg)
        return near if wrong else leg

    def answer(self, leg: Side, *, counted: bool) -> Answer:
        """What becomes of this repetition; a partial one decides nothing."""
        if not counted:
            return Answer.COUNT if self.follows(leg) else Answer.FIDGET
        if self._asked in (None, Side.BOTH, leg):
            self._trusted = self._trusted or leg
            self._waiting = 0
            return Answer.COUNT
        if self._trusted is None:
            self._waiting += 1
            if self._waiting < 2:
                return Answer.WAIT
            self._trusted = leg
        return Answer.COUNT if self._trusted is leg else Answer.FIDGET

    def follows(self, leg: Side) -> bool:
        """Whether the movements of a leg are worth telling while they go on."""
        return self._asked in (None, Side.BOTH, leg) or self._trusted in (None, leg)


def agreed(reps: Sequence[Repetition], plain: Sequence[bool]) -> list[Repetition]:
    """The repetitions whose leg is not `plain` under that of the others, where those agree."""
    sure = list(zip(reps, plain, strict=True))
    sides = {rep.side for rep, is_plain in sure if is_plain and rep.counted}
    if len(sides) != 1:
        return list(reps)
    (side,) = sides
    return [rep if is_plain else replace(rep, side=side) for rep, is_plain in sure]


def of_the_set(reps: list[Repetition]) -> list[Repetition]:
    """Without a side asked for: the repetitions of the leg that did most. The other's are fidgets, unless they are a set of
    their own: three or more in a row, and half as many."""
    counts = {side: sum(rep.counted and rep.side is side for rep in reps) for side in (Side.LEFT, Side.RIGHT)}
    first = next((rep.side for rep in reps if rep.counted), None)
    most = max(counts, key=lambda side: (counts[side], side is first))
    if not counts[most]:
        return reps
    enough = max(limits.SECOND_SET, counts[most] / 2)
    other = most.other
    if counts[other] >= enough and _longest_run(reps, other) >= limits.SECOND_SET:
        return reps
    return [rep for rep in reps if rep.side is not other]


def _longest_run(reps: list[Repetition], side: Side) -> int:
    longest = run = 0
    for rep in reps:
        if rep.counted:
            run = run + 1 if rep.side is side else 0
            longest = max(longest, run)
    return longest
