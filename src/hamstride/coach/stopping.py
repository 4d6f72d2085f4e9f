"""What stops a session: pause, what happened, cramp, pain, skip, back, enough."""

from collections.abc import Callable

from hamstride.coach import arriving, ending, readying
from hamstride.coach.core import Core, State
from hamstride.coach.screen import PainReported, PainTakenBack, SoundKind, Tap
from hamstride.coach.script import StepKind
from hamstride.coach.speech import number, side_name
from hamstride.engine.events import Event, PhaseEntered
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import PAIN_SCORES, Message, Outcome, PainPlace, Side

CRAMP_S = 20.0  # then the question
_BREAKS = (State.PAUSED, State.RESUME, State.STOPPED, State.FETCH)


def pause(core: Core, tap: Tap) -> None:
    """Holds everything until the runner comes back."""
    _hold_still(core, State.PAUSED)
    if tap.value == "hidden":
        ask_to_go_on(core)


def hands_up(core: Core, event: Event) -> None:
    """The sign to the camera: the same as the button, and heard, because nobody pressed one."""
    _hold_still(core, State.PAUSED)
    core.sound(SoundKind.LOOK)
    core.say(Message.of("coach.paused.hands"))


def hands_up_again(core: Core, event: Event) -> None:
    """The same sign ends the break."""
    core.sound(SoundKind.BEGIN)
    come_back(core)


def ask_to_go_on(core: Core) -> None:
    """Says where it was broken off, and waits."""
    core.go(State.RESUME)
    core.say(stopped_at(core), cut=True)


def stopped_at(core: Core) -> Message:
    """Where the session was broken off."""
    count = _count(core)
    if count:
        stretch = core.coming.reps is None
        return Message.of("coach.resume.seconds" if stretch else "coach.resume.count", n=number(count))
    if not core.records:
        return Message.of("coach.resume.nothing")
    return Message.of("coach.resume.sets", n=number(len(core.records)), of=number(len(core.session.sets)))


def _count(core: Core) -> int:
    """What stands so far in the set that is open, or that will be opened again."""
    record = core.records.get(core.step.index)
    if core.log is not None:
        return core.log.count
    if record is None:
        return 0
    return record.count if core.coming.reps is not None else int(record.held_s)


def _hold_still(core: Core, state: State) -> None:
    """Stops the set where it stands, to be gone on with."""
    if core.state in (State.BRIEF, State.PLACE, State.GEAR, State.ENTER, State.OVER):
        core.back_to = core.state
    elif core.state in (State.READY, State.WORKING):
        core.back_to = None
    elif core.state in _BREAKS:
        core.waited_in = core.state
    core.sticky_before = core.log.sticky if core.log else None
    bank(core)
    core.mouth.hush()
    core.go(state)
    core.progress()


def bank(core: Core) -> None:
    """A hold that is interrupted keeps its seconds."""
    if core.work is not None:
        core.work.log.bank()
        core.work.beat, core.work.follow_s = None, None


def go_on(core: Core, tap: Tap | None = None) -> None:
    """Back to where it was stopped."""
    back = core.back_to
    if back is not None:
        core.back_to = None
        arriving.return_to(core, back)
    elif core.log is not None:
        readying.again(core, *where(core))
    else:
        arriving.begin_step(core)


def come_back(core: Core, tap: Tap | None = None) -> None:
    """Back after a break, with a word of welcome."""
    if core.back_to is None and core.log is not None:
        readying.again(core, Message.of("coach.welcome"), *where(core))
    else:
        go_on(core)


def where(core: Core) -> list[Message]:
    """The leg and the number to go on with."""
    log = core.set.log
    if log.full:
        return [readying.from_number(core)]
    parts: list[Message] = []
    side, counts = log.plan.side, log.count > 0 and not log.is_hold
    if side is not Side.BOTH and counts:
        n = number(log.count + 1)
        parts.append(Message.of("coach.ready.leg-from", side=side_name(side), n=n))
    elif side is not Side.BOTH:
        parts.append(Message.of("coach.ready.leg", side=side_name(side)))
    elif counts:
        parts.append(readying.from_number(core))
    return parts


def back_in_position(core: Core, event: Event) -> None:
    """Lying down (or standing) as before again: the break is over. Not so a pause after the last repetition, or in which the
    set was filled: to lie there is no answer, and the next step would be led."""
    filled = core.back_to is State.OVER and core.state is State.STOPPED
    if core.back_to is None or filled:
        core.sound(SoundKind.BEGIN)
        come_back(core)


def ball_fetched(core: Core, event: Event) -> None:
    """Feet up again: on with the next number, or to the end of a set that the runner has filled meanwhile."""
    core.sound(SoundKind.BEGIN)
    if core.back_to is State.OVER:
        go_on(core)
    else:
        readying.again(core, readying.from_number(core))


def take_break(core: Core, tap: Tap) -> None:
    """Just a break: everything waits."""
    core.go(State.PAUSED)


