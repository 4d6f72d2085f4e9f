"""One film to watch, as it is handed to whoever has time for it, and what comes back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hamstride.engine.landmarks import Frame
from hamstride.engine.watcher import WatchReport
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Message, Side
from hamstride.video import places
from hamstride.video.errors import SourceError
from hamstride.video.track import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One film or pose track to watch, and what to write beside the result."""

    file: Path
    exercise: Exercise
    variant: str | None = None
    side: Side | None = None
    report: Path | None = None
    overlay: Path | None = None

    @property
    def is_written(self) -> bool:
        """Whether what is to be written beside the result is there, of this exercise and variant."""
        wanted = ((self.report, places.PAGE), (self.overlay, places.FILM))
        return all(place is None or self._is_there(place, kind) for place, kind in wanted)

    def _is_there(self, place: Path, kind: bytes) -> bool:
        return place.is_file() and places.is_marked(place, places.mark_of(kind, self.exercise, self.variant))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A film that could not be watched, and why."""

    message: Message

    @classmethod
    def by(cls, error: SourceError) -> "Failed":
        """The same as an error tells (an error itself does not travel between processes)."""
        return cls(message=error.message)


WatchOutcome = WatchReport | Failed
Frames = Callable[[Track], Iterable[Frame]]


def frames(found: Track) -> Iterable[Frame]:
    """The frames of a track as they come; who shows progress puts something else in its place."""
    return found.frames
