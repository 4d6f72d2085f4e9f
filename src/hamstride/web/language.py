"""The language of a page: the runner's own, and before we know them the first of their browser's that we speak."""

from dataclasses import replace

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from hamstride.store import models, services
from hamstride.text.words import FALLBACK, Words, languages


def preferred(request: HttpRequest) -> str:
    """The first language the browser asks for that there are words for."""
    spoken = languages()
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    return next((code[:2] for code, _ in asked if code[:2] in spoken), FALLBACK)


def greet(request: HttpRequest, runner: models.Runner) -> None:
    """Somebody new is spoken to in the language of their browser, until they choose another."""
    if runner.questions_on is None:
        services.change_profile(runner, lambda profile: replace(profile, language=preferred(request)))


def names() -> list[tuple[str, str]]:
    """The languages to choose from: code, and name as its own speakers write it."""
    return sorted(((code, Words(code)("language.name")) for code in languages()), key=lambda item: item[1])
