"""The drawn demonstrations: which there are, their files, and whether they still show what is declared.

The studio draws them (`docs/howto/studio.md`); what it drew is committed beside the pages' style sheets and comes with the
package. An exercise without one is shown by the line figure.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from hamstride.exercises.codec import encode
from hamstride.exercises.spec import Exercise, Pose

FORMAT = "hamstride-demonstration/1"
FOLDER = "web/static/demonstrations"
COMMAND = "var/studio/bin/python -m studio demonstrate"
NEAR_DEG = 1.0
# What a measured angle is called in a declared pose.
ANGLES = {
    "trunk": "trunk_deg",
    "knee": "knee_deg",
    "hip": "hip_deg",
    "other knee": "other_knee_deg",
    "other hip": "other_hip_deg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The files of the right way and of the one that is not so."""

    right: str
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """One demonstration. `sheet` has `frames` pictures from rest to top, `columns` in a row, each `width` x `height`;
    `stills` are those of the key poses, `rest` and `top` the names of two of them; `thumb` is the top, small."""

    name: str
    sheet: str
    columns: int
    frames: int
    width: int
    height: int
    rest: str
    top: str
    stills: dict[str, str]
    thumb: str
    pairs: dict[str, Pair]


def folder() -> Path:
    """Where they are."""
    return Path(str(files("hamstride") / FOLDER))


def name_of(exercise: str, variant: str | None) -> str:
    """What the files of a demonstration begin with."""
    return f"{exercise}.{variant}" if variant else exercise


def wanted(exercises: Iterable[Exercise]) -> Iterator[tuple[Exercise, str | None]]:
    """Every exercise with each of its variants."""
    for exercise in exercises:
        for variant in exercise.variants or (None,):
            yield exercise, variant


@lru_cache(maxsize=64)
def of(exercise: str, variant: str | None = None) -> Demonstration | None:
    """The demonstration of an exercise, if it has one."""
    told = _told(exercise, variant, folder())
    if told is None:
        return None
    stills = {name: pose["still"] for name, pose in told["key_poses"].items()}
    frames = {pose["frame"]: name for name, pose in told["key_poses"].items()}
    width, height = told["size"]
    return Demonstration(
        name=name_of(exercise, variant),
        sheet=told["sheet"]["file"],
        columns=told["sheet"]["columns"],
        frames=told["sheet"]["frames"],
        width=width,
        height=height,
        rest=frames[0],
        top=frames[told["sheet"]["frames"] - 1],
        stills=stills,
        thumb=told["thumb"],
        pairs={cue: Pair(**pair) for cue, pair in told["pairs"].items()},
    )


def in_a_session() -> list[str]:
    """The files that a session shows, of all demonstrations: each sheet, and the top of each way of doing an exercise."""
    told = [json.loads(file.read_text("utf-8")) for file in folder().glob("*.json")]
    tops = [max(each["key_poses"].values(), key=_frame)["still"] for each in told if each["variant"]]
    return sorted([*(each["sheet"]["file"] for each in told), *tops])


def _frame(pose: dict[str, Any]) -> int:
    return int(pose["frame"])


def path(file: str) -> Path:
    """Where a picture of a demonstration is."""
    return folder() / file


def _told(exercise: str, variant: str | None, where: Path) -> dict[str, Any] | None:
    file = where / f"{name_of(exercise, variant)}.json"
    if not file.is_file():
        return None
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return told


def files_of(told: dict[str, Any]) -> list[str]:
    """The pictures that a demonstration names."""
    stills = [pose["still"] for pose in told["key_poses"].values()]
    pairs = [name for pair in told["pairs"].values() for name in pair.values()]
    return [told["sheet"]["file"], told["thumb"], *stills, *pairs]


def drawn_from(exercise: Exercise, variant: str | None) -> dict[str, Any]:
    """What of a declaration a demonstration shows, but for the angles: when this changes, it has to be drawn again."""
    declared = encode(exercise)
    of_variant = declared["variants"][variant] if variant else {}
    return {
        "position": declared["position"],
        "laterality": declared["laterality"],
        "equipment": declared.get("equipment", []),
        "movement": [exercise.movement.rest, exercise.movement.top],
        "spine_and_ankle": {
            name: [pose.spine_deg, pose.ankle_deg, pose.arm_deg] for name, pose in exercise.poses.items()
        },
        "toes": [of_variant.get("bias"), of_variant.get("toe_turn_deg", 0.0)],
        "cues": {id_: _judged(declared["cues"][id_]) for id_ in exercise.cue_ids(variant)},
    }


def _judged(cue: dict[str, Any]) -> list[Any]:
    return [cue.get("measure"), cue.get("bound")]


def outdated(exercise: Exercise, variant: str | None, where: Path | None = None) -> str | None:
    """What of a demonstration is not as declared, in a few words; `None` when it shows what is declared."""
    told = _told(exercise.id, variant, where or folder())
    if told is None:
        return "not drawn yet"
    if told["drawn_from"] != drawn_from(exercise, variant):
        return "drawn from another declaration"
    for name, pose in exercise.poses.items():
        drawn = told["key_poses"].get(name)
        if drawn is None:
            return f"without the key pose {name}"
        off = _off(drawn["angles"], pose)
        if off:
            return f"off in {name}: {off}"
    return None


def _off(drawn: dict[str, float], pose: Pose) -> str | None:
    for angle, field in ANGLES.items():
        asked = getattr(pose, field)
        if abs((drawn[angle] - asked + 180) % 360 - 180) > NEAR_DEG:
            return f"{angle} drawn at {drawn[angle]:.1f}, declared {asked:g} degrees"
    return None
