"""`hamstride progress` and `hamstride report`."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from hamstride.cli import main
from hamstride.store import services
from hamstride.web import clock
from tests import people

pytestmark = pytest.mark.django_db


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result.output


def test_nothing_done_is_said() -> None:
    assert "No strength in this time." in run("progress")
    assert json.loads(run("progress", "--json"))["entries"] == []


def test_it_says_where_one_is() -> None:
    runner = services.local_runner()
    for ago in (10, 7, 3):
        people.trained(runner, clock.today() - timedelta(days=ago))
    said = run("progress")
    assert "Standing curl: 1 kg · 3 s · 10" in said
    data = json.loads(run("progress", "--json", "--weeks", "4"))
    assert (data["format"], len(data["weeks"]), len(data["entries"])) == ("hamstride-progress/1", 4, 9)
    assert data["tests"] == {"bends": [], "strength": []}
    first = data["entries"][0]
    assert (first["exercise"], first["side"], first["judged"]) == ("roll-forward", "both", 0)


def test_the_report_is_written_or_it_is_said_why_not(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert str(file) in run("report", "-o", str(file))
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert "cannot be written" in run("report", "-o", str(tmp_path / "no" / "r.html"), code=1)


def test_the_report_has_its_facts_as_json() -> None:
    data = json.loads(run("report", "--json"))
    assert (data["sets"], data["first_questions"]) == ([], None)
    runner = services.local_runner()
    services.answer_questions(runner, date(2025, 11, 2), runner.profile, {"back": "yes", "tear": "no"})
    people.trained(runner, clock.today() - timedelta(days=1))
    data = json.loads(run("report", "--json"))
    assert (data["format"], len(data["weeks"]), len(data["sets"])) == ("hamstride-report/1", 12, 3)
    assert {each["format"] for each in data["sets"]} == {"hamstride-set/1"}
    assert isinstance(data["unseen"], list)
    assert data["first_questions"] == {"day": "2025-11-02", "answers": {"back": "yes"}}
