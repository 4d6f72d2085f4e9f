"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from hamstride import __version__
from hamstride.text.words import Words
from hamstride.web.language import preferred
from hamstride.web.offline import files


def words(request: HttpRequest) -> dict[str, Any]:
    """The words of the runner's language, Hamstride's version, and the stamp of the files that browsers keep."""
    found = getattr(request, "words", None) or Words(preferred(request))
    return {"words": found, "language": found.language, "version": __version__, "stamp": files.stamp()}
