"""JSON in, JSON out: a whole film as the browser's worker watches it. What was seen leaves as words and plain numbers.

`start` says which exercise it is, `receive` takes one picture's landmarks at a time, `finish` tells what came of it. See
`Film.finish` for its shape.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hamstride.coach.bridge import frame_of, sentence
from hamstride.engine.events import CueRaised, Event, RepCounted
from hamstride.engine.measures import travel_deg
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.spec import Cue, Exercise
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words, flatten

SIDES = {"auto": None, "left": Side.LEFT, "right": Side.RIGHT}
CURVE_S = 1 / 15  # closer points than this no screen shows apart
MOSTLY = 0.5  # the share of pictures in which the legs must have been seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A cue that was broken: where in the film, and in which repetition or hold (from 0)."""

    t_s: float
    cue: str
    of: int
    side: Side | None


@dataclass(slots=True, kw_only=True)
class Film:
    """One film. Raises `DecodeError` for data that does not fit, `ValueError` for a variant that the exercise lacks."""

    exercise: Exercise
    words: Words
    watcher: Watcher
    travel_deg: float
    curve: list[tuple[float, float | None]] = field(default_factory=list)
    raised: list[tuple[float, str]] = field(default_factory=list)
    counted: int = 0

    def receive(self, data: dict[str, Any]) -> int:
        """One picture's landmarks; how many repetitions were counted so far."""
        frame = frame_of(data)
        self.watcher.receive(frame)
        self._note(self.watcher.events())
        if not self.curve or frame.t_s - self.curve[-1][0] >= CURVE_S:
            share = self.watcher.share
            self.curve.append(
                (round(frame.t_s, 3), None if share is None else round(share * self.travel_deg, 1))
            )
        return self.counted

    def finish(self) -> dict[str, Any]:
        """What came of it.

        `headline` and `lines` are sentences, `columns` and `rows` the table. `curve` is (seconds, degrees from rest, or
        null where the legs were not seen) under `top`, the declared way. `spans` are the repetitions or holds in seconds;
        `marks` the broken cues, the `of`th span each.
        """
        report = self.watcher.close()
        self._note(self.watcher.events())
        done: tuple[Repetition | Hold, ...] = report.reps or report.holds
        return {
            "headline": self._headline(report),
            "lines": [*self._lines(report), *self._view(report)],
            "columns": [self.words(f"coach.film.column.{name}") for name in _COLUMNS[self.exercise.is_hold]],
            "rows": [_CELLS[type(each)](self, each) for each in done],
            "curve": self.curve,
            "top": round(self.travel_deg, 1),
            "spans": [_SPANS[type(each)](each) for each in done],
            "marks": [self._mark(mark) for mark in _marks(done, self.raised)],
            "seconds": round(report.seconds, 3),
        }

    def _note(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, CueRaised):
                self.raised.append((event.t_s, event.cue))
            elif isinstance(event, RepCounted):
                self.counted = event.number

    # ------------------------------------------------------------ words

    def _headline(self, report: WatchReport) -> str:
        if not report.reps and not report.holds:
            return self.words("coach.film.none-held" if self.exercise.is_hold else "coach.film.none")
        side = self.words(f"coach.film.side.{report.side.value if report.side else 'unknown'}")
        if self.exercise.is_hold:
            held = round(sum(hold.held_s for hold in report.holds))
            return sentence(self.words("coach.film.held", n=held, side=side))
        return sentence(
            self.words("coach.film.counted", n=sum(rep.counted for rep in report.reps), side=side)
        )

    def _lines(self, report: WatchReport) -> list[str]:
        half = sum(not rep.counted for rep in report.reps)
        lines = [self.words("coach.film.half", n=half)] if half else []
        unseen = self._names({id_ for each in (*report.reps, *report.holds) for id_ in each.unseen})
        return [*lines, self.words("coach.film.unseen", what=", ".join(unseen))] if unseen else lines

    def _view(self, report: WatchReport) -> list[str]:
        hidden = [self.words("coach.film.hidden")] if report.seen < MOSTLY else []
        advice = [self.words(f"advice.{each.value}") for each in report.advice]
        return [*hidden, self.words("coach.film.next-time", what=" ".join(advice))] if advice else hidden

    def _names(self, ids: Iterable[str]) -> list[str]:
        wanted = set(ids)
        return [_lowered(_good(cue, id_)) for id_, cue in self.exercise.cues.items() if id_ in wanted]

    def cells(self, done: Repetition | Hold) -> list[str]:
        """What to get right and what was not visible, in words."""
        broken = [self.exercise.cues[id_].bad or id_ for id_ in done.cues]
        return [", ".join(broken), ", ".join(self._names(done.unseen))]

    def _mark(self, mark: Mark) -> dict[str, Any]:
        cue = self.exercise.cues[mark.cue]
        return {
            "t": round(mark.t_s, 3),
            "of": mark.of,
            "side": mark.side.value if mark.side else None,
            "says": cue.bad or mark.cue,
            "better": _good(cue, mark.cue),
        }


def _good(cue: Cue, id_: str) -> str:
    return cue.good or id_


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


# ---------------------------------------------------------------- the table, the spans, the marks

_COLUMNS = {
    False: ("number", "start", "lift", "hold", "lower", "range", "broken", "unseen"),
    True: ("number", "start", "held", "broken", "unseen"),
}


def _rep_cells(film: Film, rep: Repetition) -> list[str]:
    number = film.words("coach.film.half-mark") if rep.number is None else str(rep.number)
    times = (rep.start_s, rep.lift_s, rep.hold_s, rep.lower_s)
    return [number, *(f"{value:.1f}" for value in times), f"{rep.range_deg:.0f}", *film.cells(rep)]


def _hold_cells(film: Film, hold: Hold) -> list[str]:
    return [str(hold.number), f"{hold.start_s:.1f}", f"{hold.held_s:.1f}", *film.cells(hold)]


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


def _marks(done: Iterable[Repetition | Hold], raised: list[tuple[float, str]]) -> list[Mark]:
    """Each broken cue at the moment at which it was first seen broken; what only the clock can tell, at the end of the lift."""
    return [
        Mark(t_s=_when(each, cue, raised), cue=cue, of=index, side=each.side)
        for index, each in enumerate(done)
        for cue in each.cues
    ]


def _when(done: Repetition | Hold, cue: str, raised: list[tuple[float, str]]) -> float:
    seen = (t_s for t_s, id_ in raised if id_ == cue and done.start_s <= t_s <= done.end_s)
    middle_s = done.top_s if isinstance(done, Repetition) else (done.start_s + done.end_s) / 2
    return next(seen, middle_s)


# ---------------------------------------------------------------- the worker's three calls

_open: list[Film] = []


def start(payload: str) -> None:
    """Begins a film: `{"declaration": …, "variant": … | null, "side": "auto" | "left" | "right", "language": …}`."""
    data = json.loads(payload)
    exercise = Exercise.from_dict(data["declaration"])
    more = dict(flatten({"exercise": {exercise.id: data["declaration"]}}))
    _open[:] = [
        Film(
            exercise=exercise,
            words=Words(data["language"], more),
            watcher=Watcher(exercise, data.get("variant"), SIDES[data["side"]]),
            travel_deg=travel_deg(exercise),
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
