"""The files with which a session can be led without a connection, and the stamp of this set of files."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from hamstride import demonstrations, parts

STATIC = "web/static/"
MB = 1_000_000
SHELL = (
    "css/tokens.css",
    "css/site.css",
    "icon.svg",
    f"built/{parts.SHEET}",
    "built/pages.js",
)  # the page that stands in cannot be shown without these
SESSION = ("player", "pages", "pose.worker", "coach.worker")  # the scripts that lead a session


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One file: its address, its size, and whether the page that stands in needs it."""

    url: str
    bytes: int
    shell: bool


@lru_cache(maxsize=1)
def kept() -> tuple[Kept, ...]:
    """All files of a session, the smallest first."""
    found = {name: files("hamstride") / (STATIC + name) for name in _names()}
    made = [
        Kept(url=f"/static/{name}", bytes=_size(file), shell=name in SHELL)
        for name, file in found.items()
        if file.is_file()
    ]
    return tuple(sorted(made, key=lambda each: each.bytes))


_COACH = ("/static/built/pyodide/", "/static/built/engine.zip", "/static/built/coach.worker")
_EYES = ("/static/built/vision/", "/static/built/models/", "/static/built/pose.worker")


def parts_mb() -> dict[str, float]:
    """How much of it is what, in megabytes: the eyes, the coach, and all the rest."""
    whole = {"eyes": 0, "coach": 0, "pages": 0}
    for each in kept():
        name = "eyes" if each.url.startswith(_EYES) else "coach" if each.url.startswith(_COACH) else "pages"
        whole[name] += each.bytes
    return {name: size / MB for name, size in whole.items()}


@lru_cache(maxsize=1)
def stamp() -> str:
    """Another one as soon as any of the files is another: names the browser's store of them."""
    told = [(each.url, each.bytes, _changed(each.url)) for each in kept()]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _names() -> list[str]:
    built = [
        *(f"{name}.js" for name in SESSION),
        *(f"pyodide/{name}" for name in parts.PYODIDE),
        *(f"vision/{name}" for name in parts.VISION),
        *(f"fonts/{name}" for name in parts.FONTS),
        *(file.name for file in parts.find(parts.BUILT).iterdir() if file.name.startswith("chunk-")),
        "engine.zip",
    ]
    model = parts.MODELS["full"].removeprefix(STATIC)
    drawn = [f"demonstrations/{name}" for name in demonstrations.in_a_session()]
    return [*dict.fromkeys((*SHELL, *(f"built/{name}" for name in built), *drawn, model))]


def _size(file: Traversable) -> int:
    return Path(str(file)).stat().st_size


def _changed(url: str) -> int:
    return Path(str(files("hamstride") / ("web" + url))).stat().st_mtime_ns
