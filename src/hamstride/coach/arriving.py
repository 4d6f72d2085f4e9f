"""From the first word to the first movement: brief, being seen, weights, into position, ready. And from set to set."""

from collections.abc import Callable
from datetime import date

from hamstride.coach.core import Core, State
from hamstride.coach.drives import Beat
from hamstride.coach.screen import SessionEnded, SoundKind
from hamstride.coach.script import StepKind
from hamstride.coach.speech import declared, number, sentences, side_name
from hamstride.engine.events import Advice, Event, Posture, PostureChanged
from hamstride.exercises.spec import Exercise, Position
from hamstride.exercises.values import Message, SetPlan, Side, Source

ADVICE_APART_S = 4.0
NOT_SEEN_S = 60.0  # "let's do this one without me watching"
NO_PICTURE_S = 15.0  # no picture at all so far: nobody waits for a camera
NOT_IN_POSITION_S = 90.0
STRAP_S = 25.0  # then what comes next is explained, while the runner can look
GEAR_BEAT_S = 60.0  # without the camera nobody sees when the weights are on
MOVE_BEAT_S = {Position.PRONE: 8.0, Position.SUPINE: 12.0, Position.STANDING: 2.0}  # after the words
BRIEF_S = 3.0
COUNTDOWN_S = 3
REMIND_S = 45.0
LAST_WORD_S = 3.0
EARLY_S = 5.0  # "enough for today" can be taken back so long

_POSTURES = {
    Position.PRONE: Posture.PRONE,
    Position.SUPINE: Posture.SUPINE,
    Position.STANDING: Posture.STANDING,
}


def begin_step(core: Core) -> None:
    """Does what the step that is now reached begins with."""
    core.posture_moved = False
    core.look()
    _ARRIVE[core.step.kind](core)


def next_step(core: Core) -> None:
    """On to the step after this one, closing the set that is open."""
    core.leave_set()
    core.at += 1
    begin_step(core)


def again(core: Core, *says: Message) -> None:
    """Back into the set that was left: ready, with what was counted so far."""
    core.set.beat, core.set.begin_at_s, core.set.waited, core.set.phase = None, None, False, None
    core.set.clock_stopped = core.set.log.is_hold and core.set.log.count > 0
    core.go(State.READY)
    for message in says:
        core.say(message)


def from_number(core: Core) -> Message:
    """The number to go on with, or the second of a stretch."""
    if core.set.log.is_hold:
        return Message.of("coach.hold.on-from", n=core.set.log.count)
    return Message.of("coach.from", n=number(core.set.log.count + 1))


# ---------------------------------------------------------------- arriving at a step


def _brief(core: Core) -> None:
    core.go(State.BRIEF)
    core.say(sentences(core.step.says))


def _place(core: Core) -> None:
    core.go(State.PLACE)
    if not core.by_camera:
        _without_camera(core)
    elif core.eyes.body_seen:
        seen(core)
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
    for message in core.step.says:
        core.say(message)


def _set(core: Core) -> None:
    core.trail.append(core.at)
    core.open_set()
    if not core.step.moves:
        ready(core)
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
    n = total(core, exercise)
    return (
        (Message.of("coach.finished", plural=declared(exercise, "text", "plural"), n=number(n)),) if n else ()
    )


def total(core: Core, exercise: Exercise) -> int:
    """Repetitions of an exercise in this session so far."""
    return sum(record.count for record in core.records.values() if record.exercise == exercise.id)


def _done(core: Core) -> None:
    core.go(State.DONE)
    core.say(sentences(_last_words(core)))


def _last_words(core: Core) -> tuple[Message, ...]:
    done = {record.exercise for record in core.records.values() if record.count}
    exercises = [exercise for exercise in core.exercises.values() if exercise.id in done]
    parts = [Message.of(_ENDS.get(core.session.routine, "coach.end.other"))]
    strength = [exercise for exercise in exercises if not exercise.is_hold]
    if strength:
        parts.append(declared(strength[-1], "text", "done"))
        parts += [_did(core, exercise) for exercise in strength]
    if core.session.next_date is not None:
        parts.append(Message.of("coach.end.next", day=_weekday(core.session.next_date)))
    return tuple(parts)


def _did(core: Core, exercise: Exercise) -> Message:
    return Message.of(
        "coach.end.did", n=number(total(core, exercise)), plural=declared(exercise, "text", "plural")
    )


def _weekday(iso: str) -> Message:
    return Message.of(f"coach.day.{date.fromisoformat(iso).weekday()}")


_ENDS = {
    "strength": "coach.end.strength",
    "before-run": "coach.end.before-run",
    "after-run": "coach.end.after-run",
}
_ARRIVE: dict[StepKind, Callable[[Core], None]] = {
    StepKind.BRIEF: _brief,
    StepKind.PLACE: _place,
    StepKind.GEAR: _gear,
    StepKind.SET: _set,
    StepKind.DONE: _done,
}


# ---------------------------------------------------------------- what is seen on the way


def seen(core: Core, event: Event | None = None) -> None:
    """The whole body is in the picture."""
    core.sound(SoundKind.BEGIN)
    core.say(Message.of("coach.place.seen-first" if core.session.first else "coach.place.seen"))
    next_step(core)


def advise(core: Core, event: Event | None = None) -> None:
    """Says what to change so that the camera sees, one thing at a time and not too often."""
    advice = core.eyes.advice
    if advice is not None and core.now_s - core.advised_s >= ADVICE_APART_S and core.mouth.idle(core.now_s):
        core.advised_s, core.eyes.advice = core.now_s, None
        core.say(advice_message(advice))


def advice_message(advice: Advice) -> Message:
    """The words for a piece of advice."""
    return Message.of(f"advice.{advice.value}")


