"""Makes the files that one takes along, for the pages and for the command line alike."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from hamstride.formats import calendar, watch_workout
from hamstride.store import feeds, models
from hamstride.text.words import Words
from hamstride.web import clock
from hamstride.web.out.coming import appointments
from hamstride.web.session import making
from hamstride.web.session.views import title


def watch_file(runner: models.Runner, routine: str) -> bytes:
    """A routine (or one exercise) as the runner has it now, as a FIT workout. Raises `making.Refused`."""
    session = making.make(runner, routine, clock.today())
    words = Words(session.language)
    return watch_workout.write(session, words, title=title(routine, session.language), made=datetime.now(UTC))


def calendar_file(runner: models.Runner) -> bytes:
    """The runner's calendar of the coming weeks, as ICS."""
    language = runner.profile.language
    words, now = Words(language), clock.now()
    entries = feeds.give_out(runner, appointments(runner, now, words), now)
    return calendar.write(
        entries, name=words("web.name"), zone=ZoneInfo(settings.TIME_ZONE), language=language
    )
