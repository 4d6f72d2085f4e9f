"""Reads the forms of the tests: numbers as people write them, with a sentence for each that cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import nan

from hamstride.exercises.values import BALL_M, RunnerProfile, Sex, Side
from hamstride.measure import flexibility
from hamstride.measure.balance import BEST, LEVER_CM, PULLS, Unit
from hamstride.measure.flexibility import FEWEST, TRIALS, FlexTest, Instrument
from hamstride.measure.kept import LEGS, FlexKept, StrengthKept
from hamstride.text.numbers import decimal
from hamstride.text.words import Words, in_kg, in_unit
from hamstride.web.misread import Misread

Form = Mapping[str, str]
MASS_KG = (20.0, 300.0)
HEIGHT_CM = (100.0, 250.0)
BALL_CM = (35.0, 95.0)


def number(text: str) -> float | None:
    """The number typed, `None` for an empty field, not a number (`nan`) where there is none."""
    if not text.strip():
        return None
    try:
        return decimal(text)
    except ValueError:
        return nan


def within(form: Form, field: str, limits: tuple[float, float], problem: str) -> float | None:
    """The number of a field, between two limits; `None` for an empty field. Raises `Misread`."""
    low, high = limits
    value = number(form.get(field, ""))
    if value is not None and not low <= value <= high:
        raise Misread(field, problem, low=f"{low:g}", high=f"{high:g}")
    return value


# ---------------------------------------------------------------------------------------------------------- flexibility
def trials(form: Form, test: FlexTest, leg: Side) -> tuple[float, ...]:
    """The trials of a leg (`both`: of the reach), without the empty fields. Raises `Misread`."""
    found = (
        within(form, field, flexibility.POSSIBLE[test], "web.bend.bad-number")
        for field in names(leg.value, TRIALS)
    )
    return tuple(value for value in found if value is not None)


def names(name: str, count: int) -> Sequence[str]:
    """The numbered fields of a name."""
    return [f"{name}-{place}" for place in range(1, count + 1)]


def raw(form: Form, name: str, count: int) -> Sequence[tuple[str, str]]:
    """The numbered fields of a name, each with what stands in it."""
    return [(field, form.get(field, "")) for field in names(name, count)]


def empty(form: Form, name: str, count: int) -> str:
    """The first of the numbered fields of a name in which nothing stands: there one more is wanted."""
    return next(field for field, sent in raw(form, name, count) if not sent.strip())


def bend(form: Form, test: FlexTest) -> FlexKept:
    """A flexibility test as it was typed in, or filled in by the phone. Raises `Misread`."""
    named = form.get("instrument", "")
    known = {each.value: each for each in flexibility.instruments(test) if each is not Instrument.CAMERA}
    if named not in known:
        raise Misread("instrument", "web.bend.bad-instrument")
    legs = LEGS if test.is_angle else (Side.BOTH,)
    read = {leg.value: trials(form, test, leg) for leg in legs}
    found = {leg: values for leg, values in read.items() if values}
    short = next((leg for leg, values in (found or read).items() if len(values) < FEWEST), None)
    if short is not None:
        raise Misread(empty(form, short, TRIALS), "web.bend.too-few")
    return FlexKept(test=test, instrument=known[named], trials=found, warm="warm" in form)


# ------------------------------------------------------------------------------------------------------------- strength
def setup(form: Form, profile: RunnerProfile) -> StrengthKept:
    """Unit and lever of a strength test that begins. Raises `Misread`."""
    units = {unit.value: unit for unit in Unit}
    if form.get("unit") not in units:
        raise Misread("unit", "web.strength.bad-unit")
    lever_cm = within(form, "lever", LEVER_CM, "web.strength.bad-lever")
    if lever_cm is None:
        raise Misread("lever", "web.strength.bad-lever", low=f"{LEVER_CM[0]:g}", high=f"{LEVER_CM[1]:g}")
    return StrengthKept(unit=units[form["unit"]], lever_cm=lever_cm, mass_kg=profile.mass_kg)


def pulls(form: Form, kept: StrengthKept, part: str) -> StrengthKept:
    """The test with the pulls of one part. Raises `Misread`."""
    limits = (0.1, kept.unit.most)
    read = [within(form, field, limits, "web.strength.bad-pull") for field in names("pull", PULLS)]
    found = tuple(value for value in read if value is not None)
    if len(found) < BEST:
        raise Misread(empty(form, "pull", PULLS), "web.strength.too-few")
    return replace(kept, pulls={**kept.pulls, part: found})


# ----------------------------------------------------------------------------------------------------------------- body
def mass_written(profile: RunnerProfile) -> str:
    """The mass as it stands in the form, in the runner's unit and language."""
    if profile.mass_kg is None:
        return ""
    return Words.to(profile).number(in_unit(profile.mass_kg, profile.weight_unit.value))


def _mass_kg(text: str, profile: RunnerProfile) -> float | None:
    if text.strip() == mass_written(profile):
        return profile.mass_kg
    low, high = MASS_KG
    said = number(text)
    kg = None if said is None else in_kg(said, profile.weight_unit.value)
    if kg is not None and not low <= kg <= high:
        raise Misread("mass", "web.body.bad-mass", low=low, high=high)
    return kg


def body(form: Form, profile: RunnerProfile) -> RunnerProfile:
    """The profile with the body as the form has it; what is left empty is not known. Raises `Misread`."""
    if form.get("sex") not in [sex.value for sex in Sex]:
        raise Misread("sex", "web.body.bad-sex")
    height_cm = within(form, "height", HEIGHT_CM, "web.body.bad-height")
    ball_cm = within(form, "ball", BALL_CM, "web.body.bad-ball")
    return replace(
        profile,
        mass_kg=_mass_kg(form.get("mass", ""), profile),
        height_m=None if height_cm is None else height_cm / 100,
        sex=Sex(form["sex"]),
        ball_m=BALL_M if ball_cm is None else ball_cm / 100,
    )
