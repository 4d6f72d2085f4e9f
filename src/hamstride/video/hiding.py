"""A picture without somebody: so that the pose model, which begins with whom it finds first, finds somebody else."""

from dataclasses import replace

from hamstride.engine.landmarks import Frame
from hamstride.video.decode import Picture

_GREY = 127
_ROOM = 0.1  # of a body's height and width around its landmarks: hair, hands and clothes


def without(picture: Picture, hidden: Frame, kept: Frame) -> Picture:
    """The same picture with the place of one body in grey; where another one is in the way, that one stays whole."""
    rgb = picture.rgb.copy()
    for frame, source in ((hidden, None), (kept, picture.rgb)):
        rows, columns = _box(frame)
        rgb[rows, columns] = _GREY if source is None else source[rows, columns]
    return replace(picture, rgb=rgb)


def _box(frame: Frame) -> tuple[slice, slice]:
    """Rows and columns of a body in the picture."""
    assert frame.points is not None, "only somebody has a place"
    spans: list[slice] = []
    for axis, size in ((1, frame.height), (0, frame.width)):
        values = [point[axis] for point in frame.points]
        room = (max(values) - min(values)) * _ROOM
        begin, end = (round(edge * size) for edge in (min(values) - room, max(values) + room))
        spans.append(slice(max(0, begin), max(0, end)))
    return spans[0], spans[1]
