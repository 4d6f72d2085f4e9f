"""Everything that can come between: each row of section 4, with what is said, what counts and how it goes on."""

from dataclasses import replace
from datetime import datetime

import pytest

from hamstride.coach.core import State
from hamstride.coach.screen import (
    Battery,
    PainTakenBack,
    SessionEnded,
    SetFinished,
    SetProgress,
    Stage,
    Tap,
    TapKind,
    Tick,
)
from hamstride.engine.events import (
    Advice,
    BodySeen,
    Event,
    HandsRaised,
    InPosition,
    PhaseEntered,
    PositionLeft,
    Posture,
    PostureChanged,
    RepCompleted,
    RepRevised,
    TrackingFound,
    TrackingLost,
    ViewAdvice,
)
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Outcome, PainPlace, RunnerProfile, Session, Side, Source
from tests.coach.rig import NOW, STEP_S, Bench, made, one_set, repetition


def at_six(exercise: str = "lying-leg-curl", side: Side = Side.LEFT) -> Bench:
    return Bench(one_set(exercise, side)).to_ready().reps(6)


def two_sides() -> Session:
    return made("standing-curl", runner=RunnerProfile())


def lift_and_lose(bench: Bench) -> None:
    bench.sees(PhaseEntered(t_s=0.2, phase=Phase.LIFT, side=Side.LEFT), TrackingLost(t_s=1.0))


# ---------------------------------------------------------------- what is seen better later


def standing_curl(start_s: float, *cues: str) -> list[Event]:
    """A repetition that began then, on the film's clock."""
    return [
        replace(event, rep=replace(event.rep, start_s=start_s)) if isinstance(event, RepCompleted) else event
        for event in repetition(cues=cues)
    ]


def put_right(start_s: float, *cues: str) -> RepRevised:
    rep = next(event.rep for event in standing_curl(start_s) if isinstance(event, RepCompleted))
    return RepRevised(t_s=0.1, rep=replace(rep, cues=cues))


def test_what_is_put_right_of_an_earlier_repetition_is_kept() -> None:
    bench = Bench(one_set("standing-curl")).to_ready()
    for start_s in (0.0, 9.0, 18.0):
        bench.sees(*standing_curl(start_s))
    bench.sees(put_right(9.0, "knees-close"))
    assert [rep.cues for rep in bench.progress[-1].reps] == [(), ("knees-close",), ()]
    bench.sees(put_right(9.0))
    assert [rep.cues for rep in bench.progress[-1].reps] == [(), (), ()]
    handed_out = len(bench.progress)
    bench.sees(put_right(777.0, "knees-close"))
    assert len(bench.progress) == handed_out, "of nothing that is known nothing is handed out"


def test_what_is_put_right_after_the_last_repetition_is_kept_with_the_set() -> None:
    bench = Bench(one_set("standing-curl")).to_ready()
    while bench.state() is not State.OVER:
        bench.sees(*standing_curl(bench.now_s))
    first = bench.records[0].reps[0]
    bench.sees(put_right(first.start_s, "knees-close")).until(State.ENDED)
    assert [rep.cues for rep in bench.records[0].reps][:2] == [("knees-close",), ()]


def test_three_in_a_row_count_those_that_were_put_right() -> None:
    bench = Bench(one_set("standing-curl")).to_ready()
    bench.sees(*standing_curl(0.0)).sees(*standing_curl(9.0))
    bench.sees(put_right(0.0, "knees-close")).sees(put_right(9.0, "knees-close"))
    bench.sees(*standing_curl(18.0, "knees-close"))
    assert "Knee beside the other." in bench.said


def test_of_a_set_that_was_left_nothing_is_put_right() -> None:
    bench = Bench(one_set("standing-curl")).to_ready()
    bench.sees(*standing_curl(0.0)).tap(TapKind.SKIP)
    bench.sees(put_right(0.0, "knees-close")).until(State.ENDED)
    assert [rep.cues for rep in bench.records[0].reps] == [()]


# ---------------------------------------------------------------- getting up, the ball, keeping still


def test_the_ball_rolls_away() -> None:
    bench = at_six("ball-curl", Side.BOTH)
    heard = bench.since()
    bench.sees(PositionLeft(t_s=1.0), PostureChanged(t_s=2.0, posture=Posture.OTHER))
    assert (heard.said, heard.sounds) == (["Six so far. Fetch it, I wait."], ["look"])
    assert bench.state() is State.FETCH
    assert [bench.word(line) for line in bench.screen.lines] == [
        "Six so far. Fetch it, I wait.",
        "What happened?",
    ]
    bench.run(60.0)
    assert bench.screen.number == 6
    bench.sees(InPosition(t_s=1.0)).run(2.0)
    assert heard.said[1:] == ["From seven."]
    bench.reps(4).until(State.ENDED)
    assert bench.records[0].seen == 10


def test_hips_down_for_a_moment_is_not_fetching_the_ball() -> None:
    bench = at_six("ball-curl", Side.BOTH)
    heard = bench.since()
    bench.sees(PositionLeft(t_s=1.0)).run(5.0)
    assert heard.said == []
    bench.sees(InPosition(t_s=1.0)).reps(1)
    assert heard.said[-1] == "Seven"


def test_getting_up_in_mid_set_stops_it_and_asks() -> None:
    bench = at_six()
    heard = bench.since()
    bench.sees(PositionLeft(t_s=1.0))
    assert (heard.said, heard.sounds) == (["Stopped at six. All right?"], ["look"])
    screen = bench.screen
    assert screen.stage is Stage.STOPPED
    assert [choice.tap for choice in screen.choices] == [
        TapKind.BREAK,
        TapKind.CRAMP,
        TapKind.HURTS,
        TapKind.ENOUGH_EXERCISE,
        TapKind.ENOUGH_TODAY,
    ]
    assert bench.word(screen.choices[0].label) == "Just a break (go on: 7)"
    assert [bench.word(line) for line in screen.lines] == [
        "Stopped at 6 of 10. Everything is saved.",
        "What happened?",
    ]
    assert bench.progress[-1].seen == 6


def test_lying_down_again_ends_the_break() -> None:
    bench = at_six().sees(PositionLeft(t_s=1.0)).run(20.0)
    heard = bench.since()
    bench.sees(InPosition(t_s=1.0)).run(5.0)
    assert heard.said == ["Welcome back.", "Left leg, from seven."]
    bench.reps(4)
    assert heard.said[-1] == "Ten"
    assert bench.records[0].seen == 10


def test_an_empty_picture_between_two_repetitions_is_walking_off() -> None:
    bench = at_six("standing-curl")
    bench.nobody = True
    bench.run(3.0)
    assert bench.said[-1] == "Stopped at six. All right?"


def test_keeping_still_is_asked_about_and_then_closes_the_set() -> None:
    bench = Bench(two_sides()).to_ready().reps(6)
    heard = bench.since()
    bench.run(13.0)
    assert heard.said == []
    bench.run(3.5)
    assert heard.said == ["Take your time. Six so far."]
    assert_asked(bench, "What happened?")
    bench.run(27.0)
    assert bench.records == []
    bench.run(8.0)
    assert [(record.seen, record.outcome) for record in bench.records] == [(6, Outcome.STOPPED)]
    assert bench.word(bench.screen.far) == "Right"


def assert_asked(bench: Bench, *lines: str) -> None:
    """Whether it stands beside the number what happened, with answers to it."""
    screen = bench.screen
    assert (screen.stage, screen.number) == (Stage.WORKING, 6)
    assert tuple(bench.word(line) for line in screen.lines) == lines
    answers = {TapKind.CRAMP, TapKind.ENOUGH_EXERCISE, TapKind.ENOUGH_TODAY} if lines else set()
    assert {choice.tap for choice in screen.choices} == {TapKind.HURTS, TapKind.PAUSE, TapKind.SKIP, *answers}


def test_who_goes_on_is_not_asked_any_more_what_happened() -> None:
    bench = Bench(two_sides()).to_ready().reps(6).run(20.0)
    assert_asked(bench, "What happened?")
    bench.sees(PhaseEntered(t_s=0.1, phase=Phase.LIFT, side=Side.LEFT))
    assert_asked(bench)


def test_a_cramp_can_be_told_of_while_keeping_still() -> None:
    bench = Bench(two_sides()).to_ready().reps(6).run(20.0).tap(TapKind.CRAMP).run(60.0)
    assert bench.state() is State.CRAMP
    assert bench.progress[-1].outcome is Outcome.CRAMP


