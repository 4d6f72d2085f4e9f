"""The pose model over films: the same landmarks as when the tracks beside the clips were made, quietly, and alone."""

import re
import shutil
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median

import av
import numpy as np
import pytest

from hamstride.engine.landmarks import Frame, Landmark
from hamstride.engine.turning import GOOD, Turning, score
from hamstride.video import pose, source, track
from hamstride.video.decode import Picture, open_film
from hamstride.video.hiding import without
from hamstride.video.light import Light
from hamstride.video.pose import Model
from tests.video import films

CLIPS = Path(__file__).parents[1] / "clips"
FRAMES = 90  # six seconds of a clip are enough to see that the models are the same


def distances(ours: Frame, theirs: Frame) -> list[float]:
    """How far apart each landmark is in two frames, in parts of the picture."""
    assert ours.points is not None
    assert theirs.points is not None
    pairs = zip(ours.points, theirs.points, strict=True)
    return [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in pairs]


def agrees(clip: Path) -> None:
    stored = islice(track.read(clip.with_suffix(".pose.jsonl.gz")).frames, FRAMES)
    found = islice(pose.track(clip).frames, FRAMES)
    apart = []
    for ours, theirs in zip(found, stored, strict=True):
        assert ours.t_s == pytest.approx(theirs.t_s, abs=0.001)
        apart += distances(ours, theirs)
    # The tracks are of a later version of the library, which follows a moving limb a little differently.
    assert median(apart) < 0.005
    assert sorted(apart)[int(0.95 * len(apart))] < 0.03


@pytest.mark.parametrize("clip", sorted(CLIPS.glob("*.mp4")), ids=lambda clip: clip.stem)
def test_our_own_clips_give_their_tracks(clip: Path) -> None:
    agrees(clip)


@pytest.mark.parametrize("name", ["ball-12-hips-sag-5", "standing-right-holds"])
def test_the_shared_clips_give_their_tracks(shared: Path, name: str) -> None:
    agrees(shared / "clips" / f"{name}.mp4")


def test_the_browser_s_model_sees_the_same_person(shared: Path) -> None:
    clip = shared / "clips" / "standing-right-holds.mp4"
    lite, full = (islice(pose.track(clip, model).frames, 5) for model in Model)
    assert all(max(distances(a, b)) < 0.05 for a, b in zip(lite, full, strict=True))


