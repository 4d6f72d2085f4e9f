"""One door for both: a film, or the pose track that was made of one."""

from pathlib import Path

from hamstride.video import track
from hamstride.video.track import Track

__all__ = ["read"]


def read(path: Path, model: str = "full") -> Track:
    """The pose track in a file, or that of a film, found while its frames are read.

    Raises:
        SourceError: see `track.read` and `pose.track`.
    """
    if track.is_track(path):
        return track.read(path)
    # Imported only for films: a pose track needs nothing but the standard library.
    from hamstride.video import pose

    return pose.track(path, pose.Model(model))
