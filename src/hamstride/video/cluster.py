"""Films spread over machines with Dask distributed. Only over TLS, or in a network that is trusted.

Whoever can reach a Dask scheduler can run any Python on all of its machines: it checks no one's name. With `tls://` both
ends show certificates of one's own authority; Dask reads where they are from its own settings (docs/howto/many-films.md).
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hamstride import __version__
from hamstride.text.words import Words
from hamstride.video.errors import SourceError
from hamstride.video.jobs import Job, WatchOutcome
from hamstride.video.workers import Died

try:
    import distributed
except ImportError as error:
    raise SourceError("no-cluster-extra", what=str(error)) from error

_PATIENCE_S = 10


def is_open(address: str) -> bool:
    """Whether others could read along, or give orders of their own: no TLS, and not this machine alone."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme == "tls" or parts.hostname in (None, "localhost"):
        return parts.scheme != "tls" and parts.hostname is None
    try:
        return not ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return True


def spread(
    address: str, work: Callable[[Job], WatchOutcome], jobs: Sequence[Job]
) -> Iterator[tuple[int, WatchOutcome | Died]]:
    """The result of each job with its place, as they become ready, found by the machines behind a scheduler.

    The films must be reachable by the same path on all of them. A machine that goes away costs another try elsewhere.

    Raises:
        SourceError: the scheduler cannot be reached or goes away, nobody works for it, or its machines have another version.
    """
    with _client(address) as client:
        _some_machine(client, address)
        _same_version(client, address)
        found = {client.submit(work, _anywhere(job), pure=False): place for place, job in enumerate(jobs)}
        try:
            for future in distributed.as_completed(list(found), loop=client.loop):
                place = found.pop(future)
                yield place, _outcome(future)
        except (CancelledError, OSError) as error:
            raise SourceError("cluster-lost", address=address) from error
        finally:
            with suppress(OSError, TimeoutError, RuntimeError):  # a scheduler that is gone need not be told
                client.cancel(list(found))


def _outcome(future: Any) -> WatchOutcome | Died:
    try:
        outcome: WatchOutcome = future.result()
    except distributed.KilledWorker:
        return Died()
    return outcome


def _anywhere(job: Job) -> Job:
    """A job whose paths mean the same in whatever folder it is done."""
    here = Path.cwd()
    return replace(
        job,
        file=here / job.file,
        report=job.report and here / job.report,
        overlay=job.overlay and here / job.overlay,
    )


@contextmanager
def _client(address: str) -> Iterator[Any]:
    _hush()
    try:
        security = distributed.Security()
        arguments = _arguments(address, security)
        asyncio.run(asyncio.wait_for(_knock(address, arguments), 2 * _PATIENCE_S))
    except SourceError:
        raise
    except (TimeoutError, MemoryError) as error:  # a web server, or whatever else listens there
        raise SourceError("cluster", address=address, why=Words()("cli.source.no-answer")) from error
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        raise SourceError("cluster", address=address, why=str(error) or type(error).__name__) from error
    with distributed.Client(address, security=security, set_as_default=False) as client:
        yield client


def _arguments(address: str, security: Any) -> dict[str, Any]:
    """What a connection is made with: over TLS, certificates."""
    arguments: dict[str, Any] = security.get_connection_args("client")
    if address.startswith("tls://") and arguments.get("ssl_context") is None:
        raise SourceError("cluster-certificates", address=address)
    return arguments


def _hush() -> None:
    """What goes wrong is told by us, in one sentence; each of Dask's loggers has a level of its own."""
    for name in [each for each in logging.root.manager.loggerDict if each.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)


async def _knock(address: str, arguments: dict[str, Any]) -> None:
    """See whether somebody answers there, before a client is made: one that does not come to be cannot be ended in peace."""
    comm = await distributed.comm.connect(address, timeout=_PATIENCE_S, **arguments)
    await comm.close()


def _some_machine(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError as error:
        raise SourceError("cluster-empty", address=address) from error


def _same_version(client: Any, address: str) -> None:
    theirs = set(client.run(_version).values())
    if not theirs <= {__version__}:
        raise SourceError(
            "cluster-version", address=address, theirs=", ".join(sorted(theirs)), ours=__version__
        )


def _version() -> str:
    return __version__
