"""The frames that a story shows stills of: kept while they are recent, and for good once they are asked for."""

from collections import deque
from typing import Final

from hamstride.engine import limits
from hamstride.engine.landmarks import Frame

MOST_KEPT: Final = 200  # a film in which more goes wrong shows no more stills than this
_NEAR_S: Final = 0.2


class Moments:
    """Constant memory: the frames of the last seconds, and at most `MOST_KEPT` others (and those noted)."""

    def __init__(self) -> None:
        self._recent: deque[Frame] = deque()
        self._noted: deque[Frame] = deque(maxlen=limits.COMPARED)
        self._kept: list[Frame] = []

    def receive(self, frame: Frame) -> None:
        """Take the next frame."""
        self._recent.append(frame)
        while frame.t_s - self._recent[0].t_s > limits.FRAMES_KEPT_S:
            self._recent.popleft()

    def note(self, t_s: float) -> None:
        """The frame nearest to an instant that is not long past may be asked for later, until a dozen others were."""
        frame = _nearest(self._recent, t_s)
        if frame is not None:
            self._noted.append(frame)

    def keep(self, t_s: float) -> None:
        """Keep the frame nearest to an instant that is not long past, or was noted."""
        frame = _nearest((*self._noted, *self._recent), t_s)
        if (
            frame is not None
            and len(self._kept) < MOST_KEPT
            and all(frame is not kept for kept in self._kept)
        ):
            self._kept.append(frame)

    def at(self, t_s: float) -> Frame | None:
        """The frame of an instant, where it was kept."""
        return _nearest((*self._kept, *self._recent), t_s)


def _nearest(frames: "deque[Frame] | tuple[Frame, ...]", t_s: float) -> Frame | None:
    best = min(frames, key=lambda frame: abs(frame.t_s - t_s), default=None)
    return best if best is not None and abs(best.t_s - t_s) <= _NEAR_S else None
