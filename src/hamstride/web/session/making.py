"""Makes sessions for a runner: asks `plan` for them, keeps them, fills in the declarations again."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from hamstride import known
from hamstride.exercises import load, values
from hamstride.exercises.load import Catalogue
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.suited import suited
from hamstride.exercises.values import Message, RunnerProfile, SetPlan, SetRecord, Source
from hamstride.plan import compile as compiling
from hamstride.plan import relief as easing
from hamstride.plan import week
from hamstride.plan.compile import Basis, Wanted
from hamstride.plan.ladder import Amounts
from hamstride.plan.pace import USUAL
from hamstride.plan.relief import Relief
from hamstride.store import models, planning, queries, training
from hamstride.store.training import Footing


class Refused(Exception):
    """A session that is not led now; `message` says why."""

    def __init__(self, message: Message, *, unknown: bool = False) -> None:
        super().__init__(message.id)
        self.message, self.unknown = message, unknown


def catalogue_of(profile: RunnerProfile) -> Catalogue:
    """The exercises in the runner's language."""
    return known.catalogue(profile.language)


def basis_of(
    runner: models.Runner, amounts: Amounts, *, relief: Relief, first: bool, pace: float = USUAL
) -> Basis:
    """What sessions of a runner are made of."""
    return Basis(
        runner=runner.profile,
        catalogue=catalogue_of(runner.profile),
        amounts=amounts,
        relief=relief,
        first=first,
        pace=pace,
    )


def leads_shorter(basis: Basis, what: str) -> bool:
    """Whether it is the shorter session that comes first: of strength after a long gap, where anything is in it."""
    if what != STRENGTH or not basis.relief.shorter:
        return False
    try:
        compiling.session(Wanted(programme=what, shorter=True), basis, uuid="", date="")
    except compiling.NothingToDo:
        return False
    return True


