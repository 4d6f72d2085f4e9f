"""The watcher on the studio's films: the counts and sides are exact."""

import pytest

from hamstride.engine.events import PhaseEntered, TrackingLost
from hamstride.exercises.spec import Phase
from tests.engine.films import CLIPS, Film, films


@pytest.mark.parametrize("film", films(CLIPS / "studio"), ids=lambda film: film.name)
def test_what_was_done_is_counted(film: Film) -> None:
    report = film.watch()
    assert len(report.holds) + sum(rep.counted for rep in report.reps) == len(film.reps)
    assert not film.reps or report.side is film.side


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
