"""What to show: the whole screen from where the session stands. Shows, never decides."""

from collections.abc import Callable

from hamstride.coach import correcting, ending, moments, script, stopping
from hamstride.coach.core import Core, State
from hamstride.coach.drives import hold_of
from hamstride.coach.log import SetLog
from hamstride.coach.screen import Choice, Screen, Stage, TapKind, Way
from hamstride.coach.speech import advice_message, declared, describe, describe_side, side_name
from hamstride.exercises.spec import Equipment, Exercise, Phase
from hamstride.exercises.values import PAIN_SCORES, Message, PainPlace, SetPlan, Side, Source

SHARES = 20  # steps of the tempo bar
READABLE_S = 1.0  # a word that stands for less cannot be read from the floor
EMPTY_S = 0.5  # a picture or two in which nobody is found are no loss

_STAGES = {
    State.BRIEF: Stage.BRIEF,
    State.PLACE: Stage.PLACE,
    State.GEAR: Stage.GEAR,
    State.ENTER: Stage.READY,
    State.READY: Stage.READY,
    State.WORKING: Stage.WORKING,
    State.OVER: Stage.WORKING,
    State.PAUSED: Stage.PAUSED,
    State.RESUME: Stage.PAUSED,
    State.STOPPED: Stage.STOPPED,
    State.FETCH: Stage.STOPPED,
    State.CRAMP: Stage.CRAMP,
    State.PAIN_PLACE: Stage.PAIN,
    State.PAIN_SCORE: Stage.PAIN,
    State.PAIN_NEXT: Stage.PAIN,
    State.PAIN_LEFT: Stage.PAIN,
    State.PAIN_STOP: Stage.PAIN,
    State.DONE: Stage.DONE,
    State.ENDED: Stage.DONE,
}


def screen(core: Core) -> Screen:
    """Everything to show now."""
    plan, exercise = core.plan, core.exercise
    stage = Stage.REST if _between(core) else _STAGES[core.state]
    log = core.log
    return Screen(
        stage=stage,
        exercise=plan.exercise if plan else None,
        variant=plan.variant if plan else None,
        side=plan.side if plan else None,
        index=min(core.step.index, len(core.session.sets) - 1),
        sets=len(core.session.sets),
        title=_title(plan, exercise) if plan and exercise else None,
        far=_far(core),
        state=_state(core),
        number=_number(core),
        target=int(log.target) if log else None,
        seconds=log.is_hold if log else False,
        ring=_ring(core),
        ticks=_ticks(core),
        phase_share=_share(core),
        pace=_pace(core),
        caption=core.mouth.caption,
        next=_next(core),
        source=log.source if log else core.next_source,
        seeing=_seeing(core),
        advice=advice_message(core.eyes.advice) if core.watching and core.eyes.advice else None,
        choices=_choices(core),
        lines=_lines(core),
        things=_things(core),
        ways=_ways(core),
        correctable=correcting.correctable(core),
    )


def _title(plan: SetPlan, exercise: Exercise) -> Message:
    what = describe(plan, exercise)
    return Message.of("coach.set.load", what=what, kg=plan.load_kg) if plan.load_kg else what


_ARRIVING = (State.GEAR, State.ENTER, State.READY)


def _between(core: Core) -> bool:
    """After a set, until the first movement of the next: changing weights and places is the longest rest."""
    fresh = core.log is None or not core.log.begun
    return core.state in _ARRIVING and fresh and core.last_done is not None


# ---------------------------------------------------------------- far

_STANDING_STILL = (  # no leg is asked for: the one far word is that it stands still
    State.PAUSED,
    State.RESUME,
    State.STOPPED,
    State.FETCH,
    State.CRAMP,
    State.PAIN_PLACE,
    State.PAIN_SCORE,
    State.PAIN_NEXT,
    State.PAIN_LEFT,
    State.PAIN_STOP,
)


def _far(core: Core) -> Message | None:
    make = _FARS.get(core.state, _leg)
    return make(core)


def _step_far(core: Core) -> Message | None:
    return core.step.far


def _none(core: Core) -> None:
    return None


def _ok(core: Core) -> Message | None:
    return Message.of("coach.far.ok") if core.eyes.body_seen else None


def _finish(core: Core) -> Message | None:
    return Message.of("coach.far.done")


