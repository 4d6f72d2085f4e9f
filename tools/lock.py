"""`make lock`: the newest versions that fit, pinned by hash, in files that name no registry."""

import sys

from tools.node import any_bin
from tools.paths import REQUIREMENTS, ROOT, TOOLS
from tools.run import ToolError, environment, run

# What each file holds, in the order in which one constrains the next.
FILES: dict[str, tuple[str, ...]] = {
    "tools": ("--group", "pyproject.toml:tools"),
    "node": ("--group", "pyproject.toml:node"),
    "run": ("pyproject.toml", "--all-extras", "--group", "build"),
    "dev": ("pyproject.toml", "--all-extras", "--group", "dev", "--constraints", "requirements/run.txt"),
}
HOW = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet", "--upgrade")


def main() -> int:
    """Write every lock file anew."""
    REQUIREMENTS.mkdir(exist_ok=True)
    try:
        folder = any_bin()
        for name, what in FILES.items():
            out = REQUIREMENTS.relative_to(ROOT) / f"{name}.txt"
            run([TOOLS / "bin" / "uv", "pip", "compile", *what, *HOW, "--output-file", out])
        run([folder / "npm", "install", "--package-lock-only", "--ignore-scripts"], env=environment(folder))
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
