"""What an address names: a row of the runner's own, one that was deleted a moment ago, the place at which a list goes on."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from hamstride.store import models
from hamstride.web.access import RunnerRequest

T = TypeVar("T")
Row = TypeVar("Row", models.Session, models.Set, models.Measurement, models.Activity)


def there(row: T | None) -> T:
    """The row; where there is none of the runner's own, the answer is "not found"."""
    if row is None:
        raise Http404
    return row


def deleted(request: RunnerRequest, find: Callable[..., Row | None]) -> Row | None:
    """What was deleted a moment ago, so that the page can offer to undo it."""
    try:
        row = find(request.runner, UUID(request.GET.get("deleted", "")), deleted=True)
    except ValueError:
        return None
    return row if row is not None and row.deleted else None


def place_of(text: str, read: Callable[[str], T]) -> tuple[T, int] | None:
    """Behind which row a list goes on, as the link to older ones says it: when it was, and its number."""
    when, _, id_ = text.rpartition(".")
    if not (id_.isdecimal() and len(id_) < 19):  # beyond that no database has numbers
        return None
    try:
        return read(when), int(id_)
    except ValueError:
        return None
