"""A day in words is the day of its week as long as that is enough."""

from datetime import date, timedelta

import pytest

from hamstride.exercises.days import named
from hamstride.text.words import Words

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("ahead", "said"), [(0, "Wednesday"), (6, "Tuesday"), (-6, "Thursday"), (7, "Wednesday 25 November")]
)
def test_a_weekday_alone_is_enough_for_six_days(ahead: int, said: str) -> None:
    assert Words().of(named(WEDNESDAY + timedelta(days=ahead), WEDNESDAY)) == said


def test_the_date_stands_as_each_language_writes_it() -> None:
    far = named(date(2026, 12, 1), WEDNESDAY)
    assert Words("de").of(far) == "Dienstag, 1. Dezember"
    assert Words("es").of(far) == "martes 1 de diciembre"
