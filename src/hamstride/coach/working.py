"""A set at work: counting, ticking, the few words after a number, what the camera loses, and the end of the set."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hamstride.coach import arriving
from hamstride.coach.core import Core, State
from hamstride.coach.drives import Beat, hold_of, tapped
from hamstride.coach.screen import SoundKind
from hamstride.coach.speech import declared, number
from hamstride.engine.events import (
    Advice,
    CueCleared,
    CueRaised,
    Event,
    HoldEnded,
    HoldPaused,
    HoldTick,
    PartialRep,
    PhaseEntered,
    PositionLeft,
    Posture,
    PostureChanged,
    RepCompleted,
    RepCounted,
    ViewAdvice,
)
from hamstride.exercises.spec import Phase, Position
from hamstride.exercises.values import Message, Source

RHYTHM_REPS = 2  # "up", "and down" are spoken in the first two only
SPOKEN_HOLD_S = 2.0  # a hold this long is ended by a word every time
FOLLOW_S = 0.7  # after a number; by then the repetition's own figures have come
REST_OVER_S = 3.0  # the leg rests so long: the set is over
BEAT_OVER_S = 1.5
HOLD_OVER_S = 10.0  # a stretch may be held longer; then the set is over all the same
HALF_OF_AT_LEAST = 6  # shorter sets have no "half way"
GENTLE_AT_S = 8
LAST_S = 5

STILL_S = 15.0
STILL_CLOSES_S = 45.0
UNSEEN_TELL_S = 1.0
UNSEEN_BEAT_S = 10.0
UNSEEN_A_SET = 2
NOBODY_S = 2.0
NOBODY_IN_A_STRETCH_S = 9.0  # before the beat would take over: nobody stretches where nobody is
OTHER_PERSON_S = 3.0

_MOVING = (Phase.LIFT, Phase.HOLD, Phase.LOWER)


# ---------------------------------------------------------------- movement


def first_movement(core: Core, event: PhaseEntered) -> None:
    """From ready to work: the runner has begun."""
    if event.phase is Phase.REST:
        return
    core.mouth.hush()
    arriving.start(core)
    phase_entered(core, event)


def first_count(core: Core, event: RepCounted) -> None:
    """A repetition whose beginning was not noticed is a repetition."""
    arriving.start(core)
    rep_counted(core, event)


def phase_entered(core: Core, event: PhaseEntered) -> None:
    """A part of the movement began."""
    _moved(core)
    core.set.phase, core.set.phase_s = event.phase, core.now_s
    _PHASES[event.phase](core)


def _lift(core: Core) -> None:
    core.set.down_said, core.set.ticks = False, 0
    if _rhythm(core):
        _rhythm_word(core, "rhythm_up")


def _hold(core: Core) -> None:
    if core.set.log.is_hold:
        _clock_runs(core)
    elif not core.set.plan.hold_s:
        _down(core)


def _lower(core: Core) -> None:
    if not core.set.plan.hold_s:
        _down(core)


def _rest(core: Core) -> None:
    core.set.ticks = 0


_PHASES: dict[Phase, Callable[[Core], None]] = {
    Phase.LIFT: _lift,
    Phase.HOLD: _hold,
    Phase.LOWER: _lower,
    Phase.REST: _rest,
}


def _rhythm(core: Core) -> bool:
    return core.set.log is not None and not core.set.log.is_hold and core.set.log.count < RHYTHM_REPS


def _down(core: Core) -> None:
    if _rhythm(core) and not core.set.down_said:
        core.set.down_said = True
        _rhythm_word(core, "rhythm_down")


def _rhythm_word(core: Core, word: str) -> None:
    core.say(declared(core.set.exercise, "text", word), cut=True)


def _moved(core: Core) -> None:
    core.set.moved_s, core.set.waited = core.now_s, False
    core.set.log.touch(core.now_s)
    if core.set.unseen_told or core.set.waiting_told:
        _seen_again(core)
    core.set.unseen_told, core.set.waiting_told, core.set.waiting_s = False, False, None


# ---------------------------------------------------------------- repetitions


def rep_counted(core: Core, event: RepCounted) -> None:
    """One more: the number, at once, and its click."""
    log, rules = core.set.log, core.set.rules
    _moved(core)
    log.seen += 1
    core.set.completing += 1
    rules.missed(log.seen, event.cues)
    core.say(number(log.count), number=True)
    core.sound(_click(log.count, log.target))
    core.set.follow_s = core.now_s
    core.progress()
    if log.count >= log.target:
        reach(core)


def _click(n: int, target: float) -> SoundKind:
    if n == target - 1 and target > 2:
        return SoundKind.HIGH_CLICK
    half = target >= HALF_OF_AT_LEAST and n == target // 2
    return SoundKind.DOUBLE_CLICK if half else SoundKind.CLICK


def tap_counted(core: Core) -> None:
    """The runner counts by taps."""
    if core.set.log.is_hold:
        if core.state is State.READY:
            arriving.begin_now(core)
            return
        return
    if core.state is State.READY:
        core.mouth.hush()
        arriving.start(core)
    rep_counted(core, tapped(core.set.plan, core.set.log.seen + 1, core.now_s))


def rep_completed(core: Core, event: RepCompleted) -> None:
    """All figures of a counted repetition are known: now the word that may follow its number."""
    if core.work is None or core.set.completing == 0:
        return
    core.set.completing -= 1
    rep = core.set.log.seen - core.set.completing
    core.set.log.reps.append(replace(event.rep, number=rep, side=core.set.log.plan.side))
    core.set.rules.missed(rep, event.rep.cues)
    mended = core.set.rules.mended(rep, event.rep.cues, event.rep.unseen)
    if core.state is State.WORKING:
        _follow(core, mended=mended)
    if core.state is State.OVER:
        core.keep()
    else:
        core.progress()


def _follow(core: Core, *, mended: bool) -> None:
    """At most one thing after a number, in this order: a cue, "that's it", where the set stands."""
    if core.set.follow_s is None:
        return
    core.set.follow_s = None
    cue = core.set.rules.due(core.set.log.seen)
    word = _cue_word(core, cue) if cue else Message.of("coach.thats-it") if mended else _marker(core)
    if word is not None:
        core.say(word, cue=True)


def _cue_word(core: Core, cue: str) -> Message:
    return declared(core.set.exercise, "cues", cue, "say")


def _marker(core: Core) -> Message | None:
    n, target = core.set.log.count, int(core.set.log.target)
    if target < HALF_OF_AT_LEAST:
        return None
    if n == target - 1:
        return Message.of("coach.one-more")
    if n != target // 2:
        return None
    reminder = core.set.rules.reminder()
    return (
        declared(core.set.exercise, "cues", reminder, "halfway") if reminder else Message.of("coach.half-way")
    )


def partial(core: Core, event: PartialRep) -> None:
    """A half lift: no number, no click; after the second the runner hears why."""
    _moved(core)
    core.set.log.reps.append(replace(event.rep, number=None, side=core.set.log.plan.side))
    cue = core.set.rules.half_lift(core.set.log.seen)
    if cue is not None:
        core.say(_cue_word(core, cue), cue=True)


def reach(core: Core) -> None:
    """The target: three notes. What the runner does beyond it is counted silently."""
    core.set.log.reached = True
    core.sound(SoundKind.SET_DONE)
    if core.set.log.is_hold:
        core.say(declared(core.set.exercise, "text", "done"), cut=True)
    core.set.follow_s = None
    core.go(State.OVER)
    if core.set.completing == 0 or core.set.log.source is not Source.CAMERA:
        core.keep()


def one_too_many(core: Core, event: RepCounted) -> None:
    """Past the target: counted, not spoken."""
    _moved(core)
    core.set.log.seen += 1
    core.set.completing += 1
    core.progress()


def moved_on(core: Core, event: PhaseEntered) -> None:
    """Past the target: the leg is not resting yet."""
    if event.phase is not Phase.REST:
        core.set.moved_s = core.now_s
    core.set.phase, core.set.phase_s = event.phase, core.now_s


# ---------------------------------------------------------------- holds and stretches


def hold_tick(core: Core, event: HoldTick) -> None:
    """One second more at the top, or of the stretch."""
    _moved(core)
    if core.set.log.is_hold:
        _stretch_tick(core, event.seconds)
        return
    wanted = hold_of(core.set.exercise, core.set.plan)
    if event.seconds > wanted:
        return
    core.set.ticks = event.seconds
    core.sound(SoundKind.TICK)
    if event.seconds == int(wanted) and (wanted >= SPOKEN_HOLD_S or _rhythm(core)):
        core.set.down_said = True
        _rhythm_word(core, "rhythm_down")


def _clock_runs(core: Core) -> None:
    if core.set.clock_stopped:
        _clock_on(core)
    elif "begun" not in core.set.marked:
        core.set.marked.add("begun")
        core.sound(SoundKind.BEGIN)
        core.say(_length(core.set.log.target))


def _clock_on(core: Core) -> None:
    core.set.clock_stopped = False
    core.say(Message.of("coach.hold.on-from", n=core.set.log.count), cut=True)


def _length(seconds: float) -> Message:
    known = {30.0: "coach.hold.half-minute", 60.0: "coach.hold.minute"}
    if seconds in known:
        return Message.of(known[seconds])
    return Message.of("coach.hold.seconds", n=number(round(seconds)))


def _stretch_tick(core: Core, seconds: int) -> None:
    if core.set.clock_stopped:
        _clock_on(core)
    before = core.set.log.count
    core.set.log.holding_s = float(seconds)
    for at, (mark, word) in _marks(core):
        if before < at <= core.set.log.count and mark not in core.set.marked:
            core.set.marked.add(mark)
            core.say(Message.of(word))
            core.progress()
    if core.set.log.count >= core.set.log.target:
        reach(core)


def _marks(core: Core) -> tuple[tuple[float, tuple[str, str]], ...]:
    target = core.set.log.target
    marks = (
        (target // 2, ("half", "coach.hold.half-way")),
        (target - LAST_S, ("last", "coach.hold.last-five")),
    )
    if core.gentle_said or target // 2 <= GENTLE_AT_S:
        return marks
    if core.set.log.count >= GENTLE_AT_S:
        core.gentle_said = True
    return ((GENTLE_AT_S, ("gentle", "coach.hold.gentle")), *marks)


def more_held(core: Core, event: HoldTick) -> None:
    """Past the target: the stretch goes on, silently."""
    if core.set.log.is_hold:
        core.set.log.holding_s = float(event.seconds)
        core.set.log.touch(core.now_s)


def hold_paused(core: Core, event: HoldPaused) -> None:
    """The stretch was left or lost: its clock stops."""
    if not core.set.log.is_hold:
        return
    core.set.log.holding_s = event.held_s
    core.set.clock_stopped = True
    core.say(Message.of("coach.hold.stopped-at", n=core.set.log.count), cut=True)
    core.progress()


def hold_ended(core: Core, event: HoldEnded) -> None:
    """A stretch is over; coming back begins another hold, which is added."""
    if core.log is None or not core.log.is_hold:
        return
    log = core.log
    log.holds.append(replace(event.hold, number=len(log.holds) + 1, side=log.plan.side))
    log.held_s, log.holding_s = log.held_s + event.hold.held_s, 0.0
    log.touch(core.now_s)
    if core.state is State.OVER:
        core.keep()
    elif core.state is State.WORKING and not core.set.clock_stopped:
        core.set.clock_stopped = True
        core.say(Message.of("coach.hold.stopped-at", n=log.count), cut=True)
        core.progress()


def cue_raised(core: Core, event: CueRaised) -> None:
    """In a stretch a cue is spoken while it is broken, as rarely as after a number."""
    if core.set.log.is_hold and core.set.log.holding_s and core.set.rules.raised(event.cue, core.now_s):
        core.say(_cue_word(core, event.cue), cue=True)


def cue_cleared(core: Core, event: CueCleared) -> None:
    """In a stretch: what was asked for was seen done."""
    if core.set.log.is_hold and core.set.rules.cleared(event.cue):
        core.say(Message.of("coach.thats-it"), cue=True)


# ---------------------------------------------------------------- leaving, being lost, someone else


def position_left(core: Core, event: PositionLeft) -> None:
    """Gets up in mid-set: that is the stop button."""
    if core.set.log.is_hold:
        return
    if core.set.log.count == 0:
        core.go(State.ENTER)
    elif core.set.exercise.position is not Position.SUPINE:
        stop(core)


def posture_changed(core: Core, event: PostureChanged) -> None:
    """Sits up from the ball, or leaves the picture."""
    lying = core.set.exercise.position is Position.SUPINE
    if lying and core.set.log.count and event.posture in (Posture.STANDING, Posture.OTHER):
        core.go(State.FETCH)
        core.sound(SoundKind.LOOK)
        core.say(Message.of("coach.stop.ball", n=number(core.set.log.count)), cut=True)
        core.progress()


def stop(core: Core) -> None:
    """Keeps the count and asks what happened."""
    core.go(State.STOPPED)
    core.sound(SoundKind.LOOK)
    core.say(_so_far(core, "coach.stop.up"), cut=True)
    core.progress()


def _so_far(core: Core, id_: str) -> Message:
    return Message.of(id_, n=number(core.set.log.count))


def advice(core: Core, event: ViewAdvice) -> None:
    """What is in the way in mid-set: someone else, the dark, a phone that fell over."""
    handle = _IN_THE_WAY.get(event.advice)
    if handle is not None:
        handle(core)


def _someone(core: Core) -> None:
    core.set.waiting_s = core.now_s


def _dark(core: Core) -> None:
    if "dark" not in core.set.marked:
        core.set.marked.add("dark")
        core.say(Message.of("coach.lost.dark"))


def _fallen(core: Core) -> None:
    core.set.waiting_s, core.set.waiting_told = None, True
    core.sound(SoundKind.LOOK)
    core.say(_so_far(core, "coach.lost.moved"), cut=True)


_IN_THE_WAY: dict[Advice, Callable[[Core], None]] = {
    Advice.ONE_PERSON: _someone,
    Advice.MORE_LIGHT: _dark,
    Advice.CAMERA_LEVEL: _fallen,
}


def found(core: Core, event: Event) -> None:
    """Seen again after a loss that the runner was told about."""
    if core.set.unseen_told or core.set.waiting_told:
        _seen_again(core)
    core.set.unseen_told, core.set.waiting_told, core.set.waiting_s = False, False, None
    core.set.moved_s = core.now_s


def _seen_again(core: Core) -> None:
    core.sound(SoundKind.BEGIN)
    if core.set.waiting_told and not core.set.log.is_hold:
        core.say(Message.of("coach.go-on-number", n=number(core.set.log.count + 1)), cut=True)


# ---------------------------------------------------------------- as time goes by


def tick_working(core: Core) -> None:
    """The beat's own events, the word after a number, and everything that does not happen."""
    if core.set.beat is not None:
        _play(core, core.set.beat)
    for check in _CHECKS:
        if core.state is not State.WORKING:
            return
        check(core)


