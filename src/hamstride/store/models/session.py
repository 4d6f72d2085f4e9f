"""Sessions and the sets done in them.

Days and times of day are the runner's own, as their device said them, without a zone. `data` holds the whole value as it
came; the columns beside it are what is searched and shown. `deleted` hides a row until it is purged, so that deleting can
be undone and a late repeat of a deleted set does not bring it back.
"""

from dataclasses import replace

from django.db import models
from django.utils import timezone

from hamstride.exercises import values
from hamstride.exercises.values import Outcome, Side, Source
from hamstride.store.models.runner import Runner


class Session(models.Model):
    """A session that was begun. `plan` is the `values.Session` without its declarations (the catalogue has them); `untold`: it
    hurt, and nobody said yet where and how much."""

    uuid = models.UUIDField(unique=True)
    runner = models.ForeignKey(Runner, models.CASCADE, related_name="sessions")
    routine = models.CharField(max_length=60)
    day = models.DateField()
    plan = models.JSONField()
    created = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)
    complete = models.BooleanField(null=True)
    effort = models.CharField(max_length=20, null=True)
    hurt = models.BooleanField(null=True)
    untold = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    deleted = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["runner", "-day", "-id"], name="session_by_day")]

    @property
    def value(self) -> values.Session:
        """The session as a value, without declarations."""
        return values.Session.from_dict(self.plan)

    def hold_asked_s(self, exercise: str, side: str) -> float | None:
        """For how many seconds each repetition (or stretch) of an exercise was to be held with a leg."""
        plans = (each for each in self.plan["sets"] if (each["exercise"], each["side"]) == (exercise, side))
        first = next(plans, None)
        return None if first is None else first.get("hold_s")


class Set(models.Model):
    """A set that was done, or left. `corrected` is the runner's last word, kept beside what was `seen`; `range_deg` to
    `as_asked` sum up its repetitions for the curves (`measure.progress.Seen`)."""

    uuid = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, models.CASCADE, related_name="sets")
    index = models.PositiveSmallIntegerField()
    exercise = models.CharField(max_length=60)
    variant = models.CharField(max_length=60, null=True)
    side = models.CharField(max_length=5)
    source = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    started = models.CharField(max_length=32)
    seconds = models.FloatField()
    load_kg = models.FloatField()
    target = models.FloatField()
    seen = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField(null=True)
    held_s = models.FloatField()
    range_deg = models.FloatField(null=True)
    top_hold_s = models.FloatField(null=True)
    judged = models.PositiveIntegerField(default=0)
    as_asked = models.PositiveIntegerField(default=0)
    data = models.JSONField()
    saved = models.DateTimeField(auto_now=True)
    deleted = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["session", "index"], name="set_in_session"),
            # Tests are few among many sets; and a day on which something was done needs no row, which is wide.
            models.Index(fields=["source", "exercise", "session"], name="set_by_source"),
            models.Index(fields=["session", "exercise", "outcome", "deleted"], name="set_done"),
        ]

    @property
    def value(self) -> values.SetRecord:
        """The set as a value, with the runner's correction in it."""
        return replace(values.SetRecord.from_dict(self.data), corrected=self.corrected)

    @property
    def count(self) -> int:
        """Repetitions as the runner has the last word on them."""
        return self.seen if self.corrected is None else self.corrected

    @property
    def side_(self) -> Side:
        """The side as an enum."""
        return Side(self.side)

    @property
    def outcome_(self) -> Outcome:
        """The outcome as an enum."""
        return Outcome(self.outcome)

    @property
    def source_(self) -> Source:
        """The source as an enum."""
        return Source(self.source)
