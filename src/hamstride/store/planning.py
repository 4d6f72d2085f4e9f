"""What the plan is made from: planned runs, days put or taken by hand, how the legs feel, pauses; and the plan itself.

The number of queries never grows with the record, nor with how far ahead is planned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from hamstride import known
from hamstride.exercises import load
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.values import PAIN_SCORES, WORST_PAIN, Outcome, RunnerProfile, Torn
from hamstride.plan import relief as easing
from hamstride.plan import week
from hamstride.plan.around import Past
from hamstride.plan.compile import left_out
from hamstride.plan.ladder import Amounts
from hamstride.plan.relief import EASY_WEEK, Feel, gaps_before, last_return
from hamstride.plan.rules import Newness
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.plan.screening import LATELY
from hamstride.plan.today import Known, Open, relief_of
from hamstride.plan.why import race_week
from hamstride.store import models, pains, queries, runs, services, training

LOOK_BACK = timedelta(days=14)
RHYTHM = 9 * EASY_WEEK  # weeks: about a year, and a whole number of lighter weeks
WEEKS_AHEAD = 2
READ_AHEAD = timedelta(days=370)  # so far planned runs are read from a calendar: a year and a little


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayRun:
    """The run of one weekday (0 is Monday) in a usual week."""

    weekday: int
    kind: RunKind
    at: time | None = None


# -------------------------------------------------------------------------------------------------------------- the plan
def situation(
    runner: models.Runner, now: datetime, *, weeks: int = WEEKS_AHEAD, past: Iterable[Past] | None = None
) -> week.Situation:
    """Everything that the coming weeks depend on; `past` is what was done in the last two, if that is known already."""
    day = now.date()
    week_ago, last = day - timedelta(days=7), day + timedelta(weeks=weeks + 1)
    profile = runner.profile
    recent = recent_of(runner, now) if past is None else past
    wishes = _wishes(runner, day)
    found = week.Situation(
        now=now,
        done=_begun(recent),
        runs=runs.between(runner, week_ago, day),
        planned=planned(runner, week_ago, last),
        per_week=profile.per_week,
        newness=Newness(first=_first_strength(runner), stepped=training.stepped(runner)),
        wanted=frozenset(each for each, on in wishes if on),
        avoided=frozenset(each for each, on in wishes if not on),
        paused_since=paused_since(runner),
        left_out=nothing_of_strength(profile),
    )
    return week.with_room(found)


def nothing_of_strength(profile: RunnerProfile) -> bool:
    """Whether the runner's answers and things leave nothing of strength."""
    catalogue = known.catalogue()
    exercises = (catalogue[id_] for id_ in load.routines()[STRENGTH].exercises)
    return all(left_out(exercise, profile) for exercise in exercises)


def ground(
    runner: models.Runner, now: datetime, stands: training.Footing, *, weeks: int = WEEKS_AHEAD
) -> tuple[week.Situation, Known]:
    """What Today is made from: the situation, and what else is known of a runner who stands there on the ladders."""
    past = recent_of(runner, now)
    found = situation(runner, now, weeks=weeks, past=past)
    today = now.date()
    days_of = _days_of(runner, today)
    days = sorted({day for each in days_of.values() for day in each})
    said = models.Readiness.objects.filter(runner=runner, day=today).values_list("feel", flat=True).first()
    feel = Feel(said) if said else None
    return found, Known(
        past=tuple(past),
        days=tuple(days),
        days_of=days_of,
        open=_open(queries.open_session(runner), now),
        asked_on=runner.questions_on,
        torn_at=_torn_at(runner, today),
        begun_at=found.done[-1] if found.done else None,
        feel=feel,
        held=_held(runner, stands, today, days_of, sore=feel is Feel.SORE),
        cramped=_cramped(runner),
        injured=stands.ladders.injured,
        upset=stands.upset(today),
        pains=pains.standing(runner, today),
    )


