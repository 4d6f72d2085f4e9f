"""`{% say "id" key=value %}` and friends: messages into words, and the small drawings, in templates."""

from typing import Any

from django import template
from django.template.context import Context

from hamstride.exercises.values import Message
from hamstride.text.words import Words

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
