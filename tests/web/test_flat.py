"""Ten years of sessions cost a page no more queries than a month of them."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamstride.store import models, queries, services
from hamstride.web import clock
from hamstride.web.session import making
from tests import people

MOST = {
    "today": 33,
    "progress": 24,
    "out-calendar": 25,
    "api:offline": 36,
}  # what a week is planned from lies in many small tables


def _asked(browser: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as counted:
        assert browser.get(address).status_code == 200
    return [each["sql"] for each in counted]


def _queries(browser: Client, address: str) -> int:
    return len(_asked(browser, address))


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_record() -> None:
    month, decade = people.runner("month"), people.runner("decade")
    people.years_of(month, clock.today(), 30)
    people.years_of(decade, clock.today(), 3650)
    for name in (
        "today",
        "week",
        "record",
        "progress",
        "report",
        "settings",
        "exercises",
        "out",
        "out-calendar",
        "api:offline",
    ):
        few, many = (_queries(people.client(who), reverse(name)) for who in (month, decade))
        assert few == many <= MOST.get(name, 15), name


def _after_a_gap(who: models.Runner, today: date) -> None:
    people.trained(who, today - timedelta(days=40))
    people.trained(who, today)


def _after_a_sharp_pain(who: models.Runner, today: date) -> None:
    people.years_of(who, today - timedelta(days=3), 60)
    row = queries.sessions(who).order_by("day")[0]
    note = models.PainNote(
        uuid=uuid4(), session=row, day=row.day, exercise="standing-curl", side="left", place="sharp", score=3
    )
    services.note_pain(who, note, who.profile)


def _as_ever(who: models.Runner, today: date) -> None:
    people.years_of(who, today, 60)


@pytest.mark.django_db
@pytest.mark.parametrize("what", [_as_ever, _after_a_gap, _after_a_sharp_pain])
def test_today_asks_the_database_nothing_twice(what: Callable[[models.Runner, date], None]) -> None:
    who = people.runner("dora", ankle_weights=2, weight_kg=1.0, ball=True)
    what(who, clock.today())
    asked = Counter(_asked(people.client(who), reverse("today")))
    assert not [sql for sql, times in asked.items() if times > 1]


@pytest.mark.django_db
@pytest.mark.parametrize("programme", ["strength", "standing-curl", "after-run"])
def test_a_session_is_made_from_one_look_at_the_record(programme: str) -> None:
    who = people.runner("dora", ankle_weights=2, weight_kg=1.0, ball=True)
    _as_ever(who, clock.today())
    with CaptureQueriesContext(connection) as counted:
        making.make(who, programme, clock.now())
    asked = Counter(each["sql"] for each in counted)
    assert not [sql for sql, times in asked.items() if times > 1]
