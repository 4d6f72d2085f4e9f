"""The last words: what was done, in numbers, and goodbye."""

from datetime import date

from hamstride.coach.core import Core, State
from hamstride.coach.remarks import remarks, unseen
from hamstride.coach.screen import SessionEnded
from hamstride.coach.speech import declared, sentences, sum_of
from hamstride.exercises.days import named
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Message, Outcome

LAST_WORD_S = 3.0
EARLY_S = 5.0  # "enough for today" and a last set that was skipped can be taken back so long


def total(core: Core, exercise: Exercise) -> int:
    """Repetitions of an exercise in this session so far, or whole seconds of a stretch."""
    return sum(record.count for record in core.records.values() if record.exercise == exercise.id)


def has_way_back(core: Core) -> bool:
    """Whether the session is over because the runner said so, or left its last set before it was full: that may be a slip."""
    return not core.unmeasured and (not core.complete or _left_early(core))


def _left_early(core: Core) -> bool:
    last = core.records.get(len(core.session.sets) - 1)
    return last is not None and last.outcome is not Outcome.DONE and last.count < last.target


def say_goodbye(core: Core) -> None:
    """Says what was done, in one number for each exercise, and when it is next."""
    core.go(State.DONE)
    core.say(sentences(_last_words(core)))


def _last_words(core: Core) -> tuple[Message, ...]:
    done = {record.exercise for record in core.records.values() if record.count}
    exercises = [exercise for exercise in core.exercises.values() if exercise.id in done]
    if not done:
        return (Message.of("coach.end.nothing"),)
    parts = [Message.of(_ENDS.get(core.session.routine, "coach.end.other"))]
    strength = [exercise for exercise in exercises if not exercise.is_hold]
    if strength:
        parts.append(declared(strength[-1], "text", "done"))
        parts += [_did(core, exercise) for exercise in strength]
    if core.session.next_date is not None:
        day = named(date.fromisoformat(core.session.next_date), date.fromisoformat(core.session.date))
        parts.append(Message.of("coach.end.next", day=day))
    return tuple(parts)


def _did(core: Core, exercise: Exercise) -> Message:
    return Message.of(
        "coach.end.did", n=sum_of(total(core, exercise)), plural=declared(exercise, "text", "plural")
    )


_ENDS = {
    STRENGTH: "coach.end.strength",
    BEFORE: "coach.end.before-run",
    AFTER: "coach.end.after-run",
}


def tick_done(core: Core) -> None:
    """The last word, a moment to take it back, and the end."""
    wait = EARLY_S if has_way_back(core) else LAST_WORD_S
    if core.elapsed_s >= wait and core.mouth.idle(core.now_s):
        end(core, complete=core.complete)


def end(core: Core, *, complete: bool) -> None:
    """The session is over, and what is said of it goes out with the news."""
    records = [core.records[index] for index in sorted(core.records)]
    told, hidden = remarks(records, core.exercises), unseen(records, core.exercises)
    core.outputs.append(SessionEnded(complete=complete, remarks=told, unseen=hidden))
    core.go(State.ENDED)
