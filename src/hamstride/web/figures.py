"""The moving figure of an exercise, as the engine's puppet stands and moves, and the drawn person where there is one."""

from typing import Any

from hamstride import known
from hamstride.engine import puppet
from hamstride.exercises.values import Session, Side
from hamstride.web import drawing

FRAMES = 24

Points = tuple[tuple[float, float], ...]


@known.cached
def frames(exercise: str) -> tuple[float, tuple[Points, ...]]:
    """The picture's width by its height, and the 33 points of each step from rest to the top; the left leg works."""
    steps = [_step(exercise, n / (FRAMES - 1)) for n in range(FRAMES)]
    return steps[0].width / steps[0].height, tuple(_rounded(step.points or ()) for step in steps)


def _step(exercise: str, share: float) -> Any:
    return puppet.figure(known.catalogue()[exercise], side=Side.LEFT, share=share)


def _rounded(points: tuple[tuple[float, ...], ...]) -> Points:
    return tuple((round(x, 4), round(y, 4)) for x, y, *_ in points)


def of_session(session: Session) -> dict[str, Any]:
    """The figures that a session needs, by "exercise/variant"."""
    wanted = dict.fromkeys((plan.exercise, plan.variant) for plan in session.sets)
    return {f"{exercise}/{variant or ''}": _as_data(exercise, variant) for exercise, variant in wanted}


def _as_data(exercise: str, variant: str | None) -> dict[str, Any]:
    aspect, steps = frames(exercise)
    return {"frames": steps, "aspect": round(aspect, 4), "drawn": _drawn(exercise, variant)}


def _drawn(exercise: str, variant: str | None) -> dict[str, Any] | None:
    found = drawing.demonstration(exercise, variant)
    return drawing.sheet(found) if found else None
