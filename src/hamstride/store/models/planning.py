"""What the plan is made from: the runs that are meant to be run, days put or taken by hand, how the legs feel, how much is
done of each exercise, and pauses. Days and times are the runner's local ones, without a zone."""

from django.db import models
from django.utils import timezone

from hamstride.store.models.runner import Runner
from hamstride.store.models.session import Session


class WeeklyRun(models.Model):
    """The run of a usual week on one of its days (0 is Monday)."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="weekly_runs")
    weekday = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    at = models.TimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "weekday"], name="one_run_a_weekday")]


class DatedRun(models.Model):
    """A run planned for one date; all of a date take the place of the weekly one. Without `kind`: no run on that day."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="dated_runs")
    day = models.DateField()
    kind = models.CharField(max_length=10, null=True)
    at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    distance_m = models.FloatField(null=True)
    read_in = models.BooleanField(default=False)  # from a calendar file; reading another one replaces it

    class Meta:
        indexes = [models.Index(fields=["runner", "day"], name="dated_run_by_day")]

    @property
    def km(self) -> float | None:
        """How far it is to be, as one writes it."""
        return None if self.distance_m is None else round(self.distance_m / 1000, 1)


class StrengthWish(models.Model):
    """A day on which the runner put strength (`on`), or from which they took it."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="strength_wishes")
    day = models.DateField()
    on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "day"], name="one_wish_a_day")]


class Readiness(models.Model):
    """How the backs of the thighs felt on a day, before strength (`feel`); pain of 0..10 on the morning after it."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="readiness")
    day = models.DateField()
    feel = models.CharField(max_length=12, null=True)
    morning_pain = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "day"], name="one_readiness_a_day")]


class Dose(models.Model):
    """How much of an exercise one leg does from a day on, and why. The `current` one holds; the others are its history.

    `by` says who changed it: a step that was offered and taken ("step"), the rules after pain ("rule", with the `session` in
    which it hurt), the runner ("hand"), or that a leg stays at it though there is more to put on now ("things"). `heavier`:
    more weight than before.
    """

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="doses")
    exercise = models.CharField(max_length=60)
    side = models.CharField(max_length=5)
    sets = models.PositiveSmallIntegerField()
    reps = models.PositiveSmallIntegerField(null=True)
    hold_s = models.FloatField(null=True)
    load_kg = models.FloatField()
    day = models.DateField()
    by = models.CharField(max_length=8)
    reason = models.JSONField()
    heavier = models.BooleanField(default=False)
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="doses")
    current = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["runner", "current", "exercise"], name="dose_in_use")]


class Refusal(models.Model):
    """A step that was offered and not wanted; it is not offered again for two sessions."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="refusals")
    exercise = models.CharField(max_length=60)
    day = models.DateField()
    created = models.DateTimeField(default=timezone.now)


class Pause(models.Model):
    """A time of illness or injury in which nothing is due; `until` is the day on which the runner was well again."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)
