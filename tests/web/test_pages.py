"""The pages as a person uses them, without a script."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises import load
from hamstride.exercises.spec import Cue, Gate, Judge
from hamstride.exercises.values import Outcome, RunnerProfile, Side, Source
from hamstride.plan.compile import expected_s, sets_s
from hamstride.plan.runs import PlannedRun, RunKind
from hamstride.store import models, planning, queries, runs, services, training
from hamstride.web import clock, drawing
from hamstride.web.programme import views as programme
from hamstride.web.session import making
from hamstride.web.today.cards import card, cards_of
from tests import people

NOW = datetime.fromisoformat("2026-11-18T09:30")  # a Wednesday


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(page: Any) -> str:
    """What is read: the page without its tags."""
    html = re.sub(r'<section id="player".*?</section>\s*</body>', "", page.content.decode(), flags=re.DOTALL)
    html = re.sub(r"<(script|style|svg).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def button(page: Any, pattern: str) -> str:
    found = re.search(rf"<button[^>]*{pattern}[^>]*>", page.content.decode())
    assert found, f"no button with {pattern}"
    return found.group()


# ----------------------------------------------------------------------------------------------------------------- Today
def test_the_new_are_welcomed_first(as_charlie: Client) -> None:
    page = as_charlie.get("/", follow=True)
    assert page.redirect_chain == [("/welcome/", 302)]
    assert "never leaves this device" in text(page)
    assert reverse("questions") in page.content.decode()


def test_one_press_goes_on_with_the_questions(as_charlie: Client, charlie: models.Runner) -> None:
    page = as_charlie.post(reverse("questions"), _pressed(as_charlie.get(reverse("questions"))), follow=True)
    assert page.redirect_chain[-1][0] == "/"
    charlie.refresh_from_db()
    assert charlie.questions_on == NOW.date()
    assert charlie.profile == RunnerProfile()
    assert "Your first session" in text(page)


def _pressed(page: Any) -> dict[str, str]:
    """The fields of a page's form as they are when one just presses the button."""
    html = page.content.decode()
    fields = re.findall(r"<input[^>]*>", html)
    pressed: dict[str, str] = {}
    for field in fields:
        kind, name, value = (_attribute(field, key) for key in ("type", "name", "value"))
        if kind not in ("radio", "checkbox") or " checked" in field:
            pressed[name] = value or ("on" if kind == "checkbox" else "")
    return pressed


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


def test_the_first_session_is_on_offer(as_alice: Client) -> None:
    page = as_alice.get("/")
    assert button(page, 'data-start-routine="strength"')
    assert "about" in text(page)
    assert "Lying curls" in text(page)
    assert "3 × 10 each" in text(page)
    assert "10 each · hold 3 s" in text(page)


def test_before_the_first_session_the_exercises_are_seen_and_tried(as_alice: Client) -> None:
    page = as_alice.get("/")
    main = page.content.decode()
    assert len(re.findall("data-demonstration=", main)) == 3
    trial = button(page, "data-start-trial")
    assert 'data-start-exercise="lying-leg-curl"' in trial
    assert main.index('class="go"') < main.index("data-demonstration=") < main.index(trial)


@pytest.mark.parametrize("name", ["today", "help"])
def test_the_room_is_seen_from_above_before_the_first_session_and_in_the_help(
    as_alice: Client, alice: models.Runner, name: str
) -> None:
    page = as_alice.get(reverse(name))
    assert page.content.decode().count('class="room"') == 1
    for line in ("two to three big steps from the side of the mat", "about knee high", "No space?"):
        assert line in text(page)
    services.end_session(people.trained(alice, date(2026, 11, 15)), complete=True)
    assert ('class="room"' in as_alice.get(reverse(name)).content.decode()) is (name == "help")


def test_the_first_session_says_how_long_the_next_takes_and_what_the_shorter_one_is(
    as_alice: Client, alice: models.Runner
) -> None:
    shown = text(as_alice.get("/"))
    said = re.search(r"about (\d+) min, (\d+) after that", shown)
    assert said is not None
    assert int(said[1]) - int(said[2]) == 5
    assert re.search(r"Shorter: plain curls only \(\d+ min\)", shown)
    services.end_session(people.trained(alice, date(2026, 11, 15)), complete=True)
    assert "after that" not in text(as_alice.get("/"))
    assert "plain curls only" not in text(as_alice.get("/"))


def test_two_days_later_nothing_is_due(as_alice: Client, alice: models.Runner) -> None:
    services.end_session(people.trained(alice, date(2026, 11, 16)), complete=True)
    page = as_alice.get("/")
    assert "Nothing due today." in text(page)
    assert "Next: strength on Thursday." in text(page)
    assert 'data-start-routine="strength"' not in page.content.decode()
    assert "Strength 1 of 2 this week" in text(page)


def test_after_three_days_strength_is_due(as_alice: Client, alice: models.Runner) -> None:
    services.end_session(people.trained(alice, date(2026, 11, 15)), complete=True)
    page = as_alice.get("/")
    assert button(page, 'data-start-routine="strength"')
    assert "on Sunday" in text(page)