def test_a_set_that_was_closed_can_be_opened_again_in_the_rest() -> None:
    bench = Bench(two_sides()).to_ready().reps(6).run(50.0)
    assert bench.word(bench.screen.far) == "Right"
    bench.tap(TapKind.BACK).run(10.0)
    assert bench.word(bench.screen.far) == "Left"
    assert bench.screen.number == 6
    bench.reps(4).run(6.0)
    (record,) = bench.records
    assert (record.seen, record.outcome, len(record.reps)) == (10, Outcome.DONE, 10)


def test_a_lift_that_came_to_nothing_is_forgotten_silently() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready()
    bench.sees(
        PhaseEntered(t_s=0.1, phase=Phase.LIFT, side=None), PhaseEntered(t_s=1.0, phase=Phase.REST, side=None)
    )
    heard = bench.since()
    bench.run(60.0)
    assert bench.records == []
    assert "Take your time. Zero so far." not in heard.said
    assert bench.state() is State.READY


# ---------------------------------------------------------------- cramp, pain


def test_cramp_has_no_clock_and_is_noted() -> None:
    bench = at_six().sees(PositionLeft(t_s=1.0))
    heard = bench.since()
    bench.tap(TapKind.CRAMP).run(30.0)
    assert heard.said == [
        "Straighten the knee slowly, pull your toes up, breathe.",
        "Go on, or leave this one?",
    ]
    assert bench.state() is State.CRAMP
    bench.tap(TapKind.GO_ON).run(4.0).reps(4).until(State.ENDED)
    (record,) = bench.records
    assert (record.seen, record.outcome) == (10, Outcome.CRAMP)
    assert bench.pains == []


def test_a_cramp_can_be_told_where_no_camera_sees_the_runner_stop() -> None:
    bench = Bench(made(runner=RunnerProfile(), source=Source.BEAT)).run(1.0)
    bench.tap(TapKind.PAUSE)
    assert TapKind.CRAMP not in [choice.tap for choice in bench.screen.choices]  # nothing was begun
    bench.tap(TapKind.GO_ON)
    while bench.state() is not State.WORKING:
        bench.tap(TapKind.GO_ON).run(5.0)
    bench.tap(TapKind.PAUSE)
    assert TapKind.CRAMP in [choice.tap for choice in bench.screen.choices]
    bench.tap(TapKind.CRAMP).tap(TapKind.ENOUGH_EXERCISE)
    assert bench.records[0].outcome is Outcome.CRAMP


def test_cramp_tapped_by_mistake_leaves_no_trace() -> None:
    bench = at_six().tap(TapKind.CRAMP).tap(TapKind.MISTAKE).run(4.0).reps(4).until(State.ENDED)
    assert bench.records[0].outcome is Outcome.DONE


def test_it_hurts_stops_everything_and_is_reported() -> None:
    bench = at_six()
    heard = bench.since()
    bench.tap(TapKind.HURTS)
    assert heard.said == ["Stopped. Put the leg down."]
    assert bench.screen.stage is Stage.PAIN
    assert {choice.value for choice in bench.screen.choices} >= {place.value for place in PainPlace}
    bench.tap(TapKind.PAIN_PLACE, "muscle")
    assert [choice.value for choice in bench.screen.choices][:11] == list(range(11))
    bench.tap(TapKind.PAIN_SCORE, 6)
    (pain,) = bench.pains
    assert (pain.exercise, pain.side, pain.place, pain.score) == (
        "lying-leg-curl",
        Side.LEFT,
        PainPlace.MUSCLE,
        6,
    )
    assert [(record.seen, record.outcome) for record in bench.records] == [(6, Outcome.PAIN)]


def test_it_hurts_tapped_by_mistake_goes_straight_back() -> None:
    bench = at_six().tap(TapKind.HURTS).tap(TapKind.MISTAKE).run(5.0)
    assert bench.pains == []
    bench.reps(4).until(State.ENDED)
    assert (bench.records[0].seen, bench.records[0].outcome) == (10, Outcome.DONE)


def by_beat_stopped(how: State) -> Bench:
    """By the beat, which counts down by itself once a set goes on; stopped in mid-set, with a count."""
    bench = Bench(one_set("lying-leg-curl", source=Source.BEAT)).until(State.WORKING).run(25.0)
    bench.tap(TapKind.PAUSE, "hidden" if how is State.RESUME else None)
    assert (bench.state(), bench.screen.number) == (how, 5)
    return bench


@pytest.mark.parametrize("how", [State.PAUSED, State.RESUME])
@pytest.mark.parametrize(
    "slip",
    [
        [(TapKind.CRAMP, None)],
        [(TapKind.HURTS, None)],
        [(TapKind.CRAMP, None), (TapKind.HURTS, None)],
        [(TapKind.HURTS, None), (TapKind.PAIN_PLACE, "muscle"), (TapKind.PAIN_SCORE, 3)],
        [
            (TapKind.HURTS, None),
            (TapKind.PAIN_PLACE, "muscle"),
            (TapKind.PAIN_SCORE, 8),
            (TapKind.PAIN_THEN, "leave-exercise"),
        ],
        [
            (TapKind.HURTS, None),
            (TapKind.PAIN_PLACE, "sharp"),
            (TapKind.PAIN_SCORE, 8),
            (TapKind.PAIN_THEN, "end"),
        ],
    ],
)
def test_a_slip_in_a_pause_leads_back_to_the_pause(
    how: State, slip: list[tuple[TapKind, str | int | None]]
) -> None:
    bench = by_beat_stopped(how)
    before = replace(bench.screen, caption=None)
    for kind, value in slip:
        bench.tap(kind, value)
    heard = bench.since()
    bench.tap(TapKind.MISTAKE).run(60.0)
    assert (bench.state(), heard.said, replace(bench.screen, caption=None)) == (how, [], before)
    assert bench.screen.caption is None, "what to do with a pain is no caption of a pause"
    assert bench.tap(TapKind.GO_ON).run(12.0).state() is State.WORKING


def test_a_slip_in_a_pause_leaves_no_cramp_behind_when_the_page_dies() -> None:
    bench = by_beat_stopped(State.PAUSED).tap(TapKind.CRAMP).tap(TapKind.MISTAKE)
    assert bench.progress[-1].outcome is not Outcome.CRAMP


def test_a_slip_after_getting_up_leads_back_to_the_question() -> None:
    bench = at_six().sees(PositionLeft(t_s=1.0)).tap(TapKind.HURTS).tap(TapKind.MISTAKE).run(5.0)
    assert bench.state() is State.STOPPED
    bench.sees(InPosition(t_s=1.0)).run(4.0).reps(4).until(State.ENDED)
    assert (bench.records[0].seen, bench.records[0].outcome) == (10, Outcome.DONE)


def test_a_slip_after_the_last_repetition_leads_back_to_the_pause_there() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).tap(TapKind.PAUSE)
    bench.tap(TapKind.HURTS).tap(TapKind.MISTAKE).run(10.0)
    assert bench.state() is State.PAUSED
    assert bench.tap(TapKind.GO_ON).state() is State.OVER


def test_who_went_on_after_a_pause_is_not_led_back_to_it() -> None:
    bench = at_six().tap(TapKind.PAUSE).tap(TapKind.HURTS).tap(TapKind.MISTAKE).tap(TapKind.GO_ON).run(4.0)
    bench.tap(TapKind.HURTS).tap(TapKind.MISTAKE)
    assert bench.state() is State.READY


def test_after_a_pain_the_exercise_can_be_left_or_gone_on_with() -> None:
    bench = at_six().tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "knee").tap(TapKind.PAIN_SCORE, 1)
    bench.tap(TapKind.GO_ON).run(4.0).reps(4).until(State.ENDED)
    assert (bench.records[0].seen, bench.records[0].outcome) == (10, Outcome.DONE)
    assert len(bench.pains) == 1


def test_a_pain_in_the_first_lift_belongs_to_that_set() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready()
    bench.sees(PhaseEntered(t_s=0.1, phase=Phase.LIFT, side=None))
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "sharp").tap(TapKind.PAIN_SCORE, 8)
    assert [(record.seen, record.outcome) for record in bench.records] == [(0, Outcome.PAIN)]


def test_a_pain_between_two_exercises_belongs_to_the_one_behind_and_does_not_cost_the_next() -> None:
    bench = Bench(made(runner=RunnerProfile(), shorter=True)).to_ready()
    bench.reps(10).run(8.0).reps(10).run(8.0)
    assert bench.state() is State.ENTER
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "knee").tap(TapKind.PAIN_SCORE, 7)
    assert bench.pains[0].exercise == "lying-leg-curl"
    bench.tap(TapKind.ENOUGH_EXERCISE)
    assert (bench.state(), bench.screen.exercise) == (State.ENTER, "standing-curl")
    assert [record.outcome for record in bench.records] == [Outcome.DONE, Outcome.DONE]


