"""What is done to runners, their one-time links, sessions, sets and pains, one function a deed. All of it can be repeated
without harm."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamstride import known
from hamstride.exercises import values
from hamstride.exercises.values import RunnerProfile, SetRecord
from hamstride.measure import progress
from hamstride.plan.pain import PainNext, Then
from hamstride.store import models, pains, queries, tokens, training

LINK_LIVES = timedelta(hours=1)
UNDO_LASTS = timedelta(days=1)
PAST_MIDNIGHT = timedelta(days=1)  # a session may be gone on with on the next day
LOCAL_USER = "runner"
MADE_UP = "made-up-"  # begins the names of runners who never were


class WrongRecord(ValueError):
    """A record that contradicts itself or what is kept already."""


class DeadLink(Exception):
    """A one-time link that is unknown, used up or too old."""


def local_runner() -> models.Runner:
    """The one runner of local mode, made at the first start."""
    with transaction.atomic():
        user, made = User.objects.get_or_create(username=LOCAL_USER)
        if made:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return models.Runner.objects.get_or_create(user=user)[0]


def owns_machine(runner: models.Runner) -> bool:
    """Whether the folders of this installation are the runner's to mend: in local mode theirs, else those who look after it."""
    return runner.user.username == LOCAL_USER or runner.user.is_staff


def made_up_runner() -> models.Runner:
    """A fresh runner who never was, for looking around; `forget` them afterwards."""
    with transaction.atomic():
        return models.Runner.objects.create(user=User.objects.create_user(MADE_UP + secrets.token_hex(8)))


def forget(runner: models.Runner) -> None:
    """Remove a runner for good, with everything of theirs."""
    runner.user.delete()


# ------------------------------------------------------------------------------------------------------- one-time links
def new_link(runner: models.Runner) -> str:
    """A fresh one-time token for the runner; only its hash is kept. Links past their time are cleared away."""
    models.LoginLink.objects.filter(expires__lt=timezone.now() - UNDO_LASTS).delete()
    token = tokens.new()
    models.LoginLink.objects.create(
        token_hash=tokens.hash_of(token), runner=runner, expires=timezone.now() + LINK_LIVES
    )
    return token


def link_lives(token: str) -> bool:
    """Whether the link would open (looking does not use it up)."""
    return bool(_living(token).exists())


def use_link(token: str) -> User:
    """The user behind a one-time token, which is used up by this. Raises `DeadLink`."""
    if _living(token).update(used=timezone.now()) != 1:  # one statement: of two at once only one gets in
        raise DeadLink
    return User.objects.get(runner__login_links__token_hash=tokens.hash_of(token))


def _living(token: str) -> "QuerySet[models.LoginLink]":
    return models.LoginLink.objects.filter(
        token_hash=tokens.hash_of(token), used=None, expires__gt=timezone.now()
    )


# ------------------------------------------------------------------------------------------------------------ the runner
def change_profile(runner: models.Runner, change: Callable[[RunnerProfile], RunnerProfile]) -> None:
    """Change what the runner told about themselves, and nothing else of it: `change` is given what stands by then, which
    another tab may have changed since the page was asked for."""
    with alone(runner):
        save_profile(runner, change(runner.profile))


def save_profile(runner: models.Runner, profile: RunnerProfile) -> None:
    """Keep all that the runner told about themselves and their things; made of what was read before, it is read within `alone`.
    Weights that are new make nothing heavier by themselves."""
    before, runner.profile = runner.profile, profile
    with transaction.atomic():
        runner.save(update_fields=["profile_data"])
        training.stay(runner, before, timezone.localdate())


def answer_questions(
    runner: models.Runner, day: date, profile: RunnerProfile, answers: Mapping[str, object]
) -> None:
    """Keep the answers to the first questions and what follows from them."""
    before, runner.profile, runner.questions_on = runner.profile, profile, day
    with transaction.atomic():
        runner.save(update_fields=["profile_data", "questions_on"])
        training.stay(runner, before, day)
        models.CheckAnswer.objects.create(runner=runner, kind="first", day=day, answers=dict(answers))


