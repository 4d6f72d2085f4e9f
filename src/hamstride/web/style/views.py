"""The living page of the look."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from hamstride.exercises.values import PAIN_SCORES
from hamstride.web.access import RunnerRequest
from hamstride.web.misread import Misread
from hamstride.web.style import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One colour on another, with its contrast in daylight and in the dark."""

    text: str
    ground: str
    light: float
    dark: float


def page(request: RunnerRequest) -> HttpResponse:
    """Every token and every component."""
    found = tokens.tokens()
    by_name = {each.name: each for each in found}
    context = {
        "nav": "help",
        "colours": [each for each in found if each.is_colour],
        "letters": [each for each in found if each.name.startswith("t-")],
        "lengths": [each for each in found if each.px and not each.name.startswith("t-")],
        "others": [each for each in found if not each.is_colour and each.px is None],
        "pairs": [_pair(text, ground, by_name) for text, ground, _ in tokens.PAIRS],
        "misread": Misread("weight", "web.things.bad-kg"),
        "deleted": _Deleted(),
        "scores": PAIN_SCORES,
    }
    return render(request, "style/page.html", context)


@dataclass(frozen=True, slots=True)
class _Deleted:
    """Stands in for something deleted."""

    uuid: str = "00000000-0000-0000-0000-000000000000"


def _pair(text: str, ground: str, by_name: dict[str, tokens.Token]) -> Pair:
    one, other = by_name[text], by_name[ground]
    return Pair(
        text=text,
        ground=ground,
        light=tokens.contrast(one.light, other.light),
        dark=tokens.contrast(one.dark, other.dark),
    )
