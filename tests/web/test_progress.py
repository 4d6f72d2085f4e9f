"""Progress as a person reads it, with nothing, with a little, with years."""

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.store import models, progress, queries, services
from hamstride.web import clock
from tests import people

pytestmark = pytest.mark.django_db
ADDRESS = "/progress/"


def charts(page: Any) -> list[dict[str, Any]]:
    return [
        json.loads(html.unescape(data)) for data in re.findall(r'data-chart="(.*?)"', page.content.decode())
    ]


def test_nothing_yet_is_one_sentence_and_a_way_on(as_alice: Client) -> None:
    page = as_alice.get(ADDRESS)
    assert "After three sessions there is something to see here." in page.content.decode()
    assert charts(page) == []


def test_one_session_is_one_dot_and_no_trend(as_alice: Client, alice: models.Runner) -> None:
    people.trained(alice, clock.today())
    assert "You have done one." in as_alice.get(ADDRESS).content.decode()
    found = charts(as_alice.get(ADDRESS + "standing-curl/"))
    assert found and all(len(series["marks"]) == 1 for chart in found for series in chart["series"])
    assert all(chart["label"].startswith("One day so far") for chart in found)


def test_the_table_has_what_the_chart_has(as_alice: Client, alice: models.Runner) -> None:
    for ago in (6, 3, 0):
        people.trained(alice, clock.today() - timedelta(days=ago))
    page = as_alice.get(ADDRESS + "standing-curl/")
    told = [mark["told"] for chart in charts(page) for one in chart["series"] for mark in one["marks"]]
    text = page.content.decode()
    assert told and all(f"<td>{each}</td>" in text for each in told)


def test_what_was_skipped_or_deleted_is_not_there(alice: models.Runner) -> None:
    gone = people.trained(alice, clock.today())
    assert progress.entries(alice, clock.today(), clock.today())
    services.delete(gone)
    assert progress.entries(alice, clock.today(), clock.today()) == []
    assert progress.first_day(alice) is None


def test_the_runner_s_correction_counts(alice: models.Runner) -> None:
    row = people.trained(alice, clock.today(), sets=1)
    services.correct(queries.sets(row)[0], 7)
    (entry,) = progress.entries(alice, clock.today(), clock.today())
    assert (entry.reps, entry.judged, entry.as_asked, entry.range_deg) == (7, 10, 8, 98.0)


def test_nobody_sees_another_s(as_bob: Client, bob: models.Runner, alice: models.Runner) -> None:
    people.trained(alice, clock.today())
    assert charts(as_bob.get(ADDRESS)) == []
    assert progress.sessions(bob) == 0


@pytest.mark.parametrize("span", ["4", "12", "all", "", "x' OR 1"])
@pytest.mark.parametrize("path", ["", "standing-curl/", "lying-leg-curl/?variant=none"])
def test_any_address_is_answered(as_alice: Client, alice: models.Runner, path: str, span: str) -> None:
    people.years_of(alice, clock.today(), 800)
    joint = "&" if "?" in path else "?"
    assert as_alice.get(f"{ADDRESS}{path}{joint}span={span}").status_code == 200


def test_years_are_summed_up(as_alice: Client, alice: models.Runner) -> None:
    people.years_of(alice, clock.today(), 3650)
    (done,) = charts(as_alice.get(ADDRESS + "?span=all"))
    assert done["days"] == 28 and len(done["series"][0]["marks"]) < 140
    curves = charts(as_alice.get(ADDRESS + "standing-curl/?span=all"))
    assert all(len(series["marks"]) <= 122 for chart in curves for series in chart["series"])


def test_an_exercise_that_is_not_there(as_alice: Client) -> None:
    assert as_alice.get(ADDRESS + "no-such/").status_code == 404


def test_help_is_there(as_alice: Client) -> None:
    assert "two rising notes" in as_alice.get(reverse("help")).content.decode()
