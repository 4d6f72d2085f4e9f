"""The pages of the tests: typed in, guided, taken back; what they say, and what they never say."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstride.exercises import evidence, load, values
from hamstride.exercises.spec import Gate
from hamstride.exercises.values import Outcome, Repetition, SetPlan, SetRecord, Sex, Side, Source, Torn
from hamstride.measure import balance
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import FlexKept, StrengthKept
from hamstride.store import measuring, models, services
from hamstride.web import clock
from hamstride.web.measuring.strength import PART_IDS
from tests import people

pytestmark = pytest.mark.django_db
KNEE, LEG, REACH = FlexTest.KNEE, FlexTest.LEG, FlexTest.REACH
TYPED = {"left-1": "18", "left-2": "20,5", "left-3": "21", "right-1": "25", "right-2": "24"}
FORCES = {"back-left": "20", "back-right": "18", "front-left": "40", "front-right": "41"}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 16, 18, 0))


def text(page: Any) -> str:
    main = page.content.decode().partition('<section id="player"')[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'")


def bend(test: FlexTest) -> str:
    return reverse("bend", args=[test.value])


def typed(browser: Client, test: FlexTest = KNEE, **fields: str) -> Any:
    return browser.post(bend(test), {"instrument": "phone", **TYPED, **fields}, follow=True)


def begun(browser: Client, **fields: str) -> Any:
    start = {"unit": "kg", "lever": "38", "hurts": "no", **fields}
    return browser.post(reverse("strength"), start, follow=True)


def pulled(browser: Client, page: Any, force: str) -> Any:
    address = page.redirect_chain[-1][0]
    return browser.post(address, {"pull-1": "10", "pull-2": force, "pull-3": force}, follow=True)


def whole(browser: Client, forces: dict[str, str] | None = None) -> Any:
    page = begun(browser)
    for part in PART_IDS:
        page = pulled(browser, page, (forces or FORCES)[part])
    return page


# ---------------------------------------------------------------------------------------------------------- flexibility
def test_a_page_that_is_empty_says_how_to_begin(as_charlie: Client) -> None:
    said = text(as_charlie.get(reverse("tests")))
    assert "Nothing measured yet" in said
    for test in FlexTest:
        assert load.catalogue()[test.value].text.title in said


@pytest.mark.parametrize("test", FlexTest)
def test_what_studies_found_of_a_test_leads_to_one(as_alice: Client, test: FlexTest) -> None:
    (study,) = evidence.studies(load.catalogue()[test.value])
    said = as_alice.get(bend(test)).content.decode()
    assert f'<a href="{study.link}" rel="noopener noreferrer" target="_blank">{study.study}</a>' in said


@pytest.mark.parametrize(("test", "told"), [(KNEE, True), (LEG, True), (REACH, False)])
def test_the_phone_on_the_shin_is_named_as_the_surer_way(
    as_alice: Client, test: FlexTest, told: bool
) -> None:
    page = as_alice.get(bend(test))
    assert (
        "surer way: it tells a change of more than 7°, the camera of more than 12°." in text(page)
    ) is told
    assert ('<a href="#by-hand">' in page.content.decode()) is told
    assert 'id="by-hand"' in page.content.decode()


def test_typed_numbers_become_a_result_with_its_error(as_alice: Client, alice: models.Runner) -> None:
    page = typed(as_alice)
    said = text(page)
    assert "20° short of straight" in said
    assert "24° short of straight" in said
    assert "Give or take 5°. The smallest change we can be sure of is 7°." in said
    assert "Very tight begins at 23.4° for women and 33° for men." in said
    (kept,) = measuring.bends(alice)
    assert kept.kept.trials == {"left": (18.0, 20.5, 21.0), "right": (25.0, 24.0)}
    assert kept.kept.instrument is Instrument.PHONE
    assert "left 20°, right 24°" in text(as_alice.get(reverse("tests")))


def test_a_button_pressed_twice_keeps_one_test_and_a_number_put_right_takes_its_place(
    as_alice: Client, as_bob: Client, alice: models.Runner
) -> None:
    marks = [_mark(as_alice.get(bend(KNEE))) for _ in range(2)]
    assert marks[0] != marks[1]
    for _ in range(2):
        typed(as_alice, once=marks[0])
    (first,) = measuring.bends(alice)
    typed(as_alice, once=marks[0], **{"left-1": "19"})  # back in the browser, and once more
    (second,) = measuring.bends(alice)
    assert (second.uuid, second.kept.trials["left"][0]) == (first.uuid, 19.0)
    typed(as_bob, once=marks[0])
    typed(as_alice, once=marks[1])
    for _ in range(2):
        typed(as_alice, once="")
    assert len(measuring.bends(alice)) == 4


def test_the_mark_of_a_form_stays_where_it_could_not_be_read(as_alice: Client) -> None:
    mark = _mark(as_alice.get(bend(KNEE)))
    assert _mark(typed(as_alice, once=mark, **{"left-1": "steep"})) == mark


def _mark(page: Any) -> str:
    found = re.search(r'name="once" value="([0-9a-f-]{36})"', page.content.decode())
    assert found is not None
    return found[1]


def test_one_leg_is_fine(as_alice: Client) -> None:
    page = as_alice.post(bend(LEG), {"instrument": "typed", "right-1": "81", "right-2": "83"}, follow=True)
    assert "82° high" in text(page)
    assert "Right 82°" in text(as_alice.get(reverse("tests")))


@pytest.mark.parametrize(
    ("centimetres", "says"),
    [
        ("12", "12 cm above the floor short"),
        ("-3,5", "3.5 cm past the floor"),
        ("−2", "2 cm past"),
        ("0", "to the floor"),
    ],
)
def test_the_toe_touch_with_a_ruler(as_alice: Client, centimetres: str, says: str) -> None:
    page = as_alice.post(
        bend(REACH), {"instrument": "ruler", "both-1": centimetres, "both-2": centimetres}, follow=True
    )
    assert says in text(page)
    assert "the reach of back, hips and legs together" in text(page)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"left-1": "many"}, "a number from -10 to 100 is wanted"),
        ({"left-1": "400"}, "a number from -10 to 100 is wanted"),
        ({"left-1": "nan"}, "a number from -10 to 100 is wanted"),
        ({"left-1": "1e999"}, "a number from -10 to 100 is wanted"),
        ({"right-2": "", "right-3": ""}, "Measure each leg at least twice"),
        (dict.fromkeys(TYPED, ""), "Measure each leg at least twice"),
        ({"instrument": "camera"}, "Say what you read it with."),
        ({"instrument": "horoscope"}, "Say what you read it with."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_lost(
    as_alice: Client, alice: models.Runner, fields: dict[str, str], says: str
) -> None:
    page = as_alice.post(bend(KNEE), {"instrument": "phone", **TYPED, **fields})
    assert page.status_code == 422
    assert says in text(page)
    assert measuring.bends(alice) == ()
    for name, value in {**TYPED, **fields}.items():
        assert name == "instrument" or f'value="{value}"' in page.content.decode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*TYPED, "instrument", "warm", "both-1"]), st.text(max_size=12)))
def test_whatever_is_sent_is_kept_or_refused(as_alice: Client, fields: dict[str, str]) -> None:
    for test in FlexTest:
        assert as_alice.post(bend(test), fields).status_code in (302, 422)


def test_a_change_is_one_only_beyond_what_the_test_can_tell(as_alice: Client, alice: models.Runner) -> None:
    typed(as_alice)
    said = text(
        typed(as_alice, **{"left-1": "17", "left-2": "17", "left-3": "17", "right-1": "12", "right-2": "12"})
    )
    assert "no sure change yet (3°, the test needs more than 7°)" in said
    assert "12° further than the first time" in said
    less = text(typed(as_alice, **{"left-1": "33", "left-2": "33", "left-3": "33"}))
    assert "13° less far than the first time" in less


def test_what_is_said_of_a_change_agrees_with_the_numbers_beside_it(as_alice: Client) -> None:
    """20.3 and 27.4 are 20 and 27 to who reads them: seven apart, which is not more than seven."""
    typed(as_alice, **{"left-1": "20.3", "left-2": "20.3", "left-3": "20.3"})
    said = text(typed(as_alice, **{"left-1": "27.4", "left-2": "27.4", "left-3": "27.4"}))
    assert "no sure change yet (7°, the test needs more than 7°)" in said


def test_a_change_in_centimetres_is_the_difference_of_the_numbers_shown(as_alice: Client) -> None:
    for value in ("12.26", "5.04"):  # 7.22 less
        said = {"instrument": "ruler", "both-1": value, "both-2": value}
        page = as_alice.post(bend(REACH), said, follow=True)
    assert "5 cm above the floor" in text(page)
    assert "7.3 cm further than the first time" in text(page)


def test_another_instrument_or_warm_legs_are_not_compared(as_alice: Client) -> None:
    typed(as_alice)
    other = text(typed(as_alice, instrument="typed", **{"left-1": "2", "left-2": "2"}))
    assert "than the first time" not in other
    warm = text(typed(as_alice, warm="on"))
    assert "not compared with the others" in warm
    assert "sure change yet" not in warm


def test_very_tight_offers_the_step_and_takes_no_for_an_answer(
    as_alice: Client, alice: models.Runner
) -> None:
    fields = dict.fromkeys(TYPED, "45")
    page = typed(as_alice, **fields)
    assert "very tight" in text(page)
    assert "Use the step from now on" in text(page)
    alice.refresh_from_db()
    assert not alice.profile.hinge
    page = as_alice.post(reverse("bend-step", args=[KNEE.value]), follow=True)
    alice.refresh_from_db()
    assert alice.profile.hinge
    assert "Use the step" not in text(page)


def test_very_tight_without_a_step_something_as_low_is_offered(
    as_alice: Client, alice: models.Runner
) -> None:
    alice.change(step=False)
    services.save_profile(alice, alice.profile)
    page = text(typed(as_alice, **dict.fromkeys(TYPED, "45")))
    assert "a foot on a step or another slightly raised place" in page
    assert "Use the step from now on" in page


def test_the_sex_decides_between_two_limits_where_it_was_said(as_alice: Client, alice: models.Runner) -> None:
    said = text(typed(as_alice, **dict.fromkeys(TYPED, "28")))
    assert "at the edge of the usual range" in said
    alice.change(sex=Sex.FEMALE)
    alice.save()
    said = text(as_alice.get(bend(KNEE)))
    assert "More than 23.4° short of straight is very tight." in said
    assert "28° short of straight very tight" in said


def test_an_exercise_is_no_test(as_alice: Client) -> None:
    assert as_alice.get(reverse("bend", args=["ball-curl"])).status_code == 404
    assert as_alice.post(reverse("bend-step", args=["ball-curl"])).status_code == 404


def test_what_hurts_is_not_measured(as_alice: Client, alice: models.Runner) -> None:
    alice.change(gates=(Gate.ACUTE,))
    alice.save()
    for address in (bend(KNEE), reverse("strength")):
        page = as_alice.get(address)
        assert "data-start-exercise" not in page.content.decode().partition('<section id="player"')[0]
        assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]
    begun(as_alice)
    assert measuring.unfinished(alice) is None


@pytest.mark.parametrize("gate", [gate for gate in Gate if gate in balance.EXCLUDED_BY])
def test_nobody_pulls_with_all_they_have_where_it_may_do_harm(
    as_alice: Client, alice: models.Runner, gate: Gate
) -> None:
    alice.change(gates=(gate,))
    alice.save()
    assert "left out because of your answers" in text(as_alice.get(reverse("strength")))
    begun(as_alice)
    assert measuring.unfinished(alice) is None


def seen(
    runner: models.Runner, day: date, peaks: dict[Side, list[float]], cues: tuple[str, ...] = ()
) -> models.Session:
    """A session of the player in which the camera measured the knee."""
    plans = tuple(SetPlan(exercise=KNEE.value, side=side, reps=3, hold_s=2.0) for side in peaks)
    value = values.Session(
        uuid=str(uuid4()), routine=KNEE.value, date=day.isoformat(), sets=plans, declarations={}
    )
    row = services.begin_session(runner, value)
    for index, (side, found) in enumerate(peaks.items()):
        reps = tuple(
            Repetition(
                number=n, side=side, start_s=9.0 * n, top_s=9.0 * n + 2, end_s=9.0 * n + 6, hold_s=2.0,
                range_deg=90 - peak, peak_deg=-peak, counted=True, cues=cues if n == 1 else (),
            )
            for n, peak in enumerate(found, 1)
        )  # fmt: skip
        record = SetRecord(
            uuid=str(uuid4()), session=value.uuid, index=index, exercise=KNEE.value, side=side, source=Source.CAMERA,
            outcome=Outcome.DONE, started=f"{day.isoformat()}T18:0{index}:00", seconds=30.0, target=3.0,
            seen=len(reps), reps=reps,
        )  # fmt: skip
        services.keep_set(row, record)
    return row


def test_the_cameras_trials_become_a_result(as_alice: Client, alice: models.Runner) -> None:
    row = seen(
        alice,
        date(2026, 11, 16),
        {Side.LEFT: [40.0, 19.0, 21.0], Side.RIGHT: [22.0, 24.0, 23.0]},
        ("thigh-upright",),
    )
    said = text(as_alice.get(bend(KNEE)))
    assert "20° short of straight" in said
    assert "24° short of straight" in said
    assert "The smallest change we can be sure of is 12°." in said
    assert "camera" in text(as_alice.get(reverse("tests")))
    services.delete(row)
    assert measuring.bends(alice) == ()
    services.restore(row)
    assert len(measuring.bends(alice, KNEE)) == 1
    assert measuring.last_day(alice) == date(2026, 11, 16)


def test_a_camera_that_saw_too_little_measured_nothing(alice: models.Runner) -> None:
    seen(alice, date(2026, 11, 16), {Side.LEFT: [20.0]})
    seen(alice, date(2026, 11, 16), {Side.RIGHT: [150.0, 140.0, 170.0]})
    assert measuring.bends(alice) == ()


# ------------------------------------------------------------------------------------------------------------- strength
def test_a_whole_strength_test(as_alice: Client, alice: models.Runner) -> None:
    said = text(whole(as_alice))
    assert "0.50, give or take 0.07" in said
    assert "Within the usual range." in said
    assert "0.44, give or take 0.06" in said
    assert "the article's rule: 0.80" in said
    assert "0.31 to 0.62, middle 0.45" in said
    assert "no sure difference between your legs (10 %; the test needs more than 15 % on two days)" in said
    assert "injur" not in said.lower()
    assert "left 0.50, right 0.44" in text(as_alice.get(reverse("tests")))


@pytest.mark.parametrize(("unit", "shown"), [("kg", "18.0 kg"), ("lb", "18.0 lb"), ("N", "180 N")])
def test_how_hard_it_was_is_said_as_the_scale_showed_it_and_newton_metres_are_closed(
    as_alice: Client, unit: str, shown: str
) -> None:
    page = begun(as_alice, unit=unit)
    for force in ("18", "18", "40", "41"):
        page = pulled(as_alice, page, force if unit != "N" else f"{force}0")
    opened, _, closed = page.content.decode().partition(
        '<details class="more numbers"><summary>In newton metres'
    )
    assert f"<td>{shown}</td>" in opened
    assert "mean of your two best pulls" in opened
    assert ("N·m" in opened, "N·m" in closed) == (False, True)


def test_after_a_torn_hamstring_the_legs_are_worth_comparing(as_alice: Client, alice: models.Runner) -> None:
    row = kept_strength(alice, datetime(2026, 11, 1, 18))
    address = reverse("strength-test", args=[row.uuid])
    assert "worth comparing" not in text(as_alice.get(address))
    services.save_profile(alice, replace(alice.profile, torn=Torn.LONG_AGO))
    said = text(as_alice.get(address))
    assert "the back of the left thigh is worth comparing with that of the right" in said
    assert not re.search(r"injur|risk", said.lower())


def test_the_scale_of_a_ratio_has_the_decimal_mark_of_the_language(
    as_alice: Client, alice: models.Runner
) -> None:
    page = whole(as_alice)
    assert ">0.2</text>" in page.content.decode()
    alice.change(language="de")
    alice.save()
    assert ">0,2</text>" in as_alice.get(page.wsgi_request.path).content.decode()


@pytest.mark.parametrize(
    ("back", "word"), [("20", "Within"), ("14", "At the edge of"), ("8", "Outside"), ("38", "Outside")]
)
def test_one_of_three_words(as_alice: Client, back: str, word: str) -> None:
    assert f"{word} the usual range" in text(
        whole(as_alice, {**FORCES, "back-left": back, "back-right": back})
    )


def test_mass_and_unit(as_alice: Client, alice: models.Runner) -> None:
    alice.change(mass_kg=70.0)
    alice.save()
    page = begun(as_alice, unit="N")
    for force in ("200", "200", "400", "400"):
        page = pulled(as_alice, page, force)
    assert "76 N·m, 1.09 a kg" in text(page)


def test_it_stops_anywhere_and_goes_on_later(as_alice: Client, alice: models.Runner) -> None:
    page = pulled(as_alice, begun(as_alice), "20")
    assert "Part 2 of 4" in text(page)
    assert "Back of the thigh: right" in text(page)
    overview = as_alice.get(reverse("tests"))
    assert "You stopped half-way" in text(overview)
    row = measuring.unfinished(alice)
    assert row is not None
    again = as_alice.get(reverse("strength-test", args=[row.uuid]), follow=True)
    assert "Part 2 of 4" in text(again)
    back = as_alice.get(reverse("strength-part", args=[row.uuid, "back-left"]))
    assert 'value="20"' in back.content.decode()
    assert measuring.strength(alice) == ()
    begun(as_alice)
    assert models.Measurement.objects.filter(runner=alice, deleted=None).count() == 1


def test_a_leg_that_hurts_is_not_tested(as_alice: Client, alice: models.Runner) -> None:
    page = begun(as_alice, hurts="yes")
    assert "Not today." in text(page)
    assert begun(as_alice, hurts="").status_code == 200
    assert measuring.unfinished(alice) is None


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"unit": "stone"}, "what the scale shows"),
        ({"lever": ""}, "from 15 to 60 cm"),
        ({"lever": "380"}, "from 15 to 60 cm"),
    ],
)
def test_a_setup_that_cannot_be(as_alice: Client, fields: dict[str, str], says: str) -> None:
    page = begun(as_alice, **fields)
    assert page.status_code == 422
    assert says in text(page)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"pull-1": "20"}, "At least two pulls"),
        ({}, "At least two pulls"),
        ({"pull-1": "20", "pull-2": "-3"}, "a number from 0.1 to 305"),
        ({"pull-1": "20", "pull-2": "5000"}, "a number from 0.1 to 305"),
        ({"pull-1": "20", "pull-2": "strong"}, "a number from 0.1 to 305"),
    ],
)
def test_pulls_that_cannot_be(
    as_alice: Client, alice: models.Runner, fields: dict[str, str], says: str
) -> None:
    page = begun(as_alice)
    page = as_alice.post(page.redirect_chain[-1][0], fields)
    assert page.status_code == 422
    assert says in text(page)


def kept_strength(runner: models.Runner, when: datetime, right_back: float = 20.0) -> models.Measurement:
    pulls = {
        "back-left": (20.0, 20.0),
        "back-right": (right_back, right_back),
        "front-left": (40.0, 40.0),
        "front-right": (40.0, 40.0),
    }
    kept = replace(StrengthKept.from_dict({"unit": "kg", "lever_cm": 38.0}), pulls=pulls)
    return measuring.begin_strength(runner, when, kept)


def test_a_difference_is_told_on_the_second_day(as_alice: Client, alice: models.Runner) -> None:
    first = kept_strength(alice, datetime(2026, 10, 1, 18), right_back=15.0)
    second = kept_strength(alice, datetime(2026, 11, 1, 18), right_back=15.0)
    shown = [text(as_alice.get(reverse("strength-test", args=[row.uuid]))) for row in (first, second)]
    assert "no sure difference between your legs (25 %" in shown[0]
    assert "a difference between your legs. The left one is 25 % ahead, on two days." in shown[1]


def test_the_own_error_takes_over(as_alice: Client, alice: models.Runner) -> None:
    rows = [kept_strength(alice, datetime(2026, month, 1, 18), 20.0 + month / 10) for month in (8, 9, 10)]
    said = [text(as_alice.get(reverse("strength-test", args=[row.uuid]))) for row in rows]
    assert "14 %, as studies of such tests found" in said[1]
    assert "from your own tests" in said[2]


def test_a_test_is_deleted_and_brought_back(as_alice: Client, alice: models.Runner) -> None:
    row = kept_strength(alice, datetime(2026, 11, 1, 18))
    page = as_alice.post(reverse("delete-test", args=[row.uuid]), follow=True)
    assert "The test is deleted." in text(page)
    assert measuring.strength(alice) == ()
    assert as_alice.get(reverse("strength-test", args=[row.uuid])).status_code == 404
    as_alice.post(reverse("restore-test", args=[row.uuid]))
    assert len(measuring.strength(alice)) == 1
    services.delete(row)
    models.Measurement.objects.update(deleted=datetime.fromisoformat("2020-01-01T00:00:00+00:00"))
    measuring.purge()
    assert not models.Measurement.objects.exists()


def test_nobody_sees_somebody_elses(as_bob: Client, alice: models.Runner) -> None:
    row = kept_strength(alice, datetime(2026, 11, 1, 18))
    part = reverse("strength-part", args=[row.uuid, "back-left"])
    assert (
        as_bob.get(part).status_code == as_bob.post(part, {"pull-1": "1", "pull-2": "1"}).status_code == 404
    )
    for name in ("strength-test", "delete-test", "restore-test"):
        page = reverse(name, args=[row.uuid])
        assert (as_bob.get(page) if name == "strength-test" else as_bob.post(page)).status_code == 404
    assert as_bob.get(reverse("tests"), {"deleted": str(row.uuid)}).status_code == 200
    assert as_bob.get(reverse("tests"), {"deleted": "nonsense"}).status_code == 200


def test_a_part_that_there_is_not(as_alice: Client, alice: models.Runner) -> None:
    row = kept_strength(alice, datetime(2026, 11, 1, 18))
    assert as_alice.get(reverse("strength-part", args=[row.uuid, "side-left"])).status_code == 404
    typed(as_alice)
    (flex,) = measuring.bends(alice)
    assert as_alice.get(reverse("strength-test", args=[flex.uuid])).status_code == 404


# ------------------------------------------------------------------------------------------------- when, body, how heavy
def test_the_offer(as_alice: Client, alice: models.Runner) -> None:
    today = clock.today()
    assert not measuring.offer(alice, today)
    assert "Want to see how far you bend?" not in text(as_alice.get(reverse("today")))
    for day in (2, 6, 10):
        people.trained(alice, date(2026, 11, day))
    assert measuring.offer(alice, today)
    said = text(as_alice.get(reverse("today")))
    assert "You have several sessions behind you. Want to see how far you bend? Two minutes." in said
    alice.change(gates=(Gate.SIT_BONE,))
    alice.save()
    assert "Want to see how far you bend?" not in text(as_alice.get(reverse("today")))
    alice.change(gates=())
    alice.save()
    as_alice.post(reverse("tests-later"))
    as_alice.post(reverse("tests-later"))
    assert not measuring.offer(alice, today)
    assert not measuring.offer(alice, date(2026, 12, 13))
    assert measuring.offer(alice, date(2026, 12, 14))
    typed(as_alice)
    assert not measuring.offer(alice, date(2026, 12, 13))
    assert "from 14 December to 28 December" in text(as_alice.get(reverse("tests")))


def test_the_body_is_kept_and_can_be_left_empty(as_alice: Client, alice: models.Runner) -> None:
    sent = {"mass": "62,5", "height": "168", "ball": "65", "sex": "female"}
    page = as_alice.post(reverse("body"), sent, follow=True)
    assert 'value="62.5"' in page.content.decode()
    alice.refresh_from_db()
    profile = alice.profile
    assert (profile.mass_kg, profile.height_m, profile.ball_m, profile.sex) == (62.5, 1.68, 0.65, Sex.FEMALE)
    as_alice.post(reverse("body"), {"mass": "", "height": "", "ball": "", "sex": "unsaid"})
    alice.refresh_from_db()
    assert (alice.profile.mass_kg, alice.profile.ball_m, alice.profile.sex) == (None, 0.55, Sex.UNSAID)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"mass": "7000"}, "20 kg to 300 kg"),
        ({"height": "1.75"}, "100 to 250 cm"),
        ({"ball": "x"}, "35 to 95 cm"),
        ({"sex": "x"}, "Choose one of the three."),
    ],
)
def test_a_body_that_cannot_be(
    as_alice: Client, alice: models.Runner, sent: dict[str, str], says: str
) -> None:
    page = as_alice.post(reverse("body"), {"mass": "", "height": "", "ball": "", "sex": "unsaid", **sent})
    assert page.status_code == 422
    assert says in text(page)


def test_how_heavy_it_is_for_this_runner(as_alice: Client, alice: models.Runner) -> None:
    alice.change(mass_kg=70.0, height_m=1.75, ankle_weights=2, weight_kg=2.0)
    alice.save()
    said = text(as_alice.get(reverse("exercise", args=["standing-curl"])))
    assert "Heaviest with the knee bent 90°: 11 newton metres for one leg, without a weight." in said
    assert "Standing curl, 2 kg 19" in said
    assert "Ball curl, calves on the ball" in said
    assert "Ball curl, one leg" in said
    assert "Drawn for somebody" not in said
    assert "10.9" in said
    assert "How heavy" not in text(as_alice.get(reverse("exercise", args=["hip-hinge"])))


@pytest.mark.parametrize("exercise", ["lying-leg-curl", "standing-curl", "ball-curl"])
def test_the_three_of_strength_stand_in_one_picture_each_as_it_is_done_now(
    as_alice: Client, alice: models.Runner, exercise: str
) -> None:
    alice.change(ankle_weights=2, weight_kg=1.0)
    alice.save()
    html = as_alice.get(reverse("exercise", args=[exercise])).content.decode()
    picture = html.partition('<svg class="heavy"')[2].partition("</figure>")[0]
    drawn, _, legend = picture.partition("</svg>")
    assert re.findall(r'<path class="([^"]*)" d="M\d[^"]* L', drawn) == [
        "band",
        "other dotted",
        "other",
        "curve",
    ]
    assert re.findall(r'<path class="([^"]*)" d="M1 7', legend) == ["curve", "other", "other dotted"]
    own = load.catalogue()[exercise].text.title
    titles = re.findall(r"</svg> ([^<]*)</li>", legend)
    assert titles[0].startswith(own)
    assert sorted(titles) == ["Ball curl", "Lying curl, 1 kg", "Standing curl, 1 kg"]


@pytest.mark.parametrize(("language", "mark"), [("en", "."), ("de", ","), ("fr", ","), ("es", ",")])
def test_how_heavy_it_is_has_the_decimal_mark_of_the_language(
    as_alice: Client, alice: models.Runner, language: str, mark: str
) -> None:
    alice.change(mass_kg=70.0, height_m=1.75, ankle_weights=0, language=language)
    alice.save()
    page = as_alice.get(reverse("exercise", args=["standing-curl"])).content.decode()
    told = re.findall(r'<th scope="row">\d+°</th><td>([^<]*)</td>', page)
    assert f"10{mark}9" in told and f"0{mark}0" in told
    assert all(re.fullmatch(rf"\d+\{mark}\d", cell) for cell in told)


def test_somebody_elses_body_is_named_as_such(as_charlie: Client) -> None:
    assert "Drawn for somebody of 70 kg and 1.75 m." in text(
        as_charlie.get(reverse("exercise", args=["ball-curl"]))
    )


def test_words_that_are_not_ours_to_say(as_alice: Client, alice: models.Runner) -> None:
    row = kept_strength(alice, datetime(2026, 11, 1, 18))
    typed(as_alice, **dict.fromkeys(TYPED, "45"))
    pages = [reverse("tests"), reverse("strength"), reverse("body"), *(bend(test) for test in FlexTest)]
    pages += [
        reverse("strength-test", args=[row.uuid]),
        reverse("strength-part", args=[row.uuid, "front-left"]),
    ]
    for address in pages:
        said = text(as_alice.get(address)).lower()
        assert not re.search(
            r"\b(safe|cleared|diagnos\w+|injur\w+|deficit|asymmetr\w+|confidence|mdc|weak)\b", said
        ), address
        assert "!" not in said


def test_ten_years_of_tests_cost_no_more_queries(alice: models.Runner, bob: models.Runner) -> None:
    for who, months in ((alice, 1), (bob, 60)):
        for month in range(months):
            when = datetime(2016 + month // 12, 1 + month % 12, 3, 18)
            kept_strength(who, when)
            kept = FlexKept(test=LEG, instrument=Instrument.PHONE, trials={"left": (80.0, 82.0)})
            measuring.keep_bend(who, when, kept)
            seen(who, when.date(), {Side.LEFT: [20.0, 21.0, 22.0]})
    browsers = people.client(alice), people.client(bob)
    for address in (reverse("tests"), bend(KNEE), reverse("strength")):
        counts = []
        for browser in browsers:
            with CaptureQueriesContext(connection) as counted:
                assert browser.get(address).status_code == 200
            counts.append(len(counted))
        assert counts[0] == counts[1] <= 9, address
