"""JSON in, JSON out: a whole film as the browser's worker watches it. What was seen leaves as words and plain numbers.

`start` says which exercise it is, `receive` takes one picture's landmarks at a time, `finish` tells what came of it. See
`Film.finish` for its shape.
"""

import json
from dataclasses import dataclass
from typing import Any

from hamstride.coach.bridge import frame_of
from hamstride.coach.watched import SIDES, Wording
from hamstride.engine.events import RepCounted
from hamstride.engine.story import Chart, CueSpan, Curve, Narrator, Story
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Hold, Repetition, Side
from hamstride.text.words import Words


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
        chart, side = story.charts[0], story.report.side
        wording = Wording(report=story.report, exercise=self.exercise, words=self.words)
        columns = wording.columns()
        return {
            "headline": wording.headline(),
            "lines": wording.lines(),
            "columns": [head for head, _ in columns],
            "numbers": sum(not is_text for _, is_text in columns),
            "rows": list(wording.rows()),
            "name": wording.angle(chart.quantity),
            "curve": [(round(t_s - story.start_s, 3), deg) for t_s, deg in _curve(chart, side).points],
            "spans": [_SPANS[type(each)](each) for each in story.done],
            "gaps": [_times(start=gap.start_s, end=gap.end_s) for gap in story.gaps],
            "marks": [_mark(span, story, wording) for span in story.cues],
            "seconds": round(story.end_s - story.start_s, 3),
        }


def _mark(span: CueSpan, story: Story, wording: Wording) -> dict[str, Any]:
    done = story.done[span.done]
    still = next((each for each in story.stills if (each.cue, each.done) == (span.cue, span.done)), None)
    time = wording.words("coach.film.time", t=wording.words.number(span.start_s, 1))
    return {
        "t": span.start_s,
        "time": time,
        "side": done.side.value if done.side else None,
        "says": wording.broken(span.cue),
        "where": wording.place(done, time),
        "better": wording.kept(span.cue),
        "still": None if still is None else {"t": still.t_s, "points": still.points},
    }


def _curve(chart: Chart, side: Side | None) -> Curve:
    """The line of the leg that works; the only one where there is but one."""
    return next((curve for curve in chart.curves if curve.side is side), chart.curves[0])


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


_SPANS: dict[type, Any] = {Repetition: _rep_span, Hold: _hold_span}


# ---------------------------------------------------------------- the worker's three calls

_open: list[Film] = []


def start(payload: str) -> None:
    """Begins a film: `{"declaration": …, "variant": … | null, "side": "auto" | "left" | "right", "language": …}`.

    Raises `DecodeError` for a declaration that does not fit, `ValueError` for a variant that the exercise lacks.
    """
    data = json.loads(payload)
    exercise = Exercise.from_dict(data["declaration"])
    _open[:] = [
        Film(
            exercise=exercise,
            words=Words(data["language"]),
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
