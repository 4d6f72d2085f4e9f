"""A session in a few lines: its exercises with how much of each, and the things that it needs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import LONG_HOLD_S, Equipment
from hamstride.exercises.values import Message, Session, SetPlan, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One exercise of a session: its name, and how much of it."""

    exercise: str
    title: str
    dose: Message
    load: Message | None = None


def lines(session: Session, catalogue: Catalogue) -> tuple[Line, ...]:
    """What a session consists of, a line an exercise."""
    groups: dict[str, list[SetPlan]] = {}
    for plan in session.sets:
        groups.setdefault(plan.exercise, []).append(plan)
    return tuple(_line(id_, plans, catalogue) for id_, plans in groups.items())


def _line(id_: str, plans: list[SetPlan], catalogue: Catalogue) -> Line:
    legs = [[plan for plan in plans if plan.side is side] for side in Side]
    amounts = [(len(each), each[0].reps, each[0].hold_s) for each in legs if each]
    loads = {max(plan.load_kg for plan in each) for each in legs if each}
    kg, title = max(loads), catalogue[id_].text.plural
    if len(set(amounts)) == len(loads) == 1:
        return Line(exercise=id_, title=title, dose=dose(plans), load=load_of(kg) if kg else None)
    first, second = (_leg(each, with_load=len(loads) > 1) for each in legs if each)
    load = load_of(kg) if kg and len(loads) == 1 else None
    return Line(
        exercise=id_,
        title=title,
        dose=Message.of("plan.today.dose.apart", first=first, second=second),
        load=load,
    )


def _leg(plans: list[SetPlan], *, with_load: bool) -> Message:
    """What one leg does, where the other does something else."""
    if not with_load:
        return dose(plans)
    kg = max(plan.load_kg for plan in plans)
    load = load_of(kg) if kg else Message.of("plan.step.amount.no-load")
    return Message.of("plan.today.dose.loaded", dose=dose(plans), load=load)


def load_of(kg: float) -> Message:
    """A load in words."""
    return Message.of("plan.today.load.kg", kg=plain(kg))


def dose(plans: Sequence[SetPlan]) -> Message:
    """How much, for the sets of one exercise: "3 × 10 each", "10 each · hold 3 s", "30 s"."""
    first = plans[0]
    sides = Counter(plan.side for plan in plans)
    legs = Message.of(f"plan.today.legs.{_legs(sides)}")
    times, hold_s = max(sides.values()), first.hold_s or 0.0
    if first.reps is None:
        return Message.of("plan.today.dose.seconds", times=times, seconds=plain(hold_s), legs=legs)
    hold = Message.of(
        "plan.today.dose." + ("hold" if hold_s >= LONG_HOLD_S else "no-hold"), seconds=plain(hold_s)
    )
    return Message.of("plan.today.dose.reps", times=times, reps=first.reps, legs=legs, hold=hold)


def _legs(sides: Iterable[Side]) -> str:
    found = set(sides)
    return "each" if found == {Side.LEFT, Side.RIGHT} else found.pop().value


def plain(number: float) -> str:
    """A number as one writes it: 3 for 3.0, 1.5 for 1.5."""
    return f"{number:g}"


def needs(session: Session, catalogue: Catalogue) -> tuple[Equipment, ...]:
    """The things to have within reach, in the order of use; weights only where some are worn."""
    found = dict.fromkeys(thing for plan in session.sets for thing in catalogue[plan.exercise].equipment)
    weighted = any(plan.load_kg for plan in session.sets)
    return tuple(thing for thing in found if thing is not Equipment.ANKLE_WEIGHTS or weighted)
