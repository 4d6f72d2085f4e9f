"""The JSON Schema of an exercise declaration, made from the dataclasses that read it: one declaration of the format itself."""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

from hamstride.exercises.codec import encode, hints, required
from hamstride.exercises.spec import FORMAT, Exercise

_PLAIN: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    Any: {},
}


def schema() -> dict[str, Any]:
    """The schema of a whole declaration, `format` included."""
    parts: dict[str, Any] = {}
    _of(Exercise, parts)
    exercise = parts[Exercise.__name__]
    exercise["properties"] = {"format": {"const": FORMAT}, **exercise["properties"]}
    exercise["required"] = ["format", *exercise["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "$ref": f"#/$defs/{Exercise.__name__}",
        "$defs": dict(sorted(parts.items())),
    }


def _of(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (arg for arg in args if arg is not type(None))
        return _of(inner, parts)
    if origin is tuple:
        return _array(args, parts)
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _of(args[1], parts)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if is_dataclass(kind):
        return _object(typing.cast(type, kind), parts)
    return dict(_PLAIN[kind])


def _array(args: tuple[Any, ...], parts: dict[str, Any]) -> dict[str, Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        return {"type": "array", "items": _of(args[0], parts)}
    return {
        "type": "array",
        "prefixItems": [_of(arg, parts) for arg in args],
        "items": False,
        "minItems": len(args),
    }


def _object(kind: type, parts: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in parts:
        parts[name] = {}  # a place for those who refer to it meanwhile
        parts[name] = {
            "description": " ".join((kind.__doc__ or "").split()),
            "type": "object",
            "properties": {f.name: _field(f, hints(kind)[f.name], parts) for f in fields(kind)},
            "required": list(required(kind)),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _field(field: Any, kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    found = _of(kind, parts)
    if field.default is not MISSING and field.default is not None:
        found = {**found, "default": encode(field.default)}
    return found
