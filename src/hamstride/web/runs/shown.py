"""Runs in words: how far and how long, what came of a file, whether one stretched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hamstride.exercises import days
from hamstride.exercises.codec import decode
from hamstride.exercises.load import Catalogue
from hamstride.exercises.values import Message, SetPlan
from hamstride.formats.activity import Lap, WatchSet
from hamstride.formats.sports import usual
from hamstride.plan.around import Around
from hamstride.store import models, runs
from hamstride.store.around import Week
from hamstride.store.importing import FileOutcome, Line
from hamstride.store.watch_sets import Pair, pairs
from hamstride.text.words import FALLBACK, texts

HOUR_MIN = 60


def amount(row: models.Activity) -> Message:
    """How far and how long; how long alone where nobody measured how far."""
    return of(row.moving_s, row.distance_m)


def of(seconds: float, metres: float | None) -> Message:
    """A time, and a distance where there is one."""
    if metres is None:
        return duration(seconds)
    return Message.of("web.runs.amount", distance=distance(metres), time=duration(seconds))


def distance(metres: float) -> Message:
    """A distance in kilometres: to ten metres below ten of them, beyond to a hundred."""
    km = metres / 1000
    return Message.of("web.runs.km", km=round(km, 2 if km < 10 else 1))


def duration(seconds: float) -> Message:
    """A time in minutes, or in hours and minutes; below a minute in seconds."""
    if seconds < 59.5:
        return Message.of("web.runs.seconds", n=max(1, round(seconds)))
    whole = round(seconds / 60)
    if whole < HOUR_MIN:
        return Message.of("web.runs.minutes", n=whole)
    hours, rest = divmod(whole, HOUR_MIN)
    return (
        Message.of("web.runs.hours", h=hours, m=rest) if rest else Message.of("web.runs.whole-hours", h=hours)
    )


def stretched(found: Around) -> Message:
    """Whether a run was stretched before and after."""
    names = {(True, True): "both", (True, False): "before", (False, True): "after", (False, False): "none"}
    return Message.of(f"web.runs.stretched.{names[found.before, found.after]}")


def line_of(line: Line) -> Message:
    """What came of a file, in one line."""
    if line.outcome is FileOutcome.REFUSED and line.problem is not None:
        return Message.of("web.runs.line.refused", file=short(line.name), why=line.problem)
    if line.outcome is not FileOutcome.READ:
        return Message.of(f"web.runs.line.{line.outcome.value}", file=short(line.name))
    said = _read(line)
    return Message.of("web.runs.line.damaged", line=said) if line.damaged else said


def short(name: str) -> str:
    """The name of a file in an archive: the archive that was given, and the file's own name."""
    first, *within = name.split(" › ")
    return f"{first} › {within[-1].rpartition('/')[2]}" if within else name


def _read(line: Line) -> Message:
    name = short(line.name)
    if len(line.rows) > 1:
        runs = sum(row.is_run for row in line.rows)
        return Message.of("web.runs.line.several", file=name, n=len(line.rows), runs=runs)
    (row,) = line.rows
    if row.is_run:
        return Message.of("web.runs.line.read", file=name, what=amount(row))
    if row.session is not None:
        return Message.of("web.runs.line.strength", file=name, n=matched(row), day=days.date_of(row.day))
    return Message.of("web.runs.line.set-aside", file=name, what=amount(row), sport=sport(row))


def matched(row: models.Activity) -> int:
    """How many sets of a watch were those of the plan."""
    return sum(pair.plan is not None and pair.watch is not None for pair in pairs(row))


