"""The site of the documents, built as `make docs` builds it."""

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def build(target: Path) -> Path:
    """The site in `target`; a warning fails."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "html"]
    done = subprocess.run([*command, str(DOCS), str(target)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target
