"""Planned runs and pauses, set in two tabs at once: the later one holds, and nothing is there twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction

from hamstride.exercises.values import RunnerProfile
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import models, planning, services

DAY = date(2026, 11, 22)
RUN = PlannedRun(day=DAY, kind=RunKind.EASY)
WEEK = [planning.WeekdayRun(weekday=day, kind=RunKind.EASY) for day in range(7)]
BLOCKED_S = 0.5

Deed = Callable[[models.Runner], Any]
DEEDS: dict[str, tuple[Deed, type[Any], int]] = {
    "the usual week": (lambda runner: planning.set_usual(runner, WEEK, 3), models.WeeklyRun, 7),
    "a date": (lambda runner: planning.plan_run(runner, DAY, RUN), models.DatedRun, 1),
    "a file": (lambda runner: planning.read_in(runner, [RUN], DAY), models.DatedRun, 1),
    "a pause": (lambda runner: planning.pause(runner, DAY), models.Pause, 1),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_keep_it_once(deed: str, alice: models.Runner) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets in one writer at a time; run with --db postgresql")
    do, kind, rows = DEEDS[deed]
    begun, over = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            do(models.Runner.objects.get(pk=alice.pk))
            begun.set()
            over.wait(BLOCKED_S)

    def second() -> None:
        begun.wait(10)
        do(models.Runner.objects.get(pk=alice.pk))
        over.set()

    with ThreadPoolExecutor(2) as tabs:
        for tab in [tabs.submit(_in_a_tab, work) for work in (first, second)]:
            tab.result()
    assert kind.objects.filter(runner=alice).count() == rows


def _in_a_tab(work: Callable[[], None]) -> None:
    with closing(connection):
        work()


def test_what_another_tab_told_of_the_runner_meanwhile_stays(alice: models.Runner) -> None:
    here = models.Runner.objects.get(pk=alice.pk)
    services.save_profile(alice, RunnerProfile(language="de"))
    planning.set_usual(here, WEEK, 3)
    kept = models.Runner.objects.get(pk=alice.pk).profile
    assert (kept.language, kept.per_week) == ("de", 3)
