"""Tests as they are kept: what was typed or seen, in the unit it came in, and the values that the formulas take."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from hamstride.exercises.codec import decode, encode
from hamstride.exercises.values import RunnerProfile, Side
from hamstride.measure import flexibility
from hamstride.measure.balance import Muscle, Pose, Pulls, Setup, StrengthTest, Unit
from hamstride.measure.error import Error
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.torque import Build

STRENGTH = "strength"
LEGS = (Side.LEFT, Side.RIGHT)
PARTS = tuple((muscle, side) for muscle in (Muscle.BACK, Muscle.FRONT) for side in LEGS)
"""The parts of a strength test in the order in which they are done: the legs take turns, so that each rests."""


class _Plain:
    """Plain data and back."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data that `from_dict` reads back to an equal value."""
        found: dict[str, Any] = encode(self)
        return found

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """The value from plain data. Raises `DecodeError`."""
        return decode(cls, data, cls.__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthKept(_Plain):
    """A strength test as it was typed: `pulls` by part (`back-left`), in `unit`; the lever from knee to strap in centimetres.
    The body's mass is that of the day."""

    unit: Unit
    lever_cm: float
    pulls: dict[str, tuple[float, ...]] = field(default_factory=dict)
    pose: Pose = Pose.SEATED_BEND
    mass_kg: float | None = None

    def __post_init__(self) -> None:
        known = [part_id(*part) for part in PARTS]
        if not set(self.pulls) <= set(known):
            raise ValueError(f"pulls: parts are {', '.join(known)}; it has {', '.join(self.pulls)}")
        if self.mass_kg is not None and not self.mass_kg > 0:
            raise ValueError(f"mass_kg: got {self.mass_kg!r}, expected more than 0")
        self._measured()  # raises for a lever or a force that cannot be

    @property
    def complete(self) -> bool:
        """Whether every part was pulled."""
        return all(part_id(*part) in self.pulls for part in PARTS)

    def value(self, at: datetime) -> StrengthTest:
        """The test for the formulas."""
        setup, pulls = self._measured()
        return StrengthTest(at=at, setup=setup, pulls=pulls, mass_kg=self.mass_kg)

    def _measured(self) -> tuple[Setup, tuple[Pulls, ...]]:
        pulls = tuple(
            Pulls(side=side, muscle=muscle, forces_n=tuple(force * self.unit.newtons for force in found))
            for muscle, side in PARTS
            if (found := self.pulls.get(part_id(muscle, side))) is not None
        )
        return Setup(lever_m=self.lever_cm / 100, back_pose=self.pose), pulls


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexKept(_Plain):
    """A flexibility test: its trials by leg (`both` for the reach), in degrees or centimetres; `warm` says that the legs were
    not cold, so that it is not to be compared."""

    test: FlexTest
    instrument: Instrument
    trials: dict[str, tuple[float, ...]]
    warm: bool = False

    def __post_init__(self) -> None:
        flexibility.error(self.test, self.instrument)
        legs = {side.value for side in LEGS} if self.test.is_angle else {Side.BOTH.value}
        if not self.trials or not set(self.trials) <= legs:
            raise ValueError(
                f"trials of {', '.join(sorted(legs))}; it has {', '.join(self.trials) or 'none'}"
            )
        for found in self.trials.values():
            if flexibility.result(found) is None:
                raise ValueError(f"trials: got {len(found)} of a leg, expected {flexibility.FEWEST} or more")
            for value in found:
                flexibility.check(self.test, value)

    def result(self, side: Side) -> float | None:
        """The mean of the trials of a leg."""
        return flexibility.result(self.trials.get(side.value, ()))

    @property
    def results(self) -> dict[Side, float]:
        """The means that there are."""
        found = {side: self.result(side) for side in (*LEGS, Side.BOTH)}
        return {side: value for side, value in found.items() if value is not None}

    @property
    def error(self) -> Error:
        """The error of a result."""
        return flexibility.error(self.test, self.instrument)


def part_id(muscle: Muscle, side: Side) -> str:
    """`back-left` and the like."""
    return f"{muscle.value}-{side.value}"


def build_of(profile: RunnerProfile) -> Build | None:
    """The runner's body, if they told mass and height."""
    if profile.mass_kg is None or profile.height_m is None:
        return None
    return Build(mass_kg=profile.mass_kg, height_m=profile.height_m)
