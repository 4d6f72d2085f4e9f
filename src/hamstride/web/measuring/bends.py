"""The page of one flexibility test: how it is done, how it came out, and three ways to measure it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from hamstride.exercises import evidence
from hamstride.exercises.values import Message, Side
from hamstride.measure import flexibility
from hamstride.measure.flexibility import TRIALS, FlexTest, Instrument
from hamstride.measure.kept import LEGS
from hamstride.store import measuring, services
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.measuring import forms, results
from hamstride.web.misread import Misread, render_form
from hamstride.web.session.making import answered_out, catalogue_of


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: RunnerRequest, test: str) -> HttpResponse:
    """One test; a form that was typed in is kept."""
    asked = _test(test)
    misread = None
    if request.method == "POST":
        try:
            kept = forms.bend(request.POST, asked)
        except Misread as error:
            misread = error
        else:
            measuring.keep_bend(request.runner, clock.now(), kept, request.POST.get("once") or None)
            return redirect(f"{request.path}?kept#result")
    return render_form(request, "measuring/bend.html", _context(request, asked), misread)


def _test(id_: str) -> FlexTest:
    if id_ not in [test.value for test in FlexTest]:
        raise Http404
    return FlexTest(id_)


def _context(request: RunnerRequest, test: FlexTest) -> dict[str, object]:
    profile = request.runner.profile
    catalogue = catalogue_of(profile)
    bends = measuring.bends(request.runner, test, limit=None)
    latest = bends[-1] if bends else None
    tight = latest is not None and results.very_tight(latest, profile.sex)
    exercise = catalogue[test.value]
    return {
        "nav": "progress",
        "exercise": exercise,
        "studies": evidence.studies(exercise),
        "test": test,
        "latest": latest,
        "lines": results.bend_lines(bends, profile.sex),
        "surer": results.surer(test),
        "limits": results.bend_limits(test, profile.sex),
        "error": results.bend_error(latest) if latest else None,
        "offer_step": tight and not profile.hinge,
        "left_out": answered_out(profile, test.value, catalogue),
        "asked": request.runner.questions_on is not None,
        "kept": "kept" in request.GET,
        "height_wanted": not test.is_angle and profile.height_m is None,
        "legs": _fields(request, test),
        "instruments": [each for each in flexibility.instruments(test) if each is not Instrument.CAMERA],
        "sent": request.POST,
        "once": request.POST.get("once") or uuid4(),
    }


def _fields(request: RunnerRequest, test: FlexTest) -> list[tuple[Message, Sequence[tuple[str, str]]]]:
    """For each leg its name and its numbered fields with what was sent in them."""
    legs = LEGS if test.is_angle else (Side.BOTH,)
    return [(results.leg(side), forms.raw(request.POST, side.value, TRIALS)) for side in legs]


@require_POST
def use_step(request: RunnerRequest, test: str) -> HttpResponse:
    """From now on the foot on a step instead of the roll forward."""
    services.change_profile(request.runner, lambda profile: replace(profile, hinge=True))
    return redirect("bend", _test(test).value)