def sport(row: models.Activity) -> Message:
    """The sport in the runner's words; one that there are none for as its file calls it."""
    if row.sport is None:
        return Message.of("web.runs.sport.unknown")
    known = f"web.runs.sport.of.{usual(row.sport)}"
    if known in texts(FALLBACK):
        return Message.of(known)
    return Message.of("web.runs.sport.named", name=row.sport.replace("_", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One run in the list."""

    row: models.Activity
    amount: Message
    stretched: Around
    says: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The runs of a month, as far as they are on the page."""

    id: str
    title: Message
    entries: tuple[Entry, ...]


def months(rows: Sequence[models.Activity], judged: Mapping[int, Around]) -> tuple[Month, ...]:
    """Runs by month, in the order in which they are given."""
    return tuple(
        Month(
            id=f"{year}-{month:02d}",
            title=Message.of("web.runs.month", month=days.month(month), year=str(year)),
            entries=tuple(_entry(row, judged.get(row.pk, Around())) for row in found),
        )
        for (year, month), found in groupby(rows, key=lambda row: (row.day.year, row.day.month))
    )


def _entry(row: models.Activity, found: Around) -> Entry:
    return Entry(row=row, amount=amount(row), stretched=found, says=stretched(found))


def week(week: Week) -> Message:
    """A week in one line: runs, and how far or how long."""
    if not week.runs:
        return Message.of("web.runs.no-week")
    return Message.of("web.runs.week", n=week.runs, amount=of(week.seconds, week.distance_m or None))


def facts(row: models.Activity) -> tuple[Message, ...]:
    """What else is known of it: the time with the pauses, the device, the file."""
    return tuple(_facts(row))


def _facts(row: models.Activity) -> Iterator[Message]:
    if row.elapsed_s - row.moving_s >= 60:
        yield Message.of("web.runs.fact.paused", time=duration(row.elapsed_s))
    if row.device:
        yield Message.of("web.runs.fact.device", name=row.device)
    if row.file is not None:
        yield Message.of("web.runs.fact.file", name=row.file.name)
    if row.origin == runs.TYPED:
        yield Message.of("web.runs.fact.typed")
    if row.details.get("damaged"):
        yield Message.of("web.runs.fact.damaged")


def laps(row: models.Activity) -> tuple[tuple[int, Message, Message | None], ...]:
    """The laps: number, time, distance."""
    found = (decode(Lap, each, "lap") for each in row.details.get("laps", ()))
    return tuple(
        (n, clock(lap.seconds), None if lap.distance_m is None else distance(lap.distance_m))
        for n, lap in enumerate(found, 1)
    )


def clock(seconds: float) -> Message:
    """A short time to the second: 4:07."""
    whole = round(seconds)
    return Message.of("web.runs.clock", m=whole // 60, s=f"{whole % 60:02d}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One set, planned and done; either may be missing."""

    name: Message
    planned: Message | None
    done: Message | None


def sets(found: Sequence[Pair], catalogue: Catalogue) -> tuple[SetLine, ...]:
    """Planned against done, where a watch counted sets."""
    if not any(pair.watch for pair in found):
        return ()
    return tuple(
        SetLine(
            name=_set_name(pair, catalogue),
            planned=None if pair.plan is None else _planned(pair.plan),
            done=None if pair.watch is None else _done(pair.watch),
        )
        for pair in found
    )


def beside(session: models.Session, catalogue: Catalogue) -> tuple[SetLine, ...]:
    """What a watch counted of a session, planned against done; none without a watch."""
    row = runs.beside(session)
    return () if row is None else sets(pairs(row), catalogue)


def _set_name(pair: Pair, catalogue: Catalogue) -> Message:
    plan = pair.plan
    if plan is None:
        step = pair.watch.step if pair.watch else None
        return Message.of("web.runs.sport.named", name=step) if step else Message.of("web.runs.set.other")
    found = catalogue.get(plan.exercise)
    title = plan.exercise if found is None else found.text.title
    extra = None if found is None else found.variants.get(plan.variant or "")
    name = title if extra is None else f"{title}, {extra.title}"
    return Message.of("web.runs.set.name", name=name, side=Message.of(f"web.side.{plan.side.value}"))


def _planned(plan: SetPlan) -> Message:
    return _amount(plan.reps, plan.hold_s, plan.load_kg)


def _done(watch: WatchSet) -> Message:
    return _amount(watch.reps or None, watch.seconds, watch.weight_kg)


def _amount(reps: int | None, seconds: float | None, kg: float | None) -> Message:
    count = Message.of("web.runs.set.seconds", n=round(seconds or 0))
    if reps is not None:
        count = Message.of("web.runs.set.reps", n=reps)
    return Message.of("web.runs.set.with-load", amount=count, kg=kg) if kg else count