def _torn_at(runner: models.Runner, today: date) -> datetime | None:
    """When the runner told of a hamstring torn in the year before, less than a year ago; `None` where they did not."""
    day = runner.questions_on
    if runner.profile.torn is not Torn.LATELY or day is None or today - day >= LATELY:
        return None
    at = queries.answered_at(runner, "first")
    told = None if at is None else timezone.localtime(at).replace(tzinfo=None)
    return told if told is not None and told.date() == day else datetime.combine(day, time())


def _held(
    runner: models.Runner,
    stands: training.Footing,
    today: date,
    days_of: Mapping[str, Sequence[date]],
    *,
    sore: bool,
) -> Amounts:
    """What is on its way back from a gap or an injury. With sore legs nothing goes up, nor does what was done today already, or
    not for so long that it has a gap again."""
    injured = stands.ladders.injured
    found = ((each, last_return(days, today, injured)) for each, days in days_of.items())
    returns = {each: back for each, back in found if back is not None}
    if not returns:
        return {}
    away = gaps_before(days_of, today, injured)
    unchanged = {each for each, days in days_of.items() if sore or each in away or today in days}
    return training.held(runner, stands, returns, unchanged)


def relief(found: week.Situation, other: Known) -> easing.Relief:
    """How strength is lighter in a situation, with what else is known of the runner."""
    today = found.now.date()
    race = race_week(week.plan(found, WEEKS_AHEAD), today) is not None
    return relief_of(today, other, race_week=race)


def recent_of(runner: models.Runner, now: datetime) -> list[Past]:
    """What was done in the last two weeks, newest first."""
    rows: Iterable[Any] = queries.worked_since(runner, (now - LOOK_BACK).date())
    return [
        Past(
            routine=row.routine,
            day=row.day,
            started=datetime.fromisoformat(row.first_at),
            told=bool(row.told),
        )
        for row in rows
    ]


def _begun(recent: Iterable[Past]) -> tuple[datetime, ...]:
    """When strength was begun, oldest first. What is done on one day counts once, from the last of it on: exercises done one by
    one are a session, not several of them."""
    strength = queries.strength()
    by_day: dict[date, datetime] = {}
    for each in recent:
        if each.routine in strength:
            by_day[each.day] = max(each.started, by_day.get(each.day, each.started))
    return tuple(sorted(by_day.values()))


def _open(row: Any, now: datetime) -> Open | None:
    """The session to go on with. One that arrives long after it was begun, from a device that was away, is none."""
    if row is None:
        return None
    started = datetime.fromisoformat(row.first_at)
    if now - started > queries.RESUMABLE:
        return None
    of, done = len(row.plan["sets"]), queries.whole(row)
    if row.kept >= of and done in (0, row.done):  # all of it is there: only the last word is not in yet
        return None
    return Open(uuid=str(row.uuid), routine=row.routine, started=started, done=done, of=of)


# -------------------------------------------------------------------------------------------------------------- strength
def _strength(runner: models.Runner) -> "QuerySet[models.Session]":
    return queries.worked(runner).filter(routine__in=queries.strength())


