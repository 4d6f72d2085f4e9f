"""When something did not work: our own pages (and JSON for the API), plain, with one way on.

None of them touches the database, because the database may be what is broken.
"""

import errno
import shutil
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from hamstride.text.words import Words

STORAGE_FULL = ("full", "quota", "no space", "too big")
ROOM_BYTES = 256 * 1024
UNKNOWN = "gone-wrong"


def is_full(error: BaseException | None) -> bool:
    """Whether an error means that there is no room left on the disk."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    text = str(error).lower()
    if not isinstance(error, DatabaseError):
        return False
    return any(word in text for word in STORAGE_FULL) or ("disk i/o" in text and _no_room())


def _no_room() -> bool:
    """SQLite calls a full disk an I/O error when it is the file beside the database that cannot grow."""
    try:
        return shutil.disk_usage(settings.DATA).free < ROOM_BYTES
    except OSError:
        return False


def kind_of(error: BaseException | None) -> tuple[str, int]:
    """Which page fits an error (its name under `web.problem`), and its status."""
    if is_full(error):
        return "full", HTTPStatus.INSUFFICIENT_STORAGE
    if isinstance(error, DatabaseError):
        return "database", HTTPStatus.SERVICE_UNAVAILABLE
    return UNKNOWN, HTTPStatus.INTERNAL_SERVER_ERROR


def problem(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """The page (or JSON) that says what did not work and where to go from here."""
    if request.path.startswith("/api/"):
        return JsonResponse({"problem": Words()(f"web.problem.{kind}.says")}, status=status)
    return render(request, "problem.html", {"kind": kind, "ids": f"web.problem.{kind}"}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: also a host name that is not ours."""
    return problem(request, "bad-request", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return problem(request, "forbidden", HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose page is too old."""
    return problem(request, "old-page", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return problem(request, "not-found", HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 and its kin: tells a full disk and a broken database from the rest."""
    return problem(request, *kind_of(sys.exc_info()[1]))


class OwnPages:
    """Middleware: a refused method gets a page of ours too (Django has no handler for it)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.path.startswith("/api/"):
            return response
        page = problem(request, "bad-request", HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page
