"""A session as steps: what comes, what is put on, which set, what is said before each. Follows from the session alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import reduce

from hamstride.coach.speech import declared, number, sentences, side_name
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.spec import Equipment, Exercise, Kind, Laterality, Position
from hamstride.exercises.values import Message, Session, SetPlan, Side

REST_LINES = 9  # texts coach.rest.0 … 8
REST_LINE_DAYS = 2  # a line stands for two days, so that none comes again within two weeks


class StepKind(Enum):
    """What a step of the session is."""

    BRIEF = "brief"
    PLACE = "place"
    GEAR = "gear"
    SET = "set"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `index` is the set it is or leads to. `says` is said on arrival; `ready` once the runner is in position.

    `moves` is true where the runner first has to get into (another) position; `enter` is the part of what is said that may
    be said early, while the runner can still look; `finished` names the exercise that lies behind since the step before, and
    `behind` says that the other leg is done, where it is. `ways` are the variants to come, where it is more than one.
    """

    kind: StepKind
    index: int
    says: tuple[Message, ...] = ()
    enter: tuple[Message, ...] = ()
    ready: Message | None = None
    behind: Message | None = None
    far: Message | None = None
    moves: bool = False
    finished: str | None = None
    ways: tuple[str, ...] = ()


Exercises = Mapping[str, Exercise]


def steps(session: Session, exercises: Exercises, start: int = 0, *, brief: bool = True) -> tuple[Step, ...]:
    """The steps from set `start` on; a session that is gone on with has no brief."""
    return tuple(_steps(session, exercises, start, brief=brief))


def _steps(session: Session, exercises: Exercises, start: int, *, brief: bool) -> Iterator[Step]:
    if brief:
        yield Step(kind=StepKind.BRIEF, index=0, says=_brief(session, exercises))
    if start < len(session.sets):
        yield Step(kind=StepKind.PLACE, index=start, says=(Message.of("coach.place.walk"),))
    for index in range(start, len(session.sets)):
        before = session.sets[index - 1] if index > start else None
        gear = _gear(session, before, session.sets[index])
        finished = before.exercise if before and before.exercise != session.sets[index].exercise else None
        if gear:
            yield Step(
                kind=StepKind.GEAR,
                index=index,
                says=(gear.says,),
                far=gear.far,
                ways=_ways(session, exercises[session.sets[index].exercise], index),
                finished=finished,
                moves=True,
            )
        yield _set(session, exercises, index, before, geared=gear is not None, finished=finished)
    yield Step(kind=StepKind.DONE, index=len(session.sets))


def _set(
    session: Session,
    exercises: Exercises,
    index: int,
    before: SetPlan | None,
    *,
    geared: bool,
    finished: str | None,
) -> Step:
    plan = session.sets[index]
    exercise = exercises[plan.exercise]
    new = before is None or before.exercise != plan.exercise
    moves = new or geared
    turned = before is not None and not moves and _only_the_side_changes(plan, before, exercise)
    return Step(
        kind=StepKind.SET,
        index=index,
        enter=_enter(session, exercise, index, finished) if new else (),
        says=(declared(exercise, "text", "place"),) if moves else (),
        ready=_fresh(plan, exercise) if moves or before is None else _again(session, exercise, index, before),
        behind=Message.of("coach.ready.done", side=side_name(plan.side.other)) if turned else None,
        far=declared(exercise, "text", "far"),
        moves=moves,
        finished=None if geared else finished,
    )


# ---------------------------------------------------------------- the first words


def _brief(session: Session, exercises: Exercises) -> tuple[Message, ...]:
    count = len({plan.exercise for plan in session.sets})
    known = session.routine in _BRIEFS
    what = (
        Message.of(_BRIEFS[session.routine], count=count, n=number(count))
        if known
        else _title(session, exercises)
    )
    if not any(plan.reps for plan in session.sets):
        return (what,)
    return (what, *_minutes(session), *_things(session, exercises))


def _title(session: Session, exercises: Exercises) -> Message:
    return Message.of("coach.brief.one", title=declared(exercises[session.sets[0].exercise], "text", "title"))


def _minutes(session: Session) -> tuple[Message, ...]:
    minutes = round((session.expected_s or 0.0) / 60)
    return (Message.of("coach.brief.minutes", minutes=minutes, n=number(minutes)),) if minutes else ()


_BRIEFS = {
    STRENGTH: "coach.brief.strength",
    BEFORE: "coach.brief.before-run",
    AFTER: "coach.brief.after-run",
}


def things(session: Session, exercises: Exercises) -> tuple[Equipment, ...]:
    """The things that a session needs, in the order of `Equipment`."""
    needed = {thing for plan in session.sets for thing in exercises[plan.exercise].equipment}
    if not any(plan.load_kg for plan in session.sets):
        needed.discard(Equipment.ANKLE_WEIGHTS)
    return tuple(thing for thing in Equipment if thing in needed)


def named(found: tuple[Equipment, ...]) -> tuple[Message, ...]:
    """Things by their names."""
    return tuple(Message.of(f"coach.thing.{thing.value}") for thing in found)


def _things(session: Session, exercises: Exercises) -> tuple[Message, ...]:
    found = named(things(session, exercises))
    if not found:
        return ()
    listed = (
        found[0] if len(found) == 1 else Message.of("coach.and", first=_commas(found[:-1]), then=found[-1])
    )
    return (Message.of("coach.brief.things", things=listed),)


def _commas(found: tuple[Message, ...]) -> Message:
    first, *rest = found
    for each in rest:
        first = Message.of("coach.comma", first=first, then=each)
    return first


# ---------------------------------------------------------------- weights


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gear:
    says: Message
    far: Message


