"""Running other programs, with the environment that they need and one sentence when they fail."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.paths import ROOT


class ToolError(Exception):
    """A step failed; the message is one sentence for the person at the keyboard."""


def say(sentence: str) -> None:
    """Tell the person at the keyboard what goes on."""
    print(f"hamstride: {sentence}", file=sys.stderr, flush=True)


def environment(*first_on_path: Path, **extra: str) -> dict[str, str]:
    """This process's environment, trusting the machine's own certificates as pip does."""
    defaults = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1", "UV_NO_PROGRESS": "1"}
    path = os.pathsep.join([*(str(folder) for folder in first_on_path), os.environ.get("PATH", os.defpath)])
    return {**defaults, **os.environ, **extra, "PATH": path}


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> None:
    """Run `command` in the repository with no standard input.

    Raises:
        ToolError: it is missing, or it ended with a status other than 0.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=ROOT, env=env or environment(), stdin=subprocess.DEVNULL, check=False
        )
    except FileNotFoundError:
        raise ToolError(f"{words[0]} is not there; run `make setup`.") from None
    if done.returncode != 0:
        raise ToolError(f"`{' '.join(words)}` ended with status {done.returncode}.")
