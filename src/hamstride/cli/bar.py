"""A bar on standard error while something long goes on."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


def shown(items: Iterable[T], title: str, total: int | None = None, *, hidden: bool = False) -> Iterator[T]:
    """The same items, with a bar that grows while they pass; none where standard error is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    hidden = hidden or not console.is_terminal
    with Progress(*columns, console=console, disable=hidden, transient=True) as progress:
        yield from progress.track(items, total=total, description=title)