def _leg(core: Core) -> Message | None:
    plan, exercise = core.plan, core.exercise
    if plan is None or exercise is None or plan.side is Side.BOTH:
        return None
    if plan.variant is None or plan.variant == exercise.first_variant:
        return side_name(plan.side)
    variant = declared(exercise, "variants", plan.variant, "title")
    return Message.of("coach.far.variant-side", variant=variant, side=side_name(plan.side))


_FARS: dict[State, Callable[[Core], Message | None]] = {
    State.BRIEF: _none,
    State.PLACE: _ok,
    State.GEAR: _step_far,
    State.ENTER: _step_far,
    **dict.fromkeys(_STANDING_STILL, _none),
    State.DONE: _finish,
    State.ENDED: _finish,
}


# ---------------------------------------------------------------- state, number, bars

_STATE_WORDS = {
    State.PLACE: "coach.state.looking",
    State.OVER: "coach.state.done",
    State.PAUSED: "coach.state.paused",
    State.RESUME: "coach.state.paused",
    State.STOPPED: "coach.state.stopped",
    State.FETCH: "coach.state.waiting",
    State.CRAMP: "coach.state.stopped",
    State.PAIN_PLACE: "coach.state.stopped",
    State.PAIN_SCORE: "coach.state.stopped",
    State.PAIN_NEXT: "coach.state.stopped",
    State.PAIN_STOP: "coach.state.stop",
}
_PHASE_WORDS = {
    Phase.REST: "coach.state.rest",
    Phase.LIFT: "coach.state.up",
    Phase.HOLD: "coach.state.hold",
    Phase.LOWER: "coach.state.down",
}


def _state(core: Core) -> Message | None:
    if core.state is State.PLACE and core.eyes.body_seen:
        return None  # the far word says it
    if core.state in _STATE_WORDS:
        return Message.of(_STATE_WORDS[core.state])
    if core.state is State.READY:
        counting = core.set.begin_at_s is not None
        return Message.of("coach.state.get-ready" if counting else "coach.state.ready")
    if core.state is not State.WORKING or core.log is None:
        return None
    if _seeing(core) is False:
        return Message.of("coach.state.unseen")
    if core.set.waiting_told:
        return Message.of("coach.state.waiting")
    return _stretching(core) if core.log.is_hold else _moving(core)


def _moving(core: Core) -> Message | None:
    """The part of the movement, where anybody knows it: who counts by taps is not seen."""
    return None if core.set.log.source is Source.TAP else Message.of(_PHASE_WORDS[_phase(core)])


def _phase(core: Core) -> Phase:
    """The part of the movement to name; a stop at the top that is too short to be read is where it turns."""
    phase = core.set.phase or Phase.REST
    short = phase is Phase.HOLD and hold_of(core.set.exercise, core.set.plan) < READABLE_S
    return Phase.LOWER if short else phase


def _stretching(core: Core) -> Message | None:
    """Whether the clock of a stretch runs. On the way in it does not yet; the coach's own waits for the runner there."""
    if core.set.phase is Phase.LIFT:
        return None if core.watching else Message.of("coach.state.get-ready")
    held = core.set.phase is Phase.HOLD and not core.set.clock_stopped
    return Message.of("coach.state.holding" if held else "coach.state.stopped")


def _number(core: Core) -> int | None:
    return (
        core.log.count if core.log is not None and (core.log.begun or core.state is not State.ENTER) else None
    )


def _ring(core: Core) -> float | None:
    if core.log is None or not core.log.is_hold or core.state is State.ENTER:
        return None
    return min(1.0, round(core.log.count / core.log.target, 3))


def _ticks(core: Core) -> tuple[int, int] | None:
    if core.log is None or core.log.is_hold or core.log.source is Source.TAP:
        return None
    if core.plan is None or not core.plan.hold_s:
        return None
    return (core.set.ticks, int(core.plan.hold_s))


def _share(core: Core) -> float | None:
    """Along the movement: as seen, or where the tempo has it."""
    seen = core.eyes.share if core.watching and core.state is State.WORKING else None
    return _pace(core) if seen is None or core.set.phase is None else _rounded(seen)


def _pace(core: Core) -> float | None:
    """Along the movement by the declared tempo, from the moment at which the phase began."""
    if core.state is not State.WORKING or core.set.phase is None:
        return None
    return _rounded(_SHARES[core.set.phase](core.now_s - core.set.phase_s, core.set.exercise))


