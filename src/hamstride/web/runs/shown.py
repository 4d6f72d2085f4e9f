"""Runs in words: how far and how long, what came of a file, whether one stretched."""

from hamstride.exercises.values import Message
from hamstride.plan.around import Around
from hamstride.store import models
from hamstride.store.importing import Line, Outcome

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
    return Message.of("web.runs.hours", h=whole // HOUR_MIN, m=whole % HOUR_MIN)


def stretched(found: Around) -> Message:
    """Whether a run was stretched before and after."""
    names = {(True, True): "both", (True, False): "before", (False, True): "after", (False, False): "none"}
    return Message.of(f"web.runs.stretched.{names[found.before, found.after]}")


def line_of(line: Line) -> Message:
    """What came of a file, in one line."""
    if line.outcome is Outcome.REFUSED and line.problem is not None:
        return Message.of("web.runs.line.refused", file=line.name, why=line.problem)
    if line.outcome is not Outcome.READ:
        return Message.of(f"web.runs.line.{line.outcome.value}", file=line.name)
    said = _read(line)
    return Message.of("web.runs.line.damaged", line=said) if line.damaged else said


def _read(line: Line) -> Message:
    if len(line.rows) > 1:
        runs = sum(row.is_run for row in line.rows)
        return Message.of("web.runs.line.several", file=line.name, n=len(line.rows), runs=runs)
    (row,) = line.rows
    if row.is_run:
        return Message.of("web.runs.line.read", file=line.name, what=amount(row))
    return Message.of("web.runs.line.set-aside", file=line.name, what=amount(row), sport=sport(row))


def sport(row: models.Activity) -> Message:
    """The sport as its file calls it."""
    if row.sport is None:
        return Message.of("web.runs.sport.unknown")
    return Message.of("web.runs.sport.named", name=row.sport.replace("_", " "))
