"""The types that TypeScript sees are those of the dataclasses."""

from tools import typescript


def test_types_of_the_browser_are_up_to_date() -> None:
    assert typescript.TARGET.read_text("utf-8") == typescript.source(), (
        "run `python -m tools.typescript` and keep what it writes"
    )


def test_every_kind_of_field_has_its_type() -> None:
    source = typescript.source()
    assert 'export type Side = "left" | "right" | "both";' in source
    assert "  declarations: Record<string, unknown>;" in source
    assert "  reps?: [number, number];" in source
    assert "  choices: Choice[];" in source
    assert "  caption?: string;" in source, "messages are words when they get there"
    assert '  format: "hamstride-set/1";' in source
