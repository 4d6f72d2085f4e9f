"""What must hold for every set, wherever and however it is filmed; and what odd frames may do, which is little."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstride.engine import puppet
from hamstride.engine.events import Event, RepCounted
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.puppet import Camera, Scene
from hamstride.engine.watcher import Watcher
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side
from tests.engine.people import BALL, LYING, ROLL, STANDING, counted, film, watch

few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
REPS = st.sampled_from([LYING, STANDING, BALL])
SIDES = st.sampled_from([Side.LEFT, Side.RIGHT])


def moved(frame: Frame, scale: float = 1.0, x: float = 0.0, y: float = 0.0) -> Frame:
    if frame.points is None:
        return frame
    points = tuple(
        ((p[0] - 0.5) * scale + 0.5 + x, (p[1] - 0.5) * scale + 0.5 + y, p[2] * scale, p[3])
        for p in frame.points
    )
    return replace(frame, points=points)


def times(events: Sequence[Event], shift_s: float = 0.0) -> list[tuple[str, float]]:
    return [(type(event).__name__, round(event.t_s - shift_s, 3)) for event in events]


@few
@given(exercise=REPS, side=SIDES)
def test_the_mirrored_person_gives_mirrored_events(exercise: Exercise, side: Side) -> None:
    frames = film(exercise, 2, side=side)
    report, events = watch(exercise, frames)
    mirrored_report, mirrored_events = watch(exercise, [puppet.mirrored(frame) for frame in frames])
    assert times(events) == times(mirrored_events)
    assert mirrored_report.side is (report.side and report.side.other)


@few
@given(exercise=REPS, scale=st.floats(0.6, 1.25), x=st.floats(-0.05, 0.05), y=st.floats(-0.05, 0.05))
def test_size_and_place_in_the_picture_do_not_matter(
    exercise: Exercise, scale: float, x: float, y: float
) -> None:
    frames = [moved(frame, scale, x, y) for frame in film(exercise, 3)]
    report, _ = watch(exercise, frames)
    assert counted(report) == 3
    plain, _ = watch(exercise, film(exercise, 3))
    for rep, other in zip(report.reps, plain.reps, strict=True):
        assert rep.top_s == pytest.approx(other.top_s, abs=0.02)
        assert rep.cues == other.cues


@few
@given(exercise=REPS, shift_s=st.integers(-1000, 100_000))
def test_a_clock_that_begins_elsewhere_gives_the_same_events(exercise: Exercise, shift_s: int) -> None:
    frames = film(exercise, 2, scene=Scene(fps=16))  # sixteenths are exact: nothing hangs on the last bit
    _, events = watch(exercise, frames)
    _, shifted = watch(exercise, [replace(frame, t_s=frame.t_s + shift_s) for frame in frames])
    assert [type(event) for event in events] == [type(event) for event in shifted]
    for (_, before), (_, after) in zip(times(events), times(shifted, shift_s), strict=True):
        assert after == pytest.approx(before, abs=0.002)


@few
@given(exercise=REPS, fps=st.floats(8.0, 60.0), seed=st.integers(0, 1000))
def test_any_frame_rate_with_dropouts_gives_the_same_count(exercise: Exercise, fps: float, seed: int) -> None:
    scene = Scene(fps=fps, dropout=0.15, jitter_deg=2.0, seed=seed)
    report, _ = watch(exercise, film(exercise, 3, scene=scene))
    assert counted(report) == 3


@few
@given(exercise=REPS, tilt=st.floats(-12.0, 12.0), side=SIDES)
def test_a_tilted_phone_gives_the_same_count(exercise: Exercise, tilt: float, side: Side) -> None:
    camera = Camera(azimuth_deg=180.0 if side is Side.RIGHT else 0.0, tilt_deg=tilt)
    report, _ = watch(exercise, film(exercise, 3, side=side, scene=Scene(camera=camera)))
    assert counted(report) == 3


@few
@given(exercise=REPS)
def test_twice_the_film_is_twice_the_count(exercise: Exercise) -> None:
    frames = film(exercise, 2)
    later = [replace(frame, t_s=frame.t_s + frames[-1].t_s + 0.1) for frame in frames]
    report, _ = watch(exercise, frames + later)
    assert counted(report) == 4


@few
@given(exercise=REPS, every=st.integers(1, 50))
def test_when_events_are_taken_does_not_matter(exercise: Exercise, every: int) -> None:
    frames = film(exercise, 2)
    _, events = watch(exercise, frames)
    watcher, taken = Watcher(exercise), list[Event]()
    for number, frame in enumerate(frames):
        watcher.receive(frame)
        if number % every == 0:
            taken += watcher.events()
    watcher.close()
    assert taken + watcher.events() == events


def odd_points(chance: random.Random, points: Sequence[Point]) -> tuple[Point, ...] | None:
    kind = chance.randrange(8)
    if kind == 0:
        return None
    if kind == 1:
        return tuple((math.nan,) * 4 for _ in points)
    if kind == 2:
        return tuple((math.inf, -math.inf, 0.0, 1.0) for _ in points)
    if kind == 3:
        return tuple((chance.random(), chance.random(), chance.random(), chance.random()) for _ in points)
    if kind == 4:
        return tuple(points[i + 1 if i % 2 else i - 1] if i > 6 else points[i] for i in range(33))
    if kind == 5:
        return tuple((p[0] + chance.choice((0.0, 0.6)), *p[1:]) for p in points)
    if kind == 6:
        return tuple((0.5, 0.5, 0.0, 1.0) for _ in points)
    return tuple((p[0], p[1], p[2], -5.0) for p in points)


@pytest.mark.parametrize("exercise", [LYING, STANDING, BALL, ROLL], ids=lambda exercise: exercise.id)
def test_odd_frames_end_in_events_or_nothing(exercise: Exercise) -> None:
    chance, watcher = random.Random(7), Watcher(exercise)
    frames = film(exercise, 6)
    for frame in frames:
        odd = chance.random() < 0.3
        assert frame.points is not None
        points = odd_points(chance, frame.points) if odd else frame.points
        watcher.receive(replace(frame, t_s=frame.t_s + chance.choice((0.0, 0.0, -0.2)), points=points))
        assert all(math.isfinite(event.t_s) for event in watcher.events())
    report = watcher.close()
    assert counted(report) <= 6
    for rep in report.reps:
        assert rep.start_s <= rep.top_s <= rep.end_s


def test_pure_noise_is_no_exercise() -> None:
    chance = random.Random(3)
    for exercise in (LYING, STANDING, BALL, ROLL):
        watcher = Watcher(exercise)
        for number in range(1500):
            points = tuple(
                (chance.random(), chance.random(), chance.random() - 0.5, chance.random()) for _ in range(33)
            )
            watcher.receive(Frame(t_s=number / 15, width=640, height=480, points=points))
        report = watcher.close()
        assert counted(report) == 0
        assert report.holds == ()


def test_memory_stays_as_it_is() -> None:
    def size(watcher: Watcher) -> int:
        seen, stack, count = set[int](), [vars(watcher)], 0
        while stack:
            item: object = stack.pop()
            if id(item) in seen:
                continue
            seen.add(id(item))
            count += 1
            stack += _inside(item)
        return count

    pose = puppet.rest(LYING, 60.0)
    frames = list(puppet.perform(LYING, [pose], scene=Scene(jitter_deg=2.0)))
    watcher, sizes = Watcher(LYING), []
    for minute in range(3):
        for frame in frames:
            watcher.receive(replace(frame, t_s=frame.t_s + 60.0 * minute))
            watcher.events()
        sizes.append(size(watcher))
    assert sizes[2] <= sizes[1] * 1.05


def _inside(item: object) -> list[object]:
    if isinstance(item, dict):
        return list(item.values())
    if isinstance(item, list | tuple | set) or type(item).__name__ == "deque":
        return list(item)  # type: ignore[call-overload, no-any-return]
    slots = [getattr(item, name, None) for name in getattr(type(item), "__slots__", ())]
    return [*slots, *vars(item).values()] if hasattr(item, "__dict__") else slots


def test_misuse_is_refused_with_a_sentence() -> None:
    frame = film(LYING, 1)[0]
    with pytest.raises(
        ValueError, match="variant 'sideways' of lying-leg-curl: it has neutral, toes-in, toes-out"
    ):
        Watcher(LYING, "sideways")
    watcher = Watcher(LYING)
    with pytest.raises(ValueError, match="finite time"):
        watcher.receive(replace(frame, t_s=math.nan))
    with pytest.raises(ValueError, match="give 33"):
        watcher.receive(replace(frame, points=(frame.points or ())[:5]))
    watcher.receive(replace(frame, t_s=10.0))
    with pytest.raises(ValueError, match="in the order of time"):
        watcher.receive(replace(frame, t_s=3.0))
    watcher.close()
    with pytest.raises(RuntimeError, match="after close"):
        watcher.receive(replace(frame, t_s=11.0))


def test_a_frame_that_is_no_later_is_dropped() -> None:
    frames = film(LYING, 2)
    doubled = [each for frame in frames for each in (frame, replace(frame, points=None))]
    report, events = watch(LYING, doubled)
    assert counted(report) == 2
    assert report.frames == len(frames)
    assert sum(isinstance(event, RepCounted) for event in events) == 2
