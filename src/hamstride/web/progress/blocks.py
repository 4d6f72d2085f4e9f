"""Turns the runner's record into the blocks of the pages: charts, lines and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from hamstride import known
from hamstride.exercises import load
from hamstride.exercises.asked import Tally, cue_by_cue
from hamstride.exercises.days import date_of
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import WORST_PAIN, Message, SetRecord, Side
from hamstride.measure import progress as summing
from hamstride.measure import weekly
from hamstride.measure.progress import Entry, Legs, Quantity, Span, Standing, Week
from hamstride.store import models, progress, runs, training
from hamstride.web.programme import how_much
from hamstride.web.progress.charts import Chart, Look, Mark

MONTH_APART = 31  # days from one month's first to the next's
WEEKLY_CHART = 53  # more weeks than that are drawn four at a time


def look(runner: models.Runner, span: Span, today: date) -> Look:
    """The days of a span."""
    began = progress.first_day(runner) if span is Span.ALL else None
    return Look(span=span, first=summing.first_day(span, today, began), today=today)


def weeks(runner: models.Runner, seen: Look) -> tuple[Week, ...]:
    """The weeks of the page, with the runs in them."""
    done = progress.days(runner, seen.first, seen.today)
    run = [each.started.date() for each in runs.between(runner, seen.first, seen.today)]
    return summing.weeks(seen.first, seen.today, done, run)


def stretched(runner: models.Runner, today: date) -> Message | None:
    """For how long each leg was stretched in the last seven days."""
    held_s = progress.stretched_s(runner, today - summing.WEEK + timedelta(days=1), today)
    return summing.stretched(held_s, runner.profile.left_out)


def done_chart(found: Sequence[Week], seen: Look, per_week: int) -> Chart:
    """Strength, with how often the runner wants it, and runs by the week; of more than a year the mean of each four weeks."""
    step = 4 if len(found) > WEEKLY_CHART else 1
    parts = [found[n : n + step] for n in range(0, len(found), step)]
    return Chart(
        id="done",
        title=Message.of("web.progress.done"),
        says=summing.regularity(found, per_week) or Message.of("web.progress.done-nothing"),
        unit=Message.of("web.progress.unit.days"),
        kind="bars",
        series={
            "strength": [_bar(part[0].monday, fmean(week.strength for week in part)) for part in parts],
            "runs": [_bar(part[0].monday, fmean(week.runs for week in part)) for part in parts],
        },
        first=seen.first,
        last=seen.today,
        goal=per_week,
        reach=(0, 3),
        days=7 * step,
    )


def _bar(monday: date, n: float) -> Mark:
    return Mark(day=monday, value=n, told=Message.of("web.progress.n", n=round(n, 1)))


# ------------------------------------------------------------------------------------------------------------------ aches
def trouble_chart(found: Sequence[tuple[date, dict[str, str]]], seen: Look) -> Chart:
    """The question of the week, 0 to 100."""
    scores = [(day, score) for day, answers in found if (score := weekly.score(answers)) is not None]
    troubled = sum(answers.get(weekly.TROUBLE) == weekly.YES for _, answers in found)
    says = "some" if troubled else "none" if found else "not-asked"
    parts = summing.parted([day for day, _ in scores])
    marks = [
        Mark(day=day, value=score, told=Message.of("web.progress.trouble.score", n=score), part=part)
        for (day, score), part in zip(scores, parts, strict=True)
    ]
    return Chart(
        id="trouble",
        title=Message.of("web.progress.trouble.title"),
        says=Message.of(f"web.progress.trouble.{says}", n=troubled, of=len(found)),
        unit=Message.of("web.progress.trouble.unit"),
        kind="dots",
        series={"trouble": marks},
        first=seen.first,
        last=seen.today,
        reach=(0, weekly.WORST),
    )


def pain_chart(found: Sequence[models.PainNote], seen: Look) -> Chart:
    """What hurt during sessions, 0 to 10; single dots, for nothing joins one ache to the next."""
    days = len({note.day for note in found})
    return Chart(
        id="pain",
        title=Message.of("web.progress.pain.title"),
        says=Message.of("web.progress.pain.says", n=days) if days else Message.of("web.progress.pain.none"),
        unit=Message.of("web.progress.pain.unit"),
        kind="dots",
        series={
            "pain": [
                Mark(day=note.day, value=note.score, told=pain_told(note), part=n)
                for n, note in enumerate(found)
                if note.score is not None
            ]
        },
        first=seen.first,
        last=seen.today,
        reach=(0, WORST_PAIN),
        notes=tuple(
            Message.of("web.progress.pain.on", day=date_of(note.day), what=pain_told(note))
            for note in found
            if note.score is None
        ),
    )


def pain_told(note: models.PainNote) -> Message:
    """A pain in words: where, and how much where it was said."""
    place = Message.of(f"coach.pain.{note.place}")
    if note.score is None:
        return Message.of("web.progress.pain.unscored", place=place)
    return Message.of("web.progress.pain.told", place=place, n=note.score)


# -------------------------------------------------------------------------------------------------------------- exercises
def order(found: Sequence[Standing]) -> list[Standing]:
    """Standings in the order of the catalogue."""
    ids = list(known.catalogue())
    return sorted(found, key=lambda each: ids.index(each.exercise) if each.exercise in ids else len(ids))


def titles(language: str) -> dict[str, str]:
    """What the exercises are called, and the routines: what hurts is noted of either."""
    routines = {id_: routine.title for id_, routine in load.routines(language).items()}
    return routines | {id_: exercise.text.title for id_, exercise in known.catalogue(language).items()}


def for_you(
    runner: models.Runner, found: Sequence[Standing]
) -> dict[str, list[tuple[Message, Message | None]]]:
    """How much of an exercise the runner is to do now, where that has another load than what was done last."""
    profile, amounts, catalogue = runner.profile, training.amounts(training.doses(runner)), known.catalogue()
    said = {}
    for exercise, load_kg in ((catalogue.get(each.exercise), each.load_kg) for each in found):
        if exercise is not None and load_kg is not None:
            legs = how_much.now(exercise, profile, amounts)
            if legs and max(amount.load_kg for amount in legs.values()) != load_kg:
                said[exercise.id] = how_much.lines(exercise, legs)
    return said


def said_of_legs(found: Sequence[Legs]) -> Message:
    """The sentence about left and right."""
    if not found:
        return Message.of("web.progress.legs.not-yet")
    if not any(each.differ for each in found):
        return Message.of("web.progress.legs.same")
    return Message.of("web.progress.legs.differ", n=sum(each.differ for each in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Both legs of an exercise as bars: what each does in a set, and how long its bar is, in percent of the longer one."""

    exercise: str
    bars: tuple[tuple[Side, float, int], ...]


