"""What a session says about an exercise: clean, the same again, too few, sore. The worse leg governs.

The grounds: `docs/evidence.md`.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from hamstride.exercises.values import Side
from hamstride.plan.ladder import Amount
from hamstride.plan.pain import MILD, MODERATE

FLAGGED_MOST = 0.2  # of the repetitions may have broken a cue in a clean session
FEW = 0.8  # of the target; fewer repetitions than that are a reason for an easier step,
FEW_GOOD = 0.5  # and so are fewer good ones; what lies between is learnt by doing the same again


class Verdict(Enum):
    """What a session says about an exercise."""

    CLEAN = "clean"
    REPEAT = "repeat"  # something was short; the same again
    POOR = "poor"  # far too few repetitions, or good ones
    SORE = "sore"  # pain of 3 to 5
    HIGH = "high"  # pain above 5
    UNKNOWN = "unknown"  # nobody saw it or said how hard it was, or it was broken off: it counts neither way


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """The sets of one exercise with one leg in one session. `amount` was asked for in each of the `positions` of the toes;
    `reached`: every set came to its target; `good` of `counted` repetitions broke no cue; `pain` is the worst of 0..10 told
    for it."""

    exercise: str
    side: Side
    amount: Amount
    positions: int = 1
    reached: bool
    counted: int = 0
    good: int = 0
    seen: bool = True
    cramp: bool = False
    # A call, a locked screen, enough for today: what is missing says nothing of the legs.
    broken_off: bool = False
    pain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A session for the ladder. `lighter`: it had half the sets because of the day or the week. `effort_fine`: three or more
    repetitions were left (`None`: nobody said). `morning_pain` is the 0..10 of the morning after, `hurt` a yes without a
    number."""

    day: date
    bouts: tuple[Bout, ...]
    lighter: bool = False
    effort_fine: bool | None = None
    hurt: bool = False
    morning_pain: int | None = None


def verdict(session: Trained, exercise: str) -> Verdict:
    """What a session says about an exercise, its worse leg governing."""
    bouts = _of(session, exercise)
    pain = max((pain_of(session, bout) for bout in bouts), default=0)
    if pain > MODERATE:
        return Verdict.HIGH
    if pain > MILD or (session.hurt and not any(bout.pain is not None for bout in session.bouts)):
        return Verdict.SORE
    if not bouts or any(not bout.seen for bout in bouts):
        return Verdict.UNKNOWN
    whole = _whole(session, exercise)
    if any(_is_poor(bout) for bout in whole):
        return Verdict.POOR
    if len(whole) < len(bouts):
        return Verdict.UNKNOWN
    if session.effort_fine is False or any(not _is_clean(bout) for bout in bouts):
        return Verdict.REPEAT
    counted = any(bout.amount.reps is not None for bout in bouts)  # how hard a stretch was is never asked
    return Verdict.UNKNOWN if counted and session.effort_fine is None else Verdict.CLEAN


def is_few(session: Trained, exercise: str) -> bool:
    """Whether the number alone was far too small, however the repetitions were done."""
    return any(_is_short(bout) for bout in _whole(session, exercise))


def is_unlike(session: Trained, exercise: str) -> bool:
    """Whether far too few were done the way they are shown."""
    return any(_is_unlike(bout) for bout in _whole(session, exercise))


def pain_of(session: Trained, bout: Bout) -> int:
    """The worst of during and after; the next morning speaks for whatever hurt, or for all if nothing was named."""
    named = [each for each in session.bouts if each.pain is not None]
    morning = session.morning_pain if bout.pain is not None or not named else None
    return max(bout.pain or 0, morning or 0)


def _of(session: Trained, exercise: str) -> list[Bout]:
    return [bout for bout in session.bouts if bout.exercise == exercise]


def _whole(session: Trained, exercise: str) -> list[Bout]:
    return [bout for bout in _of(session, exercise) if not bout.broken_off]


def _is_clean(bout: Bout) -> bool:
    return bout.reached and not bout.cramp and bout.counted - bout.good <= FLAGGED_MOST * bout.counted


def _is_poor(bout: Bout) -> bool:
    wanted = _wanted(bout)
    return wanted > 0 and (bout.cramp or _is_short(bout) or _is_unlike(bout))


def _is_short(bout: Bout) -> bool:
    return bout.counted < FEW * _wanted(bout)


def _is_unlike(bout: Bout) -> bool:
    return bout.good < FEW_GOOD * _wanted(bout)


def _wanted(bout: Bout) -> int:
    return (bout.amount.reps or 0) * bout.amount.sets * bout.positions
