"""Stretches: a clock that runs only while the position is held, and a few words at their seconds."""

from dataclasses import replace

from hamstride.coach import moments, readying
from hamstride.coach.core import Core, State
from hamstride.coach.screen import SoundKind
from hamstride.coach.speech import number
from hamstride.engine.events import (
    CueCleared,
    CueRaised,
    HoldEnded,
    HoldPaused,
    HoldTick,
)
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Message

GENTLE, GENTLE_AT_S = "gentle", 8
LAST_S = 5


def clock_runs(core: Core) -> None:
    """The position is reached: the clock runs, or runs on."""
    if core.set.clock_stopped:
        _clock_on(core)
    elif "begun" not in core.set.marked:
        core.set.marked.add("begun")
        core.sound(SoundKind.BEGIN)
        core.say(_length(core.set.log.target))


def _clock_on(core: Core) -> None:
    core.set.clock_stopped = False
    core.say(Message.of("coach.hold.on-from", n=core.set.log.count), cut=True)


def _clock_off(core: Core) -> None:
    core.set.clock_stopped = True
    if core.set.log.count:
        core.say(Message.of("coach.hold.stopped-at", n=core.set.log.count), cut=True)
    core.progress()


def _length(seconds: float) -> Message:
    known = {30.0: "coach.hold.half-minute", 60.0: "coach.hold.minute"}
    if seconds in known:
        return Message.of(known[seconds])
    return Message.of("coach.hold.seconds", n=number(round(seconds)))


def stretch_tick(core: Core, seconds: int) -> None:
    """One second more: the words that belong to it, and the target."""
    if core.set.clock_stopped:
        _clock_on(core)
    before = core.set.log.count
    core.set.log.hold(float(seconds))
    for at, (mark, word) in _marks(core):
        if before < at <= core.set.log.count and mark not in core.set.marked:
            core.set.marked.add(mark)
            core.gentle_said |= mark == GENTLE
            core.say(Message.of(word))
            core.progress()
    if core.set.log.count >= core.set.log.target:
        moments.reach(core)


def _marks(core: Core) -> tuple[tuple[float, tuple[str, str]], ...]:
    """The seconds that have words, each with its name and what is said; the gentle word is for one stretch of a session."""
    target = core.set.log.target
    marks = (
        (target // 2, ("half", "coach.hold.half-way")),
        (target - LAST_S, ("last", "coach.hold.last-five")),
    )
    if core.gentle_said or target // 2 <= GENTLE_AT_S:
        return marks
    return ((GENTLE_AT_S, (GENTLE, "coach.hold.gentle")), *marks)


def still_held(core: Core, event: HoldTick) -> None:
    """Ready to go on, and the stretch was never let go of: its clock runs on."""
    if not core.set.log.is_hold:
        return
    core.mouth.hush()
    readying.start(core)
    core.set.phase, core.set.phase_s = Phase.HOLD, core.now_s
    clock_runs(core)
    stretch_tick(core, event.seconds)


def more_held(core: Core, event: HoldTick) -> None:
    """Past the target: the stretch goes on, silently."""
    if core.set.log.is_hold:
        core.set.log.hold(float(event.seconds))
        core.set.log.touch(core.now_s)


def hold_paused(core: Core, event: HoldPaused) -> None:
    """The runner was lost from sight: the clock of the stretch stops."""
    if not core.set.log.is_hold:
        return
    core.set.log.hold(event.held_s)
    _clock_off(core)


def hold_ended(core: Core, event: HoldEnded) -> None:
    """A stretch is over; coming back begins another hold, which is added."""
    if core.log is None or not core.log.is_hold:
        return
    log = core.log
    log.holds.append(replace(event.hold, number=len(log.holds) + 1, side=log.plan.side))
    log.let_go(event.hold.held_s)
    log.touch(core.now_s)
    if core.state is State.OVER:
        core.keep()
    elif core.state is State.WORKING and not core.set.clock_stopped:
        _clock_off(core)


def cue_raised(core: Core, event: CueRaised) -> None:
    """In a stretch a cue is spoken while it is broken, as rarely as after a number."""
    if core.set.log.is_hold and core.set.log.holding_s and core.set.rules.raised(event.cue, core.now_s):
        core.say(moments.cue_word(core, event.cue), cue=True)


def cue_cleared(core: Core, event: CueCleared) -> None:
    """In a stretch: what was asked for was seen done."""
    if core.set.log.is_hold and core.set.rules.cleared(event.cue):
        core.set.rules.praise()
        core.say(Message.of("coach.thats-it"), cue=True)
