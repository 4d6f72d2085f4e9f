"""Who gets in, and how: one-time links, strangers, other hosts, forms of other pages."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.store import models, services
from tests import people

PAGES = (
    "today",
    "welcome",
    "questions",
    "settings",
    "exercises",
    "why",
    "record",
)


def _addresses() -> list[str]:
    return [reverse(name) for name in PAGES] + [reverse("exercise", args=["ball-curl"])]


@pytest.mark.django_db
@pytest.mark.parametrize("address", _addresses())
def test_a_stranger_sees_a_closed_door(stranger: Client, address: str) -> None:
    page = stranger.get(address)
    assert page.status_code == 403
    assert "opens with a link of its own" in page.content.decode()


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/api/me"),
        ("post", "/api/sessions"),
        ("get", "/api/sessions/2f6c3a3e-0000-4000-8000-000000000000"),
        ("put", "/api/sets/2f6c3a3e-0000-4000-8000-000000000000"),
        ("put", "/api/sessions/2f6c3a3e-0000-4000-8000-000000000000/end"),
        ("post", "/api/pain"),
    ],
)
def test_the_api_answers_a_stranger_in_json(stranger: Client, method: str, address: str) -> None:
    answer = getattr(stranger, method)(address)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/json"
    assert "signed in" in answer.json()["problem"]


def test_looking_at_a_link_does_not_use_it_up(alice: models.Runner, stranger: Client) -> None:
    address = reverse("open", args=[services.new_link(alice)])
    for _ in range(3):
        page = stranger.get(address)
        assert page.status_code == 200
        assert "sessionid" not in page.cookies
        assert stranger.head(address).status_code == 200
    opened = stranger.post(address)
    assert (opened.status_code, opened.headers["Location"]) == (302, "/")
    assert stranger.get(reverse("record")).status_code == 200


def test_a_link_opens_one_browser_only(alice: models.Runner, stranger: Client) -> None:
    address = reverse("open", args=[services.new_link(alice)])
    stranger.post(address)
    another = people.client()
    for page in (another.get(address), another.post(address)):
        assert page.status_code == 410
        assert "used already" in page.content.decode()
    assert another.get("/").status_code == 403


def test_a_link_works_from_a_page_that_sends_no_origin(alice: models.Runner) -> None:
    strict = people.client(enforce_csrf_checks=True)
    address = reverse("open", args=[services.new_link(alice)])
    assert strict.post(address, headers={"origin": "null"}).status_code == 302


def test_who_is_in_already_is_led_on_without_using_the_link_up(
    alice: models.Runner, as_alice: Client
) -> None:
    token = services.new_link(alice)
    page = as_alice.get(reverse("open", args=[token]))
    assert (page.status_code, page.headers["Location"]) == (302, "/")
    assert services.link_lives(token)


def test_the_page_of_a_link_is_not_kept_and_tells_nobody(alice: models.Runner, stranger: Client) -> None:
    page = stranger.get(reverse("open", args=[services.new_link(alice)]))
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    alice: models.Runner, stranger: Client
) -> None:
    opened = stranger.post(reverse("open", args=[services.new_link(alice)]))
    cookie = opened.cookies["hamstride"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.5:4127", "[::2]:4127"],
)
def test_another_host_name_is_turned_away(alice: models.Runner, host: str) -> None:
    browser = people.client(alice)
    for address in ("/", "/api/me", "/nowhere/"):
        assert browser.get(address, headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:4127", 200),
        ("localhost:4127", 200),
        ("[::1]:4127", 200),
        ("localhost:9999", 400),
        ("localhost", 400),
        ("[::1]", 400),
    ],
)
def test_the_port_must_be_the_servers_own(as_alice: Client, settings: Any, host: str, status: int) -> None:
    settings.PORT = 4127
    assert as_alice.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "/told/",
        "/settings/",
        "/welcome/questions/",
        "/record/set/2f6c3a3e-0000-4000-8000-000000000000/delete/",
    ],
)
def test_a_form_of_another_page_is_refused(alice: models.Runner, address: str) -> None:
    strict = people.client(alice, enforce_csrf_checks=True)
    page = strict.post(address, {"routine": "before-run"})
    assert page.status_code == 403
    assert "nothing was changed" in page.content.decode()
    assert not models.Session.objects.exists()


def test_the_api_wants_its_csrf_mark(alice: models.Runner) -> None:
    strict = people.client(alice, enforce_csrf_checks=True)
    ask: dict[str, Any] = {"data": {"routine": "strength"}, "content_type": "application/json"}
    assert strict.post("/api/sessions", **ask).status_code == 403
    mark = strict.get("/api/me").json()["csrf"]
    assert strict.post("/api/sessions", headers={"x-csrftoken": mark}, **ask).status_code == 201


def _policy(headers: Any) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";"))
    return {name: rest for name, _, rest in directives}


@pytest.mark.parametrize("address", [*_addresses(), "/nowhere/", "/api/me", "/static/css/site.css"])
def test_every_answer_has_the_strict_headers(as_alice: Client, address: str) -> None:
    answer = as_alice.get(address)
    answer.close()
    policy = _policy(answer.headers)
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == policy["worker-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    allowed = set(policy["script-src"].split())
    assert {"'self'", "'wasm-unsafe-eval'"} <= allowed
    assert all("unsafe" not in each for each in allowed - {"'wasm-unsafe-eval'"})
    assert "http" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert "microphone=()" in answer.headers["Permissions-Policy"]
    if not address.startswith("/static/"):
        assert answer.headers["Cache-Control"] == "no-store"


_LOADS = re.compile(r"""(?:src|href|action|poster|data)\s*=\s*["']([^"']+)["']""")


@pytest.mark.parametrize("address", [*_addresses(), "/nowhere/"])
def test_no_page_asks_another_origin_for_anything(as_alice: Client, address: str) -> None:
    html = as_alice.get(address).content.decode()
    links = set(re.findall(r'<a href="([^"]+)" rel="noopener noreferrer"', html))
    away = {each for each in _LOADS.findall(html) if each.startswith(("http", "//"))}
    assert away <= links
    assert " style=" not in html
    assert "<script>" not in html
    assert not re.search(r"\son[a-z]+=", html)
