"""The ladder of an exercise for one runner: its rungs from the declaration and the weights they own, and the way along it.

A rung asks for sets, repetitions, seconds and a load. An amount set by hand may lie between two rungs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hamstride.exercises.spec import Equipment, Exercise, Gate, Laterality, Rung
from hamstride.exercises.values import RunnerProfile, Side

T = TypeVar("T", int, float)

LIGHTEST_FIRST_KG = 1.0  # heaviest weight to begin with; above it the leg alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much of one exercise one leg does."""

    sets: int = 1
    reps: int | None = None
    hold_s: float | None = None
    load_kg: float = 0.0


Amounts = Mapping[tuple[str, Side], Amount]
"""By exercise and side; what is not in it is at the start of its ladder."""


def loads(exercise: Exercise, runner: RunnerProfile) -> tuple[float, ...]:
    """The loads that can be put on for this exercise, the leg alone first."""
    ladder = exercise.ladder
    if ladder is None or not ladder.loaded or Equipment.ANKLE_WEIGHTS not in exercise.equipment:
        return (0.0,)
    if Gate.KNEE in runner.gates:
        return (0.0,)
    owned = {runner.weight_kg, *runner.more_kg} if runner.ankle_weights else set()
    return (0.0, *sorted(kg for kg in owned if 0 < kg <= ladder.most_kg))


def rungs(exercise: Exercise, runner: RunnerProfile) -> tuple[Amount, ...]:
    """The whole ladder for this runner, the easiest first."""
    ladder = exercise.ladder
    if ladder is None:
        return (_amount(exercise, Rung(), 0.0),)
    kgs = loads(exercise, runner)
    return (
        *(_amount(exercise, rung, 0.0) for rung in ladder.easier),
        *(_amount(exercise, rung, kg) for kg in kgs for rung in ladder.rungs),
        *(_amount(exercise, rung, kgs[-1]) for rung in ladder.then),
    )


def start(exercise: Exercise, runner: RunnerProfile) -> Amount:
    """Where everybody begins: the article's lower end, with the lightest weight up to 1 kg or none."""
    light = [kg for kg in loads(exercise, runner) if kg <= LIGHTEST_FIRST_KG]
    load_kg = light[1] if len(light) > 1 else 0.0
    first = exercise.ladder.rungs[0] if exercise.ladder else Rung()
    return _amount(exercise, first, load_kg)


def amount_of(exercise: Exercise, side: Side, amounts: Amounts, runner: RunnerProfile) -> Amount:
    """What this leg does now."""
    found = amounts.get((exercise.id, side)) or start(exercise, runner)
    heaviest = loads(exercise, runner)[-1]
    return replace(found, load_kg=heaviest) if found.load_kg > heaviest else found


def stays(
    exercise: Exercise,
    side: Side,
    amounts: Amounts,
    before: RunnerProfile,
    after: RunnerProfile,
    done_kg: float,
) -> Amount | None:
    """What a leg stays at that would do more by itself, since there is more to put on than before; `None` where that makes
    nothing heavier than what it did before or last (`done_kg`)."""
    was = amount_of(exercise, side, amounts, before)
    now = amount_of(exercise, side, amounts, after)
    if now.load_kg <= max(was.load_kg, done_kg):
        return None
    return replace(was, load_kg=max(kg for kg in loads(exercise, after) if kg <= max(was.load_kg, done_kg)))


def place(amount: Amount, ladder: Sequence[Amount]) -> int:
    """Where an amount stands on a ladder: the highest rung that asks for no more in any way; -1 below all of them, or where it
    has fewer repetitions with much weight than any rung of that weight."""
    heaviest = max((rung.load_kg for rung in ladder if rung.load_kg <= amount.load_kg), default=0.0)
    fits = [n for n, rung in enumerate(ladder) if rung.load_kg == heaviest and is_within(rung, amount)]
    return max(fits, default=-1)


def higher(amount: Amount, ladder: Sequence[Amount]) -> Amount | None:
    """The next rung up, or `None` at the top. For an amount by hand every rung has as many sets as it has, and nothing that it
    has becomes less, but what begins again with more weight or sets (`_grown`)."""
    steps = ladder if amount in ladder else _with_sets(ladder, amount.sets)
    n = place(amount, steps)
    above = steps[n + 1 :] if n >= 0 else steps[_just_above(amount, steps) :]
    return _grown(amount, above[0]) if above else None