def test_a_reported_pain_can_be_taken_back_and_the_set_goes_on() -> None:
    bench = at_six()
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 2)
    assert bench.records[0].outcome is Outcome.PAIN
    bench.tap(TapKind.MISTAKE)
    assert len(bench.all(PainTakenBack)) == 1
    assert bench.progress[-1].outcome is Outcome.STOPPED
    assert bench.progress[-1].revision > bench.records[0].revision
    bench.run(5.0).reps(4)
    assert (bench.records[0].seen, bench.records[0].outcome) == (10, Outcome.DONE)


def test_a_pain_that_ended_the_session_can_be_taken_back_for_a_moment() -> None:
    bench = at_six()
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "sharp").tap(TapKind.PAIN_SCORE, 8)
    bench.tap(TapKind.ENOUGH_TODAY)
    assert [choice.tap for choice in bench.screen.choices] == [TapKind.BACK, TapKind.MISTAKE]
    bench.tap(TapKind.MISTAKE)
    assert (bench.state(), bench.screen.number, len(bench.all(PainTakenBack))) == (State.READY, 6, 1)
    bench.run(5.0).reps(4)
    assert bench.records[0].outcome is Outcome.DONE


def test_what_is_gone_on_with_is_said_once_when_a_pain_is_taken_back() -> None:
    bench = at_six()
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "sharp").tap(TapKind.PAIN_SCORE, 8)
    bench.tap(TapKind.ENOUGH_TODAY)
    heard = bench.since()
    bench.tap(TapKind.MISTAKE).run(8.0)
    assert heard.said == ["Left leg, from seven."]


def test_a_pain_that_was_gone_on_with_is_not_taken_back_at_the_end() -> None:
    bench = Bench(two_sides()).to_ready().reps(6)
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 2).tap(TapKind.GO_ON)
    bench.run(5.0).reps(2).tap(TapKind.PAUSE).tap(TapKind.ENOUGH_TODAY)
    assert [choice.tap for choice in bench.screen.choices] == [TapKind.BACK]
    bench.tap(TapKind.MISTAKE)
    assert bench.all(PainTakenBack) == []
    assert (bench.records[0].outcome, len(bench.pains)) == (Outcome.STOPPED, 1)


def test_enough_for_today_without_a_pain_has_none_to_take_back() -> None:
    bench = at_six().tap(TapKind.PAUSE).tap(TapKind.ENOUGH_TODAY).tap(TapKind.MISTAKE)
    assert bench.all(PainTakenBack) == []


def reported(bench: Bench, then: str, *, place: str = "muscle", score: int = 6) -> Bench:
    """A pain that is reported, and what the pain rules answer to it."""
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, place).tap(TapKind.PAIN_SCORE, score)
    return bench.tap(TapKind.PAIN_THEN, then)


def by_beat() -> Bench:
    session = made(runner=RunnerProfile(), source=Source.BEAT, shorter=True)
    return Bench(session, frames=False).tap(TapKind.GO_ON).until(State.WORKING).run(16.0)


def test_after_a_pain_nothing_goes_on_by_itself() -> None:
    bench = reported(by_beat(), "leave-exercise")
    heard = bench.since()
    bench.run(120.0)
    assert (bench.screen.stage, bench.screen.exercise) == (Stage.PAIN, "lying-leg-curl")
    assert [bench.word(line) for line in bench.screen.lines] == ["Lying curls: left out today."]
    assert bench.screen.next is not None
    assert bench.word(bench.screen.next) == "Next: Standing curl, left"
    assert (heard.said, heard.sounds) == ([], [])
    left = list(bench.records)
    assert [record.outcome for record in left] == [Outcome.PAIN]
    bench.tap(TapKind.GO_ON)
    assert (bench.state(), bench.screen.exercise) == (State.ENTER, "standing-curl")
    assert [record.outcome for record in bench.records] == [Outcome.PAIN, Outcome.SKIPPED]
    assert [bench.word(line) for line in bench.screen.lines] == ["Lying curl, plain, left: 3"]


def reloaded(bench: Bench) -> Bench:
    """The page died, and its session is gone on with: what was kept of it is all that is known."""
    sent = [out.record for out in (*bench.all(SetProgress), *bench.all(SetFinished))]
    kept = {record.uuid: record for record in sorted(sent, key=lambda record: record.revision)}
    return Bench(bench.session, done=tuple(kept.values())).run(1.0)


def test_an_exercise_left_out_for_a_pain_stays_out_when_the_page_dies() -> None:
    again = reloaded(reported(Bench(made()).to_ready().reps(3), "leave-exercise", score=8))
    assert again.screen.exercise == "standing-curl"


def test_an_exercise_that_was_left_out_by_a_slip_goes_on_where_the_page_dies() -> None:
    bench = reported(Bench(made()).to_ready().reps(3), "leave-exercise", score=8)
    again = reloaded(bench.tap(TapKind.MISTAKE))
    again.to_ready().reps(1)
    assert [record.index for record in again.records] == []
    assert again.all(SetProgress)[-1].record.index == 0


def test_an_exercise_left_out_between_two_sets_stays_out_when_the_page_dies() -> None:
    bench = Bench(made()).to_ready().reps(10).until(State.READY)
    again = reloaded(reported(bench, "leave-exercise", score=8))
    assert again.screen.exercise == "standing-curl"


def test_a_pain_that_nobody_answered_yet_leaves_its_exercise_out_when_the_page_dies() -> None:
    bench = Bench(made()).to_ready().reps(3)
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 8)
    assert reloaded(bench).screen.exercise == "standing-curl"


def test_an_answer_that_came_late_leaves_out_the_last_set_as_well() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).until(State.READY).reps(3)
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 8)
    bench.tap(TapKind.GO_ON).tap(TapKind.PAIN_THEN, "leave-exercise")
    assert [record.outcome for record in bench.records] == [Outcome.DONE, Outcome.PAIN]
    assert reloaded(bench).state() is State.DONE


def test_a_set_gone_on_with_in_spite_of_a_pain_is_gone_on_with_when_the_page_dies() -> None:
    bench = Bench(made()).to_ready().reps(3)
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 2).tap(TapKind.GO_ON)
    again = reloaded(bench).to_ready()
    assert (again.screen.exercise, again.screen.number) == ("lying-leg-curl", 3)


def test_a_set_to_come_is_not_skipped_because_a_pain_before_it_was_gone_on_with() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).until(State.READY)
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 2).tap(TapKind.GO_ON)
    assert [record.outcome for record in bench.records] == [Outcome.DONE]


def test_an_exercise_left_out_for_a_pain_comes_back_when_it_was_a_mistake() -> None:
    bench = reported(by_beat(), "leave-exercise")
    count = bench.records[0].count
    bench.tap(TapKind.MISTAKE)
    assert len(bench.all(PainTakenBack)) == 1
    assert (bench.state(), bench.screen.exercise, bench.screen.number) == (
        State.READY,
        "lying-leg-curl",
        count,
    )
    bench.until(State.ENTER)
    assert [record.outcome for record in bench.records] == [Outcome.DONE, Outcome.DONE]


def test_enough_for_today_after_a_pain_leads_back_to_what_was_said() -> None:
    bench = reported(by_beat(), "leave-exercise").tap(TapKind.ENOUGH_TODAY)
    assert [choice.tap for choice in bench.screen.choices] == [TapKind.BACK, TapKind.MISTAKE]
    bench.tap(TapKind.BACK).tap(TapKind.GO_ON)
    assert bench.screen.exercise == "standing-curl"


def test_a_pain_of_an_exercise_that_lies_behind_waits_for_a_tap_as_well() -> None:
    bench = Bench(made(runner=RunnerProfile(), shorter=True)).to_ready()
    bench.reps(10).run(8.0).reps(10).run(8.0)
    reported(bench, "leave-exercise", place="knee").run(60.0)
    assert bench.state() is State.PAIN_LEFT
    bench.tap(TapKind.GO_ON)
    assert (bench.state(), bench.screen.exercise) == (State.ENTER, "standing-curl")
    assert [record.outcome for record in bench.records] == [Outcome.DONE, Outcome.DONE]


