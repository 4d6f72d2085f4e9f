"""JSON in, JSON out: a whole film as the browser's worker watches it. What was seen leaves as words and plain numbers.

`start` says which exercise it is, `receive` takes one picture's landmarks at a time, `finish` tells what came of it. See
`Film.finish` for its shape.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hamstride.coach.bridge import frame_of, sentence
from hamstride.engine.events import RepCounted
from hamstride.engine.story import Chart, CueSpan, Curve, Narrator, Story, each_leg, kind_of, never_visible
from hamstride.engine.watcher import WatchReport
from hamstride.exercises.spec import Cue, Exercise
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words, flatten

SIDES = {"auto": None, "left": Side.LEFT, "right": Side.RIGHT}
MOSTLY = 0.5  # the share of pictures in which the legs must have been seen


@dataclass(slots=True, kw_only=True)
class Film:
    """One film at work."""

    exercise: Exercise
    words: Words
    narrator: Narrator
    counted: int = 0

    def receive(self, data: dict[str, Any]) -> int:
        """One picture's landmarks; how many repetitions were counted so far, of either leg."""
        events = self.narrator.receive(frame_of(data))
        self.counted += sum(isinstance(event, RepCounted) for event in events)
        return self.counted

    def finish(self) -> dict[str, Any]:
        """What came of it.

        `headline` and `lines` are sentences, `columns` and `rows` the table (what was visible nowhere stands in `lines` alone).
        `curve` is (seconds, degrees, or null where the line breaks) of what `name` says. `spans` are the repetitions or
        holds in seconds, `gaps` the times in which the legs were not seen; `marks` the broken cues,
        some with a `still`: when, and the landmarks. `numbers` says how many columns there are before those of words.
        """
        story = self.narrator.close()
        report, chart = story.report, story.charts[0]
        return {
            "headline": self._headline(report),
            "lines": [*self._lines(story), *self._view(report)],
            **self._table(story),
            "name": self.words(f"coach.film.chart.{chart.quantity.value}"),
            "curve": [(round(t_s - story.start_s, 3), deg) for t_s, deg in _curve(chart, report.side).points],
            "spans": [_SPANS[type(each)](each) for each in story.done],
            "gaps": [_times(start=gap.start_s, end=gap.end_s) for gap in story.gaps],
            "marks": [self._mark(span, story) for span in story.cues],
            "seconds": round(story.end_s - story.start_s, 3),
        }

    # ------------------------------------------------------------ words

    def _headline(self, report: WatchReport) -> str:
        if not report.reps and not report.holds:
            return self.words("coach.film.none-held" if self.exercise.is_hold else "coach.film.none")
        side = self._leg(Side.BOTH if each_leg(report) else report.side)
        if self.exercise.is_hold:
            held = round(sum(hold.held_s for hold in report.holds))
            return sentence(self.words("coach.film.held", n=held, side=side))
        return sentence(
            self.words("coach.film.counted", n=sum(rep.counted for rep in report.reps), side=side)
        )

    def _leg(self, side: Side | None) -> str:
        return self.words(f"coach.film.side.{side.value if side else 'unknown'}")

    def _lines(self, story: Story) -> list[str]:
        half = sum(not rep.counted for rep in story.report.reps)
        lines = [self.words("coach.film.half", n=half)] if half else []
        unseen = self._names({id_ for each in story.done for id_ in each.unseen})
        return [*lines, self.words("coach.film.unseen", what=", ".join(unseen))] if unseen else lines

    def _view(self, report: WatchReport) -> list[str]:
        hidden = [self.words("coach.film.hidden")] if report.seen < MOSTLY else []
        advice = [self.words(f"advice.{each.value}") for each in report.advice]
        return [*hidden, self.words("coach.film.next-time", what=" ".join(advice))] if advice else hidden

    def _table(self, story: Story) -> dict[str, Any]:
        columns, rows = (
            _COLUMNS[self.exercise.is_hold],
            [_CELLS[type(each)](self, each) for each in story.done],
        )
        if each_leg(story.report):
            columns = (*columns, "side")
            rows = [[*row, self._leg(each.side)] for row, each in zip(rows, story.done, strict=True)]
        nowhere = never_visible(story.report)
        hidden = [", ".join(self._names(set(each.unseen) - nowhere)) for each in story.done]
        if any(hidden):
            columns, rows = (
                (*columns, "unseen"),
                [[*row, cell] for row, cell in zip(rows, hidden, strict=True)],
            )
        heads = [self.words(f"coach.film.column.{name}") for name in columns]
        return {"columns": heads, "numbers": columns.index("broken"), "rows": rows}

    def _names(self, ids: Iterable[str]) -> list[str]:
        wanted = set(ids)
        return [
            self.words.inside(_good(cue, id_)) for id_, cue in self.exercise.cues.items() if id_ in wanted
        ]

    def broken(self, done: Repetition | Hold) -> str:
        """What to get right next time, in words."""
        return ", ".join(self.exercise.cues[id_].bad or id_ for id_ in done.cues)

    def _mark(self, span: CueSpan, story: Story) -> dict[str, Any]:
        cue, side = self.exercise.cues[span.cue], story.done[span.done].side
        still = next((each for each in story.stills if (each.cue, each.done) == (span.cue, span.done)), None)
        return {
            "t": span.start_s,
            "side": side.value if side else None,
            "says": cue.bad or span.cue,
            "where": self._where(span, story),
            "better": _good(cue, span.cue),
            "still": None if still is None else {"t": still.t_s, "points": still.points},
        }

    def _where(self, span: CueSpan, story: Story) -> str:
        """Of which repetition or hold it is, and when."""
        done = story.done[span.done]
        return self.words(f"coach.film.at.{kind_of(done)}", n=done.number or 0, t=f"{span.start_s:.1f}")