def test_a_film_of_nobody_has_frames_without_points(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mp4", [0.0, 0.1, 0.2])
    found = pose.track(film)
    assert [(frame.points, frame.world) for frame in found.frames] == [(None, None)] * len([0.0, 0.1, 0.2])
    assert (found.header.model, found.header.width) == ("pose_landmarker_full", films.WIDTH)


def test_a_film_and_its_track_go_through_one_door(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mp4", [0.0, 0.1])
    written = tmp_path / "a.pose.jsonl.gz"
    track.write(written, source.read(film, "lite").header, source.read(film, "lite").frames)
    assert list(source.read(written).frames) == list(source.read(film, "lite").frames)


GIVEN_UP = """
import gc, sys
from pathlib import Path
from hamstride.video import pose
def begin():
    frames = pose.track(Path(sys.argv[1]), pose.Model.LITE).frames
    next(frames)
    return frames
kept = begin()          # never finished, still there at the end
begin()                 # let go of
loop = [begin()]
loop.append(loop)       # let go of in a circle, which only the collector finds
del loop
gc.collect()
print("ended")
"""


def test_a_film_given_up_half_way_neither_hangs_nor_complains(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mp4", [n / 10 for n in range(5)])
    look = [sys.executable, "-c", GIVEN_UP, str(film)]
    done = subprocess.run(look, capture_output=True, text=True, check=True, timeout=120)
    assert (done.stdout, done.stderr) == ("ended\n", "")


def command(film: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "hamstride", "pose", str(film), "-o", str(out), "--model", "lite"]


def test_the_command_says_one_line_and_nothing_else(tmp_path: Path) -> None:
    film = films.make(tmp_path / "a.mp4", [n / 10 for n in range(5)])
    done = subprocess.run(command(film, tmp_path / "o.jsonl"), capture_output=True, text=True, check=True)
    assert done.stdout == f"{tmp_path / 'o.jsonl'}: 5 pictures, someone seen in 0 %.\n"
    assert done.stderr == ""


# MediaPipe from 0.10.35 on asks for its maker's address some five seconds after a model was loaded.
PATIENCE_S = 10
LOOK = f"""
import sys, time
from pathlib import Path
from statistics import median
from hamstride.video import pose
frames = pose.track(Path(sys.argv[1]), pose.Model.LITE).frames
next(frames)
time.sleep({PATIENCE_S})
print(1 + sum(1 for frame in frames))
"""


def test_no_other_machine_is_spoken_to(tmp_path: Path) -> None:
    """Every thread and child is watched, while a film is looked at and for a good while more."""
    film = films.make(tmp_path / "a.mp4", [n / 10 for n in range(30)])
    look = [sys.executable, "-c", LOOK, str(film)]
    found = traced(look, tmp_path / "calls") if shutil.which("strace") else watched(look)
    assert found == []


def traced(look: list[str], log: Path) -> list[str]:
    """The system calls that could reach another machine."""
    trace = ["strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto,sendmsg,sendmmsg", "-o", str(log)]
    done = subprocess.run([*trace, *look], capture_output=True, text=True, check=True)
    assert done.stdout == "30\n"
    return re.findall(r".*AF_INET.*", log.read_text())


def watched(look: list[str]) -> list[str]:
    """The sockets that the process was seen to hold, for machines without strace."""
    process = subprocess.Popen(look, stdout=subprocess.PIPE, text=True)
    sockets: set[str] = set()
    while process.poll() is None:
        sockets |= open_sockets(process.pid)
        time.sleep(0.001)
    assert process.communicate()[0] == "30\n"
    return sorted(sockets)


def open_sockets(pid: int) -> set[str]:
    found = set()
    for descriptor in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            found.add(str(descriptor.readlink()))
        except OSError:
            continue  # closed since it was listed
    return {name for name in found if name.startswith("socket:")}


def test_the_watch_for_sockets_would_see_one() -> None:
    opens_one = "import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); time.sleep(0.3); print(30)"
    assert watched([sys.executable, "-c", opens_one]) != []


def test_who_is_lost_lying_down_is_found_in_the_picture_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ball, filmed so flat that the model sees nobody: much of the film is won."""
    with open_film(CLIPS / "studio" / "ball-right-side-sag-2.mp4") as film:
        pictures = [flattened(picture) for picture in islice(film.pictures, 0, 120, 3)]
    with pose.PoseFinder() as finder:
        found = [finder.find(picture) for picture in pictures]
    height, width = pictures[0].rgb.shape[:2]
    assert all((frame.width, frame.height) == (width, height) for frame in found)
    good = [frame for frame in found if score(frame) >= GOOD]
    assert len(good) >= 0.25 * len(found)
    for frame in good:  # on the back, head to the left or right of the hips and about as high
        assert frame.points is not None
        nose, hip = frame.points[Landmark.NOSE], frame.points[Landmark.LEFT_HIP]
        assert abs(nose[0] - hip[0]) * width > abs(nose[1] - hip[1]) * height
    monkeypatch.setattr(Turning, "next", lambda turning, frame: None)
    with pose.PoseFinder() as finder:
        assert not any(score(finder.find(picture)) >= GOOD for picture in pictures)


def flattened(picture: Picture) -> Picture:
    """The lower three quarters of a picture, pressed into half of its height."""
    height, width = picture.rgb.shape[:2]
    lower = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture.rgb[height // 4 :]), format="rgb24")
    return Picture(t_s=picture.t_s, rgb=lower.reformat(width=width, height=height // 2).to_ndarray())


def test_the_runner_is_gone_back_to_when_somebody_else_was_followed() -> None:
    """Two films side by side; where the runner vanishes for a while, the model goes over to the other one."""
    pairs = zip(
        *(_every_third(name) for name in ("lying-neutral-left-10", "standing-left-knee-forward-2")),
        strict=False,
    )
    pictures = [_beside(n, runner, other) for n, (runner, other) in enumerate(islice(pairs, 36))]
    with pose.PoseFinder() as finder:
        found = [finder.find(picture) for picture in pictures]
    left = [frame.points is not None and frame.points[Landmark.LEFT_HIP][0] < 0.6 for frame in found]
    assert all(left[:15]), "the runner is there first"
    assert not any(left[17:20]), "and then only the other one"
    assert all(left[-6:])
    assert found[0].people == 1
    assert any(frame.people == 2 for frame in found)


def _every_third(name: str) -> list[Picture]:
    with open_film(CLIPS / f"{name}.mp4") as film:
        return list(islice(film.pictures, 0, 36 * 3, 3))


def _beside(number: int, runner: Picture, other: Picture) -> Picture:
    left, right = runner.rgb.copy(), other.rgb[:, 100:400].copy()
    if 15 <= number < 20:
        left[:] = 120
    if number < 5:
        right[:] = 120
    return Picture(t_s=runner.t_s, rgb=np.ascontiguousarray(np.concatenate([left, right], axis=1)))


def test_who_is_hidden_is_grey_and_who_is_kept_stays_whole() -> None:
    rgb = np.full((100, 200, 3), 7, np.uint8)
    picture = Picture(t_s=0.0, rgb=rgb)
    found = without(picture, _box_of(0.2, 0.6), _box_of(0.5, 0.9))
    assert (found.rgb[50, 50] == 127).all()
    assert (found.rgb[50, [10, 110, 170, 195]] == 7).all()
    assert (rgb == 7).all()


def _box_of(left: float, right: float) -> Frame:
    corners = [(x, y, 0.0, 1.0) for x in (left, right) for y in (0.1, 0.9)]
    return Frame(t_s=0.0, width=200, height=100, points=tuple(corners[n % 4] for n in range(33)))


@pytest.mark.parametrize(
    ("colour", "light"), [((0, 0, 0), 0.0), ((255, 255, 255), 1.0), ((0, 255, 0), 0.59), ((30, 20, 10), 0.09)]
)
def test_light_is_as_bright_as_it_looks(colour: tuple[int, int, int], light: float) -> None:
    rgb = np.full((50, 70, 3), colour, np.uint8)
    assert Light().read(Picture(t_s=0.0, rgb=rgb)) == pytest.approx(light, abs=0.006)


def test_light_is_measured_once_a_second() -> None:
    light, dark, bright = Light(), np.zeros((8, 8, 3), np.uint8), np.full((8, 8, 3), 255, np.uint8)
    pictures = [(0.0, dark), (0.5, bright), (0.9, bright), (1.0, bright), (1.5, dark), (2.1, dark)]
    assert [light.read(Picture(t_s=t_s, rgb=rgb)) for t_s, rgb in pictures] == pytest.approx(
        [0, 0, 0, 1, 1, 0]
    )
