"""How much of an exercise comes next: up the ladder of its declaration after clean sessions, down after pain.

Upward nothing happens by itself: a `Step` is a question with its reason. Down after pain happens at once, because the next
session must be lighter; the runner can put it back by hand. The weaker leg governs: a step needs both legs to be clean, and
where one leg does less, only that one goes up. The grounds stand in the science reference, sections 4.2 and 4.3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import Equipment, Exercise, Gate, Laterality, Rung
from hamstride.exercises.values import Message, RunnerProfile, Side
from hamstride.measure.kept import build_of
from hamstride.measure.torque import is_large_step
from hamstride.plan.pain import MILD, MODERATE

FLAGGED_MOST = 0.2  # of the repetitions may have broken a cue in a clean session
FEW_CLEAN = 0.8  # of the target; fewer good repetitions than that are a reason for an easier step
LARGE_STEP_KG = 0.5  # a larger jump of weight wants twice as many clean sessions
LIGHTEST_FIRST_KG = 1.0  # heaviest weight to begin with; above it the leg alone
REFUSED_FOR = 2  # sessions in which a refused step is not offered again
POOR_TWICE = 2  # sessions in a row with far too few repetitions: one step back is offered
BACK_HIGH, BACK_MODERATE = 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much of one exercise one leg does."""

    sets: int = 1
    reps: int | None = None
    hold_s: float | None = None
    load_kg: float = 0.0


Amounts = Mapping[tuple[str, Side], Amount]
"""By exercise and side; what is not in it is at the start of its ladder."""


class Verdict(Enum):
    """What a session says about an exercise."""

    CLEAN = "clean"
    REPEAT = "repeat"  # something was short; the same again
    POOR = "poor"  # far too few good repetitions
    SORE = "sore"  # pain of 3 to 5
    HIGH = "high"  # pain above 5
    UNKNOWN = "unknown"  # nobody saw it, or nobody said how hard it was: it counts neither way


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """The sets of one exercise with one leg in one session. `reached`: every set came to its target; `good` of `counted`
    repetitions broke no cue; `pain` is the worst of 0..10 told for it."""

    exercise: str
    side: Side
    amount: Amount
    reached: bool
    counted: int = 0
    good: int = 0
    seen: bool = True
    cramp: bool = False
    pain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A session for the ladder. `effort_fine`: three or more repetitions were left (`None`: nobody said). `morning_pain` is
    the 0..10 of the morning after, `hurt` a yes without a number."""

    day: date
    bouts: tuple[Bout, ...]
    effort_fine: bool | None = None
    hurt: bool = False
    morning_pain: int | None = None


class Way(Enum):
    """Which way a step leads."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of the dose with its reason: from `before` to `after`, for the legs in `sides`."""

    exercise: str
    way: Way
    sides: tuple[Side, ...]
    before: Amount
    after: Amount
    reason: Message


# ------------------------------------------------------------------------------------------------------------ the ladder
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


def place(amount: Amount, ladder: Sequence[Amount]) -> int:
    """Where an amount stands on a ladder: the highest rung that asks for no more in any way; -1 below all of them."""
    fits = [n for n, rung in enumerate(ladder) if _is_within(rung, amount)]
    return max(fits, default=-1)


def higher(amount: Amount, ladder: Sequence[Amount]) -> Amount | None:
    """The next rung up, or `None` at the top."""
    n = place(amount, ladder) + 1
    return ladder[n] if n < len(ladder) else None


def lower(amount: Amount, ladder: Sequence[Amount], steps: int = 1) -> Amount:
    """So many rungs down, at most to the lowest."""
    return ladder[max(0, place(amount, ladder) - steps)]


def restart(amount: Amount, ladder: Sequence[Amount]) -> int:
    """How many rungs back it is to the first one that has at most half of the load, after a long time without."""
    n = place(amount, ladder)
    light = [k for k in range(n + 1) if ladder[k].load_kg * 2 <= amount.load_kg]
    most = max((ladder[k].load_kg for k in light), default=0.0)
    return next((n - k for k in light if ladder[k].load_kg == most), 0)


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


def _is_within(rung: Amount, amount: Amount) -> bool:
    total = (rung.reps or 0) * rung.sets <= (amount.reps or 0) * amount.sets
    return total and rung.load_kg <= amount.load_kg and (rung.hold_s or 0.0) <= (amount.hold_s or 0.0)


