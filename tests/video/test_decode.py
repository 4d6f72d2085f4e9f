"""Films become upright pictures with their own times, or one clear sentence."""

import io
import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hamstride.video.decode import Picture, open_film
from hamstride.video.errors import SourceError
from tests.video import films


def pictures(path: Path) -> list[Picture]:
    with open_film(path) as film:
        return list(film.pictures)


def mark(picture: Picture) -> tuple[str, str]:
    """In which corner the white mark is."""
    rows, columns = np.nonzero(picture.rgb[..., 0] > 180)
    height, width = picture.rgb.shape[:2]
    return ("top" if rows.mean() < height / 2 else "bottom"), (
        "left" if columns.mean() < width / 2 else "right"
    )


def test_times_are_the_film_s_own_not_a_constant_rate(tmp_path: Path) -> None:
    times_s = [0.0, 0.033, 0.1, 0.5, 0.533, 2.0]
    film = films.make(tmp_path / "a.mp4", times_s)
    assert [round(picture.t_s, 3) for picture in pictures(film)] == times_s


def test_a_film_begins_at_zero_whatever_its_clock_said(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mkv", [7.0, 7.1, 7.2])
    assert [round(picture.t_s, 2) for picture in pictures(film)] == [0.0, 0.1, 0.2]


def test_the_size_and_the_mean_rate_are_told(tmp_path: Path) -> None:
    with open_film(films.make(tmp_path / "a.mp4", [n / 20 for n in range(21)])) as film:
        assert (film.width, film.height, film.expected) == (films.WIDTH, films.HEIGHT, 21)
        assert film.fps == pytest.approx(20, rel=0.06)


def test_a_film_of_a_phone_held_upright_is_turned(tmp_path: Path) -> None:
    level = films.make(tmp_path / "a.mp4", [0.0, 0.1])
    upright = films.turned(level, tmp_path / "b.mp4")
    assert mark(pictures(level)[0]) == ("top", "left")
    assert mark(pictures(upright)[0]) == ("top", "right")
    with open_film(upright) as film:
        assert (film.width, film.height) == (films.HEIGHT, films.WIDTH)
        assert next(film.pictures).rgb.shape == (films.WIDTH, films.HEIGHT, 3)


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path) -> None:
    with open_film(films.make(tmp_path / "a.mp4", [0.0, 0.1], pixel=Fraction(3, 2))) as film:
        assert (film.width, film.height) == (films.WIDTH * 3 // 2, films.HEIGHT)


@pytest.mark.parametrize("pixel", [None, Fraction(5, 4)])
def test_rows_follow_one_another_without_gaps_at_any_width(tmp_path: Path, pixel: Fraction | None) -> None:
    film = films.make(tmp_path / "a.mp4", [0.0, 0.1], pixel=pixel)
    assert all(picture.rgb.flags.c_contiguous for picture in pictures(film))


def test_a_film_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    whole = films.make(tmp_path / "a.avi", [n / 30 for n in range(60)])
    cut = tmp_path / "b.avi"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert 5 < len(pictures(cut)) < 60


def _photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (32, 32)).save(out, "png")
    return out.getvalue()


def _sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))
    return out.getvalue()


NO_FILMS = {
    "words.mp4": b"not a film at all\n" * 40,
    "words.txt": b"not a film at all\n" * 40,
    "words": b"not a film at all\n" * 40,
    "empty.mp4": b"",
    "photograph.png": _photograph(),
    "sound.wav": _sound(),
}


@pytest.mark.parametrize("name", NO_FILMS)
def test_what_is_no_film_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(NO_FILMS[name])
    with pytest.raises(SourceError, match=rf"^{name} is not a film that can be read.*\.$"):
        pictures(path)


def test_a_missing_film_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        pictures(tmp_path / "none.mp4")
    with pytest.raises(SourceError, match="cannot be read: Is a directory"):
        pictures(tmp_path)
