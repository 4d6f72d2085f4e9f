"""Reads the forms of the tests: numbers as people write them, with a sentence for each that cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hamstride.exercises.values import Message, RunnerProfile, Sex, Side
from hamstride.measure import flexibility
from hamstride.measure.balance import BEST, PULLS, Unit
from hamstride.measure.flexibility import FEWEST, TRIALS, FlexTest, Instrument
from hamstride.measure.kept import LEGS, FlexKept, StrengthKept
from hamstride.text.words import in_kg, in_unit
from hamstride.web.account.things import Unreadable

Form = Mapping[str, str]
MOST_N = 3000.0
LEVER_CM = (15.0, 60.0)
MASS_KG = (20.0, 300.0)
HEIGHT_CM = (100.0, 250.0)
BALL_CM = (35.0, 95.0)


class NotRead(Unreadable):
    """A form that cannot be read, with a sentence that names numbers."""

    def __init__(self, id_: str, **params: str | float | Message) -> None:
        super().__init__(id_)
        self.message = Message.of(id_, **params)


def number(text: str, problem: Message) -> float | None:
    """A number with a comma or a point, `None` for an empty field. Raises `NotRead`."""
    text = text.strip().replace(",", ".").replace("\u2212", "-")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise NotRead(problem.id, **problem.params) from None
    if not abs(value) < 1e6:
        raise NotRead(problem.id, **problem.params)
    return value


def within(text: str, limits: tuple[float, float], problem: str) -> float | None:
    """A number between two limits, `None` for an empty field. Raises `NotRead`."""
    low, high = limits
    said = Message.of(problem, low=f"{low:g}", high=f"{high:g}")
    value = number(text, said)
    if value is not None and not low <= value <= high:
        raise NotRead(problem, **said.params)
    return value


# ---------------------------------------------------------------------------------------------------------- flexibility
def trials(form: Form, test: FlexTest, leg: Side) -> tuple[float, ...]:
    """The trials of a leg (`both`: of the reach), without the empty fields. Raises `NotRead`."""
    found = (
        within(text, flexibility.POSSIBLE[test], "web.bend.bad-number")
        for text in raw(form, leg.value, TRIALS)
    )
    return tuple(value for value in found if value is not None)


def raw(form: Form, name: str, count: int) -> Sequence[str]:
    """What stands in the numbered fields of a name."""
    return [form.get(f"{name}-{place}", "") for place in range(1, count + 1)]


def bend(form: Form, test: FlexTest) -> FlexKept:
    """A flexibility test as it was typed in, or filled in by the phone. Raises `NotRead`."""
    named = form.get("instrument", "")
    known = {each.value: each for each in flexibility.instruments(test) if each is not Instrument.CAMERA}
    if named not in known:
        raise NotRead("web.bend.bad-instrument")
    legs = LEGS if test.is_angle else (Side.BOTH,)
    read = {leg.value: trials(form, test, leg) for leg in legs}
    found = {leg: values for leg, values in read.items() if values}
    if not found or any(len(values) < FEWEST for values in found.values()):
        raise NotRead("web.bend.too-few")
    return FlexKept(test=test, instrument=known[named], trials=found, warm="warm" in form)


# ------------------------------------------------------------------------------------------------------------- strength
def setup(form: Form, profile: RunnerProfile) -> StrengthKept:
    """Unit and lever of a strength test that begins. Raises `NotRead`."""
    units = {unit.value: unit for unit in Unit}
    if form.get("unit") not in units:
        raise NotRead("web.strength.bad-unit")
    lever_cm = within(form.get("lever", ""), LEVER_CM, "web.strength.bad-lever")
    if lever_cm is None:
        raise NotRead("web.strength.bad-lever", low=f"{LEVER_CM[0]:g}", high=f"{LEVER_CM[1]:g}")
    return StrengthKept(unit=units[form["unit"]], lever_cm=lever_cm, mass_kg=profile.mass_kg)


def pulls(form: Form, kept: StrengthKept, part: str) -> StrengthKept:
    """The test with the pulls of one part. Raises `NotRead`."""
    most = MOST_N / kept.unit.newtons
    read = [within(text, (0.1, round(most)), "web.strength.bad-pull") for text in raw(form, "pull", PULLS)]
    found = tuple(value for value in read if value is not None)
    if len(found) < BEST:
        raise NotRead("web.strength.too-few")
    return replace(kept, pulls={**kept.pulls, part: found})


# ----------------------------------------------------------------------------------------------------------------- body
def mass_written(profile: RunnerProfile) -> str:
    """The mass as it stands in the form, in the runner's unit."""
    return "" if profile.mass_kg is None else f"{in_unit(profile.mass_kg, profile.weight_unit.value):g}"


def _mass_kg(text: str, profile: RunnerProfile) -> float | None:
    if text.strip() == mass_written(profile):
        return profile.mass_kg
    low, high = MASS_KG
    problem = Message.of("web.body.bad-mass", low=low, high=high)
    said = number(text, problem)
    kg = None if said is None else in_kg(said, profile.weight_unit.value)
    if kg is not None and not low <= kg <= high:
        raise NotRead(problem.id, **problem.params)
    return kg


def body(form: Form, profile: RunnerProfile) -> RunnerProfile:
    """The profile with the body as the form has it; what is left empty is not known. Raises `NotRead`."""
    if form.get("sex") not in [sex.value for sex in Sex]:
        raise NotRead("web.body.bad-sex")
    height_cm = within(form.get("height", ""), HEIGHT_CM, "web.body.bad-height")
    ball_cm = within(form.get("ball", ""), BALL_CM, "web.body.bad-ball")
    return replace(
        profile,
        mass_kg=_mass_kg(form.get("mass", ""), profile),
        height_m=None if height_cm is None else height_cm / 100,
        sex=Sex(form["sex"]),
        ball_m=RunnerProfile().ball_m if ball_cm is None else ball_cm / 100,
    )
