"""How fast a runner really goes through a session: what their last ones took, held against what was expected of them."""

from collections.abc import Iterable
from itertools import islice
from statistics import median

SESSIONS = 3  # of fewer a doorbell would make the half
USUAL = 1.0
QUICKEST, SLOWEST = 0.75, 1.5  # the dose and its tempo allow no more, and a longer promise would frighten
INTERRUPTED = 2.0  # twice as long as expected: something came between, which says nothing of the next time


def pace(lengths: Iterable[tuple[float, float]]) -> float:
    """So many times as long as expected: the median of the last sessions, or 1 while they are too few. `lengths` are the
    seconds that sessions took and those that were expected, newest first."""
    shares = (took_s / expected_s for took_s, expected_s in lengths if expected_s > 0)
    last = list(islice((share for share in shares if 0 < share <= INTERRUPTED), SESSIONS))
    return min(max(median(last), QUICKEST), SLOWEST) if len(last) == SESSIONS else USUAL
