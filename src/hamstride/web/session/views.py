"""The page of a session, for going on after a reload."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hamstride import known
from hamstride.exercises import load
from hamstride.store import queries
from hamstride.web import clock, rows
from hamstride.web.access import RunnerRequest
from hamstride.web.session.making import can_go_on, is_worth_taking_up


def page(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """One button: go on."""
    row = rows.there(queries.session(request.runner, uuid))
    session = row.value
    context = {
        "nav": "today",
        "row": row,
        "done": queries.whole(row),
        "of": len(session.sets),
        "title": title(session.routine, request.runner.profile.language),
        "can_go_on": can_go_on(session),
        "after_all": is_worth_taking_up(row, clock.today()),
    }
    return render(request, "session/page.html", context)


def title(routine: str, language: str) -> str:
    """The title of what a session does: a routine, or an exercise on its own."""
    routines, exercises = load.routines(language), known.catalogue(language)
    if routine in routines:
        return routines[routine].title
    return exercises[routine].text.title if routine in exercises else routine
