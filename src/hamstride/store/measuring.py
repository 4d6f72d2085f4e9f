"""Tests of strength and flexibility: reading them, and what the runner does with them. Queries never grow with their number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db.models import Max, QuerySet
from django.utils import timezone

from hamstride.exercises.values import Source
from hamstride.measure import again, flexibility
from hamstride.measure.balance import StrengthTest
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import STRENGTH, FlexKept, StrengthKept
from hamstride.store import models, progress, queries
from hamstride.store.services import UNDO_LASTS

REFUSED = "test-later"
SEEN_BY_CAMERA = tuple(test.value for test in FlexTest)
LATEST = 12  # tests behind the runner's own error, and on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A flexibility test: typed in, or seen in a session of the player (`session` is set then). `uuid` is the test's own, or
    the session's."""

    uuid: UUID
    at: datetime
    kept: FlexKept
    session: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A strength test that was done whole."""

    uuid: UUID
    kept: StrengthKept
    test: StrengthTest


# -------------------------------------------------------------------------------------------------------------- reading
def strength(runner: models.Runner, limit: int | None = LATEST) -> tuple[Strength, ...]:
    """The runner's last strength tests, oldest first (all with `limit=None`)."""
    rows = list(_rows(runner).filter(kind=STRENGTH, done=True).order_by("-local", "-id")[:limit])
    return tuple(strength_of(row) for row in reversed(rows))


def strength_of(row: models.Measurement) -> Strength:
    """One strength test; its parts may be missing while it is under way."""
    kept = row.value
    assert isinstance(kept, StrengthKept)
    return Strength(uuid=row.uuid, kept=kept, test=kept.value(row.at))


def bends(
    runner: models.Runner, test: FlexTest | None = None, limit: int | None = LATEST
) -> tuple[Bend, ...]:
    """The runner's last flexibility tests (of one kind), oldest first (all with `limit=None`): typed ones and those that the
    camera saw. Two queries."""
    kinds = [test.value] if test else [each.value for each in FlexTest]
    rows = _rows(runner).filter(kind__in=kinds, done=True).order_by("-local", "-id")[:limit]
    seen = _seen(runner, kinds, limit)
    found = sorted([*reversed([_bend(row) for row in rows]), *seen], key=lambda bend: bend.at)
    return tuple(found if limit is None else found[-limit:])


def one(runner: models.Runner, uuid: UUID, *, deleted: bool = False) -> models.Measurement | None:
    """One test of the runner (with `deleted`, a hidden one as well), or `None`."""
    rows = models.Measurement.objects.filter(runner=runner, uuid=uuid)
    return (rows if deleted else rows.filter(deleted=None)).first()


def unfinished(runner: models.Runner) -> models.Measurement | None:
    """The guided strength test that stopped half-way, if there is one."""
    return _rows(runner).filter(kind=STRENGTH, done=False).order_by("-local", "-id").first()


def last_day(runner: models.Runner) -> date | None:
    """The day of the runner's last test of any kind."""
    typed = _rows(runner).filter(done=True).aggregate(last=Max("local"))["last"]
    seen = _sets(runner, SEEN_BY_CAMERA).aggregate(last=Max("session__day"))["last"]
    days = [date.fromisoformat(typed[:10])] if typed else []
    return max([*days, *([seen] if seen else [])], default=None)


class Offer(Enum):
    """What Today has to say of tests."""

    FIRST = "first"
    AGAIN = "again"


def offer(runner: models.Runner, today: date) -> Offer | None:
    """Whether a test is offered: after the third session, then every four to six weeks, and not soon after a refusal."""
    sessions = progress.sessions(runner)
    if sessions < again.FIRST_AFTER_SESSIONS:
        return None
    refusals = models.CheckAnswer.objects.filter(runner=runner, kind=REFUSED)
    refused, last = refusals.aggregate(last=Max("day"))["last"], last_day(runner)
    if not again.offered(today, sessions=sessions, last=last, refused=refused):
        return None
    return Offer.FIRST if last is None else Offer.AGAIN


