"""From the first word into position: brief, being seen, weights, and from one set to the next."""

from collections.abc import Callable

from hamstride.coach import ending, readying
from hamstride.coach.core import Core, State
from hamstride.coach.screen import SoundKind
from hamstride.coach.script import StepKind
from hamstride.coach.speech import advice_message, declared, sentences, sum_of
from hamstride.engine.events import (
    Advice,
    Event,
    Posture,
    PostureChanged,
)
from hamstride.exercises.spec import Exercise, Position
from hamstride.exercises.values import Message, Source

ADVICE_APART_S = 4.0
NOBODY_S = 10.0  # nobody in the picture: a word about the phone
NOBODY_APART_S = 20.0
NOT_SEEN_S = 60.0  # "let's do this one without me watching"
NO_PICTURE_S = 15.0  # no picture at all so far: nobody waits for a camera
NOT_IN_POSITION_S = 90.0
REMIND_S = 20.0  # till then perhaps something is amiss with how they lie or stand
STRAP_S = 25.0  # then what comes next is explained, while the runner can look
GEAR_LONGEST_S = 120.0  # with it, not to have seen the runner move on is no reason to wait for ever
GEAR_BEAT_S = 60.0  # without the camera nobody sees when the weights are on
MOVE_BEAT_S = {Position.PRONE: 8.0, Position.SUPINE: 12.0, Position.STANDING: 2.0}  # after the words
BRIEF_S = 3.0


def begin_step(core: Core) -> None:
    """Does what the step that is now reached begins with."""
    core.eyes.moves = 0
    core.look()
    _ARRIVE[core.step.kind](core)


def return_to(core: Core, back: State) -> None:
    """After an interruption: back to what is not a set at work, its words once more. What the watcher told meanwhile is
    taken up, for it tells it once."""
    core.go(back)
    take_up = _RETURN.get(back)
    if take_up is not None:
        take_up(core)


def next_step(core: Core) -> None:
    """On to the step after this one, closing the set that is open."""
    core.leave_set()
    core.at += 1
    begin_step(core)


def _brief(core: Core) -> None:
    core.go(State.BRIEF)
    core.say(sentences(core.step.says))


def _place(core: Core) -> None:
    core.go(State.PLACE)
    if not core.by_camera:
        _without_camera(core)
    elif core.eyes.body_seen:
        seen(core)
    elif core.eyes.in_position:
        placed(core)
    else:
        for message in core.step.says:
            core.say(message)


def _without_camera(core: Core) -> None:
    if core.wanted is Source.CAMERA:
        core.say(Message.of("coach.camera.none"))
    next_step(core)


def _gear(core: Core) -> None:
    core.go(State.GEAR)
    _say_finished(core)
    _say_step(core)


def _say_step(core: Core) -> None:
    for message in (*core.step.enter, *core.step.says):
        core.say(message)


def _gear_again(core: Core) -> None:
    if core.watching and _has_moved_on(core):
        next_step(core)
    else:
        _say_step(core)


def _enter_again(core: Core) -> None:
    core.set.near_s = None  # nobody has waited in the pause
    _say_step(core)
    if core.watching and core.eyes.in_position:
        in_position(core)


def _set(core: Core) -> None:
    core.trail.append(core.at)
    core.open_set()
    if not core.step.moves:
        readying.ready(core)
        return
    core.go(State.ENTER)
    _say_finished(core)
    _say_enter(core)
    if core.watching and core.set.exercise.position is Position.STANDING:
        core.say(Message.of("coach.place.side-on"))
    for message in core.step.says:
        core.say(message)
    if core.watching and core.eyes.in_position:
        in_position(core)


def _say_enter(core: Core) -> None:
    if core.entered != core.step.index:
        core.entered = core.step.index
        for message in _set_words(core):
            core.say(message)


def _set_words(core: Core) -> tuple[Message, ...]:
    """What is said on the way to the set that this step is or leads to."""
    return next(step.enter for step in core.steps[core.at :] if step.kind is StepKind.SET)


def _say_finished(core: Core) -> None:
    """What was just done, in one number, and how to get up from it."""
    if core.step.finished is None:
        return
    exercise = core.exercises[core.step.finished]
    if exercise.is_hold:
        return
    core.say(sentences((*_total(core, exercise), declared(exercise, "text", "done"))))


def _total(core: Core, exercise: Exercise) -> tuple[Message, ...]:
    n = ending.total(core, exercise)
    return (
        (Message.of("coach.finished", plural=declared(exercise, "text", "plural"), n=sum_of(n)),) if n else ()
    )


_ARRIVE: dict[StepKind, Callable[[Core], None]] = {
    StepKind.BRIEF: _brief,
    StepKind.PLACE: _place,
    StepKind.GEAR: _gear,
    StepKind.SET: _set,
    StepKind.DONE: ending.say_goodbye,
}
_RETURN: dict[State, Callable[[Core], None]] = {
    State.BRIEF: _brief,
    State.PLACE: _place,
    State.GEAR: _gear_again,
    State.ENTER: _enter_again,
}


def seen(core: Core, event: Event | None = None) -> None:
    """The whole body is in the picture: that stands there until it is said. Nobody who is in position waits for it."""
    core.prompted = True
    core.sound(SoundKind.BEGIN)
    core.say(Message.of("coach.place.seen-first" if core.session.first else "coach.place.seen"))
    if core.eyes.in_position:
        next_step(core)