def cramp(core: Core, tap: Tap) -> None:
    """No clock: how to let go of it, then the question."""
    _hold_still(core, State.CRAMP)
    core.say(Message.of("coach.cramp.help"), cut=True)
    if core.log is not None:
        core.log.sticky = Outcome.CRAMP
        core.progress()


def cramp_over(core: Core, event: Event) -> None:
    """After the question, to lie down again is an answer."""
    if core.prompted and core.log is not None:
        go_on(core)


def begins_again(core: Core, event: PhaseEntered) -> None:
    """The next repetition after a cramp."""
    if event.phase is Phase.LIFT:
        cramp_over(core, event)


def tick_cramp(core: Core) -> None:
    """The question, once."""
    if core.elapsed_s >= CRAMP_S and not core.prompted and core.mouth.idle(core.now_s):
        core.prompted = True
        core.say(Message.of("coach.cramp.ask"))


def hurts(core: Core, tap: Tap) -> None:
    """All sound stops, the exercise stops."""
    _hold_still(core, State.PAIN_PLACE)
    core.sound(SoundKind.LOOK)
    core.say(pain_word(core), cut=True)


def pain_word(core: Core) -> Message:
    """How to stop: a leg is put down, what takes both legs is left slowly."""
    one_leg = core.plan is None or core.plan.side is not Side.BOTH
    return Message.of("coach.pain.stopped" if one_leg else "coach.pain.slowly")


def pain_place(core: Core, tap: Tap) -> None:
    """Where and what kind."""
    places = {place.value: place for place in PainPlace}
    if tap.value in places:
        core.pain_place = places[str(tap.value)]
        core.go(State.PAIN_SCORE)


def pain_score(core: Core, tap: Tap) -> None:
    """How much: the set is closed and the shell is told."""
    score = tap.value
    if (
        not isinstance(score, int)
        or isinstance(score, bool)
        or score not in PAIN_SCORES
        or core.pain_place is None
    ):
        return
    plan = core.session.sets[_painful(core)]
    core.painful = core.reported = plan.exercise
    core.outputs.append(
        PainReported(exercise=plan.exercise, side=plan.side, place=core.pain_place, score=score)
    )
    core.go(State.PAIN_NEXT)


def _painful(core: Core) -> int:
    """The set that hurts: the one that is going on, else the last one, else the one to come."""
    if core.log is not None and (core.log.begun or core.log.started_s is not None):
        core.log.sticky = Outcome.PAIN
        core.keep()
        return core.log.index
    return core.step.index if core.last_index is None else core.last_index


def leave_painful(core: Core, tap: Tap) -> None:
    """Leaves the exercise that hurts; where it already lies behind, simply goes on."""
    if _is_painful(core):
        enough_exercise(core, tap)
    else:
        go_on(core)


def _is_painful(core: Core) -> bool:
    """Whether the exercise that hurts is the one that is going on or comes next."""
    return core.plan is not None and core.plan.exercise == core.painful


def pain_then(core: Core, tap: Tap) -> None:
    """What the pain rules answered; whatever it is, nothing goes on before the runner has read it. It may come late, when they
    have gone on already: then it holds for the exercise it is about, and to end holds anywhere."""
    follow, exercise = _AFTER_PAIN.get(str(tap.value)), core.reported
    if follow is None or core.state in _OVER:
        return
    here = core.plan is not None and core.plan.exercise == exercise and core.state not in _ASKED
    asked = exercise is not None and (here or core.state is State.PAIN_NEXT)
    if follow is _leave_out and not asked:
        return
    core.painful = exercise or core.painful
    follow(core)


def _leave_out(core: Core) -> None:
    """The set that hurts is closed at once, as one that pain ended: a page that dies before this is read must not lead the
    exercise again. Where none had begun, all its sets are: nothing else says that it hurt. The step stays the one that hurts,
    for it may have been a slip."""
    if _is_painful(core):
        _leave(core)
        has_begun = core.log is not None and core.log.begun
        if core.log is not None and has_begun:
            core.log.sticky = Outcome.PAIN  # the answer may come when it was gone on with already
        core.leave_set()
        here, end = core.at, _past_exercise(core)
        if not has_begun:
            _close_up_to(core, end)
        core.at, core.after_pain = here, end
    core.go(State.PAIN_LEFT)


def _past_exercise(core: Core) -> int:
    """The first step that has nothing to do with this exercise any more."""
    exercise, sets = core.coming.exercise, core.session.sets
    indices = [step.index for step in core.steps]
    return next(
        at
        for at in range(core.at + 1, len(indices))
        if indices[at] >= len(sets) or sets[indices[at]].exercise != exercise
    )


def _stop(core: Core) -> None:
    _leave(core)
    core.drop_set()
    core.complete = False
    core.go(State.PAIN_STOP)


_ASKED = (State.PAIN_PLACE, State.PAIN_SCORE)  # a further report is being made, and answered for itself
_OVER = (State.PAIN_LEFT, State.PAIN_STOP, State.DONE, State.ENDED)
_AFTER_PAIN: dict[str, Callable[[Core], None]] = {"leave-exercise": _leave_out, "end": _stop}


