"""The week on one screen: strength and runs by day, the usual week, single dates, a calendar file, a pause."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hamstride.formats.calendar_runs import MOST_BYTES, CalendarError, read_runs
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import planning
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.misread import Misread, render_form
from hamstride.web.week import asking
from hamstride.web.week.days import WEEKS, week_of

A_RACE = {"kind": RunKind.RACE.value}  # what a date is mostly planned for


def page(request: RunnerRequest) -> HttpResponse:
    """Two weeks, and what they are planned around."""
    return _page(request)


def _page(
    request: RunnerRequest,
    misread: Misread | None = None,
    *,
    usual: Mapping[str, str] | None = None,
    dated: Mapping[str, str] = A_RACE,
) -> HttpResponse:
    """The page; where a form could not be read, with what was sent of the usual week or the date."""
    runner, now = request.runner, clock.now()
    found = week_of(runner, now)
    written = usual or asking.usual_written(planning.pattern(runner), runner.profile.per_week)
    context = {
        "nav": "today",
        "today": now.date(),
        "weeks": [found.days[n : n + 7] for n in range(0, 7 * WEEKS, 7)],
        "race": found.race,
        "paused_since": planning.paused_since(runner),
        "usual": asking.usual_fields(written),
        "kinds": [RunKind.EASY, RunKind.HARD, RunKind.LONG],
        "all_kinds": list(RunKind),
        "dated": planning.dated(runner, now.date()),
        "per_week": written.get("per_week", ""),
        "sent": dated,
        "saved": request.GET.get("saved", ""),
    }
    return render_form(request, "week/page.html", context, misread)


def _saved(what: str, place: str) -> HttpResponse:
    return redirect(f"{reverse('week')}?saved={what}#{place}")


@require_POST
def move(request: RunnerRequest) -> HttpResponse:
    """Put strength on a day, take it off, or leave the day to the plan again; the rest of the week follows."""
    try:
        day = asking.day_of(request.POST)
    except Misread as misread:
        return _page(request, misread)
    wishes = {"on": True, "off": False}
    planning.wish(request.runner, {day: wishes.get(request.POST.get("to", ""))})
    return redirect(f"{reverse('week')}#day-{day.isoformat()}")


@require_POST
def usual(request: RunnerRequest) -> HttpResponse:
    """Keep the runs of a usual week, and how often strength is planned."""
    try:
        runs, per_week = asking.usual_from(request.POST)
    except Misread as misread:
        return _page(request, misread, usual=request.POST)
    planning.set_usual(request.runner, runs, per_week)
    return _saved("usual", "usual")


@require_POST
def date_(request: RunnerRequest) -> HttpResponse:
    """Plan a run for one date, or none; "forget" leaves the date to the usual week again."""
    try:
        day = asking.day_of(request.POST)
        if "forget" in request.POST:
            planning.forget_date(request.runner, day)
        else:
            planning.plan_run(request.runner, day, _run(request, day))
    except Misread as misread:
        return _page(request, misread, dated=request.POST)
    return _saved("date", "dates")


def _run(request: RunnerRequest, day: date) -> PlannedRun | None:
    if day < clock.today():
        raise Misread("day", "web.week.bad-past")
    kind, at = asking.kind_of(request.POST, "kind"), asking.time_of(request.POST, "at")
    far_m = asking.metres_of(request.POST, "km")
    return None if kind is None else PlannedRun(day=day, kind=kind, at=at, distance_m=far_m)


@require_POST
def file(request: RunnerRequest) -> HttpResponse:
    """Read planned runs from a calendar file, in place of those of the last one."""
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, Misread("file", "web.week.no-file"))
    today = clock.today()
    last = today + planning.READ_AHEAD
    try:
        found = read_runs(sent.read(MOST_BYTES + 1), first=today, last=last, zone=clock.zone())
    except CalendarError as error:
        return _page(request, Misread("file", error.message.id, **error.message.params))
    if not found:
        return _page(request, Misread("file", "web.week.no-runs"))
    planning.read_in(request.runner, found, today)
    return _saved("file", "dates")


@require_POST
def pause(request: RunnerRequest) -> HttpResponse:
    """Ill or injured: nothing is due until the runner is well again and has answered the first questions."""
    planning.pause(request.runner, clock.today())
    return redirect("today")