def _days_of(runner: models.Runner, today: date) -> dict[str, list[date]]:
    """The days of the last year on which each exercise of strength was done, and its last one before it, oldest first.

    The year begins on a Monday that only moves on by whole rhythms: whoever trains longer than that without a break keeps a
    lighter week in six. The day before it shows how long the gap was that a runner came back from.
    """
    monday = today - timedelta(days=today.weekday())
    since = monday - timedelta(weeks=RHYTHM + monday.toordinal() // 7 % EASY_WEEK)
    rows = queries.sets_done(runner).filter(session__routine__in=queries.strength()).order_by()
    lately = rows.filter(session__day__gte=since).values_list("exercise", "session__day")
    before = rows.filter(session__day__lt=since).values_list("exercise").annotate(Max("session__day"))
    found: dict[str, list[date]] = defaultdict(list)
    for exercise, day in lately.union(before):
        found[exercise].append(day)
    return {exercise: sorted(days) for exercise, days in found.items()}


def _first_strength(runner: models.Runner) -> date | None:
    """The first day of strength ever."""
    found: date | None = _strength(runner).order_by("day", "id").values_list("day", flat=True).first()
    return found


def _cramped(runner: models.Runner) -> tuple[str, ...]:
    """The exercises with a cramp when they were last done, of late."""
    latest = _strength(runner).order_by("-day", "-id").values("pk")[: training.SESSIONS]
    rows = models.Set.objects.filter(session__in=latest, deleted=None).exclude(outcome=Outcome.SKIPPED.value)
    last: dict[str, int] = {}
    cramped: dict[str, bool] = {}
    for exercise, session, outcome in rows.order_by("-session__day", "-session_id").values_list(
        "exercise", "session_id", "outcome"
    ):
        if last.setdefault(exercise, session) == session:
            cramped[exercise] = cramped.get(exercise, False) or outcome == Outcome.CRAMP.value
    return tuple(sorted(exercise for exercise, did in cramped.items() if did))


# ---------------------------------------------------------------------------------------------------------- planned runs
def planned(runner: models.Runner, first: date, last: date) -> tuple[PlannedRun, ...]:
    """The runs planned from one day to another (both included), in order: the usual week, and what single dates say."""
    usual = {each.weekday: each for each in pattern(runner)}
    dated: dict[date, list[models.DatedRun]] = {}
    for row in models.DatedRun.objects.filter(runner=runner, day__gte=first, day__lte=last).order_by("id"):
        dated.setdefault(row.day, []).append(row)
    found: list[PlannedRun] = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day in dated:
            found += [_dated(row) for row in dated[day] if row.kind is not None]
        elif day.weekday() in usual:
            found.append(_usual(usual[day.weekday()], day))
    return tuple(found)


def _dated(row: models.DatedRun) -> PlannedRun:
    seconds = None if row.minutes is None else row.minutes * 60.0
    return PlannedRun(
        day=row.day, kind=RunKind(row.kind), at=row.at, seconds=seconds, distance_m=row.distance_m
    )


def _usual(run: WeekdayRun, day: date) -> PlannedRun:
    return PlannedRun(day=day, kind=run.kind, at=run.at)


def pattern(runner: models.Runner) -> tuple[WeekdayRun, ...]:
    """The runs of a usual week, Monday first."""
    rows = models.WeeklyRun.objects.filter(runner=runner).order_by("weekday")
    return tuple(WeekdayRun(weekday=row.weekday, kind=RunKind(row.kind), at=row.at) for row in rows)


def dated(runner: models.Runner, first: date) -> list[models.DatedRun]:
    """The runs (and days without one) planned by date from a day on, in order."""
    rows = models.DatedRun.objects.filter(runner=runner, day__gte=first)
    return list(rows.order_by("day", "id")[:MOST_DATED])


MOST_DATED = 400  # so many planned runs are read from a file at most: more than a year of them


def set_usual(runner: models.Runner, runs_: Iterable[WeekdayRun], per_week: int) -> None:
    """Keep the usual week in place of the one before, and how often strength is planned."""
    with services.alone(runner):
        runner.change(per_week=per_week)
        runner.save(update_fields=["profile_data"])
        models.WeeklyRun.objects.filter(runner=runner).delete()
        models.WeeklyRun.objects.bulk_create(
            models.WeeklyRun(runner=runner, weekday=each.weekday, kind=each.kind.value, at=each.at)
            for each in runs_
        )


def plan_run(runner: models.Runner, day: date, run: PlannedRun | None) -> None:
    """Plan a run for one date, in place of whatever was planned there; `None`: no run on that day."""
    with services.alone(runner):
        models.DatedRun.objects.filter(runner=runner, day=day).delete()
        models.DatedRun.objects.create(runner=runner, **_columns(day, run))


def forget_date(runner: models.Runner, day: date) -> None:
    """Forget what was planned for one date: the usual week holds again."""
    with services.alone(runner):
        models.DatedRun.objects.filter(runner=runner, day=day).delete()


def read_in(runner: models.Runner, found: Iterable[PlannedRun], today: date) -> int:
    """Keep the runs of a calendar file from today on, in place of those of the last one; how many there were."""
    coming = [run for run in found if run.day >= today][:MOST_DATED]
    with services.alone(runner):
        mine = models.DatedRun.objects.filter(runner=runner)
        mine.filter(read_in=True, day__gte=today).delete()
        mine.filter(day__in={run.day for run in coming}).delete()
        models.DatedRun.objects.bulk_create(
            models.DatedRun(runner=runner, read_in=True, **_columns(run.day, run)) for run in coming
        )
    return len(coming)


def _columns(day: date, run: PlannedRun | None) -> dict[str, Any]:
    if run is None:
        return {"day": day, "kind": None}
    minutes = None if run.seconds is None else round(run.seconds / 60)
    return {
        "day": day,
        "kind": run.kind.value,
        "at": run.at,
        "minutes": minutes,
        "distance_m": run.distance_m,
    }


# ---------------------------------------------------------------------------------------------------------------- wishes
def _wishes(runner: models.Runner, since: date) -> list[tuple[date, bool]]:
    rows = models.StrengthWish.objects.filter(runner=runner, day__gte=since)
    return list(rows.order_by("day").values_list("day", "on"))


def wish(runner: models.Runner, wishes: Mapping[date, bool | None]) -> None:
    """Put strength on days (True), take it off them (False), or leave them to the plan again (`None`)."""
    with services.alone(runner):
        for day, on in wishes.items():
            if on is None:
                models.StrengthWish.objects.filter(runner=runner, day=day).delete()
            else:
                models.StrengthWish.objects.update_or_create(runner=runner, day=day, defaults={"on": on})


# ------------------------------------------------------------------------------------------------------------- readiness
def feel(runner: models.Runner, day: date, said: Feel | None) -> None:
    """Keep how the legs feel before strength; `None` takes it back."""
    models.Readiness.objects.update_or_create(
        runner=runner, day=day, defaults={"feel": said.value if said else None}
    )


def morning(runner: models.Runner, day: date, pain: int) -> None:
    """Keep the pain of 0..10 on the morning after strength."""
    if pain not in PAIN_SCORES:
        raise ValueError(f"pain: found {pain}, allowed is 0 to {WORST_PAIN}")
    models.Readiness.objects.update_or_create(runner=runner, day=day, defaults={"morning_pain": pain})


def morning_due(runner: models.Runner, day: date) -> models.Session | None:
    """The session that hurt, of yesterday or the day before, about whose morning after nobody asked yet."""
    since = day - timedelta(days=2)
    hurt = Q(hurt=True) | Q(untold=True) | Q(pain_notes__isnull=False)
    rows = queries.sessions(runner).filter(hurt, day__gte=since, day__lt=day, routine__in=queries.strength())
    found = rows.order_by("-day", "-id").first()
    if found is None:
        return None
    said = models.Readiness.objects.filter(runner=runner, day__gt=found.day, day__lte=day)
    return None if said.exclude(morning_pain=None).exists() else found


def hurt_without_a_word(runner: models.Runner, day: date) -> models.Session | None:
    """The session of that day that hurt, if nothing was said yet of where and how much, or nothing of the last time."""
    unsaid = Q(untold=True) | Q(hurt=True, pain_notes__isnull=True)
    return queries.sessions(runner).filter(unsaid, day=day).order_by("-id").first()


# ---------------------------------------------------------------------------------------------------------------- pauses
def paused_since(runner: models.Runner) -> date | None:
    """The first day of the pause that lasts, if any."""
    rows = models.Pause.objects.filter(runner=runner, until=None)
    found: date | None = rows.order_by("since").values_list("since", flat=True).first()
    return found


def pause(runner: models.Runner, day: date) -> None:
    """Nothing is due from this day on, until `well_again`."""
    with services.alone(runner):
        if paused_since(runner) is None:
            models.Pause.objects.create(runner=runner, since=day)


def well_again(runner: models.Runner, day: date) -> None:
    """The pause is over."""
    with services.alone(runner):
        models.Pause.objects.filter(runner=runner, until=None).update(until=day)
