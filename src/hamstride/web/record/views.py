"""What was done: all sessions, and one; with corrections, deleting and undoing."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hamstride.store import models, queries, services
from hamstride.web import clock, rows
from hamstride.web.access import RunnerRequest
from hamstride.web.record.tables import said, summary, table, unseen
from hamstride.web.runs.shown import beside
from hamstride.web.session.making import catalogue_of, is_worth_taking_up
from hamstride.web.session.views import title

PAGE = 20


def list_(request: RunnerRequest) -> HttpResponse:
    """The sessions, newest first, twenty a page."""
    before = rows.place_of(request.GET.get("before", ""), date.fromisoformat)
    found = queries.page_of_record(request.runner, before, PAGE + 1)
    shown = found[:PAGE]
    older = f"{shown[-1].day.isoformat()}.{shown[-1].pk}" if len(found) > PAGE else None
    profile = request.runner.profile
    catalogue = catalogue_of(profile)
    sessions = [
        (row, title(row.routine, profile.language), summary(row.sets.all(), catalogue)) for row in shown
    ]
    context = {
        "nav": "progress",
        "sessions": sessions,
        "older": older,
        "first_page": "before" not in request.GET,
    }
    return render(request, "record/list.html", context | {"deleted": rows.deleted(request, queries.session)})


def page(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """One session: its sets by left and right."""
    row = rows.there(queries.session(request.runner, uuid))
    sets, catalogue = queries.sets(row), catalogue_of(request.runner.profile)
    context = {
        "nav": "progress",
        "row": row,
        "title": title(row.routine, request.runner.profile.language),
        "table": table(sets, catalogue),
        "summary": summary(sets, catalogue),
        "unseen": unseen(sets, catalogue),
        "said": said(row, catalogue),
        "opened": request.GET.get("set"),
        "pains": list(row.pain_notes.all()),
        "sets": beside(row, catalogue),
        "deleted": rows.deleted(request, queries.set_),
        "after_all": is_worth_taking_up(row, clock.today()),
    }
    return render(request, "record/page.html", context)


@require_POST
def correct(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """One more or one less than counted."""
    row = _set(request, uuid)
    by = {"plus": 1, "minus": -1}.get(request.POST.get("by", ""), 0)
    services.correct(row, max(0, row.count + by))
    return redirect(
        f"{_address(row.session)}?set={row.uuid}#set-{row.uuid}"
    )  # it stays open for the next press


@require_POST
def delete_set(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Take a set out of the record; it can be undone."""
    row = _set(request, uuid, deleted=True)
    services.delete(row)
    return redirect(f"{_address(row.session)}?deleted={row.uuid}")


@require_POST
def restore_set(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Undo the deletion of a set."""
    row = _set(request, uuid, deleted=True)
    services.restore(row)
    return redirect(_address(row.session))


@require_POST
def delete_session(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Take a session out of the record; it can be undone."""
    row = rows.there(queries.session(request.runner, uuid, deleted=True))
    services.delete(row)
    return redirect(f"{reverse('record')}?deleted={row.uuid}")


@require_POST
def restore_session(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Undo the deletion of a session."""
    row = rows.there(queries.session(request.runner, uuid, deleted=True))
    services.restore(row)
    return redirect(_address(row))


def _set(request: RunnerRequest, uuid: UUID, *, deleted: bool = False) -> models.Set:
    return rows.there(queries.set_(request.runner, uuid, deleted=deleted))


def _address(row: models.Session) -> str:
    return reverse("record-session", args=[row.uuid])
