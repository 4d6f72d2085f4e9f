"""Our own file: whatever is put in comes out, and nothing else is taken for it."""

import io
import json
import zipfile
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.formats import own

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = SCALARS | TEXTS | st.lists(TEXTS) | st.dictionaries(TEXTS, SCALARS)
ROWS = st.lists(st.fixed_dictionaries({"number": st.integers(), "a": VALUES, "b": VALUES}))
TRICKY = [
    "",
    '"',
    "=1+1",
    "@x",
    "null",
    "12",
    "1e5",
    "true",
    "NaN",
    "a,b",
    "a\r\nb",
    "ä",
    '"x"',
    "[1]",
    " 1",
    "Infinity",
]


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def tables(archive: Any) -> bytes:
    """The archive's tables without its JSON."""
    whole = zipfile.ZipFile(io.BytesIO(own.to_zip(archive)))
    return zipped(**{name: whole.read(name) for name in whole.namelist() if name != own.JSON_NAME})


def test_a_cell_may_be_long() -> None:
    archive = {
        "activity": [{"number": 1, "details": {"laps": [{"seconds": 300.5 + n} for n in range(10_000)]}}]
    }
    assert own.read(tables(archive)) == archive


@given(st.dictionaries(st.sampled_from(["set", "session", "runner"]), ROWS))
def test_whatever_goes_in_comes_out(archive: dict[str, Any]) -> None:
    for written in (own.to_json(archive), own.to_zip(archive)):
        assert own.read(written) == archive
    if archive:
        assert own.read(tables(archive)) == archive


@pytest.mark.parametrize("text", TRICKY)
def test_a_text_stays_a_text(text: str) -> None:
    archive = {"set": [{"a": text}]}
    assert own.read(tables(archive)) == archive


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str) -> None:
    table = zipfile.ZipFile(io.BytesIO(own.to_zip({"set": [{"a": text}]}))).read("tables/set.csv").decode()
    assert table.splitlines()[1].startswith('"""')


def test_the_same_archive_is_the_same_bytes() -> None:
    archive = {"set": [{"b": 1, "a": {"y": 1, "x": 2}}]}
    assert own.to_zip(archive) == own.to_zip(json.loads(json.dumps(archive)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04 and so on",
        b"{}",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": "hamstride-data/2"}',
        b'{"format": "hamstride-data/1", "set": 3}',
        b'{"format": "hamstride-data/1", "set": [3]}',
        b"\xff\xfe",
        zipped(other=b""),
        zipped(**{"data.json": b"no"}),
        zipped(**{"data.json": b"\xff"}),
        zipped(**{"tables/set.csv": b"a,b\r\n1\r\n"}),
        zipped(**{"tables/set.csv": b'a\r\n"1'}),
        zipped(**{"tables/set.csv": b"\xff"}),
    ],
)
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(own.Unreadable):
        own.read(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for tried in (content, b"PK\x03\x04" + content):
        with pytest.raises(own.Unreadable):
            own.read(tried)


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "LARGEST", 1000)
    with pytest.raises(own.Unreadable, match="more than"):
        own.read(zipped(**{"data.json": b" " * 2000}))


def test_a_zip_with_any_one_byte_wrong_is_refused_or_read() -> None:
    whole = own.to_zip({"set": [{"a": "some text", "b": 1}]})
    for at, by in product(range(len(whole)), (1, 0x80)):
        with suppress(own.Unreadable):
            own.read(whole[:at] + bytes([whole[at] ^ by]) + whole[at + 1 :])


@given(st.data())
def test_a_broken_zip_is_refused_or_read(data: st.DataObject) -> None:
    whole = bytearray(own.to_zip({"set": [{"a": "some text", "b": 1}]}))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with suppress(own.Unreadable):
        own.read(bytes(whole))
