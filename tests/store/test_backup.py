"""Everything out, into an empty database, and out again: the same bytes. Or a clear error, and nothing changed."""

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstride.formats import own
from hamstride.plan import screening
from hamstride.store import backup, feeds, models, originals, queries, services
from hamstride.store.plainly import codec_of
from tests import people

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 16)


@pytest.fixture
def full(alice: models.Runner) -> models.Runner:
    """A runner with a row of everything that the tests know how to make."""
    services.answer_questions(alice, DAY, alice.profile, {screening.QUESTIONS[0].id: "no"})
    for ago in (9, 6, 3):
        row = people.trained(alice, DAY - timedelta(days=ago))
        services.end_session(row, complete=True, effort="hard", hurt=False, answers={"a": "=1+1"})
    services.correct(queries.sets(row)[0], 9)
    note = models.PainNote(
        uuid=uuid4(), session=row, day=DAY, exercise="standing-curl", side="left", place="knee", score=3
    )
    services.note_pain(alice, note, alice.profile)
    return alice


def test_every_model_goes_along_or_says_why_not() -> None:
    ours = set(apps.get_app_config("store").get_models())
    assert {kind.model for kind in backup.kinds()} | set(backup.NOBODYS) == ours
    assert not any(model._meta.many_to_many for model in ours)


def test_every_field_goes_along() -> None:
    for kind in backup.kinds():
        left = {f.name for f in kind.model._meta.concrete_fields} - set(kind.columns)
        assert left <= {"id", "runner", "user", "deleted", *backup.HERE_ONLY.get(kind.model, ())}, kind.name
        assert all(codec_of(field) for field in kind.fields)


@pytest.mark.parametrize("write", [own.to_zip, own.to_json])
def test_out_in_and_out_again_is_the_same_bytes(full: models.Runner, write: Callable[[Any], bytes]) -> None:
    first = write(backup.take(full))
    full.user.delete()
    assert not models.Set.objects.exists()
    again = models.Runner.objects.create(user=User.objects.create_user("again"))
    backup.put(again, own.read(first))
    assert write(backup.take(again)) == first
    assert [len(queries.sets(row)) for row in queries.sessions(again)] == [3, 3, 3]


def test_the_tables_alone_are_enough(full: models.Runner) -> None:
    import io
    import zipfile

    archive = backup.take(full)
    tables = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own.to_zip(archive))) as whole, zipfile.ZipFile(tables, "w") as part:
        for name in whole.namelist():
            if name != own.JSON_NAME:
                part.writestr(name, whole.read(name))
    assert own.to_json(own.read(tables.getvalue())) == own.to_json(archive)


def test_what_was_deleted_stays_behind_with_what_hung_on_it(full: models.Runner) -> None:
    newest = queries.sessions(full).order_by("-day").first()
    assert newest is not None
    services.delete(newest)
    archive = backup.take(full)
    assert [len(archive[name]) for name in ("session", "set")] == [2, 6]
    assert archive["painnote"][0]["session"] is None
    assert [row["number"] for row in archive["set"]] == [1, 2, 3, 4, 5, 6]


def test_nobody_else_is_touched_or_taken_along(full: models.Runner, bob: models.Runner) -> None:
    people.trained(bob, DAY)
    bobs = own.to_json(backup.take(bob))
    assert len(backup.take(bob)["session"]) == 1
    backup.wipe(full)
    assert own.to_json(backup.take(bob)) == bobs
    assert len(backup.take(full)["session"]) == 0
    full.refresh_from_db()
    assert (full.questions_on, full.profile.ankle_weights) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_files_that_could_not_be_read_go_with_the_rest(bob: models.Runner) -> None:
    sha256 = originals.digest(b"no run")
    assert originals.keep(bob.pk, sha256, b"no run")
    models.RunFile.objects.create(runner=bob, sha256=sha256, name="a", size=6, outcome="failed", kept=True)
    backup.put(bob, backup.take(bob))
    assert not originals.place(bob.pk, sha256).exists()
    assert not models.RunFile.objects.get(runner=bob).kept


def test_an_address_of_the_calendar_outlives_replacing_and_ends_with_everything(bob: models.Runner) -> None:
    token = feeds.new_address(bob)
    backup.put(bob, backup.take(bob))
    assert feeds.runner_of(token) == bob
    backup.delete_all(bob)
    assert feeds.runner_of(token) is None


def test_another_s_rows_are_not_taken_over(full: models.Runner, bob: models.Runner) -> None:
    before = own.to_json(backup.take(bob))
    with pytest.raises(backup.WrongArchive):
        backup.put(bob, backup.take(full))
    bob.refresh_from_db()
    assert own.to_json(backup.take(bob)) == before


