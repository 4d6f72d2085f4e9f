"""Writing a file whole or not at all, whatever stands in its place."""

import os
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from hamstride.video.errors import SourceError
from hamstride.video.output import replacing


def write(path: Path, data: bytes) -> None:
    with replacing(path) as file:
        file.write(data)


def test_a_file_is_as_it_was_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with suppress(KeyError), replacing(path) as file:
        file.write(b"new")
        raise KeyError
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


@pytest.mark.skipif(os.name == "nt", reason="nobody else's rights there")
def test_who_could_read_the_old_one_can_read_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o644)
    before = os.umask(0o077)
    try:
        write(path, b"new")
    finally:
        os.umask(before)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o644)


def test_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    path, heard = tmp_path / "pipe", list[bytes]()
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: heard.append(path.read_bytes()), daemon=True)
    reader.start()
    write(path, b"new")
    reader.join(10)
    assert (heard, path.is_fifo()) == ([b"new"], True)


def test_a_folder_is_no_place(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        write(tmp_path, b"new")


@pytest.mark.parametrize("letter", ["a", "\N{LATIN SMALL LETTER U WITH DIAERESIS}"])
def test_a_name_may_be_as_long_as_names_may_be(tmp_path: Path, letter: str) -> None:
    place = tmp_path / (letter * (250 // len(letter.encode())) + ".mp4")
    with replacing(place) as file:
        file.write(b"new")
    assert [each.name for each in tmp_path.iterdir()] == [place.name]


def test_links_in_a_circle_are_no_place(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with suppress(SourceError):  # newer Pythons put the file there
        write(one, b"new")
    assert one.is_symlink() or one.read_bytes() == b"new"
