"""What is said and when: one voice, one sentence at a time, numbers before everything else."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import reduce

from hamstride.coach.screen import Output, Say, Sound, Voice
from hamstride.engine.events import Advice
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Message, SetPlan, Side

CHARACTERS_A_SECOND = 14.5  # words are longer in German than in English, and take longer
BREATH_S = 0.4

_AUDIBLE: dict[Voice, Callable[[Output], bool]] = {
    Voice.EVERYTHING: lambda _output: True,
    Voice.NUMBERS: lambda output: not isinstance(output, Say) or output.number,
    Voice.SOUNDS: lambda output: not isinstance(output, Say),
    Voice.SILENT: lambda output: not isinstance(output, Say | Sound),
}


def audible(voice: Voice, output: Output) -> bool:
    """Whether an output passes at a voice setting. What is not heard still stands in the caption."""
    return _AUDIBLE[voice](output)


def spoken_s(text: str) -> float:
    """Seconds that a text takes to speak, roughly."""
    return BREATH_S + len(text) / CHARACTERS_A_SECOND


def number(n: int) -> Message:
    """A whole number in words; above twenty in digits, which a voice of any language reads out right."""
    return Message.of(f"coach.number.{n}") if 0 <= n <= 20 else Message.of("coach.number.digits", n=n)


def sum_of(n: int) -> Message:
    """What was done of an exercise, always in digits: sums above and below twenty stand beside each other."""
    return Message.of("coach.number.digits", n=n)


def side_name(side: Side) -> Message:
    """The word for a side."""
    return Message.of(f"coach.side.{side.value}")


def declared(exercise: Exercise, *path: str) -> Message:
    """A text of an exercise's own declaration."""
    return Message.of(".".join(("exercise", exercise.id, *path)))


def sentences(messages: Iterable[Message]) -> Message:
    """Several sentences as one message, in order. At least one is needed."""
    return reduce(lambda first, then: Message.of("coach.join", first=first, then=then), messages)


def advice_message(advice: Advice) -> Message:
    """The words for a piece of advice."""
    return Message.of(f"advice.{advice.value}")


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


class Mouth:
    """Holds sentences back until the one before is over; a number or a `cut` goes out at once and drops what waits."""

    def __init__(self, length_s: Callable[[Message], float]) -> None:
        self._length_s = length_s
        self._waiting: deque[Say] = deque()
        self._free_at_s = 0.0
        self._last: Say | None = None
        self.caption: Message | None = None

    def say(self, say: Say) -> None:
        """Queues a sentence; a number or a `cut` drops the queue and interrupts."""
        if say.number or say.cut:
            self.hush()
        self._waiting.append(say)

    def hush(self) -> None:
        """Drops everything that is being said or waits."""
        self._waiting.clear()
        self._free_at_s = 0.0

    def idle(self, now_s: float) -> bool:
        """True when nothing is being said and nothing waits."""
        return not self._waiting and now_s >= self._free_at_s

    def due(self, now_s: float) -> Iterable[Say]:
        """The sentences to begin now (at most one, unless several take no time)."""
        while self._waiting and now_s >= self._free_at_s:
            say = self._waiting.popleft()
            self._free_at_s = now_s + self._length_s(say.message)
            self._show(say)
            yield say

    def _show(self, say: Say) -> None:
        follows = say.cue and self._last is not None and self._last.number
        if follows and self.caption is not None:
            self.caption = Message.of("coach.numbered", n=self.caption, then=say.message)
        else:
            self.caption = say.message
        self._last = say
