"""The runner: whom every record belongs to."""

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.utils import timezone

from hamstride.exercises.values import RunnerProfile


def default_profile() -> dict[str, object]:
    """The profile of somebody who has not said anything yet."""
    return RunnerProfile().to_dict()


class Runner(models.Model):
    """One person, with what they told about themselves. `questions_on` is the day the first questions were answered."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="runner")
    profile_data = models.JSONField(default=default_profile)
    questions_on = models.DateField(null=True)
    created = models.DateTimeField(default=timezone.now)

    @property
    def profile(self) -> RunnerProfile:
        """The profile as a value."""
        return RunnerProfile.from_dict(self.profile_data)

    @profile.setter
    def profile(self, profile: RunnerProfile) -> None:
        self.profile_data = profile.to_dict()

    def change(self, **changes: object) -> None:
        """Set some fields of the profile (not saved yet)."""
        self.profile = replace(self.profile, **changes)  # type: ignore[arg-type]
