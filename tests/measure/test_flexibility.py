"""Flexibility: limits, errors of each instrument, what a camera's trials come to, and when a test is offered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.engine import puppet
from hamstride.engine.watcher import Watcher
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Kind
from hamstride.exercises.values import Repetition, Sex, Side
from hamstride.measure import again, flexibility
from hamstride.measure.flexibility import FlexTest, Instrument, Word

KNEE, LEG, REACH = FlexTest.KNEE, FlexTest.LEG, FlexTest.REACH


def test_every_declared_test_is_known_here() -> None:
    declared = {id_ for id_, exercise in catalogue().items() if exercise.kind is Kind.TEST}
    assert declared == {test.value for test in FlexTest}


@pytest.mark.parametrize(
    ("test", "sex", "value", "word"),
    [
        (KNEE, Sex.MALE, 33.0, Word.USUAL),
        (KNEE, Sex.MALE, 33.1, Word.TIGHT),
        (KNEE, Sex.FEMALE, 23.4, Word.USUAL),
        (KNEE, Sex.FEMALE, 24.0, Word.TIGHT),
        (KNEE, Sex.UNSAID, 20.0, Word.USUAL),
        (KNEE, Sex.UNSAID, 30.0, Word.EDGE),
        (KNEE, Sex.UNSAID, 34.0, Word.TIGHT),
        (LEG, Sex.UNSAID, 85.0, Word.USUAL),
        (LEG, Sex.MALE, 80.0, Word.USUAL),
        (LEG, Sex.FEMALE, 75.0, Word.EDGE),
        (LEG, Sex.UNSAID, 70.0, Word.EDGE),
        (LEG, Sex.UNSAID, 69.9, Word.TIGHT),
        (REACH, Sex.UNSAID, -8.0, Word.USUAL),
        (REACH, Sex.UNSAID, 10.0, Word.USUAL),
        (REACH, Sex.UNSAID, 14.0, Word.TIGHT),
    ],
)
def test_where_a_result_lies(test: FlexTest, sex: Sex, value: float, word: Word) -> None:
    assert flexibility.word(test, value, sex) is word


def test_both_limits_are_shown_where_the_sex_was_not_said() -> None:
    assert flexibility.limits(KNEE, Sex.UNSAID).tight == (23.4, 33.0)
    assert flexibility.limits(KNEE, Sex.MALE).tight == (33.0,)
    assert flexibility.limits(LEG, Sex.UNSAID) == flexibility.limits(LEG, Sex.FEMALE)


def test_very_tight_offers_the_foot_on_a_step_but_the_reach_does_not() -> None:
    assert flexibility.very_tight(KNEE, 40.0, Sex.UNSAID)
    assert flexibility.very_tight(LEG, 60.0, Sex.UNSAID)
    assert not flexibility.very_tight(KNEE, 30.0, Sex.UNSAID)
    assert not flexibility.very_tight(REACH, 40.0, Sex.UNSAID)


@pytest.mark.parametrize(
    ("test", "instrument", "change"),
    [
        (KNEE, Instrument.CAMERA, 12.0),
        (KNEE, Instrument.PHONE, 7.0),
        (LEG, Instrument.PHONE, 7.0),
        (LEG, Instrument.CAMERA, 12.0),
        (REACH, Instrument.RULER, 4.5),
        (REACH, Instrument.CAMERA, 11.0),
    ],
)
def test_the_smallest_sure_change(test: FlexTest, instrument: Instrument, change: float) -> None:
    assert flexibility.error(test, instrument).sure_change == pytest.approx(change, rel=0.002)
    assert not flexibility.changed(test, instrument, 20.0, 20.0 - change)
    assert flexibility.changed(test, instrument, 20.0, 19.9 - change)


def test_an_instrument_that_does_not_go_with_the_test() -> None:
    with pytest.raises(ValueError, match="ruler"):
        flexibility.error(REACH, Instrument.PHONE)


def test_a_result_is_the_mean_of_three() -> None:
    assert flexibility.result([20.0, 22.0, 27.0]) == 23.0
    assert flexibility.result([20.0, 22.0, 27.0, 90.0]) == 23.0
    assert flexibility.result([20.0, 22.0]) == 21.0
    assert flexibility.result([20.0]) is None
    assert flexibility.result([]) is None


def seen(peak_deg: float | None, *cues: str, counted: bool = True) -> Repetition:
    return Repetition(
        start_s=0.0,
        top_s=2.0,
        end_s=6.0,
        hold_s=2.0,
        range_deg=70.0,
        peak_deg=peak_deg,
        counted=counted,
        cues=cues,
    )


def test_spoilt_trials_are_left_out() -> None:
    reps = [seen(-18.0), seen(-5.0, "thigh-upright"), seen(-22.0), seen(None, counted=False)]
    assert flexibility.trials(KNEE, reps) == (18.0, 22.0)
    assert flexibility.trials(LEG, [seen(75.0, "knee-straight"), seen(70.0)]) == (70.0,)
    assert flexibility.trials(LEG, [replace(seen(75.0), unseen=("knee-straight",))]) == ()


def test_a_reach_is_told_in_the_runners_own_height() -> None:
    reps = [replace(seen(100.0), reach_share=share) for share in (0.1, 0.0, 0.9)]
    assert flexibility.trials(REACH, reps, 1.75) == (10.2, -6.2)  # nobody stays up there
    assert flexibility.trials(REACH, reps) == ()
    assert flexibility.trials(REACH, [seen(100.0)], 1.75) == ()
    bent = replace(reps[0], cues=("knee-straight",))
    assert flexibility.trials(REACH, [bent], 1.75) == ()


@pytest.mark.parametrize(("test", "truth"), [(KNEE, 24.0), (LEG, 67.5)])
def test_from_the_camera_to_the_number(test: FlexTest, truth: float) -> None:
    """A simulated runner does three trials of 100, 90 and 80 % of the declared way."""
    exercise = catalogue()[test.value]
    rest, top = puppet.key_poses(exercise)
    ends = {KNEE: (rest.knee_deg, top.knee_deg), LEG: (rest.hip_deg, top.hip_deg)}[test]
    truth = sum(ends[0] + (ends[1] - ends[0]) * share for share in (1.0, 0.9, 0.8)) / 3
    acts = [puppet.rest(exercise, 1.6)]
    for share in (1.0, 0.9, 0.8):
        acts += puppet.repetition(exercise, share=share)
    watcher = Watcher(exercise, side=Side.LEFT)
    for frame in puppet.perform(exercise, [*acts, puppet.rest(exercise, 1.0)]):
        watcher.receive(frame)
    assert flexibility.result(flexibility.trials(test, watcher.close().reps)) == pytest.approx(truth, abs=1.0)


@given(st.sampled_from(FlexTest), st.floats(-1e6, 1e6))
def test_impossible_numbers_are_refused(test: FlexTest, value: float) -> None:
    low, high = flexibility.POSSIBLE[test]
    if low <= value <= high:
        assert flexibility.check(test, value) == value
    else:
        with pytest.raises(ValueError, match=test.value):
            flexibility.check(test, value)


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("sessions", "days", "refused", "offered"),
    [
        (0, None, None, False),
        (2, None, None, False),
        (3, None, None, True),
        (2, 60, None, False),
        (9, 27, None, False),
        (9, 28, None, True),
        (9, 60, None, True),
        (3, None, 27, False),
        (3, None, 28, True),
    ],
)
def test_when_a_test_is_offered(sessions: int, days: int | None, refused: int | None, offered: bool) -> None:
    last, refusal = (None if n is None else TODAY - timedelta(days=n) for n in (days, refused))
    assert again.offered(TODAY, sessions=sessions, last=last, refused=refusal) is offered


def test_the_best_days_for_the_next_one() -> None:
    assert again.next_days(TODAY) == (TODAY + timedelta(days=28), TODAY + timedelta(days=42))
