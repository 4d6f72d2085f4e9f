"""What makes one session lighter without changing the dose: time away, sore legs, a cramp, a lighter week.

The grounds: `docs/evidence.md`, and the table below. What is lighter for a gap is so for the first session back; the way up
again is led by what was done since (`returning`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from math import ceil

from hamstride.exercises.values import Message, Side
from hamstride.plan.ladder import Amount, Amounts, lower, restart, weaker

EASY_WEEK = 6  # every so many weeks in a row one is lighter
SORE = Message.of("plan.relief.sore")


class Feel(Enum):
    """How the backs of the thighs feel before strength; the words are in `text` under `plan.feel.`."""

    FRESH = "fresh"
    A_BIT_SORE = "a-bit-sore"
    SORE = "sore"
    HURTS = "hurts"


class Back(Enum):
    """How far a gap leads back."""

    ONE = 1
    TWO = 2
    RESTART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """From so many days without strength on: how far back, and whether the first questions come again. `one_set`: the first
    session back is one set of each, however many there were."""

    from_days: int
    back: Back
    ask_again: bool = False
    shorter: bool = False
    one_set: bool = False

    def lighter(self, dose: Amount, ladder: Sequence[Amount]) -> Amount:
        """The dose for the first session back: so many rungs lower, or at half of the load; that is no more than after a
        shorter gap."""
        if self.back is Back.RESTART:
            return lower(dose, ladder, max(restart(dose, ladder), Back.TWO.value))
        return lower(dose, ladder, self.back.value)


GAPS = (
    Gap(from_days=29, back=Back.RESTART, ask_again=True, shorter=True),
    Gap(from_days=15, back=Back.TWO),
    Gap(from_days=8, back=Back.ONE, one_set=True),
)
INJURY = Gap(from_days=0, back=Back.RESTART, shorter=True)
"""After a sharp pain, however short the time away was: the way back is that of a long one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """The first day of strength after a gap."""

    day: date
    gap: Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """How one session is lighter: half the sets, lighter by a `gap` that ends today, an exercise that `cramped` a rung lower.
    `torn`: the first session since the runner told of a torn hamstring. `gaps` are the longer ones of exercises that were left
    out meanwhile; `held` is the most that a leg does of an exercise on its way back from an earlier gap. `messages` say why."""

    half: bool = False
    gap: Gap | None = None
    torn: bool = False
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    held: Amounts = field(default_factory=dict)
    cramped: frozenset[str] = frozenset()
    no_step: bool = False
    messages: tuple[Message, ...] = ()

    @property
    def shorter(self) -> bool:
        """Whether the shorter session comes first."""
        return self.torn or (self.gap is not None and self.gap.shorter)

    def amount(self, exercise: str, side: Side, dose: Amount, ladder: Sequence[Amount]) -> Amount:
        """How much a leg does of an exercise: never more than its dose."""
        most = self.held.get((exercise, side), dose)
        gap = self.gaps.get(exercise, self.gap)
        if gap is not None:
            return weaker((most, gap.lighter(dose, ladder)), ladder)
        return lower(most, ladder) if exercise in self.cramped else most

    def sets(self, of: int, *, first: bool = True) -> int:
        """How many of so many sets are done in a position of the toes. Half of an odd number is rounded up in the first one and
        down in the others, so that all together are half; of one set of each the first position alone is left."""
        left = 1 if self.gap is not None and self.gap.one_set else of
        if not self.half:
            return left
        return ceil(left / 2) if first else left // 2


NONE = Relief()


def gap_of(days: int) -> Gap | None:
    """What a gap of so many days means; `None`: nothing."""
    return next((gap for gap in GAPS if days >= gap.from_days), None)


