"""The page Runs: what was run and what was done around it; files come in here, or a run is typed in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamstride.plan.runs import RunKind
from hamstride.store import around, importing, models, runs, services, watch_sets
from hamstride.web import clock, rows
from hamstride.web.access import RunnerRequest
from hamstride.web.misread import Misread, render_form
from hamstride.web.runs import shown, typed
from hamstride.web.session.making import catalogue_of

PAGE = 30
WEEKS = 8
MOST_REFUSED = 200
LINES_HERE = "<!-- lines -->"


# ----------------------------------------------------------------------------------------------------------- what was run
@require_safe
def list_(request: RunnerRequest) -> HttpResponse:
    """The runs, newest first, by month; with what the form says where one was misread."""
    return _list(request, typed.empty(clock.now()))


def _list(request: RunnerRequest, fields: typed.Fields, misread: Misread | None = None) -> HttpResponse:
    runner = request.runner
    found = runs.page(runner, rows.place_of(request.GET.get("before", ""), _when), PAGE + 1)
    weeks = around.weeks(runner, clock.today(), WEEKS) if found else ()
    context = {
        "nav": "runs",
        "months": shown.months(found[:PAGE], around.of(runner, found[:PAGE])),
        "older": _cursor(found),
        "first_page": "before" not in request.GET,
        "weeks": weeks,
        "week": shown.week(weeks[0]) if weeks else None,
        "fields": fields,
        "kinds": [kind.value for kind in RunKind],
        "aside": bool(runs.page(runner, None, 1, is_run=False)),
        "refused": runs.refused(runner).exists(),
        "deleted": rows.deleted(request, runs.one),
    }
    return render_form(request, "runs/list.html", context, misread)


def _cursor(found: Sequence[models.Activity]) -> str | None:
    """What the link to older ones says, where there are more than a page."""
    return f"{found[PAGE - 1].local}.{found[PAGE - 1].pk}" if len(found) > PAGE else None


def _when(text: str) -> str:
    """A local time as it is kept. Raises `ValueError` for what is none."""
    return datetime.fromisoformat(text).isoformat()


@require_safe
def aside(request: RunnerRequest) -> HttpResponse:
    """What was set aside because it is no run."""
    found = runs.page(
        request.runner, rows.place_of(request.GET.get("before", ""), _when), PAGE + 1, is_run=False
    )
    entries = [(row, shown.amount(row), shown.sport(row)) for row in found[:PAGE]]
    context = {
        "nav": "runs",
        "entries": entries,
        "older": _cursor(found),
        "unknown": runs.unknown(request.runner).exists() if entries else False,
    }
    return render(request, "runs/aside.html", context)


@require_POST
def unknown(request: RunnerRequest) -> HttpResponse:
    """All that do not say what they were, were runs."""
    runs.say_kind(runs.unknown(request.runner), is_run=True)
    return redirect("runs")


# ------------------------------------------------------------------------------------------------------------------ one run
@require_safe
def page(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """One run, or something that was set aside."""
    row = _row(request, uuid)
    return _page(request, row, typed.of(row))


def _page(
    request: RunnerRequest, row: models.Activity, fields: typed.Fields, misread: Misread | None = None
) -> HttpResponse:
    found = around.of(request.runner, [row]).get(row.pk)
    context = {
        "nav": "runs",
        "row": row,
        "amount": shown.amount(row),
        "sport": shown.sport(row),
        "changed": runs.WAS in row.details,
        "already": "already" in request.GET,
        "facts": shown.facts(row),
        "stretched": None if found is None else shown.stretched(found),
        "laps": shown.laps(row),
        "sets": shown.sets(watch_sets.pairs(row), catalogue_of(request.runner.profile)),
        "fields": fields,
        "kinds": [kind.value for kind in RunKind],
    }
    return render_form(request, "runs/page.html", context, misread)


def _row(request: RunnerRequest, uuid: UUID, *, deleted: bool = False) -> models.Activity:
    return rows.there(runs.one(request.runner, uuid, deleted=deleted))


@require_POST
def type_in(request: RunnerRequest) -> HttpResponse:
    """Keep a run that was typed in."""
    fields = typed.given(request.POST)
    try:
        found = typed.read(fields, clock.now())
    except Misread as misread:
        return _list(request, fields, misread)
    runner, zone, metres = request.runner, clock.zone(), found.distance_m
    with services.alone(runner):  # pressed twice it is typed in once
        there = runs.same(runner, runs.instant(found.started, zone), found.seconds)
        if there is not None:
            return redirect(f"{reverse('run', args=[there.uuid])}?already")
        row = runs.type_in(runner, found.started, found.seconds, found.kind, zone=zone, distance_m=metres)
    return redirect(f"{reverse('runs')}#run-{row.uuid}")


@require_POST
def change(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Put the runner's own words in place of the file's."""
    row, fields = _row(request, uuid), typed.given(request.POST)
    try:
        found = typed.read(fields, clock.now(), row)
    except Misread as misread:
        return _page(request, row, fields, misread)
    runs.change(row, found.started, found.seconds, found.kind, zone=clock.zone(), distance_m=found.distance_m)
    return redirect("run", uuid=row.uuid)


