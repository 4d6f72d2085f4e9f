"""Progress as a person reads it, with nothing, with a little, with years."""

import html
import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hamstride.exercises.values import Message, Side, Source
from hamstride.measure.balance import Muscle, Unit
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import PARTS, FlexKept, StrengthKept, part_id
from hamstride.plan.ladder import Amount
from hamstride.store import measuring, models, progress, queries, services, training
from hamstride.web import clock
from hamstride.web.progress.charts import PLOT_STYLE
from hamstride.web.session import making
from tests import people

pytestmark = pytest.mark.django_db
ADDRESS = "/progress/"


def charts(page: Any) -> list[dict[str, Any]]:
    return [
        json.loads(html.unescape(data)) for data in re.findall(r'data-chart="(.*?)"', page.content.decode())
    ]


def test_nothing_yet_is_one_sentence_and_a_way_on(as_alice: Client) -> None:
    page = as_alice.get(ADDRESS)
    assert "After three sessions there is something to see here." in page.content.decode()
    assert charts(page) == []


def test_one_session_is_one_dot_and_no_trend(as_alice: Client, alice: models.Runner) -> None:
    people.trained(alice, clock.today())
    assert "You have done one." in as_alice.get(ADDRESS).content.decode()
    found = charts(as_alice.get(ADDRESS + "standing-curl/"))
    assert found and all(len(series["marks"]) == 1 for chart in found for series in chart["series"])
    assert all(chart["label"].startswith("One day so far") for chart in found)


def test_the_minutes_stretched_in_seven_days_are_told(as_alice: Client, alice: models.Runner) -> None:
    today = clock.today()
    for ago in (0, 6, 7, 8):  # the last two are longer ago
        row = people.trained(alice, today - timedelta(days=ago))
        row.sets.filter(exercise="roll-forward").update(held_s=60.0)
    page = as_alice.get(reverse("progress"))
    assert "each leg was stretched for 2 minutes; studies" in people.text_of(page)


def test_the_table_has_what_the_chart_has(as_alice: Client, alice: models.Runner) -> None:
    for ago in (6, 3, 0):
        people.trained(alice, clock.today() - timedelta(days=ago))
    page = as_alice.get(ADDRESS + "standing-curl/")
    told = [mark["told"] for chart in charts(page) for one in chart["series"] for mark in one["marks"]]
    text = page.content.decode()
    assert told and all(f"<td>{each}</td>" in text for each in told)


