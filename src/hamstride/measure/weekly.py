"""The question of the week: any trouble at the back of a thigh? Only after a yes comes more.

The score follows the Oslo questionnaire on overuse problems (Clarsen and others 2013, 2020: four items, 0 to 100), with our own
words. Its values stand in `SCORES` alone.
"""

from collections.abc import Mapping
from datetime import date, timedelta

TROUBLE = "trouble"
NO, YES = "no", "yes"
EVERY = timedelta(days=7)
WORST = 100
NOT_AT_ALL = "not-at-all"
_HOW_MUCH = {"none": 0, "a-little": 8, "clearly": 17, "a-lot": 25}

# Asked after a yes, in this order; each answer with its share of the score.
SCORES: Mapping[str, Mapping[str, int]] = {
    "train": {"as-usual": 8, "less": 17, NOT_AT_ALL: 25},
    "changed": _HOW_MUCH,
    "slower": _HOW_MUCH,
    "ache": _HOW_MUCH,
}
_SUBSTANTIAL = ("changed", "slower")


def due(last: date | None, today: date) -> bool:
    """Whether the question is asked again; `last` is the day of the last answer."""
    return last is None or today - last >= EVERY


def known(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers after a yes that are ones."""
    return {id_: answers[id_] for id_, values in SCORES.items() if answers.get(id_) in values}


def score(answers: Mapping[str, str]) -> int | None:
    """0 (no trouble) to 100; `None` while an answer is missing. Who could not train at all is not asked the rest."""
    if answers.get(TROUBLE) == NO:
        return 0
    given = known(answers)
    if given.get("train") == NOT_AT_ALL:
        return WORST
    if len(given) < len(SCORES):
        return None
    return sum(SCORES[id_][answer] for id_, answer in given.items())


def substantial(answers: Mapping[str, str]) -> bool:
    """Whether training had to be cut clearly or stopped."""
    given = known(answers)
    cut = any(_HOW_MUCH[given[id_]] >= _HOW_MUCH["clearly"] for id_ in _SUBSTANTIAL if id_ in given)
    return cut or given.get("train") == NOT_AT_ALL
