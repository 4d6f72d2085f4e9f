"""TypeScript types of the values that travel to the browser, made from the dataclasses: one declaration, many readers.

`python -m tools.typescript` writes `frontend/src/types.gen.ts`. What `codec.encode` leaves out (`None`) is optional there, and
a `Message` is a string, for it is put into words before it leaves Python.
"""

import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "frontend" / "src" / "types.gen.ts"
HEAD = "// Made by `python -m tools.typescript` from the Python dataclasses. Change those, not this.\n"
SCALARS: dict[Any, str] = {bool: "boolean", int: "number", float: "number", str: "string", Any: "unknown"}


def source() -> str:
    """The whole file of types."""
    kinds = sorted(set(_reached()), key=lambda kind: kind.__name__)
    return HEAD + "".join(
        "\n" + (_enum(kind) if issubclass(kind, Enum) else _interface(kind)) for kind in kinds
    )


def _roots() -> tuple[type, ...]:
    sys.path.insert(0, str(ROOT / "src"))
    from hamstride.coach.screen import PainReported, Say, Screen, SessionEnded, SetFinished, Sound, Tap
    from hamstride.exercises.spec import Exercise
    from hamstride.exercises.values import RunnerProfile, Session, SetRecord

    return (
        Exercise,
        PainReported,
        RunnerProfile,
        Say,
        Screen,
        Session,
        SessionEnded,
        SetFinished,
        SetRecord,
        Sound,
        Tap,
    )


def _reached() -> Iterator[type]:
    waiting: list[Any] = list(_roots())
    seen: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            yield kind
        elif isinstance(kind, type) and is_dataclass(kind) and kind.__name__ != "Message":
            yield kind
            waiting += _hints(kind).values()
        else:
            waiting += typing.get_args(kind)


def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if typing.get_origin(hint) is not typing.ClassVar}


def _enum(kind: type[Enum]) -> str:
    members = " | ".join(f'"{member.value}"' for member in kind)
    line = f"export type {kind.__name__} = {members};"
    if len(line) > 110:
        line = f"export type {kind.__name__} =" + "".join(f'\n  | "{member.value}"' for member in kind) + ";"
    return f"{_doc(kind)}{line}\n"


def _interface(kind: type) -> str:
    lines = [f"{_doc(kind)}export interface {kind.__name__} {{"]
    if mark := getattr(kind, "FORMAT", None):
        lines.append(f'  format: "{mark}";')
    for name, hint in _hints(kind).items():
        inner, optional = _optional(hint)
        lines.append(f"  {name}{'?' if optional else ''}: {_type(inner)};")
    return "\n".join([*lines, "}\n"])


def _doc(kind: type) -> str:
    text = " ".join((kind.__doc__ or "").split())
    return f"/** {text.partition('. ')[0].rstrip('.')}. */\n"


def _optional(hint: Any) -> tuple[Any, bool]:
    args = typing.get_args(hint)
    if not _is_union(hint) or type(None) not in args:
        return hint, False
    return typing.Union[tuple(arg for arg in args if arg is not type(None))], True  # noqa: UP007 (made at run time)


def _type(hint: Any) -> str:
    if hint in SCALARS:
        return SCALARS[hint]
    args = typing.get_args(hint)
    if _is_union(hint):
        return " | ".join(_type(arg) for arg in args)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple(args)
    if origin in (dict, Mapping):
        return f"Record<string, {_type(args[1])}>"
    return "string" if hint.__name__ == "Message" else str(hint.__name__)


def _tuple(args: tuple[Any, ...]) -> str:
    if args[-1] is Ellipsis:
        item = _type(args[0])
        return f"({item})[]" if "|" in item else f"{item}[]"
    return "[" + ", ".join(_type(arg) for arg in args) + "]"


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


if __name__ == "__main__":
    TARGET.write_text(source(), "utf-8")
