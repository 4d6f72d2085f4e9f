"""The page Progress, and the curves of one exercise."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hamstride import known
from hamstride.measure import progress as summing
from hamstride.measure import weekly
from hamstride.measure.progress import Span
from hamstride.store import progress, training
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.progress import blocks, measured, report
from hamstride.web.progress.charts import with_charts
from hamstride.web.today import cards


@with_charts
def page(request: RunnerRequest) -> HttpResponse:
    """What was done, and what has changed."""
    runner, span = request.runner, _span(request)
    seen = blocks.look(runner, span, clock.today())
    weeks = blocks.weeks(runner, seen)
    entries = progress.entries(runner, seen.first, seen.today)
    standings = blocks.order(summing.standings(entries))
    legs = summing.legs(entries)
    found, titles = measured.tests(runner), blocks.titles(runner.profile.language)
    context = {
        "nav": "progress",
        "spans": list(Span),
        "span": span,
        "heavy": "heavy" in request.GET,
        "sessions": progress.sessions(runner),
        "enough": summing.ENOUGH_SESSIONS,
        "step": summing.step(standings, titles),
        "done": blocks.done_chart(weeks, seen, runner.profile.per_week),
        "stretches": summing.stretches(weeks),
        "stretched": blocks.stretched(runner, seen.today),
        "standings": standings,
        "next_step": cards.next_step(training.footing(runner), seen.today),
        "for_you": blocks.for_you(runner, standings),
        "titles": titles,
        "ask": weekly.due(progress.last_check(runner), seen.today),
        "aches": [
            blocks.trouble_chart(progress.checks(runner, seen.first, seen.today), seen),
            blocks.pain_chart(progress.pains(runner, seen.first, seen.today), seen),
        ],
        "bends": measured.bend_charts(found, seen, runner.profile, titles),
        "ratio": measured.ratio_chart(found, seen),
        "pairs": blocks.pairs(legs),
        "legs_say": blocks.said_of_legs(legs),
    }
    return render(request, "progress/page.html", context)


@with_charts
def exercise(request: RunnerRequest, exercise: str) -> HttpResponse:
    """The curves of one exercise, by leg, a variant at a time."""
    declared = known.catalogue(request.runner.profile.language).get(exercise)
    if declared is None:
        raise Http404
    span = _span(request)
    seen = blocks.look(request.runner, span, clock.today())
    entries = progress.entries(request.runner, seen.first, seen.today, exercise)
    variants = blocks.variants(declared, entries)
    asked_for = request.GET.get("variant", "")
    chosen = asked_for if asked_for in variants else next(iter(variants), "")
    variant = chosen or None
    context = {
        "nav": "progress",
        "spans": list(Span),
        "span": span,
        "exercise": declared,
        "variants": variants,
        "variant": chosen,
        "charts": blocks.curves(entries, declared, variant, seen),
        "asked": blocks.asked(
            progress.watched_sets(request.runner, seen.first, seen.today, exercise, variant), declared
        ),
    }
    return render(request, "progress/exercise.html", context)


@require_http_methods(["GET", "POST"])
def week(request: RunnerRequest) -> HttpResponse:
    """The question of the week: a no is all; after a yes, four more. Who was asked on Today ends there."""
    said = request.POST.get(weekly.TROUBLE)
    back = "today" if request.POST.get("back") == "today" else None
    context = {"nav": "progress", "back": back}
    if request.method != "POST" or said not in (weekly.NO, weekly.YES):
        return render(request, "progress/week.html", context)
    answers = {weekly.TROUBLE: said, **(weekly.known(request.POST) if said == weekly.YES else {})}
    progress.answer_check(request.runner, clock.today(), answers)
    if said == weekly.YES and "more" not in request.POST:
        return render(request, "progress/week.html", context | {"questions": weekly.SCORES})
    heavy = weekly.substantial(answers)
    if back and not heavy:  # what to do about more than a nuisance stands on Progress
        return redirect(back)
    asked = "?heavy" if heavy else ""
    return redirect(f"{reverse('progress')}{asked}#aches")


def report_page(request: RunnerRequest) -> HttpResponse:
    """The report for a physiotherapist: as a page, or (`?file`) as a file that needs nothing else."""
    span, today = _span(request), clock.today()
    if "file" in request.GET:
        response = HttpResponse(report.as_file(request.runner, span, today))
        response.headers["Content-Disposition"] = f'attachment; filename="hamstride-{today.isoformat()}.html"'
        return response
    context = {"nav": "progress", "spans": list(Span), "span": span}
    return render(request, "progress/report.html", context | report.contents(request.runner, span, today))


def _span(request: RunnerRequest) -> Span:
    asked = request.GET.get("span", "")
    return next((span for span in Span if span.value == asked), Span.TWELVE)
