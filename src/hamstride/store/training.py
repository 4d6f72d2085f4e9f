"""How much each leg does of each exercise: the doses in use and their history, what the last sessions say, steps taken and
refused. The number of queries never grows with the record."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from hamstride import known
from hamstride.exercises.asked import is_short
from hamstride.exercises.load import Catalogue
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Effort, Message, Outcome, RunnerProfile, Side, Source
from hamstride.plan import returning
from hamstride.plan.compile import sets_s
from hamstride.plan.ladder import Amount, loads, sides_of, stays
from hamstride.plan.pace import pace
from hamstride.plan.pain import MODERATE
from hamstride.plan.progression import Ladders, Step, Way, easier, nearly, steps_down, steps_up
from hamstride.plan.relief import Return
from hamstride.plan.verdicts import Bout, Trained
from hamstride.store import models, pains, queries

SESSIONS = 10  # of strength, and as many others: how far back steps are judged from
LED = {source.value for source in (Source.CAMERA, Source.BEAT, Source.TAP)}
FINE = {effort.value: effort in (Effort.EASY, Effort.ALL_RIGHT) for effort in Effort}
NO_SCORE = MODERATE + 1  # pain without a number counts as a high one
MORNING_AFTER = timedelta(days=2)  # a pain of the morning speaks of what was done so lately
UPSET_DAYS = timedelta(days=14)
UPSET_BY = 2
HIGH = "plan.step.reason.high"  # the step down that is two rungs
HELD_NEARLY_S = 1.0  # a hold of 29 s was one of 30


# -------------------------------------------------------------------------------------------------------------- the dose
def doses(runner: models.Runner) -> list[models.Dose]:
    """The doses in use; what has none is at the start of its ladder."""
    return list(models.Dose.objects.filter(runner=runner, current=True).order_by("exercise", "side"))


def amounts(rows: Iterable[models.Dose]) -> dict[tuple[str, Side], Amount]:
    """The doses as the plan wants them."""
    return {(row.exercise, Side(row.side)): amount(row) for row in rows}


def amount(row: models.Dose) -> Amount:
    """One dose as a value."""
    return Amount(sets=row.sets, reps=row.reps, hold_s=row.hold_s, load_kg=row.load_kg)


def amounts_on(runner: models.Runner, day: date) -> dict[tuple[str, Side], Amount]:
    """The doses that were in use on a day, whatever came after it."""
    rows = models.Dose.objects.filter(runner=runner, day__lte=day)
    return amounts(rows.order_by("day", "pk"))


def history(runner: models.Runner, exercise: str, limit: int) -> list[models.Dose]:
    """The last changes of an exercise's dose, newest first."""
    return list(models.Dose.objects.filter(runner=runner, exercise=exercise).order_by("-day", "-id")[:limit])


def stepped(runner: models.Runner) -> date | None:
    """The last day on which some load became heavier."""
    rows = models.Dose.objects.filter(runner=runner, heavier=True)
    found: date | None = rows.aggregate(last=Max("day"))["last"]
    return found


def reason(row: models.Dose) -> Message:
    """Why a dose was changed."""
    return Message.of(row.reason["id"], **row.reason["params"])


def change(
    runner: models.Runner,
    exercise: str,
    by_side: Mapping[Side, Amount],
    day: date,
    *,
    by: str,
    reason: Message,
    heavier: bool = False,
    session: models.Session | None = None,
) -> None:
    """Put a dose in place of the one in use, keeping that as history. The same again changes nothing; by hand on a later day it
    says that it holds from then on."""
    said = {"id": reason.id, "params": reason.params}
    because = {"day": day, "by": by, "reason": said, "heavier": heavier, "session": session}
    with transaction.atomic():
        for side, new in by_side.items():
            place = {"runner": runner, "exercise": exercise, "side": side.value}
            rows = models.Dose.objects.filter(**place, current=True)
            old = rows.select_for_update().first()
            if old is not None and amount(old) == new and (by != "hand" or old.day == day):
                continue
            rows.update(current=False)
            models.Dose.objects.create(**place, **asdict(new), **because)


