"""The way back after a gap: what was done since leads.

The first session back is lighter by the table in `relief`. From then on each exercise goes by its last session: a rung up
after a good one, the same again after any other, until the dose is reached. Good is a clean one, and one that was done whole of
which nobody said more: who answers no questions gets back too. So nothing gets heavier after a session that went ill, and after
pain above 5, which makes the dose itself lighter than what was done, the dose is reached already.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.values import Side
from hamstride.plan.compile import left_out
from hamstride.plan.ladder import Amount, amount_of, higher, rungs, sides_of, weaker
from hamstride.plan.progression import HURT, Ladders
from hamstride.plan.relief import Return
from hamstride.plan.verdicts import Trained, Verdict, verdict


def held(
    history: Sequence[Trained],
    ladders: Ladders,
    returns: Mapping[str, Return],
    chosen: Mapping[tuple[str, Side], date],
    stays: Collection[str] = (),
) -> dict[tuple[str, Side], Amount]:
    """The most that each leg does of each exercise that has not come back to its dose since its last gap (`returns`, by
    exercise). `history` are the last sessions, newest first. An amount that the runner has `chosen` for a leg since, by hand or
    by a step, stands as it is (the last day of it). Of the exercises that `stays` names nothing goes up today."""
    return {
        (exercise.id, side): most
        for exercise in ladders.catalogue.values()
        if exercise.kind is Kind.STRENGTH and not left_out(exercise, ladders.runner)
        if (back := returns.get(exercise.id)) is not None
        for side in sides_of(exercise, ladders.runner)
        if chosen.get((exercise.id, side), date.min) < back.day
        if (most := _most(exercise, side, history, ladders, back, up=exercise.id not in stays)) is not None
    }


def _most(
    exercise: Exercise,
    side: Side,
    history: Sequence[Trained],
    ladders: Ladders,
    back: Return,
    *,
    up: bool,
) -> Amount | None:
    """The most that a leg does, if that is less than its dose."""
    dose = amount_of(exercise, side, ladders.amounts, ladders.runner)
    ladder = rungs(exercise, ladders.runner)
    of_it = [(each, asked) for each in history if (asked := _asked(each, exercise, side)) is not None]
    since = [(each, asked) for each, asked in of_it if each.day >= back.day]
    first = back.gap.lighter(dose, ladder)
    if not since:  # many other sessions were done meanwhile
        return _less(first, dose, ladder)
    if any(_less(asked, dose, ladder) is None for _, asked in since):
        return None
    session, asked = next((pair for pair in since if _counts(pair[0], exercise)), since[0])
    if not up or not _is_good(session, exercise.id):
        return _less(asked, dose, ladder)
    if asked.sets < first.sets and replace(asked, sets=first.sets) == first:
        # Its sets come back first: the cut of them was for that session alone.
        return _less(first, dose, ladder)
    return _less(higher(asked, ladder) or dose, dose, ladder)


def _asked(session: Trained, exercise: Exercise, side: Side) -> Amount | None:
    return next((b.amount for b in session.bouts if b.exercise == exercise.id and b.side is side), None)


def _is_good(session: Trained, exercise: str) -> bool:
    found = verdict(session, exercise)
    whole = all(bout.reached for bout in session.bouts if bout.exercise == exercise)
    return found is Verdict.CLEAN or (found is Verdict.UNKNOWN and whole)


def _counts(session: Trained, exercise: Exercise) -> bool:
    """Whether a session leads: one with half the sets does only if it hurt."""
    return not session.lighter or verdict(session, exercise.id) in HURT


def _less(amount: Amount, dose: Amount, ladder: Sequence[Amount]) -> Amount | None:
    return None if weaker((amount, dose), ladder) == dose else amount
