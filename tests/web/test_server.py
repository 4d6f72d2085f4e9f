"""`hamstride serve` as its own process: the link, a second start, a kill, broken places."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener
from uuid import uuid4

import pytest

from hamstride.exercises.values import Session
from tests import people

COMMAND = [sys.executable, "-m", "hamstride", "serve", "--no-browser", "--port"]
LINK = re.compile(r"http://127\.0\.0\.1:\d+/open/\S+")
SLOW_MACHINE_S = 60.0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Browser:
    """As much of a browser as one needs: cookies, forms, JSON."""

    def __init__(self, origin: str) -> None:
        self.origin, self.csrf = origin, ""
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        data = json.dumps(body).encode() if body is not None else b"" if method != "GET" else None
        named = {"X-CSRFToken": self.csrf, "Content-Type": "application/json", **headers}
        request = Request(self.origin + path, data=data, headers=named, method=method)
        try:
            with self._opener.open(request, timeout=SLOW_MACHINE_S) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()

    def come_in(self, link: str) -> None:
        """Press the button behind the link, and the one under the questions."""
        path = link.removeprefix(self.origin)
        assert "<form" in self.ask("GET", path)[1]
        assert self.ask("POST", path)[0] == 200
        self.csrf = json.loads(self.ask("GET", "/api/me")[1])["csrf"]
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert self.ask("POST", "/welcome/questions/", None, **form)[0] == 200


class Place:
    """A data folder (and a database) of its own, with servers started on it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment, self.port = folder, environment, _free_port()
        self._processes: list[subprocess.Popen[str]] = []

    def start(self, port: int | None = None, **options: Any) -> "Running":
        process = subprocess.Popen(
            [*COMMAND, str(port or self.port)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )
        self._processes.append(process)
        return Running(process)

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()


class Running:
    """A server process, and what it said."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def link(self) -> str:
        """The link, as soon as it is printed."""
        said = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said += line
            if found := LINK.search(line):
                return found.group()
        pytest.fail(f"no link in: {said}")

    def ended(self) -> tuple[int, str]:
        """How it ended, and all it said."""
        said, _ = self.process.communicate(timeout=SLOW_MACHINE_S)
        return self.process.returncode, said


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    environment = {**os.environ, "HAMSTRIDE_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    environment.pop("HAMSTRIDE_PORT", None)
    if url := environment.pop("HAMSTRIDE_DATABASE_URL", None):
        environment["HAMSTRIDE_DATABASE_URL"] = _own_database(url)
    place = Place(tmp_path / "data", environment)
    yield place
    place.end()


def _own_database(url: str) -> str:
    import psycopg

    name = f"own_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return re.sub(r"/postgres(?=\?|$)", f"/{name}", url)


@pytest.fixture
def sqlite_only(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--db") != "sqlite":
        pytest.skip("about the file that SQLite keeps")


def test_the_printed_link_opens_today_and_only_once(place: Place) -> None:
    link = place.start().link()
    browser = Browser(f"http://127.0.0.1:{place.port}")
    browser.come_in(link)
    assert 'data-start-routine="strength"' in browser.ask("GET", "/")[1]
    assert Browser(browser.origin).ask("POST", link.removeprefix(browser.origin))[0] == 410


def test_it_listens_on_loopback_alone(place: Place) -> None:
    place.start().link()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))  # sends nothing, only finds our own address
        except OSError:
            pytest.skip("this machine has no address but loopback")
        own = one.getsockname()[0]
    with pytest.raises(OSError):  # noqa: PT011 (refused, or nobody answers)
        socket.create_connection((own, place.port), timeout=5).close()


def test_a_second_start_shows_a_fresh_link_to_the_first_and_ends(place: Place) -> None:
    first = place.start().link()
    code, said = place.start(port=_free_port()).ended()
    assert code == 0
    assert "running already" in said
    second = LINK.search(said)
    assert second
    assert second.group() != first
    assert f":{place.port}/" in second.group()
    for link in (first, second.group()):
        Browser(f"http://127.0.0.1:{place.port}").come_in(link)


def test_two_starts_at_once_are_one_server(place: Place) -> None:
    both = [place.start(port=_free_port()) for _ in range(2)]
    ports = {re.search(r":(\d+)/", each.link()).group(1) for each in both}  # type: ignore[union-attr]
    assert len(ports) == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_asked_to_and_says_so(place: Place, how: signal.Signals) -> None:
    running = place.start()
    running.link()
    running.process.send_signal(how)
    code, said = running.ended()
    assert code == 0
    assert "Everything is kept." in said
    assert not (place.folder / "server.json").exists()


def test_a_kill_in_the_middle_of_writing_loses_no_set_that_was_taken(place: Place) -> None:
    running = place.start()
    browser = Browser(f"http://127.0.0.1:{place.port}")
    browser.come_in(running.link())
    status, answer = browser.ask("POST", "/api/sessions", {"routine": "strength"})
    assert status == 201
    session = Session.from_dict(json.loads(answer)["session"])
    taken: list[str] = []
    refused: list[int] = []
    killer = threading.Timer(1.0, running.process.kill)
    killer.start()
    senders = [
        threading.Thread(target=_send_until_it_breaks, args=(browser, session, taken, refused))
        for _ in range(3)
    ]
    for sender in senders:
        sender.start()
    for sender in [*senders, killer]:
        sender.join()
    assert running.process.wait(SLOW_MACHINE_S) != 0
    assert taken
    assert not refused
    again = Browser(browser.origin)
    again.come_in(place.start().link())
    kept = json.loads(again.ask("GET", f"/api/sessions/{session.uuid}")[1])["done"]
    assert set(taken) <= {each["uuid"] for each in kept}


def _send_until_it_breaks(browser: Browser, session: Session, taken: list[str], refused: list[int]) -> None:
    until = time.monotonic() + SLOW_MACHINE_S
    while time.monotonic() < until:
        record = people.record(session, len(taken) % len(session.sets))
        try:
            status, _ = browser.ask("PUT", f"/api/sets/{record.uuid}", record.to_dict())
        except (OSError, HTTPException):
            return
        if status != 201:
            refused.append(status)
            return
        taken.append(record.uuid)


def test_the_secret_is_the_owners_alone(place: Place) -> None:
    place.start().link()
    if os.name == "posix":
        assert (place.folder / "secret-key").stat().st_mode & 0o777 == 0o600
        assert place.folder.stat().st_mode & 0o777 == 0o700
    assert len((place.folder / "secret-key").read_text()) > 50


def _broken(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "hamstride.sqlite3").write_bytes(b"this is no database " * 1000)


def _one_clear_sentence(running: Running, words: str) -> None:
    code, said = running.ended()
    assert code == 1
    assert words in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.usefixtures("sqlite_only")
def test_a_broken_database_is_said_and_left_as_it_is(place: Place) -> None:
    _broken(place.folder)
    before = (place.folder / "hamstride.sqlite3").read_bytes()
    _one_clear_sentence(place.start(), "cannot be opened")
    assert (place.folder / "hamstride.sqlite3").read_bytes() == before


@pytest.mark.usefixtures("sqlite_only")
@pytest.mark.skipif(os.name != "posix", reason="limits the size of files as POSIX systems can")
@pytest.mark.parametrize("size", [0, 20_000])
def test_a_full_disk_at_the_start_is_said(place: Place, size: int) -> None:
    _one_clear_sentence(place.start(preexec_fn=_limit_files(size)), "full")


def _limit_files(size: int) -> Callable[[], None]:
    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_port_in_use_is_said(place: Place) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        _one_clear_sentence(place.start(port=port), f"Port {port} is in use")


def test_a_data_folder_that_cannot_be_is_said(place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    place.environment["HAMSTRIDE_DATA"] = str(tmp_path / "file" / "data")
    _one_clear_sentence(place.start(), "cannot be made")


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/x",
        "postgresql://localhost",
        "postgresql://h:port/x",
        "postgresql://[x/y",
        "nonsense",
    ],
)
def test_a_database_address_that_cannot_be_is_said(place: Place, url: str) -> None:
    place.environment["HAMSTRIDE_DATABASE_URL"] = url
    _one_clear_sentence(place.start(), "postgresql://NAME:PASSWORD@HOST:PORT/DATABASE")


def test_a_database_server_that_does_not_answer_is_said(place: Place) -> None:
    place.environment["HAMSTRIDE_DATABASE_URL"] = f"postgresql://nobody@127.0.0.1:{_free_port()}/none"
    _one_clear_sentence(place.start(), "cannot be opened")


def test_a_second_start_that_cannot_reach_the_record_says_so(place: Place) -> None:
    place.start().link()
    place.environment["HAMSTRIDE_DATABASE_URL"] = f"postgresql://nobody@127.0.0.1:{_free_port()}/none"
    _one_clear_sentence(place.start(), "cannot be opened")


@pytest.mark.skipif(os.name != "posix", reason="files have no mode elsewhere")
@pytest.mark.usefixtures("sqlite_only")
def test_what_is_kept_is_its_owners_to_read_alone(place: Place) -> None:
    place.folder.mkdir(mode=0o755)
    place.start().link()
    assert {file.name: file.stat().st_mode & 0o077 for file in place.folder.iterdir()} == dict.fromkeys(
        (file.name for file in place.folder.iterdir()), 0
    )