def test_a_month_that_was_joined_in_its_middle_lies_inside_the_chart(
    as_alice: Client, alice: models.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a year is summed up by the month, and a month is drawn on its first day."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 30, 12))
    for day in (date(2025, 6, 25), date(2026, 11, 28)):
        people.trained(alice, day)
    found = charts(as_alice.get(ADDRESS + "standing-curl/?span=all"))
    days = {mark["day"] for chart in found for series in chart["series"] for mark in series["marks"]}
    assert days == {"2025-06-01", "2026-11-01"}
    assert {chart["from"] for chart in found} == {"2025-06-01"}


def test_what_was_skipped_or_deleted_is_not_there(alice: models.Runner) -> None:
    gone = people.trained(alice, clock.today())
    assert progress.entries(alice, clock.today(), clock.today())
    services.delete(gone)
    assert progress.entries(alice, clock.today(), clock.today()) == []
    assert progress.first_day(alice) is None


def test_exercises_done_by_themselves_are_one_day_of_strength(alice: models.Runner) -> None:
    today = clock.today()
    for exercise in ("standing-curl", "lying-leg-curl"):
        people.trained(alice, today, sets=1, routine=exercise)
    people.trained(alice, today - timedelta(days=1), sets=1, routine="before-run")
    assert progress.days(alice, today - timedelta(days=6), today) == [
        (today - timedelta(days=1), "before-run"),
        (today, "strength"),
    ]
    assert {each.session.routine for each in progress.latest_sets(alice, 4)} == {
        "standing-curl",
        "lying-leg-curl",
    }


def test_the_runner_s_correction_counts(alice: models.Runner) -> None:
    row = people.trained(alice, clock.today(), sets=1)
    services.correct(queries.sets(row)[0], 7)
    (entry,) = progress.entries(alice, clock.today(), clock.today())
    assert (entry.reps, entry.judged, entry.as_asked, entry.range_deg) == (7, 10, 8, 98.0)


def test_the_short_form_before_a_run_is_no_step_down(alice: models.Runner) -> None:
    noon = datetime.combine(clock.today(), time(12))
    reason = Message.of("plan.step.reason.hand")
    minute = {side: Amount(hold_s=60.0) for side in Side}
    training.change(alice, "roll-forward", minute, clock.today(), by="hand", reason=reason, heavier=False)

    def held(routine: str, ago: int) -> list[float | None]:
        when = noon - timedelta(days=ago)
        session = making.make(alice, routine, when, unasked=True)
        services.tell(alice, session, making.told(session, when))
        found = progress.entries(alice, clock.today() - timedelta(days=9), clock.today(), "roll-forward")
        return [each.held_s for each in found]

    assert held("before-run", 5) == [30.0]  # nothing else was done yet
    assert held("after-run", 4) == [60.0]
    assert held("before-run", 3) == [60.0]


def test_sets_of_a_day_are_counted_a_session(alice: models.Runner) -> None:
    for _ in range(2):
        row = people.trained(alice, clock.today(), sets=1)
        services.keep_set(row, replace(queries.sets(row)[0].value, uuid=str(uuid4()), index=6))
    (entry,) = progress.entries(alice, clock.today(), clock.today())
    assert entry.sets == 2


def test_nobody_sees_another_s(as_bob: Client, bob: models.Runner, alice: models.Runner) -> None:
    people.trained(alice, clock.today())
    assert charts(as_bob.get(ADDRESS)) == []
    assert progress.sessions(bob) == 0


@pytest.mark.parametrize("span", ["4", "12", "all", "", "x' OR 1"])
@pytest.mark.parametrize("path", ["", "standing-curl/", "lying-leg-curl/?variant=none"])
def test_any_address_is_answered(as_alice: Client, alice: models.Runner, path: str, span: str) -> None:
    people.years_of(alice, clock.today(), 800)
    joint = "&" if "?" in path else "?"
    assert as_alice.get(f"{ADDRESS}{path}{joint}span={span}").status_code == 200


def test_years_are_summed_up(as_alice: Client, alice: models.Runner) -> None:
    people.years_of(alice, clock.today(), 3650)
    (done,) = charts(as_alice.get(ADDRESS + "?span=all"))
    assert done["days"] == 28 and len(done["series"][0]["marks"]) < 140
    curves = charts(as_alice.get(ADDRESS + "standing-curl/?span=all"))
    assert all(len(series["marks"]) <= 122 for chart in curves for series in chart["series"])


def test_an_exercise_that_is_not_there(as_alice: Client) -> None:
    assert as_alice.get(ADDRESS + "no-such/").status_code == 404


def test_the_policy_allows_the_one_style_sheet_of_the_charts(as_alice: Client, repository: Path) -> None:
    plot = repository / "node_modules" / "@observablehq" / "plot" / "src" / "plot.js"
    if not plot.is_file():
        pytest.skip("needs node_modules: make test gets them")
    found = re.search(r'svg\.append\("style"\)\.text\(\s*`([^`]*)`', plot.read_text("utf-8"))
    name = re.search(r'CLASS = "(\w+)"', (repository / "frontend" / "src" / "charts.ts").read_text("utf-8"))
    assert found and name
    text = found[1].replace("${className}", name[1])
    assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" == PLOT_STYLE
    assert PLOT_STYLE in as_alice.get(ADDRESS).headers["Content-Security-Policy"]
    assert PLOT_STYLE not in as_alice.get("/").headers["Content-Security-Policy"]


def test_help_is_there(as_alice: Client) -> None:
    assert "two rising notes" in as_alice.get(reverse("help")).content.decode()


# ------------------------------------------------------------------------------------------------- the question of the week
ASK = "Any trouble at the back of a thigh this week?"


@pytest.fixture
def trained(alice: models.Runner) -> models.Runner:
    people.trained(alice, clock.today())
    return alice


def test_where_one_is_says_what_is_to_be_done_now_where_that_is_lighter(
    as_alice: Client, trained: models.Runner
) -> None:
    shown = people.text_of(as_alice.get(ADDRESS))
    assert "For you now" not in shown
    dose = {f"{side}-load_kg": "0" for side in ("left", "right")}
    as_alice.post(reverse("set-dose", args=["standing-curl"]), dose)
    assert "For you now: 10 each · hold 3 s" in people.text_of(as_alice.get(ADDRESS))


def test_who_was_not_asked_yet_is_told_of_no_weeks(as_alice: Client, trained: models.Runner) -> None:
    page = as_alice.get(ADDRESS).content.decode()
    assert "No answer yet." in page
    assert "weeks you were asked" not in page


def test_legs_that_differ_stand_as_bars_beside_their_numbers(as_alice: Client, alice: models.Runner) -> None:
    for ago in (7, 4, 1):
        row = people.trained(alice, clock.today() - timedelta(days=ago))
        services.correct(queries.sets(row)[1], 7)
    page = as_alice.get(ADDRESS).content.decode()
    block = page[page.index('id="legs"') : page.index("</table>", page.index('id="legs"'))]
    assert re.findall(r'class="(left|right)" aria-hidden="true"><rect width="(\d+)%"', block) == [
        ("left", "100"),
        ("right", "70"),
    ]
    assert "left 10.0 right 7.0" in re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", block))


@pytest.mark.parametrize("path", ["", "standing-curl/"])
def test_an_empty_span_is_named_and_can_be_widened(as_alice: Client, alice: models.Runner, path: str) -> None:
    people.trained(alice, clock.today() - timedelta(days=100))
    page = as_alice.get(ADDRESS + path)
    assert "Nothing of it in these 12 weeks." in page.content.decode()
    assert "Nothing of it in these 4 weeks." in as_alice.get(f"{ADDRESS}{path}?span=4").content.decode()
    (further,) = re.findall(r'<a href="([^"]*)">Look further back', page.content.decode())
    wider = as_alice.get(ADDRESS + path + html.unescape(further)).content.decode()
    assert "Nothing of it" not in wider
    assert "Nothing of it yet." in as_alice.get(ADDRESS + "ball-curl/?span=all").content.decode()
    assert "Look further back" not in as_alice.get(ADDRESS + "ball-curl/?span=all").content.decode()


def test_a_no_is_all(as_alice: Client, trained: models.Runner) -> None:
    assert ASK in as_alice.get(ADDRESS).content.decode()
    page = as_alice.post(ADDRESS + "week/", {"trouble": "no"}, follow=True)
    assert ASK not in page.content.decode()
    assert "No trouble in the one week you were asked." in page.content.decode()


def test_more_is_asked_only_after_a_yes_which_is_kept_already(
    as_alice: Client, trained: models.Runner
) -> None:
    page = as_alice.post(ADDRESS + "week/", {"trouble": "yes"})
    assert "Could you train?" in page.content.decode()
    assert progress.checks(trained, clock.today(), clock.today()) == [(clock.today(), {"trouble": "yes"})]
    more = {
        "trouble": "yes",
        "more": "yes",
        "train": "less",
        "changed": "clearly",
        "slower": "none",
        "ache": "x",
    }
    page = as_alice.post(ADDRESS + "week/", more, follow=True)
    assert "more than a nuisance" in page.content.decode()
    ((_, answers),) = progress.checks(trained, clock.today(), clock.today())
    assert answers == {"trouble": "yes", "train": "less", "changed": "clearly", "slower": "none"}


@pytest.mark.parametrize("form", [{}, {"trouble": "maybe"}, {"more": "yes"}])
def test_anything_else_keeps_nothing(as_alice: Client, trained: models.Runner, form: dict[str, str]) -> None:
    assert ASK in as_alice.post(ADDRESS + "week/", form).content.decode()
    assert progress.last_check(trained) is None


def test_what_hurt_is_told_with_its_place(as_alice: Client, trained: models.Runner) -> None:
    for place, score in (("knee", 3), ("back", None)):
        note = models.PainNote(
            uuid=uuid4(), day=clock.today(), exercise="standing-curl", side="left", place=place, score=score
        )
        services.note_pain(trained, note, trained.profile)
    page = as_alice.get(ADDRESS)
    assert "Something hurt on one day." in page.content.decode()
    (pain,) = (chart for chart in charts(page) if chart["unit"] == "of 10")
    assert [mark["value"] for mark in pain["series"][0]["marks"]] == [3]


# --------------------------------------------------------------------------------------------------------------- the report
def test_the_report_says_what_was_done_and_what_nobody_saw(as_alice: Client, trained: models.Runner) -> None:
    text = as_alice.get(ADDRESS + "report/").content.decode()
    for words in ("Standing curl", "Nothing hurt in a session.", "Not visible from where the phone was"):
        assert words in text


def test_the_report_of_sessions_without_a_camera_claims_no_sight(
    as_alice: Client, alice: models.Runner
) -> None:
    session = people.session_value(clock.today())
    row = services.begin_session(alice, session)
    services.keep_set(row, people.record(session, 0, source=Source.BEAT, reps=()))
    people.tell_pain(as_alice, "muscle", 4)
    page = people.text_of(as_alice.get(ADDRESS + "report/"))
    assert "No camera watched these sessions." in page
    assert "everything that it can judge" not in page
    assert "Strength both 4" in page


def test_the_report_has_the_answers_to_the_first_questions_that_were_asked(
    as_bob: Client, bob: models.Runner
) -> None:
    models.CheckAnswer.objects.filter(runner=bob).delete()
    assert "The first questions" not in people.text_of(as_bob.get(ADDRESS + "report/"))
    early, on = date(2025, 3, 1), date(2025, 11, 2)
    services.answer_questions(bob, early, bob.profile, {"acute": "yes", "tear": "no"})
    said = {"sit-bone": "no", "under-18": "yes", "back": "yes", "emergency": "no", "reach": "not-sure"}
    services.answer_questions(bob, on, bob.profile, {**said, "gone-by-now": "yes"})
    for file in ("", "?file"):
        page = people.text_of(as_bob.get(ADDRESS + "report/" + file))
        asked = page.partition("The first questions")[2].partition("Written by")[0]
        assert "Answered on 2 November 2025." in asked
        assert "Does your back trouble you, now or on and off? Yes" in asked
        assert "do you reach the middle of your shins? Not sure" in asked
        assert "An ache at the sit bone when sitting or running uphill No" in asked
        assert "or a leg that gets weaker? No" in asked
        for each in ("under 18", "Sharp or sudden pain", "gone-by-now", "torn a hamstring"):
            assert each not in asked


def test_the_report_as_a_file_needs_nothing_else(as_alice: Client, trained: models.Runner) -> None:
    page = as_alice.get(ADDRESS + "report/?file")
    assert "attachment" in page.headers["Content-Disposition"]
    assert not re.search(r"(src|href)=|url\(|<script", page.content.decode())


def test_an_empty_report_says_so(as_bob: Client) -> None:
    page = as_bob.get(ADDRESS + "report/").content.decode()
    assert "Nothing in this time." in page
    assert "What was not visible" not in page


def test_the_report_claims_sight_only_of_what_a_camera_watched(
    as_alice: Client, alice: models.Runner
) -> None:
    row = people.trained(alice, clock.today(), sets=0)
    services.keep_set(row, people.record(row.value, 0, source=Source.TOLD, reps=()))
    services.keep_set(row, people.record(row.value, 2))
    page = people.text_of(as_alice.get(ADDRESS + "report/"))
    assert "Where a camera watched in these sessions, everything that it can judge was seen." in page


# ---------------------------------------------------------------------------------------------------------------- the tests
def bend(runner: models.Runner, ago: int, left: float, right: float, **more: Any) -> None:
    trials = {"left": (left, left), "right": (right, right)}
    kept = FlexKept(
        **{"test": FlexTest.LEG, "instrument": Instrument.PHONE, "trials": trials, **more}  # degrees
    )
    measuring.keep_bend(runner, clock.now() - timedelta(days=ago), kept)


def pulled(runner: models.Runner, ago: int, back: float, front: float) -> None:
    pulls = {part_id(*part): (back if part[0] is Muscle.BACK else front,) * 2 for part in PARTS}
    kept = StrengthKept(unit=Unit.KG, lever_cm=38.0, pulls=pulls)
    measuring.begin_strength(runner, clock.now() - timedelta(days=ago), kept)


def chart_of(page: Any, unit: str) -> dict[str, Any]:
    (found,) = (chart for chart in charts(page) if chart["unit"] == unit)
    return found


def test_nothing_measured_is_said_with_the_way_there(as_alice: Client, trained: models.Runner) -> None:
    text = as_alice.get(ADDRESS).content.decode()
    assert "Two minutes, a floor and your phone" in text and "It needs a luggage scale" in text


def test_one_test_is_one_point_a_leg_with_its_error_and_no_band(
    as_alice: Client, trained: models.Runner
) -> None:
    bend(trained, 3, 66, 63)
    found = chart_of(as_alice.get(ADDRESS), "degrees")
    ((mark,), _) = (series["marks"] for series in found["series"])
    assert (mark["value"], mark["low"] < 66 < mark["high"], "band" in found["series"][0]) == (66, True, False)
    assert found["label"] == "Left: 66° high. Right: 63° high."


def test_a_change_is_sure_only_beyond_what_the_test_needs(as_alice: Client, trained: models.Runner) -> None:
    bend(trained, 40, 60, 60)
    bend(trained, 3, 64, 72)
    found = chart_of(as_alice.get(ADDRESS), "degrees")
    assert "Left: 64° high, no sure change yet (4°, the test needs more than 7°)." in found["label"]
    assert "Right: 72° high, 12° further than the first time." in found["label"]
    assert [series["band"] for series in found["series"]] == [
        {"low": 53, "high": 67},
        {"low": 53, "high": 67},
    ]


def test_a_change_is_the_difference_of_the_numbers_beside_it(
    as_alice: Client, trained: models.Runner
) -> None:
    bend(trained, 40, 66.4, 66.4)
    bend(trained, 3, 76.6, 69.6)  # 10.2 and 3.2 more
    found = chart_of(as_alice.get(ADDRESS), "degrees")
    assert "Left: 77° high, 11° further than the first time." in found["label"]
    assert "Right: 70° high, no sure change yet (4°, the test needs more than 7°)." in found["label"]


def test_two_small_steps_that_are_beyond_the_error_together_are_a_sure_change(
    as_alice: Client, trained: models.Runner
) -> None:
    for ago, degrees in ((80, 60), (40, 66), (3, 72)):
        bend(trained, ago, degrees, 60)
    found = chart_of(as_alice.get(ADDRESS), "degrees")
    assert "Left: 72° high, 12° further than the first time." in found["label"]
    assert found["series"][0]["band"]["high"] == 67  # as the chart has it


def test_each_leg_has_its_own_line_beyond_which_a_change_is_sure(
    as_alice: Client, trained: models.Runner
) -> None:
    bend(trained, 40, 60, 75)
    bend(trained, 3, 64, 72)
    page = as_alice.get(ADDRESS)
    found = chart_of(page, "degrees")
    assert [series["band"]["low"] for series in found["series"]] == [53, 68]
    assert "band" not in found
    assert "between the dashed lines for the right one" in page.content.decode()


def test_what_cannot_be_compared_is_not_drawn_and_says_so(as_alice: Client, trained: models.Runner) -> None:
    bend(trained, 40, 60, 60)
    bend(trained, 20, 75, 75, warm=True)
    bend(trained, 3, 64, 64)
    page = as_alice.get(ADDRESS)
    assert [len(series["marks"]) for series in chart_of(page, "degrees")["series"]] == [2, 2]
    assert "Not drawn: one test" in page.content.decode()


def test_front_and_back_stand_beside_what_studies_found_and_the_article(
    as_alice: Client, trained: models.Runner
) -> None:
    pulled(trained, 40, 18, 40)
    pulled(trained, 3, 19, 40)
    found = chart_of(as_alice.get(ADDRESS), "back over front")
    assert (found["goal"], found["band"]["low"], found["band"]["high"]) == (0.8, 0.31, 0.62)
    assert (
        "Left: 0.47, give or take 0.07, no sure change yet (6 %, the test needs more than 20 %)."
        in found["label"]
    )


def test_the_report_has_the_tests_with_their_errors(as_alice: Client, trained: models.Runner) -> None:
    bend(trained, 3, 66, 63)
    pulled(trained, 3, 19, 40)
    text = as_alice.get(ADDRESS + "report/").content.decode()
    assert "left 66°, right 63°" in text and "left 0.47, right 0.47" in text and "<td>0.07</td>" in text


def test_the_report_does_not_call_untested_who_was_tested_before(
    as_alice: Client, trained: models.Runner
) -> None:
    bend(trained, 100, 66, 63)
    text = people.text_of(as_alice.get(ADDRESS + "report/"))
    assert "Not measured in this time." in text
    assert "Not measured." not in text


def test_cue_by_cue_each_leg_has_its_own_cell(as_alice: Client, alice: models.Runner) -> None:
    for ago in (6, 3, 0):
        people.trained(alice, clock.today() - timedelta(days=ago))
    page = as_alice.get(ADDRESS + "standing-curl/").content.decode()
    table = page.split('id="asked"')[1].split("</table>")[0].replace("\N{NO-BREAK SPACE}", " ")
    assert re.findall(r'<th scope="col">(.*?)</th>', table) == ["left", "right"]
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table))
    assert rows["Held at the top"] == "<td>24 of 30</td><td>24 of 30</td>"
    assert rows["Standing knee soft"] == "<td>not visible</td><td>not visible</td>"


