"""A year of strength fitted around a marathoner's runs, against a bare loop that only walks over the same days and runs.

.venv/bin/python -m benchmarks.week
"""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock

from hamstride.plan.rules import Newness
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.plan.week import TIMES, Situation, plan

MONDAY = date(2026, 1, 5)
WEEKS = 52
ROUNDS = 15
NEAR_DAYS = 3
USUAL = {0: RunKind.EASY, 1: RunKind.HARD, 2: RunKind.EASY, 3: RunKind.HARD, 5: RunKind.EASY, 6: RunKind.LONG}


def year() -> Situation:
    """Six runs a week, two of them hard, one long."""
    days = (MONDAY + timedelta(days=n) for n in range(7 * WEEKS))
    runs = (
        PlannedRun(day=day, kind=USUAL[day.weekday()], at=clock(7)) for day in days if day.weekday() in USUAL
    )
    newness = Newness(first=MONDAY - timedelta(days=100))
    return Situation(now=datetime.combine(MONDAY, clock(6)), planned=tuple(runs), newness=newness)


def bare(situation: Situation) -> int:
    """Every time of every day, with the distance to every run of the week around it."""
    count = 0
    for n in range(7 * WEEKS):
        day = MONDAY + timedelta(days=n)
        near = [run for run in situation.planned if abs((run.day - day).days) <= NEAR_DAYS]
        for at in TIMES:
            start = datetime.combine(day, at)
            count += sum(
                abs(datetime.combine(run.day, clock(7)) - start) < timedelta(hours=24) for run in near
            )
    return count


def best_ms(work: Callable[[], object]) -> float:
    """The shortest of a few rounds, in milliseconds of this process."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return 1000 * min(found)


def main() -> None:
    """Measure both, and print the ratio."""
    situation = year()
    ours, theirs = best_ms(lambda: plan(situation, WEEKS)), best_ms(lambda: bare(situation))
    print(f"a year of {len(situation.planned)} runs: {ours:.1f} ms (reach: 50)")
    print(f"bare loop {theirs:.1f} ms, ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
