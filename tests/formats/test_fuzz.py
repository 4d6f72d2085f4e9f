"""Whatever bytes come in, they end in activities or in a declared error, and soon.

Twenty seconds in every run of the tests, sixty where `CI` is set, over the same sequence. `HAMSTRIDE_FUZZ_S=1200` makes it
twenty minutes over a new one, and `--log-cli-level=INFO` says how many files it were.
"""

import io
import logging
import os
import random
import time

import pytest

from hamstride.formats import archive, files
from hamstride.formats.activity import Activity, Unreadable
from hamstride.text.words import Words
from tests.formats import activity_files as made

LOG = logging.getLogger(__name__)
SECONDS = float(os.environ.get("HAMSTRIDE_FUZZ_S") or ("60" if os.environ.get("CI") else "20"))
SLOWEST_S = 5.0  # a busy machine, and a few kilobytes
SEEDS = {
    "fit": made.fit(),
    "fit-sets": made.fit(sets=[made.strength_set(15, 1)], steps=[made.named_step(0, "Lying curl")]),
    "fit-workout": made.fit_workout(),
    "fit-twice": made.fit() + made.fit(),
    "gpx": made.gpx(every_s=600),
    "gpx-utf-16": made.gpx(every_s=900).decode().replace(' encoding="UTF-8"', "").encode("utf-16"),
    "tcx": made.tcx(),
    "gz": made.packed(made.gpx(every_s=600)),
    "zip": made.zipped({"a.fit": made.fit(), "b.gpx": made.gpx(every_s=900)}),
    "zip-in-zip": made.zipped({"in.zip": made.zipped({"a.fit": made.fit()})}),
    "strava": made.strava_export(),
}
TOKENS = [
    *(
        b"<!DOCTYPE x>",
        b"<!ENTITY a 'b'>",
        b"&a;",
        b"<a>",
        b"</trk>",
        b"<trkpt>",
        b"]]>",
        b"<![CDATA[",
        b"-->",
        b"<!--",
    ),
    *(
        b'lat="nan"',
        b'lat="1e999"',
        b"<time>",
        b"9999-12-31T23:59:59Z",
        b"0001-01-01T00:00:00+14:00",
        b"NaN",
        b"-1",
    ),
    *(
        b"\xff" * 8,
        b"\x00" * 8,
        b"\xed\xa0\x80",
        b".FIT",
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"\x1f\x8b\x08",
        b"\x80",
        b"\x40",
    ),
]


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_small(name: str) -> None:
    assert len(SEEDS[name]) <= 2048


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes after a few changes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8, 32))):
        at = chance.randrange(len(found) + 1)
        to = min(len(found), at + chance.randrange(1, 40))
        match chance.randrange(7):
            case 0 if found:
                found[min(at, len(found) - 1)] ^= 1 << chance.randrange(8)
            case 1 if found:
                found[min(at, len(found) - 1)] = chance.randrange(256)
            case 2:
                del found[at:to]
            case 3:
                found[at:at] = chance.choice(TOKENS)
            case 4:
                found[at:at] = found[at:to] * chance.randrange(1, 5)
            case 5:
                del found[at:]
            case _:
                other = SEEDS[chance.choice(list(SEEDS))]
                begin = chance.randrange(len(other))
                found[at:to] = other[begin : begin + chance.randrange(1, 200)]
    return bytes(found)


def swallowed(data: bytes) -> None:
    """Take the bytes in as a file would be; raises whatever was not declared."""
    for found in archive.entries("it", io.BytesIO(data)):
        if isinstance(found, archive.Refusal):
            assert Words().of(found.message)
        if isinstance(found, archive.Entry):
            ended(found.data)


def ended(data: bytes) -> None:
    """One file ends in activities, or in a reason for which there are words."""
    why = None
    try:
        read = files.read(data)
    except Unreadable as error:
        why, read = error.message, ()
    assert all(isinstance(each, Activity) for each in read)
    assert bool(read) or (why is not None and Words().of(why))


def one(number: int) -> None:
    """The mutant of a random number, which is told when it goes wrong."""
    chance = random.Random(number)
    name = chance.choice(list(SEEDS))
    data, begin = mutated(SEEDS[name], chance), time.monotonic()
    try:
        swallowed(data)
        assert time.monotonic() - begin < SLOWEST_S
    except Exception as error:
        error.add_note(f"made of {name} with the random number {number}: {data!r}")
        raise


def test_any_bytes_end_in_a_record_or_a_declared_error() -> None:
    first = time.time_ns() if "HAMSTRIDE_FUZZ_S" in os.environ else 0
    until, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        one(first + number)
        number += 1
    LOG.info("%d files of %d seeds in %d s", number, len(SEEDS), SECONDS)
    assert number > 100
