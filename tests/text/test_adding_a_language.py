"""A language is files: with them it is there everywhere, and without them nothing breaks."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from shutil import copytree

import pytest

from hamstride.exercises import load
from hamstride.exercises.values import RunnerProfile
from hamstride.text import words
from hamstride.text.words import Words, languages
from hamstride.web import language
from hamstride.web.account.things import profile_from

SOURCE = Path(words.__file__).parents[1]
TEXTS = '[language]\nname = "Nynorsk"\ndecimal-mark = ","\n\n[web.settings]\ntitle = "Innstillingar"\n'
CURL = '[text]\ntitle = "Ståande bøying"\n'


@pytest.fixture
def nynorsk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package with two files more, and nothing else changed."""
    for part in ("text", "exercises"):
        copytree(SOURCE / part, tmp_path / "hamstride" / part)
    (tmp_path / "hamstride" / "text" / "nn.toml").write_text(TEXTS, "utf-8")
    (tmp_path / "hamstride" / "exercises" / "catalogue" / "standing-curl.nn.toml").write_text(CURL, "utf-8")
    monkeypatch.setattr(resources, "files", lambda package: tmp_path / package.replace(".", "/"))
    _forget()
    yield
    _forget()


def _forget() -> None:
    for cached in (words.texts, load.catalogue, load.routines):
        cached.cache_clear()


@pytest.mark.usefixtures("nynorsk")
def test_two_files_more_are_one_language_more() -> None:
    assert "nn" in languages()
    assert ("nn", "Nynorsk") in language.names()
    assert Words("nn")("web.settings.title") == "Innstillingar"
    assert Words("nn").weight(1.5) == "1,5 kg"
    assert load.catalogue("nn")["standing-curl"].text.title == "Ståande bøying"
    assert profile_from({"language": "nn"}, RunnerProfile()).language == "nn"


@pytest.mark.usefixtures("nynorsk")
def test_what_a_language_does_not_say_yet_is_english() -> None:
    assert Words("nn")("web.settings.save") == Words("en")("web.settings.save")
    assert load.catalogue("nn")["ball-curl"] == load.catalogue()["ball-curl"]


def test_without_its_files_it_is_gone() -> None:
    assert "nn" not in languages()
    assert load.catalogue("nn")["standing-curl"] == load.catalogue()["standing-curl"]
