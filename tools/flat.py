"""Just enough of the FlatBuffers format to read a table's fields and to lay new tables in front of old bytes.

A table is a list of fields found through a table of offsets; vectors, strings and other tables are referred
to by unsigned offsets, so always forward. Here every node is written before what it refers to, and may refer
to a place in older bytes that follow. Format: "FlatBuffers internals", on tables, vectors and strings.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Old:
    """A node that stands in the bytes that follow, at this position in them."""

    position: int


@dataclass(frozen=True, slots=True)
class Table:
    """Fields by number: plain unsigned numbers of up to 32 bits, or nodes."""

    fields: Mapping[int, "int | Node"]


@dataclass(frozen=True, slots=True)
class Vector:
    """A vector of nodes."""

    items: Sequence["Node"]


@dataclass(frozen=True, slots=True)
class Plain:
    """A vector (or a string, which ends in a zero byte not counted) of values that refer to nothing."""

    count: int
    content: bytes
    alignment: int = 4


Node = Old | Table | Vector | Plain


def text(words: str) -> Plain:
    """A string."""
    return Plain(len(words.encode()), words.encode() + b"\0")


def floats(*values: float) -> Plain:
    """A vector of 32-bit floats."""
    return Plain(len(values), struct.pack(f"<{len(values)}f", *values))


def blob(content: bytes, alignment: int) -> Plain:
    """A vector of bytes whose first byte stands at a multiple of `alignment`."""
    return Plain(len(content), content, alignment)


def field(data: bytes, table: int, number: int) -> int | None:
    """The position of field `number` of the table at `table`, or None where it is left out."""
    offsets = table - _read(data, table, "<i")
    slot = 4 + 2 * number
    if slot >= _read(data, offsets, "<H"):
        return None
    offset = _read(data, offsets + slot, "<H")
    return table + offset if offset else None


def follow(data: bytes, position: int) -> int:
    """Where the reference at `position` leads."""
    return position + _read(data, position, "<I")


def items(data: bytes, vector: int) -> list[int]:
    """Where the references in the vector at `vector` lead."""
    return [follow(data, vector + 4 + 4 * n) for n in range(_read(data, vector, "<I"))]


def _read(data: bytes, position: int, kind: str) -> int:
    value: int = struct.unpack_from(kind, data, position)[0]
    return value


def lay(root: Table, identifier: bytes, old: bytes = b"", alignment: int = 4) -> bytes:
    """A FlatBuffer whose root table is `root`, followed by `old` at a multiple of `alignment`."""
    out = bytearray(4) + identifier
    waiting: list[tuple[int, Node]] = [(0, root)]
    into_old: list[tuple[int, int]] = []
    while waiting:
        slot, node = waiting.pop(0)
        if isinstance(node, Old):
            into_old.append((slot, node.position))
            continue
        at, references = _append(out, node)
        struct.pack_into("<I", out, slot, at - slot)
        waiting += references
    _pad(out, alignment, 0)
    for slot, position in into_old:
        struct.pack_into("<I", out, slot, len(out) + position - slot)
    return bytes(out) + old


def _append(out: bytearray, node: Table | Vector | Plain) -> tuple[int, list[tuple[int, Node]]]:
    """Write one node; give its place and the places in it that are to refer to other nodes."""
    match node:
        case Table():
            return _append_table(out, node)
        case Vector():
            _pad(out, 4, 0)
            at = len(out)
            out += struct.pack("<I", len(node.items)) + bytes(4 * len(node.items))
            return at, [(at + 4 + 4 * n, item) for n, item in enumerate(node.items)]
        case Plain():
            _pad(out, node.alignment, 4)
            at = len(out)
            out += struct.pack("<I", node.count) + node.content
            return at, []


def _append_table(out: bytearray, table: Table) -> tuple[int, list[tuple[int, Node]]]:
    numbers = sorted(table.fields)
    offsets = [0] * (numbers[-1] + 1)
    for place, number in enumerate(numbers):
        offsets[number] = 4 + 4 * place
    _pad(out, 4, 0)
    vtable = struct.pack(f"<{2 + len(offsets)}H", 4 + 2 * len(offsets), 4 + 4 * len(numbers), *offsets)
    start = len(out)
    out += vtable
    _pad(out, 4, 0)
    at = len(out)
    out += struct.pack("<i", at - start)
    references: list[tuple[int, Node]] = []
    for number in numbers:
        value = table.fields[number]
        if not isinstance(value, int):
            references.append((len(out), value))
        out += struct.pack("<I", value if isinstance(value, int) else 0)
    return at, references


def _pad(out: bytearray, alignment: int, before: int) -> None:
    """Fill up so that what comes `before` bytes from here stands at a multiple of `alignment`."""
    out += bytes(-(len(out) + before) % alignment)
