"""What a film came to, as it can be drawn: angles over time, repetitions, phases, cues and where they were broken.

A `Narrator` watches a set as a `Watcher` does and keeps what a picture of it needs; its `Story` holds plain values, and
`to_dict` gives JSON-ready data for whoever draws: the report of `hamstride watch` and the page that analyses a film.
Everything is derived from the watch report, so that picture and table never disagree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from hamstride.engine.angles import Body
from hamstride.engine.curves import DRAWN, Curve, Quantity, lines_of
from hamstride.engine.events import (
    CueCleared,
    CueRaised,
    Event,
    HoldEnded,
    HoldTick,
    PartialRep,
    RepCompleted,
    RepRevised,
    TrackingFound,
    TrackingLost,
)
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.moments import Moments
from hamstride.engine.report import to_dict
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.codec import encode
from hamstride.exercises.spec import Exercise, Judge, Measure, Phase, Reference
from hamstride.exercises.values import Hold, Repetition, Side

__all__ = [
    "Chart",
    "CueSpan",
    "Curve",
    "Limit",
    "MovementKind",
    "Narrator",
    "PhaseSpan",
    "Quantity",
    "Span",
    "Still",
    "Story",
    "each_leg",
    "kind_of",
    "never_visible",
    "phases",
]

FORMAT: Final = "hamstride-story/1"
MOST_STILLS: Final = 4  # of one cue
_WITHIN_S: Final = 0.5  # a cue is noticed a little late
_HOLE_S: Final = 1.0  # so long without a picture, nobody saw what was done meanwhile


class MovementKind(StrEnum):
    """What a thing done was, for words that tell them apart."""

    REP = "rep"
    HALF = "half"  # a partial repetition
    HOLD = "hold"


def kind_of(done: Repetition | Hold) -> MovementKind:
    """What kind of thing was done."""
    if isinstance(done, Hold):
        return MovementKind.HOLD
    return MovementKind.HALF if done.number is None else MovementKind.REP


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A level of a chart in degrees beyond which a cue is broken."""

    cue: str
    deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One angle over time. The first chart of a story is the one that the movement is followed by."""

    quantity: Quantity
    curves: tuple[Curve, ...]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in which something was so."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSpan(Span):
    """A part of a repetition or hold. `done` is its place among all reported ones, from 0, partial ones included."""

    phase: Phase
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSpan(Span):
    """A cue while it was broken, in the repetition or hold at place `done`."""

    cue: str
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """The instant that shows a broken cue best. `points` are x, y (0 to 1 of the picture) and visibility of 33 landmarks."""

    t_s: float
    cue: str
    done: int
    points: tuple[tuple[float, float, float], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All there is to draw of a set. `gaps` are the times in which the legs could not be seen or there were no
    pictures, `ticks` the whole seconds on a hold's clock, each at the instant at which it was full."""

    report: WatchReport
    start_s: float
    end_s: float
    charts: tuple[Chart, ...]
    phases: tuple[PhaseSpan, ...]
    cues: tuple[CueSpan, ...]
    gaps: tuple[Span, ...]
    stills: tuple[Still, ...]
    ticks: tuple[HoldTick, ...] = ()

    @property
    def done(self) -> tuple[Repetition | Hold, ...]:
        """The repetitions (partial ones included) or the holds, in order."""
        return self.report.done

    def to_dict(self, file: str) -> dict[str, Any]:
        """JSON-ready data: the fields as named, and under `report` the object of `hamstride watch --json`."""
        drawn = ("start_s", "end_s", "charts", "phases", "cues", "gaps", "stills")
        parts = {name: encode(getattr(self, name)) for name in drawn}
        return {"format": FORMAT, "report": to_dict(self.report, file), **parts}


