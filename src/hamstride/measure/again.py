"""When a test is offered: after the third session, then every four to six weeks, and never twice because it was refused."""

from datetime import date, timedelta
from typing import Final

FIRST_AFTER_SESSIONS: Final = 3
EVERY: Final = timedelta(weeks=4)
AT_THE_LATEST: Final = timedelta(weeks=6)
REFUSED_FOR: Final = timedelta(weeks=4)


def offered(today: date, *, sessions: int, last: date | None, refused: date | None = None) -> bool:
    """Whether to offer a test today, given how many sessions were done, the day of the last test (`None`: never) and the day on
    which the offer was last refused."""
    if sessions < FIRST_AFTER_SESSIONS:
        return False
    if refused is not None and today - refused < REFUSED_FOR:
        return False
    return last is None or today - last >= EVERY


def next_days(last: date) -> tuple[date, date]:
    """The first and the last day of the time in which the next test says most."""
    return last + EVERY, last + AT_THE_LATEST
