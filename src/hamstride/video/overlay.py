"""The film again, with the skeleton, the count, the phase and what to get right drawn into it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import IO, Literal

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from hamstride.coach.watched import Wording
from hamstride.engine.story import Story
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words
from hamstride.video import places
from hamstride.video.decode import Picture, Pixels, open_film
from hamstride.video.output import replacing
from hamstride.video.skeleton import Poses, Size, bones

_CLOCK = Fraction(1, 1000)
_LONGEST_PX = 1920
_CUE_STAYS_S = 2.0
_INK, _PAPER, _SHADE, _AMBER = (255, 255, 255), (12, 92, 75), (10, 20, 17), (255, 200, 117)


def write(path: Path, film: Path, story: Story, poses: Poses, exercise: Exercise, words: Words) -> None:
    """Write the film with what was seen as an MP4, whole or not at all. Times are those of the film; there is no sound.

    Raises:
        SourceError: the film cannot be read again, or the result cannot be written.
    """
    with replacing(path) as file, open_film(film) as opened:
        size = _even(opened.width, opened.height)
        mark = places.mark_of(places.FILM, exercise, story.report.variant)
        _encode(file, size, _drawn(opened.pictures, Painter(story, poses, exercise, words), size), mark)


def _even(width: int, height: int) -> Size:
    """A size that can be encoded: even, and no longer than a large screen."""
    scale = min(1.0, _LONGEST_PX / max(width, height))
    return Size(*(max(2, round(edge * scale) // 2 * 2) for edge in (width, height)))


def _drawn(pictures: Iterator[Picture], painter: "Painter", size: Size) -> Iterator[tuple[float, Pixels]]:
    for picture in pictures:
        image = Image.fromarray(picture.rgb)
        if image.size != (size.width, size.height):
            image = image.resize((size.width, size.height))
        painter.paint(image, picture.t_s)
        yield picture.t_s, np.asarray(image)


def _encode(file: IO[bytes], size: Size, pictures: Iterator[tuple[float, Pixels]], mark: bytes) -> None:
    with av.open(file, "w", format="mp4") as container:
        container.metadata["comment"] = mark.decode()
        codec: Literal["libx264", "mpeg4"] = "libx264" if "libx264" in av.codecs_available else "mpeg4"
        stream = container.add_stream(codec, rate=30)
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = _CLOCK
        for t_s, rgb in pictures:
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = round(t_s * 1000), _CLOCK
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


class Painter:
    """Draws into a picture what had happened by its time."""

    def __init__(self, story: Story, poses: Poses, exercise: Exercise, words: Words) -> None:
        self._story, self._poses, self._words = story, poses, words
        self._wording = Wording(report=story.report, exercise=exercise, words=words)

    def paint(self, image: Image.Image, t_s: float) -> None:
        """Draw the skeleton, the count, the phase and a cue."""
        draw, size = ImageDraw.Draw(image), Size(*image.size)
        points = self._poses.at(t_s)
        if points is not None:
            _skeleton(draw, points, size)
        unit = max(12, min(size.width, size.height) // 14)
        _label(draw, (unit, unit), self.count(t_s), round(unit * 2.2), _PAPER)
        state = self.state(t_s)
        if state:
            _label(draw, (unit, round(unit * 4.4)), state, unit, _SHADE)
        cue = self.cue(t_s)
        if cue:
            _label(draw, (unit, size.height - round(unit * 2.2)), cue, unit, _SHADE, _AMBER)

    def count(self, t_s: float) -> str:
        """The repetitions done by a time, or the seconds held."""
        holds = self._story.report.holds
        if holds:
            ended_s = sum(hold.held_s for hold in holds if hold.end_s <= t_s)
            return f"{ended_s + self._running_s(t_s):.0f} s"
        return str(sum(rep.counted and rep.end_s <= t_s for rep in self._story.report.reps))

    def _running_s(self, t_s: float) -> int:
        """The whole seconds on the clock of the stretch that is held at a time; none of one too short to be listed, nor more
        than came of it: it shows later that somebody was on the way out."""
        hold = next((hold for hold in self._story.report.holds if hold.start_s <= t_s < hold.end_s), None)
        if hold is None:
            return 0
        full = (tick.seconds for tick in self._story.ticks if hold.start_s < tick.t_s <= t_s)
        return min(max(full, default=0), int(hold.held_s))

    def state(self, t_s: float) -> str | None:
        """The part of the movement, or that nothing could be seen; of a stretch nothing before its first second is full."""
        if any(gap.start_s <= t_s < gap.end_s for gap in self._story.gaps):
            return self._words("cli.watch.report.gap")
        if self._story.report.holds and not self._running_s(t_s):
            return None
        phase = next((span.phase for span in self._story.phases if span.start_s <= t_s < span.end_s), None)
        return self._words(f"cli.watch.report.phase.{phase.value}") if phase else None

    def cue(self, t_s: float) -> str | None:
        """What is to get right at a time; it stays to be read."""
        spans = (
            span
            for span in self._story.cues
            if span.start_s <= t_s < max(span.end_s, span.start_s + _CUE_STAYS_S)
        )
        span = next(spans, None)
        return self._wording.broken(span.cue) if span else None


def _skeleton(draw: ImageDraw.ImageDraw, points: Sequence[Sequence[float]], size: Size) -> None:
    thick = max(2, min(size.width, size.height) // 120)
    for x, y, to_x, to_y, seen in bones(points, size):
        draw.line((x, y, to_x, to_y), fill=_SHADE, width=thick * 3 if seen else thick * 2)
        draw.line((x, y, to_x, to_y), fill=_INK, width=thick if seen else max(1, thick // 2))


def _label(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    height: int,
    ground: tuple[int, int, int],
    ink: tuple[int, int, int] = _INK,
) -> None:
    """A text on a plate, so that it can be read on any picture: smaller where the picture is narrow."""
    room, length = draw.im.size[0] - 2 * at[0], draw.textlength(text, font=ImageFont.load_default(height))
    height = min(height, int(height * room / max(length, 1)))
    font = ImageFont.load_default(height)
    left, top, right, bottom = draw.textbbox(at, text, font=font)
    margin = height // 3
    draw.rounded_rectangle(
        (left - margin, top - margin, right + margin, bottom + margin), margin, fill=ground
    )
    draw.text(at, text, font=font, fill=ink)
