"""The made-up runner: believable, the same every time, and gone afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hamstride.formats import own
from hamstride.measure.progress import Span, regularity
from hamstride.store import backup, models, progress, queries, services
from hamstride.web.demo import making
from hamstride.web.progress import blocks
from tests import people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
RANDOM = ("uuid", "created", "saved", "ended", "data", "plan")  # chosen anew, or the clock's


@pytest.fixture
def demo() -> models.Runner:
    runner = services.made_up_runner()
    making.fill(runner, TODAY)
    return runner


def plain(runner: models.Runner) -> dict[str, Any]:
    return {
        name: [{key: value for key, value in row.items() if key not in RANDOM} for row in rows]
        for name, rows in backup.take(runner).items()
    }


def test_the_weeks_are_believable(demo: models.Runner) -> None:
    seen = blocks.look(demo, Span.TWELVE, TODAY)
    weeks = blocks.weeks(demo, seen)
    assert 12 <= sum(week.strength for week in weeks) <= 24 and max(week.strength for week in weeks) == 2
    assert 25 <= sum(week.runs for week in weeks) <= 48
    assert any(week.strength == 0 for week in weeks) and regularity(weeks, per_week=2) is not None
    assert len(progress.pains(demo, seen.first, TODAY)) == 1
    assert len(progress.checks(demo, seen.first, TODAY)) >= 10
    assert any(entry.as_asked < entry.judged for entry in progress.entries(demo, seen.first, TODAY))
    assert not [row for row in queries.sessions(demo) if row.day > TODAY]


def test_the_same_day_gives_the_same_weeks(demo: models.Runner) -> None:
    again = services.made_up_runner()
    making.fill(again, TODAY)
    assert plain(again) == plain(demo)


@pytest.mark.logic
@pytest.mark.parametrize("ago", range(7))
def test_it_can_be_made_on_any_day_and_is_the_same_read_back(ago: int) -> None:
    runner = services.made_up_runner()
    making.fill(runner, TODAY - timedelta(days=ago))
    assert backup.take(runner) == own.read(own.to_zip(backup.take(runner)))


def test_all_of_it_goes_out_and_comes_back_to_the_same_bytes(demo: models.Runner, bob: models.Runner) -> None:
    first = own.to_zip(backup.take(demo))
    empty = [name for name, rows in own.read(first).items() if not rows]
    services.forget(demo)
    backup.put(bob, own.read(first))
    assert own.to_zip(backup.take(bob)) == first
    assert {"session", "set", "activity", "measurement", "dose", "weeklyrun"}.isdisjoint(empty)


def test_looking_around_and_back_leaves_nothing(as_charlie: Client, charlie: models.Runner) -> None:
    page = as_charlie.post("/look-around/", follow=True)
    assert "A made-up runner." in page.content.decode()
    for address in ("/", "/progress/", "/progress/report/", "/record/", "/settings/", "/settings/data/"):
        assert as_charlie.get(address).status_code == 200
    assert as_charlie.post("/look-around/").status_code == 302
    assert models.Runner.objects.count() == 2
    back = as_charlie.post("/look-around/end/", follow=True)
    assert back.redirect_chain[-1][0] == "/welcome/"
    assert list(models.Runner.objects.all()) == [charlie]
    assert not models.Session.objects.exists()


def test_going_back_from_nowhere_forgets_nobody(as_alice: Client, alice: models.Runner) -> None:
    people.trained(alice, TODAY)
    as_alice.post("/look-around/end/")
    assert queries.sessions(alice).count() == 1


def test_a_made_up_runner_who_was_left_behind_is_cleared_away(
    demo: models.Runner, bob: models.Runner
) -> None:
    demo.user.date_joined = timezone.now() - timedelta(days=2)
    demo.user.save()
    services.purge()
    assert list(models.Runner.objects.all()) == [bob]
