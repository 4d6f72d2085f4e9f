"""Plain data in, checked values out: every refusal names the place, what was found and what is allowed."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.codec import DecodeError, decode, encode, short
from hamstride.exercises.values import Outcome, Repetition, RunnerProfile, SetRecord, Side, Source


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    x_deg: float
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    FORMAT: ClassVar[str] = "outer/1"
    n: int
    colour: Colour = Colour.RED
    inner: Inner | None = None
    pair: tuple[int, int] | None = None
    many: tuple[Inner, ...] = ()
    by_name: dict[str, Inner] = field(default_factory=dict)
    on: bool = False

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError("n of 0 or more")


GOOD = {
    "n": 1,
    "colour": "blue",
    "inner": {"x_deg": 1},
    "pair": [1, 2],
    "many": [{"x_deg": 2.5, "name": "a"}],
    "by_name": {"k": {"x_deg": 3}},
    "on": True,
}

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"n": "1"}, "file.n", "a whole number"),
    ({"n": True}, "file.n", "a whole number"),
    ({"n": 2**53 + 1}, "file.n", "a whole number of 9007199254740992 at most"),
    ({"n": 16**5000}, "file.n", "a whole number of"),
    ({"n": 1, "on": 1}, "file.on", "true or false"),
    ({"n": 1, "colour": "green"}, "file.colour", "'red', 'blue'"),
    ({"n": 1, "inner": {"x_deg": float("nan")}}, "file.inner.x_deg", "a finite number"),
    ({"n": 1, "inner": {}}, "file.inner.x_deg", "missing"),
    ({"n": 1, "inner": 3}, "file.inner", "a table"),
    ({"n": 1, "pair": [1]}, "file.pair", "a list of 2"),
    ({"n": 1, "many": "no"}, "file.many", "a list"),
    ({"n": 1, "many": [{"x_deg": "no"}]}, "file.many[0].x_deg", "a finite number"),
    ({"n": 1, "by_name": {"k": {"y": 1}}}, "file.by_name.k.y", "no such key; known are x_deg, name"),
    ({"n": 1, "FORMAT": "outer/1"}, "file.FORMAT", "no such key; known are n, colour"),
    ({"n": -1}, "file", "n of 0 or more"),
    ({}, "file.n", "missing"),
]


def test_good_data_goes_round() -> None:
    value = decode(Outer, GOOD, "file")
    assert value.inner == Inner(x_deg=1.0) and value.colour is Colour.BLUE and value.many[0].name == "a"
    assert decode(Outer, encode(value), "file") == value


def test_what_was_found_is_told_in_short_whatever_it_is() -> None:
    deep: dict[str, Any] = {}
    for _ in range(3000):
        deep = {"a": deep}
    assert short(deep) == "tables within tables without end"
    assert short(16**5000) == "a huge number"
    assert len(short("a" * 5000)) < 110


@pytest.mark.parametrize(("data", "where", "allowed"), WRONG)
def test_wrong_data_is_named(data: dict[str, Any], where: str, allowed: str) -> None:
    with pytest.raises(DecodeError) as caught:
        decode(Outer, data, "file")
    assert caught.value.where == where
    assert allowed in caught.value.allowed


seconds = st.floats(0, 1e6, allow_nan=False)
ids = st.from_regex(r"[a-z][a-z-]{0,12}", fullmatch=True)
repetitions = st.builds(
    Repetition,
    number=st.none() | st.integers(1, 500),
    side=st.none() | st.sampled_from(Side),
    start_s=seconds,
    top_s=seconds,
    end_s=seconds,
    hold_s=seconds,
    range_deg=st.floats(0, 180),
    counted=st.booleans(),
    cues=st.lists(ids, max_size=3).map(tuple),
    unseen=st.lists(ids, max_size=3).map(tuple),
)
records = st.builds(
    SetRecord,
    uuid=st.uuids().map(str),
    session=st.uuids().map(str),
    index=st.integers(0, 30),
    exercise=ids,
    variant=st.none() | ids,
    side=st.sampled_from(Side),
    source=st.sampled_from(Source),
    outcome=st.sampled_from(Outcome),
    started=st.datetimes().map(lambda at: at.isoformat()),
    seconds=seconds,
    load_kg=st.floats(0, 20),
    target=st.integers(1, 60).map(float),
    seen=st.integers(0, 100),
    corrected=st.none() | st.integers(0, 100),
    held_s=seconds,
    reps=st.lists(repetitions, max_size=4).map(tuple),
)


@given(records)
def test_a_record_survives_the_journey(record: SetRecord) -> None:
    assert SetRecord.from_dict(record.to_dict()) == record
    assert record.count == (record.seen if record.corrected is None else record.corrected)


def test_a_wrong_format_mark_is_refused() -> None:
    with pytest.raises(DecodeError, match="hamstride-runner/1"):
        RunnerProfile.from_dict({"format": "hamstride-set/1"})
    with pytest.raises(DecodeError):
        RunnerProfile.from_dict(None)


def test_what_a_profile_was_once_kept_with_is_passed_over() -> None:
    runner = RunnerProfile(ankle_weights=2, ball=True)
    assert RunnerProfile.from_dict(runner.to_dict() | {"mat": False}) == runner
    with pytest.raises(DecodeError, match="no such key"):
        RunnerProfile.from_dict(runner.to_dict() | {"carpet": True})


def test_sides_have_opposites() -> None:
    assert [side.other for side in Side] == [Side.RIGHT, Side.LEFT, Side.BOTH]
