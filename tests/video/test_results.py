"""Results of many films in a file: nothing is lost, nothing is done twice, and in the end they stand in order."""

import json
from pathlib import Path
from typing import Any

import pytest

from hamstride.exercises.values import Side
from hamstride.video.errors import SourceError
from hamstride.video.results import Results

FILES = [Path(name) for name in ("c.mp4", "a.mp4", "b.mp4")]


def done(name: str, exercise: str = "ball-curl") -> dict[str, Any]:
    return {"file": name, "exercise": exercise, "reps": []}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_in_the_order_of_the_films_however_they_came(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "ball-curl") as kept:
        for name in ("b.mp4", "c.mp4", "a.mp4"):
            kept.add(done(name))
        assert [line["file"] for line in lines(out)] == ["b.mp4", "c.mp4", "a.mp4"]  # on the disk at once
    assert [line["file"] for line in lines(out)] == ["c.mp4", "a.mp4", "b.mp4"]


def test_what_is_there_is_not_asked_for_again(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "ball-curl") as kept:
        kept.add(done("a.mp4"))
    with Results(out, FILES, "ball-curl") as again:
        assert again.missing() == (Path("c.mp4"), Path("b.mp4"))
        again.add(done("c.mp4"))
    assert [line["file"] for line in lines(out)] == ["c.mp4", "a.mp4"]


def test_a_film_that_failed_is_tried_again_and_stands_there_once(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "ball-curl") as kept:
        kept.add({"file": "a.mp4", "error": "no"})
    with Results(out, FILES, "ball-curl") as again:
        assert Path("a.mp4") in again.missing()
        again.add(done("a.mp4"))
    assert lines(out) == [done("a.mp4")]


def test_a_result_of_the_other_side_is_none_where_a_side_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "standing-curl", None, Side.LEFT) as kept:
        for file in FILES:
            kept.add(done(str(file), "standing-curl") | {"side": "left"})
    for asked in (None, Side.LEFT):
        with Results(out, FILES, "standing-curl", None, asked) as again:
            assert again.missing() == ()
    right = done("a.mp4", "standing-curl") | {"side": "right"}
    with Results(out, FILES, "standing-curl", None, Side.RIGHT) as other:
        assert other.missing() == tuple(FILES)
        other.add(right)
        assert other.missing() == (Path("c.mp4"), Path("b.mp4"))
    assert [(line["file"], line["side"]) for line in lines(out)] == [
        ("c.mp4", "left"),
        ("a.mp4", "right"),
        ("b.mp4", "left"),
    ]


def test_others_results_stay(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    others = [done("z.mp4"), {"file": "y.mp4", "error": "no"}, done("a.mp4", "standing-curl")]
    out.write_text("".join(json.dumps(line) + "\n" for line in others))
    with Results(out, FILES, "ball-curl") as kept:
        assert kept.missing() == tuple(FILES)
        kept.add(done("a.mp4"))
    assert all(line in lines(out) for line in others)
    assert done("a.mp4") in lines(out)


def test_a_line_cut_off_by_a_crash_is_forgotten(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    out.write_text(json.dumps(done("a.mp4")) + "\n" + '{"file": "b.mp')
    with Results(out, FILES, "ball-curl") as kept:
        assert kept.missing() == (Path("c.mp4"), Path("b.mp4"))
        kept.add(done("b.mp4"))
    assert lines(out) == [done("a.mp4"), done("b.mp4")]


@pytest.mark.parametrize(
    "text",
    [
        "my diary\n",
        "[1]\n",
        '{"a": 1}\n',
        '{"file": 1}\nxx\n',
        "\xff\xfe\n",
        "[" * 5000 + "\n",
        "one line",
        '{"precious": 1}',
    ],
)
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    out = tmp_path / "r.jsonl"
    out.write_text(text, "latin-1")
    with pytest.raises(SourceError, match="no result of watching"), Results(out, FILES, "ball-curl"):
        pass
    assert out.read_text("latin-1") == text


def test_two_commands_do_not_write_one_file(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "ball-curl") as kept:
        with pytest.raises(SourceError, match="being written by another command"), Results(out, FILES, "x"):
            pass
        kept.add(done("a.mp4"))
    with Results(out, FILES, "ball-curl") as again:
        assert Path("a.mp4") not in again.missing()
    assert [each.name for each in tmp_path.iterdir()] == ["r.jsonl"]


def test_an_error_does_not_take_the_place_of_a_result(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "ball-curl") as kept:
        kept.add(done("a.mp4"))
        kept.add({"file": "a.mp4", "error": "gone"})
        kept.add({"file": "b.mp4", "error": "gone"})
    assert lines(out) == [done("a.mp4"), {"file": "b.mp4", "error": "gone"}]


def test_what_was_added_before_the_lock_was_free_is_read(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    later = Results(out, FILES, "ball-curl")
    with Results(out, FILES, "ball-curl") as kept:
        kept.add(done("a.mp4"))
    with later:
        assert Path("a.mp4") not in later.missing()


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with (
        pytest.raises(SourceError, match="cannot be written"),
        Results(tmp_path / "no" / "r.jsonl", FILES, "x"),
    ):
        pass


def test_each_variant_has_its_own_results(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    with Results(out, FILES, "ball-curl", "two-legs") as kept:
        kept.add({**done("a.mp4"), "variant": "two-legs"})
    with Results(out, FILES, "ball-curl", "one-leg") as other:
        assert other.missing() == tuple(FILES)
    with Results(out, FILES, "ball-curl", "two-legs") as again:
        assert Path("a.mp4") not in again.missing()


def test_a_name_that_is_no_utf8_is_kept_and_found_again(tmp_path: Path) -> None:
    out, film = tmp_path / "r.jsonl", Path("bad\udcff.mp4")
    with Results(out, [film], "ball-curl") as kept:
        kept.add(done(str(film)))
    with Results(out, [film], "ball-curl") as again:
        assert again.missing() == ()
    out.read_bytes().decode("utf-8")