def _rounded(share: float) -> float:
    return round(min(1.0, max(0.0, share)) * SHARES) / SHARES


_SHARES: dict[Phase, Callable[[float, Exercise], float]] = {
    Phase.REST: lambda _t_s, _exercise: 0.0,
    Phase.LIFT: lambda t_s, exercise: t_s / exercise.dose.tempo.lift_s,
    Phase.HOLD: lambda _t_s, _exercise: 1.0,
    Phase.LOWER: lambda t_s, exercise: 1.0 - t_s / exercise.dose.tempo.lower_s,
}


def _seeing(core: Core) -> bool | None:
    """Whether the camera sees, where that matters: once a set is over, or while weights are fetched, it need not. At work
    the word and the amber frame come of this together, whether or not a loss is spoken of."""
    if not core.watching or not core.eyes.on or core.state in (State.GEAR, State.OVER):
        return None
    return core.eyes.lost_for(core.now_s) == 0.0 and core.eyes.nobody_for(core.now_s) < EMPTY_S


# ---------------------------------------------------------------- near: next, lines, buttons


_NO_NEXT = (State.PAIN_PLACE, State.PAIN_SCORE, State.PAIN_NEXT, State.PAIN_STOP, State.DONE, State.ENDED)


def _next(core: Core) -> Message | None:
    at = core.at + 1 if core.after_pain is None else core.after_pain
    if at >= len(core.steps) or core.state in _NO_NEXT:
        return None
    step = core.steps[at]
    if step.far is not None and step.kind is script.StepKind.GEAR:
        return Message.of("coach.next", what=step.far)
    if step.index >= len(core.session.sets):
        return Message.of("coach.next", what=Message.of("coach.next-done"))
    plan = core.session.sets[step.index]
    return Message.of("coach.next", what=_short(plan, core.exercises[plan.exercise], core.plan))


def _short(plan: SetPlan, exercise: Exercise, before: SetPlan | None) -> Message:
    if before is None or before.exercise != plan.exercise or plan.side is Side.BOTH:
        return describe_side(plan, exercise)
    if plan.variant is None:
        return side_name(plan.side)
    variant = declared(exercise, "variants", plan.variant, "title")
    return Message.of("coach.comma", first=side_name(plan.side), then=variant)


def _lines(core: Core) -> tuple[Message, ...]:
    make = _LINES.get(core.state)
    return make(core) if make else ()


def _things(core: Core) -> tuple[Equipment, ...]:
    """All that is needed, before it begins; then what is put on or taken off, where no set before it is told of."""
    if core.state is State.BRIEF:
        return script.things(core.session, core.exercises)
    return (Equipment.ANKLE_WEIGHTS,) if core.state is State.GEAR and not _between(core) else ()


def _ways(core: Core) -> tuple[Way, ...]:
    exercise = core.exercise
    if core.state is not State.GEAR or exercise is None:
        return ()
    return tuple(
        Way(variant=id_, title=declared(exercise, "variants", id_, "title")) for id_ in core.step.ways
    )


def _line_things(core: Core) -> tuple[Message, ...]:
    return script.named(_things(core))


def _line_arriving(core: Core) -> tuple[Message, ...]:
    """The set before, to be put right while weights and places are changed; before the first one, what is put on."""
    return _line_last(core) or _line_things(core)


def _line_place(core: Core) -> tuple[Message, ...]:
    return tuple(Message.of(f"coach.place.line-{n}") for n in ("phone", "side", "light"))


def _line_kept(core: Core) -> tuple[Message, ...]:
    """How far the set got that waits, and that nothing of it is lost."""
    if core.log is None or not core.log.begun:
        return ()
    id_ = "coach.line.stopped-at-seconds" if core.log.is_hold else "coach.line.stopped-at"
    return (Message.of(id_, n=core.log.count, of=int(core.log.target)),)


def _line_stopped(core: Core) -> tuple[Message, ...]:
    return (*_line_kept(core), Message.of("coach.line.what-happened"))


def _line_still(core: Core) -> tuple[Message, ...]:
    return (Message.of("coach.line.what-happened"),) if _keeps_still(core) else ()


