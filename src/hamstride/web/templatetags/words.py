"""`{% say "id" key=value %}` and friends: messages into words, days by their names, and the drawings."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hamstride import known
from hamstride.demonstrations import Demonstration
from hamstride.exercises.codec import encode
from hamstride.exercises.days import date_of, named
from hamstride.exercises.days import weekday as weekday_message
from hamstride.exercises.spec import Equipment, Laterality
from hamstride.exercises.values import Message
from hamstride.plan.lines import plain as plain_number
from hamstride.plan.rules import Outing
from hamstride.plan.why import kind_of as kind_of_run
from hamstride.text.words import Words
from hamstride.web import drawing
from hamstride.web.misread import Misread
from hamstride.web.progress.charts import Chart

WIDE = 1.5  # from this ratio on the picture of a demonstration needs less height

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, id_: str, **params: Any) -> str:
    """The words for an id."""
    words: Words = context["words"]
    return words(id_, **params)


@register.simple_tag(takes_context=True)
def put(context: Context, message: Message) -> str:
    """The words for a message that a view made."""
    words: Words = context["words"]
    return words.of(message)


@register.simple_tag(takes_context=True)
def weekday(context: Context, day: date, *, short: bool = False) -> str:
    """The name of the day of the week."""
    words: Words = context["words"]
    return words(f"web.short-day.{day.weekday()}") if short else words.of(weekday_message(day))


@register.simple_tag(takes_context=True)
def month(context: Context, day: date) -> str:
    """The short name of the month."""
    words: Words = context["words"]
    return words(f"web.short-month.{day.month}")


@register.simple_tag(takes_context=True)
def day(context: Context, day: date) -> str:
    """The day and the month in full."""
    words: Words = context["words"]
    return words.of(date_of(day))


@register.filter
def weekday_of(day: date) -> Message:
    """The day of the week as a message, to be filled into a sentence."""
    return weekday_message(day)


@register.filter
def named_from(day: date, today: date) -> Message:
    """The day as a message, by the day of its week where that is enough from today, else with its date."""
    return named(day, today)


@register.simple_tag(takes_context=True)
def kind_of(context: Context, run: Outing) -> str:
    """What kind of run it is, in words."""
    words: Words = context["words"]
    return words.of(kind_of_run(run))


@register.simple_tag(takes_context=True)
def things(context: Context, equipment: Iterable[Equipment]) -> str:
    """Equipment by its names, in a row."""
    words: Words = context["words"]
    *most, last = (words(f"web.equipment.{thing.value}") for thing in equipment)
    return words("web.and", first=", ".join(most), last=last) if most else last


@register.simple_tag(takes_context=True)
def listed(context: Context, texts: Iterable[str]) -> str:
    """Texts of a declaration in a row, inside a sentence."""
    words: Words = context["words"]
    return words.listed(texts)


@register.simple_tag(takes_context=True)
def number(context: Context, value: float, decimals: int) -> str:
    """A number with so many decimals, as in a column."""
    words: Words = context["words"]
    return words.number(value, decimals)


@register.simple_tag
def plain(number: float) -> str:
    """A number as one writes it."""
    return plain_number(number)


@register.simple_tag(takes_context=True)
def weight_unit(context: Context) -> str:
    """The runner's unit of weight, beside a field."""
    words: Words = context["words"]
    return words(f"unit.{words.unit}")


def _misread(context: Context, field: str) -> Misread | None:
    found: Misread | None = context.get("misread")
    return found if found is not None and found.field == field else None


@register.simple_tag(takes_context=True)
def mark(context: Context, field: str) -> SafeString:
    """Marks the field that could not be read: it has the focus, so that the page opens at it."""
    marks = ' aria-invalid="true" aria-describedby="bad-{}" autofocus'
    return format_html(marks, field) if _misread(context, field) else mark_safe("")


@register.inclusion_tag("parts/wrong.html", takes_context=True)
def wrong(context: Context, field: str) -> dict[str, Any]:
    """The words beside that field."""
    found = _misread(context, field)
    return {"field": field, "says": found.message if found else None, "words": context["words"]}


@register.simple_tag(takes_context=True)
def weight(context: Context, kg: float) -> str:
    """A weight in the runner's unit."""
    words: Words = context["words"]
    return words.weight(kg)


@register.simple_tag(takes_context=True)
def chart_data(context: Context, chart: Chart) -> str:
    """What the script draws, for an attribute of the page."""
    return chart.data(context["words"])


@register.filter
def title_in(exercise: str, titles: Mapping[str, str]) -> str:
    """What an exercise is called; one that the catalogue has no more keeps its id."""
    return titles.get(exercise, exercise)


@register.simple_tag(takes_context=True)
def figure(context: Context, exercise: str, variant: str | None = None, *, lines: bool = False) -> SafeString:
    """The moving figure with its paces: the drawn person, else (or where it is asked for) the line figure."""
    drawn = None if lines else drawing.demonstration(exercise, variant)
    shown = {"words": context["words"]} | (_demonstrated(exercise, drawn) if drawn else _lines(exercise))
    return mark_safe(get_template(f"parts/{'demonstration' if drawn else 'figure'}.html").render(shown))  # noqa: S308


def _lines(exercise: str) -> dict[str, Any]:
    return {
        "moving": _safe(drawing.moving(exercise)),
        "slower": _safe(drawing.moving(exercise, drawing.SLOWER)),
        "stills": [_safe(drawing.still(exercise, share)) for share in (0.0, 1.0)],
    }


def _demonstrated(exercise: str, drawn: Demonstration) -> dict[str, Any]:
    declared = known.catalogue()[exercise]
    return {
        "drawn": drawn,
        "wide": drawn.width > WIDE * drawn.height,
        "each_leg": declared.laterality is Laterality.EACH_LEG,
        "told": json.dumps(drawing.sheet(drawn) | {"tempo": encode(declared.dose.tempo)}),
        "rest": drawing.address(drawn.stills[drawn.rest]),
        "top": drawing.address(drawn.stills[drawn.top]),
    }


@register.inclusion_tag("parts/glimpse.html")
def glimpse(exercise: str) -> dict[str, Any]:
    """The moving figure, small and without its paces: whoever shows it says how it is put away."""
    drawn = drawing.demonstration(exercise)
    if drawn is None:
        return {"lines": _safe(drawing.still(exercise))}
    return _demonstrated(exercise, drawn) | {"thumb": drawing.address(drawn.thumb)}


@register.inclusion_tag("parts/still.html")
def still(exercise: str, *, large: bool = False) -> dict[str, Any]:
    """The figure at the top of the movement, standing still; small, as in a list, or large."""
    drawn = drawing.demonstration(exercise)
    if drawn is None:
        return {"lines": _safe(drawing.still(exercise))}
    return {"drawn": drawn, "top": drawing.address(drawn.stills[drawn.top] if large else drawn.thumb)}


def _safe(svg: str) -> SafeString:
    """Drawn by ourselves from numbers alone, so it may stand in the page as it is."""
    return mark_safe(svg)  # noqa: S308
