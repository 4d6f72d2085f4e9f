"""A routine or a single exercise, and a runner, become a `Session`: the sets in the order in which they are done.

The order is the one that needs the fewest changes of equipment and of place: each toe position left then right with two
weights or none; with one weight everything on one leg, one change, everything on the other. The dose is the low end of
the article's range.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hamstride.exercises.load import Catalogue, Routine, routines
from hamstride.exercises.spec import Equipment, Exercise, Kind, Laterality
from hamstride.exercises.suited import suited
from hamstride.exercises.values import RunnerProfile, Session, SetPlan, Side, Source
from hamstride.plan import relief as easing
from hamstride.plan.ladder import Amount, Amounts, amount_of, rungs, sides_of
from hamstride.plan.pace import USUAL
from hamstride.plan.relief import Relief

ONE_WEIGHT_REST_S = 20.0  # the same leg works three times in a row

GET_SET_S = {
    Source.CAMERA: 40.0,
    Source.BEAT: 12.0,
    Source.TAP: 12.0,
    Source.TOLD: 0.0,
}  # brief, and being seen
FIRST_TIME_S = 300.0  # looking at everything once
GEAR_S = 40.0  # both weights on or off, or one weight to the other ankle
MOVE_S = 40.0  # from one exercise's place to the next, and hearing what it is
BEGIN_S = 10.0  # hearing which leg, and beginning
SETTLE_S = 10.0  # getting into a stretch
END_S = 15.0

REMINDED_EVERY = 5  # days on which an exercise is done, from the first of the year on

CAN_DO_WITHOUT = frozenset({Equipment.ANKLE_WEIGHTS})
_OWNED: dict[Equipment, Callable[[RunnerProfile], bool]] = {
    Equipment.MAT: lambda runner: True,  # or a carpet: nobody is asked
    Equipment.ANKLE_WEIGHTS: lambda runner: runner.ankle_weights > 0,
    Equipment.CHAIR: lambda runner: runner.chair,
    Equipment.STEP: lambda runner: True,  # or a kerb, a thick book: anything slightly raised
    Equipment.BALL: lambda runner: runner.ball,
}


class NothingToDo(ValueError):
    """Nothing of what was asked for is left after what the runner leaves out, or has no equipment for."""

    def __init__(self, programme: str) -> None:
        super().__init__(f"{programme}: every exercise of it is left out for this runner; offer another one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Whose sessions are made, and what of: the exercises in their language, their own doses, how strength is lighter on the
    day. `first` marks the very first session; `days_done` tells on how many days of this year each exercise was done before;
    `pace` is how long the runner takes for strength, as a share of the usual."""

    runner: RunnerProfile
    catalogue: Catalogue
    amounts: Amounts = field(default_factory=dict)
    relief: Relief = easing.NONE
    first: bool = False
    days_done: Mapping[str, int] = field(default_factory=dict)
    pace: float = USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The routine or exercise to be led, by its id. `variant` takes one position of the toes alone, `shorter` the first one
    without what is `too_long`; `longer` takes every stretch of the article for as long as it allows. `source` is another way to
    drive than the routine's own."""

    programme: str
    variant: str | None = None
    shorter: bool = False
    longer: bool = False
    source: Source | None = None


def session(wanted: Wanted, basis: Basis, *, uuid: str, date: str, next_date: str | None = None) -> Session:
    """The session for a local ISO date. Raises `KeyError` for an id that is neither a routine's nor an exercise's, and
    `NothingToDo` when nothing is left."""
    routine, runner = _routine(wanted, basis.catalogue), basis.runner
    chosen = tuple(_chosen(wanted, routine, basis))
    sets = tuple(_sets(chosen, Doses(basis=basis, wanted=wanted, longest_s=routine.hold_at_most_s)))
    if not sets:
        raise NothingToDo(wanted.programme)
    used = {each.exercise for each in sets}
    made = Session(
        uuid=uuid,
        routine=wanted.programme,
        date=date,
        language=runner.language,
        weight_unit=runner.weight_unit,
        source=wanted.source or routine.source,
        first=basis.first,
        lighter=basis.relief.half and any(each.kind is Kind.STRENGTH for each in chosen),
        rest_lines=runner.rest_lines,
        reminds=tuple(each.id for each in chosen if each.id in used and _reminds(each, basis)),
        weights=runner.ankle_weights if any(each.load_kg > 0 for each in sets) else 0,
        sets=sets,
        declarations={each.id: suited(each, runner).to_dict() for each in chosen if each.id in used},
        next_date=next_date,
    )
    return replace(made, expected_s=expected_s(made, basis.pace))


