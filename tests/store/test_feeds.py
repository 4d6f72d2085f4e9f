"""The calendar that is given out: what moves is the same appointment moved, what goes is cancelled for some time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamstride.formats.calendar import Appointment
from hamstride.store import feeds, models

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12)
FIRST = Appointment(
    uid="1@hamstride", start=datetime(2026, 11, 24, 18), seconds=900.0, title="Strength", alarm_min=30
)
SECOND = replace(FIRST, uid="2@hamstride", start=datetime(2026, 11, 27, 18))


def seen(runner: models.Runner, *wanted: Appointment, now: datetime = NOW) -> dict[str, tuple[int, bool]]:
    return {
        entry.appointment.uid: (entry.sequence, entry.cancelled)
        for entry in feeds.give_out(runner, wanted, now)
    }


def test_the_same_again_changes_nothing(alice: models.Runner) -> None:
    first = feeds.give_out(alice, [FIRST, SECOND], NOW)
    assert feeds.give_out(alice, [SECOND, FIRST], NOW) == first
    assert {entry.sequence for entry in first} == {0}


def test_what_moves_keeps_its_uid_and_its_sequence_rises(alice: models.Runner) -> None:
    seen(alice, FIRST, SECOND)
    moved = replace(FIRST, start=FIRST.start + timedelta(days=1))
    assert seen(alice, moved, SECOND) == {FIRST.uid: (1, False), SECOND.uid: (0, False)}
    assert seen(alice, FIRST, SECOND) == {FIRST.uid: (2, False), SECOND.uid: (0, False)}


def test_what_changes_otherwise_is_told_too(alice: models.Runner) -> None:
    seen(alice, FIRST)
    for n, changes in enumerate(
        ({"title": "Shorter"}, {"seconds": 60.0}, {"text": "x"}, {"alarm_min": None}), 1
    ):
        assert seen(alice, replace(FIRST, **changes)) == {FIRST.uid: (n, False)}


def test_what_is_called_off_is_cancelled_once_and_comes_back(alice: models.Runner) -> None:
    seen(alice, FIRST, SECOND)
    for _ in range(2):
        assert seen(alice, FIRST) == {FIRST.uid: (0, False), SECOND.uid: (1, True)}
    assert seen(alice, FIRST, SECOND) == {FIRST.uid: (0, False), SECOND.uid: (2, False)}


def test_what_is_past_stays_as_it_was_and_then_goes(alice: models.Runner) -> None:
    seen(alice, FIRST)
    assert seen(alice, now=FIRST.start + timedelta(hours=1)) == {FIRST.uid: (0, False)}
    assert seen(alice, now=FIRST.start + timedelta(days=15)) == {}


def test_what_was_cancelled_long_ago_is_forgotten(alice: models.Runner) -> None:
    seen(alice, replace(FIRST, start=datetime(2027, 6, 1, 18)))
    seen(alice)
    models.CalendarEntry.objects.update(changed=timezone.now() - timedelta(days=31))
    assert seen(alice) == {}


def test_runners_have_calendars_of_their_own(alice: models.Runner, bob: models.Runner) -> None:
    seen(alice, FIRST)
    assert seen(bob, FIRST) == {FIRST.uid: (0, False)}
    assert seen(bob) == {FIRST.uid: (1, True)}
    assert seen(alice, FIRST) == {FIRST.uid: (0, False)}


def test_the_queries_do_not_grow_with_the_calendar(alice: models.Runner) -> None:
    from django.db import connection

    many = [replace(FIRST, uid=f"{n}@hamstride") for n in range(40)]
    feeds.give_out(alice, many, NOW)
    with CaptureQueriesContext(connection) as counted:
        feeds.give_out(alice, many, NOW)
    assert len([query for query in counted if "SAVEPOINT" not in query["sql"]]) <= 4


def test_an_address_opens_until_a_new_one_is_made(alice: models.Runner, bob: models.Runner) -> None:
    old = feeds.new_address(alice)
    other = feeds.new_address(bob)
    assert feeds.runner_of(old) == alice
    new = feeds.new_address(alice)
    assert (feeds.runner_of(old), feeds.runner_of(new), feeds.runner_of(other)) == (None, alice, bob)
    feeds.end_address(alice)
    assert feeds.runner_of(new) is None
    assert feeds.address_of(alice) is None


def test_no_address_is_kept_in_the_clear(alice: models.Runner) -> None:
    token = feeds.new_address(alice)
    row = models.CalendarFeed.objects.get()
    assert token not in str(row.__dict__)
    assert len(token) >= 40
