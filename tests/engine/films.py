"""Films with the truth beside them: what there is, and how their truth is read."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hamstride.engine.landmarks import Frame
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Side
from hamstride.video import track

CLIPS = Path(__file__).parents[1] / "clips"

EXERCISES = {
    "lying": ("lying-leg-curl", "neutral"),
    "lying-in": ("lying-leg-curl", "toes-in"),
    "lying-out": ("lying-leg-curl", "toes-out"),
    "standing": ("standing-curl", None),
    "ball": ("ball-curl", None),
    "roll": ("roll-forward", None),
    "hinge": ("hip-hinge", None),
    "chair": ("chair-stretch", None),
}
SIDES = {"L": Side.LEFT, "R": Side.RIGHT, None: Side.BOTH}
CUES = {
    "hips-rise": "hips-flat",
    "toes-flexed": "toes-pointed",
    "knee-forward": "knees-close",
    "knees-apart": "knees-close",
    "locked": "soft-knee",
    "hips-sag": "hips-up",
    "knees-locked": "soft-knee",
    "back-round": "back-straight",
    "knee-bent": "knee-straight",
}


@dataclass(frozen=True, kw_only=True)
class Film:
    """A pose track and what is true of it. `reps` are the counted ones (or the holds of a stretch); `near` is the leg nearer to
    the camera."""

    name: str
    exercise: str
    variant: str | None
    side: Side
    near: Side
    reps: list[dict[str, Any]]
    partials: int
    track: Path

    @property
    def each_leg(self) -> bool:
        """Whether one leg works at a time."""
        return self.side is not Side.BOTH

    @property
    def near_works(self) -> bool:
        """Whether the leg that works is not the one behind."""
        return self.side in (self.near, Side.BOTH)

    def frames(self) -> list[Frame]:
        return list(track.read(self.track).frames)

    def watcher(self, side: Side | None = None) -> Watcher:
        return Watcher(catalogue()[self.exercise], self.variant, side)

    def watch(self, side: Side | None = None) -> WatchReport:
        watcher = self.watcher(side)
        for frame in self.frames():
            watcher.receive(frame)
            watcher.events()
        return watcher.close()


def films(folder: Path) -> list[Film]:
    """All films of a folder that have a pose track."""
    found = sorted(file for file in folder.glob("*.json") if _track(file).exists())
    return [_film(file) for file in found]


def _film(file: Path) -> Film:
    truth = json.loads(file.read_text())
    exercise, variant = EXERCISES[truth["exercise"]]
    full = [rep for rep in truth["truth_reps"] if rep["height"] > 0.6]
    side = Side.BOTH if exercise in ("ball-curl", "roll-forward") else SIDES[truth.get("side")]
    return Film(
        name=file.stem,
        exercise=exercise,
        variant=variant,
        side=side,
        near=Side.LEFT if abs((truth.get("azimuth", 0) + 180) % 360 - 180) < 90 else Side.RIGHT,
        reps=full,
        partials=len(truth["truth_reps"]) - len(full),
        track=_track(file),
    )


def _track(file: Path) -> Path:
    return file.with_name(f"{file.stem}.pose.jsonl.gz")
