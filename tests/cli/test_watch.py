"""hamstride watch, programme and check as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hamstride.cli import main
from hamstride.exercises.load import catalogue
from hamstride.exercises.schema import schema

CLIPS = Path(__file__).parents[1] / "clips"
LYING, STANDING = (
    CLIPS / f"{name}.pose.jsonl.gz" for name in ("lying-neutral-left-10", "standing-right-holds")
)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_one_track_as_one_object() -> None:
    result = run("watch", STANDING, "--exercise", "standing-curl", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found) == [
        "format", "file", "exercise", "variant", "side", "reps", "holds", "frames", "seen", "seconds", "view",
    ]  # fmt: skip
    assert (found["format"], found["side"], found["variant"]) == ("hamstride-watch/1", "right", None)
    assert [rep["n"] for rep in found["reps"]] == [1, 2, 3, 4, 5]
    third = found["reps"][2]
    assert third["cues"] == ["hold-top"]
    assert third["lower"] == pytest.approx(third["end"] - third["top"] - third["hold"], abs=0.002)
    assert found["view"] == {"side_on": True, "advice": []}


def test_a_variant_is_the_first_unless_named() -> None:
    plain = json.loads(run("watch", LYING, "--exercise", "lying-leg-curl", "--json").stdout)
    turned = json.loads(
        run("watch", LYING, "--exercise", "lying-leg-curl", "--variant", "toes-in", "--json").stdout
    )
    assert (plain["variant"], turned["variant"]) == ("neutral", "toes-in")
    assert "toes-turned" in turned["reps"][0]["unseen"]


def test_many_files_go_on_after_a_bad_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pose.jsonl"
    empty.write_text("")
    result = run(
        "watch", LYING, empty, tmp_path / "none.pose.jsonl", LYING, "--exercise", "lying-leg-curl", "--json"
    )
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(line.get("reps", [])) for line in lines] == [10, 0, 0, 10]
    assert lines[1] == {
        "file": str(empty),
        "error": f"{empty.name} is empty: a pose track has a header and a line a picture.",
    }
    assert len(result.stderr.strip().splitlines()) == 2


def test_read_by_a_person() -> None:
    result = run("watch", LYING, "--exercise", "lying-leg-curl", "--side", "left")
    assert result.exit_code == 0
    assert "Lying curl, left leg, 10 repetitions." in " ".join(result.stdout.split())


def test_the_name_of_a_file_stands_as_it_is_written(tmp_path: Path) -> None:
    named = tmp_path / "a [bold] film of some length.pose.jsonl.gz"
    named.write_bytes(STANDING.read_bytes())
    assert str(named) in run("watch", named, "--exercise", "standing-curl").stdout


def test_what_there_is_not_is_one_clear_sentence() -> None:
    result = run("watch", LYING, "--exercise", "handstand")
    assert result.exit_code == 1
    assert result.stderr == f"Error: There is no exercise 'handstand'. There are: {', '.join(catalogue())}.\n"
    result = run("watch", LYING, "--exercise", "standing-curl", "--variant", "toes-in")
    assert result.stderr == "Error: standing-curl has no variant 'toes-in'. It has: none.\n"


def test_the_programme_lists_and_shows() -> None:
    listed = run("programme")
    assert listed.exit_code == 0
    assert all(id_ in listed.stdout for id_ in catalogue())
    everything = json.loads(run("programme", "--json").stdout)
    assert [each["id"] for each in everything["exercises"]] == list(catalogue())
    assert everything["routines"]["strength"]["exercises"][0] == "lying-leg-curl"
    shown = run("programme", "show", "ball-curl")
    assert all(" ".join(step.split()[:3]) in shown.stdout for step in catalogue()["ball-curl"].text.steps)
    assert (
        json.loads(run("programme", "show", "ball-curl", "--json").stdout)
        == catalogue()["ball-curl"].to_dict()
    )
    assert json.loads(run("programme", "schema").stdout) == schema()


def test_an_exercise_of_one_s_own_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "exercises"
    own.mkdir()
    packaged = Path(catalogue.__wrapped__.__code__.co_filename).parent / "catalogue" / "standing-curl.toml"
    mine = own / "mine.toml"
    mine.write_text(packaged.read_text("utf-8").replace('id = "standing-curl"', 'id = "heel-lift"'), "utf-8")
    monkeypatch.setenv("HAMSTRIDE_DATA", str(tmp_path))
    assert "heel-lift" in run("programme").stdout
    assert (
        json.loads(run("watch", STANDING, "--exercise", "heel-lift", "--json").stdout)["exercise"]
        == "heel-lift"
    )
    fine = run("check", mine)
    assert fine.exit_code == 0
    assert fine.stdout.startswith(f"{mine}: Standing curl: works. Simulated sets were counted")


def test_a_declaration_that_does_not_work_is_told(tmp_path: Path) -> None:
    packaged = Path(catalogue.__wrapped__.__code__.co_filename).parent / "catalogue" / "standing-curl.toml"
    mine = tmp_path / "mine.toml"
    mine.write_text(packaged.read_text("utf-8").replace("for_s = 0.5", "for_s = 50"), "utf-8")
    result = run("check", mine)
    assert result.exit_code == 1
    assert "A set that breaks the cue knees-close was not noticed." in result.stdout
    mine.write_text('format = "hamstride-exercise/1"\nid = 3\n', "utf-8")
    result = run("check", mine)
    assert result.exit_code == 1
    assert "mine.toml" in result.stderr
