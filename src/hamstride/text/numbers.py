"""Numbers as people type them: with a point or a comma before the decimals, whatever their language."""

import math
import re

_MINUS = "\u2212"  # as a keyboard of a phone may write it
_TYPED = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def decimal(text: str) -> float:
    """The number that was typed. Raises `ValueError` where there is none, where "1.234,5" may be meant as one or another, or
    where it has hundreds of digits."""
    plain = text.strip().replace(",", ".").replace(_MINUS, "-")
    if _TYPED.fullmatch(plain) is None or not math.isfinite(number := float(plain)):
        raise ValueError(f"{text!r:.60} is not a number with one comma or one point at the most")
    return number
