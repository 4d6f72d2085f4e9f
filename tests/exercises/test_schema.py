"""The JSON Schema is the format that the dataclasses read."""

import copy
import tomllib
from importlib import resources

import jsonschema
import pytest

from hamstride.exercises.load import DeclarationError, catalogue, parse
from hamstride.exercises.schema import schema
from hamstride.exercises.spec import Exercise

VALIDATOR = jsonschema.Draft202012Validator(schema())
FILES = [
    file
    for file in (resources.files("hamstride.exercises") / "catalogue").iterdir()
    if file.name.count(".") == 1 and file.name.endswith(".toml") and file.name != "routines.toml"
]


def test_the_schema_itself_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_of_the_catalogue_fits(file: resources.abc.Traversable) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(file.read_text("utf-8")))) == []


@pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda exercise: exercise.id)
def test_what_is_written_fits_and_is_read_back(exercise: Exercise) -> None:
    data = exercise.to_dict()
    assert list(VALIDATOR.iter_errors(data)) == []
    assert Exercise.from_dict(data) == exercise


@pytest.mark.parametrize(
    ("key", "value"), [("position", "sideways"), ("order", "first"), ("colour", "red"), ("format", "other/1")]
)
def test_what_the_reader_refuses_does_not_fit(key: str, value: object) -> None:
    data = copy.deepcopy(catalogue()["lying-leg-curl"].to_dict())
    data[key] = value
    assert list(VALIDATOR.iter_errors(data))
    with pytest.raises(ValueError, match=key):
        Exercise.from_dict(data)


def test_a_broken_file_is_named_with_key_found_and_allowed() -> None:
    text = next(file for file in FILES if file.name == "ball-curl.toml").read_text("utf-8")
    with pytest.raises(
        DeclarationError, match=r"mine\.toml\.position: found 'upside-down', allowed is one of 'prone'"
    ):
        parse(text.replace('position = "supine"', 'position = "upside-down"'), "mine.toml")
    with pytest.raises(DeclarationError, match=r"mine\.toml: this is not TOML"):
        parse(text + "\n[", "mine.toml")