def make(
    runner: models.Runner,
    what: str,
    now: datetime,
    *,
    variant: str | None = None,
    shorter: bool | None = None,
    longer: bool = False,
    source: Source | None = None,
    unasked: bool = False,
) -> values.Session:
    """A session of a routine or of one exercise (or one `variant` of it) for this runner, in the length that Today leads where
    nobody says whether it is the `shorter` one; `unasked` where it is written down and not led, so that the first questions
    need not be answered yet. Raises `Refused`."""
    _check(runner, what, variant, unasked=unasked)
    ground = _ground(runner, training.settle(runner, now.date()), what, now)
    brief = leads_shorter(ground.basis, what) if shorter is None else shorter
    return ground.session(
        Wanted(programme=what, variant=variant, shorter=brief, longer=longer, source=source)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """A routine in each of its lengths, and whether the shorter one comes first."""

    whole: values.Session
    shorter: values.Session
    longer: values.Session
    lead_shorter: bool


def lengths(runner: models.Runner, stands: Footing, routine: str, now: datetime) -> Lengths:
    """The sessions of a routine for a runner who stands there on the ladders. Raises `Refused`."""
    _check(runner, routine, None, unasked=False)
    ground = _ground(runner, stands, routine, now)
    return Lengths(
        whole=ground.session(Wanted(programme=routine)),
        shorter=ground.session(Wanted(programme=routine, shorter=True)),
        longer=ground.session(Wanted(programme=routine, longer=True)),
        lead_shorter=leads_shorter(ground.basis, routine),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What is known of a runner on a day, for whatever length of a session."""

    basis: Basis
    today: date
    next_date: str | None

    def session(self, wanted: Wanted) -> values.Session:
        """A session under a name of its own. Raises `Refused`."""
        day = self.today.isoformat()
        try:
            return compiling.session(
                wanted, self.basis, uuid=str(uuid4()), date=day, next_date=self.next_date
            )
        except compiling.NothingToDo:
            raise Refused(Message.of("web.refused.nothing")) from None


def _ground(runner: models.Runner, stands: Footing, what: str, now: datetime) -> _Ground:
    """Stretches that were ticked are no first session of strength."""
    amounts, today = stands.ladders.amounts, now.date()
    if what not in queries.strength():
        is_first = queries.last_day(runner) is None
        basis = basis_of(runner, amounts, relief=easing.NONE, first=is_first)
        return _Ground(basis=basis, today=today, next_date=None)
    situation, known_ = planning.ground(runner, now, stands)
    relief = planning.relief(situation, known_)
    next_day = week.next_after(situation, planning.WEEKS_AHEAD) if what == STRENGTH else None
    this_year = {id_: {day for day in days if day.year == today.year} for id_, days in known_.days_of.items()}
    basis = basis_of(runner, amounts, relief=relief, first=situation.is_first, pace=stands.pace)
    return _Ground(
        basis=replace(basis, days_done={id_: len(days) for id_, days in this_year.items()}),
        today=today,
        next_date=next_day.isoformat() if next_day else None,
    )


def _check(runner: models.Runner, what: str, variant: str | None, *, unasked: bool) -> None:
    """Raise `Refused` for what is not led for this runner."""
    profile, catalogue = runner.profile, catalogue_of(runner.profile)
    if not _is_known(what, variant, catalogue):
        raise Refused(Message.of("web.refused.unknown"), unknown=True)
    if runner.questions_on is None and not unasked:
        raise Refused(Message.of("web.refused.questions"))
    if answered_out(profile, what, catalogue):
        raise Refused(Message.of("web.refused.left-out"))


def _is_known(what: str, variant: str | None, catalogue: Catalogue) -> bool:
    """Whether there is such a routine or exercise, with that position of the toes."""
    if what not in load.routines() and what not in catalogue:
        return False
    return variant is None or any(variant in each.variants for each in _exercises(what, catalogue))


def _exercises(what: str, catalogue: Catalogue) -> list[Exercise]:
    routine = load.routines().get(what)
    return [catalogue[id_] for id_ in (routine.exercises if routine else (what,))]


def answered_out(profile: RunnerProfile, what: str, catalogue: Catalogue) -> bool:
    """Whether the runner's answers leave this routine or exercise out (what they lack things for is another matter)."""
    return all(_is_out(profile, exercise) for exercise in _exercises(what, catalogue))


def _is_out(profile: RunnerProfile, exercise: Exercise) -> bool:
    off = {Kind.STRENGTH: profile.no_strength, Kind.STRETCH: profile.no_stretches}
    gated = any(gate in profile.gates for gate in exercise.excluded_by)
    return off.get(exercise.kind, False) or (gated and exercise.replaced_by is None)


def knows(catalogue: Catalogue, plan: SetPlan) -> bool:
    """Whether the catalogue has the exercise of a set, and its variant."""
    found = catalogue.get(plan.exercise)
    return found is not None and plan.variant in (*found.variants, None)


def can_go_on(session: values.Session) -> bool:
    """Whether a kept session can still be led: an exercise or a variant may have gone since."""
    catalogue = known.catalogue()
    return all(knows(catalogue, plan) for plan in session.sets)


def can_be_taken_up(row: models.Session, today: date) -> bool:
    """Whether a session of today that was ended early, because the runner wanted to, can be gone on with after all: not once
    another was begun since. What asks may be hours old: a page in another tab, or what waited for a connection."""
    if row.day != today or not queries.ended_by_wish(row) or not can_go_on(row.value):
        return False
    return not queries.begun(row.runner).filter(created__gt=row.created).exists()


def is_worth_taking_up(row: models.Session, today: date) -> bool:
    """Whether a page offers that: as on Today, something of it is to be there."""
    return can_be_taken_up(row, today) and queries.begun(row.runner).filter(pk=row.pk).exists()


def filled(row: models.Session) -> values.Session:
    """A kept session with its declarations, as the player wants it: in the language that the runner reads by now. Raises
    `Refused`."""
    runner = row.runner.profile
    session = replace(row.value, language=runner.language)
    if not can_go_on(session):
        raise Refused(Message.of("web.refused.gone"))
    catalogue = known.catalogue(session.language)
    wanted = dict.fromkeys(plan.exercise for plan in session.sets)
    return replace(session, declarations={id_: suited(catalogue[id_], runner).to_dict() for id_ in wanted})


def told(session: values.Session, when: datetime) -> tuple[SetRecord, ...]:
    """The sets of a session that the runner says was done: each as planned, and marked as told."""
    started = when.isoformat()
    return tuple(
        plan.as_planned(uuid=str(uuid4()), session=session.uuid, index=index, started=started)
        for index, plan in enumerate(session.sets)
    )
