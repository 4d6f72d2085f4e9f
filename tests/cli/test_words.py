"""What a command says to a person stands where all words stand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hamstride.cli

TELLS = {"UsageError", "ClickException", "BadParameter", "echo"}
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,}", re.IGNORECASE)  # two words beside each other
FILES = sorted(Path(hamstride.cli.__file__).parent.glob("*.py"))


def _sentences(file: Path) -> Iterator[str]:
    """What is written out in a call that tells something."""
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in TELLS:
            parts = (each for word in call.args for each in ast.walk(word) if isinstance(each, ast.Constant))
            yield from (part.value for part in parts if isinstance(part.value, str))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_sentence_stands_in_a_command(file: Path) -> None:
    assert [each for each in _sentences(file) if SENTENCE.search(each)] == []
