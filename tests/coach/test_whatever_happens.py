"""Properties that hold whatever is tapped, seen or lost, in whatever order."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamstride.coach.core import State
from hamstride.coach.screen import Say, Screen, SessionEnded, SetFinished, SetProgress, Tap, TapKind, Tick
from hamstride.coach.speech import number
from hamstride.engine.events import (
    Advice,
    BodySeen,
    CueCleared,
    CueRaised,
    HoldEnded,
    HoldPaused,
    HoldTick,
    InPosition,
    PartialRep,
    PhaseEntered,
    PositionLeft,
    Posture,
    PostureChanged,
    RepCompleted,
    RepCounted,
    RepRevised,
    TrackingFound,
    TrackingLost,
    ViewAdvice,
)
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import (
    Hold,
    Message,
    PainPlace,
    Repetition,
    RunnerProfile,
    Side,
    Source,
)
from tests.coach.rig import Bench, made

CUES = ("hips-flat", "knees-close", "hold-top", "hips-up", "still", "no-such-cue")
REP = Repetition(start_s=0.0, top_s=1.0, end_s=3.0, hold_s=0.5, range_deg=90.0, counted=True)
some_cues = st.lists(st.sampled_from(CUES), max_size=2, unique=True).map(tuple)

events = st.one_of(
    st.sampled_from(
        [
            BodySeen(t_s=0.0),
            TrackingLost(t_s=0.0),
            TrackingFound(t_s=0.0),
            InPosition(t_s=0.0),
            PositionLeft(t_s=0.0),
            PartialRep(t_s=0.0, rep=REP),
            HoldPaused(t_s=0.0, held_s=12.3),
            HoldEnded(t_s=0.0, hold=Hold(number=1, start_s=0.0, end_s=9.0, held_s=8.4)),
            RepCompleted(t_s=0.0, rep=REP),
            RepRevised(t_s=0.0, rep=replace(REP, cues=("knees-close",))),
        ]
    ),
    st.builds(PhaseEntered, t_s=st.just(0.0), phase=st.sampled_from(Phase), side=st.none()),
    st.builds(RepCounted, t_s=st.just(0.0), number=st.integers(1, 99), side=st.none(), cues=some_cues),
    st.builds(HoldTick, t_s=st.just(0.0), seconds=st.integers(1, 70)),
    st.builds(PostureChanged, t_s=st.just(0.0), posture=st.sampled_from(Posture)),
    st.builds(ViewAdvice, t_s=st.just(0.0), advice=st.sampled_from(Advice)),
    st.builds(CueRaised, t_s=st.just(0.0), cue=st.sampled_from(CUES)),
    st.builds(CueCleared, t_s=st.just(0.0), cue=st.sampled_from(CUES)),
)
values = st.one_of(
    st.none(),
    st.integers(-1, 12),
    st.booleans(),
    st.sampled_from(
        [*(place.value for place in PainPlace), *(source.value for source in Source), "hidden", "x"]
    ),
)
doings = st.one_of(
    st.tuples(st.just("reps"), st.integers(1, 4)),
    st.tuples(st.just("see"), events),
    st.tuples(st.just("tap"), st.sampled_from(TapKind), values),
    st.tuples(st.just("run"), st.sampled_from([0.5, 2.0, 5.0, 12.0, 40.0])),
    st.tuples(st.just("jump"), st.sampled_from([20.0, 600.0])),
    st.tuples(st.just("late"), st.sampled_from([0.3, 5.0])),
    st.tuples(st.just("camera"), st.booleans()),
    st.tuples(st.just("nobody"), st.booleans()),
)
sessions = st.sampled_from(
    [
        made(runner=RunnerProfile(ankle_weights=1, weight_kg=1.0, ball=True)),
        made("standing-curl", runner=RunnerProfile()),
        made("after-run", source=Source.CAMERA),
        made("strength", source=Source.BEAT, shorter=True),
        made("ball-curl", source=Source.TAP),
    ]
)
whatever = settings(max_examples=120, suppress_health_check=list(HealthCheck))


def played(session: Any, script: list[Any], *, at_work: bool) -> Bench:
    """A bench after a script, from the first word on or from the first set that stands ready."""
    bench = Bench(session)
    if at_work:
        for _ in range(40):
            if bench.state() in (State.READY, State.WORKING):
                break
            do(bench, ("see", InPosition(t_s=0.0)))
            do(bench, ("run", 2.0))
            do(bench, ("tap", TapKind.GO_ON, None))
    for doing in script:
        do(bench, doing)
    return bench


def as_a_watcher(bench: Bench, event: Any) -> Any:
    """The event with the clock of a watcher, which never goes back within one hold."""
    if isinstance(event, HoldTick):
        bench.held_s = max(float(event.seconds), bench.held_s)
        return replace(event, seconds=int(bench.held_s))
    if isinstance(event, HoldPaused):
        bench.held_s = max(event.held_s, bench.held_s)
        return replace(event, held_s=bench.held_s)
    if isinstance(event, HoldEnded):
        held_s, bench.held_s = max(event.hold.held_s, bench.held_s), 0.0
        return replace(event, hold=replace(event.hold, held_s=held_s))
    return event


def do(bench: Bench, doing: tuple[Any, ...]) -> None:
    what, *given_ = doing
    if what == "see":
        bench.frames, bench.script[:] = True, [as_a_watcher(bench, given_[0])]
        bench.run(0.1)
        bench.script.clear()
    elif what == "tap":
        bench.give(Tap(t_s=bench.now_s, kind=given_[0], value=given_[1]))
        bench.run(0.5)
    elif what == "reps":
        bench.frames = True
        bench.reps(given_[0], lift_s=0.3, hold_s=0.2, lower_s=0.3, pause_s=0.2)
        bench.script.clear()
    elif what == "run":
        bench.run(given_[0])
    elif what == "late":
        bench.give(Tick(t_s=max(0.0, bench.now_s - given_[0])))
    elif what == "jump":
        bench.now_s += given_[0]
        bench.run(0.1)
    elif what == "camera":
        bench.camera(on=given_[0])
    else:
        bench.nobody = given_[0]


def messages(value: Any) -> list[Message]:
    """Every message in an output."""
    if isinstance(value, Message):
        return [value]
    if isinstance(value, tuple):
        return [message for item in value for message in messages(item)]
    if is_dataclass(value):
        return [message for part in fields(value) for message in messages(getattr(value, part.name))]
    return []


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=40))
def test_nothing_raises_nothing_is_lost_and_every_word_exists(
    at_work: bool, session: Any, script: list[Any]
) -> None:
    bench = played(session, script, at_work=at_work)
    seen: dict[str, int] = {}
    told: set[str] = set()
    for output in (heard.output for heard in bench.heard):
        for message in messages(output):
            assert bench.words.of(message)
        if not isinstance(output, SetFinished | SetProgress):
            continue
        record = output.record
        plan = session.sets[record.index]
        assert (record.side, record.exercise, record.variant) == (plan.side, plan.exercise, plan.variant)
        if record.source is Source.TOLD:
            told.add(record.uuid)
        if record.uuid not in told:
            assert record.seen >= seen.get(record.uuid, 0), "a counted repetition was lost"
            seen[record.uuid] = record.seen
        assert record.count >= 0


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=40))
def test_the_number_spoken_is_the_number_recorded(at_work: bool, session: Any, script: list[Any]) -> None:
    bench = played(session, script, at_work=at_work)
    outputs = [heard.output for heard in bench.heard]
    for i, output in enumerate(outputs):
        if isinstance(output, Say) and output.number:
            before = [each.record for each in outputs[:i] if isinstance(each, SetProgress | SetFinished)]
            assert output.message == number(before[-1].count)


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=30))
def test_a_session_can_always_be_ended_and_then_is_silent(
    at_work: bool, session: Any, script: list[Any]
) -> None:
    bench = played(session, script, at_work=at_work)
    bench.run(0.5).give(Tap(t_s=bench.now_s, kind=TapKind.ENOUGH_TODAY))
    bench.nobody = False
    bench.until(State.ENDED, 60.0)
    assert len(bench.all(SessionEnded)) == 1
    mark = len(bench.heard)
    bench.run(30.0)
    assert not [heard for heard in bench.heard[mark:] if not isinstance(heard.output, Screen)]


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=30))
def test_one_set_has_one_uuid_and_one_uuid_one_set(at_work: bool, session: Any, script: list[Any]) -> None:
    bench = played(session, script, at_work=at_work)
    pairs = {
        (out.record.index, out.record.uuid) for out in (*bench.all(SetFinished), *bench.all(SetProgress))
    }
    finished = {(out.record.index, out.record.uuid) for out in bench.all(SetFinished)}
    assert len({index for index, _ in finished}) == len(finished)
    assert len({uuid for _, uuid in pairs}) == len(pairs)


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=25))
def test_the_same_inputs_give_the_same_outputs(at_work: bool, session: Any, script: list[Any]) -> None:
    def play() -> list[Any]:
        bench = played(session, script, at_work=at_work)
        return [(heard.t_s, heard.output) for heard in bench.heard]

    assert play() == play()


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=30))
def test_what_was_kept_can_be_gone_on_with(at_work: bool, session: Any, script: list[Any]) -> None:
    bench = played(session, script, at_work=at_work)
    kept = {out.record.index: out.record for out in (*bench.all(SetFinished),)}
    later = Bench(session, done=list(kept.values())).run(1.0)
    later.tap(TapKind.GO_ON).run(1.0)
    assert later.screen.index >= (max(kept) if kept else 0)


@whatever
@given(at_work=st.booleans(), session=sessions, script=st.lists(doings, min_size=8, max_size=30))
def test_at_most_three_far_things_and_one_main_button(at_work: bool, session: Any, script: list[Any]) -> None:
    bench = played(session, script, at_work=at_work)
    for screen in bench.all(Screen):
        assert sum(choice.main for choice in screen.choices) <= 1
        assert screen.phase_share is None or 0.0 <= screen.phase_share <= 1.0
        assert screen.ring is None or 0.0 <= screen.ring <= 1.0
        assert 0 <= screen.index < screen.sets


@whatever
@given(n=st.integers(0, 120))
def test_numbers_have_words(n: int) -> None:
    bench = Bench(made("standing-curl"))
    assert bench.word(number(n))


def test_a_side_is_never_changed_by_what_the_camera_names() -> None:
    bench = Bench(made("standing-curl", runner=RunnerProfile())).to_ready()
    bench.reps(10, side=Side.RIGHT)
    assert bench.records[0].side is Side.LEFT
    assert {rep.side for rep in bench.records[0].reps} == {Side.LEFT}
