"""How much each leg does of each exercise: the doses in use and their history, what the last sessions say, steps taken and
refused. The number of queries never grows with the record."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from hamstride.exercises.load import Catalogue
from hamstride.exercises.values import Message, Outcome, Side, Source
from hamstride.plan.ladder import Amount
from hamstride.plan.progression import Ladders, Step, Way, easier, nearly, steps_down, steps_up
from hamstride.plan.today import STRENGTH
from hamstride.plan.verdicts import Bout, Trained
from hamstride.store import models, queries

SESSIONS = 10  # how far back steps are judged from
FINE = {"easy": True, "all-right": True, "hard": False, "too-hard": False}
NO_SCORE = 6  # pain without a number counts as more than 5
UPSET_DAYS = timedelta(days=14)
UPSET_BY = 2
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


def history(runner: models.Runner, exercise: str, limit: int) -> list[models.Dose]:
    """The last changes of an exercise's dose, newest first."""
    return list(models.Dose.objects.filter(runner=runner, exercise=exercise).order_by("-day", "-id")[:limit])


def stepped(runner: models.Runner) -> date | None:
    """The last day on which some load became heavier."""
    rows = models.Dose.objects.filter(runner=runner, heavier=True)
    found: date | None = rows.aggregate(last=Max("day"))["last"]
    return found


def upset(runner: models.Runner, day: date) -> bool:
    """Whether two exercises or more went back of late."""
    rows = models.Dose.objects.filter(runner=runner, current=True, by="rule", day__gt=day - UPSET_DAYS)
    return rows.values("exercise").distinct().count() >= UPSET_BY


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
    """Put a dose in place of the one in use, keeping that as history. The same again changes nothing."""
    with transaction.atomic():
        for side, new in by_side.items():
            rows = models.Dose.objects.filter(runner=runner, exercise=exercise, side=side.value, current=True)
            old = rows.select_for_update().first()
            if old is not None and amount(old) == new:
                continue
            rows.update(current=False)
            models.Dose.objects.create(
                runner=runner,
                exercise=exercise,
                side=side.value,
                day=day,
                by=by,
                reason={"id": reason.id, "params": reason.params},
                session=session,
                heavier=heavier,
                **{name: getattr(new, name) for name in ("sets", "reps", "hold_s", "load_kg")},
            )


# ----------------------------------------------------------------------------------------------------- the last sessions
def _worked(runner: models.Runner) -> "QuerySet[models.Session]":
    """The sessions that have sets. Asked by existence, so that the latest are found without reading all."""
    return queries.sessions(runner).filter(
        Exists(models.Set.objects.filter(session=OuterRef("pk"), deleted=None))
    )


def trained(runner: models.Runner) -> list[Trained]:
    """What the last sessions say, newest first."""
    return [each for _, each in _sessions(runner)]


def _sessions(runner: models.Runner) -> list[tuple[models.Session, Trained]]:
    """The last sessions with what they say, newest first."""
    rows = list(_worked(runner).order_by("-day", "-id")[:SESSIONS])
    if not rows:
        return []
    sets: dict[int, list[models.Set]] = defaultdict(list)
    for each in models.Set.objects.filter(session__in=rows, deleted=None).order_by("index", "id"):
        sets[each.session_id].append(each)
    pains = _pains(rows)
    mornings = _mornings(runner, rows[-1].day)
    found = [(row, _trained(row, sets[row.pk], pains.get(row.pk, {}), mornings)) for row in rows]
    return [(row, _as_left(row, sets[row.pk], session)) for row, session in found]


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


def _trained(
    row: models.Session, sets: Sequence[models.Set], pains: Mapping[str, int], mornings: Mapping[date, int]
) -> Trained:
    planned: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for plan in row.plan["sets"]:
        planned[plan["exercise"], plan["side"]].append(plan)
    done: dict[tuple[str, str], list[models.Set]] = defaultdict(list)
    for each in sets:
        done[each.exercise, each.side].append(each)
    asked = row.routine == STRENGTH  # of nothing else the morning after is asked
    after = (mornings.get(row.day + timedelta(days=n)) for n in (1, 2) if asked)
    return Trained(
        day=row.day,
        bouts=tuple(
            _bout(exercise, side, planned[exercise, side], found, pains.get(exercise, pains.get(row.routine)))
            for (exercise, side), found in done.items()
        ),
        effort_fine=FINE.get(row.effort or ""),
        hurt=bool(row.hurt),
        morning_pain=next((pain for pain in after if pain is not None), None),
    )


