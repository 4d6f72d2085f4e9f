"""How the legs feel: before strength, on the morning after, and when something hurts; and the steps on offer."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Message, PainPlace, Side
from hamstride.plan import pain as pain_rules
from hamstride.plan.pain import PainNext, Then
from hamstride.plan.relief import Feel
from hamstride.plan.screening import NO_PROMISE
from hamstride.plan.today import STRENGTH
from hamstride.store import models, planning, queries, services, training
from hamstride.store.pains import JUDGED_AS
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.session.making import catalogue_of


@require_POST
def feel(request: RunnerRequest) -> HttpResponse:
    """Fresh, a bit sore, sore, or hurting in one spot, which leads to the pain questions; nothing takes it back."""
    said = request.POST.get("feel", "")
    if said not in ("", *(each.value for each in Feel)):
        raise Http404
    found = Feel(said) if said else None
    planning.feel(request.runner, clock.today(), found)
    return redirect("hurts" if found is Feel.HURTS else "today")


@require_http_methods(["GET", "POST"])
def hurts(request: RunnerRequest) -> HttpResponse:
    """Where and how much it hurts, and what follows from that."""
    place, score = request.POST.get("place", ""), _score(request)
    if request.method == "POST" and score is not None and place in {each.value for each in PainPlace}:
        return _judged(request, PainPlace(place), score)
    context = {
        "nav": "today",
        "places": list(PainPlace),
        "scores": range(pain_rules.WORST + 1),
        "place": place,
        "missing": request.method == "POST",
    }
    return render(request, "today/hurts.html", context)


def _judged(request: RunnerRequest, place: PainPlace, score: int) -> HttpResponse:
    """Told before strength it decides about today; told after it, about the next time."""
    runner, day = request.runner, clock.today()
    done = planning.hurt_without_a_word(runner, day)
    note = _note(runner, day, place, score, done)
    judge = pain_rules.before if done is None else pain_rules.afterwards
    found = judge(_exercise(runner, note.exercise), place, score, high_before=_high_before(runner, note))
    services.note_pain(runner, note, found.apply(runner.profile))
    if done is None:
        planning.feel(runner, day, _feel_after(found))
        name = "go-on" if found.then is Then.GO_ON else "stop"
    else:
        training.settle(runner, catalogue_of(runner.profile), day)
        name = "noted"
    return _said(request, name, found)


def _said(request: RunnerRequest, name: str, found: PainNext) -> HttpResponse:
    context = {
        "nav": "today",
        "title": Message.of(f"web.hurts.{name}"),
        "messages": found.messages,
        "stop": found.then is Then.END,
        "no_promise": NO_PROMISE,
    }
    return render(request, "today/pain.html", context)


def _exercise(runner: models.Runner, told_of: str) -> Exercise:
    """The exercise that a report is judged by: the one it tells of, or the one that stands for a whole routine."""
    catalogue = catalogue_of(runner.profile)
    return catalogue.get(told_of, catalogue[JUDGED_AS])


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


def _high_before(runner: models.Runner, note: models.PainNote) -> int:
    week_ago = note.day - timedelta(days=6)
    return queries.high_pains(runner, week_ago, pain_rules.MODERATE, besides=note.uuid)


def _feel_after(found: PainNext) -> Feel:
    """What goes on does so with half the sets; what does not waits for a better day."""
    return Feel.SORE if found.then is Then.GO_ON else Feel.HURTS


@require_POST
def morning(request: RunnerRequest) -> HttpResponse:
    """The pain on the morning after; what was too much becomes lighter."""
    runner, day, score = request.runner, clock.today(), _score(request)
    if score is None:
        return redirect("today")
    planning.morning(runner, day, score)
    training.settle(runner, catalogue_of(runner.profile), day)
    if score <= pain_rules.MILD:
        return redirect("today")
    note = _note(runner, day, PainPlace.MUSCLE, score)
    found = pain_rules.afterwards(
        _exercise(runner, note.exercise), PainPlace.MUSCLE, score, high_before=_high_before(runner, note)
    )
    services.note_pain(runner, note, runner.profile)
    return _said(request, "morning", found)


def _score(request: RunnerRequest) -> int | None:
    said = request.POST.get("pain", "")
    return int(said) if said in {str(n) for n in range(pain_rules.WORST + 1)} else None


@require_POST
def step(request: RunnerRequest, exercise: str) -> HttpResponse:
    """A step up: yes, or stay. Only what is on offer can be taken."""
    runner, day = request.runner, clock.today()
    offered = training.offered(runner, catalogue_of(runner.profile), day)
    found = next((each for each in offered if each.exercise == exercise), None)
    if found is not None and request.POST.get("answer") == "yes":
        training.take(runner, found, day)
    elif found is not None:
        training.refuse(runner, exercise, day)
    return redirect("today")
