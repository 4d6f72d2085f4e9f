"""Small guards: pages are never kept by a cache, the port of the address is ours, and nobody sends more than is wanted."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hamstride.web.access import runner_of
from hamstride.web.problems import problem

MB = 1024 * 1024
SMALL = 4 * MB
LARGE = {"/runs/bring/": 2048 * MB, "/settings/data/read/": 65 * MB}  # what one request may bring

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Headers:
    """Middleware: what is a runner's own is not stored by browsers or proxies; everything stays within this origin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class PortCheck:
    """Middleware: the address asked for must be the one that `serve` listens on (where it said which): over TLS that of the
    door for the phone, else this computer's own name with the right port."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host = request.get_host()  # raises DisallowedHost for a name that is not ours
        port = host.rpartition(":")[2] if host.rpartition("]")[2].count(":") else "80"
        if settings.PHONE is not None and request.is_secure() is not (host == settings.PHONE):
            raise DisallowedHost(f"asked for {host}, which is not this door")
        if settings.PORT is not None and host != settings.PHONE and port != str(settings.PORT):
            raise DisallowedHost(f"asked for {host}, this is port {settings.PORT}")
        return self.get_response(request)


class BodyLimit:
    """Middleware: files may be sent to two addresses alone, by somebody who is signed in; anything else is small."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length > SMALL and (length > LARGE.get(request.path, SMALL) or runner_of(request) is None):
            return problem(request, "too-big", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)
