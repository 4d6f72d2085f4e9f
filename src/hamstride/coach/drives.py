"""What drives a set besides the camera: the beat and the taps. Both speak in the engine's own events.

So the coach has one way of counting: a repetition is an event, whoever saw it.
"""

from collections.abc import Iterator
from itertools import count

from hamstride.engine.events import Event, HoldTick, PhaseEntered, RepCounted
from hamstride.exercises.spec import Exercise, Phase
from hamstride.exercises.values import SetPlan

SETTLE_S = 5.0  # getting into a stretch before its clock runs


class Beat:
    """Keeps the tempo of a set from `at_s` on; `due` gives what has happened by then."""

    def __init__(self, exercise: Exercise, plan: SetPlan, at_s: float) -> None:
        make = _stretch if plan.reps is None else _repetitions
        self._events = make(exercise, plan, at_s)
        self._next = next(self._events)

    def due(self, now_s: float) -> Iterator[Event]:
        """Events up to now, in order; each once."""
        while self._next.t_s <= now_s:
            event, self._next = self._next, next(self._events)
            yield event


def tapped(plan: SetPlan, number: int, t_s: float) -> RepCounted:
    """A repetition that the runner tapped."""
    return RepCounted(t_s=t_s, number=number, side=plan.side, cues=())


def hold_of(exercise: Exercise, plan: SetPlan) -> float:
    """Seconds at the top of a repetition, or of the stretch."""
    return exercise.dose.tempo.hold_s if plan.hold_s is None else plan.hold_s


def _repetitions(exercise: Exercise, plan: SetPlan, at_s: float) -> Iterator[Event]:
    tempo, hold_s = exercise.dose.tempo, hold_of(exercise, plan)
    for n in count():
        start = at_s + n * tempo.repetition_s(hold_s)
        top, down = start + tempo.lift_s, start + tempo.lift_s + hold_s + tempo.lower_s
        yield PhaseEntered(t_s=start, phase=Phase.LIFT, side=plan.side)
        yield PhaseEntered(t_s=top, phase=Phase.HOLD, side=plan.side)
        yield from (HoldTick(t_s=top + s, seconds=s) for s in range(1, int(hold_s) + 1))
        yield PhaseEntered(t_s=top + hold_s, phase=Phase.LOWER, side=plan.side)
        yield RepCounted(t_s=down, number=n + 1, side=plan.side, cues=())
        yield PhaseEntered(t_s=down, phase=Phase.REST, side=plan.side)


def _stretch(exercise: Exercise, plan: SetPlan, at_s: float) -> Iterator[Event]:
    yield PhaseEntered(t_s=at_s, phase=Phase.LIFT, side=plan.side)
    yield PhaseEntered(t_s=at_s + SETTLE_S, phase=Phase.HOLD, side=plan.side)
    yield from (HoldTick(t_s=at_s + SETTLE_S + s, seconds=s) for s in count(1))
