"""What a runner has, read from a form: weights, chair, step, ball, a leg to leave out."""

import re
from collections.abc import Mapping
from dataclasses import replace

from hamstride.exercises.values import Message, RunnerProfile, Side
from hamstride.text.words import languages

HEAVIEST_KG = 20.0
MOST_WEIGHTS = 20


class Unreadable(ValueError):
    """A field that cannot be read; `message` says what it should look like."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.message = Message.of(id_)


def profile_from(form: Mapping[str, str], base: RunnerProfile, *, with_habits: bool = True) -> RunnerProfile:
    """The profile with what the form says; `with_habits` where it asks how the runner does things as well. Raises
    `Unreadable`."""
    weights = form.get("ankle_weights", "0")
    if weights not in ("0", "1", "2"):
        raise Unreadable("web.things.bad-weights")
    left_out = form.get("left_out", "")
    if left_out not in ("", Side.LEFT.value, Side.RIGHT.value):
        raise Unreadable("web.things.bad-leg")
    lightest, *more = _all_kg(form.get("weight_kg", "")) if weights != "0" else [0.0]
    return replace(
        base,
        ankle_weights=int(weights),
        weight_kg=lightest,
        more_kg=tuple(more),
        left_out=Side(left_out) if left_out else None,
        hinge="hinge" in form if with_habits else base.hinge,
        rest_lines="rest_lines" in form if with_habits else base.rest_lines,
        language=_language(form.get("language", base.language)),
        chair="chair" in form,
        step="step" in form,
        ball="ball" in form,
    )


def _language(code: str) -> str:
    if code not in languages():
        raise Unreadable("web.things.bad-language")
    return code


def _all_kg(text: str) -> list[float]:
    """The weights as people write them, the lightest first: with commas or points, apart by spaces."""
    kgs = sorted({_kg(each) for each in re.split(r"[\s;/]+|,\s+", text.strip())})
    if len(kgs) > MOST_WEIGHTS:
        raise Unreadable("web.things.bad-kg")
    return [kg for kg in kgs if kg > 0] or [0.0]


def _kg(text: str) -> float:
    try:
        kg = float(text.replace(",", ".") or 0)
    except ValueError:
        raise Unreadable("web.things.bad-kg") from None
    if not 0 <= kg <= HEAVIEST_KG:
        raise Unreadable("web.things.bad-kg")
    return kg
