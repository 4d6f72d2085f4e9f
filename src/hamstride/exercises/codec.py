"""Dataclasses to plain JSON/TOML values and back, driven by their type hints.

One small codec serves every shared value and every exercise declaration, so that a field is declared once and is then
read from TOML, checked, sent to the browser, and described in the JSON Schema. Keys are the field names with `_` written
as `-` nowhere: what stands in Python stands in the file. Values allowed: `bool`, `int`, `float`, `str`, `Enum` (by value),
nested dataclasses, `tuple[X, ...]`, fixed tuples, `dict[str, X]` and `X | None`.
"""

import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


class DecodeError(ValueError):
    """A value that does not fit its declaration: says where it stands, what was found and what is allowed."""

    def __init__(self, where: str, found: object, allowed: str) -> None:
        self.where, self.found, self.allowed = where, found, allowed
        super().__init__(f"{where}: found {found!r}, allowed is {allowed}")


def encode(value: Any) -> Any:
    """A value as JSON-ready plain data; a field that still has its default `None` is left out."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: encode(item) for name, item in pairs if item is not None}
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], data: object, where: str = "value") -> T:
    """The dataclass `kind` from plain data. Raises `DecodeError` naming the key, what was found and what is allowed."""
    return typing.cast(T, _decode(kind, data, where))


@cache
def hints(kind: type) -> dict[str, Any]:
    """The resolved type hints of a dataclass, by field name."""
    return typing.get_type_hints(kind)


def required(kind: type) -> tuple[str, ...]:
    """Names of the fields that have no default."""
    return tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def _decode(kind: Any, data: object, where: str) -> Any:
    if kind is Any:
        return data
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_optional(kind, data, where)
    if origin is tuple:
        return _decode_tuple(typing.get_args(kind), data, where)
    if origin in (dict, Mapping):
        return _decode_mapping(typing.get_args(kind)[1], data, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _decode_enum(kind, data, where)
    if is_dataclass(kind):
        return _decode_dataclass(typing.cast(type, kind), data, where)
    return _SCALARS[kind](data, where)


def _decode_optional(kind: Any, data: object, where: str) -> Any:
    (inner,) = (arg for arg in typing.get_args(kind) if arg is not type(None))
    return None if data is None else _decode(inner, data, where)


def _decode_tuple(args: tuple[Any, ...], data: object, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise DecodeError(where, data, "a list")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_decode(args[0], item, f"{where}[{i}]") for i, item in enumerate(data))
    if len(data) != len(args):
        raise DecodeError(where, data, f"a list of {len(args)} values")
    return tuple(
        _decode(arg, item, f"{where}[{i}]") for i, (arg, item) in enumerate(zip(args, data, strict=True))
    )


def _decode_mapping(kind: Any, data: object, where: str) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise DecodeError(where, data, "a table of keys and values")
    return {str(key): _decode(kind, item, f"{where}.{key}") for key, item in data.items()}


def _decode_enum(kind: type[Enum], data: object, where: str) -> Enum:
    for member in kind:
        if member.value == data:
            return member
    raise DecodeError(where, data, "one of " + ", ".join(repr(member.value) for member in kind))


def _decode_dataclass(kind: type, data: object, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise DecodeError(where, data, "a table with " + ", ".join(hints(kind)))
    known = hints(kind)
    for key in data:
        if key not in known:
            raise DecodeError(f"{where}.{key}", data[key], "no such key; known are " + ", ".join(known))
    for name in required(kind):
        if name not in data:
            raise DecodeError(f"{where}.{name}", None, "a value: this key is missing")
    try:
        return kind(**{key: _decode(known[key], data[key], f"{where}.{key}") for key in data})
    except DecodeError:
        raise
    except ValueError as error:  # a rule of the dataclass itself (its __post_init__)
        raise DecodeError(where, dict(data), str(error)) from error


def _scalar(kind: type, name: str) -> Callable[[object, str], Any]:
    def check(data: object, where: str) -> Any:
        if isinstance(data, bool) is not (kind is bool) or not isinstance(data, kind):
            raise DecodeError(where, data, name)
        return data

    return check


def _number(data: object, where: str) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float) or not abs(data) < math.inf:
        raise DecodeError(where, data, "a finite number")
    try:
        return float(data)
    except OverflowError:  # a whole number of hundreds of digits
        raise DecodeError(where, "a huge number", "a finite number") from None


_SCALARS: dict[Any, Callable[[object, str], Any]] = {
    bool: _scalar(bool, "true or false"),
    int: _scalar(int, "a whole number"),
    str: _scalar(str, "a text"),
    float: _number,
}
