"""How much of an exercise the runner does: what it is now, the form to set it by hand, and how it changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.values import Message, RunnerProfile, SetPlan, Side
from hamstride.plan.ladder import Amount, Amounts, amount_of, loads, sides_of
from hamstride.plan.lines import dose, load_of, plain
from hamstride.store import models, training
from hamstride.web.misread import Misread

CHANGES = 8
_MOST = {"sets": 5, "reps": 30, "hold_s": 120}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the form: what it asks (`sets`, `reps`, `hold_s`), its name there, and what stands in it."""

    asks: str
    name: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One leg's amount, with the fields that the form shows for it; the last is that of the load."""

    side: Side
    amount: Amount
    fields: tuple[Field, ...]
    load: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: when, to what, for which leg, and why."""

    day: date
    amount: Message
    load: Message | None
    side: Side
    reason: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class HowMuch:
    """Everything the page shows of the dose. `lines` say it in words, one for both legs where they do the same."""

    lines: tuple[tuple[Message, Message | None], ...]
    legs: tuple[Leg, ...]
    loads: tuple[float, ...]
    changes: tuple[Change, ...]


def of(runner: models.Runner, exercise: Exercise, sent: Mapping[str, str] | None = None) -> HowMuch:
    """What a runner does of an exercise, and how that came about; with what was `sent` in the fields of the form, if that
    could not be read."""
    profile = runner.profile
    legs = now(exercise, profile, training.amounts(training.doses(runner)))
    changeable = exercise.ladder is not None
    return HowMuch(
        lines=tuple(lines(exercise, legs)),
        legs=tuple(_leg(exercise, side, legs[side], sent) for side in legs) if changeable else (),
        loads=_loads(exercise, profile, legs.values()),
        changes=tuple(_change(exercise, row) for row in training.history(runner, exercise.id, CHANGES)),
    )


def now(exercise: Exercise, profile: RunnerProfile, amounts: Amounts) -> dict[Side, Amount]:
    """What each leg does of an exercise."""
    return {side: amount_of(exercise, side, amounts, profile) for side in sides_of(exercise, profile)}


def _loads(exercise: Exercise, profile: RunnerProfile, amounts: Iterable[Amount]) -> tuple[float, ...]:
    """The loads to choose from: what the runner has, and what is done now, though it is not among that."""
    owned = loads(exercise, profile)
    return tuple(sorted({*owned, *(amount.load_kg for amount in amounts)})) if owned else owned


def keep(runner: models.Runner, exercise: Exercise, form: Mapping[str, str], day: date) -> None:
    """Keep an amount set by hand, for each leg that changes. Where none does it was meant all the same: it ends the way back
    from a gap. Raises `Misread`."""
    profile = runner.profile
    before = now(exercise, profile, training.amounts(training.doses(runner)))
    choice = _loads(exercise, profile, before.values())
    new = {side: _read(exercise, side, amount, form, choice) for side, amount in before.items()}
    heavier = any(new[side].load_kg > before[side].load_kg for side in new)
    reason = Message.of("plan.step.reason.hand")
    changed = {side: amount for side, amount in new.items() if amount != before[side]}
    training.change(runner, exercise.id, changed or new, day, by="hand", reason=reason, heavier=heavier)


def lines(exercise: Exercise, legs: Mapping[Side, Amount]) -> list[tuple[Message, Message | None]]:
    """The same in words, with its load: one line for both legs where they do the same."""
    same = len(set(legs.values())) <= 1
    groups = [list(legs.items())] if same else [[item] for item in legs.items()]
    return [_line(exercise, group) for group in groups if group]


def _line(exercise: Exercise, legs: list[tuple[Side, Amount]]) -> tuple[Message, Message | None]:
    plans = [_plan(exercise, side, amount) for side, amount in legs for _ in range(amount.sets)]
    load_kg = legs[0][1].load_kg
    return dose(plans), load_of(load_kg) if load_kg else None


def _plan(exercise: Exercise, side: Side, amount: Amount) -> SetPlan:
    return SetPlan(
        exercise=exercise.id, side=side, reps=amount.reps, hold_s=amount.hold_s, load_kg=amount.load_kg
    )


def _names(exercise: Exercise) -> tuple[str, ...]:
    """What can be set of an exercise: repetitions or seconds, and the hold where one is asked for."""
    if exercise.is_hold:
        return ("sets", "hold_s")
    held = exercise.dose.hold_s is not None and exercise.dose.hold_s[1] > exercise.dose.hold_s[0]
    return ("sets", "reps", "hold_s") if held else ("sets", "reps")


def _leg(exercise: Exercise, side: Side, amount: Amount, sent: Mapping[str, str] | None) -> Leg:
    fields = {asks: _field(side, asks, amount, sent) for asks in (*_names(exercise), "load_kg")}
    load = fields.pop("load_kg")
    return Leg(side=side, amount=amount, fields=tuple(fields.values()), load=load)


def _field(side: Side, asks: str, amount: Amount, sent: Mapping[str, str] | None) -> Field:
    name = f"{side.value}-{asks}"
    now = plain(getattr(amount, asks) or 0)
    return Field(asks=asks, name=name, typed=now if sent is None else sent.get(name, now))


def _read(
    exercise: Exercise, side: Side, now: Amount, form: Mapping[str, str], choice: Sequence[float]
) -> Amount:
    """What the form says of one leg; what it does not name stays."""
    found = now
    for asks in _names(exercise):
        field = f"{side.value}-{asks}"
        if field in form:
            found = replace(found, **{asks: _number(form, field, _MOST[asks])})
    field = f"{side.value}-load_kg"
    known = {plain(kg): kg for kg in choice}
    if form.get(field) and form[field] not in known:
        raise Misread(field, "web.exercise.bad-amount")
    return replace(found, load_kg=known.get(form.get(field, ""), found.load_kg))


def _number(form: Mapping[str, str], field: str, most: int) -> int:
    text = form[field].strip()
    if not (text.isdecimal() and text.isascii() and len(text) < 4 and 1 <= int(text) <= most):
        raise Misread(field, "web.exercise.bad-amount")
    return int(text)


def _change(exercise: Exercise, row: models.Dose) -> Change:
    amount, side = training.amount(row), Side(row.side)
    said = dose([_plan(exercise, Side.BOTH, amount)] * amount.sets)
    loaded = amount.load_kg and exercise.kind is Kind.STRENGTH
    return Change(
        day=row.day,
        amount=said,
        load=load_of(amount.load_kg) if loaded else None,
        side=side,
        reason=training.reason(row),
    )
