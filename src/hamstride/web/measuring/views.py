"""The page of the tests, taking one back, leaving the offer, and the body."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamstride.exercises.load import Catalogue
from hamstride.exercises.values import Message, Sex
from hamstride.measure import again
from hamstride.measure.flexibility import FlexTest
from hamstride.measure.kept import STRENGTH
from hamstride.store import measuring, models, services
from hamstride.store.measuring import Bend, Strength
from hamstride.web import clock, rows
from hamstride.web.access import RunnerRequest
from hamstride.web.measuring import forms, results
from hamstride.web.misread import Misread, render_form
from hamstride.web.session.making import catalogue_of
from hamstride.web.today.back import to_today

Done = tuple[Message | str, Message, Bend | Strength]


@require_safe
def page(request: RunnerRequest) -> HttpResponse:
    """Every test with its last result, and the last ones done."""
    runner, catalogue = request.runner, catalogue_of(request.runner.profile)
    bends, strength = measuring.bends(runner), measuring.strength(runner)
    last = measuring.last_day(runner)
    context = {
        "nav": "progress",
        "bends": [(catalogue[test.value], _latest(bends, test)) for test in FlexTest],
        "strength": results.strength_summary(strength[-1]) if strength else None,
        "done": _done(bends, strength, catalogue),
        "unfinished": measuring.unfinished(runner),
        "next_days": again.next_days(last) if last else None,
        "deleted": rows.deleted(request, measuring.one),
        "body": runner.profile.mass_kg is not None,
    }
    return render(request, "measuring/page.html", context)


def _latest(bends: tuple[Bend, ...], test: FlexTest) -> Message | None:
    found = [bend for bend in bends if bend.kept.test is test]
    return results.bend_summary(found[-1]) if found else None


def _done(bends: tuple[Bend, ...], strength: tuple[Strength, ...], catalogue: Catalogue) -> list[Done]:
    """The last tests of all kinds, newest first: what, how it came out, and the test."""
    shown: list[Done] = [
        (catalogue[bend.kept.test.value].text.title, results.bend_summary(bend), bend) for bend in bends
    ]
    shown += [(Message.of("web.strength.title"), results.strength_summary(one), one) for one in strength]
    shown.sort(key=lambda row: row[2].at if isinstance(row[2], Bend) else row[2].test.at, reverse=True)
    return shown[: measuring.LATEST]


@require_POST
def delete(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Take a test out; it can be undone."""
    row = found(request, uuid, deleted=True)
    services.delete(row)
    return redirect(f"{reverse('tests')}?deleted={row.uuid}")


@require_POST
def restore(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Undo the deletion of a test."""
    row = found(request, uuid, deleted=True)
    services.restore(row)
    return redirect("strength-test", row.uuid) if row.kind == STRENGTH else redirect("bend", row.kind)


def found(request: RunnerRequest, uuid: UUID, *, deleted: bool = False) -> models.Measurement:
    """The runner's own test, or "not found"."""
    return rows.there(measuring.one(request.runner, uuid, deleted=deleted))


@require_POST
def later(request: RunnerRequest) -> HttpResponse:
    """No test now: it is offered again in four weeks."""
    measuring.refuse(request.runner, clock.today())
    return to_today()


@require_http_methods(["GET", "HEAD", "POST"])
def body(request: RunnerRequest) -> HttpResponse:
    """Mass, height, sex and ball: for the numbers of measuring, and how soon more weight is offered."""
    misread = None
    if request.method == "POST":
        try:
            services.change_profile(request.runner, partial(forms.body, request.POST))
        except Misread as error:
            misread = error
        else:
            return redirect(f"{request.path}?saved")
    sent = request.POST if misread else _written(request)
    context = {
        "nav": "settings",
        "sent": sent,
        "sexes": list(Sex),
        "saved": "saved" in request.GET,
    }
    return render_form(request, "measuring/body.html", context, misread)


def _written(request: RunnerRequest) -> dict[str, str]:
    profile = request.runner.profile
    return {
        "mass": forms.mass_written(profile),
        "height": "" if profile.height_m is None else request.words.number(100 * profile.height_m),
        "ball": request.words.number(100 * profile.ball_m),
        "sex": profile.sex.value,
    }
