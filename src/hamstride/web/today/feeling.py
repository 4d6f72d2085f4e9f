"""How the legs feel: before strength, on the morning after, and when something hurts; and the steps on offer."""

from datetime import date
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.values import PAIN_SCORES, Message, PainPlace, Side
from hamstride.plan import pain as pain_rules
from hamstride.plan.pain import PainNext, Then
from hamstride.plan.relief import Feel
from hamstride.plan.screening import NO_PROMISE
from hamstride.store import models, pains, planning, queries, services, training
from hamstride.web import clock, rows
from hamstride.web.access import RunnerRequest
from hamstride.web.session.making import catalogue_of
from hamstride.web.today.back import to_today
from hamstride.web.today.cards import lighter_after

LEGS = "legs"  # in the address: asked about the legs, before strength, whatever was done today


@require_POST
def feel(request: RunnerRequest) -> HttpResponse:
    """Fresh, a bit sore, sore, or hurting in one spot, which leads to the pain questions; nothing takes it back."""
    said = request.POST.get("feel", "")
    if said not in ("", *(each.value for each in Feel)):
        raise Http404
    found = Feel(said) if said else None
    planning.feel(request.runner, clock.today(), found)
    return redirect(f"{reverse('hurts')}?{LEGS}") if found is Feel.HURTS else to_today()


@require_http_methods(["GET", "POST"])
def hurts(request: RunnerRequest) -> HttpResponse:
    """Where and how much it hurts, and what follows from that."""
    place, score, done = request.POST.get("place", ""), _score(request), _meant(request)
    if request.method == "POST" and score is not None and place in {each.value for each in PainPlace}:
        return _judged(request, PainPlace(place), score, done)
    context = {
        "nav": "today",
        "session": "" if done is None else done.uuid,
        "places": list(PainPlace),
        "scores": PAIN_SCORES,
        "place": place,
        "missing": request.method == "POST",
    }
    return render(request, "today/hurts.html", context)


def _meant(request: RunnerRequest) -> models.Session | None:
    """The session that is asked about: the one that the form says, else the one that was left with the question open, else the
    one of today that hurt (this may be known only when the form is sent); `None`: it is about the legs."""
    if LEGS in request.GET:
        return None
    said = request.POST.get("session", "")
    if said:
        return rows.there(queries.named(request.runner, said))
    left = queries.named(request.runner, request.GET.get("session", ""))
    if left is not None:
        return left
    return planning.hurt_without_a_word(request.runner, clock.today())


def _judged(
    request: RunnerRequest, place: PainPlace, score: int, done: models.Session | None
) -> HttpResponse:
    """Told before strength it decides about today; told after it, about the next time."""
    runner, day = request.runner, clock.today()
    note = _note(runner, day, place, score, done)
    judge = pain_rules.before if done is None else pain_rules.afterwards
    exercise = pains.judged_by(note.exercise, catalogue_of(runner.profile))
    found = services.judge_pain(runner, note, partial(judge, exercise, place, score))
    if done is not None:
        training.settle(runner, day)
        return _said(request, "noted", found, done)
    planning.feel(runner, day, _feel_after(found))
    return _said(request, "go-on" if found.then is Then.GO_ON else "stop", found, None)


def _said(request: RunnerRequest, name: str, found: PainNext, session: models.Session | None) -> HttpResponse:
    """What the rules say, and what became lighter because of the session that hurt."""
    lighter = [] if session is None else lighter_after(request.runner, session)
    said = [each for each in found.messages if not (lighter and each.id in pain_rules.THE_SAME)]
    context = {
        "nav": "today",
        "title": Message.of(f"web.hurts.{name}"),
        "messages": (*said, *lighter),
        "stop": found.then is Then.END,
        "no_promise": NO_PROMISE,
    }
    return render(request, "today/pain.html", context)


def _note(
    runner: models.Runner, day: date, place: PainPlace, score: int, session: models.Session | None = None
) -> models.PainNote:
    """A pain of a session as a whole (without one, of strength); the same told twice on one day is one."""
    return models.PainNote(
        uuid=uuid5(NAMESPACE_URL, repr((runner.pk, day, place, score, session and session.pk))),
        session=session,
        day=day,
        exercise=STRENGTH if session is None else session.routine,
        side=Side.BOTH.value,
        place=place.value,
        score=score,
    )


def _feel_after(found: PainNext) -> Feel:
    """What goes on does so with half the sets; what does not waits for a better day."""
    return Feel.SORE if found.then is Then.GO_ON else Feel.HURTS


@require_POST
def morning(request: RunnerRequest) -> HttpResponse:
    """The pain on the morning after; what was too much becomes lighter."""
    runner, day, score = request.runner, clock.today(), _score(request)
    if score is None:
        return to_today()
    hurt = planning.morning_due(runner, day)
    planning.morning(runner, day, score)
    training.settle(runner, day)
    if score <= pain_rules.MILD:
        return to_today()
    note = _note(runner, day, PainPlace.MUSCLE, score)
    exercise = pains.judged_by(note.exercise, catalogue_of(runner.profile))
    high_before = pains.high_before(runner, note)
    found = pain_rules.afterwards(
        exercise, PainPlace.MUSCLE, score, high_before=high_before, step=runner.profile.step
    )
    with services.alone(runner):
        services.note_pain(runner, note, runner.profile)
    return _said(request, "morning", found, hurt)


def _score(request: RunnerRequest) -> int | None:
    said = request.POST.get("pain", "")
    return int(said) if said in {str(n) for n in PAIN_SCORES} else None


@require_POST
def step(request: RunnerRequest, exercise: str) -> HttpResponse:
    """A step up: yes, or stay. Only what is on offer can be taken."""
    runner, day = request.runner, clock.today()
    offered = training.offered(training.footing(runner), day)
    found = next((each for each in offered if each.exercise == exercise), None)
    if found is not None and request.POST.get("answer") == "yes":
        training.take(runner, found, day)
    elif found is not None:
        training.refuse(runner, exercise, day)
    return to_today()
