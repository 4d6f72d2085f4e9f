"""Draws people doing the programme's exercises, with every joint angle known. For development only; never shipped."""

import os
import sys
from pathlib import Path

# The studio reads the repository's own declarations and has an environment of its own, in which Hamstride is not installed.
sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
# OpenGL asks for this when it is first imported: pictures are drawn in memory, without a screen.
os.environ["PYOPENGL_PLATFORM"] = "osmesa"
