"""In position: which leg, what to do, and off as soon as the runner likes, or when the beat begins."""

from hamstride.coach.core import Core, State
from hamstride.coach.drives import Beat
from hamstride.coach.screen import SoundKind
from hamstride.coach.speech import number, sentences
from hamstride.engine.events import (
    Posture,
)
from hamstride.exercises.spec import Phase, Position
from hamstride.exercises.values import Message, Source

COUNTDOWN_S = 3
REMIND_S = 45.0
READY_UNSEEN_S = 10.0  # ready and not to be seen: told once; without pictures the beat takes over
READY_UNSEEN_BEAT_S = 30.0
POSTURES = {
    Position.PRONE: Posture.PRONE,
    Position.SUPINE: Posture.SUPINE,
    Position.STANDING: Posture.STANDING,
}


def ready(core: Core) -> None:
    """Which leg, what to do, and off as soon as the runner likes."""
    if core.set.log.full:
        again(core, from_number(core))
        return
    behind = core.step.behind if _did_the_last(core) else None
    parts = [part for part in (behind, core.step.ready) if part is not None]
    if core.set.log.count:
        parts.append(from_number(core))
    if core.set.log.source is Source.CAMERA and not core.set.log.is_hold:
        parts.append(Message.of("coach.ready.start"))
    again(core, sentences(parts))


def _did_the_last(core: Core) -> bool:
    return core.last_index is not None and core.records[core.last_index].count > 0


def again(core: Core, *says: Message) -> None:
    """Back into the set that was left: ready, with what was counted so far."""
    core.set.beat, core.set.begin_at_s, core.set.waited, core.set.phase = None, None, False, None
    core.set.clock_stopped = core.set.log.is_hold and core.set.log.count > 0
    core.go(State.READY)
    for message in says:
        core.say(message)


def from_number(core: Core) -> Message:
    """The number to go on with, or the second of a stretch; of a set that is full, how to leave it."""
    if core.set.log.full:
        return Message.of("coach.ready.held" if core.set.log.is_hold else "coach.ready.full")
    if core.set.log.is_hold:
        return Message.of("coach.hold.on-from", n=core.set.log.count)
    return Message.of("coach.from", n=number(core.set.log.count + 1))


def begin_now(core: Core) -> None:
    """The beat begins at once."""
    if core.set.begin_at_s is not None or not _clocked(core):
        return
    core.mouth.hush()
    _get_ready(core)


def _clocked(core: Core) -> bool:
    """Whether the coach's own clock drives the set; a stretch that is begun by a tap runs by it as well."""
    by_tap = core.set.log.source is Source.TAP and core.set.log.is_hold
    return by_tap or core.set.log.source is Source.BEAT


def start(core: Core) -> None:
    """The set goes on now."""
    core.set.log.touch(core.now_s)
    core.set.moved_s = core.now_s
    core.go(State.WORKING)


def beat_takes_over(core: Core, why: str, *also: Message) -> None:
    """From the repetition that comes next the coach keeps the tempo; what was counted stays."""
    core.set.drive_by(Source.BEAT)
    core.set.log.bank()
    core.set.unseen_told = core.set.waiting_told = False
    words = [Message.of(why), *also]
    if core.set.log.count:
        words.append(from_number(core))
    core.mouth.hush()
    again(core, *words)


def elsewhere(core: Core) -> bool:
    """The runner is not where the set would be: out of the picture, or plainly lying or standing otherwise."""
    position = core.set.exercise.position
    away = core.eyes.posture in POSTURES.values() and core.eyes.posture is not POSTURES[position]
    gone = core.eyes.nobody_for(core.now_s) > 0 and (
        position is Position.STANDING or not core.eyes.in_position
    )
    return away or gone


def tick_ready(core: Core) -> None:
    """The beat begins after the rest and the words; with the camera there is all the time in the world."""
    if _clocked(core):
        _tick_beat(core)
    elif core.set.log.source is Source.CAMERA:
        _tick_watched(core)


def _tick_watched(core: Core) -> None:
    lost_s = 0.0 if elsewhere(core) else min(core.eyes.lost_for(core.now_s), core.elapsed_s)
    silent_s = 0.0 if core.is_test else min(core.eyes.silent_for(core.now_s), core.elapsed_s)
    if lost_s >= READY_UNSEEN_BEAT_S or silent_s >= READY_UNSEEN_S:
        core.eyes.give_up()
        beat_takes_over(core, "coach.camera.none" if silent_s else "coach.lost.beat")
    elif lost_s >= READY_UNSEEN_S and not core.set.unseen_told:
        core.set.unseen_told = True
        core.sound(SoundKind.LOOK)
        core.say(Message.of("coach.lost.legs"))
    elif core.elapsed_s >= REMIND_S and not core.prompted and not core.set.log.is_hold:
        core.prompted = True
        core.say(Message.of("coach.ready.start"))


def _tick_beat(core: Core) -> None:
    if core.set.begin_at_s is None:
        of_itself = core.set.log.source is Source.BEAT and not core.set.log.full
        if of_itself and core.mouth.idle(core.now_s) and core.elapsed_s >= _rest_s(core):
            _get_ready(core)
        return
    left = core.set.begin_at_s - core.now_s
    while (
        core.set.counted_down < COUNTDOWN_S
        and left <= COUNTDOWN_S - core.set.counted_down
        and _counts_down(core)
    ):
        core.set.counted_down += 1
        core.sound(SoundKind.TICK)
    if left <= 0:
        _start_beat(core, core.set.begin_at_s)


def _rest_s(core: Core) -> float:
    """Seconds of rest before this set, less the countdown."""
    rested = core.last_index is not None and not core.step.moves and not core.set.log.begun
    return max(0.0, core.set.plan.rest_s - COUNTDOWN_S) if rested else 0.0


def _counts_down(core: Core) -> bool:
    return not core.set.log.is_hold


def _get_ready(core: Core) -> None:
    core.set.counted_down = 0
    core.set.begin_at_s = core.now_s + (COUNTDOWN_S if _counts_down(core) else 0)


def _start_beat(core: Core, begin_at_s: float) -> None:
    work = core.set
    work.beat, work.begin_at_s = Beat(work.exercise, work.plan, begin_at_s), None
    work.phase, work.phase_s = Phase.LIFT, begin_at_s  # what the beat begins with
    if _counts_down(core):
        core.sound(SoundKind.BEGIN)
    start(core)
