"""When something does not work: our own pages, in plain words, with a way on."""

import errno
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from hamstride.exercises.values import Session, SetRecord
from hamstride.store import models, queries, services
from hamstride.web import clock, problems
from tests import people


def _breaks(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(queries, "page_of_record", broken)
    monkeypatch.setattr(queries, "session", broken)


@pytest.fixture
def calm(alice: Any) -> Client:
    """A browser of Alice's that shows error pages instead of raising."""
    return people.client(alice, raise_request_exception=False)


def test_a_page_that_is_not_here(as_alice: Client) -> None:
    page = as_alice.get("/nowhere/")
    assert page.status_code == 404
    assert "This page is not here" in page.content.decode()
    assert 'href="/"' in page.content.decode()


def test_a_stranger_gets_the_same_page(stranger: Client) -> None:
    assert stranger.get("/nowhere/").status_code == 404


def test_an_address_of_nobody(as_alice: Client) -> None:
    page = as_alice.get("/", headers={"host": "evil.example"})
    assert page.status_code == 400
    assert "That did not work" in page.content.decode()


def test_a_method_that_is_not_allowed(as_alice: Client) -> None:
    page = as_alice.get(reverse("told"))
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "That did not work" in page.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (RuntimeError("x"), 500, "Your sessions are saved."),
        (OperationalError("no such table: store_set"), 503, "cannot be reached"),
        (DatabaseError("file is not a database"), 503, "cannot be reached"),
        (OperationalError("database or disk is full"), 507, "The disk is full"),
        (OperationalError("could not extend file: No space left on device"), 507, "The disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "The disk is full"),
    ],
    ids=lambda value: str(value)[:30],
)
@pytest.mark.filterwarnings("ignore")
def test_what_goes_wrong_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, calm: Client, error: Exception, status: int, says: str
) -> None:
    _breaks(monkeypatch, error)
    page = calm.get(reverse("record"))
    assert page.status_code == status
    assert says in page.content.decode()
    assert "Traceback" not in page.content.decode()
    answer = calm.get(f"/api/sessions/{uuid4()}")
    assert answer.status_code == status
    assert says in answer.json()["problem"]


def test_an_error_page_touches_no_database(rf: RequestFactory) -> None:
    page = problems.problem(rf.get("/"), "full", 507)  # without the db fixture a query would raise
    assert page.status_code == 507


@pytest.mark.django_db(transaction=True)
def test_a_disk_that_fills_up_in_mid_session_loses_nothing_and_is_said(alice: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("limits the size of the file that SQLite keeps")
    browser = people.client(alice, raise_request_exception=False)
    value = people.session_value(clock.today())
    services.begin_session(alice, value)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 20}")
    try:
        taken, refused = _send_until_full(browser, value)
        assert "The disk is full" in refused.json()["problem"]
        page = browser.post("/told/", {"routine": "strength"})
        assert page.status_code == 507
        assert "The disk is full" in page.content.decode()
        assert {str(each.uuid) for each in models.Set.objects.all()} == set(taken)
        assert browser.get("/record/").status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert _put(browser, people.record(value, 0)).status_code == 201


def _send_until_full(browser: Client, value: Session) -> tuple[list[str], Any]:
    taken: list[str] = []
    for n in range(500):
        record = people.record(value, n % 2)
        answer = _put(browser, record)
        if answer.status_code != 201:
            assert answer.status_code == 507
            return taken, answer
        taken.append(record.uuid)
    pytest.fail("the disk never was full")


def _put(browser: Client, record: SetRecord) -> Any:
    return browser.put(f"/api/sets/{record.uuid}", data=record.to_dict(), content_type="application/json")
