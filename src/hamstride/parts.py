"""What travels inside the package and is no Python, most of it built. Read by what builds it, by `hamstride.video` and by the
doctor."""

from importlib.resources import files
from importlib.resources.abc import Traversable

BUILT = "web/static/built"
BUNDLES = (
    "player",
    "pages",
    "film",
    "charts",
    "tests",
    "runs",
    "pose.worker",
    "coach.worker",
    "film.worker",
    "sw",
)
SHEET = "player.css"  # the look of the player; that of the pages is not built
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# The letters of the player that are read from the floor: tall and narrow, so that they are large.
FONTS = ("barlow-condensed-latin-700-normal.woff2",)
VISION = ("vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm")

# The look that a page takes with it which stands alone.
LOOK = ("web/static/css/tokens.css", "web/static/css/film-table.css")

# The pose model by size. The full one looks, in the browser too; the light one is for comparing (docs/decisions).
MODELS = {
    "lite": f"{BUILT}/models/pose_landmarker_lite.task",
    "full": f"{BUILT}/models/pose_landmarker_full.task",
}

# What the player needs, all under web/static/built.
PLAYER = (
    *(f"{BUILT}/{name}.js" for name in BUNDLES),
    f"{BUILT}/{SHEET}",
    *(f"{BUILT}/pyodide/{name}" for name in PYODIDE),
    *(f"{BUILT}/vision/{name}" for name in VISION),
    *(f"{BUILT}/fonts/{name}" for name in FONTS),
    f"{BUILT}/engine.zip",
)


def find(part: str) -> Traversable:
    """Where a part stands (or would stand) in the installed package."""
    return files("hamstride") / part