def pairs(found: Sequence[Legs]) -> list[Pair]:
    """A pair of bars for each exercise in which the legs differ."""
    return [_pair(each) for each in found if each.differ]


def _pair(legs: Legs) -> Pair:
    done = {Side.LEFT: legs.left, Side.RIGHT: legs.right}
    most = max(done.values())
    return Pair(
        exercise=legs.exercise,
        bars=tuple((side, value, round(100 * value / most)) for side, value in done.items()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cue by cue what was done as asked: the legs that did it, and a row a cue with one cell a leg."""

    legs: tuple[Message, ...]
    rows: tuple[tuple[str, tuple[Message, ...]], ...]
    sets: int


def asked(records: Sequence[SetRecord], exercise: Exercise) -> Table | None:
    """The table of cues for the last sets that a camera watched; `None` where there is nothing to tell."""
    found = cue_by_cue(records, exercise)
    legs = tuple(side for side in Side if any(side in each.legs for each in found))
    if not legs:
        return None
    rows = tuple(
        (each.cue.good or each.id, tuple(_asked_told(each.legs.get(leg)) for leg in legs)) for each in found
    )
    heads = tuple(Message.of(f"web.side.{leg.value}") for leg in legs)
    return Table(legs=heads, rows=rows, sets=len(records))


def _asked_told(tally: Tally | None) -> Message:
    if tally is None:
        return Message.of("web.progress.asked.none")
    if not tally.judged:
        return Message.of("web.progress.asked.unseen")
    name = "some" if tally.unseen else "all"
    return Message.of(f"web.progress.asked.{name}", n=tally.good, of=tally.judged, unseen=tally.unseen)


def variants(exercise: Exercise, entries: Sequence[Entry]) -> dict[str, str]:
    """The titles of an exercise's variants, and after them whatever else its sets were recorded as: a declaration may have
    changed since. Without a variant the key is empty, and comes first where none is declared: what is done today opens, not
    what is gone. Nothing to choose from is an empty answer."""
    named = {id_: each.title for id_, each in exercise.variants.items()}
    done = {entry.variant or "": entry.variant or exercise.text.title for entry in entries}
    plain = {id_: title for id_, title in done.items() if not id_ and not named}
    found = named | plain | {id_: title for id_, title in done.items() if id_ not in named}
    return {} if list(found) == [""] else found


def curves(entries: Sequence[Entry], exercise: Exercise, variant: str | None, seen: Look) -> list[Chart]:
    """One chart a quantity of an exercise (and a variant of it), with a curve a leg."""
    mine = [entry for entry in entries if entry.variant == variant]
    made = (_curve(mine, quantity, seen) for quantity in Quantity)
    held = exercise.dose.hold_s is not None
    return [chart for chart in made if chart and (held or chart.id != Quantity.HOLD.value)]


def _curve(entries: Sequence[Entry], quantity: Quantity, seen: Look) -> Chart | None:
    monthly = progress.is_monthly(seen.first, seen.today)
    most = MONTH_APART if monthly else summing.BREAK_DAYS
    legs = {side: summing.curve([e for e in entries if e.side is side], quantity, most) for side in Side}
    legs = {side: points for side, points in legs.items() if points}
    if not legs or (
        quantity is Quantity.LOAD and not any(p.value for points in legs.values() for p in points)
    ):
        return None
    name = f"web.progress.quantity.{quantity.value}"
    longest = max(legs.values(), key=len)
    return Chart(
        id=quantity.value,
        title=Message.of(f"{name}.title"),
        says=summing.trend(longest, quantity),
        unit=None if quantity is Quantity.LOAD else Message.of(f"{name}.unit"),
        kind="dots",
        series={
            side.value: [
                Mark(day=point.day, value=_drawn(point), told=_told(point, quantity), part=point.part)
                for point in points
            ]
            for side, points in legs.items()
        },
        first=min(
            seen.first, *(points[0].day for points in legs.values())
        ),  # a month is drawn on its first day
        last=seen.today,
        reach=_REACH[quantity],
    )


_REACH: dict[Quantity, tuple[float, ...]] = {
    Quantity.REPS: (0, 10),
    Quantity.LOAD: (0, 2),
    Quantity.HOLD: (0, 5),
    Quantity.HELD: (0, 60),
    Quantity.RANGE: (0, 110),
    Quantity.AS_ASKED: (0, 10),
}


def _drawn(point: summing.Point) -> float:
    """As asked: out of ten, so that sets of different lengths lie on one scale."""
    return point.value if point.of is None else 10 * point.value / point.of


def _told(point: summing.Point, quantity: Quantity) -> Message:
    name = f"web.progress.quantity.{quantity.value}.value"
    return Message.of(name, n=round(point.value, 3 if quantity is Quantity.LOAD else 1), of=point.of or 0)
