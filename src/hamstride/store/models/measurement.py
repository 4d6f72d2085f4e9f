"""Tests that a runner did with a scale, a ruler, a phone or somebody's help. What the camera measured stands in the sets."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from hamstride.measure.kept import STRENGTH, FlexKept, StrengthKept
from hamstride.store.models.runner import Runner


class Measurement(models.Model):
    """One test. `kind` is `strength` or the id of a flexibility test, `local` the runner's own date and time, `data` a
    `measure.kept` value; `done` is false while the guided test is still under way."""

    uuid = models.UUIDField(unique=True)
    runner = models.ForeignKey(Runner, models.CASCADE, related_name="measurements")
    kind = models.CharField(max_length=60)
    local = models.CharField(max_length=32)
    data = models.JSONField()
    done = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)
    deleted = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["runner", "kind", "-local"], name="measurement_by_kind")]

    @property
    def at(self) -> datetime:
        """When it was, on the runner's own clock."""
        return datetime.fromisoformat(self.local)

    @property
    def value(self) -> StrengthKept | FlexKept:
        """What was measured."""
        return (StrengthKept if self.kind == STRENGTH else FlexKept).from_dict(self.data)