def test_a_pain_that_ends_the_session_says_stop_until_that_is_read() -> None:
    bench = reported(at_six(), "end", place="sharp", score=8).run(300.0)
    assert (bench.state(), bench.screen.stage, bench.ended) == (State.PAIN_STOP, Stage.PAIN, [])
    assert bench.screen.far is None
    assert bench.screen.state is not None
    assert bench.word(bench.screen.state) == "Stop"
    assert bench.screen.next is None
    assert [choice.tap for choice in bench.screen.choices] == [TapKind.GO_ON, TapKind.MISTAKE]
    bench.tap(TapKind.GO_ON)
    assert (bench.state(), bench.ended) == (State.ENDED, [False])


def test_what_comes_next_is_not_told_where_nothing_comes() -> None:
    bench = at_six().tap(TapKind.PAUSE)
    assert bench.screen.next is not None
    bench.tap(TapKind.ENOUGH_TODAY)
    assert (bench.screen.stage, bench.screen.next) == (Stage.DONE, None)


def test_a_stop_by_mistake_is_taken_back() -> None:
    bench = reported(at_six(), "end", place="sharp", score=8).run(30.0).tap(TapKind.MISTAKE)
    assert (bench.state(), bench.screen.number, len(bench.all(PainTakenBack))) == (State.READY, 6, 1)
    bench.run(5.0).reps(4).until(State.ENDED)
    assert (bench.records[0].outcome, bench.ended) == (Outcome.DONE, [True])


def test_where_the_rules_say_go_on_the_runner_decides() -> None:
    bench = reported(at_six(), "go-on", score=3).run(60.0)
    assert bench.state() is State.PAIN_NEXT
    bench.tap(TapKind.GO_ON).run(4.0).reps(4).until(State.ENDED)
    assert bench.records[0].seen == 10


@pytest.mark.parametrize(
    ("then", "state"), [("end", State.PAIN_STOP), ("leave-exercise", State.PAIN_LEFT), ("go-on", State.READY)]
)
def test_what_the_rules_answer_late_is_obeyed_however_soon_somebody_went_on(then: str, state: State) -> None:
    bench = at_six().tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "knee").tap(TapKind.PAIN_SCORE, 6)
    bench.tap(TapKind.GO_ON)
    bench.coach.receive(
        Tap(t_s=bench.now_s, kind=TapKind.PAIN_THEN, value=then)
    )  # within a second tap's time
    bench.run(0.2)
    assert bench.state() is state


@pytest.mark.parametrize(
    ("apart_s", "state"), [(0.7, State.READY), (0.2, State.PAUSED)], ids=["two", "twice"]
)
def test_presses_that_waited_together_are_told_apart_by_when_they_were_made(
    apart_s: float, state: State
) -> None:
    bench = at_six()
    for kind, pressed_s in ((TapKind.PAUSE, 100.0), (TapKind.GO_ON, 100.0 + apart_s)):
        bench.coach.receive(Tap(t_s=bench.now_s, kind=kind, pressed_s=pressed_s))
    assert bench.state() is state


def test_the_end_is_obeyed_in_the_middle_of_a_further_report() -> None:
    bench = at_six().tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "sharp").tap(TapKind.PAIN_SCORE, 8)
    bench.tap(TapKind.GO_ON).tap(TapKind.HURTS).tap(TapKind.PAIN_THEN, "end")
    assert bench.state() is State.PAIN_STOP


def test_a_pain_of_a_set_not_begun_that_was_a_slip_leaves_no_pain() -> None:
    bench = Bench(two_sides()).to_ready()
    bench.sees(PhaseEntered(t_s=0.2, phase=Phase.LIFT, side=Side.LEFT))
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "muscle").tap(TapKind.PAIN_SCORE, 2).tap(TapKind.MISTAKE)
    bench.tap(TapKind.PAUSE).tap(TapKind.ENOUGH_TODAY)
    assert Outcome.PAIN not in [record.outcome for record in bench.records]


def test_the_camera_is_looked_at_afresh_when_it_is_wanted_again() -> None:
    bench = Bench(two_sides()).to_ready().tap(TapKind.DRIVE, "beat")
    bench.frames = False
    bench.run(60.0).tap(TapKind.DRIVE, "camera")
    bench.frames = True
    assert bench.screen.source is Source.CAMERA
    bench.run(3.0)
    assert bench.screen.source is Source.CAMERA


def test_what_the_rules_answer_too_late_does_nothing_here() -> None:
    bench = at_six().tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, "knee").tap(TapKind.PAIN_SCORE, 6)
    bench.tap(TapKind.MISTAKE).tap(TapKind.PAIN_THEN, "leave-exercise")
    assert bench.state() is State.READY


def test_looking_at_a_finished_set_again_does_not_change_what_is_kept() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).run(8.0)
    first = bench.records[0]
    bench.tap(TapKind.BACK).tap(TapKind.SKIP).run(1.0)
    assert bench.records[0] == first
    assert bench.screen.side is Side.RIGHT


def test_done_already_is_undone_by_back() -> None:
    bench = Bench(two_sides()).to_ready().reps(3).tap(TapKind.TOLD)
    assert (bench.records[0].source, bench.records[0].seen, bench.records[0].count) == (Source.TOLD, 3, 10)
    bench.tap(TapKind.BACK)
    assert bench.screen.number == 3


def test_a_pause_before_done_already_is_no_part_of_the_set() -> None:
    bench = Bench(two_sides()).to_ready().reps(6).tap(TapKind.PAUSE).run(600.0).tap(TapKind.TOLD)
    assert bench.records[0].seconds < 60.0


@pytest.mark.parametrize("how", [TapKind.TOLD, TapKind.SKIP])
def test_a_set_without_a_movement_has_its_own_time(how: TapKind) -> None:
    bench = Bench(two_sides()).to_ready().run(100.0)
    assert bench.now_s > 100.0
    bench.tap(how)
    (record,) = bench.records
    after_s = (datetime.fromisoformat(record.started) - datetime.fromisoformat(NOW)).total_seconds()
    assert 0.0 < after_s <= bench.now_s
    assert record.seconds == 0.0


@pytest.mark.parametrize("state", [State.BRIEF, State.PLACE, State.GEAR, State.ENTER, State.READY])
def test_it_hurts_is_one_tap_away_before_a_set_as_well(state: State) -> None:
    bench = Bench(made())
    if state in (State.GEAR, State.ENTER, State.READY):
        bench.until(State.PLACE).sees(BodySeen(t_s=1.0))
    if state in (State.ENTER, State.READY):
        bench.until(State.GEAR).tap(TapKind.GO_ON)
    if state is State.READY:
        bench.until(State.ENTER).sees(InPosition(t_s=1.0))
    bench.run(0.2).until(state, 20.0)
    assert TapKind.HURTS in [choice.tap for choice in bench.screen.choices]
    bench.tap(TapKind.HURTS)
    assert bench.screen.stage is Stage.PAIN
    bench.tap(TapKind.MISTAKE)
    assert bench.state() is state or bench.state() is State.READY


# ---------------------------------------------------------------- what the camera loses


def test_who_is_seen_and_not_counted_may_begin_without_the_camera() -> None:
    bench = Bench(made(runner=RunnerProfile())).to_ready()
    assert TapKind.DRIVE not in [choice.tap for choice in bench.screen.choices]
    bench.run(50.0)
    [way] = [choice for choice in bench.screen.choices if choice.tap is TapKind.DRIVE]
    assert bench.word(way.label) == "Without the camera"
    bench.tap(TapKind.DRIVE, way.value)
    assert (bench.source(), bench.state()) == (Source.BEAT, State.READY)


def test_a_loss_during_movement_is_told_within_two_seconds_and_the_beat_takes_over_after_ten() -> None:
    bench = at_six()
    heard = bench.since()
    lift_and_lose(bench)
    lost_s = bench.now_s - 0.1
    bench.run(12.0)
    told = next(t for t, word in heard.timed if word == "I can't see your legs.")
    assert told - lost_s <= 2.0
    assert heard.sounds[0] == "look"
    assert bench.source() is Source.BEAT
    assert "I still can't see you. I keep the beat for the rest." in heard.said
    bench.until(State.OVER)
    assert "From seven." in heard.said
    assert [word for word in heard.said if word in ("Seven", "Eight", "Nine", "Ten")] == [
        "Seven",
        "Eight",
        "Nine",
        "Ten",
    ]
    assert (bench.records[0].seen, bench.records[0].source, len(bench.records[0].reps)) == (
        10,
        Source.BEAT,
        6,
    )


def test_who_is_lost_behind_the_other_leg_may_turn_round_too() -> None:
    bench = at_six()
    heard = bench.since()
    bench.sees(ViewAdvice(t_s=0.1, advice=Advice.OTHER_WAY_ROUND))
    lift_and_lose(bench)
    bench.run(20.0)
    assert heard.said[-3:] == [
        "I still can't see you. I keep the beat for the rest.",
        "Or turn round, so that your left side faces me.",
        "From seven.",
    ]


