"""Strength that a watch recorded: matched to the session of the day, planned against done.

Where the runner did the session with Hamstride, the watch's sets stand beside it. Where not, the watch's sets are the record.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from django.db.models import F

from hamstride import known
from hamstride.exercises.codec import decode
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.values import Session, SetPlan, SetRecord, Source
from hamstride.formats.activity import WatchSet
from hamstride.formats.watch_names import step_name
from hamstride.formats.watched import matched
from hamstride.plan import compile as compiling
from hamstride.plan.compile import Basis, Wanted
from hamstride.plan.ladder import Amounts
from hamstride.plan.relief import NONE, Relief
from hamstride.store import models, planning, queries, runs, services, training
from hamstride.text.words import Words

WATCH_STEP_KG = 1 / 16  # a watch keeps weights in these steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A planned set and what the watch counted for it; either may be missing."""

    plan: SetPlan | None
    watch: WatchSet | None


def attach(runner: models.Runner, row: models.Activity, sets: Sequence[WatchSet]) -> None:
    """Give the activity the session that its sets belong to, made of them where there is none yet. Sets of other exercises
    than ours stay with the activity alone."""
    if not sets:
        return
    kept = _of_the_day(runner, row)
    session = _planned(runner, row, sets) if kept is None else kept.value
    if session is None:
        return
    places = _places(runner, sets, session.sets)
    if not _number(places):
        return
    row.session = _made(runner, row, session, sets, places) if kept is None else kept
    row.details = {**row.details, runs.MADE_SESSION: kept is None}
    row.save(update_fields=["session", "details"])


def _of_the_day(runner: models.Runner, row: models.Activity) -> models.Session | None:
    """The strength session of the day: of several the one that ended last, before any that was left open."""
    rows = queries.sessions(runner).filter(routine=STRENGTH, day=row.day)
    return rows.order_by(F("ended").desc(nulls_last=True), "id").first()


def pairs(row: models.Activity) -> tuple[Pair, ...]:
    """Planned against done, in the order of the plan; then what the watch counted besides."""
    sets = tuple(decode(WatchSet, each, "set") for each in row.details.get("sets", ()))
    if not sets:
        return ()
    plans = row.session.value.sets if row.session is not None else ()
    places = _places(row.runner, sets, plans)
    by_place = {index: each for index, each in zip(places, sets, strict=True) if index is not None}
    planned = tuple(Pair(plan=plan, watch=by_place.get(index)) for index, plan in enumerate(plans))
    others = (each for index, each in zip(places, sets, strict=True) if index is None)
    return planned + tuple(Pair(plan=None, watch=each) for each in others)


def _places(
    runner: models.Runner, sets: Sequence[WatchSet], plans: Sequence[SetPlan]
) -> tuple[int | None, ...]:
    """Which planned set each set was; steps are named in the runner's language, as they went out."""
    language = runner.profile.language
    catalogue, words = known.catalogue(language), Words(language)
    names = [
        step_name(plan, catalogue[plan.exercise], words) if plan.exercise in catalogue else ""
        for plan in plans
    ]
    return matched(sets, plans, names, catalogue)


def _planned(runner: models.Runner, row: models.Activity, sets: Sequence[WatchSet]) -> Session | None:
    """The session as it went out to the watch: the runner's own on that day. A workout stays on a watch: where more was done
    than a lighter day asks for, the whole one is meant."""
    amounts = training.amounts_on(runner, row.day)
    lighter = planning.relief(*planning.ground(runner, row.at, training.footing(runner)))
    made = (_session(runner, row, amounts, relief) for relief in (lighter, NONE))
    found = [each for each in made if each is not None]
    return max(found, key=lambda each: _number(_places(runner, sets, each.sets)), default=None)


def _session(runner: models.Runner, row: models.Activity, amounts: Amounts, relief: Relief) -> Session | None:
    basis = Basis(runner=runner.profile, catalogue=known.catalogue(), amounts=amounts, relief=relief)
    try:
        return compiling.session(
            Wanted(programme=STRENGTH), basis, uuid=str(uuid4()), date=row.day.isoformat()
        )
    except compiling.NothingToDo:
        return None


def _number(places: Sequence[int | None]) -> int:
    """How many sets have a place in the plan."""
    return sum(index is not None for index in places)


def _made(
    runner: models.Runner,
    row: models.Activity,
    session: Session,
    sets: Sequence[WatchSet],
    places: Sequence[int | None],
) -> models.Session:
    made = services.begin_session(runner, session)
    for index, each in zip(places, sets, strict=True):
        if index is not None:
            services.keep_set(made, _record(session, index, each, row))
    services.end_session(made, complete=_number(places) == len(session.sets))
    return made


def _record(session: Session, index: int, each: WatchSet, row: models.Activity) -> SetRecord:
    plan = session.sets[index]
    planned = plan.as_planned(uuid=str(uuid4()), session=session.uuid, index=index, started=row.local)
    return replace(
        planned,
        source=Source.WATCH,
        seconds=_within(each.seconds, "seconds"),
        load_kg=_load_kg(plan, each),
        seen=int(_within(each.reps, "seen")),
        held_s=_within(each.seconds, "held_s") if plan.reps is None else 0.0,
    )


def _load_kg(plan: SetPlan, each: WatchSet) -> float:
    """The load as planned, where the watch tells none or, in its steps, the same."""
    if each.weight_kg is None or abs(each.weight_kg - plan.load_kg) <= WATCH_STEP_KG:
        return plan.load_kg
    return _within(each.weight_kg, "load_kg")


def _within(number: float | None, name: str) -> float:
    """A watch's number inside what a record allows in the field of this name."""
    return min(max(number or 0.0, 0.0), services.MOST_OF_A_SET[name])