# ------------------------------------------------------------------------------------------------------------- verdicts
def verdict(session: Trained, exercise: str) -> Verdict:
    """What a session says about an exercise, its worse leg governing."""
    bouts = [bout for bout in session.bouts if bout.exercise == exercise]
    pain = max((_pain(session, bout) for bout in bouts), default=0)
    if pain > MODERATE:
        return Verdict.HIGH
    if pain > MILD or (session.hurt and not any(bout.pain is not None for bout in session.bouts)):
        return Verdict.SORE
    if not bouts or any(not bout.seen for bout in bouts):
        return Verdict.UNKNOWN
    if any(_is_poor(bout) for bout in bouts):
        return Verdict.POOR
    if session.effort_fine is False or any(not _is_clean(bout) for bout in bouts):
        return Verdict.REPEAT
    counted = any(bout.amount.reps is not None for bout in bouts)  # how hard a stretch was is never asked
    return Verdict.UNKNOWN if counted and session.effort_fine is None else Verdict.CLEAN


def _pain(session: Trained, bout: Bout) -> int:
    """The worst of during and after; the next morning speaks for whatever hurt, or for all if nothing was named."""
    named = [each for each in session.bouts if each.pain is not None]
    morning = session.morning_pain if bout.pain is not None or not named else None
    return max(bout.pain or 0, morning or 0)


def _is_clean(bout: Bout) -> bool:
    return bout.reached and not bout.cramp and bout.counted - bout.good <= FLAGGED_MOST * bout.counted


def _is_poor(bout: Bout) -> bool:
    wanted = (bout.amount.reps or 0) * bout.amount.sets
    return wanted > 0 and (bout.cramp or bout.counted < FEW_CLEAN * wanted)


# ---------------------------------------------------------------------------------------------------------------- steps
@dataclass(frozen=True, slots=True, kw_only=True)
class Ladders:
    """What steps are made from. `changed` and `refused` are the last days on which a dose was changed and a step refused,
    by exercise."""

    catalogue: Catalogue
    runner: RunnerProfile
    amounts: Amounts
    changed: Mapping[str, date]
    refused: Mapping[str, date]


def steps_up(history: Sequence[Trained], ladders: Ladders, today: date) -> tuple[Step, ...]:
    """The steps up to offer after the sessions in `history` (newest first), in catalogue order."""
    found = (_up(exercise, history, ladders, today) for exercise in ladders.catalogue.values())
    return tuple(step for step in found if step is not None)


def easier(history: Sequence[Trained], ladders: Ladders) -> tuple[Step, ...]:
    """The steps down to offer where far too few repetitions were done twice in a row; a question as well."""
    found = (_easier(exercise, history, ladders) for exercise in ladders.catalogue.values())
    return tuple(step for step in found if step is not None)


def nearly(history: Sequence[Trained], ladders: Ladders, today: date) -> tuple[Step, ...]:
    """The steps that one more clean session would put on offer."""
    found = (_up(exercise, history, ladders, today, short_of=1) for exercise in ladders.catalogue.values())
    return tuple(step for step in found if step is not None)


def steps_down(session: Trained, before: Sequence[Trained], ladders: Ladders) -> tuple[Step, ...]:
    """What becomes lighter after a session, because it hurt; `before` are the sessions before it, newest first."""
    found = (_down(exercise, session, before, ladders) for exercise in ladders.catalogue.values())
    return tuple(step for step in found if step is not None)


def differing(before: Amount, after: Amount) -> tuple[Message, Message] | None:
    """Two amounts in the one thing that tells them apart best: "1 kg" and "1.5 kg"; `None` where they are the same."""
    for name in ("load_kg", "sets", "hold_s", "reps"):
        if getattr(before, name) != getattr(after, name):
            return _named(name, before), _named(name, after)
    return None


def _named(name: str, amount: Amount) -> Message:
    values: dict[str, str | int | float | Message] = {
        "sets": amount.sets,
        "reps": amount.reps or 0,
        "kg": f"{amount.load_kg:g}",
        "seconds": f"{amount.hold_s or 0:g}",
    }
    if name == "load_kg" and amount.load_kg == 0:
        name = "no_load"
    if name == "sets" and amount.reps is not None:
        name = "sets_reps"
    return Message.of(f"plan.step.amount.{name.replace('_', '-')}", **values)


def _up(
    exercise: Exercise, history: Sequence[Trained], ladders: Ladders, today: date, *, short_of: int = 0
) -> Step | None:
    """The step that so many more clean sessions lead to (0: it is on offer), if any."""
    if exercise.ladder is None:
        return None
    changed = ladders.changed.get(exercise.id)
    of_it = [each for each in history if any(bout.exercise == exercise.id for bout in each.bouts)]
    if _is_refused(of_it, ladders.refused.get(exercise.id)):
        return None
    if changed is not None and (today - changed).days < exercise.ladder.days:
        return None
    if _is_rising(of_it, exercise.id, today):
        return None
    step = _next(exercise, ladders)
    if step is None:
        return None
    since = [each for each in of_it if changed is None or each.day > changed]
    whole = [each for each in since if _is_whole(each, step)]
    wanted, clean = _wanted(exercise, step, ladders.runner), _clean_in_a_row(whole, exercise.id)
    if clean < wanted - short_of or (short_of and clean >= wanted):
        return None
    return replace(step, reason=Message.of("plan.step.reason.clean", n=wanted))


