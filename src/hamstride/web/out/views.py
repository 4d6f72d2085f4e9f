"""The page of what one takes along, the files themselves, and the address that a calendar follows."""

from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamstride.exercises import load
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.formats.card import Paper
from hamstride.store import feeds
from hamstride.web.access import RunnerRequest, open_to_all
from hamstride.web.out import making
from hamstride.web.problems import problem
from hamstride.web.session.making import Refused
from hamstride.web.session.views import title

FIT, ICS, PDF = "application/vnd.ant.fit", "text/calendar; charset=utf-8", "application/pdf"
ROUTINES = (STRENGTH, BEFORE, AFTER)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
PER_WINDOW = 30  # readings of one calendar, or wrong addresses from one place
WINDOW_S = 600


@require_safe
def page(request: RunnerRequest) -> HttpResponse:
    """Everything that can be taken along."""
    return _page(request)


def _page(request: RunnerRequest, token: str | None = None) -> HttpResponse:
    """The page; a token that was just made is shown this once, because only its hash is kept."""
    host, secret = request.get_host(), reverse("feed", args=[token]) if token else ""
    language = request.runner.profile.language
    context = {
        "nav": "settings",
        "asked": request.runner.questions_on is not None,
        "routines": [(routine, title(routine, language)) for routine in ROUTINES],
        "feed": feeds.address_of(request.runner),
        "address": request.build_absolute_uri(secret) if secret else "",
        "webcal": f"webcal://{host}{secret}",
        "here_only": host == settings.PHONE or host.rpartition(":")[0] in LOOPBACK or host in LOOPBACK,
        "on_phone": host
        == settings.PHONE,  # a calendar neither gets in by that door nor trusts its certificate
    }
    return render(request, "out/page.html", context)


@require_safe
def watch(request: RunnerRequest, routine: str) -> HttpResponse:
    """A routine for the watch."""
    if routine not in load.routines():
        raise Http404
    try:
        data = making.watch_file(request.runner, routine)
    except Refused as refused:
        return render(request, "refused.html", {"why": refused.message}, status=HTTPStatus.CONFLICT)
    return _file(data, FIT, f"hamstride-{routine}.fit")


@require_safe
def card(request: RunnerRequest, paper: str) -> HttpResponse:
    """The programme on one sheet."""
    if paper not in {each.value for each in Paper}:
        raise Http404
    try:
        data = making.card_file(request.runner, Paper(paper))
    except Refused as refused:
        return render(request, "refused.html", {"why": refused.message}, status=HTTPStatus.CONFLICT)
    return _file(data, PDF, "hamstride-card.pdf")


@require_safe
def calendar(request: RunnerRequest) -> HttpResponse:
    """The calendar, once."""
    return _file(making.calendar_file(request.runner), ICS, "hamstride.ics")


@require_POST
def new_address(request: RunnerRequest) -> HttpResponse:
    """Make the address that a calendar follows, or make it anew."""
    return _page(request, feeds.new_address(request.runner))


@require_POST
def end_address(request: RunnerRequest) -> HttpResponse:
    """Take the address back."""
    feeds.end_address(request.runner)
    return redirect("out")


@open_to_all
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar for whoever has the secret address; no signing in, because calendars cannot."""
    runner = feeds.runner_of(token)
    reader = f"runner-{runner.pk}" if runner else request.META.get("REMOTE_ADDR", "")
    if _too_often(reader):
        answer = HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(WINDOW_S)
        return answer
    if runner is None:
        return problem(request, "not-found", HTTPStatus.NOT_FOUND)
    answer = HttpResponse(making.calendar_file(runner), content_type=ICS)
    answer.headers["Cache-Control"] = "private, max-age=900"
    return answer


def _too_often(reader: str) -> bool:
    key = f"calendar-{reader}"
    cache.add(key, 0, WINDOW_S)
    try:
        return cache.incr(key) > PER_WINDOW
    except ValueError:  # it ran out in between
        return False


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