def relief(
    today: date,
    done: Iterable[date],
    *,
    days_of: Mapping[str, Sequence[date]] | None = None,
    held: Amounts | None = None,
    feel: Feel | None = None,
    cramped: Iterable[str] = (),
    injured: Collection[date] = (),
    torn: bool = False,
    race_week: bool = False,
    upset: bool = False,
) -> Relief:
    """How strength is lighter on a day. `done` are the days on which it was done in the last months, `days_of` those of each
    exercise; `held` is what `returning.held` made of the sessions since a gap; `cramped` the exercises with a cramp last time;
    `injured` the days of a sharp pain; `torn` is true for the first session since a torn hamstring was told of, `upset` where
    two exercises went back of late."""
    days = sorted({day for day in done if day < today})
    gap, gaps = gap_before(days, today, injured), gaps_before(days_of or {}, today, injured)
    easy = _easy(days, today, injured, race_week=race_week, upset=upset)
    said = [
        *([_gap_said(gap, (today - days[-1]).days)] if gap else []),
        *([Message.of("plan.relief.torn")] if torn else []),
        *([Message.of("plan.relief.after-gap")] if (held or gaps) and not gap else []),
        *([SORE] if feel is Feel.SORE else []),
        *([Message.of("plan.relief.cramp")] if any(cramped) else []),
    ]
    if not said and easy:
        said = [easy]
    return Relief(
        half=feel is Feel.SORE or easy is not None,
        gap=gap,
        torn=torn,
        gaps=gaps,
        held=held or {},
        cramped=frozenset(cramped),
        no_step=feel is Feel.SORE or easy is not None or gap is not None or torn,
        messages=tuple(said),
    )


def _easy(
    days: Sequence[date], today: date, injured: Collection[date], *, race_week: bool, upset: bool
) -> Message | None:
    """Why this week is one of half the sets; `None`: it is not. What was done before the last gap does not count."""
    back = last_return([*days, today], today + timedelta(days=1), injured)
    sixth = _is_easy_week([day for day in days if back is None or day >= back.day], today)
    because = (("race", race_week), ("upset", upset), ("easy-week", sixth))
    return next((Message.of(f"plan.relief.{id_}") for id_, holds in because if holds), None)


def gap_before(days: Iterable[date], today: date, injured: Collection[date] = ()) -> Gap | None:
    """The gap that ends today, by the days of before and those of a sharp pain (`injured`)."""
    last = max((day for day in days if day < today), default=None)
    return None if last is None else between(last, today, injured)


def gaps_before(
    days_of: Mapping[str, Sequence[date]], today: date, injured: Collection[date] = ()
) -> dict[str, Gap]:
    """The gaps that end today, by exercise."""
    found = ((exercise, gap_before(days, today, injured)) for exercise, days in days_of.items())
    return {exercise: gap for exercise, gap in found if gap is not None}


def last_return(done: Iterable[date], today: date, injured: Collection[date] = ()) -> Return | None:
    """The last time that strength was begun again after a gap, today not counted."""
    days = sorted({day for day in done if day < today})
    found = [(after, between(before, after, injured)) for before, after in pairwise(days)]
    return next((Return(day=day, gap=gap) for day, gap in reversed(found) if gap is not None), None)


def between(before: date, after: date, injured: Collection[date]) -> Gap | None:
    """What the time from one day of strength to the next means. A long gap asks the questions again, injury or not."""
    found = gap_of((after - before).days)
    if found is GAPS[0] or not any(before <= day < after for day in injured):
        return found
    return INJURY


def _gap_said(gap: Gap, days: int) -> Message:
    if gap is INJURY:
        return Message.of("plan.relief.gap.injury")
    return Message.of(f"plan.relief.gap.{gap.back.name.lower()}", days=days)


def _is_easy_week(days: Sequence[date], today: date) -> bool:
    """Whether this is the sixth week in a row; the count begins anew after each lighter one and each week without."""
    monday = today - timedelta(days=today.weekday())
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    run = 0
    while monday - timedelta(weeks=run + 1) in weeks:
        run += 1
    return run % EASY_WEEK == EASY_WEEK - 1