def test_without_a_camera_there_is_no_table_of_cues(as_alice: Client, alice: models.Runner) -> None:
    assert "Cue by cue" not in as_alice.get(ADDRESS + "standing-curl/").content.decode()


def recorded_as(row: models.Session, exercise: str, variant: str | None = None) -> None:
    """Every set of a session becomes one of another exercise, as if the catalogue had changed since."""
    for one in queries.sets(row):
        one.exercise, one.variant = exercise, variant
        one.data = one.data | {"exercise": exercise, "variant": variant}
        one.save()


@pytest.mark.parametrize("gone", ["my-curl", "Dehnung über Eck", "a/b"])
def test_an_exercise_that_is_gone_is_shown_and_leads_nowhere(
    as_alice: Client, alice: models.Runner, gone: str
) -> None:
    recorded_as(people.trained(alice, clock.today()), gone)
    page = as_alice.get(ADDRESS)
    assert page.status_code == 200
    assert gone in page.content.decode()
    assert 'class="row link standing"' not in page.content.decode()


def test_sets_of_a_variant_that_is_gone_keep_their_curves(as_alice: Client, alice: models.Runner) -> None:
    recorded_as(people.trained(alice, clock.today()), "lying-leg-curl", "toes-up")
    address = reverse("progress-exercise", args=["lying-leg-curl"])
    assert charts(as_alice.get(address)) == []
    assert "variant=toes-up" in as_alice.get(address).content.decode()
    assert charts(as_alice.get(address + "?variant=toes-up"))


