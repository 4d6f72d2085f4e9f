"""What is told from both legs together, by the names that the model gives them frame by frame.

On the ways up and down the model knows the legs apart. And a near leg that stands still all the while, with the other one
fully bent, is not the one that works, whatever the first frames said.
"""

from collections import deque

from hamstride.engine import limits
from hamstride.engine.angles import Body
from hamstride.engine.filters import median
from hamstride.engine.limbs import shin_shares
from hamstride.engine.measures import change, travel_deg
from hamstride.engine.pair import Pair, less_bent_share, ways
from hamstride.engine.shaking import is_shaken
from hamstride.exercises.spec import Exercise, Position
from hamstride.exercises.values import Side


class Pairs:
    """Takes bodies as the model names their legs, and keeps what both did in the last minute."""

    def __init__(self, exercise: Exercise) -> None:
        self._signal, self._range_deg = exercise.movement.signal, travel_deg(exercise)
        self._lies = exercise.position is not Position.STANDING  # who stands has one foot on the floor
        self._pairs: deque[Pair] = deque(maxlen=limits.REPETITION_FRAMES)

    def update(self, body: Body, rest: Body) -> None:
        """Take a body."""
        left, right = (
            change(self._signal, body, rest, side) / self._range_deg for side in (Side.LEFT, Side.RIGHT)
        )
        lengths, seens = shin_shares(body, rest), (body.left.seen, body.right.seen)
        self._pairs.append(Pair(t_s=body.t_s, left=left, right=right, lengths=lengths, seens=seens))
        while self._pairs[0].t_s < body.t_s - limits.REPETITION_KEPT_S:
            self._pairs.popleft()

    def shaken(self, from_s: float, to_s: float, *, near: bool, lost: bool = False) -> bool:
        """Whether the legs were shaken out between two instants: no curl of one of them. `near`: the one that moved is the near
        one, which the model does not lose again and again. `lost`: it was lost on its way up, and seen now and then."""
        pairs = self._between(from_s, to_s)
        if len(pairs) < 3:
            return False
        return is_shaken(pairs, near=near, lost=lost, lies=self._lies)

    def led(self, side: Side, from_s: float, to_s: float) -> bool | None:
        """Whether this leg was the one that moved between two instants: on the ways, while little is bent, the model knows the
        legs apart, and the one that works leads nearly always. `None` where neither does, and where the far one is seen as
        well as a near one: the names prove nothing then."""
        pairs = ways(self._between(from_s - limits.WAYS_S, to_s))
        few = len(pairs) < limits.WAYS_FRAMES
        if (
            few
            or median([pair.seen for pair in pairs]) >= limits.NAMED_WRONG_SEEN
            or less_bent_share(pairs) > limits.LED_ALIKE
        ):
            return None
        share = sum(pair.of(side) > pair.of(side.other) for pair in pairs) / len(pairs)
        return None if limits.LED_SELDOM < share < limits.LED_OFTEN else share >= limits.LED_OFTEN

    def stood(self, side: Side, from_s: float, to_s: float) -> bool:
        """Whether this leg stood still between two instants while the other one was plainly up: for most of the frames, and far
        more often than it led."""
        pairs = self._between(from_s, to_s)
        stood = sum(
            abs(pair.of(side)) < limits.STOOD and pair.of(side.other) > limits.PLAINLY_UP for pair in pairs
        )
        led = sum(pair.of(side) - pair.of(side.other) > limits.LEADS for pair in pairs)
        return stood > limits.STOOD_SHARE * len(pairs) and stood > limits.STOOD_BEFORE_LED * led

    def _between(self, from_s: float, to_s: float) -> list[Pair]:
        return [pair for pair in self._pairs if from_s <= pair.t_s <= to_s]
