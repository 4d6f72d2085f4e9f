"""The charts of a report as SVG: angles over time with phases, repetitions, gaps, and a lane for each broken cue.

Only classes and numbers are written, never colours or styles: those stand in report.css.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from hamstride.coach.watched import Wording
from hamstride.engine.story import Chart, Curve, Limit, Story, never_visible
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Side

LEAST_PX, MOST_PX, PX_A_SECOND = 900, 12_000, 8
LEFT, RIGHT, TOP, PLOT, AXIS, LANE = 52, 16, 34, 200, 30, 40
_TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800)
_TICK_PX = 64
_ANGLE_STEPS_DEG = (10, 20, 30, 45, 90)
_BANDS = {Phase.LIFT: "up", Phase.HOLD: "held", Phase.LOWER: "down"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Seconds and degrees to the coordinates of the drawing."""

    start_s: float
    end_s: float
    low_deg: float
    high_deg: float
    width: float

    def x(self, t_s: float) -> float:
        """Where a time stands; what began before the film, or ends after it, is only reckoned: it begins or ends with it."""
        share = min(1.0, max(0.0, (t_s - self.start_s) / max(self.end_s - self.start_s, 0.001)))
        return round(LEFT + share * (self.width - LEFT - RIGHT), 1)

    def y(self, deg: float) -> float:
        return round(TOP + PLOT * (self.high_deg - deg) / (self.high_deg - self.low_deg), 1)


def draw(story: Story, chart: Chart, wording: Wording, name: str) -> str:
    """One chart as an `svg` element. `name` is unique on the page; the title and the description are its text alternative."""
    first = chart is story.charts[0]
    lanes = list(dict.fromkeys(span.cue for span in story.cues)) if first else []
    scale = _scale(story, chart)
    height = TOP + PLOT + AXIS + LANE * len(lanes)
    parts = [
        *_gaps(story, scale, name),
        *_bands(story, scale, wording),
        *_axes(scale),
        *(
            _limit(limit, scale, wording)
            for limit in chart.limits
            if limit.cue not in never_visible(story.done)
        ),
        *(_curve(curve, story, scale) for curve in reversed(chart.curves)),
        *_lanes(story, lanes, scale, wording),
    ]
    title, told = wording.angle(chart.quantity), _told(story, chart, wording)
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-title {name}-told" width="{scale.width:g}"'
        f' height="{height}" viewBox="0 0 {scale.width:g} {height}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-told">{escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _told(story: Story, chart: Chart, wording: Wording) -> str:
    """What a chart shows, for who cannot see it; the numbers stand in the table."""
    seen = [deg for curve in chart.curves for _, deg in curve.points if deg is not None]
    if not seen:
        return wording.words("cli.watch.report.drawn-nothing")
    return wording.words(
        "cli.watch.report.drawn",
        seconds=round(story.end_s - story.start_s),
        low=round(min(seen)),
        high=round(max(seen)),
        count=len(story.done),
    )


def _scale(story: Story, chart: Chart) -> _Scale:
    seen = [deg for curve in chart.curves for _, deg in curve.points if deg is not None]
    seen += [limit.deg for limit in chart.limits]
    low, high = min([0.0, *seen]), max([30.0, *seen])
    room = (high - low) * 0.06
    width = min(MOST_PX, max(LEAST_PX, (story.end_s - story.start_s) * PX_A_SECOND))
    return _Scale(story.start_s, story.end_s, low - room, high + room, width)


# ---------------------------------------------------------------- parts


def _gaps(story: Story, scale: _Scale, name: str) -> Iterator[str]:
    if not story.gaps:
        return
    yield (
        f'<defs><pattern id="{name}-gap" width="8" height="8" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="8"/></pattern></defs>'
    )
    for gap in story.gaps:
        x, width = scale.x(gap.start_s), scale.x(gap.end_s) - scale.x(gap.start_s)
        yield f'<rect x="{x}" y="{TOP}" width="{width:.1f}" height="{PLOT}" fill="url(#{name}-gap)"/>'


