"""The studies behind the sentences."""

import re

from hamstride.exercises import evidence, load


def test_every_study_is_named_by_a_declaration_and_can_be_read() -> None:
    named = {key for exercise in load.catalogue().values() for key in exercise.evidence}
    assert set(evidence.known()) <= named
    for study in evidence.known().values():
        assert study.study
        assert re.fullmatch(r"https://[a-z0-9.-]+/[^\s]+", study.link)


def test_an_exercise_gets_its_own_in_its_order() -> None:
    found = [study.study for study in evidence.studies(load.catalogue()["roll-forward"])]
    assert found == ["Afonso et al. 2021", "Chaabene et al. 2019", "Bandy et al. 1997"]


def test_every_exercise_has_one() -> None:
    assert all(evidence.studies(exercise) for exercise in load.catalogue().values())
