"""What an icon on the desktop consists of, on each system: files of text, with no package of the system needed."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePath

# Where uvx and pipx run put environments that they may clear away at any time.
PASSING = {"archive-v0", "environments-v2", "builds-v0"}
PASSING_PAIRS = {("pipx", ".cache"), (".cache", "pipx")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What the icon starts: a command, and what must stand in its environment."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders of one person: the home, and the desktop."""

    home: Path
    desktop: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be written; `runs` where it must be allowed to be run."""

    path: Path
    text: str
    runs: bool = False


def files(system: str, places: Places, launch: Launch, *, says: str, icon: str) -> tuple[File, ...]:
    """The files of the icon on a system (as `sys.platform` names it). `says` is one line about it, `icon` an SVG."""
    make = _SYSTEMS.get(system, _linux)
    return make(places, launch, says, icon)


def is_passing(prefix: PurePath) -> bool:
    """Whether an environment may be gone tomorrow: made by uvx or by pipx run for one time."""
    return bool(PASSING & set(prefix.parts) or PASSING_PAIRS & set(pairwise(prefix.parts)))


# ------------------------------------------------------------------------------------------------------------ the systems
def _linux(places: Places, launch: Launch, says: str, icon: str) -> tuple[File, ...]:
    """A desktop entry among the applications and on the desktop, and its icon."""
    share = places.home / ".local" / "share"
    picture = share / "icons" / "hicolor" / "scalable" / "apps" / "hamstride.svg"
    words = ["env", *(f"{name}={value}" for name, value in launch.environment.items()), *launch.command]
    entry = "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Hamstride",
            f"Comment={says}",
            f"Exec={' '.join(map(_desktop_word, words if launch.environment else launch.command))}",
            f"Icon={picture}",
            "Terminal=true",
            "Categories=Sports;Education;",
            "",
        )
    )
    return (
        File(path=picture, text=icon),
        File(path=share / "applications" / "hamstride.desktop", text=entry),
        File(path=places.desktop / "hamstride.desktop", text=entry, runs=True),
    )


def _mac(places: Places, launch: Launch, says: str, icon: str) -> tuple[File, ...]:
    """A command file: a double click runs it in a window of its own."""
    sets = [f"export {name}={shlex.quote(value)}" for name, value in launch.environment.items()]
    text = "\n".join(("#!/bin/sh", f"# {says}", *sets, f"exec {shlex.join(launch.command)}", ""))
    return (File(path=places.desktop / "Hamstride.command", text=text, runs=True),)


def _windows(places: Places, launch: Launch, says: str, icon: str) -> tuple[File, ...]:
    """A command file, in the character set of Unicode."""
    sets = [f'set "{name}={_batch(value)}"' for name, value in launch.environment.items()]
    call = " ".join(f'"{_batch(word)}"' for word in launch.command)
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        f"rem {_batch(says)}",
        "title Hamstride",
        *sets,
        call,
        "if errorlevel 1 pause",
        "",
    )
    return (File(path=places.desktop / "Hamstride.cmd", text="\r\n".join(lines)),)


_Make = Callable[[Places, Launch, str, str], tuple[File, ...]]
_SYSTEMS: Mapping[str, _Make] = {"linux": _linux, "darwin": _mac, "win32": _windows}


def _desktop_word(word: str) -> str:
    """A word of a command line as a desktop entry has it: quoted, twice escaped, and a percent sign is two."""
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return '"' + quoted.replace("\\", "\\\\").replace("%", "%%") + '"'


def _batch(word: str) -> str:
    return word.replace("%", "%%")