def _keeps_still(core: Core) -> bool:
    """Nothing has moved for a while in a set that is watched. It is asked about beside the number, for it may be a rest."""
    return core.state is State.WORKING and _seeing(core) is True and core.set.waited


def _line_fetch(core: Core) -> tuple[Message, ...]:
    """What was said when the ball rolled away: it has gone by for whoever comes back, or does not hear."""
    return (moments.fetch_it(core), Message.of("coach.line.what-happened"))


def _line_resume(core: Core) -> tuple[Message, ...]:
    return (stopping.stopped_at(core),)


def _line_last(core: Core) -> tuple[Message, ...]:
    last = core.last_done
    if not _between(core) or last is None:
        return ()
    record, plan = core.records[last], core.session.sets[last]
    what = describe_side(plan, core.exercises[plan.exercise])
    if plan.reps is None:
        return (Message.of("coach.line.held", what=what, n=int(record.held_s)),)
    lines = [Message.of("coach.line.counted", what=what, n=record.count)]
    if record.source is Source.CAMERA:
        lines.append(Message.of("coach.line.seen", n=record.seen))
    return tuple(lines)


def _line_cramp(core: Core) -> tuple[Message, ...]:
    return (Message.of("coach.cramp.help"), Message.of("coach.cramp.ask"))


def _line_pain_place(core: Core) -> tuple[Message, ...]:
    return (stopping.pain_word(core), *_line_kept(core), Message.of("coach.pain.where"))


def _line_pain_score(core: Core) -> tuple[Message, ...]:
    return (*_line_kept(core), Message.of("coach.pain.how-much"))


def _line_pain_left(core: Core) -> tuple[Message, ...]:
    exercise = core.exercises[str(core.painful)]
    return (Message.of("coach.pain.left-out", what=declared(exercise, "text", "plural")),)


def _line_done(core: Core) -> tuple[Message, ...]:
    exercises = [exercise for exercise in core.exercises.values() if ending.total(core, exercise)]
    return tuple(_line_total(core, exercise) for exercise in exercises)


def _line_total(core: Core, exercise: Exercise) -> Message:
    id_ = "coach.line.held" if exercise.is_hold else "coach.line.counted"
    return Message.of(id_, what=declared(exercise, "text", "plural"), n=ending.total(core, exercise))


_LINES: dict[State, Callable[[Core], tuple[Message, ...]]] = {
    State.BRIEF: _line_things,
    State.PLACE: _line_place,
    **dict.fromkeys(_ARRIVING, _line_arriving),
    State.WORKING: _line_still,
    State.PAUSED: _line_kept,
    State.STOPPED: _line_stopped,
    State.FETCH: _line_fetch,
    State.RESUME: _line_resume,
    State.CRAMP: _line_cramp,
    State.PAIN_PLACE: _line_pain_place,
    State.PAIN_SCORE: _line_pain_score,
    State.PAIN_LEFT: _line_pain_left,
    State.DONE: _line_done,
    State.ENDED: _line_done,
}


def _choice(tap: TapKind, label: str, value: str | int | None = None, *, main: bool = False) -> Choice:
    return Choice(tap=tap, label=Message.of(f"coach.choice.{label}"), value=value, main=main)


_HURTS = _choice(TapKind.HURTS, "hurts")
_PAUSE = _choice(TapKind.PAUSE, "pause")
_SKIP = _choice(TapKind.SKIP, "skip")
_BACK = _choice(TapKind.BACK, "back")
_GO_ON = _choice(TapKind.GO_ON, "go-on", main=True)
_READY = _choice(TapKind.GO_ON, "ready", main=True)
_START = _choice(TapKind.START, "start", main=True)
_CRAMP = _choice(TapKind.CRAMP, "cramp")
_MISTAKE = _choice(TapKind.MISTAKE, "mistake")
_LEAVE = _choice(TapKind.ENOUGH_EXERCISE, "enough-exercise")
_END = _choice(TapKind.ENOUGH_TODAY, "enough-today")
_TOLD = _choice(TapKind.TOLD, "told")
_COUNT = _choice(TapKind.COUNT, "count", main=True)
_NO_CAMERA = _choice(TapKind.DRIVE, "no-camera", Source.BEAT.value)
_OWN_PACE = _choice(TapKind.DRIVE, "own-pace", Source.TAP.value)
_BEAT = _choice(TapKind.DRIVE, "beat", Source.BEAT.value)
_CAMERA = _choice(TapKind.DRIVE, "camera", Source.CAMERA.value)
_PLACES = tuple(
    Choice(tap=TapKind.PAIN_PLACE, label=Message.of(f"coach.pain.{place.value}"), value=place.value)
    for place in PainPlace
)
_SCORES = tuple(
    Choice(tap=TapKind.PAIN_SCORE, label=Message.of("coach.number.digits", n=score), value=score)
    for score in PAIN_SCORES
)

