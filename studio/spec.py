"""What a film is asked to show. One TOML file holds one or many (`[[film]]`); repetitions are numbered from 1."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from hamstride.exercises.codec import decode
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Side
from studio.acts import FIDGETS
from studio.faults import FAULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """The phone is knocked: within a third of a second its tilt and pitch change by so much."""

    at_s: float
    tilt_deg: float = 0.0
    pitch_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSpec:
    """Where the camera is. `azimuth_deg` 0 shows the left side, 180 the right, 90 the front; it looks at the middle of the
    movement, `pitch_deg` further up; `fill` is the share of the picture that the movement takes."""

    azimuth_deg: float = 0.0
    height_m: float = 0.7
    pitch_deg: float = 0.0
    tilt_deg: float = 0.0
    field_deg: float = 45.0
    fill: float = 0.72
    knock: Knock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSpec:
    """The film itself. `noise` is the standard deviation of what is added to each colour (0..255), `light` what they are
    multiplied with, `quality` x264's constant rate factor."""

    width: int = 480
    height: int = 360
    fps: float = 15.0
    noise: float = 0.0
    light: float = 1.0
    quality: int = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSpec:
    """Who it is: everything not given comes from the seed."""

    seed: int = 1
    build: dict[str, float] = field(default_factory=dict)
    bottoms: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passer:
    """Somebody else walks through the picture, `lane_m` nearer to the camera (negative: behind), beginning at `at_s`."""

    at_s: float
    lane_m: float = -0.9
    child: bool = False
    seed: int = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """One film.

    `tempo` is (lift, hold, lower) in seconds; `holds` and `lowers` give single repetitions their own. `faults` and
    `partials` (share of the range) are by number of the repetition, faults also for "all". `between` names the fidgets
    before a repetition ("end": after the last). With no repetitions the person is there for `still_s` and does nothing else.
    `arrive` and `get_up` begin and end the film on the feet.
    """

    name: str
    exercise: str
    variant: str | None = None
    side: Side = Side.LEFT
    reps: int = 1
    tempo: tuple[float, float, float] | None = None
    holds: tuple[float, ...] = ()
    lowers: tuple[float, ...] = ()
    pause_s: float = 0.7
    still_s: float = 0.0
    faults: dict[str, tuple[str, ...]] = field(default_factory=dict)
    partials: dict[str, float] = field(default_factory=dict)
    between: dict[str, tuple[str, ...]] = field(default_factory=dict)
    arrive: bool = False
    get_up: bool = False
    seed: int = 1
    camera: CameraSpec = field(default_factory=CameraSpec)
    picture: PictureSpec = field(default_factory=PictureSpec)
    person: PersonSpec = field(default_factory=PersonSpec)
    passer: Passer | None = None

    def __post_init__(self) -> None:
        _known("exercise", (self.exercise,), catalogue())
        _known("fault", chain.from_iterable(self.faults.values()), FAULTS)
        _known("fidget", chain.from_iterable(self.between.values()), FIDGETS)
        numbers = [str(n + 1) for n in range(self.reps)]
        _known("repetition of a fault", self.faults, (*numbers, "all"))
        _known("repetition that is partial", self.partials, numbers)
        _known("repetition after which there is a fidget", self.between, (*numbers, "end"))


def _known(what: str, names: Iterable[str], among: Collection[str]) -> None:
    for name in names:
        if name not in among:
            raise ValueError(f"for {what} one of {', '.join(among)}; it has {name!r}")


def read(path: Path) -> list[Film]:
    """The films of a file. Raises `DecodeError` naming the film, the key, what was found and what is allowed."""
    films = tomllib.loads(path.read_text("utf-8"))["film"]
    return [decode(Film, film, f"{path.name}.{film.get('name', i)}") for i, film in enumerate(films)]