# ---------------------------------------------------------------------------------------------------------------- deeds
def begin_strength(runner: models.Runner, at: datetime, kept: StrengthKept) -> models.Measurement:
    """Begin the guided test; what was begun before and never finished goes."""
    _rows(runner).filter(kind=STRENGTH, done=False).update(deleted=timezone.now())
    return _make(runner, STRENGTH, at, kept, done=kept.complete)


def keep_strength(row: models.Measurement, kept: StrengthKept) -> None:
    """Keep what was pulled so far; with the last part the test is done."""
    row.data, row.done = kept.to_dict(), kept.complete
    row.save(update_fields=["data", "done"])


def keep_bend(
    runner: models.Runner, at: datetime, kept: FlexKept, once: str | None = None
) -> models.Measurement:
    """Keep a flexibility test; sent again under the same mark (`once`), it takes its own place."""
    uuid = uuid4() if once is None else uuid5(NAMESPACE_URL, repr((runner.pk, once)))
    return _make(runner, kept.test.value, at, kept, done=True, uuid=uuid)


def refuse(runner: models.Runner, day: date) -> None:
    """Remember that the runner did not want a test now. Twice on one day is once."""
    models.CheckAnswer.objects.get_or_create(runner=runner, kind=REFUSED, day=day, defaults={"answers": {}})


def purge() -> None:
    """Remove for good what was deleted more than a day ago."""
    models.Measurement.objects.filter(deleted__lt=timezone.now() - UNDO_LASTS).delete()


# ---------------------------------------------------------------------------------------------------------------- inside
def _rows(runner: models.Runner) -> "QuerySet[models.Measurement]":
    return models.Measurement.objects.filter(runner=runner, deleted=None)


def _make(
    runner: models.Runner,
    kind: str,
    at: datetime,
    kept: StrengthKept | FlexKept,
    *,
    done: bool,
    uuid: UUID | None = None,
) -> models.Measurement:
    local = at.replace(microsecond=0, tzinfo=None).isoformat()
    values = {"runner": runner, "kind": kind, "local": local, "data": kept.to_dict(), "done": done}
    return models.Measurement.objects.update_or_create(
        uuid=uuid or uuid4(), defaults={**values, "deleted": None}
    )[0]


def _bend(row: models.Measurement) -> Bend:
    kept = row.value
    assert isinstance(kept, FlexKept)
    return Bend(uuid=row.uuid, at=row.at, kept=kept)


def _sets(runner: models.Runner, exercises: Sequence[str]) -> "QuerySet[models.Set]":
    return queries.sets_done(runner).filter(exercise__in=exercises, source=Source.CAMERA.value)


def _seen(runner: models.Runner, exercises: Sequence[str], limit: int | None) -> Iterator[Bend]:
    """What the camera measured: the sets of each session and test, left and right together."""
    sets = (
        _sets(runner, exercises)
        .select_related("session")
        .order_by("-session__day", "-session_id", "exercise", "index")
    )
    height_m = runner.profile.height_m
    sets = sets if limit is None else sets[: 4 * limit]  # two legs, and as many again for what was broken off
    for (_, exercise), rows in groupby(sets, key=lambda row: (row.session_id, row.exercise)):
        bend = _from_sets(FlexTest(exercise), list(rows), height_m)
        if bend is not None:
            yield bend


def _from_sets(test: FlexTest, rows: Sequence[models.Set], height_m: float | None) -> Bend | None:
    trials = {row.side: flexibility.trials(test, row.value.reps, height_m) for row in rows}
    whole = {side: found for side, found in trials.items() if flexibility.result(found) is not None}
    if not whole:
        return None
    kept = FlexKept(test=test, instrument=Instrument.CAMERA, trials=whole)
    at = datetime.fromisoformat(rows[-1].started)
    return Bend(uuid=rows[0].session.uuid, at=at, kept=kept, session=True)
