"""Runs in the record: read by day, typed in, changed, deleted and brought back; everybody's own."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from hamstride.plan.runs import Run, RunKind
from hamstride.store import models, runs

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)


def typed(who: models.Runner, day: date, hour: int = 18, **changes: object) -> models.Activity:
    fields: dict[str, object] = {"seconds": 2700.0, "kind": RunKind.EASY, "distance_m": None} | changes
    return runs.type_in(who, datetime(day.year, day.month, day.day, hour), zone=BERLIN, **fields)


def test_runs_of_a_week_oldest_first_and_nobody_elses(alice: models.Runner, bob: models.Runner) -> None:
    typed(alice, MONDAY + timedelta(days=6), kind=RunKind.LONG, distance_m=18_000.0)
    typed(alice, MONDAY)
    typed(alice, MONDAY - timedelta(days=1))
    typed(alice, MONDAY + timedelta(days=7))
    typed(bob, MONDAY)
    first, last = runs.between(alice, MONDAY, MONDAY + timedelta(days=6))
    assert first == Run(started=datetime(2026, 11, 16, 18), seconds=2700.0)
    assert (last.kind, last.distance_m) == (RunKind.LONG, 18_000.0)


def test_what_was_set_aside_is_no_run_until_the_runner_says_so(alice: models.Runner) -> None:
    row = typed(alice, MONDAY)
    runs.say_kind([row], is_run=False)
    assert runs.between(alice, MONDAY, MONDAY) == ()
    assert [each.pk for each in runs.page(alice, None, 5, is_run=False)] == [row.pk]
    runs.say_kind([row], is_run=True)
    assert len(runs.between(alice, MONDAY, MONDAY)) == 1


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        (date(2026, 11, 16), 18, datetime(2026, 11, 16, 17, tzinfo=UTC)),
        (date(2026, 7, 1), 18, datetime(2026, 7, 1, 16, tzinfo=UTC)),
        (date(2026, 3, 29), 1, datetime(2026, 3, 29, 0, tzinfo=UTC)),
        (date(2026, 3, 29), 3, datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ],
)
def test_the_instant_follows_the_zone(alice: models.Runner, day: date, hour: int, instant: datetime) -> None:
    assert typed(alice, day, hour).started == instant


def test_a_change_by_hand_stays(alice: models.Runner) -> None:
    row = typed(alice, MONDAY)
    runs.change(row, datetime(2026, 11, 15, 7, 30), 3600.0, RunKind.RACE, zone=BERLIN, distance_m=10_000.0)
    (run,) = runs.between(alice, date(2026, 11, 15), date(2026, 11, 15))
    assert run == Run(
        started=datetime(2026, 11, 15, 7, 30), seconds=3600.0, kind=RunKind.RACE, distance_m=10_000.0
    )


def test_a_run_with_a_stop_is_over_when_it_ended(alice: models.Runner) -> None:
    row = typed(alice, MONDAY)
    row.elapsed_s = row.moving_s + 2 * 3600.0
    row.save()
    (run,) = runs.between(alice, MONDAY, MONDAY)
    assert run.ended == row.at + timedelta(seconds=row.elapsed_s)


def test_taking_a_change_back_brings_back_the_instant_of_a_run_far_away(alice: models.Runner) -> None:
    row = typed(alice, MONDAY)
    abroad = row.started = row.started + timedelta(hours=6)  # as a file with its own offset tells it
    row.save()
    runs.change(row, datetime(2026, 11, 15, 7, 30), 3600.0, RunKind.EASY, zone=BERLIN)
    runs.change_back(row, zone=BERLIN)
    row.refresh_from_db()
    assert (row.started, row.day) == (abroad, MONDAY)


@pytest.mark.parametrize(
    ("seconds", "metres"),
    [(0.0, None), (-1.0, None), (8 * 86_400.0, None), (60.0, -1.0), (60.0, 3e6), (float("nan"), None)],
)
def test_a_run_that_cannot_have_been_is_refused(
    alice: models.Runner, seconds: float, metres: float | None
) -> None:
    with pytest.raises(runs.WrongRun, match="allowed is"):
        typed(alice, MONDAY, seconds=seconds, distance_m=metres)


def test_deleting_can_be_undone_and_is_final_after_a_day(alice: models.Runner) -> None:
    row = typed(alice, MONDAY)
    runs.delete(row)
    assert runs.between(alice, MONDAY, MONDAY) == ()
    assert runs.one(alice, row.uuid) is None
    again = runs.one(alice, row.uuid, deleted=True)
    assert again is not None
    runs.restore(again)
    assert len(runs.between(alice, MONDAY, MONDAY)) == 1
    runs.delete(again)
    runs.purge()
    assert runs.one(alice, row.uuid, deleted=True) is not None
    models.Activity.objects.filter(pk=row.pk).update(deleted=timezone.now() - timedelta(days=2))
    runs.purge()
    assert runs.one(alice, row.uuid, deleted=True) is None


def test_pages_follow_each_other_without_gap_or_repeat(alice: models.Runner) -> None:
    for n in range(7):
        typed(alice, MONDAY, hour=6 + n // 2)  # two at the same second each
    seen, before = [], None
    while found := runs.page(alice, before, 3):
        seen += [row.pk for row in found]
        before = (found[-1].local, found[-1].pk)
    assert len(seen) == len(set(seen)) == 7


def test_nobody_finds_the_run_of_another(alice: models.Runner, bob: models.Runner) -> None:
    assert runs.one(bob, typed(alice, MONDAY).uuid) is None
    assert runs.one(alice, uuid4()) is None
