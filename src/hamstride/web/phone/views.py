"""The page that shows the code for the phone. Only on the computer itself: a phone lets nobody in."""

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from hamstride.web.access import RunnerRequest
from hamstride.web.phone import server


@require_safe
def page(request: RunnerRequest) -> HttpResponse:
    """How it goes, who is in, and the button for the code."""
    return _page(request)


@require_POST
def show(request: RunnerRequest) -> HttpResponse:
    """The code, with a link that works once."""
    if server.current is None or request.is_secure():
        return redirect("phone")
    return _page(request, server.current.fresh_link())


@require_POST
def close(request: RunnerRequest) -> HttpResponse:
    """The phone that is in is let out."""
    if server.current is not None:
        server.current.gate.close()
    return redirect("phone")


def _page(request: RunnerRequest, link: str = "") -> HttpResponse:
    context = {
        "nav": "settings",
        "on": server.current is not None,
        "here": not request.is_secure(),
        "device": server.current.gate.device if server.current else None,
        "link": link,
        "code": _code(link) if link else "",
    }
    return render(request, "phone/page.html", context)


def _code(link: str) -> SafeString:
    """The QR code as SVG: dark on white in both themes, for a camera to read."""
    svg = segno.make(link, micro=False).svg_inline(
        omitsize=True, svgclass="code", lineclass=None, light="#fff", dark="#000"
    )
    return mark_safe(svg)  # noqa: S308 (drawn from our own link, squares alone)
