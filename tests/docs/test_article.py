"""Every one of the article's 37 points can be found in what the software says. A row a point: a phrase, and where it stands."""

import pytest

from hamstride.exercises.load import catalogue
from hamstride.text.words import flatten, texts

WHERE = {
    1: ("why.muscle", "back of the thigh"),
    2: ("why.muscle", "takes up shock as you push off"),
    3: ("why.quarter", "about a quarter stronger"),
    4: ("why.gap", "prone to injury"),
    5: ("why.strong-supple", "back, hips and knees"),
    6: ("lying-leg-curl", "Wear an ankle weight"),
    7: ("lying-leg-curl", "Lie on your stomach"),
    8: ("lying-leg-curl", "Keep your hips flat"),
    9: ("lying-leg-curl", "point your toes"),
    10: (
        "lying-leg-curl",
        "Tighten the back of the thigh, bend one knee and bring the foot up toward your seat",
    ),
    11: ("lying-leg-curl", "toes of the working leg inward"),
    12: ("lying-leg-curl", "toes of the working leg outward"),
    13: ("lying-leg-curl", "Ten with each leg: plain, then toes in, then toes out"),
    14: ("standing-curl", "A weight on each ankle"),
    15: ("standing-curl", "hands on the back of a heavy chair for balance"),
    16: ("standing-curl", "Shift your weight to one leg"),
    17: ("standing-curl", "Bend the other knee and bring the heel up toward your seat"),
    18: ("standing-curl", "knees close together"),
    19: ("standing-curl", "Hold at the top for three to five seconds"),
    20: ("standing-curl", "Lower the leg slowly"),
    21: ("standing-curl", "Ten, then the other leg"),
    22: ("standing-curl", "never locked"),
    23: ("ball-curl", "The hardest of the three"),
    24: ("ball-curl", "on your back with your feet on top of the ball"),
    25: ("ball-curl", "your back is off the ground and your weight rests on your shoulder blades"),
    26: ("ball-curl", "Roll the ball in until your knees are at a right angle"),
    27: ("ball-curl", "Hold for one count"),
    28: ("ball-curl", "Roll it back to where it started"),
    29: ("ball-curl", "Ten to twelve times"),
    30: ("why.flexibility", "as important as strength"),
    31: ("why.flexibility", "before and after you run"),
    32: ("roll-forward", "Roll forward from the waist"),
    33: ("roll-forward", "half a minute to a minute"),
    34: ("hip-hinge", "Lean forward from the hip joint"),
    35: ("chair-stretch", "put the other foot on the seat in front of you"),
    36: ("chair-stretch", "Both knees straight, but not locked"),
    37: ("chair-stretch", "Lean forward over the front leg"),
}


def words_of(where: str) -> str:
    """Everything that an exercise or a section of the texts says."""
    if where in catalogue():
        return "\n".join(text for _, text in flatten(catalogue()[where].to_dict()))
    return "\n".join(text for id_, text in texts("en").items() if id_.startswith(f"{where}."))


@pytest.mark.parametrize("point", range(1, 38))
def test_every_point_of_the_article_is_said(point: int) -> None:
    where, phrase = WHERE[point]
    assert phrase in words_of(where)


@pytest.mark.parametrize("point", [p for p, (where, _) in WHERE.items() if not where.startswith("why.")])
def test_exercises_name_the_points_they_carry_out(point: int) -> None:
    exercise = catalogue()[WHERE[point][0]]
    assert point in exercise.article_points


def test_words_we_never_use() -> None:
    said = "\n".join([*(words_of(id_) for id_ in catalogue()), *texts("en").values()]).lower()
    for word in ("diagnos", "cleared", "prevents", "perfect", "workout", "unsafe", " safe "):
        assert word not in said
    assert "!" not in said
