"""A set at work: from the first movement through each phase to the leg at rest."""

from collections.abc import Callable
from typing import Any

from hamstride.coach import arriving, holding, losing, moments, readying, repeating
from hamstride.coach.core import Core, State
from hamstride.coach.drives import Beat, hold_of
from hamstride.coach.screen import SoundKind
from hamstride.engine.events import (
    Event,
    HoldTick,
    PhaseEntered,
    RepCounted,
)
from hamstride.exercises.spec import LONG_HOLD_S, Phase
from hamstride.exercises.values import Source

REST_OVER_S = 3.0  # the leg rests so long: the set is over
BEAT_OVER_S = 1.5
HOLD_OVER_S = 10.0  # a stretch may be held longer; then the set is over all the same


def first_movement(core: Core, event: PhaseEntered) -> None:
    """From ready to work: the runner has begun."""
    if event.phase is Phase.REST:
        return
    core.mouth.hush()
    readying.start(core)
    phase_entered(core, event)


def first_count(core: Core, event: RepCounted) -> None:
    """A repetition whose beginning was not noticed is a repetition."""
    readying.start(core)
    repeating.rep_counted(core, event)


def phase_entered(core: Core, event: PhaseEntered) -> None:
    """A part of the movement began."""
    moments.moved(core)
    core.set.phase, core.set.phase_s = event.phase, core.now_s
    _PHASES[event.phase](core)


def _lift(core: Core) -> None:
    core.set.down_said, core.set.ticks, core.set.log.banked_s = False, 0, 0.0
    if moments.in_rhythm(core):
        moments.rhythm_word(core, "rhythm_up")


def _hold(core: Core) -> None:
    if core.set.log.is_hold:
        holding.clock_runs(core)
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


def _down(core: Core) -> None:
    if moments.in_rhythm(core) and not core.set.down_said:
        core.set.down_said = True
        moments.rhythm_word(core, "rhythm_down")


def moved_on(core: Core, event: PhaseEntered) -> None:
    """Past the target: the leg is not resting yet."""
    if event.phase is not Phase.REST:
        core.set.moved_s = core.now_s
    core.set.phase, core.set.phase_s = event.phase, core.now_s


def hold_tick(core: Core, event: HoldTick) -> None:
    """One second more at the top, or of the stretch."""
    moments.moved(core)
    if core.set.log.is_hold:
        holding.stretch_tick(core, event.seconds)
        return
    wanted = hold_of(core.set.exercise, core.set.plan)
    if event.seconds > wanted:
        return
    core.set.ticks = event.seconds
    core.sound(SoundKind.TICK)
    if event.seconds == int(wanted) and (wanted >= LONG_HOLD_S or moments.in_rhythm(core)):
        core.set.down_said = True
        moments.rhythm_word(core, "rhythm_down")


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
    RepCounted: repeating.rep_counted,
}
_CHECKS = (repeating.check_follow, losing.check_sight, losing.check_other, losing.check_still)


def tick_over(core: Core) -> None:
    """On to the next step when the leg rests."""
    log = core.set.log
    if core.elapsed_s >= repeating.FOLLOW_S:
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
