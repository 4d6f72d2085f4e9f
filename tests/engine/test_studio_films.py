"""The watcher on the studio's films: the counts and sides are exact."""

import pytest

from tests.engine.films import CLIPS, Film, films


@pytest.mark.parametrize("film", films(CLIPS / "studio"), ids=lambda film: film.name)
def test_what_was_done_is_counted(film: Film) -> None:
    report = film.watch()
    assert len(report.holds) + sum(rep.counted for rep in report.reps) == len(film.reps)
    assert not film.reps or report.side is film.side
