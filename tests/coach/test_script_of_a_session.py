"""Whole sessions as scripts: what is said, in order, in the strength session and the stretches."""

from dataclasses import replace

import pytest

from hamstride.coach.core import State
from hamstride.coach.screen import Screen, Stage, TapKind
from hamstride.engine.events import (
    Advice,
    BodySeen,
    HoldEnded,
    HoldPaused,
    HoldTick,
    InPosition,
    PhaseEntered,
    Posture,
    PostureChanged,
    ViewAdvice,
)
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Hold, Outcome, RunnerProfile, Side, Source
from tests.coach.rig import Bench, last_sets, made, repetition

TENS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
RHYTHM = (
    "Up",
    "And slowly down",
    "And down",
    "In",
    "And out",
    "Half way.",
    "One more.",
    "Toes still in?",
    "Toes still out?",
)


def quick_set(bench: Bench, n: int = 10) -> None:
    """A set, and the leg at rest until the coach goes on."""
    for _ in range(n):
        bench.sees(*repetition(lift_s=0.4, hold_s=0.2, lower_s=0.4, pause_s=0.4))
    bench.run(12.0)


def instructions(bench: Bench) -> list[str]:
    """What was said besides numbers and rhythm."""
    return [word for word in bench.said if word not in TENS and word not in RHYTHM]


def test_a_strength_session_with_two_weights_a_chair_and_a_ball() -> None:
    bench = Bench(made())
    bench.run(12.0).sees(BodySeen(t_s=4.0)).run(20.0)
    assert bench.state() is State.GEAR
    assert bench.word(bench.screen.far) == "Weights on"
    bench.run(20.0)
    bench.sees(PostureChanged(t_s=1.0, posture=Posture.PRONE), InPosition(t_s=6.0)).run(12.0)
    for _ in range(6):
        quick_set(bench)
    assert bench.state() is State.ENTER
    bench.sees(InPosition(t_s=20.0)).run(15.0)
    for _ in range(2):
        quick_set(bench)
    assert bench.state() is State.GEAR
    assert bench.word(bench.screen.far) == "Weights off"
    bench.sees(PostureChanged(t_s=12.0, posture=Posture.SUPINE), InPosition(t_s=20.0)).run(15.0)
    quick_set(bench)
    bench.until(State.ENDED)
    assert instructions(bench) == [
        "Strength. Three exercises. About fifteen minutes. Mat, weights, chair and ball within reach.",
        "Walk on the spot while I look.",
        "I see all of you.",
        "Both weights on, snug above the ankle bones. No hurry.",
        "Lying curls. Face down, hips flat, toes pointed. Plain, then toes in, then toes out.",
        "Forehead or cheek on your hands, as your neck likes it.",
        "Left leg. Tighten the back of the thigh, then bring the foot up toward your seat. Start when you like.",
        "Left done. Now the right. Start when you like.",
        bench.words("exercise.lying-leg-curl.variants.toes-in.intro") + " Left. Start when you like.",
        "Right, toes in. Start when you like.",
        "The last of the three. "
        + bench.words("exercise.lying-leg-curl.variants.toes-out.intro")
        + " Left. Start when you like.",
        "Right, toes out. The last ten of these. Start when you like.",
        "Lying curls done: 60. Come up over hands and knees, slowly.",
        "Now the standing curls. To the chair.",
        "The weights stay on.",
        bench.words(f"coach.rest.{rest_line(bench)}"),
        "Side to the camera.",
        "Hands on the chair back, knees close together.",
        "Left leg. Weight on the right leg, its knee soft. "
        + bench.words("exercise.standing-curl.text.start")
        + " Start when you like.",
        "Left done. Now the right. Weight on the left leg, its knee soft. Start when you like.",
        "Standing curls done: 20. Feet on the floor, shake the legs out.",
        "Sit, and take both weights off.",
        bench.words("exercise.ball-curl.text.enter"),
        "Lift your hips until you rest on your shoulder blades. Keep breathing.",
        "Roll the ball in to a right angle, hold one count, roll it back. Start when you like.",
        "Breathe out as it comes in.",
        "That's all of it. Hips down, rest. Lying curls: 60. Standing curls: 20. Ball curls: 10. See you Friday.",
    ]
    assert bench.ended == [True]
    assert [(r.seen, r.side, r.outcome) for r in bench.records] == [
        *[(10, Side.LEFT, Outcome.DONE), (10, Side.RIGHT, Outcome.DONE)] * 4,
        (10, Side.BOTH, Outcome.DONE),
    ]
    assert [record.load_kg for record in bench.records] == [1.0] * 8 + [0.0]


