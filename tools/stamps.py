"""What was last done, and from what: a step whose inputs have not changed is not done again."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *words: str) -> str:
    """A fingerprint of the contents of `paths` and of `words`."""
    total = hashlib.sha256()
    for word in words:
        total.update(word.encode() + b"\0")
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


class Stamp:
    """One small file that remembers the fingerprint of each finished step."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, step: str, fingerprint: str) -> bool:
        """Whether `step` was finished from just these inputs."""
        return self._read().get(step) == fingerprint

    def set(self, step: str, fingerprint: str) -> None:
        """Remember that `step` is finished."""
        done = {**self._read(), step: fingerprint}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(done, indent=1, sort_keys=True) + "\n", encoding="utf-8")

    def _read(self) -> dict[str, str]:
        try:
            done: dict[str, str] = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return done
