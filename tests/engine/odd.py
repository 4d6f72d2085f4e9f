"""Odd frames without end: `python -m tests.engine.odd [FRAMES]` (a million without a number) end in events or declared errors.

Bodies of the simulated people with NaN, infinities, leaps, a clock that goes back, swapped sides, two people's points mixed,
brightness and counts of people that make no sense. Prints, every hundred thousand frames, how many events came and the
most memory that the process has held; ends with an error where that is well above what a few frames of each exercise need.

Run whole, it ended well: 1 000 000 frames, 40 356 events, 213 frames refused for their time, 27.8 MB at the beginning and
28.0 MB at the end.
"""

import itertools
import math
import random
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace

from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.watcher import Watcher
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Side
from tests.engine.people import film

SHARE_ODD = 0.3
EVERY = 100_000
FIRST = 1000  # frames of each exercise before memory is first read: everything is loaded then
GROWS = 1.2  # memory at the end may be so many times that at the beginning: ten thousand repetitions are kept, frames are not


def points_of(chance: random.Random, points: tuple[Point, ...]) -> tuple[Point, ...] | None:
    """The points of a frame made odd in one of many ways."""
    return chance.choice(_WAYS)(chance, points)


def _leg_names_swapped(_: random.Random, points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(points[i + 1 if i % 2 else i - 1] if i > 6 else points[i] for i in range(33))


def _two_people(chance: random.Random, points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((p[0] + chance.choice((0.0, 0.6)), *p[1:]) for p in points)


def _upside_down(_: random.Random, points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((1.0 - p[0], 1.0 - p[1], p[2], p[3]) for p in points)


def _anywhere(chance: random.Random, points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((chance.random(), chance.random(), chance.random(), chance.random()) for _ in points)


def _one_wild(chance: random.Random, points: tuple[Point, ...]) -> tuple[Point, ...]:
    odd = chance.choice((math.nan, math.inf, -math.inf, 1e308, -1e308, 0.0))
    wild = chance.randrange(33)
    return tuple((odd, odd, odd, odd) if i == wild else p for i, p in enumerate(points))


_WAYS = (
    lambda _, points: None,
    lambda _, points: tuple((math.nan,) * 4 for _ in points),
    lambda _, points: tuple((math.inf, -math.inf, 0.0, 1.0) for _ in points),
    lambda _, points: tuple((0.5, 0.5, 0.0, 1.0) for _ in points),
    lambda _, points: tuple((p[0], p[1], p[2], -5.0) for p in points),
    lambda _, points: tuple((p[0] * 1e-12, p[1] * 1e-12, p[2], p[3]) for p in points),
    _leg_names_swapped,
    _two_people,
    _upside_down,
    _anywhere,
    _one_wild,
)


def frames(exercise: Exercise, chance: random.Random) -> Iterator[Frame]:
    """A set over and over, with odd frames in it, for ever; the clock now and then stumbles or goes back."""
    whole = film(exercise, 3)
    length_s = whole[-1].t_s + 0.1
    for round_ in itertools.count():
        for frame in whole:
            points = frame.points
            if points is not None and chance.random() < SHARE_ODD:
                points = points_of(chance, points)
            t_s = (
                frame.t_s
                + round_ * length_s
                + chance.choice((0.0, 0.0, 0.0, -0.2, -40.0 * (chance.random() < 0.001)))
            )
            light, people = chance.choice((None, 0.0, 0.5, math.nan)), chance.choice((None, 0, 1, 2))
            yield replace(frame, t_s=t_s, points=points, light=light, people=people)


def fuzz(exercise: Exercise, count: int, seed: int = 1) -> tuple[int, int]:
    """Give a watcher so many odd frames; returns how many events came and how many frames were refused as declared."""
    chance = random.Random(seed)
    watcher, events, refused = Watcher(exercise, side=chance.choice((None, Side.LEFT))), 0, 0
    for frame in itertools.islice(frames(exercise, chance), count):
        try:
            watcher.receive(frame)
        except ValueError as error:
            if "in the order of time" not in str(error):
                raise
            refused += 1
        for event in watcher.events():
            if not math.isfinite(event.t_s):
                raise AssertionError(f"{event} has no time")
            events += 1
    report = watcher.close()
    for rep in report.reps:
        if not rep.start_s <= rep.top_s <= rep.end_s:
            raise AssertionError(f"{rep} does not go forward")
    return events, refused


def held_mb() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3  # kilobytes on Linux


def main(count: int) -> None:
    """The long run: one watcher for each hundred thousand frames, the exercises in turn, and the memory held."""
    for exercise in catalogue().values():
        fuzz(exercise, min(FIRST, count))
    first_mb = held_mb()
    sys.stdout.write(f"{'at the beginning':68} {first_mb:6.1f} MB\n")
    done = 0
    for part, exercise in enumerate(itertools.cycle(catalogue().values())):
        if done >= count:
            break
        events, refused = fuzz(exercise, min(EVERY, count - done), seed=part)
        done += min(EVERY, count - done)
        told = f"{done:9} frames  {exercise.id:18} {events:7} events  {refused:4} refused"
        sys.stdout.write(f"{told:68} {held_mb():6.1f} MB\n")
        sys.stdout.flush()
    if held_mb() > GROWS * first_mb:
        raise SystemExit(f"memory grew from {first_mb:.1f} to {held_mb():.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