@require_POST
def change_back(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Undo the runner's own changes."""
    row = _row(request, uuid)
    runs.change_back(row, zone=clock.zone())
    return redirect("run", uuid=row.uuid)


@require_POST
def say_kind(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """It was a run, or it was none."""
    row = _row(request, uuid)
    runs.say_kind([row], is_run=request.POST.get("run") == "yes")
    return redirect("runs-aside" if request.POST.get("back") == "aside" else reverse("run", args=[row.uuid]))


@require_POST
def delete(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Take it out of the record; it can be undone."""
    row = _row(request, uuid, deleted=True)
    runs.delete(row)
    return redirect(f"{reverse('runs')}?deleted={row.uuid}")


@require_POST
def restore(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Undo the deletion."""
    return redirect("run", uuid=runs.restore(_row(request, uuid, deleted=True)).uuid)


# ------------------------------------------------------------------------------------------------------------- files, coming in
@require_POST
def bring(request: RunnerRequest) -> HttpResponseBase:
    """Take in the files of the form. The answer grows while they are read: a line a file, also without a script."""
    files = [file for file in request.FILES.getlist("file") if isinstance(file, UploadedFile)]
    if not files:
        return redirect("runs")
    lines = _lines(request, files)
    if "only-lines" in request.POST:
        return StreamingHttpResponse(lines, content_type="text/html; charset=utf-8")
    head, _, tail = render_to_string("runs/bringing.html", {"nav": "runs"}, request).partition(LINES_HERE)
    return StreamingHttpResponse(_between(head, lines, tail))


def _between(head: str, lines: Iterator[str], tail: str) -> Iterator[str]:
    yield head
    yield from lines
    yield tail


def _lines(request: RunnerRequest, files: "list[UploadedFile[bytes]]") -> Iterator[str]:
    """A list item for each file, in one line of its own; what lay beside the runs in an archive is not told."""
    zone, now = clock.zone(), clock.now()
    for file in files:
        found = importing.take_file(request.runner, file.name or "", file, zone=zone, now=now)
        for line in found:
            if line.outcome is not importing.FileOutcome.PASSED:
                yield _item(request, line)


def _item(request: RunnerRequest, line: importing.Line) -> str:
    row = line.rows[0] if len(line.rows) == 1 else None
    context = {"said": shown.line_of(line), "outcome": line.outcome.value, "row": row, "words": request.words}
    return " ".join(render_to_string("runs/line.html", context).split()) + "\n"


# ----------------------------------------------------------------------------------------------------------- files, refused
@require_safe
def refused(request: RunnerRequest) -> HttpResponse:
    """The files that could not be read, each with its reason."""
    files = [(file, runs.has_original(file)) for file in runs.refused(request.runner)[:MOST_REFUSED]]
    return render(request, "runs/refused.html", {"nav": "runs", "files": files})


@require_safe
def original(request: RunnerRequest, id_: int) -> FileResponse:
    """A refused file, as it came."""
    file = _refused(request, id_)
    opened = rows.there(runs.original(file))
    name = file.name.rpartition(" › ")[2].rpartition("/")[2]
    return FileResponse(opened, as_attachment=True, filename=name, content_type="application/octet-stream")


@require_POST
def forget(request: RunnerRequest, id_: int) -> HttpResponse:
    """Delete a refused file for good."""
    runs.forget(_refused(request, id_))
    return redirect("runs-refused")


def _refused(request: RunnerRequest, id_: int) -> models.RunFile:
    return rows.there(runs.refused(request.runner).filter(pk=id_).first() if id_ < 2**63 else None)
