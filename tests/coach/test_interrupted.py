"""Interruptions of the stretches, of what comes before a set, and of the camera: nothing counts twice, nothing waits."""

from dataclasses import replace

import pytest

from hamstride.coach.core import State
from hamstride.coach.screen import Screen, SetFinished, Stage, TapKind, Tick
from hamstride.engine.events import (
    BodySeen,
    HoldEnded,
    HoldPaused,
    HoldTick,
    InPosition,
    PhaseEntered,
    Posture,
    PostureChanged,
    RepCompleted,
)
from hamstride.exercises.spec import Equipment, Phase
from hamstride.exercises.values import Hold, Outcome, RunnerProfile, Session, Side, Source
from tests.coach.rig import STEP_S, Bench, made, one_set, repetition


def stretch() -> Bench:
    """A watched stretch, held for twelve seconds so far."""
    bench = Bench(one_set("roll-forward", Side.BOTH)).to_ready()
    return bench.sees(*entry(), *ticks(1, 12))


def entry() -> list[PhaseEntered]:
    phases = ((0.0, Phase.LIFT), (1.0, Phase.HOLD))
    return [PhaseEntered(t_s=t_s, phase=phase, side=Side.BOTH) for t_s, phase in phases]


def ticks(first: int, last: int, *, at_s: float = 1.0) -> list[HoldTick]:
    return [HoldTick(t_s=at_s + second - first + 1, seconds=second) for second in range(first, last + 1)]


def let_go(held_s: float) -> list[PhaseEntered | HoldEnded]:
    hold = Hold(number=1, side=Side.BOTH, start_s=0.0, end_s=held_s, held_s=held_s)
    return [
        PhaseEntered(t_s=0.1, phase=Phase.LOWER, side=Side.BOTH),
        HoldEnded(t_s=1.0, hold=hold),
        PhaseEntered(t_s=1.1, phase=Phase.REST, side=Side.BOTH),
    ]


def quiet(session: Session) -> Bench:
    return Bench(session, frames=False)


# ---------------------------------------------------------------- stretches


def test_seconds_held_before_a_pause_count_once() -> None:
    bench = stretch().tap(TapKind.PAUSE)
    assert [bench.word(line) for line in bench.screen.lines] == [
        "Stopped at 12 of 30 s. Everything is saved."
    ]
    bench.sees(*let_go(12.6))
    bench.tap(TapKind.GO_ON).run(3.0)
    heard = bench.since()
    bench.sees(*entry(), *ticks(1, 18))
    assert heard.said[0] == "On from 12."
    assert bench.state() is State.OVER
    bench.sees(*let_go(18.4)).run(1.0)
    assert bench.records[0].held_s == pytest.approx(12.6 + 18.4)
    assert [hold.held_s for hold in bench.records[0].holds] == [12.6, 18.4]


def test_a_stretch_that_is_still_held_after_a_slip_of_the_finger_runs_on() -> None:
    bench = stretch().tap(TapKind.HURTS).tap(TapKind.MISTAKE)
    bench.sees(*ticks(14, 20, at_s=0.0))
    assert bench.screen.number == 20
    bench.sees(*let_go(20.5))
    assert bench.screen.number == 20
    assert bench.said[-1] == "Clock stopped at 20."


def test_the_beat_takes_over_a_stretch_without_losing_or_doubling_seconds() -> None:
    bench = stretch().camera(on=False).until(State.OVER)
    assert (bench.records[0].seen, bench.records[0].source) == (30, Source.BEAT)


def test_a_stretch_let_go_before_its_first_second_is_not_told_of() -> None:
    bench = Bench(one_set("roll-forward", Side.BOTH)).to_ready()
    bench.sees(*entry(), HoldPaused(t_s=1.4, held_s=0.4))
    assert not any("stopped at" in said for said in bench.said)