def test_a_short_loss_is_told_only_when_it_lasts_and_loses_no_count() -> None:
    bench = at_six()
    heard = bench.since()
    lift_and_lose(bench)
    bench.run(0.5).sees(TrackingFound(t_s=0.1)).reps(1)
    assert "I can't see your legs." not in heard.said
    assert heard.said[-1] == "Seven"


def test_seen_again_is_two_rising_notes() -> None:
    bench = at_six()
    heard = bench.since()
    lift_and_lose(bench)
    bench.run(4.0)
    assert bench.word(bench.screen.state) == "Can't see you"
    assert bench.screen.seeing is False
    bench.sees(TrackingFound(t_s=0.1))
    assert heard.sounds == ["look", "begin"]
    assert bench.screen.seeing is True
    assert bench.screen.number == 6


def far_words(bench: Bench, seconds: float) -> set[tuple[str, bool | None]]:
    """Every word of state that stands meanwhile, with whether the camera sees."""
    found, end_s = set(), bench.now_s + seconds
    while bench.now_s < end_s:
        bench.run(STEP_S)
        found.add((bench.word(bench.screen.state), bench.screen.seeing))
    return found


def test_a_picture_without_anybody_is_no_loss() -> None:
    bench = at_six()
    bench.sees(PhaseEntered(t_s=0.1, phase=Phase.LIFT, side=Side.LEFT))
    bench.nobody = True
    assert far_words(bench, 0.5) == {("Up", True)}
    bench.run(0.1)
    assert far_words(bench, 1.0) == {("Can't see you", False)}
    bench.nobody = False
    assert far_words(bench, 0.5) == {("Up", True)}


def test_legs_lost_at_rest_are_told_in_far_words_and_not_aloud() -> None:
    bench = at_six()
    bench.sees(TrackingLost(t_s=0.1))
    heard = bench.since()
    assert far_words(bench, 5.0) == {("Can't see you", False)}
    assert (bench.screen.number, heard.said) == (6, [])
    bench.sees(TrackingFound(t_s=0.1))
    assert (bench.word(bench.screen.state), bench.screen.seeing) == ("Rest", True)


def test_a_third_loss_that_is_not_spoken_of_still_has_its_far_words() -> None:
    bench = at_six()
    for _ in range(3):
        lift_and_lose(bench)
        assert far_words(bench, 4.0) == {("Can't see you", False)}
        bench.sees(TrackingFound(t_s=0.1), PhaseEntered(t_s=0.5, phase=Phase.REST, side=None))
    assert bench.said.count("I can't see your legs.") == 2


def test_a_set_that_is_over_needs_no_camera() -> None:
    bench = at_six().reps(3).sees(*repetition()[:-1], TrackingLost(t_s=4.1))
    assert bench.state() is State.OVER
    assert (bench.word(bench.screen.state), bench.screen.seeing) == ("Done", None)


def test_being_lost_is_told_twice_in_a_set_at_most() -> None:
    bench = at_six()
    heard = bench.since()
    for _ in range(4):
        lift_and_lose(bench)
        bench.run(4.0).sees(TrackingFound(t_s=0.1), PhaseEntered(t_s=0.5, phase=Phase.REST, side=None))
    assert heard.said.count("I can't see your legs.") == 2


def test_a_loss_at_rest_is_not_told_within_two_seconds() -> None:
    bench = at_six()
    heard = bench.since()
    bench.sees(TrackingLost(t_s=1.0)).run(5.0)
    assert heard.said == []


def test_the_next_set_tries_the_camera_again_once_the_runner_is_seen() -> None:
    bench = Bench(two_sides()).to_ready().reps(6)
    lift_and_lose(bench)
    bench.run(12.0)
    assert bench.source() is Source.BEAT
    bench.sees(TrackingFound(t_s=0.1)).until(State.OVER)
    bench.until(State.READY)
    assert bench.source() is Source.CAMERA
    assert bench.screen.side is Side.RIGHT


def test_who_lies_there_and_is_not_in_position_is_told_again_how_to_be() -> None:
    place = "Lift your hips until you rest on your shoulder blades. Keep breathing."
    bench = Bench(one_set("ball-curl")).sees(BodySeen(t_s=3.0)).until(State.ENTER).run(15.0)
    assert bench.said.count(place) == 1
    bench.run(10.0)
    assert bench.said.count(place) == 2
    bench.run(60.0)
    assert bench.said.count(place) == 5
    bench.until(State.READY)
    assert bench.source() is Source.BEAT


def test_a_pause_is_not_waiting_to_be_seen_in_position() -> None:
    place = "Lift your hips until you rest on your shoulder blades. Keep breathing."
    bench = Bench(one_set("ball-curl")).sees(BodySeen(t_s=3.0)).until(State.ENTER).run(10.0)
    bench.tap(TapKind.PAUSE).run(100.0).tap(TapKind.GO_ON).run(15.0)
    assert bench.said.count(place) == 2, "as it was left, once more"
    assert bench.source() is Source.CAMERA


def test_who_went_away_in_the_pause_is_to_be_seen_anew() -> None:
    bench = Bench(one_set("lying-leg-curl")).until(State.PLACE).tap(TapKind.PAUSE)
    bench.sees(BodySeen(t_s=1.0), TrackingLost(t_s=3.0)).tap(TapKind.GO_ON).run(3.0)
    assert bench.state() is State.PLACE
    assert "I see all of you." not in bench.said
    bench.sees(BodySeen(t_s=1.0)).until(State.ENTER)
    assert bench.said.count("I see all of you.") == 1


def test_a_camera_that_goes_while_it_is_said_that_all_is_seen_is_told() -> None:
    bench = Bench(one_set("lying-leg-curl")).until(State.PLACE).sees(BodySeen(t_s=1.0))
    assert bench.state() is State.PLACE
    bench.camera(on=False).run(5.0)
    assert bench.said[-1] == "No camera. I keep the beat."


def test_between_exercises_what_was_done_last_is_put_right_and_not_what_was_skipped() -> None:
    bench = Bench(two_sides()).to_ready().reps(10)
    bench.until(State.READY).tap(TapKind.SKIP)
    assert bench.screen.correctable == 0
    bench.tap(TapKind.PLUS)
    assert [(record.index, record.count) for record in bench.records] == [(0, 11), (1, 0)]


def test_who_is_elsewhere_is_not_told_how_to_lie() -> None:
    place = "Lift your hips until you rest on your shoulder blades. Keep breathing."
    bench = Bench(one_set("ball-curl")).sees(BodySeen(t_s=3.0)).until(State.ENTER)
    bench.sees(PostureChanged(t_s=0.1, posture=Posture.STANDING)).run(80.0)
    assert bench.said.count(place) == 1


def test_not_being_seen_for_a_minute_at_the_start_goes_on_by_the_beat() -> None:
    bench = Bench(one_set("lying-leg-curl"))
    bench.until(State.PLACE).run(58.0)
    assert bench.state() is State.PLACE
    bench.run(3.0)
    assert bench.said.count("I can't see you well from there. Let's do this one without me watching.") == 1
    bench.until(State.ENDED)
    assert bench.records[0].source is Source.BEAT


def test_advice_for_the_camera_comes_one_at_a_time_and_not_too_often() -> None:
    bench = Bench(one_set("lying-leg-curl")).until(State.PLACE).run(6.0)
    heard = bench.since()
    bench.sees(
        ViewAdvice(t_s=0.1, advice=Advice.STEP_BACK),
        ViewAdvice(t_s=0.6, advice=Advice.MORE_LIGHT),
        ViewAdvice(t_s=1.0, advice=Advice.FEET_IN_PICTURE),
    ).run(8.0)
    times = [t for t, _ in heard.timed]
    assert [word for _, word in heard.timed] == [
        "A step back.",
        "Turn the phone a little to your feet's side.",
    ]
    assert times[1] - times[0] >= 4.0


def test_no_camera_is_no_error() -> None:
    bench = Bench(one_set("lying-leg-curl"), frames=False)
    bench.camera(on=False)
    bench.until(State.ENDED)
    assert bench.said.count("No camera. I keep the beat.") == 1
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.BEAT)


def test_pictures_that_never_come_are_not_waited_for() -> None:
    bench = Bench(one_set("lying-leg-curl"), frames=False).until(State.WORKING, 60.0)
    assert bench.source() is Source.BEAT


def test_a_camera_unplugged_in_mid_set_hands_over_at_once() -> None:
    bench = at_six()
    heard = bench.since()
    bench.camera(on=False).until(State.ENDED)
    assert heard.said[:2] == ["No camera. I keep the beat.", "From seven."]
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.BEAT)


