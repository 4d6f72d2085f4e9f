"""What time it is for the runner. The one place of the pages and the API that reads the clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """The local date and time, without a zone, to the second."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 (the runner's own wall clock is meant)


def today() -> date:
    """The local date."""
    return now().date()


def zone() -> ZoneInfo:
    """The time zone of this device, for what has no offset of its own."""
    return ZoneInfo(settings.TIME_ZONE)