_CHOICES: dict[State, tuple[Choice, ...]] = {
    State.BRIEF: (_READY, _HURTS),
    State.PLACE: (_NO_CAMERA, _HURTS, _SKIP),
    State.GEAR: (_READY, _HURTS, _BACK),
    State.ENTER: (_READY, _HURTS, _BACK, _SKIP),
    State.READY: (_HURTS, _BACK, _SKIP),
    State.WORKING: (_HURTS, _PAUSE, _SKIP),
    State.OVER: (_HURTS, _PAUSE, _SKIP),
    State.PAUSED: (_GO_ON, _HURTS, _SKIP, _TOLD, _LEAVE, _END),
    State.STOPPED: (_CRAMP, _HURTS, _LEAVE, _END),
    State.FETCH: (_GO_ON, _CRAMP, _HURTS, _LEAVE, _END),
    State.RESUME: (_GO_ON, _HURTS, _SKIP, _END),
    State.CRAMP: (_GO_ON, _HURTS, _LEAVE, _END, _MISTAKE),
    State.PAIN_PLACE: (*_PLACES, _MISTAKE),
    State.PAIN_SCORE: (*_SCORES, _BACK, _MISTAKE),
    State.PAIN_NEXT: (
        _choice(TapKind.ENOUGH_EXERCISE, "enough-exercise", main=True),
        _END,
        _choice(TapKind.GO_ON, "go-on"),
        _MISTAKE,
    ),
    State.PAIN_LEFT: (_GO_ON, _END, _MISTAKE),
    State.PAIN_STOP: (_choice(TapKind.GO_ON, "read", main=True), _MISTAKE),
    State.DONE: (),
    State.ENDED: (),
}


def _camera_is_near(core: Core) -> bool:
    """Whether the camera is there, or may be, and does not drive the set."""
    known = core.eyes.on is True or (core.eyes.on is None and core.session.source is Source.CAMERA)
    return known and (core.wanted is not Source.CAMERA or (core.eyes.on is True and not core.watching))


def _begins(core: Core, log: SetLog) -> tuple[Choice, ...]:
    """What the runner presses to begin without the camera, or to count."""
    if log.source is Source.TAP and not log.is_hold:
        return (_COUNT,)
    return (_START,) if core.state is State.READY else ()


def _other_way(core: Core, log: SetLog) -> tuple[Choice, ...]:
    """What else may drive the set, one at a time: more buttons leave no room for the number. The camera comes first; the
    clock of a stretch runs alike by the beat and by taps."""
    if log.source is Source.TAP:
        return () if log.is_hold and core.state is State.WORKING else (_BEAT,)
    if _camera_is_near(core):
        return (_CAMERA,)
    return () if log.is_hold else (_OWN_PACE,)


def _choices(core: Core) -> tuple[Choice, ...]:
    log = core.log
    found = _CHOICES[core.state]
    if core.state in (State.READY, State.WORKING) and log is not None and log.source is not Source.CAMERA:
        return (*_begins(core, log), *found, *_other_way(core, log))
    if _keeps_still(core):
        return (*found, _CRAMP, _LEAVE, _END)
    if core.state in (State.PAUSED, State.RESUME) and log is not None:
        return (found[0], _CRAMP, *found[1:])
    if core.state is State.READY and core.prompted and not core.is_test:
        return (*found, _NO_CAMERA)
    if core.state is State.STOPPED and log is not None:
        if log.full:
            return (_GO_ON, *found)
        n = log.count if log.is_hold else log.count + 1
        label = Message.of("coach.choice.break", n=n)
        return (Choice(tap=TapKind.BREAK, label=label, main=True), *found)
    if core.state is State.DONE and ending.has_way_back(core):
        return (_BACK,) if core.painful is None else (_BACK, _MISTAKE)
    return found