def test_sets_from_before_there_were_variants_keep_their_curves(
    as_alice: Client, alice: models.Runner
) -> None:
    recorded_as(people.trained(alice, clock.today()), "lying-leg-curl")
    assert charts(as_alice.get(reverse("progress-exercise", args=["lying-leg-curl"]) + "?variant="))


def test_an_exercise_without_variants_by_now_opens_on_what_is_done_today(
    as_alice: Client, alice: models.Runner
) -> None:
    recorded_as(people.trained(alice, clock.today() - timedelta(days=3)), "standing-curl", "toes-up")
    recorded_as(people.trained(alice, clock.today()), "standing-curl")
    page = as_alice.get(reverse("progress-exercise", args=["standing-curl"]))
    assert re.findall(r'variant=([^"]*)" aria-current="true"', page.content.decode()) == ["", ""]
    assert page.content.decode().index("variant=toes-up") > page.content.decode().index('variant="')


@pytest.mark.parametrize(("variant", "written"), [("", ""), ("a&b", "a%26b")])
def test_another_span_keeps_the_variant(
    as_alice: Client, alice: models.Runner, variant: str, written: str
) -> None:
    recorded_as(people.trained(alice, clock.today()), "lying-leg-curl", variant or None)
    page = as_alice.get(reverse("progress-exercise", args=["lying-leg-curl"]), {"variant": variant})
    for span in ("4", "12", "all"):
        assert f'"?span={span}&amp;variant={written}"' in page.content.decode()
