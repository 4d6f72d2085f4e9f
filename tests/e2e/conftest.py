"""A running Hamstride and a browser, for the tests of the whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import people

CLIPS = Path(__file__).parents[1] / "clips"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[people.Site]:
    """A fresh Hamstride."""
    data = tmp_path / "data"
    data.mkdir()
    with people.site(data) as running:
        yield running


@pytest.fixture(scope="session")
def clips() -> Path:
    """The repository's own clips, with their truth."""
    return CLIPS
