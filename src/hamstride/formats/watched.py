"""Which planned set each set of a watch was: by the step of the workout, else by the exercise's FIT numbers, in order."""

from collections.abc import Mapping, Sequence

from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import SetPlan
from hamstride.formats.activity import WatchSet


def matched(
    sets: Sequence[WatchSet], plans: Sequence[SetPlan], catalogue: Mapping[str, Exercise]
) -> tuple[int | None, ...]:
    """For each set of the watch the index of the planned set it was, or `None`. No planned set is given twice.

    The sets of a session are done in order, so of several that fit the next one after the last match is taken.
    """
    left = dict(enumerate(plans))
    found: list[int | None] = []
    after = -1
    for each in sets:
        fitting = [index for index, plan in left.items() if _fits(each, catalogue.get(plan.exercise))]
        index = next((index for index in fitting if index > after), next(iter(fitting), None))
        found.append(index)
        if index is not None:
            del left[index]
            after = index
    return tuple(found)


def _fits(each: WatchSet, exercise: Exercise | None) -> bool:
    """Whether the watch's numbers, or the name of the step that was followed, are those of the exercise."""
    if exercise is None:
        return False
    if each.step is not None and each.step.lower().startswith(exercise.text.title.lower()):
        return True
    fit = exercise.fit
    if fit is None or each.step is not None or each.category is None:
        return False
    plain = (fit.unweighted_category, fit.unweighted_name)
    return (each.category, each.name) in ((fit.category, fit.name), plain)
