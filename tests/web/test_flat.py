"""Ten years of sessions cost a page no more queries than a month of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamstride.web import clock
from tests import people

MOST = {
    "today": 35,
    "out-calendar": 40,
}  # what a week is planned from lies in many small tables; none is asked twice


def _queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert browser.get(address).status_code == 200
    return len(counted)


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
    ):
        few, many = (_queries(people.client(who), reverse(name)) for who in (month, decade))
        assert few == many <= MOST.get(name, 15), name
