"""The catalogue: every exercise declared once, as data."""