def test_a_stretch_by_taps_begins_with_a_tap_and_ends_by_itself() -> None:
    bench = quiet(one_set("roll-forward", Side.BOTH, source=Source.TAP)).until(State.READY).run(60.0)
    assert bench.state() is State.READY
    assert TapKind.START in {choice.tap for choice in bench.screen.choices}
    bench.tap(TapKind.START).until(State.ENDED, 60.0)
    assert (bench.records[0].held_s, bench.records[0].source) == (30.0, Source.TAP)


@pytest.mark.parametrize("source", [Source.BEAT, Source.TAP])
def test_until_the_clock_of_a_stretch_runs_it_says_to_get_ready(source: Source) -> None:
    bench = quiet(one_set("roll-forward", Side.BOTH, source=source)).until(State.READY)
    bench.tap(TapKind.START).until(State.OVER, 60.0)
    screens = [screen for screen in bench.all(Screen) if screen.stage is Stage.WORKING and screen.state]
    words = [bench.word(screen.state) for screen in screens]
    assert list(dict.fromkeys(words)) == ["Get ready", "Holding", "Done"]


def test_a_set_by_the_beat_begins_with_the_way_up() -> None:
    bench = quiet(one_set("lying-leg-curl", source=Source.BEAT)).until(State.WORKING)
    assert bench.word(bench.screen.state) == "Up"


def test_a_stretch_that_was_left_goes_on_from_the_second_on_the_button() -> None:
    bench = stretch().sees(HoldPaused(t_s=0.4, held_s=12.0))
    bench.nobody = True
    bench.until(State.STOPPED, 60.0)
    label = next(choice.label for choice in bench.screen.choices if choice.tap is TapKind.BREAK)
    assert bench.word(label) == "Just a break (go on: 12)"
    bench.nobody = False
    bench.tap(TapKind.BREAK).tap(TapKind.GO_ON).sees(*entry(), *ticks(1, 2))
    assert "On from 12." in bench.said


def test_both_legs_are_not_told_to_put_the_leg_down() -> None:
    assert stretch().tap(TapKind.HURTS).said[-1] == "Stopped. Come out of it slowly."


# ---------------------------------------------------------------- before a set


@pytest.mark.parametrize(
    ("session", "state", "last"),
    [
        (made(source=Source.BEAT), State.BRIEF, "Mat, weights, chair and ball within reach."),
        (made(source=Source.BEAT), State.GEAR, "Both weights on, snug above the ankle bones. No hurry."),
        (
            made(runner=RunnerProfile(), source=Source.BEAT),
            State.ENTER,
            "Forehead or cheek on your hands, as your neck likes it.",
        ),
    ],
)
def test_after_a_pause_what_comes_is_said_again(session: Session, state: State, last: str) -> None:
    bench = quiet(session).until(state).run(1.0).tap(TapKind.PAUSE).run(20.0)
    heard = bench.since()
    bench.tap(TapKind.GO_ON)
    bench.run(7.0)
    assert any(said.endswith(last) for said in heard.said)


@pytest.mark.parametrize("sign", [BodySeen(t_s=1.0), InPosition(t_s=1.0)])
def test_who_is_seen_in_a_pause_is_not_looked_for_any_more(sign: BodySeen | InPosition) -> None:
    bench = Bench(made()).until(State.PLACE).run(1.0).tap(TapKind.PAUSE)
    bench.sees(sign).run(2.0)
    heard = bench.since()
    bench.tap(TapKind.GO_ON).until(State.GEAR, 5.0)
    assert heard.said[0] == "I see all of you."
    assert heard.sounds == ["begin"]


def test_who_lies_down_in_a_pause_has_the_weights_on() -> None:
    bench = Bench(made()).sees(BodySeen(t_s=5.0)).until(State.GEAR).run(3.0).tap(TapKind.PAUSE)
    bench.sees(PostureChanged(t_s=5.0, posture=Posture.PRONE), InPosition(t_s=8.0)).run(2.0)
    bench.tap(TapKind.GO_ON)
    assert bench.state() is State.READY


def test_who_still_stands_there_after_a_pause_may_not_have_the_weights_on() -> None:
    bench = Bench(made("standing-curl")).until(State.GEAR).run(2.0).tap(TapKind.PAUSE)
    bench.sees(PostureChanged(t_s=1.0, posture=Posture.STANDING), InPosition(t_s=2.0)).run(2.0)
    bench.tap(TapKind.GO_ON).run(10.0)
    assert bench.state() is State.GEAR


