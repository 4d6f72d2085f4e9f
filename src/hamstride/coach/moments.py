"""What every moment of a set needs: a movement, a word of rhythm, a cue, the end."""

from hamstride.coach.core import Core, State
from hamstride.coach.screen import SoundKind
from hamstride.coach.speech import declared, number
from hamstride.exercises.values import Message

RHYTHM_REPS = 2  # "up", "and down" are spoken in the first two only


def in_rhythm(core: Core) -> bool:
    """Whether the rhythm is still spoken: in the first repetitions only."""
    return not core.set.log.is_hold and core.set.log.count < RHYTHM_REPS


def rhythm_word(core: Core, word: str) -> None:
    """Says the declared word for the way up or down, at once."""
    core.say(declared(core.set.exercise, "text", word), cut=True)


def moved(core: Core) -> None:
    """The runner has moved: the set is alive, and whatever was lost is found."""
    core.set.moved_s, core.set.waited = core.now_s, False
    core.set.log.touch(core.now_s)
    if core.set.unseen_told or core.set.waiting_told:
        seen_again(core)
    core.set.unseen_told, core.set.waiting_told, core.set.waiting_s = False, False, None


def cue_word(core: Core, cue: str) -> Message:
    """A cue's own words."""
    return declared(core.set.exercise, "cues", cue, "say")


def seen_again(core: Core) -> None:
    """Two rising notes; and the number to go on with, where somebody else was in the way."""
    core.sound(SoundKind.BEGIN)
    if core.set.waiting_told and not core.set.log.is_hold:
        core.say(Message.of("coach.go-on-number", n=number(core.set.log.count + 1)), cut=True)


def so_far(core: Core, id_: str) -> Message:
    """A sentence with the count so far."""
    n = number(core.set.log.count)
    return Message.of(id_, n=Message.of("coach.hold.count", n=n) if core.set.log.is_hold else n)


def fetch_it(core: Core) -> Message:
    """The ball has rolled away: how many stand, and that all waits."""
    return Message.of("coach.stop.ball", n=number(core.set.log.count))


def reach(core: Core) -> None:
    """The target: three notes. What the runner does beyond it is counted silently."""
    core.set.log.reached = True
    core.sound(SoundKind.SET_DONE)
    if core.set.log.is_hold:
        core.say(declared(core.set.exercise, "text", "done"), cut=True)
    core.set.follow_s = None
    core.go(State.OVER)
    if core.set.completing == 0:
        core.keep()
