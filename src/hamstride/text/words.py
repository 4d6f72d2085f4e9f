"""Message ids and parameters to words. The sentences stand in `text/<lang>.toml`, never in code.

A text may hold `{name}` (a parameter), `{name|one curl|{name} curls}` (singular, plural by the number `name`), `{name:kg}`
(a weight, told in kilograms and written in the unit of who reads it; `{2:kg}` is always that one) and `{name:inside}` (a text
of its own within the sentence, see `Words.inside`). Ids are the dotted keys of the file. A language that lacks an id falls back
to English; an id that English lacks is an error. A number, or a parameter written like one, gets the decimal mark of the
language.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, Protocol

FALLBACK = "en"
DECIMAL_MARK = "language.decimal-mark"
_DECIMAL = re.compile(r"(-?\d+)\.(\d+)")
POUND_KG = 0.45359237
CLOSE_LB = 0.005  # a gram of rounding, and no more
_FIELD = re.compile(
    r"\{(\w+)(?::(kg|inside)|\|([^|{}]*(?:\{\w+\}[^|{}]*)*)\|([^|{}]*(?:\{\w+\}[^|{}]*)*))?\}"
)


class UnknownText(KeyError):
    """An id that no text file and no declaration has."""

    def __str__(self) -> str:
        return f"no text with the id {self.args[0]!r}; texts stand in text/{FALLBACK}.toml"


class MessageLike(Protocol):
    """Anything with an id and parameters (`exercises.values.Message` is one)."""

    @property
    def id(self) -> str: ...
    @property
    def params(self) -> Mapping[str, Any]: ...


class Unit(Protocol):
    """A unit of weight (`exercises.values.WeightUnit` is one): "kg" or "lb"."""

    @property
    def value(self) -> str: ...


class Reader(Protocol):
    """Somebody or something with a language and a unit of weight: a runner's profile, a session."""

    @property
    def language(self) -> str: ...
    @property
    def weight_unit(self) -> Unit: ...


class Words:
    """Puts messages into the words of one language. `more` adds texts by id (those of the declarations in use); `unit` is
    what weights are written in."""

    def __init__(
        self, language: str = FALLBACK, more: Mapping[str, str] | None = None, *, unit: str = "kg"
    ) -> None:
        self.language, self.unit = language, unit
        self._texts = {**texts(FALLBACK), **texts(language), **(more or {})}
        self._mark = self._texts[DECIMAL_MARK]

    @classmethod
    def to(cls, reader: Reader, more: Mapping[str, str] | None = None) -> "Words":
        """Words for whom they are meant."""
        return cls(reader.language, more, unit=reader.weight_unit.value)

    def __call__(self, id_: str, /, **params: Any) -> str:
        """The words for an id. Raises `UnknownText`, or `KeyError` naming a parameter that is missing."""
        if id_ not in self._texts:
            raise UnknownText(id_)
        return self._fill(self._texts[id_], params)

    def of(self, message: MessageLike) -> str:
        """The words for a message."""
        return self(message.id, **message.params)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._texts

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number as one writes it in the language: 3 for 3.0, 1.5 or 1,5 for 1.5; with `decimals`, always so many."""
        return (f"{value:g}" if decimals is None else f"{value:.{decimals}f}").replace(".", self._mark)

    def inside(self, text: str) -> str:
        """A text of its own inside a sentence: with a small letter first. A language of capital nouns names the words that
        are none."""
        small, first = self._texts["language.inside"], text.partition(" ")[0].strip(",.").lower()
        return text[:1].lower() + text[1:] if small == "lower" or first in small.split() else text

    def listed(self, texts: Iterable[str]) -> str:
        """Texts of their own in a row, inside a sentence; they have commas of their own."""
        return self._texts["language.list-mark"].join(self.inside(text) for text in texts)

    def weight(self, kg: float) -> str:
        """A weight with its unit: 1.5 kg, or 3.3 lb."""
        return f"{self.number(in_unit(kg, self.unit))} {self._texts[f'unit.{self.unit}']}"

    def _fill(self, text: str, params: Mapping[str, Any]) -> str:
        def put(match: re.Match[str]) -> str:
            name, form, one, many = match.groups()
            if form == "kg" and name.isdigit():
                return self.weight(float(name))
            if name not in params:
                raise KeyError(f"{text!r} needs {name!r}; given are {', '.join(params) or 'none'}")
            if form == "kg":
                return self.weight(float(params[name]))
            if form == "inside":
                return self.inside(str(self._value(params[name])))
            if one is None:
                return str(self._value(params[name]))
            return self._fill(one if params[name] == 1 else many, params)

        return _FIELD.sub(put, text)

    def _value(self, value: Any) -> Any:
        if hasattr(value, "params"):
            return self.of(value)
        if isinstance(value, float):
            return int(value) if value.is_integer() else self.number(value)
        written = _DECIMAL.fullmatch(value) if isinstance(value, str) else None
        return self._mark.join(written.groups()) if written else value


@lru_cache(maxsize=16)
def texts(language: str) -> dict[str, str]:
    """All texts of a language by dotted id; empty for a language there is no file for."""
    file = resources.files(__package__) / f"{language}.toml"
    return dict(flatten(tomllib.loads(file.read_text("utf-8")))) if file.is_file() else {}


def languages() -> tuple[str, ...]:
    """Codes of the languages there are texts for."""
    return tuple(
        sorted(f.name[:-5] for f in resources.files(__package__).iterdir() if f.name.endswith(".toml"))
    )


def flatten(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Nested tables as dotted ids with their texts; lists count from 0. Everything that is not a text is passed over."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        elif isinstance(value, list | tuple):
            yield from flatten({str(i): item for i, item in enumerate(value)}, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value


def in_unit(kg: float, unit: str) -> float:
    """A weight in a unit, as one reads it off the thing: quarters of a pound where it is one, else tenths."""
    if unit == "kg":
        return kg
    pounds = kg / POUND_KG
    quarter = round(4 * pounds) / 4
    return quarter if abs(pounds - quarter) < CLOSE_LB else round(pounds, 1)


def in_kg(value: float, unit: str) -> float:
    """The other way round, to the gram."""
    return value if unit == "kg" else round(value * POUND_KG, 3)
