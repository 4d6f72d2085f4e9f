"""The page "Your data" under the settings."""

from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hamstride.exercises.values import Message
from hamstride.formats import own
from hamstride.store import backup
from hamstride.web import clock
from hamstride.web.access import RunnerRequest

LARGEST = 64 * 1024 * 1024
SAID = ("read", "deleted")


@require_safe
def page(request: RunnerRequest) -> HttpResponse:
    """Three things to do with one's data."""
    return _page(request)


def _page(
    request: RunnerRequest, *, problem: Message | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "nav": "settings",
        "empty": backup.is_empty(request.runner),
        "problem": problem,
        "said": next((said for said in SAID if said in request.GET), None),
    }
    return render(request, "data/page.html", context, status=status)


@require_safe
def download(request: RunnerRequest) -> HttpResponse:
    """Everything as one file."""
    response = HttpResponse(own.to_zip(backup.take(request.runner)), content_type="application/zip")
    name = f"hamstride-{clock.today().isoformat()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def read(request: RunnerRequest) -> HttpResponse:
    """Read such a file back in; what is there already is replaced where the runner says so."""
    file = request.FILES.get("file")
    problem = _unwanted(request, file)
    if problem is None and isinstance(file, UploadedFile):
        try:
            backup.put(request.runner, own.read(file.read()))
        except (own.Unreadable, backup.WrongArchive) as error:
            problem = Message.of("web.data.bad-file", why=str(error))
    if problem is None:
        return redirect("/settings/data/?read")
    return _page(request, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _unwanted(request: RunnerRequest, file: object) -> Message | None:
    if not isinstance(file, UploadedFile):
        return Message.of("web.data.no-file")
    if (file.size or 0) > LARGEST:
        return Message.of("web.data.too-big", n=LARGEST // 1024**2)
    if "replace" not in request.POST and not backup.is_empty(request.runner):
        return Message.of("web.data.tick-replace")
    return None


@require_POST
def delete(request: RunnerRequest) -> HttpResponse:
    """Delete everything, once the box is ticked."""
    if "sure" not in request.POST:
        problem = Message.of("web.data.tick-sure")
        return _page(request, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    backup.delete_all(request.runner)
    return redirect("/settings/data/?deleted")
