"""Every page of `web/urls.py` is in the map of pages: it is photographed, and looked at by the tests of the browser."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, resolve

from hamstride.exercises.load import PAGES
from hamstride.web.urls import urlpatterns
from tools.page_map import FILES, SHOTS

pytestmark = pytest.mark.logic

ANYTHING: dict[str, Any] = {"uuid": UUID(int=0), "str": "x", "slug": "x", "int": 1}
PATTERNS = [each for each in urlpatterns if isinstance(each, URLPattern)]


def _address(pattern: URLPattern) -> str:
    converters = pattern.pattern.converters
    address = "/" + str(pattern.pattern)
    for name, converter in converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        address = address.replace(f"<{kind}:{name}>", str(ANYTHING[kind]))
    return address


def _is_page(browser: Client, pattern: URLPattern) -> bool:
    """Whether a look at it gives a page; what is not there might be one, if it is not named like a file."""
    answer = browser.get(_address(pattern))
    if answer.status_code == 404:
        return "." not in _address(pattern)
    return answer.status_code in (200, 403) and answer.headers["Content-Type"].startswith("text/html")


def test_every_page_is_in_the_map(as_alice: Client) -> None:
    known = {shot.url for shot in SHOTS} | FILES
    pages = {pattern.name for pattern in PATTERNS if _is_page(as_alice, pattern)}
    assert len(pages) > 25
    assert pages - known == set()


def test_the_map_names_pages_alone() -> None:
    names = {pattern.name for pattern in PATTERNS}
    assert {shot.url for shot in SHOTS} <= names
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)


@pytest.mark.parametrize(
    "shot", [s for s in SHOTS if s.address and not s.links and s.name != "not-found"], ids=lambda s: s.name
)
def test_addresses_are_those_of_their_pages(shot: Any) -> None:
    assert resolve(shot.address.partition("?")[0]).url_name == shot.url


def test_no_exercise_can_be_called_like_a_page_in_its_place() -> None:
    routes = [str(each.pattern) for each in PATTERNS]
    places = {route.partition("<slug:exercise>")[0] for route in routes if "<slug:exercise>" in route}
    beside = {
        route.removeprefix(place).rstrip("/")
        for place in places
        for route in routes
        if route.startswith(place)
    }
    assert {name for name in beside if name and not set(name) & set("/<")} == set(PAGES)