# -------------------------------------------------------------------------------------------------------- sessions, sets
def begin_session(runner: models.Runner, session: values.Session) -> models.Session:
    """Keep a session that begins now. Its declarations are not kept: the catalogue has them."""
    return models.Session.objects.create(
        uuid=UUID(session.uuid),
        runner=runner,
        routine=session.routine,
        day=date.fromisoformat(session.date),
        plan=replace(session, declarations={}).to_dict(),
    )


def keep_session(runner: models.Runner, session: values.Session) -> models.Session:
    """Keep a session that began without us; the same one again changes nothing. Raises `WrongRecord` where it is another's."""
    row, _ = models.Session.objects.get_or_create(
        uuid=UUID(session.uuid),
        defaults={
            "runner": runner,
            "routine": session.routine,
            "day": date.fromisoformat(session.date),
            "plan": replace(session, declarations={}).to_dict(),
        },
    )
    if row.runner_id != runner.pk:
        raise WrongRecord(f"uuid: {session.uuid} is another session; make a new one")
    return row


def keep_set(session: models.Session, record: SetRecord) -> bool:
    """Keep a finished set; True when it was not known before. A later revision of the same set replaces it, whole; the same
    or an older one changes nothing, so that a late repeat never takes a correction back. A deletion stands whatever comes.

    Raises `WrongRecord` when the set contradicts its session or another set with the same uuid.
    """
    _check(session, record)
    columns = _columns(session, record) | {"started": _started(session.day, record)}
    with transaction.atomic():
        row, made = models.Set.objects.select_for_update().get_or_create(
            uuid=UUID(record.uuid), defaults={"session": session, **columns}
        )
        if not made:
            _update(row, session, record, columns)
    return made


def _update(row: models.Set, session: models.Session, record: SetRecord, columns: dict[str, object]) -> None:
    same = (row.session_id, row.index, row.exercise, row.side)
    if same != (session.pk, record.index, record.exercise, record.side.value):
        raise WrongRecord("the set with this uuid is another one")
    before = SetRecord.from_dict(row.data)
    if record.revision <= before.revision:
        return
    corrected = row.corrected
    for name, value in columns.items():
        setattr(row, name, value)
    if (record.seen, record.corrected) == (before.seen, before.corrected):
        row.corrected = corrected  # nothing new is said of the count: what was put right on its page stands
    row.save(update_fields=[*columns, "saved"])


def _columns(session: models.Session, record: SetRecord) -> dict[str, object]:
    names = (
        "index",
        "exercise",
        "variant",
        "started",
        "seconds",
        "load_kg",
        "target",
        "seen",
        "corrected",
        "held_s",
    )
    enums = ("side", "source", "outcome")
    plain = {name: getattr(record, name) for name in names}
    worded = {name: getattr(record, name).value for name in enums}
    asked_s = session.hold_asked_s(record.exercise, record.side.value)
    seen = progress.seen(record, known.catalogue().get(record.exercise), asked_s)
    return plain | worded | asdict(seen) | {"data": record.to_dict()}


def _started(day: date, record: SetRecord) -> str:
    """When a set of a session of that day began: as its device says, or at that time of the day where its clock is days off."""
    said = datetime.fromisoformat(record.started)
    is_near = abs(said.date() - day) <= PAST_MIDNIGHT
    return record.started if is_near else datetime.combine(day, said.time()).isoformat()


MOST_OF_A_SET = {  # beyond it the sender is broken
    "index": 500,
    "seconds": 86_400,
    "load_kg": 200,
    "target": 10_000,
    "seen": 100_000,
    "corrected": 100_000,
    "held_s": 86_400,
    "revision": 1_000_000,
}


