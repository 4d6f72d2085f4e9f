"""The pose model over films: MediaPipe Tasks' pose landmarker, one person, following them from picture to picture."""

import atexit
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from enum import StrEnum
from importlib.resources import as_file
from pathlib import Path
from typing import Any, Self

from hamstride import parts
from hamstride.engine.company import Company
from hamstride.engine.landmarks import Frame
from hamstride.engine.turning import Turn, Turning, upright
from hamstride.system import LIBRARIES, missing_libraries
from hamstride.video.decode import Film, Picture, open_film, turned
from hamstride.video.errors import SourceError
from hamstride.video.hiding import without
from hamstride.video.light import Light
from hamstride.video.track import Header, Track


class Model(StrEnum):
    """The sizes of the model: `full` is what the camera and the films use, `lite` is for comparing."""

    LITE = "lite"
    FULL = "full"


def track(path: Path, model: Model = Model.FULL) -> Track:
    """The pose track of a film, found picture by picture while its frames are read.

    Raises:
        SourceError: the file is no film, or what is needed for films is not installed.
    """
    with ExitStack() as opening:
        film = opening.enter_context(open_film(path))
        finder = opening.enter_context(PoseFinder(model))
        opened = opening.pop_all()
    header = Header(
        model=f"pose_landmarker_{model}",
        width=film.width,
        height=film.height,
        fps=film.fps,
        source=path.name,
    )
    return Track(
        header=header, frames=_frames(opened, film, finder), expected=film.expected, unread=film.unread
    )


def _frames(stack: ExitStack, film: Film, finder: "PoseFinder") -> Generator[Frame]:
    with stack:
        for picture in film.pictures:
            yield finder.find(picture)


# A landmarker that is collected as garbage before it was closed waits for ever for a thread that is gone with it.
# Those that are open are kept here, so that none ever is; what is left at the very end is closed there.
_open: set[Any] = set()


@atexit.register
def _close_all() -> None:
    with _quiet():
        for landmarker in list(_open):
            landmarker.close()


class PoseFinder:
    """Finds the pose of one person in pictures given in order of time. A context manager.

    Whoever lies on the floor and is not found, or found as nobody can be, is looked for in the picture turned by a quarter;
    the rule is `engine.turning`. Landmarks are always those of the upright picture.
    """

    def __init__(self, model: Model = Model.FULL) -> None:
        self._mediapipe = _import_mediapipe()
        self._model = model
        self._before_ms = -1
        self._turning, self._company, self._light = Turning(), Company(), Light()
        self._follower: Any = None
        self._looker: Any = None

    def __enter__(self) -> Self:
        self._follower = self._load(self._mediapipe.tasks.vision.RunningMode.VIDEO)
        return self

    def __exit__(self, *exception: object) -> None:
        for landmarker in (self._follower, self._looker):
            _close(landmarker)

    def find(self, picture: Picture) -> Frame:
        """The landmarks in one picture; `points` is None where nobody was found."""
        found = self._follow(picture)
        way = self._turning.next(found)
        if way is not None:
            other = self._company.likeliest(self._look(picture, way))
            if other is not None and self._turning.keep(way, other):
                found = other
                self._afresh()
        if self._company.next(found):
            runner = self._company.seen(found, self._look(picture, self._turning.turn))
            if runner is not None:
                self._afresh()
                found = self._follow(without(picture, found, runner))
        return replace(found, people=self._company.people, light=self._light.read(picture))

    def _afresh(self) -> None:
        """Follow from the next picture on whom it shows: the model clings to the body it has, and to the way it saw it."""
        _close(self._follower)
        self._follower = self._load(self._mediapipe.tasks.vision.RunningMode.VIDEO)

    def _follow(self, picture: Picture) -> Frame:
        first = self._before_ms < 0
        # The model's clock counts whole milliseconds and must move on at every picture.
        self._before_ms = max(self._before_ms + 1, round(picture.t_s * 1000))
        image = self._image(picture, self._turning.turn)
        with _quiet() if first else nullcontext():
            result = self._follower.detect_for_video(image, self._before_ms)
        return next(_frames_of(picture, result, self._turning.turn), _nobody(picture))

    def _look(self, picture: Picture, turn: Turn) -> list[Frame]:
        """Who is found in a picture alone, turned that way, whatever was followed before; the surest first."""
        if self._looker is None:
            self._looker = self._load(self._mediapipe.tasks.vision.RunningMode.IMAGE, people=2)
        with _quiet():
            result = self._looker.detect(self._image(picture, turn))
        return list(_frames_of(picture, result, turn))

    def _image(self, picture: Picture, turn: Turn) -> Any:
        mediapipe, rgb = self._mediapipe, picture.rgb
        if turn is not Turn.UPRIGHT:
            rgb = turned(rgb, turn.value)
        return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)

    def _load(self, mode: Any, people: int = 1) -> Any:
        vision = self._mediapipe.tasks.vision
        with _quiet(), as_file(parts.find(parts.MODELS[self._model])) as file:
            if not file.is_file():
                raise SourceError("no-model", model=str(self._model))
            options = vision.PoseLandmarkerOptions(
                base_options=self._mediapipe.tasks.BaseOptions(model_asset_path=str(file)),
                running_mode=mode,
                num_poses=people,
            )
            landmarker = vision.PoseLandmarker.create_from_options(options)
        _open.add(landmarker)
        return landmarker


def _close(landmarker: Any) -> None:
    if landmarker is None:
        return
    with _quiet():
        landmarker.close()
    _open.discard(landmarker)


def _frames_of(picture: Picture, result: Any, turn: Turn) -> Iterator[Frame]:
    """A frame for every body that was found."""
    height, width = picture.rgb.shape[:2]
    if turn is not Turn.UPRIGHT:
        width, height = height, width
    for points, world in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True):
        frame = Frame(
            t_s=picture.t_s,
            width=width,
            height=height,
            points=tuple(map(_point, points)),
            world=tuple(map(_world_point, world)),
        )
        yield upright(frame, turn)


def _nobody(picture: Picture) -> Frame:
    height, width = picture.rgb.shape[:2]
    return Frame(t_s=picture.t_s, width=width, height=height, points=None)


def _point(landmark: Any) -> tuple[float, float, float, float]:
    return landmark.x, landmark.y, landmark.z, landmark.visibility


def _world_point(landmark: Any) -> tuple[float, float, float]:
    return landmark.x, landmark.y, landmark.z


def _import_mediapipe() -> Any:
    missing = missing_libraries()
    if missing:
        packages = " ".join(LIBRARIES[name] for name in missing)
        raise SourceError("missing-library", names=", ".join(missing), packages=packages)
    with _quiet():
        try:
            import mediapipe
        except (ImportError, OSError) as error:
            raise SourceError("no-video-extra", what=str(error)) from error
    return mediapipe


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing reaches standard error: the model's own libraries write to it what no runner can use."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
