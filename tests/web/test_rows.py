"""Rows that an address names: pressed twice, taken out once."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import FlexKept
from hamstride.plan.runs import RunKind
from hamstride.store import measuring, models, queries, runs
from hamstride.web.rows import place_of
from tests import people

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 11, 16, 7)


def _session(alice: models.Runner) -> str:
    return reverse("delete-session", args=[people.trained(alice, WHEN.date()).uuid])


def _set(alice: models.Runner) -> str:
    return reverse("delete-set", args=[queries.sets(people.trained(alice, WHEN.date()))[0].uuid])


def _test(alice: models.Runner) -> str:
    kept = FlexKept(test=FlexTest.LEG, instrument=Instrument.PHONE, trials={"left": (70.0, 71.0)})
    return reverse("delete-test", args=[measuring.keep_bend(alice, WHEN, kept).uuid])


def _run(alice: models.Runner) -> str:
    return reverse("run-delete", args=[runs.type_in(alice, WHEN, 1800.0, RunKind.EASY, zone=UTC).uuid])


@pytest.mark.parametrize("of", [_session, _set, _test, _run])
def test_delete_pressed_twice_deletes_once_and_offers_to_undo_it(
    as_alice: Client, as_bob: Client, alice: models.Runner, of: Callable[[models.Runner], str]
) -> None:
    address = of(alice)
    assert as_bob.post(address).status_code == 404
    first, again = as_alice.post(address), as_alice.post(address)
    assert (again.status_code, again.url) == (302, first.url)  # type: ignore[attr-defined]
    assert "restore" in as_alice.get(again.url).content.decode()  # type: ignore[attr-defined]


def test_where_a_list_goes_on() -> None:
    assert place_of("2026-11-16.12", date.fromisoformat) == (date(2026, 11, 16), 12)
    for text in ("", "12", ".", "2026-11-16", "2026-11-16.", "16.11.12", f"2026-11-16.{10**19}"):
        assert place_of(text, date.fromisoformat) is None
