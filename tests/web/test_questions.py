"""The first questions: one press when all is usual, a page more after a yes, and what follows."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises.spec import Gate
from hamstride.plan import screening
from hamstride.plan.screening import Group
from hamstride.store import models
from tests import people

USUAL = {"q-back": "no", "q-reach": "yes", "ankle_weights": "0", "chair": "on", "step": "on"}
TODAY = [question.id for question in screening.QUESTIONS if question.group is Group.TODAY]


def _post(browser: Client, **more: str) -> Any:
    fields = USUAL | {
        name.replace("_", "-") if name.startswith("q_") else name: value for name, value in more.items()
    }
    return browser.post(reverse("questions"), fields)


def _names(page: Any) -> set[str]:
    return set(re.findall(r'type="radio" name="(q-[^"]+)"', page.content.decode()))


def test_all_usual_is_one_press(as_charlie: Client, charlie: models.Runner) -> None:
    assert _post(as_charlie).status_code == 302
    charlie.refresh_from_db()
    assert charlie.questions_on is not None
    assert charlie.profile.gates == ()
    assert models.CheckAnswer.objects.get().answers["back"] == "no"


@pytest.mark.parametrize("id_", TODAY)
def test_a_yes_leads_to_its_follow_ups_and_keeps_nothing_yet(
    as_charlie: Client, charlie: models.Runner, id_: str
) -> None:
    page = _post(as_charlie, **{f"q-{id_}": "yes"})
    expected = {f"q-{q.id}" for q in screening.QUESTIONS if id_ in q.after}
    assert expected
    assert _names(page) == expected
    assert " checked" not in page.content.decode()
    assert f'<input type="hidden" name="q-{id_}" value="yes">' in page.content.decode()
    charlie.refresh_from_db()
    assert charlie.questions_on is None


def test_follow_ups_are_asked_until_each_is_answered(as_charlie: Client) -> None:
    page = _post(as_charlie, **{"q-acute": "yes", "q-tear": "no"})
    assert _names(page) == {"q-calf"}


def test_an_emergency_is_said_first_and_stops_everything(as_charlie: Client, charlie: models.Runner) -> None:
    said = {"q-radiating": "yes", "q-emergency": "yes", "q-below-knee": "no", "q-back-signs": "no"}
    page = _post(as_charlie, **said)
    html = page.content.decode()
    assert "<h1>Get emergency care today</h1>" in html
    assert html.index("112, 999 or 911") < html.index("Nothing is due until")
    assert "they pull on the nerve" not in html, "all is left out, not the stretches alone"
    charlie.refresh_from_db()
    assert charlie.profile.no_strength
    assert charlie.profile.no_stretches
    assert "Paused" in as_charlie.get("/").content.decode()


def test_a_sit_bone_that_aches_leaves_the_curls(as_charlie: Client, charlie: models.Runner) -> None:
    page = _post(as_charlie, **{"q-sit-bone": "yes", "q-sit-bone-sudden": "no", "q-under-18": "no"})
    assert "What is different for you" in page.content.decode()
    charlie.refresh_from_db()
    profile = charlie.profile
    assert (profile.no_strength, profile.no_stretches, profile.gates) == (False, True, (Gate.SIT_BONE,))
    html = as_charlie.get("/").content.decode()
    assert 'data-start-routine="strength"' in html
    assert "Around your run" not in html


@pytest.mark.parametrize(
    "said", [{"q-back": "yes"}, {"q-back": "not-sure"}, {"q-reach": "no"}, {"q-reach": "not-sure"}]
)
def test_a_back_or_tight_legs_take_the_step(
    as_charlie: Client, charlie: models.Runner, said: dict[str, str]
) -> None:
    assert "one foot on a step" in _post(as_charlie, **said).content.decode()
    charlie.refresh_from_db()
    assert charlie.profile.hinge


def test_a_back_without_a_step_is_promised_none(as_charlie: Client, charlie: models.Runner) -> None:
    said = {name: value for name, value in USUAL.items() if name != "step"} | {"q-back": "yes"}
    page = people.text_of(as_charlie.post(reverse("questions"), said))
    assert "Rolling forward is left out." in page
    assert "once you have a step or stair" in page
    assert "Instead of rolling forward" not in page
    assert "rolling forward is left out and nothing takes its place" in people.text_of(
        as_charlie.get(reverse("settings"))
    )


def test_a_broken_weight_keeps_the_answers_on_the_page(as_charlie: Client, charlie: models.Runner) -> None:
    page = _post(as_charlie, ankle_weights="1", weight="much", **{"q-back": "yes"})
    assert page.status_code == 422
    assert re.search(r'name="q-back" value="yes" required checked', page.content.decode())
    charlie.refresh_from_db()
    assert charlie.questions_on is None


def test_asked_again_the_page_shows_what_was_said(as_charlie: Client) -> None:
    _post(as_charlie, **{"q-back": "yes"})
    assert re.search(
        r'name="q-back" value="yes" required checked', as_charlie.get(reverse("questions")).content.decode()
    )


def test_well_again(as_charlie: Client, charlie: models.Runner) -> None:
    _post(as_charlie, **{"q-acute": "yes", "q-tear": "no", "q-calf": "no"})
    assert _post(as_charlie).status_code == 302
    charlie.refresh_from_db()
    assert not charlie.profile.no_strength


def test_nonsense_answers_count_as_the_usual_ones(as_charlie: Client, charlie: models.Runner) -> None:
    assert _post(as_charlie, **{"q-back": "perhaps", "q-unknown": "yes"}).status_code == 302