def _play(core: Core, beat: Beat) -> None:
    for event in beat.due(core.now_s):
        if core.state is not State.WORKING:
            return
        _BEATS[type(event)](core, event)


_BEATS: dict[type[Event], Callable[[Core, Any], None]] = {
    PhaseEntered: phase_entered,
    HoldTick: hold_tick,
    RepCounted: rep_counted,
}


def _check_follow(core: Core) -> None:
    blind = core.set.log.source is not Source.CAMERA
    if core.set.follow_s is not None and (blind or core.now_s - core.set.follow_s >= FOLLOW_S):
        _follow(core, mended=False)


def _check_sight(core: Core) -> None:
    if core.set.log.source is not Source.CAMERA:
        return
    if not core.eyes.usable:
        beat_takes_over(core, "coach.camera.none")
    elif _walked_off(core):
        stop(core)
    elif core.eyes.lost_for(core.now_s) >= UNSEEN_BEAT_S:
        core.eyes.give_up()
        beat_takes_over(core, "coach.lost.beat")
    elif core.eyes.lost_for(core.now_s) >= UNSEEN_TELL_S and core.set.phase in _MOVING:
        _tell_unseen(core)


def _walked_off(core: Core) -> bool:
    """Nobody is there: between two repetitions that is walking off, in the middle of one a camera that fails. Nobody can
    leave without letting go first; only a stretch may be left from its hold."""
    nobody_s = core.eyes.nobody_for(core.now_s)
    if core.set.log.is_hold:
        return nobody_s >= NOBODY_IN_A_STRETCH_S
    return core.set.log.count > 0 and core.set.phase not in _MOVING and nobody_s >= NOBODY_S