def _bout(
    exercise: str, side: str, planned: Sequence[dict[str, Any]], done: Sequence[models.Set], pain: int | None
) -> Bout:
    first = planned[0] if planned else {}
    reps = [rep for each in done for rep in each.data.get("reps", []) if rep["counted"]]
    counted = sum(each.count for each in done)
    return Bout(
        exercise=exercise,
        side=Side(side),
        amount=Amount(
            sets=len(planned),
            reps=first.get("reps"),
            hold_s=first.get("hold_s"),
            load_kg=min(each.load_kg for each in done),
        ),
        reached=len(done) >= len(planned) and all(map(_reached, done)),
        counted=counted,
        good=counted - sum(bool(rep.get("cues")) for rep in reps),
        seen=all(each.source != Source.TOLD.value for each in done),
        cramp=any(each.outcome == Outcome.CRAMP.value for each in done),
        pain=pain,
    )


def _reached(row: models.Set) -> bool:
    if row.outcome != Outcome.DONE.value:
        return False
    return row.count >= row.target or row.held_s >= row.target - HELD_NEARLY_S


def first_and_last(runner: models.Runner, routine: str) -> tuple[dict[str, Amount], dict[str, Amount]]:
    """What was asked for in the first session of a routine and in the last one, by exercise."""
    rows = _worked(runner).filter(routine=routine)
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
def ladders(runner: models.Runner, catalogue: Catalogue) -> Ladders:
    """What steps are made from."""
    rows = doses(runner)
    refusals = models.Refusal.objects.filter(runner=runner).values_list("exercise").annotate(last=Max("day"))
    changed: dict[str, date] = {}
    for row in rows:
        changed[row.exercise] = max(row.day, changed.get(row.exercise, row.day))
    return Ladders(
        catalogue=catalogue,
        runner=runner.profile,
        amounts=amounts(rows),
        changed=changed,
        refused=dict(refusals),
    )


def offered(runner: models.Runner, catalogue: Catalogue, day: date) -> tuple[Step, ...]:
    """The steps that are on offer, easier ones first."""
    past = trained(runner)
    if not past:
        return ()
    made_from = ladders(runner, catalogue)
    return (*easier(past, made_from), *steps_up(past, made_from, day))


def nearly_offered(runner: models.Runner, catalogue: Catalogue, day: date) -> tuple[Step, ...]:
    """The steps up that one more clean session would put on offer."""
    past = trained(runner)
    return nearly(past, ladders(runner, catalogue), day) if past else ()


def take(runner: models.Runner, step: Step, day: date) -> None:
    """Keep a step that the runner said yes to."""
    by_side = dict.fromkeys(step.sides, step.after)
    heavier = step.after.load_kg > step.before.load_kg
    change(runner, step.exercise, by_side, day, by="step", reason=step.reason, heavier=heavier)


def refuse(runner: models.Runner, exercise: str, day: date) -> None:
    """Keep that a step is not wanted now."""
    models.Refusal.objects.create(runner=runner, exercise=exercise, day=day)


def settle(runner: models.Runner, catalogue: Catalogue, day: date) -> None:
    """Make lighter what hurt when it was last done, whatever was done since; again changes nothing."""
    sessions = _sessions(runner)
    past = [each for _, each in sessions]
    made_from = ladders(runner, catalogue)
    judged: set[str] = set()
    for n, (row, session) in enumerate(sessions):
        latest = {bout.exercise for bout in session.bouts} - judged
        judged |= latest
        for step in steps_down(session, past[n + 1 :], made_from):
            if step.exercise in latest and not _is_settled(row, step.exercise):
                by_side = dict.fromkeys(step.sides, step.after)
                change(runner, step.exercise, by_side, day, by="rule", reason=step.reason, session=row)


def made_lighter(session: models.Session) -> list[Step]:
    """The steps down because of a session, from what was asked for in it."""
    planned: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for plan in session.plan["sets"]:
        planned[plan["exercise"]].append(plan)
    found: dict[str, Step] = {}
    for row in models.Dose.objects.filter(session=session, by="rule").order_by("exercise", "-id"):
        sets = [each for each in planned[row.exercise] if each["side"] == row.side]
        before = replace(_asked(sets)[row.exercise], sets=len(sets)) if sets else amount(row)
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


def _is_settled(row: models.Session, exercise: str) -> bool:
    return models.Dose.objects.filter(session=row, exercise=exercise, by="rule").exists()
