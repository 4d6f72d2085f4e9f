"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from hamstride import __version__
from hamstride.text.words import Words
from hamstride.web.access import mark_of
from hamstride.web.demo import BACK_TO
from hamstride.web.language import preferred
from hamstride.web.offline import files
from hamstride.web.style import tokens


def words(request: HttpRequest) -> dict[str, Any]:
    """The words of the runner's language, Hamstride's version, the stamp of the files that browsers keep, the colour of
    the ground, whose page it is, and whether the runner is made up."""
    found = getattr(request, "words", None) or Words(preferred(request))
    runner = getattr(request, "runner", None)
    return {
        "words": found,
        "language": found.language,
        "version": __version__,
        "stamp": files.stamp(),
        "ground": tokens.ground(),
        "runner_mark": mark_of(runner) if runner is not None else None,
        "made_up": BACK_TO in getattr(request, "session", ()),
    }
