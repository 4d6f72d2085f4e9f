"""The server on this computer: one a data folder, on loopback only, opened by a one-time link."""

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cheroot.wsgi import Server
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.urls import reverse

from hamstride import lock
from hamstride.store import services, setup
from hamstride.web.problems import is_full
from hamstride.web.security import LARGE
from hamstride.web.wsgi import application

ADDRESS = "127.0.0.1"
THREADS = 8
PATIENCE_S = 10.0
MOST_BYTES = max(LARGE.values())  # of one request


class Unopened(Exception):
    """The record cannot be opened; the message says where it is and why."""


class PortTaken(Exception):
    """Another program listens on the port."""


@contextmanager
def only_one(folder: Path) -> Iterator[bool]:
    """Hold the data folder's lock; yields False when another server holds it. A killed server lets go of it at once."""
    with ExitStack() as held:
        with opened():
            mine = held.enter_context(lock.held(folder / "server.lock"))
        yield mine


def listen(port: int) -> Server:
    """A server that has the port already but answers only once it is served. Raises `PortTaken`."""
    server = Server((ADDRESS, port), application, numthreads=THREADS, server_name=ADDRESS, shutdown_timeout=1)
    server.max_request_body_size = MOST_BYTES
    try:
        server.prepare()
    except OSError as error:
        raise PortTaken(str(error)) from error
    return server


def announce(folder: Path, port: int) -> None:
    """Write down where this server is, for a second start to find. Raises `Unopened`."""
    draft = folder / f"server.{os.getpid()}.{secrets.token_hex(4)}"
    try:
        with opened():
            draft.write_text(json.dumps({"port": port, "pid": os.getpid()}), "ascii")
            draft.replace(folder / "server.json")
    finally:
        with suppress(OSError):
            draft.unlink()


def retire(folder: Path) -> None:
    """Take down what `announce` wrote, or what a server that was killed left behind."""
    with suppress(OSError):
        (folder / "server.json").unlink()


def running_port(folder: Path) -> int | None:
    """The port of the server that holds the lock, waiting a little for one that has only just begun."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            return int(json.loads((folder / "server.json").read_text("ascii"))["port"])
        except (OSError, ValueError, KeyError):
            time.sleep(0.1)
    return None


def fresh_link(port: int) -> str:
    """A new one-time link to the server on a port. Raises `Unopened`."""
    with opened():
        token = services.new_link(services.local_runner())
    return f"http://{ADDRESS}:{port}" + reverse("open", args=[token])


def prepare() -> None:
    """The database up to date, and its one runner there. Raises `Unopened`."""
    with opened():
        setup.prepare()
        services.local_runner()


@contextmanager
def opened() -> Iterator[None]:
    """What stands in the way of the record is one sentence: `Unopened`."""
    try:
        yield
    except ImproperlyConfigured as error:
        raise Unopened(
            "HAMSTRIDE_DATABASE_URL names a PostgreSQL, and the part that speaks to it is missing: "
            "install hamstride[postgres]."
        ) from error
    except (DatabaseError, OSError) as error:
        raise Unopened(
            f"The record {_where()} cannot be opened: {_reason(error)}. Nothing in it was changed."
        ) from error


def _where() -> str:
    postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    return "at HAMSTRIDE_DATABASE_URL" if postgresql else f"in {settings.DATA}"


def _reason(error: Exception) -> str:
    return "the disk is full" if is_full(error) else " ".join(str(error).split()).rstrip(".?")
