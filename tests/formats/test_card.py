"""The card for the fridge: one sheet, all its words on it and their letters in the font, whatever paper and programme."""

import io
from dataclasses import replace

import pypdf
import pytest
from reportlab.pdfbase.ttfonts import TTFont

from hamstride.exercises import load
from hamstride.exercises.spec import Exercise, Kind
from hamstride.formats.card import BOLD, FONT, Card, Paper, Row, Section, TooMuch, letters, printable, write
from hamstride.text.words import languages, texts


def row(exercise: Exercise, **changes: object) -> Row:
    cues = tuple(cue.good for cue in exercise.cues.values() if cue.good)
    return replace(
        Row(exercise=exercise, dose="3 × 10 each · 1.5 kg", when="Before each run", cues=cues), **changes
    )


def card_of(*rows: Row, language: str = "en") -> Card:
    section = Section(title="Strength", says="twice a week", rows=rows)
    return Card(title="Hamstrings", says="Twice a week", sections=(section,), foot="Stop.", language=language)


ALL = tuple(row(exercise) for exercise in load.catalogue().values() if exercise.kind is not Kind.TEST)


def read(data: bytes) -> tuple[pypdf.PdfReader, str]:
    found = pypdf.PdfReader(io.BytesIO(data))
    return found, found.pages[0].extract_text()


@pytest.mark.parametrize("paper", Paper)
def test_it_is_one_sheet_of_the_paper_with_every_word_on_it(paper: Paper) -> None:
    found, text = read(write(card_of(*ALL), paper))
    assert len(found.pages) == 1
    box = found.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(paper.size, abs=0.01)
    for each in ALL:
        assert each.exercise.text.title in text
        for cue in each.cues[:6]:
            assert cue in " ".join(text.split())
    assert "3 × 10 each · 1.5 kg" in text


def test_nothing_is_drawn_beside_the_paper() -> None:
    found, _ = read(write(card_of(*ALL)))
    places: list[tuple[float, float]] = []

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            places.append((cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]))

    found.pages[0].extract_text(visitor_text=look)
    width, height = Paper.A4.size
    assert len(places) > 20
    assert [(x, y) for x, y in places if not (0 < x < width and 0 < y < height)] == []


def test_the_fonts_are_inside() -> None:
    found, _ = read(write(card_of(*ALL)))
    fonts = found.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    used = [font.get_object() for font in fonts if "Vera" in font.get_object()["/BaseFont"]]
    assert len(used) >= 2
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)


@pytest.mark.parametrize("language", languages())
def test_the_font_has_every_letter_of_every_language(language: str) -> None:
    catalogue = load.catalogue(language).values()
    said = "".join(
        text for id_, text in texts(language).items() if id_.startswith(("formats.card.", "plan.today."))
    )
    wanted = letters(card_of(*map(row, catalogue))) | set(printable(said))
    for name in (FONT, BOLD):
        known = TTFont(name, f"{name}.ttf").face.charToGlyph
        assert {letter for letter in wanted if ord(letter) not in known} == set()


def test_the_same_card_is_the_same_bytes() -> None:
    assert write(card_of(*ALL)) == write(card_of(*ALL))


def test_words_of_an_exercise_of_ones_own_are_words_and_no_markup() -> None:
    exercise = load.catalogue()["ball-curl"]
    odd = replace(exercise, text=replace(exercise.text, title="<b>Roll & rock</b> <img src='x'/>"))
    _, text = read(write(card_of(row(odd, cues=("1 < 2 & 3 > 2",)))))
    assert "<b>Roll & rock</b> <img src='x'/>" in " ".join(text.split())
    assert "1 < 2 & 3 > 2" in text


def test_many_exercises_are_printed_smaller_and_too_many_are_refused() -> None:
    assert read(write(card_of(*ALL, *ALL[:3])))[0].pages
    with pytest.raises(TooMuch, match="do not fit on one sheet"):
        write(card_of(*ALL * 5))


def test_it_says_in_which_language_it_is() -> None:
    found, _ = read(write(card_of(*ALL, language="de")))
    assert found.trailer["/Root"]["/Lang"] == "de"  # type: ignore[index]
    assert found.metadata is not None
    assert found.metadata.title == "Hamstrings"
