"""The API as the player uses it, and as a broken or wicked player would."""

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hamstride import known
from hamstride.exercises import values
from hamstride.exercises.suited import SMALLER_COUNTS_AT
from hamstride.exercises.values import Session, SetRecord, Source
from hamstride.store import models, services
from hamstride.web import clock
from tests import people

pytestmark = pytest.mark.django_db


def _begin(browser: Client, **wanted: Any) -> values.Session:
    answer = people.send(browser, "post", "/api/sessions", wanted or {"routine": "strength"})
    assert answer.status_code == 201, answer.content
    return Session.from_dict(answer.json()["session"])


def _put(browser: Client, record: SetRecord, **changes: Any) -> Any:
    return people.send(browser, "put", f"/api/sets/{record.uuid}", record.to_dict() | changes)


def test_me_tells_the_profile(as_alice: Client, alice: models.Runner) -> None:
    answer = as_alice.get("/api/me").json()
    assert answer["runner"] == alice.profile.to_dict()
    assert len(answer["csrf"]) > 30


def test_a_strength_session_for_two_weights_and_a_ball(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = datetime(2026, 11, 16, 9)  # two sessions still fit into the week, three days apart
    monkeypatch.setattr(clock, "now", lambda: monday)
    answer = people.send(as_alice, "post", "/api/sessions", {"routine": "strength"}).json()
    session = Session.from_dict(answer["session"])
    assert [plan.exercise for plan in session.sets] == ["lying-leg-curl"] * 6 + ["standing-curl"] * 2 + [
        "ball-curl"
    ]
    assert set(session.declarations) == {"lying-leg-curl", "standing-curl", "ball-curl"}
    assert session.next_date == "2026-11-19"
    assert session.first
    assert answer["done"] == []


def test_a_pain_in_an_exercise_that_has_gone_since_is_kept(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = _begin(as_alice, exercise="standing-curl")
    left = {id_: each for id_, each in known.catalogue().items() if id_ != "standing-curl"}
    monkeypatch.setattr(known, "catalogue", lambda _language="en": left)
    said = {"exercise": "standing-curl", "side": "left", "place": "knee", "score": 7}
    assert people.send(as_alice, "post", "/api/pain", said).status_code == 422
    assert people.send(as_alice, "post", "/api/pain", {**said, "session": session.uuid}).status_code == 200
    assert models.PainNote.objects.get().exercise == "standing-curl"


def test_figures_of_a_session_have_24_frames_of_33_points(as_alice: Client) -> None:
    figures = people.send(as_alice, "post", "/api/sessions", {"routine": "strength"}).json()["figures"]
    assert "lying-leg-curl/toes-in" in figures
    assert "ball-curl/" in figures
    for figure in figures.values():
        assert figure["aspect"] > 0
        assert len(figure["frames"]) == 24
        assert {len(points) for points in figure["frames"]} == {33}
        assert set(figure["drawn"]) == {"sheet", "still", "columns", "frames", "width", "height"}
        for picture in ("sheet", "still"):
            served = as_alice.get(figure["drawn"][picture])
            assert served.status_code == 200
            served.close()


def test_one_exercise_and_one_variant_of_it(as_alice: Client) -> None:
    assert {plan.exercise for plan in _begin(as_alice, exercise="standing-curl").sets} == {"standing-curl"}
    only = _begin(as_alice, exercise="lying-leg-curl", variant="toes-in")
    assert {plan.variant for plan in only.sets} == {"toes-in"}


def test_another_way_to_drive_and_a_shorter_session(as_alice: Client) -> None:
    assert _begin(as_alice, routine="strength", source="beat").source is Source.BEAT
    assert len(_begin(as_alice, routine="strength", shorter=True).sets) < 9


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"routine": "yoga"}, 404, ""),
        ({"exercise": "lying-leg-curl", "variant": "upside-down"}, 404, ""),
        ({}, 422, "routine"),
        ({"routine": "strength", "exercise": "ball-curl"}, 422, "either"),
        ({"routine": 7}, 422, "body.routine"),
        ({"routine": "strength", "speed": 3}, 422, "body.speed"),
        ({"routine": "strength", "source": "magic"}, 422, "camera"),
        ([], 422, "table"),
    ],
)
def test_a_session_of_nonsense_is_refused_clearly(
    as_alice: Client, body: Any, status: int, says: str
) -> None:
    answer = people.send(as_alice, "post", "/api/sessions", body)
    assert answer.status_code == status
    assert says in answer.json().get("detail", "")
    assert not models.Session.objects.exists()


