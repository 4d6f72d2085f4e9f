"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from hamstride import __version__
from hamstride.text.words import Words
from hamstride.web.language import preferred


def words(request: HttpRequest) -> dict[str, Any]:
    """The words of the runner's language, and Hamstride's version."""
    found = getattr(request, "words", None) or Words(preferred(request))
    return {"words": found, "language": found.language, "version": __version__}
