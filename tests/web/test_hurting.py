"""A pain that was reported: what was said to it is told again for as long as it holds, and what comes next as it is."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises.values import Message, RunnerProfile, Session, Side
from hamstride.plan.ladder import Amount
from hamstride.store import models, services, training
from hamstride.web import clock
from tests import people

NOW = datetime(2026, 11, 18, 9, 30)  # a Wednesday
ADVICE = "A sharp pain or a pop needs a doctor or physiotherapist"
AGAIN = "Once the pain is down to 2 of 10 at rest, try it again."


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def hurts(browser: Client, session: Session | None = None, *, place: str = "sharp", score: int = 8) -> Any:
    of = {} if session is None else {"session": session.uuid}
    said = {
        "uuid": str(uuid4()),
        "exercise": "lying-leg-curl",
        "side": "left",
        "place": place,
        "score": score,
    }
    return {**said, **people.send(browser, "post", "/api/pain", {**said, **of}).json()}


def begun(browser: Client, wanted: dict[str, str] | None = None) -> Session:
    """A session (of strength where nothing else is wanted) of which one set is done."""
    answer = people.send(browser, "post", "/api/sessions", wanted or {"routine": "strength"})
    session = Session.from_dict(answer.json()["session"])
    record = people.record(session, 0)
    people.send(browser, "put", f"/api/sets/{record.uuid}", record.to_dict())
    return session


def seen(browser: Client, name: str, *args: str) -> str:
    return people.text_of(browser.get(reverse(name, args=args)))


def test_what_a_sharp_pain_in_a_try_stops_is_said_with_its_reason(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):  # told twice, said once
        hurts(as_alice)
    later(monkeypatch, 3)
    today = seen(as_alice, "today")
    assert today.count(ADVICE) == 1
    assert "You reported this on 18 November. Lying curls: Sharp, or a pop, 8 of 10." in today
    assert "because of the pain you reported" in today
    assert "your answers" not in today
    for exercise in ("lying-leg-curl", "roll-forward"):
        page = seen(as_alice, "exercise", exercise)
        assert ADVICE in page
        assert "left out because of your answers" not in page
    assert "Left out because of your answers, or of a pain you reported: lying curls" in seen(
        as_alice, "settings"
    )


def test_tingling_stops_the_curls_as_well_until_the_questions_are_answered_anew(as_alice: Client) -> None:
    hurts(as_alice, begun(as_alice), place="tingling")
    today = seen(as_alice, "today")
    assert "Paused, because of the pain you reported today. Nothing is due." in today
    assert "No curls and no stretches" in today
    assert people.send(as_alice, "post", "/api/sessions", {"routine": "strength"}).status_code == 409
    page = as_alice.get(reverse("today")).content.decode()
    assert f'<a class="go" href="{reverse("questions")}">' in page
    as_alice.post(reverse("questions"), {"q-radiating": "no"})
    assert "because of the pain" not in seen(as_alice, "today")
    assert people.send(as_alice, "post", "/api/sessions", {"routine": "strength"}).status_code == 201


def test_newer_answers_end_what_was_said(as_alice: Client, alice: models.Runner) -> None:
    hurts(as_alice)
    alice.refresh_from_db()
    services.answer_questions(
        alice, NOW.date(), people.runner("nobody", asked=False).profile, {"acute": "no"}
    )
    assert ADVICE not in seen(as_alice, "today")


def test_a_pain_that_ends_the_session_leaves_nothing_to_go_on_with(as_alice: Client) -> None:
    session = begun(as_alice)
    assert "data-resume" in as_alice.get("/").content.decode()
    said = hurts(as_alice, session, place="tingling")
    assert said["then"] == "end"
    assert "data-resume" not in as_alice.get("/").content.decode()
    people.send(as_alice, "delete", f"/api/pain/{said['uuid']}", {})
    assert "data-resume" in as_alice.get("/").content.decode()


def test_after_a_high_pain_today_and_the_last_page_tell_what_follows(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(as_alice)
    hurts(as_alice, session, place="muscle", score=6)
    people.send(as_alice, "put", f"/api/sessions/{session.uuid}/end", {"complete": False})
    next_ = as_alice.get(f"/api/sessions/{session.uuid}/next").json()
    assert next_["hurt"] == ["Lying curls: An ache in the muscle, 6 of 10.", AGAIN]
    assert not any("the same" in line for line in next_["lines"])
    today = seen(as_alice, "today")
    assert AGAIN in today
    assert "Let what hurts rest." in today
    assert "get stronger" not in today
    later(monkeypatch, 1)
    assert AGAIN in seen(as_alice, "today")
    assert AGAIN in seen(as_alice, "exercise", "lying-leg-curl")
    assert AGAIN not in seen(as_alice, "exercise", "standing-curl")
    later(monkeypatch, 2)
    begun(as_alice)
    assert AGAIN not in seen(as_alice, "today")


def test_what_became_lighter_is_named(as_alice: Client, alice: models.Runner) -> None:
    services.save_profile(alice, RunnerProfile(ankle_weights=2, weight_kg=0.5, more_kg=(1.0, 1.5, 2.0)))
    heavy = dict.fromkeys((Side.LEFT, Side.RIGHT), Amount(sets=1, reps=10, load_kg=2.0))
    by_hand = Message.of("plan.step.reason.hand")
    training.change(alice, "lying-leg-curl", heavy, NOW.date(), by="hand", reason=by_hand)
    session = begun(as_alice)
    hurts(as_alice, session, place="muscle", score=6)
    people.send(as_alice, "put", f"/api/sessions/{session.uuid}/end", {"complete": False})
    lines = as_alice.get(f"/api/sessions/{session.uuid}/next").json()["lines"]
    assert lines[0].startswith("Next: ")
    assert lines[1:] == ["Lying curls: 1 kg next time. It hurt more than 5 of 10: two steps lighter."]


def test_a_mild_pain_is_no_news_on_today(as_alice: Client) -> None:
    hurts(as_alice, begun(as_alice), place="muscle", score=2)
    assert "You reported this" not in seen(as_alice, "today")


def test_a_pain_in_a_stretch_is_asked_after_it_as_well(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date(), routine="after-run")
    people.send(as_alice, "put", f"/api/sessions/{row.uuid}/end", {"complete": True, "hurt": True})
    assert "Something hurt in this session." in seen(as_alice, "today")
    people.tell_pain(as_alice, "sit-bone", 3)
    note = models.PainNote.objects.get()
    assert (note.session, note.exercise) == (row, "after-run")


def stretched_and_hurt(browser: Client, who: models.Runner) -> models.Session:
    row = people.trained(who, NOW.date(), routine="after-run")
    people.send(browser, "put", f"/api/sessions/{row.uuid}/end", {"complete": True, "hurt": True})
    return row


def done_and_hurt(browser: Client, wanted: dict[str, str]) -> Session:
    session = begun(browser, wanted)
    people.send(browser, "put", f"/api/sessions/{session.uuid}/end", {"complete": True, "hurt": True})
    return session


def test_asked_about_the_legs_it_is_about_them_whatever_hurt_in_a_stretch(
    as_alice: Client, alice: models.Runner
) -> None:
    row = stretched_and_hurt(as_alice, alice)
    asked = as_alice.post(reverse("feel"), {"feel": "hurts"}).headers["Location"]
    assert "Half the sets today" in people.text_of(people.tell_pain(as_alice, "muscle", 4, asked_at=asked))
    assert models.PainNote.objects.get().session is None
    assert models.Readiness.objects.get().feel == "sore"
    people.tell_pain(as_alice, "muscle", 4)
    assert models.PainNote.objects.latest("id").session == row


def test_a_session_of_which_it_comes_late_that_it_hurt_is_the_one_that_is_meant(
    as_alice: Client, alice: models.Runner
) -> None:
    as_alice.get(reverse("hurts"))
    row = stretched_and_hurt(as_alice, alice)
    as_alice.post(reverse("hurts"), {"session": "", "place": "muscle", "pain": "4"})
    assert models.PainNote.objects.get().session == row


def test_what_is_told_of_a_session_twice_stays_of_that_session(
    as_alice: Client, alice: models.Runner
) -> None:
    row = stretched_and_hurt(as_alice, alice)
    said = {"session": str(row.uuid), "place": "muscle", "pain": "4"}
    for _ in range(2):
        assert "the same again next time" in people.text_of(as_alice.post(reverse("hurts"), said))
    assert models.PainNote.objects.get().session == row
    assert not models.Readiness.objects.exists()


def test_a_session_that_was_left_with_the_question_open_is_the_one_that_is_meant(
    as_alice: Client, alice: models.Runner
) -> None:
    row = people.trained(alice, clock.today(), routine="after-run")
    asked = f"{reverse('hurts')}?session={row.uuid}"
    assert f'name="session" value="{row.uuid}"' in as_alice.get(asked).content.decode()
    as_alice.post(reverse("hurts"), {"session": row.uuid, "place": "back", "pain": "4"})
    assert models.PainNote.objects.get().session == row
    for other in ("nonsense", uuid4()):
        assert as_alice.get(f"{reverse('hurts')}?session={other}").status_code == 200


@pytest.mark.parametrize("session", ["nonsense", "6b0c1a3e-0000-4000-8000-000000000000"])
def test_a_session_that_is_not_there_cannot_have_hurt(as_alice: Client, session: str) -> None:
    said = {"session": session, "place": "muscle", "pain": "4"}
    assert as_alice.post(reverse("hurts"), said).status_code == 404


def test_the_back_after_the_stretches_takes_the_step_from_now_on(
    as_alice: Client, alice: models.Runner
) -> None:
    stretched_and_hurt(as_alice, alice)
    step = "From now on one foot on a step"
    assert step in people.text_of(people.tell_pain(as_alice, "back", 3))
    assert step in seen(as_alice, "today")
    alice.refresh_from_db()
    assert alice.profile.hinge


def test_the_back_of_somebody_without_a_step_is_told_of_something_as_low(
    as_alice: Client, alice: models.Runner
) -> None:
    alice.change(step=False)
    services.save_profile(alice, alice.profile)
    stretched_and_hurt(as_alice, alice)
    low = "From now on one foot on anything slightly raised"
    assert low in people.text_of(people.tell_pain(as_alice, "back", 3))
    assert low in seen(as_alice, "today")
    assert "From now on one foot on a step" not in seen(as_alice, "today")


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (4, "3 to 5: the same again next time, not more."),
        (7, "More than 5: once the pain is down to 2 of 10 at rest, try again."),
    ],
)
def test_today_tells_again_what_was_said_after_a_single_exercise(
    as_alice: Client, score: int, said: str
) -> None:
    done_and_hurt(as_alice, {"exercise": "standing-curl"})
    assert said in people.text_of(people.tell_pain(as_alice, "muscle", score))
    for page in (seen(as_alice, "today"), seen(as_alice, "exercise", "standing-curl")):
        assert said in page
        assert "You may go on gently" not in page


def test_what_became_lighter_is_named_after_a_stretch_as_well(as_alice: Client, alice: models.Runner) -> None:
    longer = {Side.BOTH: Amount(sets=1, hold_s=60.0)}
    by_hand = Message.of("plan.step.reason.hand")
    training.change(alice, "roll-forward", longer, NOW.date(), by="hand", reason=by_hand)
    session = done_and_hurt(as_alice, {"routine": "after-run"})
    lighter = ": 40 s next time."
    assert lighter in people.text_of(people.tell_pain(as_alice, "muscle", 7))
    lines = as_alice.get(f"/api/sessions/{session.uuid}/next").json()["lines"]
    assert any(lighter in line for line in lines)


def test_a_pain_that_was_not_told_before_the_page_died_is_asked_about_on_today(
    as_alice: Client, alice: models.Runner
) -> None:
    session = begun(as_alice)
    mark = f"/api/sessions/{session.uuid}/hurts"
    assert people.send(as_alice, "put", mark, {"hurt": True}).status_code == 200
    assert "Something hurt in this session." in seen(as_alice, "today")
    assert people.send(as_alice, "put", mark, {"hurt": False}).status_code == 200
    assert "Something hurt in this session." not in seen(as_alice, "today")
    people.send(as_alice, "put", mark, {"hurt": True})
    people.tell_pain(as_alice, "muscle", 4)
    assert "Something hurt in this session." not in seen(as_alice, "today")
    assert models.PainNote.objects.get(runner=alice).score == 4
    people.send(as_alice, "put", mark, {"hurt": True})  # once more, and the page dies again
    assert "Something hurt in this session." in seen(as_alice, "today")


def test_nothing_to_tell_any_more_leaves_what_the_summary_was_told(as_alice: Client) -> None:
    session = begun(as_alice)
    people.send(as_alice, "put", f"/api/sessions/{session.uuid}/end", {"complete": True, "hurt": True})
    people.send(
        as_alice, "put", f"/api/sessions/{session.uuid}/hurts", {"hurt": False}
    )  # late, and a second time
    assert models.Session.objects.get(uuid=session.uuid).hurt is True


def test_nobody_says_of_somebody_elses_session_that_it_hurt(as_alice: Client, as_bob: Client) -> None:
    session = begun(as_alice)
    answer = people.send(as_bob, "put", f"/api/sessions/{session.uuid}/hurts", {"hurt": True})
    assert answer.status_code == 404
    assert not models.Session.objects.get(uuid=session.uuid).untold


def test_a_report_under_the_name_of_somebody_elses_is_refused_not_lost(
    as_alice: Client, as_bob: Client, bob: models.Runner
) -> None:
    said = hurts(as_alice)
    asked = {name: said[name] for name in ("uuid", "exercise", "side", "place", "score")}
    assert people.send(as_bob, "post", "/api/pain", asked).status_code == 422
    asked["uuid"] = str(uuid4())
    assert people.send(as_bob, "post", "/api/pain", asked).status_code == 200
    assert bob.pain_notes.count() == 1


def test_what_ends_a_session_in_the_player_ends_it_on_the_page_as_well(as_alice: Client) -> None:
    session = begun(as_alice)
    asked_at = f"{reverse('hurts')}?session={session.uuid}"
    people.tell_pain(as_alice, "sharp", 8, asked_at=asked_at)
    row = models.Session.objects.get(uuid=session.uuid)
    assert (row.ended is not None, row.complete) == (True, False)
    assert "data-resume" not in as_alice.get("/").content.decode()
