"""Runs as the plan sees them: what was run, and what is planned to be. Times are the runner's local ones, without a zone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum


class RunKind(Enum):
    """How much a run takes out of the legs; `EASY` unless the runner or the plan says otherwise."""

    EASY = "easy"
    HARD = "hard"
    LONG = "long"
    RACE = "race"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that was done; `seconds` from its beginning to its end, stops and all."""

    started: datetime
    seconds: float
    kind: RunKind = RunKind.EASY
    distance_m: float | None = None

    @property
    def ended(self) -> datetime:
        """When it was over."""
        return self.started + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """A run that is meant to be done on a day; `at` is the time of day where it is known."""

    day: date
    kind: RunKind = RunKind.EASY
    at: time | None = None
    seconds: float | None = None
    distance_m: float | None = None
