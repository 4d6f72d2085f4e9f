"""Charts with nothing, one point, a dozen and hundreds: inside their frame, readable, without a breach of the policy."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e import people

pytestmark = pytest.mark.browser

DRAW = """async ([chart, width]) => {
  const { draw } = await import("/static/built/charts.js");
  const figure = document.querySelector("main").appendChild(document.createElement("figure"));
  figure.style.width = `${width}px`;
  figure.append(draw(chart, width));
  const svg = figure.firstChild, box = svg.getBoundingClientRect();
  const inside = (each) => { const at = each.getBoundingClientRect();
    return at.left >= box.left - 1 && at.right <= box.right + 1 && at.bottom <= box.bottom + 1; };
  const named = [...svg.querySelectorAll('[data-part="x-axis tick label"] text')]
    .map((each) => each.getBoundingClientRect()).sort((a, b) => a.left - b.left);
  return {
    role: svg.getAttribute("role"), label: svg.getAttribute("aria-label"),
    dots: svg.querySelectorAll('[data-part="dot"] circle').length,
    bars: svg.querySelectorAll('[data-part="rect"] rect').length,
    lines: svg.querySelectorAll('[data-part="line"] path').length,
    outside: [...svg.querySelectorAll("text, circle, rect")].filter((each) => !inside(each)).length,
    overlapping: named.filter((each, n) => n > 0 && each.left < named[n - 1].right).length,
  };
}"""


@pytest.fixture(scope="module")
def page(playwright: Playwright, chromium: str, arrival: tuple[Path, people.Site]) -> Iterator[Page]:
    record, site = arrival
    site.put_back(record)
    with people.runner(playwright, chromium, site) as somebody:
        somebody.context.add_init_script(people.NOBODY_STARTS)
        somebody.arrive()
        somebody.page.goto(site.origin + "/progress/")
        yield somebody.page


def chart(count: int, kind: str, gap_after: int = 10_000) -> dict[str, Any]:
    first = date(2026, 11, 22) - timedelta(days=7 * max(count - 1, 11))
    marks = [
        {
            "day": (first + timedelta(days=7 * n)).isoformat(),
            "value": 8 + n % 5,
            "part": int(n > gap_after),
            "told": "x",
        }
        for n in range(count)
    ]
    return {
        "kind": kind,
        "label": "From 8 to 12.",
        "unit": "a set",
        "from": first.isoformat(),
        "to": "2026-11-22",
        "reach": [0, 10],
        "days": 7,
        "series": [{"name": "left", "marks": marks}, {"name": "right", "marks": marks}],
    }


@pytest.mark.parametrize("width", [300, 620])
@pytest.mark.parametrize("count", [0, 1, 12, 500])
@pytest.mark.parametrize("kind", ["dots", "bars"])
def test_any_number_of_points_can_be_drawn(page: Page, kind: str, count: int, width: int) -> None:
    found = page.evaluate(DRAW, [chart(count, kind), width])
    assert (found["role"], found["label"]) == ("img", "From 8 to 12.")
    assert found["dots" if kind == "dots" else "bars"] == 2 * count
    assert (found["outside"], found["overlapping"]) == (0, 0)


def test_the_line_breaks_where_there_was_a_gap(page: Page) -> None:
    assert page.evaluate(DRAW, [chart(12, "dots"), 300])["lines"] == 2
    assert page.evaluate(DRAW, [chart(12, "dots", gap_after=5), 300])["lines"] == 4


def test_the_numbers_of_an_axis_have_the_decimal_mark_of_the_language(page: Page) -> None:
    fine = {**chart(0, "dots"), "reach": [0, 1]}
    page.evaluate("document.documentElement.lang = 'de'")
    try:
        page.evaluate(DRAW, [fine, 300])
        named = page.locator(
            'main > figure:last-child [data-part="y-axis tick label"] text'
        ).all_text_contents()
    finally:
        page.evaluate("document.documentElement.lang = 'en'")
    assert "0,2" in named
    assert "0.2" not in named
