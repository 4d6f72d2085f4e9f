"""What changes the database: repeated, out of order, and by the wrong people."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from hamstride.exercises.values import Outcome, SetRecord, Side, Source
from hamstride.store import models, queries, services
from tests import people

DAY = date(2026, 11, 20)


@pytest.fixture
def begun(alice: models.Runner) -> tuple[models.Session, Any]:
    value = people.session_value(DAY)
    return services.begin_session(alice, value), value


def test_a_session_is_kept_without_its_declarations(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    assert models.Session.objects.get().value == replace(value, declarations={})
    assert row.day == DAY


def test_a_set_comes_back_as_it_was_sent(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    sent = people.record(value, 0)
    assert services.keep_set(row, sent) is True
    assert models.Set.objects.get().value == sent


def test_sending_a_set_again_changes_nothing(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    sent = people.record(value, 0)
    services.keep_set(row, sent)
    before = models.Set.objects.values().get()
    assert services.keep_set(row, sent) is False
    assert models.Set.objects.values().get() == before


def test_a_longer_version_of_a_set_replaces_it(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    whole = people.record(value, 0)
    stopped = replace(whole, seen=6, outcome=Outcome.STOPPED, reps=whole.reps[:6])
    services.keep_set(row, replace(stopped, revision=6))
    services.keep_set(row, replace(whole, revision=10))
    assert models.Set.objects.get().value == replace(whole, revision=10)
    services.keep_set(row, replace(stopped, revision=7))
    assert models.Set.objects.get().value == replace(whole, revision=10), "an older one came late"


def test_a_correction_stands_beside_what_was_seen_and_survives_a_late_repeat(
    begun: tuple[models.Session, Any],
) -> None:
    row, value = begun
    sent = people.record(value, 0)
    services.keep_set(row, sent)
    services.keep_set(row, replace(sent, corrected=9, revision=1))
    services.keep_set(row, sent)
    kept = models.Set.objects.get()
    assert (kept.seen, kept.corrected, kept.count, kept.value.count) == (10, 9, 9, 9)


def test_a_correction_taken_back_is_gone(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    sent = people.record(value, 0)
    services.keep_set(row, replace(sent, corrected=11, revision=1))
    services.keep_set(row, replace(sent, corrected=None, revision=2))
    services.keep_set(row, replace(sent, corrected=11, revision=1))
    kept = models.Set.objects.get()
    assert (kept.corrected, kept.count, kept.value.corrected) == (None, 10, None)


@pytest.fixture
def corrected(begun: tuple[models.Session, Any]) -> tuple[models.Session, SetRecord]:
    """A set as it was sent, and its count put right on its page since: 8 of 10."""
    row, value = begun
    sent = replace(people.record(value, 0), revision=3)
    services.keep_set(row, sent)
    services.correct(models.Set.objects.get(), 8)
    return row, sent


def test_what_was_corrected_on_the_page_outlasts_a_repeat_but_not_a_later_word(
    corrected: tuple[models.Session, SetRecord],
) -> None:
    row, sent = corrected
    services.keep_set(row, sent)
    assert models.Set.objects.get().count == 8
    services.keep_set(row, replace(sent, corrected=9, revision=4))
    assert models.Set.objects.get().count == 9


def test_what_was_corrected_on_the_page_outlasts_a_later_version_that_counts_the_same(
    corrected: tuple[models.Session, SetRecord],
) -> None:
    row, sent = corrected
    services.keep_set(row, replace(sent, outcome=Outcome.CRAMP, revision=4))
    kept = models.Set.objects.get()
    assert (kept.outcome_, kept.count, kept.value.count) == (Outcome.CRAMP, 8, 8)
    services.keep_set(row, replace(sent, seen=11, revision=5))
    assert models.Set.objects.get().count == 11


def test_a_late_repeat_does_not_bring_a_deleted_set_back(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    sent = people.record(value, 0)
    services.keep_set(row, sent)
    services.delete(models.Set.objects.get())
    services.keep_set(row, sent)
    assert queries.sets(row) == []
    services.restore(models.Set.objects.get())
    assert [each.value for each in queries.sets(row)] == [sent]


@pytest.mark.parametrize(
    "change",
    [{"index": 1}, {"side": Side.RIGHT}, {"exercise": "roll-forward"}],
    ids=["index", "side", "exercise"],
)
def test_another_set_under_the_same_uuid_is_refused(
    begun: tuple[models.Session, Any], change: dict[str, Any]
) -> None:
    row, value = begun
    sent = people.record(value, 0)
    services.keep_set(row, sent)
    with pytest.raises(services.WrongRecord):
        services.keep_set(row, replace(sent, **change))
    assert models.Set.objects.get().value == sent


@pytest.mark.parametrize(
    "change",
    [
        {"seen": -1},
        {"seen": 10**30},
        {"corrected": -1},
        {"index": 10_000},
        {"load_kg": -1.0},
        {"started": "this morning"},
        {"exercise": "handstand"},
        {"variant": "x" * 100},
        {"variant": "toes-up"},
        {"held_s": 1e300},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_set_that_cannot_be_is_refused(begun: tuple[models.Session, Any], change: dict[str, Any]) -> None:
    row, value = begun
    with pytest.raises(services.WrongRecord, match=next(iter(change))):
        services.keep_set(row, replace(people.record(value, 0), **change))
    assert not models.Set.objects.exists()


def test_ending_twice_keeps_the_first_moment_and_adds_answers(begun: tuple[models.Session, Any]) -> None:
    row, _ = begun
    services.end_session(row, complete=True, effort="hard")
    ended = models.Session.objects.get().ended
    services.end_session(row, complete=True, hurt=False, answers={"soft-knee": "soft"})
    kept = models.Session.objects.get()
    assert (kept.ended, kept.effort, kept.hurt, kept.answers) == (ended, "hard", False, {"soft-knee": "soft"})


def test_telling_twice_on_one_day_keeps_one_session(alice: models.Runner) -> None:
    for _ in range(2):
        value = people.session_value(DAY, routine="before-run")
        told = tuple(replace(people.record(value, n), source=Source.TOLD) for n in range(3))
        services.tell(alice, value, told)
    assert models.Session.objects.count() == 1
    assert models.Set.objects.count() == 3


def telling(who: models.Runner) -> models.Session:
    value = people.session_value(DAY, routine="before-run")
    return services.tell(
        who, value, tuple(replace(people.record(value, n), source=Source.TOLD) for n in range(3))
    )


def test_what_was_deleted_can_be_told_again(alice: models.Runner) -> None:
    for row in telling(alice).sets.all():
        services.delete(row)
    assert len(queries.sets(telling(alice))) == 3


def test_a_session_broken_off_after_a_set_done_already_is_not_the_one_that_is_told(
    alice: models.Runner,
) -> None:
    value = people.session_value(DAY, routine="before-run")
    row = services.begin_session(alice, value)
    services.keep_set(row, people.record(value, 0, source=Source.TOLD))
    services.end_session(row, complete=False)
    assert telling(alice) != row


def test_a_one_time_link_opens_once(alice: models.Runner) -> None:
    token = services.new_link(alice)
    assert services.link_lives(token)
    assert services.use_link(token) == alice.user
    assert not services.link_lives(token)
    with pytest.raises(services.DeadLink):
        services.use_link(token)


def test_the_token_of_a_link_is_not_in_the_database(alice: models.Runner) -> None:
    token = services.new_link(alice)
    assert all(token not in str(value) for value in models.LoginLink.objects.values_list().get())


def test_an_old_link_is_dead_and_an_unknown_one_too(alice: models.Runner) -> None:
    token = services.new_link(alice)
    models.LoginLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    for dead in (token, "nonsense"):
        with pytest.raises(services.DeadLink):
            services.use_link(dead)


def test_what_was_deleted_goes_for_good_after_a_day(alice: models.Runner) -> None:
    old, new = people.trained(alice, DAY), people.trained(alice, DAY)
    services.delete(old)
    services.delete(new)
    models.Session.objects.filter(pk=old.pk).update(deleted=timezone.now() - timedelta(days=2))
    services.purge()
    assert list(models.Session.objects.all()) == [new]


def test_there_is_one_local_runner(db: None) -> None:
    assert services.local_runner() == services.local_runner()
    assert not services.local_runner().user.has_usable_password()


def test_pain_noted_twice_under_one_uuid_is_one_note(alice: models.Runner) -> None:
    uuid = uuid4()
    for _ in range(2):
        note = models.PainNote(
            uuid=uuid, day=DAY, exercise="standing-curl", side="left", place="knee", score=3
        )
        services.note_pain(alice, note, alice.profile)
    assert models.PainNote.objects.get().runner == alice


def test_a_set_is_a_set_record_of_the_shared_values(begun: tuple[models.Session, Any]) -> None:
    row, value = begun
    services.keep_set(row, people.record(value, 2))
    assert isinstance(models.Set.objects.get().value, SetRecord)


def test_leaving_a_session_that_is_over_changes_nothing(begun: tuple[models.Session, Any]) -> None:
    row, _ = begun
    services.end_session(row, complete=True)
    services.leave_session(models.Session.objects.get())
    assert models.Session.objects.get().complete is True


def test_a_late_repeat_of_a_pain_does_not_leave_out_again_what_newer_answers_allow(
    alice: models.Runner,
) -> None:
    note = {"day": DAY, "exercise": "roll-forward", "side": "both", "place": "back", "score": 4}
    uuid = uuid4()
    services.note_pain(alice, models.PainNote(uuid=uuid, **note), replace(alice.profile, hinge=True))
    services.save_profile(alice, replace(alice.profile, hinge=False))
    services.note_pain(alice, models.PainNote(uuid=uuid, **note), replace(alice.profile, hinge=True))
    assert models.Runner.objects.get(pk=alice.pk).profile.hinge is False
    assert models.PainNote.objects.count() == 1


def test_a_pain_kept_when_profiles_said_more_can_be_taken_back(alice: models.Runner) -> None:
    said = {"day": DAY, "exercise": "roll-forward", "side": "both", "place": "back", "score": 4}
    note = models.PainNote(uuid=uuid4(), **said)
    services.note_pain(alice, note, replace(alice.profile, hinge=True))
    row = models.PainNote.objects.get()
    assert row.undo is not None
    row.undo = row.undo | {key: row.undo[key] | {"mat": True} for key in ("before", "after")}
    row.save()
    services.take_back_pain(alice, note.uuid)
    assert models.Runner.objects.get(pk=alice.pk).profile.hinge is False


@pytest.mark.parametrize(("first", "goes_on"), [("note", True), ("runner", False)])
def test_taking_a_pain_back_opens_again_only_the_session_that_it_ended(
    alice: models.Runner, begun: tuple[models.Session, Any], first: str, goes_on: bool
) -> None:
    row, _ = begun
    if first == "runner":
        services.end_session(row, complete=False)
    said = {"day": DAY, "exercise": "standing-curl", "side": "left", "place": "sharp", "score": 8}
    note = models.PainNote(uuid=uuid4(), session=row, **said)
    services.note_pain(alice, note, alice.profile, ends=True)
    services.take_back_pain(alice, note.uuid)
    assert (models.Session.objects.get().ended is None) is goes_on


def test_taking_back_a_pain_that_ends_nothing_opens_no_session(
    alice: models.Runner, begun: tuple[models.Session, Any]
) -> None:
    row, _ = begun
    said = {"day": DAY, "exercise": "standing-curl", "side": "left", "place": "knee", "score": 7}
    note = models.PainNote(uuid=uuid4(), session=row, **said)
    services.note_pain(alice, note, alice.profile)
    services.end_session(row, complete=False)
    services.take_back_pain(alice, note.uuid)
    assert models.Session.objects.get().complete is False


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("1970-01-01T00:04:10", "2026-11-20T00:04:10"),
        ("2031-02-03T21:15:00", "2026-11-20T21:15:00"),
        ("2026-11-20T21:15:00", "2026-11-20T21:15:00"),
        ("2026-11-21T00:05:00", "2026-11-21T00:05:00"),  # gone on with after midnight
    ],
)
def test_a_device_whose_clock_is_days_off_does_not_move_what_was_done(
    begun: tuple[models.Session, Any], said: str, kept: str
) -> None:
    row, value = begun
    services.keep_set(row, people.record(value, 0, started=said))
    found = models.Set.objects.get()
    assert (found.started, found.value.started) == (kept, said), "beside it stands what the device said"
