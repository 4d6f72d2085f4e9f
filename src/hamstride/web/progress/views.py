"""The page Progress, and the curves of one exercise."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hamstride.exercises import load
from hamstride.measure import progress as summing
from hamstride.measure.progress import Span
from hamstride.store import progress
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.progress import blocks


def page(request: RunnerRequest) -> HttpResponse:
    """What was done, and what has changed."""
    runner, span = request.runner, _span(request)
    seen = blocks.look(runner, span, clock.today())
    weeks = blocks.weeks(runner, seen)
    entries = progress.entries(runner, seen.first, seen.today)
    standings = blocks.order(summing.standings(entries))
    legs = summing.legs(entries)
    context = {
        "nav": "progress",
        "spans": list(Span),
        "span": span,
        "sessions": progress.sessions(runner),
        "enough": summing.ENOUGH_SESSIONS,
        "step": summing.step(standings, blocks.titles(runner.profile.language)),
        "done": blocks.done_chart(weeks, seen),
        "stretches": summing.stretches(weeks),
        "standings": standings,
        "titles": blocks.titles(runner.profile.language),
        "legs": [each for each in legs if each.differ],
        "legs_say": blocks.said_of_legs(legs),
    }
    return render(request, "progress/page.html", context)


def exercise(request: RunnerRequest, exercise: str) -> HttpResponse:
    """The curves of one exercise, by leg, a variant at a time."""
    declared = load.catalogue(request.runner.profile.language).get(exercise)
    if declared is None:
        raise Http404
    span = _span(request)
    seen = blocks.look(request.runner, span, clock.today())
    entries = progress.entries(request.runner, seen.first, seen.today, exercise)
    variant = request.GET.get("variant")
    if variant not in declared.variants:
        variant = next(iter(declared.variants), None)
    context = {
        "nav": "progress",
        "spans": list(Span),
        "span": span,
        "exercise": declared,
        "variant": variant,
        "charts": blocks.curves(entries, declared, variant, seen),
    }
    return render(request, "progress/exercise.html", context)


def _span(request: RunnerRequest) -> Span:
    asked = request.GET.get("span", "")
    return next((span for span in Span if span.value == asked), Span.TWELVE)
