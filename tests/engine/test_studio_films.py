"""The watcher on the studio's films: the counts and sides are exact."""

from collections.abc import Iterable

import pytest

from hamstride.engine.events import PhaseEntered, TrackingLost
from hamstride.engine.landmarks import Frame
from hamstride.exercises.spec import Phase
from tests.engine.films import CLIPS, Film, films

STUDIO = films(CLIPS / "studio")
CURLS = [film for film in STUDIO if film.reps and "curl" in film.exercise]
FAR = [film for film in CURLS if not film.near_works]
FAR_OFF_S = 0.66  # the worst is a leg whose top the model lost altogether


@pytest.mark.parametrize("film", STUDIO, ids=lambda film: film.name)
def test_what_was_done_is_counted(film: Film) -> None:
    report = film.watch()
    assert len(report.holds) + sum(rep.counted for rep in report.reps) == len(film.reps)
    assert not film.reps or report.side is film.side


@pytest.mark.parametrize("film", STUDIO, ids=lambda film: film.name)
def test_no_way_and_no_hold_is_far_off(film: Film) -> None:
    done = [rep for rep in film.watch().reps if rep.counted]
    for rep, true in zip(done, film.reps, strict=False):
        lift_s, lower_s = true["top"] - true["start"], true["end"] - true["top"] - true["hold"]
        assert rep.lift_s == pytest.approx(lift_s, abs=FAR_OFF_S)
        assert rep.lower_s == pytest.approx(lower_s, abs=FAR_OFF_S)
        assert rep.hold_s == pytest.approx(true["hold"], abs=FAR_OFF_S)


@pytest.mark.parametrize("film", STUDIO, ids=lambda film: film.name)
def test_up_is_told_once_between_two_rests(film: Film) -> None:
    watcher, up = film.watcher(film.side), False
    for frame in film.frames():
        watcher.receive(frame)
        for event in watcher.events():
            if isinstance(event, TrackingLost) or getattr(event, "phase", None) is Phase.REST:
                up = False  # at rest, or away: whoever comes back begins anew
            elif isinstance(event, PhaseEntered) and event.phase is Phase.LIFT:
                assert not up
                up = True


def counted_in(film: Film, frames: Iterable[Frame]) -> int:
    watcher = film.watcher()
    for frame in frames:
        watcher.receive(frame)
    return sum(rep.counted for rep in watcher.close().reps)


@pytest.mark.parametrize("film", FAR, ids=lambda film: film.name)
def test_a_film_that_begins_with_the_far_leg_up_counts_what_comes_after(film: Film) -> None:
    at_s = film.reps[0]["top"] + 0.4 * film.reps[0]["hold"]
    assert counted_in(film, (frame for frame in film.frames() if frame.t_s >= at_s)) == len(film.reps) - 1


@pytest.mark.parametrize("film", FAR, ids=lambda film: film.name)
def test_whoever_is_seen_again_with_the_far_leg_up_goes_on_being_counted(film: Film) -> None:
    to_s = film.reps[0]["top"] + 0.4 * film.reps[0]["hold"]
    gone = (frame for frame in film.frames() if not to_s - 2.5 < frame.t_s < to_s)
    assert counted_in(film, gone) == len(film.reps) - 1


@pytest.mark.parametrize("film", CURLS, ids=lambda film: film.name)
def test_a_movement_that_is_given_up_leaves_for_rest(film: Film) -> None:
    top_s, watcher = film.reps[0]["top"], film.watcher()
    phases: list[Phase] = []
    for frame in film.frames():
        if not top_s - 0.3 < frame.t_s < top_s + 2.5:
            watcher.receive(frame)
            phases += [event.phase for event in watcher.events() if isinstance(event, PhaseEntered)]
    before = [Phase.REST, *phases]
    lifted = [place for place, phase in enumerate(phases) if phase is Phase.LIFT]
    assert lifted and all(before[place] is Phase.REST for place in lifted)
