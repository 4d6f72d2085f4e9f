"""The story of a set: what is drawn says the same as what is counted."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.engine.curves import Quantity, thinned
from hamstride.engine.landmarks import Frame
from hamstride.engine.moments import MOST_KEPT, Moments
from hamstride.engine.report import to_dict
from hamstride.engine.story import MOST_STILLS, Narrator, Story
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Phase
from hamstride.exercises.values import Repetition, Side
from hamstride.video import track
from tests.engine.films import Film, films
from tests.engine.people import BALL, LYING, ROLL, STANDING, film, watch
from tests.engine.spoil import without_feet

CLIPS = Path(__file__).parents[1] / "clips"
FILMS = {each.name: each for each in films(CLIPS)}


def tell(exercise: Exercise, frames: list[Frame], side: Side | None = None) -> Story:
    narrator = Narrator(exercise, side=side)
    for frame in frames:
        narrator.receive(frame)
    return narrator.close()


def told(film: Film) -> Story:
    narrator = Narrator(catalogue()[film.exercise], film.variant)
    for frame in track.read(film.track).frames:
        narrator.receive(frame)
    return narrator.close()


@pytest.mark.parametrize("name", FILMS)
def test_picture_and_table_are_of_one_mind(name: str) -> None:
    story = told(FILMS[name])
    assert story.report == FILMS[name].watch()
    places = [(each.done, each.start_s, each.end_s) for each in story.phases]
    places += [(each.done, each.start_s, each.end_s) for each in story.cues]
    for place, start_s, end_s in places:
        done = story.done[place]
        assert done.start_s - 0.001 <= start_s <= end_s <= done.end_s + 0.001
    assert [(span.done, span.cue) for span in story.cues] == [
        (place, cue) for place, done in enumerate(story.done) for cue in done.cues
    ]
    for place, done in enumerate(story.done):
        parts = [span for span in story.phases if span.done == place]
        assert parts[0].start_s == pytest.approx(done.start_s, abs=0.001)
        assert parts[-1].end_s == pytest.approx(done.end_s, abs=0.001)
        assert all(a.end_s == b.start_s for a, b in pairwise(parts))


@pytest.mark.parametrize("name", [name for name in FILMS if any(rep["faults"] for rep in FILMS[name].reps)])
def test_every_broken_cue_has_its_still_with_a_skeleton(name: str) -> None:
    story = told(FILMS[name])
    for cue in {span.cue for span in story.cues}:
        spans = [span for span in story.cues if span.cue == cue]
        stills = [still for still in story.stills if still.cue == cue]
        assert [still.done for still in stills] == [span.done for span in spans][:MOST_STILLS]
        for span, still in zip(spans, stills, strict=False):
            assert span.start_s - 0.1 <= still.t_s <= span.end_s + 0.1
            assert still.points is not None and len(still.points) == 33


def test_the_first_chart_is_of_what_moves() -> None:
    story = tell(STANDING, film(STANDING, 3))
    assert [chart.quantity for chart in story.charts] == [Quantity.KNEE, Quantity.HIP]
    left, right = story.charts[0].curves
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    highest = max(deg for _, deg in left.points if deg is not None)
    rep = story.report.reps[0]
    assert highest == pytest.approx(rep.range_deg, abs=8)
    tops = [t_s for t_s, deg in left.points if deg == highest]
    assert any(rep.top_s - 0.2 <= top <= rep.end_s for rep in story.report.reps for top in tops)
    assert [span.phase for span in story.phases[:3]] == [Phase.LIFT, Phase.HOLD, Phase.LOWER]


@pytest.mark.parametrize(
    ("exercise", "sides"), [(BALL, [Side.BOTH]), (ROLL, [Side.BOTH]), (LYING, [Side.LEFT, Side.RIGHT])]
)
def test_a_leg_each_or_the_near_one_for_both(exercise: Exercise, sides: list[Side]) -> None:
    story = tell(exercise, film(exercise, 1))
    assert [curve.side for curve in story.charts[0].curves] == sides


def test_only_limits_that_stand_still_are_drawn() -> None:
    knee, hip = tell(STANDING, film(STANDING, 1)).charts
    assert [limit.cue for limit in knee.limits] == ["soft-knee"]
    assert hip.limits == ()


def test_the_plain_data_is_json_and_holds_the_report() -> None:
    story = tell(LYING, film(LYING, 2))
    data = story.to_dict("a.mp4")
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["report"] == to_dict(story.report, "a.mp4")
    assert data["charts"][0]["curves"][0]["points"][0] == [0.0, pytest.approx(0, abs=10)]


def test_the_narrator_tells_what_the_watcher_tells() -> None:
    frames = film(STANDING, 2)
    narrator, events = Narrator(STANDING), []
    for frame in frames:
        events += narrator.receive(frame)
    _, expected = watch(STANDING, frames)
    narrator.close()
    assert events == expected[: len(events)]
    assert len(events) > 8


def test_where_nobody_is_there_is_nothing_to_tell() -> None:
    empty = [Frame(t_s=n / 10, width=64, height=48, points=None) for n in range(30)]
    for frames in ([], empty):
        story = tell(LYING, frames)
        assert (story.done, story.phases, story.cues, story.stills) == ((), (), (), ())
        assert not any(curve.points for chart in story.charts for curve in chart.curves)
    assert [(gap.start_s < 1, gap.end_s) for gap in tell(LYING, empty).gaps] == [(True, 2.9)]


def test_a_loss_breaks_the_line_and_is_told() -> None:
    frames = film(STANDING, 2)
    lost = [replace(f, points=None) if 60 <= n < 120 else f for n, f in enumerate(frames)]
    story = tell(STANDING, lost)
    assert len(story.gaps) == 1
    left = story.charts[0].curves[0]
    assert [t_s for t_s, deg in left.points if deg is None] == [pytest.approx(lost[60].t_s, abs=0.001)]


def test_where_there_are_no_pictures_the_line_is_not_drawn_through() -> None:
    frames = film(STANDING, 2)
    story = tell(STANDING, [*frames[:60], *frames[120:]])
    assert [(gap.start_s, gap.end_s) for gap in story.gaps] == [(frames[59].t_s, frames[120].t_s)]
    for curve in story.charts[0].curves:
        assert [t_s for t_s, deg in curve.points if deg is None] == [pytest.approx(frames[59].t_s, abs=0.001)]


def test_hips_are_drawn_without_the_feet_and_knees_are_not() -> None:
    story = tell(ROLL, without_feet(film(ROLL, 1)))
    drawn = {chart.quantity: any(curve.points for curve in chart.curves) for chart in story.charts}
    assert drawn[Quantity.HIP] and not drawn[Quantity.KNEE]


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_one_odd_frame_does_not_spoil_the_rest(odd: float) -> None:
    frames = film(STANDING, 1)
    spoilt = [replace(f, points=((odd,) * 4,) * 33) if n == 20 else f for n, f in enumerate(frames)]
    plain, story = tell(STANDING, frames), tell(STANDING, spoilt)
    assert story.charts[0].curves[0].points[60:] == plain.charts[0].curves[0].points[60:]
    assert len(story.done) == len(plain.done) == 1


POINTS = st.lists(st.none() | st.floats(-180, 180), max_size=400)


@given(values=POINTS, most=st.integers(4, 60))
def test_a_thinned_curve_keeps_peaks_and_breaks(values: list[float | None], most: int) -> None:
    points = [(float(n), value) for n, value in enumerate(values)]
    kept = thinned(points, most)
    assert set(kept) <= set(points)
    assert list(kept) == sorted(kept, key=lambda p: p[0])
    seen, still_seen = ([v for _, v in each if v is not None] for each in (points, kept))
    assert (max(seen, default=0), min(seen, default=0)) == (
        max(still_seen, default=0),
        min(still_seen, default=0),
    )
    assert len(kept) <= max(len(points) if len(points) <= most else 0, 1.5 * most + 3)
    assert (None in values) == any(v is None for _, v in kept)


def test_what_later_repetitions_show_of_one_long_past_has_its_still() -> None:
    film = next(each for each in films(CLIPS / "studio") if each.name == "standing-knee-outward-1-4")
    stills = [still for still in told(film).stills if still.cue == "knees-close"]
    assert [still.done for still in stills] == [0, 3]
    for still in stills:
        true = film.reps[still.done]
        assert true["start"] < still.t_s < true["end"]
        assert still.points is not None


def test_memory_for_stills_has_an_end() -> None:
    moments = Moments()
    for n in range(3000):
        moments.receive(Frame(t_s=n / 10, width=1, height=1, points=None))
        moments.keep(n / 10)
    assert len(moments._kept) == MOST_KEPT
    assert len(moments._recent) <= 201
    assert moments.at(1.0) is not None
    assert moments.at(100.0) is None


def test_a_partial_one_stands_among_the_others() -> None:
    story = told(FILMS["lying-partial-reps-2-6"])
    partial = [
        place for place, rep in enumerate(story.done) if isinstance(rep, Repetition) and not rep.counted
    ]
    assert len(partial) == 2
    assert [still.done for still in story.stills if still.cue == "full-lift"] == partial
