"""What a runner said about aches, and the answers to questions asked."""

from django.db import models
from django.utils import timezone

from hamstride.store.models.runner import Runner
from hamstride.store.models.session import Session


class PainNote(models.Model):
    """What hurt, with the place and 0..10 (`None`: not asked). `uuid` makes sending it twice harmless. `undo` is what to undo
    when it is taken back: the profile `before` and `after` it, and whether it `ended` its session."""

    uuid = models.UUIDField(unique=True)
    runner = models.ForeignKey(Runner, models.CASCADE, related_name="pain_notes")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="pain_notes")
    day = models.DateField()
    exercise = models.CharField(max_length=60)
    side = models.CharField(max_length=5)
    place = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField(null=True)
    undo = models.JSONField(null=True)
    created = models.DateTimeField(default=timezone.now)


class CheckAnswer(models.Model):
    """The answers to one set of questions (`kind`), given on one day."""

    runner = models.ForeignKey(Runner, models.CASCADE, related_name="check_answers")
    kind = models.CharField(max_length=40)
    day = models.DateField()
    answers = models.JSONField()
    created = models.DateTimeField(default=timezone.now)

    @property
    def said(self) -> dict[str, str]:
        """The answers, by question."""
        if not isinstance(self.answers, dict) or not all(isinstance(v, str) for v in self.answers.values()):
            raise ValueError(f"answers: got {self.answers!r}, expected a text for each question")
        return self.answers
