"""The pose track: what is written can be read, and what cannot be read says where and why."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hamstride.engine.landmarks import Frame
from hamstride.video import track
from hamstride.video.errors import SourceError
from hamstride.video.track import Header, Unread

HEADER = Header(model="test", width=640, height=480, fps=15.0, source="a.mp4")
POINTS = tuple((n / 64, n / 128, -n / 256, 0.5) for n in range(33))
WORLD = tuple((n / 64, -n / 128, n / 256) for n in range(33))


def frame(t_s: float, **changes: Any) -> Frame:
    return Frame(**{"t_s": t_s, "width": 640, "height": 480, "points": POINTS, "world": WORLD, **changes})


def header_line(**changes: Any) -> str:
    head = {"format": track.FORMAT, "model": "m", "width": 640, "height": 480, "fps": 15, "source": "a.mp4"}
    return json.dumps({**head, **changes})


def frame_line(t: Any = 0.0, **changes: Any) -> str:
    return json.dumps({"t": t, "landmarks": [list(p) for p in POINTS], "world": None, **changes})


@pytest.mark.parametrize("name", ["a.pose.jsonl", "a.pose.jsonl.gz"])
def test_what_is_written_can_be_read(tmp_path: Path, name: str) -> None:
    frames = [frame(0.0), frame(0.0667, points=None, world=None), frame(0.1333, light=0.25, people=2)]
    assert track.write(tmp_path / name, HEADER, frames) == (3, 2)
    found = track.read(tmp_path / name)
    assert found.header == HEADER
    again = list(found.frames)
    assert [f.t_s for f in again] == [0.0, 0.0667, 0.1333]
    assert again[1].points is None and again[1].world is None
    for ours, theirs in zip(again[0].points or (), POINTS, strict=True):
        assert ours == pytest.approx(theirs, abs=1e-4)
    for our, their in zip(again[0].world or (), WORLD, strict=True):
        assert our == pytest.approx(their, abs=1e-3)
    assert (again[0].width, again[0].height) == (640, 480)


@pytest.mark.parametrize("name", ["a.pose.jsonl", "a.pose.jsonl.gz"])
def test_how_long_a_film_could_not_be_read_is_told_by_its_track(tmp_path: Path, name: str) -> None:
    unread = Unread()

    def frames() -> Iterator[Frame]:
        yield frame(0.0)
        unread.tell(2.25)
        yield frame(0.1333)

    assert track.write(tmp_path / name, HEADER, frames(), unread) == (2, 2)
    found = track.read(tmp_path / name)
    assert ([f.t_s for f in found.frames], found.unread.seconds) == ([0.0, 0.1333], 2.25)


def test_who_does_not_know_of_unread_parts_takes_the_last_line_for_a_frame_once_more(tmp_path: Path) -> None:
    unread = Unread()
    unread.tell(2.25)
    track.write(tmp_path / "a.jsonl", HEADER, [frame(0.0), frame(0.5)], unread)
    *_, before, last = map(json.loads, (tmp_path / "a.jsonl").read_text().splitlines())
    assert last == {"t": before["t"], "landmarks": None, "world": None, "unread": 2.25}


def test_of_a_film_that_was_read_whole_nothing_is_told(tmp_path: Path) -> None:
    track.write(tmp_path / "a.jsonl", HEADER, [frame(0.0)], Unread())
    assert "unread" not in (tmp_path / "a.jsonl").read_text()
    found = track.read(tmp_path / "a.jsonl")
    assert (len(list(found.frames)), found.unread.seconds) == (1, 0.0)


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        track.write(tmp_path / name, HEADER, [frame(0.0), frame(0.1)])
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()


def test_a_compressed_track_is_known_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(gzip.compress(f"{header_line()}\n{frame_line()}\n".encode()))
    assert len(list(track.read(path).frames)) == 1


def test_reading_streams(tmp_path: Path) -> None:
    """The first frames come before the broken line is looked at."""
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([header_line(), frame_line(0.0), frame_line(0.1), "rubbish"]))
    frames = track.read(path).frames
    assert [next(frames).t_s, next(frames).t_s] == [0.0, 0.1]
    with pytest.raises(SourceError, match="line 4"):
        next(frames)


def test_a_frame_that_repeats_its_time_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([header_line(), frame_line(0.0), frame_line(0.0), frame_line(0.1)]))
    assert [f.t_s for f in track.read(path).frames] == [0.0, 0.1]


NAN_POINT = [[float("nan"), 0.0, 0.0, 1.0]] + [[0.0, 0.0, 0.0, 1.0]] * 32
BROKEN = {
    "empty": ([], "track-empty", None),
    "blank": (["", "  "], "track-empty", None),
    "words": (["hello"], "not-a-track", None),
    "other json": (["[1, 2]"], "not-a-track", None),
    "later version": ([header_line(format="hamstride-pose/2")], "track-version", None),
    "another format": ([header_line(format="gpx")], "not-a-track", None),
    "no width": ([header_line(width=None), frame_line()], "track-header", None),
    "width in words": ([header_line(width="wide"), frame_line()], "track-header", None),
    "rate beyond all numbers": ([header_line(fps=10**400), frame_line()], "track-header", None),
    "width beyond all pictures": ([header_line(width=10**400), frame_line()], "track-header", None),
    "no frames": ([header_line()], "track-no-frames", None),
    "nan": ([header_line(), frame_line(), frame_line(0.1, landmarks=NAN_POINT)], "track-number", 3),
    "nan as text": ([header_line(), frame_line("nan")], "track-number", 2),
    "beyond all numbers": ([header_line(), '{"t": 1e999, "landmarks": null}'], "track-number", 2),
    "backwards": ([header_line(), frame_line(1.0), frame_line(0.5)], "track-backwards", 3),
    "32 points": ([header_line(), frame_line(landmarks=[[0, 0, 0, 1]] * 32)], "track-frame", 2),
    "3 numbers a point": ([header_line(), frame_line(landmarks=[[0, 0, 0]] * 33)], "track-frame", 2),
    "no time": ([header_line(), '{"landmarks": null}'], "track-frame", 2),
    "no object": ([header_line(), "17"], "track-frame", 2),
    "cut off": ([header_line(), frame_line(), frame_line(0.1)[:40]], "track-line", 3),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_track_is_one_sentence_that_says_where(tmp_path: Path, name: str) -> None:
    lines, id_, number = BROKEN[name]
    path = tmp_path / "a.pose.jsonl"
    path.write_text("\n".join(lines))
    with pytest.raises(SourceError) as caught:
        list(track.read(path).frames)
    assert caught.value.message.id == f"cli.source.{id_}"
    assert caught.value.message.params.get("line") == number
    assert "\n" not in str(caught.value)
    assert number is None or f"line {number}" in str(caught.value)


@pytest.mark.parametrize("found", ["true", '"5"', '"long"', '"inf"', "-1", "1e999", f"{10**400}", "[]", "{}"])
def test_how_long_nothing_could_be_read_is_a_number_of_seconds(tmp_path: Path, found: str) -> None:
    path = tmp_path / "a.pose.jsonl"
    line = frame_line(unread="?").replace('"?"', found)
    path.write_text(f"{header_line()}\n{line}")
    with pytest.raises(SourceError) as caught:
        list(track.read(path).frames)
    said = found[:40].replace("1e999", "Infinity")
    assert str(caught.value) == (
        f"{path}, line 2: unread is {said}. It needs seconds as a number, 0 or more; or leave it out."
    )


def test_a_compressed_track_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.pose.jsonl.gz"
    track.write(
        path, HEADER, (frame(n / 10, points=tuple((n * k / 1e4,) * 4 for k in range(33))) for n in range(400))
    )
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(SourceError, match=r"a\.pose\.jsonl\.gz breaks off after line \d+"):
        list(track.read(path).frames)


@pytest.mark.parametrize("content", [b"\x1f\x8b", b"\x1f\x8bnot really", b"\x00\x01\x02\xff" * 50])
def test_bytes_that_are_no_track(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pose.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        track.read(path)


def test_a_missing_track(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        track.read(tmp_path / "a.jsonl")


def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    track.write(path, HEADER, [frame(0.0)])
    before = path.read_bytes()

    def frames() -> Iterator[Frame]:
        yield frame(0.0)
        raise SourceError("not-a-film", file="x")

    with pytest.raises(SourceError, match="x is not a film"):
        track.write(path, HEADER, frames())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_sentence_and_leaves_nothing(full_disk: Path) -> None:
    path = full_disk / "a.jsonl"
    with pytest.raises(SourceError, match="The disk is full"):
        track.write(path, HEADER, (frame(n / 10) for n in range(1000)))
    assert list(full_disk.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written: No such file"):
        track.write(tmp_path / "none" / "a.jsonl", HEADER, [frame(0.0)])


@pytest.mark.parametrize("line", [frame_line(10**400), "[" * 100_000])
def test_numbers_and_nesting_beyond_all_bounds_are_one_sentence(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{header_line()}\n{line}\n")
    with pytest.raises(SourceError, match="line 2"):
        list(track.read(path).frames)


@pytest.mark.parametrize("change", [{"width": 0}, {"height": -5}, {"width": 10**400, "fps": 10**400}])
def test_a_picture_without_a_size_is_no_header(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{header_line(**change)}\n{frame_line()}\n")
    with pytest.raises(SourceError, match="header"):
        track.read(path)
