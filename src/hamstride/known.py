"""The exercises that this installation knows: those that come with it, and those of one's own, files in the folder `exercises`
of the data folder. Whoever reads the catalogue outside the pure packages reads it here, pages and command line alike.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from hamstride.engine.measures import travel_deg
from hamstride.exercises import load
from hamstride.exercises.load import Catalogue, DeclarationError
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Message
from hamstride.home import where
from hamstride.text.words import FALLBACK, Words, languages

MOST_BYTES = 1_000_000
MOST_KEPT = 64
LANGUAGE = re.compile(r"[a-z]{2}")  # what a file may end in that is meant as a translation

P = ParamSpec("P")
T = TypeVar("T")
Mark = tuple[tuple[str, int, int], ...]


class Unusable(ValueError):
    """A file that is no exercise; says why: the file, the key, what was found and what is allowed."""

    def __init__(self, why: Message | str) -> None:
        self.why = why
        super().__init__(self.says(Words()))

    def says(self, words: Words) -> str:
        """Why, in words. What a declaration lacks is said in its own, English, within a sentence that says so."""
        return words("own.declared", why=self.why) if isinstance(self.why, str) else words.of(self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The exercises of one's own, and why the rest of the folder was left out."""

    exercises: tuple[Exercise, ...]
    left_out: tuple[Unusable, ...]


def folder() -> Path:
    """Where the files of one's own exercises are put."""
    return where() / "exercises"


def cached(work: Callable[P, T]) -> Callable[P, T]:
    """Keeps what `work` gave until one of the files changes; its arguments must be hashable."""

    @lru_cache(maxsize=MOST_KEPT)
    def kept(_folder: Path, _mark: Mark, *args: P.args, **kwargs: P.kwargs) -> T:
        return work(*args, **kwargs)

    @wraps(work)
    def current(*args: P.args, **kwargs: P.kwargs) -> T:
        return kept(folder(), _mark(folder()), *args, **kwargs)  # type: ignore[arg-type]

    return current


def _mark(here: Path) -> Mark:
    """Another one after every change of a file."""
    return tuple(sorted(map(_stamp, here.glob("*.toml"))))


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:
        return file.name, 0, 0
    return file.name, found.st_mtime_ns, found.st_size


@cached
def catalogue(language: str = FALLBACK) -> Catalogue:
    """All exercises by id, in catalogue order, in a language as far as they are translated. One of one's own with the id of
    another takes its place."""
    return load.merge(load.catalogue(language), own(language).exercises)


@cached
def own(language: str = FALLBACK) -> Own:
    """The exercises of one's own. A file that cannot be used keeps nobody from the others; a translation is passed over beside
    its exercise, but for the one into the language asked for."""
    files = sorted(folder().glob("*.toml"))
    mine: dict[str, tuple[Path, Exercise]] = {}
    left_out: list[Unusable] = []
    for file in (each for each in files if _main_of(each) not in files):
        try:
            exercise = read(file)
            _alone(file, exercise, mine)
        except Unusable as error:
            left_out.append(error)
        else:
            mine[exercise.id] = file, _in(language, file, exercise, left_out)
    return Own(exercises=tuple(exercise for _, exercise in mine.values()), left_out=tuple(left_out))


def _alone(file: Path, exercise: Exercise, others: dict[str, tuple[Path, Exercise]]) -> None:
    if exercise.id in others:
        other, _ = others[exercise.id]
        raise _wrong("own.twice", file=str(file), id=exercise.id, other=other.name)


def _in(language: str, file: Path, exercise: Exercise, left_out: list[Unusable]) -> Exercise:
    """The exercise in the words of a language; in its own where these are missing or cannot be used."""
    words = file.with_name(f"{file.stem}.{language}.toml")
    if not words.exists():
        return exercise
    try:
        return read(words)
    except Unusable as error:
        left_out.append(error)
        return exercise


def read(file: Path) -> Exercise:
    """The exercise in a file; of a translation, the exercise beside it in those words. Raises `Unusable`."""
    main = _main_of(file)
    text = _text(file)
    if main is None:
        _no_other_language(file)
    if main is not None and not main.exists():
        raise _wrong("own.alone", file=str(file), main=main.name)
    try:
        found = load.parse(text, str(file)) if main is None else load.parse(_text(main), str(main), text)
    except DeclarationError as error:
        raise Unusable(str(error)) from error
    try:
        travel_deg(found)
    except ValueError as error:  # before a camera it would end the session
        raise _wrong("own.not-followed", file=str(file), why=str(error)) from error
    return found


def _main_of(file: Path) -> Path | None:
    """The file that a translation belongs to, by its name; `None` for an exercise itself."""
    name, _, language = file.stem.rpartition(".")
    return file.with_name(f"{name}.toml") if name and language in languages() else None


def _no_other_language(file: Path) -> None:
    """Raises `Unusable` for what is named like a translation of the exercise beside it into a language that is not here."""
    name, _, language = file.stem.rpartition(".")
    if LANGUAGE.fullmatch(language) and file.with_name(f"{name}.toml").exists():
        here = ", ".join(languages())
        raise _wrong("own.language", file=str(file), language=language, languages=here, main=f"{name}.toml")


def _text(file: Path) -> str:
    try:
        if not file.exists():
            raise _wrong("cli.source.missing", file=str(file))
        if not file.is_file():
            raise _wrong("own.no-file", file=str(file))
        if file.stat().st_size > MOST_BYTES:
            raise _wrong("own.large", file=str(file))
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise _wrong("own.letters", file=str(file)) from None
    except OSError as error:
        raise _wrong("cli.source.unreadable", file=str(file), why=error.strerror or str(error)) from error


def _wrong(id_: str, **params: str) -> Unusable:
    return Unusable(Message.of(id_, **params))