def _tell_unseen(core: Core) -> None:
    work = core.set
    if work.unseen_told or work.unseen_said >= UNSEEN_A_SET:
        return
    work.unseen_said += 1
    work.unseen_told = True
    core.sound(SoundKind.LOOK)
    core.say(Message.of("coach.lost.legs"), cut=True)


def beat_takes_over(core: Core, why: str) -> None:
    """From the repetition that comes next the coach keeps the tempo; what was counted stays."""
    core.set.log.source = Source.BEAT
    core.set.log.bank()
    core.set.unseen_told = core.set.waiting_told = False
    words = [Message.of(why)]
    if core.set.log.count:
        words.append(arriving.from_number(core))
    core.mouth.hush()
    arriving.again(core, *words)


def _check_other(core: Core) -> None:
    if (
        core.set.waiting_s is not None
        and not core.set.waiting_told
        and core.now_s - core.set.waiting_s >= OTHER_PERSON_S
    ):
        core.set.waiting_told = True
        core.sound(SoundKind.LOOK)
        core.say(arriving.advice_message(Advice.ONE_PERSON), cut=True)


def _check_still(core: Core) -> None:
    still_s = core.now_s - core.set.moved_s
    if core.set.waiting_told or core.eyes.lost_for(core.now_s) or still_s < STILL_S:
        return
    if core.set.log.count == 0:
        arriving.again(core)
    elif still_s >= STILL_CLOSES_S:
        arriving.next_step(core)
    elif not core.set.waited:
        core.set.waited = True
        core.say(_so_far(core, "coach.stop.still"), cut=True)


_CHECKS = (_check_follow, _check_sight, _check_other, _check_still)


def tick_over(core: Core) -> None:
    """On to the next step when the leg rests."""
    log = core.set.log
    if core.elapsed_s >= FOLLOW_S:
        core.keep()
    by_camera = log.source is Source.CAMERA
    still_s = core.now_s - max(core.set.moved_s, core.since_s)
    if by_camera and log.is_hold:
        over = log.holding_s == 0 or core.elapsed_s >= HOLD_OVER_S
    else:
        over = still_s >= (REST_OVER_S if by_camera else BEAT_OVER_S)
    if over:
        arriving.next_step(core)


def over_at_once(core: Core, event: Event) -> None:
    """Gets up after the target: the set is over."""
    arriving.next_step(core)
