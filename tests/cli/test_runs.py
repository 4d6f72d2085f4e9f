"""`hamstride import` and `hamstride runs`, on the database of the tests."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hamstride.cli import main
from tests.formats import activity_files as made

pytestmark = pytest.mark.django_db


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a run twice, a walk and a file that is none."""
    from django.conf import settings

    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.fit").write_bytes(made.fit())
    (folder / "b.gpx").write_bytes(made.gpx())
    (folder / "c.tcx").write_bytes(made.tcx(made.START.replace(day=2), sport="Walking"))
    (folder / "d.gpx").write_bytes(b"<gpx")
    return folder


def test_runs_before_any_came_in() -> None:
    assert run("runs").output == "No runs yet.\n"
    assert json.loads(run("runs", "--json").output) == {"format": "hamstride-runs/1", "runs": []}


def test_everything_read_or_in_already_ends_well(files: Path) -> None:
    result = run("import", files / "a.fit", files / "b.gpx", files / "c.tcx")
    assert result.exit_code == 0, result.output
    assert [line.replace("\xa0", " ") for line in result.stdout.splitlines()] == [
        "a.fit: 5 km · 30 min",
        "b.gpx: in already",
        "c.tcx: 5 km · 30 min, set aside (walking)",
        "2 read, 1 in already, 0 refused, 0 passed over.",
    ]
    assert run("import", files / "a.fit").exit_code == 0


def test_a_refused_file_is_a_line_and_the_rest_go_on(files: Path) -> None:
    result = run("import", files / "d.gpx", files / "gone.fit", files / "a.fit")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "d.gpx: It breaks off or is garbled at line 1, column 1.",
        "gone.fit: The file could not be opened: No such file or directory.",
    ]
    assert "1 read" in result.stdout


def test_a_whole_folder(files: Path) -> None:
    result = run("import", files)
    assert result.exit_code == 1
    assert "2 read, 1 in already, 1 refused" in result.stdout


def test_import_as_json_is_a_line_a_file(files: Path) -> None:
    lines = [json.loads(line) for line in run("import", "--json", files).stdout.splitlines()]
    assert [(line["file"], line["outcome"]) for line in lines] == [
        ("a.fit", "read"),
        ("b.gpx", "duplicate"),
        ("c.tcx", "read"),
        ("d.gpx", "refused"),
    ]
    assert lines[0]["activities"][0]["distance_m"] == 5000.0
    assert lines[3]["problem"] == "formats.refused.xml"


def test_runs_and_what_was_set_aside(files: Path) -> None:
    run("import", files)
    said = run("runs").output.replace("\xa0", " ")
    assert said == "2026-07-01 08:30 · 5 km · 30 min · easy · no stretch before or after\n"
    assert "walking" in run("runs", "--others").output
    (only,) = json.loads(run("runs", "--json").output)["runs"]
    assert (only["kind"], only["stretched_before"], only["started_utc"]) == (
        "easy",
        False,
        "2026-07-01T06:30:00+00:00",
    )


def test_nothing_set_aside_is_not_called_no_runs(files: Path) -> None:
    run("import", files / "a.fit")
    assert run("runs", "--others").output == "Nothing is set aside.\n"


def test_what_came_of_a_file_is_said_in_the_language_of_the_runner(files: Path) -> None:
    from hamstride.store import services

    runner = services.local_runner()
    runner.change(language="de")
    runner.save()
    said = run("import", files / "a.fit", files / "d.gpx")
    assert "Sie bricht bei Zeile 1" in said.stderr
    assert said.stdout.endswith("1 gelesen, 0 schon da, 1 abgelehnt, 0 übergangen.\n")


def test_who_stops_reading_what_came_of_the_files_is_told_nothing_of_the_record(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("hamstride.cli.import_.click.echo", closed)
    assert "cannot be opened" not in run("import", files, "--json").output


def test_nothing_to_take_in_is_said() -> None:
    result = run("import")
    assert result.exit_code == 2
    assert "--watch" in result.output


def test_a_watched_folder_takes_in_what_has_stopped_growing(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "half.fit").write_bytes(made.fit(made.START.replace(day=3))[:40])
    waits = iter(
        [
            lambda: (files / "half.fit").write_bytes(made.fit(made.START.replace(day=3))),
            lambda: None,
            lambda: None,
        ]
    )

    def wait(seconds: float) -> None:
        deed: Any = next(waits, None)
        if deed is None:
            raise KeyboardInterrupt
        deed()

    monkeypatch.setattr("time.sleep", wait)
    result = run("import", "--watch", files)
    assert result.exit_code == 0, result.output
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        "a.fit",
        "b.gpx",
        "c.tcx",
        "half.fit",
    ]


def test_a_watched_folder_is_not_taken_in_twice(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", files / "a.fit", files / "d.gpx")
    waits = iter([None, None])

    def wait(seconds: float) -> None:
        if next(waits, "over") == "over":
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", wait)
    result = run("import", "--watch", files)
    assert result.stderr == ""
    assert sorted(result.stdout.splitlines())[:1] == ["a.fit: in already"]