def _curve(chart: Chart, side: Side | None) -> Curve:
    """The line of the leg that works; the only one where there is but one."""
    return next((curve for curve in chart.curves if curve.side is side), chart.curves[0])


def _good(cue: Cue, id_: str) -> str:
    return cue.good or id_


# ---------------------------------------------------------------- the table, the spans

_COLUMNS = {
    False: ("number", "start", "lift", "hold", "lower", "range", "broken"),
    True: ("number", "start", "held", "broken"),
}


def _rep_cells(film: Film, rep: Repetition) -> list[str]:
    number = film.words("coach.film.half-mark") if rep.number is None else str(rep.number)
    times = (rep.start_s, rep.lift_s, rep.hold_s, rep.lower_s)
    return [number, *(f"{value:.1f}" for value in times), f"{rep.range_deg:.0f}", film.broken(rep)]


def _hold_cells(film: Film, hold: Hold) -> list[str]:
    return [str(hold.number), f"{hold.start_s:.1f}", f"{hold.held_s:.1f}", film.broken(hold)]


def _rep_span(rep: Repetition) -> dict[str, Any]:
    low_s = rep.top_s + rep.hold_s
    return {
        "number": rep.number,
        **_times(start=rep.start_s, top=rep.top_s, low=low_s, end=rep.end_s),
    }


def _hold_span(hold: Hold) -> dict[str, Any]:
    return {"number": hold.number, **_times(start=hold.start_s, end=hold.end_s)}


def _times(**seconds: float) -> dict[str, float]:
    return {name: round(value, 3) for name, value in seconds.items()}


_CELLS: dict[type, Any] = {Repetition: _rep_cells, Hold: _hold_cells}
_SPANS: dict[type, Any] = {Repetition: _rep_span, Hold: _hold_span}


# ---------------------------------------------------------------- the worker's three calls

_open: list[Film] = []


def start(payload: str) -> None:
    """Begins a film: `{"declaration": …, "variant": … | null, "side": "auto" | "left" | "right", "language": …}`.

    Raises `DecodeError` for a declaration that does not fit, `ValueError` for a variant that the exercise lacks.
    """
    data = json.loads(payload)
    exercise = Exercise.from_dict(data["declaration"])
    more = dict(flatten({"exercise": {exercise.id: data["declaration"]}}))
    _open[:] = [
        Film(
            exercise=exercise,
            words=Words(data["language"], more),
            narrator=Narrator(exercise, data.get("variant"), SIDES[data["side"]]),
        )
    ]


def receive(payload: str) -> int:
    """One picture: `{"t_s": …, "width": …, "height": …, "points": …, "world": …}`; how many were counted so far."""
    return _now().receive(json.loads(payload))


def finish() -> str:
    """No more pictures: what came of the film."""
    return json.dumps(_now().finish())


def _now() -> Film:
    if not _open:
        raise RuntimeError("no film is open; call start with an exercise first")
    return _open[0]
