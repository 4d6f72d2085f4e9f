"""The standing people as fixtures. Django is imported late: it is not set up yet when pytest reads its conftests."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from hamstride.store.models import Runner

__all__ = ["alice", "as_alice", "as_bob", "as_charlie", "bob", "charlie", "stranger"]


@pytest.fixture
def alice(db: None) -> "Runner":
    """Has two weights and a ball, and is looked at."""
    from tests import people

    return people.runner("alice", ankle_weights=2, weight_kg=1.0, ball=True)


@pytest.fixture
def bob(db: None) -> "Runner":
    """Has a record of his own, which is nobody else's business."""
    from tests import people

    return people.runner("bob")


@pytest.fixture
def charlie(db: None) -> "Runner":
    """New: has not answered the first questions yet."""
    from tests import people

    return people.runner("charlie", asked=False)


@pytest.fixture
def as_alice(alice: "Runner") -> "Client":
    from tests import people

    return people.client(alice)


@pytest.fixture
def as_bob(bob: "Runner") -> "Client":
    from tests import people

    return people.client(bob)


@pytest.fixture
def as_charlie(charlie: "Runner") -> "Client":
    from tests import people

    return people.client(charlie)


@pytest.fixture
def stranger(db: None) -> "Client":
    from tests import people

    return people.client()
