"""Numbers as people type them: with a point or a comma before the decimals, whatever their language."""

import re

_MINUS = "\u2212"  # as a keyboard of a phone may write it
_TYPED = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def decimal(text: str) -> float:
    """The number that was typed. Raises `ValueError` where there is none, or where "1.234,5" may be meant as one or another."""
    plain = text.strip().replace(",", ".").replace(_MINUS, "-")
    if _TYPED.fullmatch(plain) is None:
        raise ValueError(f"{text!r:.60} is not a number with one comma or one point at the most")
    return float(plain)