def test_pictures_that_stop_without_a_word_count_as_a_loss() -> None:
    bench = at_six()
    bench.sees(PhaseEntered(t_s=0.2, phase=Phase.LIFT, side=Side.LEFT))
    bench.frames = False
    bench.run(6.0)
    assert bench.said[-1] == "I can't see your legs."
    bench.run(8.0)
    assert bench.source() is Source.BEAT


def test_pictures_that_stay_away_for_less_than_ten_seconds_change_nothing() -> None:
    bench = at_six()
    bench.sees(PhaseEntered(t_s=0.2, phase=Phase.LIFT, side=Side.LEFT)).run(1.0)
    heard, bench.frames = bench.since(), False
    bench.run(9.0)
    assert (heard.said, bench.source()) == (["I can't see your legs."], Source.CAMERA)
    bench.frames = True
    bench.run(1.0)
    assert heard.sounds == ["look", "begin"]
    bench.reps(4)
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.CAMERA)


def test_who_is_ready_waits_ten_seconds_for_pictures_and_then_has_the_beat() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready().run(1.0)
    bench.frames = False
    bench.run(9.0)
    assert bench.source() is Source.CAMERA
    bench.run(1.5)
    assert (bench.said[-1], bench.source()) == ("No camera. I keep the beat.", Source.BEAT)


def test_a_camera_that_comes_back_watches_the_set_that_has_not_begun() -> None:
    bench = Bench(two_sides()).to_ready()
    bench.camera(on=False).run(1.0)
    assert bench.source() is Source.BEAT
    bench.camera(on=True).run(0.2)
    assert bench.source() is Source.CAMERA


@pytest.mark.parametrize(
    ("tap", "value"), [(TapKind.PAUSE, "hidden"), (TapKind.PAUSE, None), (TapKind.HURTS, None)]
)
def test_a_camera_that_was_away_in_a_pause_watches_the_rest_of_the_set(
    tap: TapKind, value: str | None
) -> None:
    bench = at_six().tap(tap, value)
    bench.camera(on=False).run(1.0).camera(on=True).run(1.0)
    bench.tap(TapKind.MISTAKE if tap is TapKind.HURTS else TapKind.GO_ON)
    bench.sees(InPosition(t_s=1.0)).run(5.0)
    assert bench.source() is Source.CAMERA
    bench.reps(4)
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.CAMERA)


def test_a_camera_that_is_back_while_the_beat_runs_can_be_chosen_again() -> None:
    bench = at_six().camera(on=False).until(State.WORKING).camera(on=True).run(0.5)
    assert bench.source() is Source.BEAT
    assert [each.value for each in bench.screen.choices if each.tap is TapKind.DRIVE] == ["camera"]
    bench.tap(TapKind.DRIVE, "camera")
    assert bench.source() is Source.CAMERA


def test_in_the_dark_it_is_the_lamp_that_is_asked_for_and_not_the_phone_that_is_to_be_turned() -> None:
    bench = Bench(one_set("lying-leg-curl")).until(State.PLACE)
    bench.nobody = True
    bench.run(9.0).sees(ViewAdvice(t_s=0.1, advice=Advice.MORE_LIGHT)).run(8.0)
    assert bench.said[-1] == "A little more light."
    bench.run(15.0)
    assert bench.said[-1] == "I don't see you yet. Turn the phone toward the mat."


@pytest.mark.parametrize("when", [State.BRIEF, State.PLACE, State.READY])
def test_a_test_without_the_camera_ends_and_says_that_nothing_is_measured(when: State) -> None:
    bench = Bench(one_set("straight-leg-raise"))
    bench = bench.to_ready() if when is State.READY else bench.until(when)
    bench.camera(on=False).until(State.ENDED)
    assert bench.said[-1] == "Without the camera there is nothing to measure. You can type it in instead."
    assert bench.records == []
    assert [each.complete for each in bench.all(SessionEnded)] == [False]


@pytest.mark.parametrize("value", ["hidden", None])
def test_a_test_whose_camera_went_in_a_pause_ends_where_it_would_go_on(value: str | None) -> None:
    bench = Bench(one_set("straight-leg-raise")).to_ready().tap(TapKind.PAUSE, value)
    bench.camera(on=False).run(1.0).tap(TapKind.GO_ON)
    bench.until(State.DONE)
    assert [each.tap for each in bench.screen.choices] == []  # nothing to go back to
    bench.tap(TapKind.BACK).until(State.ENDED)
    assert "nothing to measure" in bench.said[-1]
    assert bench.records == []


def test_a_test_of_somebody_who_cannot_be_seen_ends_too() -> None:
    bench = Bench(one_set("straight-leg-raise")).until(State.PLACE)
    bench.nobody = True
    bench.until(State.ENDED)
    assert "nothing to measure" in bench.said[-1]
    assert bench.records == []


@pytest.mark.parametrize("under_way", [False, True])
def test_a_test_waits_for_pictures_that_stay_away_and_says_once_that_it_does_not_see(under_way: bool) -> None:
    bench = Bench(one_set("straight-leg-raise")).to_ready().reps(1 if under_way else 0)
    heard = bench.since()
    bench.frames = False
    bench.run(12.0)
    assert (heard.said, heard.sounds) == (["I can't see your legs."], ["look"])
    bench.frames = True
    bench.run(1.0)
    assert (heard.said[1:], heard.sounds[1:]) == ([], ["begin"])
    bench.reps(2)
    assert bench.progress[-1].seen == (3 if under_way else 2)


@pytest.mark.parametrize("under_way", [False, True])
def test_a_test_whose_pictures_stay_away_for_good_ends(under_way: bool) -> None:
    bench = Bench(one_set("straight-leg-raise")).to_ready().reps(1 if under_way else 0)
    gone_s, bench.frames = bench.now_s, False
    bench.until(State.DONE)
    assert bench.now_s - gone_s == pytest.approx(15.0, abs=0.2)
    assert "nothing to measure" in bench.said[-1]


def test_a_test_that_was_away_in_a_pause_waits_for_the_pictures_anew() -> None:
    bench = Bench(one_set("straight-leg-raise")).to_ready().tap(TapKind.PAUSE)
    bench.frames = False
    bench.run(60.0).tap(TapKind.GO_ON).run(10.0)
    bench.frames = True
    bench.run(10.0)
    assert bench.source() is Source.CAMERA
    assert "nothing to measure" not in bench.said[-1]


def test_body_and_position_seen_in_one_moment_play_the_two_notes_once() -> None:
    bench = Bench(one_set("standing-curl")).until(State.PLACE)
    bench.sees(BodySeen(t_s=0.1), InPosition(t_s=0.2)).run(2.0)
    assert bench.state() is State.READY
    assert bench.sounds == ["begin"]


def test_someone_else_in_the_picture_waits_and_goes_on() -> None:
    bench = at_six()
    heard = bench.since()
    bench.sees(ViewAdvice(t_s=0.1, advice=Advice.ONE_PERSON)).run(2.5)
    assert heard.said == []
    bench.run(2.0)
    assert heard.said == ["Someone else is in the picture. I wait."]
    bench.run(30.0).sees(TrackingFound(t_s=0.1))
    assert heard.said[1:] == ["Go on: seven."]
    bench.reps(4)
    assert bench.records[0].seen == 10


def test_while_someone_else_is_there_no_beat_takes_over() -> None:
    bench = at_six().sees(ViewAdvice(t_s=0.1, advice=Advice.ONE_PERSON), TrackingLost(t_s=0.5)).run(40.0)
    assert bench.source() is Source.CAMERA
    assert bench.screen.number == 6


def test_walking_off_before_the_first_repetition_waits_in_silence() -> None:
    bench = Bench(one_set("standing-curl")).to_ready()
    bench.sees(
        PhaseEntered(t_s=0.1, phase=Phase.LIFT, side=None), PhaseEntered(t_s=1.0, phase=Phase.REST, side=None)
    )
    heard = bench.since()
    bench.nobody = True
    bench.run(200.0)
    assert heard.said == []
    assert bench.records == []
    bench.nobody = False
    bench.sees(InPosition(t_s=1.0)).run(12.0).reps(2)
    assert heard.said[-1] == "Two"


def test_weights_are_not_waited_for_for_ever() -> None:
    bench = Bench(made()).until(State.PLACE).sees(BodySeen(t_s=1.0)).run(125.0)
    assert bench.state() is State.ENTER
    assert bench.said.count("Both weights on, snug above the ankle bones. No hurry.") == 1


