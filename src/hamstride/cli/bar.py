"""A bar on standard error while something long goes on."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


def shown(items: Iterable[T], title: str, total: int | None = None, *, hidden: bool = False) -> Iterator[T]:
    """The same items, with a bar that grows while they pass; none where standard error is no terminal."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    hidden = hidden or not console.is_terminal
    # What is printed meanwhile stands above the bar; but standard output that goes to a file must go there.
    above = sys.stdout.isatty()
    with Progress(
        *columns, console=console, disable=hidden, transient=True, redirect_stdout=above
    ) as progress:
        yield from progress.track(items, total=total, description=title)
