"""The runner's calendar: the secret address under which it is followed, and what was put into it."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from hamstride.formats.calendar import Appointment, Entry
from hamstride.store.models.runner import Runner


class CalendarFeed(models.Model):
    """The address of a runner's calendar. Only a hash of its token is kept."""

    runner = models.OneToOneField(Runner, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)


class CalendarEntry(models.Model):
    """An appointment as it was last given out. `start` is local, in ISO 8601 without a zone."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="calendar_entries")
    uid = models.CharField(max_length=64)
    start = models.CharField(max_length=19)
    seconds = models.FloatField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    alarm_min = models.PositiveSmallIntegerField(null=True)
    whole_day = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(default=timezone.now)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "uid"], name="calendar_entry_once")]
        indexes = [models.Index(fields=["runner", "start"], name="calendar_entry_by_start")]

    @property
    def value(self) -> Entry:
        """The entry as a value."""
        names = ("uid", "seconds", "title", "text", "alarm_min", "whole_day")
        what = Appointment(
            start=datetime.fromisoformat(self.start), **{name: getattr(self, name) for name in names}
        )
        return Entry(appointment=what, sequence=self.sequence, changed=self.changed, cancelled=self.cancelled)
