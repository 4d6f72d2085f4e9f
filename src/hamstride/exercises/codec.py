"""Dataclasses to plain JSON/TOML values and back, driven by their type hints.

One small codec serves every shared value and every exercise declaration, so that a field is declared once and is then
read from TOML, checked, sent to the browser, and described in the JSON Schema. Keys are the names of the fields, letter by
letter: what stands in Python stands in the file. Values allowed: `bool`, `int`, `float`, `str`, `Enum` (by value),
nested dataclasses, `tuple[X, ...]`, fixed tuples, `dict[str, X]` and `X | None`.
"""

import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import cycle
from typing import Any, TypeVar

T = TypeVar("T")
_SHOWN = 100  # characters
_MOST = 2**53  # of a whole number: a browser knows larger ones no longer one by one


class DecodeError(ValueError):
    """A value that does not fit its declaration: says where it stands, what was found (but for a table, of which the begin
    tells nothing) and what is allowed."""

    def __init__(self, where: str, found: object, allowed: str) -> None:
        self.where, self.found, self.allowed = where, found, allowed
        met = "" if isinstance(found, Mapping) else f"found {short(found)}, "
        super().__init__(f"{where}: {met}allowed is {allowed}")


def short(found: object) -> str:
    """What was found, as far as it helps: the begin of a long one."""
    try:
        text = repr(found)
    except ValueError:  # a whole number of thousands of digits
        return "a huge number"
    except RecursionError:
        return "tables within tables without end"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def encode(value: Any) -> Any:
    """A value as JSON-ready plain data; a field that still has its default `None` is left out."""
    kind: Any = type(value)
    if kind in _SCALARS:
        return value
    if isinstance(value, Enum):
        return value.value
    names = _names(kind)
    if names is not None:
        pairs = ((name, getattr(value, name)) for name in names)
        return {name: encode(item) for name, item in pairs if item is not None}
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], data: object, where: str = "value") -> T:
    """The dataclass `kind` from plain data. Raises `DecodeError` naming the key, what was found and what is allowed."""
    reader: Reader = _reader(typing.cast(Any, kind))
    return typing.cast(T, reader(data, where))


@cache
def hints(kind: type) -> dict[str, Any]:
    """The resolved type hints of a dataclass, by field name."""
    found = typing.get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}


def required(kind: type) -> tuple[str, ...]:
    """Names of the fields that have no default."""
    return tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass; None for any other kind."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


Reader = Callable[[Any, str], Any]  # of plain data and where it stands, to the value or a `DecodeError`


@cache
def _reader(kind: Any) -> Reader:
    """How a kind is read, found out once: few kinds are declared, and thousands of values are read of each."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(*typing.get_args(kind))
    if origin in (dict, Mapping):
        return _mapping(typing.get_args(kind)[1])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    if is_dataclass(kind):
        return _dataclass(typing.cast(type, kind))
    return _SCALARS[kind]


def _optional(kind: Any) -> Reader:
    (inner,) = (_reader(arg) for arg in typing.get_args(kind) if arg is not type(None))
    return lambda data, where: None if data is None else inner(data, where)


def _tuple(*args: Any) -> Reader:
    any_length = args[1:] == (Ellipsis,)
    readers = tuple(_reader(arg) for arg in args if arg is not Ellipsis)

    def read(data: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            raise DecodeError(where, data, "a list")
        if not any_length and len(data) != len(readers):
            raise DecodeError(where, data, f"a list of {len(readers)} values")
        pairs = enumerate(zip(cycle(readers), data, strict=False))
        return tuple(each(item, f"{where}[{i}]") for i, (each, item) in pairs)

    return read


def _mapping(kind: Any) -> Reader:
    each = _reader(kind)

    def read(data: Any, where: str) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            raise DecodeError(where, data, "a table of keys and values")
        return {str(key): each(item, f"{where}.{key}") for key, item in data.items()}

    return read


def _enum(kind: type[Enum]) -> Reader:
    members = tuple(kind)

    def read(data: Any, where: str) -> Enum:
        for member in members:
            if member.value == data:
                return member
        raise DecodeError(where, data, "one of " + ", ".join(repr(member.value) for member in members))

    return read


def _dataclass(kind: type) -> Reader:
    readers = {name: _reader(hint) for name, hint in hints(kind).items()}
    needed = required(kind)

    def read(data: Any, where: str) -> Any:
        if not isinstance(data, Mapping):
            raise DecodeError(where, data, "a table with " + ", ".join(readers))
        for key in data:
            if key not in readers:
                raise DecodeError(f"{where}.{key}", data[key], "no such key; known are " + ", ".join(readers))
        for name in needed:
            if name not in data:
                raise DecodeError(f"{where}.{name}", None, "a value: this key is missing")
        try:
            return kind(**{key: readers[key](item, f"{where}.{key}") for key, item in data.items()})
        except DecodeError:
            raise
        except ValueError as error:  # a rule of the dataclass itself (its __post_init__)
            raise DecodeError(where, dict(data), str(error)) from error

    return read


def _scalar(kind: type, name: str) -> Reader:
    def read(data: object, where: str) -> Any:
        if isinstance(data, bool) is not (kind is bool) or not isinstance(data, kind):
            raise DecodeError(where, data, name)
        return data

    return read


def _whole(data: object, where: str) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise DecodeError(where, data, "a whole number")
    if abs(data) > _MOST:
        raise DecodeError(where, "a huge number", f"a whole number of {_MOST} at most")
    return data


def _number(data: object, where: str) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float) or not abs(data) < math.inf:
        raise DecodeError(where, data, "a finite number")
    try:
        return float(data)
    except OverflowError:  # a whole number of hundreds of digits
        raise DecodeError(where, "a huge number", "a finite number") from None


_SCALARS: dict[Any, Reader] = {
    Any: lambda data, where: data,
    bool: _scalar(bool, "true or false"),
    int: _whole,
    str: _scalar(str, "a text"),
    float: _number,
}