def _gear(session: Session, before: SetPlan | None, plan: SetPlan) -> _Gear | None:
    had, has = before is not None and before.load_kg > 0, plan.load_kg > 0
    one = session.weights == 1
    swapped = had and has and one and before is not None and before.side is not plan.side
    if has and (not had or swapped):
        what = "swap" if swapped else "one-on" if one else "both-on"
        return _Gear(
            says=Message.of(f"coach.gear.{what}", side=side_name(plan.side)),
            far=Message.of("coach.far.other-ankle" if swapped else "coach.far.weights-on"),
        )
    if had and not has:
        return _Gear(
            says=Message.of("coach.gear.one-off" if one else "coach.gear.both-off"),
            far=Message.of("coach.far.weights-off"),
        )
    return None


# ---------------------------------------------------------------- into place, and ready


def _enter(session: Session, exercise: Exercise, index: int, finished: str | None) -> tuple[Message, ...]:
    plan = session.sets[index]
    first = (sentences((declared(exercise, "text", "enter"), *_order(session, exercise, index))),)
    kept_on = finished is not None and plan.load_kg > 0 and session.sets[index - 1].load_kg > 0
    stay = (Message.of("coach.gear.stay"),) if kept_on and session.weights == 2 else ()
    rest = (_rest_line(session),) if _has_rest_line(session, index, finished) else ()
    return (*first, *stay, *rest)


def _order(session: Session, exercise: Exercise, index: int) -> tuple[Message, ...]:
    """The variants still to come, in their order, where there is more than one."""
    titles = [declared(exercise, "variants", way, "title") for way in _ways(session, exercise, index)]
    if not titles:
        return ()
    return (Message.of("coach.order", all=reduce(_then, titles)),)


def _ways(session: Session, exercise: Exercise, index: int) -> tuple[str, ...]:
    plans = [plan for plan in session.sets[index:] if plan.exercise == exercise.id]
    found = tuple(dict.fromkeys(plan.variant for plan in plans if plan.variant))
    return found if len(found) > 1 else ()


def _then(first: Message, then: Message) -> Message:
    return Message.of("coach.then", first=first, then=then)


def _has_rest_line(session: Session, index: int, finished: str | None) -> bool:
    """Once a session, unless switched off: in the first change from one strength exercise to another."""
    changes = [
        i for i, plan in enumerate(session.sets) if i and session.sets[i - 1].exercise != plan.exercise
    ]
    wanted = session.rest_lines and finished is not None and bool(session.sets[index].reps)
    return wanted and index == changes[0]


def _rest_line(session: Session) -> Message:
    return Message.of(
        f"coach.rest.{date.fromisoformat(session.date).toordinal() // REST_LINE_DAYS % REST_LINES}"
    )


def _fresh(plan: SetPlan, exercise: Exercise) -> Message:
    """Which leg and what to do, in full."""
    parts = [declared(exercise, "text", "start")]
    if plan.side is not Side.BOTH:
        parts = [Message.of("coach.ready.leg", side=side_name(plan.side)), *_stand(plan, exercise), *parts]
    if plan.variant is not None and plan.variant != exercise.first_variant:
        parts.append(declared(exercise, "variants", plan.variant, "intro"))
    return sentences(parts)


def _again(session: Session, exercise: Exercise, index: int, before: SetPlan) -> Message:
    """Only what changes from the set before."""
    plan = session.sets[index]
    change = (plan.variant != before.variant, plan.side is not before.side)
    return sentences(_CHANGES[change](session, exercise, index))


def _only_the_side_changes(plan: SetPlan, before: SetPlan, exercise: Exercise) -> bool:
    """A plain strength set on the other leg: what was done on the first one is worth a word."""
    same = plan.variant == before.variant and plan.side is not before.side
    return same and not exercise.is_hold and plan.variant in (None, exercise.first_variant)


def _same(session: Session, exercise: Exercise, index: int) -> list[Message]:
    return [Message.of("coach.ready.once-more")]


def _other_side(session: Session, exercise: Exercise, index: int) -> list[Message]:
    plan = session.sets[index]
    side = side_name(plan.side)
    if plan.variant is None or plan.variant == exercise.first_variant:
        return [Message.of("coach.ready.now-side", side=side), *_stand(plan, exercise)]
    parts = [
        Message.of(
            "coach.ready.side-variant",
            side=side,
            variant=declared(exercise, "variants", plan.variant, "title"),
        )
    ]
    if plan.reps and not any(later.exercise == exercise.id for later in session.sets[index + 1 :]):
        parts.append(Message.of("coach.ready.last-ones", n=number(plan.reps)))
    return parts


def _other_variant(session: Session, exercise: Exercise, index: int) -> list[Message]:
    plan = session.sets[index]
    last = [Message.of("coach.ready.last-variant")] if plan.variant == tuple(exercise.variants)[-1] else []
    intro = declared(exercise, "variants", str(plan.variant), "intro")
    return [*last, intro, Message.of("coach.ready.side", side=side_name(plan.side))]


_CHANGES = {
    (False, False): _same,
    (False, True): _other_side,
    (True, False): _other_variant,
    (True, True): _other_variant,
}


def _stand(plan: SetPlan, exercise: Exercise) -> list[Message]:
    if exercise.kind is Kind.TEST and plan.side is not Side.BOTH:  # degrees are read on the near leg alone
        return [Message.of("coach.ready.toward", side=side_name(plan.side))]
    stands = exercise.position is Position.STANDING and exercise.laterality is Laterality.EACH_LEG
    if not stands or exercise.kind is not Kind.STRENGTH:
        return []
    return [Message.of("coach.ready.stand", other=side_name(plan.side.other))]
