"""What is kept of one movement of a leg away from rest and back, until it is summed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hamstride.engine import limits
from hamstride.engine.filters import densest, median


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is kept of one frame of an excursion: travel as a share of the range, and what tells a fidget."""

    t_s: float
    share: float
    sure: bool
    seen: float
    other_share: float
    other_seen: float
    other_short: bool
    fallen: float
    thigh_off_deg: float
    trunk_off_deg: float

    @property
    def level(self) -> float:
        """How far both legs have gone together."""
        return max(0.0, self.share) + max(0.0, self.other_share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excursion:
    """A movement away from rest and back: when it was noticed, when the leg was back under `return_at`, how far it was seen to
    go (share of the range), how far it was on its way to where it was lost (`rose_to`: hardly seen, `swung_to`: its shin too
    short), in which share of its frames it was surely itself, and whether frames just before it were not believed (`leapt`):
    perhaps it was noticed on its way down. `moments` are the frames that were believed, `doubted` those that were not."""

    left_s: float = 0.0
    back_s: float = 0.0
    peak: float = 0.0
    rose_to: float = 0.0
    swung_to: float = 0.0
    sure: float = 0.0
    leapt: bool = False
    moments: tuple[Moment, ...] = ()
    doubted: tuple[Moment, ...] = ()

    @property
    def up_s(self) -> float:
        """Seconds between leaving and being back."""
        return self.back_s - self.left_s

    @property
    def reached(self) -> float:
        """How far it went, as far as is known."""
        return max(self.peak, self.rose_to, self.swung_to)

    @property
    def may_have_reached(self) -> float:
        """How far it may have gone: a top at which the leg was lost reads too low."""
        if self.sure >= limits.LOST_TOP_SURE:
            return self.reached
        half_lost = self.sure < limits.HALF_LOST_SURE and self.trembles
        return self.reached + (limits.HALF_LOST_DOUBT if half_lost else limits.LOST_TOP_DOUBT)

    @property
    def high(self) -> list[Moment]:
        """The frames of its upper part."""
        return [moment for moment in self.moments if self.is_up(moment)]

    @property
    def is_clean(self) -> bool:
        """Whether the leg was surely itself nearly all the time."""
        return self.sure >= limits.CLEAN_SHARE

    @property
    def seen(self) -> float:
        """How well the leg was seen up there."""
        high = self.high
        return median([moment.seen for moment in high]) if high else 0.0

    @property
    def told(self) -> list[Moment]:
        """Its frames, believed or not, in the order of time."""
        return sorted((*self.moments, *self.doubted), key=lambda moment: moment.t_s)

    @property
    def bent_s(self) -> float:
        """For how long on end the legs were bent, whichever the model gave it to: both together at least half as much as they
        mostly were, and told of all the while."""
        enough = 0.5 * median([moment.level for moment in self.high])
        longest_s, from_s, before_s = 0.0, self.left_s, self.left_s
        for moment in self.told:
            if moment.level < enough or moment.t_s - before_s > limits.UNTOLD_S:
                from_s = moment.t_s
            longest_s, before_s = max(longest_s, moment.t_s - from_s), moment.t_s
        return longest_s

    @property
    def trembles(self) -> bool:
        """Whether the angle jumps from frame to frame, as in small and noisy pictures."""
        shares = [moment.share for moment in self.moments]
        bends = [abs(a - 2.0 * b + c) for a, b, c in zip(shares, shares[1:], shares[2:], strict=False)]
        return bool(bends) and median(bends) >= limits.TREMBLES_SHARE

    @property
    def kept_share(self) -> float:
        """The level that it kept to: of its top, where most frames agree; a few wild ones do no harm. Where the leg was lost
        again and again, drawn to the other one, it reads too low, and the level is what most frames stay under."""
        upper = sorted(moment.share for moment in self.moments if moment.share >= 0.5 * self.peak)
        top = [share for share in upper if share >= limits.KEPT_SHARE * _high(upper)]
        return densest(top) if self.sure >= limits.LOST_TOP_SURE else _high(top)

    @property
    def is_read(self) -> bool:
        """Whether there were pictures enough to tell how far it went."""
        return len(self.moments) >= limits.READ_PER_S * self.up_s

    @property
    def is_hidden(self) -> bool:
        """Whether the leg was hardly seen up there, and seldom surely itself or not on its way up: how far it went is not
        known."""
        return self.seen < limits.HARDLY_SEEN and (self.sure < limits.CLEAN_SHARE or self.leapt)

    def lost_share(self, from_s: float, to_s: float) -> float:
        """In which share of its frames between two instants it was not surely itself."""
        frames = sum(from_s <= moment.t_s <= to_s for moment in self.told)
        sure = sum(moment.sure and from_s <= moment.t_s <= to_s for moment in self.moments)
        return 1.0 - sure / frames if frames else 0.0

    def is_up(self, moment: Moment) -> bool:
        """Whether a frame belongs to the upper part."""
        return moment.share >= limits.DOWN_SHARE * self.peak

    def dips(self, moments: Sequence[Moment]) -> int:
        """How often the leg came down from its upper part, in some of the frames."""
        up = [self.is_up(moment) for moment in moments]
        return 1 + sum(before and not now for before, now in pairwise(up[: len(up) - up[::-1].index(True)]))


def _high(ordered: Sequence[float]) -> float:
    """What most of some values stay under, of which the least comes first."""
    return ordered[int(limits.TOP_QUANTILE * (len(ordered) - 1))]
