"""What a runner has, read from a form: weights, chair, step, ball, a leg to leave out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hamstride.exercises.values import RunnerProfile, Side, WeightUnit
from hamstride.text.numbers import decimal
from hamstride.text.words import Words, in_kg, in_unit, languages
from hamstride.web.misread import Misread

HEAVIEST_KG = 20.0
MOST_WEIGHTS = 20


def profile_from(form: Mapping[str, str], base: RunnerProfile, *, with_habits: bool = True) -> RunnerProfile:
    """The profile with what the form says; `with_habits` where it asks how the runner does things as well. Raises
    `Misread`."""
    weights = form.get("ankle_weights", "0")
    if weights not in ("0", "1", "2"):
        raise Misread("ankle_weights", "web.things.bad-weights")
    left_out = form.get("left_out", "")
    if left_out not in ("", Side.LEFT.value, Side.RIGHT.value):
        raise Misread("left_out", "web.things.bad-leg")
    unit = _unit(form.get("weight_unit", base.weight_unit.value))
    lightest, *more = _weights(form.get("weight"), unit, base) if weights != "0" else [0.0]
    return replace(
        base,
        ankle_weights=int(weights),
        weight_kg=lightest,
        more_kg=tuple(more),
        weight_unit=unit,
        left_out=Side(left_out) if left_out else None,
        hinge="hinge" in form if with_habits else base.hinge,
        smaller_lifts="smaller_lifts" in form if with_habits else base.smaller_lifts,
        rest_lines="rest_lines" in form if with_habits else base.rest_lines,
        language=_language(form.get("language", base.language)),
        chair="chair" in form,
        step="step" in form,
        ball="ball" in form,
    )


def _language(code: str) -> str:
    if code not in languages():
        raise Misread("language", "web.things.bad-language")
    return code


def _unit(name: str) -> WeightUnit:
    if name not in [unit.value for unit in WeightUnit]:
        raise Misread("weight_unit", "web.things.bad-unit")
    return WeightUnit(name)


TICKS = ("hinge", "smaller_lifts", "rest_lines", "chair", "step", "ball")


def written(profile: RunnerProfile) -> dict[str, str]:
    """The form as a browser would send it, of what is known."""
    return {
        "ankle_weights": str(profile.ankle_weights),
        "weight": _written_weights(profile),
        "weight_unit": profile.weight_unit.value,
        "left_out": profile.left_out.value if profile.left_out else "",
        "language": profile.language,
        **{name: "on" for name in TICKS if getattr(profile, name)},
    }


def _written_weights(profile: RunnerProfile) -> str:
    """The weights as they stand in the form, in the runner's unit and language."""
    unit, number = profile.weight_unit.value, Words.to(profile).number
    return " ".join(number(in_unit(kg, unit)) for kg in (profile.weight_kg, *profile.more_kg))


def _weights(text: str | None, unit: WeightUnit, base: RunnerProfile) -> list[float]:
    """What the form says, if it asks; weights that nobody touched stay the same things, in whatever unit."""
    if text is None or text.strip() == _written_weights(base):
        return [base.weight_kg, *base.more_kg]
    return _all_kg(text, unit, (base.weight_kg, *base.more_kg))


def _all_kg(text: str, unit: WeightUnit, owned_kg: Sequence[float]) -> list[float]:
    """The weights as people write them, the lightest first: with commas or points, apart by spaces. One that reads like one
    that the runner has is that one, to the gram."""
    owned = {float(f"{in_unit(kg, unit.value):g}"): kg for kg in owned_kg}
    words = re.split(r"[\s;/]+|,\s+", text.strip())
    kgs = sorted({_kg(each, unit, owned) for each in words})
    if len(kgs) > MOST_WEIGHTS:
        raise Misread("weight", "web.things.bad-kg")
    return [kg for kg in kgs if kg > 0] or [0.0]


def _kg(text: str, unit: WeightUnit, owned: Mapping[float, float]) -> float:
    try:
        said = decimal(text or "0")
    except ValueError:
        raise Misread("weight", "web.things.bad-kg") from None
    if said in owned:
        return owned[said]
    kg = in_kg(said, unit.value)
    if not 0 <= kg <= HEAVIEST_KG:
        raise Misread("weight", "web.things.bad-kg")
    return kg
