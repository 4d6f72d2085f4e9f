"""The second server, for the phone: TLS with a certificate made on the spot, on the address of the home network alone."""

import ssl
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from socket import socket
from threading import Lock, Thread
from typing import Any

import trustme
from cheroot.server import HTTPConnection
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from django.urls import reverse

from hamstride.store import services
from hamstride.web import server
from hamstride.web.phone.gate import Gate
from hamstride.web.wsgi import application

CERTIFICATE_LIVES = timedelta(days=30)
THREADS = 24
# A browser has six lines to a place at most; as many more that it left behind, when the phone changed networks, take a while
# to end.
THREADS_OF_ONE = THREADS // 2


class _Line(HTTPConnection):
    server: "_Server"

    def communicate(self) -> bool:
        """Whoever speaks so slowly that all the threads of one address wait for it has its other lines dropped: half of them
        are left for everybody else."""
        with self.server.thread_for(self.remote_addr) as is_free:
            return is_free and bool(super().communicate())  # type: ignore[no-untyped-call]


class _Server(Server):
    ConnectionClass = _Line

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._busy: Counter[str | None] = Counter()
        self._lock = Lock()

    @contextmanager
    def thread_for(self, address: str | None) -> Iterator[bool]:
        """Count a thread as one that is busy with an address; yields whether that address may have one more."""
        with self._lock:
            self._busy[address] += 1
            is_free = self._busy[address] <= THREADS_OF_ONE
        try:
            yield is_free
        finally:
            with self._lock:
                self._busy[address] -= 1
                self._busy += Counter()  # forget who has none

    def process_conn(self, conn: HTTPConnection) -> None:
        """A line gets a thread once there is something to read on it: whoever says nothing holds none."""
        if conn.last_used is None:
            self.put_conn(conn)
        else:
            super().process_conn(conn)

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:
        """A line that breaks off in its greeting is nothing to tell: every browser does so before its warning."""
        if traceback and not isinstance(sys.exc_info()[1], (ssl.SSLError, TimeoutError, ConnectionError)):
            super().error_log(msg, level, traceback)


class _Adapter(BuiltinSSLAdapter):
    def wrap(self, sock: socket) -> tuple[ssl.SSLSocket, dict[str, str]]:
        """The greeting is left to the thread that reads: here it would keep all that come after waiting."""
        wrapped = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return wrapped, {"wsgi.url_scheme": "https", "HTTPS": "on"}


class Phone:
    """The door for the phone, from `listen` to `stop`. There is one a process at most: `current`."""

    def __init__(self, address: str, port: int) -> None:
        self.gate = Gate(application, f"{address}:{port}")
        self._server = _Server(
            (address, port), self.gate, numthreads=THREADS, server_name=address, shutdown_timeout=1
        )
        self._server.max_request_body_size = server.MOST_BYTES
        self._server.ssl_adapter = _adapter(address)
        self._thread = Thread(target=self._server.serve, name="phone", daemon=True)

    def listen(self) -> None:
        """Take the port and answer. Raises `server.PortTaken`."""
        try:
            self._server.prepare()
        except OSError as error:
            raise server.PortTaken(str(error)) from error
        self._thread.start()

    def fresh_link(self) -> str:
        """A new one-time link. Whoever uses it becomes the device that is let in."""
        token = services.new_link(services.local_runner())
        self.gate.expect(token)
        return f"https://{self.gate.host}" + reverse("open", args=[token])

    def stop(self) -> None:
        """Close the door for good."""
        self._server.stop()
        self._thread.join(timeout=10)


current: Phone | None = None


def _adapter(address: str) -> BuiltinSSLAdapter:
    """TLS with a certificate for this address. Its key is never kept: the file it is read from is gone at once."""
    until = datetime.now(UTC) + CERTIFICATE_LIVES
    made = trustme.CA(organization_name="Hamstride").issue_cert(address, not_after=until)
    with made.private_key_and_cert_chain_pem.tempfile() as file:
        adapter = _Adapter(file, file)
    adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
    return adapter
