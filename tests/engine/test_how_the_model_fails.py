"""The seven ways in which the pose model fails on real people: none becomes a repetition, a hold or a fault."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from hamstride.engine import puppet
from hamstride.engine.events import Advice, PositionLeft, RepCounted
from hamstride.engine.landmarks import Frame
from hamstride.engine.puppet import Act, Camera, Scene
from hamstride.engine.watcher import WatchReport
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise, Tempo
from hamstride.exercises.values import Hold, Repetition, Side
from tests.engine import failing, spoil
from tests.engine.people import BALL, LYING, STANDING, film, watch
from tests.engine.test_every_exercise import HELD_S, count, done

EXERCISES = list(catalogue().values())
CASES = [
    (exercise, way) for way, (_, fails) in failing.WAYS.items() for exercise in EXERCISES if fails(exercise)
]
each_case = pytest.mark.parametrize(("exercise", "way"), CASES, ids=lambda value: getattr(value, "id", value))
SOMETIMES, OFTEN = 0.25, 0.5
DONE = 3


def still(exercise: Exercise, seconds: float = 15.0) -> list[Frame]:
    return list(puppet.perform(exercise, [puppet.rest(exercise, seconds)], scene=Scene(jitter_deg=1.0)))


def failed(frames: Sequence[Frame], way: str, share: float, seed: int) -> list[Frame]:
    return failing.in_bursts(frames, failing.WAYS[way][0], share, seed)


def quick_curls(exercise: Exercise, share: float = 1.0, fps: float = 15.0) -> list[Frame]:
    """Three of them, to a share of the top."""
    tempo = Tempo(lift_s=0.8, hold_s=0.2, lower_s=1.0, pause_s=0.8)
    acts = [puppet.rest(exercise, 1.5), *puppet.repetition(exercise, share=share, tempo=tempo) * 3]
    return list(puppet.perform(exercise, acts, scene=Scene(fps=fps)))


def held_with_a_dip(
    exercise: Exercise, stay_s: float, *, far: bool = False, fps: float = 15.0
) -> list[Frame]:
    """A curl held for long, drawn down to rest for a moment and up again, from 5.2 s on."""
    rest, top = puppet.key_poses(exercise)
    acts = [
        puppet.rest(exercise, 2.0),
        Act(go_s=1.2, stay_s=2.0, pose=top),
        Act(go_s=0.35, stay_s=stay_s, pose=replace(top, knee_deg=12.0)),
        Act(go_s=0.35, stay_s=2.0, pose=top),
        Act(go_s=2.0, stay_s=2.0, pose=rest),
    ]
    scene = Scene(fps=fps, camera=Camera(azimuth_deg=180.0 if far else 0.0))
    return list(puppet.perform(exercise, acts, scene=scene))


def faults(report: WatchReport) -> list[str]:
    done_: list[Repetition | Hold] = [*report.reps, *report.holds]
    return [cue for each in done_ for cue in each.cues]


@each_case
def test_who_does_nothing_has_done_nothing(exercise: Exercise, way: str) -> None:
    for seed, share in ((1, SOMETIMES), (2, OFTEN)):
        report, events = watch(exercise, failed(still(exercise), way, share, seed))
        assert (report.reps, report.holds) == ((), ())
        assert not [event for event in events if isinstance(event, RepCounted)]


@each_case
def test_who_does_three_has_done_no_more_and_nothing_wrong(exercise: Exercise, way: str) -> None:
    for seed in (1, 2):
        report, _ = watch(exercise, failed(done(exercise, DONE), way, SOMETIMES, seed))
        assert sum(rep.counted for rep in report.reps) <= DONE
        assert sum(hold.held_s for hold in report.holds) <= DONE * (HELD_S + 0.5)
        assert faults(report) == []


@pytest.mark.parametrize("way", [failing.talking_head, failing.cropped], ids=lambda way: way.__name__)
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_face_and_half_a_body_all_along_are_told_and_nothing_is_made_up(
    exercise: Exercise, way: failing.Way
) -> None:
    report, _ = watch(exercise, failing.throughout(done(exercise, DONE), way))
    expected = Advice.FEET_IN_PICTURE if way is failing.cropped else Advice.LEGS_HIDDEN
    assert expected in report.advice
    if exercise.is_hold and way is failing.cropped:  # trunk and thighs tell it
        assert [hold.held_s for hold in report.holds] == pytest.approx([HELD_S] * DONE, abs=0.5)
        assert faults(report) == []
        return
    assert (report.reps, report.holds, report.seen) == ((), (), 0.0)


def test_a_heel_held_at_the_seat_from_the_first_is_no_curl() -> None:
    report, _ = watch(STANDING, failing.throughout(still(STANDING), failing.swinging_by_the_hand))
    assert report.reps == ()


@pytest.mark.parametrize("azimuth_deg", [85.0, 270.0])
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_from_the_front_nothing_is_made_up(exercise: Exercise, azimuth_deg: float) -> None:
    scene = Scene(camera=Camera(azimuth_deg=azimuth_deg), jitter_deg=1.0)
    report, _ = watch(exercise, done(exercise, DONE, scene=scene))
    assert count(report) <= DONE
    assert Advice.SIDE_ON in report.advice
    report, _ = watch(exercise, puppet.perform(exercise, [puppet.rest(exercise, 10.0)], scene=scene))
    assert (report.reps, report.holds) == ((), ())


def test_a_still_leg_that_is_drawn_along_takes_no_time_from_the_one_that_works() -> None:
    frames = film(LYING, 2)
    plain, _ = watch(LYING, frames)
    along, _ = watch(LYING, spoil.drawn_along(frames, 0.4))
    assert len(along.reps) == len(plain.reps) == 2
    for rep, as_done in zip(along.reps, plain.reps, strict=True):
        assert rep.lower_s == pytest.approx(as_done.lower_s, abs=0.1)
        assert rep.hold_s == pytest.approx(as_done.hold_s, abs=0.1)


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("share", [0.5, 0.7, 0.8])
def test_a_leg_drawn_along_nearly_all_the_way_makes_no_kick_of_a_curl(
    exercise: Exercise, share: float
) -> None:
    """Both seem to be bent then: the shin of the one that is drawn along is too short."""
    report, _ = watch(exercise, spoil.drawn_along(quick_curls(exercise), share))
    assert (sum(rep.counted for rep in report.reps), report.side) == (3, Side.LEFT)


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize(("share", "lost_above_deg", "counts"), [(1.0, 60.0, 3), (0.45, 35.0, 0)])
@pytest.mark.parametrize("fps", [15.0, 30.0])
def test_a_leg_lost_while_it_rises_went_on_as_far_as_it_must(
    exercise: Exercise, share: float, lost_above_deg: float, counts: int, fps: float
) -> None:
    """It cannot stop at once, and is seen coming down again: a whole curl counts, and half of one does not."""
    report, _ = watch(exercise, spoil.lost_above(quick_curls(exercise, share, fps), lost_above_deg))
    assert sum(rep.counted for rep in report.reps) == counts


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("fps", [10.0, 15.0, 30.0])
def test_a_far_leg_that_is_drawn_down_for_a_moment_is_not_back(exercise: Exercise, fps: float) -> None:
    """It is hardly seen, was lost in this movement before, and one that went down would not be up again at once."""
    frames = held_with_a_dip(exercise, 0.1, far=True, fps=fps)
    short = spoil.short_shin(frames, 0.7)
    lost = [each if 3.6 < frame.t_s < 4.6 else frame for frame, each in zip(frames, short, strict=True)]
    report, _ = watch(exercise, lost)
    assert [rep.hold_s for rep in report.reps] == [pytest.approx(4.8, abs=0.3)]


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
def test_a_leg_that_is_drawn_down_with_too_short_a_shin_is_not_back(exercise: Exercise) -> None:
    frames = held_with_a_dip(exercise, 0.25, fps=30.0)
    short = spoil.short_shin(frames, 0.8)
    drawn = [each if 5.2 < frame.t_s < 6.15 else frame for frame, each in zip(frames, short, strict=True)]
    report, _ = watch(exercise, drawn)
    assert [rep.hold_s for rep in report.reps] == [pytest.approx(4.95, abs=0.3)]


def curls_on_end(exercise: Exercise, way_s: float, down_to: float) -> list[Act]:
    """Five curls without a rest, the leg not put down in between (`down_to`: share of the way)."""
    rest, top = puppet.key_poses(exercise)
    low = replace(rest, knee_deg=rest.knee_deg + down_to * (top.knee_deg - rest.knee_deg))
    curls = [act for _ in range(5) for act in (Act(go_s=way_s, pose=top), Act(go_s=way_s, pose=low))]
    return [puppet.rest(exercise, 2.0), *curls[:-1], Act(go_s=way_s, stay_s=2.0, pose=rest)]


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize(("way_s", "down_to"), [(0.8, 0.0), (1.0, 0.15), (1.0, 0.25), (1.2, 0.2)])
def test_a_far_leg_that_turns_before_it_is_down_was_back(
    exercise: Exercise, way_s: float, down_to: float
) -> None:
    scene = Scene(fps=15.0, camera=Camera(azimuth_deg=180.0))
    report, _ = watch(exercise, puppet.perform(exercise, curls_on_end(exercise, way_s, down_to), scene=scene))
    assert sum(rep.counted for rep in report.reps) == 5
    assert all("slow-lower" in rep.cues for rep in report.reps if exercise is STANDING and way_s < 1.0)
    ends, starts = [rep.end_s for rep in report.reps], [rep.start_s for rep in report.reps]
    assert all(end_s < start_s + 0.2 for end_s, start_s in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize("exercise", [LYING, STANDING], ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("share", [0.8, 0.86])
def test_a_shin_that_is_short_from_now_on_costs_one_quick_curl_at_most(
    exercise: Exercise, share: float
) -> None:
    """The runner turned a little: the rest pose does not hold any more, and nobody rests long enough for a new one."""
    frames = list(puppet.perform(exercise, curls_on_end(exercise, 0.8, 0.0), scene=Scene(fps=15.0)))
    short = spoil.short_shin(frames, share)
    turned = [each if frame.t_s > 2.5 else frame for frame, each in zip(frames, short, strict=True)]
    report, _ = watch(exercise, turned)
    assert sum(rep.counted for rep in report.reps) >= 4


def head_for_feet(frames: Sequence[Frame], from_s: float, to_s: float, seen: float = 0.8) -> list[Frame]:
    """Whole bodies that lie the other way round meanwhile, and are seen not quite as well."""

    def other_way(frame: Frame) -> Frame:
        points = frame.points or ()
        hips_x = (points[23][0] + points[24][0]) / 2
        return replace(frame, points=tuple((2 * hips_x - x, y, z, min(v, seen)) for x, y, z, v in points))

    return [other_way(frame) if from_s <= frame.t_s < to_s else frame for frame in frames]


@pytest.mark.parametrize("exercise", [LYING, BALL], ids=lambda exercise: exercise.id)
def test_a_rest_pose_of_somebody_the_wrong_way_round_is_forgotten(exercise: Exercise) -> None:
    acts = [puppet.rest(exercise, 3.0), *puppet.repetition(exercise) * DONE]
    frames = list(puppet.perform(exercise, acts))
    report, _ = watch(exercise, head_for_feet(frames, 0.0, 1.8))
    assert count(report) == DONE


@pytest.mark.parametrize("exercise", [LYING, BALL], ids=lambda exercise: exercise.id)
def test_head_and_feet_exchanged_for_a_while_are_no_repetition_and_cost_none(exercise: Exercise) -> None:
    acts = [puppet.rest(exercise, 2.0), *puppet.repetition(exercise) * DONE, puppet.rest(exercise, 1.5)]
    frames = list(puppet.perform(exercise, acts))
    for begins_s, lasts_s in ((1.2, 0.6), (3.0, 0.6), (3.0, 1.6), (frames[-1].t_s - 1.6, 0.6)):
        report, _ = watch(exercise, head_for_feet(frames, begins_s, begins_s + lasts_s))
        assert count(report) == DONE
        assert not faults(report)


@pytest.mark.parametrize(("azimuth_deg", "side"), [(0.0, Side.LEFT), (180.0, Side.RIGHT)])
def test_who_sits_up_and_turns_round_has_left_the_position(azimuth_deg: float, side: Side) -> None:
    rest, up_s = puppet.key_poses(LYING)[0], 3.0
    sits = replace(rest, trunk_deg=0.0, hip_deg=90.0, other_hip_deg=90.0, knee_deg=10.0, other_knee_deg=10.0)
    acts = [puppet.rest(LYING, 2.5), *puppet.repetition(LYING) * DONE, puppet.rest(LYING, 1.0)]
    begins_s = sum(act.go_s + act.stay_s for act in acts)
    acts.append(Act(go_s=up_s, stay_s=6.0, pose=sits))
    seen_from = [
        list(
            puppet.perform(
                LYING, acts, side=side, scene=Scene(camera=Camera(azimuth_deg=deg, distance_m=4.5))
            )
        )
        for deg in range(0, 190, 10)
    ]
    frames = []
    for n, frame in enumerate(seen_from[0]):
        share = min(1.0, max(0.0, (frame.t_s - begins_s) / up_s))
        frames.append(seen_from[round(abs(azimuth_deg - 180.0 * share) / 10)][n])
    report, events = watch(LYING, frames)
    assert count(report) == DONE
    assert any(isinstance(event, PositionLeft) for event in events)


@pytest.mark.parametrize("exercise", [LYING, BALL], ids=lambda exercise: exercise.id)
def test_who_turns_round_goes_on(exercise: Exercise) -> None:
    acts = [puppet.rest(exercise, 2.0), *puppet.repetition(exercise) * DONE, puppet.rest(exercise, 4.0)]
    once = list(puppet.perform(exercise, acts))
    other_way = head_for_feet(spoil.later(once, once[-1].t_s + 1 / 15), 0.0, 1e9, seen=1.0)
    report, _ = watch(exercise, [*once, *other_way])
    assert count(report) == 2 * DONE


@pytest.mark.parametrize(
    ("lower_s", "lost_s", "called"), [(1.0, 0.0, True), (1.0, 0.35, False), (0.7, 0.35, True)]
)
def test_in_a_trembling_picture_a_lowering_in_which_the_leg_is_lost_must_be_plainly_quick(
    lower_s: float, lost_s: float, called: bool
) -> None:
    tempo = Tempo(lift_s=1.0, hold_s=3.2, lower_s=lower_s, pause_s=1.5)
    acts = [puppet.rest(STANDING, 1.5), *puppet.repetition(STANDING, tempo=tempo) * DONE]
    frames = list(puppet.perform(STANDING, acts, scene=Scene(jitter_deg=4.0)))
    report, _ = watch(STANDING, frames)
    for rep in report.reps:
        begins_s = rep.top_s + rep.hold_s + 0.05
        frames = [
            spoil.short_shin([frame], 0.4)[0] if begins_s <= frame.t_s < begins_s + lost_s else frame
            for frame in frames
        ]
    report, _ = watch(STANDING, frames)
    assert [("slow-lower" in rep.cues) for rep in report.reps] == [called] * DONE


def test_a_leg_that_is_lost_as_it_goes_down_was_down_when_it_was_seen_to_be() -> None:
    tempo = Tempo(lift_s=1.0, hold_s=3.2, lower_s=0.9, pause_s=2.5)
    acts = [puppet.rest(STANDING, 1.5), *puppet.repetition(STANDING, tempo=tempo) * DONE]
    frames = list(puppet.perform(STANDING, acts))
    before, _ = watch(STANDING, frames)
    for rep in before.reps:
        frames = [
            spoil.lost_to_the_other(frame) if 0.0 <= frame.t_s - rep.top_s - rep.hold_s < 0.5 else frame
            for frame in frames
        ]
    report, _ = watch(STANDING, frames)
    assert [rep.lower_s for rep in report.reps] == pytest.approx([0.9] * DONE, abs=0.2)
    assert all("slow-lower" in rep.cues for rep in report.reps)


@pytest.mark.parametrize(("lasts_s", "count"), [(0.3, 1), (1.2, 2)])
def test_both_legs_up_for_a_moment_are_the_models_doing(lasts_s: float, count: int) -> None:
    """Somebody passes in front of a half ball curl, and what is drawn of it is a whole one meanwhile."""
    whole = [puppet.rest(BALL, 1.5), *puppet.repetition(BALL)]
    frames = list(puppet.perform(BALL, [*whole, *puppet.repetition(BALL, share=0.3), puppet.rest(BALL, 2.0)]))
    tempo = BALL.dose.tempo
    top_s = 1.5 + tempo.lift_s
    up = next(frame for frame in frames if frame.t_s > top_s + 0.2)
    passes_s = top_s + tempo.repetition_s(tempo.hold_s)
    drawn = [
        replace(frame, points=up.points) if passes_s < frame.t_s < passes_s + lasts_s else frame
        for frame in frames
    ]
    report, _ = watch(BALL, drawn)
    assert sum(rep.counted for rep in report.reps) == count