def test_a_runner_who_is_seen_to_stand_is_waited_for_however_long() -> None:
    bench = Bench(one_set("lying-leg-curl")).until(State.PLACE)
    bench.sees(BodySeen(t_s=1.0), PostureChanged(t_s=1.5, posture=Posture.STANDING)).run(300.0)
    assert bench.state() is State.ENTER
    assert bench.records == []


def test_ready_and_not_to_be_seen_is_told_and_the_beat_begins() -> None:
    bench = Bench(one_set("lying-leg-curl")).to_ready()
    heard = bench.since()
    bench.sees(TrackingLost(t_s=0.1)).run(32.0)
    assert heard.said[0] == "I can't see your legs."
    assert bench.source() is Source.BEAT


def test_a_phone_that_fell_over() -> None:
    bench = at_six()
    heard = bench.since()
    bench.sees(ViewAdvice(t_s=0.1, advice=Advice.CAMERA_LEVEL))
    assert heard.said == ["The phone has moved. Stand it up again; six so far."]
    assert heard.sounds == ["look"]


def test_the_dark_is_mentioned_once() -> None:
    bench = at_six()
    heard = bench.since()
    bench.sees(ViewAdvice(t_s=0.1, advice=Advice.MORE_LIGHT), ViewAdvice(t_s=5.0, advice=Advice.MORE_LIGHT))
    assert heard.said == ["Too dark to see you well. A lamp beside the phone helps."]


def test_a_low_battery_is_mentioned() -> None:
    bench = at_six()
    bench.give(Battery(t_s=bench.now_s))
    assert bench.said[-1] == "Battery is low; everything so far is saved."


# ---------------------------------------------------------------- pause, tabs, taps


@pytest.mark.parametrize("stop", [TapKind.PAUSE, TapKind.HURTS])
def test_what_waits_shows_its_number_and_no_leg(stop: TapKind) -> None:
    bench = at_six()
    assert bench.word(bench.screen.far) == "Left"
    bench.tap(stop)
    assert bench.screen.far is None
    assert "Stopped at 6 of 10. Everything is saved." in [bench.word(line) for line in bench.screen.lines]


def test_before_the_first_repetition_nothing_is_told_to_be_saved() -> None:
    bench = Bench(made()).to_ready().tap(TapKind.PAUSE)
    assert (bench.screen.stage, bench.screen.lines) == (Stage.PAUSED, ())


def test_pause_and_go_on() -> None:
    bench = at_six().tap(TapKind.PAUSE)
    assert bench.screen.stage is Stage.PAUSED
    bench.reps(2)
    assert bench.screen.number == 6
    heard = bench.since()
    bench.tap(TapKind.GO_ON).run(4.0)
    assert heard.said == ["Welcome back.", "Left leg, from seven."]
    bench.reps(4)
    assert bench.records[0].seen == 10


def test_both_hands_up_pause_and_go_on_without_a_touch() -> None:
    bench = at_six("standing-curl")
    heard = bench.since()
    bench.sees(HandsRaised(t_s=0.1))
    assert bench.screen.stage is Stage.PAUSED
    assert (heard.said, heard.sounds) == (["Paused. Both hands up again to go on."], ["look"])
    bench.reps(2)
    assert bench.screen.number == 6
    heard = bench.since()
    bench.sees(HandsRaised(t_s=0.1)).run(4.0)
    assert heard.said == ["Welcome back.", "Left leg, from seven."]
    bench.reps(4)
    assert bench.records[0].seen == 10


def test_standing_still_in_a_pause_on_the_way_to_a_set_is_not_forgotten() -> None:
    bench = Bench(made("standing-curl", runner=RunnerProfile()))
    bench.sees(BodySeen(t_s=3.0)).until(State.ENTER)
    bench.sees(HandsRaised(t_s=0.1))
    assert bench.screen.stage is Stage.PAUSED
    bench.sees(InPosition(t_s=0.1)).run(1.0)
    bench.sees(HandsRaised(t_s=0.1)).run(4.0)
    assert bench.state() is State.READY


def test_a_hidden_page_asks_on_return() -> None:
    bench = at_six().tap(TapKind.PAUSE, "hidden")
    assert bench.said[-1] == "You stopped at six. Go on?"
    bench.tap(TapKind.GO_ON).run(4.0).reps(4)
    assert bench.records[0].seen == 10


def test_a_cramp_can_be_told_when_a_hidden_page_asks() -> None:
    bench = at_six().tap(TapKind.PAUSE, "hidden")
    assert [choice.tap for choice in bench.screen.choices] == [
        TapKind.GO_ON,
        TapKind.CRAMP,
        TapKind.HURTS,
        TapKind.SKIP,
        TapKind.ENOUGH_TODAY,
    ]
    bench.tap(TapKind.CRAMP).tap(TapKind.SKIP)
    assert bench.records[0].outcome is Outcome.CRAMP


def test_before_a_set_a_hidden_page_asks_without_a_cramp() -> None:
    bench = Bench(made()).run(1.0).tap(TapKind.PAUSE, "hidden")
    assert (bench.state(), bench.screen.stage) == (State.RESUME, Stage.PAUSED)
    assert TapKind.CRAMP not in [choice.tap for choice in bench.screen.choices]


def test_a_page_that_slept_asks_on_return() -> None:
    bench = at_six()
    bench.now_s += 120.0
    bench.give(Tick(t_s=bench.now_s))
    assert bench.said[-1] == "You stopped at six. Go on?"
    assert bench.screen.stage is Stage.PAUSED
    assert bench.screen.number == 6


def test_a_beat_does_not_run_on_while_the_page_sleeps() -> None:
    bench = Bench(one_set("lying-leg-curl", source=Source.BEAT), frames=False).until(State.WORKING).run(12.0)
    before = bench.screen.number
    bench.now_s += 60.0
    bench.give(Tick(t_s=bench.now_s))
    assert bench.screen.number == before
    assert bench.screen.stage is Stage.PAUSED


def test_plus_and_minus_during_the_set_count_beside_what_was_seen() -> None:
    bench = at_six().tap(TapKind.PLUS)
    assert bench.screen.number == 7
    bench.reps(3)
    assert bench.said[-1] == "Ten"
    assert (bench.records[0].seen, bench.records[0].corrected, bench.records[0].count) == (9, 10, 10)


def test_minus_undoes_plus() -> None:
    bench = at_six().tap(TapKind.PLUS).tap(TapKind.MINUS).reps(4)
    assert (bench.records[0].seen, bench.records[0].corrected) == (10, None)


def test_plus_in_the_rest_corrects_the_set_before_under_the_same_uuid() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).run(8.0)
    first = bench.records[0]
    assert bench.screen.correctable == 0
    bench.tap(TapKind.MINUS)
    (record,) = bench.records
    assert (record.uuid, record.seen, record.corrected) == (first.uuid, 10, 9)
    bench.tap(TapKind.PLUS)
    assert bench.records[0].corrected is None
    assert first.revision < record.revision < bench.records[0].revision, "the later one must win"


def test_back_on_a_full_set_says_so_and_never_from_eleven() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).run(8.0)
    said = bench.since()
    bench.tap(TapKind.BACK).run(20.0)
    assert said.said == ["This set is full. Skip goes on; one less gives it back."]
    assert (bench.screen.side, bench.screen.number, bench.state()) == (Side.LEFT, 10, State.READY)
    bench.tap(TapKind.MINUS).reps(1)
    assert said.said[-2:] == ["From ten.", "Ten"]
    assert (bench.records[0].seen, bench.records[0].corrected) == (11, 10)


def test_no_beat_counts_an_eleventh_on_a_full_set() -> None:
    bench = (
        Bench(made("standing-curl", runner=RunnerProfile(), source=Source.BEAT), frames=False)
        .until(State.WORKING)
        .until(State.READY)
    )
    bench.tap(TapKind.BACK).run(60.0)
    assert (bench.screen.side, bench.screen.number, bench.state()) == (Side.LEFT, 10, State.READY)
    bench.tap(TapKind.MINUS).run(15.0)
    assert "Ten" in bench.said[-2:]


def test_minus_in_the_last_seconds_gives_the_last_repetition_back() -> None:
    bench = Bench(two_sides()).to_ready().reps(10)
    assert bench.state() is State.OVER
    bench.tap(TapKind.MINUS).run(10.0)
    assert (bench.state(), bench.screen.number, bench.screen.side) == (State.READY, 9, Side.LEFT)
    bench.reps(1).run(8.0)
    assert (bench.records[0].count, bench.records[0].outcome) == (10, Outcome.DONE)
    assert bench.screen.side is Side.RIGHT


