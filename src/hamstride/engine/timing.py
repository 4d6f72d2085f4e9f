"""The times of a repetition: from the samples of a leg's travel around an excursion to lift, hold and lower."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamstride.engine import limits
from hamstride.engine.excursion import Excursion
from hamstride.engine.filters import densest
from hamstride.engine.phases import Levels, Sample, falling, rising, smooth
from hamstride.exercises.spec import Movement
from hamstride.exercises.values import Timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Timed):
    """The times of a repetition, and its levels as shares of the range: the top's, and that of the rest it came back to.

    `guessed`: the model lost the top, and the ways are taken to go as high as this leg's do; `longest_hold_s` is the hold as
    far as they were seen, the same where nothing is guessed.
    """

    start_s: float = 0.0
    top_s: float = 0.0
    hold_s: float = 0.0
    end_s: float = 0.0
    high: float = 0.0
    floor: float = 0.0
    guessed: bool = False
    longest_hold_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """The samples of the way up and down and the levels that they are seen to go between."""

    up: Sequence[Sample]
    down: Sequence[Sample]
    low: float
    high: float
    late: float
    floor: float
    under: float

    def ends(self, top: float = 0.0) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
        """Begin and end of both, up to a `top` where that is higher than what was seen."""
        up = Levels(low=self.low, high=max(top, self.high), under=self.under, seen=self.high)
        down = Levels(low=self.floor, high=max(top, self.late), under=self.under, seen=self.late)
        return rising(self.up, up), falling(self.down, down)


def read_clock(
    excursion: Excursion, samples: Sequence[Sample], movement: Movement, *, whole: bool, top: float = 0.0
) -> Clock:
    """The times of an excursion, from the samples of its leg around it; `whole` when the way down has been seen to its end.

    `top` is the level up to which it will have gone, where the model lost the leg up there; 0 where it was seen.
    """
    begin_s, end_s = excursion.left_s, excursion.back_s
    ways = _ways(excursion, samples, movement, whole=whole)
    up, down = ways.ends()
    up, down = up or (begin_s, begin_s), down or (end_s, end_s)
    longest_hold_s, guessed = max(0.0, down[0] - up[1]), False
    if top > min(ways.high, ways.late) + limits.TOP_DIFFERS:
        higher, lower = ways.ends(top)
        if higher is not None and lower is not None and higher[1] <= lower[0]:
            up, down, guessed = higher, lower, True
    hold_s = max(0.0, down[0] - up[1])
    return Clock(
        start_s=up[0],
        top_s=up[1],
        hold_s=hold_s,
        end_s=max(down[1], up[1] + hold_s),
        high=ways.high,
        floor=ways.floor,
        guessed=guessed,
        longest_hold_s=longest_hold_s,
    )


def _ways(excursion: Excursion, samples: Sequence[Sample], movement: Movement, *, whole: bool) -> _Ways:
    begin_s, end_s = excursion.left_s, excursion.back_s
    clean = excursion.is_clean
    if sum(begin_s <= t_s <= end_s for t_s, _, _ in samples) < 4:  # hardly a sure frame: then all of them
        samples = [(moment.t_s, moment.share, 1.0) for moment in excursion.moments]
    steady = smooth(samples)
    inside = [s for s in steady if begin_s <= s[0] <= end_s]
    high, late = _level(inside, first=True, clean=clean), _level(inside, first=False, clean=clean)
    low = _floor([s for s in steady if s[0] < begin_s])
    turn_s = _middle(inside, min(high, late))
    after = [s for s in steady if s[0] > end_s]
    rests = whole and len(after) > 2 and after[len(after) // 2][1] - after[-1][1] < limits.RESTING_SHARE
    return _Ways(
        up=_lead_in([s for s in samples if s[0] <= turn_s], begin_s, movement.partial_at),
        down=_cut([s for s in samples if s[0] >= turn_s], end_s, movement.return_at),
        low=low,
        high=high,
        late=late,
        floor=_floor(after) if rests else low,
        under=1.0 if clean else limits.UNDER_WEIGHT,
    )


def _middle(inside: Sequence[Sample], level: float) -> float:
    """An instant at the top, between the way up and the way down."""
    above = [t_s for t_s, value, _ in inside if value >= 0.93 * level]
    return (above[0] + above[-1]) / 2 if above else inside[-1][0]


def _cut(samples: Sequence[Sample], end_s: float, return_at: float) -> list[Sample]:
    """Up to the first new rise after the leg was back."""
    result: list[Sample] = []
    for sample in samples:
        if sample[0] > end_s and sample[1] > return_at + 0.05:
            break
        result.append(sample)
    return result


def _level(samples: Sequence[Sample], *, first: bool, clean: bool) -> float:
    """The level of the top, near its first or its last instant: the one that most of the samples keep to, or a high one of
    them where a covered leg reads too low (not `clean`)."""
    peak = max((value for _, value, _ in samples), default=0.0)
    above = [sample for sample in samples if sample[1] >= limits.TOP_SHARE * peak]
    if not above:
        return peak
    edge_s = above[0][0] if first else above[-1][0]
    part_s = min(max(limits.TOP_S, (above[-1][0] - above[0][0]) / 2), limits.TOP_MOST_S)
    near = [value for t_s, value, _ in above if abs(t_s - edge_s) <= part_s]
    return densest(near) if clean else sorted(near)[int(limits.TOP_QUANTILE * len(near))]


def _lead_in(samples: Sequence[Sample], begin_s: float, partial_at: float) -> Sequence[Sample]:
    """Without what the leg did before it was at rest last, or higher than where it is seen to begin."""
    rested = False
    begins_at = next((value for t_s, value, _ in samples if t_s >= begin_s), 1.0)
    for number in range(len(samples) - 1, -1, -1):
        t_s, value, _ = samples[number]
        if t_s < begin_s:
            rested |= value < limits.RESTED_SHARE
            if value > partial_at and (rested or value > begins_at + limits.RISE_AGAIN_SHARE):
                return samples[number + 1 :]
    return samples


def _floor(samples: Sequence[Sample]) -> float:
    """The level of rest around an excursion; the runner's own rest pose (0) where too little was seen of it."""
    values = sorted(value for _, value, _ in samples)
    low = [value for value in values if abs(value) < 0.12] or values[: len(values) // 2]
    return low[len(low) // 4] if len(low) >= 3 else 0.0
