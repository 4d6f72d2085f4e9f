"""Where a report or an overlay goes."""

from pathlib import Path

import pytest

from hamstride.video.errors import SourceError
from hamstride.video.places import beside


def names(*found: str) -> list[Path]:
    return [Path(name) for name in found]


def test_one_film_one_file(tmp_path: Path) -> None:
    assert beside(names("a.mp4"), None, ".html") == [None]
    assert beside(names("a.mp4"), tmp_path / "x.htm", ".html") == [tmp_path / "x.htm"]
    assert beside(names("a.mp4"), tmp_path, ".html") == [tmp_path / "a.html"]


def test_several_films_a_folder_with_a_name_each(tmp_path: Path) -> None:
    files = names("a.mp4", "b/a.mov", "2026.11.02 c.pose.jsonl.gz", "a-2.mp4")
    found = beside(files, tmp_path / "new" / "pages", ".html")
    assert found == [
        tmp_path / "new" / "pages" / name
        for name in ("a.html", "a-2.html", "2026.11.02 c.html", "a-2-2.html")
    ]
    assert (tmp_path / "new" / "pages").is_dir()


def test_several_films_and_one_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    for out in ("x.html", "there"):
        with pytest.raises(SourceError, match="name a folder"):
            beside(names("a.mp4", "b.mp4"), tmp_path / out, ".html")


def test_no_film_is_written_over(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    film.touch()
    for files, out in (([film], film), ([film], tmp_path), ([film, tmp_path / "b.mp4"], tmp_path)):
        with pytest.raises(SourceError, match="choose another name"):
            beside(files, out, ".mp4")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="cannot be written"):
        beside(names("a.mp4", "b.mp4"), tmp_path / "file" / "folder", ".html")
