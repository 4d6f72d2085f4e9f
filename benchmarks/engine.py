"""What the engine costs, and what a plain counter makes of the same films.

    python -m benchmarks.engine [FOLDER]

FOLDER holds NAME.json (truth) with NAME.pose.jsonl.gz; without it, the clips of the tests. Prints a row a film: truth, ours, a
counter with two fixed thresholds on the unsigned knee angle as most public coaches use, and microseconds a frame; last the
totals and the engine's share of the pose model's own time, which is measured in the same run where films can be read.
"""

import math
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from hamstride.engine.landmarks import Frame, Point
from hamstride.video.errors import SourceError
from tests.engine.films import CLIPS, Film, films

# Degrees at the knee between thigh and shin, as the well-known counters have them: bent under, straight above.
BENT_DEG, STRAIGHT_DEG = 90.0, 160.0
REPEATS = 3


def fixed_thresholds(frames: Iterable[Frame]) -> int:
    """Repetitions by two thresholds on the angle at a knee, as the public examples count them; of the leg with more."""
    seen = [frame.points for frame in frames if frame.points is not None]
    return max(
        _crossings(_unsigned(p[23], p[25], p[27]) for p in seen),
        _crossings(_unsigned(p[24], p[26], p[28]) for p in seen),
    )


def _crossings(angles: Iterable[float]) -> int:
    count, bent = 0, False
    for angle in angles:
        if angle < BENT_DEG:
            bent = True
        elif angle > STRAIGHT_DEG and bent:
            bent, count = False, count + 1
    return count


def _unsigned(a: Point, b: Point, c: Point) -> float:
    angle = abs(math.degrees(math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(a[1] - b[1], a[0] - b[0])))
    return 360.0 - angle if angle > 180.0 else angle


def ours(film: Film, frames: list[Frame]) -> int:
    """Repetitions, or holds of a stretch."""
    watcher = film.watcher()
    for frame in frames:
        watcher.receive(frame)
        watcher.events()
    report = watcher.close()
    return len(report.holds) or sum(rep.counted for rep in report.reps)


def microseconds(run: Callable[[], object], frames: int) -> float:
    """The best of a few runs, a frame."""
    best = math.inf
    for _ in range(REPEATS):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best / frames * 1e6


def pose_microseconds(film: Path, pictures: int = 60) -> float | None:
    """The full pose model's time a picture without decoding, or None where films cannot be read here."""
    try:
        from hamstride.video.decode import open_film
        from hamstride.video.pose import PoseFinder

        with open_film(film) as found, PoseFinder() as finder:
            taken = [picture for picture, _ in zip(found.pictures, range(pictures), strict=False)]
            begin = time.perf_counter()
            for picture in taken:
                finder.find(picture)
            return (time.perf_counter() - begin) / len(taken) * 1e6
    except (ImportError, SourceError):
        return None


def main(folder: Path) -> None:
    """Print the table."""
    found, costs, right, plain_right = films(folder), [], 0, 0
    print(f"{'film':38} truth  ours  plain  us/frame")
    for film in found:
        frames, truth = film.frames(), len(film.reps)
        mine, plain = ours(film, frames), fixed_thresholds(frames)
        costs.append(microseconds(partial(ours, film, frames), len(frames)))
        right, plain_right = right + (mine == truth), plain_right + (plain == truth)
        print(f"{film.name:38} {truth:5} {mine:5} {plain:6} {costs[-1]:9.0f}")
    mean = sum(costs) / len(costs)
    print(
        f"exact: ours {right}/{len(found)}, fixed thresholds {plain_right}/{len(found)}; {mean:.0f} us a frame",
        end="",
    )
    model = next(filter(None, map(pose_microseconds, sorted(folder.glob("*.mp4"))[:1])), None)
    print(f", {mean / model:.2%} of the pose model's {model / 1000:.1f} ms" if model else "")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CLIPS)
