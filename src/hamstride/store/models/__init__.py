"""The tables. Every record hangs on a `Runner`; in local mode there is exactly one."""

from hamstride.store.models.feed import CalendarEntry, CalendarFeed
from hamstride.store.models.login import LoginLink
from hamstride.store.models.measurement import Measurement
from hamstride.store.models.notes import CheckAnswer, PainNote
from hamstride.store.models.planning import (
    DatedRun,
    Dose,
    Pause,
    Readiness,
    Refusal,
    StrengthWish,
    WeeklyRun,
)
from hamstride.store.models.run import Activity, RunFile
from hamstride.store.models.runner import Runner
from hamstride.store.models.session import Session, Set

__all__ = [
    "Activity",
    "CalendarEntry",
    "CalendarFeed",
    "CheckAnswer",
    "DatedRun",
    "Dose",
    "LoginLink",
    "Measurement",
    "PainNote",
    "Pause",
    "Readiness",
    "Refusal",
    "RunFile",
    "Runner",
    "Session",
    "Set",
    "StrengthWish",
    "WeeklyRun",
]
