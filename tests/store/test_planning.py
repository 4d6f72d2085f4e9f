"""Planned runs and pauses, set in two tabs at once: the later one holds, and nothing is there twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from hamstride.exercises.values import RunnerProfile
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import models, planning, services

DAY = date(2026, 11, 22)
RUN = PlannedRun(day=DAY, kind=RunKind.EASY)
WEEK = [planning.WeekdayRun(weekday=day, kind=RunKind.EASY) for day in range(7)]
BLOCKED_S = 0.5

Deed = Callable[[models.Runner], Any]


def plan_week(runner: models.Runner) -> None:
    planning.set_usual(runner, WEEK, 3)


def plan_date(runner: models.Runner) -> None:
    planning.plan_run(runner, DAY, RUN)


def forget_date(runner: models.Runner) -> None:
    planning.forget_date(runner, DAY)


def read_in(runner: models.Runner) -> None:
    planning.read_in(runner, [RUN], DAY)


def pause(runner: models.Runner) -> None:
    planning.pause(runner, DAY)


def well_again(runner: models.Runner) -> None:
    planning.well_again(runner, DAY)


def wish(runner: models.Runner) -> None:
    planning.wish(runner, {DAY: True})


def leave_it_to_the_plan(runner: models.Runner) -> None:
    planning.wish(runner, {DAY: None})


LASTING = models.Pause.objects.filter(until=None)
# What one tab does, what the other does meanwhile, and how many of what stand then.
DEEDS: dict[str, tuple[Deed, Deed, QuerySet[Any], int]] = {
    "the usual week": (plan_week, plan_week, models.WeeklyRun.objects.all(), 7),
    "a date": (plan_date, plan_date, models.DatedRun.objects.all(), 1),
    "a date that is forgotten": (plan_date, forget_date, models.DatedRun.objects.all(), 0),
    "a file": (read_in, read_in, models.DatedRun.objects.all(), 1),
    "a pause": (pause, pause, LASTING, 1),
    "a wish that is taken back": (wish, leave_it_to_the_plan, models.StrengthWish.objects.all(), 0),
    "a pause that ends": (pause, well_again, LASTING, 0),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_at_once_the_later_one_holds(deed: str, alice: models.Runner) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets in one writer at a time; run with --db postgresql")
    one, other, standing, rows = DEEDS[deed]
    begun, over = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            one(models.Runner.objects.get(pk=alice.pk))
            begun.set()
            over.wait(BLOCKED_S)

    def second() -> None:
        begun.wait(10)
        other(models.Runner.objects.get(pk=alice.pk))
        over.set()

    with ThreadPoolExecutor(2) as tabs:
        for tab in [tabs.submit(_in_a_tab, work) for work in (first, second)]:
            tab.result()
    assert standing.filter(runner=alice).count() == rows


def _in_a_tab(work: Callable[[], None]) -> None:
    with closing(connection):
        work()


def test_what_another_tab_told_of_the_runner_meanwhile_stays(alice: models.Runner) -> None:
    here = models.Runner.objects.get(pk=alice.pk)
    services.save_profile(alice, RunnerProfile(language="de"))
    planning.set_usual(here, WEEK, 3)
    kept = models.Runner.objects.get(pk=alice.pk).profile
    assert (kept.language, kept.per_week) == ("de", 3)