def rest_line(bench: Bench) -> int:
    from datetime import date

    return date.fromisoformat(bench.session.date).toordinal() // 2 % 9


def test_the_screen_says_which_leg_and_how_many_at_every_moment() -> None:
    bench = Bench(made(runner=RunnerProfile())).to_ready()
    assert (bench.screen.stage, bench.screen.number, bench.screen.target) == (Stage.READY, 0, 10)
    assert bench.word(bench.screen.far) == "Left"
    quick_set(bench)
    screen = bench.screen
    assert (screen.stage, bench.word(screen.far), screen.number, screen.correctable) == (
        Stage.REST,
        "Right",
        0,
        0,
    )
    assert [bench.word(line) for line in screen.lines] == ["Lying curl, plain, left: 10", "Seen 10"]
    assert screen.next is not None
    assert bench.word(screen.next) == "Next: left, toes in"
    quick_set(bench)
    assert bench.word(bench.screen.far) == "Toes in · left"


def test_a_session_is_led_with_a_single_touch() -> None:
    """No tap in the whole of it: the one on Start was before."""
    bench = Bench(made(runner=RunnerProfile(), shorter=True))
    bench.run(12.0).sees(BodySeen(t_s=1.0), InPosition(t_s=6.0)).run(14.0)
    for _ in range(2):
        quick_set(bench)
    bench.sees(InPosition(t_s=14.0)).run(14.0)
    for _ in range(2):
        quick_set(bench)
    bench.until(State.ENDED)
    assert len(bench.records) == 4
    assert all(record.outcome is Outcome.DONE for record in bench.records)


def test_in_position_without_the_feet_in_the_picture_is_told_so_and_led_on() -> None:
    bench = Bench(made("standing-curl")).until(State.PLACE)
    told = bench.since()
    bench.sees(ViewAdvice(t_s=1.0, advice=Advice.FEET_IN_PICTURE), InPosition(t_s=1.0)).run(10.0)
    assert bench.state() is not State.PLACE
    said = told.said
    assert any("feet" in word for word in said)
    assert not any("see all of you" in word for word in said)


def test_in_position_during_the_brief_without_the_feet_nobody_waits_to_see_them() -> None:
    bench = Bench(made("standing-curl"))
    bench.sees(ViewAdvice(t_s=1.0, advice=Advice.FEET_IN_PICTURE), InPosition(t_s=1.0)).run(30.0)
    assert bench.state() not in (State.BRIEF, State.PLACE)
    assert any("feet" in word for word in bench.said)
    assert not any("see all of you" in word for word in bench.said)


def test_one_weight_stays_on_one_leg_for_all_three_positions_and_changes_once() -> None:
    runner = RunnerProfile(ankle_weights=1, weight_kg=1.0, ball=True)
    bench = Bench(made(runner=runner))
    bench.run(12.0).sees(BodySeen(t_s=1.0)).run(12.0)
    assert "The weight on the left ankle, snug above the bones. No hurry." in bench.said
    bench.sees(PostureChanged(t_s=1.0, posture=Posture.PRONE), InPosition(t_s=6.0)).run(14.0)
    for _ in range(3):
        quick_set(bench)
    assert bench.state() is State.GEAR
    assert "The weight to the right ankle. No hurry." in bench.said
    assert bench.word(bench.screen.far) == "Other ankle"