def _reminds(exercise: Exercise, basis: Basis) -> bool:
    often = basis.days_done.get(exercise.id, 0)
    return exercise.text.breathe is not None and often % REMINDED_EVERY == 0


def expected_s(session: Session, pace: float = USUAL) -> float:
    """Seconds that a session takes, all included, if everything goes the usual way, or this runner's (`pace`)."""
    first = session.sets[0]
    before_s = GET_SET_S[session.source] + (FIRST_TIME_S if session.first else 0.0)
    return before_s + _way_s(None, first, session.weights) + pace * sets_s(session) + END_S


def sets_s(session: Session) -> float:
    """Seconds from the begin of the first set to the end of the last one, if everything goes the usual way."""
    exercises = {id_: Exercise.from_dict(data) for id_, data in session.declarations.items()}
    ways_s = sum(_way_s(before, plan, session.weights) for before, plan in pairwise(session.sets))
    return ways_s + sum(_set_s(plan, exercises[plan.exercise]) for plan in session.sets)


def left_out(exercise: Exercise, runner: RunnerProfile) -> bool:
    """True when the runner's own answers or equipment leave this exercise out."""
    off = runner.no_strength if exercise.kind is Kind.STRENGTH else runner.no_stretches
    gated = any(gate in runner.gates for gate in exercise.excluded_by)
    return off or gated or bool(lacking(exercise, runner))


def owns(runner: RunnerProfile, thing: Equipment) -> bool:
    """Whether the runner has a thing."""
    return _OWNED[thing](runner)


def lacking(exercise: Exercise, runner: RunnerProfile) -> list[Equipment]:
    """What the runner would have to have for an exercise, and has not."""
    needed = (thing for thing in exercise.equipment if thing not in CAN_DO_WITHOUT)
    return [thing for thing in needed if not owns(runner, thing)]


def for_runner(exercise: Exercise, runner: RunnerProfile, catalogue: Catalogue) -> Exercise | None:
    """The exercise, what replaces it for this runner, or nothing."""
    found = meant(exercise, runner, catalogue)
    return None if left_out(found, runner) else found


def meant(exercise: Exercise, runner: RunnerProfile, catalogue: Catalogue) -> Exercise:
    """The exercise, or what replaces it for this runner, whether or not that can be done."""
    instead = catalogue.get(exercise.replaced_by or "")
    replaced = instead is not None and (runner.hinge or left_out(exercise, runner))
    return instead if instead is not None and replaced else exercise


def _routine(wanted: Wanted, catalogue: Catalogue) -> Routine:
    found = _known(wanted.programme, catalogue)
    return replace(found, with_optional=True, hold_at_most_s=None) if wanted.longer else found


def _known(programme: str, catalogue: Catalogue) -> Routine:
    if programme in routines():
        return routines()[programme]
    if programme in catalogue:
        exercise = catalogue[programme]
        return Routine(title=exercise.text.title, exercises=(programme,), source=Source.CAMERA)
    ids = ", ".join((*routines(), *catalogue))
    raise KeyError(f"{programme!r} is no routine and no exercise; known are {ids}")


