"""`hamstride export` and `hamstride card`: the files, and one sentence where they cannot be written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hamstride.cli import main
from hamstride.store import models, services
from hamstride.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> models.Runner:
    monkeypatch.setattr("hamstride.cli.ground.prepared", lambda: None)
    runner = services.local_runner()
    services.answer_questions(runner, clock.today(), runner.profile, {})
    return runner


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words])


@pytest.mark.parametrize("routine", ["strength", "before-run", "after-run", "standing-curl"])
def test_a_file_for_the_watch(tmp_path: Path, routine: str) -> None:
    file = tmp_path / "out.fit"
    done = run("watch", "--routine", routine, "-o", str(file))
    assert done.exit_code == 0, done.output
    assert file.read_bytes()[8:12] == b".FIT"


def test_a_calendar_and_what_was_written_as_json(tmp_path: Path) -> None:
    file = tmp_path / "out.ics"
    done = run("calendar", "-o", str(file), "--json")
    said = json.loads(done.stdout)
    assert said == {"format": "hamstride-export/1", "file": str(file), "bytes": file.stat().st_size}
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_routine_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("watch", "--routine", "swimming", "-o", str(tmp_path / "out.fit"))
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert len(done.output.splitlines()) == 1
    assert not (tmp_path / "out.fit").exists()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    done = run("calendar", "-o", str(tmp_path / "no" / "out.ics"))
    assert done.exit_code == 1
    assert "cannot be written: No such file or directory." in done.output


@pytest.mark.parametrize("words", ["export watch", "export calendar", "card"])
def test_before_the_questions_there_is_the_file_and_a_word_about_them(
    tmp_path: Path, asked: models.Runner, words: str
) -> None:
    asked.questions_on = None
    asked.save()
    file = tmp_path / "out"
    done = CliRunner().invoke(main, [*words.split(), "-o", str(file), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["bytes"] == file.stat().st_size > 1000
    assert "The first questions are not answered yet" in done.stderr


def test_after_the_questions_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert run("watch", "-o", str(tmp_path / "out")).stderr == ""


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_card(tmp_path: Path, paper: str) -> None:
    file = tmp_path / "card.pdf"
    done = CliRunner().invoke(main, ["card", "-o", str(file), "--paper", paper])
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF-")
