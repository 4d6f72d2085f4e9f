"""`hamstride today`, `week` and `plan`: the same as the pages, for a terminal and for programs."""

import errno
import json
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from hamstride.cli import main
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import models, planning, services
from hamstride.web import clock
from tests import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 9, 30)  # a Wednesday
ICS = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\nBEGIN:VEVENT\nUID:1@x\n"
    "DTSTART:20261120T180000\nSUMMARY:Intervals\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def runner() -> models.Runner:
    """Trained on Sunday; tomorrow is a hard run."""
    found = services.local_runner()
    people.trained(found, NOW.date() - timedelta(days=3))
    tomorrow = NOW.date() + timedelta(days=1)
    planning.plan_run(found, tomorrow, PlannedRun(day=tomorrow, kind=RunKind.HARD, at=time(7)))
    return found


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result.output


def test_today_says_what_is_next_and_why(runner: models.Runner) -> None:
    data = json.loads(run("today", "--json"))
    assert (data["face"], data["routine"], data["next_strength"]) == ("nothing", None, "2026-11-19")
    assert "Next: strength on Thursday." in run("today")
    today = NOW.date()
    planning.plan_run(runner, today, PlannedRun(day=today, at=time(18)))
    first, *rest = run("today").splitlines()
    assert first == "○ Before a run, 1 min (easy run)"  # what comes next by the clock, once
    assert not any("Before a run" in line for line in rest)
    (before, after) = json.loads(run("today", "--json"))["stretches"]
    assert before["run"] == {"kind": "easy", "at": "2026-11-18T18:00:00", "done": False}
    assert (before["next"], after["next"]) == (True, False)


def test_only_stretches_that_can_be_done_are_listed(runner: models.Runner) -> None:
    services.save_profile(runner, replace(runner.profile, no_stretches=True))
    assert json.loads(run("today", "--json"))["stretches"] == []


def test_the_week_has_fourteen_days_with_their_reasons(runner: models.Runner) -> None:
    data = json.loads(run("week", "--json"))
    assert (data["format"], len(data["days"]), data["race"]) == ("hamstride-week/1", 14, None)
    by_date = {day["date"]: day for day in data["days"]}
    assert by_date["2026-11-19"]["strength"] == "due"
    assert by_date["2026-11-19"]["runs"] == [{"kind": "hard", "at": "2026-11-19T07:00:00", "done": False}]
    assert "Thursday   hard run · strength" in run("week")


def test_why_and_why_not_on_a_date(runner: models.Runner) -> None:
    assert "Too close to the hard run on Thursday" in run("plan", "why", "2026-11-18")
    data = json.loads(run("plan", "why", "2026-11-19", "--json"))
    assert "hard days hard, easy days easy" in data["why"]
    assert "is not in the plan" in run("plan", "why", "2031-01-01", code=1)
    assert "is not in the plan" in run("plan", "why", "2026-11-01", code=1)


def test_what_cannot_be_answered_is_said_in_the_language_of_the_runner(
    runner: models.Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.change(language="de")
    runner.save()
    assert "steht nicht im Plan" in run("plan", "why", "2031-01-01", code=1)
    file = tmp_path / "runs.ics"
    file.touch()

    def failing(_: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", failing)
    assert "lässt sich nicht lesen: Input/output error" in run("plan", "read", str(file), code=1)
    run("plan", "why", "tomorrow", code=2)


def test_planned_runs_are_read_from_a_calendar(tmp_path: Path) -> None:
    file = tmp_path / "runs.ics"
    file.write_text(ICS, "utf-8")
    assert "One planned run was read." in run("plan", "read", str(file))
    assert json.loads(run("plan", "read", str(file), "--json"))["runs"] == 1
    assert [row.day.day for row in planning.dated(services.local_runner(), NOW.date())] == [20]
    file.write_text("hello", "utf-8")
    assert "not a calendar file" in run("plan", "read", str(file), code=1)
    run("plan", "read", str(tmp_path / "none.ics"), code=2)