def after_pain(core: Core, tap: Tap) -> None:
    """It is read: on with what comes after the exercise that hurt."""
    end = core.after_pain
    if end is None:
        go_on(core)
        return
    core.after_pain, core.painful, core.back_to = None, None, None
    _close_up_to(core, end)
    arriving.begin_step(core)


def bear_it(core: Core, tap: Tap) -> None:
    """On in spite of the pain, which its report tells of: the set is one that goes on, also where the page dies now."""
    if core.log is not None:
        core.log.sticky = core.sticky_before
    go_on(core)
    _tell_how_it_stands(core)


def _tell_how_it_stands(core: Core) -> None:
    """The set that stood as painful till now, as it stands without."""
    core.progress()
    stood = core.records.get(core.step.index)
    if core.log is not None and not core.log.begun and stood is not None and stood.outcome is Outcome.PAIN:
        core.keep()  # nothing was done of it yet


def stop_read(core: Core, tap: Tap) -> None:
    """It is read why the session ends."""
    ending.end(core, complete=False)


def another_place(core: Core, tap: Tap) -> None:
    """Back from the number to the place."""
    core.go(State.PAIN_PLACE)


def mistake(core: Core, tap: Tap) -> None:
    """Tapped by mistake: straight back, into the break as well in which it was tapped."""
    if core.log is not None:
        core.log.sticky = core.sticky_before
    core.progress()
    _go_back(core, core.waited_in)


def _go_back(core: Core, waited_in: State | None) -> None:
    """A break waits on, in silence; else on at once."""
    if waited_in is None:
        go_on(core)
        return
    core.mouth.hush()
    core.mouth.caption = None  # it told what to do with a cramp or a pain
    core.go(waited_in)


def take_pain_back(core: Core, tap: Tap) -> None:
    """It was reported by mistake: the report is taken back, and the set goes on as if nothing had been said."""
    if core.painful is None:
        return
    core.outputs.append(PainTakenBack())
    core.reported, waited_in = None, core.waited_in
    closed = core.state in (State.DONE, State.PAIN_STOP) or core.after_pain is not None
    if closed:
        core.complete = True
        _leave(core)
        _return(core)
    if core.log is not None:
        core.log.sticky = core.sticky_before
    if closed and waited_in is not None:
        _hold_still(core, waited_in)
    if not closed or waited_in is not None:
        _go_back(core, waited_in)
    _tell_how_it_stands(core)


def skip(core: Core, tap: Tap) -> None:
    """On to what comes next; what was counted stays."""
    _leave(core)
    arriving.next_step(core)


def _leave(core: Core) -> None:
    core.mouth.hush()
    core.back_to = None
    bank(core)


def enough_exercise(core: Core, tap: Tap) -> None:
    """Leaves this exercise out for today."""
    end = _past_exercise(core)
    _leave(core)
    core.leave_set()
    _close_up_to(core, end)
    arriving.begin_step(core)


def _close_up_to(core: Core, end: int) -> None:
    """Closes all sets between this step and another one that are not closed yet, and stands there. None of them was at hand:
    the last one stays the last."""
    last_index = core.last_index
    core.at += 1
    while core.at < end:
        if core.step.kind is StepKind.SET and core.step.index not in core.records:
            core.open_set()
            core.leave_set()
        core.at += 1
    core.last_index = last_index


def enough_today(core: Core, tap: Tap) -> None:
    """The session ends here, kept as far as it got."""
    _leave(core)
    core.drop_set()
    core.complete = False
    core.go(State.DONE)
    core.say(Message.of("coach.end.early"), cut=True)


def back(core: Core, tap: Tap) -> None:
    """To the step before; a set that was left is opened again, with its count."""
    if core.state is State.DONE:
        _back_from_the_end(core)
        return
    _leave(core)
    core.drop_set()
    left = core.plan
    core.at = _before(core)
    if left is None or core.plan is None or left.exercise == core.plan.exercise:
        _return(core)
    else:
        arriving.begin_step(core)


def _back_from_the_end(core: Core) -> None:
    """Out of the last word again: after "enough for today", or a last set that was skipped."""
    if not ending.has_way_back(core):
        return
    core.complete = True
    if core.after_pain is not None:
        core.go(State.PAIN_LEFT)
        return
    _leave(core)
    if core.step.kind is StepKind.DONE:
        core.at = _before(core)
    _return(core)


def _return(core: Core) -> None:
    """To this step again, with a set's position taken for granted."""
    if core.step.kind is not StepKind.SET:
        arriving.begin_step(core)
        return
    core.trail.append(core.at)
    core.look(again=True)
    core.open_set()
    readying.again(core, *where(core))


def _before(core: Core) -> int:
    while core.trail and core.trail[-1] >= core.at:
        core.trail.pop()
    return core.trail.pop() if core.trail else max(0, core.at - 1)


def told(core: Core, tap: Tap) -> None:
    """Done already: kept as told."""
    if core.log is None:
        return
    _leave(core)
    core.log.tell(core.now_s)
    arriving.next_step(core)
