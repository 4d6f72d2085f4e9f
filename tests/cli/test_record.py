"""`hamstride record` and `hamstride today`, on the database of the tests."""

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from hamstride.cli import main
from hamstride.exercises.values import SetRecord

pytestmark = pytest.mark.django_db


def _run(*args: str) -> str:
    result = CliRunner().invoke(main, [*args])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def done() -> Any:
    from hamstride.store import services
    from hamstride.web import clock
    from tests import people

    return people.trained(services.local_runner(), clock.today() - timedelta(days=1))


def test_an_empty_record() -> None:
    assert _run("record") == "Nothing done yet.\n"
    assert json.loads(_run("record", "--json"))["sessions"] == []


def test_the_record_by_left_and_right(done: Any) -> None:
    said = _run("record")
    assert f"{done.day} · Strength" in said
    assert "Standing curl: left 10 · right 10" in said
    assert "Roll forward: 30 s" in said


def test_the_record_speaks_the_language_of_the_runner(done: Any) -> None:
    done.runner.change(language="de")
    done.runner.save()
    assert "Beinbeugen im Stehen: links 10 · rechts 10" in _run("record")


def test_the_record_as_json_holds_every_set_whole(done: Any) -> None:
    (session,) = json.loads(_run("record", "--json"))["sessions"]
    assert session["session"] == str(done.uuid)
    assert [SetRecord.from_dict(each) for each in session["sets"]] == [row.value for row in done.sets.all()]


def test_today_before_anything_was_done() -> None:
    said = _run("today")
    assert said.startswith("Strength, ")
    assert "Lying curls: 3 × 10 each" in said


def test_today_the_day_after(done: Any) -> None:
    assert "Next: strength on" in _run("today")
    data = json.loads(_run("today", "--json"))
    assert data["face"] == "nothing"
    assert data["routine"] is None
