"""Messages become words, or a clear error."""

import re
from pathlib import Path

import pytest

from hamstride.exercises.values import Message
from hamstride.text.words import UnknownText, Words, flatten, in_kg, in_unit, languages, texts

SOURCE = Path(__file__).parents[2] / "src" / "hamstride"


def test_parameters_and_plurals() -> None:
    words = Words(more={"t.curls": "{n|one curl|{n} curls} with the {side} leg"})
    assert words("t.curls", n=1, side="left") == "one curl with the left leg"
    assert words("t.curls", n=3, side="right") == "3 curls with the right leg"


def test_a_message_may_hold_a_message() -> None:
    words = Words(more={"t.outer": "{what} done.", "t.inner": "Left"})
    assert words.of(Message.of("t.outer", what=Message.of("t.inner"))) == "Left done."


@pytest.mark.parametrize(
    ("language", "text", "inside"),
    [
        ("en", "Hips flat on the mat", "hips flat on the mat"),
        ("de", "Knie nebeneinander", "Knie nebeneinander"),
        ("de", "Gehalten, solange es tickt", "gehalten, solange es tickt"),
        ("de", "Langer, flacher Rücken", "langer, flacher Rücken"),
    ],
)
def test_a_text_inside_a_sentence_begins_small_unless_it_begins_with_a_noun(
    language: str, text: str, inside: str
) -> None:
    assert Words(language).inside(text) == inside


def test_texts_in_a_row_stand_apart_by_more_than_their_own_commas() -> None:
    texts = ("Schultern, Hüfte und Knie in einer Linie", "Eine Zählzeit still")
    assert Words("de").listed(texts) == "Schultern, Hüfte und Knie in einer Linie; eine Zählzeit still"
    assert Words("fr").listed(("Hanches levées", "Rebonds")) == "hanches levées\N{NO-BREAK SPACE}; rebonds"


def test_a_text_may_say_that_a_parameter_stands_inside_its_sentence() -> None:
    more = {"t.outer": "Seen: {what:inside}; {also:inside}.", "t.knees": "Knie gerade"}
    params = {"what": "Langsam gesenkt", "also": Message.of("t.knees")}
    assert Words("de", more)("t.outer", **params) == "Seen: langsam gesenkt; Knie gerade."
    assert Words("en", more)("t.outer", **params) == "Seen: langsam gesenkt; knie gerade."


def test_an_unknown_id_and_a_missing_parameter_are_named() -> None:
    with pytest.raises(UnknownText, match="no text with the id 'no.such'"):
        Words()("no.such")
    with pytest.raises(KeyError, match="needs 'n'"):
        Words(more={"t.n": "{n} of ten"})("t.n")


def test_an_unknown_language_falls_back_to_english() -> None:
    assert texts("xx") == {}
    assert Words("xx")("advice.step-back") == Words("en")("advice.step-back")
    assert "en" in languages()


def test_flatten_counts_lists_and_passes_over_numbers() -> None:
    assert dict(flatten({"a": {"b": "x"}, "l": ["y", "z"], "n": 3})) == {"a.b": "x", "l.0": "y", "l.1": "z"}


def test_numbers_get_the_decimal_mark_of_the_language() -> None:
    words = Words(more={"t.load": "{kg}, {s|one second|{s} s}", "language.decimal-mark": ","})
    assert words("t.load", kg=1.5, s="2.0") == "1,5, 2,0 s"
    assert words("t.load", kg=2.0, s=1) == "2, one second"
    assert words("t.load", kg="0.10.33", s=3.25) == "0.10.33, 3,25 s"  # a version is no number


def test_the_numbers_of_a_column_have_as_many_decimals() -> None:
    assert [Words("de").number(value, 1) for value in (3.0, 3.44, -0.25)] == ["3,0", "3,4", "-0,2"]
    assert Words("de").number(102.6, 0) == "103"
    assert [Words("de").number(value) for value in (3.0, 3.5)] == ["3", "3,5"]


WEIGHING = {"t.load": "{kg:kg}, {first:kg} to {2:kg}", "language.decimal-mark": ","}


def test_weights_are_written_in_the_unit_of_who_reads_them() -> None:
    assert Words(more=WEIGHING)("t.load", kg=1.5, first="0.5") == "1,5 kg, 0,5 kg to 2 kg"
    assert Words(more=WEIGHING, unit="lb")("t.load", kg=1.5, first="0.567") == "3,3 lb, 1,25 lb to 4,4 lb"


@pytest.mark.parametrize("pounds", [0.5, 1.0, 1.25, 2.5, 3.0, 7.5, 10.0, 20.0, 141.3])
def test_a_weight_typed_in_pounds_is_read_back_as_it_was_typed(pounds: float) -> None:
    assert in_unit(in_kg(pounds, "lb"), "lb") == pounds
    assert in_unit(in_kg(pounds, "kg"), "kg") == pounds


@pytest.mark.parametrize("language", languages())
def test_no_weight_stands_in_a_text_by_itself(language: str) -> None:
    """What is written as "2 kg" would stay so for somebody who thinks in pounds."""
    assert not [id_ for id_, text in texts(language).items() if re.search(r"[\d}] kg\b", text)]


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_text_and_no_other(language: str) -> None:
    assert set(texts(language)) == set(texts("en"))


@pytest.mark.parametrize("language", languages())
def test_a_translation_fills_in_the_same_things(language: str) -> None:
    asked = {id_: sorted(set(re.findall(r"\{(\w+)", text))) for id_, text in texts(language).items()}
    assert asked == {id_: sorted(set(re.findall(r"\{(\w+)", text))) for id_, text in texts("en").items()}


@pytest.mark.parametrize("language", languages())
def test_every_text_can_be_filled(language: str) -> None:
    """No stray braces: what looks like a field is one."""
    for id_, text in texts(language).items():
        left = re.sub(r"\{\w+(:kg|:inside)?(\|[^|{}]*(\{\w+\}[^|{}]*)*){0,2}\}", "", text)
        assert "{" not in left and "}" not in left, id_


@pytest.mark.parametrize("language", languages())
def test_no_sentence_of_more_than_one_line(language: str) -> None:
    assert not [id_ for id_, text in texts(language).items() if "\n" in text]
