"""What has changed: weeks, where one is with each exercise, left beside right, and curves that break after a gap.

Days are the runner's local ones. A value that was not seen is `None`, never a zero. Nothing here praises what nobody saw.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from statistics import fmean, median

from hamstride.exercises.asked import is_short, judged_cues
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.spec import LONG_HOLD_S, Exercise
from hamstride.exercises.values import Hold, Message, Repetition, SetRecord, Side, Source

WEEK = timedelta(days=7)
ENOUGH_SESSIONS = 3  # before that nothing is said of a trend
BREAK_DAYS = 21  # a curve is not drawn through a longer gap
LOOK_BACK_WEEKS = 6
SIDE_REPS = 1.0  # repetitions a set, and
SIDE_SHARE = 0.1  # share of the better leg: smaller differences between the legs are called the same


class Span(Enum):
    """How far back the page looks."""

    FOUR = "4"
    TWELVE = "12"
    ALL = "all"

    @property
    def weeks(self) -> int | None:
        """The number of calendar weeks, this one included; `None` for everything."""
        return {Span.FOUR: 4, Span.TWELVE: 12, Span.ALL: None}[self]


class Quantity(Enum):
    """What a curve shows, in the order of the page."""

    REPS = "reps"
    LOAD = "load"
    HOLD = "hold"
    HELD = "held"
    RANGE = "range"
    AS_ASKED = "as-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of one set: the middle range and top hold of the repetitions that count, how many repetitions (or holds)
    anybody could judge at all, and how many of those broke no cue and were held at the top for as long as was asked."""

    range_deg: float | None
    top_hold_s: float | None
    judged: int
    as_asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One exercise, variant and leg on one day (or in one month): the means of its sets, and how many of them a session had.
    `reps` is `None` for a stretch, `held_s` for an exercise that is counted."""

    day: date
    exercise: str
    variant: str | None = None
    side: Side
    load_kg: float = 0.0
    reps: float | None = None
    sets: int = 1
    hold_s: float | None = None
    held_s: float | None = None
    range_deg: float | None = None
    judged: int = 0
    as_asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What was done in the week that begins on `monday`: days with strength, stretches by routine, and runs."""

    monday: date
    strength: int = 0
    before: int = 0
    after: int = 0
    runs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one is with an exercise: what is done now, and from what if that has changed (`up` says which way). `load_kg` is
    that of now; `counted` is false for a stretch."""

    exercise: str
    now: tuple[Message, ...]
    before: Message | None = None
    after: Message | None = None
    up: bool | None = None
    load_kg: float | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a curve. `part` counts the pieces of the curve: a line joins only points of the same part."""

    day: date
    value: float
    part: int
    of: int | None = None


# ------------------------------------------------------------------------------------------------------------- one set
def seen(record: SetRecord, exercise: Exercise | None, asked_s: float | None = None) -> Seen:
    """The figures of a set that its curves are made of, of which each repetition was to be held at the top for `asked_s`. Only
    what a camera watched has a range or can be judged."""
    reps = [rep for rep in record.reps if rep.counted]
    watched = record.source is Source.CAMERA
    moves: list[Repetition | Hold] = [*reps, *record.holds]
    cues = judged_cues(record, exercise) if exercise and watched else {}
    judged = [one for one in moves if any(id_ not in one.unseen for id_ in cues)]
    return Seen(
        range_deg=median(rep.range_deg for rep in reps) if reps and watched else None,
        top_hold_s=median(rep.hold_s for rep in reps) if reps else None,
        judged=len(judged),
        as_asked=sum(not one.cues and not _let_go(one, exercise, asked_s) for one in judged),
    )


def _let_go(one: Repetition | Hold, exercise: Exercise | None, asked_s: float | None) -> bool:
    return isinstance(one, Repetition) and is_short(one.hold_s, one.unseen, asked_s, exercise)


# --------------------------------------------------------------------------------------------------------------- weeks
def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def first_day(span: Span, today: date, began: date | None) -> date:
    """The first day that a span covers: always a Monday; for everything, that of the first session (`began`)."""
    if span.weeks is None:
        return monday(began or today)
    return monday(today) - (span.weeks - 1) * WEEK


