"""The first questions: one press when all is usual, a page more after a yes, and what follows."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises.spec import Gate
from hamstride.exercises.values import Torn
from hamstride.plan import screening
from hamstride.plan.screening import Group
from hamstride.store import models, pains, planning, services, training
from hamstride.web import clock
from tests import people

USUAL = {"q-back": "no", "q-reach": "yes", "ankle_weights": "0", "chair": "on", "step": "on"}
BACK = {"q-back": "yes", "q-emergency": "no", "q-back-signs": "no"}
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
    "said", [BACK, BACK | {"q-back": "not-sure"}, {"q-reach": "no"}, {"q-reach": "not-sure"}]
)
def test_a_back_or_tight_legs_take_the_step(
    as_charlie: Client, charlie: models.Runner, said: dict[str, str]
) -> None:
    assert "one foot on a step" in _post(as_charlie, **said).content.decode()
    charlie.refresh_from_db()
    assert charlie.profile.hinge


def test_a_back_without_a_step_is_told_of_something_as_low(
    as_charlie: Client, charlie: models.Runner
) -> None:
    said = {name: value for name, value in USUAL.items() if name != "step"} | BACK
    page = people.text_of(as_charlie.post(reverse("questions"), said))
    assert "Instead of rolling forward: one foot on anything slightly raised and steady" in page
    assert "one foot on a step" not in page
    assert "No step or stair?" in people.text_of(as_charlie.get(reverse("settings")))


def test_after_a_tear_of_the_last_year_the_shorter_session_comes_first_once(
    as_charlie: Client, charlie: models.Runner
) -> None:
    page = people.text_of(_post(as_charlie, **{"q-torn": "lately"}))
    assert "The next session is the shorter one, plain curls only" in page
    charlie.refresh_from_db()
    assert charlie.profile.torn is Torn.LATELY
    assert re.search(
        r'name="q-torn" value="lately" data-tick required checked',
        as_charlie.get(reverse("questions")).content.decode(),
    )
    today = as_charlie.get("/")
    assert "we start with plain curls only" in people.text_of(today)
    assert "data-start-shorter" in today.content.decode()
    _done_at(charlie, clock.now() + timedelta(minutes=1))
    assert not _begins_torn(charlie)


def test_a_session_before_the_answer_of_that_day_is_not_the_first_after_it(
    as_charlie: Client, charlie: models.Runner
) -> None:
    _post(as_charlie, **{"q-torn": "lately"})
    charlie.refresh_from_db()
    _done_at(charlie, clock.now() - timedelta(minutes=1))
    assert _begins_torn(charlie)
    _done_at(charlie, clock.now() + timedelta(minutes=1))
    assert not _begins_torn(charlie)


def test_a_year_later_it_was_longer_ago(as_charlie: Client, charlie: models.Runner) -> None:
    _post(as_charlie, **{"q-torn": "lately"})
    charlie.refresh_from_db()
    charlie.questions_on = clock.today() - timedelta(days=365)
    charlie.save()
    page = as_charlie.get(reverse("questions")).content.decode()
    assert re.search(r'name="q-torn" value="long-ago" data-tick required checked', page)
    assert not _begins_torn(charlie)


def _done_at(who: models.Runner, at: datetime) -> None:
    """A session whose first set began then."""
    value = people.session_value(at.date())
    row = services.begin_session(who, value)
    services.keep_set(row, people.record(value, 0, started=at.isoformat()))
    services.end_session(row, complete=True)


def _begins_torn(who: models.Runner) -> bool:
    _, found = planning.ground(who, clock.now(), training.footing(who))
    return found.begins_torn


@pytest.mark.parametrize(
    ("said", "torn"), [("no", Torn.NEVER), ("long-ago", Torn.LONG_AGO), ("yes", Torn.NEVER)]
)
def test_a_tear_longer_ago_is_kept_and_changes_no_session(
    as_charlie: Client, charlie: models.Runner, said: str, torn: Torn
) -> None:
    assert _post(as_charlie, **{"q-torn": said}).status_code == 302
    charlie.refresh_from_db()
    assert charlie.profile.torn is torn
    assert "All of it" in people.text_of(as_charlie.get("/"))
    says = "is worth comparing" in people.text_of(as_charlie.get(reverse("strength")))
    assert says is (torn is Torn.LONG_AGO)


def test_a_broken_weight_keeps_the_answers_on_the_page(as_charlie: Client, charlie: models.Runner) -> None:
    page = _post(as_charlie, ankle_weights="1", weight="much", **BACK)
    assert page.status_code == 422
    assert re.search(r'name="q-back" value="yes" data-tick required checked', page.content.decode())
    charlie.refresh_from_db()
    assert charlie.questions_on is None


def test_asked_again_the_page_shows_what_was_said(as_charlie: Client) -> None:
    _post(as_charlie, **BACK)
    assert re.search(
        r'name="q-back" value="yes" data-tick required checked',
        as_charlie.get(reverse("questions")).content.decode(),
    )


def test_back_trouble_leads_to_the_signs_that_cannot_wait(as_charlie: Client, charlie: models.Runner) -> None:
    page = _post(as_charlie, **{"q-back": "yes"}).content.decode()
    assert 'name="q-emergency"' in page and 'name="q-back-signs"' in page
    assert "Get emergency care today" in _post(as_charlie, **BACK | {"q-emergency": "yes"}).content.decode()
    charlie.refresh_from_db()
    assert charlie.profile.no_strength and charlie.profile.no_stretches


def test_after_a_pop_the_page_begins_with_it_and_the_way_back_is_that_of_a_long_break(
    as_alice: Client, alice: models.Runner
) -> None:
    today = clock.today()
    row = people.trained(alice, today - timedelta(days=3))
    note = models.PainNote(
        uuid=uuid4(), session=row, day=row.day, exercise="standing-curl", side="left", place="sharp", score=8
    )
    services.note_pain(
        alice, note, replace(alice.profile, gates=(Gate.ACUTE,), no_strength=True, no_stretches=True)
    )
    page = as_alice.get(reverse("questions")).content.decode()
    assert re.search(r'name="q-acute" value="yes" data-tick checked', page)
    assert _post(as_alice).status_code == 302  # the tick was taken away
    alice.refresh_from_db()
    assert not alice.profile.no_strength
    assert "After that sharp pain we start again from about half" in people.text_of(as_alice.get("/"))


def test_what_the_answers_themselves_explain_is_ticked_no_further(
    as_charlie: Client, charlie: models.Runner
) -> None:
    _post(as_charlie, **{"q-sit-bone": "yes", "q-sit-bone-sudden": "yes", "q-under-18": "no"})
    page = as_charlie.get(reverse("questions")).content.decode()
    assert re.search(r'name="q-sit-bone" value="yes" data-tick checked', page)
    assert not re.search(r'name="q-acute" value="yes" data-tick checked', page)
    assert pains.injured(charlie) == []


def test_a_tick_that_was_a_slip_is_no_injury(as_charlie: Client, charlie: models.Runner) -> None:
    _post(as_charlie, **{"q-acute": "yes", "q-tear": "no", "q-calf": "no"})
    assert pains.injured(charlie) == [clock.today()]
    _post(as_charlie)
    assert pains.injured(charlie) == []


def test_well_again(as_charlie: Client, charlie: models.Runner) -> None:
    _post(as_charlie, **{"q-acute": "yes", "q-tear": "no", "q-calf": "no"})
    assert _post(as_charlie).status_code == 302
    charlie.refresh_from_db()
    assert not charlie.profile.no_strength


def test_nonsense_answers_count_as_the_usual_ones(as_charlie: Client, charlie: models.Runner) -> None:
    assert _post(as_charlie, **{"q-back": "perhaps", "q-unknown": "yes"}).status_code == 302
