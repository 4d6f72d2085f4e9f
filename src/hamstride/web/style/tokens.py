"""The tokens, read from the style sheet that declares them, and how well one colour can be read on another."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHEET = Path(__file__).parents[1] / "static" / "css" / "tokens.css"
_TOKEN = re.compile(r"^\s*--([\w-]+): ([^;]+);[ \t]*(?:/\* (.+?) \*/)?$", re.MULTILINE)
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LINEAR_BELOW = 0.03928
PX_PER_REM = 16

# What is read on what, and the least contrast: 4.5 for text, 3 for the edge of a field, a ring or a drawing.
TEXT, SHAPE = 4.5, 3.0
PAIRS = (
    *(
        (text, ground, TEXT)
        for text in ("ink", "soft", "main")
        for ground in ("paper", "card", "tint", "stage")
    ),
    *((ground, "main", TEXT) for ground in ("on-main",)),
    ("on-main", "main-press", TEXT),
    ("amber", "amber-tint", TEXT),
    ("amber", "card", TEXT),
    ("on-warn", "warn", TEXT),
    ("ink", "bright", TEXT),
    ("soft", "bright", TEXT),
    *(
        (shape, ground, SHAPE)
        for shape in ("edge", "focus", "figure", "figure-working", "warn")
        for ground in ("paper", "card")
    ),
)
# Colours that tell nothing by themselves, or stand on a ground that is not ours.
QUIET = frozenset({"line", "shadow", "figure-floor", "on-film", "on-film-working"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token: its name, what it is in daylight and in the dark, and what it is for."""

    name: str
    light: str
    dark: str
    use: str

    @property
    def is_colour(self) -> bool:
        """Whether it is one colour."""
        return _COLOUR.fullmatch(self.light) is not None

    @property
    def px(self) -> float | None:
        """A length in pixels of the usual text size; `None` for what is no length."""
        number, unit = self.light[:-3], self.light[-3:]
        return float(number) * PX_PER_REM if unit == "rem" else None


def tokens() -> tuple[Token, ...]:
    """All tokens, in the order of the style sheet."""
    daylight, _, dark = SHEET.read_text("utf-8").partition("@media")
    darker = {name: value for name, value, _ in _TOKEN.findall(dark)}
    return tuple(
        Token(name=name, light=value, dark=darker.get(name, value), use=use)
        for name, value, use in _TOKEN.findall(daylight)
    )


@cache
def ground() -> Token:
    """The ground of every page, for what a browser paints around it."""
    return next(each for each in tokens() if each.name == "paper")


def contrast(one: str, other: str) -> float:
    """How much lighter one colour (`#rrggbb`) is than another, from 1 to 21, as WCAG 2 counts."""
    low, high = sorted((_lightness(one), _lightness(other)))
    return (high + 0.05) / (low + 0.05)


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(share: float) -> float:
    return share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4
