"""Who is let in from the home network: one device, the one that used the one-time link last.

It stands before Django. Everybody else may look at a living one-time link that was made for this door (and at what its page is
drawn with), and is refused all else; cookies that do not come from the device are taken off, so that an old one opens nothing.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from threading import Lock
from typing import Any

from hamstride.store import services
from hamstride.text.words import Words

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

OPEN, DRAWN_WITH = "/open/", ("/static/css/", "/static/icon.svg")
MOST_GUESTS = 16


class Gate:
    """A WSGI application around another. `host` is the only name it answers to, `device` the address of whoever is in."""

    def __init__(self, application: Application, host: str) -> None:
        self.host = host
        self.device: str | None = None
        self._application, self._lock = application, Lock()
        self._guests: set[str] = set()  # addresses that have shown a living link
        self._links: set[str] = set()  # the tokens made for this door, until somebody is in

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let through, or refuse in one line."""
        peer, path = environ["REMOTE_ADDR"], environ.get("PATH_INFO", "")
        if environ.get("HTTP_HOST") != self.host:
            return _refuse(start_response, HTTPStatus.BAD_REQUEST, "web.phone.other-name")
        if not self._lets(peer, path):
            return _refuse(start_response, HTTPStatus.FORBIDDEN, "web.phone.refused")
        if peer != self.device:
            environ.pop("HTTP_COOKIE", None)
        opens = environ["REQUEST_METHOD"] == "POST" and path.startswith(OPEN)

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if opens and status.startswith("302"):
                self._bind(peer)
            return start_response(status, [_secure(header) for header in headers], *more)

        return self._application(environ, started)

    def expect(self, token: str) -> None:
        """Let in whoever uses this one-time token, unless another is used first."""
        with self._lock:
            self._links.add(token)

    def close(self) -> None:
        """Let nobody in until a new link is used."""
        self._bind(None)

    def _lets(self, peer: str, path: str) -> bool:
        if peer == self.device:
            return True
        token = path.removeprefix(OPEN)
        if path.startswith(OPEN) and token in self._links and services.link_lives(token):
            with self._lock:
                if len(self._guests) < MOST_GUESTS:
                    self._guests.add(peer)
            return True
        return peer in self._guests and path.startswith(DRAWN_WITH)

    def _bind(self, peer: str | None) -> None:
        with self._lock:
            self.device = peer
            self._guests.clear()
            self._links.clear()


def _secure(header: tuple[str, str]) -> tuple[str, str]:
    """A cookie given out here is for here: it is never sent without TLS."""
    name, value = header
    marked = name.lower() == "set-cookie" and "; secure" not in value.lower()
    return (name, f"{value}; Secure") if marked else header


def _refuse(start_response: StartResponse, status: HTTPStatus, id_: str) -> Iterable[bytes]:
    body = Words()(id_).encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]
