"""The types that TypeScript sees are those of the dataclasses, and its rules have the numbers of ours."""

from pathlib import Path

import pytest

from hamstride.engine import turning
from tools import typescript


@pytest.mark.parametrize("target", typescript.sources(), ids=lambda path: path.name)
def test_what_the_browser_reads_is_up_to_date(target: Path) -> None:
    assert target.read_text("utf-8") == typescript.sources()[target], (
        "run `python -m tools.typescript` and keep what it writes"
    )


def test_rules_are_numbers_under_their_own_names() -> None:
    source = typescript.rule_source()
    assert f"  SURELY: {turning.SURELY},\n" in source
    assert "  OTHERS: { 0: [3, 1], 1: [0, 3], 3: [0, 1] },\n" in source
    assert "  LEFT_HIP: 23,\n" in source


def test_every_kind_of_field_has_its_type() -> None:
    source = typescript.type_source()
    assert 'export type Side = "left" | "right" | "both";' in source
    assert "  declarations: Record<string, unknown>;" in source
    assert "  reps?: [number, number];" in source
    assert "  choices: Choice[];" in source
    assert "  caption?: string;" in source, "messages are words when they get there"
    assert '  | ({ kind: "say" } & Say)\n' in source
    assert '  | { kind: "pain-back" }\n' in source, "of what has no fields there is nothing but its name"
    assert '  format: "hamstride-set/1";' in source
