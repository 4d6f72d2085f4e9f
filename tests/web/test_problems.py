"""When something does not work: our own pages, in plain words, with a way on."""

import errno
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse

from hamstride.store import queries
from hamstride.web import problems
from tests import people


def _breaks(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(queries, "page_of_record", broken)
    monkeypatch.setattr(queries, "open_session", broken)


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
    answer = calm.get("/api/sessions/open")
    assert answer.status_code == status
    assert says in answer.json()["problem"]


def test_an_error_page_touches_no_database(rf: RequestFactory) -> None:
    page = problems.problem(rf.get("/"), "full", 507)  # without the db fixture a query would raise
    assert page.status_code == 507
