"""What a watch calls what it is given: known without the library that writes files for it."""

from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import SetPlan
from hamstride.text.words import Words

MOST_LETTERS = 60


def step_name(plan: SetPlan, exercise: Exercise, words: Words) -> str:
    """What a set is called on the watch."""
    variant = exercise.variants.get(plan.variant or "")
    parts = {"title": exercise.text.title, "variant": variant.title if variant else ""}
    kind = "variant" if variant else "plain"
    return words(f"formats.watch.step.{plan.side.value}-{kind}", **parts)[:MOST_LETTERS]
