"""Which planned set each set of a watch was: by the step of the workout, else by the exercise's FIT numbers, in order."""

from collections.abc import Iterator, Mapping, Sequence

from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import SetPlan
from hamstride.formats.activity import WatchSet


def matched(
    sets: Sequence[WatchSet],
    plans: Sequence[SetPlan],
    names: Sequence[str],
    catalogue: Mapping[str, Exercise],
) -> tuple[int | None, ...]:
    """For each set of the watch the index of the planned set it was, or `None`. No planned set is given twice.

    `names` are what the planned sets are called as steps on a watch. The sets of a session are done in order, so of several
    that fit the next one after the last match is taken.
    """
    left = dict(enumerate(plans))
    found: list[int | None] = []
    after = -1
    for each in sets:
        fitting = next((tier for tier in _tiers(each, left, names, catalogue) if tier), [])
        index = next((index for index in fitting if index > after), next(iter(fitting), None))
        found.append(index)
        if index is not None:
            del left[index]
            after = index
    return tuple(found)


def _tiers(
    each: WatchSet, left: Mapping[int, SetPlan], names: Sequence[str], catalogue: Mapping[str, Exercise]
) -> Iterator[list[int]]:
    """The planned sets that fit, the surest way of knowing first: the step's own name, then the exercise's numbers."""
    step = (each.step or "").lower()
    yield [index for index in left if step and names[index].lower() == step]
    yield [index for index, plan in left.items() if _has_numbers(each, catalogue.get(plan.exercise))]


def _has_numbers(each: WatchSet, exercise: Exercise | None) -> bool:
    """Whether the watch gave the set one of the exercise's two pairs of FIT numbers."""
    fit = None if exercise is None else exercise.fit
    if fit is None or each.category is None:
        return False
    plain = (fit.unweighted_category, fit.unweighted_name)
    return (each.category, each.name) in ((fit.category, fit.name), plain)
