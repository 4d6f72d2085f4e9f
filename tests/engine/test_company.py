"""Who else is in the picture, and who is the runner."""

from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.angles import Body, Leg, measure
from hamstride.engine.company import HOME_S, PICTURES, Company, elsewhere
from hamstride.engine.events import Advice, ViewAdvice
from hamstride.engine.landmarks import Frame
from hamstride.engine.limbs import Limb, are_mixed
from hamstride.engine.puppet import Scene
from hamstride.exercises.spec import Exercise, Tempo
from tests.engine import spoil
from tests.engine.people import LYING, STANDING, counted, film, watch

RUNNER = film(LYING, 1)[10]
FPS = 10


def nobody(t_s: float) -> Frame:
    return replace(RUNNER, t_s=t_s, points=None)


def at(t_s: float, x: float = 0.0, seen: float | None = None) -> Frame:
    """The runner, moved to the right by a share of the picture."""
    assert RUNNER.points is not None
    points = tuple((px + x, py, pz, pv if seen is None else seen) for px, py, pz, pv in RUNNER.points)
    return replace(RUNNER, t_s=t_s, points=points)


def test_a_body_is_where_it_is() -> None:
    assert not elsewhere(at(0), at(1, 0.02))
    assert elsewhere(at(0), at(0, 0.5))
    assert not elsewhere(at(0), nobody(0))


@pytest.mark.parametrize(("rate", "every"), [(8, PICTURES), (30, PICTURES), (60, 120)])
def test_looks_are_seldom_and_none_where_nobody_is(rate: int, every: int) -> None:
    company = Company()
    asked = [n for n in range(400) if company.next(at(n / rate))]
    assert asked == list(range(0, 400, every))
    assert not any(Company().next(nobody(n / rate)) for n in range(200))


def test_after_a_jump_looks_are_not_counted() -> None:
    company = Company()
    asked = [n for n in range(100) if company.next(at(n / FPS, 0.5 if n > 50 else 0.0))]
    assert asked == [0, 51, 61, 71, 81, 91]


@pytest.mark.parametrize(
    ("bodies", "others"),
    [
        ([], 0),
        ([at(0)], 0),
        ([at(0), at(0, 0.5)], 1),
        ([at(0, 0.5), at(0)], 1),
        ([at(0), at(0, 0.02)], 0),  # the same body, found twice
        ([at(0), at(0, 0.5, seen=0.3)], 0),  # a chair with a coat on it
    ],
)
def test_others_are_well_found_and_elsewhere(bodies: list[Frame], others: int) -> None:
    company = Company()
    assert company.people is None
    company.next(at(0))
    assert company.seen(at(0), bodies) is None
    assert company.people == 1 + others


def jumped(company: Company) -> None:
    for n in range(5):
        company.next(at(n / FPS))
    company.next(at(0.5, 0.5))


def test_after_a_jump_to_somebody_else_the_runner_is_gone_back_to() -> None:
    company = Company()
    jumped(company)
    runner, other = at(3, 0.01), at(3, 0.5)
    assert company.seen(other, [other, runner]) is runner
    assert company.people == 2
    assert company.seen(runner, [other, runner]) is None  # once is enough


def test_who_walked_over_is_followed() -> None:
    company = Company()
    for n in range(60):
        company.next(at(n / FPS, n / 100))
    assert company.seen(at(6, 0.6), [at(6, 0.6), at(6)]) is None


def test_a_jump_with_nobody_left_behind_is_a_moved_camera() -> None:
    company = Company()
    jumped(company)
    assert company.seen(at(3, 0.5), [at(3, 0.5)]) is None


def test_the_place_of_the_runner_is_forgotten_in_the_end() -> None:
    company = Company()
    jumped(company)
    company.next(at(1 + HOME_S, 0.5))
    assert company.seen(at(40, 0.5), [at(40, 0.5), at(40)]) is None


def test_a_jump_and_back_is_over() -> None:
    company = Company()
    jumped(company)
    company.next(at(0.6))
    company.next(at(2.0, 0.5))
    assert company.seen(at(3, 0.5), [at(3, 0.5), at(3)]) is None


def test_the_place_of_who_was_badly_found_is_nobody_s() -> None:
    """The model begins with the partner's half of a body, and the look in the picture turned finds the runner."""
    company = Company()
    for n in range(5):
        company.next(at(n / FPS, 0.5, seen=0.3))
    company.next(at(0.5))
    assert company.seen(at(3), [at(3), at(3, 0.5)]) is None


