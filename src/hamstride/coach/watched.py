"""What was watched in words: what the page that looks at a film, the report and the terminal say of it, all alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hamstride.coach.bridge import sentence
from hamstride.engine.story import Quantity, each_leg, kind_of, never_visible
from hamstride.engine.watcher import WatchReport
from hamstride.exercises.spec import Exercise, Position
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words

Done = Repetition | Hold

SIDES: Final = {"left": Side.LEFT, "right": Side.RIGHT, "auto": None}  # which leg works, as it is asked for
UNREAD_S: Final = 1.0  # of a film that is spoilt: less than that holds no repetition
LITTLE: Final = 0.5  # of the pictures: what was seen in fewer may be only part of what was done
_COLUMNS = {
    False: ("number", "start", "lift", "hold", "lower", "range", "side", "broken", "unseen"),
    True: ("number", "start", "held", "side", "broken", "unseen"),
}
_DONE = {
    Position.PRONE: "coach.film.done-prone",
    Position.SUPINE: "coach.film.done-supine",
    Position.STANDING: "coach.film.done-standing",
}
_TEXT_COLUMNS = ("side", "broken", "unseen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A report of an exercise, ready to be put into words of one language."""

    report: WatchReport
    exercise: Exercise
    words: Words

    def headline(self) -> str:
        """Exercise, leg and count in one sentence."""
        title, report = self.exercise.text.title, self.report
        side = self.leg(Side.BOTH if each_leg(report) else report.side)
        if not report.done:
            return self.words(f"coach.film.{'none-held' if self.exercise.is_hold else 'none'}", title=title)
        if self.exercise.is_hold:
            held_s = round(sum(hold.held_s for hold in report.holds))
            return self.words("coach.film.held", title=title, side=side, n=held_s)
        counted = sum(rep.counted for rep in report.reps)
        return self.words("coach.film.counted", title=title, side=side, n=counted)

    def lines(self) -> list[str]:
        """What is told beside the table: how it would be done where nothing was, half lifts, what was not visible, what of the
        film could not be read, how little was seen, and what to change."""
        half = sum(not rep.counted for rep in self.report.reps)
        lines = [self.words("coach.film.half", n=half)] if half else []
        if not self.report.done and self.report.seen >= LITTLE and self.report.unread_s < UNREAD_S:
            lines.append(self.words(_DONE[self.exercise.position]))
        if unseen := self.unseen():
            head = self.words("coach.film.unseen")
            lines.append(self.words("coach.film.unseen-line", head=head, what=self.words.listed(unseen)))
        lines += self.doubts()
        if advice := self.advice():
            head = self.words("coach.film.advice")
            lines.append(self.words("coach.film.advice-line", head=head, what=" ".join(advice)))
        return lines

    def doubts(self) -> tuple[str, ...]:
        """What could not be read of the film, and how little was seen, where it was."""
        seen, unread_s = self.report.seen, self.report.unread_s
        unread = [self.words("coach.film.unread", n=round(unread_s))] if unread_s >= UNREAD_S else []
        little = [self.words("coach.film.little", share=round(100 * seen))] if seen < LITTLE else []
        return (*unread, *little)

    def advice(self) -> tuple[str, ...]:
        """What to change so that the camera sees more."""
        return tuple(self.words(f"advice.{advice.value}") for advice in self.report.advice)

    def unseen(self) -> tuple[str, ...]:
        """What was not visible in any repetition or hold."""
        never = never_visible(self.report.done)
        return tuple(self.kept(cue) for cue in self.exercise.cues if cue in never)

    # ------------------------------------------------------------ the table

    def columns(self) -> tuple[tuple[str, bool], ...]:
        """The heads of the table, each with whether it holds words (and not numbers, which come first)."""
        return tuple(
            (self.words(f"coach.film.column.{name}"), name in _TEXT_COLUMNS) for name in self._names()
        )

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The table, a row a repetition or hold."""
        names, never = self._names(), never_visible(self.report.done)
        for done in self.report.done:
            words = {
                "side": self.leg(done.side),
                "broken": self._cell(map(self.broken, done.cues)),
                "unseen": self._cell(self.kept(cue) for cue in done.unseen if cue not in never),
            }
            yield (*self._numbers(done), *(words[name] for name in names if name in _TEXT_COLUMNS))

    def _names(self) -> list[str]:
        """The columns that say something: the leg where each had its turn, and what was visible in some alone."""
        never = never_visible(self.report.done)
        told = {
            "side": each_leg(self.report),
            "unseen": any(set(done.unseen) - never for done in self.report.done),
        }
        return [name for name in _COLUMNS[self.exercise.is_hold] if told.get(name, True)]

    def _numbers(self, done: Done) -> tuple[str, ...]:
        if isinstance(done, Hold):
            return (self.number(done), *self._seconds(done.start_s, done.held_s))
        times = self._seconds(done.start_s, done.lift_s, done.hold_s, done.lower_s)
        return (self.number(done), *times, self.words.number(done.range_deg, 0))

    def _seconds(self, *values: float) -> Iterator[str]:
        return (self.words.number(value, 1) for value in values)

    def _cell(self, texts: Iterable[str]) -> str:
        return sentence(self.words.listed(texts))

    # ------------------------------------------------------------ words for a single thing

    def number(self, done: Done) -> str:
        """The number of a repetition, or the word for a half one."""
        return self.words("coach.film.half-mark") if done.number is None else str(done.number)

    def leg(self, side: Side | None) -> str:
        """The words for a leg, or for not knowing it."""
        return self.words(f"coach.film.side.{side.value if side else 'unknown'}")

    def broken(self, cue: str) -> str:
        """What a broken cue looks like."""
        return self.exercise.cues[cue].bad or cue

    def kept(self, cue: str) -> str:
        """What a cue asks for."""
        return self.exercise.cues[cue].good or cue

    def place(self, done: Done, time: str) -> str:
        """Where in the film something was: its repetition or hold, and the time as it stands under the curve."""
        return self.words(f"coach.film.at.{kind_of(done)}", n=done.number or 0, time=time)

    def angle(self, quantity: Quantity) -> str:
        """What a curve tells."""
        return self.words(f"coach.film.angle.{quantity.value}")