def _bands(story: Story, scale: _Scale, wording: Wording) -> Iterator[str]:
    for span in story.phases:
        x, width = scale.x(span.start_s), scale.x(span.end_s) - scale.x(span.start_s)
        yield f'<rect class="{_BANDS.get(span.phase, "up")}" x="{x}" y="{TOP}" width="{width:.1f}" height="{PLOT}"/>'
    for done in story.done:
        begin, end = scale.x(done.start_s), scale.x(done.end_s)
        kind = "bracket" if done.number is not None else "bracket half"
        yield f'<path class="{kind}" d="M{begin} {TOP}v-6H{end}v6"/>'
        middle = (begin + end) / 2
        yield f'<text class="number" x="{middle:.1f}" y="{TOP - 12}">{escape(wording.number(done))}</text>'


def _axes(scale: _Scale) -> Iterator[str]:
    bottom = TOP + PLOT
    for deg in _ticks(scale.low_deg, scale.high_deg, _ANGLE_STEPS_DEG, 6):
        y = scale.y(deg)
        yield f'<path class="{"zero" if deg == 0 else "grid"}" d="M{LEFT} {y}H{scale.width - RIGHT:g}"/>'
        yield f'<text class="deg" x="{LEFT - 8}" y="{y + 4:.1f}">{deg:g}°</text>'
    room = (scale.width - LEFT - RIGHT) / _TICK_PX
    for t_s in _ticks(scale.start_s, scale.end_s, _TIME_STEPS_S, room):
        x = scale.x(t_s)
        yield f'<path class="tick" d="M{x} {bottom}v5"/><text class="time" x="{x}" y="{bottom + 20}">{clock(t_s)}</text>'


def _curve(curve: Curve, story: Story, scale: _Scale) -> str:
    pen, way = "M", []
    for t_s, deg in curve.points:
        if deg is None:
            pen = "M"
            continue
        way.append(f"{pen}{scale.x(t_s)} {scale.y(deg)}")
        pen = "L"
    return f'<path class="curve {leads(curve, story)}" d="{"".join(way)}"/>'


def leads(curve: Curve, story: Story) -> str:
    """`working` for the leg that worked (and where both or neither did, the left one or the trunk), else `other`."""
    side = story.report.side
    if curve.side in (None, Side.BOTH) or side is Side.BOTH:
        return "working" if curve.side is not Side.RIGHT else "other"
    return "working" if curve.side is (side or Side.LEFT) else "other"


def name_of(curve: Curve, wording: Wording) -> str:
    """What a line of a chart belongs to."""
    return wording.words("cli.watch.report.trunk") if curve.side is None else wording.leg(curve.side)


def _limit(limit: Limit, scale: _Scale, wording: Wording) -> str:
    y = scale.y(limit.deg)
    label = escape(wording.kept(limit.cue))
    return (
        f'<path class="limit" d="M{LEFT} {y}H{scale.width - RIGHT:g}"/>'
        f'<text class="limit" x="{LEFT + 6}" y="{y - 5:.1f}">{label}</text>'
    )


def _lanes(story: Story, lanes: Iterable[str], scale: _Scale, wording: Wording) -> Iterator[str]:
    for row, cue in enumerate(lanes):
        top = TOP + PLOT + AXIS + LANE * row
        yield f'<path class="grid" d="M{LEFT} {top + 28}H{scale.width - RIGHT:g}"/>'
        yield f'<text class="lane" x="{LEFT}" y="{top + 12}">{escape(wording.broken(cue))}</text>'
        for span in story.cues:
            if span.cue == cue:
                x, width = scale.x(span.start_s), max(6.0, scale.x(span.end_s) - scale.x(span.start_s))
                yield f'<rect class="broken" x="{x}" y="{top + 22}" width="{width:.1f}" height="12" rx="3"/>'


def _ticks(low: float, high: float, steps: tuple[int, ...], most: float) -> Iterator[float]:
    """Round values from low to high, at the smallest step that gives no more than `most`."""
    step = next((step for step in steps if (high - low) / step <= most), steps[-1])
    yield from (step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1))


def clock(t_s: float) -> str:
    """Seconds as minutes and seconds: 1:05."""
    sign, whole = ("−" if t_s < 0 else ""), abs(round(t_s))
    return f"{sign}{whole // 60}:{whole % 60:02d}"
