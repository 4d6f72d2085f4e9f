"""The way back to Today after a press: to the card or the list that was pressed, which takes the focus."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hamstride.exercises.routines import STRENGTH


def to_today(routine: str = STRENGTH, **asked: str) -> HttpResponse:
    """Today, at the card of strength, or at the stretches around runs."""
    place = "now" if routine == STRENGTH else "around"
    query = f"?{urlencode(asked)}" if asked else ""
    return redirect(f"{reverse('today')}{query}#{place}")