def weeks(
    first: date, last: date, done: Iterable[tuple[date, str]], runs: Iterable[date]
) -> tuple[Week, ...]:
    """Every week from `first` to `last`. `done` holds a day and a routine for each routine done on a day."""
    counts: dict[tuple[date, str], int] = {}
    for day, routine in {*done, *((day, f"run {n}") for n, day in enumerate(runs))}:
        key = (monday(day), "run" if routine.startswith("run ") else routine)
        counts[key] = counts.get(key, 0) + 1
    mondays = (monday(first) + n * WEEK for n in range((monday(last) - monday(first)).days // 7 + 1))
    return tuple(
        Week(
            monday=each,
            strength=counts.get((each, STRENGTH), 0),
            before=counts.get((each, BEFORE), 0),
            after=counts.get((each, AFTER), 0),
            runs=counts.get((each, "run"), 0),
        )
        for each in mondays
    )


def regularity(found: Sequence[Week], per_week: int) -> Message | None:
    """In how many of the last weeks strength was done as often as the runner wants to (`per_week`). The week that runs counts
    once it is full; weeks before the first session are nobody's."""
    begun = next((n for n, week in enumerate(found) if week.strength), None)
    if begun is None:
        return None
    past = [*found[begun:-1], *(found[-1:] if found[-1].strength >= per_week else ())][-LOOK_BACK_WEEKS:]
    if len(past) < 2:
        n = sum(week.strength for week in found)
        return Message.of("measure.progress.sessions", n=n, weeks=len(found) - begun)
    full = sum(week.strength >= per_week for week in past)
    return Message.of("measure.progress.weeks", n=full, of=len(past), times=per_week)


def stretches(found: Sequence[Week]) -> Message:
    """How often the stretches went with a run."""
    before, after = sum(week.before for week in found), sum(week.after for week in found)
    runs = sum(week.runs for week in found)
    if runs == 0:
        return Message.of("measure.progress.stretches", before=before, after=after)
    return Message.of("measure.progress.stretches-of", before=before, after=after, runs=runs)


def stretched(held_s: Mapping[Side, float], left_out: Side | None) -> Message | None:
    """For how long each leg was stretched in a week, beside what studies suggest; `None` where it was not."""
    apart_s = [held_s.get(side, 0.0) for side in (Side.LEFT, Side.RIGHT) if side is not left_out]
    minutes = (held_s.get(Side.BOTH, 0.0) + fmean(apart_s)) / 60.0
    if minutes <= 0.0:
        return None
    if minutes < 1.0:
        return Message.of("measure.progress.stretched-little")
    return Message.of("measure.progress.stretched", n=int(minutes))


# -------------------------------------------------------------------------------------------------------- where you are
def standings(entries: Sequence[Entry]) -> tuple[Standing, ...]:
    """Where one is with each exercise, by its last day against its first; entries are in the order of their days."""
    by_exercise: dict[str, list[Entry]] = {}
    for entry in entries:
        by_exercise.setdefault(entry.exercise, []).append(entry)
    return tuple(_standing(id_, found) for id_, found in by_exercise.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dose:
    """The figures of an exercise on one day, rounded as they are told; a figure it has not is `None`."""

    load: float | None
    hold: int | None
    sets: int | None
    reps: int | None
    held: int | None


_STEPS = {"held": 5}  # seconds that somebody hung on or let go sooner are no step


def _dose(entries: Sequence[Entry]) -> _Dose:
    """The weaker leg's repetitions; the most sets of one position; the heaviest load; the usual hold."""
    counted = [entry for entry in entries if entry.reps is not None]
    holds = [hold_s for entry in entries if (hold_s := _long(entry.hold_s)) is not None]
    held = [entry.held_s for entry in entries if entry.held_s is not None]
    return _Dose(
        load=max((entry.load_kg for entry in counted), default=None),
        hold=round(median(holds)) if holds else None,
        sets=max((entry.sets for entry in counted), default=None),
        reps=round(min(entry.reps for entry in counted if entry.reps is not None)) if counted else None,
        held=round(fmean(held)) if held else None,
    )


def _long(hold_s: float | None) -> float | None:
    """A hold at the top that is worth a word."""
    return hold_s if hold_s is not None and hold_s >= LONG_HOLD_S else None


def _standing(exercise: str, entries: Sequence[Entry]) -> Standing:
    first = _dose([entry for entry in entries if entry.day == entries[0].day])
    last = _dose([entry for entry in entries if entry.day == entries[-1].day])
    said = [name for name in _Dose.__slots__ if name != "sets" and getattr(last, name) is not None]
    now = tuple(_told(name, last) for name in said if (name, last.load) != ("load", 0))
    found = Standing(exercise=exercise, now=now, load_kg=last.load, counted=last.reps is not None)
    for name in _Dose.__slots__:  # the first that differs is what the step was
        was, is_ = getattr(first, name), getattr(last, name)
        if was is not None and is_ is not None and abs(was - is_) >= _STEPS.get(name, 0) and was != is_:
            return replace(found, before=_told(name, first), after=_told(name, last), up=is_ > was)
    return found


def _told(name: str, dose: _Dose) -> Message:
    """A figure in words; sets and repetitions are told as one."""
    if (name, dose.load) == ("load", 0):
        return Message.of("measure.progress.dose.leg")
    if name in ("sets", "reps"):
        return Message.of("measure.progress.dose.reps", n=dose.reps or 0, sets=dose.sets or 0)
    return Message.of(f"measure.progress.dose.{name}", n=getattr(dose, name))


def step(found: Sequence[Standing], titles: Mapping[str, str]) -> Message | None:
    """The one change worth a sentence: the last exercise of the list that went up, a stretch only where nothing else did."""
    ups = [each for each in found if each.up and each.before and each.after]
    if not ups:
        return None
    one = max(ups, key=lambda each: (each.counted, ups.index(each)))
    assert one.before and one.after
    return Message.of(
        "measure.progress.step",
        title=titles.get(one.exercise, one.exercise),
        before=one.before,
        after=one.after,
    )


# ------------------------------------------------------------------------------------------------------- left and right
@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """Both legs of an exercise: repetitions a set, with their difference if it is one worth showing."""

    exercise: str
    left: float
    right: float

    @property
    def differ(self) -> bool:
        """Whether the difference is worth a bar."""
        apart, most = abs(self.left - self.right), max(self.left, self.right)
        return apart >= SIDE_REPS and apart >= SIDE_SHARE * most


def legs(entries: Sequence[Entry]) -> tuple[Legs, ...]:
    """Exercises done with both legs on three days at least, with the mean repetitions (or seconds held) of each leg."""
    by_exercise: dict[str, dict[Side, list[Entry]]] = {}
    for entry in entries:
        by_exercise.setdefault(entry.exercise, {}).setdefault(entry.side, []).append(entry)
    return tuple(
        Legs(exercise=id_, left=_mean(found[Side.LEFT]), right=_mean(found[Side.RIGHT]))
        for id_, found in by_exercise.items()
        if all(
            len({entry.day for entry in found.get(side, ())}) >= ENOUGH_SESSIONS
            for side in (Side.LEFT, Side.RIGHT)
        )
    )


def _mean(entries: Iterable[Entry]) -> float:
    values = (entry.held_s if entry.reps is None else entry.reps for entry in entries)
    return fmean(value for value in values if value is not None)


# ---------------------------------------------------------------------------------------------------------------- curves
_VALUES: Mapping[Quantity, Callable[[Entry], float | None]] = {
    Quantity.REPS: lambda entry: entry.reps,
    Quantity.LOAD: lambda entry: None if entry.reps is None else entry.load_kg,
    Quantity.HOLD: lambda entry: _long(entry.hold_s),
    Quantity.HELD: lambda entry: entry.held_s,
    Quantity.RANGE: lambda entry: entry.range_deg,
    Quantity.AS_ASKED: lambda entry: entry.as_asked if entry.judged else None,
}


def parted(days: Sequence[date], most: int = BREAK_DAYS) -> list[int]:
    """The part of its curve that each of these days belongs to: after a gap of more than `most` days a new one begins."""
    parts = [0] * len(days)
    for n, (before, day) in enumerate(pairwise(days), 1):
        parts[n] = parts[n - 1] + ((day - before).days > most)
    return parts


def curve(entries: Iterable[Entry], quantity: Quantity, most: int = BREAK_DAYS) -> tuple[Point, ...]:
    """The points of a quantity for one leg of one exercise and variant, in the order of their days, days without it left
    out. `of` is what an `AS_ASKED` value is out of; `most` days apart are still joined."""
    values = [(entry, _VALUES[quantity](entry)) for entry in entries]
    found = [(entry, value) for entry, value in values if value is not None]
    parts = parted([entry.day for entry, _ in found], most)
    return tuple(
        Point(
            day=entry.day,
            value=value,
            part=part,
            of=entry.judged if quantity is Quantity.AS_ASKED else None,
        )
        for (entry, value), part in zip(found, parts, strict=True)
    )


def trend(points: Sequence[Point], quantity: Quantity) -> Message:
    """One true sentence about a curve: what there is, or from what to what it went."""
    name = f"measure.progress.trend.{quantity.value}"
    first, last = points[0], points[-1]
    digits = 3 if quantity is Quantity.LOAD else 1  # a weight is kept to the gram
    values = {"first": round(first.value, digits), "last": round(last.value, digits)}
    if len(points) == 1:
        return Message.of(
            "measure.progress.trend.one", what=Message.of(f"{name}.now", **_out_of(last, values))
        )
    if values["first"] == values["last"] or quantity is Quantity.AS_ASKED:
        return Message.of(f"{name}.now", **_out_of(last, values))
    return Message.of(f"{name}.change", **values)


def _out_of(last: Point, values: Mapping[str, float]) -> dict[str, str | int | float | Message]:
    return {**values, "of": last.of or 0}
