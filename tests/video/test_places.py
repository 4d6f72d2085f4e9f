"""Where a report or an overlay goes."""

from contextlib import suppress
from pathlib import Path

import pytest

from hamstride.video import track
from hamstride.video.errors import SourceError
from hamstride.video.places import TRACK, apart, beside, is_marked, mp4

MARK = b"made here"


def names(*found: str) -> list[Path]:
    return [Path(name) for name in found]


def test_one_film_one_file(tmp_path: Path) -> None:
    assert beside(names("a.mp4"), None, ".html", MARK) == [None]
    assert beside(names("a.mp4"), tmp_path / "x.htm", ".html", MARK) == [tmp_path / "x.htm"]
    assert beside(names("a.mp4"), tmp_path, ".html", MARK) == [tmp_path / "a.html"]


def test_several_films_a_folder_with_a_name_each(tmp_path: Path) -> None:
    files = names("a.mp4", "b/a.mov", "2026.11.02 c.pose.jsonl.gz", "a-2.mp4")
    found = beside(files, tmp_path / "new" / "pages", ".html", MARK)
    assert found == [
        tmp_path / "new" / "pages" / name
        for name in ("a.html", "a-2.html", "2026.11.02 c.html", "a-2-2.html")
    ]
    assert (tmp_path / "new" / "pages").is_dir()


def test_several_films_and_one_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    for out in ("x.html", "there"):
        with pytest.raises(SourceError, match="name a folder"):
            beside(names("a.mp4", "b.mp4"), tmp_path / out, ".html", MARK)


def test_no_film_is_written_over(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    film.touch()
    for files, out in (([film], film), ([film], tmp_path), ([film, tmp_path / "b.mp4"], tmp_path)):
        with pytest.raises(SourceError, match="choose another name"):
            beside(files, out, ".mp4", MARK)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SourceError, match="cannot be written"):
        beside(names("a.mp4", "b.mp4"), tmp_path / "file" / "folder", ".html", MARK)


def test_a_folder_that_is_not_there_is_told_before_the_film_is_watched(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written: No such file"):
        beside(names("a.mp4"), tmp_path / "none" / "a.html", ".html", MARK)


@pytest.mark.parametrize("several", [False, True])
def test_nothing_of_somebody_else_is_written_over(tmp_path: Path, several: bool) -> None:
    files = names("a.mp4", "b.mp4") if several else names("a.mp4")
    place = tmp_path / "a.html"
    for ours in (b"", b"<p>made here</p>"):
        place.write_bytes(ours)
        assert beside(files, tmp_path, ".html", MARK)[0] == place
    place.write_bytes(b"my diary")
    with pytest.raises(SourceError, match=r"a\.html is there already and was not made by this command"):
        beside(files, tmp_path, ".html", MARK)
    assert place.read_bytes() == b"my diary"


@pytest.mark.parametrize("far", [0, 3 << 20])
def test_a_mark_is_found_at_either_end_of_a_large_file(tmp_path: Path, far: int) -> None:
    place = tmp_path / "a.mp4"
    place.write_bytes(bytes(far) + MARK + bytes(3 << 20 if not far else 0))
    assert is_marked(place, MARK)
    place.write_bytes(bytes(3 << 20) + MARK + bytes(3 << 20))
    assert not is_marked(place, MARK)


def test_a_compressed_track_of_ours_is_known(tmp_path: Path) -> None:
    place = tmp_path / "a.pose.jsonl.gz"
    track.write(place, track.Header(model="m", width=1, height=1, fps=None, source="a.mp4"), [])
    assert is_marked(place, TRACK)
    place.write_bytes(place.read_bytes()[:10])
    assert not is_marked(place, TRACK)


def test_links_in_a_circle_are_one_sentence(tmp_path: Path) -> None:
    circle = tmp_path / "circle.html"
    circle.symlink_to(circle)
    with suppress(SourceError):  # newer Pythons put the file there
        assert beside(names("a.mp4"), circle, ".html", MARK) == [circle]
    with suppress(SourceError):
        apart(circle, None)
    with suppress(SourceError):
        assert beside([circle], tmp_path / "a.html", ".html", MARK) == [tmp_path / "a.html"]


def test_a_link_into_a_folder_that_is_gone_is_told_before_the_film_is_watched(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to(tmp_path / "gone" / "page.html")
    with pytest.raises(SourceError, match="cannot be written: No such file"):
        beside(names("a.mp4"), tmp_path / "link.html", ".html", MARK)


def test_one_place_is_not_written_to_twice(tmp_path: Path) -> None:
    apart(tmp_path / "a", None, tmp_path / "b", None)
    with pytest.raises(SourceError, match="asked for twice"):
        apart(tmp_path / "a", None, tmp_path / "x" / ".." / "a")


def test_a_film_with_what_was_seen_is_called_what_it_is(tmp_path: Path) -> None:
    mp4(tmp_path / "a.MP4")
    with pytest.raises(SourceError, match="is an MP4"):
        mp4(tmp_path / "a.avi")
