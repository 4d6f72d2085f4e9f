"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from hamstride import __version__
from hamstride.text.words import Words
from hamstride.web.demo import BACK_TO
from hamstride.web.language import preferred


def words(request: HttpRequest) -> dict[str, Any]:
    """The words of the runner's language, Hamstride's version, and whether the runner is the made-up one."""
    found = getattr(request, "words", None) or Words(preferred(request))
    made_up = BACK_TO in getattr(request, "session", ())
    return {"words": found, "language": found.language, "version": __version__, "made_up": made_up}