def placed(core: Core, event: Event | None = None) -> None:
    """In position: enough is in the picture to begin, if not all of the body; then with the word on what is not."""
    if core.prompted:
        next_step(core)
    elif core.eyes.advice is None:
        seen(core)
    else:
        core.sound(SoundKind.BEGIN)
        _tell(core, core.eyes.advice)
        next_step(core)


def advise(core: Core, event: Event | None = None) -> None:
    """Says what to change so that the camera sees, one thing at a time and not too often."""
    advice = core.eyes.advice
    if advice is not None and core.now_s - core.advised_s >= ADVICE_APART_S and core.mouth.idle(core.now_s):
        _tell(core, advice)


def _tell(core: Core, advice: Advice) -> None:
    core.advised_s, core.eyes.advice = core.now_s, None
    core.say(advice_message(advice))


def posture_changed(core: Core, event: PostureChanged) -> None:
    """While weights go on or off: lying down (or standing up) again says that it is done."""
    if _has_moved_on(core):
        next_step(core)


def _has_moved_on(core: Core) -> bool:
    """Lying (or standing again) as what comes next begins. To be found standing is no change yet, the weights may be off."""
    wanted = readying.POSTURES[core.exercises[core.coming.exercise].position]
    found = 1 if wanted is Posture.STANDING else 0
    return core.eyes.posture is wanted and core.eyes.moves > found


def gear_position(core: Core, event: Event) -> None:
    """In position for what comes next: the weights are on, if the runner has moved at all since they were asked for."""
    if core.eyes.moves or core.elapsed_s >= STRAP_S:
        next_step(core)


def in_position(core: Core, event: Event | None = None) -> None:
    """The runner lies or stands as the set begins."""
    core.sound(SoundKind.BEGIN)
    readying.ready(core)


def there_already(core: Core, event: Event) -> None:
    """Lying in position before the brief is over: nobody has to be told to lie down. Standing still is no sign."""
    if core.exercises[core.coming.exercise].position is not Position.STANDING:
        next_step(core)


def skip_wait(core: Core) -> None:
    """A tap instead of waiting."""
    core.mouth.hush()
    next_step(core)


def enter_by_tap(core: Core) -> None:
    """The runner says to be ready before the camera saw it."""
    core.mouth.hush()
    readying.ready(core)


def tick_brief(core: Core) -> None:
    """On when it is said."""
    if core.elapsed_s >= BRIEF_S and core.mouth.idle(core.now_s):
        next_step(core)


def tick_place(core: Core) -> None:
    """On when it is said that all is seen, or without the camera when it does not come or does not see."""
    if core.prompted:
        _on_when_said(core)
    elif not core.by_camera or (core.eyes.on is None and core.elapsed_s >= NO_PICTURE_S):
        core.eyes.give_up()
        _without_camera(core)
    elif core.elapsed_s >= NOT_SEEN_S:
        _unwatched(core)
        next_step(core)
    elif core.eyes.nobody_for(core.now_s) >= NOBODY_S and core.eyes.advice is not Advice.MORE_LIGHT:
        _look_for(core)
    else:
        advise(core)  # in the dark nobody is found wherever the phone is turned


def _on_when_said(core: Core) -> None:
    if not core.by_camera:
        _without_camera(core)
    elif core.mouth.idle(core.now_s):
        next_step(core)


def _look_for(core: Core) -> None:
    """An empty picture: nothing about the body can be advised, only about the phone."""
    if core.now_s - core.advised_s >= NOBODY_APART_S and core.mouth.idle(core.now_s):
        core.advised_s = core.now_s
        core.say(Message.of("coach.place.nobody"))


def _unwatched(core: Core) -> None:
    core.eyes.give_up()
    core.say(Message.of("coach.camera.unwatched"), cut=True)


def tick_gear(core: Core) -> None:
    """What comes next is explained while the runner can still look."""
    if core.elapsed_s >= STRAP_S and core.mouth.idle(core.now_s):
        _say_enter(core)
    longest_s = GEAR_LONGEST_S if core.by_camera else GEAR_BEAT_S
    if core.elapsed_s >= longest_s and core.mouth.idle(core.now_s):
        next_step(core)


def tick_enter(core: Core) -> None:
    """Without the camera a moment to get down there; with it, a limit to the patience."""
    work = core.set
    if work.log.source is Source.CAMERA and not core.eyes.usable:
        work.drive_by(Source.BEAT)
    if work.log.source is Source.CAMERA:
        _wait_in_sight(core)
    elif not core.mouth.idle(core.now_s):
        work.settled_s = None
    elif work.settled_s is None:
        work.settled_s = core.now_s
    elif core.now_s - work.settled_s >= MOVE_BEAT_S[work.exercise.position]:
        readying.ready(core)


def _wait_in_sight(core: Core) -> None:
    """A runner who is elsewhere is waited for; one who is there and not recognised is told once more how to be in position, and
    has to wait for a while only."""
    work = core.set
    if readying.elsewhere(core):
        work.near_s = None
    elif work.near_s is None:
        work.near_s = work.reminded_s = core.now_s
    elif core.now_s - work.near_s >= NOT_IN_POSITION_S:
        _unwatched(core)
        work.drive_by(Source.BEAT)
        return
    elif (
        core.now_s - work.reminded_s >= REMIND_S and core.eyes.advice is None and core.mouth.idle(core.now_s)
    ):
        work.reminded_s = core.now_s
        for message in core.step.says:
            core.say(message)
    advise(core)
