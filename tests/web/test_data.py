"""Taking one's data away, reading it back, deleting it: on the page and on the command line."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hamstride.cli import main
from hamstride.formats import own
from hamstride.store import backup, models, queries, services
from hamstride.web import place
from hamstride.web.data import views
from tests import people

pytestmark = pytest.mark.django_db
PAGE = "/settings/data/"


@pytest.fixture
def trained(alice: models.Runner) -> models.Runner:
    people.trained(alice, date(2026, 11, 16))
    return alice


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("mine.zip", content)


def test_the_file_is_everything_and_goes_back_in(as_alice: Client, trained: models.Runner) -> None:
    page = as_alice.get(PAGE + "hamstride.zip")
    assert "attachment" in page.headers["Content-Disposition"]
    assert own.read(page.content) == own.read(own.to_zip(backup.take(trained)))
    gone = as_alice.post(PAGE + "delete/", {"sure": "on"}, follow=True)
    assert "Everything is deleted." in gone.content.decode()
    assert not queries.sessions(trained).exists()
    back = as_alice.post(PAGE + "read/", {"file": upload(page.content)}, follow=True)
    assert "All of it is here." in back.content.decode()
    assert as_alice.get(PAGE + "hamstride.zip").content == page.content


@pytest.mark.parametrize("content", [b"", b"not a file of ours", b"PK\x03\x04"])
def test_a_bad_file_is_said_and_changes_nothing(
    as_alice: Client, trained: models.Runner, content: bytes
) -> None:
    page = as_alice.post(PAGE + "read/", {"file": upload(content), "replace": "on"})
    assert page.status_code == 422
    assert "alert" in page.content.decode()
    assert queries.sessions(trained).count() == 1


def test_after_deleting_it_speaks_the_language_of_the_browser(
    as_alice: Client, trained: models.Runner
) -> None:
    german = {"Accept-Language": "de-DE,de;q=0.9"}
    gone = as_alice.post(PAGE + "delete/", {"sure": "on"}, headers=german, follow=True)
    assert "Alles ist gelöscht." in gone.content.decode()
    trained.refresh_from_db()
    assert trained.profile.language == "de"


def test_nothing_is_replaced_or_deleted_without_a_tick(as_alice: Client, trained: models.Runner) -> None:
    whole = own.to_zip(backup.take(trained))
    assert (
        "Replace what is here now" in as_alice.post(PAGE + "read/", {"file": upload(whole)}).content.decode()
    )
    assert as_alice.post(PAGE + "delete/").status_code == 422
    assert as_alice.post(PAGE + "read/").status_code == 422
    assert queries.sessions(trained).count() == 1
    assert as_alice.post(PAGE + "read/", {"file": upload(whole), "replace": "on"}).status_code == 302


def test_a_file_can_be_too_large(
    as_alice: Client, trained: models.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LARGEST", 10)
    page = as_alice.post(PAGE + "read/", {"file": upload(b"x" * 11), "replace": "on"})
    assert page.status_code == 422


def test_looking_deletes_nothing(as_alice: Client, trained: models.Runner) -> None:
    assert as_alice.get(PAGE + "delete/").status_code == 405
    assert queries.sessions(trained).count() == 1


def test_what_is_deleted_is_overwritten_in_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HAMSTRIDE_DATABASE_URL", raising=False)
    found = place.database(tmp_path)
    with closing(sqlite3.connect(found["NAME"])) as connection:
        connection.execute("PRAGMA secure_delete=OFF")  # what SQLite does unless it was built otherwise
        connection.executescript(found["OPTIONS"]["init_command"])
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


# ------------------------------------------------------------------------------------------------------ the command line
def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["data", *arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize("suffix", ["zip", "json"])
def test_export_delete_import_export_is_the_same_file(tmp_path: Path, suffix: str) -> None:
    runner = services.local_runner()
    people.trained(runner, date(2026, 11, 16))
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    assert "5 entries" in run("export", str(first))
    assert "--replace" in run("import", str(first), code=1)
    assert "deleted" in run("delete", "--yes")
    run("import", str(first))
    run("export", str(second))
    assert first.read_bytes() == second.read_bytes()
    run("import", str(first), "--replace")


def test_what_cannot_be_read_or_written_is_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"nothing")
    assert "Nothing was changed" in run("import", str(bad), code=1)
    assert "cannot be written" in run("export", str(tmp_path / "no" / "where.zip"), code=1)


def test_a_backup_is_as_it_was_where_the_next_one_finds_no_room(full_disk: Path) -> None:
    file = full_disk / "mine.json"
    run("export", str(file))
    whole = file.read_bytes()
    people.years_of(services.local_runner(), date(2026, 11, 16), 60)
    assert "The disk is full" in run("export", str(file), code=1)
    assert file.read_bytes() == whole


def test_what_is_said_of_the_data_is_said_in_the_language_of_the_runner(tmp_path: Path) -> None:
    runner, file = services.local_runner(), tmp_path / "mine.JSON"
    people.trained(runner, date(2026, 11, 16))
    runner.change(language="de")
    runner.save()
    assert run("export", str(file)).startswith("Alles (")
    assert file.read_bytes().startswith(b"{")
    assert "--replace" in run("import", str(file), code=1)
    assert run("import", str(file), "--replace").startswith("Aus ")
    assert "does not exist" in run("import", str(tmp_path / "missing.zip"), code=2)