def test_one_too_many_taken_back_is_still_a_full_set() -> None:
    bench = Bench(two_sides()).to_ready().reps(11).tap(TapKind.MINUS)
    assert (bench.state(), bench.screen.number) == (State.OVER, 10)


@pytest.mark.parametrize("reps", [10, 9])
def test_one_more_in_a_pause_that_makes_them_all_ends_the_set_when_it_goes_on(reps: int) -> None:
    bench = Bench(two_sides()).to_ready().reps(reps).tap(TapKind.PAUSE)
    if reps == 10:
        bench.tap(TapKind.MINUS)
    bench.tap(TapKind.PLUS).tap(TapKind.GO_ON)
    assert bench.state() is State.OVER
    bench.run(8.0)
    assert (bench.records[0].count, bench.records[0].outcome) == (10, Outcome.DONE)
    assert bench.screen.side is Side.RIGHT


def test_one_less_and_one_more_after_the_last_repetition_end_the_set_as_it_had_ended() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).tap(TapKind.MINUS)
    assert bench.state() is State.READY
    assert bench.tap(TapKind.PLUS).state() is State.OVER
    bench.run(8.0)
    assert (bench.records[0].count, bench.records[0].corrected) == (10, None)
    assert bench.screen.side is Side.RIGHT


def test_who_got_up_at_the_last_but_one_fills_the_set_and_lies_down_again_is_done_with_it() -> None:
    bench = Bench(two_sides()).to_ready().reps(9).sees(PositionLeft(t_s=0.1))
    assert bench.state() is State.STOPPED
    bench.tap(TapKind.PLUS)
    assert "Go on" in [bench.word(choice.label) for choice in bench.screen.choices]
    bench.sees(InPosition(t_s=1.0))
    assert bench.state() is State.OVER


def test_a_pause_after_the_last_repetition_stays_until_the_runner_goes_on() -> None:
    bench = Bench(two_sides()).to_ready().reps(10).tap(TapKind.PAUSE)
    bench.sees(InPosition(t_s=1.0)).run(8.0)
    assert bench.state() is State.PAUSED
    bench.tap(TapKind.GO_ON)
    assert bench.state() is State.OVER


def test_a_set_filled_while_the_ball_is_fetched_is_over_once_the_feet_are_up_again() -> None:
    bench = Bench(one_set("ball-curl", Side.BOTH)).to_ready().reps(9)
    bench.sees(PostureChanged(t_s=0.1, posture=Posture.STANDING))
    assert bench.state() is State.FETCH
    bench.tap(TapKind.PLUS).sees(InPosition(t_s=1.0))
    assert bench.state() is State.OVER


def test_a_second_tap_within_four_tenths_is_ignored() -> None:
    bench = at_six()
    bench.tap(TapKind.PLUS)
    from hamstride.coach.screen import Tap

    bench.give(Tap(t_s=bench.now_s, kind=TapKind.PLUS))
    bench.run(0.3)
    bench.give(Tap(t_s=bench.now_s, kind=TapKind.PLUS))
    assert bench.screen.number == 8


def test_skip_is_undone_by_back() -> None:
    bench = Bench(two_sides()).to_ready().reps(3).tap(TapKind.SKIP).run(1.0)
    assert bench.screen.side is Side.RIGHT
    assert [(record.seen, record.outcome) for record in bench.records] == [(3, Outcome.STOPPED)]
    bench.tap(TapKind.BACK)
    assert (bench.screen.side, bench.screen.number) == (Side.LEFT, 3)
    bench.run(8.0).reps(7).run(5.0)
    assert bench.records[0].outcome is Outcome.DONE
    assert bench.screen.side is Side.RIGHT


@pytest.mark.parametrize("reps", [0, 3])
def test_to_skip_the_last_set_is_undone_by_back_as_long_as_done_stands(reps: int) -> None:
    bench = Bench(two_sides()).to_ready().reps(10).run(8.0).reps(reps).tap(TapKind.SKIP)
    assert bench.state() is State.DONE
    assert [choice.tap for choice in bench.screen.choices] == [TapKind.BACK]
    bench.tap(TapKind.BACK)
    assert (bench.state(), bench.screen.side, bench.screen.number) == (State.READY, Side.RIGHT, reps)
    bench.run(8.0).reps(10 - reps, side=Side.RIGHT).until(State.DONE)
    assert bench.screen.choices == ()
    assert [record.count for record in bench.records] == [10, 10]
    bench.until(State.ENDED)
    assert bench.ended == [True]


def test_a_skipped_set_that_is_done_after_all_keeps_its_uuid() -> None:
    bench = Bench(two_sides()).to_ready().tap(TapKind.SKIP)
    skipped = bench.records[0]
    assert skipped.outcome is Outcome.SKIPPED
    bench.tap(TapKind.BACK).run(8.0).reps(10)
    assert (bench.records[0].uuid, bench.records[0].seen) == (skipped.uuid, 10)


def test_enough_of_this_exercise_leaves_its_other_sets_out() -> None:
    bench = Bench(made(runner=RunnerProfile(ball=True))).to_ready().reps(4)
    bench.sees(PositionLeft(t_s=0.5)).tap(TapKind.ENOUGH_EXERCISE)
    assert [record.outcome for record in bench.records] == [Outcome.STOPPED, *[Outcome.SKIPPED] * 5]
    assert bench.screen.exercise == "standing-curl"
    assert bench.state() is State.ENTER


def test_enough_for_today_ends_the_session_and_can_be_taken_back() -> None:
    bench = Bench(two_sides()).to_ready().reps(4).sees(PositionLeft(t_s=0.5)).tap(TapKind.ENOUGH_TODAY)
    assert bench.said[-1] == "Enough for today. Everything is saved."
    assert [(record.seen, record.outcome) for record in bench.records] == [(4, Outcome.STOPPED)]
    bench.tap(TapKind.BACK)
    assert bench.screen.number == 4
    bench.tap(TapKind.ENOUGH_TODAY).until(State.ENDED)
    assert bench.ended == [False]


def test_done_already_is_kept_as_told() -> None:
    bench = Bench(two_sides()).to_ready().tap(TapKind.PAUSE).tap(TapKind.TOLD)
    (record,) = bench.records
    assert (record.source, record.seen, record.outcome, record.reps) == (Source.TOLD, 10, Outcome.DONE, ())


def test_another_way_to_drive_in_mid_set_keeps_the_count() -> None:
    bench = at_six().tap(TapKind.DRIVE, "beat").until(State.OVER)
    assert (bench.records[0].seen, bench.records[0].source) == (10, Source.BEAT)


# ---------------------------------------------------------------- going on later


def test_an_interrupted_session_goes_on_after_what_is_done() -> None:
    first = Bench(two_sides()).to_ready().reps(10).run(5.0)
    second = Bench(first.session, done=first.records)
    second.run(1.0)
    assert second.said == ["Welcome back."]
    assert second.screen.stage is Stage.PLACE
    second.to_ready()
    assert second.screen.side is Side.RIGHT
    second.reps(10).until(State.ENDED)
    assert [record.index for record in second.records] == [1]


def test_a_set_broken_off_goes_on_from_its_number_with_its_uuid() -> None:
    first = at_six()
    second = Bench(first.session, done=[first.progress[-1]])
    second.run(1.0)
    assert second.said == ["Welcome back."]
    second.to_ready()
    assert second.screen.number == 6
    assert any("From seven." in word for word in second.said)
    second.reps(4).until(State.ENDED)
    (record,) = second.records
    assert (record.uuid, record.seen, record.outcome) == (first.progress[-1].uuid, 10, Outcome.DONE)
    assert len(record.reps) == 10


def test_a_set_broken_by_a_cramp_goes_on_after_a_reload_and_keeps_its_cramp() -> None:
    first = at_six().tap(TapKind.CRAMP)
    second = Bench(first.session, done=[first.progress[-1]]).to_ready()
    assert second.screen.number == 6
    second.reps(4).until(State.ENDED)
    assert (second.records[0].seen, second.records[0].outcome) == (10, Outcome.CRAMP)


def test_a_session_with_everything_done_only_says_goodbye() -> None:
    first = Bench(two_sides()).to_ready().reps(10).run(8.0).reps(10).run(5.0)
    second = Bench(first.session, done=first.records).until(State.ENDED)
    assert second.records == []
    assert second.ended == [True]


def test_a_partial_does_not_lose_the_stop_button() -> None:
    bench = at_six().sees(*repetition(partial=True)).sees(PositionLeft(t_s=0.5))
    assert bench.said[-1] == "Stopped at six. All right?"
