"""What should change so that the watcher can see: each once, within two seconds, and only while somebody moves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.events import Advice, ViewAdvice
from hamstride.engine.landmarks import Frame, Point
from hamstride.engine.puppet import Camera, Scene
from hamstride.exercises.spec import Exercise, Tempo
from hamstride.exercises.values import Side
from tests.engine import spoil
from tests.engine.films import CLIPS, Film, films
from tests.engine.people import BALL, LYING, STANDING, film, watch

SOON_S = 2.0
GOES_WRONG_S = 6.5  # long after the whole body was seen, in the middle of a movement
Change = Callable[[Frame], Frame]


def scaled(by: float, x: float = 0.0, y: float = 0.0) -> Change:
    return lambda frame: spoil.moved([frame], by, x, y)[0]


def visible(joints: range, seen: float) -> Change:
    def change(frame: Frame) -> Frame:
        points = frame.points or ()
        return replace(
            frame, points=tuple((*p[:3], seen) if i in joints else p for i, p in enumerate(points))
        )

    return change


def seen_from(azimuth_deg: float) -> Callable[[Exercise], list[Frame]]:
    return lambda exercise: film(exercise, 3, scene=Scene(camera=Camera(azimuth_deg=azimuth_deg)))


# How each thing goes wrong with the view of a set that was well seen before.
WRONG: dict[Advice, Change] = {
    Advice.STEP_BACK: scaled(2.2),
    Advice.COME_CLOSER: scaled(0.2),
    Advice.FEET_IN_PICTURE: scaled(1.0, y=0.3),
    Advice.HEAD_IN_PICTURE: scaled(1.0, y=-0.3),
    Advice.LEGS_HIDDEN: visible(range(25, 33), 0.1),
    Advice.MORE_LIGHT: lambda frame: replace(frame, light=0.05),
    Advice.ONE_PERSON: lambda frame: replace(frame, people=2),
    Advice.CAMERA_LEVEL: lambda frame: spoil.turned(
        frame, 80.0 * min(max(frame.t_s - GOES_WRONG_S, 0.0) / 0.5, 1.0)
    ),
}


def told(exercise: Exercise, frames: list[Frame], advice: Advice) -> list[float]:
    """When one piece of advice was given."""
    _, events = watch(exercise, frames)
    return [event.t_s for event in events if isinstance(event, ViewAdvice) and event.advice is advice]


def going_wrong(frames: list[Frame], advice: Advice, until_s: float = 1e9) -> list[Frame]:
    return [WRONG[advice](f) if GOES_WRONG_S <= f.t_s < until_s else f for f in frames]


@pytest.mark.parametrize("advice", WRONG, ids=lambda advice: advice.value)
def test_what_goes_wrong_in_a_set_is_told_once_and_soon(advice: Advice) -> None:
    frames = film(STANDING, 3, scene=Scene(camera=Camera(distance_m=4.0)))
    assert not told(STANDING, frames, advice)
    at_s = told(STANDING, going_wrong(frames, advice), advice)
    assert len(at_s) == 1
    assert (
        GOES_WRONG_S <= at_s[0] <= GOES_WRONG_S + SOON_S + 0.5 * (advice is Advice.CAMERA_LEVEL)
    )  # it takes a while to fall


@pytest.mark.parametrize(
    "advice", [each for each in WRONG if each is not Advice.CAMERA_LEVEL], ids=lambda advice: advice.value
)
def test_what_was_well_for_two_seconds_is_told_again(advice: Advice) -> None:
    frames = film(STANDING, 6, scene=Scene(camera=Camera(distance_m=4.0)))
    wrong = going_wrong(frames, advice, GOES_WRONG_S + 6.0)
    again = [WRONG[advice](f) if f.t_s >= GOES_WRONG_S + 16.0 else f for f in wrong]
    assert len(told(STANDING, wrong, advice)) == 1
    assert len(told(STANDING, again, advice)) == 2


@pytest.mark.parametrize("exercise", [LYING, STANDING, BALL], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize(
    ("advice", "frames"),
    [
        (Advice.SIDE_ON, seen_from(85.0)),
        (Advice.COME_CLOSER, lambda exercise: spoil.moved(film(exercise, 3), 0.2)),
        (Advice.MORE_LIGHT, lambda exercise: [replace(f, light=0.02) for f in film(exercise, 3)]),
        (Advice.ONE_PERSON, lambda exercise: [replace(f, people=3) for f in film(exercise, 3)]),
        (Advice.LEGS_HIDDEN, lambda exercise: [WRONG[Advice.LEGS_HIDDEN](f) for f in film(exercise, 3)]),
    ],
    ids=lambda value: getattr(value, "value", ""),
)
def test_what_is_wrong_from_the_first_is_told_once_and_soon(
    exercise: Exercise, advice: Advice, frames: Callable[[Exercise], list[Frame]]
) -> None:
    at_s = told(exercise, frames(exercise), advice)
    assert len(at_s) == 1
    assert at_s[0] <= SOON_S


def test_who_rests_is_told_at_the_next_movement() -> None:
    rest_s = 14.0
    frames = list(puppet.perform(LYING, [puppet.rest(LYING, rest_s), *puppet.repetition(LYING)]))
    at_s = told(LYING, going_wrong(frames, Advice.MORE_LIGHT), Advice.MORE_LIGHT)
    assert len(at_s) == 1
    assert rest_s <= at_s[0] <= rest_s + SOON_S


def test_whoever_comes_in_is_told_of_though_the_runner_rests() -> None:
    frames = list(puppet.perform(LYING, [puppet.rest(LYING, 14.0)]))
    at_s = told(LYING, going_wrong(frames, Advice.ONE_PERSON), Advice.ONE_PERSON)
    assert len(at_s) == 1
    assert at_s[0] <= GOES_WRONG_S + SOON_S


# ------------------------------------------------------------ on film


FILMS = [film for film in (*films(CLIPS), *films(CLIPS / "studio")) if "leave" not in film.name]
WELL_TAKEN = [film for film in FILMS if "passer" not in film.name]


@pytest.mark.parametrize("film", WELL_TAKEN, ids=lambda film: film.name)
def test_a_film_that_is_well_taken_gets_no_advice(film: Film) -> None:
    assert film.watch().advice == ()


@pytest.mark.parametrize(
    "film", [film for film in FILMS if film not in WELL_TAKEN], ids=lambda film: film.name
)
def test_on_film_whoever_passes_is_told_of(film: Film) -> None:
    assert film.watch().advice == (Advice.ONE_PERSON,)


def short_shin(frame: Frame) -> Frame:
    """The far ankle drawn somewhere on the way to its knee, in most pictures and not in all."""
    points = list(frame.points or ())
    if round(frame.t_s * 30) % 3:
        knee, ankle = points[25], points[27]
        x, y = (knee[axis] + 0.6 * (ankle[axis] - knee[axis]) for axis in (0, 1))
        points[27] = (x, y, *ankle[2:])
    return replace(frame, points=tuple(points))


@pytest.mark.parametrize(("far_seen", "asked"), [(0.3, None), (0.3, Side.LEFT), (0.9, None)])
def test_a_working_leg_that_is_hardly_seen_gets_no_half_lifts_and_one_piece_of_advice(
    far_seen: float, asked: Side | None
) -> None:
    half = [puppet.rest(LYING, 1.5), *(act for _ in range(4) for act in puppet.repetition(LYING, share=0.5))]
    scene = Scene(camera=Camera(azimuth_deg=180.0), far_visibility=far_seen)
    seen = list(puppet.perform(LYING, [*half, puppet.rest(LYING, 1.0)], side=Side.LEFT, scene=scene))
    hidden = far_seen < 0.5
    frames = [short_shin(frame) for frame in seen] if hidden else seen
    report, events = watch(LYING, frames, asked)
    assert [event.advice for event in events if isinstance(event, ViewAdvice)] == [
        Advice.OTHER_WAY_ROUND
    ] * hidden
    assert len(report.reps) == (0 if hidden else 4)


@pytest.mark.parametrize(("far_seen", "hidden"), [(0.2, True), (0.9, False)])
def test_a_leg_that_is_hardly_seen_and_shows_on_its_way_down_alone_is_hidden(
    far_seen: float, *, hidden: bool
) -> None:
    tempo = Tempo(lift_s=1.2, hold_s=0.4, lower_s=3.0, pause_s=1.4)
    acts = [puppet.rest(LYING, 1.5), *puppet.repetition(LYING, tempo=tempo) * 4, puppet.rest(LYING, 1.0)]
    scene = Scene(fps=8.0, camera=Camera(azimuth_deg=180.0), far_visibility=far_seen)
    frames = list(puppet.perform(LYING, acts, side=Side.LEFT, scene=scene))
    still = frames[4].points or ()
    shown = [
        replace(frame, points=with_left_leg(frame.points or (), still))
        if frame.t_s > 1.5 and (frame.t_s - 1.5) % 6.0 < 2.4
        else frame
        for frame in frames
    ]
    report, _ = watch(LYING, shown)
    assert report.reps == ()
    assert (Advice.OTHER_WAY_ROUND in report.advice) is hidden


def with_left_leg(points: tuple[Point, ...], still: tuple[Point, ...]) -> tuple[Point, ...]:
    """The left leg as it lay in another picture."""
    return tuple(still[n] if n in (25, 27, 29, 31) else point for n, point in enumerate(points))
