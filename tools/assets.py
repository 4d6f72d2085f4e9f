"""The built parts that are never committed: bundles, engine, pose models, and others' files with them.

Everything here is made from the repository and node_modules alone, lands under `web/static/built/`, and is made again
only when what it is made from has changed.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hamstride import parts
from tools import engine_zip, pose_models
from tools.paths import FRONTEND, NODE_MODULES, ROOT, SOURCE, TOOLS
from tools.run import environment, run, say
from tools.stamps import Stamp, digest

BUILT = SOURCE / parts.BUILT
PYODIDE = NODE_MODULES / "pyodide"
VISION = NODE_MODULES / "@mediapipe" / "tasks-vision" / "wasm"
FONTS = NODE_MODULES / "@fontsource" / "barlow-condensed" / "files"
POSE = NODE_MODULES / "@mediapipe" / "pose"
LOCK = ROOT / "package-lock.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something built: from which files, into which, and how."""

    name: str
    sources: tuple[Path, ...]
    results: tuple[Path, ...]
    make: Callable[[], None]


def build(node_bin: Path) -> None:
    """Bring every built part up to date.

    Args:
        node_bin: the folder with `node`; node_modules must hold what package-lock.json says.

    Raises:
        ToolError: a step failed.
    """
    _make_stale(_products(node_bin))


def build_engine() -> None:
    """Bring the engine zip alone up to date: it is made from our Python and needs no Node."""
    _make_stale([_engine()])


def complete() -> bool:
    """Whether every part is there (perhaps not of today): a source distribution carries them all."""
    return all(result.exists() for product in _products(Path()) for result in product.results)


def _make_stale(products: Iterable[Product]) -> None:
    stamp = Stamp(TOOLS / "built.json")
    for product in products:
        fingerprint = digest(product.sources, product.name, *(str(path.name) for path in product.results))
        if stamp.holds(product.name, fingerprint) and all(path.exists() for path in product.results):
            continue
        say(f"building {product.name}")
        for path in product.results:
            path.parent.mkdir(parents=True, exist_ok=True)
        product.make()
        stamp.set(product.name, fingerprint)


def _products(node_bin: Path) -> list[Product]:
    return [
        _bundles(node_bin),
        _sheet(node_bin),
        _engine(),
        _copies("pyodide", PYODIDE, parts.PYODIDE, BUILT / "pyodide"),
        _copies("vision", VISION, parts.VISION, BUILT / "vision"),
        _copies("fonts", FONTS, parts.FONTS, BUILT / "fonts"),
        *(_model(size, SOURCE / part) for size, part in parts.MODELS.items()),
    ]


def _bundles(node_bin: Path) -> Product:
    entries = [FRONTEND / f"{name}.ts" for name in parts.BUNDLES]
    worker = FRONTEND / "sw.ts"

    def make() -> None:
        for chunk in BUILT.glob("chunk-*.js"):
            chunk.unlink()
        # Split, so that a page may import the player only when it is wanted; a service worker can import nothing.
        modules = ["--format=esm", "--splitting", "--chunk-names=chunk-[hash]"]
        _esbuild(node_bin, *(entry for entry in entries if entry != worker), *modules)
        _esbuild(node_bin, worker, "--format=iife")

    sources = (*sorted(FRONTEND.rglob("*.ts")), *_lock())
    return Product(
        name="bundles", sources=sources, results=tuple(BUILT / f"{e.stem}.js" for e in entries), make=make
    )


def _sheet(node_bin: Path) -> Product:
    entry = FRONTEND / parts.SHEET
    return Product(
        name="style sheet",
        sources=(*sorted(FRONTEND.rglob("*.css")), *_lock()),
        results=(BUILT / parts.SHEET,),
        make=lambda: _esbuild(node_bin, entry, "--external:/static/*"),
    )


def _esbuild(node_bin: Path, *entries_and_options: str | Path) -> None:
    command: list[str | Path] = [
        NODE_MODULES / ".bin" / "esbuild",
        *entries_and_options,
        "--bundle",
        "--minify",
        "--target=es2022",
        "--legal-comments=eof",
        "--log-level=warning",
        f"--outdir={BUILT}",
    ]
    run(command, env=environment(node_bin))


def _engine() -> Product:
    target = BUILT / "engine.zip"
    return Product(
        name="engine",
        sources=(*engine_zip.sources(SOURCE), Path(engine_zip.__file__)),
        results=(target,),
        make=lambda: engine_zip.write(SOURCE, target),
    )


def _copies(name: str, origin: Path, files: tuple[str, ...], target: Path) -> Product:
    def make() -> None:
        for file in files:
            shutil.copyfile(origin / file, target / file)

    return Product(name=name, sources=_lock(), results=tuple(target / file for file in files), make=make)


def _model(size: str, target: Path) -> Product:
    return Product(
        name=f"pose model {size}",
        sources=(*_lock(), Path(pose_models.__file__)),
        results=(target,),
        make=lambda: pose_models.write_task(
            detector=POSE / "pose_solution_packed_assets.data",
            landmarks=POSE / f"pose_landmark_{size}.tflite",
            target=target,
        ),
    )


def _lock() -> tuple[Path, ...]:
    """What stands for the contents of node_modules."""
    return (LOCK,) if LOCK.exists() else ()
