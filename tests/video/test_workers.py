"""Work shared out to processes: every job is done once, whoever dies on the way."""

import time
from pathlib import Path

from hamstride.video.workers import Crew, Died, cores
from tests.video import labour


def test_every_job_is_done_whatever_the_number_of_hands() -> None:
    for size in (1, 3):
        with Crew[int, int](labour.doubled, size) as crew:
            assert sorted(crew.run(range(7))) == [(n, 2 * n) for n in range(7)]


def test_a_quick_job_need_not_wait_for_a_slow_one() -> None:
    with Crew[int, int](labour.slow_first, 2) as crew:
        assert [place for place, _ in crew.run(range(4))][-1] == 0


def test_no_more_hands_than_jobs() -> None:
    with Crew[int, int](labour.pids, 8) as crew:
        assert len({pid for _, pid in crew.run(range(2))}) <= 2


def test_nothing_to_do_is_done_at_once() -> None:
    with Crew[int, int](labour.doubled, 2) as crew:
        assert list(crew.run([])) == []


def test_a_process_killed_in_the_middle_costs_a_second_try(tmp_path: Path) -> None:
    marks = [tmp_path / name for name in "abc"]
    with Crew[Path, str](labour.dies_once, 2) as crew:
        assert dict(crew.run(marks)) == {0: "a", 1: "b", 2: "c"}


def test_a_job_that_kills_every_time_is_given_up_and_the_rest_goes_on() -> None:
    with Crew[int, int](labour.always_dies, 2) as crew:
        found = dict(crew.run(range(5)))
    assert isinstance(found.pop(1), Died)
    assert found == {n: n for n in (0, 2, 3, 4)}


def test_who_leaves_waits_for_nobody() -> None:
    begin = time.monotonic()
    with Crew[float, float](labour.sleeps, 2) as crew:
        assert next(crew.run([0.0, 60.0, 60.0])) == (0, 0.0)
    assert time.monotonic() - begin < 20
    assert not crew._workers


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
