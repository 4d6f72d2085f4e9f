"""How much of an exercise comes next: up the ladder of its declaration after clean sessions, down after pain.

Upward nothing happens by itself: a `Step` is a question with its reason. Down after pain happens at once, because the next
session must be lighter; the runner can put it back by hand. The weaker leg governs: a step needs both legs to be clean, and
where one leg does less, only that one goes up. The grounds: `docs/evidence.md`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby
from operator import itemgetter

from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import Exercise, Gate, Kind
from hamstride.exercises.values import Message, RunnerProfile, Side
from hamstride.measure.kept import build_of
from hamstride.measure.torque import is_large_step
from hamstride.plan.ladder import (
    Amount,
    Amounts,
    amount_of,
    higher,
    is_within,
    lower,
    place,
    rungs,
    sides_of,
    weaker,
)
from hamstride.plan.pain import MILD
from hamstride.plan.relief import between
from hamstride.plan.verdicts import Trained, Verdict, is_few, is_unlike, pain_of, verdict

LARGE_STEP_KG = 0.5  # a larger jump of weight wants twice as many clean sessions,
LARGE_STEP_SHARE = 1.5  # and so do so many times the repetitions
REFUSED_FOR = 2  # sessions in which a refused step is not offered again
POOR_TWICE = 2  # sessions in a row with far too few good repetitions: one step back is offered
HURT = (Verdict.SORE, Verdict.HIGH)  # speaks against more, however little was asked for
BACK_HIGH, BACK_MODERATE = 2, 1
LOOKED_AT_FIRST = frozenset({Gate.SIT_BONE, Gate.RADIATING})  # somebody should see it before more is asked


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladders:
    """What steps are made from. `changed` and `refused` are the last days on which a dose was changed and a step refused,
    by exercise; `injured` are the days of a sharp pain."""

    catalogue: Catalogue
    runner: RunnerProfile
    amounts: Amounts
    changed: Mapping[str, date]
    refused: Mapping[str, date]
    injured: Collection[date] = ()


def steps_up(history: Sequence[Trained], ladders: Ladders, today: date) -> tuple[Step, ...]:
    """The steps up to offer after the sessions in `history` (newest first), in catalogue order."""
    found = (_up(exercise, history, ladders, today) for exercise in _may_grow(history, ladders, today))
    return tuple(step for step in found if step is not None)


def easier(history: Sequence[Trained], ladders: Ladders) -> tuple[Step, ...]:
    """The steps down to offer where far too few repetitions were done, or done as asked, twice in a row; a question as well."""
    found = (_easier(exercise, history, ladders) for exercise in ladders.catalogue.values())
    return tuple(step for step in found if step is not None)


def nearly(history: Sequence[Trained], ladders: Ladders, today: date) -> tuple[Step, ...]:
    """The steps that one more clean session would put on offer."""
    able = _may_grow(history, ladders, today)
    found = (_up(exercise, history, ladders, today, short_of=1) for exercise in able)
    return tuple(step for step in found if step is not None)


def steps_down(session: Trained, before: Sequence[Trained], ladders: Ladders) -> tuple[Step, ...]:
    """What becomes lighter after a session, because it hurt; `before` are the sessions before it, newest first."""
    found = (_down(exercise, session, before, ladders) for exercise in ladders.catalogue.values())
    return tuple(step for step in found if step is not None)


def differing(before: Amount, after: Amount, exercise: Exercise) -> tuple[Message, Message] | None:
    """Two amounts of an exercise in the one thing that tells them apart best: "1 kg" and "1.5 kg"; `None` where they are the
    same. Sets are those of all positions of the toes together, as a session lists them."""
    for name in ("load_kg", "sets", "hold_s", "reps"):
        if getattr(before, name) != getattr(after, name):
            positions = len(exercise.variants) or 1
            return _named(name, before, positions), _named(name, after, positions)
    return None


def _named(name: str, amount: Amount, positions: int) -> Message:
    values: dict[str, str | int | float | Message] = {
        "sets": amount.sets * positions,
        "reps": amount.reps or 0,
        "kg": f"{amount.load_kg:g}",
        "seconds": f"{amount.hold_s or 0:g}",
    }
    if name == "load_kg" and amount.load_kg == 0:
        name = "no_load"
    if name == "sets" and amount.reps is not None:
        name = "sets_reps"
    return Message.of(f"plan.step.amount.{name.replace('_', '-')}", **values)


def _may_grow(history: Sequence[Trained], ladders: Ladders, today: date) -> tuple[Exercise, ...]:
    """The exercises of which more may be asked at all. Those of strength train one muscle: none of them grows while somebody
    should look at it, nor until the next session where one of them hurt."""
    waits = not LOOKED_AT_FIRST.isdisjoint(ladders.runner.gates) or _hurt(history, ladders.catalogue, today)
    able = ladders.catalogue.values()
    return tuple(each for each in able if not (waits and each.kind is Kind.STRENGTH))


def _hurt(history: Sequence[Trained], catalogue: Catalogue, today: date) -> bool:
    """Whether strength hurt by more than a little on its last day, or at all today: the morning after belongs to it."""
    pains = [
        (each.day, max(pain_of(each, bout), MILD + 1 if verdict(each, bout.exercise) in HURT else 0))
        for each in history
        for bout in each.bouts
        if bout.exercise in catalogue and catalogue[bout.exercise].kind is Kind.STRENGTH
    ]
    last = max((day for day, _ in pains), default=today)
    worst = max((score for day, score in pains if day == last), default=0)
    return worst > MILD or (worst > 0 and last == today)


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
    since = [
        each
        for each in _since_gap(of_it, exercise, today, ladders.injured)
        if changed is None or each.day > changed
    ]
    whole = [each for each in since if _is_whole(each, step) or verdict(each, exercise.id) in HURT]
    wanted, clean = _wanted(exercise, step, ladders.runner), _clean_in_a_row(whole, exercise.id)
    if clean < wanted - short_of or (short_of and clean >= wanted):
        return None
    why = "clean-hold" if exercise.is_hold else "clean"
    return replace(step, reason=Message.of(f"plan.step.reason.{why}", n=wanted))


def _easier(exercise: Exercise, history: Sequence[Trained], ladders: Ladders) -> Step | None:
    changed = ladders.changed.get(exercise.id)
    of_it = [each for each in history if any(bout.exercise == exercise.id for bout in each.bouts)]
    if exercise.ladder is None or _is_refused(of_it, ladders.refused.get(exercise.id)):
        return None
    since = [each for each in of_it if changed is None or each.day > changed]
    known = [each for each in since if verdict(each, exercise.id) is not Verdict.UNKNOWN][:POOR_TWICE]
    if [verdict(each, exercise.id) for each in known] != [Verdict.POOR] * POOR_TWICE:
        return None
    why = next(
        (why for why, is_so in _POOR.items() if all(is_so(each, exercise.id) for each in known)), "hard"
    )
    return _back(exercise, BACK_MODERATE, why, ladders, since[0])


# Why an easier step is offered, by what holds of both sessions; of anything else (a cramp, now this and now that): it was hard.
_POOR = {"poor": is_few, "form": is_unlike}


def _is_rising(of_it: Sequence[Trained], exercise: str, today: date) -> bool:
    """Whether the worst pain of the last seven days is above that of the seven before, where there was anything then."""
    weeks: tuple[list[int], list[int]] = ([], [])
    for each in of_it:
        ago = (today - each.day).days
        if ago < 14:
            pains = [pain_of(each, bout) for bout in each.bouts if bout.exercise == exercise]
            weeks[0 if ago < 7 else 1].append(max(pains, default=0))
    return bool(weeks[0] and weeks[1]) and max(weeks[0]) > max(weeks[1])


def _since_gap(
    of_it: Sequence[Trained], exercise: Exercise, today: date, injured: Collection[date]
) -> Sequence[Trained]:
    """The sessions (newest first) since the last gap or sharp pain: strength of before it says nothing of now."""
    if exercise.kind is Kind.STRENGTH:
        after = today
        for n, each in enumerate(of_it):
            if between(each.day, after, injured) is not None:
                return of_it[:n]
            after = each.day
    return of_it


def _is_whole(session: Trained, step: Step) -> bool:
    """Whether the session asked for the dose from which the step leads: a lighter one says nothing about more."""
    asked = [bout.amount for bout in session.bouts if bout.exercise == step.exercise]
    return not session.lighter and all(is_within(step.before, amount) for amount in asked)


def _is_refused(of_it: Sequence[Trained], refused: date | None) -> bool:
    return refused is not None and sum(each.day > refused for each in of_it) < REFUSED_FOR


def _clean_in_a_row(of_it: Sequence[Trained], exercise: str) -> int:
    """On how many days in a row it was clean, each time that it was done there."""
    found = ((each.day, verdict(each, exercise)) for each in of_it)
    known = ((day, each) for day, each in found if each is not Verdict.UNKNOWN)
    days = [all(each is Verdict.CLEAN for _, each in of_day) for _, of_day in groupby(known, itemgetter(0))]
    return next((n for n, is_clean in enumerate(days) if not is_clean), len(days))


def _wanted(exercise: Exercise, step: Step, runner: RunnerProfile) -> int:
    assert exercise.ladder is not None
    return exercise.ladder.clean * (2 if _is_large(step, runner) else 1)


def _is_large(step: Step, runner: RunnerProfile) -> bool:
    """Many kilograms more, or repetitions by a set; or, for a runner whose body is known, a tenth more where it is heavy
    already."""
    before_kg, after_kg = step.before.load_kg, step.after.load_kg
    if after_kg == before_kg and _total(step.after) > LARGE_STEP_SHARE * _total(step.before):
        return True
    build = build_of(runner)
    heavy = build is not None and after_kg > before_kg and is_large_step(build, before_kg, after_kg)
    return heavy or after_kg - before_kg > LARGE_STEP_KG


def _total(amount: Amount) -> int:
    return (amount.reps or 0) * amount.sets


def _next(exercise: Exercise, ladders: Ladders) -> Step | None:
    """One rung up for the leg that does less, or for both where they do the same."""
    ladder = rungs(exercise, ladders.runner)
    sides = sides_of(exercise, ladders.runner)
    now = {side: amount_of(exercise, side, ladders.amounts, ladders.runner) for side in sides}
    if not now:
        return None
    before = weaker(now.values(), ladder)
    behind = tuple(side for side in sides if now[side] == before)
    after = higher(before, ladder)
    if after is None:
        return None
    reason = Message.of("plan.step.reason.hand")
    return Step(exercise=exercise.id, way=Way.UP, sides=behind, before=before, after=after, reason=reason)


def _down(exercise: Exercise, session: Trained, before: Sequence[Trained], ladders: Ladders) -> Step | None:
    found = verdict(session, exercise.id)
    earlier = (each for each in before if each.day < session.day)  # one day is one session, however often
    last = next((each for each in earlier if any(b.exercise == exercise.id for b in each.bouts)), None)
    if found is Verdict.HIGH:
        return _back(exercise, BACK_HIGH, "high", ladders, session)
    if found is Verdict.SORE and last is not None and verdict(last, exercise.id) is Verdict.SORE:
        return _back(exercise, BACK_MODERATE, "twice", ladders, session)
    return None


def _back(exercise: Exercise, steps: int, why: str, ladders: Ladders, session: Trained) -> Step | None:
    """So many rungs back from where the weaker leg stands, or from what was really done in the session where that was less, for
    each leg that does more than that."""
    ladder = rungs(exercise, ladders.runner)
    sides = sides_of(exercise, ladders.runner)
    now = {side: amount_of(exercise, side, ladders.amounts, ladders.runner) for side in sides}
    if not now:
        return None
    done = [bout.amount for bout in session.bouts if bout.exercise == exercise.id]
    after = lower(weaker((*now.values(), *done), ladder), ladder, steps)
    lowest = place(after, ladder)
    above = [side for side in sides if now[side] != after and place(now[side], ladder) >= lowest]
    if not above:
        return None
    most = max((now[side] for side in above), key=lambda amount: place(amount, ladder))
    return Step(
        exercise=exercise.id,
        way=Way.DOWN,
        sides=tuple(above),
        before=most,
        after=after,
        reason=Message.of(f"plan.step.reason.{why}"),
    )
