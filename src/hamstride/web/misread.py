"""A form that cannot be read: one way for all of them.

The view shows its page again with all that was sent (`render_form`); the tags `mark` and `wrong` put the `Misread` at its
field, where the page then opens.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hamstride.exercises.values import Message


class Misread(ValueError):
    """`field` is the name of the field at which reading stopped; `message` says what it should look like."""

    def __init__(self, field: str, id_: str, **params: str | float | Message) -> None:
        super().__init__(id_)
        self.field, self.message = field, Message.of(id_, **params)


def render_form(
    request: HttpRequest, template: str, context: Mapping[str, Any], misread: Misread | None
) -> HttpResponse:
    """A page with a form, as it is or with what could not be read in it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if misread else HTTPStatus.OK
    return render(request, template, {**context, "misread": misread}, status=status)
