"""Films become upright pictures with their own times, or one clear sentence."""

import io
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from hamstride.video.decode import Picture, open_film
from hamstride.video.errors import SourceError
from tests.video import films

FILM = Path(__file__).parents[1] / "clips" / "standing-left-knee-forward-2.mp4"


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


@pytest.mark.parametrize(
    "name", ["12:30 curl.mp4", "http:a.mp4", "concat:a.mp4", "-i.mp4", 'it\'s "so"\nü.mp4']
)
def test_a_name_is_the_name_of_a_file_whatever_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    films.make(tmp_path / "a.mp4", [0.0, 0.1]).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert len(pictures(Path(name))) == 2


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


def streamed(path: Path) -> Path:
    """A film of 40 seconds whose table of pictures stands before them, as in films from a site."""
    with av.open(str(FILM)) as film, av.open(str(path), "w", options={"movflags": "faststart"}) as copy:
        stream = copy.add_stream_from_template(film.streams.video[0])
        for packet in film.demux(film.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    return path


def cut_off(path: Path, share: float) -> Path:
    whole = streamed(path.with_name("whole.mp4")).read_bytes()
    path.write_bytes(whole[: round(len(whole) * share)])
    return path


def test_a_film_that_breaks_off_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    with open_film(cut_off(tmp_path / "b.mp4", 0.6)) as film:
        found = [picture for picture, _ in zip(film.pictures, range(200), strict=False)]
        assert len(found) == 200
        with pytest.raises(SourceError, match=r"b\.mp4 breaks off: \d\d of its 40 seconds are there"):
            list(film.pictures)


def test_a_last_picture_that_stands_for_long_is_no_break(tmp_path: Path) -> None:
    still = films.make(tmp_path / "a.mp4", [*(n / 30 for n in range(30)), 20.0])
    assert pictures(still)[-1].t_s == 20.0
    held = tmp_path / "held.mp4"
    with av.open(str(still)) as film, av.open(str(held), "w") as copy:
        stream = copy.add_stream_from_template(film.streams.video[0])
        for packet in film.demux(film.streams.video[0]):
            if packet.dts is not None and packet.pts * packet.time_base < 10:
                packet.duration = round(
                    (20 if packet.pts * packet.time_base > 0.95 else 1 / 30) / packet.time_base
                )
                packet.stream = stream
                copy.mux(packet)
    assert len(pictures(held)) == 30


def test_a_film_that_breaks_off_at_its_very_end_is_whole_enough(tmp_path: Path) -> None:
    assert pictures(cut_off(tmp_path / "b.mp4", 0.97))[-1].t_s < 39.5


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
    with pytest.raises(SourceError, match=rf"/{name} is not a film that can be read.*\.$"):
        pictures(path)


def test_a_missing_film_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        pictures(tmp_path / "none.mp4")
    with pytest.raises(SourceError, match="cannot be read: Is a directory"):
        pictures(tmp_path)


KINDS: dict[str, dict[str, Any]] = {
    "phone.mp4": {"codec": "libx265", "pixels": "yuv420p10le"},
    "odd.webm": {"codec": "libvpx-vp9", "width": 95, "height": 63},
    "odd-444.mp4": {"codec": "libx264", "pixels": "yuv444p", "width": 95, "height": 63},
    "deep.mkv": {"codec": "ffv1", "pixels": "gray16le"},
    "old.avi": {"codec": "mjpeg", "pixels": "yuvj420p"},
    "camera.ts": {"codec": "libx264"},
    "disc.mpg": {"codec": "mpeg2video"},
    "new.mp4": {"codec": "libsvtav1"},
    "drawn.gif": {"codec": "gif", "pixels": "rgb8", "rate": 25},
    "slow.mp4": {"codec": "libx264", "rate": 8},
    "quick.mp4": {"codec": "libx264", "rate": 60},
}


@pytest.mark.parametrize("name", KINDS)
def test_whatever_a_camera_writes_is_read(tmp_path: Path, name: str) -> None:
    kind = KINDS[name]
    if kind["codec"] not in av.codecs_available:
        pytest.skip(f"this build of the decoder cannot make {kind['codec']}")
    found = pictures(films.encode(tmp_path / name, **kind))
    rate = kind.get("rate", 30)
    assert [picture.t_s for picture in found] == pytest.approx([n / rate for n in range(12)], abs=0.002)
    assert {picture.rgb.shape for picture in found} == {(kind.get("height", 64), kind.get("width", 96), 3)}
    assert mark(found[0]) == ("top", "left")


@pytest.mark.parametrize(
    ("width", "height", "shown"), [(3840, 2160, (1920, 1080)), (64, 3840, (32, 1920)), (1920, 64, (1920, 64))]
)
def test_a_huge_film_is_made_smaller(tmp_path: Path, width: int, height: int, shown: tuple[int, int]) -> None:
    film = films.encode(tmp_path / "a.mp4", "libx264", width=width, height=height, frames=2)
    with open_film(film) as opened:
        assert (opened.width, opened.height) == shown
        assert next(opened.pictures).rgb.shape[:2] == (shown[1], shown[0])


def test_a_film_that_changes_its_size_keeps_that_of_its_first_picture(tmp_path: Path) -> None:
    parts = [
        films.encode(tmp_path / f"{n}.ts", "mpeg2video", width=w, height=h)
        for n, (w, h) in enumerate([(96, 64), (192, 128)])
    ]
    both = tmp_path / "both.ts"
    both.write_bytes(b"".join(part.read_bytes() for part in parts))
    assert {picture.rgb.shape for picture in pictures(both)} == {(64, 96, 3)}


def test_sound_alone_is_no_film_with_or_without_a_cover(tmp_path: Path) -> None:
    for cover in (False, True):
        with pytest.raises(SourceError, match="no moving pictures"):
            pictures(films.sound(tmp_path / "a.m4a", cover=cover))


def test_pictures_without_times_cannot_be_timed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="pictures without their times"):
        pictures(films.encode(tmp_path / "a.h264", "libx264", format="h264"))


