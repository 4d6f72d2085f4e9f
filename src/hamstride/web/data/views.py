"""The page "Your data" under the settings."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from hamstride.formats import own
from hamstride.store import backup
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.language import greet
from hamstride.web.misread import Misread, render_form

LARGEST = 64 * 1024 * 1024
SAID = ("read", "deleted")


@require_safe
def page(request: RunnerRequest) -> HttpResponse:
    """Three things to do with one's data."""
    return _page(request)


def _page(request: RunnerRequest, misread: Misread | None = None) -> HttpResponse:
    context = {
        "nav": "settings",
        "empty": backup.is_empty(request.runner),
        "sent": request.POST,
        "said": next((said for said in SAID if said in request.GET), None),
    }
    return render_form(request, "data/page.html", context, misread)


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
    try:
        backup.put(request.runner, own.read(_wanted(request, file)))
    except (own.Unreadable, backup.WrongArchive) as error:
        return _page(request, Misread("file", "web.data.bad-file", why=str(error)))
    except Misread as misread:
        return _page(request, misread)
    return redirect("/settings/data/?read")


def _wanted(request: RunnerRequest, file: object) -> bytes:
    """What the file holds. Raises `Misread`."""
    if not isinstance(file, UploadedFile):
        raise Misread("file", "web.data.no-file")
    if (file.size or 0) > LARGEST:
        raise Misread("file", "web.data.too-big", n=LARGEST // 1024**2)
    if "replace" not in request.POST and not backup.is_empty(request.runner):
        raise Misread("replace", "web.data.tick-replace")
    held: bytes = file.read()
    return held


@require_POST
def delete(request: RunnerRequest) -> HttpResponse:
    """Delete everything, once the box is ticked."""
    if "sure" not in request.POST:
        return _page(request, Misread("sure", "web.data.tick-sure"))
    backup.delete_all(request.runner)
    greet(request, request.runner)
    return redirect("/settings/data/?deleted")
