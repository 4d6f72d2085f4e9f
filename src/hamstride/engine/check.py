"""The generic check of a declaration: simulated people do it, and the watcher must see what they do.

It needs no exercise's name: whatever a declaration holds is done by a puppet, perfectly, by half, not at all, mirrored and
with each of its faults, and every difference is a problem to be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hamstride.engine import puppet
from hamstride.engine.events import Event
from hamstride.engine.landmarks import Frame
from hamstride.engine.measures import travel_deg
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.spec import Cue, Exercise, Laterality, Measure
from hamstride.exercises.values import Message, Side

COUNT = 3
_STILL_S = 1.6
_HOLD_S = 6.0  # a stretch is held so long: enough to be judged, and quick to check
_SEEN_FROM_S = {Side.LEFT: 0.0, Side.RIGHT: 180.0}


def check(exercise: Exercise) -> tuple[Message, ...]:
    """What is wrong with a declaration, as messages of the texts' section `check`; nothing where it works."""
    try:
        travel_deg(exercise)
    except ValueError as error:
        return (Message.of("check.not-followed", why=str(error)),)
    found = [*_perfect(exercise), *_nothing(exercise), *_mirrored(exercise), *_faults(exercise)]
    return tuple(found)


def _perfect(exercise: Exercise) -> Iterator[Message]:
    for side in (Side.LEFT, Side.RIGHT):
        report = _watch(exercise, _set(exercise), side)
        if _count(report) != COUNT:
            yield Message.of("check.count", side=_leg(side), expected=COUNT, got=_count(report))
        if report.side not in (side, Side.BOTH):
            yield Message.of("check.side", side=_leg(side))
        for cue in sorted({cue for done in report.done for cue in done.cues}):
            yield Message.of("check.false-cue", side=_leg(side), cue=cue)


def _nothing(exercise: Exercise) -> Iterator[Message]:
    still = _watch(exercise, [puppet.rest(exercise, 10.0)], Side.LEFT)
    if _count(still):
        yield Message.of("check.still", got=_count(still))
    half = exercise.movement.count_at - 0.1
    part = _watch(exercise, _set(exercise, share=half), Side.LEFT)
    if _count(part):
        yield Message.of("check.half", percent=round(100 * half), got=_count(part))


def _mirrored(exercise: Exercise) -> Iterator[Message]:
    frames = list(_frames(exercise, _set(exercise), Side.LEFT))
    mirrored = [puppet.mirrored(frame) for frame in frames]
    if _told(exercise, frames, swap=True) != _told(exercise, mirrored, swap=False):
        yield Message.of("check.mirrored")


def _faults(exercise: Exercise) -> Iterator[Message]:
    for cue_id, cue in exercise.cues.items():
        if not cue.is_watched:
            continue
        if cue.measure not in puppet.FAULTS:
            yield Message.of("check.no-fault", cue=cue_id)
            continue
        variant = next((v for v, each in exercise.variants.items() if cue_id in each.cues), None)
        report = _watch(
            exercise,
            _set(exercise, fault=cue_id),
            Side.LEFT,
            seen_from=_side_for(exercise, cue),
            variant=variant,
        )
        broken = {each for done in report.done for each in done.cues}
        if cue_id not in broken:
            yield Message.of("check.missed-cue", cue=cue_id)
        for other in sorted(broken - {cue_id}):
            yield Message.of("check.other-cue", cue=cue_id, other=other)


def _side_for(exercise: Exercise, cue: Cue) -> Side:
    """Where to stand to judge a cue of the left leg's movement: beside the leg that the cue is about."""
    about_other = cue.measure is Measure.OTHER_KNEE_FLEXION and exercise.laterality is Laterality.EACH_LEG
    return Side.RIGHT if about_other else Side.LEFT


def _set(exercise: Exercise, *, share: float = 1.0, fault: str | None = None) -> list[Act]:
    tempo = exercise.dose.tempo
    if exercise.is_hold:
        tempo = replace(tempo, hold_s=_HOLD_S)
    acts = [puppet.rest(exercise, _STILL_S)]
    for _ in range(COUNT):
        acts += puppet.repetition(exercise, share=share, tempo=tempo, fault=fault)
    return [*acts, puppet.rest(exercise, 1.0)]


def _frames(
    exercise: Exercise, acts: Sequence[Act], side: Side, seen_from: Side | None = None
) -> Iterator[Frame]:
    camera = Camera(azimuth_deg=_SEEN_FROM_S[seen_from or side])
    return puppet.perform(exercise, acts, side=side, scene=Scene(camera=camera))


def _watch(
    exercise: Exercise,
    acts: Sequence[Act],
    side: Side,
    *,
    seen_from: Side | None = None,
    variant: str | None = None,
) -> WatchReport:
    watcher = Watcher(exercise, variant, side if seen_from else None)
    for frame in _frames(exercise, acts, side, seen_from):
        watcher.receive(frame)
        watcher.events()
    return watcher.close()


def _told(exercise: Exercise, frames: list[Frame], *, swap: bool) -> list[tuple[str, float, object]]:
    """Kind, time and side of every event; with the sides swapped, as the mirrored person's must be."""
    watcher, events = Watcher(exercise), list[Event]()
    for frame in frames:
        watcher.receive(frame)
        events += watcher.events()
    watcher.close()
    events += watcher.events()
    sides = ((event, _side_of(event)) for event in events)
    return [(type(e).__name__, round(e.t_s, 3), side.other if side and swap else side) for e, side in sides]


def _side_of(event: Event) -> Side | None:
    for holder in (event, getattr(event, "rep", None), getattr(event, "hold", None)):
        side = getattr(holder, "side", None)
        if isinstance(side, Side):
            return side
    return None


def _leg(side: Side) -> Message:
    return Message.of(f"check.leg.{side.value}")


def _count(report: WatchReport) -> int:
    return len(report.holds) + sum(rep.counted for rep in report.reps)
