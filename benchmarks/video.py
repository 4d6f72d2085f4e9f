"""Our way through a film against a bare loop of decoder and pose model over the same film.

.venv/bin/python -m benchmarks.video FILM [--frames N] [--rounds N]

The two take turns in one run, so that what else the machine does falls on both; the smallest time of each counts.
"""

import argparse
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import av
import mediapipe

from hamstride import parts
from hamstride.video import pose


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


def seconds(work: Callable[[Path, int], None], film: Path, frames: int) -> float:
    """How long one run took."""
    begin = time.perf_counter()
    work(film, frames)
    return time.perf_counter() - begin


def main() -> None:
    """Print the two times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("film", type=Path)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    times = [
        (seconds(bare, asked.film, asked.frames), seconds(ours, asked.film, asked.frames))
        for _ in range(asked.rounds)
    ]
    bare_s, ours_s = (min(column) for column in zip(*times, strict=True))
    print(f"bare loop {bare_s:.2f} s, ours {ours_s:.2f} s, ratio {ours_s / bare_s:.3f}")


if __name__ == "__main__":
    main()