def _chosen(wanted: Wanted, routine: Routine, basis: Basis) -> Iterator[Exercise]:
    taken: set[str] = set()
    # Tight legs begin with the step; the chair asks more of the hip, and comes when it is asked for.
    with_optional = routine.with_optional and (wanted.longer or not basis.runner.hinge)
    for id_ in routine.exercises:
        found = for_runner(basis.catalogue[id_], basis.runner, basis.catalogue)
        unasked = basis.catalogue[id_].optional and not with_optional and id_ != wanted.programme
        if found is None or found.id in taken or unasked or (wanted.shorter and id_ in routine.too_long):
            continue
        taken.add(found.id)
        yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses:
    """How much of an exercise a leg does in this session; of a stretch no more than `longest_s`."""

    basis: Basis
    wanted: Wanted
    longest_s: float | None = None

    @property
    def runner(self) -> RunnerProfile:
        return self.basis.runner

    def of(self, exercise: Exercise, side: Side) -> Amount:
        """The runner's dose, or as much less as the relief says; how many of its sets are done says `sets`."""
        amount = amount_of(exercise, side, self.basis.amounts, self.runner)
        if exercise.kind is Kind.STRENGTH:
            amount = self.basis.relief.amount(exercise.id, side, amount, rungs(exercise, self.runner))
        if self.wanted.longer and exercise.dose.hold_s is not None and exercise.is_hold:
            return replace(amount, hold_s=exercise.dose.hold_s[1])
        if self.longest_s is not None and amount.hold_s is not None and exercise.is_hold:
            amount = replace(amount, hold_s=min(amount.hold_s, self.longest_s))
        return amount

    def sets(self, exercise: Exercise, amount: Amount, *, first: bool) -> int:
        """How many sets of an amount are done in a position of the toes, the `first` of them or another."""
        if exercise.kind is not Kind.STRENGTH:
            return amount.sets
        return self.basis.relief.sets(amount.sets, first=first)


def _sets(chosen: Iterable[Exercise], doses: Doses) -> Iterator[SetPlan]:
    carrying = Side.LEFT
    for exercise in chosen:
        by_side = {side: doses.of(exercise, side) for side in Side}
        load = max((by_side[side].load_kg for side in sides_of(exercise, doses.runner)), default=0.0)
        one_weight = load > 0 and doses.runner.ankle_weights == 1
        sides = _sides(exercise, doses.runner, carrying if one_weight else Side.LEFT)
        variants = _variants(exercise, doses.wanted)
        pairs = [(variant, side) for variant in variants for side in sides]
        if one_weight:
            pairs.sort(key=lambda pair: sides.index(pair[1]))
        counts = {
            (variant, side): doses.sets(exercise, by_side[side], first=variant == variants[0])
            for variant, side in pairs
        }
        for n in range(max(counts.values(), default=0)):
            for variant, side in pairs:
                if n < counts[variant, side]:
                    carrying = side
                    yield _plan(exercise, variant, side, by_side[side], one_weight=one_weight)


def _variants(exercise: Exercise, wanted: Wanted) -> list[str | None]:
    """The positions of the toes in which an exercise is done; `None` is the one of an exercise that has none."""
    every: list[str | None] = [*exercise.variants] or [None]
    found = [each for each in every if wanted.variant in (None, each)]
    return found[:1] if wanted.shorter else found


def _sides(exercise: Exercise, runner: RunnerProfile, begin: Side) -> list[Side]:
    if exercise.laterality is Laterality.BOTH_LEGS:
        return [Side.BOTH] if runner.left_out is None or exercise.kind is Kind.STRETCH else []
    return [side for side in (begin, begin.other) if side is not runner.left_out]


def _plan(
    exercise: Exercise, variant: str | None, side: Side, amount: Amount, *, one_weight: bool
) -> SetPlan:
    rest_s = ONE_WEIGHT_REST_S if one_weight and exercise.variants else exercise.dose.rest_s
    return SetPlan(
        exercise=exercise.id,
        variant=variant,
        side=side,
        reps=amount.reps,
        hold_s=amount.hold_s,
        load_kg=amount.load_kg,
        rest_s=rest_s,
    )


def _set_s(plan: SetPlan, exercise: Exercise) -> float:
    tempo = exercise.dose.tempo
    if plan.reps is None:
        return SETTLE_S + (plan.hold_s or tempo.hold_s)
    hold_s = tempo.hold_s if plan.hold_s is None else plan.hold_s
    return plan.reps * tempo.repetition_s(hold_s)


def _way_s(before: SetPlan | None, plan: SetPlan, weights: int) -> float:
    """Seconds from the end of one set to the first movement of the next."""
    gear = (before is None or before.load_kg == 0) is not (plan.load_kg == 0)
    swap = before is not None and weights == 1 and plan.load_kg > 0 and before.side is not plan.side
    moved = before is None or before.exercise != plan.exercise
    place = MOVE_S if moved and plan.reps is not None else 0.0
    return place + (GEAR_S if gear or swap else 0.0) + max(BEGIN_S, plan.rest_s if before else 0.0)