def test_pictures_of_a_kind_that_nobody_can_decode_are_no_film(tmp_path: Path) -> None:
    film = films.encode(tmp_path / "a.mp4", "mpeg4")
    film.write_bytes(film.read_bytes().replace(b"mp4v", b"zzzz").replace(b"esds", b"zzzz"))
    with pytest.raises(SourceError, match="no moving pictures"):
        pictures(film)


@pytest.mark.parametrize(
    ("name", "codec", "first", "unread_s"),
    [
        ("a.mp4", "mpeg4", 45, 2.0),
        ("a.mp4", "libx264", 45, 2.0),  # whose pictures come in another order than they were met
        ("a.ts", "libx264", 45, 2.0),  # packed so that it is the packets that are lost
        ("a.mp4", "mpeg4", 420, 2.0),  # up to the end
        ("a.mp4", "mpeg4", 450, 0.0),
        ("a.webm", "libvpx-vp9", 45, 2.0),  # of which nobody tells that packets are lost
        ("a.mkv", "mpeg4", 45, 3.7),  # up to where its reader finds its way again
    ],
)
def test_what_is_spoilt_of_a_film_is_told_when_its_pictures_are_read(
    tmp_path: Path, name: str, codec: str, first: int, unread_s: float
) -> None:
    film = films.encode(tmp_path / name, codec, rate=15, frames=450, gop_size=15)
    films.spoil(film, first, first + 30)
    with open_film(film) as opened:
        assert list(opened.pictures)
        assert opened.unread.seconds == pytest.approx(unread_s, abs=0.2)


def test_pictures_that_stand_for_long_are_no_holes(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.mkv"):
        with open_film(films.make(tmp_path / name, [0.0, 0.1, 2.0, 2.1, 6.0])) as film:
            assert len(list(film.pictures)) == 5
            assert film.unread.seconds == 0


def test_a_note_of_colours_that_there_are_not_hides_no_picture(tmp_path: Path) -> None:
    """Twelve hundred lost bytes leave such a note on every picture; once that was an error that nobody had declared."""
    film = films.encode(tmp_path / "a.ts", "mpeg4")
    whole = film.read_bytes()
    film.write_bytes(whole[:600] + whole[1808:])
    assert len(pictures(film)) > 1


def test_a_title_in_an_old_alphabet_hides_no_film(tmp_path: Path) -> None:
    film = films.encode(tmp_path / "a.avi", "mpeg4")
    film.write_bytes(film.read_bytes().replace(b"Lavf", b"L\xe4vf"))  # the name of the program, as Latin-1
    assert len(pictures(film)) == 12


@pytest.mark.parametrize("name", ["a.mp4", "a.ts", "a.webm", "a.avi"])
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_film_is_read_in_part_or_refused_in_one_sentence(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    whole = tmp_path / f"whole-{name}"
    if not whole.exists():
        films.encode(whole, "libvpx-vp9" if name.endswith("webm") else "mpeg4")
    damaged = bytearray(whole.read_bytes())
    begin = data.draw(st.integers(0, len(damaged)))
    end = data.draw(st.integers(begin, len(damaged)))
    if data.draw(st.booleans()):
        damaged[begin:end] = data.draw(st.sampled_from([b"\0", b"\xff", b"7"])) * (end - begin)
    else:
        del damaged[begin:end]
    film = tmp_path / name
    film.write_bytes(bytes(damaged))
    try:
        found = pictures(film)
    except SourceError:
        return
    assert found
    times = [picture.t_s for picture in found]
    assert times == sorted(set(times))
