"""`hamstride pose`: a track beside the film, or one line that says why not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hamstride.cli import main
from hamstride.video import track
from tests.video import films


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["pose", *map(str, words)], catch_exceptions=False)


def test_the_track_stands_beside_the_film(tmp_path: Path) -> None:
    film = films.make(tmp_path / "curl.mp4", [0.0, 0.1, 0.2])
    result = run(film, "--model", "lite")
    assert (result.exit_code, result.stderr) == (0, "")
    found = track.read(tmp_path / "curl.pose.jsonl.gz")
    assert found.header.source == "curl.mp4"
    assert found.header.model == "pose_landmarker_lite"
    assert [round(frame.t_s, 1) for frame in found.frames] == [0.0, 0.1, 0.2]


def test_the_track_of_a_spoilt_film_tells_how_much_could_not_be_read(tmp_path: Path) -> None:
    film = films.encode(tmp_path / "a.mp4", "mpeg4", rate=15, frames=75, gop_size=15)
    films.spoil(film, 15, 45)
    assert run(film, "--model", "lite").exit_code == 0
    words = [str(tmp_path / "a.pose.jsonl.gz"), "--exercise", "standing-curl", "--json"]
    told = CliRunner().invoke(main, ["watch", *words], catch_exceptions=False).stdout
    assert json.loads(told)["unread"] == pytest.approx(2.0, abs=0.2)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.mp4", None, "There is no file"),
        ("a.mp4", b"words", "is not a film that can be read"),
        ("a.mp4", b"", "is not a film that can be read"),
    ],
)
def test_what_is_no_film_is_one_line(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name)
    assert result.exit_code == 1
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.glob("*.pose*")) == []


def test_a_full_disk_is_one_line_and_leaves_nothing(full_disk: Path, tmp_path: Path) -> None:
    (full_disk / "filler").write_bytes(bytes(60_000))
    film = films.make(tmp_path / "a.mp4", [n / 10 for n in range(200)])
    result = run(film, "--model", "lite", "--out", full_disk / "a.pose.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The disk is full:")
    assert len(result.stderr.splitlines()) == 1
    assert [path.name for path in full_disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("out", ["a.mp4/track.jsonl", "x" * 300 + ".jsonl", "nowhere/a.jsonl"])
def test_what_cannot_be_written_is_one_line(tmp_path: Path, out: str) -> None:
    film = films.make(tmp_path / "a.mp4", [0.0, 0.1])
    result = run(film, "--model", "lite", "--out", tmp_path / out)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "cannot be written" in result.stderr


def test_the_film_itself_is_never_written_over(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    film.write_bytes(b"not looked at")
    result = run(film, "--out", film)
    assert (result.exit_code, film.read_bytes()) == (1, b"not looked at")
    assert "is one of the films" in result.stderr


def test_the_same_command_again_writes_its_own_track_anew(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mp4", [0.0, 0.1])
    for _ in range(2):
        assert run(film, "--model", "lite").exit_code == 0
