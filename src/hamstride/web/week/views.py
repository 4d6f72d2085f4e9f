"""The week on one screen: strength and runs by day, the usual week, single dates, a calendar file, a pause."""

from datetime import date, time, timedelta
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hamstride.exercises.values import Message
from hamstride.formats.calendar_runs import MOST_BYTES, CalendarError, read_runs
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import planning
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.week import asking
from hamstride.web.week.days import WEEKS, week_of

READ_AHEAD = timedelta(days=370)


def page(request: RunnerRequest) -> HttpResponse:
    """Two weeks, and what they are planned around."""
    return _page(request)


def _page(request: RunnerRequest, problem: Message | None = None) -> HttpResponse:
    runner, now = request.runner, clock.now()
    found = week_of(runner, now)
    context = {
        "nav": "today",
        "today": now.date(),
        "weeks": [found.days[n : n + 7] for n in range(0, 7 * WEEKS, 7)],
        "race": found.race,
        "paused_since": planning.paused_since(runner),
        "usual": asking.usual_fields(planning.pattern(runner)),
        "kinds": [RunKind.EASY, RunKind.HARD, RunKind.LONG],
        "all_kinds": list(RunKind),
        "dated": planning.dated(runner, now.date()),
        "per_week": runner.profile.per_week,
        "saved": request.GET.get("saved", ""),
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "week/page.html", context, status=status)


def _saved(what: str, place: str) -> HttpResponse:
    return redirect(f"{reverse('week')}?saved={what}#{place}")


@require_POST
def move(request: RunnerRequest) -> HttpResponse:
    """Put strength on a day, take it off, or leave the day to the plan again; the rest of the week follows."""
    try:
        day = asking.day_of(request.POST.get("day", ""))
    except asking.Unreadable as error:
        return _page(request, error.message)
    wishes = {"on": True, "off": False}
    planning.wish(request.runner, {day: wishes.get(request.POST.get("to", ""))})
    return redirect(f"{reverse('week')}#day-{day.isoformat()}")


@require_POST
def usual(request: RunnerRequest) -> HttpResponse:
    """Keep the runs of a usual week, and how often strength is planned."""
    try:
        runs, per_week = asking.usual_from(request.POST)
    except asking.Unreadable as error:
        return _page(request, error.message)
    planning.set_usual(request.runner, runs, per_week)
    return _saved("usual", "usual")


@require_POST
def date_(request: RunnerRequest) -> HttpResponse:
    """Plan a run for one date, or none; "forget" leaves the date to the usual week again."""
    try:
        day = asking.day_of(request.POST.get("day", ""))
        if "forget" in request.POST:
            planning.forget_date(request.runner, day)
        else:
            planning.plan_run(request.runner, day, _run(request, day))
    except asking.Unreadable as error:
        return _page(request, error.message)
    return _saved("date", "dates")


def _run(request: RunnerRequest, day: date) -> PlannedRun | None:
    if day < clock.today():
        raise asking.Unreadable("web.week.bad-past")
    kind = asking.kind_of(request.POST.get("kind", ""))
    at: time | None = asking.time_of(request.POST.get("at", ""))
    far_m = asking.metres_of(request.POST.get("km", ""))
    return None if kind is None else PlannedRun(day=day, kind=kind, at=at, distance_m=far_m)


@require_POST
def file(request: RunnerRequest) -> HttpResponse:
    """Read planned runs from a calendar file, in place of those of the last one."""
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, Message.of("web.week.no-file"))
    today = clock.today()
    try:
        found = read_runs(sent.read(MOST_BYTES + 1), first=today, last=today + READ_AHEAD, zone=clock.zone())
    except CalendarError as error:
        return _page(request, error.message)
    if not found:
        return _page(request, Message.of("web.week.no-runs"))
    planning.read_in(request.runner, found, today)
    return _saved("file", "dates")


@require_POST
def pause(request: RunnerRequest) -> HttpResponse:
    """Ill or injured: nothing is due until the runner is well again and has answered the first questions."""
    planning.pause(request.runner, clock.today())
    return redirect("today")