def test_a_session_that_stopped_can_be_gone_on_with_or_left(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    page = as_alice.get("/")
    assert button(page, f'data-resume="{row.uuid}"')
    assert "after 2 of 3 sets" in text(page)
    left = as_alice.post(reverse("leave", args=[row.uuid]), follow=True)
    assert "data-resume" not in left.content.decode()
    row.refresh_from_db()
    assert row.complete is False
    assert "Left at that. What you did is kept." in text(left)
    again = as_alice.post(reverse("take-up", args=[row.uuid]), follow=True)
    assert button(again, f'data-resume="{row.uuid}"')
    assert "Left at that" not in text(again)


def test_a_session_that_was_left_is_told_of_until_another_one_is_begun(
    as_alice: Client, alice: models.Runner
) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    services.leave_session(row)
    assert "Left at that" in text(as_alice.get(f"/?left={row.uuid}"))
    newer = people.trained(alice, NOW.date(), sets=2)
    assert "Left at that" not in text(as_alice.get(f"/?left={row.uuid}"))
    assert button(as_alice.get(f"/?left={row.uuid}"), f'data-resume="{newer.uuid}"')


def test_only_a_session_that_was_left_can_be_taken_up_again(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    assert as_alice.post(reverse("take-up", args=[row.uuid])).status_code == 404  # it is open
    services.end_session(row, complete=True)
    assert as_alice.post(reverse("take-up", args=[row.uuid])).status_code == 404
    assert "Left at that" not in text(as_alice.get(f"/?left={row.uuid}"))
    assert as_alice.get("/?left=nonsense").status_code == 200


@pytest.mark.parametrize("name", ["record-session", "session"])
def test_enough_for_today_can_be_taken_back_all_day_long(
    as_alice: Client, alice: models.Runner, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    address = reverse(name, args=[row.uuid])
    assert "Go on after all" not in text(as_alice.get(address))  # it goes on already
    services.end_session(row, complete=False)
    assert "Go on after all" in text(as_alice.get(address))
    again = as_alice.post(reverse("take-up", args=[row.uuid]), follow=True)
    assert button(again, f'data-resume="{row.uuid}"')
    services.end_session(row, complete=False, hurt=True)
    assert "Go on after all" not in text(as_alice.get(address))
    services.end_session(row, complete=False, hurt=False)
    assert "Go on after all" in text(as_alice.get(address))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    assert "Go on after all" not in text(as_alice.get(address))


@pytest.mark.parametrize("since", ["another", "hurt", "day"])
def test_what_came_since_keeps_a_session_ended_wherever_it_is_asked_for(
    as_alice: Client, alice: models.Runner, monkeypatch: pytest.MonkeyPatch, since: str
) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    services.end_session(row, complete=False)
    if since == "another":
        services.end_session(people.trained(alice, NOW.date()), complete=True)
    if since == "hurt":
        services.mark_hurt(row, hurt=True)
    if since == "day":
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    for page in ("record-session", "session"):
        assert "Go on after all" not in text(as_alice.get(reverse(page, args=[row.uuid])))
    assert "Left at that" not in text(as_alice.get(f"/?left={row.uuid}"))
    assert as_alice.post(reverse("take-up", args=[row.uuid])).status_code == 404
    assert people.send(as_alice, "delete", f"/api/sessions/{row.uuid}/end", {}).status_code == 200
    row.refresh_from_db()
    assert row.ended is not None and row.complete is False


def test_a_session_of_which_nothing_was_begun_is_not_gone_on_with(
    as_alice: Client, alice: models.Runner
) -> None:
    row = services.begin_session(alice, people.session_value(NOW.date()))
    services.end_session(row, complete=False)
    assert "Go on after all" not in text(as_alice.get(reverse("session", args=[row.uuid])))


@pytest.mark.parametrize("change", [{"exercise": "my-stretch"}, {"variant": "toes-up"}])
def test_a_session_whose_exercise_is_gone_can_be_left(
    as_alice: Client, alice: models.Runner, change: dict[str, str]
) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    row.plan["sets"][2] |= change
    row.save()
    answer = as_alice.get(f"/api/sessions/{row.uuid}")
    assert answer.status_code == 409
    assert "no longer has an exercise of this session, or a way of doing it" in answer.json()["problem"]
    for page in (as_alice.get("/"), as_alice.get(reverse("session", args=[row.uuid]))):
        assert "no longer has an exercise of this session, or a way of doing it" in text(page)
        assert "data-resume" not in page.content.decode()
        assert reverse("leave", args=[row.uuid]) in page.content.decode()


def test_a_session_whose_sets_are_all_there_is_not_open(as_alice: Client, alice: models.Runner) -> None:
    people.trained(alice, NOW.date())
    page = as_alice.get("/")
    assert "data-resume" not in page.content.decode()
    assert "Done for today." in text(page)


def test_a_last_set_that_was_broken_off_can_be_gone_on_with(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    services.keep_set(row, people.record(row.value, 2, outcome=Outcome.STOPPED, seen=12, held_s=12.0))
    page = as_alice.get("/")
    assert button(page, f'data-resume="{row.uuid}"')
    assert "after 2 of 3 sets" in text(page)


@pytest.mark.parametrize("index", [1, 2])
def test_a_set_that_was_broken_off_is_not_among_the_done(
    as_alice: Client, alice: models.Runner, index: int
) -> None:
    row = people.trained(alice, NOW.date(), sets=index)
    services.keep_set(row, people.record(row.value, index, outcome=Outcome.STOPPED, seen=4))
    assert f"after {index} of 3 sets" in text(as_alice.get("/"))
    page = text(as_alice.get(reverse("session", args=[row.uuid])))
    assert f"{index} of 3 sets are done and kept." in page


def test_a_session_is_gone_on_with_in_the_language_read_by_now(
    as_alice: Client, alice: models.Runner
) -> None:
    row = people.trained(alice, NOW.date(), sets=2)
    services.save_profile(alice, replace(alice.profile, language="de"))
    page = as_alice.get(reverse("session", args=[row.uuid])).content.decode()
    assert load.routines("de")["strength"].title in page
    assert load.routines("en")["strength"].title not in page


def test_after_days_away_there_is_a_welcome_and_no_blame(as_alice: Client, alice: models.Runner) -> None:
    services.end_session(people.trained(alice, NOW.date() - timedelta(days=11)), complete=True)
    page = text(as_alice.get("/"))
    assert "11 days: we start one step lighter" in page
    assert not re.search(r"missed|overdue|streak", page)


def test_after_four_weeks_the_shorter_session_comes_first(as_alice: Client, alice: models.Runner) -> None:
    services.end_session(people.trained(alice, NOW.date() - timedelta(days=30)), complete=True)
    page = as_alice.get("/")
    assert "data-start-shorter" in button(page, 'class="go"')
    assert "data-start-shorter" in button(page, 'data-start-source="beat"')
    amounts = training.footing(alice).ladders.amounts
    basis = making.basis_of(alice, amounts, relief=people.today_of(alice, NOW).relief, first=False)
    listed = card(basis, "strength", shorter=True)
    assert listed is not None
    assert re.findall(r'<dt><a href="/exercises/([\w-]+)/', page.content.decode()) == [
        line.exercise for line in listed.lines
    ]
    assert f"{listed.minutes} min" in text(page)
    form = re.search(r'<form method="post" action="/told/">.*?</form>', page.content.decode(), re.DOTALL)
    assert form is not None
    hidden = re.findall(r'type="hidden" name="(routine)" value="([^"]*)"', form.group())
    as_alice.post(reverse("told"), {**dict(hidden), "when": "today"})
    told = models.Session.objects.get(day=NOW.date()).value
    assert {plan.exercise for plan in told.sets} == {line.exercise for line in listed.lines}
    assert {plan.variant for plan in told.sets} <= {"neutral", None}


@pytest.mark.parametrize(
    ("when", "day"), [("today", NOW.date()), ("yesterday", NOW.date() - timedelta(days=1))]
)
def test_done_already(as_alice: Client, alice: models.Runner, when: str, day: date) -> None:
    as_alice.post(reverse("told"), {"routine": "strength", "when": when})
    row = models.Session.objects.get()
    assert (row.day, row.runner) == (day, alice)
    kept = {(each.value.source, each.value.outcome) for each in models.Set.objects.all()}
    assert kept == {(Source.TOLD, Outcome.DONE)}
    assert "Done for today" in text(as_alice.get("/")) or when == "yesterday"
    assert 'data-start-routine="strength"' not in as_alice.get("/").content.decode()


def took(
    who: models.Runner, days_ago: int, share: float, *, source: Source = Source.CAMERA
) -> models.Session:
    """A whole session of strength for which somebody took so many times as long as is usual."""
    when = NOW - timedelta(days=days_ago)
    session = making.make(who, "strength", when)
    row = services.begin_session(who, session)
    for index in range(len(session.sets)):
        record = people.record(session, index, seconds=0.0, source=source)
        late = timedelta(seconds=share * sets_s(session) * index / (len(session.sets) - 1))
        services.keep_set(row, replace(record, started=(when + late).isoformat()))
    services.end_session(row, complete=True)
    return row


def test_how_long_it_takes_is_what_the_last_sessions_of_this_runner_took(alice: models.Runner) -> None:
    took(alice, 11, 1.4)
    took(alice, 8, 1.4)
    told = took(alice, 6, 1.4, source=Source.TOLD)
    left = took(alice, 5, 1.4)
    models.Session.objects.filter(pk=left.pk).update(complete=False)
    assert training.footing(alice).pace == 1, "what was told of or left took nobody knows how long"
    models.Session.objects.filter(pk__in=(told.pk, left.pk)).delete()
    took(alice, 4, 1.4)
    stands = training.footing(alice)
    assert stands.pace == pytest.approx(1.4, abs=0.01)
    session = making.make(alice, "strength", NOW)
    assert session.expected_s == pytest.approx(expected_s(session, 1.4), abs=10)
    shown = cards_of(alice, people.today_of(alice, NOW), stands)
    assert shown["main"].minutes == round((session.expected_s or 0) / 60) > expected_s(session) / 60 + 3
    assert shown["like"].minutes == 3, "a stretch goes by the clock"


FIRST_ADVICE = "The article advises it before every run."


def test_what_studies_say_of_a_stretch_before_a_run_stands_there_until_one_was_done(
    as_alice: Client, alice: models.Runner
) -> None:
    assert text(as_alice.get("/")).count(FIRST_ADVICE) == 1, "in the rows"
    planning.plan_run(alice, NOW.date(), PlannedRun(day=NOW.date(), kind=RunKind.EASY, at=time(10)))
    assert text(as_alice.get("/")).count(FIRST_ADVICE) == 1, "on the card"
    as_alice.post(reverse("told"), {"routine": "before-run", "when": "yesterday"})
    assert FIRST_ADVICE not in text(as_alice.get("/"))


def told_for(page: Any, pattern: str) -> list[str]:
    """What the forms of "done already" offer by their buttons."""
    return re.findall(rf'<button class="small" {pattern}="([^"]*)">', page.content.decode())


def test_strength_can_be_told_beside_a_stretch_that_stands_alone(
    as_alice: Client, alice: models.Runner
) -> None:
    services.end_session(people.trained(alice, NOW.date() - timedelta(days=1)), complete=True)
    planning.plan_run(alice, NOW.date(), PlannedRun(day=NOW.date(), kind=RunKind.EASY, at=time(10)))
    page = as_alice.get("/")
    assert 'data-start-routine="before-run">Start' in page.content.decode()
    assert "Strength done already" in text(page)
    assert told_for(page, 'name="when" value') == ["today"]


@pytest.mark.parametrize(
    ("days_ago", "offered"),
    [(3, ["today", "yesterday"]), (2, ["today", "yesterday"]), (1, ["today"]), (0, ["yesterday"])],
)
def test_strength_can_be_told_for_each_day_on_which_none_is_known(
    as_alice: Client, alice: models.Runner, days_ago: int, offered: list[str]
) -> None:
    services.end_session(
        people.trained(alice, NOW.date() - timedelta(days=days_ago)), complete=True
    )  # due, nothing due, nothing due, done
    assert told_for(as_alice.get("/"), 'name="when" value') == offered


def test_a_session_that_moved_can_be_told(as_alice: Client) -> None:
    as_alice.post(reverse("not-today"))
    assert told_for(as_alice.get("/"), 'name="when" value') == ["today", "yesterday"]


def test_the_stretches_of_yesterday_can_be_told(as_alice: Client, alice: models.Runner) -> None:
    assert told_for(as_alice.get("/"), 'name="routine" value') == ["before-run", "after-run"]
    page = as_alice.post(reverse("told"), {"routine": "after-run", "when": "yesterday"}, follow=True)
    assert told_for(page, 'name="routine" value') == ["before-run"]
    assert "Kept as done. Undo" in text(page)
    assert models.Session.objects.get().day == NOW.date() - timedelta(days=1)


def test_what_was_done_is_not_told_once_more_from_a_tab_that_was_left_open(
    as_alice: Client, alice: models.Runner
) -> None:
    done = people.trained(alice, NOW.date())
    services.end_session(done, complete=True)
    as_alice.post(reverse("told"), {"routine": "strength", "when": "today"})
    assert models.Session.objects.get() == done


@pytest.mark.parametrize(("routine", "place"), [("strength", "now"), ("before-run", "around")])
def test_done_already_can_be_undone_where_it_was_pressed(
    as_alice: Client, alice: models.Runner, routine: str, place: str
) -> None:
    pressed = as_alice.post(reverse("told"), {"routine": routine, "when": "today"}).headers["Location"]
    session = models.Session.objects.get()
    assert pressed == f"/?told={session.uuid}#{place}"
    page = as_alice.get(pressed)
    assert "Kept as done. Undo" in text(page)
    assert re.search(rf'<h2 id="{place}"[^>]* tabindex="-1"', page.content.decode())
    undone = as_alice.post(reverse("untell", args=[session.uuid]))
    assert undone.headers["Location"] == f"/#{place}"
    assert queries.session(alice, session.uuid) is None
    assert "Kept as done" not in text(as_alice.get(pressed))


def test_only_what_was_told_just_now_can_be_undone_on_today(
    as_alice: Client, as_bob: Client, alice: models.Runner
) -> None:
    led = people.trained(alice, NOW.date())
    services.end_session(led, complete=True)
    told = as_alice.post(reverse("told"), {"routine": "strength", "when": "today"}).headers["Location"]
    assert told == "/#now"  # nothing was made of it
    assert "Kept as done" not in text(as_alice.get(f"/?told={led.uuid}"))
    assert "Kept as done" not in text(as_alice.get("/?told=nonsense"))
    for browser in (as_alice, as_bob):
        assert browser.post(reverse("untell", args=[led.uuid])).status_code == 404
    assert queries.session(alice, led.uuid) == led


@pytest.mark.parametrize(
    ("name", "form"), [("not-today", {}), ("feel", {"feel": "fresh"}), ("morning", {}), ("tests-later", {})]
)
def test_a_press_on_today_leads_back_to_its_card(as_alice: Client, name: str, form: dict[str, str]) -> None:
    pressed = as_alice.post(reverse(name), form)
    assert pressed.headers["Location"] == "/#now"
    assert re.search(r'<h2 id="now"[^>]* tabindex="-1"', as_alice.get("/").content.decode())


def test_a_stretch_that_was_told_has_its_mark(as_alice: Client) -> None:
    as_alice.post(reverse("told"), {"routine": "before-run"})
    page = text(as_alice.get("/"))
    assert "09:30 · you told us , done" in page  # heard alone: the mark is seen


def test_what_is_left_out_by_the_answers_is_not_offered(db: None) -> None:
    browser = people.client(people.runner("dora", no_stretches=True, no_strength=True))
    page = browser.get("/")
    assert "Paused" in text(page)
    assert "data-start" not in page.content.decode().partition('<section id="player"')[0]
    told = browser.post(reverse("told"), {"routine": "strength"})
    assert told.status_code == 409
    assert "left out" in text(told)


def test_where_nothing_of_strength_is_left_none_is_announced(db: None) -> None:
    dora = people.runner("dora", gates=(Gate.PREGNANCY,), chair=False)
    page = people.client(dora).get("/")
    assert "Something is left out because of your answers" in text(page)
    assert "Next: strength" not in text(page)
    assert 'data-start-routine="strength"' not in page.content.decode()
    assert not [day for day in people.today_of(dora, NOW).days if day.strength]


def test_the_longer_version_before_a_run_says_what_it_costs(as_alice: Client, alice: models.Runner) -> None:
    costs = "costs a few percent of strength for a while"
    page = text(as_alice.get("/"))
    assert page.count(costs) == 1  # not after a run


def ran(who: models.Runner, minutes_ago: int) -> None:
    """Half an hour's run that ended so many minutes ago."""
    started = NOW - timedelta(minutes=30 + minutes_ago)
    runs.type_in(who, started, 1800.0, RunKind.EASY, zone=NOW.astimezone().tzinfo)


def test_after_a_run_the_camera_is_offered_and_before_one_it_is_not(
    as_alice: Client, alice: models.Runner
) -> None:
    def by_camera() -> list[str]:
        return re.findall(r'routine="([^"]*)" data-start-source="camera"', as_alice.get("/").content.decode())

    assert by_camera() == ["after-run"], "in the rows"
    ran(alice, minutes_ago=10)
    assert by_camera() == ["after-run"], "on the card"
    as_alice.post(reverse("told"), {"routine": "after-run"})
    assert by_camera() == []


def test_no_heading_stands_over_nothing(db: None) -> None:
    dora, emil = people.runner("dora"), people.runner("emil", no_stretches=True)
    assert "If you run today" in text(people.client(dora).get("/"))
    assert "If you run today" not in text(people.client(emil).get("/"))


def test_every_face_says_something_and_has_one_main_button_at_most(
    as_alice: Client, alice: models.Runner
) -> None:
    for days in (None, 0, 1, 3, 12, 40):
        models.Session.objects.all().delete()
        if days is not None:
            services.end_session(people.trained(alice, NOW.date() - timedelta(days=days)), complete=True)
        main = as_alice.get("/").content.decode().partition('<section id="player"')[0]
        assert main.count('class="go"') <= 1
        assert 'id="now"' in main


# ------------------------------------------------------------------------------------------------------------- exercises
@pytest.mark.parametrize("id_", list(load.catalogue()))
def test_an_exercise_page_says_all_that_is_declared(as_alice: Client, id_: str) -> None:
    exercise = load.catalogue()[id_]
    page = as_alice.get(reverse("exercise", args=[id_]))
    said = text(page).replace("&#x27;", "'")
    for sentence in (
        *exercise.text.steps,
        exercise.text.summary,
        exercise.text.article,
        exercise.text.studies,
    ):
        assert sentence in said
    for sentence in exercise.text.leave_out_if:
        assert sentence in said
    for cue in exercise.cue_ids():
        assert exercise.cues[cue].good in said
    assert button(page, f'data-start-exercise="{id_}"')
    assert "data-demonstration" in page.content.decode()


@pytest.mark.parametrize("id_", ["lying-leg-curl", "standing-curl", "ball-curl", "hip-hinge"])
def test_the_right_way_stands_beside_the_one_that_is_not_so(as_alice: Client, id_: str) -> None:
    html = as_alice.get(reverse("exercise", args=[id_])).content.decode()
    pairs = re.findall(
        r'<figure><img src="([^"]+)"[^>]*><figcaption class="(right|not-so)">.*?</span>([^<]+)</figcaption>',
        html,
    )
    exercise = load.catalogue()[id_]
    goods = [cue.good for cue in exercise.cues.values()]
    bads = [cue.bad for cue in exercise.cues.values()]
    assert len(pairs) >= 4
    for picture, way, words in pairs:
        assert words in (goods if way == "right" else bads)
        served = as_alice.get(picture)
        assert (served.status_code, served.headers["Content-Type"]) == (200, "image/webp")
        assert "immutable" in served.headers["Cache-Control"]
        served.close()


def test_which_is_right_is_heard_where_no_picture_shows_it(as_alice: Client) -> None:
    page = text(as_alice.get(reverse("exercise", args=["standing-curl"])))
    assert "Right: Held at the top Not so: Let go early" in page


def test_without_a_script_two_stills_show_the_way(as_alice: Client) -> None:
    html = as_alice.get(reverse("exercise", args=["standing-curl"])).content.decode()
    stage = re.search(r'<div class="stage-still">(.*?)</div>', html, flags=re.DOTALL)
    assert stage
    assert re.findall(r"standing-curl\.(stand|heel-up)\.", stage.group(1)) == ["stand", "heel-up"]
    assert re.findall(r'alt="([^"]+)"', stage.group(1)) == [
        "The start of the movement",
        "The top of the movement",
    ]


def test_only_where_each_leg_works_there_is_another_one(as_alice: Client) -> None:
    pages = {id_: as_alice.get(reverse("exercise", args=[id_])).content.decode() for id_ in load.catalogue()}
    assert {id_ for id_, html in pages.items() if 'name="leg"' not in html} == {
        "ball-curl",
        "roll-forward",
        "toe-touch",
    }


def test_what_studies_found_leads_to_the_studies(as_alice: Client) -> None:
    html = as_alice.get(reverse("exercise", args=["lying-leg-curl"])).content.decode()
    assert 'href="https://pmc.ncbi.nlm.nih.gov/articles/PMC7969179/" rel="noopener noreferrer"' in html
    assert "Maeo et al. 2021" in html


def test_an_exercise_that_nobody_drew_is_shown_by_lines(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "demonstration", lambda *_: None)
    html = as_alice.get(reverse("exercise", args=["standing-curl"])).content.decode()
    assert "data-demonstration" not in html
    assert '<svg class="man"' in html
    assert html.count("<animate") > 5
    assert '<svg class="man"' in as_alice.get(reverse("exercises")).content.decode()


def test_the_list_shows_every_exercise_at_its_top(as_alice: Client) -> None:
    html = as_alice.get(reverse("exercises")).content.decode()
    assert len(re.findall(r'<img class="drawn"', html)) == 6


def test_the_positions_of_the_toes_are_a_switch(as_alice: Client) -> None:
    page = text(as_alice.get(reverse("exercise", args=["lying-leg-curl"]) + "?variant=toes-in"))
    assert "turn the toes of the working foot toward the other foot" in page
    assert "Toes turned all the way through" in page
    assert (
        as_alice.get(reverse("exercise", args=["lying-leg-curl"]) + "?variant=upside-down").status_code == 404
    )


@pytest.mark.parametrize(("asked", "starts"), [("?variant=toes-in", "toes-in"), ("", "neutral")])
def test_what_is_shown_is_what_starts(as_alice: Client, asked: str, starts: str) -> None:
    page = as_alice.get(reverse("exercise", args=["lying-leg-curl"]) + asked)
    for attribute in ('data-start-exercise="lying-leg-curl"', "data-start-trial"):
        assert button(page, attribute)
    shown = page.content.decode()
    assert shown.count(f'data-start-exercise="lying-leg-curl" data-start-variant="{starts}"') == 2


def test_the_step_takes_the_place_of_the_roll_for_some(db: None) -> None:
    browser = people.client(people.runner("dora", hinge=True))
    assert "takes its place: Foot on a step" in text(browser.get(reverse("exercise", args=["roll-forward"])))


def test_without_a_step_anything_as_low_takes_the_place_of_the_roll(db: None) -> None:
    browser = people.client(people.runner("emil", hinge=True, step=False))
    assert "takes its place: Foot on a step" in text(browser.get(reverse("exercise", args=["roll-forward"])))
    page = browser.get(reverse("exercise", args=["hip-hinge"]))
    assert "a kerb, a thick book against the wall" in text(page)
    assert "data-start-exercise" in page.content.decode()


def test_what_one_has_not_got_is_named_instead_of_a_button(as_bob: Client) -> None:
    page = as_bob.get(reverse("exercise", args=["ball-curl"]))
    assert "This one needs a Swiss ball." in text(page)
    assert "data-start-exercise" not in page.content.decode()


def test_the_why_page_has_the_articles_reasons_beside_the_studies(as_alice: Client) -> None:
    page = text(as_alice.get(reverse("why")))
    assert "about a quarter stronger" in page
    assert "Fewer injuries are not shown" in page


# ---------------------------------------------------------------------------------------------------------------- record
def test_the_record_lists_what_was_done(as_alice: Client, alice: models.Runner) -> None:
    people.trained(alice, date(2026, 11, 16))
    page = text(as_alice.get(reverse("record")))
    assert "Strength" in page
    assert "16 Nov" in page
    assert "20" in page
    assert "30 s" in page


def test_an_empty_record_says_what_will_be_there(as_alice: Client) -> None:
    assert "After your first session" in text(as_alice.get(reverse("record")))


def test_a_session_stands_by_left_and_right(as_alice: Client, alice: models.Runner) -> None:
    value = people.session_value(date(2026, 11, 16))
    row = services.begin_session(alice, value)
    services.keep_set(row, people.record(value, 0))
    services.keep_set(row, people.record(value, 1, seen=9, outcome=Outcome.STOPPED))
    page = as_alice.get(reverse("record-session", args=[row.uuid]))
    cells = re.search(r"<tbody>.*</tbody>", page.content.decode(), re.DOTALL)
    assert cells
    counts = re.findall(r'class="count">([^<]+)<', cells.group())
    assert counts == ["10", "9"]
    assert "left right" in text(page)
    assert "left: held 3 s or more: 8 of 10" in text(page)


def test_a_count_is_corrected_beside_what_was_seen(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date())
    one = queries.sets(row)[0]
    for by in ("minus", "minus", "plus"):
        page = as_alice.post(reverse("correct", args=[one.uuid]), {"by": by}, follow=True)
        assert f'id="set-{one.uuid}" open>' in page.content.decode()
    one.refresh_from_db()
    assert (one.seen, one.corrected) == (10, 9)
    assert "seen 10" in text(as_alice.get(reverse("record-session", args=[row.uuid])))


def test_a_set_is_deleted_and_brought_back(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date())
    one = queries.sets(row)[0]
    page = as_alice.post(reverse("delete-set", args=[one.uuid]), follow=True)
    assert "Set deleted. Undo" in text(page)
    assert len(queries.sets(row)) == 2
    as_alice.post(reverse("restore-set", args=[one.uuid]))
    assert len(queries.sets(row)) == 3


def test_a_session_is_deleted_and_brought_back(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date())
    page = as_alice.post(reverse("delete-session", args=[row.uuid]), follow=True)
    assert "Session deleted. Undo" in text(page)
    assert as_alice.get(reverse("record-session", args=[row.uuid])).status_code == 404
    as_alice.post(reverse("restore-session", args=[row.uuid]))
    assert as_alice.get(reverse("record-session", args=[row.uuid])).status_code == 200


def test_pain_stands_with_its_place(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date())
    note = models.PainNote(
        uuid=row.uuid,
        session=row,
        day=NOW.date(),
        exercise="standing-curl",
        side="left",
        place="knee",
        score=3,
    )
    services.note_pain(alice, note, alice.profile)
    assert "It hurt: In the knee · 3 of 10" in text(as_alice.get(reverse("record-session", args=[row.uuid])))


def test_what_the_runner_answered_stands_with_the_session(as_alice: Client, alice: models.Runner) -> None:
    row = people.trained(alice, NOW.date())
    answers = {"standing-curl/soft-knee": "soft", "my-own/cue": "yes", "nonsense": "no"}
    services.end_session(row, complete=True, answers=answers)
    page = text(as_alice.get(reverse("record-session", args=[row.uuid])))
    assert "Was your standing knee soft? You said: soft." in page
    assert page.count("You said") == 1


@pytest.mark.parametrize("kept", ["stayed", "geblieben", "oui"])
def test_an_answer_is_shown_in_the_language_of_now_however_it_was_kept(
    as_alice: Client, alice: models.Runner, kept: str
) -> None:
    row = people.trained(alice, NOW.date())
    services.end_session(row, complete=True, answers={"lying-leg-curl/toes-turned": kept})
    address = reverse("record-session", args=[row.uuid])
    assert "You said: stayed." in text(as_alice.get(address))
    services.save_profile(alice, replace(alice.profile, language="de"))
    assert "Du sagtest: geblieben." in text(as_alice.get(address))


def test_nobody_gets_at_anothers_record(as_alice: Client, bob: models.Runner) -> None:
    row = people.trained(bob, NOW.date())
    one = queries.sets(row)[0]
    assert as_alice.get(reverse("record-session", args=[row.uuid])).status_code == 404
    assert as_alice.get(reverse("session", args=[row.uuid])).status_code == 404
    for name, uuid in (
        ("correct", one.uuid),
        ("delete-set", one.uuid),
        ("restore-set", one.uuid),
        ("delete-session", row.uuid),
        ("restore-session", row.uuid),
        ("leave", row.uuid),
    ):
        assert as_alice.post(reverse(name, args=[uuid]), {"by": "plus"}).status_code == 404
    assert queries.sets(row) == [one, *queries.sets(row)[1:]]
    assert "Strength" not in text(as_alice.get(reverse("record"))).partition("What was done")[2]
    models.Set.objects.filter(pk=one.pk).update(deleted=None, corrected=None)
    row.refresh_from_db()
    assert (row.ended, row.deleted) == (None, None)


def test_older_sessions_are_a_page_away(as_alice: Client, alice: models.Runner) -> None:
    people.years_of(alice, NOW.date(), 90)
    page = as_alice.get(reverse("record"))
    older = re.search(r'href="(\?before=[^"]+)"', page.content.decode())
    assert older
    assert "Older" not in text(as_alice.get(reverse("record") + older.group(1)))
    for nonsense in ("?before=x", "?before=2026-11-18.", "?deleted=x"):
        assert as_alice.get(reverse("record") + nonsense).status_code == 200


# -------------------------------------------------------------------------------------------------------------- settings
def test_settings_are_kept(as_alice: Client, alice: models.Runner) -> None:
    said = {"ankle_weights": "1", "weight": "1,5", "chair": "on", "left_out": "left", "hinge": "on"}
    page = as_alice.post(reverse("settings"), said, follow=True)
    assert "Kept." in text(page)
    alice.refresh_from_db()
    profile = alice.profile
    assert (profile.ankle_weights, profile.weight_kg, profile.left_out) == (1, 1.5, Side.LEFT)
    assert (profile.chair, profile.step, profile.ball, profile.hinge) == (True, False, False, True)
    assert not profile.smaller_lifts
    as_alice.post(reverse("settings"), {**said, "smaller_lifts": "on"})
    alice.refresh_from_db()
    assert alice.profile.smaller_lifts
    assert 'name="smaller_lifts" checked' in as_alice.get(reverse("settings")).content.decode()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"ankle_weights": "1", "weight": "heavy"}, "does not look like the weight"),
        ({"ankle_weights": "2", "weight": "-1"}, "does not look like the weight"),
        ({"ankle_weights": "2", "weight": "nan"}, "does not look like the weight"),
        ({"ankle_weights": "2", "weight": "1e9"}, "does not look like the weight"),
        ({"ankle_weights": "three"}, "none, one or two"),
        ({"left_out": "middle"}, "neither, left or right"),
    ],
)
def test_settings_that_cannot_be_are_said_so(
    as_alice: Client, alice: models.Runner, said: dict[str, str], says: str
) -> None:
    before = alice.profile
    page = as_alice.post(reverse("settings"), said)
    assert page.status_code == 422
    assert says in text(page)
    alice.refresh_from_db()
    assert alice.profile == before


