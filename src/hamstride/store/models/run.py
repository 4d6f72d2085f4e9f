"""What was run, told by a file or by the runner; and the files it came from. A row an activity, none a track point."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from hamstride.exercises.values import Message
from hamstride.plan.runs import RunKind
from hamstride.store.models.runner import Runner
from hamstride.store.models.session import Session


class RunFile(models.Model):
    """A file that came in, by its SHA-256, and what came of it. `problem` is a message as `{"id": …, "params": …}`; `kept`
    says that its bytes lie in the data folder."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="run_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    outcome = models.CharField(max_length=10)
    problem = models.JSONField(null=True)
    kept = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "sha256"], name="file_once")]
        indexes = [models.Index(fields=["runner", "outcome", "-created"], name="file_by_outcome")]

    @property
    def why(self) -> Message | None:
        """Why it was refused."""
        return None if self.problem is None else Message(id=self.problem["id"], params=self.problem["params"])


# Indexes with a condition: SQLite takes no index by a bare truth value.
_RUNS = models.Q(is_run=True, deleted=None)
_ASIDE = models.Q(is_run=False, deleted=None)


class Activity(models.Model):
    """Something that was done: a run, or (`is_run` false) something set aside.

    `started` is the instant, `local` the runner's own date and time then (ISO 8601, to the second), `day` its date. `moving_s`
    is the time on the feet, `elapsed_s` that from begin to end. `said` marks what the runner decided or changed: a file never
    overrules it. `details` holds laps and the sets a watch counted; `session` is the record made of those sets.
    """

    uuid = models.UUIDField(unique=True)
    runner = models.ForeignKey(Runner, models.CASCADE, related_name="activities")
    file = models.ForeignKey(RunFile, models.SET_NULL, null=True, related_name="activities")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")
    started = models.DateTimeField()
    local = models.CharField(max_length=19)
    day = models.DateField()
    moving_s = models.FloatField()
    elapsed_s = models.FloatField()
    distance_m = models.FloatField(null=True)
    sport = models.CharField(max_length=40, null=True)
    sub_sport = models.CharField(max_length=40, null=True)
    is_run = models.BooleanField()
    kind = models.CharField(max_length=4, default=RunKind.EASY.value)
    said = models.BooleanField(default=False)
    origin = models.CharField(max_length=10)
    name = models.CharField(max_length=200, default="")
    device = models.CharField(max_length=120, default="")
    details = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)
    deleted = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["runner", "-local", "-id"], name="run_by_time", condition=_RUNS),
            models.Index(fields=["runner", "day"], name="run_by_day", condition=_RUNS),
            models.Index(fields=["runner", "-local", "-id"], name="aside_by_time", condition=_ASIDE),
            models.Index(fields=["runner", "started"], name="activity_by_instant"),
        ]

    @property
    def at(self) -> datetime:
        """When it began, in the runner's local time."""
        return datetime.fromisoformat(self.local)

    @property
    def kind_(self) -> RunKind:
        """The kind as an enum."""
        return RunKind(self.kind)
