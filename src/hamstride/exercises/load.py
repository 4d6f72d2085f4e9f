"""Loads exercise declarations and routines: the packaged ones, and files a runner dropped into their own folder."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from hamstride.exercises.codec import DecodeError, decode
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Source

Catalogue = Mapping[str, Exercise]


class DeclarationError(ValueError):
    """A declaration that cannot be used: names the file, the key, what was found and what is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A named list of exercises in the order they are done; `with_optional` says whether the optional ones are in it
    unless the runner chooses otherwise. `too_long` are left out of the shorter version. No hold is longer than
    `hold_at_most_s`, however long the runner holds elsewhere."""

    title: str
    exercises: tuple[str, ...]
    source: Source
    with_optional: bool = True
    too_long: tuple[str, ...] = ()
    hold_at_most_s: float | None = None


def parse(text: str, file: str, translation: str | None = None) -> Exercise:
    """The exercise that a TOML text declares, with a translation's text keys (if any) laid over it.

    Raises `DeclarationError` for broken TOML, an unknown or missing key, or a value that is not allowed.
    """
    data = _toml(text, file)
    if translation is not None:
        data = _overlay(data, _toml(translation, f"{file} (translation)"))
    try:
        return Exercise.from_dict(data, file)
    except DecodeError as error:
        raise DeclarationError(str(error)) from error


@lru_cache(maxsize=8)
def catalogue(language: str = "en") -> Catalogue:
    """The packaged exercises by id, in catalogue order, in a language (English where there is no translation)."""
    folder = resources.files(__package__) / "catalogue"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    found = (
        _packaged(folder, name, language)
        for name in names
        if name.count(".") == 1 and name != "routines.toml"
    )
    return merge({}, found)


@lru_cache(maxsize=1)
def routines() -> dict[str, Routine]:
    """The packaged routines by id."""
    file = resources.files(__package__) / "catalogue" / "routines.toml"
    data = _toml(file.read_text("utf-8"), "routines.toml")
    return {id_: decode(Routine, item, f"routines.toml.{id_}") for id_, item in data.items()}


def merge(base: Catalogue, more: Iterable[Exercise]) -> Catalogue:
    """A catalogue with more exercises added (a same id replaces), in catalogue order."""
    by_id = dict(base) | {exercise.id: exercise for exercise in more}
    return dict(sorted(by_id.items(), key=lambda item: (item[1].order, item[0])))


def _packaged(folder: Any, name: str, language: str) -> Exercise:
    translation = folder / name.replace(".toml", f".{language}.toml")
    words = translation.read_text("utf-8") if translation.is_file() else None
    return parse((folder / name).read_text("utf-8"), name, words)


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{file}: this is not TOML: {error}") from error


def _overlay(base: Any, over: Any) -> Any:
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    return base | {key: _overlay(base.get(key), value) for key, value in over.items()}
