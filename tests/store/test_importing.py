"""Files become runs: once, whatever format they come in; bad ones are said and kept; the runner has the last word."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from fit_tool.profile.profile_type import Sport, SubSport

from hamstride.exercises.values import Message, Outcome, Side, Source
from hamstride.formats import archive
from hamstride.plan.ladder import Amount
from hamstride.plan.relief import Feel
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import (
    importing,
    models,
    originals,
    planning,
    queries,
    runs,
    services,
    training,
    watch_sets,
)
from hamstride.store.importing import FileOutcome, Line
from tests import people
from tests.formats import activity_files as made

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)


def take(who: models.Runner, data: bytes, name: str = "a.fit", **options: object) -> list[Line]:
    options = {"zone": BERLIN, "now": NOW} | options
    return list(importing.take_file(who, name, io.BytesIO(data), **options))


def outcomes(lines: list[Line]) -> list[str]:
    return [line.outcome.value for line in lines]


# --------------------------------------------------------------------------------------------------------------- duplicates
FORMATS = {"fit": made.fit(), "gpx": made.gpx(), "tcx": made.tcx(), "packed": made.packed(made.gpx())}


@pytest.mark.parametrize("first", FORMATS)
@pytest.mark.parametrize("second", FORMATS)
def test_the_same_run_comes_in_once_in_whatever_format(alice: models.Runner, first: str, second: str) -> None:
    assert outcomes(take(alice, FORMATS[first])) == ["read"]
    assert outcomes(take(alice, FORMATS[second])) == ["duplicate"]
    assert runs.runs(alice).count() == 1


def test_runs_one_after_the_other_are_two(alice: models.Runner) -> None:
    take(alice, made.fit())
    assert outcomes(take(alice, made.fit(made.START + timedelta(minutes=31)))) == ["read"]
    assert outcomes(take(alice, made.fit(made.START - timedelta(minutes=31)))) == ["read"]


def test_a_warm_up_within_a_longer_record_does_not_swallow_it(alice: models.Runner) -> None:
    take(alice, made.fit(seconds=600.0))
    assert outcomes(take(alice, made.gpx(seconds=3600))) == ["read"]


def test_the_same_file_may_be_two_peoples(alice: models.Runner, bob: models.Runner) -> None:
    assert outcomes(take(alice, made.fit()) + take(bob, made.fit())) == ["read", "read"]


def test_a_duplicate_adds_what_was_not_known(alice: models.Runner) -> None:
    take(alice, made.gpx(kind=None, name=""))
    assert runs.runs(alice).count() == 0
    take(alice, made.fit())
    (run,) = runs.runs(alice)
    assert (run.sport, run.name) == ("running", "")
    take(alice, made.tcx())
    assert runs.runs(alice).get().device == "a watch"  # the first that was named


def test_what_the_runner_said_stands_against_every_file(alice: models.Runner) -> None:
    take(alice, made.gpx(kind=None))
    (row,) = runs.activities(alice)
    runs.say_kind([row], is_run=False)
    take(alice, made.fit())
    assert runs.runs(alice).count() == 0
    runs.change(row, datetime(2026, 7, 1, 9), 2000.0, RunKind.RACE, zone=BERLIN, distance_m=None)
    take(alice, made.tcx())
    row.refresh_from_db()
    assert (row.moving_s, row.distance_m, row.kind) == (2000.0, None, "race")


def test_a_run_typed_in_gets_the_watchs_length(alice: models.Runner) -> None:
    runs.type_in(alice, datetime(2026, 7, 1, 8, 35), 1700.0, RunKind.HARD, zone=BERLIN)
    assert outcomes(take(alice, made.fit())) == ["duplicate"]
    (run,) = runs.runs(alice)
    assert (run.moving_s, run.distance_m, run.kind) == (1800.0, 5000.0, "hard")
    assert (run.local, run.file is not None) == ("2026-07-01T08:30:00", True)


def test_a_whole_file_mends_what_a_damaged_one_left_out(alice: models.Runner) -> None:
    (line,) = take(alice, made.fit(seconds=1500.0, metres=4000.0, summary=False))
    assert line.damaged
    assert outcomes(take(alice, made.fit())) == ["duplicate"]
    row = runs.activities(alice).get()
    assert (row.moving_s, row.distance_m, row.is_run, row.details) == (1800.0, 5000.0, True, {})
    take(alice, made.fit(seconds=1500.0, metres=4000.0, summary=False)[:-3])
    row.refresh_from_db()
    assert (row.moving_s, row.details) == (1800.0, {})


@pytest.mark.parametrize("name", ["\x1b[31mred.fit", "\udcff.fit", "a\x00b.fit", "x" * 400])
def test_names_of_any_kind_become_plain(alice: models.Runner, name: str) -> None:
    for line in (*take(alice, b"none", name), *take(alice, made.fit(), name)):
        assert line.name.isprintable()
        assert len(line.name) <= 255


# -------------------------------------------------------------------------------------------------------------------- times
@pytest.mark.parametrize(
    ("started", "local"),
    [
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2026-07-02T00:30:00"),
        (datetime(2026, 12, 1, 22, 30, tzinfo=UTC), "2026-12-01T23:30:00"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-29T01:59:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29T03:00:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25T02:30:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25T02:30:00"),
    ],
)
def test_without_an_offset_of_its_own_a_file_gets_the_devices_zone(
    alice: models.Runner, started: datetime, local: str
) -> None:
    take(alice, made.gpx(started), now=datetime(2027, 1, 1))
    (run,) = runs.runs(alice)
    assert (run.local, run.day.isoformat()) == (local, local[:10])


def test_a_watch_that_was_elsewhere_keeps_its_own_time(alice: models.Runner) -> None:
    take(alice, made.fit(offset_h=-7.0))
    (run,) = runs.runs(alice)
    assert (run.started, run.local) == (made.START, "2026-06-30T23:30:00")


def test_a_run_that_is_still_to_come_is_refused(alice: models.Runner) -> None:
    (line,) = take(alice, made.fit(datetime(2027, 1, 1, tzinfo=UTC)))
    assert line.problem is not None
    assert line.problem.id == "formats.refused.future"


# --------------------------------------------------------------------------------------------------------------- what is a run
def test_other_sports_are_set_aside_and_may_be_called_a_run(alice: models.Runner) -> None:
    take(alice, made.fit(sport=Sport.WALKING))
    (row,) = runs.page(alice, None, 5, is_run=False)
    assert (row.sport, runs.runs(alice).count()) == ("walking", 0)
    runs.say_kind([row], is_run=True)
    assert runs.runs(alice).count() == 1


def test_of_a_triathlon_the_run_is_kept_and_the_rest_set_aside(alice: models.Runner) -> None:
    legs = [
        (Sport.CYCLING, SubSport.GENERIC, made.START, 3600.0, 30_000.0),
        (Sport.RUNNING, SubSport.GENERIC, made.START + timedelta(hours=1), 1500.0, 5000.0),
    ]
    (line,) = take(alice, made.fit_of(legs))
    assert [(row.sport, row.is_run) for row in line.rows] == [("cycling", False), ("running", True)]


def test_a_long_run_is_known_by_its_length(alice: models.Runner) -> None:
    take(alice, made.fit(seconds=7200.0))
    assert runs.runs(alice).get().kind_ is RunKind.LONG


def test_what_was_planned_for_the_day_is_what_it_was(alice: models.Runner) -> None:
    day = NOW.date() - timedelta(days=2)
    planning.plan_run(alice, day, PlannedRun(day=day, kind=RunKind.HARD))
    take(alice, made.fit(datetime(day.year, day.month, day.day, 6, tzinfo=UTC)))
    assert runs.runs(alice).get().kind_ is RunKind.HARD


@pytest.mark.parametrize("hours", [(4, 17), (17, 4)], ids=["as they were run", "the later one first"])
def test_a_jog_before_the_run_that_was_planned_is_no_hard_one(
    alice: models.Runner, hours: tuple[int, int]
) -> None:
    day = NOW.date() - timedelta(days=2)
    planned = PlannedRun(day=day, kind=RunKind.HARD, at=time(19), seconds=3600.0)
    planning.plan_run(alice, day, planned)
    seconds = {4: 1500.0, 17: 3600.0}
    for hour in hours:
        take(alice, made.fit(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), seconds=seconds[hour]))
    kinds = [row.kind_ for row in runs.runs(alice).order_by("started")]
    assert kinds == [RunKind.EASY, RunKind.HARD]


# ------------------------------------------------------------------------------------------------------------------- archives
def test_what_strava_and_garmin_give(alice: models.Runner) -> None:
    assert outcomes(take(alice, made.strava_export(), "export.zip")) == [
        "read",
        "passed",
        "read",
        "read",
        "passed",
        "passed",
    ]
    assert [(row.name, row.distance_m) for row in runs.runs(alice).order_by("local")] == [
        ("Round the lake", 5000.0),
        ("Treadmill", 6000.0),
    ]
    assert outcomes(take(alice, made.garmin_export(), "garmin.zip")) == [
        "duplicate",
        "passed",
        "read",
        "passed",
    ]
    assert set(outcomes(take(alice, made.strava_export(), "export.zip"))) == {"duplicate", "passed"}


def test_a_run_that_was_deleted_comes_back_only_by_hand(alice: models.Runner, tmp_path: Path) -> None:
    take(alice, made.fit())
    runs.delete(runs.runs(alice).get())
    assert outcomes(
        list(
            importing.take(
                alice, archive.entries("a.fit", io.BytesIO(made.fit())), zone=BERLIN, now=NOW, again=False
            )
        )
    ) == ["duplicate"]
    assert runs.runs(alice).count() == 0
    assert outcomes(take(alice, made.fit())) == ["read"]


# ------------------------------------------------------------------------------------------------------------------ bad files
def test_a_bad_file_is_said_and_kept_and_the_rest_go_on(alice: models.Runner) -> None:
    bad = made.gpx()[:-20]
    lines = take(alice, made.zipped({"bad.gpx": bad, "good.fit": made.fit()}), "it.zip")
    assert outcomes(lines) == ["refused", "read"]
    (file,) = models.RunFile.objects.filter(runner=alice, outcome=FileOutcome.REFUSED.value)
    assert (file.name, file.kept) == ("it.zip › bad.gpx", True)
    assert file.problem is not None
    assert file.problem["id"] == "formats.refused.xml"
    assert originals.place(alice.pk, file.sha256).read_bytes() == bad


def test_a_file_given_by_itself_is_kept_though_it_cannot_be_unpacked(alice: models.Runner) -> None:
    bad = made.zipped({"a.fit": made.fit()})[:-9]
    assert outcomes(take(alice, bad, "it.zip")) == ["refused"]
    (file,) = models.RunFile.objects.filter(runner=alice)
    assert originals.place(alice.pk, file.sha256).read_bytes() == bad


def test_there_is_room_for_so_much(alice: models.Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "ALL_BYTES", 10)
    take(alice, b"no run at all")
    (file,) = models.RunFile.objects.filter(runner=alice)
    assert not file.kept
    assert not originals.place(alice.pk, file.sha256).exists()


def test_a_file_that_is_gone_is_a_line(alice: models.Runner, tmp_path: Path) -> None:
    (line,) = importing.take_path(alice, tmp_path / "gone.fit", zone=BERLIN, now=NOW)
    assert line.outcome is FileOutcome.REFUSED


def test_a_folder(alice: models.Runner, tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(made.fit())
    (tmp_path / "b.gpx").write_bytes(made.gpx())
    (tmp_path / "c.gpx").write_bytes(b"<gpx")
    lines = list(importing.take(alice, archive.folder(tmp_path), zone=BERLIN, now=NOW))
    assert outcomes(lines) == ["read", "duplicate", "refused"]


# --------------------------------------------------------------------------------------------------------- a watch's strength
STRENGTH = [made.strength_set(35, 15, reps=n) for n in (10, 9)]


def strength(*sets: object, **options: object) -> bytes:
    sport = {"sport": Sport.TRAINING, "sub_sport": SubSport.STRENGTH_TRAINING, "metres": 0.0}
    return made.fit(sets=sets or STRENGTH, **sport, **options)


def test_sets_of_a_watch_become_the_record_of_the_day(alice: models.Runner) -> None:
    take(alice, strength())
    (row,) = runs.activities(alice)
    assert row.session is not None
    sets = queries.sets(row.session)
    assert [(each.exercise, each.side, each.count, each.load_kg) for each in sets] == [
        ("standing-curl", "left", 10, 1.0),
        ("standing-curl", "right", 9, 1.0),
    ]
    assert {each.source_ for each in sets} == {Source.WATCH}
    assert {each.outcome_ for each in sets} == {Outcome.DONE}
    planned = [(pair.plan, pair.watch) for pair in watch_sets.pairs(row)]
    assert [(plan.reps, done.reps) for plan, done in planned if plan and done] == [(10, 10), (10, 9)]


def test_a_watch_fills_a_record_no_further_than_anybody_may(
    alice: models.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in {"seen": 7, "seconds": 30, "load_kg": 2}.items():
        monkeypatch.setitem(services.MOST_OF_A_SET, name, most)
    take(alice, strength(made.strength_set(35, 15, reps=9, weight_kg=9.0)))
    (done,) = models.Set.objects.all()
    assert (done.seen, done.seconds, done.load_kg) == (7, 30, 2)


def heavy(who: models.Runner, day: date) -> None:
    """Two sets of the standing curl with 3 kg since a day."""
    services.save_profile(who, replace(who.profile, ankle_weights=2, weight_kg=1.0, more_kg=(3.0,)))
    by_side = dict.fromkeys((Side.LEFT, Side.RIGHT), Amount(sets=2, reps=10, hold_s=5.0, load_kg=3.0))
    why = Message.of("plan.step.reason.hand")
    training.change(who, "standing-curl", by_side, day, by="hand", reason=why)


def loads(who: models.Runner) -> list[float]:
    return [each.load_kg for each in queries.sets(queries.sessions(who).latest("id"))]


def test_sets_of_a_watch_are_those_of_the_runners_own_session(alice: models.Runner) -> None:
    heavy(alice, made.START.date() - timedelta(days=30))
    people.trained(alice, made.START.date() - timedelta(days=5))
    without_weight = [made.strength_set(35, 15, weight_kg=None) for _ in range(4)]
    take(alice, strength(*without_weight))
    assert loads(alice) == [3.0] * 4


def test_what_was_done_before_a_change_of_the_dose_was_not_done_with_it(alice: models.Runner) -> None:
    heavy(alice, made.START.date() + timedelta(days=1))
    take(alice, strength(*(made.strength_set(35, 15, weight_kg=None) for _ in range(2))))
    assert loads(alice) == [1.0, 1.0]


def test_a_workout_that_stayed_on_the_watch_loses_no_set_on_a_lighter_day(alice: models.Runner) -> None:
    day = made.START.date()
    heavy(alice, day - timedelta(days=30))
    people.trained(alice, day - timedelta(days=5))
    planning.feel(alice, day, Feel.SORE)  # half the sets
    take(alice, strength(*(made.strength_set(35, 15) for _ in range(4))))
    assert len(loads(alice)) == 4
    assert [pair for pair in watch_sets.pairs(runs.activities(alice).get()) if pair.plan is None] == []


def test_sets_of_a_watch_stand_beside_what_was_done_with_us(alice: models.Runner) -> None:
    done = people.trained(alice, made.START.date())
    take(alice, strength())
    (row,) = runs.activities(alice)
    assert row.session == done
    assert queries.sessions(alice).count() == 1
    assert [
        (pair.plan.side.value, pair.watch.reps) for pair in watch_sets.pairs(row) if pair.plan and pair.watch
    ] == [
        ("left", 10),
        ("right", 9),
    ]
    runs.delete(row)
    assert queries.sessions(alice).count() == 1


def test_of_the_sessions_of_a_day_the_one_that_ended_last_is_meant(alice: models.Runner) -> None:
    """One that was left open has no end, and databases do not agree where nothing stands in an order."""
    earlier, _open, later = (people.trained(alice, made.START.date()) for _ in range(3))
    for done in (earlier, later):
        services.end_session(done, complete=True)
    take(alice, strength())
    assert runs.activities(alice).get().session == later


def test_other_exercises_make_no_session(alice: models.Runner) -> None:
    take(alice, strength(made.strength_set(28, 3)))
    (row,) = runs.activities(alice)
    assert row.session is None
    assert [pair.plan for pair in watch_sets.pairs(row)] == [None]


def test_a_session_made_of_a_watchs_sets_goes_and_comes_with_it(alice: models.Runner) -> None:
    take(alice, strength())
    row = runs.activities(alice).get()
    runs.delete(row)
    assert queries.sessions(alice).count() == 0
    runs.restore(row)
    assert queries.sessions(alice).count() == 1
