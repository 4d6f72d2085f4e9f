"""Another tab, or the player on the phone, changes what the runner told while a form is on its way: both stay."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hamstride.measure.flexibility import FlexTest
from hamstride.store import models
from tests import people

PER_WEEK = 3
THINGS = {"ankle_weights": "0", "chair": "on", "ball": "on"}
NO_TROUBLE = {"q-back": "no", "q-reach": "yes"}
SHARP = {"place": "sharp", "score": 8}
FORMS: dict[str, tuple[str, dict[str, str], str]] = {
    "settings": (reverse("settings"), THINGS, "step"),
    "the first questions": (reverse("questions"), THINGS | NO_TROUBLE, "step"),
    "the body": (reverse("body"), {"sex": "female", "height": "170"}, "height_m"),
    "the foot on a step": (reverse("bend-step", args=[FlexTest.LEG.value]), {}, "hinge"),
    "a pain": (reverse("hurts"), {"session": "", "place": "sharp", "pain": "8"}, "no_strength"),
}


class OtherTab:
    """Saves its own change as soon as the request has read its runner."""

    def __init__(self, runner: models.Runner) -> None:
        self.runner, self.saved = runner, False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if not self.saved and f'FROM "{models.Runner._meta.db_table}"' in sql:
            self.saved = True
            changed = replace(self.runner.profile, per_week=PER_WEEK)
            models.Runner.objects.filter(pk=self.runner.pk).update(profile_data=changed.to_dict())
        return found


@pytest.mark.parametrize("form", FORMS)
def test_what_another_tab_saved_meanwhile_stays(as_alice: Client, alice: models.Runner, form: str) -> None:
    address, said, told = FORMS[form]
    before = getattr(alice.profile, told)
    with connection.execute_wrapper(OtherTab(alice)):
        assert as_alice.post(address, said).status_code in (200, 302)
    _both(alice, told, before)


def test_a_pain_in_the_player_changes_what_follows_from_it_alone(
    as_alice: Client, alice: models.Runner
) -> None:
    session = people.trained(alice, date(2026, 11, 2))
    said = {"exercise": "standing-curl", "side": "left", "session": str(session.uuid), **SHARP}
    with connection.execute_wrapper(OtherTab(alice)):
        assert people.send(as_alice, "post", "/api/pain", said).status_code == 200
    _both(alice, "no_strength", False)


def _both(runner: models.Runner, told: str, before: object) -> None:
    kept = models.Runner.objects.get(pk=runner.pk).profile
    assert kept.per_week == PER_WEEK
    assert getattr(kept, told) != before
