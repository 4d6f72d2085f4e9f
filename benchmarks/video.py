"""Our way through a film against a bare loop of decoder and pose model over the same film.

.venv/bin/python -m benchmarks.video FILM [--frames N] [--rounds N] [--two]

The two take turns in one run, so that what else the machine does falls on both; the smallest time of each counts. With `--two`
the whole film is watched twice side by side: by two bare loops in processes of their own, and by two workers of `watch`.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import av
import mediapipe

from hamstride import parts
from hamstride.exercises.load import catalogue
from hamstride.video import many, pose
from hamstride.video.jobs import Job, WatchOutcome
from hamstride.video.workers import Crew


def bare(film: Path, frames: int) -> None:
    """Nothing but what the two libraries themselves need to be told."""
    vision = mediapipe.tasks.vision
    options = vision.PoseLandmarkerOptions(
        base_options=mediapipe.tasks.BaseOptions(model_asset_path=str(parts.find(parts.MODELS["full"]))),
        running_mode=vision.RunningMode.VIDEO,
    )
    with vision.PoseLandmarker.create_from_options(options) as landmarker, av.open(str(film)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for frame in islice(container.decode(video=0), frames):
            image = mediapipe.Image(
                image_format=mediapipe.ImageFormat.SRGB, data=frame.to_ndarray(format="rgb24")
            )
            landmarker.detect_for_video(image, round((frame.time or 0.0) * 1000))


def ours(film: Path, frames: int) -> None:
    """The same film through `hamstride.video`, to frames that the engine can take."""
    for _ in islice(pose.track(film).frames, frames):
        pass


def bare_two(film: Path, frames: int) -> None:
    """Two bare loops side by side, in processes that begin and end with them."""
    fresh = multiprocessing.get_context("spawn")
    loops = [fresh.Process(target=bare, args=(film, frames)) for _ in range(2)]
    for loop in loops:
        loop.start()
    for loop in loops:
        loop.join()


def ours_two(film: Path, frames: int) -> None:
    """Two films by two workers, to results. The whole film: `frames` must not be fewer."""
    jobs = [Job(file=film, exercise=catalogue()["standing-curl"])] * 2
    with Crew[Job, WatchOutcome](many.watch, 2) as crew:
        for _ in crew.run(jobs):
            pass


def seconds(work: Callable[[Path, int], None], film: Path, frames: int) -> float:
    """How long one run took."""
    begin = time.perf_counter()
    work(film, frames)
    return time.perf_counter() - begin


def compare(
    theirs: Callable[[Path, int], None], ours: Callable[[Path, int], None], asked: argparse.Namespace
) -> tuple[float, float]:
    """The smallest seconds of each, taken in turns."""
    times = [
        (seconds(theirs, asked.film, asked.frames), seconds(ours, asked.film, asked.frames))
        for _ in range(asked.rounds)
    ]
    theirs_s, ours_s = (min(column) for column in zip(*times, strict=True))
    return theirs_s, ours_s


def main() -> None:
    """Print the two times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("film", type=Path)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--two", action="store_true", help="two whole films side by side")
    asked = parser.parse_args()
    if asked.two:
        asked.frames = sys.maxsize
        bare_s, ours_s = compare(bare_two, ours_two, asked)
        print(
            f"two bare loops {bare_s:.2f} s, two workers {ours_s:.2f} s, throughput {bare_s / ours_s:.3f} of theirs"
        )
        return
    bare_s, ours_s = compare(bare, ours, asked)
    print(f"bare loop {bare_s:.2f} s, ours {ours_s:.2f} s, ratio {ours_s / bare_s:.3f}")


if __name__ == "__main__":
    main()
