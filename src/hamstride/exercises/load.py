"""Loads exercise declarations and routines: the packaged ones, and files a runner dropped into their own folder."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from hamstride.exercises.codec import DecodeError, decode, short
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Source

Catalogue = Mapping[str, Exercise]

# What a translation may change: everything a person reads or hears, and nothing that decides how it works.
TRANSLATED = re.compile(
    r"text\.\w+\."
    r"|cues\.[\w-]+\.(before|halfway|say|summary|ask|answers|good|bad)\."
    r"|variants\.[\w-]+\.(title|spoken|intro|steps|halfway)\."
    r"|[\w-]+\.title\."
)

FIELD = re.compile(r"\{\w[^{}]*\}")
PAGES = ("report", "week")  # they stand in the same place of an address as the ids of exercises
COUNTED = ("{n}", "{of}", "{good}")
SUMMARY = re.compile(r"\.cues\.[\w-]+\.summary$")


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

    Raises `DeclarationError` for broken TOML, an unknown or missing key, a value that is not allowed, or the id of a routine or
    a page.
    """
    data = _toml(text, file)
    where = f"{file} (translation)"
    words = {} if translation is None else _toml(translation, where)
    try:
        data = _overlay(_with_ids(data), words, where)
        _check_fields(data, file)
        return _own_name(Exercise.from_dict(data, file), file)
    except DecodeError as error:
        raise DeclarationError(str(error)) from error
    except RecursionError:
        raise DeclarationError(f"{file}: found tables within tables without end") from None


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


@lru_cache(maxsize=8)
def routines(language: str = "en") -> dict[str, Routine]:
    """The packaged routines by id, in a language (English where there is no translation)."""
    folder = resources.files(__package__) / "catalogue"
    data = _toml((folder / "routines.toml").read_text("utf-8"), "routines.toml")
    words = _translation(folder, "routines.toml", language)
    if words is not None:
        data = _overlay(data, _toml(words, f"routines.{language}.toml"), f"routines.{language}.toml")
    return {id_: decode(Routine, item, f"routines.toml.{id_}") for id_, item in data.items()}


def merge(base: Catalogue, more: Iterable[Exercise]) -> Catalogue:
    """A catalogue with more exercises added (a same id replaces), in catalogue order."""
    by_id = dict(base) | {exercise.id: exercise for exercise in more}
    return dict(sorted(by_id.items(), key=lambda item: (item[1].order, item[0])))


def _packaged(folder: Any, name: str, language: str) -> Exercise:
    return parse((folder / name).read_text("utf-8"), name, _translation(folder, name, language))


def _translation(folder: Any, name: str, language: str) -> str | None:
    file = folder / name.replace(".toml", f".{language}.toml")
    return file.read_text("utf-8") if file.is_file() else None


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))  # some editors begin a file so
    except RecursionError:
        raise DeclarationError(f"{file}: this is not TOML: lists within lists without end") from None
    except ValueError as error:  # a number of thousands of digits is one as well
        raise DeclarationError(f"{file}: this is not TOML: {error}") from error


def _own_name(exercise: Exercise, file: str) -> Exercise:
    """The exercise, unless a routine or a page is called so: what is asked for by that name is the other."""
    for kind, taken in (("routine", tuple(routines())), ("page", PAGES)):
        if exercise.id in taken:
            raise DeclarationError(
                f"{file}.id: found {exercise.id!r}, the id of a {kind}; allowed is one that no {kind} has"
                f" (taken are {', '.join(taken)}). Give the exercise another id"
            )
    return exercise


def _with_ids(data: dict[str, Any]) -> dict[str, Any]:
    """The declaration, before any translation, with what is kept of the answers where it does not say so itself."""
    cues = data.get("cues")
    if not isinstance(cues, dict):
        return data
    named = {
        id_: {"answer_ids": cue["answers"]} | cue if isinstance(cue, dict) and "answers" in cue else cue
        for id_, cue in cues.items()
    }
    return data | {"cues": named}


def _check_fields(found: Any, where: str) -> None:
    """No text waits for a value that nobody gives: the player would stop there."""
    if isinstance(found, str):
        allowed = COUNTED if SUMMARY.search(where) else ()
        unknown = [field for field in FIELD.findall(found) if field not in allowed]
        if unknown:
            raise DeclarationError(
                f"{where}: found {unknown[0]!r:.60}; a text holds no braces,"
                " but for {n}, {of} and {good} in the summary of a cue"
            )
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, value in pairs:
        _check_fields(value, f"{where}.{key}")


def _overlay(base: Any, over: Any, where: str, path: str = "") -> Any:
    """`base` with the texts of `over` in their places. A translation changes words and nothing else."""
    if isinstance(base, dict) and isinstance(over, dict):
        unknown = [key for key in over if key not in base]
        if unknown:
            raise DeclarationError(f"{where}: found {path}{unknown[0]}, which the declaration does not have")
        return base | {key: _overlay(base[key], value, where, f"{path}{key}.") for key, value in over.items()}
    same = isinstance(over, list) and isinstance(base, list) and len(over) == len(base)
    if not TRANSLATED.fullmatch(path) or not (same or (isinstance(base, str) and isinstance(over, str))):
        raise DeclarationError(
            f"{where}: found {short(over)} at {path[:-1]}; a translation holds a text for each text, and nothing else"
        )
    return over
