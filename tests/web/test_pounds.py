"""Pounds: typed and shown wherever a weight stands, kept in kilograms."""

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from hamstride.exercises.values import RunnerProfile, WeightUnit
from hamstride.store import models, services
from hamstride.text.words import languages
from tests import people

pytestmark = pytest.mark.django_db

FORM = {"ankle_weights": "2", "ball": "on", "chair": "on", "step": "on"}
KG = re.compile(r"\d kg\b")


@pytest.fixture
def in_pounds(alice: models.Runner, as_alice: Client) -> Client:
    """Alice, with weights of 1.25 and 2.5 pounds."""
    said = FORM | {"weight": "1.25 2.5", "weight_unit": "lb"}
    assert as_alice.post(reverse("settings"), said).status_code == 302
    return as_alice


def _profile() -> RunnerProfile:
    return models.Runner.objects.get(user__username="alice").profile


def test_what_is_typed_in_pounds_is_kept_in_kilograms_and_read_back(in_pounds: Client) -> None:
    assert (_profile().weight_kg, _profile().more_kg) == (0.567, (1.134,))
    page = in_pounds.get(reverse("settings")).content.decode()
    assert 'name="weight" inputmode="decimal" autocomplete="off" size="12" value="1.25 2.5"' in page


def test_another_unit_alone_changes_no_weight(in_pounds: Client) -> None:
    same = FORM | {"weight": "1.25 2.5", "weight_unit": "kg"}
    assert in_pounds.post(reverse("settings"), same).status_code == 302
    assert (_profile().weight_kg, _profile().weight_unit) == (0.567, WeightUnit.KG)


def test_weights_typed_again_in_pounds_stay_what_they_are(alice: models.Runner, as_alice: Client) -> None:
    settings = reverse("settings")
    assert as_alice.post(settings, FORM | {"weight": "1 2", "weight_unit": "kg"}).status_code == 302
    assert as_alice.post(settings, FORM | {"weight": "1 2", "weight_unit": "lb"}).status_code == 302
    assert as_alice.post(settings, FORM | {"weight": "2.2 4.4 5", "weight_unit": "lb"}).status_code == 302
    assert (_profile().weight_kg, _profile().more_kg) == (1.0, (2.0, 2.268))


def test_a_form_that_does_not_ask_for_weights_takes_none_away(in_pounds: Client) -> None:
    assert in_pounds.post(reverse("settings"), FORM | {"weight_kg": "3"}).status_code == 302
    assert (_profile().weight_kg, _profile().more_kg) == (0.567, (1.134,))


def test_a_unit_that_is_none_and_too_many_pounds_are_refused(as_alice: Client) -> None:
    settings = reverse("settings")
    stones = as_alice.post(settings, FORM | {"weight": "1", "weight_unit": "stone"})
    assert stones.status_code == 422
    assert "kilograms or pounds" in people.text_of(stones)
    heavy = as_alice.post(settings, FORM | {"weight": "45", "weight_unit": "lb"})
    assert heavy.status_code == 422
    assert "does not look like the weight" in people.text_of(heavy)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "page", ["today", "week", "exercises", "progress", "settings", "questions", "body", "tests"]
)
def test_no_page_tells_kilograms_to_who_thinks_in_pounds(in_pounds: Client, language: str, page: str) -> None:
    runner = models.Runner.objects.get(user__username="alice")
    services.save_profile(runner, replace(runner.profile, language=language))
    assert not KG.search(people.text_of(in_pounds.get(reverse(page)))), page


def test_today_exercise_session_and_card_tell_pounds(in_pounds: Client) -> None:
    assert "1.25 lb" in people.text_of(in_pounds.get(reverse("today")))
    exercise = people.text_of(in_pounds.get(reverse("exercise", args=["lying-leg-curl"])))
    assert "1.25 lb" in exercise and "2.5 lb" in exercise
    assert not KG.search(exercise)
    begun = in_pounds.post(
        "/api/sessions", json.dumps({"routine": "strength"}), content_type="application/json"
    ).json()["session"]
    assert (begun["weight_unit"], begun["sets"][0]["load_kg"]) == ("lb", 0.567)
    sheet = PdfReader(BytesIO(b"".join(in_pounds.get(reverse("out-card", args=["a4"])))))
    printed = " ".join(page.extract_text() for page in sheet.pages)
    assert "1.25 lb" in printed and not KG.search(printed)


def test_the_body_is_weighed_in_pounds_too(in_pounds: Client) -> None:
    sent = {"mass": "141.1", "height": "172", "ball": "55", "sex": "unsaid"}
    assert in_pounds.post(reverse("body"), sent).status_code == 302
    kept = _profile().mass_kg
    assert kept is not None and kept == pytest.approx(64.0, abs=0.01)
    assert in_pounds.post(reverse("body"), sent).status_code == 302
    assert _profile().mass_kg == kept, "what nobody touched does not drift"


def test_the_scale_of_a_strength_test_begins_in_pounds(in_pounds: Client) -> None:
    page = in_pounds.get(reverse("strength")).content.decode()
    assert 'name="unit" value="lb" checked' in page
