"""What odd frames may do, which is little; and what the watcher keeps, which is little too."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.events import RepCounted
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.puppet import Scene
from hamstride.engine.watcher import Watcher
from hamstride.exercises.spec import Exercise
from tests.engine.people import BALL, LYING, ROLL, STANDING, counted, film, watch


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
