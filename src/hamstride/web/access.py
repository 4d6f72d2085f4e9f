"""Who may see what: every page wants a runner who is signed in, unless it says that it is open to all."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from hamstride.store.models import Runner
from hamstride.text.words import Words

PageView = TypeVar("PageView", bound=Callable[..., HttpResponseBase])


class RunnerRequest(HttpRequest):
    """A request after `SignedIn`: with the runner, and the words of their language."""

    runner: Runner
    words: Words


def open_to_all(view: PageView) -> PageView:
    """Mark a view that needs nobody signed in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def runner_of(request: HttpRequest) -> Runner | None:
    """The runner who is signed in, or `None`."""
    return getattr(request.user, "runner", None)


def mark_of(runner: Runner) -> str:
    """What a browser writes on all that it keeps of a runner, to send and show it for nobody else."""
    return str(runner.pk)


class SignedIn:
    """Middleware: finds the runner, and shows the closed door where there is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let pass what is open to all; else find the runner."""
        if getattr(view, "open_to_all", False) or request.path.startswith("/api/"):
            return None  # the API has its own door: it answers 401, never a page
        runner = runner_of(request)
        if runner is None:
            return render(request, "account/closed.html", status=403)
        request.runner = runner  # type: ignore[attr-defined]
        request.words = Words.to(runner.profile)  # type: ignore[attr-defined]
        return None