# ---------------------------------------------------------------- 5.1, 5.2: by voice alone


def test_before_a_run_by_the_beat_in_a_minute() -> None:
    bench = Bench(made("before-run"), frames=False).until(State.ENDED)
    timed = bench.since().bench.heard
    assert timed
    assert bench.said == [
        "One easy stretch. Better a little warm: if you just got up, walk about for a minute first.",
        "The roll forward.",
        "Stand tall, knees a little bent.",
        "Roll forward from the waist and hang. Head and arms heavy.",
        "Half a minute.",
        "A gentle pull in the middle of the thigh is right. No bouncing.",
        "Half way. Breathe out.",
        "Last five.",
        "Roll up slowly, head last. Wait if you feel light-headed.",
        "That's it. Take the first minutes easy. Have a good run. See you Friday.",
    ]
    assert bench.sounds == ["begin", "set-done"]
    (record,) = bench.records
    assert (record.source, record.held_s, record.seen, record.outcome) == (
        Source.BEAT,
        30.0,
        30,
        Outcome.DONE,
    )
    assert bench.now_s < 70.0


@pytest.mark.parametrize(
    ("next_date", "said"),
    [("2026-11-28", "See you Saturday."), ("2026-12-01", "See you Tuesday 1 December.")],
)
def test_a_next_time_beyond_the_next_six_days_is_told_with_its_date(next_date: str, said: str) -> None:
    session = replace(made("before-run"), next_date=next_date)
    assert Bench(session, frames=False).until(State.ENDED).said[-1].endswith(said)


def test_the_words_of_a_stretch_come_at_their_seconds() -> None:
    bench = Bench(made("before-run"), frames=False).until(State.ENDED)
    at = {bench.word(h.output.message): h.t_s for h in bench.heard if hasattr(h.output, "message")}
    begun = at["Half a minute."]
    assert abs(at["Half way. Breathe out."] - begun - 15.0) <= 0.3
    assert abs(at["Last five."] - begun - 25.0) <= 0.3
    assert abs(at["Roll up slowly, head last. Wait if you feel light-headed."] - begun - 30.0) <= 0.3


def test_after_a_run_roll_forward_then_each_leg_on_the_chair() -> None:
    bench = Bench(made("after-run"), frames=False).until(State.ENDED)
    words = bench.said
    for word in (
        "Before you sit down: two stretches.",
        "Now the chair, against the wall.",
        "Heel on the seat, one hand on the wall if you like. Both knees straight, not locked.",
        "Left leg. Lean forward over the front leg, and stay.",
        "Now the right.",
        "Done. Drink something. See you Friday.",
    ):
        assert words.count(word) == 1, word
    assert words.count("Last five.") == 3
    assert words.count("A gentle pull in the middle of the thigh is right. No bouncing.") == 1
    assert [(r.exercise, r.side, r.held_s) for r in bench.records] == [
        ("roll-forward", Side.BOTH, 30.0),
        ("chair-stretch", Side.LEFT, 30.0),
        ("chair-stretch", Side.RIGHT, 30.0),
    ]
    assert bench.now_s < 220.0


def test_foot_on_a_step_for_a_runner_with_a_troubled_back() -> None:
    bench = Bench(made("before-run", runner=RunnerProfile(hinge=True)), frames=False).until(State.ENDED)
    assert [(r.exercise, r.side) for r in bench.records] == [
        ("hip-hinge", Side.LEFT),
        ("hip-hinge", Side.RIGHT),
    ]
    assert "Heel on the step. Hands on your hips. Long, flat back." in bench.said


# ---------------------------------------------------------------- a stretch with the camera