# ----------------------------------------------------------------------------------------------------- the last sessions
def _read(runner: models.Runner) -> list[tuple[models.Session, list[models.Set]]]:
    """The last sessions with their sets, newest first."""
    rows = _latest(runner)
    sets: dict[int, list[models.Set]] = defaultdict(list)
    if rows:
        for each in models.Set.objects.filter(session__in=rows, deleted=None).order_by("index", "id"):
            sets[each.session_id].append(each)
    return [(row, sets[row.pk]) for row in rows]


def _sessions(
    runner: models.Runner, read: Sequence[tuple[models.Session, list[models.Set]]]
) -> list[tuple[models.Session, Trained]]:
    """The last sessions with what they say, newest first."""
    rows = [row for row, _ in read]
    if not rows:
        return []
    pains = _pains(rows)
    mornings = _after(_mornings(runner, rows[-1].day), rows)
    catalogue = known.catalogue()
    return [
        (row, _as_left(row, sets, _trained(row, sets, pains.get(row.pk, {}), mornings, catalogue)))
        for row, sets in read
    ]


def _lengths(
    read: Sequence[tuple[models.Session, list[models.Set]]], catalogue: Catalogue
) -> Iterator[tuple[float, float]]:
    """The seconds that sessions of strength took from their first set to the end of their last one, and those that were
    expected. Only of what was led to its end, with no set left out: of nothing else it is known."""
    for row, sets in read:
        whole = row.complete and len(sets) == len(row.plan["sets"])
        if row.routine != STRENGTH or not whole or any(not _led(each) for each in sets):
            continue
        plan = row.value
        if any(each.exercise not in catalogue for each in plan.sets):
            continue
        used = {each.exercise: catalogue[each.exercise].to_dict() for each in plan.sets}
        begun, last = (datetime.fromisoformat(each.started) for each in (sets[0], sets[-1]))
        yield (last - begun).total_seconds() + sets[-1].seconds, sets_s(replace(plan, declarations=used))


def _led(row: models.Set) -> bool:
    return row.outcome == Outcome.DONE.value and row.source in LED


def _as_left(row: models.Session, sets: Sequence[models.Set], session: Trained) -> Trained:
    """The session with what it was broken off in marked: the set that was going on, and what should have come after it."""
    if row.complete or session.effort_fine is False:
        return session
    last, done = sets[-1], Counter((each.exercise, each.side) for each in sets)
    planned = Counter((plan["exercise"], plan["side"]) for plan in row.plan["sets"])
    short = {key for key, many in done.items() if many < planned[key]}
    if last.outcome == Outcome.STOPPED.value:
        short.add((last.exercise, last.side))
    bouts = (replace(each, broken_off=(each.exercise, each.side.value) in short) for each in session.bouts)
    return replace(session, bouts=tuple(bouts))


def _latest(runner: models.Runner) -> list[models.Session]:
    """The last sessions of strength and the last others, newest first: a stretch before and after each run would soon leave no
    strength in sight."""
    rows, strength = queries.begun(runner).order_by("-day", "-id"), queries.strength()
    found = [*rows.filter(routine__in=strength)[:SESSIONS], *rows.exclude(routine__in=strength)[:SESSIONS]]
    return sorted(found, key=lambda row: (row.day, row.pk), reverse=True)


