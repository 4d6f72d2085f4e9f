"""What was watched in words: the headline, the table and the lists that the terminal and the report share."""

from collections.abc import Iterator
from dataclasses import dataclass

from hamstride.engine.story import Chart, Story, each_leg, kind_of, never_visible
from hamstride.engine.watcher import WatchReport
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words

Done = Repetition | Hold

_COLUMNS = {
    False: ("number", "start", "lift", "hold", "lower", "range", "side", "broken", "unseen"),
    True: ("number", "start", "held", "side", "broken", "unseen"),
}
TEXT_COLUMNS = ("side", "broken", "unseen")
LITTLE = 0.5  # of the pictures: what was seen in fewer may be only part of what was done


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A report of an exercise, ready to be put into words of one language."""

    report: WatchReport
    exercise: Exercise
    words: Words

    @property
    def done(self) -> tuple[Done, ...]:
        """The repetitions (partial ones included) or the holds, in order."""
        return self.report.done

    def headline(self) -> str:
        """Exercise, leg and count in one sentence."""
        hold = self.exercise.is_hold
        count = len(self.report.holds) if hold else sum(rep.counted for rep in self.report.reps)
        each = each_leg(self.report)
        title, side = self.exercise.text.title, self.leg(Side.BOTH if each else self.report.side)
        return self.words(f"cli.watch.{'holds' if hold else 'reps'}", title=title, side=side, count=count)

    def leg(self, side: Side | None) -> str:
        """The words for a leg, or for not knowing it."""
        return self.words(f"cli.watch.side.{side.value if side else 'unknown'}")

    def columns(self) -> tuple[tuple[str, bool], ...]:
        """The heads of the table, each with whether it holds words (and not numbers)."""
        return tuple((self.words(f"cli.watch.column.{name}"), name in TEXT_COLUMNS) for name in self._names())

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The table, a row a repetition or hold."""
        names, never = self._names(), never_visible(self.report)
        for done in self.done:
            words = {
                "side": self.leg(done.side),
                "broken": self._join(map(self.broken, done.cues)),
                "unseen": self._join(self.kept(cue) for cue in done.unseen if cue not in never),
            }
            yield (*self._numbers(done), *(words[name] for name in names if name in TEXT_COLUMNS))

    def _names(self) -> list[str]:
        """The columns that say something: the leg where each had its turn, and what was visible in some alone."""
        never = never_visible(self.report)
        told = {
            "side": each_leg(self.report),
            "unseen": any(set(done.unseen) - never for done in self.done),
        }
        return [name for name in _COLUMNS[self.exercise.is_hold] if told.get(name, True)]

    def number(self, done: Done) -> str:
        """The number of a repetition, or the word for a half one."""
        return self.words("cli.watch.half") if done.number is None else str(done.number)

    def broken(self, cue: str) -> str:
        """What a broken cue looks like, in words."""
        return self.exercise.cues[cue].bad or cue

    def kept(self, cue: str) -> str:
        """What a cue asks for, in words."""
        return self.exercise.cues[cue].good or cue

    def place(self, done: int, time: str) -> str:
        """Where in the film something was: its repetition or hold, and the time."""
        each = self.done[done]
        return self.words(f"cli.watch.report.{kind_of(each)}", number=each.number or 0, time=time)

    def unseen(self) -> tuple[str, ...]:
        """What was not visible in any repetition or hold, in words."""
        return tuple(self.kept(cue) for cue in self.exercise.cues if cue in never_visible(self.report))

    def advice(self) -> tuple[str, ...]:
        """How little was seen, where it was, and what to change so that the camera sees more."""
        seen = self.report.seen
        little = [] if seen >= LITTLE else [self.words("cli.watch.little", share=round(100 * seen))]
        return (*little, *(self.words(f"advice.{advice.value}") for advice in self.report.advice))

    def chart(self, chart: Chart) -> str:
        """The title of a chart."""
        return self.words(f"cli.watch.quantity.{chart.quantity.value}")

    def curve(self, side: Side | None) -> str:
        """What a line of a chart belongs to."""
        return self.words("cli.watch.trunk") if side is None else self.leg(side)

    def drawn(self, story: Story, chart: Chart) -> str:
        """What a chart shows, for who cannot see it; the numbers stand in the table."""
        seen = [deg for curve in chart.curves for _, deg in curve.points if deg is not None]
        if not seen:
            return self.words("cli.watch.drawn-nothing")
        return self.words(
            "cli.watch.drawn",
            seconds=round(story.end_s - story.start_s),
            low=round(min(seen)),
            high=round(max(seen)),
            count=len(self.done),
        )

    def _numbers(self, done: Done) -> tuple[str, ...]:
        if isinstance(done, Hold):
            return (self.number(done), *self._seconds(done.start_s, done.held_s))
        times = self._seconds(done.start_s, done.lift_s, done.hold_s, done.lower_s)
        return (self.number(done), *times, self.words.number(done.range_deg, 0))

    def _seconds(self, *values: float) -> Iterator[str]:
        return (self.words.number(value, 1) for value in values)

    def _join(self, parts: "Iterator[str] | map[str]") -> str:
        return ", ".join(parts)
