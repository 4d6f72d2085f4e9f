"""What is counted, timed and said of films whose truth is known, beside three other ways to count.

    python -m benchmarks.counting [FOLDER…] [--jitter]

A FOLDER holds NAME.json (truth) with NAME.pose.jsonl.gz; without one, the films of the tests and the common material beside
the repository are taken. Prints a row a film (truth, ours, and each of `counters.OTHERS`), with `--jitter` the exact counts
under 0 to 5 degrees of white noise with the far leg seen and hidden, then every cue's verdicts, what a frame costs each, and
last the totals.
"""

import math
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.counters import OTHERS, Counter
from benchmarks.scoring import Score, counted, score
from benchmarks.spoiling import far_leg_hidden, jittered
from hamstride.engine.landmarks import Frame
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.video.errors import SourceError
from tests.engine.films import CLIPS, Film, films

COMMON = Path(__file__).resolve().parents[2] / "shared" / "clips"
JITTER_DEG = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
REPEATS = 3
KINDS = ("hit", "false", "missed", "unseen", "kept")

Costs = dict[str, list[float]]


def watched(film: Film, frames: Sequence[Frame]) -> WatchReport:
    """Our report of frames."""
    watcher = film.watcher()
    for frame in frames:
        watcher.receive(frame)
        watcher.events()
    return watcher.close()


def ours(exercise: Exercise, frames: Sequence[Frame]) -> int:
    """Our count, as one counter among the others."""
    watcher = Watcher(exercise)
    for frame in frames:
        watcher.receive(frame)
        watcher.events()
    return len(counted(watcher.close()))


COUNTERS: dict[str, Counter] = {"ours": ours, **OTHERS}


def table(found: Sequence[Film]) -> tuple[Score, Costs]:
    """Print a row a film; returns the totals and what a frame costs each counter."""
    total, exact = Score(), dict.fromkeys(COUNTERS, 0)
    costs: Costs = {name: [] for name in COUNTERS}
    print(f"{'film':38}{'truth':>11}" + "".join(f"{name:>11}" for name in COUNTERS))
    for film in found:
        frames, exercise, truth = film.frames(), catalogue()[film.exercise], len(film.reps)
        mine = score(film, watched(film, frames))
        total.add(mine)
        counts = {name: counter(exercise, frames) for name, counter in COUNTERS.items()}
        for name, counter in COUNTERS.items():
            exact[name] += counts[name] == truth
            costs[name].append(microseconds(partial(counter, exercise, frames), len(frames)))
        print(f"{film.name:38}{truth:11}" + "".join(f"{counts[name]:11}" for name in COUNTERS) + _noted(mine))
    print(f"{'exact counts':38}{len(found):11}" + "".join(f"{exact[name]:11}" for name in COUNTERS))
    return total, costs


def _noted(mine: Score) -> str:
    """What to look at in a film's row."""
    wrong = [f"{kind} {cue}" for (cue, kind) in sorted(mine.cues) if kind in ("false", "missed")]
    wrong += [f"hold {max(mine.hold_off_s):.2f} s off"] if max(mine.hold_off_s, default=0.0) > 0.5 else []
    wrong += [f"tempo {max(mine.tempo_off_s):.2f} s off"] if max(mine.tempo_off_s, default=0.0) > 0.5 else []
    wrong = (["COUNT"] if not mine.exact else []) + (["SIDE"] if mine.right_side < mine.sided else []) + wrong
    return "  " + "; ".join(wrong)


def under_jitter(found: Sequence[Film]) -> None:
    """Print how many counts stay exact with white noise on the landmarks, the far leg as it is and hidden."""
    print(f"\n{'exact counts with jitter':38}{'films':>11}" + "".join(f"{name:>11}" for name in COUNTERS))
    for hidden in (False, True):
        chosen = [film for film in found if not hidden or film.near_works]
        for jitter_deg in JITTER_DEG:
            exact = _exact(chosen, jitter_deg, hidden=hidden)
            row = f"{jitter_deg:.0f} degrees" + (", far leg hidden" if hidden else "")
            print(f"{row:38}{len(chosen):11}" + "".join(f"{exact[name]:11}" for name in COUNTERS))


def _exact(found: Sequence[Film], jitter_deg: float, *, hidden: bool) -> dict[str, int]:
    exact = dict.fromkeys(COUNTERS, 0)
    for film in found:
        frames = jittered(film.frames(), jitter_deg)
        frames = far_leg_hidden(frames, film.near) if hidden else frames
        for name, counter in COUNTERS.items():
            exact[name] += counter(catalogue()[film.exercise], frames) == len(film.reps)
    return exact


def confusion(total: Score) -> None:
    """Print every cue's verdicts."""
    print(f"\n{'cue':38}" + "".join(f"{kind:>11}" for kind in KINDS))
    for cue in sorted({cue for cue, _ in total.cues}):
        print(f"{cue:38}" + "".join(f"{total.cues[cue, kind]:11}" for kind in KINDS))


def microseconds(run: Callable[[], object], frames: int) -> float:
    """The best of a few runs, a frame."""
    best = math.inf
    for _ in range(REPEATS):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return best / max(frames, 1) * 1e6


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


def main(arguments: Sequence[str]) -> None:
    """Print everything."""
    given = [Path(each) for each in arguments if not each.startswith("--")]
    folders = given or [CLIPS, CLIPS / "studio", *([COMMON] if COMMON.is_dir() else [])]
    found = [film for folder in folders for film in films(folder)]
    total, costs = table(found)
    if "--jitter" in arguments:
        under_jitter(found)
    confusion(total)
    mean = {name: sum(each) / len(each) for name, each in costs.items()}
    print(f"\n{'microseconds a frame':49}" + "".join(f"{mean[name]:11.0f}" for name in COUNTERS))
    pictures = next((film for folder in folders for film in sorted(folder.glob("*.mp4"))), None)
    model = pose_microseconds(pictures) if pictures else None
    cost = f"{mean['ours']:.0f} us a frame" + (
        f", {mean['ours'] / model:.2%} of the pose model's" if model else ""
    )
    print(f"{total.line()} | {cost}")


if __name__ == "__main__":
    main(sys.argv[1:])