def posture_changed(core: Core, event: PostureChanged) -> None:
    """While weights go on or off: lying down (or standing up) again says that it is done."""
    wanted = _POSTURES[core.exercises[core.coming.exercise].position]
    changed, core.posture_moved = core.posture_moved or wanted is not Posture.STANDING, True
    if event.posture is wanted and changed:
        next_step(core)


def gear_position(core: Core, event: Event) -> None:
    """In position for what comes next: the weights are on, if the runner has moved at all since they were asked for."""
    if core.posture_moved or core.elapsed_s >= STRAP_S:
        next_step(core)


def in_position(core: Core, event: Event | None = None) -> None:
    """The runner lies or stands as the set begins."""
    core.sound(SoundKind.BEGIN)
    ready(core)


def ready(core: Core) -> None:
    """Which leg, what to do, and off as soon as the runner likes."""
    parts = [core.step.ready] if core.step.ready is not None else []
    if core.set.log.count:
        parts.append(from_number(core))
    if core.set.log.source is Source.CAMERA and not core.set.log.is_hold:
        parts.append(Message.of("coach.ready.start"))
    again(core, sentences(parts))


def skip_wait(core: Core) -> None:
    """A tap instead of waiting."""
    core.mouth.hush()
    next_step(core)


def enter_by_tap(core: Core) -> None:
    """The runner says to be ready before the camera saw it."""
    core.mouth.hush()
    ready(core)


def begin_now(core: Core) -> None:
    """The beat begins at once."""
    if core.set.log.source is Source.BEAT and core.set.begin_at_s is None:
        core.mouth.hush()
        _get_ready(core)


# ---------------------------------------------------------------- as time goes by


def tick_brief(core: Core) -> None:
    """On when it is said."""
    if core.elapsed_s >= BRIEF_S and core.mouth.idle(core.now_s):
        next_step(core)


def tick_place(core: Core) -> None:
    """On without the camera when it does not come or does not see."""
    if not core.by_camera or (core.eyes.on is None and core.elapsed_s >= NO_PICTURE_S):
        core.eyes.give_up()
        _without_camera(core)
    elif core.elapsed_s >= NOT_SEEN_S:
        _unwatched(core)
        next_step(core)
    else:
        advise(core)


def _unwatched(core: Core) -> None:
    core.eyes.give_up()
    core.say(Message.of("coach.camera.unwatched"), cut=True)


def tick_gear(core: Core) -> None:
    """What comes next is explained while the runner can still look."""
    if core.elapsed_s >= STRAP_S and core.mouth.idle(core.now_s):
        _say_enter(core)
    if not core.by_camera and core.elapsed_s >= GEAR_BEAT_S and core.mouth.idle(core.now_s):
        next_step(core)


def tick_enter(core: Core) -> None:
    """Without the camera a moment to get down there; with it, a limit to the patience."""
    if core.set.log.source is Source.CAMERA and not core.eyes.usable:
        core.set.log.source = Source.BEAT
    if core.set.log.source is Source.CAMERA:
        if core.elapsed_s < NOT_IN_POSITION_S:
            advise(core)
            return
        _unwatched(core)
        core.set.log.source = Source.BEAT
    if not core.mouth.idle(core.now_s):
        core.set.settled_s = None
    elif core.set.settled_s is None:
        core.set.settled_s = core.now_s
    elif core.now_s - core.set.settled_s >= MOVE_BEAT_S[core.set.exercise.position]:
        ready(core)


def tick_ready(core: Core) -> None:
    """The beat begins after the rest and the words; with the camera there is all the time in the world."""
    if core.set.log.source is Source.BEAT:
        _tick_beat(core)
    elif core.elapsed_s >= REMIND_S and not core.prompted:
        core.prompted = True
        core.say(Message.of("coach.ready.start"))


def _tick_beat(core: Core) -> None:
    if core.set.begin_at_s is None:
        if core.mouth.idle(core.now_s) and core.elapsed_s >= _rest_s(core):
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
    rested = core.last_index is not None and not core.step.moves
    return max(0.0, core.set.plan.rest_s - COUNTDOWN_S) if rested else 0.0


def _counts_down(core: Core) -> bool:
    return not core.set.log.is_hold


def _get_ready(core: Core) -> None:
    core.set.counted_down = 0
    core.set.begin_at_s = core.now_s + (COUNTDOWN_S if _counts_down(core) else 0)


def _start_beat(core: Core, begin_at_s: float) -> None:
    work = core.set
    work.beat, work.begin_at_s = Beat(work.exercise, work.plan, begin_at_s), None
    if _counts_down(core):
        core.sound(SoundKind.BEGIN)
    start(core)


def start(core: Core) -> None:
    """The set goes on now."""
    core.set.log.touch(core.now_s)
    core.set.moved_s = core.now_s
    core.go(State.WORKING)


def tick_done(core: Core) -> None:
    """The last word, a moment to take it back, and the end."""
    wait = LAST_WORD_S if core.complete else EARLY_S
    if core.elapsed_s >= wait and core.mouth.idle(core.now_s):
        core.outputs.append(SessionEnded(complete=core.complete))
        core.go(State.ENDED)


def describe(plan: SetPlan, exercise: Exercise) -> Message:
    """A set in a few words: "Lying curl, plain"."""
    title = declared(exercise, "text", "title")
    if plan.variant is None:
        return title
    return Message.of(
        "coach.set.variant", title=title, variant=declared(exercise, "variants", plan.variant, "title")
    )


def describe_side(plan: SetPlan, exercise: Exercise) -> Message:
    """A set in a few words with its side."""
    what = describe(plan, exercise)
    return (
        what if plan.side is Side.BOTH else Message.of("coach.set.side", what=what, side=side_name(plan.side))
    )
