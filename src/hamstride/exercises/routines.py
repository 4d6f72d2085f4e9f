"""The routines that the rules know by name; what is in them stands in `catalogue/routines.toml`."""

STRENGTH = "strength"
BEFORE = "before-run"
AFTER = "after-run"
