"""What comes between in a set: getting up, the ball, keeping still, what the camera loses, somebody else."""

from collections.abc import Callable

from hamstride.coach import arriving, moments, readying
from hamstride.coach.core import Core, State
from hamstride.coach.screen import SoundKind
from hamstride.coach.speech import advice_message, side_name
from hamstride.engine.events import (
    Advice,
    Event,
    PositionLeft,
    Posture,
    PostureChanged,
    ViewAdvice,
)
from hamstride.exercises.spec import Phase, Position
from hamstride.exercises.values import Message, Source

STILL_S = 15.0
STILL_CLOSES_S = 45.0
UNSEEN_TELL_S = 1.0
UNSEEN_BEAT_S = 10.0
UNSEEN_TEST_S = 15.0  # a test has no beat to go on with, and waits longer
UNSEEN_A_SET = 2
NOBODY_S = 2.0
NOBODY_IN_A_STRETCH_S = 9.0  # before the beat would take over: nobody stretches where nobody is
OTHER_PERSON_S = 3.0
_DARK = "dark"  # marks a set in which it was said that it is dark,
_HIDDEN = "hidden"  # and one whose leg is hidden by the other one again and again
_MOVING = (Phase.LIFT, Phase.HOLD, Phase.LOWER)


def position_left(core: Core, event: PositionLeft) -> None:
    """Gets up in mid-set: that is the stop button."""
    lying_back = core.set.exercise.position is Position.SUPINE and core.set.log.count > 0
    if not core.set.log.is_hold and not lying_back:
        _left(core)


def _left(core: Core) -> None:
    if core.set.log.count == 0:
        core.go(State.ENTER)
    else:
        stop(core)


def posture_changed(core: Core, event: PostureChanged) -> None:
    """Comes up from lying on the back: the ball has rolled away, and the count waits."""
    lying = core.set.exercise.position is Position.SUPINE
    if lying and core.set.log.count and event.posture in (Posture.STANDING, Posture.OTHER):
        core.go(State.FETCH)
        core.sound(SoundKind.LOOK)
        core.say(moments.fetch_it(core), cut=True)
        core.progress()


def stop(core: Core) -> None:
    """Keeps the count and asks what happened."""
    core.go(State.STOPPED)
    core.sound(SoundKind.LOOK)
    core.say(moments.so_far(core, "coach.stop.up"), cut=True)
    core.progress()


def advice(core: Core, event: ViewAdvice) -> None:
    """What is in the way in mid-set: someone else, the dark, a phone that fell over."""
    handle = _IN_THE_WAY.get(event.advice)
    if handle is not None:
        handle(core)


def _someone(core: Core) -> None:
    core.set.waiting_s = core.now_s


def _dark(core: Core) -> None:
    if _DARK not in core.set.marked:
        core.set.marked.add(_DARK)
        core.say(Message.of("coach.lost.dark"))


def _far_leg(core: Core) -> None:
    core.set.marked.add(_HIDDEN)


def _fallen(core: Core) -> None:
    core.set.waiting_s, core.set.waiting_told = None, True
    core.sound(SoundKind.LOOK)
    core.say(moments.so_far(core, "coach.lost.moved"), cut=True)


_IN_THE_WAY: dict[Advice, Callable[[Core], None]] = {
    Advice.ONE_PERSON: _someone,
    Advice.MORE_LIGHT: _dark,
    Advice.CAMERA_LEVEL: _fallen,
    Advice.OTHER_WAY_ROUND: _far_leg,
}


def found(core: Core, event: Event | None = None) -> None:
    """Seen again after a loss that the runner was told about."""
    if core.set.unseen_told or core.set.waiting_told:
        moments.seen_again(core)
    core.set.unseen_told, core.set.waiting_told, core.set.waiting_s = False, False, None
    core.set.moved_s = core.now_s


def check_sight(core: Core) -> None:
    """Says so when the legs cannot be seen; after a while the beat takes over."""
    if core.set.log.source is not Source.CAMERA:
        return
    if not core.eyes.usable:
        readying.beat_takes_over(core, "coach.camera.none")
    elif _walked_off(core):
        _left(core)
    elif core.set.waiting_s is not None or core.set.waiting_told:
        return
    elif core.eyes.lost_for(core.now_s) >= (UNSEEN_TEST_S if core.is_test else UNSEEN_BEAT_S):
        core.eyes.give_up()
        readying.beat_takes_over(core, "coach.lost.beat", *_turn_round(core))
    elif core.eyes.lost_for(core.now_s) >= UNSEEN_TELL_S and core.set.phase in _MOVING:
        tell_unseen(core)
    elif core.set.unseen_told and core.eyes.lost_for(core.now_s) == 0:
        found(core)  # pictures that stayed away are back: the watcher, who had none, tells of no loss


def _turn_round(core: Core) -> tuple[Message, ...]:
    """What else would help where the other leg hides the one that works."""
    if _HIDDEN not in core.set.marked:
        return ()
    return (Message.of("coach.lost.turn", side=side_name(core.set.plan.side)),)


def _walked_off(core: Core) -> bool:
    """Nobody is there: between two repetitions that is walking off, in the middle of one a camera that fails. Nobody can
    leave without letting go first; only a stretch may be left from its hold."""
    nobody_s = core.eyes.nobody_for(core.now_s)
    if core.set.log.is_hold:
        return nobody_s >= NOBODY_IN_A_STRETCH_S
    return core.set.phase not in _MOVING and nobody_s >= NOBODY_S


def tell_unseen(core: Core) -> None:
    """The legs cannot be seen: told as long as it is news, and not too often in a set."""
    work = core.set
    if work.unseen_told or work.unseen_said >= UNSEEN_A_SET:
        return
    work.unseen_said += 1
    work.unseen_told = True
    core.sound(SoundKind.LOOK)
    core.say(Message.of("coach.lost.legs"), cut=True)


def check_other(core: Core) -> None:
    """Someone else has been in the picture for a while: says so and waits."""
    if (
        core.set.waiting_s is not None
        and not core.set.waiting_told
        and core.now_s - core.set.waiting_s >= OTHER_PERSON_S
    ):
        core.set.waiting_told = True
        core.sound(SoundKind.LOOK)
        core.say(advice_message(Advice.ONE_PERSON), cut=True)


def check_still(core: Core) -> None:
    """Nothing has moved for a while: asks, and in the end closes the set."""
    still_s = core.now_s - core.set.moved_s
    if core.set.waiting_told or core.eyes.lost_for(core.now_s) or still_s < STILL_S:
        return
    if core.set.log.count == 0:
        readying.again(core)
    elif still_s >= STILL_CLOSES_S:
        arriving.next_step(core)
    elif not core.set.waited:
        core.set.waited = True
        core.say(moments.so_far(core, "coach.stop.still"), cut=True)