def stretching() -> Bench:
    bench = Bench(made("before-run", source=Source.CAMERA))
    bench.run(10.0).sees(BodySeen(t_s=1.0), InPosition(t_s=8.0)).run(6.0)
    assert bench.state() is State.READY
    return bench


def test_with_the_camera_the_clock_runs_only_while_the_stretch_is_held() -> None:
    bench = stretching()
    first = Hold(number=1, start_s=0.0, end_s=26.0, held_s=22.4)
    bench.sees(
        PhaseEntered(t_s=0.0, phase=Phase.LIFT, side=None),
        PhaseEntered(t_s=3.0, phase=Phase.HOLD, side=None),
        *(HoldTick(t_s=3.0 + s, seconds=s) for s in range(1, 23)),
        HoldPaused(t_s=25.5, held_s=22.4),
        HoldEnded(t_s=26.5, hold=first),
    )
    assert "Clock stopped at 22." in bench.said
    assert bench.word(bench.screen.state) == "Stopped"
    bench.run(6.0)
    assert bench.screen.number == 22
    assert (bench.screen.seconds, bench.screen.target) == (True, 30)
    second = Hold(number=1, start_s=0.0, end_s=12.0, held_s=8.2)
    bench.sees(
        PhaseEntered(t_s=0.0, phase=Phase.LIFT, side=None),
        PhaseEntered(t_s=1.0, phase=Phase.HOLD, side=None),
        *(HoldTick(t_s=1.0 + s, seconds=s) for s in range(1, 9)),
        HoldEnded(t_s=10.0, hold=second),
    )
    assert "On from 22." in bench.said
    assert bench.said.count("Last five.") == 1
    bench.until(State.ENDED)
    (record,) = bench.records
    assert abs(record.held_s - 30.6) < 1e-6
    assert [hold.held_s for hold in record.holds] == [22.4, 8.2]
    assert record.source is Source.CAMERA


def test_no_second_is_spoken_as_a_number() -> None:
    bench = stretching()
    bench.sees(
        PhaseEntered(t_s=0.0, phase=Phase.LIFT, side=None),
        PhaseEntered(t_s=3.0, phase=Phase.HOLD, side=None),
        *(HoldTick(t_s=3.0 + s, seconds=s) for s in range(1, 31)),
    )
    assert bench.said[-5:] == [
        "Half a minute.",
        "A gentle pull in the middle of the thigh is right. No bouncing.",
        "Half way. Breathe out.",
        "Last five.",
        "Roll up slowly, head last. Wait if you feel light-headed.",
    ]
    assert "tick" not in bench.sounds


# ---------------------------------------------------------------- by the beat and by taps


def test_a_strength_session_by_the_beat_needs_no_camera_and_no_touch() -> None:
    bench = Bench(made(source=Source.BEAT), frames=False).until(State.ENDED, 1500.0)
    assert [record.seen for record in bench.records] == [10] * 9
    assert {record.source for record in bench.records} == {Source.BEAT}
    assert "Start when you like." not in " ".join(bench.said)
    assert [word for word in bench.said if word in TENS] == TENS * 9


def test_the_beat_has_a_get_ready() -> None:
    bench = Bench(made("standing-curl", source=Source.BEAT, runner=RunnerProfile()), frames=False)
    bench.until(State.WORKING)
    assert bench.sounds == ["tick", "tick", "tick", "begin"]


def test_counting_by_taps() -> None:
    bench = Bench(made("standing-curl", source=Source.TAP, runner=RunnerProfile()), frames=False)
    bench.until(State.READY)
    assert bench.screen.choices[0].tap is TapKind.COUNT
    for _ in range(10):
        bench.tap(TapKind.COUNT).run(2.0)
    assert bench.records[0].seen == 10
    assert bench.records[0].source is Source.TAP
    assert [word for word in bench.said if word in TENS] == TENS


