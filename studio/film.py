"""Makes a film and the truth about it from its spec."""

import json
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Equipment
from studio import acts, camera, draw, props, room, truth
from studio.body import Build, body
from studio.figures import key_figures
from studio.look import Look
from studio.person import Person, Shown
from studio.script import Script, instants, script
from studio.skeleton import Figure
from studio.skin import normals
from studio.spec import Film, Passer

_PASS_FROM_M, _PASS_TO_M = -3.2, 3.2


def make(film: Film, folder: Path) -> str:
    """Write NAME.mp4 and NAME.json; returns one line about it."""
    begin = time.perf_counter()
    set_ = Set(film)
    pictures = 0
    with _Writing(folder / f"{film.name}.mp4", film) as write:
        for picture in set_.pictures():
            write(picture)
            pictures += 1
    told = truth.told(film, set_.script, set_.person)
    (folder / f"{film.name}.json").write_text(json.dumps(told, separators=(",", ":")) + "\n")
    each_ms = (time.perf_counter() - begin) / max(pictures, 1) * 1000
    return f"{film.name}: {pictures} pictures, {each_ms:.0f} ms each, {len(set_.script.reps)} repetitions"


class Set:
    """Everything that stands in one film: the room, the things, the people, the camera."""

    def __init__(self, film: Film) -> None:
        self._film, self.script = film, script(film)
        self._exercise = exercise = catalogue()[film.exercise]
        self._body = body(Build.random(film.person.seed, **film.person.build))
        cuffs = Equipment.ANKLE_WEIGHTS in exercise.equipment
        look = Look.random(film.person.seed, film.person.bottoms, cuffs)
        keys = key_figures(exercise, film.variant, film.side)
        self.person = Person(self._body, look, keys[0])
        rest, top = (self.person.show(figure) for figure in keys)
        self._feet = props.soles(self._body.weights, ("left", "right"))
        self._ball = props.ball(exercise, rest, top, self._feet)
        self._camera = camera.placed(film.camera, film.picture, _seen(rest, top, self._ball))
        self._stage = draw.Stage(film.picture.width, film.picture.height, film.camera.field_deg)
        self._furnish(rest)
        self._actor = draw.Mesh(rest.skin, rest.normals, self.person.faces, self.person.paint)
        self._node = self._stage.add(self._actor)
        self._passer = _Passing(film, film.passer, self._stage) if film.passer else None

    def pictures(self) -> Iterator[Any]:
        """Every picture of the film, with its noise in it."""
        chance = np.random.default_rng(self._film.seed)
        self._stage.picture()
        for t_s in instants(self.script.duration_s, self._film.picture.fps):
            self._arrange(t_s)
            yield _developed(self._stage.picture(), self._film, chance)
        self._stage.close()

    def _furnish(self, rest: Shown) -> None:
        film, exercise = self._film, self._exercise
        away = self._camera.aim - self._camera.place
        solids = [room.room(film.seed, away, props.mat_ends(exercise, rest))]
        solids += props.furniture(exercise, film.side, self.person, rest, self._body.weights)
        self._stage.add(draw.Mesh.of(room.together(solids)))
        if self._ball:
            self._ball_at_rest = room.ball(np.zeros(3), self._ball.radius, (0.35, 0.55, 0.75))
            self._ball_mesh = draw.Mesh.of(self._ball_at_rest)
            self._stage.add(self._ball_mesh)

    def _arrange(self, t_s: float) -> None:
        view = camera.at(self._camera, self._film.camera, t_s)
        self._stage.look(view.place, view.aim, view.tilt_deg)
        figure = self.script.at(t_s)
        self._stage.show(self._node, figure is not None)
        if figure is not None:
            self._perform(figure)
        if self._passer:
            self._passer.walk(t_s)

    def _perform(self, figure: Figure) -> None:
        shown = self.person.show(figure)
        self._actor.move(shown.skin, shown.normals)
        if self._ball:
            points, faces, _ = self._ball_at_rest
            self._ball_mesh.move(points + self._ball.centre(shown), normals(points, faces))


class _Passing:
    """Somebody else who walks through."""

    def __init__(self, film: Film, spec: Passer, stage: draw.Stage) -> None:
        self._spec, self._stage = spec, stage
        given = {"age": 0.33, "height": 0.4} if spec.child else {}
        home = acts.upright()
        self._person = Person(body(Build.random(spec.seed, **given)), Look.random(spec.seed), home)
        at_home = self._person.show(home)
        self._mesh = draw.Mesh(at_home.skin, at_home.normals, self._person.faces, self._person.paint)
        self._node = stage.add(self._mesh)
        seen_from_left = abs(film.camera.azimuth_deg) < 90
        walk = acts.walk(_PASS_FROM_M, _PASS_TO_M, 0.0, spec.lane_m if seen_from_left else -spec.lane_m)
        self._script = Script.of([acts.Act(go_s=0.0, figure=walk[0].figure), *walk])

    def walk(self, t_s: float) -> None:
        passed = t_s - self._spec.at_s
        here = 0 <= passed < self._script.duration_s
        self._stage.show(self._node, here)
        figure = self._script.at(passed) if here else None
        if figure:
            shown = self._person.show(figure)
            self._mesh.move(shown.skin, shown.normals)


def _seen(rest: Shown, top: Shown, ball: props.Ball | None) -> Any:
    points = [rest.skin, top.skin]
    if ball:
        points.append(np.array([[ball.start_x - ball.radius, 0, 0], [ball.start_x + ball.radius, 0, 0]]))
    return np.vstack(points)


def _developed(picture: Any, film: Film, chance: np.random.Generator) -> Any:
    if film.picture.light == 1.0 and not film.picture.noise:
        return picture
    exposed = picture * film.picture.light
    if film.picture.noise:
        exposed = exposed + chance.normal(0, film.picture.noise, picture.shape)
    return np.clip(exposed, 0, 255).astype(np.uint8)


class _Writing:
    """A film being written, as a block: gives a function that takes pictures."""

    def __init__(self, file: Path, film: Film) -> None:
        self._container = av.open(str(file), "w")
        rate = Fraction(film.picture.fps).limit_denominator(1000)
        self._stream = self._container.add_stream("libx264", rate=rate)
        self._stream.width, self._stream.height = film.picture.width, film.picture.height
        self._stream.pix_fmt = "yuv420p"
        self._stream.options = {"crf": str(film.picture.quality), "preset": "veryfast", "threads": "1"}

    def __enter__(self) -> Any:
        return self._write

    def __exit__(self, *exception: object) -> None:
        self._container.mux(self._stream.encode())
        self._container.close()

    def _write(self, picture: Any) -> None:
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        self._container.mux(self._stream.encode(frame))
