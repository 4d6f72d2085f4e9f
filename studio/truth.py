"""The truth about a film, in the format of the clips, and the proof that what was drawn is what was declared."""

from dataclasses import asdict
from typing import Any

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Kind, Laterality
from studio.figures import key_figures
from studio.person import Person
from studio.script import Script, angles, instants
from studio.skeleton import Figure
from studio.spec import Film

# The short names that the clips use for exercise and variant.
_SHORT = {
    ("lying-leg-curl", None): "lying",
    ("lying-leg-curl", "neutral"): "lying",
    ("lying-leg-curl", "toes-in"): "lying-in",
    ("lying-leg-curl", "toes-out"): "lying-out",
    ("standing-curl", None): "standing",
    ("ball-curl", None): "ball",
    ("roll-forward", None): "roll",
    ("hip-hinge", None): "hinge",
    ("chair-stretch", None): "chair",
}
_ORDER = ("left knee", "right knee", "left hip", "right hip")


def told(film: Film, script: Script, person: Person) -> dict[str, Any]:
    """The whole truth as JSON-ready data; optional keys stand where they say something."""
    exercise = catalogue()[film.exercise]
    both = exercise.laterality is Laterality.BOTH_LEGS
    optional = {
        "side": None if both else film.side.value[0].upper(),
        "tempo": film.tempo,
        "holds": film.holds,
        "faults": {_index(number): list(names) for number, names in film.faults.items()},
        "partials": {_index(number): share for number, share in film.partials.items()},
        "between": {_index(number): list(names) for number, names in film.between.items()},
    }
    return {
        "name": film.name,
        "exercise": _SHORT.get((film.exercise, film.variant), film.exercise),
        **{key: value for key, value in optional.items() if value},
        "reps": film.reps,
        "azimuth": film.camera.azimuth_deg,
        "seed": film.seed,
        "fps": film.picture.fps,
        "duration": round(script.duration_s, 2),
        "truth_reps": [_rounded(asdict(rep)) for rep in script.reps],
        "angles": _angles(film, script),
        "key_poses": _key_poses(film, exercise, person),
        "worst_deg": round(_worst_deg(film, script, person), 3),
        **(_reach(film, script, person) if both and exercise.kind is Kind.TEST else {}),
    }


def _index(number: str) -> str:
    """The clips number repetitions from 0."""
    return str(int(number) - 1) if number.isdigit() else number


def _rounded(rep: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 2) if isinstance(value, float) else value for key, value in rep.items()}


def _angles(film: Film, script: Script) -> list[list[float]]:
    found = ((t_s, script.at(t_s)) for t_s in instants(script.duration_s, film.picture.fps))
    return [[round(t_s, 3), *(round(a, 1) for a in angles(figure))] for t_s, figure in found if figure]


def _reach(film: Film, script: Script, person: Person) -> dict[str, Any]:
    """How far the lowest finger is from the floor in the middle of each stay (cm), and how tall the person is (m)."""
    middles = [script.at(rep.top + rep.hold / 2) for rep in script.reps]
    lowest = [round(100 * person.fingers_m(person.show(figure)), 1) for figure in middles if figure]
    return {"reach_cm": lowest, "stature_m": round(person.stature_m, 3)}


def _key_poses(film: Film, exercise: Exercise, person: Person) -> dict[str, Any]:
    """The angles of the drawn skeleton in the two key poses: `trunk`, and `knee` and `hip` of each side."""
    rest, top = key_figures(exercise, film.variant, film.side)
    return {name: _drawn(person, figure) for name, figure in (("rest", rest), ("top", top))}


def _drawn(person: Person, figure: Figure) -> dict[str, float]:
    return {name: round(angle, 2) for name, angle in person.show(figure).angles.items()}


def _worst_deg(film: Film, script: Script, person: Person) -> float:
    """The largest difference between an angle asked for and the one drawn, in any tenth picture seen from the side."""
    worst = 0.0
    for t_s in list(instants(script.duration_s, film.picture.fps))[::10]:
        figure = script.at(t_s)
        if figure:
            drawn = person.show(figure).angles
            asked = [*angles(figure)[:4], figure.trunk_deg]
            off = [
                abs((drawn[name] - a + 180) % 360 - 180)
                for name, a in zip((*_ORDER, "trunk"), asked, strict=True)
            ]
            worst = max(worst, *off)
    return worst
