"""Where Hamstride keeps its things on this machine."""

import os
from pathlib import Path

import platformdirs


def where() -> Path:
    """The folder for everything kept: `HAMSTRIDE_DATA`, or the user's own data folder; never a relative path."""
    named = os.environ.get("HAMSTRIDE_DATA")
    return Path(named or platformdirs.user_data_dir("hamstride", appauthor=False)).expanduser().absolute()