class Narrator:
    """Watches one set and tells its story. Give it frames in order (`receive`, which returns the events) and `close` it."""

    def __init__(self, exercise: Exercise, variant: str | None = None, side: Side | None = None) -> None:
        self.watcher = Watcher(exercise, variant, side)
        self._exercise, self._variant = exercise, variant
        self._lines = lines_of(exercise)
        self._drawn: Body | None = None
        self._gaps, self._raised = list[Span](), list[tuple[str, float, float | None]]()
        self._ticks: list[HoldTick] = []
        self._lost_s: float | None = None
        self._start_s: float | None = None
        self._end_s = 0.0
        self._moments = Moments()

    def receive(self, frame: Frame) -> list[Event]:
        """Take the next frame; returns what the watcher makes of it."""
        self.watcher.receive(frame)
        events = self.watcher.events()
        if self._start_s is None:
            self._start_s = frame.t_s
        elif frame.t_s <= self._end_s:
            return events  # dropped by the watcher too
        elif frame.t_s - self._end_s > _HOLE_S and self._lost_s is None:
            self._break(frame.t_s)
        self._end_s = frame.t_s
        self._moments.receive(frame)
        for event in events:
            self._note(event)
        self._draw(frame.t_s)
        return events

    def close(self) -> Story:
        """No more frames will come: the whole story."""
        report = self.watcher.close()
        for event in self.watcher.events():
            self._note(event)
        if self._lost_s is not None:
            self._gaps.append(Span(start_s=self._lost_s, end_s=self._end_s))
        cues = tuple(self._broken(report.done))
        return Story(
            report=report,
            start_s=self._start_s or 0.0,
            end_s=self._end_s,
            charts=tuple(self._charts()),
            phases=tuple(span for n, each in enumerate(report.done) for span in phases(each, n)),
            cues=cues,
            gaps=tuple(self._gaps),
            stills=tuple(self._stills(cues)),
            ticks=tuple(self._ticks),
        )

    def _note(self, event: Event) -> None:
        if isinstance(event, TrackingLost):
            self._lost_s = event.t_s
        elif isinstance(event, TrackingFound) and self._lost_s is not None:
            self._gaps.append(Span(start_s=self._lost_s, end_s=event.t_s))
            self._lost_s = None
        elif isinstance(event, CueRaised):
            self._raised.append((event.cue, event.t_s, None))
            self._moments.keep(event.t_s)
        elif isinstance(event, CueCleared):
            self._raised = [
                (cue, begun_s, event.t_s) if cue == event.cue and ended_s is None else (cue, begun_s, ended_s)
                for cue, begun_s, ended_s in self._raised
            ]
        elif isinstance(event, RepCompleted | RepRevised | PartialRep):
            self._keep(event.rep)
            # Later repetitions may show what was wrong with the whole of this one.
            if isinstance(event, RepCompleted):
                self._moments.note((event.rep.start_s + event.rep.end_s) / 2)
        elif isinstance(event, HoldEnded):
            self._keep(event.hold)
        elif isinstance(event, HoldTick):
            self._ticks.append(event)

    def _keep(self, done: Repetition | Hold) -> None:
        for cue in done.cues:
            span = self._span(done, 0, cue)
            self._moments.keep((span.start_s + span.end_s) / 2)

    def _break(self, t_s: float) -> None:
        """There were no pictures up to now."""
        self._gaps.append(Span(start_s=self._end_s, end_s=t_s))
        for line in self._lines:
            line.update(self._end_s, None, self.watcher.near)

    def _draw(self, t_s: float) -> None:
        body = None if self._lost_s is not None else self.watcher.body
        if body is not None and body is self._drawn:
            return  # of more frames than it needs the watcher leaves some out
        self._drawn = body
        for line in self._lines:
            line.update(t_s, body, self.watcher.near)

    def _charts(self) -> Iterator[Chart]:
        for quantity in dict.fromkeys(line.quantity for line in self._lines):
            curves = [line.curve() for line in self._lines if line.quantity is quantity]
            yield Chart(
                quantity=quantity,
                curves=tuple(curves),
                limits=tuple(_limits(self._exercise, self._variant, quantity)),
            )

    def _broken(self, done: Iterable[Repetition | Hold]) -> Iterator[CueSpan]:
        for place, each in enumerate(done):
            for cue in each.cues:
                yield self._span(each, place, cue)

    def _span(self, done: Repetition | Hold, place: int, cue: str) -> CueSpan:
        """From when a cue was noticed broken to when it was mended; for a matter of times, the phases it is about."""
        for name, begun_s, ended_s in self._raised:
            if name == cue and done.start_s <= begun_s <= done.end_s + _WITHIN_S:
                end_s = max(begun_s, done.end_s if ended_s is None else min(ended_s, done.end_s))
                return CueSpan(start_s=_s(begun_s), end_s=_s(end_s), cue=cue, done=place)
        about = self._exercise.cues[cue].phases
        spans = [span for span in phases(done, place) if span.phase in about] or [*phases(done, place)]
        return CueSpan(start_s=spans[0].start_s, end_s=spans[-1].end_s, cue=cue, done=place)

    def _stills(self, cues: Iterable[CueSpan]) -> Iterator[Still]:
        shown: dict[str, int] = {}
        raised = {_s(begun_s) for _, begun_s, _ in self._raised}
        for span in cues:
            shown[span.cue] = shown.get(span.cue, 0) + 1
            if shown[span.cue] > MOST_STILLS:
                continue
            t_s = span.start_s if span.start_s in raised else (span.start_s + span.end_s) / 2
            frame = self._moments.at(t_s)
            yield Still(
                t_s=_s(frame.t_s if frame else t_s),
                cue=span.cue,
                done=span.done,
                points=_flat(frame.points) if frame and frame.points else None,
            )