def test_before_the_questions_there_is_no_session(as_charlie: Client) -> None:
    answer = people.send(as_charlie, "post", "/api/sessions", {"routine": "strength"})
    assert answer.status_code == 409
    assert "questions" in answer.json()["problem"]


def test_what_the_answers_leave_out_is_not_led(db: None) -> None:
    runner = people.runner("dora", no_stretches=True)
    answer = people.send(people.client(runner), "post", "/api/sessions", {"routine": "before-run"})
    assert answer.status_code == 409
    assert "left out" in answer.json()["problem"]
    assert _begin(people.client(runner), routine="strength").sets


def test_a_set_is_kept_once_however_often_it_is_sent(as_alice: Client) -> None:
    session = _begin(as_alice)
    record = people.record(session, 0)
    assert [_put(as_alice, record).status_code for _ in range(3)] == [201, 200, 200]
    assert models.Set.objects.get().value == record


def test_a_session_goes_on_where_it_stopped(as_alice: Client) -> None:
    session = _begin(as_alice)
    records = [people.record(session, index) for index in (0, 1)]
    for record in records:
        _put(as_alice, record)
    answer = as_alice.get(f"/api/sessions/{session.uuid}").json()
    assert Session.from_dict(answer["session"]) == session
    assert [SetRecord.from_dict(each) for each in answer["done"]] == records


def test_a_session_goes_on_in_the_language_that_was_chosen_meanwhile(
    as_alice: Client, alice: models.Runner
) -> None:
    begun = _begin(as_alice, routine="strength")
    alice.refresh_from_db()
    alice.change(language="de")
    alice.save()
    session = as_alice.get(f"/api/sessions/{begun.uuid}").json()["session"]
    assert session["language"] == "de"
    assert session["declarations"]["standing-curl"]["text"]["title"] == "Beinbeugen im Stehen"