def test_from_the_beat_to_the_own_pace_and_back() -> None:
    bench = Bench(made("standing-curl", source=Source.BEAT, runner=RunnerProfile()), frames=False)
    bench.until(State.WORKING).run(20.0)
    done = bench.screen.number
    assert done is not None
    assert done > 0
    assert ways(bench) == ["tap"]
    bench.tap(TapKind.DRIVE, "tap").run(30.0)
    assert (bench.said[-1], bench.screen.number) == (
        "Press once for each one.",
        done,
    )  # nothing counts of itself
    bench.tap(TapKind.COUNT).run(2.0)
    assert bench.screen.number == done + 1
    assert (bench.said[-1], bench.screen.state, bench.screen.ticks) == (TENS[done], None, None)
    assert ways(bench) == ["beat"]
    bench.tap(TapKind.DRIVE, "beat").until(State.WORKING).until(State.OVER)
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.BEAT)


def test_a_stretch_by_the_clock_offers_no_pace_of_ones_own() -> None:
    bench = Bench(made("before-run", source=Source.BEAT), frames=False).until(State.READY)
    assert ways(bench) == []


def ways(bench: Bench) -> list[object]:
    """The other ways to drive the set that are offered."""
    return [choice.value for choice in bench.screen.choices if choice.tap is TapKind.DRIVE]


def test_a_runner_who_lies_there_already_can_begin_at_once() -> None:
    bench = Bench(made(runner=RunnerProfile())).sees(InPosition(t_s=1.1))
    assert bench.state() is State.READY
    bench.reps(2)
    assert bench.said[-1] == "Two"
    assert bench.said[0].startswith("Strength.")


def test_a_runner_who_stands_there_already_hears_the_brief() -> None:
    bench = Bench(made("standing-curl", runner=RunnerProfile())).sees(InPosition(t_s=1.1))
    assert bench.state() is State.BRIEF


def test_between_exercises_the_last_set_is_told_and_put_right_until_the_next_begins() -> None:
    """The longest rests are those in which weights and places are changed."""
    bench = Bench(last_sets(made())).to_ready()
    quick_set(bench)
    told = ["Lying curl, toes out, right: 10", "Seen 10"]
    between(bench.until(State.ENTER), told, "Stand")
    between(bench.sees(InPosition(t_s=6.0)).until(State.READY), told, "Right")
    bench.tap(TapKind.MINUS)
    between(bench, ["Lying curl, toes out, right: 9", "Seen 10"], "Right")
    assert bench.records[0].corrected == 9
    quick_set(bench)
    between(bench.until(State.GEAR), ["Standing curl, right: 10", "Seen 10"], "Weights off")
    bench.tap(TapKind.GO_ON).sees(InPosition(t_s=6.0)).reps(1)
    assert (bench.screen.stage, bench.screen.lines, bench.screen.correctable) == (Stage.WORKING, (), 2)


def between(bench: Bench, lines: list[str], far: str) -> None:
    screen = bench.screen
    assert (screen.stage, bench.word(screen.far)) == (Stage.REST, far)
    assert [bench.word(line) for line in screen.lines] == lines
    assert screen.correctable == screen.index - 1


def test_stages_come_in_order() -> None:
    bench = Bench(made("standing-curl")).until(State.PLACE).to_ready()
    quick_set(bench)
    stages = [screen.stage for screen in bench.all(Screen)]
    order = list(dict.fromkeys(stages))
    assert order == [Stage.BRIEF, Stage.PLACE, Stage.GEAR, Stage.READY, Stage.WORKING, Stage.REST]


def test_without_rest_lines_the_rest_is_quiet() -> None:
    runner = RunnerProfile(rest_lines=False)
    for wanted, profile in ((1, RunnerProfile()), (0, runner)):
        bench = Bench(made(runner=profile, source=Source.BEAT, shorter=True), frames=False)
        bench.until(State.ENDED, 900.0)
        lines = {bench.words(f"coach.rest.{n}") for n in range(9)}
        assert sum(said in lines for said in bench.said) == wanted