def never_visible(done: Iterable[Repetition | Hold]) -> frozenset[str]:
    """The cues that nobody could judge in any of these repetitions or holds."""
    unseen = [set(each.unseen) for each in done]
    return frozenset(set.intersection(*unseen)) if unseen else frozenset()


def each_leg(report: WatchReport) -> bool:
    """Whether each leg had its turn."""
    return {Side.LEFT, Side.RIGHT} <= {each.side for each in report.done}


def phases(done: Repetition | Hold, place: int) -> tuple[PhaseSpan, ...]:
    """The parts of a repetition one after the other; a hold is one part."""
    if isinstance(done, Hold):
        whole = PhaseSpan(start_s=_s(done.start_s), end_s=_s(done.end_s), phase=Phase.HOLD, done=place)
        return (whole,)
    edges = (done.start_s, done.top_s, done.top_s + done.hold_s, done.end_s)
    parts = zip((Phase.LIFT, Phase.HOLD, Phase.LOWER), edges, edges[1:], strict=False)
    return tuple(PhaseSpan(start_s=_s(a), end_s=_s(b), phase=p, done=place) for p, a, b in parts if b > a)


def _limits(exercise: Exercise, variant: str | None, quantity: Quantity) -> Iterator[Limit]:
    """The levels that stand still: limits from zero. One from the rest pose has no one level."""
    for id_ in exercise.cue_ids(variant):
        cue = exercise.cues[id_]
        fixed = cue.judge is Judge.CAMERA and cue.reference is Reference.ABSOLUTE and cue.limit is not None
        if fixed and cue.measure in DRAWN and DRAWN[cue.measure] is quantity:
            assert cue.limit is not None
            yield Limit(cue=id_, deg=-cue.limit if cue.measure is Measure.KNEE_EXTENSION else cue.limit)


def _flat(points: tuple[Point, ...]) -> tuple[tuple[float, float, float], ...]:
    return tuple((round(x, 4), round(y, 4), round(seen, 2)) for x, y, _, seen in points)


def _s(seconds: float) -> float:
    return round(seconds, 3)
