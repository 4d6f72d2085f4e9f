"""The page that looks at a film: it lists every way of every exercise, and takes no film itself."""

import json
import re

import pytest
from django.test import Client

from hamstride.exercises.load import catalogue

pytestmark = pytest.mark.logic


@pytest.mark.django_db
def test_every_way_of_every_exercise_is_there_with_its_declaration(as_alice: Client) -> None:
    page = as_alice.get("/film/").content.decode()
    ways = re.findall(r'<option data-exercise="([^"]+)" data-variant="([^"]*)"', page)
    assert ways == [
        (id_, variant) for id_, each in catalogue().items() for variant in list(each.variants) or [""]
    ]
    found = re.search(r'<script id="declarations" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert json.loads(found[1]) == {id_: each.to_dict() for id_, each in catalogue().items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("", []),
        ("?exercise=lying-leg-curl", ["neutral"]),
        ("?exercise=lying-leg-curl&variant=toes-out", ["toes-out"]),
        ("?exercise=lying-leg-curl&variant=nonsense", ["neutral"]),
        ("?exercise=standing-curl", [""]),
        ("?exercise=nonsense", []),
    ],
)
def test_one_way_may_be_chosen_beforehand(as_alice: Client, asked: str, chosen: list[str]) -> None:
    page = as_alice.get(f"/film/{asked}").content.decode()
    assert re.findall(r'data-variant="([^"]*)"[^>]* selected', page) == chosen
    assert ("<option disabled selected>" in page) is (not chosen), "the first of the list is nobody's choice"


@pytest.mark.django_db
def test_the_page_is_for_who_is_signed_in_and_takes_nothing(as_alice: Client, stranger: Client) -> None:
    assert stranger.get("/film/").status_code == 403
    page = as_alice.get("/film/").content.decode()
    assert 'method="post"' not in page.split("data-film")[1].split("</form>")[0]


@pytest.mark.django_db
def test_the_numbers_of_a_film_say_how_far_they_may_be_off(as_alice: Client) -> None:
    numbers = as_alice.get("/film/").content.decode().split('data-part="numbers"')[1]
    assert "Angles are give or take ten degrees, times a few tenths of a second." in numbers
