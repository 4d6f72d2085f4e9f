"""The question of the week, and its score."""

from datetime import date, timedelta
from itertools import product

import pytest

from hamstride.measure import weekly

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(("ago", "due"), [(None, True), (0, False), (6, False), (7, True), (70, True)])
def test_it_is_asked_once_a_week(ago: int | None, due: bool) -> None:
    assert weekly.due(None if ago is None else DAY - timedelta(days=ago), DAY) is due


@pytest.mark.parametrize(
    ("answers", "score", "substantial"),
    [
        ({"trouble": "no"}, 0, False),
        ({"trouble": "no", "train": "not-at-all"}, 0, True),
        ({"trouble": "yes"}, None, False),
        ({"trouble": "yes", "train": "not-at-all"}, 100, True),
        (
            {"trouble": "yes", "train": "as-usual", "changed": "none", "slower": "none", "ache": "none"},
            8,
            False,
        ),
        (
            {"trouble": "yes", "train": "less", "changed": "clearly", "slower": "a-little", "ache": "a-lot"},
            67,
            True,
        ),
        (
            {"trouble": "yes", "train": "less", "changed": "a-lot", "slower": "a-lot", "ache": "a-lot"},
            92,
            True,
        ),
        ({"trouble": "yes", "train": "less", "changed": "a-lot", "slower": "a-lot"}, None, True),
        ({"trouble": "yes", "train": "nonsense"}, None, False),
        ({}, None, False),
    ],
)
def test_scores(answers: dict[str, str], score: int | None, substantial: bool) -> None:
    assert (weekly.score(answers), weekly.substantial(answers)) == (score, substantial)


def test_every_answer_lies_within_the_scale_and_more_trouble_is_never_less() -> None:
    for chosen in product(*(list(values) for values in weekly.SCORES.values())):
        answers = {"trouble": "yes", **dict(zip(weekly.SCORES, chosen, strict=True))}
        score = weekly.score(answers)
        assert score is not None and 0 < score <= weekly.WORST
        for id_, answer in answers.items():
            values = list(weekly.SCORES.get(id_, ()))
            worse = values[values.index(answer) + 1 :] if values else []
            assert all((weekly.score({**answers, id_: each}) or 0) > score for each in worse if score < 100)
