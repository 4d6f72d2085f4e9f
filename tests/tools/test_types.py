"""The types that TypeScript sees are those of the dataclasses."""

from tools import types


def test_types_of_the_browser_are_up_to_date() -> None:
    assert types.TARGET.read_text("utf-8") == types.source(), (
        "run `python -m tools.types` and keep what it writes"
    )


def test_every_kind_of_field_has_its_type() -> None:
    source = types.source()
    assert 'export type Side = "left" | "right" | "both";' in source
    assert "  declarations: Record<string, unknown>;" in source
    assert "  reps?: [number, number];" in source
    assert "  choices: Choice[];" in source
    assert "  caption?: string;" in source, "messages are words when they get there"
    assert '  format: "hamstride-set/1";' in source