def test_for_a_stiff_knee_a_smaller_lift_counts_also_in_a_session_begun_before(
    as_alice: Client, alice: models.Runner
) -> None:
    begun = _begin(as_alice, routine="strength")
    assert begun.declarations["standing-curl"]["movement"]["count_at"] == 0.6
    alice.refresh_from_db()
    alice.change(smaller_lifts=True)
    alice.save()
    gone_on = as_alice.get(f"/api/sessions/{begun.uuid}").json()["session"]
    another = _begin(as_alice, routine="strength")
    for declarations in (gone_on["declarations"], another.declarations):
        assert declarations["standing-curl"]["movement"]["count_at"] == SMALLER_COUNTS_AT
    film = as_alice.get("/film/").content.decode()
    found = re.search(r'id="declarations" type="application/json">(.*?)</script>', film, re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["ball-curl"]["movement"]["count_at"] == SMALLER_COUNTS_AT


def test_ending_a_session_twice_is_fine(as_alice: Client) -> None:
    session = _begin(as_alice)
    address = f"/api/sessions/{session.uuid}/end"
    for body in (
        {"complete": True},
        {"complete": True, "effort": "hard", "hurt": False, "answers": {"soft-knee": "soft"}},
    ):
        assert people.send(as_alice, "put", address, body).status_code == 200
    kept = models.Session.objects.get()
    assert (kept.complete, kept.effort, kept.hurt, kept.answers) == (
        True,
        "hard",
        False,
        {"soft-knee": "soft"},
    )


def test_a_session_that_was_ended_early_is_gone_on_with_after_all(as_alice: Client, as_bob: Client) -> None:
    session = _begin(as_alice)
    address = f"/api/sessions/{session.uuid}/end"
    for complete, stays in ((True, True), (False, False)):
        people.send(as_alice, "put", address, {"complete": complete, "effort": "hard"})
        assert people.send(as_bob, "delete", address, {}).status_code == 404
        assert people.send(as_alice, "delete", address, {}).status_code == 200
        kept = models.Session.objects.get()
        assert (kept.ended is not None, kept.effort) == (stays, "hard")
    assert kept.complete is None


@pytest.mark.parametrize("told", ["note", "answer", "untold", "set"])
def test_a_session_in_which_something_hurt_stays_ended(as_alice: Client, told: str) -> None:
    session = _begin(as_alice)
    said = {"complete": False, **({"hurt": True} if told == "answer" else {})}
    if told == "note":
        pain = {"exercise": "standing-curl", "side": "left", "place": "muscle", "score": 2}
        people.send(as_alice, "post", "/api/pain", {**pain, "session": session.uuid})
    if told == "untold":
        people.send(as_alice, "put", f"/api/sessions/{session.uuid}/hurts", {"hurt": True})
    if told == "set":
        _put(as_alice, people.record(session, 0), outcome="pain")
    people.send(as_alice, "put", f"/api/sessions/{session.uuid}/end", said)
    people.send(as_alice, "delete", f"/api/sessions/{session.uuid}/end", {})
    assert models.Session.objects.get().ended is not None


def test_the_end_of_a_test_is_not_taken_back(as_alice: Client) -> None:
    session = _begin(as_alice, exercise="straight-leg-raise")
    people.send(as_alice, "put", f"/api/sessions/{session.uuid}/end", {"complete": False})
    people.send(as_alice, "delete", f"/api/sessions/{session.uuid}/end", {})
    assert models.Session.objects.get().ended is not None


def test_a_set_of_somebody_elses_session_is_not_found(as_alice: Client, as_bob: Client) -> None:
    session = _begin(as_alice)
    record = people.record(session, 0)
    assert _put(as_bob, record).status_code == 404
    assert as_bob.get(f"/api/sessions/{session.uuid}").status_code == 404
    assert (
        people.send(as_bob, "put", f"/api/sessions/{session.uuid}/end", {"complete": True}).status_code == 404
    )
    assert not models.Set.objects.exists()


def test_nobody_takes_over_anothers_set_by_its_uuid(as_alice: Client, as_bob: Client) -> None:
    record = people.record(_begin(as_alice), 0)
    _put(as_alice, record)
    theirs = replace(people.record(_begin(as_bob), 0), uuid=record.uuid, seen=1)
    assert _put(as_bob, theirs).status_code == 422
    assert models.Set.objects.get().value == record


@pytest.mark.parametrize(
    "changes",
    [
        {"seen": -3},
        {"seen": "ten"},
        {"seen": True},
        {"seen": 10**25},
        {"seconds": None},
        {"format": "hamstride-set/99"},
        {"side": "middle"},
        {"exercise": "handstand"},
        {"uuid": "2f6c3a3e-0000-4000-8000-000000000000"},
        {"uuid": "no"},
        {"session": "no"},
        {"more": 1},
        {"started": "soon"},
        {"variant": "a\u0000b"},
        {"reps": [{"number": 1}]},
    ],
    ids=str,
)
def test_a_broken_set_is_refused_and_nothing_is_kept(as_alice: Client, changes: dict[str, Any]) -> None:
    record = people.record(_begin(as_alice), 0)
    answer = _put(as_alice, record, **changes)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert not models.Set.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "null", "\xff", '{"seconds": NaN}'])
def test_what_is_no_json_is_refused(as_alice: Client, body: str) -> None:
    answer = as_alice.put(
        f"/api/sets/{uuid4()}", data=body.encode("latin-1"), content_type="application/json"
    )
    assert answer.status_code == 422


def test_more_than_is_taken_at_once(as_alice: Client) -> None:
    record = people.record(_begin(as_alice), 0)
    answer = _put(as_alice, record, more="x" * 300_000)
    assert answer.status_code == 413
    assert answer.json()["problem"]


def test_pain_is_kept_and_answered(as_alice: Client, alice: models.Runner) -> None:
    session = _begin(as_alice)
    body = {"session": session.uuid, "exercise": "standing-curl", "side": "left", "place": "knee", "score": 3}
    for _ in range(2):
        answer = people.send(as_alice, "post", "/api/pain", body)
        assert answer.status_code == 200
        assert answer.json()["then"] in ("go-on", "leave-exercise", "end")
        assert all(isinstance(line, str) for line in answer.json()["lines"])
    note = models.PainNote.objects.get()
    assert (note.runner, str(note.session and note.session.uuid), note.score) == (alice, session.uuid, 3)


def test_the_same_pain_of_two_runners_is_two(as_alice: Client, as_bob: Client) -> None:
    body = {"exercise": "standing-curl", "side": "left", "place": "knee", "score": 3}
    for browser in (as_alice, as_alice, as_bob):
        assert people.send(browser, "post", "/api/pain", body).status_code == 200
    assert models.PainNote.objects.count() == 2


