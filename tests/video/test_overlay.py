"""The film with what was seen: as long, as wide, its times kept, and something drawn in it."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw

from hamstride.engine import puppet
from hamstride.engine.landmarks import Frame
from hamstride.engine.story import Narrator, Story
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words
from hamstride.video import overlay
from hamstride.video.errors import SourceError
from hamstride.video.overlay import Painter, _label
from hamstride.video.skeleton import BONES, Poses, Size, bones
from tests.engine.people import FAR_OFF, LYING, ROLL, film, hang, stretches
from tests.video import films


def watched(exercise: Exercise, frames: list[Frame]) -> tuple[Story, Poses]:
    narrator, poses = Narrator(exercise), Poses()
    for frame in frames:
        narrator.receive(frame)
        poses.receive(frame)
    return narrator.close(), poses


@pytest.fixture(scope="module")
def curls() -> tuple[Story, Poses]:
    return watched(LYING, film(LYING, 3))


def painter(exercise: Exercise, story: Story, poses: Poses) -> Painter:
    return Painter(story, poses, exercise, Words())


def test_the_count_grows_when_a_leg_is_down(curls: tuple[Story, Poses]) -> None:
    story, poses = curls
    draws = painter(LYING, story, poses)
    ends = [rep.end_s for rep in story.report.reps]
    assert [draws.count(t_s + d) for t_s in ends for d in (-0.01, 0.01)] == ["0", "1", "1", "2", "2", "3"]
    assert draws.count(story.end_s) == "3"


def test_the_phase_stands_there_while_it_lasts(curls: tuple[Story, Poses]) -> None:
    story, poses = curls
    draws, rep = painter(LYING, story, poses), story.report.reps[0]
    assert draws.state(rep.start_s - 0.1) is None
    assert draws.state((rep.start_s + rep.top_s) / 2) == "up"
    assert draws.state((rep.top_s + rep.hold_s + rep.end_s) / 2) == "down"
    lost = replace(story, gaps=(replace(story.phases[0], start_s=0.0, end_s=9.0),))
    assert painter(LYING, lost, poses).state(1.0) == "can't see you"


def test_a_broken_cue_stays_to_be_read(curls: tuple[Story, Poses]) -> None:
    _, poses = curls
    narrator = Narrator(LYING)
    acts = [puppet.rest(LYING, 1.6), *puppet.repetition(LYING, fault="hips-flat"), puppet.rest(LYING, 3.0)]
    for frame in puppet.perform(LYING, acts):
        narrator.receive(frame)
    story = narrator.close()
    span = story.cues[0]
    draws = painter(LYING, story, poses)
    assert draws.cue(span.start_s + 0.1) == "Hips lifted"
    assert draws.cue(span.start_s - 0.1) is None
    assert draws.cue(max(span.end_s, span.start_s + 2.0) + 0.1) is None


def test_a_stretch_counts_seconds() -> None:
    story, poses = watched(ROLL, film(ROLL, 1))
    draws, hold = painter(ROLL, story, poses), story.report.holds[0]
    assert draws.count(hold.start_s) == "0 s"
    assert draws.count(hold.end_s) == f"{hold.held_s:.0f} s"


def test_the_clock_of_a_stretch_begins_when_it_is_held_and_not_on_the_way_in() -> None:
    story, poses = watched(ROLL, film(ROLL, 1))
    draws, entry_s = painter(ROLL, story, poses), ROLL.dose.tempo.lift_s
    hold = story.report.holds[0]
    held_from_s = hold.start_s + entry_s
    assert draws.count(held_from_s) == "0 s" and draws.state(held_from_s) is None
    for seconds in (5, 10):
        assert draws.count(held_from_s + seconds + 0.5) == f"{seconds} s"
        assert draws.state(held_from_s + seconds + 0.5) == "hold"


def test_a_stretch_too_short_to_be_listed_adds_nothing() -> None:
    story, poses = watched(ROLL, hang(ROLL, 12.0, 1.7))
    assert [round(hold.held_s) for hold in story.report.holds] == [12]
    draws = painter(ROLL, story, poses)
    assert draws.count(story.end_s) == "12 s" and draws.state(story.end_s) is None


def test_the_clock_of_a_stretch_never_runs_back() -> None:
    acts = stretches(ROLL, 20.3, 15.6, up_s=8.0)
    story, poses = watched(ROLL, list(puppet.perform(ROLL, acts, scene=FAR_OFF)))
    draws = painter(ROLL, story, poses)
    shown = [int(draws.count(n / 10).split()[0]) for n in range(int(10 * story.end_s))]
    assert shown == sorted(shown)
    assert shown[-1] == round(sum(hold.held_s for hold in story.report.holds))


def test_poses_are_found_again_by_time() -> None:
    frames = [replace(frame, points=None) if n == 3 else frame for n, frame in enumerate(film(LYING, 1)[:6])]
    poses = watched(LYING, frames)[1]
    for n, frame in enumerate(frames):
        found = poses.at(frame.t_s)
        if n == 3:
            assert found is None
            continue
        assert found is not None and frame.points is not None
        assert found[27] == pytest.approx((*frame.points[27][:2], frame.points[27][3]), abs=1e-6)
    assert poses.at(frames[0].t_s - 1) is None


def test_bones_join_neighbours_left_as_right() -> None:
    assert len(BONES) == len(set(BONES))
    left = {bone for bone in BONES if bone[0] % 2 == 1 and bone[1] % 2 == 1}
    assert {(a + 1, b + 1) for a, b in left} <= set(BONES)
    points = [(0.5, 0.5, 0.9 if n % 2 else 0.1) for n in range(33)]
    drawn = list(bones(points, Size(100, 50)))
    assert [seen for *_, seen in drawn] == sorted(seen for *_, seen in drawn)
    assert all(bone[:4] == (50, 25, 50, 25) for bone in drawn)


UNEVEN_S = [0.0, 0.1, 0.13, 0.3, 0.75, 0.76]


def test_the_film_keeps_its_size_and_times(tmp_path: Path, curls: tuple[Story, Poses]) -> None:
    source, out = films.make(tmp_path / "a.mp4", UNEVEN_S), tmp_path / "o.mp4"
    overlay.write(out, source, *curls, LYING, Words())
    with av.open(str(out)) as opened, av.open(str(source)) as before:
        new, old = list(opened.decode(video=0)), list(before.decode(video=0))
    assert [frame.time for frame in new] == pytest.approx(UNEVEN_S, abs=0.002)
    assert (new[0].width, new[0].height) == (films.WIDTH, films.HEIGHT)
    apart = np.abs(new[0].to_ndarray(format="gray").astype(int) - old[0].to_ndarray(format="gray"))
    assert (apart > 80).sum() > 100
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.mp4", "o.mp4"]


@pytest.mark.parametrize(("width", "height"), [(95, 63), (96, 64), (3840, 2161), (2161, 3840), (1, 1)])
def test_any_size_becomes_one_that_can_be_encoded(width: int, height: int) -> None:
    size = overlay._even(width, height)
    assert size.width % 2 == size.height % 2 == 0
    assert max(size.width, size.height) <= 1920
    if width > 100 and height > 100:
        assert size.width / size.height == pytest.approx(width / height, rel=0.01)


def test_what_fails_leaves_nothing_behind(tmp_path: Path, curls: tuple[Story, Poses]) -> None:
    with pytest.raises(SourceError):
        overlay.write(tmp_path / "o.mp4", tmp_path / "none.mp4", *curls, LYING, Words())
    with pytest.raises(SourceError, match="cannot be written"):
        overlay.write(
            tmp_path / "no" / "o.mp4", films.make(tmp_path / "a.mp4", [0.0]), *curls, LYING, Words()
        )
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp4"]


def test_every_exercise_can_be_drawn() -> None:
    for exercise in catalogue().values():
        story, poses = watched(exercise, film(exercise, 1)[:40])
        draws = painter(exercise, story, poses)
        assert draws.count(1.0) and draws.cue(1.0) is None


@pytest.mark.parametrize("width", [240, 480, 1080])
def test_a_long_text_stays_within_a_narrow_picture(width: int) -> None:
    image = Image.new("RGB", (width, 640))
    _label(ImageDraw.Draw(image), (20, 20), "Toes slipping back to plain, and " * 2, 34, (255, 0, 0))
    left, _, right, _ = image.getbbox() or (0, 0, width, 0)
    assert 0 < left < right < width
