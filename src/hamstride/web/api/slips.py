"""Taking back a report of pain: what the profile was before it, signed, so that nothing has to be kept for the purpose."""

from datetime import timedelta
from uuid import UUID

from django.core import signing

from hamstride.exercises.codec import DecodeError
from hamstride.exercises.values import RunnerProfile
from hamstride.store import models

SALT = "hamstride.pain"
LONGEST = timedelta(hours=1)


def token(runner: models.Runner, uuid: UUID, *, before: RunnerProfile, after: RunnerProfile) -> str:
    """What takes the report `uuid` of this runner back, within the hour."""
    told = {"of": [runner.pk, str(uuid)], "before": before.to_dict(), "after": after.to_dict()}
    return signing.dumps(told, salt=SALT, compress=True)


def read(runner: models.Runner, uuid: UUID, given: str) -> tuple[RunnerProfile, RunnerProfile]:
    """The profile before and after the report. Raises `DecodeError` for a token that is too old or not of this report."""
    try:
        told = signing.loads(given, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        told = None
    if told is None or told["of"] != [runner.pk, str(uuid)]:
        raise DecodeError("undo", given[:20], "the token of this report, not older than an hour")
    return RunnerProfile.from_dict(told["before"]), RunnerProfile.from_dict(told["after"])
