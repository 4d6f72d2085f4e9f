"""Films by lot: everything a living room has in store, drawn at random from a seed, as the text of a file of `films/`.

A set of films whose totals have been looked at is no longer unseen; another seed makes another one.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

# Exercise and variant, and how many films of each.
_EXERCISES = (
    ("lying-leg-curl", "neutral", 7),
    ("lying-leg-curl", "toes-in", 2),
    ("lying-leg-curl", "toes-out", 2),
    ("standing-curl", None, 12),
    ("ball-curl", None, 6),
    ("roll-forward", None, 3),
    ("hip-hinge", None, 4),
    ("chair-stretch", None, 4),
)
_FIDGETS = {
    "lying-leg-curl": ("shake", "shake-hard", "other-curl", "heels", "wriggle", "rest"),
    "standing-curl": ("march", "squat", "bend-to-weight", "shake", "shake-hard", "other-curl", "heels"),
    "ball-curl": ("hips-down", "rest"),
    "roll-forward": ("march", "squat", "bend-to-weight"),
    "hip-hinge": ("rest",),
    "chair-stretch": ("rest",),
}
_FAULTS = {
    "lying-leg-curl": ("hips-rise", "toes-flexed"),
    "standing-curl": ("knee-forward", "knees-apart", "locked"),
    "ball-curl": ("hips-sag",),
    "roll-forward": ("knees-locked",),
    "hip-hinge": ("back-round",),
    "chair-stretch": ("knee-bent",),
}
_PICTURES = (
    {"width": 512, "height": 384, "fps": 15},
    {"width": 512, "height": 384, "fps": 15},
    {"width": 640, "height": 480, "fps": 15},
    {"width": 640, "height": 480, "fps": 30},
    {"width": 640, "height": 360, "fps": 24},
    {"width": 480, "height": 360, "fps": 10},
    {"width": 320, "height": 240, "fps": 12, "noise": 8, "light": 0.7},
    {"width": 320, "height": 240, "fps": 8, "noise": 8, "light": 0.7},
)
_TEMPOS: Mapping[str, tuple[tuple[float, float, float], ...]] = {
    "lying-leg-curl": ((1.2, 0.4, 2.0), (1.2, 0.4, 2.0), (0.8, 0.2, 1.0), (2.8, 1.5, 3.8)),
    "standing-curl": ((1.1, 3.4, 2.0), (1.1, 4.0, 2.2), (0.7, 2.9, 1.4), (2.2, 4.8, 3.5)),
    "ball-curl": ((1.3, 1.0, 1.3), (1.3, 1.0, 1.6), (0.9, 0.8, 1.0), (2.4, 1.5, 2.8)),
}
_STILL_TEMPO = (3.0, 11.0, 3.0)
_STANDING = ("standing-curl", "roll-forward", "hip-hinge", "chair-stretch")
_COUNTED = tuple(_TEMPOS)
_VIEWS = ("straight", "straight", "oblique", "high", "tilted", "low")
_Card = TypeVar("_Card")


def films(seed: int) -> str:
    """The text of a list of films."""
    chance = random.Random(seed)
    names = [(exercise, variant) for exercise, variant, often in _EXERCISES for _ in range(often)]
    pictures, views = _dealt(_PICTURES, len(names), chance), _dealt(_VIEWS, len(names), chance)
    drawn = [_film(*each, chance) for each in zip(names, pictures, views, strict=True)]
    for number, film in enumerate(drawn, 1):
        film["name"] = f"{number:02}-{film['name']}"
    return f"# Made by `python -m studio lots --seed {seed}`.\n\n" + "\n".join(map(_toml, drawn))


def _dealt(cards: Sequence[_Card], number: int, chance: random.Random) -> list[_Card]:
    """So many cards from shuffled decks: none comes much more often than another."""
    decks = -(-number // len(cards))
    return [card for _ in range(decks) for card in chance.sample(cards, len(cards))][:number]


def _film(
    name: tuple[str, str | None], picture: dict[str, Any], view: str, chance: random.Random
) -> dict[str, Any]:
    exercise, variant = name
    person = chance.randrange(1000, 9999)
    film: dict[str, Any] = {
        "name": f"{exercise}-{view}",
        "exercise": exercise,
        **({"variant": variant} if variant else {}),
        "side": chance.choice(("left", "right")),
        "seed": person,
        "person": {"seed": person, **({"bottoms": "trousers"} if chance.random() < 0.25 else {})},
        "picture": picture,
    }
    film |= _set(exercise, chance) if exercise in _COUNTED else _stretch(exercise, chance)
    film["camera"] = _camera(film, view, chance)
    return film | _around(film, chance)


def _set(exercise: str, chance: random.Random) -> dict[str, Any]:
    reps = chance.choice((3, 4, 4, 5))
    found: dict[str, Any] = {"reps": reps, "tempo": chance.choice(_TEMPOS[exercise])}
    numbers = chance.sample(range(1, reps + 1), 3)
    if chance.random() < 0.5:
        found["faults"] = {numbers[0]: [chance.choice(_FAULTS[exercise])]}
    if chance.random() < 0.3:
        found["partials"] = {numbers[1]: chance.choice((0.3, 0.4, 0.45))}
    if chance.random() < 0.6:
        found["between"] = {
            numbers[2]: chance.sample(_FIDGETS[exercise], min(2, len(_FIDGETS[exercise]))),
            "end": [chance.choice(_FIDGETS[exercise])],
        }
    if exercise == "standing-curl" and chance.random() < 0.5:
        found["holds"] = [chance.choice((1.4, 1.9, 3.2, 3.6, 4.5)) for _ in range(reps)]
        found["lowers"] = [chance.choice((0.8, 0.9, 1.8, 2.2)) for _ in range(reps)]
    return found


def _stretch(exercise: str, chance: random.Random) -> dict[str, Any]:
    reps = chance.choice((1, 1, 2))
    found: dict[str, Any] = {"reps": reps, "tempo": _STILL_TEMPO}
    if chance.random() < 0.4:
        found["faults"] = {"all": [chance.choice(_FAULTS[exercise])]}
    if reps == 2:
        found["between"] = {2: [chance.choice((*_FIDGETS[exercise], "leave"))]}
    return found


def _camera(film: dict[str, Any], view: str, chance: random.Random) -> dict[str, Any]:
    shown = film["side"] if chance.random() < 0.65 else {"left": "right", "right": "left"}[film["side"]]
    level_m = 0.8 if film["exercise"] in _STANDING else 0.4
    turned_deg = chance.choice((-25, -20, 20, 25)) if view == "oblique" else chance.randint(-8, 8)
    leans: dict[str, dict[str, float]] = {
        "high": {"height_m": level_m + 1.2},
        "tilted": {"tilt_deg": chance.choice((-12, 12))},
        "low": {"height_m": 0.1, "pitch_deg": 12, "fill": 0.6},
    }
    azimuth_deg = turned_deg + (0 if shown == "left" else 180)
    return {"azimuth_deg": azimuth_deg, "height_m": level_m} | leans.get(view, {})


def _around(film: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Somebody passes, the phone is knocked over, the runner leaves, comes in or gets up, or does nothing at all."""
    lot, camera = chance.random(), film["camera"]
    if lot < 0.1:
        passer = {
            "at_s": chance.randint(5, 9),
            "lane_m": chance.choice((-0.9, 0.9)),
            "child": chance.random() < 0.5,
        }
        return {"passer": passer, "camera": camera | {"fill": 0.62}}
    if lot < 0.17:
        knock = {"at_s": chance.randint(9, 13), "tilt_deg": chance.choice((-80, -40, 30, 75))}
        return {"camera": camera | {"knock": knock, "fill": 0.5}}
    if lot < 0.27 and film["exercise"] in _COUNTED:
        return {"between": {2: ["leave"]}, "camera": camera | {"fill": 0.62}}
    if lot < 0.37:
        return {"arrive": True, "get_up": True, "camera": camera | {"fill": 0.62}}
    if lot < 0.45 and film["exercise"] in _COUNTED:
        # Alone in a film, a curl of the other leg would be that leg's repetition.
        known = [each for each in _FIDGETS[film["exercise"]] if each != "other-curl"]
        fidgets = chance.sample(known, min(4, len(known)))
        nothing: dict[str, Any] = {"faults": {}, "partials": {}, "holds": [], "lowers": []}
        return nothing | {"reps": 0, "still_s": 4, "between": {"end": fidgets}}
    return {}


def _toml(film: dict[str, Any]) -> str:
    return "[[film]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in film.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