def _pains(rows: Sequence[models.Session]) -> dict[int, dict[str, int]]:
    """The worst pain by session and exercise."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for note in models.PainNote.objects.filter(session__in=rows):
        score = NO_SCORE if note.score is None else note.score
        by_exercise = found[note.session_id or 0]
        by_exercise[note.exercise] = max(score, by_exercise.get(note.exercise, 0))
    return found


def _mornings(runner: models.Runner, since: date) -> dict[date, int]:
    rows = models.Readiness.objects.filter(runner=runner, day__gte=since).exclude(morning_pain=None)
    return {row.day: row.morning_pain for row in rows if row.morning_pain is not None}


def _after(mornings: Mapping[date, int], rows: Sequence[models.Session]) -> dict[date, int]:
    """The pain of the morning after, by the day of strength that it speaks of: the last one before, two days back at most."""
    strength = queries.strength()
    days = {row.day for row in rows if row.routine in strength}
    found: dict[date, int] = {}
    for morning in sorted(mornings):
        day = max((day for day in days if morning - MORNING_AFTER <= day < morning), default=None)
        if day is not None:
            found.setdefault(day, mornings[morning])
    return found


def _trained(
    row: models.Session,
    sets: Sequence[models.Set],
    pains: Mapping[str, int],
    mornings: Mapping[date, int],
    catalogue: Catalogue,
) -> Trained:
    planned: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for plan in row.plan["sets"]:
        planned[plan["exercise"], plan["side"]].append(plan)
    done: dict[tuple[str, str], list[models.Set]] = defaultdict(list)
    for each in sets:
        done[each.exercise, each.side].append(each)
    asked = row.routine in queries.strength()  # of nothing else the morning after is asked
    return Trained(
        day=row.day,
        bouts=tuple(
            replace(
                _bout(exercise, side, planned[exercise, side], found, catalogue.get(exercise)),
                pain=_worst(pains, exercise, row.routine),
            )
            for (exercise, side), found in done.items()
        ),
        lighter=row.plan.get("lighter", False),
        effort_fine=FINE.get(row.effort or ""),
        hurt=bool(row.hurt or row.untold),
        morning_pain=mornings.get(row.day) if asked else None,
    )


def _worst(pains: Mapping[str, int], exercise: str, routine: str) -> int | None:
    """The worst pain told of an exercise or of the session as a whole: a small one told first hides no larger one."""
    return max((pains[each] for each in (exercise, routine) if each in pains), default=None)


def _bout(
    exercise: str,
    side: str,
    planned: Sequence[dict[str, Any]],
    done: Sequence[models.Set],
    declared: Exercise | None,
) -> Bout:
    first = planned[0] if planned else {}
    positions = _positions(planned)
    counted = sum(each.count for each in done)
    return Bout(
        exercise=exercise,
        side=Side(side),
        amount=Amount(
            sets=len(planned) // positions,
            reps=first.get("reps"),
            hold_s=first.get("hold_s"),
            load_kg=min(each.load_kg for each in done),
        ),
        positions=positions,
        reached=len(done) >= len(planned) and all(map(_reached, done)),
        counted=counted,
        good=counted - _flagged(done, first.get("hold_s"), declared),
        seen=all(each.source != Source.TOLD.value for each in done),
        cramp=any(each.outcome == Outcome.CRAMP.value for each in done),
    )


def _flagged(done: Iterable[models.Set], asked_s: float | None, declared: Exercise | None) -> int:
    """How many repetitions that count broke a cue, or were let go at the top before the time that was asked for."""
    reps = [rep for each in done for rep in each.data.get("reps", []) if rep["counted"]]
    return sum(
        bool(rep.get("cues")) or is_short(rep["hold_s"], rep.get("unseen", ()), asked_s, declared)
        for rep in reps
    )


def _positions(plans: Sequence[dict[str, Any]]) -> int:
    """In how many positions of the toes a leg was to do an exercise."""
    return max(1, len({plan.get("variant") for plan in plans}))


def _reached(row: models.Set) -> bool:
    if row.outcome != Outcome.DONE.value:
        return False
    return row.count >= row.target or row.held_s >= row.target - HELD_NEARLY_S


def first_and_last(runner: models.Runner, routine: str) -> tuple[dict[str, Amount], dict[str, Amount]]:
    """What was asked for in the first session of a routine and in the last one, by exercise."""
    rows = queries.begun(runner).filter(routine=routine)
    found = [rows.order_by("day", "id").first(), rows.order_by("-day", "-id").first()]
    first, last = ({} if row is None else _asked(row.plan["sets"]) for row in found)
    return first, last


def _asked(plans: Sequence[dict[str, Any]]) -> dict[str, Amount]:
    return {
        plan["exercise"]: Amount(
            reps=plan.get("reps"), hold_s=plan.get("hold_s"), load_kg=plan.get("load_kg", 0.0)
        )
        for plan in plans
    }


# ----------------------------------------------------------------------------------------------------------------- steps
@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """Where a runner stands on the ladders, read once for whatever is asked of it: the last sessions, newest first, each with
    what it says, the doses in use, and what steps are made from; and how long strength takes them, as a share of the usual."""

    sessions: Sequence[tuple[models.Session, Trained]]
    doses: Sequence[models.Dose]
    ladders: Ladders
    pace: float

    @property
    def past(self) -> list[Trained]:
        """What the last sessions say, newest first."""
        return [each for _, each in self.sessions]

    def upset(self, day: date) -> bool:
        """Whether two exercises or more went back of late."""
        back = {row.exercise for row in self.doses if row.by == "rule" and row.day > day - UPSET_DAYS}
        return len(back) >= UPSET_BY


def footing(runner: models.Runner) -> Footing:
    """Where a runner stands now, and how long strength takes them: all from one reading of the last sessions."""
    rows, read = doses(runner), _read(runner)
    ladders = _ladders(runner, rows)
    return Footing(
        sessions=_sessions(runner, read),
        doses=rows,
        ladders=ladders,
        pace=pace(_lengths(read, ladders.catalogue)),
    )


def held(
    runner: models.Runner, stands: Footing, returns: Mapping[str, Return], unchanged: Collection[str]
) -> dict[tuple[str, Side], Amount]:
    """The most that each leg does of what is on its way back from a gap; of what stays `unchanged` no more than last time."""
    rows = models.Dose.objects.filter(runner=runner, by__in=("hand", "step")).values_list("exercise", "side")
    chosen = {(exercise, Side(side)): day for exercise, side, day in rows.annotate(last=Max("day"))}
    return returning.held(stands.past, stands.ladders, returns, chosen, unchanged)


def _ladders(runner: models.Runner, rows: Iterable[models.Dose]) -> Ladders:
    refusals = models.Refusal.objects.filter(runner=runner).values_list("exercise").annotate(last=Max("day"))
    changed: dict[str, date] = {}
    for row in rows:
        if row.by == "things":  # the same as before: what was done at it counts
            continue
        changed[row.exercise] = max(row.day, changed.get(row.exercise, row.day))
    return Ladders(
        catalogue=known.catalogue(runner.profile.language),
        runner=runner.profile,
        amounts=amounts(rows),
        changed=changed,
        refused=dict(refusals),
        injured=pains.injured(runner),
    )


def offered(stands: Footing, day: date) -> tuple[Step, ...]:
    """The steps that are on offer, easier ones first."""
    past = stands.past
    return (*easier(past, stands.ladders), *steps_up(past, stands.ladders, day))


def nearly_offered(stands: Footing, day: date) -> tuple[Step, ...]:
    """The steps up that one more clean session would put on offer."""
    return nearly(stands.past, stands.ladders, day)


def stay(runner: models.Runner, before: RunnerProfile, day: date) -> None:
    """After a change of what the runner has: what was done without a weight stays so, and the weight is a step, hence a
    question. What was never done begins as for anybody."""
    after, catalogue = runner.profile, known.catalogue()
    changed = [each for each in catalogue.values() if loads(each, before) != loads(each, after)]
    if not changed:
        return
    now, reason = amounts(doses(runner)), Message.of("plan.step.reason.stays")
    for exercise in changed:
        by_side: dict[Side, Amount] = {}
        for side in sides_of(exercise, after):
            done_kg = _last_load_kg(runner, exercise.id, side)
            if done_kg is not None and (kept := stays(exercise, side, now, before, after, done_kg)):
                by_side[side] = kept
        change(runner, exercise.id, by_side, day, by="things", reason=reason)


def _last_load_kg(runner: models.Runner, exercise: str, side: Side) -> float | None:
    """The load with which a leg last did an exercise."""
    rows = queries.sets_done(runner).filter(exercise=exercise, side=side.value)
    found: float | None = (
        rows.order_by("-session__day", "-session_id", "-index").values_list("load_kg", flat=True).first()
    )
    return found


def take(runner: models.Runner, step: Step, day: date) -> None:
    """Keep a step that the runner said yes to."""
    by_side = dict.fromkeys(step.sides, step.after)
    heavier = step.after.load_kg > step.before.load_kg
    change(runner, step.exercise, by_side, day, by="step", reason=step.reason, heavier=heavier)


def refuse(runner: models.Runner, exercise: str, day: date) -> None:
    """Keep that a step is not wanted now."""
    models.Refusal.objects.create(runner=runner, exercise=exercise, day=day)


def settle(runner: models.Runner, day: date) -> Footing:
    """Make lighter what hurt when it was last done, whatever was done since; again changes nothing, unless it hurt more than
    was known before. Tells where the runner stands then."""
    stands = footing(runner)
    lighter = list(_lighter(stands))
    for row, step in lighter:
        by_side = dict.fromkeys(step.sides, step.after)
        change(runner, step.exercise, by_side, day, by="rule", reason=step.reason, session=row)
    return footing(runner) if lighter else stands


def _lighter(stands: Footing) -> Iterator[tuple[models.Session, Step]]:
    """The steps down that are still to be made, each with the session because of which."""
    past, judged = stands.past, set[str]()
    for n, (row, session) in enumerate(stands.sessions):
        latest = {bout.exercise for bout in session.bouts} - judged
        judged |= latest
        for found in steps_down(session, past[n + 1 :], stands.ladders):
            made = _made_for(row, found.exercise) if found.exercise in latest else None
            if made is not None and _weighs_more(found, made):
                steps = steps_down(session, past[n + 1 :], _as_before(stands.ladders, made))
                yield from ((row, step) for step in steps if step.exercise == found.exercise)


def made_lighter(session: models.Session) -> list[Step]:
    """The steps down because of a session, from what was asked for in it."""
    planned: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for plan in session.plan["sets"]:
        planned[plan["exercise"]].append(plan)
    found: dict[str, Step] = {}
    for row in models.Dose.objects.filter(session=session, by="rule").order_by("exercise", "-id"):
        sets = [each for each in planned[row.exercise] if each["side"] == row.side]
        each = len(sets) // _positions(sets)
        before = replace(_asked(sets)[row.exercise], sets=each) if sets else amount(row)
        step = Step(
            exercise=row.exercise,
            way=Way.DOWN,
            sides=(Side(row.side),),
            before=before,
            after=amount(row),
            reason=reason(row),
        )
        found.setdefault(row.exercise, step)
    return list(found.values())


def _made_for(row: models.Session, exercise: str) -> list[models.Dose]:
    """What the rules made of an exercise because of a session."""
    return list(models.Dose.objects.filter(session=row, exercise=exercise, by="rule"))


def _weighs_more(step: Step, made: Sequence[models.Dose]) -> bool:
    """Whether a step leads further down than those made already: two rungs where there was one, or none."""
    return not made or (step.reason.id == HIGH and all(each.reason["id"] != HIGH for each in made))


def _as_before(ladders: Ladders, made: Sequence[models.Dose]) -> Ladders:
    """What steps are made from, without those made already where they still hold: two rungs are counted from where the
    runner stood in the session, not from one below."""
    found = dict(ladders.amounts)
    for dose in made:
        if dose.current:
            before, key = _before(dose), (dose.exercise, Side(dose.side))
            if before is None:
                found.pop(key, None)
            else:
                found[key] = amount(before)
    return replace(ladders, amounts=found)


def _before(dose: models.Dose) -> models.Dose | None:
    """The dose that was in use before one that the rules made of a session; `None`: the start of the ladder."""
    rows = models.Dose.objects.filter(runner=dose.runner_id, exercise=dose.exercise, side=dose.side)
    rows = rows.filter(pk__lt=dose.pk).exclude(session=dose.session_id, by="rule")
    return rows.order_by("-pk").first()


def put_back(session: models.Session, told_of: str) -> None:
    """Undo what the rules made lighter because of a pain in a session (of an exercise, or of its routine as a whole), where it
    still holds: the report was taken back. What stands all the same is made again by `settle`."""
    made = models.Dose.objects.filter(session=session, by="rule")
    if told_of != session.routine:
        made = made.filter(exercise=told_of)
    with transaction.atomic():
        for dose in made.filter(current=True):
            before = _before(dose)
            made.filter(exercise=dose.exercise, side=dose.side).delete()
            if before is not None:
                models.Dose.objects.filter(pk=before.pk).update(current=True)