@pytest.mark.parametrize(
    ("bodies", "likeliest"),
    [
        ([at(1, 0.5, seen=0.99), at(1, 0.01, seen=0.7)], 1),  # where the runner was
        ([at(1, 0.5, seen=0.7), at(1, 0.01, seen=0.4)], 0),  # but no more than half a body there
        ([at(1, 0.5, seen=0.3), at(1, 0.4, seen=0.8)], 1),
    ],
)
def test_who_is_well_found_where_the_runner_was_is_the_runner(bodies: list[Frame], likeliest: int) -> None:
    company = Company()
    company.next(at(0))
    assert company.likeliest(bodies) is bodies[likeliest]
    assert company.likeliest([]) is None


def test_somebody_else_in_the_picture_is_told_once() -> None:
    frames = [replace(f, people=2 if 2 < f.t_s < 8 else 1) for f in film(STANDING, 2)]
    _, events = watch(STANDING, frames)
    told = [e for e in events if isinstance(e, ViewAdvice) and e.advice is Advice.ONE_PERSON]
    assert len(told) == 1
    assert told[0].t_s < 4


BENT, DOWN = 90.0, 25.0  # degrees of a knee
BODY = measure(replace(RUNNER, people=2), -1)


def leg(knee_deg: float) -> Leg:
    assert BODY is not None
    return replace(BODY.left, knee_deg=knee_deg)


def body(left_deg: float, right_deg: float) -> Body:
    """Somebody in company."""
    assert BODY is not None
    return replace(BODY, left=leg(left_deg), right=leg(right_deg))


@pytest.mark.parametrize("mixed", [False, True])
def test_a_leg_is_waited_for_where_it_was_when_somebody_s_legs_were_mixed_into_it(mixed: bool) -> None:
    limb = Limb(alone=True)
    for n in range(10):
        assert limb.believes(n * 0.1, leg(BENT), 100.0)
    if mixed:
        limb.wait(1.0)
    assert limb.believes(1.2, leg(DOWN), 100.0) is not mixed


def test_the_legs_of_a_runner_in_company_are_mixed_where_both_are_bent() -> None:
    rest, top, both = (body(0.0, 0.0), body(BENT, 5.0), body(BENT, DOWN))
    assert not are_mixed(top, rest)
    assert are_mixed(both, rest)
    assert not are_mixed(replace(both, in_company=False), rest)
    assert are_mixed(replace(top, exchanged=True), rest)


@pytest.mark.parametrize("exercise", [STANDING, LYING], ids=lambda exercise: exercise.id)
def test_in_company_all_the_while_quick_ones_count(exercise: Exercise) -> None:
    """The still leg is drawn along with the one that works, so that both are bent at every top."""
    tempo = Tempo(lift_s=0.6, hold_s=0.1, lower_s=0.6, pause_s=0.8)
    acts = [
        puppet.rest(exercise, 1.5),
        *puppet.repetition(exercise, tempo=tempo) * 4,
        puppet.rest(exercise, 1.0),
    ]
    frames = spoil.drawn_along(puppet.perform(exercise, acts, scene=Scene(fps=30)), 0.3)
    report, _ = watch(exercise, [replace(frame, people=2) for frame in frames])
    assert counted(report) == 4


def test_legs_that_are_mixed_on_the_way_down_tell_nothing_of_it() -> None:
    tempo = Tempo(lift_s=1.0, hold_s=3.2, lower_s=0.9, pause_s=1.5)
    acts = [puppet.rest(STANDING, 1.5), *puppet.repetition(STANDING, tempo=tempo)]
    frames = list(puppet.perform(STANDING, acts))
    alone, _ = watch(STANDING, frames)
    falls_s = alone.reps[0].top_s + alone.reps[0].hold_s
    up = [frame for frame in frames if frame.t_s < falls_s][-1]
    mixed = spoil.drawn_along([up], 0.4)[0]
    passed = [
        replace(mixed, t_s=f.t_s, people=2) if 0.1 < f.t_s - falls_s < 0.4 else replace(f, people=2)
        for f in frames
    ]
    report, _ = watch(STANDING, passed)
    assert report.reps[0].lower_s == pytest.approx(0.9, abs=0.15)
