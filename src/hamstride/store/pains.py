"""The pains of which something still holds: what was said to them, for as long as it does."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Max

from hamstride import known
from hamstride.exercises import load
from hamstride.exercises.load import Catalogue
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Exercise, Gate
from hamstride.exercises.values import Message, PainPlace, RunnerProfile
from hamstride.plan import pain as rules
from hamstride.plan.pain import PainNext, Standing
from hamstride.plan.screening import Answer
from hamstride.store import models, queries

UNKNOWN_AS = "lying-leg-curl"  # a pain of what the catalogue has no more is judged as one of this
WEEK = timedelta(days=rules.WEEK_DAYS)
MOST = 40  # so many reports are looked at, the latest first


def standing(runner: models.Runner, today: date) -> tuple[Standing, ...]:
    """The latest report of each place and exercise of which something holds today, the latest first; of what leaves out more
    than its exercise, of each place."""
    notes = _notes(runner, today)
    done = _last_done(runner, notes)
    found: dict[tuple[str, str], Standing] = {}
    for note in notes:
        answer = answered(note, notes, runner.profile)
        if note.exercise == STRENGTH and note.session_id is None and not answer.gates:
            continue  # told before strength or on the morning after: Today itself speaks of it
        since = note.exercise in done and done[note.exercise] > note.day
        messages = rules.holding(answer, runner.profile, note.day, today, done_since=since)
        if messages:
            about = "" if answer.gates else note.exercise
            found.setdefault((about, note.place), _standing(note, messages, answer.gates))
    return tuple(found.values())


def _standing(note: models.PainNote, messages: tuple[Message, ...], gates: tuple[Gate, ...]) -> Standing:
    return Standing(
        what=note.exercise,
        place=PainPlace(note.place),
        score=note.score,
        day=note.day,
        messages=messages,
        gates=gates,
    )


def of_legs(runner: models.Runner, day: date) -> models.PainNote | None:
    """What was last reported on a day of the legs, of no session; the pain of the morning after is not meant."""
    rows = models.PainNote.objects.filter(runner=runner, day=day, exercise=STRENGTH, session=None)
    mornings = models.Readiness.objects.filter(runner=runner, day=day).exclude(morning_pain=None)
    of_morning = {"place": PainPlace.MUSCLE.value, "score__in": mornings.values("morning_pain")}
    return rows.exclude(**of_morning).order_by("-id").first()


def of_session(runner: models.Runner, session: models.Session) -> list[tuple[models.PainNote, PainNext]]:
    """What was reported in one session, in order, with what was said to it."""
    notes = list(session.pain_notes.select_related("session").order_by("id"))
    others = _notes(runner, session.day) if notes else ()
    return [(note, answered(note, others, runner.profile)) for note in notes]


def answered(note: models.PainNote, others: Iterable[models.PainNote], profile: RunnerProfile) -> PainNext:
    """What the rules say to a report, given the others of the days before it and what the runner has."""
    exercise = judged_by(note.exercise, known.catalogue())
    before = [
        each
        for each in others
        if each.pk < note.pk and each.day > note.day - WEEK and rules.is_high(each.score)
    ]
    judge, place = _judge(note), PainPlace(note.place)
    return judge(exercise, place, note.score, high_before=len(before), step=profile.step)


def injured(runner: models.Runner) -> Sequence[date]:
    """The days of a sharp pain at the back of the thigh, told in a session or ticked among the first questions; of these the
    last answers of a day count, for a tick may be a slip."""
    notes = models.PainNote.objects.filter(runner=runner, place=PainPlace.SHARP.value)
    asked = models.CheckAnswer.objects.filter(runner=runner, kind="first").order_by("day", "created", "id")
    last = dict(asked.values_list("day", "answers__acute"))
    ticked = {day for day, said in last.items() if said == Answer.YES.value}
    return sorted({*notes.values_list("day", flat=True), *ticked})


def high_before(runner: models.Runner, note: models.PainNote) -> int:
    """How many high reports the seven days up to one had, besides it; asked when it is made."""
    since = note.day - WEEK + timedelta(days=1)
    return queries.high_pains(runner, since, rules.MODERATE, besides=note.uuid)


def again_until(runner: models.Runner, today: date) -> date | None:
    """Up to which day another high report is not the first of seven days."""
    last = queries.last_high_pain(runner, rules.MODERATE)
    until = None if last is None else last + WEEK - timedelta(days=1)
    return until if until is not None and until >= today else None


def judged_by(told_of: str, catalogue: Catalogue) -> Exercise:
    """The exercise that a report is judged by: the one it tells of, or the first one of a routine."""
    routine = load.routines().get(told_of)
    first = told_of if routine is None else routine.exercises[0]
    return catalogue.get(first, catalogue[UNKNOWN_AS])


def _judge(note: models.PainNote) -> Callable[..., PainNext]:
    """By which of the rules: those of a session or a try, of a session that was over, or of a day that had not begun."""
    whole, session = note.exercise in load.routines(), note.session
    if session is None:
        return rules.before if whole else rules.after
    over = session.ended is not None and session.ended < note.created
    return rules.afterwards if whole or over else rules.after


def _notes(runner: models.Runner, today: date) -> Sequence[models.PainNote]:
    """The reports since the first questions were last answered: what was told before, the answers speak of."""
    rows = models.PainNote.objects.filter(runner=runner, day__lte=today)
    if runner.questions_on is not None:
        rows = rows.filter(day__gte=runner.questions_on)
    return list(rows.select_related("session").order_by("-day", "-id")[:MOST])


def _last_done(runner: models.Runner, notes: Sequence[models.PainNote]) -> dict[str, date]:
    """When each of the exercises and routines that hurt was last done."""
    if not notes:
        return {}
    rows = queries.sets_done(runner).filter(exercise__in={note.exercise for note in notes})
    last = dict(rows.values_list("exercise").annotate(last=Max("session__day")))
    for routine in {note.exercise for note in notes} & load.routines().keys():
        day = queries.last_day(runner, (routine,))
        if day is not None:
            last[routine] = day
    return last
