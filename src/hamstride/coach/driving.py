"""Another way to drive: the camera comes or goes, or the runner chooses."""

from collections.abc import Callable

from hamstride.coach import arriving, losing, readying, stopping
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
        core.eyes.afresh()
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
    core.set.drive_by(core.next_source)
    if core.state is not State.ENTER:
        core.mouth.hush()
        by_tap = core.log.source is Source.TAP and not core.log.is_hold
        readying.again(core, *((Message.of("coach.ready.tap"),) if by_tap else ()))


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
        runs_on = core.state is State.WORKING or _is_over(core)
        waits = core.log is not None and core.set.begin_at_s is None and not runs_on
        if waits and core.wanted is Source.CAMERA:
            core.set.drive_by(Source.CAMERA)
        return
    watched = core.watching
    core.eyes.close()
    if not watched or core.state in _NO_NEWS:
        return
    if core.state in (State.READY, State.WORKING):
        readying.beat_takes_over(core, "coach.camera.none")
        return
    core.say(Message.of("coach.camera.none"))
    if core.log is not None and not _is_over(core):  # a set that is over was counted by the camera
        core.set.drive_by(Source.BEAT)


def _is_over(core: Core) -> bool:
    """Whether the set is over, be it that a break was taken then."""
    return State.OVER in (core.state, core.back_to)


_NO_NEWS = (
    State.BRIEF,
    State.PLACE,
    State.PAIN_STOP,
    State.DONE,
    State.ENDED,
)  # before it is needed (`PLACE` says so), and after


_MEASURED = (State.PLACE, State.GEAR, State.ENTER, State.READY, State.WORKING)


def end_unmeasured(core: Core) -> None:
    """A test, which nobody measures without the camera, ends where it would go on without it, and says so. Pictures that only
    stay away it waits for."""
    if not core.is_test or core.state not in _MEASURED:
        return
    silent_s = min(core.eyes.silent_for(core.now_s), core.elapsed_s)  # in a pause nobody needs them
    if core.watching and silent_s < losing.UNSEEN_TEST_S:
        _tell_silence(core, silent_s)
        return
    core.drop_set()
    core.complete, core.unmeasured = False, True
    core.go(State.DONE)
    core.say(Message.of("coach.camera.no-test"), cut=True)


def _tell_silence(core: Core, silent_s: float) -> None:
    """In a set it is told once that nothing is seen, whatever moves, and that it is seen again."""
    if core.work is None:
        return
    if silent_s > 0:
        losing.tell_unseen(core)
    elif core.work.unseen_told and core.eyes.lost_for(core.now_s) == 0:
        losing.found(core)


def under_way(core: Core) -> bool:
    """Whether a set is going on, or its beat about to begin: what must not run on while nobody can see or hear it."""
    return core.state is State.WORKING or (core.work is not None and core.work.begin_at_s is not None)
