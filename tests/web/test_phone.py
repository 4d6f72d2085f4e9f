"""The door for the phone: one device gets in, over TLS, and nobody else; without it everything stays on loopback."""

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from hamstride.cli import main
from hamstride.web.phone import gate as gates
from hamstride.web.phone.address import NoHomeNetwork, home_address

pytestmark = pytest.mark.logic

HOST = "192.168.1.5:4128"
PHONE, OTHER = "192.168.1.23", "192.168.1.66"


# ------------------------------------------------------------------------------------------------------------------ gate
class Door:
    """A gate before a small application, asked by different addresses."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer = "200 OK"
        self.gate = gates.Gate(self._application, HOST)

    def _application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        start_response(self.answer, [("Set-Cookie", "a=b; Path=/"), ("X-Other", "x")])
        return [b"inside"]

    def ask(
        self, peer: str, path: str, method: str = "GET", host: str = HOST, **more: str
    ) -> tuple[int, str]:
        self.headers: list[tuple[str, str]] = []
        said = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            said.append(int(status[:3]))
            self.headers = headers

        environ = {
            "REMOTE_ADDR": peer,
            "PATH_INFO": path,
            "REQUEST_METHOD": method,
            "HTTP_HOST": host,
            **more,
        }
        body = b"".join(self.gate(environ, start)).decode()
        return said[0], body

    def opened_by(self, peer: str) -> None:
        self.gate.expect("living")
        self.answer = "302 Found"
        assert self.ask(peer, "/open/living", "POST")[0] == 302
        self.answer = "200 OK"


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setattr("hamstride.store.services.link_lives", lambda token: token == "living")
    one = Door()
    one.gate.expect("living")
    return one


@pytest.mark.parametrize(
    "path", ["/", "/api/me", "/static/built/player.js", "/static/css/site.css", "/open/dead"]
)
def test_before_the_link_is_used_nobody_gets_in(door: Door, path: str) -> None:
    status, said = door.ask(PHONE, path)
    assert status == 403
    assert "one device" in said
    assert door.asked == []


def test_whoever_uses_the_link_is_in_and_nobody_else(door: Door) -> None:
    door.opened_by(PHONE)
    assert door.ask(PHONE, "/") == (200, "inside")
    assert door.ask(OTHER, "/")[0] == 403
    assert door.ask(OTHER, "/", HTTP_COOKIE="the phone's own")[0] == 403
    assert door.ask(OTHER, "/static/css/site.css")[0] == 403


def test_looking_at_the_link_lets_nobody_in_but_shows_its_page(door: Door) -> None:
    assert door.ask(PHONE, "/open/living")[0] == 200
    assert door.ask(PHONE, "/static/css/site.css")[0] == 200
    assert door.ask(PHONE, "/static/built/player.js")[0] == 403
    assert door.ask(PHONE, "/")[0] == 403


@pytest.mark.parametrize("status", ["410 Gone", "200 OK", "403 Forbidden", "500 Internal Server Error"])
def test_a_link_that_does_not_open_lets_nobody_in(door: Door, status: str) -> None:
    door.answer = status
    door.ask(PHONE, "/open/living", "POST")
    assert door.gate.device is None


def test_a_newer_link_lets_in_another_device_and_the_first_one_out(door: Door) -> None:
    door.opened_by(PHONE)
    door.opened_by(OTHER)
    assert door.ask(OTHER, "/")[0] == 200
    assert door.ask(PHONE, "/")[0] == 403


def test_no_code_shown_before_opens_it_once_somebody_is_in_or_it_was_closed(door: Door) -> None:
    door.opened_by(PHONE)
    assert door.ask(OTHER, "/open/living", "POST")[0] == 403
    door.gate.expect("living")
    door.gate.close()
    assert door.ask(OTHER, "/open/living")[0] == 403


def test_a_link_that_was_not_made_for_the_phone_opens_nothing_here(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hamstride.store.services.link_lives", lambda token: True)
    assert door.ask(PHONE, "/open/the-computers-own", "POST")[0] == 403
    assert door.asked == []


def test_a_closed_door_lets_nobody_in(door: Door) -> None:
    door.opened_by(PHONE)
    door.gate.close()
    assert door.ask(PHONE, "/")[0] == 403


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.5", "127.0.0.1:4128", "", "192.168.1.5:4127"])
def test_another_name_is_refused_even_from_the_device(door: Door, host: str) -> None:
    door.opened_by(PHONE)
    assert door.ask(PHONE, "/", host=host)[0] == 400


def test_an_old_cookie_does_not_travel_with_a_new_link(door: Door) -> None:
    door.ask(PHONE, "/open/living", HTTP_COOKIE="old")
    assert "HTTP_COOKIE" not in door.asked[-1]
    door.opened_by(PHONE)
    door.ask(PHONE, "/", HTTP_COOKIE="new")
    assert door.asked[-1]["HTTP_COOKIE"] == "new"


def test_cookies_are_for_the_protected_line_alone(door: Door) -> None:
    door.opened_by(PHONE)
    assert ("Set-Cookie", "a=b; Path=/; Secure") in door.headers
    assert ("X-Other", "x") in door.headers


# --------------------------------------------------------------------------------------------------------------- address
@pytest.mark.parametrize("address", ["192.168.1.5", "10.0.0.7", "172.16.3.4", "127.0.0.1"])
def test_an_address_of_a_home_network_can_be_named(address: str) -> None:
    assert home_address(address) == address


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "0.0.0.0", "my-laptop", "fe80::1", "192.168.1.5:80", "256.1.1.1"]
)
def test_no_other_address_is_listened_on(address: str) -> None:
    with pytest.raises(NoHomeNetwork):
        home_address(address)
    done = CliRunner().invoke(main, ["serve", "--phone", "--phone-address", address])
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1
    assert f"{address} is no address of this computer" in done.output


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hamstride.web.phone.address._own_address", lambda: "")
    with pytest.raises(NoHomeNetwork):
        home_address()
    done = CliRunner().invoke(main, ["--phone"])
    assert "has no address in a home network" in done.output


def test_a_taken_port_is_one_sentence_before_any_link_is_shown(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        beside = taken.getsockname()[1]
        call = [sys.executable, "-m", "hamstride", "serve", "--no-browser", "--port", str(beside - 1)]
        environment = {**os.environ, "HAMSTRIDE_DATA": str(tmp_path)}
        environment.pop("HAMSTRIDE_DATABASE_URL", None)
        done = subprocess.run(
            [*call, "--phone", "--phone-address", "127.0.0.1"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Error: Port {beside} at 127.0.0.1, for the phone, is in use by another program, or not here."
        f" Stop it, or choose others: hamstride serve --phone --port {beside + 1}\n"
    )


def test_the_option_before_a_command_is_refused() -> None:
    assert CliRunner().invoke(main, ["--phone", "today"]).exit_code == 2


# ------------------------------------------------------------------------------------------------------------------ page
@pytest.mark.django_db
def test_without_the_option_the_page_says_how(as_alice: Client) -> None:
    assert "hamstride --phone" in as_alice.get("/phone/").content.decode()
    for path in ("/phone/show/", "/phone/close/"):
        assert as_alice.post(path).status_code == 302
        assert as_alice.get(path).status_code == 405


# --------------------------------------------------------------------------------------------------- the whole, over TLS
class Running:
    """A server with the door open, on this machine's own two addresses: 127.0.0.1 plays the phone, 127.0.0.2 another."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        call = [sys.executable, "-m", "hamstride", "serve", "--no-browser", "--port", str(self.port)]
        environment = {**os.environ, "HAMSTRIDE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
        environment.pop("HAMSTRIDE_DATABASE_URL", None)
        self.process = subprocess.Popen(
            [*call, "--phone", "--phone-address", "127.0.0.1"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        lines = iter(self.process.stdout)
        self.local, self.link = (
            next(m[0] for line in lines if (m := re.search(r"https?://\S+/open/\S+", line))) for _ in range(2)
        )
        self.door = f"127.0.0.1:{self.port + 1}"

    def ask(
        self, source: str, path: str, method: str = "GET", *, tls: bool = True, **headers: str
    ) -> http.client.HTTPResponse:
        """A request from an address, over TLS whose certificate is not looked at (as after the browser's warning)."""
        unchecked = ssl.create_default_context()
        unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
        place: dict[str, Any] = {"source_address": (source, 0), "timeout": 60}
        line = (
            http.client.HTTPSConnection("127.0.0.1", self.port + 1, context=unchecked, **place)
            if tls
            else http.client.HTTPConnection("127.0.0.1", self.port, **place)
        )
        line.request(method, path, headers=headers)
        answer = line.getresponse()
        self.body = answer.read().decode("utf-8", "replace")
        line.close()
        return answer

    def come_in(self, source: str, link: str, *, tls: bool = True) -> str:
        """Press the button behind a link; the cookie for what follows."""
        answer = self.ask(source, link.partition("/open/")[1] + link.partition("/open/")[2], "POST", tls=tls)
        assert answer.status == 302
        return "; ".join(each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie") or [])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    server = Running(tmp_path_factory.mktemp("phone"))
    yield server
    server.process.terminate()
    server.process.communicate(timeout=60)
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", server.port + 1)):
        pass


def test_one_phone_gets_in_over_tls_and_loopback_stays_as_it_is(running: Running) -> None:
    path = running.link.partition(running.door)[2]
    assert running.link.startswith(f"https://{running.door}/open/")
    assert running.ask("127.0.0.1", "/").status == 403
    assert running.ask("127.0.0.1", path).status == 200
    assert "cannot be installed" in running.body

    cookie = running.come_in("127.0.0.1", running.link)
    assert running.ask("127.0.0.1", "/welcome/", Cookie=cookie).status == 200
    for stranger in (running.ask("127.0.0.2", "/welcome/", Cookie=cookie), running.ask("127.0.0.2", path)):
        assert stranger.status == 403
        assert "one device" in running.body
    assert running.ask("127.0.0.1", "/welcome/", Host="evil.example", Cookie=cookie).status == 400
    assert running.ask("127.0.0.1", "/", tls=False, Host=running.door).status == 400
    assert running.ask("127.0.0.1", "/", tls=False).status == 403


def test_the_computer_shows_a_new_code_and_lets_the_phone_out(running: Running) -> None:
    cookie = running.come_in("127.0.0.1", running.local, tls=False)
    page = running.ask("127.0.0.1", "/phone/", tls=False, Cookie=cookie)
    form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', running.body)
    assert form
    cookie += "; " + "".join(each.partition(";")[0] for each in page.headers.get_all("Set-Cookie") or [])

    def press(path: str) -> int:
        more = {"X-CSRFToken": form[1], "Cookie": cookie}
        return running.ask("127.0.0.1", path, "POST", tls=False, **more).status

    assert press("/phone/show/") == 200
    assert '<svg viewBox="0 0' in running.body
    link = re.search(rf"https://{running.door}/open/[\w-]+", running.body)
    assert link
    other = running.come_in("127.0.0.2", link[0])
    assert running.ask("127.0.0.2", "/phone/", Cookie=other).status == 200
    assert "You are on the phone." in running.body
    assert running.ask("127.0.0.1", "/welcome/").status == 403
    assert press("/phone/close/") == 302
    assert running.ask("127.0.0.2", "/phone/", Cookie=other).status == 403


def test_whoever_says_nothing_keeps_nobody_waiting(running: Running) -> None:
    with ExitStack() as silent:
        for _ in range(30):  # many more than there are threads
            silent.enter_context(socket.create_connection(("127.0.0.1", running.port + 1)))
        began = perf_counter()
        assert running.ask("127.0.0.2", "/").status == 403
        assert perf_counter() - began < 8  # waiting for each would take ten seconds


@pytest.mark.parametrize(("slow_lines", "source"), [(40, "127.0.0.2"), (11, "127.0.0.1")])
def test_whoever_speaks_slowly_keeps_nobody_else_waiting(
    running: Running, slow_lines: int, source: str
) -> None:
    """Nor itself, with the lines that a phone may have left behind where it changed networks."""
    stopped = Event()
    with ExitStack() as slow:
        place = ("127.0.0.1", running.port + 1)
        lines = [slow.enter_context(socket.create_connection(place)) for _ in range(slow_lines)]
        slow.callback(stopped.set)
        for line in lines:
            line.sendall(GREETING)
        Thread(target=_drip, args=(lines, stopped), daemon=True).start()
        began = perf_counter()
        assert running.ask(source, "/").status == 403
        assert perf_counter() - began < 8


GREETING = b"\x16\x03\x01\x02\x00"  # of a message of 512 bytes


def _drip(lines: list[socket.socket], stopped: Event) -> None:
    """One more byte on each line twice a second: no silence is long enough to be hung up on."""
    while not stopped.wait(0.5):
        for line in lines:
            with suppress(OSError):
                line.send(b"\x01")


def test_plain_words_to_the_protected_door_and_old_tls_get_nothing(running: Running) -> None:
    with (
        suppress(ConnectionError),
        socket.create_connection(("127.0.0.1", running.port + 1), timeout=20) as line,
    ):
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200" not in line.recv(100)
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        pytest.raises((ssl.SSLError, ConnectionError)),
        socket.create_connection(("127.0.0.1", running.port + 1), timeout=20) as line,
        old.wrap_socket(line),
    ):
        pass
