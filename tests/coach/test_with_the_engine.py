"""The coach with the real watcher: a puppet does the sets, and the record says what it did."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Any

import pytest

from hamstride.coach.coach import Coach
from hamstride.coach.screen import Output, Say, Screen, SessionEnded, SetFinished
from hamstride.coach.speech import number
from hamstride.engine import puppet
from hamstride.engine.landmarks import Frame
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Tempo
from hamstride.exercises.values import Message, Outcome, RunnerProfile, SetRecord, Side, Source
from tests.coach.rig import NOW, made

FPS = 10.0
NUMBERS = [number(n) for n in range(1, 11)]


def film(*parts: Iterable[Frame]) -> Iterator[Frame]:
    """Films one after the other, on one clock."""
    start_s = 0.0
    for part in parts:
        last_s = start_s
        for frame in part:
            last_s = start_s + frame.t_s
            yield replace(frame, t_s=last_s)
        start_s = last_s + 1 / FPS


def acts(
    exercise: Exercise,
    n: int,
    *,
    before_s: float,
    after_s: float,
    share: float = 1.0,
    faults: Mapping[int, str] = MappingProxyType({}),
) -> list[puppet.Act]:
    """Stillness, repetitions (or stretches; some with a fault, told by their place from 1) and stillness."""
    tempo = exercise.dose.tempo
    if exercise.is_hold:
        tempo = Tempo(lift_s=3.0, hold_s=33.0, lower_s=3.0, pause_s=2.0)
    doing = [
        act
        for number in range(1, n + 1)
        for act in puppet.repetition(exercise, tempo=tempo, share=share, fault=faults.get(number))
    ]
    return [puppet.rest(exercise, before_s), *doing, puppet.rest(exercise, after_s)]


def person(
    exercise: str, side: Side, n: int, *, before_s: float, after_s: float, **how: Any
) -> Iterator[Frame]:
    declared = catalogue()[exercise]
    camera = puppet.Camera(azimuth_deg=0.0)  # the camera stays where it is: it sees the left side
    scene = puppet.Scene(fps=FPS, jitter_deg=0.5, camera=camera)
    moves = acts(declared, n, before_s=before_s, after_s=after_s, **how)
    return puppet.perform(declared, moves, side=side, scene=scene)


def led(coach: Coach, frames: Iterable[Frame]) -> list[tuple[float, Output]]:
    out: list[tuple[float, Output]] = []
    for frame in frames:
        coach.receive(frame)
        out += [(frame.t_s, each) for each in coach.outputs()]
    return out


def coach_for(programme: str, **asked: object) -> Coach:
    ids = count(1)
    session = made(programme, source=Source.CAMERA, **asked)
    return Coach(session, uuid=lambda: f"set-{next(ids)}", now=NOW)


def records(out: list[tuple[float, Output]]) -> list[SetRecord]:
    last = {each.record.index: each.record for _, each in out if isinstance(each, SetFinished)}
    return [last[index] for index in sorted(last)]


@pytest.mark.parametrize("exercise", ["lying-leg-curl", "standing-curl"])
def test_who_begins_with_the_other_leg_hears_which_one_it_is(exercise: str) -> None:
    coach = coach_for(exercise, runner=RunnerProfile(), shorter=True)
    wrong = person(exercise, Side.RIGHT, 1, before_s=30.0, after_s=1.0)
    left = person(exercise, Side.LEFT, 10, before_s=2.0, after_s=9.0)
    out = led(coach, film(wrong, left))
    says = [each for _, each in out if isinstance(each, Say)]
    first = next(at for at, say in enumerate(says) if say.number)
    reminder = Message.of("coach.ready.leg", side=Message.of("coach.side.left"))
    assert [say.message for say in says[:first] if say.cue] == [reminder]
    assert [(record.side, record.seen) for record in records(out)][:1] == [(Side.LEFT, 10)]


@pytest.mark.parametrize("exercise", ["lying-leg-curl", "standing-curl"])
def test_both_legs_are_led_counted_and_recorded_hands_free(exercise: str) -> None:
    coach = coach_for(exercise, runner=RunnerProfile(), shorter=True)
    left = person(exercise, Side.LEFT, 10, before_s=30.0, after_s=9.0)
    right = person(exercise, Side.RIGHT, 10, before_s=3.0, after_s=12.0)
    out = led(coach, film(left, right))
    found = records(out)
    assert [(record.side, record.seen, record.outcome, record.source) for record in found] == [
        (Side.LEFT, 10, Outcome.DONE, Source.CAMERA),
        (Side.RIGHT, 10, Outcome.DONE, Source.CAMERA),
    ]
    assert [each.message for _, each in out if isinstance(each, Say) and each.number] == NUMBERS * 2
    assert [each.complete for _, each in out if isinstance(each, SessionEnded)] == [True]
    assert all(len(record.reps) == 10 for record in found)


def test_each_number_is_spoken_within_three_tenths_of_the_leg_being_down() -> None:
    coach = coach_for("lying-leg-curl", runner=RunnerProfile(), shorter=True)
    out = led(coach, person("lying-leg-curl", Side.LEFT, 10, before_s=30.0, after_s=6.0))
    said_s = [t for t, each in out if isinstance(each, Say) and each.number]
    down_s = [rep.end_s for rep in records(out)[0].reps]
    assert len(said_s) == len(down_s) == 10
    assert max(said - down for said, down in zip(said_s, down_s, strict=True)) <= 0.3


@pytest.mark.parametrize(
    ("exercise", "fault"), [("lying-leg-curl", "hips-flat"), ("standing-curl", "hold-top")]
)
def test_what_was_asked_for_is_praised_after_its_number_at_the_declared_tempo(
    exercise: str, fault: str
) -> None:
    coach = coach_for(exercise, runner=RunnerProfile(), shorter=True)
    faults = dict.fromkeys((3, 4, 5), fault)
    out = led(coach, person(exercise, Side.LEFT, 9, before_s=30.0, after_s=2.0, faults=faults))
    said = [each.message for _, each in out if isinstance(each, Say) and "rhythm" not in each.message.id]
    praise = Message.of("coach.thats-it")
    assert said.count(praise) == 1
    asked_for = [message.id.endswith(f"{fault}.say") for message in said].index(True)
    assert said[asked_for - 1] == NUMBERS[4]
    assert said[asked_for + 1 : asked_for + 3] == [NUMBERS[5], praise]


@pytest.mark.parametrize("exercise", ["roll-forward", "hip-hinge", "chair-stretch"])
def test_a_stretch_is_timed_while_it_is_held(exercise: str) -> None:
    side = Side.BOTH if exercise == "roll-forward" else Side.LEFT
    coach = coach_for(exercise, runner=RunnerProfile(left_out=Side.RIGHT))
    out = led(coach, person(exercise, side, 1, before_s=30.0, after_s=12.0))
    (record,) = records(out)
    assert record.outcome is Outcome.DONE
    assert abs(record.held_s - 33.0) <= 0.5
    assert record.source is Source.CAMERA


def test_the_ball_is_counted() -> None:
    coach = coach_for("ball-curl", runner=RunnerProfile(ball=True))
    out = led(coach, person("ball-curl", Side.LEFT, 10, before_s=30.0, after_s=12.0))
    assert [(record.seen, record.side) for record in records(out)] == [(10, Side.BOTH)]


def test_somebody_who_only_lies_there_does_nothing() -> None:
    coach = coach_for("lying-leg-curl", runner=RunnerProfile(), shorter=True)
    out = led(coach, person("lying-leg-curl", Side.LEFT, 0, before_s=60.0, after_s=1.0))
    assert records(out) == []
    assert not [each for _, each in out if isinstance(each, Say) and each.number]


def test_half_lifts_are_told_and_not_counted() -> None:
    coach = coach_for("lying-leg-curl", runner=RunnerProfile(), shorter=True)
    out = led(coach, person("lying-leg-curl", Side.LEFT, 4, before_s=30.0, after_s=5.0, share=0.45))
    assert not [each for _, each in out if isinstance(each, Say) and each.number]
    assert any(isinstance(each, Say) and each.message.id.endswith("full-lift.say") for _, each in out)


def test_the_tempo_bar_follows_the_leg() -> None:
    coach = coach_for("lying-leg-curl", runner=RunnerProfile(), shorter=True)
    out = led(coach, person("lying-leg-curl", Side.LEFT, 3, before_s=30.0, after_s=2.0))
    shares = [
        each.phase_share for _, each in out if isinstance(each, Screen) and each.phase_share is not None
    ]
    assert max(shares) > 0.9
    assert min(shares) < 0.1


def away(exercise: str, seconds: float) -> Iterator[Frame]:
    """Nobody in the picture."""
    declared = catalogue()[exercise]
    act = puppet.Act(go_s=0.0, stay_s=seconds, pose=puppet.key_poses(declared)[0], away=True)
    return puppet.perform(declared, [act], scene=puppet.Scene(fps=FPS))


def test_a_whole_strength_session_without_a_touch() -> None:
    """Stands, goes for the weights, lies down, six sets; stands, two sets; goes for the ball, one set."""
    lying = [
        person("lying-leg-curl", side, 10, before_s=10.0 if n == 0 else 3.0, after_s=4.0)
        for n, side in enumerate([Side.LEFT, Side.RIGHT] * 3)
    ]
    out = led(
        coach_for("strength"),
        film(
            person("standing-curl", Side.LEFT, 0, before_s=15.0, after_s=0.1),
            away("standing-curl", 25.0),
            *lying,
            away("lying-leg-curl", 12.0),
            person("standing-curl", Side.LEFT, 10, before_s=6.0, after_s=4.0),
            person("standing-curl", Side.RIGHT, 10, before_s=3.0, after_s=4.0),
            away("standing-curl", 30.0),
            person("ball-curl", Side.LEFT, 10, before_s=8.0, after_s=14.0),
        ),
    )
    found = records(out)
    assert [record.seen for record in found] == [10] * 9
    assert [record.side for record in found] == [Side.LEFT, Side.RIGHT] * 4 + [Side.BOTH]
    assert {(record.outcome, record.source) for record in found} == {(Outcome.DONE, Source.CAMERA)}
    assert [each.message for _, each in out if isinstance(each, Say) and each.number] == NUMBERS * 9
    assert [each.complete for _, each in out if isinstance(each, SessionEnded)] == [True]