def a_test(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": 1,
        "uuid": str(uuid4()),
        "kind": "strength",
        "local": "2026-11-16T10:00:00",
        "data": data,
    }


BREAKS: dict[str, Callable[[Any], Any]] = {
    "set[1].side": lambda a: a["set"][0].update(side=7),
    "set[1].uuid": lambda a: a["set"][0].update(uuid="no"),
    "set[2].session": lambda a: a["set"][1].update(session=99),
    "set[1].seen": lambda a: a["set"][0].update(seen=-1),
    "set[1].seconds": lambda a: a["set"][0].update(seconds=float("nan")),
    "set[1].load_kg": lambda a: a["set"][0].update(load_kg=None),
    "set[1].exercise": lambda a: a["set"][0].update(exercise="x" * 61),
    "set[1].data": lambda a: a["set"][0].update(data={"a": "\0"}),
    "set[1].colour": lambda a: a["set"][0].update(colour="red"),
    "set[1].number": lambda a: a["set"][0].update(number=2),
    "set[1], its value": lambda a: a["set"][0].update(data={}),
    "set[1], its side_": lambda a: a["set"][0].update(side="up"),
    "session[1].day": lambda a: a["session"][0].update(day="2026-02-30"),
    "session[1].created": lambda a: a["session"][0].update(created="2026-11-16T10:00:00"),
    "session[2].uuid": lambda a: a["session"][1].pop("uuid"),
    "session[3].day": lambda a: a["session"][2].update(day="9999-12-31"),
    "session[3].created": lambda a: a["session"][2].update(created="0001-01-01T00:00:00+14:00"),
    "set[3].exercise": lambda a: a["set"][2].update(exercise=""),
    "painnote[1].place": lambda a: a["painnote"][0].update(place="moon"),
    "checkanswer[1], its said": lambda a: a["checkanswer"][0].update(answers={"trouble": ["x"]}),
    "weeklyrun[1].kind": lambda a: a.update(
        weeklyrun=[{"number": 1, "weekday": 0, "kind": "zz", "at": None}]
    ),
    "weeklyrun[1].at": lambda a: a.update(
        weeklyrun=[{"number": 1, "weekday": 0, "kind": "easy", "at": "07:30:00+02:00"}]
    ),
    "measurement[1], its value": lambda a: a.update(
        measurement=[a_test({"unit": "kg", "lever_cm": 1.0, "pulls": {}, "pose": "seated-bend"})]
    ),
    "runner[1], its profile": lambda a: a["runner"][0].update(profile_data={"format": "other/1"}),
    "runner": lambda a: a["runner"].clear(),
    "colours": lambda a: a.update(colours=[]),
}


@pytest.mark.parametrize("where", BREAKS)
def test_a_wrong_archive_is_named_and_changes_nothing(full: models.Runner, where: str) -> None:
    before = own.to_json(backup.take(full))
    wrong = json.loads(json.dumps(backup.take(full)))
    BREAKS[where](wrong)
    with pytest.raises(backup.WrongArchive) as raised:
        backup.put(full, wrong)
    assert raised.value.where == where
    full.refresh_from_db()
    assert own.to_json(backup.take(full)) == before


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 10_000), st.sampled_from([None, 0, -1, 1.5, "", "x", "2026", True, [], {}, [[]], "\ud800"])
)
def test_whatever_stands_in_an_archive_it_is_read_or_refused(
    full: models.Runner, seed: int, value: object
) -> None:
    dice = random.Random(seed)
    wrong = json.loads(json.dumps(backup.take(full)))
    rows = wrong[dice.choice([name for name in wrong if wrong[name]])]
    row = dice.choice(rows)
    row[dice.choice(list(row))] = value
    try:
        backup.put(full, wrong)
    except backup.WrongArchive:
        full.refresh_from_db()
        return
    backup.put(full, own.read(own.to_zip(backup.take(full))))


def test_a_profile_that_was_kept_with_more_is_still_read(full: models.Runner) -> None:
    profile = full.profile
    full.profile_data["mat"] = True
    full.save()
    assert models.Runner.objects.get(pk=full.pk).profile == profile
    old = own.read(own.to_zip(backup.take(full)))
    assert old["runner"][0]["profile_data"]["mat"] is True
    backup.put(full, old)
    assert models.Runner.objects.get(pk=full.pk).profile == profile


def test_an_older_archive_lacks_what_has_a_default(full: models.Runner) -> None:
    old = json.loads(json.dumps(backup.take(full)))
    for row in old["set"]:
        for name in ("judged", "as_asked", "range_deg", "variant"):
            del row[name]
    del old["loginlink" if "loginlink" in old else "checkanswer"]
    backup.put(full, old)
    assert {row["judged"] for row in backup.take(full)["set"]} == {0}