def _easier(exercise: Exercise, history: Sequence[Trained], ladders: Ladders) -> Step | None:
    changed = ladders.changed.get(exercise.id)
    of_it = [each for each in history if any(bout.exercise == exercise.id for bout in each.bouts)]
    if exercise.ladder is None or _is_refused(of_it, ladders.refused.get(exercise.id)):
        return None
    since = [each for each in of_it if changed is None or each.day > changed]
    known = [found for each in since if (found := verdict(each, exercise.id)) is not Verdict.UNKNOWN]
    if known[:POOR_TWICE] != [Verdict.POOR] * POOR_TWICE:
        return None
    return _back(exercise, BACK_MODERATE, "poor", ladders)


def _is_rising(of_it: Sequence[Trained], exercise: str, today: date) -> bool:
    """Whether the worst pain of the last seven days is above that of the seven before, where there was anything then."""
    weeks: tuple[list[int], list[int]] = ([], [])
    for each in of_it:
        ago = (today - each.day).days
        if ago < 14:
            pains = [_pain(each, bout) for bout in each.bouts if bout.exercise == exercise]
            weeks[0 if ago < 7 else 1].append(max(pains, default=0))
    return bool(weeks[0] and weeks[1]) and max(weeks[0]) > max(weeks[1])


def _is_whole(session: Trained, step: Step) -> bool:
    """Whether the session asked for the dose from which the step leads: a lighter one says nothing about more."""
    asked = [bout.amount for bout in session.bouts if bout.exercise == step.exercise]
    now = replace(step.before, sets=1)
    return all(_is_within(now, amount) for amount in asked)


def _is_refused(of_it: Sequence[Trained], refused: date | None) -> bool:
    return refused is not None and sum(each.day > refused for each in of_it) < REFUSED_FOR


def _clean_in_a_row(of_it: Sequence[Trained], exercise: str) -> int:
    known = [found for each in of_it if (found := verdict(each, exercise)) is not Verdict.UNKNOWN]
    return next((n for n, found in enumerate(known) if found is not Verdict.CLEAN), len(known))


def _wanted(exercise: Exercise, step: Step, runner: RunnerProfile) -> int:
    assert exercise.ladder is not None
    return exercise.ladder.clean * (2 if _is_large(step, runner) else 1)


def _is_large(step: Step, runner: RunnerProfile) -> bool:
    """Many kilograms more; or, for a runner whose body is known, a tenth more where it is heavy already."""
    before_kg, after_kg = step.before.load_kg, step.after.load_kg
    build = build_of(runner)
    heavy = build is not None and after_kg > before_kg and is_large_step(build, before_kg, after_kg)
    return heavy or after_kg - before_kg > LARGE_STEP_KG


def _next(exercise: Exercise, ladders: Ladders) -> Step | None:
    """One rung up for the leg that does less, or for both."""
    ladder = rungs(exercise, ladders.runner)
    sides = sides_of(exercise, ladders.runner)
    now = {side: amount_of(exercise, side, ladders.amounts, ladders.runner) for side in sides}
    if not now:
        return None
    least = min(place(amount, ladder) for amount in now.values())
    behind = tuple(side for side in sides if place(now[side], ladder) == least)
    after = higher(now[behind[0]], ladder)
    if after is None:
        return None
    reason = Message.of("plan.step.reason.hand")
    return Step(
        exercise=exercise.id, way=Way.UP, sides=behind, before=now[behind[0]], after=after, reason=reason
    )


def _down(exercise: Exercise, session: Trained, before: Sequence[Trained], ladders: Ladders) -> Step | None:
    found = verdict(session, exercise.id)
    last = next((each for each in before if any(b.exercise == exercise.id for b in each.bouts)), None)
    if found is Verdict.HIGH:
        return _back(exercise, BACK_HIGH, "high", ladders)
    if found is Verdict.SORE and last is not None and verdict(last, exercise.id) is Verdict.SORE:
        return _back(exercise, BACK_MODERATE, "twice", ladders)
    return None


def _back(exercise: Exercise, steps: int, why: str, ladders: Ladders) -> Step | None:
    ladder = rungs(exercise, ladders.runner)
    sides = sides_of(exercise, ladders.runner)
    if not sides:
        return None
    most = max(
        (amount_of(exercise, side, ladders.amounts, ladders.runner) for side in sides),
        key=lambda amount: place(amount, ladder),
    )
    after = lower(most, ladder, steps)
    if after == most:
        return None
    return Step(
        exercise=exercise.id,
        way=Way.DOWN,
        sides=sides,
        before=most,
        after=after,
        reason=Message.of(f"plan.step.reason.{why}"),
    )
