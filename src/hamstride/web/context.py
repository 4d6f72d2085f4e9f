"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from hamstride import __version__
from hamstride.text.words import Words
from hamstride.web.demo import BACK_TO
from hamstride.web.language import preferred
from hamstride.web.offline import files


def words(request: HttpRequest) -> dict[str, Any]:
    """The words of the runner's language, Hamstride's version, the stamp of the files that browsers keep, and whether
    the runner is made up."""
    found = getattr(request, "words", None) or Words(preferred(request))
    return {
        "words": found,
        "language": found.language,
        "version": __version__,
        "stamp": files.stamp(),
        "made_up": BACK_TO in getattr(request, "session", ()),
    }