def _check(session: models.Session, record: SetRecord) -> None:
    for name, most in MOST_OF_A_SET.items():
        value = getattr(record, name)
        if value is not None and not 0 <= value <= most:
            raise WrongRecord(f"{name}: found {value!r}, allowed is 0 to {most}")
    planned = [(plan.exercise, plan.variant) for plan in session.value.sets]
    if (record.exercise, record.variant) not in planned:
        allowed = ", ".join(sorted({" ".join(filter(None, each)) for each in planned}))
        raise WrongRecord(
            f"exercise, variant: found {record.exercise[:60]!r}, {record.variant!r:.60}; in this session are {allowed}"
        )
    if not _is_local(record.started):
        raise WrongRecord(f"started: found {record.started[:40]!r}, allowed is a local date and time")


def _is_local(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def end_session(
    session: models.Session,
    *,
    complete: bool,
    effort: str | None = None,
    hurt: bool | None = None,
    answers: Mapping[str, str] | None = None,
) -> None:
    """Keep that the session is over, and what the runner said about it; later answers are added to earlier ones."""
    with transaction.atomic():
        _end(
            models.Session.objects.select_for_update().get(pk=session.pk),
            complete,
            effort,
            hurt,
            answers or {},
        )


def leave_session(session: models.Session) -> bool:
    """Leave a session that stopped half-way at that; one that is over stays as it is (`False`)."""
    rows = models.Session.objects.filter(pk=session.pk, ended=None)
    return rows.update(ended=timezone.now(), complete=False) > 0


def take_up_session(session: models.Session) -> None:
    """The session that was left, or ended before it was through, can be gone on with again."""
    models.Session.objects.filter(pk=session.pk, complete=False).update(ended=None, complete=None)


def _end(
    session: models.Session,
    complete: bool,
    effort: str | None,
    hurt: bool | None,
    answers: Mapping[str, str],
) -> None:
    session.ended = session.ended or timezone.now()
    session.complete = complete
    session.effort = effort or session.effort
    session.hurt = session.hurt if hurt is None else hurt
    session.answers = session.answers | dict(answers)
    session.save(update_fields=["ended", "complete", "effort", "hurt", "answers"])


@contextmanager
def alone(runner: models.Runner) -> Iterator[None]:
    """What is done within is done as one, and nothing else of this kind is done for the runner meanwhile; `runner` says by then
    what they last told of themselves. Rows that belong to them may be added elsewhere: else two could wait for each other."""
    with transaction.atomic():
        locked = models.Runner.objects.select_for_update(no_key=True)
        runner.refresh_from_db(fields=["profile_data"], from_queryset=locked)
        yield


def tell(
    runner: models.Runner, session: values.Session, records: tuple[SetRecord, ...], *, again: bool = False
) -> models.Session:
    """Keep a session that the runner says was done. One that was done as a whole on that day, told or not, is kept alone,
    unless this is another one (`again`)."""
    with alone(runner):
        before = queries.whole_session(runner, session.routine, date.fromisoformat(session.date))
        if before is not None and not again:
            return before
        row = begin_session(runner, session)
        for record in records:
            keep_set(row, record)
        end_session(row, complete=True)
    return row


def correct(row: models.Set, count: int) -> None:
    """Keep the runner's own count beside what was seen."""
    most = MOST_OF_A_SET["corrected"]
    if not 0 <= count <= most:
        raise WrongRecord(f"count: found {count}, allowed is 0 to {most}")
    row.corrected = count
    row.save(update_fields=["corrected", "saved"])


def delete(row: models.Session | models.Set | models.Measurement) -> None:
    """Hide a session, a set or a test. `restore` brings it back within a day; then it is gone for good."""
    row.deleted = row.deleted or timezone.now()
    row.save(update_fields=["deleted"])


def restore(row: models.Session | models.Set | models.Measurement) -> None:
    """Undo `delete`."""
    row.deleted = None
    row.save(update_fields=["deleted"])


def purge() -> None:
    """Remove for good what was deleted more than a day ago."""
    before = timezone.now() - UNDO_LASTS
    User.objects.filter(username__startswith=MADE_UP, date_joined__lt=before).delete()
    models.Set.objects.filter(deleted__lt=before).delete()
    models.Session.objects.filter(deleted__lt=before).delete()


def judge_pain(runner: models.Runner, note: models.PainNote, judge: Callable[..., PainNext]) -> PainNext:
    """Keep that it hurt, with what `judge` makes of it by what is known by then; returns that."""
    with alone(runner):
        high_before = pains.high_before(runner, note)
        found = judge(high_before=high_before, step=runner.profile.step)
        note_pain(runner, note, found.apply(runner.profile), ends=found.then is Then.END)
    return found


def note_pain(
    runner: models.Runner, note: models.PainNote, profile: RunnerProfile, *, ends: bool = False
) -> None:
    """Keep that it hurt, and the profile that follows from it, read within `alone`; with `ends`, its session is over, whether
    its page lives to say so or not. The same uuid again changes nothing. Raises `WrongRecord` where it is another runner's."""
    note.runner = runner
    fields = {name: getattr(note, name) for name in ("session", "day", "exercise", "side", "place", "score")}
    with transaction.atomic():
        row, made = models.PainNote.objects.get_or_create(
            uuid=note.uuid, defaults={"runner": runner, **fields}
        )
        if row.runner_id != runner.pk:
            raise WrongRecord(f"uuid: {note.uuid} is another report; make a new one")
        if not made:  # a late repeat must not leave out again what newer answers allow
            return
        if row.session is not None:
            mark_hurt(row.session, hurt=False)
        ended = ends and row.session is not None and leave_session(row.session)
        row.undo = {"before": runner.profile_data, "after": profile.to_dict(), "ended": ended}
        row.save(update_fields=["undo"])
        save_profile(runner, profile)


def mark_hurt(session: models.Session, *, hurt: bool) -> None:
    """Keep that it hurts in a session, before it is told where and how much; without `hurt` there is nothing to tell, or no
    more."""
    models.Session.objects.filter(pk=session.pk).update(untold=hurt)


def take_back_pain(runner: models.Runner, uuid: UUID) -> None:
    """It was a slip of the finger: the note goes, the session it ended goes on, what became lighter because of it does not
    stay so, and the profile is as it would be without it unless it was changed since."""
    with alone(runner):
        note = models.PainNote.objects.filter(runner=runner, uuid=uuid).select_related("session").first()
        if note is None:
            return
        later = models.PainNote.objects.filter(runner=runner, pk__gt=note.pk).exclude(undo=None)
        stand = list(later.select_related("session").order_by("pk"))
        note.delete()
        if note.session is not None:
            training.put_back(note.session, note.exercise)
        if note.undo is not None:
            _undo(runner, note.session, note.undo, stand)


def _undo(
    runner: models.Runner,
    session: models.Session | None,
    undo: Mapping[str, Any],
    stand: Sequence[models.PainNote],
) -> None:
    if undo["ended"] and session is not None:
        take_up_session(session)
    undos = [undo, *(note.undo for note in stand if note.undo is not None)]
    befores = [RunnerProfile.from_dict(each["before"]) for each in undos]
    afters = [RunnerProfile.from_dict(each["after"]) for each in undos]
    if afters == [*befores[1:], runner.profile]:  # else something was changed in between, and stays as it is
        save_profile(runner, _without(befores[0], stand))


def _without(profile: RunnerProfile, stand: Sequence[models.PainNote]) -> RunnerProfile:
    """The profile as the reports that stand make it of the one before a report taken back; they keep what undoes them."""
    for note in stand:
        after = pains.answered(note, (), profile).apply(profile)
        note.undo = (note.undo or {}) | {"before": profile.to_dict(), "after": after.to_dict()}
        note.save(update_fields=["undo"])
        profile = after
    return profile
