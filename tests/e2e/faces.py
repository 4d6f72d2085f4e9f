"""The faces of the player as the coach itself shows them, in any language: a session that is led on a bench, with a stop at
each of them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from hamstride.coach.bridge import plain
from hamstride.coach.core import State
from hamstride.coach.screen import TapKind
from hamstride.engine.events import (
    Advice,
    BodySeen,
    InPosition,
    PositionLeft,
    Posture,
    PostureChanged,
    ViewAdvice,
)
from hamstride.exercises.values import PainPlace, RunnerProfile, Source
from tests.coach.rig import Bench, last_sets, made

Face = tuple[str, dict[str, Any]]


@cache
def faces(language: str) -> dict[str, dict[str, Any]]:
    """Every face by its name, in words."""
    parts = (
        _arriving,
        _at_work,
        _between_exercises,
        _stopping,
        _hurting,
        _with_the_beat,
        _without_the_camera,
        _at_own_pace,
        _stretching,
    )
    return {name: screen for part in parts for name, screen in part(language)}


def _bench(language: str, programme: str = "strength", **asked: Any) -> Bench:
    runner = RunnerProfile(ankle_weights=2, weight_kg=1.0, ball=True, language=language)
    return Bench(made(programme, runner=runner, **asked))


def _shown(bench: Bench) -> dict[str, Any]:
    return plain(bench.screen, bench.words)


def _step_to_ready(bench: Bench) -> None:
    """Tap by tap, where no camera sees the runner come."""
    while bench.state() is not State.READY:
        bench.tap(TapKind.GO_ON).run(1.0)


def _arriving(language: str) -> Iterator[Face]:
    bench = _bench(language).run(1.0)
    yield "brief", _shown(bench)
    bench.tap(TapKind.GO_ON).until(State.PLACE).run(1.0)
    yield "place", _shown(bench)
    bench.run(8.0).sees(ViewAdvice(t_s=0.5, advice=Advice.SIDE_ON)).run(1.0)
    yield "place-advice", _shown(bench)
    bench.sees(BodySeen(t_s=0.5)).until(State.GEAR).run(1.0)
    yield "gear", _shown(bench)
    bench.tap(TapKind.GO_ON).until(State.ENTER).run(1.0)
    yield "enter", _shown(bench)


def _at_work(language: str) -> Iterator[Face]:
    bench = _bench(language).to_ready()
    yield "ready", _shown(bench)
    yield "ready-uncounted", _shown(_bench(language).to_ready().run(50.0))
    bench.reps(3)
    yield "working", _shown(bench)
    yield "still", _shown(_bench(language).to_ready().reps(3).run(20.0))
    bench.reps(7).until(State.READY).run(2.0)
    yield "rest", _shown(bench)
    bench.reps(3)
    yield "working-right", _shown(bench)
    bench.reps(7).until(State.READY).run(2.0)
    yield "rest-variant", _shown(bench)


def _between_exercises(language: str) -> Iterator[Face]:
    """Another place, and weights that come off: the longest rests, with the last set in sight."""
    bench = Bench(last_sets(_bench(language).session)).to_ready().reps(10).until(State.ENTER).run(2.0)
    yield "enter-between", _shown(bench)
    bench.run(30.0).sees(InPosition(t_s=1.0)).run(2.0)
    yield "ready-between", _shown(bench)
    bench.reps(10).until(State.GEAR).run(2.0)
    yield "gear-between", _shown(bench)


def _stopping(language: str) -> Iterator[Face]:
    bench = _bench(language).to_ready().reps(6)
    bench.tap(TapKind.PAUSE)
    yield "paused", _shown(bench)
    bench.tap(TapKind.PAUSE).run(1.0)
    yield "ready-again", _shown(bench)
    bench.tap(TapKind.CRAMP).run(25.0)
    yield "cramp", _shown(bench)
    bench.tap(TapKind.HURTS)
    yield "pain-place", _shown(bench)
    bench.tap(TapKind.PAIN_PLACE, PainPlace.KNEE.value)
    yield "pain-score", _shown(bench)
    bench.tap(TapKind.PAIN_SCORE, 3)
    yield "pain-next", _shown(bench)
    bench.tap(TapKind.GO_ON).run(8.0).reps(1)
    bench.sees(PositionLeft(t_s=0.5)).until(State.STOPPED).run(1.0)
    yield "stopped", _shown(bench)
    yield "fetch", _shown(_ball_away(language))
    bench.tap(TapKind.ENOUGH_TODAY).run(1.0)
    yield "done", _shown(bench)


def _ball_away(language: str) -> Bench:
    session = _bench(language).session
    sets = tuple(each for each in session.sets if each.exercise == "ball-curl")
    bench = Bench(replace(session, sets=sets)).to_ready().reps(6)
    return bench.sees(PostureChanged(t_s=0.5, posture=Posture.OTHER)).run(1.0)


def _hurting(language: str) -> Iterator[Face]:
    bench = _bench(language).to_ready().reps(6).tap(TapKind.HURTS)
    bench.tap(TapKind.PAIN_PLACE, PainPlace.KNEE.value).tap(TapKind.PAIN_SCORE, 8)
    bench.tap(TapKind.PAIN_THEN, "leave-exercise")
    yield "pain-left", _shown(bench)
    bench.tap(TapKind.GO_ON).until(State.GEAR).run(1.0)
    bench.tap(TapKind.HURTS).tap(TapKind.PAIN_PLACE, PainPlace.SHARP.value).tap(TapKind.PAIN_SCORE, 8)
    bench.tap(TapKind.PAIN_THEN, "end")
    yield "pain-stop", _shown(bench)


def _with_the_beat(language: str) -> Iterator[Face]:
    bench = _bench(language, source=Source.BEAT)
    bench.frames = False
    _step_to_ready(bench)
    yield "beat-ready", _shown(bench)
    bench.until(State.WORKING).run(20.0)
    yield "beat-working", _shown(bench)
    bench.until(State.READY).run(2.0)
    yield "beat-rest", _shown(bench)
    bench.tap(TapKind.PAUSE)
    yield "beat-paused", _shown(bench)


def _without_the_camera(language: str) -> Iterator[Face]:
    """In the longest words before a set, with the way back to the camera."""
    sets = tuple(each for each in _bench(language).session.sets if each.exercise == "standing-curl")
    bench = Bench(replace(_bench(language).session, sets=sets)).run(1.0)
    bench.tap(TapKind.GO_ON).until(State.PLACE).tap(TapKind.DRIVE, Source.BEAT.value)
    _step_to_ready(bench)
    yield "unwatched-ready", _shown(bench)
    bench.until(State.WORKING).run(25.0).tap(TapKind.PAUSE).tap(TapKind.PAUSE).run(2.0)
    yield "unwatched-ready-again", _shown(bench)
    bench.tap(TapKind.SKIP).run(2.0)
    yield "unwatched-rest", _shown(bench)


def _at_own_pace(language: str) -> Iterator[Face]:
    """In the longest words before a set."""
    session = _bench(language, source=Source.BEAT).session
    sets = tuple(each for each in session.sets if each.exercise == "standing-curl")
    bench = Bench(replace(session, sets=sets), frames=False)
    _step_to_ready(bench)
    bench.tap(TapKind.DRIVE, Source.TAP.value)
    yield "own-pace-ready", _shown(bench)
    bench.tap(TapKind.COUNT).run(2.0).tap(TapKind.COUNT).run(2.0)
    yield "own-pace-working", _shown(bench)
    bench.tap(TapKind.SKIP).run(2.0)
    yield "own-pace-rest", _shown(bench)
    bench.tap(TapKind.DRIVE, Source.BEAT.value)
    yield "own-pace-left", _shown(bench)


def _stretching(language: str) -> Iterator[Face]:
    bench = _bench(language, "after-run", source=Source.BEAT)
    bench.frames = False
    _step_to_ready(bench)
    yield "stretch-ready", _shown(bench)
    bench.until(State.WORKING).run(1.0)
    yield "stretch-entered", _shown(bench)
    bench.run(29.0)
    yield "stretch", _shown(bench)
    bench.tap(TapKind.PAUSE)
    yield "stretch-paused", _shown(bench)
    bench.tap(TapKind.PAUSE)
    yield "stretch-ready-again", _shown(bench)
    bench.tap(TapKind.SKIP).run(8.0)
    yield "stretch-rest", _shown(bench)
