"""The doctor: what is there, what is not, and what to do about it."""

import json
import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hamstride import __version__, parts, system
from hamstride.cli import main


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    monkeypatch.delenv("HAMSTRIDE_DATABASE_URL", raising=False)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *words], catch_exceptions=False)


def found(id_: str) -> dict[str, Any]:
    findings = json.loads(run("--json").stdout)["findings"]
    (finding,) = [row for row in findings if row["id"] == id_]
    return dict(finding)


def test_all_is_well_here() -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0] == f"Hamstride {__version__}"
    assert result.output.splitlines()[-1] == "The coach can run: hamstride starts it."


def test_the_model_is_named_by_its_hash() -> None:
    lite = found("model-lite")
    assert len(lite["sha256"]) == 64
    assert lite["size"] == Path(lite["file"]).stat().st_size
    assert lite["sha256"] != found("model-full")["sha256"]


def test_a_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parts.MODELS, "lite", "video/models/none.task")
    assert not found("model-lite")["ok"]
    assert run().exit_code == 0  # the camera does without the light one
    monkeypatch.setitem(parts.MODELS, "full", "video/models/none.task")
    result = run()
    assert result.exit_code == 1
    assert "needed   The pose model for camera and films is not there" in result.output
    assert result.output.splitlines()[-1].startswith("The coach cannot run yet")


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system.LIBRARIES, "libNoSuch.so.9", "libnosuch9")
    libraries = found("libraries")
    assert libraries["says"] == "Films need libNoSuch.so.9 of the system. On Debian: apt install libnosuch9"
    assert run().exit_code == 0


def test_no_browser_on_the_search_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not found("browser")["ok"]
    assert run().exit_code == 0


def test_a_record_that_is_not_yet_there_is_not_made(data: Path) -> None:
    assert found("database")["ok"]
    assert list(data.glob("*.sqlite3")) == []


def test_a_folder_named_from_where_one_is(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    monkeypatch.setenv("HAMSTRIDE_DATA", data.name)
    (data / "hamstride.sqlite3").write_bytes(b"this is no database " * 1000)
    assert (
        f"{data / 'hamstride.sqlite3'}): file is not a database"
        in CliRunner().invoke(main, ["doctor"]).output
    )


def test_a_record_that_opens(data: Path) -> None:
    sqlite3.connect(data / "hamstride.sqlite3").execute("CREATE TABLE a (b)").connection.close()
    assert found("database")["says"] == f"Record: SQLite, {data / 'hamstride.sqlite3'}, opens"


def test_a_record_that_is_damaged(data: Path) -> None:
    (data / "hamstride.sqlite3").write_bytes(b"this is not a database at all" * 100)
    assert found("database")["ok"] is False
    result = run()
    assert result.exit_code == 1
    assert "file is not a database. Nothing was changed." in result.output


@pytest.mark.parametrize("url", ["mysql://somewhere/hamstride", "postgresql://host"])
def test_an_address_of_no_database(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HAMSTRIDE_DATABASE_URL", url)
    assert run().exit_code == 1
    assert "does not look like postgresql://" in found("database")["says"]


def test_a_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("HAMSTRIDE_DATABASE_URL", f"postgresql://me:secret@127.0.0.1:{port}/hamstride")
    database = found("database")
    assert database["ok"] is False
    assert database["kind"] == "PostgreSQL"
    assert "secret" not in json.dumps(database)
    assert "\n" not in database["says"]


def test_a_folder_that_cannot_be_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "file").write_text("in the way")
    monkeypatch.setenv("HAMSTRIDE_DATA", str(data / "file" / "folder"))
    assert run().exit_code == 1
    assert "cannot be made" in found("database")["says"]
