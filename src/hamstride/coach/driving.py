"""Another way to drive: the camera comes or goes, or the runner chooses."""

from collections.abc import Callable

from hamstride.coach import arriving, readying, stopping
from hamstride.coach.core import Core, State
from hamstride.coach.screen import Tap
from hamstride.exercises.values import Message, Source


def drive(core: Core, tap: Tap) -> None:
    """From now on by camera, by the beat or by taps."""
    sources = {source.value: source for source in (Source.CAMERA, Source.BEAT, Source.TAP)}
    if tap.value not in sources:
        return
    core.wanted = sources[str(tap.value)]
    if core.wanted is Source.CAMERA:
        core.eyes.blind = False
    switch = _SWITCH.get(core.state)
    if switch is not None:
        switch(core)


def _switch_place(core: Core) -> None:
    if core.wanted is not Source.CAMERA:
        arriving.skip_wait(core)


def _switch_set(core: Core) -> None:
    if core.log is None:
        return
    stopping.bank(core)
    core.log.source = core.wanted if core.wanted is not Source.CAMERA or core.eyes.usable else Source.BEAT
    core.mouth.hush()
    if core.state is not State.ENTER:
        readying.again(core)


_SWITCH: dict[State, Callable[[Core], None]] = {
    State.PLACE: _switch_place,
    State.ENTER: _switch_set,
    State.READY: _switch_set,
    State.WORKING: _switch_set,
}


def camera(core: Core, *, on: bool) -> None:
    """The camera came or went; the set never waits for it."""
    if on:
        core.eyes.on, core.eyes.blind = True, False
        waiting = (
            core.state in (State.ENTER, State.READY)
            and not core.set.log.begun
            and core.set.begin_at_s is None
        )
        if waiting and core.wanted is Source.CAMERA:
            core.set.log.source = Source.CAMERA
        return
    core.eyes.close()
    if core.log is None or core.log.source is not Source.CAMERA:
        return
    if core.state in (State.READY, State.WORKING):
        readying.beat_takes_over(core, "coach.camera.none")
    else:
        core.log.source = Source.BEAT
        core.say(Message.of("coach.camera.none"))
