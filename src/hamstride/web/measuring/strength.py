"""The guided strength test: setting up, four parts of three pulls, and how it came out. It can stop anywhere and go on."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hamstride.exercises.values import RunnerProfile, Torn
from hamstride.measure import balance
from hamstride.measure.balance import EXCLUDED_BY, PULLS, Muscle, Unit
from hamstride.measure.kept import PARTS, STRENGTH, StrengthKept, part_id
from hamstride.store import measuring, models
from hamstride.text.words import Words
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.measuring import forms, results
from hamstride.web.measuring.views import found
from hamstride.web.misread import Misread, render_form

PART_IDS = tuple(part_id(*part) for part in PARTS)
REST_S = 45


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: RunnerRequest) -> HttpResponse:
    """What the test is and needs; the form begins it, unless something hurts."""
    runner, misread = request.runner, None
    if request.method == "POST" and request.POST.get("hurts") == "no" and not _left_out(runner.profile):
        try:
            kept = forms.setup(request.POST, runner.profile)
        except Misread as error:
            misread = error
        else:
            row = measuring.begin_strength(runner, clock.now(), kept)
            return redirect("strength-part", row.uuid, PART_IDS[0])
    context = {
        "nav": "progress",
        "sent": request.POST if request.method == "POST" else _before(request),
        "units": list(Unit),
        "hurts": request.POST.get("hurts"),
        "left_out": _left_out(runner.profile),
        "torn": runner.profile.torn is not Torn.NEVER,
        "unfinished": measuring.unfinished(runner),
    }
    return render_form(request, "measuring/strength.html", context, misread)


def _left_out(profile: RunnerProfile) -> bool:
    return profile.no_strength or not EXCLUDED_BY.isdisjoint(profile.gates)


def _before(request: RunnerRequest) -> dict[str, str]:
    """The unit and the lever of the last test."""
    last = measuring.strength(request.runner, 1)
    return (
        {"unit": last[-1].kept.unit.value, "lever": request.words.number(last[-1].kept.lever_cm)}
        if last
        else {"unit": request.runner.profile.weight_unit.value}
    )


def _kept(row: models.Measurement) -> StrengthKept:
    kept = row.value
    if not isinstance(kept, StrengthKept):
        raise Http404
    return kept


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: RunnerRequest, uuid: UUID, part: str) -> HttpResponse:
    """Three pulls of one muscle of one leg; it can be come back to."""
    row = found(request, uuid)
    if row.kind != STRENGTH or part not in PART_IDS:
        raise Http404
    kept, misread, place = _kept(row), None, PART_IDS.index(part)
    if request.method == "POST":
        try:
            kept = forms.pulls(request.POST, kept, part)
        except Misread as error:
            misread = error
        else:
            measuring.keep_strength(row, kept)
            return redirect("strength-test", row.uuid)
    muscle, side = PARTS[place]
    sent = request.POST if misread else _typed(request, kept, part)
    context = {
        "nav": "progress",
        "row": row,
        "muscle": muscle,
        "side": side,
        "first": muscle is Muscle.BACK,
        "fields": forms.raw(sent, "pull", PULLS),
        "unit": kept.unit,
        "place": place + 1,
        "of": len(PARTS),
        "previous": PART_IDS[place - 1] if place else None,
        "rest_s": REST_S,
    }
    return render_form(request, "measuring/part.html", context, misread)


def _typed(request: RunnerRequest, kept: StrengthKept, part: str) -> dict[str, str]:
    """The form as a browser would send it, of what is kept."""
    found = [request.words.number(value) for value in kept.pulls.get(part, ())]
    return dict(zip(forms.names("pull", PULLS), found, strict=False))


@require_safe
def result(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """How a test came out; one that is not whole yet goes on with its next part."""
    row = found(request, uuid)
    if row.kind != STRENGTH:
        raise Http404
    kept = _kept(row)
    missing = [part for part in PART_IDS if part not in kept.pulls]
    if missing:
        return redirect("strength-part", row.uuid, missing[0])
    one = measuring.strength_of(row)
    tests = [each for each in measuring.strength(request.runner, None) if each.test.at <= one.test.at]
    tests = tests[-measuring.LATEST :]
    error = balance.own([each.test for each in tests])
    context = {
        "nav": "progress",
        "row": row,
        "lines": results.ratio_lines(one, error, Words.to(request.runner.profile)),
        "pulled": results.pulled_rows(one),
        "moments": results.moment_rows(one),
        "torn": request.runner.profile.torn is not Torn.NEVER,
        "differences": results.differences(tests, error),
        "error": results.error_of(error),
        "band": one.test.setup.band,
        "article": f"{balance.ARTICLE_RATIO:.2f}",
        "first_part": PART_IDS[0],
        "no_mass": kept.mass_kg is None,
    }
    return render(request, "measuring/result.html", context)
