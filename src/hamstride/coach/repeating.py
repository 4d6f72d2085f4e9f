"""Repetitions: the number at once, then at most one word after it."""

from dataclasses import replace

from hamstride.coach import moments, readying
from hamstride.coach.core import Core, State
from hamstride.coach.drives import tapped
from hamstride.coach.screen import SoundKind
from hamstride.coach.speech import declared, number, side_name
from hamstride.engine.events import (
    OtherLeg,
    PartialRep,
    RepCompleted,
    RepCounted,
    RepRevised,
)
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Message, Source

FOLLOW_S = 0.7  # after a number, for what is known with it; the repetition's own figures come when the leg has come to rest
# A word about the last repetition is still about the last repetition.
_BETWEEN = (None, Phase.REST, Phase.LIFT)
HALF_OF_AT_LEAST = 6  # shorter sets have no "half way"


def rep_counted(core: Core, event: RepCounted) -> None:
    """One more: the number, at once, and its click."""
    log, rules = core.set.log, core.set.rules
    moments.moved(core)
    log.seen += 1
    core.set.completing += log.source is Source.CAMERA
    rules.missed(log.seen, event.cues)
    core.say(number(log.count), number=True)
    core.sound(_click(log.count, log.target))
    core.set.follow_s, core.set.wordless = core.now_s, True
    core.progress()
    if log.count >= log.target:
        moments.reach(core)


def _click(n: int, target: float) -> SoundKind:
    if n == target - 1 and target > 2:
        return SoundKind.HIGH_CLICK
    half = target >= HALF_OF_AT_LEAST and n == target // 2
    return SoundKind.DOUBLE_CLICK if half else SoundKind.CLICK


def tap_counted(core: Core) -> None:
    """The runner counts by taps."""
    if core.set.log.is_hold:
        if core.state is State.READY:
            readying.begin_now(core)
        return
    if core.state is State.READY:
        core.mouth.hush()
        readying.start(core)
    rep_counted(core, tapped(core.set.plan, core.set.log.seen + 1, core.now_s))


def other_leg(core: Core, event: OtherLeg) -> None:
    """Perhaps the other leg's: which one this set is for is said once more, and no more than that. A name is no proof."""
    core.say(Message.of("coach.ready.leg", side=side_name(event.side)), cue=True)


def rep_completed(core: Core, event: RepCompleted) -> None:
    """All figures of a counted repetition are known: now the word that may follow its number."""
    if core.work is None or core.set.completing == 0:
        return
    core.set.completing -= 1
    rep = core.set.log.seen - core.set.completing
    core.set.log.reps.append(replace(event.rep, number=rep, side=core.set.log.plan.side))
    core.set.rules.missed(rep, event.rep.cues)
    if core.state is State.WORKING and core.set.wordless and core.set.phase in _BETWEEN:
        follow(core, mended=core.set.rules.mended(event.rep.cues, event.rep.unseen))
    _hand_out(core)


def _hand_out(core: Core) -> None:
    """The set as it stands: as finished where it is over, else as far as it got."""
    if core.state is State.OVER:
        core.keep()
    else:
        core.progress()


def rep_revised(core: Core, event: RepRevised) -> None:
    """Something else is known of a repetition by now: for the record, and for what is said of the ones to come."""
    if core.work is None:
        return
    reps = core.set.log.reps
    place = next((n for n, rep in enumerate(reps) if rep.start_s == event.rep.start_s), None)
    if place is None or (number := reps[place].number) is None:
        return
    reps[place] = replace(reps[place], cues=event.rep.cues, unseen=event.rep.unseen)
    core.set.rules.missed(number, event.rep.cues)
    _hand_out(core)


def follow(core: Core, *, mended: bool) -> None:
    """At most one thing after a number, in this order: a cue, "that's it", where the set stands."""
    core.set.follow_s = None
    cue = core.set.rules.due(core.set.log.seen)
    if cue is None and mended:
        core.set.rules.praise()
    word = moments.cue_word(core, cue) if cue else Message.of("coach.thats-it") if mended else _marker(core)
    if word is not None:
        core.set.wordless = False
        core.say(word, cue=True)


def check_follow(core: Core) -> None:
    """What is known with the number is said soon, whenever the whole repetition is known."""
    blind = core.set.log.source is not Source.CAMERA
    if core.set.follow_s is not None and (blind or core.now_s - core.set.follow_s >= FOLLOW_S):
        follow(core, mended=False)


def _marker(core: Core) -> Message | None:
    n, target = core.set.log.count, int(core.set.log.target)
    if n == moments.RHYTHM_REPS and _breathes(core):
        return declared(core.set.exercise, "text", "breathe")
    if target < HALF_OF_AT_LEAST:
        return None
    if n == target - 1:
        return Message.of("coach.one-more")
    if n != target // 2:
        return None
    reminder = core.set.rules.reminder()
    return _reminder(core, reminder) if reminder else Message.of("coach.half-way")


def _breathes(core: Core) -> bool:
    """Whether it is said now when to breathe: once in a session that reminds of it, and not before the words of the rhythm are
    over, which would cut it off."""
    exercise, sets = core.set.exercise, core.session.sets[: core.set.log.index]
    fresh = all(plan.exercise != exercise.id for plan in sets)
    return fresh and exercise.id in core.session.reminds and exercise.text.breathe is not None


def _reminder(core: Core, cue: str) -> Message:
    """A cue's question at half way, in the words of this way of doing it where it has its own."""
    exercise, variant = core.set.exercise, core.set.plan.variant
    if variant is not None and exercise.variants[variant].halfway:
        return declared(exercise, "variants", variant, "halfway")
    return declared(exercise, "cues", cue, "halfway")


def partial(core: Core, event: PartialRep) -> None:
    """A half lift: no number, no click; after the second the runner hears why."""
    moments.moved(core)
    core.set.log.reps.append(replace(event.rep, number=None, side=core.set.log.plan.side))
    cue = core.set.rules.half_lift(core.set.log.seen)
    if cue is not None:
        core.say(moments.cue_word(core, cue), cue=True)


def one_too_many(core: Core, event: RepCounted) -> None:
    """Past the target: counted, not spoken."""
    moments.moved(core)
    core.set.log.seen += 1
    core.set.completing += 1
    core.progress()