# ---------------------------------------------------------------- what is shown with the weights


@pytest.mark.parametrize(("shorter", "titles"), [(False, ["Plain", "Toes in", "Toes out"]), (True, [])])
def test_with_the_weights_the_ways_of_what_comes_are_shown(shorter: bool, titles: list[str]) -> None:
    bench = Bench(made(shorter=shorter)).sees(BodySeen(t_s=5.0)).until(State.GEAR).run(1.0)
    assert [bench.word(way.title) for way in bench.screen.ways] == titles
    assert [bench.word(line) for line in bench.screen.lines] == ["Weights"]
    assert bench.screen.things == (Equipment.ANKLE_WEIGHTS,)
    bench.tap(TapKind.GO_ON)
    assert (bench.screen.ways, bench.screen.things, bench.screen.lines) == ((), (), ())


# ---------------------------------------------------------------- being seen


def test_that_all_is_seen_stands_there_until_it_is_said() -> None:
    bench = Bench(made()).until(State.PLACE).run(4.0)
    heard = bench.since()
    bench.sees(BodySeen(t_s=1.0)).run(0.2)
    assert (bench.screen.stage, bench.word(bench.screen.far), bench.screen.state) == (Stage.PLACE, "OK", None)
    bench.until(State.GEAR, 3.0)
    assert heard.said[0] == "I see all of you."


def test_who_lies_there_already_does_not_wait_until_it_is_said() -> None:
    bench = Bench(made(runner=RunnerProfile())).until(State.PLACE).run(4.0)
    bench.sees(BodySeen(t_s=1.0), InPosition(t_s=1.1))
    assert bench.state() is State.READY
    assert bench.said.count("I see all of you.") == 1


def test_only_what_is_to_come_is_announced() -> None:
    plain = quiet(made(runner=RunnerProfile(), source=Source.BEAT, shorter=True)).until(State.READY)
    assert "Lying curls. Face down, hips flat, toes pointed." in plain.said
    whole = quiet(made(runner=RunnerProfile(), source=Source.BEAT)).until(State.READY)
    assert any(said.endswith("Plain, then toes in, then toes out.") for said in whole.said)


# ---------------------------------------------------------------- the camera, the page


def test_what_was_broken_off_before_anything_was_done_is_asked_without_a_count() -> None:
    bench = Bench(one_set("lying-leg-curl")).tap(TapKind.PAUSE, "hidden")
    assert bench.said[-1] == "Shall we go on?"


def test_a_camera_lost_between_exercises_is_told() -> None:
    bench = Bench(made()).sees(BodySeen(t_s=5.0)).until(State.GEAR)
    bench.camera(on=False).run(8.0)
    assert bench.said[-1] == "No camera. I keep the beat."


def test_a_camera_lost_after_the_last_repetition_has_counted_the_set() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready().reps(9)
    bench.sees(*(event for event in repetition() if not isinstance(event, RepCompleted)))
    bench.camera(on=False).run(6.0)
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.CAMERA)


def test_a_page_that_slept_through_the_countdown_counts_nothing() -> None:
    bench = quiet(one_set("lying-leg-curl", source=Source.BEAT)).until(State.READY)
    bench.tap(TapKind.START)
    bench.now_s += 60.0
    bench.give(Tick(t_s=bench.now_s))
    assert bench.state() is State.RESUME
    bench.tap(TapKind.GO_ON).until(State.WORKING)
    assert bench.screen.number == 0


@pytest.mark.parametrize("value", ["hidden", None])
def test_a_pause_that_slept_on_its_way_is_no_wish_to_go_on(value: str | None) -> None:
    bench = quiet(one_set("lying-leg-curl", source=Source.BEAT)).until(State.WORKING).run(8.0)
    bench.now_s += 3600.0
    bench.tap(TapKind.PAUSE, value)
    assert bench.state() is State.RESUME


