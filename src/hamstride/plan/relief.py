"""What makes one session lighter without changing the dose: time away, sore legs, a cramp, a lighter week.

The grounds: `docs/evidence.md`, and the table below. After a gap every session gives one step back, so that nothing has to
be undone afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import ceil

from hamstride.exercises.values import Message

EASY_WEEK = 6  # every so many weeks in a row one is lighter


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


GAPS = (
    Gap(from_days=29, back=Back.RESTART, ask_again=True, shorter=True),
    Gap(from_days=15, back=Back.TWO),
    Gap(from_days=8, back=Back.ONE, one_set=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """How one session is lighter: half the sets (`one_set`: one of each), so many rungs back (`restart`: as many as lead to
    half the load, less `regained`), an exercise more. `messages` say why."""

    half: bool = False
    one_set: bool = False
    back: int = 0
    restart: bool = False
    regained: int = 0
    cramped: frozenset[str] = frozenset()
    shorter: bool = False
    no_step: bool = False
    messages: tuple[Message, ...] = ()

    def sets(self, of: int, *, first: bool = True) -> int:
        """How many of so many sets are done in a position of the toes. Half of an odd number is rounded up in the first one and
        down in the others, so that all together are half; of one set of each the first position alone is left."""
        left = 1 if self.one_set else of
        if not self.half:
            return left
        return ceil(left / 2) if first else left // 2

    def rungs_back(self, exercise: str, to_restart: int) -> int:
        """How many rungs an exercise goes back, where `to_restart` lead to half of its load."""
        gap = max(0, to_restart - self.regained) if self.restart else self.back
        return max(gap, 1 if exercise in self.cramped else 0)


NONE = Relief()


def gap_of(days: int) -> Gap | None:
    """What a gap of so many days means; `None`: nothing."""
    return next((gap for gap in GAPS if days >= gap.from_days), None)


def relief(
    today: date,
    done: Iterable[date],
    *,
    feel: Feel | None = None,
    cramped: Iterable[str] = (),
    race_week: bool = False,
    upset: bool = False,
) -> Relief:
    """How strength is lighter on a day. `done` are the days on which it was done in the last months; `cramped` the
    exercises with a cramp last time; `upset` is true where two exercises went back of late."""
    days = sorted({day for day in done if day < today})
    found, regained = _last_gap(days, today)
    easy = _is_easy_week(days, today) or race_week or upset
    said = [
        *_gap_said(found, regained, days, today),
        *([Message.of("plan.relief.sore")] if feel is Feel.SORE else []),
        *([Message.of("plan.relief.cramp")] if any(cramped) else []),
    ]
    if not said and easy:
        said = [Message.of("plan.relief." + ("race" if race_week else "easy-week"))]
    restart = found is not None and found.back is Back.RESTART
    return Relief(
        half=feel is Feel.SORE or easy,
        one_set=found is not None and found.one_set,
        back=max(0, found.back.value - regained) if found and not restart else 0,
        restart=restart,
        regained=regained,
        cramped=frozenset(cramped),
        shorter=found is not None and found.shorter and regained == 0,
        no_step=feel is Feel.SORE or easy or (found is not None and regained == 0),
        messages=tuple(said),
    )


_LASTS = {Back.ONE: 1, Back.TWO: 2, Back.RESTART: 99}


def _last_gap(days: Sequence[date], today: date) -> tuple[Gap | None, int]:
    """The latest gap that is still felt, and how many sessions have been done since."""
    if not days:
        return None, 0
    ends = [*days[1:], today]
    for since, (before, after) in enumerate(zip(reversed(days), reversed(ends), strict=True)):
        gap = gap_of((after - before).days)
        if gap is not None:
            return (gap, since) if since < _LASTS[gap.back] else (None, 0)
    return None, 0


def _gap_said(gap: Gap | None, regained: int, days: Sequence[date], today: date) -> list[Message]:
    if gap is None:
        return []
    if regained:
        return [Message.of("plan.relief.after-gap")] if gap.back is not Back.RESTART else []

    def words(id_: str) -> Message:
        return Message.of(id_, days=(today - days[-1]).days)

    return [words(f"plan.relief.gap.{gap.back.name.lower()}")]


def _is_easy_week(days: Sequence[date], today: date) -> bool:
    """Whether this is the sixth week in a row; the count begins anew after each lighter one and each week without."""
    monday = today - timedelta(days=today.weekday())
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    run = 0
    while monday - timedelta(weeks=run + 1) in weeks:
        run += 1
    return run % EASY_WEEK == EASY_WEEK - 1
