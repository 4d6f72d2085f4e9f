"""Whether a session that comes from a browser is one to keep."""

from datetime import date, timedelta

from hamstride.exercises import load, values
from hamstride.exercises.codec import DecodeError
from hamstride.store import models
from hamstride.web.session.making import catalogue_of, knows

MOST_SETS = 60
LONGEST_AWAY = timedelta(days=60)  # a browser may have been without a connection for so long


def check(runner: models.Runner, session: values.Session, today: date) -> None:
    """Whether a session that a browser began by itself is one that we could have made. Raises `DecodeError`."""
    catalogue = catalogue_of(runner.profile)
    if session.routine not in load.routines() and session.routine not in catalogue:
        raise DecodeError("routine", session.routine[:60], "a routine or an exercise")
    if not 1 <= len(session.sets) <= MOST_SETS:
        raise DecodeError("sets", len(session.sets), f"1 to {MOST_SETS} of them")
    for plan in session.sets:
        if not knows(catalogue, plan):
            raise DecodeError(
                "sets", f"{plan.exercise[:60]} {plan.variant!r:.60}", "exercises of the catalogue"
            )
    _check_day(session.date, today)


def _check_day(text: str, today: date) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    if not today - LONGEST_AWAY <= day <= today + timedelta(days=1):
        raise DecodeError("date", text[:20], f"a day of the last {LONGEST_AWAY.days}")
