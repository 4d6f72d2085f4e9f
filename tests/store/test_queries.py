"""What reads the database: the right rows, nobody else's."""

from datetime import date, timedelta

from django.utils import timezone

from hamstride.exercises.values import Outcome
from hamstride.store import models, queries, services
from tests import people

DAY = date(2026, 11, 20)


def test_nobody_sees_anothers_sessions_or_sets(alice: models.Runner, bob: models.Runner) -> None:
    row = people.trained(bob, DAY)
    one = queries.sets(row)[0]
    assert queries.session(alice, row.uuid) is None
    assert queries.set_(alice, one.uuid) is None
    assert list(queries.sessions(alice)) == []
    assert queries.open_session(alice) is None
    assert queries.worked_since(alice, DAY) == []
    assert queries.last_day(alice) is None
    assert queries.page_of_record(alice, None, 20) == []
    assert queries.last_counts(alice, "standing-curl", 5) == []


def test_the_open_session_is_the_latest_with_something_done(alice: models.Runner) -> None:
    people.trained(alice, DAY, sets=1)
    latest = people.trained(alice, DAY, sets=2)
    services.begin_session(alice, people.session_value(DAY))  # nothing done in it
    found = queries.open_session(alice)
    assert found == latest
    assert found.done == 2  # type: ignore[attr-defined]


def test_a_session_is_open_for_a_day_unless_it_ended(alice: models.Runner) -> None:
    row = people.trained(alice, DAY)
    services.end_session(row, complete=False)
    assert queries.open_session(alice) is None
    models.Session.objects.update(ended=None)
    assert queries.open_session(alice) == row
    models.Session.objects.update(created=timezone.now() - timedelta(hours=25))
    assert queries.open_session(alice) is None


def test_a_session_with_nothing_but_skipped_sets_is_no_work(alice: models.Runner) -> None:
    value = people.session_value(DAY)
    row = services.begin_session(alice, value)
    services.keep_set(row, people.record(value, 0, outcome=Outcome.SKIPPED, seen=0, reps=()))
    assert queries.worked_since(alice, DAY) == []
    assert queries.last_day(alice) is None


def test_a_deleted_session_counts_for_nothing(alice: models.Runner) -> None:
    services.delete(people.trained(alice, DAY))
    assert queries.worked_since(alice, DAY) == []
    assert queries.last_day(alice) is None
    assert queries.last_counts(alice, "standing-curl", 5) == []


def test_pages_of_the_record_hold_every_session_once(alice: models.Runner) -> None:
    rows = [people.trained(alice, DAY - timedelta(days=n % 3), sets=1) for n in range(7)]
    seen: list[models.Session] = []
    before = None
    while page := queries.page_of_record(alice, before, 2):
        seen += page
        before = (page[-1].day, page[-1].pk)
    assert sorted(each.pk for each in seen) == sorted(each.pk for each in rows)
    assert [each.day for each in seen] == sorted((each.day for each in rows), reverse=True)