def test_a_page_that_is_hidden_twice_goes_on_waiting() -> None:
    bench = quiet(one_set("lying-leg-curl", source=Source.BEAT)).until(State.WORKING).run(8.0)
    bench.tap(TapKind.PAUSE, "hidden").tap(TapKind.PAUSE, "hidden")
    assert bench.state() is State.RESUME
    assert bench.tap(TapKind.PAUSE).state() is State.READY


@pytest.mark.parametrize("source", [Source.BEAT, Source.TAP])
def test_repetitions_that_the_camera_sees_after_others_keep_their_own_numbers(source: Source) -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready().reps(2)
    bench.tap(TapKind.DRIVE, source.value)
    if source is Source.BEAT:
        bench.until(State.WORKING).run(14.0)
    else:
        bench.tap(TapKind.COUNT).tap(TapKind.COUNT)
    seen = bench.progress[-1].seen
    assert seen > 2
    bench.tap(TapKind.DRIVE, Source.CAMERA.value).run(10.0).reps(1)
    assert [rep.number for rep in bench.progress[-1].reps] == [1, 2, seen + 1]


def test_one_less_in_a_pause_after_the_last_is_done_when_it_goes_on() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready().reps(10)
    bench.tap(TapKind.PAUSE).tap(TapKind.MINUS)
    assert bench.progress[-1].outcome is Outcome.STOPPED, "a page that dies now goes on with it"
    assert bench.tap(TapKind.GO_ON).state() is State.READY
    assert bench.reps(1).run(1.0).records[0].count == 10


def test_a_camera_that_goes_in_a_pause_after_the_last_one_had_counted_them_all() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready().reps(9)
    *told, figures = repetition()
    bench.sees(*told).tap(TapKind.PAUSE, "hidden")
    assert isinstance(figures, RepCompleted)
    bench.camera(on=False).run(1.0).tap(TapKind.GO_ON).run(5.0)
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.CAMERA)


def test_after_a_cramp_the_next_repetition_goes_on_but_not_before_the_question() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready().reps(6).tap(TapKind.CRAMP)
    bench.sees(InPosition(t_s=1.0)).reps(1)
    assert bench.state() is State.CRAMP
    bench.run(25.0).reps(4)
    assert bench.records[0].seen == 10


def test_the_seconds_in_an_empty_picture_are_counted_from_the_first() -> None:
    bench = Bench(one_set("lying-leg-curl"), nobody=True)
    eyes = bench.coach._core.eyes
    bench.give(replace(bench._frame(), t_s=0.0))
    bench.run(1.0)
    assert eyes.nobody_for(1.0) == pytest.approx(1.0, abs=STEP_S / 2)


def test_every_record_of_a_stretch_stays_whole() -> None:
    bench = stretch()
    for tap in (TapKind.PAUSE, TapKind.GO_ON, TapKind.HURTS, TapKind.MISTAKE, TapKind.CRAMP, TapKind.GO_ON):
        bench.tap(tap)
    assert bench.screen.number == 12
    assert not bench.all(SetFinished)


# ---------------------------------------------------------------- skipping


def test_a_leg_that_was_skipped_is_not_called_done() -> None:
    bench = Bench(made("standing-curl", runner=RunnerProfile())).to_ready().tap(TapKind.SKIP).run(3.0)
    assert bench.said[-1].startswith("Now the right.")


def test_a_session_in_which_all_was_skipped_ends_without_praise() -> None:
    bench = Bench(made("standing-curl", runner=RunnerProfile())).to_ready()
    bench.tap(TapKind.SKIP).tap(TapKind.SKIP).until(State.ENDED)
    assert bench.said[-1] == "Nothing done today. That is fine."


def test_an_empty_picture_is_told_a_few_times_and_then_the_set_goes_on_unwatched() -> None:
    bench = Bench(made(runner=RunnerProfile()), nobody=True).until(State.ENTER)
    assert bench.said.count("I don't see you yet. Turn the phone toward the mat.") == 3
    assert bench.said[-1].startswith("I can't see you well from there.")