def test_pages_say_no_word_that_is_not_ours_to_say(as_alice: Client, alice: models.Runner) -> None:
    people.trained(alice, NOW.date())
    addresses = [
        reverse(name) for name in ("today", "record", "settings", "exercises", "why", "welcome", "questions")
    ]
    addresses += [reverse("exercise", args=[id_]) for id_ in load.catalogue()]
    for address in addresses:
        said = text(as_alice.get(address)).lower()
        assert not re.search(
            r"\b(safe|cleared|diagnos\w+|prevents? injur\w+|workout|streak|missed)\b", said
        ), address
        assert "!" not in said, address


@pytest.mark.parametrize("before", ["nonsense", "2026-01-01", "2026-01-01.x", "2026-01-01." + "9" * 40])
def test_a_page_of_the_record_that_nobody_linked_to_is_the_first(as_alice: Client, before: str) -> None:
    assert as_alice.get("/record/", {"before": before}).status_code == 200


def test_not_today_moves_strength_and_can_be_taken_back(as_alice: Client, alice: models.Runner) -> None:
    moved = as_alice.post(reverse("not-today"), follow=True)
    assert "Moved to Thursday." in text(moved)
    assert 'data-start-routine="strength"' not in moved.content.decode()
    again = as_alice.post(reverse("not-today"), {"after-all": "yes"}, follow=True)
    assert button(again, 'data-start-routine="strength"')


def test_rest_lines_can_be_switched_off(as_alice: Client, alice: models.Runner) -> None:
    assert _pressed(as_alice.get("/settings/"))["rest_lines"] == "on"
    as_alice.post("/settings/", {"ankle_weights": "0", "chair": "on"})
    alice.refresh_from_db()
    assert not alice.profile.rest_lines
    assert making.make(alice, "strength", NOW).rest_lines is False


def test_the_day_that_is_spoken_is_the_day_that_today_shows(as_alice: Client, alice: models.Runner) -> None:
    services.end_session(people.trained(alice, date(2026, 11, 15)), complete=True)
    session = making.make(alice, "strength", NOW)
    services.end_session(people.trained(alice, NOW.date()), complete=True)
    shown = people.today_of(alice, NOW).next_strength
    assert shown is not None
    assert session.next_date == shown.isoformat()


def test_a_reminder_is_shown_in_its_own_words() -> None:
    ball = load.catalogue()["ball-curl"]
    reminder = Cue(judge=Judge.REMIND, before="Belly firm.")
    (pair,) = programme._pairs(replace(ball, cues={"belly": reminder}), None)
    assert (pair.good, pair.bad) == ("Belly firm.", None)
