"""The week page and the questions around strength: every form, well filled and badly."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hamstride.exercises import values
from hamstride.exercises.values import Outcome, Side
from hamstride.plan.ladder import Amount
from hamstride.plan.relief import Feel
from hamstride.plan.runs import RunKind
from hamstride.plan.today import Today
from hamstride.store import around, models, planning, runs, services, training
from hamstride.text.words import Words
from hamstride.web import clock
from hamstride.web.session import making
from hamstride.web.today.cards import cards_of
from tests import people

NOW = datetime(2026, 11, 18, 9, 30)  # a Wednesday
TODAY = NOW.date()
ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1@x
DTSTART:20261120T180000
DTEND:20261120T190000
SUMMARY:Intervals
END:VEVENT
BEGIN:VEVENT
UID:2@x
DTSTART;VALUE=DATE:20261122
SUMMARY:Long run
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(page: Any) -> str:
    found = re.sub(r"<(script|style|svg|select).*?</\1>|<[^>]*>", " ", page.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", found.replace("&#x27;", "'"))


def usual(**changes: str) -> dict[str, str]:
    return {**{f"kind-{n}": "none" for n in range(7)}, "per_week": "2", **changes}


# ---------------------------------------------------------------- runs that are planned


def test_the_usual_week_is_kept_and_the_plan_follows(as_alice: Client, alice: models.Runner) -> None:
    form = usual(**{"kind-3": "hard", "at-3": "07:00", "kind-6": "long", "per_week": "3"})
    page = as_alice.post(reverse("usual-week"), form, follow=True)
    assert "Kept. The plan follows." in text(page)
    assert "Too close to the hard run on Thursday" in text(page)
    kept = planning.pattern(alice)
    assert [(run.weekday, run.kind, run.at) for run in kept] == [
        (3, RunKind.HARD, time(7)),
        (6, RunKind.LONG, None),
    ]
    alice.refresh_from_db()
    assert alice.profile.per_week == 3


def test_only_planned_runs_that_were_done_count_against_the_planned_ones(as_alice: Client) -> None:
    as_alice.post(reverse("usual-week"), usual(**{"kind-0": "easy", "kind-3": "hard", "kind-6": "long"}))
    for day, at in (("2026-11-16", "07:00"), ("2026-11-17", "07:00"), ("2026-11-17", "18:00")):
        run = {"day": day, "at": at, "length": "45", "km": "", "kind": "easy"}
        assert as_alice.post(reverse("run-type"), run).status_code == 302
    assert "Runs 1 of 3 planned." in text(as_alice.get(reverse("runs")))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind-0": "swim"}, "A run is easy, hard, long or a race."),
        ({"kind-0": "easy", "at-0": "seven"}, "does not look like a time of day"),
        ({"per_week": "4"}, "once, twice or three times"),
        ({"per_week": ""}, "once, twice or three times"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    as_alice: Client, alice: models.Runner, changes: dict[str, str], said: str
) -> None:
    page = as_alice.post(reverse("usual-week"), usual(**changes))
    assert page.status_code == 422
    assert said in text(page)
    assert planning.pattern(alice) == ()


def test_a_date_takes_the_place_of_the_usual_week_until_it_is_forgotten(
    as_alice: Client, alice: models.Runner
) -> None:
    as_alice.post(reverse("usual-week"), usual(**{"kind-6": "long"}))
    sunday = {"day": "2026-11-22", "kind": "race", "at": "10:00"}
    page = as_alice.post(reverse("run-on-date"), sunday, follow=True)
    assert "Race on Sunday" in text(page)
    found = planning.planned(alice, TODAY, TODAY + timedelta(days=5))
    assert [(run.day, run.kind) for run in found] == [(date(2026, 11, 22), RunKind.RACE)]
    as_alice.post(reverse("run-on-date"), {**sunday, "kind": "none"})
    assert planning.planned(alice, TODAY, TODAY + timedelta(days=5)) == ()
    as_alice.post(reverse("run-on-date"), {"day": "2026-11-22", "forget": "yes"})
    assert [run.kind for run in planning.planned(alice, TODAY, TODAY + timedelta(days=5))] == [RunKind.LONG]


def test_the_card_on_top_is_what_comes_next_by_the_clock(as_alice: Client, alice: models.Runner) -> None:
    as_alice.post(reverse("run-on-date"), {"day": TODAY.isoformat(), "kind": "easy", "at": "18:00"})
    page = as_alice.get(reverse("today")).content.decode()
    assert main_buttons(page) == ["before-run"]
    assert "easy run · 18:00" in page
    assert "Nothing due today" not in page
    assert page.count('data-start-routine="before-run">') == 1  # not once more among the rows
    assert (
        page.count('data-start-routine="before-run" data-start-longer') == 1
    )  # the article's longer one, a tap away
    as_alice.post(reverse("told"), {"routine": "before-run", "nth": "0"})
    page = as_alice.get(reverse("today")).content.decode()
    assert main_buttons(page) == []
    assert "Nothing due today" in page


def test_strength_of_the_day_stands_under_the_stretch_that_comes_first(
    as_alice: Client, alice: models.Runner
) -> None:
    runs.type_in(alice, NOW.replace(hour=8, minute=0), 3600.0, RunKind.EASY, zone=clock.zone())
    page = as_alice.get(reverse("today")).content.decode()
    assert main_buttons(page) == ["after-run"]
    assert re.search(r'class="small strong" data-start-routine="strength"', page)
    as_alice.post(reverse("told"), {"routine": "after-run", "nth": "0"})
    assert main_buttons(as_alice.get(reverse("today")).content.decode()) == ["strength"]


def test_a_race_in_the_week_is_told_beside_the_stretch_that_comes_first(as_alice: Client) -> None:
    as_alice.post(reverse("run-on-date"), {"day": TODAY.isoformat(), "kind": "easy", "at": "18:00"})
    as_alice.post(reverse("run-on-date"), {"day": "2026-11-22", "kind": "race", "at": "10:00"})
    page = as_alice.get(reverse("today")).content.decode()
    assert main_buttons(page) == ["before-run"]
    assert text(as_alice.get(reverse("today"))).count("Race on Sunday") == 1


def test_of_a_day_with_strength_done_nothing_more_is_said(as_alice: Client, alice: models.Runner) -> None:
    strength_days(alice, 0)
    page = text(as_alice.get(reverse("week")))
    assert "strength done" in page
    assert "Strength is done." not in page


def main_buttons(page: str) -> list[str]:
    return re.findall(r'class="go" data-start-routine="([\w-]+)"', page)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"day": "tomorrow", "kind": "easy"}, "does not look like a date"),
        ({"day": "2026-11-17", "kind": "easy"}, "This day is over"),
        ({"day": "2026-11-22", "kind": "easy", "at": "25:00"}, "does not look like a time"),
        ({}, "does not look like a date"),
    ],
)
def test_a_date_that_cannot_be(as_alice: Client, form: dict[str, str], said: str) -> None:
    page = as_alice.post(reverse("run-on-date"), form)
    assert page.status_code == 422
    assert said in text(page)


def test_a_planned_race_may_say_how_far_it_is(as_alice: Client, alice: models.Runner) -> None:
    day = TODAY + timedelta(days=3)
    as_alice.post(reverse("run-on-date"), {"day": day.isoformat(), "kind": "race", "km": "21,1"})
    (row,) = planning.dated(alice, TODAY)
    assert row.distance_m == 21_100
    assert "21.1 km" in as_alice.get(reverse("week")).content.decode()
    for wrong in ("far", "-3", "0", "1e9", "999"):
        page = as_alice.post(reverse("run-on-date"), {"day": day.isoformat(), "kind": "race", "km": wrong})
        assert page.status_code == 422
        assert "How far a run is, in kilometres" in text(page)
    assert planning.dated(alice, TODAY) == [row]


def test_planned_runs_from_a_calendar_take_the_place_of_the_last_ones(
    as_alice: Client, alice: models.Runner
) -> None:
    def send(data: bytes) -> Any:
        file = SimpleUploadedFile("plan.ics", data, "text/calendar")
        return as_alice.post(reverse("runs-from-file"), {"file": file}, follow=True)

    assert "Kept." in text(send(ICS))
    kinds = [(run.day.day, run.kind, run.at) for run in planning.planned(alice, TODAY, date(2026, 11, 30))]
    assert kinds == [(20, RunKind.HARD, time(18)), (22, RunKind.LONG, None)]
    send(ICS.replace(b"20261120", b"20261121"))
    assert [run.day.day for run in planning.planned(alice, TODAY, date(2026, 11, 30))] == [21, 22]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hello", "not a calendar file"),
        (ICS.replace(b"Intervals", b"Dinner").replace(b"Long run", b"x"), "No runs"),
    ],
)
def test_a_file_without_runs_says_so(as_alice: Client, data: bytes, said: str) -> None:
    page = as_alice.post(reverse("runs-from-file"), {"file": SimpleUploadedFile("x.ics", data)})
    assert page.status_code == 422
    assert said in text(page)
    assert "Choose a file first." in text(as_alice.post(reverse("runs-from-file")))


def test_strength_is_put_on_a_day_taken_off_and_left_to_the_plan(
    as_alice: Client, alice: models.Runner
) -> None:
    def due() -> list[date]:
        days = as_alice.get(reverse("week")).context["weeks"][0]
        return [day.day for day in days if day.due]

    assert due()[0] == TODAY
    as_alice.post(reverse("move"), {"day": "2026-11-18", "to": "off"})
    assert TODAY not in due()
    as_alice.post(reverse("move"), {"day": "2026-11-20", "to": "on"})
    assert date(2026, 11, 20) in due()
    as_alice.post(reverse("move"), {"day": "2026-11-18", "to": ""})
    as_alice.post(reverse("move"), {"day": "2026-11-20", "to": ""})
    assert due()[0] == TODAY
    assert as_alice.post(reverse("move"), {"day": "x", "to": "on"}).status_code == 422


def test_nobody_sees_or_changes_the_week_of_another(as_alice: Client, as_bob: Client) -> None:
    as_alice.post(reverse("usual-week"), usual(**{"kind-3": "hard"}))
    assert "hard run" not in text(as_bob.get(reverse("week")))
    as_bob.post(reverse("usual-week"), usual())
    assert "hard run" in text(as_alice.get(reverse("week")))


# ---------------------------------------------------------------- ill, sore, hurting


def test_a_pause_ends_with_the_questions(as_alice: Client, alice: models.Runner) -> None:
    page = as_alice.post(reverse("pause"), follow=True)
    assert "Paused since today. Nothing is due." in text(page)
    assert 'data-start-routine="strength"' not in page.content.decode()
    as_alice.post(
        reverse("questions"), {"ankle_weights": "0", "chair": "on", "q-reach": "yes", "q-back": "no"}
    )
    assert planning.paused_since(alice) is None
    assert 'data-start-routine="strength"' in as_alice.get("/").content.decode()


def trained(alice: models.Runner, *ago: int, effort: str | None = "easy") -> None:
    for n in sorted(ago, reverse=True):
        when = NOW - timedelta(days=n)
        session = making.make(alice, "strength", when)
        row = services.begin_session(alice, session)
        for index in range(len(session.sets)):
            services.keep_set(row, people.record(session, index))
        services.end_session(row, complete=True, effort=effort, hurt=False)


def test_sore_legs_do_half_the_sets(as_alice: Client, alice: models.Runner) -> None:
    trained(alice, 3)
    assert "How are the backs of your thighs?" in text(as_alice.get("/"))
    page = as_alice.post(reverse("feel"), {"feel": "sore"}, follow=True)
    assert "Sore today: half the sets." in text(page)
    assert "How are the backs" not in text(page)
    assert len(making.make(alice, "strength", NOW).sets) == 5
    as_alice.post(reverse("feel"), {"feel": ""})
    assert len(making.make(alice, "strength", NOW).sets) == 9
    assert as_alice.post(reverse("feel"), {"feel": "great"}).status_code == 404


@pytest.mark.parametrize(
    ("place", "pain", "said", "feel", "no_strength"),
    [
        ("muscle", "2", "Up to 2 of 10 is usual", Feel.SORE, False),
        ("muscle", "4", "Half the sets today", Feel.SORE, False),
        ("muscle", "7", "Strength waits today", Feel.HURTS, False),
        ("sharp", "3", "needs a doctor or physiotherapist", Feel.HURTS, True),
        ("tingling", "1", "get emergency care now", Feel.HURTS, True),
        ("sit-bone", "2", "stretches that pull on that spot are left out", Feel.SORE, False),
        ("sit-bone", "3", "only as long as it stays at 2 of 10 or less", Feel.HURTS, False),
    ],
)
def test_hurting_in_one_spot(
    as_alice: Client, alice: models.Runner, place: str, pain: str, said: str, feel: Feel, no_strength: bool
) -> None:
    asked = as_alice.post(reverse("feel"), {"feel": "hurts"}).headers["Location"]
    page = people.tell_pain(as_alice, place, int(pain), asked_at=asked)
    assert said in text(page)
    alice.refresh_from_db()
    assert alice.profile.no_strength is no_strength
    assert models.Readiness.objects.get().feel == feel.value
    assert as_alice.get("/").status_code == 200
    if place == "sit-bone":
        assert alice.profile.no_stretches


def test_after_a_pain_in_one_spot_today_repeats_what_was_said(as_alice: Client, alice: models.Runner) -> None:
    trained(alice, 3)
    asked = as_alice.post(reverse("feel"), {"feel": "hurts"}).headers["Location"]
    people.tell_pain(as_alice, "muscle", 4, asked_at=asked)
    page = text(as_alice.get("/"))
    assert "You said: hurts in one spot. An ache in the muscle, 4 of 10." in page


def test_the_pain_of_the_morning_is_not_what_was_said_of_the_legs(
    as_alice: Client, alice: models.Runner
) -> None:
    trained(alice, 3)
    session = people.trained(alice, date(2026, 11, 16))
    services.end_session(session, complete=True, hurt=True)
    as_alice.post(reverse("morning"), {"pain": "4"})
    as_alice.post(reverse("feel"), {"feel": "sore"})
    found = people.today_of(alice, NOW)
    assert Words().of(cards_of(alice, found, training.footing(alice))["said"]) == "sore"


@pytest.mark.parametrize(
    "form", [{}, {"place": "muscle"}, {"place": "muscle", "pain": "11"}, {"place": "moon", "pain": "3"}]
)
def test_pain_that_is_not_told_whole_is_asked_again(as_alice: Client, form: dict[str, str]) -> None:
    page = as_alice.post(reverse("hurts"), form)
    assert "Say where it is, then press how much." in text(page)
    assert not models.PainNote.objects.exists()


def test_the_morning_after_is_asked_once_and_only_if_it_hurt(as_alice: Client, alice: models.Runner) -> None:
    trained(alice, 4, 1)
    assert "And this morning?" not in text(as_alice.get("/"))
    models.Session.objects.filter(day=TODAY - timedelta(days=1)).update(hurt=True)
    assert "And this morning? Pain at the back of the thigh, after Tuesday" in text(as_alice.get("/"))
    page = as_alice.post(reverse("morning"), {"pain": "7"})
    assert "The morning after" in text(page) and "at rest, try again." in text(page)
    assert "Standing curls: no weight next time. It hurt more than 5 of 10: two steps lighter." in text(page)
    assert "And this morning?" not in text(as_alice.get("/"))
    lighter = {(row.exercise, row.by) for row in models.Dose.objects.filter(current=True)}
    assert ("standing-curl", "rule") in lighter
    before = models.Dose.objects.count()
    training.settle(alice, TODAY)
    assert models.Dose.objects.count() == before  # again changes nothing


def test_what_hurt_in_the_session_is_asked_after_it_and_makes_it_lighter(
    as_alice: Client, alice: models.Runner
) -> None:
    trained(alice, 3, 0)
    assert "Something hurt in this session." not in text(as_alice.get("/"))
    models.Session.objects.filter(day=TODAY).update(hurt=True)
    assert "Something hurt in this session." in text(as_alice.get("/"))
    page = people.tell_pain(as_alice, "muscle", 7)
    assert "Noted" in text(page) and "at rest, try again." in text(page)
    assert "Standing curls: no weight next time. It hurt more than 5 of 10: two steps lighter." in text(page)
    assert models.PainNote.objects.get().session is not None
    assert models.Dose.objects.filter(by="rule", exercise="standing-curl").count() == 2
    assert "Something hurt in this session." not in text(as_alice.get("/"))


def test_a_good_morning_says_nothing_more(as_alice: Client, alice: models.Runner) -> None:
    trained(alice, 1)
    models.Session.objects.update(hurt=True)
    page = as_alice.post(reverse("morning"), {"pain": "2"}, follow=True)
    assert "The morning after" not in text(page)
    assert not models.PainNote.objects.exists()


@pytest.mark.parametrize("pain", ["", "11", "-1", "x", "²"])
def test_a_morning_that_cannot_be_is_passed_over(as_alice: Client, pain: str) -> None:
    assert as_alice.post(reverse("morning"), {"pain": pain}).status_code == 302
    assert not models.Readiness.objects.exists()


# ---------------------------------------------------------------- steps and doses


def owner(alice: models.Runner) -> None:
    alice.change(weight_kg=0.5, more_kg=(1.0, 1.5))
    alice.save()


def load(alice: models.Runner, exercise: str) -> set[float]:
    session = making.make(alice, "strength", NOW)
    return {plan.load_kg for plan in session.sets if plan.exercise == exercise}


def test_a_step_is_a_question_and_yes_is_kept_with_its_reason(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 8, 4, 0)
    page = as_alice.get("/")
    assert "Lying curls: 1 kg next time?" in text(page)
    assert "Stay at 0.5 kg" in text(page)
    assert load(alice, "lying-leg-curl") == {0.5}
    after = as_alice.post(reverse("step", args=["lying-leg-curl"]), {"answer": "yes"}, follow=True)
    assert "Lying curls: 1 kg next time?" not in text(after)
    assert load(alice, "lying-leg-curl") == {1.0}
    history = text(as_alice.get(reverse("exercise", args=["lying-leg-curl"])))
    assert "2 sessions in a row with every repetition done" in history


def test_no_is_kept_too_and_what_is_not_on_offer_cannot_be_taken(
    as_alice: Client, alice: models.Runner
) -> None:
    owner(alice)
    trained(alice, 8, 4, 0)
    page = as_alice.post(reverse("step", args=["lying-leg-curl"]), {"answer": "no"}, follow=True)
    assert "Lying curls: 1 kg next time?" not in text(page)
    as_alice.post(reverse("step", args=["lying-leg-curl"]), {"answer": "yes"})
    as_alice.post(reverse("step", args=["nonsense"]), {"answer": "yes"})
    assert load(alice, "lying-leg-curl") == {0.5}


def broken_off(alice: models.Runner, ago: int, *, effort: str | None) -> None:
    """A session that was left in its second set, after three repetitions."""
    session = people.session_value(TODAY - timedelta(days=ago))
    row = services.begin_session(alice, session)
    services.keep_set(row, people.record(session, 0))
    left = people.record(session, 1)
    services.keep_set(row, replace(left, outcome=Outcome.STOPPED, seen=3, reps=left.reps[:3]))
    if effort is None:
        services.leave_session(row)
    else:
        services.end_session(row, complete=False, effort=effort)


@pytest.mark.parametrize(("effort", "offered"), [(None, 0), ("too-hard", 1)])
def test_a_session_that_was_broken_off_says_nothing_of_the_legs(
    alice: models.Runner, effort: str | None, offered: int
) -> None:
    owner(alice)
    heavy = dict.fromkeys((Side.LEFT, Side.RIGHT), Amount(reps=10, hold_s=3.0, load_kg=1.0))
    reason = values.Message.of("plan.step.reason.hand")
    training.change(alice, "standing-curl", heavy, TODAY - timedelta(days=9), by="hand", reason=reason)
    for ago in (7, 3):
        broken_off(alice, ago, effort=effort)
    steps = training.offered(training.footing(alice), TODAY)
    assert [each.exercise for each in steps] == ["standing-curl"] * offered


def test_one_session_short_of_a_step_says_so(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 0)
    assert "Lying curls: one more like this, and 1 kg is on offer." in text(as_alice.get("/"))


def _next(browser: Client, routine: str = "strength") -> list[str]:
    row = models.Session.objects.filter(routine=routine).latest("pk")
    lines: list[str] = browser.get(f"/api/sessions/{row.uuid}/next").json()["lines"]
    return lines


def test_the_page_that_ends_a_session_tells_the_next_one(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 0)
    day, nearly = _next(as_alice)
    assert re.fullmatch(r"Next: \w+day, the same\.", day)
    assert nearly == "Lying curls: one more like this, and 1 kg is on offer."


def test_a_step_that_is_on_offer_is_told_after_the_session_and_asked_on_today(
    as_alice: Client, alice: models.Runner, as_bob: Client
) -> None:
    owner(alice)
    trained(alice, 8, 4, 0)
    day, offer = _next(as_alice)
    assert re.fullmatch(r"Next: \w+day\.", day)
    assert offer == "Lying curls: 1 kg is on offer, on Today."
    row = models.Session.objects.latest("pk")
    assert as_bob.get(f"/api/sessions/{row.uuid}/next").status_code == 404


def test_after_strength_stretches_may_follow_until_they_are_done(
    as_alice: Client, alice: models.Runner
) -> None:
    owner(alice)
    trained(alice, 0)
    row = models.Session.objects.latest("pk")

    def minutes() -> int | None:
        found: int | None = as_alice.get(f"/api/sessions/{row.uuid}/next").json()["stretch_minutes"]
        return found

    assert minutes() == 3
    services.end_session(row, complete=True, hurt=True)
    assert minutes() is None
    services.end_session(row, complete=True, hurt=False)
    as_alice.post(reverse("told"), {"routine": "after-run", "when": "today"})
    assert minutes() is None
    stretched = models.Session.objects.get(routine="after-run")
    assert as_alice.get(f"/api/sessions/{stretched.uuid}/next").json()["stretch_minutes"] is None
    services.delete(stretched)
    services.save_profile(alice, replace(alice.profile, no_stretches=True))
    assert minutes() is None


def test_after_six_sessions_there_is_a_look_back(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 17, 14, 10)
    one = {side: Amount(reps=10, load_kg=1.0) for side in (Side.LEFT, Side.RIGHT)}
    reason = values.Message.of("plan.step.reason.hand")
    training.change(alice, "lying-leg-curl", one, TODAY - timedelta(days=9), by="hand", reason=reason)
    trained(alice, 7, 3, 0, effort="hard")
    assert "Six done. Lying curls: the first time 0.5 kg, today 1 kg." in text(as_alice.get("/"))


def test_the_look_back_stands_beside_a_step(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 21, 18, 15)
    one = {side: Amount(reps=10, load_kg=1.0) for side in (Side.LEFT, Side.RIGHT)}
    reason = values.Message.of("plan.step.reason.hand")
    training.change(alice, "lying-leg-curl", one, TODAY - timedelta(days=14), by="hand", reason=reason)
    trained(alice, 8, 4, 0)
    page = text(as_alice.get("/"))
    assert "next time?" in page
    looks = "Six done. Lying curls: the first time 0.5 kg, today 1 kg."
    assert looks in page
    _, *lines = _next(as_alice)
    assert lines[0] == looks
    assert "on offer, on Today" in lines[1]


def test_progress_tells_the_next_step(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 0)
    page = text(as_alice.get(reverse("progress")))
    assert "Next step: lying curls, 1 kg, after one more session like the last." in page
    trained(alice, 8, 4)
    page = text(as_alice.get(reverse("progress")))
    assert "Next step: lying curls, 1 kg." in page
    as_alice.post(reverse("step", args=["lying-leg-curl"]), {"answer": "no"})
    assert "Next step: lying curls" not in text(as_alice.get(reverse("progress")))


WEEKLY = "Any trouble at the back of a thigh this week?"


def test_the_question_of_the_week_is_asked_on_today_too(
    as_alice: Client, alice: models.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner(alice)
    assert WEEKLY not in text(as_alice.get("/"))  # nothing was done yet
    trained(alice, 1)
    assert WEEKLY in text(as_alice.get("/"))
    (back,) = re.findall(r'name="back" value="([^"]*)"', as_alice.get("/").content.decode())
    answered = as_alice.post(reverse("progress-week"), {"trouble": "no", "back": back}, follow=True)
    assert answered.redirect_chain == [("/", 302)]
    assert WEEKLY not in text(answered)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=8))
    planning.feel(alice, clock.today(), Feel.FRESH)
    assert WEEKLY in text(as_alice.get("/"))


@pytest.mark.parametrize(
    ("back", "changed", "ends"),
    [
        ("today", "a-little", "/"),
        ("today", "clearly", "/progress/?heavy#aches"),  # what to do about it stands there
        ("//elsewhere", "a-little", "/progress/#aches"),
    ],
)
def test_after_a_yes_the_rest_of_the_week_leads_back_to_where_it_was_asked(
    as_alice: Client, alice: models.Runner, back: str, changed: str, ends: str
) -> None:
    owner(alice)
    page = as_alice.post(reverse("progress-week"), {"trouble": "yes", "back": back})
    form = dict(
        re.findall(r'type="hidden" name="(trouble|more|back)" value="([^"]*)"', page.content.decode())
    )
    assert form.get("back") == ("today" if back == "today" else None)
    answered = as_alice.post(reverse("progress-week"), {**form, "changed": changed})
    assert (answered.status_code, answered["Location"]) == (302, ends)


def test_the_question_of_the_week_comes_alone(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 1)
    alice.questions_on = TODAY - timedelta(days=6)  # these asked the same
    alice.save()
    assert WEEKLY not in text(as_alice.get("/"))
    alice.questions_on = TODAY - timedelta(days=7)
    alice.save()
    assert WEEKLY in text(as_alice.get("/"))
    services.end_session(models.Session.objects.get(), complete=True, hurt=True)  # the morning after is asked
    assert WEEKLY not in text(as_alice.get("/"))


def test_a_hard_session_offers_nothing(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    trained(alice, 8, 4, 0, effort="hard")
    assert "next time?" not in text(as_alice.get("/"))


def test_the_dose_is_set_by_hand_for_each_leg(as_alice: Client, alice: models.Runner) -> None:
    owner(alice)
    address = reverse("set-dose", args=["standing-curl"])
    form = {"left-reps": "8", "left-hold_s": "4", "left-load_kg": "1", "right-reps": "10", "right-sets": "2"}
    page = as_alice.post(address, form, follow=True)
    assert "Kept." in text(page)
    assert "8 left · hold 4 s · 1 kg" in text(page)
    plans = [plan for plan in making.make(alice, "strength", NOW).sets if plan.exercise == "standing-curl"]
    assert [(plan.side, plan.reps, plan.load_kg) for plan in plans] == [
        (Side.LEFT, 8, 1.0),
        (Side.RIGHT, 10, 0.5),
        (Side.RIGHT, 10, 0.5),
    ]


@pytest.mark.parametrize(
    "form",
    [
        {"left-reps": "0"},
        {"left-reps": "31"},
        {"left-sets": "x"},
        {"left-hold_s": "²"},
        {"left-load_kg": "7"},
    ],
)
def test_an_amount_that_cannot_be_changes_nothing(as_alice: Client, form: dict[str, str]) -> None:
    page = as_alice.post(reverse("set-dose", args=["standing-curl"]), form)
    assert page.status_code == 422
    assert "not an amount that works" in text(page)
    assert not models.Dose.objects.exists()
    assert as_alice.post(reverse("set-dose", args=["nonsense"]), {}).status_code == 404


def test_more_weight_gives_the_legs_more_room_for_a_week(alice: models.Runner) -> None:
    amount = {Side.LEFT: Amount(reps=10, load_kg=1.0)}
    reason = values.Message.of("plan.step.reason.hand")
    training.change(alice, "lying-leg-curl", amount, TODAY, by="hand", reason=reason, heavier=True)
    assert planning.situation(alice, NOW).newness.stepped == TODAY


def test_several_weights_are_read_with_commas_or_points(as_alice: Client, alice: models.Runner) -> None:
    base = {"ankle_weights": "2", "chair": "on"}
    for said, expected in (
        ("0,5 1 1,5", (0.5, 1.0, 1.5)),
        ("1.5; 0.5", (0.5, 1.5)),
        ("1, 2", (1.0, 2.0)),
        ("2", (2.0,)),
    ):
        as_alice.post(reverse("settings"), {**base, "weight": said})
        alice.refresh_from_db()
        assert (alice.profile.weight_kg, *alice.profile.more_kg) == expected
    assert as_alice.post(reverse("settings"), {**base, "weight": "1 heavy"}).status_code == 422


def test_of_two_runs_a_day_the_one_is_ticked_that_was_pressed(as_alice: Client, alice: models.Runner) -> None:
    for hour in (6, 8):
        runs.type_in(alice, NOW.replace(hour=hour, minute=0), 1800.0, RunKind.EASY, zone=clock.zone())
    told = {"routine": "after-run"}
    for nth, ticked in (("1", [1]), ("1", [1]), ("0", [0, 1]), ("0", [0, 1])):
        as_alice.post(reverse("told"), {**told, "nth": nth})
        offers = [each for each in people.today_of(alice, NOW).offers if each.routine == "after-run"]
        assert [each.nth for each in offers if each.done] == ticked
        assert models.Session.objects.count() == len(ticked)
        judged = around.of(alice, list(models.Activity.objects.order_by("started")))
        assert [n for n, each in enumerate(judged.values()) if each.after] == ticked


def test_what_is_told_early_of_the_later_run_ticks_that_one(as_alice: Client, alice: models.Runner) -> None:
    for hour in (10, 18):
        models.DatedRun.objects.create(runner=alice, day=TODAY, kind="easy", at=time(hour))
    as_alice.post(reverse("told"), {"routine": "before-run", "nth": "1"})
    offers = people.today_of(alice, NOW).offers
    assert [(each.routine, each.nth) for each in offers if each.done] == [("before-run", 1)]


# ---------------------------------------------------------------- what a long record says


def strength_days(alice: models.Runner, *ago: int) -> None:
    for n in ago:
        services.tell(alice, *_told(people.session_value(TODAY - timedelta(days=n)), NOW - timedelta(days=n)))


def _told(session: values.Session, when: datetime) -> tuple[values.Session, tuple[values.SetRecord, ...]]:
    return session, making.told(session, when)


def lighter(alice: models.Runner) -> Today:
    return people.today_of(alice, NOW)


def test_a_gap_of_years_before_is_known_on_the_way_back(alice: models.Runner) -> None:
    heavy = dict.fromkeys((Side.LEFT, Side.RIGHT), Amount(reps=10, hold_s=3.0, load_kg=3.0))
    reason = values.Message.of("plan.step.reason.hand")
    training.change(alice, "standing-curl", heavy, TODAY - timedelta(days=1200), by="hand", reason=reason)
    alice.change(more_kg=(3.0,))
    alice.save()
    strength_days(alice, 1103, 3)
    assert lighter(alice).relief.held["standing-curl", Side.LEFT].load_kg == 1.0


@pytest.mark.parametrize("weeks", [11, 17, 23])
def test_a_lighter_week_comes_again_and_again(alice: models.Runner, weeks: int) -> None:
    strength_days(alice, *(7 * n for n in range(1, weeks + 1)))
    assert lighter(alice).relief.half


def test_a_lighter_week_in_six_after_years_without_a_break(alice: models.Runner) -> None:
    strength_days(alice, *(7 * n for n in range(1, 70)))
    found = []
    for n in range(6):
        now = NOW + timedelta(weeks=n)
        found.append(people.today_of(alice, now).relief.half)
        strength_days(alice, -7 * n)
    assert sum(found) == 1


def test_pain_in_the_morning_counts_though_there_was_a_stretch_since(
    as_alice: Client, alice: models.Runner
) -> None:
    trained(alice, 4, 1)
    models.Session.objects.filter(day=TODAY - timedelta(days=1)).update(hurt=True)
    long = {Side.BOTH: Amount(hold_s=50.0)}
    reason = values.Message.of("plan.step.reason.hand")
    training.change(alice, "roll-forward", long, TODAY - timedelta(days=9), by="hand", reason=reason)
    for when in ("yesterday", "today"):
        as_alice.post(reverse("told"), {"routine": "after-run", "when": when})
    as_alice.post(reverse("morning"), {"pain": "7"})
    lower = set(models.Dose.objects.filter(by="rule").values_list("exercise", flat=True))
    assert "standing-curl" in lower
    assert "roll-forward" not in lower  # it was asked about strength
    before = models.Dose.objects.count()
    training.settle(alice, TODAY)
    assert models.Dose.objects.count() == before


def test_what_hurts_waits_and_nothing_is_put_on_offer_instead(as_alice: Client, alice: models.Runner) -> None:
    trained(alice, 3)
    as_alice.post(reverse("feel"), {"feel": "hurts"})
    page = text(as_alice.get("/"))
    assert "Strength waits until that is better." in page
    assert "Next: strength" not in page and "Feel like it?" not in page


@pytest.mark.parametrize(("ago", "is_open"), [(0, True), (2, False)])
def test_what_a_device_sends_days_later_is_not_to_be_gone_on_with(
    alice: models.Runner, ago: int, is_open: bool
) -> None:
    owner(alice)
    people.trained(alice, TODAY - timedelta(days=ago), sets=1)
    found = people.today_of(alice, datetime.combine(TODAY, time(11)))
    assert (found.open is not None) is is_open


def test_what_a_device_sends_days_later_does_not_hide_what_is_to_be_gone_on_with(
    alice: models.Runner,
) -> None:
    owner(alice)
    people.trained(alice, TODAY, sets=1)
    today = models.Session.objects.get()
    people.trained(alice, TODAY - timedelta(days=2), sets=1)
    found = people.today_of(alice, datetime.combine(TODAY, time(11)))
    assert found.open is not None and found.open.uuid == str(today.uuid)
