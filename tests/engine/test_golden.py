"""The event logs of our films do not change by accident."""

from typing import Any

import pytest

from hamstride.engine.report import log
from tests.engine import golden
from tests.engine.films import CLIPS, Film, films


def same(now: Any, before: Any, key: str = "") -> bool:
    """Equal, but for the last digit of a time (1 ms) or an angle (0.1 degrees)."""
    if isinstance(now, float) or isinstance(before, float):
        return bool(abs(now - before) <= (0.1001 if key.endswith("_deg") else 0.0011))
    if isinstance(now, dict):
        return now.keys() == before.keys() and all(same(now[name], before[name], name) for name in now)
    if isinstance(now, list):
        return len(now) == len(before) and all(same(a, b, key) for a, b in zip(now, before, strict=True))
    return bool(now == before)


@pytest.mark.parametrize("film", films(CLIPS), ids=lambda film: film.name)
def test_the_log_is_as_it_was(film: Film) -> None:
    now, before = log(film.watcher(), film.frames()), golden.read(film)
    assert [entry["kind"] for entry in now] == [entry["kind"] for entry in before]
    for entry, expected in zip(now, before, strict=True):
        assert same(entry, expected), (entry, expected)


def test_a_difference_is_noticed() -> None:
    assert same({"t_s": 1.0, "range_deg": 90.0}, {"t_s": 1.001, "range_deg": 90.1})
    assert not same({"t_s": 1.0}, {"t_s": 1.01})
    assert not same({"range_deg": 90.0}, {"range_deg": 91.0})
    assert not same([1.0], [1.0, 2.0])