def test_the_last_word_on_a_deleted_session_is_taken(as_alice: Client) -> None:
    session = _begin(as_alice)
    services.delete(models.Session.objects.get())
    assert (
        people.send(as_alice, "put", f"/api/sessions/{session.uuid}/end", {"complete": True}).status_code
        == 200
    )
    body = {"session": session.uuid, "exercise": "standing-curl", "side": "left", "place": "knee"}
    assert people.send(as_alice, "post", "/api/pain", body).status_code == 200


@pytest.mark.parametrize(
    "change", [{"seconds": 10**400}, {"variant": "\ud800"}], ids=["huge", "half-a-character"]
)
def test_what_no_database_can_hold_is_said(as_alice: Client, change: dict[str, Any]) -> None:
    session = _begin(as_alice)
    answer = _put(as_alice, people.record(session, 0), **change)
    assert (answer.status_code, "problem" in answer.json()) == (422, True)


def test_the_api_knows_no_other_addresses(as_alice: Client) -> None:
    for address in ("/api/", "/api/docs", "/api/openapi.json", "/api/sets/nonsense"):
        answer = as_alice.get(address)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/json"


def test_a_deleted_session_takes_its_late_sets_quietly(as_alice: Client) -> None:
    session = _begin(as_alice)
    services.delete(models.Session.objects.get())
    assert _put(as_alice, people.record(session, 0)).status_code == 201
    assert as_alice.get(f"/api/sessions/{session.uuid}").status_code == 404


def test_three_to_try_are_counted_and_nothing_is_kept(as_alice: Client) -> None:
    wanted = {"exercise": "lying-leg-curl", "variant": "toes-in", "trial": True}
    answer = people.send(as_alice, "post", "/api/sessions", wanted).json()
    (plan,) = Session.from_dict(answer["session"]).sets
    assert (plan.variant, plan.reps, plan.load_kg) == ("toes-in", 3, 0.0)
    assert answer["trial"] is True
    answer = people.send(
        as_alice, "post", "/api/sessions", {"exercise": "roll-forward", "trial": True}
    ).json()
    (plan,) = Session.from_dict(answer["session"]).sets
    assert (plan.reps, plan.hold_s) == (None, 10.0)
    assert models.Session.objects.count() == 0


def _hurts(browser: Client, *, times: int = 1) -> str:
    uuid = str(uuid4())
    said = {"uuid": uuid, "exercise": "lying-leg-curl", "side": "left", "place": "sharp", "score": 8}
    for _ in range(times):
        assert people.send(browser, "post", "/api/pain", said).json()["then"] == "end"
    return uuid


def test_a_pain_tapped_by_mistake_leaves_nothing_behind(as_alice: Client, alice: models.Runner) -> None:
    before = alice.profile
    uuid = _hurts(as_alice)
    alice.refresh_from_db()
    assert alice.profile.no_strength
    for _ in range(2):
        assert people.send(as_alice, "delete", f"/api/pain/{uuid}", {}).status_code == 200
    alice.refresh_from_db()
    assert alice.profile == before
    assert models.PainNote.objects.count() == 0


def test_taking_a_pain_back_changes_no_newer_answer(as_alice: Client, alice: models.Runner) -> None:
    uuid = _hurts(as_alice)
    alice.refresh_from_db()
    newer = replace(alice.profile, ball=False)
    services.save_profile(alice, newer)
    people.send(as_alice, "delete", f"/api/pain/{uuid}", {})
    alice.refresh_from_db()
    assert alice.profile == newer


def test_a_pain_that_came_twice_can_be_taken_back(as_alice: Client, alice: models.Runner) -> None:
    before = alice.profile
    uuid = _hurts(as_alice, times=2)
    assert models.PainNote.objects.count() == 1
    people.send(as_alice, "delete", f"/api/pain/{uuid}", {})
    alice.refresh_from_db()
    assert alice.profile == before


def test_nobody_takes_back_the_pain_of_another(as_alice: Client, as_bob: Client) -> None:
    uuid = _hurts(as_alice)
    people.send(as_bob, "delete", f"/api/pain/{uuid}", {})
    assert models.PainNote.objects.count() == 1
