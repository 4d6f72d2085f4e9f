"""A page speaks as its runner does: first as their browser asks, then as they chose."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.store import models, services
from hamstride.text.words import Words, languages, texts
from tests import people

pytestmark = pytest.mark.django_db

PAGES = ("today", "exercises", "progress", "runs", "week", "settings", "help", "why", "out", "tests", "film")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("de-AT,de;q=0.9,en;q=0.8", "de"), ("pt, es;q=0.5", "es"), ("fr", "fr"), ("pt-BR", "en"), ("", "en")],
)
def test_somebody_new_is_spoken_to_as_their_browser_asks(
    alice: models.Runner, asked: str, spoken: str
) -> None:
    alice.questions_on = None
    alice.save()
    browser = Client(headers={"accept-language": asked})
    door = reverse("open", args=[services.new_link(alice)])
    assert Words(spoken)("web.open.says") in browser.get(door).content.decode()
    browser.post(door)
    page = browser.get(reverse("welcome")).content.decode()
    assert f'<html lang="{spoken}"' in page
    assert Words(spoken)("web.welcome.does") in page


def test_a_language_chosen_stays_chosen(alice: models.Runner, as_alice: Client) -> None:
    settings = reverse("settings")
    assert as_alice.post(settings, {"ankle_weights": "0", "language": "fr"}).status_code == 302
    page = as_alice.get(settings, headers={"accept-language": "de"}).content.decode()
    assert f"<h1>{Words('fr')('web.settings.title')}</h1>" in page
    refused = as_alice.post(settings, {"ankle_weights": "0", "language": "xx"})
    assert refused.status_code == 422
    assert Words("fr")("web.things.bad-language") in people.text_of(refused)


@pytest.mark.parametrize("language", sorted(set(languages()) - {"en"}))
@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_on_a_page(
    alice: models.Runner, as_alice: Client, language: str, page: str
) -> None:
    """No sentence of three words or more that the translation has in other words."""
    services.save_profile(alice, replace(alice.profile, language=language))
    shown = people.text_of(as_alice.get(reverse(page)))
    translated = texts(language)
    left = [
        id_
        for id_, words in texts("en").items()
        if len(words.split()) >= 3 and "{" not in words and words != translated[id_] and words in shown
    ]
    assert left == []
    assert not re.search(r"\b\d+\.\d+ (kg|km)\b", shown)


def test_fields_show_numbers_as_the_language_writes_them_and_read_them_again(
    as_alice: Client, alice: models.Runner
) -> None:
    alice.change(
        language="de", ankle_weights=2, weight_kg=0.5, more_kg=(1.0, 1.5), mass_kg=64.5, height_m=1.725
    )
    services.save_profile(alice, alice.profile)
    for address, fields in (
        ("settings", {"weight": "0,5 1 1,5"}),
        ("body", {"mass": "64,5", "height": "172,5"}),
    ):
        page = as_alice.get(reverse(address)).content.decode()
        for name, value in fields.items():
            assert re.search(rf'name="{name}"[^>]* value="{value}"', page), (name, page)
    form = {"ankle_weights": "2", "weight": "0,5 1 1,5", "weight_unit": "kg", "language": "de", "chair": "on"}
    assert as_alice.post(reverse("settings"), form).status_code == 302
    alice.refresh_from_db()
    assert (alice.profile.weight_kg, alice.profile.more_kg) == (0.5, (1.0, 1.5))