def _with_sets(ladder: Sequence[Amount], sets: int) -> Sequence[Amount]:
    """The ladder with so many sets on the rungs that have fewer; what comes to the same is there once."""
    return tuple(dict.fromkeys(replace(rung, sets=max(rung.sets, sets)) for rung in ladder))


def _grown(amount: Amount, rung: Amount) -> Amount:
    """The rung as what follows an amount: repetitions begin again with more weight or more sets, holds with more weight;
    otherwise the runner keeps what they do more of."""
    heavier = rung.load_kg > amount.load_kg
    again = heavier or rung.sets > amount.sets
    return replace(
        rung,
        reps=rung.reps if again else _more(rung.reps, amount.reps),
        hold_s=rung.hold_s if heavier else _more(rung.hold_s, amount.hold_s),
        load_kg=max(rung.load_kg, amount.load_kg),
    )


def _more(one: T | None, other: T | None) -> T | None:
    return max((each for each in (one, other) if each is not None), default=None)


def lower(amount: Amount, ladder: Sequence[Amount], steps: int = 1) -> Amount:
    """So many rungs down, at most to the lowest; never more of anything than an amount by hand that fits no rung."""
    found = ladder[max(0, _near(amount, ladder) - steps)]
    if place(amount, ladder) >= 0:
        return found
    return Amount(
        sets=min(found.sets, amount.sets),
        reps=None if found.reps is None else min(found.reps, amount.reps or found.reps),
        hold_s=None if found.hold_s is None else min(found.hold_s, amount.hold_s or found.hold_s),
        load_kg=min(found.load_kg, amount.load_kg),
    )


def restart(amount: Amount, ladder: Sequence[Amount]) -> int:
    """How many rungs back it is to the first one that has at most half of the load, after a long time without."""
    n = _near(amount, ladder)
    light = [k for k in range(n + 1) if ladder[k].load_kg * 2 <= amount.load_kg]
    most = max((ladder[k].load_kg for k in light), default=0.0)
    return next((n - k for k in light if ladder[k].load_kg == most), 0)


def weaker(amounts: Iterable[Amount], ladder: Sequence[Amount]) -> Amount:
    """The least of what the legs do: the one that stands lowest, of two at the same rung the one that does less there."""
    return min(
        amounts,
        key=lambda each: (_near(each, ladder), each.load_kg, each.sets, each.hold_s or 0, each.reps or 0),
    )


def _near(amount: Amount, ladder: Sequence[Amount]) -> int:
    """Where an amount stands; one below all rungs (few repetitions with much weight) at the one that it grows into."""
    n = place(amount, ladder)
    return n if n >= 0 else min(_just_above(amount, ladder), len(ladder) - 1)


def _just_above(amount: Amount, ladder: Sequence[Amount]) -> int:
    """The first rung that asks for no less in any way; the number of rungs where none does."""
    return next((n for n, rung in enumerate(ladder) if is_within(amount, rung)), len(ladder))


def sides_of(exercise: Exercise, runner: RunnerProfile) -> tuple[Side, ...]:
    """The legs that do an exercise."""
    if exercise.laterality is Laterality.BOTH_LEGS:
        return (Side.BOTH,)
    return tuple(side for side in (Side.LEFT, Side.RIGHT) if side is not runner.left_out)


def _amount(exercise: Exercise, rung: Rung, load_kg: float) -> Amount:
    dose = exercise.dose
    return Amount(
        sets=rung.sets or dose.sets,
        reps=rung.reps or (dose.reps[0] if dose.reps else None),
        hold_s=rung.hold_s or (dose.hold_s[0] if dose.hold_s else None),
        load_kg=load_kg,
    )


def is_within(rung: Amount, amount: Amount) -> bool:
    """Whether a rung asks for no more than an amount in any way."""
    total = (rung.reps or 0) * rung.sets <= (amount.reps or 0) * amount.sets
    return total and rung.load_kg <= amount.load_kg and (rung.hold_s or 0.0) <= (amount.hold_s or 0.0)
