"""One page of help."""

from django.http import HttpResponse
from django.shortcuts import render

from hamstride.web.access import RunnerRequest

SOUNDS = ("click", "tick", "rising", "three", "falling")
KEYS = ("space", "arrows", "s", "h", "any")


def page(request: RunnerRequest) -> HttpResponse:
    """What somebody asks who stands in the room and wonders."""
    return render(request, "help/page.html", {"nav": "help", "sounds": SOUNDS, "keys": KEYS})
