"""What the browser's own code reads of ours, made from the Python: one declaration, many readers.

`python -m tools.typescript` writes two files into `frontend/src`. `types.gen.ts` has the types of the values that travel to the
browser, made from the dataclasses: what `codec.encode` leaves out (`None`) is optional there, and a `Message` is a string, for
it is put into words before it leaves Python. `rules.gen.ts` has the numbers of the rules that run in both places.
"""

import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend" / "src"
HEAD = "// Made by `python -m tools.typescript` from the Python sources. Change those, not this.\n"
SCALARS: dict[Any, str] = {bool: "boolean", int: "number", float: "number", str: "string", Any: "unknown"}


def sources() -> dict[Path, str]:
    """Every file with what it is to hold."""
    return {FRONTEND / "types.gen.ts": type_source(), FRONTEND / "rules.gen.ts": rule_source()}


def type_source() -> str:
    """The whole file of types."""
    kinds = sorted(set(_reached()), key=lambda kind: kind.__name__)
    made = [_enum(kind) if issubclass(kind, Enum) else _interface(kind) for kind in kinds]
    return HEAD + "".join(f"\n{each}" for each in (*made, _output_union()))


def _roots() -> tuple[type, ...]:
    sys.path.insert(0, str(ROOT / "src"))
    from hamstride.coach.screen import TapKind, Voice
    from hamstride.exercises.spec import Exercise
    from hamstride.exercises.values import RunnerProfile, Session

    told = (kind for kind in _outputs() if fields(kind))
    return (Exercise, RunnerProfile, Session, TapKind, Voice, *told)


def _outputs() -> dict[type, str]:
    from hamstride.coach.bridge import OUTPUTS

    return OUTPUTS


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


def _output_union() -> str:
    """Whatever the coach puts out, told apart by `kind`."""
    lines = (
        f'\n  | ({{ kind: "{name}" }} & {kind.__name__})' if fields(kind) else f'\n  | {{ kind: "{name}" }}'
        for kind, name in _outputs().items()
    )
    return f"/** Everything the coach puts out, as `bridge.receive` returns it. */\nexport type Output ={''.join(lines)};\n"


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
    return f"/** {_said(kind)}. */\n"


def _said(kind: type) -> str:
    """Its first sentence, without the full stop."""
    return " ".join((kind.__doc__ or "").split()).partition(". ")[0].rstrip(".")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Constants under one name."""

    name: str
    says: str
    values: Mapping[str, Any]


def rule_source() -> str:
    """The whole file of rules."""
    return HEAD + "".join("\n" + _constants(rules) for rules in _rules())


def _rules() -> tuple[Rules, ...]:
    sys.path.insert(0, str(ROOT / "src"))
    from hamstride.coach import coach
    from hamstride.engine import company, limits, sketch, turning
    from hamstride.engine.landmarks import Landmark
    from hamstride.exercises import values
    from hamstride.plan import pain
    from hamstride.video import decode
    from hamstride.web import drawing

    ways = "GOOD BETTER_BY SURELY SURELY_BETTER_BY WAIT_S AGAIN_S RAREST_S OTHERS"
    looks = "LOOK_EVERY_S PICTURES AGAIN_S ELSEWHERE HOME_S BEFORE_S"
    return (
        Rules(name="LANDMARK", says=_said(Landmark), values=Landmark.__members__),
        Rules(name="TURN", says=_said(turning.Turn), values=turning.Turn.__members__),
        Rules(name="TURNING", says="Of `engine/turning.py`", values=_named(turning, ways)),
        Rules(name="COMPANY", says="Of `engine/company.py`", values=_named(company, looks)),
        Rules(
            name="LIMITS",
            says="Of `engine/limits.py`",
            values=_named(limits, "THIGH_TO_TRUNK SHANK_TO_THIGH"),
        ),
        Rules(name="FIGURE", says="Of `engine/sketch.py`", values=_named(sketch, "LONGEST_HOLD_S")),
        Rules(name="DECODE", says="Of `video/decode.py`", values=_named(decode, "WHOLE_SHARE WHOLE_SPARE_S")),
        Rules(name="DRAWING", says="Of `web/drawing.py`", values=_named(drawing, "SLOWER")),
        Rules(name="COACH", says="Of `coach/coach.py`", values=_named(coach, "SECOND_TAP_S")),
        Rules(name="PAIN", says="Of `plan/pain.py`", values=_named(pain, "MODERATE WEEK_DAYS")),
        Rules(name="VALUES", says="Of `exercises/values.py`", values=_named(values, "WORST_PAIN")),
    )


def _named(module: types.ModuleType, names: str) -> dict[str, Any]:
    return {name: getattr(module, name) for name in names.split()}


def _constants(rules: Rules) -> str:
    lines = "".join(f"  {name}: {_literal(value)},\n" for name, value in rules.values.items())
    return f"/** {rules.says}. */\nexport const {rules.name} = {{\n{lines}}} as const;\n"


def _literal(value: Any) -> str:
    if isinstance(value, Enum):
        return _literal(value.value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return f"{value:g}"


if __name__ == "__main__":
    for target, text in sources().items():
        target.write_text(text, "utf-8")
