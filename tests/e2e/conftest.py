"""A running Hamstride and a browser, for the tests of the whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import people

CLIPS = Path(__file__).parents[1] / "clips"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a Hamstride that was started once and that nobody used: a first start takes seconds longer than a second."""
    data = tmp_path_factory.mktemp("blank")
    with people.site(data):
        pass
    return data


@pytest.fixture
def site(blank: Path, tmp_path: Path) -> Iterator[people.Site]:
    """A fresh Hamstride."""
    data = tmp_path / "data"
    shutil.copytree(blank, data)
    with people.site(data) as running:
        yield running


@pytest.fixture(scope="session")
def clips() -> Path:
    """The repository's own clips, with their truth."""
    return CLIPS
