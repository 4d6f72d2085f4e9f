"""The camera as the coach has it: which set is watched, and what has been seen so far."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from hamstride.engine.events import (
    Advice,
    BodySeen,
    Event,
    InPosition,
    PositionLeft,
    Posture,
    PostureChanged,
    TrackingFound,
    TrackingLost,
    ViewAdvice,
)
from hamstride.engine.landmarks import Frame
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import SetPlan, Side

STALLED_S = 4.0  # no picture for so long while the clock goes on: as good as no camera


class Watching(Protocol):
    """What the coach needs of `engine.watcher.Watcher`."""

    @property
    def share(self) -> float | None: ...
    def receive(self, frame: Frame) -> None: ...
    def events(self) -> "tuple[Event, ...] | list[Event]": ...


WatcherFactory = Callable[[Exercise, "str | None", "Side | None"], Watching]


class Eyes:
    """Feeds frames to the watcher of one set at a time and remembers what it said.

    `on` is `None` until a picture came or the shell said that there is a camera or none. `blind` means that the camera was
    given up for now; being seen again ends it.
    """

    def __init__(self, make: WatcherFactory) -> None:
        self._make = make
        self._watcher: Watching | None = None
        self._index: int | None = None
        self._wanted: tuple[Exercise, str | None, Side] | None = None
        self._frame_s: float | None = None
        self._nobody_s: float | None = None
        self.on: bool | None = None
        self.blind = False
        self.body_seen = False
        self.in_position = False
        self.posture = Posture.NONE
        self.moves = 0  # changes of posture since this step began
        self.lost_s: float | None = None
        self.advice: Advice | None = None

    def look(self, index: int, plan: SetPlan, exercise: Exercise, *, again: bool = False) -> None:
        """Watches for set `index` from now on; a set that is watched already goes on unless `again`."""
        if index == self._index and not again:
            return
        self._index, self.in_position, self.lost_s = index, False, None
        self._watcher, self._wanted = None, (exercise, plan.variant, plan.side)

    def receive(self, frame: Frame) -> Iterator[Event]:
        """What the watcher makes of a frame. A frame that is not later than the one before is dropped."""
        if self._frame_s is not None and frame.t_s <= self._frame_s:
            return
        self.on, self._frame_s = True, frame.t_s
        self._nobody_s = _since(self._nobody_s, frame.t_s) if frame.points is None else None
        if self._wanted is None:
            return
        if self._watcher is None:
            self._watcher = self._make(*self._wanted)
        self._watcher.receive(frame)
        for event in self._watcher.events():
            if self._notice(event):
                yield event

    def close(self) -> None:
        """The camera is gone."""
        self.on, self._frame_s, self._nobody_s, self.lost_s = False, None, None, None

    def afresh(self) -> None:
        """The camera is wanted again: how long nothing came meanwhile says nothing of it."""
        self.blind, self._frame_s, self._nobody_s, self.lost_s = False, None, None, None

    def give_up(self) -> None:
        """Nothing can be seen from there: no more watching until the runner is seen again."""
        self.blind, self.lost_s = True, None

    @property
    def usable(self) -> bool:
        """True while a set may be watched."""
        return self.on is not False and not self.blind

    def lost_for(self, now_s: float) -> float:
        """Seconds since the legs were last seen; a camera that sends no pictures sees nothing. 0 while they are seen."""
        return self.silent_for(now_s) if self.lost_s is None else now_s - self.lost_s

    def silent_for(self, now_s: float) -> float:
        """Seconds since the last picture of a camera that sends none any more. 0 while they come."""
        silent_s = 0.0 if self._frame_s is None else now_s - self._frame_s
        return silent_s if silent_s >= STALLED_S else 0.0

    def nobody_for(self, now_s: float) -> float:
        """Seconds for which the picture has been empty."""
        return 0.0 if self._nobody_s is None else now_s - self._nobody_s

    @property
    def share(self) -> float | None:
        """Where the moving leg is on its way, 0 at rest and 1 at the top; `None` while that is not known."""
        return None if self._watcher is None else self._watcher.share

    def _notice(self, event: Event) -> bool:
        """Remembers what an event means; false for one that is no news (a new watcher begins without a posture)."""
        if isinstance(event, PostureChanged) and event.posture is self.posture:
            return False
        note = _NOTES.get(type(event))
        if note is not None:
            note(self, event)
        return True


def _since(before_s: float | None, now_s: float) -> float:
    return now_s if before_s is None else before_s


def _saw(eyes: Eyes, event: Event) -> None:
    eyes.body_seen, eyes.advice = True, None
    _found(eyes, event)


def _found(eyes: Eyes, event: Event) -> None:
    eyes.lost_s, eyes.blind = None, False


def _placed(eyes: Eyes, event: Event) -> None:
    eyes.in_position = True
    eyes.body_seen |= eyes.advice is None  # else enough is seen for this exercise, and not all
    _found(eyes, event)


def _left(eyes: Eyes, event: Event) -> None:
    eyes.in_position = False


def _lost(eyes: Eyes, event: Event) -> None:
    eyes.lost_s, eyes.body_seen = event.t_s, False  # it is told again once it is seen again


def _posture(eyes: Eyes, event: PostureChanged) -> None:
    eyes.posture = event.posture
    eyes.moves += 1


def _advice(eyes: Eyes, event: ViewAdvice) -> None:
    eyes.advice = event.advice


_NOTES: dict[type[Event], Callable[[Eyes, Any], None]] = {
    BodySeen: _saw,
    InPosition: _placed,
    PositionLeft: _left,
    TrackingLost: _lost,
    TrackingFound: _found,
    PostureChanged: _posture,
    ViewAdvice: _advice,
}
