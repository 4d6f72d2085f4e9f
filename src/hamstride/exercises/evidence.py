"""Where to read the studies that a declaration's `evidence` names."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from hamstride.exercises.codec import decode
from hamstride.exercises.spec import Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One study: who and when, and its address."""

    study: str
    link: str


@lru_cache(maxsize=1)
def known() -> dict[str, Study]:
    """All studies that can be read, by key."""
    text = (resources.files(__package__) / "evidence.toml").read_text("utf-8")
    return {key: decode(Study, item, f"evidence.toml.{key}") for key, item in tomllib.loads(text).items()}


def studies(exercise: Exercise) -> list[Study]:
    """Those that an exercise names, in its order. A key of the reference without an address is passed over."""
    return [known()[key] for key in exercise.evidence if key in known()]
