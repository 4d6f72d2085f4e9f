"""The watcher on the studio's films: the counts and sides are exact."""

import pytest

from hamstride.engine.events import PhaseEntered, TrackingLost
from hamstride.exercises.spec import Phase
from tests.engine.films import CLIPS, Film, films

FAR_OFF_S = 0.66  # the worst is a leg whose top the model lost altogether


@pytest.mark.parametrize("film", films(CLIPS / "studio"), ids=lambda film: film.name)
def test_what_was_done_is_counted(film: Film) -> None:
    report = film.watch()
    assert len(report.holds) + sum(rep.counted for rep in report.reps) == len(film.reps)
    assert not film.reps or report.side is film.side


@pytest.mark.parametrize("film", films(CLIPS / "studio"), ids=lambda film: film.name)
def test_no_way_and_no_hold_is_far_off(film: Film) -> None:
    done = [rep for rep in film.watch().reps if rep.counted]
    for rep, true in zip(done, film.reps, strict=False):
        lift_s, lower_s = true["top"] - true["start"], true["end"] - true["top"] - true["hold"]
        assert rep.lift_s == pytest.approx(lift_s, abs=FAR_OFF_S)
        assert rep.lower_s == pytest.approx(lower_s, abs=FAR_OFF_S)
        assert rep.hold_s == pytest.approx(true["hold"], abs=FAR_OFF_S)


@pytest.mark.parametrize("film", films(CLIPS / "studio"), ids=lambda film: film.name)
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
