"""What a browser asks for to do without us for a while. None of it is a runner's own."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from hamstride import parts
from hamstride.text.words import Words, languages
from hamstride.web.access import open_to_all
from hamstride.web.language import preferred
from hamstride.web.offline import files
from hamstride.web.style import tokens

WORKER = f"{parts.BUILT}/sw.js"


@open_to_all
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the stamp of the files that it keeps in front: new files make it a new worker."""
    script = parts.find(WORKER).read_text("utf-8")
    return HttpResponse(
        f'self.STAMP="{files.stamp()}";\n{script}', content_type="text/javascript; charset=utf-8"
    )


@open_to_all
def list_(request: HttpRequest) -> JsonResponse:
    """The files to keep, with their sizes."""
    return JsonResponse({"stamp": files.stamp(), "files": [asdict(each) for each in files.kept()]})


@open_to_all
def page(request: HttpRequest) -> HttpResponse:
    """What stands in for every page while nobody answers: the sessions that this browser keeps, to be filled in there. It knows
    nobody, so its language is the browser's, or the one that it is asked for in."""
    asked = request.GET.get("language", "")
    if asked in languages():
        request.words = Words(asked)  # type: ignore[attr-defined]
    return render(request, "offline/page.html", {"made_up": False})  # kept, whoever looks around now


@open_to_all
def manifest(request: HttpRequest) -> JsonResponse:
    """How Hamstride looks among the programs of a phone or computer."""
    words = Words(preferred(request))
    described = {
        "name": words("web.name"),
        "short_name": words("web.name"),
        "description": words("web.welcome.does"),
        "lang": words.language,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": tokens.ground().light,
        "theme_color": tokens.ground().light,
        "icons": [
            {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(_icon("icon", px, "any") for px in (192, 512)),
            _icon("icon-maskable", 512, "maskable"),
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json")


def _icon(name: str, px: int, purpose: str) -> dict[str, str]:
    return {
        "src": f"/static/{name}-{px}.png",
        "sizes": f"{px}x{px}",
        "type": "image/png",
        "purpose": purpose,
    }
