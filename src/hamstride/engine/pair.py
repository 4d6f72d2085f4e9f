"""What both legs do in a frame, by the names that the model gives them, and over a repetition."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamstride.engine import limits
from hamstride.engine.filters import median
from hamstride.exercises.values import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """How far each leg has gone (share of the range) in a frame, how long its shin is beside its length at rest, how well it is
    seen; of both, the left one first."""

    t_s: float
    left: float
    right: float
    lengths: tuple[float, float]
    seens: tuple[float, float]

    @property
    def length(self) -> float:
        """How long the shorter shin is."""
        return min(self.lengths)

    @property
    def seen(self) -> float:
        """How well the worse leg is seen."""
        return min(self.seens)

    def seen_of(self, side: Side) -> float:
        """How well the leg of a side is seen."""
        return self.seens[0] if side is Side.LEFT else self.seens[1]

    def length_of(self, side: Side) -> float:
        """How long its shin is."""
        return self.lengths[0] if side is Side.LEFT else self.lengths[1]

    @property
    def level(self) -> float:
        """Both together, whichever leg the model gives the bend to."""
        return max(0.0, self.left) + max(0.0, self.right)

    def of(self, side: Side) -> float:
        """How far the leg of a side has gone."""
        return self.left if side is Side.LEFT else self.right

    @property
    def lead(self) -> float:
        """How much further the left leg has gone."""
        return self.left - self.right


def high(pairs: Sequence[Pair]) -> float:
    """How far both together went, but for a moment."""
    return sorted(pair.level for pair in pairs)[int(limits.TOP_QUANTILE * len(pairs))] if pairs else 0.0


def less_bent_share(pairs: Sequence[Pair]) -> float:
    """How far the leg that is less bent mostly is, beside the other one: 1 where both are bent alike."""
    return median([min(pair.left, pair.right) / max(pair.left, pair.right) for pair in pairs])


def ways(pairs: Sequence[Pair]) -> list[Pair]:
    """The way up to the top and the way down from it, as far as little is bent."""
    most = min(limits.LITTLE_BENT[1], limits.WAYS_TO * high(pairs))
    up = [number for number, pair in enumerate(pairs) if pair.level > most]
    both = [*pairs[: up[0]], *pairs[up[-1] + 1 :]] if up else list(pairs)
    return [pair for pair in both if pair.level > limits.LITTLE_BENT[0]]
