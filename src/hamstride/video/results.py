"""Results of many films as lines of JSON: kept as they come, in the order of the films in the end, gone on with later."""

import json
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any, Self

from hamstride import lock
from hamstride.engine.report import FORMAT
from hamstride.exercises.values import Side
from hamstride.video.errors import SourceError
from hamstride.video.output import replacing

Result = dict[str, Any]


class Results:
    """A file of results. Every one that is added is on the disk when `add` returns. A context manager.

    A result that is there already and holds no error is taken as done: `missing` leaves its film out, unless a `side` is asked
    for and the result is the other one's; the new one then takes its place. Lines of other films, other exercises or other
    variants stay as they are.
    """

    def __init__(
        self,
        path: Path,
        files: Iterable[Path],
        exercise: str,
        variant: str | None = None,
        side: Side | None = None,
    ) -> None:
        self._path, self._what = path, (exercise, variant)
        self._sides = None if side is None else (side.value, Side.BOTH.value)
        self._order = {str(file): place for place, file in enumerate(files)}
        self._lines: list[Result] = []
        self._file: IO[bytes] | None = None
        self._held = ExitStack()

    def __enter__(self) -> Self:
        try:
            with ExitStack() as holding:
                self._hold(holding)
                self._lines = [line for line in _read(self._path) if not self._failed(line)]
                self._write(self._lines)
                self._file = self._path.open("ab")
                self._held = holding.pop_all()
        except OSError as error:
            raise SourceError("unwritable", file=str(self._path), why=error.strerror or str(error)) from error
        return self

    def __exit__(self, *exception: object) -> None:
        """Put what there is into the order of the films."""
        with self._held:
            if self._file is not None:
                with suppress(OSError):  # a full disk was told where a line was to be added
                    self._file.close()
            self._write(sorted(self._lines, key=lambda line: self._order.get(str(line.get("file")), -1)))

    def _hold(self, holding: ExitStack) -> None:
        """Two commands that write one file would lose each other's results."""
        if not holding.enter_context(lock.held(lock.of(self._path))):
            raise SourceError("in-use", file=str(self._path))

    def _failed(self, line: Result) -> bool:
        return "error" in line and line.get("file") in self._order

    def missing(self) -> tuple[Path, ...]:
        """The films whose results are not there yet."""
        there = {line.get("file") for line in self._lines if self._is_done(line)}
        return tuple(Path(file) for file in self._order if file not in there)

    def add(self, result: Result) -> None:
        """Keep one more result, in the place of an earlier one of the same film and exercise; an error takes no place."""
        assert self._file is not None, "add inside the with block"
        file = result.get("file")
        old = [line for line in self._lines if line.get("file") == file and self._is_of_this(line)]
        if old and "error" in result:
            return  # what was found before is better than nothing
        self._lines = [line for line in self._lines if line not in old]
        self._lines.append(result)
        try:
            self._file.write(_line(result))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SourceError("unwritable", file=str(self._path), why=error.strerror or str(error)) from error

    def _is_of_this(self, line: Result) -> bool:
        return (line.get("exercise"), line.get("variant")) == self._what

    def _is_done(self, line: Result) -> bool:
        return self._is_of_this(line) and (self._sides is None or line.get("side") in self._sides)

    def _write(self, lines: Iterable[Result]) -> None:
        with replacing(self._path) as file:
            file.writelines(map(_line, lines))


def _read(path: Path) -> list[Result]:
    """What is there; a last line that was cut off is left out."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise SourceError("unreadable", file=str(path), why=error.strerror or str(error)) from error
    if lines[-1].strip() and not any(_begins_alike(lines[-1], begin) for begin in _BEGINNINGS):
        raise SourceError(
            "not-results", file=str(path), line=len(lines)
        )  # cut off, but nothing that we began
    return [_parse(path, number, line) for number, line in enumerate(lines[:-1], 1) if line.strip()]


_BEGINNINGS = (f'{{"format": "{FORMAT}"'.encode(), b'{"file": "')  # of the lines that are written here


def _begins_alike(line: bytes, begin: bytes) -> bool:
    """Whether a line, however short it was cut off, may be one that begins so."""
    return line.startswith(begin) or begin.startswith(line)


def _parse(path: Path, number: int, line: bytes) -> Result:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or "file" not in value:
        raise SourceError("not-results", file=str(path), line=number)
    return value


def _line(result: Result) -> bytes:
    # In a file name that is no UTF-8, Python has half characters; escaped as Python does it, they are JSON.
    return json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
