"""Demonstrations for the pages: a sheet of pictures from rest to top, stills of the key poses, right and not so, and what was
drawn in numbers. One command draws those that are missing or out of date."""

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from hamstride import demonstrations as shown
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from studio import marks
from studio.body import Body
from studio.easel import Easel, View
from studio.figures import other, working
from studio.setting import LIGHT, SIDE, Setting, close, grown
from studio.skeleton import Figure
from studio.wrong import Pair, pair

FRAMES, COLUMNS = 24, 4
WIDTH, HEIGHT = 720, 540  # twice what a phone shows
PAIR, THUMB = (480, 360), (256, 192)
_SHEET = {"quality": 76, "alpha_quality": 60, "method": 4}
_STILL = {"quality": 82, "alpha_quality": 80, "method": 4}
_PAIR = {"quality": 76, "alpha_quality": 60, "method": 6}
_TWIN = {
    "trunk": "trunk",
    **{
        f"{leg}{joint}": f"{side} {joint}"
        for leg, side in (("", working(SIDE)), ("other ", other(SIDE)))
        for joint in ("knee", "hip")
    },
}


def draw(folder: Path, ids: list[str], *, again: bool) -> Iterator[str]:
    """Draw the demonstrations of these exercises (or all); gives one line about each."""
    folder.mkdir(parents=True, exist_ok=True)
    body, easel = None, None
    for exercise, variant in shown.wanted(catalogue().values()):
        if ids and exercise.id not in ids:
            continue
        if not again and shown.outdated(exercise, variant, folder) is None:
            continue
        body, easel = body or grown(), easel or Easel(WIDTH, HEIGHT)
        yield _Drawing(exercise, variant, body, easel, folder).draw()
    if not ids:
        _clear(folder)


def _clear(folder: Path) -> None:
    """Take away the files that no demonstration names."""
    named = {
        name for file in folder.glob("*.json") for name in shown.files_of(json.loads(file.read_text("utf-8")))
    }
    for file in folder.glob("*.webp"):
        if file.name not in named:
            file.unlink()


class _Drawing:
    """One demonstration being drawn."""

    def __init__(
        self, exercise: Exercise, variant: str | None, body: Body, easel: Easel, folder: Path
    ) -> None:
        self._name = shown.name_of(exercise.id, variant)
        self._folder, self._easel = folder, easel
        self._setting = Setting(exercise, variant, body)
        self._figures = self._setting.way(FRAMES)
        self._view = self._setting.view(self._figures, WIDTH, HEIGHT)

    def draw(self) -> str:
        """Write the pictures and the numbers."""
        exercise, variant = self._setting.exercise, self._setting.variant
        frames = [self._picture(figure, self._view) for figure in self._figures]
        frames, box = _trimmed(frames)
        told = {
            "format": shown.FORMAT,
            "exercise": exercise.id,
            "variant": variant,
            "sheet": {
                "file": self._write("sheet", _grid(frames), _SHEET),
                "columns": COLUMNS,
                "frames": FRAMES,
            },
            "thumb": self._write("thumb", _small(frames[-1]), _PAIR),
            "size": [int(frames[0].shape[1]), int(frames[0].shape[0])],
            "key_poses": {name: self._key_pose(name, frames, box) for name in exercise.poses},
            "pairs": self._pairs(),
            "drawn_from": shown.drawn_from(exercise, variant),
        }
        (self._folder / f"{self._name}.json").write_text(json.dumps(told, indent=1) + "\n")
        size = sum((self._folder / name).stat().st_size for name in shown.files_of(told))
        width, height = told["size"]
        return f"{self._name}: {FRAMES} pictures of {width} x {height}, {size / 1000:.0f} kB in all"

    def _key_pose(self, name: str, frames: list[Any], box: tuple[slice, slice]) -> dict[str, Any]:
        """The still of a declared key pose, and its angles as they were measured between the drawn joints."""
        movement, figure = self._setting.exercise.movement, self._setting.pose(name)
        frame = {movement.rest: 0, movement.top: FRAMES - 1}.get(name)
        still = frames[frame] if frame is not None else self._picture(figure, self._view)[box]
        drawn = self._setting.person.show(figure).angles
        return {
            "frame": frame,
            "still": self._write(name, still, _STILL),
            "angles": {mine: round(drawn[theirs], 2) + 0.0 for mine, theirs in _TWIN.items()},
        }

    def _pairs(self) -> dict[str, Any]:
        exercise, found = self._setting.exercise, {}
        for id_ in exercise.cue_ids(self._setting.variant):
            two = pair(self._setting, exercise.cues[id_])
            if two:
                right, wrong = self._two(two)
                found[id_] = {
                    "right": self._write(f"{id_}.right", right, _PAIR),
                    "wrong": self._write(f"{id_}.wrong", wrong, _PAIR),
                }
        return found

    def _two(self, two: Pair) -> list[Any]:
        people = [self._setting.person.show(figure) for figure in (two.right, two.wrong)]
        aims = [two.aim(each) for each in people]
        if two.high_m is None:
            view = self._setting.view([two.right, two.wrong], WIDTH, HEIGHT)
        else:
            middle = np.mean([two.middle(each) for each in people], axis=0)
            view = close(middle, *two.from_deg, two.high_m, (WIDTH, HEIGHT))
        pictures = [self._easel.picture(self._setting.parts(each), view, LIGHT) for each in people]
        return [
            marks.ringed(picture, view.seen(aim[None])[0], good=good, size=PAIR)
            for picture, aim, good in zip(pictures, aims, (True, False), strict=True)
        ]

    def _picture(self, figure: Figure, view: View) -> Any:
        return self._easel.picture(self._setting.parts(self._setting.person.show(figure)), view, LIGHT)

    def _write(self, what: str, picture: Any, how: dict[str, int]) -> str:
        """Write a picture under a name that changes with it, so that browsers may keep it for ever; returns the name."""
        from PIL import Image

        out = io.BytesIO()
        Image.fromarray(picture, "RGBA").save(out, "WEBP", **how)
        mark = hashlib.sha256(out.getvalue()).hexdigest()[:10]
        for old in self._folder.glob(f"{self._name}.{what}.*.webp"):
            if old.name.removeprefix(f"{self._name}.{what}.").count(".") == 1:
                old.unlink()
        name = f"{self._name}.{what}.{mark}.webp"
        (self._folder / name).write_bytes(out.getvalue())
        return name


def _trimmed(frames: list[Any]) -> tuple[list[Any], tuple[slice, slice]]:
    """The frames without what is empty in all of them."""
    used = np.max([frame[..., 3] for frame in frames], axis=0) > 6
    rows, columns = np.flatnonzero(used.any(1)), np.flatnonzero(used.any(0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return [frame[box] for frame in frames], box


def _small(picture: Any) -> Any:
    """The picture as a list shows it."""
    from PIL import Image

    drawn = Image.fromarray(picture, "RGBA").convert("RGBa")
    drawn.thumbnail(THUMB, Image.Resampling.LANCZOS)
    return np.asarray(drawn.convert("RGBA"))


def _grid(frames: list[Any]) -> Any:
    rows = [np.hstack(frames[i : i + COLUMNS]) for i in range(0, len(frames), COLUMNS)]
    return np.vstack(rows)
